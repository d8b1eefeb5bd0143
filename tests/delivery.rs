//! The way out: what happens when the messenger refuses, is slow, or forgets us, and when the
//! program dies. One pass at a time, on a clock that stands still.

#![allow(clippy::unwrap_used, reason = "a test, in its helpers too")]

mod town;

use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Card;
use madang::channel::{ChatId, Keys, Outbound, SendError};
use madang::db::Tx;
use madang::notice;
use madang::outbox::pace::Limits;
use madang::outbox::{self, Lane, Letter, Line};
use madang::person::{Address, Role};
use madang::text::{Lang, Text};
use town::{Citizen, Running, Town};

fn text() -> Text {
    Text { id: "draft-discarded", args: Vec::new() }
}

/// Puts a message to somebody on its way, in a lane, with or without a key.
async fn post(town: &Town, to: &Citizen, lane: Lane, key: Option<&str>) {
    let city = town.city().await;
    let address = Address { person: to.id().await, channel: "town".into(), chat: to.chat, lang: Lang::reference() };
    let key = key.map(str::to_owned);
    town.db()
        .await
        .write(async move |tx| {
            let message = Outbound::Say { html: city.html(address.lang, &text()), keys: Keys::None };
            let letter = Letter::to_chat("town", address.chat, message, tx.now);
            let letter = Letter { person: Some(address.person), lane, key: key.clone(), ..letter };
            outbox::post(tx, &city, letter).await
        })
        .await
        .unwrap();
}

fn tried(town: &Town) -> usize {
    town.screens().tried.lock().unwrap().len()
}

fn trouble(town: &Town, make: impl Fn(ChatId) -> Option<SendError> + Send + 'static) {
    *town.screens().troubles.lock().unwrap() = vec![Box::new(make)];
}

fn no_trouble(town: &Town) {
    town.screens().troubles.lock().unwrap().clear();
}

async fn count(town: &Town, state: &str) -> i64 {
    let db = town.db().await;
    let mut tx = db.read().await.unwrap();
    outbox::store::count(&mut tx, state).await.unwrap()
}

#[tokio::test]
async fn a_chat_that_is_told_to_wait_gets_its_message_after_that_and_not_before() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    trouble(&town, |_| Some(SendError::Later(Duration::from_secs(30))));
    post(&town, &mina, Lane::Personal, None).await;
    town.send().await;
    assert_eq!(tried(&town), 1);
    no_trouble(&town);
    town.wait(TimeDelta::seconds(29)).await;
    assert_eq!(mina.reads(), "");
    // A restart does not forget that we were told to wait.
    town.restart().await;
    town.send().await;
    assert_eq!(tried(&town), 1);
    town.wait(TimeDelta::seconds(2)).await;
    assert!(mina.reads().starts_with("🤖"));
    assert_eq!(tried(&town), 2);
}

#[tokio::test]
async fn who_blocked_the_bot_gets_nothing_more_until_they_come_back() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    trouble(&town, |_| Some(SendError::Gone));
    for _ in 0..3 {
        post(&town, &mina, Lane::Personal, None).await;
    }
    town.send().await;
    assert_eq!(tried(&town), 1, "the rest was cancelled");
    assert_eq!((count(&town, "failed").await, count(&town, "cancelled").await), (1, 2));
    no_trouble(&town);
    assert!(mina.says("처음").await.contains("🤖"), "a return after blocking is a return");
}

#[tokio::test]
async fn trouble_on_the_line_is_tried_again_later_and_later() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let broken = |_| Some(SendError::Broken { error: anyhow::anyhow!("the line is cut"), perhaps_sent: false });
    trouble(&town, broken);
    post(&town, &mina, Lane::Personal, None).await;
    for (wait_s, tries) in [(0, 1), (0, 1), (2, 2), (1, 2), (2, 3), (5, 4)] {
        town.wait(TimeDelta::seconds(wait_s)).await;
        assert_eq!(tried(&town), tries, "after {wait_s} s more");
    }
    no_trouble(&town);
    town.wait(TimeDelta::seconds(60)).await;
    assert!(mina.reads().contains("🤖"));
}

