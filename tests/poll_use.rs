//! What people met who used polls hard: a perfect tie, more polls than one page, a second look that sees
//! everything, results that wait, words instead of buttons.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use insta::assert_snapshot;
use madang::person::Role;
use madang::poll::voting::{Approval, Ranking, Score, Sides};
use madang::poll::{Candidate, OptionId, Poll, PollId, Publishing, life};
use town::polls::words;
use town::{Citizen, Town, seoul};

/// The button that begins a poll, and the desk's list.
const NEW: &str = r#"{"s":{"po":"new"}}"#;
const QUEUE: &str = r#"{"s":{"po":"q"}}"#;

/// The poll of 23 November 10:00 to 1 December 18:00.
fn asked(question: (&str, &str), options: &[(&str, &str)]) -> Poll {
    let options = (1..).zip(options).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    Poll::new(words(question.0, question.1), options, seoul(town::START), seoul("2026-12-01 18:00"))
}

fn bridge() -> Poll {
    let poll = asked(("새 다리를 놓을까요?", "A new bridge?"), &[("찬성", "For"), ("반대", "Against")]);
    Poll { method: &Sides, ..poll }
}

fn projects() -> Poll {
    let options = [("도서관", "Library"), ("도로 정비", "Road works"), ("어르신 쉼터", "A rest house")];
    asked(("먼저 할 사업은?", "Which comes first?"), &options)
}

/// A poll that nobody was told of: those who are here know.
async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

async fn casts(citizen: &Citizen, id: PollId, typed: &str) {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.says(typed).await;
    let labels = if citizen.lang == "ko" { ("제출", "이대로 투표하기") } else { ("Submit", "Cast this vote") };
    if !citizen.has(labels.1) {
        citizen.presses(labels.0).await;
    }
    citizen.presses(labels.1).await;
}

async fn closes(town: &Town) {
    town.forget_unread();
    town.goes_to("2026-12-01 18:00").await;
}

#[tokio::test]
async fn as_many_for_as_against_decides_nothing_and_the_card_says_so_before() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    let id = publish(&town, bridge()).await;
    let card = mina.says(&format!("/start poll-{}", id.0)).await;
    assert!(card.contains("• 같을 때: 표가 같으면 어느 쪽으로도 정하지 않습니다."), "{card}");
    casts(&mina, id, "1").await;
    casts(&tom, id, "2").await;
    closes(&town).await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>새 다리를 놓을까요?</b>
       투표 결과입니다. 2명이 참여했습니다.
       
       공동 1위 1번 찬성: 1표, 50.0퍼센트
       공동 1위 2번 반대: 1표, 50.0퍼센트
       
       <b>찬반 같음: 정해지지 않음</b>
       
       정하는 방법: 표가 더 많은 쪽으로 정합니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    assert_snapshot!(tom.reads(), @r###"
    🤖 <b>A new bridge?</b>
       The result. 2 people took part.
       
       Joint rank 1: no. 1, For, 1 vote, 50.0 percent
       Joint rank 1: no. 2, Against, 1 vote, 50.0 percent
       
       <b>As many for as against: nothing is decided</b>
       
       How it is decided: the side with more votes decides it.
       
       Thank you for taking part.
       [As a picture] [File to check it]
       [All polls] [See the options]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn more_votes_on_one_side_decide_it() {
    let town = Town::new().await;
    let id = publish(&town, bridge()).await;
    let voters = [town.member("ko").await, town.member("ko").await, town.member("ko").await];
    for (voter, side) in voters.iter().zip(["1", "1", "2"]) {
        casts(voter, id, side).await;
    }
    closes(&town).await;
    let told = voters[0].reads();
    assert!(told.contains("1위 1번 찬성: 2표, 66.7퍼센트 (뽑힘)") && !told.contains("정해지지 않음"), "{told}");
    assert!(!told.contains("이 결과에서 드러납니다"), "they did not all choose the same: {told}");
    town.forget_unread();
}

#[tokio::test]
async fn a_tie_of_orders_is_no_circle() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    let id = publish(&town, Poll { method: &Ranking, picks: 3, ..projects() }).await;
    casts(&mina, id, "1 > 2 > 3").await;
    casts(&tom, id, "2 > 1 > 3").await;
    closes(&town).await;
    let told = mina.reads();
    assert!(
        told.contains("다음 후보들 가운데 서로 비긴 후보가 있습니다.\n   1번. 도서관\n   2번. 도로 정비"),
        "{told}"
    );
    assert!(told.contains("견주어도 같은 후보는 번호가 앞선 순서로 정했습니다."), "{told}");
    assert!(!told.contains("물고 물리는"), "{told}");
    let told = tom.reads();
    assert!(told.contains("some of these are level with each other") && !told.contains("circle"), "{told}");
    town.forget_unread();
}

