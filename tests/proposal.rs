//! From a citizen's worry to the city's answer, as the two of them live it.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::channel::Kind;
use madang::person::Role;
use madang::proposal::{self, ProposalId};
use town::{Citizen, Town};

const PROBLEM: &str = "탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.";
const WISH: &str = "야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.";
const TITLE: &str = "탄천 산책로에 불이 없어 저녁에 걷기 무서워요";
const REASON: &str = "탄천 산책로의 조도를 재어 보니 기준보다 낮아 올해 안에 조명을 새로 달기로 했습니다.";

/// Writes and submits a proposal with a title of its own.
async fn propose(citizen: &Citizen, title: &str) -> String {
    citizen.says("/propose").await;
    citizen.says(PROBLEM).await;
    citizen.says(WISH).await;
    citizen.says("안전").await;
    citizen.says("야탑1동").await;
    citizen.presses("건너뛰기").await;
    citizen.says(title).await;
    citizen.presses("제출하기").await
}

/// As `propose`, and published by `staff`.
async fn publish(citizen: &Citizen, staff: &Citizen, title: &str) -> ProposalId {
    let id = ProposalId(town_count(citizen, title).await);
    staff.press_data(&desk(proposal::DeskPress::PublishNow(id, 1)), None).await;
    assert!(citizen.reads().contains("공개했습니다"));
    id
}

/// Submits; its number in the database is that of its receipt, for a town of one year.
async fn town_count(citizen: &Citizen, title: &str) -> i64 {
    let receipt = propose(citizen, title).await;
    let number = receipt.split("2026-").nth(1).unwrap();
    number[..4].parse().unwrap()
}

fn press(press: proposal::Press) -> String {
    madang::bot::Press::Proposal(press).encode()
}

fn desk(press: proposal::DeskPress) -> String {
    madang::bot::Press::Desk(madang::bot::Desk::Proposal(press)).encode()
}

async fn decide(clerk: &Citizen, id: ProposalId, revision: i64) -> String {
    clerk.press_data(&desk(proposal::DeskPress::Decide(id, revision)), None).await;
    clerk.presses("재난안전관").await;
    clerk.presses("채택").await;
    clerk.says(REASON).await;
    clerk.says("2027년 5월 31일").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("보내기").await
}