#[tokio::test]
async fn a_bulk_message_that_may_have_arrived_is_repeated_once_and_a_notice_until_it_arrives() {
    let town = Town::new().await;
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    let perhaps = |_| Some(SendError::Broken { error: anyhow::anyhow!("half an answer"), perhaps_sent: true });
    trouble(&town, perhaps);
    post(&town, &mina, Lane::Bulk, None).await;
    for _ in 0..20 {
        town.wait(TimeDelta::seconds(60)).await;
    }
    assert_eq!(tried(&town), 2, "never a third copy");
    assert_eq!(count(&town, "failed").await, 1, "now staff decide");
    post(&town, &juno, Lane::Personal, None).await;
    for _ in 0..20 {
        town.wait(TimeDelta::seconds(60)).await;
    }
    assert!(tried(&town) > 5);
    no_trouble(&town);
    town.wait(TimeDelta::minutes(7)).await;
    assert_eq!(mina.reads(), "");
    assert!(juno.reads().contains("🤖"));
}

#[tokio::test]
async fn a_reply_does_not_wait_for_that_chats_broadcast() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    // The broadcast's row is older, and it is held up.
    trouble(&town, |_| Some(SendError::Broken { error: anyhow::anyhow!("slow"), perhaps_sent: false }));
    post(&town, &mina, Lane::Bulk, None).await;
    town.send().await;
    no_trouble(&town);
    assert!(mina.says("도움말").await.contains("🤖"));
    assert_eq!(count(&town, "waiting").await, 1, "the broadcast still waits");
    town.wait(TimeDelta::seconds(60)).await;
    assert!(mina.reads().contains("🤖"));
}

#[tokio::test]
async fn a_key_is_used_once() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for _ in 0..3 {
        post(&town, &mina, Lane::Personal, Some("reminder:forum=5:person=1:minutes=120")).await;
        town.send().await;
    }
    assert_eq!(mina.reads().matches("🤖").count(), 1);
}

#[tokio::test]
async fn what_was_on_its_way_when_the_program_died_is_sent_again() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let update = mina.inbound(madang::channel::Input::Text("도움말".into()));
    // Taken and committed, but nothing was sent before the end.
    let raw = serde_json::to_string(&(9_000, &update)).unwrap();
    town.running().await.inbox.take(raw.clone()).await.unwrap();
    assert_eq!(mina.reads(), "");
    town.restart().await;
    town.send().await;
    assert_eq!(mina.reads().matches("🤖").count(), 1);
    // The update comes again, because nobody told the messenger that it was taken.
    let taken = town.running().await.inbox.take(raw).await.unwrap();
    town.send().await;
    assert_eq!(taken, madang::inbox::Taken::Before);
    assert_eq!(mina.reads(), "");
}

#[tokio::test]
async fn telegrams_pace_is_kept_in_one_chat() {
    let town = Town::with(Limits::TELEGRAM).await;
    let mina = town.member("ko").await;
    for _ in 0..6 {
        post(&town, &mina, Lane::Personal, None).await;
    }
    town.send().await;
    assert_eq!(mina.reads().matches("🤖").count(), 3, "a burst of three");
    for _ in 0..3 {
        town.wait(TimeDelta::seconds(1)).await;
        assert_eq!(mina.reads().matches("🤖").count(), 1, "then one a second");
    }
}

#[tokio::test]
async fn a_message_that_came_too_late_is_not_sent() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (city, chat, id) = (town.city().await, mina.chat, mina.id().await);
    town.db()
        .await
        .write(async move |tx| {
            let (now, end) = (tx.now, tx.now + TimeDelta::minutes(5));
            let message = Outbound::Say { html: "x".into(), keys: Default::default() };
            let letter = Letter {
                answered: None,
                person: Some(id),
                expires_at: Some(end),
                lane: Lane::Personal,
                ..Letter::to_chat("town", chat, message, now)
            };
            outbox::post(tx, &city, letter).await
        })
        .await
        .unwrap();
    town.wait(TimeDelta::minutes(10)).await;
    assert_eq!((mina.reads().as_str(), count(&town, "cancelled").await), ("", 1));
}