#[tokio::test]
async fn the_tenth_poll_is_on_the_second_page_of_every_list() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    for number in 1..=10 {
        let question = (format!("{number}번째 물음입니까?"), format!("Question {number}?"));
        let mut poll = projects();
        poll.question = words(&question.0, &question.1);
        publish(&town, poll).await;
    }
    let first = mina.says("투표하기").await;
    assert!(first.contains("<b>지금 하는 투표</b> 10건") && first.contains("(2쪽 중 1쪽)"), "{first}");
    assert!(first.contains("‘8번째") && !first.contains("‘9번째"), "{first}");
    let second = mina.presses("다음 목록").await;
    assert!(second.contains("‘9번째") && second.contains("‘10번째") && !second.contains("‘8번째"), "{second}");
    assert!(mina.presses("보기: 10번째 물음입니까?").await.contains("<b>10번째 물음입니까?</b>"));
    assert!(mina.says("내 할 일").await.contains("10번째"), "and it waits for them");
    clerk.press_data(QUEUE, None).await;
    let second = clerk.presses("다음 목록").await;
    assert!(second.contains("10. ‘10번째") && second.contains("<b>진행 중</b> 10건"), "{second}");
    assert!(clerk.presses("보기: 10번째 물음입니까?").await.contains("투표 10번"));
    town.forget_unread();
}