#[tokio::test]
async fn a_citizen_proposes_in_six_steps() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    assert_snapshot!(mina.says("제안하기").await, @r###"
    🤖 (1/6) 무엇이 불편하거나 문제인가요?
       10자부터 1,000자까지 적어 주세요. 전화번호 같은 개인정보는 빼 주세요.
       [그만두기]
    "###);
    assert_snapshot!(mina.says(PROBLEM).await, @r###"
    🤖 (2/6) 어떻게 하면 좋을까요?
       바라는 점을 10자부터 1,000자까지 적어 주세요.
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(mina.says(WISH).await, @r###"
    🤖 (3/6) 어떤 분야의 일인가요? 하나를 골라 주세요.
       [안전] [교통]
       [공원·환경] [복지]
       [교육·문화] [경제·일자리]
       [기타]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(mina.presses("안전").await, @r###"
    🤖 (4/6) 어디의 일인가요?
       구를 고르거나, 동 이름을 적거나, 위치를 보내 주세요. 정하기 어려우면 건너뛰어도 돼요.
    "###);
    mina.says("분당구").await;
    mina.says("야탑1동").await;
    mina.photo("night.jpg").await;
    assert_snapshot!(mina.photo("path.jpg").await, @r###"
    🤖 (5/6) 사진 2장을 받았어요. 모두 5장까지 올릴 수 있어요.
       더 보내거나 ‘다음’을 눌러 주세요.
       [다음]
       [사진 모두 빼기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(mina.presses("다음").await, @r###"
    🤖 (6/6) 제목을 5자부터 60자까지 적어 주세요.
       
       이런 제목은 어때요?
       ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’
       [이 제목으로 하기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(mina.presses("이 제목으로 하기").await, @r###"
    🤖 <b>이대로 제출할까요?</b>
       제목: 탄천 산책로에 불이 없어 저녁에 걷기 무서워요
       
       <b>문제</b>
       탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.
       
       <b>바라는 점</b>
       야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.
       
       분야: 안전
       장소: 야탑1동
       사진: 2장
       공개할 이름: 시민 #1
       
       이 글은 공개됩니다. 담당자가 확인한 뒤 누구나 읽을 수 있습니다.
       [제출하기]
       [고치기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(mina.presses("제출하기").await, @r###"
    🤖 ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’를 접수했습니다.
       접수번호: <b>2026-0001</b>
       상태: 접수
       
       <b>늦어도 2026년 12월 23일(수)까지 답을 드립니다.</b>
       
       1. 담당자가 3일 안에 글을 확인합니다.
       2. 공개되면 다른 시민이 읽고 공감할 수 있습니다.
       3. 담당 부서가 검토하고 이 대화방으로 답을 드립니다.
       [제안 보기] [내 제안]
       [처음으로]
    "###);
    assert_snapshot!(mina.presses("제안 보기").await, @r###"
    🤖 <b>탄천 산책로에 불이 없어 저녁에 걷기 무서워요</b>
       제안 2026-0001 · 접수 · 공감 0명
       시민 #1 · 안전 · 분당구 야탑1동
       
       <b>문제</b>
       탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.
       
       <b>바라는 점</b>
       야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.
       
       답변 기한: 2026년 12월 23일(수)까지입니다. 30일 남았습니다.
       [사진 2장 보기]
       [진행 과정]
       [제안 철회]
       [제안 둘러보기] [처음으로]
    "###);
    assert!(mina.presses("사진 2장 보기").await.contains("night.jpg"));
}

#[tokio::test]
async fn a_citizen_proposes_in_english() {
    let town = Town::new().await;
    let john = town.member("en").await;
    john.says("propose").await;
    john.says("There is no light on the path by the river, and I am afraid there.").await;
    john.says("Please put lights and an emergency bell there.").await;
    john.presses("Safety").await;
    assert!(john.location(37.4115, 127.1287).await.contains("A point on the map"));
    john.presses("Skip").await;
    john.presses("Use this title").await;
    assert_snapshot!(john.presses("Submit").await, @r###"
    🤖 We have received “There is no light on the path by the river”.
       Receipt number: <b>2026-0001</b>
       State: Received
       
       <b>You will have an answer by Wed, 23 December 2026 at the latest.</b>
       
       1. Staff look at it within 3 days.
       2. Once it is published, other citizens can read and support it.
       3. The department in charge looks into it, and the answer comes to this chat.
       [Open the proposal] [My proposals]
       [Home]
    "###);
    john.presses("Open the proposal").await;
    assert!(john.presses("See the map").await.contains("37.4115"));
}

#[tokio::test]
async fn an_unfinished_proposal_survives_a_restart_and_a_week() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    mina.says(PROBLEM).await;
    for answer in [WISH, "안전", "야탑1동", "건너뛰기", "밤길이 무서운 탄천 산책로"] {
        town.restart().await;
        mina.says(answer).await;
    }
    mina.says("취소").await;
    town.wait(TimeDelta::days(7)).await;
    town.restart().await;
    let offered = mina.says("제안하기").await;
    assert!(offered.contains("밤길이 무서운 탄천 산책로"), "{offered}");
    let resumed = mina.presses("이어서 쓰기").await;
    assert!(resumed.contains("이대로 제출할까요?"), "{resumed}");
    assert!(mina.presses("제출하기").await.contains("2026-0001"));
    assert!(mina.says("제안하기").await.contains("(1/6)"), "the draft is gone");
}

#[tokio::test]
async fn a_draft_can_be_thrown_away_for_a_new_one() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    mina.says(PROBLEM).await;
    mina.says("처음").await;
    mina.says("제안하기").await;
    assert!(mina.presses("새로 쓰기").await.contains("전에 쓰던 글은 지워져요"));
    assert!(mina.presses("지우고 새로 쓰기").await.contains("(1/6)"));
}

#[tokio::test]
async fn one_step_back_shows_what_was_written_and_it_can_stay() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    mina.says(PROBLEM).await;
    mina.says(WISH).await;
    let before = mina.says("뒤로").await;
    assert!(before.contains("(2/6)") && before.contains(WISH), "{before}");
    assert!(mina.presses("그대로 두기").await.contains("(3/6)"));
}

#[tokio::test]
async fn a_change_from_the_preview_leads_back_to_it() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    for answer in [PROBLEM, WISH, "안전", "건너뛰기", "건너뛰기", TITLE] {
        mina.says(answer).await;
    }
    mina.presses("고치기").await;
    mina.presses("바라는 점").await;
    let preview = mina.says("가로등을 열 개 더 세워 주세요. 부탁해요.").await;
    assert!(preview.contains("이대로 제출할까요?") && preview.contains("열 개 더"), "{preview}");
    mina.presses("고치기").await;
    mina.presses("장소").await;
    mina.says("중원구").await;
    assert!(mina.says("성남동").await.contains("장소: 성남동"));
    mina.presses("고치기").await;
    mina.presses("제목").await;
    assert!(mina.says("뒤로").await.contains("이대로 제출할까요?"));
    mina.presses("고치기").await;
    assert!(mina.presses("고칠 것 없음").await.contains("이대로 제출할까요?"));
}

#[tokio::test]
async fn back_keeps_what_was_written() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    mina.says(PROBLEM).await;
    mina.says(WISH).await;
    assert!(mina.presses("뒤로").await.contains("(2/6)"));
    assert!(mina.says("뒤로").await.contains("(1/6)"));
    mina.says(PROBLEM).await;
    mina.says(WISH).await;
    mina.presses("교통").await;
    mina.says("분당구").await;
    assert!(mina.presses("뒤로").await.contains("(4/6)"));
}

#[tokio::test]
async fn what_does_not_fit_is_answered_kindly_and_loses_nothing() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    assert!(mina.says("짧아요").await.contains("10자 이상"));
    assert!(mina.says(&"가".repeat(1_023)).await.contains("지금 1,023자예요. 23자를 줄여"));
    assert!(mina.says("🚌🚌🚌🚌🚌🚌🚌🚌🚌🚌🚌🚌").await.contains("글자로 10자"));
    assert!(mina.says("   ").await.contains("빈 글"));
    assert!(mina.photo("early.jpg").await.contains("5번째 단계"));
    assert!(mina.location(37.4, 127.1).await.contains("4번째 단계"));
    assert!(mina.sends(Kind::Voice).await.contains("글로 적어"));
    assert!(mina.sends(Kind::Sticker).await.contains("(1/6)"));
    assert!(mina.album(&["a.jpg", "b.jpg", "c.jpg"]).await.matches("5번째 단계").count() == 1);
    mina.says("<b>굵게</b> & [링크](http://x) *별* \u{202e}뒤집힌 글 e\u{301}").await;
    mina.says(WISH).await;
    assert!(mina.says("열한번째").await.contains("(3/6)"));
    mina.says("안전").await;
    assert!(mina.location(35.1, 129.0).await.contains("성남시에서 멀어요"));
    mina.says("건너뛰기").await;
    assert!(mina.sends(Kind::Document).await.contains("사진으로 보내"));
    mina.says("건너뛰기").await;
    assert!(mina.says("네글자야").await.contains("5자 이상"));
    assert!(mina.says(&"가".repeat(61)).await.contains("1자를 줄여"));
    let preview = mina.says("굵은 글씨를 쓰지 마세요").await;
    assert!(preview.contains("&lt;b&gt;굵게&lt;/b&gt; &amp; [링크]"), "{preview}");
    assert!(!preview.contains('\u{202e}'));
}

#[tokio::test]
async fn personal_numbers_are_pointed_out_before_they_are_public() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    // A made-up number of the right form.
    let refused = mina.says("제 번호는 900101-1234567이에요. 연락해 주세요.").await;
    assert!(refused.contains("저장하지 않았어요"), "{refused}");
    assert_snapshot!(mina.says("가로등이 고장났어요. 010-0000-0000으로 연락 주세요.").await, @r###"
    🤖 글에 이런 것이 들어 있는 것 같아요.
       • 전화번호
       글은 공개돼요. 지우고 다시 적어 주세요.
       [그대로 쓰기]
       [뒤로] [그만두기]
    "###);
    assert!(mina.says("가로등이 고장났어요. 빨리 고쳐 주세요.").await.contains("(2/6)"));
    mina.says("사무실 전화 031-729-0000을 안내판에 적어 주세요.").await;
    assert!(mina.presses("그대로 쓰기").await.contains("(3/6)"));
    let town_db = town.db().await;
    let mut tx = town_db.read().await.unwrap();
    let saved = madang::bot::store::dialogue(&mut tx, mina.id().await, "propose").await.unwrap().unwrap();
    assert!(!saved.state.contains("900101"));
}

#[tokio::test]
async fn five_photos_of_an_album_get_one_answer_and_a_sixth_is_left_out() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("제안하기").await;
    for answer in [PROBLEM, WISH, "안전", "건너뛰기"] {
        mina.says(answer).await;
    }
    let answer = mina.album(&["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]).await;
    assert_snapshot!(answer, @r###"
    🤖 (5/6) 사진 5장을 모두 받았어요.
       ‘다음’을 눌러 주세요.
       [다음]
    "###);
    assert!(mina.photo("6.jpg").await.contains("5장까지"));
    mina.presses("다음").await;
    let preview = mina.says(TITLE).await;
    assert!(preview.contains("사진: 5장"), "{preview}");
    // The same button again: the step is past.
    assert!(mina.press_data(&press(proposal::Press::PhotosDone), None).await.contains("지난 단추"));
}

#[tokio::test]
async fn submitting_twice_submits_once_and_numbers_have_no_gap() {
    let town = Town::new().await;
    let (mina, joon) = (town.member("ko").await, town.member("ko").await);
    mina.says("제안하기").await;
    for answer in [PROBLEM, WISH, "안전", "건너뛰기", "건너뛰기", TITLE] {
        mina.says(answer).await;
    }
    let (data, message) = mina.button("제출하기");
    assert!(mina.press_data(&data, Some(message)).await.contains("2026-0001"));
    assert!(mina.press_data(&data, Some(message)).await.contains("지난 단추"));
    assert!(propose(&joon, "버스가 너무 늦게 와요").await.contains("2026-0002"));
    town.set_clock("2027-01-04 09:00");
    assert!(propose(&joon, "버스가 아직도 늦게 와요").await.contains("2027-0001"));
}

#[tokio::test]
async fn a_proposal_is_read_only_once_it_is_published() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.stranger("ko"), town.staff(Role::Moderator).await);
    propose(&mina, TITLE).await;
    assert!(joon.says("2026-0001").await.contains("지금 볼 수 없어요"));
    assert!(joon.says("/start proposal-1").await.contains("지금 볼 수 없어요"));
    assert!(mina.says("2026-1").await.contains(TITLE), "its author sees it");
    assert!(joon.press_data(&press(proposal::Press::Photos(ProposalId(1))), None).await.contains("지금 볼 수 없어요"));
    staff.press_data(&desk(proposal::DeskPress::Open(ProposalId(1))), None).await;
    staff.presses("공개").await;
    staff.presses("공개").await;
    mina.reads();
    assert!(joon.says("2026-0001").await.contains(TITLE));
    assert!(joon.says("2026-0099").await.contains("찾지 못했어요"));
    assert!(joon.says("/start proposal-99").await.contains("찾지 못했어요"));
}

#[tokio::test]
async fn a_neighbour_supports_it_once_and_takes_it_back() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    joon.says("/start proposal-1").await;
    let (data, message) = joon.button("공감");
    assert_snapshot!(joon.press_data(&data, Some(message)).await, @r###"
    💬 공감했어요. 이제 1명이 공감해요. 답변이 나오면 알려 드릴게요.
    🤖 (고침) <b>탄천 산책로에 불이 없어 저녁에 걷기 무서워요</b>
       제안 2026-0001 · 공개 · 공감 1명
       시민 #1 · 안전 · 분당구 야탑1동
       
       <b>문제</b>
       탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.
       
       <b>바라는 점</b>
       야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.
       
       답변 기한: 2026년 12월 23일(수)까지입니다. 30일 남았습니다.
       [공감 취소] [그만 받기]
       [진행 과정] [공유]
       [신고]
       [제안 둘러보기] [처음으로]
    "###);
    let again = joon.press_data(&data, Some(message)).await;
    assert!(again.contains("이미 공감하셨어요") && again.contains("공감 1명"), "{again}");
    let back = joon.presses("공감 취소").await;
    assert!(back.contains("공감을 취소했어요") && back.contains("공감 0명"), "{back}");
    assert!(mina.press_data(&press(proposal::Press::Support(id)), None).await.contains("내가 쓴 제안"));
    joon.presses("소식 받기").await;
    assert!(joon.presses("그만 받기").await.contains("그만 보낼게요"));
    assert!(joon.presses("공유").await.contains("t.me/madang_bot?start=proposal-1"));
    staff.reads();
}

#[tokio::test]
async fn a_visitor_who_supports_is_asked_for_consent_first() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    publish(&mina, &staff, TITLE).await;
    let joon = town.stranger("ko");
    joon.says("/start proposal-1").await;
    assert!(joon.presses("공감").await.contains("동의"));
    joon.presses("동의합니다").await;
    joon.presses("동의합니다").await;
    assert!(joon.presses("네, 만 14세 이상입니다").await.contains("공감 1명"));
    staff.reads();
}

#[tokio::test]
async fn ten_supporters_are_told_to_the_author_once() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    for _ in 0..9 {
        town.member("ko").await.press_data(&press(proposal::Press::Support(id)), None).await;
    }
    let tenth = town.member("ko").await;
    assert_eq!(mina.reads(), "");
    for _ in 0..2 {
        tenth.press_data(&press(proposal::Press::Support(id)), None).await;
        tenth.press_data(&press(proposal::Press::Unsupport(id)), None).await;
    }
    assert_eq!(mina.reads().matches("10명이 공감했어요").count(), 1);
    staff.reads();
}

#[tokio::test]
async fn reading_lists() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    let near = town.resident("ko", "4113562000").await;
    for number in 1..=6 {
        publish(&mina, &staff, &format!("산책로에 불을 밝혀 주세요 {number}")).await;
        town.wait(TimeDelta::hours(5)).await;
    }
    near.press_data(&press(proposal::Press::Support(ProposalId(3))), None).await;
    near.says("제안보기").await;
    assert_snapshot!(near.presses("새 제안").await, @r###"
    🤖 (고침) <b>새 제안</b> 모두 6건 (1/2쪽)
       1. 산책로에 불을 밝혀 주세요 6 (공개, 공감 0명)
       2. 산책로에 불을 밝혀 주세요 5 (공개, 공감 0명)
       3. 산책로에 불을 밝혀 주세요 4 (공개, 공감 0명)
       4. 산책로에 불을 밝혀 주세요 3 (공개, 공감 1명)
       5. 산책로에 불을 밝혀 주세요 2 (공개, 공감 0명)
       [1번] [2번] [3번] [4번] [5번]
       [다음 목록]
       [제안 둘러보기] [처음으로]
    "###);
    assert!(near.presses("다음 목록").await.contains("6. 산책로에 불을 밝혀 주세요 1"));
    assert!(near.presses("6번").await.contains("접수") || near.screen().contains("2026-0001"));
    near.presses("제안 둘러보기").await;
    assert!(near.presses("공감 많은 제안").await.contains("1. 산책로에 불을 밝혀 주세요 3"));
    near.says("제안보기").await;
    assert!(near.presses("우리 동 제안").await.contains("야탑1동 제안</b> 모두 6건"));
    near.says("제안보기").await;
    assert!(near.presses("채택된 제안").await.contains("아직 없어요"));
    near.says("제안보기").await;
    near.presses("분야별로 보기").await;
    assert!(near.presses("안전").await.contains("안전 분야 제안"));
    let nobody = town.stranger("en");
    nobody.says("proposals").await;
    assert!(nobody.presses("My neighbourhood").await.contains("Tell me your neighbourhood"));
    assert!(mina.says("내제안").await.contains("모두 6건"));
    staff.reads();
}

#[tokio::test]
async fn a_report_reaches_the_desk_once() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    joon.says("/start proposal-1").await;
    joon.presses("신고").await;
    assert!(joon.presses("광고예요").await.contains("담당자가 확인할게요"));
    let twice = joon.press_data(&press(proposal::Press::ReportFor(id, proposal::Reason::Other)), None).await;
    assert!(twice.contains("이미 신고"), "{twice}");
    let queue = staff.press_data(&desk(proposal::DeskPress::Queue), None).await;
    assert!(queue.contains("신고된 제안 1건"), "{queue}");
    staff.presses("신고 확인").await;
    assert!(staff.presses("1번").await.contains("광고예요: 1건"));
    staff.presses("가리기").await;
    staff.presses("광고예요").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       제안을 가렸습니다. 이유는 아래와 같습니다.
       
       <blockquote>광고로 보았습니다.</blockquote>
       
       궁금한 점은 마을공동체과 시민소통협력팀에 물어보시기 바랍니다. 전화: 031-729-0000
       [제안 보기] [처음으로]
    "###);
    assert!(joon.says("2026-0001").await.contains("지금 볼 수 없어요"));
    staff.presses("다시 보이기").await;
    assert!(mina.reads().contains("다시 공개했습니다"));
    assert!(joon.says("2026-0001").await.contains(TITLE));
}

#[tokio::test]
async fn the_author_is_asked_and_the_clock_stands_meanwhile() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    let id = ProposalId(1);
    propose(&mina, TITLE).await;
    staff.press_data(&desk(proposal::DeskPress::Open(id)), None).await;
    staff.presses("보완 요청").await;
    assert!(staff.says("???").await.contains("5자 이상"));
    town.restart().await;
    assert_snapshot!(staff.says("정확히 어느 다리 아래인가요?").await, @r###"
    🤖 <b>시민에게 이렇게 보입니다. 보낼까요?</b>
       
       내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       검토에 필요한 내용이 있어 여쭙니다. 2026년 11월 30일(월)까지 답해 주시기 바랍니다.
       기다리는 동안 답변 기한은 멈춥니다.
       
       <blockquote>정확히 어느 다리 아래인가요?</blockquote>
       [보내기]
       [고치기]
       [뒤로] [그만두기]
    "###);
    staff.presses("보내기").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       검토에 필요한 내용이 있어 여쭙니다. 2026년 11월 30일(월)까지 답해 주시기 바랍니다.
       기다리는 동안 답변 기한은 멈춥니다.
       
       <blockquote>정확히 어느 다리 아래인가요?</blockquote>
       [보완 답하기]
       [제안 보기] [처음으로]
    "###);
    assert!(mina.says("내 할 일").await.contains("보완 요청"));
    town.goes_to("2026-11-29 08:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-29 09:00").await;
    assert!(mina.reads().contains("내일(2026년 11월 30일(월))까지"));
    town.goes_to("2026-11-29 12:00").await;
    assert_eq!(mina.reads(), "", "reminded once");
    mina.presses("보완 답하기").await;
    town.restart().await;
    let done = mina.says("이매교 아래 오른쪽 길이에요. 밤에 특히 어두워요.").await;
    // Six days waited: 29 December is a Tuesday.
    assert!(done.contains("2026년 12월 29일(화)"), "{done}");
    assert!(mina.press_data(&press(proposal::Press::Supplement(id)), None).await.contains("보완을 기다리지 않아요"));
    assert!(staff.press_data(&desk(proposal::DeskPress::Open(id)), None).await.contains("이매교 아래"));
}

#[tokio::test]
async fn staff_return_a_proposal_with_a_reason() {
    let town = Town::new().await;
    let (mina, john, staff) = (town.member("ko").await, town.member("en").await, town.staff(Role::Moderator).await);
    propose(&mina, TITLE).await;
    staff.press_data(&desk(proposal::DeskPress::Return(ProposalId(1), 1)), None).await;
    staff.presses("민원으로 처리할 내용").await;
    staff.presses("보내기").await;
    assert!(mina.reads().contains("국민신문고"));
    john.says("propose").await;
    for answer in
        ["The lights on the path are out.", "Please mend the lights soon.", "Safety", "Skip", "Skip", "Mend the lights"]
    {
        john.says(answer).await;
    }
    john.presses("Submit").await;
    staff.press_data(&desk(proposal::DeskPress::Return(ProposalId(2), 1)), None).await;
    assert!(staff.says("이미 고쳤습니다.").await.contains("영어로도"));
    staff.says("They have been mended already.").await;
    staff.presses("보내기").await;
    let told = john.reads();
    assert!(told.contains("They have been mended already.") && !told.contains("이미"), "{told}");
}

#[tokio::test]
async fn a_department_looks_and_the_city_answers() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    let (joon, john) = (town.member("ko").await, town.member("en").await);
    let id = publish(&mina, &clerk, TITLE).await;
    joon.press_data(&press(proposal::Press::Support(id)), None).await;
    john.press_data(&press(proposal::Press::Follow(id)), None).await;
    clerk.press_data(&desk(proposal::DeskPress::Open(id)), None).await;
    assert_snapshot!(clerk.presses("부서 지정").await, @r###"
    🤖 ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’를 어느 부서로 보낼까요?
       분야가 ‘안전’인 제안은 맨 위의 부서가 주로 맡습니다.
       [재난안전관]
       [마을공동체과]
       [교통기획과]
       [하천관리과]
       [공원과]
       [복지정책과]
       [문화예술과]
       [지역경제과]
       [돌아가기]
    "###);
    clerk.presses("재난안전관").await;
    assert!(mina.reads().contains("재난안전관에서 검토합니다"));
    town.pass().await;
    assert!(joon.reads().contains("재난안전관에서 검토합니다"));
    assert!(john.reads().contains("Disaster and Safety Division is looking into it"));
    clerk.presses("답변").await;
    clerk.presses("채택").await;
    assert!(clerk.says("좋습니다.").await.contains("30자 이상"));
    town.restart().await;
    clerk.says(REASON).await;
    assert!(clerk.says("어제").await.contains("이미 지난"));
    assert!(clerk.says("언젠가").await.contains("며칠인지"));
    clerk.says("내년 5월 31일").await;
    assert_snapshot!(clerk.presses("건너뛰기").await, @r###"
    🤖 <b>시민에게 이렇게 보입니다. 보낼까요?</b>
       
       내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       답변: <b>채택</b>
       
       <blockquote>탄천 산책로의 조도를 재어 보니 기준보다 낮아 올해 안에 조명을 새로 달기로 했습니다.</blockquote>
       
       시행 예정일: 2027년 5월 31일(월)
       
       담당: 재난안전관 031-729-0002
       [보내기]
       [고치기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("보내기").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       답변: <b>채택</b>
       
       <blockquote>탄천 산책로의 조도를 재어 보니 기준보다 낮아 올해 안에 조명을 새로 달기로 했습니다.</blockquote>
       
       시행 예정일: 2027년 5월 31일(월)
       
       담당: 재난안전관 031-729-0002
       [제안 보기] [처음으로]
    "###);
    town.pass().await;
    assert!(joon.reads().contains("답변: <b>채택</b>"));
    assert_snapshot!(john.reads(), @r###"
    🤖 News of a proposal that you follow or support: <b>“탄천 산책로에 불이 없어 저녁에 걷기 무서워요”</b> (2026-0001).
       
       Answer: <b>Adopted</b>
       
       <blockquote>탄천 산책로의 조도를 재어 보니 기준보다 낮아 올해 안에 조명을 새로 달기로 했습니다.</blockquote>
       
       (This text is in Korean only.)
       
       Planned for: Mon, 31 May 2027
       
       In charge: Disaster and Safety Division, 031-729-0002
       [Open the proposal] [Stop following]
    "###);
    assert!(joon.press_data(&press(proposal::Press::Support(id)), None).await.contains("공감을 바꿀 수 없어요"));
}

#[tokio::test]
async fn a_moderator_does_not_answer_for_the_city() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    let refused = staff.press_data(&desk(proposal::DeskPress::Decide(id, 2)), None).await;
    assert!(!refused.contains("어떻게 답할까요"), "{refused}");
    let forged = mina.press_data(&desk(proposal::DeskPress::Hide(id, 2)), None).await;
    assert!(!forged.contains("가릴까요"), "{forged}");
}

#[tokio::test]
async fn two_of_the_staff_do_not_do_it_twice() {
    let town = Town::new().await;
    let (mina, first, second) = (town.member("ko").await, town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    propose(&mina, TITLE).await;
    for staff in [&first, &second] {
        staff.press_data(&desk(proposal::DeskPress::Open(ProposalId(1))), None).await;
    }
    second.presses("보완 요청").await;
    first.presses("공개").await;
    first.presses("공개").await;
    let late = second.says("어느 다리 아래인가요?").await;
    assert!(late.contains("담당자가 처리했어요") && late.contains("공개"), "{late}");
    let twice = first.press_data(&desk(proposal::DeskPress::Publish(ProposalId(1), 1)), None).await;
    assert!(twice.contains("담당자가 처리했어요"), "{twice}");
    assert_eq!(mina.reads().matches("공개했습니다").count(), 1);
}

#[tokio::test]
async fn a_mistaken_answer_is_corrected_to_whom_it_was_sent() {
    let town = Town::new().await;
    let (mina, joon) = (town.member("ko").await, town.member("ko").await);
    let (clerk, other, chief) =
        (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await, town.staff(Role::Coordinator).await);
    let id = publish(&mina, &clerk, TITLE).await;
    joon.press_data(&press(proposal::Press::Support(id)), None).await;
    decide(&clerk, id, 2).await;
    town.pass().await;
    // Who heard the mistake hears the correction, though they follow no longer.
    joon.press_data(&press(proposal::Press::Unsupport(id)), None).await;
    town.forget_unread();
    let refused = other.press_data(&desk(proposal::DeskPress::Mend(id, 3)), None).await;
    assert!(refused.contains("총괄 담당자만"), "{refused}");
    chief.press_data(&desk(proposal::DeskPress::Mend(id, 3)), None).await;
    chief.says("예산이 아직 정해지지 않았습니다.").await;
    chief.presses("건너뛰기").await;
    chief.presses("미채택").await;
    chief.says("내년도 예산에 반영되지 않아 지금은 시행할 수 없습니다. 내년에 다시 검토하겠습니다.").await;
    chief.presses("건너뛰기").await;
    chief.presses("보내기").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 내 제안 <b>‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’</b> (2026-0001) 소식입니다.
       
       <b>앞서 드린 답변을 정정합니다.</b> 정정하는 이유는 아래와 같습니다.
       
       <blockquote>예산이 아직 정해지지 않았습니다.</blockquote>
       
       답변: <b>미채택</b>
       
       <blockquote>내년도 예산에 반영되지 않아 지금은 시행할 수 없습니다. 내년에 다시 검토하겠습니다.</blockquote>
       
       담당: 재난안전관 031-729-0002
       [제안 보기] [처음으로]
    "###);
    town.pass().await;
    assert!(joon.reads().contains("앞서 드린 답변을 정정합니다"));
    let card = joon.says("2026-0001").await;
    assert!(card.contains("미채택") && card.contains("정정"), "{card}");
    let history = joon.presses("진행 과정").await;
    assert!(history.contains("답변: 채택") || history.contains("채택"), "{history}");
}

#[tokio::test]
async fn a_mistaken_publication_is_taken_back() {
    let town = Town::new().await;
    let (mina, joon, clerk) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Clerk).await);
    let id = publish(&mina, &clerk, TITLE).await;
    joon.press_data(&press(proposal::Press::Follow(id)), None).await;
    clerk.press_data(&desk(proposal::DeskPress::Unpublish(id, 2)), None).await;
    clerk.says("검토가 끝나기 전에 잘못 공개했습니다.").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("보내기").await;
    assert!(mina.reads().contains("공개를 정정합니다"));
    town.pass().await;
    assert!(joon.reads().contains("검토가 끝나기 전에"));
    assert!(joon.says("2026-0001").await.contains("지금 볼 수 없어요"));
}

#[tokio::test]
async fn an_author_takes_a_proposal_back_and_supporters_hear_of_it() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    joon.press_data(&press(proposal::Press::Support(id)), None).await;
    assert!(joon.press_data(&press(proposal::Press::WithdrawNow(id, None)), None).await.contains("글쓴이만"));
    mina.says("2026-0001").await;
    assert_snapshot!(mina.presses("제안 철회").await, @r###"
    🤖 ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’를 철회할까요? 공감한 1명에게도 알려 드려요.
       철회하면 되돌릴 수 없어요. 이유를 골라 주시거나 그냥 철회해도 돼요.
       [이미 해결됐어요]
       [고쳐서 다시 낼게요]
       [생각이 바뀌었어요]
       [이유 없이 철회하기]
       [철회하지 않기]
    "###);
    mina.presses("이미 해결됐어요").await;
    town.pass().await;
    assert!(joon.reads().contains("글쓴이가 제안을 철회했습니다"));
    let twice = mina.press_data(&press(proposal::Press::WithdrawNow(id, None)), None).await;
    assert!(twice.contains("지금은 철회할 수 없어요"), "{twice}");
    staff.reads();
}

#[tokio::test]
async fn who_leaves_can_leave_their_proposals_or_take_them_along() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Moderator).await);
    publish(&mina, &staff, TITLE).await;
    let other = publish(&joon, &staff, "버스가 너무 늦게 와요").await;
    mina.says("탈퇴").await;
    mina.presses("제안은 남기고 탈퇴").await;
    assert!(joon.says("2026-0001").await.contains("탈퇴한 시민"));
    joon.says("탈퇴").await;
    joon.presses("제안도 거두고 탈퇴").await;
    let desk_card = staff.press_data(&desk(proposal::DeskPress::Open(other)), None).await;
    assert!(desk_card.contains("철회") && !desk_card.contains("탄천"), "{desk_card}");
}

#[tokio::test]
async fn exports_name_nobody() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    let id = publish(&mina, &clerk, TITLE).await;
    decide(&clerk, id, 2).await;
    mina.reads();
    let (city, db) = (town.city().await, town.db().await);
    let mut tx = db.read().await.unwrap();
    let tables = proposal::export::tables(&mut tx, &city).await.unwrap();
    assert_eq!(tables.iter().map(|table| table.name).collect::<Vec<_>>(), ["proposals", "proposal_events"]);
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        assert!(!table.columns.contains(&"author") && !table.columns.contains(&"actor"));
    }
    assert_eq!(tables[0].rows[0][0], "2026-0001");
    assert_eq!(tables[0].rows[0][8], "야탑1동");
    assert_eq!(tables[0].rows[0][13], "2026-11-23T10:00:00+09:00");
    assert_eq!(tables[1].rows.len(), 3);
    let best = proposal::store::candidates(&mut tx, 10).await.unwrap();
    assert_eq!(best, [(id, TITLE.to_owned())]);
    drop(tx);
    clerk.press_data(&desk(proposal::DeskPress::HideFor(id, 3, proposal::Reason::Other)), None).await;
    let mut tx = db.read().await.unwrap();
    let hidden = proposal::export::tables(&mut tx, &city).await.unwrap().remove(0).rows.remove(0);
    assert_eq!((&hidden[1], &hidden[18]), (&"hidden".into(), &"adopted".into()), "what was decided is told with it");
    town.forget_unread();
}

