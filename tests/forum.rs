//! Forums, as citizens and clerks live through them: announced, signed up for, reminded of, moved,
//! full, cancelled.

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::{Desk, Press};
use madang::channel::Kind;
use madang::forum::{self, DeskPress, ForumId, change, draft::Part};
use madang::person::Role;
use town::{Citizen, Town};

/// The first forum of a town.
const FIRST: ForumId = ForumId(1);

fn at_desk(press: DeskPress) -> String {
    Press::Desk(Desk::Forum(press)).encode()
}

fn forum(press: forum::Press) -> String {
    Press::Forum(press).encode()
}

/// Answers the wizard's questions as a clerk would, up to the preview, which is returned.
async fn prepares(clerk: &Citizen, when: &str, seats: &str) -> String {
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    clerk.says("탄천 밤길 안전 공론장").await;
    clerk.says("밤길 조명을 어디에 둘지 함께 정해요.").await;
    clerk.says(when).await;
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("야탑1동 행정복지센터 3층").await;
    clerk.says("분당구 야탑로 100").await;
    clerk.location(37.4119, 127.1286).await;
    clerk.says("zoom.us/j/123").await;
    clerk.says(seats).await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("성남시 전체").await;
    clerk.presses("분야와 상관없이").await;
    clerk.says("Forum on safe paths at night").await;
    clerk.says("Where should the lamps stand?").await
}

/// A forum on Friday, 4 December 2026 at two in the afternoon.
async fn announced(town: &Town, seats: &str) -> Citizen {
    let clerk = town.staff(Role::Clerk).await;
    prepares(&clerk, "12월 4일 오후 2시", seats).await;
    clerk.presses("알리기").await;
    arrives(town).await;
    town.forget_unread();
    clerk
}

/// What goes to many arrives: with the clock at rest it goes out one by one.
async fn arrives(town: &Town) {
    for _ in 0..5 {
        town.wait(TimeDelta::seconds(1)).await;
    }
}

async fn signs_up(citizen: &Citizen) -> String {
    citizen.press_data(&forum(forum::Press::SignUp(FIRST)), None).await
}