#[tokio::test]
async fn a_notice_too_long_for_one_message_comes_whole_in_several() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (city, person) = (town.city().await, mina.id().await);
    let long = "가나다라마바사 ".repeat(1_000);
    let words = Text { id: "words", args: vec![("text", long.clone().into())] };
    let address = Address { person, channel: "town".into(), chat: mina.chat, lang: Lang::reference() };
    town.db()
        .await
        .write(async move |tx| notice::tell(tx, &city, &address, &Card::new(words.clone()), "long", None).await)
        .await
        .unwrap();
    town.send().await;
    let seen = mina.reads();
    assert_eq!(seen.matches("🤖").count(), 2);
    assert_eq!(seen.matches("가나다라마바사").count(), 1_000);
    let fits =
        |message: &Outbound| matches!(message, Outbound::Say { html, .. } if html.encode_utf16().count() <= 4096);
    assert!(town.screens().tried.lock().unwrap().iter().all(|(_, message)| fits(message)));
}

/// A message with those words, to a chat that is no person's.
async fn write_to(town: &Town, chat: ChatId, lane: Lane, words: &'static str) {
    let city = town.city().await;
    town.db()
        .await
        .write(async move |tx| {
            let message = Outbound::Say { html: words.into(), keys: Keys::None };
            let letter = Letter { lane, ..Letter::to_chat("town", chat, message, tx.now) };
            outbox::post(tx, &city, letter).await
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_message_that_is_tried_again_holds_up_what_comes_after_it_in_its_lane() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let broken = |_| Some(SendError::Broken { error: anyhow::anyhow!("the line is cut"), perhaps_sent: false });
    trouble(&town, broken);
    for words in ["first", "second", "third"] {
        write_to(&town, mina.chat, Lane::Personal, words).await;
    }
    town.send().await;
    no_trouble(&town);
    town.send().await;
    assert_eq!(mina.reads(), "", "the second does not overtake the first");
    town.wait(TimeDelta::seconds(2)).await;
    assert_eq!(mina.reads(), "🤖 first\n🤖 second\n🤖 third");
}

#[tokio::test]
async fn a_reply_that_waits_is_claimed_though_that_chats_broadcast_row_is_older_and_held_up() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    trouble(&town, |_| Some(SendError::Broken { error: anyhow::anyhow!("slow"), perhaps_sent: false }));
    write_to(&town, mina.chat, Lane::Bulk, "to everybody").await;
    town.send().await;
    no_trouble(&town);
    write_to(&town, mina.chat, Lane::Reply, "for you").await;
    town.send().await;
    assert_eq!(mina.reads(), "🤖 for you");
    town.wait(TimeDelta::seconds(60)).await;
    assert_eq!(mina.reads(), "🤖 to everybody");
}

/// A reply to each of these chats, handed to the sender if it has room, which looks at it then.
async fn reply_to(town: &Town, chats: std::ops::Range<i64>, words: &'static str) {
    hand(town, chats, words).await;
    town.running().await.outbox.pass().await.unwrap();
}

/// A reply to each of these chats, born in the sender's hands if they have room.
async fn hand(town: &Town, chats: std::ops::Range<i64>, words: &'static str) {
    let Running { city, outbox, .. } = town.running().await;
    let hands = outbox.hands();
    let reply = async move |tx: &mut Tx| {
        let mut rows = Vec::new();
        for chat in chats.clone().map(ChatId) {
            let message = Outbound::Say { html: words.into(), keys: Keys::None };
            let letter = Letter::to_chat("town", chat, message, tx.now);
            let mut line = Line::before(tx, "town", chat).await?;
            rows.extend(outbox::reply(tx, &city, letter, hands, &mut line).await?);
        }
        Ok(rows)
    };
    outbox.hand(town.db().await.write(reply).await.unwrap());
}

/// What each of the first `chats` was sent, in the order in which it was.
fn sent_to(town: &Town, chats: i64) -> Vec<Vec<String>> {
    let mut sent = vec![Vec::new(); chats as usize];
    for (chat, message) in town.screens().tried.lock().unwrap().iter() {
        let Outbound::Say { html, .. } = message else { panic!("{message:?}") };
        sent[chat.0 as usize].push(html.clone());
    }
    sent
}

#[tokio::test]
async fn when_more_is_said_than_can_be_sent_it_waits_in_the_table_and_in_its_order() {
    const CHATS: i64 = 5_000;
    let town = Town::with(Limits::permitted(3_000)).await;
    let mut fullest = 0;
    for words in ["first", "second", "third"] {
        for first in (0..CHATS).step_by(500) {
            reply_to(&town, first..first + 500, words).await;
            fullest = fullest.max(count(&town, "sending").await);
        }
    }
    assert!(fullest <= 8_192 + 500, "{fullest} are in hand");
    assert!(count(&town, "waiting").await > 4_000);
    while count(&town, "sending").await + count(&town, "waiting").await > 0 {
        town.wait(TimeDelta::seconds(1)).await;
    }
    assert!(sent_to(&town, CHATS).iter().all(|words| words == &["first", "second", "third"]));
    assert!(!town.running().await.outbox.hands().full, "there is room again");
    town.forget_unread();
}

#[tokio::test]
async fn however_many_are_handed_over_before_the_sender_looks_none_is_passed_by_a_later_one() {
    const CHATS: i64 = 1_500;
    let town = Town::with(Limits::NONE).await;
    hand(&town, 0..CHATS, "first").await;
    assert!(town.running().await.outbox.hands().full, "what comes now waits in the table");
    hand(&town, 0..CHATS, "second").await;
    assert_eq!((count(&town, "sending").await, count(&town, "waiting").await), (CHATS, CHATS));
    while town.running().await.outbox.pass().await.unwrap() {}
    assert!(sent_to(&town, CHATS).iter().all(|words| words == &["first", "second"]));
    town.forget_unread();
}

#[tokio::test]
async fn while_the_messenger_does_not_know_us_nothing_is_tried_and_nothing_is_lost() {
    let town = Town::new().await;
    trouble(&town, |_| Some(SendError::Closed("401: Unauthorized".into())));
    write_to(&town, ChatId(1), Lane::Personal, "hello").await;
    town.send().await;
    let before = tried(&town);
    for chat in 2..10 {
        write_to(&town, ChatId(chat), Lane::Personal, "hello").await;
    }
    town.wait(TimeDelta::seconds(59)).await;
    assert_eq!(tried(&town), before);
    no_trouble(&town);
    town.wait(TimeDelta::seconds(2)).await;
    assert_eq!(count(&town, "sent").await, 9);
    town.forget_unread();
}

#[tokio::test]
async fn a_group_that_became_another_chat_gets_its_messages_there() {
    let town = Town::new().await;
    let (old, new) = (ChatId(-7), ChatId(-100_007));
    trouble(&town, move |chat| (chat == old).then_some(SendError::Moved(new)));
    write_to(&town, old, Lane::Personal, "first").await;
    write_to(&town, old, Lane::Personal, "second").await;
    town.send().await;
    town.wait(TimeDelta::seconds(1)).await;
    assert_eq!(town.screens().read(new), "🤖 first\n🤖 second");
    assert_eq!(town.screens().read(old), "");
}

#[tokio::test]
async fn what_two_runs_were_sending_to_many_is_not_sent_a_third_time_by_itself() {
    let town = Town::new().await;
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    write_to(&town, mina.chat, Lane::Bulk, "to everybody").await;
    write_to(&town, juno.chat, Lane::Personal, "for you").await;
    for _ in 0..2 {
        // Claimed, perhaps sent, and dead before that was written down.
        let claim = async |tx: &mut madang::db::Tx| {
            for lane in [Lane::Bulk, Lane::Personal] {
                outbox::store::claim(tx, "town", lane, 1_000, 10).await?;
            }
            Ok(())
        };
        town.db().await.write(claim).await.unwrap();
        town.restart().await;
    }
    town.send().await;
    assert_eq!(mina.reads(), "", "staff decide");
    assert_eq!(juno.reads(), "🤖 for you", "a notice is repeated until it arrives");
    assert_eq!(count(&town, "failed").await, 1);
}

#[tokio::test]
async fn a_chat_has_at_most_fifty_messages_waiting_in_a_lane_and_the_oldest_give_way() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    write_to(&town, mina.chat, Lane::Personal, "the oldest").await;
    for _ in 0..59 {
        write_to(&town, mina.chat, Lane::Personal, "another").await;
    }
    assert_eq!((count(&town, "waiting").await, count(&town, "cancelled").await), (50, 10));
    for _ in 0..60 {
        town.send().await;
    }
    assert_eq!(mina.reads().matches("another").count(), 50);
}