#[tokio::test]
async fn the_desk_says_what_waits_and_for_how_long() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    propose(&mina, TITLE).await;
    propose(&mina, "같은 글을 다시 보냅니다").await;
    let id = publish(&mina, &clerk, "버스가 너무 늦게 와요").await;
    clerk.press_data(&desk(proposal::DeskPress::AssignTo(id, 2, "traffic".into())), None).await;
    mina.reads();
    town.goes_to("2026-12-20 09:00").await;
    assert_snapshot!(clerk.press_data(&desk(proposal::DeskPress::Queue), None).await, @r###"
    🤖 <b>제안 업무</b>
       확인할 새 제안 2건, 가장 오래된 것은 27일째 (3일 안에 확인)
       7일 안에 답할 제안 3건
       교통기획과 답변 대기 1건
       [새 제안 확인] [7일 안에 답변]
       [교통기획과]
       [답변한 제안] [가린 제안]
       [돌아가기] [처음으로]
    "###);
    assert_snapshot!(clerk.presses("새 제안 확인").await, @r###"
    🤖 (고침) <b>확인할 새 제안</b> 모두 2건 (1/1쪽)
       1. [2026-0001] 탄천 산책로에 불이 없어 저녁에 걷기 무서워요
       접수, 27일째. 답변 기한: 2026년 12월 23일(수)까지입니다. 3일 남았습니다.
       2. [2026-0002] 같은 글을 다시 보냅니다
       접수, 27일째. 답변 기한: 2026년 12월 23일(수)까지입니다. 3일 남았습니다.
       [1번] [2번]
       [제안 업무] [처음으로]
    "###);
    let item = clerk.presses("1번").await;
    assert!(item.contains("문제 글이 같은 제안이 2건 더"), "{item}");
    town.goes_to("2026-12-24 09:00").await;
    let queue = clerk.press_data(&desk(proposal::DeskPress::Queue), None).await;
    assert!(queue.contains("답변 기한이 지난 제안 3건"), "{queue}");
}

#[tokio::test]
async fn a_supporter_who_wants_no_news_gets_none_and_supports_still() {
    let town = Town::new().await;
    let (mina, joon, clerk) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Clerk).await);
    let id = publish(&mina, &clerk, TITLE).await;
    joon.press_data(&press(proposal::Press::Support(id)), None).await;
    let card = joon.presses("그만 받기").await;
    assert!(card.contains("공감 1명") && card.contains("소식 받기"), "{card}");
    decide(&clerk, id, 2).await;
    town.pass().await;
    assert_eq!(joon.reads(), "");
    mina.reads();
}

