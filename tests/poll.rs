//! Votes, as citizens and clerks do it: from the plan to the result, and what must not happen on
//! the way.

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::poll::voting::{Approval, Single};
use madang::poll::{Candidate, OptionId, Poll, PollId, Publishing, State, ballot, life, store};
use town::{Citizen, Town, seoul};

/// 야탑1동 in 분당구, 단대동 in 수정구.
const YATAP: &str = "4113562000";
const DANDAE: &str = "4113159000";

fn words(ko: &str, en: &str) -> Words {
    Words { ko: ko.into(), en: Some(en.into()) }
}

fn four() -> Vec<Candidate> {
    let titles = [
        ("탄천 산책로 야간 조명", "Lights on the Tancheon path"),
        ("초등학교 통학로 안전", "Safe ways to school"),
        ("모란시장 어르신 쉼터", "A rest house at Moran market"),
        ("판교~원도심 순환버스", "A loop bus from Pangyo"),
    ];
    let mut all: Vec<Candidate> =
        (1..).zip(titles).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    all[0].cost = Some(420_000_000);
    all[0].about = Some(words("야탑에서 이매까지", "From Yatap to Imae"));
    all
}

/// The poll of 23 November 10:00 to 1 December 18:00.
fn plan() -> Poll {
    let question = words("2027년에 먼저 할 사업은?", "Which projects come first in 2027?");
    Poll::new(question, four(), seoul(town::START), seoul("2026-12-01 18:00"))
}

fn up_to(picks: usize) -> Poll {
    Poll { method: &Approval, picks, seats: 2, ..plan() }
}

async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    id
}

async fn load(town: &Town, id: PollId) -> Poll {
    let mut tx = town.db().await.read().await.unwrap();
    store::poll(&mut tx, id).await.unwrap().unwrap()
}

/// Turnout and ballots.
async fn counts(town: &Town, id: PollId) -> (i64, i64) {
    let mut tx = town.db().await.read().await.unwrap();
    (ballot::store::turnout(&mut tx, id).await.unwrap(), ballot::store::count(&mut tx, id).await.unwrap())
}

/// Somebody who left agrees to everything again, in the same chat.
async fn rejoin(town: &Town, citizen: &Citizen) {
    use madang::person;
    let (chat, version) = (citizen.chat, town.city().await.preset.privacy.version);
    let join = async move |tx: &mut madang::db::Tx| {
        let person = person::store::meet(tx, "town", chat, Some("ko")).await?;
        for item in person::Consent::ALL {
            person::store::add_consent(tx, person.id, item, version, true).await?;
        }
        Ok(person::store::join(tx, person.id).await?)
    };
    town.db().await.write(join).await.unwrap();
}

fn data(press: madang::poll::Press) -> String {
    madang::bot::Press::Poll(press).encode()
}

async fn votes(citizen: &Citizen, id: PollId, options: &[i64]) -> String {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    for option in options {
        citizen.presses(&format!("{option}번 고르기")).await;
    }
    if citizen.has("제출") {
        citizen.presses("제출").await;
    }
    citizen.presses("이대로 투표하기").await
}

/// Replaces the receipt and the check value, which are different in every town.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("<code>") {
        let end = rest[at..].find("</code>").map_or(rest.len(), |end| at + end);
        out.push_str(&rest[..at]);
        out.push_str("<code>…");
        rest = &rest[end..];
    }
    out + rest
}

#[tokio::test]
async fn a_single_choice_is_three_taps_from_the_announcement() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    mina.reads();
    let ballot = mina.press_data(&data(madang::poll::Press::Begin(id)), None).await;
    assert!(ballot.contains("하나를 골라 주세요") && ballot.contains("1번. 탄천 산책로 야간 조명"), "{ballot}");
    assert_snapshot!(mina.presses("2번 고르기").await, @"");
    let done = mina.presses("이대로 투표하기").await;
    assert_snapshot!(plain(&done), @"");
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn several_choices_change_in_place_up_to_the_number_allowed() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, up_to(2)).await;
    mina.reads();
    mina.says("/start vote-1").await;
    assert_eq!(mina.presses("제출").await, "💬 아직 고른 후보가 없어요. 하나 이상 골라 주세요.");
    let first = mina.presses("1번 고르기").await;
    assert!(first.contains("💬 1번을 골랐어요. 2개 중 1개."), "{first}");
    assert!(first.contains("(고침)") && first.contains("[고름] 1번. 탄천 산책로 야간 조명"), "{first}");
    mina.presses("3번 고르기").await;
    assert_eq!(mina.presses("4번 고르기").await, "💬 2개까지만 고를 수 있어요. 다른 후보를 먼저 빼 주세요.");
    mina.presses("1번 빼기").await;
    mina.presses("4번 고르기").await;
    assert_snapshot!(mina.presses("제출").await, @"");
    mina.presses("이대로 투표하기").await;
    assert_eq!(counts(&town, id).await, (1, 1));
    assert_snapshot!(plain(&mina.presses("내 투표 보기").await), @"");
}