#[tokio::test]
async fn who_approves_a_poll_sees_all_that_will_be_frozen() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    author.press_data(NEW, None).await;
    author.presses("중점사업 선정").await;
    author.says("어느 사업을 먼저 할까요?").await;
    author.says("Which projects come first?").await;
    author.says("결과는 2027년 예산에 넣습니다.").await;
    author.says("The result goes into the budget of 2027.").await;
    author.says("도서관 | 밤 10시까지 엽니다 | 3천만원 | 야탑동\n도로 정비 | 낡은 길을 고칩니다 | 2억 5천만").await;
    author.says("쉼터").await;
    author.does(madang::channel::Input::Photo { file: "photo-1".into(), caption: Some("1".into()), album: None }).await;
    author.presses("다음").await;
    author.says("Library | Open until 10 at night\nRoad works | Old roads are mended\nA rest house").await;
    author.presses("게시하면 바로").await;
    author.says("12/1 18:00").await;
    author.presses("맞아요").await;
    author.presses("시 전체, 누구나").await;
    author.presses("마감하면 바로").await;
    assert_snapshot!(author.presses("후보 하나씩 보기").await, @r###"
    🤖 (후보 3개 중 1번째)
       <b>1번. 도서관</b>
       
       밤 10시까지 엽니다
       
       예산: 3,000만 원
       
       장소: 야탑동
       
       <b>영어로 읽는 분께는</b>
       Library
       Open until 10 at night
       
       사진이 있어요.
       [다음 후보]
       [사진 보기]
       [미리보기로]
       [뒤로] [그만두기]
    "###);
    author.presses("다음 후보").await;
    author.presses("미리보기로").await;
    author.presses("게시").await;
    assert_snapshot!(other.presses("보고 확인하기").await, @r###"
    🤖 직원 #1님이 투표를 올렸습니다. 게시하려면 다른 담당자의 확인이 필요합니다: ‘어느 사업을 먼저 할까요?’
       [보고 확인하기] [투표 관리]
    🤖 <b>확인을 기다리는 투표</b> · 직원 #1님이 2026년 11월 23일(월) 오전 10시에 올림
       
       <b>어느 사업을 먼저 할까요?</b>
       
       결과는 2027년 예산에 넣습니다.
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 3개 가운데 2개까지 고릅니다. 기권할 수도 있습니다.
       • 결과: 표가 많은 순서로 2개를 뽑습니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 번호가 앞선 후보를 뽑습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 도서관 (3,000만 원)
       2번. 도로 정비 (2억 5,000만 원)
       3번. 쉼터
       
       <b>영어로 읽는 분께는</b>
       Which projects come first?
       The result goes into the budget of 2027.
       
       영어 글이 있어요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [후보 하나씩 보기] [시험해 보기]
       [확인하고 게시] [돌려보내기]
       [투표 관리]
       [처음으로]
    "###);
    assert_snapshot!(other.presses("후보 하나씩 보기").await, @r###"
    🤖 (고침) (후보 3개 중 1번째)
       <b>1번. 도서관</b>
       
       밤 10시까지 엽니다
       
       예산: 3,000만 원
       
       장소: 야탑동
       
       <b>영어로 읽는 분께는</b>
       Library
       Open until 10 at night
       
       사진이 있어요.
       [다음 후보]
       [사진 보기]
       [투표로 돌아가기]
    "###);
    assert!(other.presses("사진 보기").await.contains("1번. 도서관"));
    let second = other.presses("다음 후보").await;
    assert!(second.contains("예산: 2억 5,000만 원") && second.contains("Old roads are mended"), "{second}");
    assert!(other.presses("투표로 돌아가기").await.contains("<b>확인을 기다리는 투표</b>"));
    let trial = other.presses("시험해 보기").await;
    assert!(trial.contains("시험 결과입니다") && trial.contains("확인을 기다리는 투표"), "{trial}");
    assert!(other.presses("확인하고 게시").await.contains("투표를 시작했습니다"));
    town.forget_unread();
}

#[tokio::test]
async fn a_result_that_waits_is_told_to_staff_with_the_way_on() {
    let town = Town::new().await;
    let (clerk, moderator) = (town.staff(Role::Clerk).await, town.staff(Role::Moderator).await);
    let id = publish(&town, Poll { publishing: Publishing::ByHand, ..projects() }).await;
    closes(&town).await;
    assert_eq!(moderator.reads(), "", "they publish no results");
    assert_snapshot!(clerk.reads(), @r###"
    🤖 ‘먼저 할 사업은?’ 투표가 끝났습니다. 결과는 아직 발표하지 않았습니다.
       확인하고 발표해 주세요. 그때까지 시민에게는 ‘확인한 뒤 발표’라고 보입니다.
       [결과 미리 보기] [투표 관리]
    "###);
    town.pass().await;
    assert_eq!(clerk.reads(), "", "once is enough");
    let shown = clerk.presses("결과 미리 보기").await;
    assert!(shown.contains("투표한 사람이 없어") && !shown.contains("0명 모두"), "{shown}");
    let picture = clerk.presses("그림으로 보기").await;
    assert!(picture.contains("🖼 result.png") && !picture.contains("투표가 끝났습니다"), "{picture}");
    let file = clerk.presses("검증 파일").await;
    assert!(file.contains("결과를 발표한 뒤에") && !file.contains("투표가 끝났습니다"), "{file}");
    clerk.presses("결과 미리 보기").await;
    assert!(clerk.presses("결과 발표").await.contains("따로 전할 곳은 없습니다"));
    let _ = id;
    town.forget_unread();
}

#[tokio::test]
async fn a_file_that_cannot_be_counted_again_does_not_promise_it() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, Poll { method: &Score, picks: 3, ..projects() }).await;
    casts(&mina, id, "1번 5점").await;
    casts(&jun, id, "2번 3점").await;
    closes(&town).await;
    let file = mina.presses("검증 파일").await;
    assert!(file.contains("다시 셀 수는 없습니다") && file.contains("합계만 담았습니다"), "{file}");
    town.forget_unread();
}

#[tokio::test]
async fn a_clerk_takes_options_out_by_number_and_a_picture_off_again() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(NEW, None).await;
    clerk.presses("중점사업 선정").await;
    clerk.says("어느 사업을 먼저 할까요?").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    let many: Vec<String> = (1..=40).map(|number| format!("사업 {number}")).collect();
    let shown = clerk.says(&many.join("\n")).await;
    assert!(shown.contains("[12번 빼기]") && !shown.contains("13번 빼기"), "{shown}");
    let next = clerk.presses("다음 목록").await;
    assert!(next.contains("[13번 빼기]") && next.contains("[24번 빼기]"), "{next}");
    assert!(clerk.presses("13번 빼기").await.contains("지금 39개예요"));
    let unknown = clerk.says("45번 빼기").await;
    assert!(unknown.contains("45번 후보가 없어요. 지금 39개예요") && !unknown.contains("45번 빼기"), "{unknown}");
    assert!(clerk.says("38번, 39번 삭제").await.contains("지금 37개예요"));
    let shown = clerk.photo("photo-1").await;
    assert!(shown.contains("37번 ‘사업 38’에 붙였어요"), "{shown}");
    let off = clerk.presses("37번에서 사진 떼기").await;
    assert!(!off.contains("붙였어요") && !off.contains("사진이 있는 후보"), "{off}");
    town.forget_unread();
}