#[tokio::test]
async fn an_author_who_does_not_answer_is_seen_at_the_desk() {
    let town = Town::new().await;
    let (mina, staff) = (town.member("ko").await, town.staff(Role::Moderator).await);
    propose(&mina, TITLE).await;
    staff.press_data(&desk(proposal::DeskPress::Ask(ProposalId(1), 1)), None).await;
    staff.says("정확히 어느 다리 아래인가요?").await;
    staff.presses("보내기").await;
    town.goes_to("2026-12-01 09:00").await;
    town.forget_unread();
    let queue = staff.press_data(&desk(proposal::DeskPress::Queue), None).await;
    assert!(queue.contains("보완 기한이 지난 제안 1건"), "{queue}");
    staff.presses("보완 기한 지남").await;
    assert!(staff.presses("1번").await.contains("보완 기한(2026년 11월 30일(월))이 지났습니다"));
}

#[tokio::test]
async fn an_eleventh_proposal_in_a_day_waits_until_tomorrow() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for number in 1..=10 {
        assert!(propose(&mina, &format!("제안을 많이 하는 날 {number}")).await.contains("접수했습니다"));
    }
    assert!(propose(&mina, "제안을 많이 하는 날 11").await.contains("하루에 10건까지"));
    town.wait(TimeDelta::days(1)).await;
    mina.says("제안하기").await;
    mina.presses("이어서 쓰기").await;
    assert!(mina.presses("제출하기").await.contains("2026-0011"));
}