#[tokio::test]
async fn a_clerk_announces_a_forum_as_it_comes_to_mind() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let clerk = town.staff(Role::Clerk).await;
    assert_snapshot!(prepares(&clerk, "다음주 금요일 2시", "30명").await, @r###"
    🤖 시민에게 이렇게 보여요. 알릴까요?
       
       <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       • 남은 자리: 30자리
       
       밤길 조명을 어디에 둘지 함께 정해요.
       
       • 알릴 곳: 성남시 전체, 모든 분야 (2명)
       • 미리 알림: 하루 전, 2시간 전
       [알리기]
       [고치기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(clerk.presses("알리기").await, @r###"
    🤖 ‘탄천 밤길 안전 공론장’ 모임을 알렸어요. 2명에게 보내요.
    🤖 <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       
       밤길 조명을 어디에 둘지 함께 정해요.
       
       • 상태: 신청 받는 중
       • 신청 0명, 남은 자리 30
       • 미리 알림: 하루 전, 2시간 전
       • 알린 곳: 성남시 전체
       
       온라인 주소: https://zoom.us/j/123
       
       포스터나 누리집에 넣을 주소: https://t.me/madang_bot?start=forum-1
       [신청자 명단] [신청 마감]
       [바꾸기] [모임 취소]
       [알림 정정]
       [모임 관리] [업무 화면]
    "###);
    arrives(&town).await;
    clerk.reads();
    assert_snapshot!(mina.reads(), @r###"
    🤖 새 모임을 알려드립니다.
       
       <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       • 남은 자리: 30자리
       
       밤길 조명을 어디에 둘지 함께 정해요.
       [모임 보기]
       [설정]
    "###);
    // The same press again: the conversation is over, and there is one forum.
    assert!(!clerk.has("알리기") || clerk.presses("알리기").await.contains("지난 단추"));
    assert!(mina.says("모임").await.contains("다가오는 모임</b> 1개"));
}

#[tokio::test]
async fn a_citizen_signs_up_and_is_reminded_a_day_and_two_hours_before() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let mina = town.member("ko").await;
    mina.says("모임").await;
    assert_snapshot!(mina.presses("1. 탄천 밤길 안전 공론장").await, @r###"
    🤖 <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       • 남은 자리: 30자리
       
       밤길 조명을 어디에 둘지 함께 정해요.
       
       온라인 주소는 신청하신 분께 보여드려요.
       [참석 신청]
       [지도 보기]
       [모임 목록] [처음으로]
    "###);
    assert!(mina.presses("지도 보기").await.contains("(37.4119, 127.1286)"));
    assert_snapshot!(mina.presses("참석 신청").await, @r###"
    🤖 ‘탄천 밤길 안전 공론장’ 참석을 신청했어요.
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       
       하루 전, 2시간 전에 다시 알려드릴게요.
       
       온라인 주소: https://zoom.us/j/123
       [온라인으로 들어가기]
       [내 일정] [지도 보기]
       [신청 취소] [처음으로]
    "###);
    assert_snapshot!(mina.presses("내 일정").await, @r###"
    🤖 <b>내 일정</b> 1개
       
       <b>1. 탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       온라인 주소: https://zoom.us/j/123
       [1. 탄천 밤길 안전 공론장]
       [모임 목록] [처음으로]
    "###);
    town.goes_to("2026-12-03 13:59").await;
    assert_eq!(mina.reads(), "");
    assert!(mina.says("할일").await.contains("탄천 밤길 안전 공론장"));
    town.goes_to("2026-12-03 14:00").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 내일 ‘탄천 밤길 안전 공론장’ 모임이 있습니다.
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       
       온라인 주소: https://zoom.us/j/123
       [온라인으로 들어가기]
       [갈게요] [신청 취소]
       [지도 보기]
    "###);
    assert!(mina.presses("갈게요").await.contains("그날 뵐게요"));
    town.goes_to("2026-12-04 12:00").await;
    assert!(mina.reads().contains("오늘 ‘탄천 밤길 안전 공론장’ 모임이 있습니다."));
    town.goes_to("2026-12-04 14:00").await;
    assert_eq!(mina.reads(), "", "nothing more once it has begun");
    assert!(mina.presses("신청 취소").await.contains("취소했어요"), "one may still say that one cannot come");
    assert!(!mina.has("다시 신청"), "but it has begun");
}

#[tokio::test]
async fn who_reads_english_is_served_in_english() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let john = town.member("en").await;
    assert_snapshot!(john.says("forums").await, @r###"
    🤖 <b>Coming forums</b>: 1
       
       <b>1. Forum on safe paths at night</b>
       • When: Fri, 4 December 2026, 14:00 – 16:00
       • Where: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • Seats left: 30
       [1. Forum on safe pat…]
       [My schedule] [Home]
    "###);
    john.presses("1. Forum on safe pat…").await;
    assert_snapshot!(john.presses("Sign up").await, @r###"
    🤖 You have signed up for “Forum on safe paths at night”.
       • When: Fri, 4 December 2026, 14:00 – 16:00
       • Where: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       
       We will remind you: 1 day before, 2 hours before.
       
       Online at: https://zoom.us/j/123
       [Join online]
       [My schedule] [Show the map]
       [Cancel my sign-up] [Home]
    "###);
    town.goes_to("2026-12-03 14:00").await;
    assert_snapshot!(john.reads(), @r###"
    🤖 “Forum on safe paths at night” is tomorrow.
       • When: Fri, 4 December 2026, 14:00 – 16:00
       • Where: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       
       Online at: https://zoom.us/j/123
       [Join online]
       [I will be there] [Cancel my sign-up]
       [Show the map]
    "###);
    assert!(john.presses("Cancel my sign-up").await.contains("is cancelled"));
}

#[tokio::test]
async fn a_forum_without_english_texts_says_so() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    prepares(&clerk, "12월 4일 오후 2시", "30").await;
    clerk.presses("고치기").await;
    clerk.presses("영어 글").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    let john = town.member("en").await;
    clerk.presses("알리기").await;
    arrives(&town).await;
    clerk.reads();
    let announcement = john.reads();
    assert!(announcement.contains("탄천 밤길 안전 공론장") && announcement.contains("(This text is in Korean only.)"));
}

#[tokio::test]
async fn a_visitor_reads_and_agrees_only_to_sign_up() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let mina = town.stranger("ko");
    let card = mina.says("/start forum-1").await;
    assert!(card.contains("탄천 밤길 안전 공론장") && !card.contains("zoom.us"), "{card}");
    assert!(mina.presses("참석 신청").await.contains("동의"));
    mina.presses("동의합니다").await;
    mina.presses("동의합니다").await;
    let said = mina.presses("네, 만 14세 이상입니다").await;
    assert!(said.contains("참석을 신청했어요"), "{said}");
}

#[tokio::test]
async fn a_double_tap_signs_up_once() {
    let town = Town::new().await;
    let clerk = announced(&town, "2").await;
    let mina = town.member("ko").await;
    mina.says("/start forum-1").await;
    let (data, message) = mina.button("참석 신청");
    assert!(mina.press_data(&data, Some(message)).await.contains("참석을 신청했어요"));
    let again = mina.press_data(&data, Some(message)).await;
    assert!(again.contains("이미 신청하셨어요") && again.contains("남은 자리: 1자리"), "{again}");
    assert!(clerk.press_data(&at_desk(DeskPress::Roster(FIRST)), None).await.contains("1명"));
    let (data, message) = mina.button("신청 취소");
    assert!(mina.press_data(&data, Some(message)).await.contains("취소했어요"));
    assert!(mina.press_data(&data, Some(message)).await.contains("신청하지 않은 모임"));
}

#[tokio::test]
async fn a_full_forum_says_so_and_tells_when_a_seat_is_free() {
    let town = Town::new().await;
    announced(&town, "1").await;
    let (mina, jun, sora) = (town.member("ko").await, town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    let full = signs_up(&jun).await;
    assert_snapshot!(full, @r###"
    💬 아쉽지만 자리가 다 찼어요.
    🤖 <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       • 자리가 다 찼어요 (정원 1명)
       
       밤길 조명을 어디에 둘지 함께 정해요.
       
       자리가 다 찼어요. 자리가 나면 알려드릴 수 있어요.
       [자리 나면 알려 주세요]
       [지도 보기]
       [모임 목록] [처음으로]
    "###);
    assert!(jun.presses("자리 나면 알려 주세요").await.contains("자리가 나면 바로 알려드릴게요"));
    sora.says("/start forum-1").await;
    sora.presses("자리 나면 알려 주세요").await;
    sora.presses("알림 그만 받기").await;
    // Her seat would be gone at once, so she is asked.
    assert!(mina.presses("신청 취소").await.contains("취소할까요?"));
    mina.presses("아니요, 갈게요").await;
    mina.presses("신청 취소").await;
    assert!(mina.presses("네, 취소할게요").await.contains("취소했어요"));
    town.pass().await;
    assert_snapshot!(jun.reads(), @r###"
    🤖 ‘탄천 밤길 안전 공론장’ 모임에 자리가 났습니다 (2026년 12월 4일(금) 오후 2시 ~ 오후 4시). 먼저 신청하시는 분께 드립니다.
       [참석 신청]
       [알림 그만 받기]
    "###);
    assert_eq!(sora.reads(), "");
    assert!(jun.presses("참석 신청").await.contains("참석을 신청했어요"));
    assert!(mina.presses("다시 신청").await.contains("자리가 다 찼어요"), "the first tap got it");
}

#[tokio::test]
async fn more_seats_are_offered_to_those_who_wait() {
    let town = Town::new().await;
    let clerk = announced(&town, "1").await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    signs_up(&jun).await;
    jun.presses("자리 나면 알려 주세요").await;
    changes(&clerk, Part::Capacity).await;
    assert!(clerk.says("0").await.contains("1부터 100,000까지"));
    clerk.says("3").await;
    assert_snapshot!(clerk.presses("네, 바꿀게요").await, @r###"
    🤖 바꿨어요. 신청한 1명에게 알려요.
    🤖 <b>탄천 밤길 안전 공론장</b>
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100)
       • 온라인으로도 함께할 수 있어요.
       
       밤길 조명을 어디에 둘지 함께 정해요.
       
       • 상태: 신청 받는 중
       • 신청 1명, 남은 자리 2, 빈자리 기다림 1명
       • 미리 알림: 하루 전, 2시간 전
       • 알린 곳: 성남시 전체
       
       온라인 주소: https://zoom.us/j/123
       
       포스터나 누리집에 넣을 주소: https://t.me/madang_bot?start=forum-1
       [신청자 명단] [신청 마감]
       [바꾸기] [모임 취소]
       [알림 정정]
       [모임 관리] [업무 화면]
    "###);
    town.pass().await;
    assert!(mina.reads().contains("정원: 1명 → <b>3명</b>"));
    assert!(jun.reads().contains("자리가 났습니다"));
    assert!(signs_up(&jun).await.contains("참석을 신청했어요"));
    changes(&clerk, Part::Capacity).await;
    assert!(clerk.says("1").await.contains("이미 2명이 신청했어요"));
}

async fn changes(clerk: &Citizen, part: Part) -> String {
    clerk.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Edit(part))), None).await
}

#[tokio::test]
async fn a_forum_that_moves_tells_everybody_and_reminds_them_of_the_new_time() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    town.goes_to("2026-12-03 14:00").await;
    assert!(mina.reads().contains("내일"));
    changes(&clerk, Part::Time).await;
    clerk.says("12월 11일 오후 3시").await;
    assert_snapshot!(clerk.presses("네, 맞아요").await, @r###"
    🤖 이렇게 바꿀까요? 신청한 1명에게 아래 글을 보내요.
       
       신청하신 ‘탄천 밤길 안전 공론장’ 모임이 바뀌었습니다.
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시 → <b>2026년 12월 11일(금) 오후 3시 ~ 오후 5시</b>
       [네, 바꿀게요]
       [뒤로] [그만두기]
    "###);
    clerk.presses("네, 바꿀게요").await;
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 신청하신 ‘탄천 밤길 안전 공론장’ 모임이 바뀌었습니다.
       • 언제: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시 → <b>2026년 12월 11일(금) 오후 3시 ~ 오후 5시</b>
       [모임 보기]
       [신청 취소]
    "###);
    town.goes_to("2026-12-04 12:00").await;
    assert_eq!(mina.reads(), "", "the old time is forgotten");
    town.goes_to("2026-12-10 15:00").await;
    assert!(mina.reads().contains("내일"), "a day before the new time");
    town.goes_to("2026-12-11 13:00").await;
    assert!(mina.reads().contains("오늘"));
}

#[tokio::test]
async fn a_forum_that_moves_to_the_next_hour_reminds_nobody_again() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    changes(&clerk, Part::Time).await;
    clerk.says("오늘 오전 11시").await;
    clerk.presses("네, 맞아요").await;
    clerk.presses("네, 바꿀게요").await;
    town.pass().await;
    assert!(mina.reads().contains("오전 11시"));
    town.goes_to("2026-12-04 13:00").await;
    assert_eq!(mina.reads(), "");
    clerk.reads();
}

#[tokio::test]
async fn place_and_link_change_with_a_word_to_those_who_come() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    changes(&clerk, Part::Place).await;
    clerk.says("성남시청 <한누리>").await;
    clerk.presses("건너뛰기").await;
    clerk.says("37.4201, 127.1265").await;
    clerk.presses("네, 바꿀게요").await;
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 신청하신 ‘탄천 밤길 안전 공론장’ 모임이 바뀌었습니다.
       • 어디서: 야탑1동 행정복지센터 3층 (분당구 야탑로 100) → <b>성남시청 &lt;한누리&gt;</b>
       [모임 보기]
       [신청 취소]
    "###);
    changes(&clerk, Part::Link).await;
    assert!(clerk.says("javascript:alert(1)").await.contains("https://로 시작하는"));
    clerk.presses("온라인 주소 없음").await;
    clerk.presses("네, 바꿀게요").await;
    town.pass().await;
    assert!(mina.reads().contains("온라인 주소: https://zoom.us/j/123 → <b>없음</b>"));
    assert_eq!(jun.reads(), "", "who did not sign up hears nothing");
    // What it is about changes without a message.
    changes(&clerk, Part::About).await;
    clerk.says("등과 벤치를 함께 정해요.").await;
    assert!(clerk.presses("네, 바꿀게요").await.contains("바꿨어요."));
    town.pass().await;
    assert_eq!(mina.reads(), "");
    assert!(mina.says("/start forum-1").await.contains("벤치"));
}

#[tokio::test]
async fn a_cancelled_forum_tells_everybody_why_and_reminds_nobody() {
    let town = Town::new().await;
    let clerk = announced(&town, "1").await;
    let (mina, jun, sora) = (town.member("ko").await, town.member("ko").await, town.member("en").await);
    signs_up(&mina).await;
    signs_up(&jun).await;
    jun.presses("자리 나면 알려 주세요").await;
    clerk.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Cancel)), None).await;
    assert!(clerk.says("폭설").await.contains("10자 이상"));
    clerk.says("폭설 경보로 안전하게 모일 수 없게 되었습니다.").await;
    assert_snapshot!(clerk.presses("건너뛰기").await, @r###"
    🤖 정말 취소할까요? 되돌릴 수 없어요. 신청하거나 기다리는 2명에게 아래 글을 보내요.
       
       ‘탄천 밤길 안전 공론장’ 모임이 취소되었습니다.
       • 예정: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 까닭: 폭설 경보로 안전하게 모일 수 없게 되었습니다.
       불편을 드려 죄송합니다.
       [네, 모임을 취소해요]
       [뒤로] [그만두기]
    "###);
    clerk.presses("네, 모임을 취소해요").await;
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 ‘탄천 밤길 안전 공론장’ 모임이 취소되었습니다.
       • 예정: 2026년 12월 4일(금) 오후 2시 ~ 오후 4시
       • 까닭: 폭설 경보로 안전하게 모일 수 없게 되었습니다.
       불편을 드려 죄송합니다.
       [다른 모임 보기]
    "###);
    assert!(jun.reads().contains("취소되었습니다"), "who waits is told too");
    assert_eq!(sora.reads(), "");
    town.goes_to("2026-12-03 14:00").await;
    town.goes_to("2026-12-04 12:00").await;
    assert_eq!(mina.reads(), "");
    assert!(signs_up(&sora).await.contains("This one has been cancelled"));
    assert!(mina.says("내일정").await.contains("취소된 모임"));
    assert!(clerk.press_data(&at_desk(DeskPress::Changes(FIRST)), None).await.contains("바꿀 수 없어요"));
}

#[tokio::test]
async fn who_left_and_who_came_late_get_no_reminder() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let (mina, jun, sora) = (town.member("ko").await, town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    signs_up(&sora).await;
    mina.presses("신청 취소").await;
    sora.says("탈퇴").await;
    sora.presses("탈퇴합니다").await;
    town.goes_to("2026-12-03 14:00").await;
    assert_eq!(mina.reads() + &sora.reads(), "");
    let late = signs_up(&jun).await;
    assert!(late.contains("2시간 전에 다시 알려드릴게요") && !late.contains("하루 전"), "{late}");
    town.pass().await;
    assert_eq!(jun.reads(), "", "a day before is past");
    town.goes_to("2026-12-04 12:00").await;
    assert!(jun.reads().contains("오늘"));
    assert_eq!(mina.reads() + &sora.reads(), "");
}

#[tokio::test]
async fn after_a_time_away_one_reminder_goes_out_late_and_none_once_it_has_begun() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    town.set_clock("2026-12-04 12:30");
    town.restart().await;
    town.pass().await;
    let late = mina.reads();
    assert_eq!(late.matches("모임이 있습니다").count(), 1, "{late}");
    town.pass().await;
    assert_eq!(mina.reads(), "");

    let town = Town::new().await;
    announced(&town, "30").await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    town.goes_to("2026-12-04 14:00").await;
    assert_eq!(mina.reads(), "");
}