#[tokio::test]
async fn words_on_an_open_ballot_are_understood_and_submit_nothing() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    assert!(mina.says("도서관").await.contains("알아듣지 못했어요"), "nobody has opened a ballot");
    let id = publish(&town, Poll { method: &Approval, picks: 2, ..projects() }).await;
    mina.says(&format!("/start vote-{}", id.0)).await;
    assert!(mina.says("네").await.contains("알아듣지 못했어요"), "nothing was asked");
    assert!(mina.says("제출").await.contains("아직 고른 후보가 없어요"));
    assert_snapshot!(mina.says("도로").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       2번. 도로 정비
       
       방금 적으신 글은 대화에 남아 있어요. 남기고 싶지 않으면 지워 주세요.
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    assert_snapshot!(mina.says("도서관이랑 어르신 쉼터").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       1번. 도서관
       3번. 어르신 쉼터
       
       방금 적으신 글은 대화에 남아 있어요. 남기고 싶지 않으면 지워 주세요.
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    assert_snapshot!(mina.says("네").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       1번. 도서관
       3번. 어르신 쉼터
       
       아직 제출 전이에요. 아래 단추를 누르셔야 제출돼요.
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    assert_eq!(town.rows("ballot").await.len(), 0, "a word casts nothing");
    mina.presses("이대로 투표하기").await;
    assert_eq!(town.rows("ballot").await.len(), 1);
    let yes = mina.says("네").await;
    assert!(!yes.contains("투표할까요"), "it is cast, and nothing waits for a yes: {yes}");
    assert!(mina.says("제출").await.contains("제출한 그대로예요"));
    tom.says(&format!("/start vote-{}", id.0)).await;
    assert!(tom.says("1 and 3").await.contains("No. 3: A rest house"));
    assert!(tom.says("road").await.contains("No. 2: Road works"));
    let summary = tom.says("submit").await;
    assert!(summary.contains("Cast this vote?") && summary.contains("It is not submitted yet"), "{summary}");
    let order = publish(&town, Poll { method: &Ranking, picks: 3, ..projects() }).await;
    mina.says(&format!("/start vote-{}", order.0)).await;
    let ranked = mina.says("쉼터 > 도서관").await;
    assert!(ranked.contains("1순위: 3번. 어르신 쉼터\n   2순위: 1번. 도서관"), "{ranked}");
    let sides = publish(&town, bridge()).await;
    mina.says(&format!("/start vote-{}", sides.0)).await;
    assert!(mina.says("찬성").await.contains("이대로 투표할까요?\n   1번. 찬성"));
    town.forget_unread();
}

#[tokio::test]
async fn a_change_that_was_begun_is_told_apart_from_a_first_vote() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, projects()).await;
    casts(&mina, id, "1").await;
    mina.says(&format!("/start vote-{}", id.0)).await;
    mina.presses("2번 고르기").await;
    let todo = mina.says("내 할 일").await;
    assert!(todo.contains("바꾸다가 제출하지 않은 투표") && todo.contains("먼저 낸 표는 그대로"), "{todo}");
    let receipt = mina.says("내 할 일").await;
    assert!(!receipt.contains("시작하고 제출하지 않은"), "{receipt}");
    town.forget_unread();
}

#[tokio::test]
async fn a_receipt_is_asked_for_as_it_stands_on_the_card() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, projects()).await;
    mina.says(&format!("/start vote-{}", id.0)).await;
    mina.says("1").await;
    let done = mina.presses("이대로 투표하기").await;
    let (_, rest) = done.split_once("영수증 ").unwrap();
    let line = rest.lines().next().unwrap().replace("<code>", "").replace("</code>", "");
    assert!(line.starts_with("1번 "), "{line}");
    assert!(mina.says(&format!("영수증 {line}")).await.contains("있습니다"));
    let short = mina.says("영수증 K7F2").await;
    assert!(short.contains("앞에서부터 8글자면 돼요"), "{short}");
    town.forget_unread();
}

#[tokio::test]
async fn points_are_counted_as_points_when_there_are_too_many() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(NEW, None).await;
    clerk.presses("직접 정하기").await;
    clerk.says("무엇을 먼저 할까요?").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    clerk.says("도서관\n쉼터").await;
    clerk.presses("다음").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("점수 주기").await;
    assert!(clerk.says("11").await.contains("11점은 너무 많아요. 10점까지 할 수 있어요."));
    assert!(clerk.says("5").await.contains("점수가 높은 순서로 몇 개를 뽑나요?"));
    town.forget_unread();
}

#[tokio::test]
async fn a_later_close_is_told_to_who_has_voted_whatever_they_want_to_hear() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    let id = publish(&town, projects()).await;
    casts(&mina, id, "1").await;
    mina.says("/stop").await;
    town.forget_unread();
    clerk.press_data(&format!(r#"{{"s":{{"po":{{"ext":{}}}}}}}"#, id.0), None).await;
    clerk.says("12/8 18:00").await;
    clerk.presses("맞아요").await;
    town.pass().await;
    let told = mina.reads();
    assert!(told.contains("이미 내신 표는 그대로이며") && told.contains("[투표하거나 바꾸기]"), "{told}");
    town.forget_unread();
}