#[tokio::test]
async fn what_a_caller_never_handed_over_is_found_by_a_sweep() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (city, chat) = (town.city().await, mina.chat);
    // Born in this run's hands, and its caller went away.
    let hands = town.running().await.outbox.hands();
    town.db()
        .await
        .write(async move |tx| {
            let message = Outbound::Say { html: "found".into(), keys: Keys::None };
            let letter = Letter::to_chat("town", chat, message, tx.now);
            outbox::reply(tx, &city, letter, hands, &mut Line::Free).await?;
            Ok(())
        })
        .await
        .unwrap();
    town.wait(TimeDelta::seconds(5)).await;
    assert_eq!(mina.reads(), "", "they may be about to hand it over");
    town.wait(TimeDelta::seconds(11)).await;
    assert_eq!(mina.reads(), "🤖 found");
}

/// What a server saw that permits thirty a second and no more.
#[derive(Default)]
struct Strict {
    arrived: Vec<(ChatId, madang::clock::Moment)>,
    refused: usize,
}

#[tokio::test]
async fn a_broadcast_uses_the_rate_is_never_told_to_wait_and_lets_replies_go_first() {
    let town = Town::with(Limits::TELEGRAM).await;
    let mina = town.member("ko").await;
    let strict = std::sync::Arc::new(std::sync::Mutex::new(Strict::default()));
    let (seen, at) = (strict.clone(), town.clone());
    trouble(&town, move |chat| {
        let (mut seen, now) = (seen.lock().unwrap(), at.now());
        let lately = seen.arrived.iter().rev().take_while(|(_, then)| now - *then < TimeDelta::seconds(1)).count();
        if lately >= 30 {
            seen.refused += 1;
            return Some(SendError::Later(Duration::from_secs(1)));
        }
        seen.arrived.push((chat, now));
        None
    });
    for chat in 0..300 {
        write_to(&town, ChatId(50_000 + chat), Lane::Bulk, "to everybody").await;
    }
    let begun = town.now();
    let (mut slowest, mut asked) = (TimeDelta::zero(), None);
    for step in 0..900 {
        // A reply every second, on top of the broadcast.
        if step % 50 == 25 {
            write_to(&town, mina.chat, Lane::Reply, "an answer").await;
            asked = Some(town.now());
        }
        town.send().await;
        if let Some(then) = asked
            && !mina.reads().is_empty()
        {
            slowest = slowest.max(town.now() - then);
            asked = None;
        }
        town.tick(TimeDelta::milliseconds(20));
    }
    no_trouble(&town);
    let strict = strict.lock().unwrap();
    let bulk: Vec<_> = strict.arrived.iter().filter(|(chat, _)| *chat != mina.chat).collect();
    assert_eq!((bulk.len(), strict.refused), (300, 0));
    let took = (bulk[299].1 - begun).num_milliseconds() as f64 / 1000.0;
    assert!(300.0 / 25.0 / took >= 0.98, "it took {took} s");
    assert!(slowest <= TimeDelta::milliseconds(100), "a reply waited {slowest}");
    town.forget_unread();
}