#[tokio::test]
async fn a_citizen_changes_their_vote_before_the_close_and_it_stays_one_ballot() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    mina.reads();
    let first = votes(&mina, id, &[1]).await;
    let again = mina.presses("바꾸기").await;
    assert!(again.contains("제출한 그대로예요") && again.contains("[고름] 1번"), "{again}");
    mina.presses("2번 고르기").await;
    let second = mina.presses("이대로 투표하기").await;
    assert_ne!(first, second, "another vote has another receipt");
    assert_eq!(counts(&town, id).await, (1, 1));
    town.goes_to("2026-12-01 18:00").await;
    let result = load(&town, id).await.result.unwrap();
    assert_eq!((result.ballots, result.ranks[0].option.0, result.ranks[0].votes), (1, 2, 1));
    mina.reads();
}

#[tokio::test]
async fn a_double_tap_casts_once_and_gives_the_same_receipt() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    mina.reads();
    mina.says("/start vote-1").await;
    let (pick, on) = mina.button("3번 고르기");
    mina.press_data(&pick, Some(on)).await;
    mina.press_data(&pick, Some(on)).await;
    let (cast, on) = mina.button("이대로 투표하기");
    let first = mina.press_data(&cast, Some(on)).await;
    let second = mina.press_data(&cast, Some(on)).await;
    assert_eq!(first, second);
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn a_confirmation_confirms_what_was_shown_and_nothing_else() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, up_to(2)).await;
    mina.reads();
    jun.reads();
    mina.says("/start vote-1").await;
    mina.presses("1번 고르기").await;
    mina.presses("제출").await;
    let (cast, on) = mina.button("이대로 투표하기");
    // On another card the choice changes; the old confirmation is worth nothing then.
    mina.says("/start vote-1").await;
    mina.presses("2번 고르기").await;
    let answer = mina.press_data(&cast, Some(on)).await;
    assert!(answer.contains("그 뒤에 고른 것이 바뀌었어요"), "{answer}");
    // Nor is it in another hand.
    jun.says("/start vote-1").await;
    jun.presses("1번 고르기").await;
    let answer = jun.press_data(&cast, None).await;
    assert!(answer.contains("그 뒤에 고른 것이 바뀌었어요"), "{answer}");
    assert_eq!(counts(&town, id).await, (0, 0));
}

#[tokio::test]
async fn what_no_button_of_this_ballot_carries_is_refused_kindly() {
    use madang::poll::Press;
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, up_to(2)).await;
    mina.reads();
    for forged in [
        data(Press::Pick(id, OptionId(99))),
        data(Press::Pick(id, OptionId(-1))),
        data(Press::Pick(PollId(77), OptionId(1))),
        data(Press::Cast(id, "000000000000".into())),
        data(Press::Cast(id, "🙂".into())),
        data(Press::Drop(id, OptionId(99))),
        data(Press::Page(id, 4_000_000)),
        data(Press::Look(id, 4_000_000)),
        data(Press::Past(4_000_000)),
        data(Press::Ranks(id, 9)),
        data(Press::Summary(PollId(-1))),
        data(Press::Mine(PollId(9))),
        data(Press::How(PollId(9))),
        r#"{"po":{"pick":[1,1.5]}}"#.to_owned(),
        r#"{"po":{"pick":[1]}}"#.to_owned(),
    ] {
        let answer = mina.press_data(&forged, None).await;
        assert!(answer.contains("🤖") || answer.contains("💬"), "{forged}: {answer}");
    }
    assert_eq!(counts(&town, id).await, (0, 0));
}

