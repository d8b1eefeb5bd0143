//! Announcements: written, seen before they are sent, sent to the right people once, halted, ended,
//! put right, and read again by who looks for news.

#![allow(clippy::unwrap_used, reason = "what fails in a helper fails the test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Card;
use madang::channel::{Input, Kind, SendError};
use madang::notice::{self, Audience, NoticeId};
use madang::outbox::Lane;
use madang::outbox::pace::Limits;
use madang::person::{self, Role, Topic};
use madang::t;
use town::{Citizen, Town};

const YATAP1: &str = "4113562000";

/// The clerk writes to everybody, in Korean only, up to the preview.
async fn writes_to_all(town: &Town, clerk: &Citizen, text: &str) -> String {
    clerk.says("/desk").await;
    clerk.presses("알림 보내기").await;
    // A messenger with a pace shows no more than a few messages at once.
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("모두에게").await;
    clerk.says(text).await;
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("건너뛰기").await
}

#[tokio::test]
async fn a_clerk_announces_something_to_everybody() {
    let town = Town::new().await;
    let (clerk, mina, bob) = (town.staff(Role::Clerk).await, town.member("ko").await, town.member("en").await);
    clerk.says("업무").await;
    assert_snapshot!(clerk.presses("알림 보내기").await, @r###"
    🤖 (1/4) 누구에게 보낼까요?
       [모두에게]
       [구나 동을 골라서]
       [관심 분야를 골라서]
       [그만두기]
    "###);
    assert_snapshot!(clerk.presses("모두에게").await, @r###"
    🤖 (2/4) 알릴 글을 적어 주세요. 5자에서 3,000자까지예요. 첫 줄이 목록의 제목이 돼요.
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(clerk.says("탄천 산책로 공사 안내\n12월 1일부터 밤에는 지나갈 수 없습니다.").await, @r###"
    🤖 (3/4) 영어로 읽는 사람을 위한 글이 있으면 적어 주세요. 없으면 한국어 글이 안내와 함께 가요.
       [건너뛰기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(clerk.says("Tancheon path closed at night\nFrom 1 December.").await, @r###"
    🤖 (4/4) 이대로 보낼까요?
       • 받는 사람: 성남시 전체, 3명
       • 걸리는 시간: 1분 안
       
       <i>한국어로 읽는 사람에게는 이렇게 보여요.</i>
       
       <b>성남시 소식</b>
       
       탄천 산책로 공사 안내
       12월 1일부터 밤에는 지나갈 수 없습니다.
       
       <i>영어로 읽는 사람에게는 이렇게 보여요.</i>
       
       News from Seongnam
       
       Tancheon path closed at night
       From 1 December.
       [보내기]
       [한국어 글 고치기] [영어 글 고치기]
       [받는 사람 바꾸기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(clerk.presses("보내기").await, @r###"
    🤖 <b>알림</b> · 보내는 중
       • 보낸 때: 2026년 11월 23일(월) 오전 10시
       • 받는 사람: 성남시 전체
       • 보냄 0명 · 남음 3명 · 못 보냄 0명
       
       탄천 산책로 공사 안내
       12월 1일부터 밤에는 지나갈 수 없습니다.
       [멈추기] [그만 보내기]
       [지금 상태 보기]
       [정정 알림 쓰기] [보낸 알림]
       [업무 화면] [처음으로]
    "###);
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>성남시 소식</b>
       
       탄천 산책로 공사 안내
       12월 1일부터 밤에는 지나갈 수 없습니다.
       
       이런 소식을 받지 않으려면 ‘설정’에서 끌 수 있습니다.
       [소식] [설정]
    "###);
    assert_snapshot!(bob.reads(), @r###"
    🤖 <b>News from Seongnam</b>
       
       Tancheon path closed at night
       From 1 December.
       
       If you would rather not get such news, switch it off under “Settings”.
       [News] [Settings]
    "###);
    clerk.reads();
    town.wait(TimeDelta::seconds(2)).await;
    assert_snapshot!(clerk.presses("지금 상태 보기").await, @r###"
    🤖 (고침) <b>알림</b> · 다 보냄
       • 보낸 때: 2026년 11월 23일(월) 오전 10시
       • 받는 사람: 성남시 전체
       • 보냄 3명 · 남음 0명 · 못 보냄 0명
       
       탄천 산책로 공사 안내
       12월 1일부터 밤에는 지나갈 수 없습니다.
       [정정 알림 쓰기] [보낸 알림]
       [업무 화면] [처음으로]
    "###);
}

#[tokio::test]
async fn who_reads_english_and_finds_none_is_told_kindly() {
    let town = Town::new().await;
    let (clerk, bob) = (town.staff(Role::Clerk).await, town.member("en").await);
    writes_to_all(&town, &clerk, "탄천 산책로 공사 안내").await;
    clerk.presses("보내기").await;
    town.pass().await;
    assert!(bob.reads().contains("Korean"), "{}", bob.screen());
    assert_snapshot!(bob.says("news").await, @r###"
    🤖 <b>News</b>
       Announcements of the city, results of polls, adopted proposals.
       
       1. 탄천 산책로 공사 안내 (Mon, 23 November 2026)
       [1. 탄천 산책로 공사 안내]
       [Results of polls] [Adopted proposals]
       [Forums] [Settings]
       [Home]
    "###);
    assert_snapshot!(bob.presses("1. 탄천 산책로 공사 안내").await, @r###"
    🤖 News of Mon, 23 November 2026
       
       <b>News from Seongnam</b>
       
       탄천 산책로 공사 안내
       
       (This text is in Korean only.)
       [News] [Home]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn only_those_in_the_area_or_with_the_interest_receive_it() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    let (here, there) = (town.resident("ko", YATAP1).await, town.resident("ko", "4113151000").await);
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    clerk.presses("구나 동을 골라서").await;
    clerk.presses("분당구").await;
    clerk.presses("다음 목록").await;
    clerk.says("야탑1동").await;
    clerk.says("야탑1동 주민센터가 이사합니다.").await;
    assert!(clerk.presses("건너뛰기").await.contains("야탑1동, 1명"), "{}", clerk.screen());
    clerk.presses("보내기").await;
    town.pass().await;
    assert!(here.reads().contains("이사합니다"));
    assert_eq!(there.reads(), "");
    assert!(here.says("소식").await.contains("이사합니다"));
    assert!(!there.says("소식").await.contains("이사합니다"), "it is no news to those who live elsewhere");

    let fan = town.member("ko").await;
    let id = fan.id().await;
    let likes =
        async move |tx: &mut madang::db::Tx| Ok(person::store::set_interests(tx, id, &["safety".into()]).await?);
    town.db().await.write(likes).await.unwrap();
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    clerk.presses("관심 분야를 골라서").await;
    clerk.presses("안전").await;
    clerk.says("안전 모임을 엽니다.").await;
    assert!(clerk.presses("건너뛰기").await.contains("관심 분야 ‘안전’, 1명"), "{}", clerk.screen());
    clerk.presses("보내기").await;
    town.pass().await;
    assert!(fan.reads().contains("안전 모임"));
    assert_eq!(there.reads(), "");
}

#[tokio::test]
async fn a_place_is_understood_by_the_beginning_of_its_name_in_any_language() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("설정").await;
    mina.presses("동네 바꾸기").await;
    let which = mina.says("야탑").await;
    assert!(which.contains("여럿이에요: 야탑1동, 야탑2동, 야탑3동."), "{which}");
    assert!(mina.says("Pangyo").await.contains("판교동"), "{}", mina.screen());
    mina.says("뒤로").await;
    assert!(mina.says("yatap 2").await.contains("야탑2동"), "{}", mina.screen());
    mina.says("처음").await;
    town.forget_unread();
}

#[tokio::test]
async fn who_wants_no_news_gets_none() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    let (topic_off, stopped, blocked) = (town.member("ko").await, town.member("ko").await, town.member("ko").await);
    topic_off.says("설정").await;
    topic_off.presses("[켜짐] 시의 소식").await;
    stopped.says("/stop").await;
    blocked.does(Input::Blocked).await;
    assert!(
        writes_to_all(&town, &clerk, "모두에게 알립니다").await.contains(" 1명"),
        "only the clerk: {}",
        clerk.screen()
    );
    clerk.presses("보내기").await;
    town.pass().await;
    for citizen in [&topic_off, &stopped, &blocked] {
        assert_eq!(citizen.reads(), "");
    }
    town.forget_unread();
}

#[tokio::test]
async fn what_is_no_announcement_is_refused_kindly_and_nothing_is_lost() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    assert!(clerk.says("누구에게나").await.contains("골라 주세요"));
    assert!(clerk.photo("picture").await.contains("골라 주세요"));
    clerk.presses("모두에게").await;
    assert!(clerk.says("짧다").await.contains("5자 이상"));
    assert!(clerk.says("🎉🎉🎉🎉🎉🎉").await.contains("글자가 없어요"));
    assert!(clerk.says("   \n ").await.contains("빈 글"));
    let long = "가".repeat(3_010);
    assert!(clerk.says(&long).await.contains("10자를 줄여"));
    assert!(clerk.photo("picture").await.contains("글로 적어 주세요"));
    assert!(clerk.sends(Kind::Voice).await.contains("글로 적어 주세요"));
    clerk
        .says("<b>굵게</b> & *별표* _밑줄_ \u{202E}거꾸로\u{202C} e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}")
        .await;
    let preview = clerk.presses("건너뛰기").await;
    assert!(preview.contains("&lt;b&gt;굵게&lt;/b&gt; &amp; *별표* _밑줄_"), "{preview}");
    assert!(!preview.contains('\u{202E}'));
    clerk.presses("보내기").await;
    town.forget_unread();
}

#[tokio::test]
async fn a_restart_in_the_middle_of_each_step_loses_nothing() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    town.restart().await;
    clerk.presses("구나 동을 골라서").await;
    town.restart().await;
    clerk.presses("분당구").await;
    town.restart().await;
    clerk.presses("분당구 전체").await;
    town.restart().await;
    clerk.says("분당구에 알립니다").await;
    town.restart().await;
    clerk.presses("건너뛰기").await;
    town.restart().await;
    assert!(clerk.presses("받는 사람 바꾸기").await.contains("누구에게"));
    assert!(clerk.presses("모두에게").await.contains("분당구에 알립니다"), "from the preview one comes back to it");
    assert!(clerk.presses("보내기").await.contains("보내는 중"));
    town.pass().await;
    town.forget_unread();
}

#[tokio::test]
async fn back_keeps_what_was_typed_and_a_draft_waits() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    clerk.presses("모두에게").await;
    clerk.says("첫 번째 글입니다").await;
    assert!(clerk.presses("뒤로").await.contains("첫 번째 글입니다"));
    clerk.presses("이 글 그대로").await;
    clerk.says("취소").await;
    clerk.says("업무").await;
    assert!(clerk.presses("알림 보내기").await.contains("쓰다 만 알림"));
    assert!(clerk.presses("이어서 쓰기").await.contains("(3/4)"));
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    assert!(clerk.presses("새로 시작").await.contains("(1/4)"));
}

#[tokio::test]
async fn a_double_tap_announces_once() {
    let town = Town::new().await;
    let (clerk, mina) = (town.staff(Role::Clerk).await, town.member("ko").await);
    writes_to_all(&town, &clerk, "한 번만 알립니다").await;
    let (data, message) = clerk.button("보내기");
    clerk.press_data(&data, Some(message)).await;
    assert!(clerk.press_data(&data, Some(message)).await.contains("지난 단추"));
    town.pass().await;
    assert_eq!(mina.reads().matches("한 번만 알립니다").count(), 1);
    town.forget_unread();
}

#[tokio::test]
async fn nobody_is_woken() {
    let town = Town::new().await;
    let (clerk, mina) = (town.staff(Role::Clerk).await, town.member("ko").await);
    town.goes_to("2026-11-23 22:30").await;
    assert!(
        writes_to_all(&town, &clerk, "밤에 쓴 알림입니다").await.contains("11월 24일(화) 오전 8시부터"),
        "{}",
        clerk.screen()
    );
    clerk.presses("보내기").await;
    town.pass().await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-24 08:00").await;
    assert!(mina.reads().contains("밤에 쓴 알림입니다"));
    town.forget_unread();
}

/// The messenger's pace lets so many more go.
async fn ticks(town: &Town, count: usize) {
    for _ in 0..count {
        town.wait(TimeDelta::milliseconds(50)).await;
    }
}

/// Many people, without telephones that remember: only who got how many messages counts.
async fn crowd(town: &Town, count: usize) -> Vec<Citizen> {
    let mut people = Vec::new();
    for _ in 0..count {
        people.push(town.member("ko").await);
    }
    people
}

async fn publish(town: &Town, key: &'static str) -> NoticeId {
    let city = town.city().await;
    let everybody = || Audience::Members { topic: Some(Topic::News), area: String::new(), field: None };
    town.db()
        .await
        .write(async move |tx| {
            let card = |_| Card::new(t!("words", text = "hello"));
            notice::publish(tx, &city, everybody(), Lane::Bulk, key, card).await
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_notice_with_a_key_that_was_used_is_told_once() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let first = publish(&town, "poll-result:3").await;
    assert_eq!(publish(&town, "poll-result:3").await, first);
    town.pass().await;
    town.pass().await;
    assert_eq!(mina.reads().matches("hello").count(), 1);
    assert!(mina.has("설정"), "what nobody asked for has a way to stop it");
}

#[tokio::test]
async fn a_crash_after_any_page_misses_nobody_and_tells_nobody_twice() {
    let town = Town::new().await;
    let people = crowd(&town, 2_300).await;
    publish(&town, "crash").await;
    let mut pages = 0;
    loop {
        let (db, city) = (town.db().await, town.city().await);
        let found = notice::pass(&db, &city).await.unwrap();
        pages += u32::from(found);
        town.restart().await;
        if !found {
            town.pass().await;
            if pages >= 3 {
                break;
            }
        }
    }
    for person in &people {
        assert_eq!(person.reads().matches("hello").count(), 1);
    }
}

#[tokio::test]
async fn a_halted_announcement_goes_on_where_it_was() {
    let town = Town::with(Limits::TELEGRAM).await;
    let clerk = town.staff(Role::Clerk).await;
    let people = crowd(&town, 400).await;
    writes_to_all(&town, &clerk, "천천히 나가는 알림").await;
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("보내기").await;
    ticks(&town, 20).await;
    clerk.reads();
    assert_snapshot!(clerk.presses("멈추기").await, @r###"
    💬 멈췄어요. 이미 나가던 것은 몇 초 더 갈 수 있어요.
    🤖 (고침) <b>알림</b> · 멈춤
       • 보낸 때: 2026년 11월 23일(월) 오전 10시
       • 받는 사람: 성남시 전체
       • 보냄 26명 · 남음 375명 · 못 보냄 0명
       
       천천히 나가는 알림
       [이어서 보내기] [그만 보내기]
       [정정 알림 쓰기] [보낸 알림]
       [업무 화면] [처음으로]
    "###);
    let have = |people: &[Citizen]| people.iter().filter(|one| one.screen().contains("천천히")).count();
    ticks(&town, 160).await;
    let before = have(&people);
    assert!((1..200).contains(&before), "{before} of 400 have it: what was in hand still went");
    ticks(&town, 50).await;
    assert_eq!(have(&people), before, "halted means halted");
    clerk.presses("이어서 보내기").await;
    ticks(&town, 400).await;
    for person in &people {
        assert_eq!(person.reads().matches("천천히").count(), 1);
    }
    town.wait(TimeDelta::seconds(5)).await;
    assert!(clerk.presses("지금 상태 보기").await.contains("다 보냄"), "{}", clerk.screen());
    town.forget_unread();
}

#[tokio::test]
async fn who_left_is_not_among_those_whom_a_halted_announcement_still_has_to_reach() {
    let town = Town::with(Limits::TELEGRAM).await;
    let clerk = town.staff(Role::Clerk).await;
    let people = crowd(&town, 20).await;
    writes_to_all(&town, &clerk, "천천히 나가는 알림").await;
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("보내기").await;
    clerk.presses("멈추기").await;
    assert!(clerk.screen().contains("보냄 0명 · 남음 21명"), "{}", clerk.screen());
    let [blocks, stops, leaves, ..] = &people[..] else { unreachable!() };
    blocks.does(Input::Blocked).await;
    stops.says("/stop").await;
    leaves.says("/leave").await;
    town.wait(TimeDelta::seconds(3)).await;
    leaves.presses("탈퇴합니다").await;
    town.wait(TimeDelta::seconds(3)).await;
    let progress = async || {
        clerk.presses("보낸 알림").await;
        town.wait(TimeDelta::seconds(2)).await;
        clerk.presses("1. 천천히 나가는 알림").await;
        town.wait(TimeDelta::seconds(2)).await;
        clerk.screen().lines().rfind(|line| line.contains("남음")).unwrap().trim().to_owned()
    };
    assert_eq!(progress().await, "• 보냄 0명 · 남음 18명 · 못 보냄 0명");
    clerk.presses("이어서 보내기").await;
    ticks(&town, 50).await;
    assert_eq!(progress().await, "• 보냄 18명 · 남음 0명 · 못 보냄 0명");
    town.forget_unread();
}

#[tokio::test]
async fn who_blocks_stops_or_leaves_in_the_middle_gets_no_more() {
    let town = Town::with(Limits::TELEGRAM).await;
    let clerk = town.staff(Role::Clerk).await;
    let people = crowd(&town, 200).await;
    writes_to_all(&town, &clerk, "중간에 떠나는 사람").await;
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("보내기").await;
    town.pass().await;
    let [.., blocks, stops, leaves] = &people[..] else { unreachable!() };
    blocks.does(Input::Blocked).await;
    stops.says("/stop").await;
    leaves.says("/leave").await;
    town.wait(TimeDelta::seconds(3)).await;
    leaves.presses("탈퇴합니다").await;
    ticks(&town, 220).await;
    for person in [blocks, stops, leaves] {
        assert!(!person.screen().contains("중간에"), "{}", person.screen());
    }
    assert!(people[190].screen().contains("중간에"));
    town.forget_unread();
}

#[tokio::test]
async fn a_correction_goes_to_whom_the_mistake_went() {
    let town = Town::new().await;
    let (clerk, mina, gone) = (town.staff(Role::Clerk).await, town.member("ko").await, town.member("ko").await);
    writes_to_all(&town, &clerk, "모임은 12월 4일입니다").await;
    clerk.presses("보내기").await;
    town.pass().await;
    mina.reads();
    gone.says("/stop").await;
    let late = town.member("ko").await;
    clerk.says("업무").await;
    clerk.presses("보낸 알림").await;
    assert_snapshot!(clerk.presses("1. 모임은 12월 4일입니다").await, @r###"
    🤖 (고침) <b>알림</b> · 다 보냄
       • 보낸 때: 2026년 11월 23일(월) 오전 10시
       • 받는 사람: 성남시 전체
       • 보냄 3명 · 남음 0명 · 못 보냄 0명
       
       모임은 12월 4일입니다
       [정정 알림 쓰기] [보낸 알림]
       [업무 화면] [처음으로]
    "###);
    assert_snapshot!(clerk.presses("정정 알림 쓰기").await, @r###"
    🤖 (1/3) 무엇이 어떻게 바로잡히는지 적어 주세요. 5자에서 3,000자까지예요.
       [그만두기]
    "###);
    clerk.says("모임은 12월 5일입니다. 4일이 아닙니다.").await;
    assert_snapshot!(clerk.presses("건너뛰기").await, @r###"
    🤖 (3/3) 이대로 보낼까요?
       • 받는 사람: 처음 알림을 받은 사람, 2명
       • 걸리는 시간: 1분 안
       
       <i>한국어로 읽는 사람에게는 이렇게 보여요.</i>
       
       <b>성남시 정정 알림</b>
       앞서 보내 드린 소식을 바로잡습니다.
       
       모임은 12월 5일입니다. 4일이 아닙니다.
       
       <i>영어로 읽는 사람에게는 같은 글이 ‘한국어로만 있다’는 안내와 함께 가요.</i>
       [보내기]
       [한국어 글 고치기] [영어 글 고치기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("보내기").await;
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>성남시 정정 알림</b>
       앞서 보내 드린 소식을 바로잡습니다.
       
       모임은 12월 5일입니다. 4일이 아닙니다.
       
       이런 소식을 받지 않으려면 ‘설정’에서 끌 수 있습니다.
       [소식] [설정]
    "###);
    assert!(!late.screen().contains("12월 5일"), "who never had the mistake needs no correction");
    assert!(!gone.screen().contains("12월 5일"), "who stopped gets no more");
    assert_snapshot!(mina.says("소식").await, @r###"
    🤖 <b>소식</b>
       시의 알림과 투표 결과, 채택된 제안을 볼 수 있어요.
       
       1. 모임은 12월 5일입니다. 4일이 아닙니다. (2026년 11월 23일(월))
       2. 모임은 12월 4일입니다 (2026년 11월 23일(월))
       [1. 모임은 12월 5일입니다. 4일…]
       [2. 모임은 12월 4일입니다]
       [투표 결과] [채택된 제안]
       [모임] [설정]
       [처음으로]
    "###);
    assert_snapshot!(mina.presses("2. 모임은 12월 4일입니다").await, @r###"
    🤖 2026년 11월 23일(월)에 보낸 소식
       
       이 소식은 나중에 바로잡았습니다. 아래에서 정정한 글을 보실 수 있습니다.
       
       <b>성남시 소식</b>
       
       모임은 12월 4일입니다
       [정정한 글 보기]
       [소식] [처음으로]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn what_was_stopped_is_no_news_and_stays_stopped() {
    let town = Town::with(Limits::TELEGRAM).await;
    let clerk = town.staff(Role::Clerk).await;
    let people = crowd(&town, 300).await;
    writes_to_all(&town, &clerk, "잘못 보낸 알림").await;
    town.wait(TimeDelta::seconds(2)).await;
    clerk.presses("보내기").await;
    ticks(&town, 30).await;
    clerk.reads();
    assert_snapshot!(clerk.presses("그만 보내기").await, @r###"
    🤖 (고침) 이 알림을 그만 보낼까요? 다시 이어서 보낼 수 없어요.
       이미 받은 사람은 39명, 아직인 사람은 262명이에요.
       [그만 보냅니다] [뒤로]
       [업무 화면] [처음으로]
    "###);
    let (data, message) = clerk.button("그만 보냅니다");
    town.tick(TimeDelta::milliseconds(100));
    assert_snapshot!(clerk.press_data(&data, Some(message)).await, @r###"
    💬 더는 보내지 않아요. 이미 나가던 것은 몇 초 더 갈 수 있어요.
    🤖 (고침) <b>알림</b> · 그만 보냄
       • 보낸 때: 2026년 11월 23일(월) 오전 10시
       • 받는 사람: 성남시 전체
       • 보냄 39명 · 남음 6명 · 못 보냄 0명
       
       잘못 보낸 알림
       [정정 알림 쓰기] [보낸 알림]
       [업무 화면] [처음으로]
    "###);
    ticks(&town, 40).await;
    assert!(clerk.press_data(&data, Some(message)).await.contains("지금 보내는 중이 아니에요"));
    ticks(&town, 120).await;
    assert!(people.iter().any(|one| !one.screen().contains("잘못 보낸")));
    people[0].reads();
    assert!(!people[0].says("소식").await.contains("잘못 보낸"));
    town.forget_unread();
}

#[tokio::test]
async fn a_message_that_cannot_arrive_is_counted_and_holds_nobody_up() {
    let town = Town::new().await;
    let (clerk, mina, broken) = (town.staff(Role::Clerk).await, town.member("ko").await, town.member("ko").await);
    let chat = broken.chat;
    town.screens().troubles.lock().unwrap().push(Box::new(move |to| (to == chat).then_some(SendError::Gone)));
    writes_to_all(&town, &clerk, "한 사람은 못 받습니다").await;
    clerk.presses("보내기").await;
    town.pass().await;
    town.wait(TimeDelta::seconds(2)).await;
    assert!(mina.reads().contains("못 받습니다"));
    let shown = clerk.presses("지금 상태 보기").await;
    assert!(shown.contains("보냄 2명 · 남음 0명 · 못 보냄 1명"), "{shown}");
    town.forget_unread();
}

#[tokio::test]
async fn whom_it_went_to_is_forgotten_after_ninety_days() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    writes_to_all(&town, &clerk, "오래된 알림입니다").await;
    clerk.presses("보내기").await;
    town.pass().await;
    town.wait(TimeDelta::days(91)).await;
    clerk.says("업무").await;
    clerk.presses("보낸 알림").await;
    let shown = clerk.presses("1. 오래된 알림입니다").await;
    assert!(shown.contains("보냄 1명"), "the figures stay: {shown}");
    assert!(clerk.presses("정정 알림 쓰기").await.contains("90일"));
    town.forget_unread();
}

#[tokio::test]
async fn a_citizen_cannot_do_a_clerks_work_by_forged_presses() {
    let town = Town::new().await;
    let (mina, mod_) = (town.member("ko").await, town.staff(Role::Moderator).await);
    for data in
        [r#"{"s":{"no":{"endy":1}}}"#, r#"{"s":{"no":{"list":-9223372036854775808}}}"#, r#"{"s":{"d":{"new":"news"}}}"#]
    {
        assert!(mina.press_data(data, None).await.contains("담당 직원만"));
        assert!(mod_.press_data(data, None).await.contains("지금 맡은 역할"));
    }
    let clerk = town.staff(Role::Clerk).await;
    assert!(clerk.press_data(r#"{"s":{"no":{"endy":77}}}"#, None).await.contains("지난 단추"));
    assert!(clerk.press_data(r#"{"s":{"no":{"list":9223372036854775807}}}"#, None).await.contains("보낸 알림"));
    assert!(clerk.press_data(r#"{"s":{"no":{"list":-9}}}"#, None).await.contains("보낸 알림"));
    assert!(mina.press_data(r#"{"no":{"read":77}}"#, None).await.contains("더는 볼 수 없는"));
    assert!(mina.press_data(r#"{"no":{"read":"x"}}"#, None).await.contains("지난 단추"));
    town.forget_unread();
}

#[tokio::test]
async fn a_colleagues_announcement_is_corrected_by_a_coordinator() {
    let town = Town::new().await;
    let (clerk, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    let coordinator = town.staff(Role::Coordinator).await;
    writes_to_all(&town, &clerk, "고칠 것이 있는 알림").await;
    clerk.presses("보내기").await;
    town.pass().await;
    for (staff, expected) in [(&other, "협치조정관이"), (&coordinator, "바로잡히는지")] {
        staff.says("업무").await;
        staff.presses("보낸 알림").await;
        staff.presses("1. 고칠 것이 있는 알림").await;
        assert!(staff.presses("정정 알림 쓰기").await.contains(expected), "{}", staff.screen());
    }
    town.forget_unread();
}

#[tokio::test]
async fn the_news_are_there_for_who_only_looks_around_and_in_english() {
    let town = Town::new().await;
    let stranger = town.stranger("en");
    stranger.says("/start").await;
    assert_snapshot!(stranger.says("/news").await, @r###"
    🤖 <b>News</b>
       Announcements of the city, results of polls, adopted proposals.
       
       There are no announcements yet.
       [Results of polls] [Adopted proposals]
       [Forums] [Settings]
       [Home]
    "###);
}

#[tokio::test]
async fn a_clerk_who_reads_english_is_guided_in_english() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("English").await;
    clerk.says("desk").await;
    assert_snapshot!(clerk.presses("Announce").await, @r###"
    🤖 (1/4) Who is it for?
       [Everybody]
       [A district or neighbourhood]
       [People with an interest]
       [Stop here]
    "###);
    assert_snapshot!(clerk.presses("A district or neighbourhood").await, @r###"
    🤖 (1/4) Which district? You can also type the name of a neighbourhood.
       [Sujeong-gu] [Jungwon-gu] [Bundang-gu]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("Bundang-gu").await, @r###"
    🤖 (1/4) All of Bundang-gu, or one neighbourhood?
       [All of Bundang-gu]
       [Bundang-dong] [Sunae 1-dong] [Sunae 2-dong]
       [Sunae 3-dong] [Jeongja-dong] [Jeongja 1-dong]
       [Jeongja 2-dong] [Jeongja 3-dong] [Seohyeon 1-dong]
       [Seohyeon 2-dong] [Imae 1-dong] [Imae 2-dong]
       [Next]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("All of Bundang-gu").await, @r###"
    🤖 (2/4) Write the announcement in Korean, 5 to 3,000 characters. Its first line becomes the title in lists.
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.says("탄천 산책로 공사 안내").await, @r###"
    🤖 (3/4) Write an English version if there is one. Without it, English readers get the Korean text with a note.
       [Skip]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("Skip").await, @r###"
    🤖 (4/4) Send it like this?
       • To: Bundang-gu, people: 0
       • Time it takes: less than a minute
       
       <i>Who reads Korean sees this:</i>
       
       성남시 소식
       
       탄천 산책로 공사 안내
       
       <i>Who reads English gets the same text, with a note that it is in Korean only.</i>
       [Send]
       [Change the Korean] [Change the English]
       [Change who it is for]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("Send").await, @r###"
    🤖 Nobody would receive this right now. Please choose others.
       
       (4/4) Send it like this?
       • To: Bundang-gu, people: 0
       • Time it takes: less than a minute
       
       <i>Who reads Korean sees this:</i>
       
       성남시 소식
       
       탄천 산책로 공사 안내
       
       <i>Who reads English gets the same text, with a note that it is in Korean only.</i>
       [Send]
       [Change the Korean] [Change the English]
       [Change who it is for]
       [Back] [Stop here]
    "###);
    assert_snapshot!(clerk.presses("Change who it is for").await, @r###"
    🤖 (1/4) Who is it for?
       [Everybody]
       [A district or neighbourhood]
       [People with an interest]
       [Back] [Stop here]
    "###);
    clerk.presses("Everybody").await;
    assert_snapshot!(clerk.presses("Send").await, @r###"
    🤖 <b>Announcement</b> · being sent
       • Published: Mon, 23 November 2026, 10:00
       • To: All of Seongnam
       • Sent 0 · still to go 1 · not reached 0
       
       탄천 산책로 공사 안내
       [Pause] [Stop sending]
       [See how far it is]
       [Write a correction] [Announcements]
       [Desk] [Home]
    "###);
    town.pass().await;
    clerk.reads();
    assert_snapshot!(clerk.presses("Announcements").await, @r###"
    🤖 (고침) <b>Announcements</b>
       
       1. 탄천 산책로 공사 안내 (Mon, 23 November 2026) · sent · reached 1
       [1. 탄천 산책로 공사 안내]
       [Write an announcement]
       [Desk] [Home]
    "###);
}

#[tokio::test]
async fn the_news_lead_to_results_answers_and_forums() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for button in ["투표 결과", "채택된 제안", "모임", "설정"] {
        mina.says("소식").await;
        let shown = mina.presses(button).await;
        assert!(!shown.contains("지난 단추") && !shown.is_empty(), "{button}: {shown}");
    }
}