#[tokio::test]
async fn a_thousand_people_are_reminded_once_each_page_by_page() {
    let town = Town::new().await;
    announced(&town, "100000").await;
    let people = 1_201;
    town.db()
        .await
        .write(async move |tx| {
            for chat in 0..people {
                let chat = madang::channel::ChatId(50_000 + chat);
                let person = madang::person::store::meet(tx, "town", chat, Some("ko")).await?;
                madang::person::store::join(tx, person.id).await?;
                forum::store::add_seat(tx, FIRST, person.id).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
    town.set_clock("2026-12-03 14:00");
    // The program dies between two pages.
    town.pass().await;
    town.restart().await;
    for _ in 0..4 {
        town.wait(TimeDelta::seconds(1)).await;
    }
    let reminded =
        |chat: i64| town.screens().whole(madang::channel::ChatId(50_000 + chat)).matches("모임이 있습니다").count();
    for chat in 0..people {
        assert_eq!(reminded(chat), 1, "person {chat}");
    }
    town.forget_unread();
}

#[tokio::test]
async fn the_list_is_closed_and_opened_again() {
    let town = Town::new().await;
    let clerk = announced(&town, "1").await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    signs_up(&jun).await;
    jun.presses("자리 나면 알려 주세요").await;
    clerk.press_data(&at_desk(DeskPress::Open(FIRST)), None).await;
    let (close, message) = clerk.button("신청 마감");
    assert!(clerk.press_data(&close, Some(message)).await.contains("마감했어요"));
    assert!(clerk.press_data(&close, Some(message)).await.contains("신청 마감"), "a double tap closes once");
    assert!(signs_up(&jun).await.contains("신청을 마감했습니다"));
    mina.says("/start forum-1").await;
    mina.presses("신청 취소").await;
    mina.presses("네, 취소할게요").await;
    town.pass().await;
    assert_eq!(jun.reads(), "", "nobody can take that seat yet");
    clerk.presses("다시 신청 받기").await;
    town.pass().await;
    assert!(jun.reads().contains("자리가 났습니다"));
}

#[tokio::test]
async fn staff_see_who_comes_and_get_the_list_as_a_file() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let mina = town.resident("ko", "4113565000").await;
    signs_up(&mina).await;
    assert_snapshot!(clerk.press_data(&at_desk(DeskPress::Roster(FIRST)), None).await, @r###"
    🤖 <b>‘탄천 밤길 안전 공론장’ 신청자</b> 1명
       
       1. 시민 #2, 2026년 11월 23일(월) 오전 10시
       [파일로 받기]
       [모임으로 돌아가기]
    "###);
    clerk.presses("파일로 받기").await;
    let (_, bytes) = clerk.documents().pop().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("신청 시각") && text.contains("2026-11-23T10:00"), "{text}");
    assert!(mina.press_data(&at_desk(DeskPress::Roster(FIRST)), None).await.contains("직원만"), "not for citizens");
}

#[tokio::test]
async fn a_mistaken_announcement_is_put_right_where_it_went() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let clerk = announced(&town, "30").await;
    let jun = town.member("ko").await;
    clerk.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Correct)), None).await;
    clerk.says("장소는 3층이 아니라 2층입니다. 죄송합니다.").await;
    clerk.says("It is on the second floor, not the third.").await;
    assert!(clerk.presses("네, 정정해서 보내요").await.contains("정정 알림을 보내요"));
    arrives(&town).await;
    clerk.reads();
    assert_snapshot!(mina.reads(), @r###"
    🤖 앞서 보내 드린 ‘탄천 밤길 안전 공론장’ 모임 알림을 바로잡습니다.
       장소는 3층이 아니라 2층입니다. 죄송합니다.
       [모임 보기]
       [설정]
    "###);
    assert_eq!(jun.reads(), "", "who never got the announcement gets no correction");
}