#[tokio::test]
async fn staff_see_why_messages_were_lost_and_send_them_again() {
    let town = Town::new().await;
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    let (coordinator, clerk) = (town.staff(Role::Coordinator).await, town.staff(Role::Clerk).await);
    trouble(&town, |_| Some(SendError::Refused("400: Bad Request: message text is empty".into())));
    write_to(&town, mina.chat, Lane::Personal, "once more").await;
    town.send().await;
    trouble(&town, |_| Some(SendError::Broken { error: anyhow::anyhow!("half an answer"), perhaps_sent: true }));
    write_to(&town, juno.chat, Lane::Bulk, "to everybody").await;
    town.send().await;
    town.wait(TimeDelta::seconds(5)).await;
    no_trouble(&town);
    coordinator.says("업무").await;
    assert_snapshot!(coordinator.presses("못 보낸 메시지").await, @r###"
    🤖 (고침) <b>지난 7일 동안 못 보낸 메시지</b>
       • 보내지 못함(메신저가 받지 않거나 연결이 안 됨): 1건. 전산 담당자에게 알려 주세요.
       • 갔는지 알 수 없어 더 보내지 않음: 1건
       
       메신저가 알려 온 까닭
       • 400: Bad Request: message text is empty (1건)
       [못 보낸 것 다시 보내기]
       [알 수 없는 것 다시 보내기]
       [업무 화면] [처음으로]
    "###);
    assert_snapshot!(coordinator.presses("못 보낸 것 다시 보내기").await, @r###"
    🤖 (고침) 못 보낸 메시지 1건을 다시 보낼까요? 까닭이 사라지지 않았으면 또 못 보낼 수 있어요.
       [다시 보냅니다] [뒤로]
       [업무 화면] [처음으로]
    "###);
    let (data, message) = coordinator.button("다시 보냅니다");
    assert!(clerk.press_data(&data, Some(message)).await.contains("지금 맡은 역할"), "a clerk may not");
    assert_snapshot!(coordinator.press_data(&data, Some(message)).await, @r###"
    💬 메시지 1건을 다시 보내요.
    🤖 (고침) <b>지난 7일 동안 못 보낸 메시지</b>
       • 갔는지 알 수 없어 더 보내지 않음: 1건
       [알 수 없는 것 다시 보내기]
       [업무 화면] [처음으로]
    "###);
    town.send().await;
    assert_eq!((mina.reads().as_str(), juno.reads().as_str()), ("🤖 once more", ""));
    assert!(coordinator.press_data(&data, Some(message)).await.contains("다시 보낼 메시지가 없어요"));
    coordinator.presses("알 수 없는 것 다시 보내기").await;
    coordinator.presses("다시 보냅니다").await;
    town.send().await;
    assert_eq!(juno.reads(), "🤖 to everybody");
    coordinator.says("/english").await;
    coordinator.says("/desk").await;
    assert!(coordinator.presses("Log").await.contains("lost messages: sent again"), "{}", coordinator.screen());
    town.forget_unread();
}

#[tokio::test]
async fn a_row_that_waits_with_very_many_others_weighs_little() {
    const ROWS: i64 = 100_000;
    let town = Town::new().await;
    let db = town.db().await;
    let bytes = async || {
        let mut tx = db.read().await.unwrap();
        madang::db::store::bytes(&mut tx).await.unwrap()
    };
    let people = "insert into person (channel, chat, lang, standing, met_at, seen_at, joined_at)
                  with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < $1)
                  select 'telegram', 6000000000 + i, 'ko', 'member', 1, 1, 1 from n returning id";
    let people: Vec<i64> =
        db.write(async move |tx| Ok(sqlx::query_scalar(people).bind(ROWS).fetch_all(tx.conn()).await?)).await.unwrap();
    let before = bytes().await;
    let to = |(number, id): (usize, &i64)| {
        let chat = ChatId(6_000_000_000 + i64::try_from(number).unwrap());
        Address { person: madang::person::PersonId(*id), channel: "telegram".into(), chat, lang: Lang::reference() }
    };
    let addresses: Vec<Address> = people.iter().enumerate().map(to).collect();
    for page in addresses.chunks(1_000) {
        let page = page.to_vec();
        db.write(async move |tx| {
            let people: Vec<_> = page.iter().map(|to| (to, 1)).collect();
            Ok(outbox::store::add_words(tx, notice::NoticeId(1), Lane::Bulk, &people).await?)
        })
        .await
        .unwrap();
    }
    let weight = (bytes().await - before) as f64 / ROWS as f64;
    assert!((50.0..=110.0).contains(&weight), "{weight} bytes a row");
    let gone =
        async |tx: &mut madang::db::Tx| Ok(sqlx::query("delete from outbox").execute(tx.conn()).await.map(drop)?);
    db.write(gone).await.unwrap();
}