#[tokio::test]
async fn the_poll_closes_at_the_announced_second_whether_or_not_anybody_was_awake() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    town.forget_unread();
    town.set_clock("2026-12-01 17:59:59");
    votes(&mina, id, &[1]).await;
    jun.says("/start vote-1").await;
    jun.presses("2번 고르기").await;
    town.set_clock("2026-12-01 18:00:00");
    assert_snapshot!(jun.presses("이대로 투표하기").await, @"");
    town.set_clock("2026-12-01 18:03:00");
    let late = jun.says("/start vote-1").await;
    assert!(late.contains("3분 늦어서"), "{late}");
    assert_eq!(load(&town, id).await.state, State::Open, "nothing was done yet");
    town.pass().await;
    let poll = load(&town, id).await;
    assert_eq!((poll.state, poll.result.unwrap().ballots), (State::Published, 1));
    assert_snapshot!(mina.reads(), @"");
    assert_eq!(jun.reads(), "", "who did not vote is not told");
    town.wait(TimeDelta::seconds(30)).await;
    town.wait(TimeDelta::hours(1)).await;
    assert_eq!(mina.reads(), "", "a result is told once");
    assert!(load(&town, id).await.key_destroyed_at.is_some());
    assert!(!town.city().await.keys.has(id));
    let mine = mina.presses("내 투표 보기").await;
    assert!(mine.contains("이제는 누가 무엇을 골랐는지 아무도 볼 수 없어요"), "{mine}");
    assert_snapshot!(mina.says("/start poll-1").await, @"");
}

#[tokio::test]
async fn leaving_and_coming_back_is_no_second_vote() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    town.forget_unread();
    votes(&mina, id, &[1]).await;
    mina.says("/탈퇴").await;
    mina.press_data(r#"{"me":{"bye":false}}"#, None).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    rejoin(&town, &mina).await;
    let again = mina;
    let ballot = again.says("/start vote-1").await;
    assert!(ballot.contains("제출한 그대로예요"), "{ballot}");
    again.presses("4번 고르기").await;
    again.presses("이대로 투표하기").await;
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn who_may_not_vote_is_told_why_and_what_to_do() {
    let town = Town::new().await;
    let poll = Poll { area: "41135".into(), needs_dong: true, ..plan() };
    let id = publish(&town, poll).await;
    let nowhere = town.member("ko").await;
    assert_snapshot!(nowhere.says("/start vote-1").await, @"");
    let elsewhere = town.resident("ko", DANDAE).await;
    assert_snapshot!(elsewhere.says("/start vote-1").await, @"");
    let (pick, _) = (data(madang::poll::Press::Pick(id, OptionId(1))), ());
    assert!(elsewhere.press_data(&pick, None).await.contains("분당구에 계신 분만"));
    elsewhere.presses("후보 보기").await;
    let here = town.resident("ko", YATAP).await;
    votes(&here, id, &[1]).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    nowhere.presses("동네 알려 주기").await;
    nowhere.says("야탑1동").await;
    nowhere.presses("살아요").await;
    votes(&nowhere, id, &[1]).await;
    assert_eq!(counts(&town, id).await, (2, 2));
}

#[tokio::test]
async fn a_stranger_reads_everything_and_votes_after_consent() {
    let town = Town::new().await;
    publish(&town, plan()).await;
    let tom = town.stranger("en");
    assert_snapshot!(tom.says("/start poll-1").await, @"");
    let options = tom.presses("See the options").await;
    assert!(options.contains("(option 1 of 4)"), "{options}");
    tom.presses("Next option").await;
    tom.presses("How is it kept secret?").await;
    let consent = tom.presses("Vote").await;
    assert!(consent.contains("I agree") || consent.contains("agree"), "{consent}");
}

#[tokio::test]
async fn a_ballot_begun_waits_through_a_restart() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, up_to(3)).await;
    town.forget_unread();
    mina.says("/start vote-1").await;
    mina.presses("1번 고르기").await;
    mina.presses("나중에 하기").await;
    town.restart().await;
    let todo = mina.says("할일").await;
    assert!(todo.contains("시작하고 제출하지 않은 투표"), "{todo}");
    let ballot = mina.presses("투표: 2027년에 먼저 할…").await;
    assert!(ballot.contains("[고름] 1번"), "{ballot}");
    mina.presses("2번 고르기").await;
    town.restart().await;
    mina.presses("제출").await;
    town.restart().await;
    mina.presses("이대로 투표하기").await;
    assert_eq!(counts(&town, id).await, (1, 1));
    let todo = mina.says("할일").await;
    assert!(!todo.contains("2027년"), "{todo}");
}