#[tokio::test]
async fn who_leaves_frees_their_seat() {
    let town = Town::new().await;
    announced(&town, "1").await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    signs_up(&mina).await;
    signs_up(&jun).await;
    jun.presses("자리 나면 알려 주세요").await;
    mina.says("탈퇴").await;
    mina.presses("탈퇴합니다").await;
    town.pass().await;
    assert!(jun.reads().contains("자리가 났습니다"));
}

#[tokio::test]
async fn what_clerks_mistype_gets_a_kind_answer_and_loses_nothing() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    for (typed, answer) in [
        ("가", "너무 짧아요"),
        ("🎉🎉🎉", "글자로 적어 주세요"),
        ("   ", "빈 글이에요"),
        (&"가".repeat(103), "지금 103자예요. 3자를 줄여 주세요."),
        ("<b>모임</b> & \u{202e}돌림\u{202c}", "무엇을 하는 모임인가요"),
    ] {
        let said = clerk.says(typed).await;
        assert!(said.contains(answer), "{typed}: {said}");
    }
    assert!(clerk.photo("photo-1").await.contains("글자로 적어 주세요"));
    assert!(clerk.sends(Kind::Voice).await.contains("글자로 적어 주세요"));
    clerk.presses("건너뛰기").await;
    for (typed, answer) in [
        ("어제 오후 2시", "지난"),
        ("2025-12-04 14:00", "이미 지난 때예요"),
        ("언젠가", "알아듣지 못했어요"),
        ("12월 4일", "몇 시인지도"),
        ("2월 30일 오후 2시", "달력에 없는 날"),
        ("12월 4일 2시", "오후로 알아들었어요"),
        ("12월 5일 오후 2시", "12월 5일(토)"),
        ("네", "언제 끝나나요"),
        ("오후 1시", "시작(2026년 12월 5일(토) 오후 2시)보다 뒤여야 해요"),
        ("한참 뒤", "알아듣지 못했어요"),
        ("오후 4시 30분", "어디서 하나요"),
    ] {
        let said = clerk.says(typed).await;
        assert!(said.contains(answer), "{typed}: {said}");
    }
    clerk.presses("온라인으로만 해요").await;
    for (typed, answer) in [
        ("그냥 줌", "웹 주소를 알아듣지 못했어요"),
        ("ftp://a.kr", "웹 주소"),
        ("https://zoom.us/j/1", "몇 명까지인가요"),
    ] {
        let said = clerk.says(typed).await;
        assert!(said.contains(answer), "{typed}: {said}");
    }
    for typed in ["0", "-1", "100001", "많이"] {
        assert!(clerk.says(typed).await.contains("1부터 100,000까지"), "{typed}");
    }
    clerk.presses("제한 없음").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("분당구").await;
    clerk.says("야탑1동").await;
    clerk.presses("안전").await;
    let preview = clerk.presses("건너뛰기").await;
    assert_snapshot!(preview, @r###"
    🤖 시민에게 이렇게 보여요. 알릴까요?
       
       <b>&lt;b&gt;모임&lt;/b&gt; &amp; 돌림</b>
       • 언제: 2026년 12월 5일(토) 오후 2시 ~ 오후 4시 30분
       • 어디서: 온라인
       • 신청: 0명
       
       • 알릴 곳: 야탑1동, 안전 (0명)
       • 미리 알림: 하루 전, 2시간 전
       [알리기]
       [고치기]
       [뒤로] [그만두기]
    "###);
}