#[tokio::test]
async fn everything_kept_is_in_ones_own_data() {
    let town = Town::new().await;
    let (mina, joon, staff) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Moderator).await);
    let id = publish(&mina, &staff, TITLE).await;
    joon.press_data(&press(proposal::Press::Support(id)), None).await;
    joon.press_data(&press(proposal::Press::Follow(id)), None).await;
    joon.press_data(&press(proposal::Press::ReportFor(id, proposal::Reason::Other)), None).await;
    let (db, me, author) = (town.db().await, joon.id().await, mina.id().await);
    let mut tx = db.read().await.unwrap();
    let data = proposal::store::own_data(&mut tx, me).await.unwrap();
    for kind in ["supports", "follows", "reported"] {
        assert_eq!(data[kind][0]["receipt"], "2026-0001", "{kind}");
    }
    let data = proposal::store::own_data(&mut tx, author).await.unwrap();
    assert_eq!((&data["written"][0]["title"], &data["written"][0]["dong"]), (&TITLE.into(), &"4113562000".into()));
}

/// States as the first version saved them: whoever changes a wizard keeps reading these, or makes
/// sure that they read as no dialogue at all.
#[test]
fn drafts_of_the_first_version_can_still_be_read() {
    for saved in [
        r#"{"kind":"propose","state":{"step":"problem"}}"#,
        r#"{"kind":"propose","state":{"step":{"dong":["41135",1]},"editing":true,"problem":"p","wish":"w","field":"safety",
            "dong":"4113562000","spot":[37.4,127.1],"photos":["a"],"title":"t","doubt":[["phone","email"],"words"]}}"#,
        r#"{"kind":"supplement","state":{"proposal":1,"doubt":null}}"#,
        r#"{"kind":"handle","state":{"proposal":1,"revision":2,"task":"mend","step":"words_english",
            "note":{"ko":"n","en":"n"},"outcome":"partly","words":{"ko":"w","en":null},"planned_on":"2027-05-31"}}"#,
    ] {
        serde_json::from_str::<madang::bot::Dialogue>(saved).unwrap();
    }
}