#[tokio::test]
async fn everybody_sees_the_options_in_an_order_of_their_own() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let mut firsts = std::collections::BTreeSet::new();
    for _ in 0..12 {
        let citizen = town.member("ko").await;
        let ballot = citizen.says("/start vote-1").await;
        let again = citizen.says("/start vote-1").await;
        assert_eq!(ballot, again, "the order stays");
        firsts.insert(ballot.lines().find(|line| line.contains("번. ")).map(str::to_owned));
    }
    assert!(firsts.len() > 1, "{id:?}: nobody is always first");
}

#[tokio::test]
async fn what_is_chosen_never_lies_readable_beside_who_chose() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, up_to(2)).await;
    town.forget_unread();
    mina.says("/start vote-1").await;
    mina.presses("1번 고르기").await;
    let (me, db) = (mina.id().await, town.db().await);
    let mut tx = db.read().await.unwrap();
    let sealed = ballot::store::draft(&mut tx, id, me).await.unwrap().unwrap();
    drop(tx);
    mina.presses("2번 고르기").await;
    let mut tx = db.read().await.unwrap();
    assert_eq!(ballot::store::draft(&mut tx, id, me).await.unwrap().unwrap().len(), sealed.len(), "its length tells nothing");
    drop(tx);
    mina.presses("제출").await;
    mina.presses("이대로 투표하기").await;
    let mut tx = db.read().await.unwrap();
    assert!(ballot::store::draft(&mut tx, id, me).await.unwrap().is_none(), "a draft that was cast is gone");
    mina.says("/내정보").await;
    let (_, bytes) = mina.documents().pop().unwrap();
    let file = String::from_utf8(bytes).unwrap();
    assert!(file.contains("took_part") && !file.contains("탄천"), "{file}");
    assert!(mina.screen().contains("이렇게 투표하셨어요"));
}

#[tokio::test]
async fn a_tie_for_the_last_place_is_told_with_how_it_was_decided() {
    let town = Town::new().await;
    let poll = Poll { seats: 1, method: &Single, ..plan() };
    let id = publish(&town, poll).await;
    let mut last = None;
    for option in [3, 1, 3, 1, 2] {
        let citizen = town.member("ko").await;
        votes(&citizen, id, &[option]).await;
        last = Some(citizen);
    }
    town.forget_unread();
    town.goes_to("2026-12-01 18:00").await;
    assert_snapshot!(last.unwrap().reads(), @"");
    town.forget_unread();
}

#[tokio::test]
async fn a_result_that_staff_tell_by_hand_waits_for_them() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(madang::person::Role::Clerk).await);
    let id = publish(&town, Poll { publishing: Publishing::ByHand, ..plan() }).await;
    town.forget_unread();
    votes(&mina, id, &[1]).await;
    town.goes_to("2026-12-01 18:00").await;
    assert_eq!(load(&town, id).await.state, State::Closed);
    assert_eq!(mina.reads(), "");
    let card = mina.says("/start poll-1").await;
    assert!(card.contains("투표가 끝났습니다") && !card.contains("1표"), "{card}");
    clerk.press_data(r#"{"s":{"po":"q"}}"#, None).await;
    clerk.presses("보기: 2027년에 먼저 할…").await;
    clerk.presses("결과 미리 보기").await;
    let (tell, on) = clerk.button("결과 발표");
    clerk.press_data(&tell, Some(on)).await;
    let twice = clerk.press_data(&tell, Some(on)).await;
    assert!(twice.contains("그사이 상태가 바뀌었어요"), "{twice}");
    town.pass().await;
    assert!(mina.reads().contains("1위 1번 탄천 산책로 야간 조명: 1표, 100.0퍼센트 (뽑힘)"));
    town.forget_unread();
}