#[tokio::test]
async fn every_answer_can_be_put_right_before_it_is_announced() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    prepares(&clerk, "12월 4일 오후 2시", "30").await;
    clerk.presses("고치기").await;
    clerk.presses("정원").await;
    assert!(clerk.says("40").await.contains("남은 자리: 40자리"), "and on to the preview at once");
    clerk.presses("고치기").await;
    clerk.presses("시작 시각").await;
    clerk.says("12월 5일 오후 3시").await;
    let preview = clerk.presses("네, 맞아요").await;
    assert!(preview.contains("12월 5일(토) 오후 3시 ~ 오후 5시"), "it lasts as long as before: {preview}");
    clerk.presses("고치기").await;
    clerk.presses("장소").await;
    clerk.presses("뒤로").await;
    assert!(clerk.has("알리기"));
    // The preview lies about until the beginning is past.
    town.set_clock("2026-12-05 16:00");
    assert!(clerk.presses("알리기").await.contains("이미 지났어요"));
    clerk.says("12월 20일 오후 3시").await;
    clerk.presses("네, 맞아요").await;
    assert!(clerk.presses("알리기").await.contains("알렸어요"));
    town.forget_unread();
}

#[tokio::test]
async fn a_restart_in_the_middle_loses_no_answer() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    let answers = [
        "공론장",
        "이야기해요.",
        "12월 4일 오후 2시",
        "네",
        "오후 4시",
        "시청",
        "중앙로 1",
        "37.4, 127.1",
        "https://zoom.us/j/1",
        "30",
        "다 골랐어요",
        "분당구",
        "야탑1동",
        "안전",
        "Forum",
        "We talk.",
    ];
    for answer in answers {
        town.restart().await;
        clerk.says(answer).await;
    }
    town.restart().await;
    let said = clerk.presses("알리기").await;
    assert!(said.contains("공론장") && said.contains("남은 자리 30"), "{said}");
    town.pass().await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    changes(&clerk, Part::Time).await;
    for answer in ["12월 5일 오후 2시", "네"] {
        town.restart().await;
        clerk.says(answer).await;
    }
    town.restart().await;
    clerk.presses("네, 바꿀게요").await;
    clerk.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Cancel)), None).await;
    for answer in ["눈이 많이 와서 열지 못합니다.", "There is too much snow.", "네, 모임을 취소해요"]
    {
        town.restart().await;
        clerk.says(answer).await;
    }
    town.pass().await;
    let news = mina.reads();
    assert!(news.contains("12월 5일(토)") && news.contains("눈이 많이 와서"), "{news}");
    town.forget_unread();
}