#[tokio::test]
async fn words_of_a_citizen_are_not_in_a_draft_that_is_logged() {
    let saved = r#"{"kind":"propose","state":{"step":"wish","problem":"secret words"}}"#;
    let dialogue: madang::bot::Dialogue = serde_json::from_str(saved).unwrap();
    assert!(!format!("{dialogue:?}").contains("secret"));
}

#[tokio::test]
async fn a_clerk_handles_a_proposal_in_english() {
    let town = Town::new().await;
    let (john, clerk) = (town.member("en").await, town.staff(Role::Clerk).await);
    clerk.says("english").await;
    john.says("propose").await;
    for answer in
        ["The lights on the path are out.", "Please mend the lights soon.", "Safety", "Skip", "Skip", "Mend the lights"]
    {
        john.says(answer).await;
    }
    john.presses("Submit").await;
    clerk.press_data(&desk(proposal::DeskPress::Queue), None).await;
    clerk.presses("Look at new ones").await;
    clerk.presses("No. 1").await;
    clerk.presses("Publish").await;
    clerk.presses("Publish").await;
    clerk.presses("Answer").await;
    clerk.presses("Disaster and Safety Division").await;
    clerk.presses("Partly adopted").await;
    clerk.says(REASON).await;
    clerk.says("31 May 2027").await;
    clerk.says("We measured the light on the path, and new lamps come this year.").await;
    clerk.presses("Send it").await;
    assert_snapshot!(john.reads(), @r###"
    🤖 News of your proposal <b>“Mend the lights”</b> (2026-0001).
       
       It is published. Other citizens can read and support it.
       You will have an answer by Wed, 23 December 2026 at the latest.
       [Open the proposal] [Home]
    🤖 News of your proposal <b>“Mend the lights”</b> (2026-0001).
       
       Answer: <b>Partly adopted</b>
       
       <blockquote>We measured the light on the path, and new lamps come this year.</blockquote>
       
       Planned for: Mon, 31 May 2027
       
       In charge: Disaster and Safety Division, 031-729-0002
       [Open the proposal] [Home]
    "###);
    assert_snapshot!(john.presses("Open the proposal").await, @r###"
    🤖 <b>Mend the lights</b>
       Proposal 2026-0001 · Partly adopted · 0 supporters
       Citizen #1 · Safety · No place given
       
       <b>The problem</b>
       The lights on the path are out.
       
       <b>What should be done</b>
       Please mend the lights soon.
       
       Answer: Partly adopted (Mon, 23 November 2026, 10:00)
       
       <blockquote>We measured the light on the path, and new lamps come this year.</blockquote>
       
       Planned for: Mon, 31 May 2027
       [Steps so far] [Share]
       [Read proposals] [Home]
    "###);
}

/// As `propose`, by somebody who reads English.
async fn propose_in_english(citizen: &Citizen) {
    citizen.says("propose").await;
    for answer in
        ["The lights on the path are out.", "Please mend the lights soon.", "Safety", "Skip", "Skip", "Mend the lights"]
    {
        citizen.says(answer).await;
    }
    citizen.presses("Submit").await;
}

#[tokio::test]
async fn who_reads_english_is_asked_in_english_or_told_that_it_is_korean() {
    let town = Town::new().await;
    let (john, staff) = (town.member("en").await, town.staff(Role::Moderator).await);
    propose_in_english(&john).await;
    propose_in_english(&john).await;
    staff.press_data(&desk(proposal::DeskPress::Ask(ProposalId(1), 1)), None).await;
    staff.says("어느 다리 아래인가요?").await;
    staff.says("Under which bridge is it?").await;
    let done = staff.presses("보내기").await;
    assert!(done.contains("바꾸었습니다. 글쓴이에게 알립니다."), "{done}");
    john.reads();
    assert_snapshot!(john.presses("Reply to staff").await, @r###"
    🤖 Staff have a question about “Mend the lights”. Please reply by Mon, 30 November 2026.
       You can write 10 to 1,000 characters.
       
       <blockquote>Under which bridge is it?</blockquote>
       [Stop here]
    "###);
    staff.press_data(&desk(proposal::DeskPress::Ask(ProposalId(2), 1)), None).await;
    staff.says("어느 다리 아래인가요?").await;
    staff.presses("건너뛰기").await;
    staff.presses("보내기").await;
    john.reads();
    assert_snapshot!(john.presses("Reply to staff").await, @r###"
    🤖 Staff have a question about “Mend the lights”. Please reply by Mon, 30 November 2026.
       You can write 10 to 1,000 characters.
       
       <blockquote>어느 다리 아래인가요?</blockquote>
       
       (This text is in Korean only.)
       [Stop here]
    "###);
    town.goes_to("2026-11-29 09:00").await;
    let reminders = john.reads();
    assert!(reminders.contains("Under which bridge"), "{reminders}");
    assert_eq!(reminders.matches("(This text is in Korean only.)").count(), 1, "{reminders}");
    staff.says("english").await;
    let card = staff.press_data(&desk(proposal::DeskPress::Open(ProposalId(2))), None).await;
    assert!(card.contains("(This text is in Korean only.)"), "{card}");
}

#[tokio::test]
async fn a_correction_in_korean_only_says_so_to_who_reads_english() {
    let town = Town::new().await;
    let (mina, john, clerk) = (town.member("ko").await, town.member("en").await, town.staff(Role::Clerk).await);
    let id = publish(&mina, &clerk, TITLE).await;
    decide(&clerk, id, 2).await;
    clerk.press_data(&desk(proposal::DeskPress::Mend(id, 3)), None).await;
    clerk.says("예산이 아직 정해지지 않았습니다.").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("미채택").await;
    clerk.says("내년도 예산에 반영되지 않아 지금은 시행할 수 없습니다. 내년에 다시 검토하겠습니다.").await;
    clerk.says("It is not in the budget of next year. We will look at it again.").await;
    clerk.presses("보내기").await;
    mina.reads();
    let card = john.says("2026-0001").await;
    let (_, corrected) = card.split_once("<b>Corrected</b>").unwrap();
    assert!(corrected.contains("(This text is in Korean only.)"), "{card}");
    // The first answer and the reason of the correction; the new answer has its English.
    let history = john.presses("Steps so far").await;
    assert_eq!(history.matches("(This text is in Korean only.)").count(), 2, "{history}");
    assert_snapshot!(clerk.press_data(&desk(proposal::DeskPress::Open(id)), None).await, @r###"
    🤖 <b>탄천 산책로에 불이 없어 저녁에 걷기 무서워요</b>
       제안 2026-0001 · 미채택 · 공감 0명
       시민 #1 · 안전 · 분당구 야탑1동
       
       접수 0일째
       담당 부서: 재난안전관
       
       <b>답변: 미채택</b> (2026년 11월 23일(월) 오전 10시)
       <blockquote>내년도 예산에 반영되지 않아 지금은 시행할 수 없습니다. 내년에 다시 검토하겠습니다.</blockquote>
       
       <b>문제</b>
       탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.
       
       <b>바라는 점</b>
       야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.
       [답변 정정] [가리기]
       [진행 과정]
       [다음 새 제안] [제안 업무]
    "###);
}

#[tokio::test]
async fn staff_are_told_truly_who_hears_of_an_act() {
    let town = Town::new().await;
    let (mina, joon, clerk) = (town.member("ko").await, town.member("ko").await, town.staff(Role::Clerk).await);
    propose(&mina, TITLE).await;
    clerk.press_data(&desk(proposal::DeskPress::Open(ProposalId(1))), None).await;
    assert_snapshot!(clerk.presses("공개").await, @r###"
    🤖 ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’를 공개할까요? 글쓴이에게 알립니다.
       [공개]
       [뒤로]
    "###);
    assert_eq!(mina.reads(), "", "not yet");
    assert!(clerk.presses("뒤로").await.contains("접수"));
    clerk.presses("공개").await;
    let published = clerk.presses("공개").await;
    assert!(published.contains("글쓴이에게 알립니다."), "{published}");
    let late = clerk.press_data(&desk(proposal::DeskPress::Publish(ProposalId(1), 1)), None).await;
    assert!(late.contains("담당자가 처리했어요") && !late.contains("공개할까요"), "{late}");
    joon.press_data(&press(proposal::Press::Follow(ProposalId(1))), None).await;
    clerk.press_data(&desk(proposal::DeskPress::Assign(ProposalId(1), 2)), None).await;
    let assigned = clerk.presses("재난안전관").await;
    assert!(assigned.contains("글쓴이와 소식을 받는 분들께 알립니다."), "{assigned}");
    let reason = proposal::Reason::Advert;
    let hidden = clerk.press_data(&desk(proposal::DeskPress::HideFor(ProposalId(1), 3, reason)), None).await;
    assert!(hidden.contains("바꾸었습니다. 글쓴이에게 알립니다."), "{hidden}");
    town.pass().await;
    mina.reads();
    assert!(!joon.reads().contains("가렸"));
}

#[tokio::test]
async fn an_answer_comes_from_a_department_and_a_transfer_goes_to_somebody() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    let id = publish(&mina, &clerk, TITLE).await;
    assert_snapshot!(clerk.press_data(&desk(proposal::DeskPress::Decide(id, 2)), None).await, @r###"
    🤖 ‘탄천 산책로에 불이 없어 저녁에 걷기 무서워요’에 어느 부서가 답하나요?
       분야가 ‘안전’인 제안은 맨 위의 부서가 주로 맡습니다.
       [재난안전관]
       [마을공동체과]
       [교통기획과]
       [하천관리과]
       [공원과]
       [복지정책과]
       [문화예술과]
       [지역경제과]
       [그만두기]
    "###);
    clerk.presses("재난안전관").await;
    assert!(!clerk.presses("미채택").await.contains("어느 기관"));
    clerk.says("뒤로").await;
    assert!(clerk.presses("이송").await.contains("어느 기관"));
    clerk.says("이 일은 경기도가 맡고 있어 경기도 도로과로 보냈습니다. 답은 경기도에서 드립니다.").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("보내기").await;
    let told = mina.reads();
    assert!(told.contains("담당: 재난안전관") && told.matches("소식입니다").count() == 1, "{told}");
    let card = clerk.press_data(&desk(proposal::DeskPress::Open(id)), None).await;
    assert!(card.contains("담당 부서: 재난안전관"), "{card}");
    // What has a department is not asked for one.
    let next = publish(&mina, &clerk, "탄천 산책로에 의자가 모자라요").await;
    clerk.press_data(&desk(proposal::DeskPress::AssignTo(next, 2, "parks".into())), None).await;
    mina.reads();
    assert!(clerk.presses("답변").await.contains("어떻게 답할까요"));
}

/// What stands where one types.
fn keyboard(citizen: &Citizen) -> String {
    citizen.screen().lines().last().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_home_menu_comes_back_after_the_question_for_a_place() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for answer in ["제안하기", PROBLEM, WISH, "안전"] {
        mina.says(answer).await;
    }
    assert!(keyboard(&mina).contains("지금 위치 보내기"));
    assert_snapshot!(mina.says("건너뛰기").await, @r###"
    🤖 장소는 정하지 않았어요.
    🤖 (5/6) 사진이 있으면 보내 주세요. 5장까지 올릴 수 있어요.
       사진도 공개돼요. 얼굴과 차량 번호는 가려 주세요.
       [건너뛰기]
       [뒤로] [그만두기]
    "###);
    assert!(keyboard(&mina).contains("제안하기 | 투표하기"), "{}", keyboard(&mina));
    mina.presses("뒤로").await;
    assert_snapshot!(mina.says("뒤로").await, @r###"
    🤖 앞 질문으로 돌아갈게요.
    🤖 (3/6) 어떤 분야의 일인가요? 하나를 골라 주세요.
       [안전] [교통]
       [공원·환경] [복지]
       [교육·문화] [경제·일자리]
       [기타]
       [뒤로] [그만두기]
    "###);
    assert!(keyboard(&mina).contains("제안하기 | 투표하기"));
    mina.presses("안전").await;
    assert!(keyboard(&mina).contains("지금 위치 보내기"));
    mina.says("/vote").await;
    assert!(keyboard(&mina).contains("제안하기 | 투표하기"));
}