#[tokio::test]
async fn two_clerks_at_once_see_what_the_other_did() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let other = town.staff(Role::Clerk).await;
    changes(&clerk, Part::Capacity).await;
    clerk.says("40").await;
    changes(&other, Part::Time).await;
    other.says("12월 5일 오후 2시").await;
    other.presses("네, 맞아요").await;
    other.presses("네, 바꿀게요").await;
    assert!(clerk.presses("네, 바꿀게요").await.contains("다른 담당자가 이 모임을 바꿨어요"));
    let done = clerk.presses("네, 바꿀게요").await;
    assert!(done.contains("12월 5일(토)") && done.contains("남은 자리 40"), "both hold: {done}");
    // And a change of what is cancelled meanwhile is not made.
    changes(&clerk, Part::Place).await;
    other.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Cancel)), None).await;
    other.says("눈이 많이 와서 열지 못합니다.").await;
    other.presses("건너뛰기").await;
    other.presses("네, 모임을 취소해요").await;
    assert!(clerk.says("시청").await.contains("바꿀 수 없어요"));
    town.forget_unread();
}

#[tokio::test]
async fn forged_presses_do_nothing() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let mina = town.member("ko").await;
    for press in [
        forum::Press::Open(ForumId(99)),
        forum::Press::SignUp(ForumId(99)),
        forum::Press::GiveUpNow(ForumId(-1)),
        forum::Press::Wait(ForumId(99)),
        forum::Press::StopWaiting(ForumId(99)),
        forum::Press::Confirm(ForumId(99)),
    ] {
        let said = mina.press_data(&forum(press.clone()), None).await;
        assert!(said.contains("찾으시는 모임이 없어요"), "{press:?}: {said}");
    }
    assert!(mina.press_data(&forum(forum::Press::Page(99)), None).await.contains("다가오는 모임"));
    assert!(mina.press_data(&forum(forum::Press::Map(ForumId(99))), None).await.contains("없어요"));
    for press in [
        DeskPress::Plan,
        DeskPress::Close(FIRST),
        DeskPress::RosterFile(FIRST),
        DeskPress::Change(FIRST, change::What::Cancel),
    ] {
        assert!(mina.press_data(&at_desk(press), None).await.contains("직원만"));
    }
    // A free seat is not asked for where there are seats, and an area is not changed afterwards.
    mina.press_data(&forum(forum::Press::Wait(FIRST)), None).await;
    assert!(!mina.has("알림 그만 받기"));
    assert!(changes(&clerk, Part::Area).await.contains("바꿀 수 없는 항목"));
    assert!(clerk.press_data(&at_desk(DeskPress::Open(ForumId(99))), None).await.contains("없어요"));
}

#[tokio::test]
async fn many_forums_are_read_page_by_page() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    for day in 1..=7 {
        prepares(&clerk, &format!("12월 {day}일 오후 2시"), "30").await;
        clerk.presses("알리기").await;
    }
    let mina = town.member("ko").await;
    let first = mina.says("모임").await;
    assert!(first.contains("다가오는 모임</b> 7개 (1/2쪽)") && first.contains("12월 1일"), "{first}");
    let second = mina.presses("다음 목록").await;
    assert!(second.contains("(고침)") && second.contains("<b>7. 탄천") && !second.contains("12월 1일"), "{second}");
    mina.presses("7. 탄천 밤길 안전 공론장").await;
    mina.presses("모임 목록").await;
    town.goes_to("2026-12-03 20:00").await;
    assert!(mina.says("모임").await.contains("다가오는 모임</b> 4개"));
    assert!(clerk.press_data(&at_desk(DeskPress::Queue), None).await.contains("신청 0명, 남은 자리 30"));
    assert!(clerk.presses("지난 모임").await.contains("지난 모임</b> 3개"));
    town.forget_unread();
}

#[tokio::test]
async fn a_clerk_who_reads_english_runs_a_forum_in_english() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("english").await;
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    for answer in [
        "안전한 밤길 공론장",
        "skip",
        "4 Dec 2pm",
        "Yes, that is right",
        "4pm",
        "성남시청",
        "skip",
        "skip",
        "not online",
        "30",
        "done",
        "All of Seongnam",
        "Whatever their interests",
    ] {
        clerk.says(answer).await;
    }
    assert_snapshot!(clerk.says("Forum on safe paths").await, @r###"
    🤖 This is what citizens will see. Announce it?
       
       <b>Forum on safe paths</b>
       • When: Fri, 4 December 2026, 14:00 – 16:00
       • Where: 성남시청
       • Seats left: 30
       
       • Announced to: All of Seongnam, all interests (1 person)
       • Reminders: 1 day before, 2 hours before
       [Announce]
       [Change something]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("Announce").await, @r###"
    🤖 “Forum on safe paths” is announced. 1 person is being told.
    🤖 <b>Forum on safe paths</b>
       • When: Fri, 4 December 2026, 14:00 – 16:00
       • Where: 성남시청
       
       • State: people can sign up
       • Signed up: 0, seats left: 30
       • Reminders: 1 day before, 2 hours before
       • Announced to: All of Seongnam
       
       Address for posters and web pages: https://t.me/madang_bot?start=forum-1
       [Who signed up] [Close sign-up]
       [Change] [Cancel the forum]
       [Correct the announcement]
       [Manage forums] [Desk]
    "###);
    clerk.presses("Change").await;
    clerk.presses("Beginning").await;
    let unclear = clerk.says("some day").await;
    assert!(unclear.contains("could not tell when that is"), "{unclear}");
    clerk.says("5 Dec 3pm").await;
    assert_snapshot!(clerk.presses("Yes, that is right").await, @r###"
    🤖 Change it like this? Nobody has signed up yet, so nobody gets this message.
       
       “Forum on safe paths”, for which you signed up, has changed.
       • When: Fri, 4 December 2026, 14:00 – 16:00 → <b>Sat, 5 December 2026, 15:00 – 17:00</b>
       [Yes, change it]
       [Back] [Stop here]
    "###);
    clerk.presses("Yes, change it").await;
    clerk.presses("Cancel the forum").await;
    clerk.says("폭설 경보로 안전하게 모일 수 없게 되었습니다.").await;
    clerk.says("It is snowing too hard to meet safely.").await;
    assert_snapshot!(clerk.presses("Yes, cancel the forum").await, @r###"
    🤖 The forum is cancelled. Nobody had signed up.
    🤖 <b>Forum on safe paths</b>
       • When: Sat, 5 December 2026, 15:00 – 17:00
       • Where: 성남시청
       
       • State: cancelled
       • Signed up: 0, seats left: 30
       • Reminders: 1 day before, 2 hours before
       • Announced to: All of Seongnam
       
       Why: It is snowing too hard to meet safely.
       [Who signed up]
       [Correct the announcement]
       [Manage forums] [Desk]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn whoever_comes_in_whatever_order_no_seat_is_given_twice() {
    let town = Town::new().await;
    let clerk = announced(&town, "3").await;
    let mut people = Vec::new();
    for _ in 0..6 {
        people.push(town.member("ko").await);
    }
    // All of them at once, and again while some go.
    for round in 0..4 {
        let acts = people.iter().enumerate().map(|(at, person)| async move {
            if (at + round) % 3 == 0 {
                person.press_data(&forum(forum::Press::GiveUpNow(FIRST)), None).await
            } else {
                signs_up(person).await
            }
        });
        futures::future::join_all(acts).await;
        let roster = clerk.press_data(&at_desk(DeskPress::Roster(FIRST)), None).await;
        let seated: i64 = roster.split("</b> ").nth(1).unwrap().split('명').next().unwrap().parse().unwrap();
        assert!((0..=3).contains(&seated), "{roster}");
    }
    town.forget_unread();
}

#[test]
fn conversations_of_every_version_are_still_understood() {
    for saved in [
        r#"{"kind":"forum_plan","state":{"step":{"ask":"title"},"fixing":false,"draft":{}}}"#,
        r#"{"kind":"forum_plan","state":{"step":{"ask":{"dong":["41135",1]}},"fixing":true,"draft":{"title":"공론장","starts_at":1796360400000,"notes":["assumed_pm"],"place":{"name":"시청","address":null,"point":[37.4,127.1]},"capacity":30,"reminders":[1440]}}}"#,
        r#"{"kind":"forum_plan","state":{"step":"preview","fixing":false,"draft":{}}}"#,
        r#"{"kind":"forum_change","state":{"forum":5,"revision":2,"what":{"edit":"time"},"step":{"ask":"when"},"draft":{},"said":{"ko":"","en":null}}}"#,
        r#"{"kind":"forum_change","state":{"forum":5,"revision":2,"what":"cancel","step":"sure","draft":{},"said":{"ko":"눈","en":"Snow"}}}"#,
    ] {
        let read: Result<madang::bot::Dialogue, _> = serde_json::from_str(saved);
        assert!(read.is_ok(), "{saved}: {}", read.unwrap_err());
    }
}

#[test]
fn every_button_fits_even_after_ever_so_many_forums() {
    let last = ForumId(i64::MAX);
    for part in Part::ALL {
        let data = at_desk(DeskPress::Change(last, change::What::Edit(part)));
        assert!(data.len() <= 64 && Press::decode(&data).is_some(), "{data}");
    }
    for press in [forum::Press::GiveUpNow(last), forum::Press::StopWaiting(last), forum::Press::Page(usize::MAX)] {
        assert!(forum(press).len() <= 64);
    }
}

#[tokio::test]
async fn the_home_menu_comes_back_after_the_question_for_the_map() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    for answer in
        ["탄천 밤길 안전 공론장", "건너뛰기", "12월 4일 오후 2시", "네", "오후 4시", "야탑1동 센터", "건너뛰기"]
    {
        clerk.says(answer).await;
    }
    let keyboard = || clerk.screen().lines().last().unwrap_or_default().to_owned();
    assert!(keyboard().contains("지금 위치 보내기"), "{}", clerk.screen());
    assert_snapshot!(clerk.says("뒤로").await, @r###"
    🤖 앞 질문으로 돌아갈게요.
    🤖 주소를 적어 주세요. 예: 분당구 야탑로 100
       [건너뛰기]
       [뒤로] [그만두기]
    "###);
    assert!(keyboard().contains("제안하기 | 투표하기"), "{}", keyboard());
    clerk.presses("건너뛰기").await;
    assert!(keyboard().contains("지금 위치 보내기"));
    assert_snapshot!(clerk.location(37.4119, 127.1286).await, @r###"
    🤖 네, 알겠어요. 이어서 물어볼게요.
    🤖 온라인으로도 하나요? 주소를 적어 주세요. 신청한 분들만 볼 수 있어요.
       [온라인 주소 없음]
       [뒤로] [그만두기]
    "###);
    assert!(keyboard().contains("제안하기 | 투표하기"), "{}", keyboard());
}

#[tokio::test]
async fn a_reminder_that_was_missed_wakes_nobody() {
    let town = Town::new().await;
    announced(&town, "30").await;
    let mina = town.member("ko").await;
    signs_up(&mina).await;
    // Due the day before at two in the afternoon.
    town.set_clock("2026-12-04 02:58");
    town.restart().await;
    town.pass().await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-12-04 07:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-12-04 08:00").await;
    let reminded = mina.reads();
    assert!(reminded.matches("오늘 ‘탄천").count() == 1, "{reminded}");
    town.goes_to("2026-12-04 12:00").await;
    assert_eq!(mina.reads().matches("모임이 있습니다").count(), 1);
}

#[tokio::test]
async fn why_a_forum_was_cancelled_is_said_to_be_in_korean_only() {
    let town = Town::new().await;
    let clerk = announced(&town, "30").await;
    let john = town.member("en").await;
    signs_up(&john).await;
    john.reads();
    clerk.press_data(&at_desk(DeskPress::Change(FIRST, change::What::Cancel)), None).await;
    clerk.says("태풍으로 모임을 열 수 없게 되었습니다.").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("네, 모임을 취소해요").await;
    arrives(&town).await;
    assert!(john.reads().contains("(This text is in Korean only.)"));
    let card = john.press_data(&forum(forum::Press::Open(FIRST)), None).await;
    assert!(card.contains("(This text is in Korean only.)"), "{card}");
    clerk.says("english").await;
    let card = clerk.press_data(&at_desk(DeskPress::Open(FIRST)), None).await;
    assert!(card.contains("(This text is in Korean only.)"), "{card}");
}
