//! Votes, as citizens and clerks do it: from the plan to the result, and what must not happen on
//! the way.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::poll::voting::{Approval, Single};
use madang::poll::{Candidate, OptionId, Poll, PollId, Publishing, State, ballot, life};
use town::polls::{load, words};
use town::{Citizen, Town, seoul};

/// 야탑1동 in 분당구, 단대동 in 수정구.
const YATAP: &str = "4113562000";
const DANDAE: &str = "4113159000";

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
    assert_snapshot!(mina.presses("2번 고르기").await, @r###"
    🤖 (고침) <b>2027년에 먼저 할 사업은?</b>
       
       이대로 투표할까요?
       2번. 초등학교 통학로 안전
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    let done = mina.presses("이대로 투표하기").await;
    assert_snapshot!(plain(&done), @r###"
    🤖 (고침) <b>투표 완료</b> · ‘2027년에 먼저 할 사업은?’
       영수증 1번 <code>…</code>
       2026년 12월 1일(화) 오후 6시까지 바꿀 수 있습니다. 바꾸면 영수증도 바뀝니다.
       [내 투표 보기] [바꾸기]
       [제대로 적혔는지 보기] [처음으로]
    "###);
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
    assert_snapshot!(mina.presses("제출").await, @r###"
    🤖 (고침) <b>2027년에 먼저 할 사업은?</b>
       
       이대로 투표할까요?
       3번. 모란시장 어르신 쉼터
       4번. 판교~원도심 순환버스
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    mina.presses("이대로 투표하기").await;
    assert_eq!(counts(&town, id).await, (1, 1));
    assert_snapshot!(plain(&mina.presses("내 투표 보기").await), @r###"
    🤖 ‘2027년에 먼저 할 사업은?’에 이렇게 투표하셨어요.
       3번. 모란시장 어르신 쉼터
       4번. 판교~원도심 순환버스
       
       영수증 1번 <code>…</code> · 2026년 12월 1일(화) 오후 6시까지 바꿀 수 있어요.
       [바꾸기] [처음으로]
       [제대로 적혔는지 보기]
    "###);
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
    assert_snapshot!(jun.presses("이대로 투표하기").await, @r###"
    🤖 ‘2027년에 먼저 할 사업은?’ 투표는 2026년 12월 1일(화) 오후 6시에 끝났습니다.
       이번 표는 아주 조금 늦게 들어와서 넣지 못했습니다. 먼저 제출하신 표가 있으면 그대로 셉니다.
       [투표 안내] [처음으로]
    "###);
    town.set_clock("2026-12-01 18:03:00");
    let late = jun.says("/start vote-1").await;
    assert!(late.contains("3분 늦게 들어와서"), "{late}");
    assert_eq!(load(&town, id).await.state, State::Open, "nothing was done yet");
    town.pass().await;
    let poll = load(&town, id).await;
    assert_eq!((poll.state, poll.result.unwrap().ballots), (State::Published, 1));
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>2027년에 먼저 할 사업은?</b>
       투표 결과입니다. 1명이 참여했습니다.
       
       1위 1번 탄천 산책로 야간 조명: 1표, 100.0퍼센트 (뽑힘)
       2번 초등학교 통학로 안전: 0표
       3번 모란시장 어르신 쉼터: 0표
       4번 판교~원도심 순환버스: 0표
       
       참여한 분이 한 명이라, 그분이 무엇을 골랐는지 이 결과에서 드러납니다.
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    assert_eq!(jun.reads(), "", "who did not vote is not told");
    town.wait(TimeDelta::seconds(30)).await;
    town.wait(TimeDelta::hours(1)).await;
    assert_eq!(mina.reads(), "", "a result is told once");
    assert!(load(&town, id).await.key_destroyed_at.is_some());
    assert!(!town.city().await.keys.has(id));
    let mine = mina.presses("내 투표 보기").await;
    assert!(mine.contains("이제는 누가 무엇을 골랐는지 아무도 볼 수 없어요"), "{mine}");
    assert_snapshot!(mina.says("/start poll-1").await, @r###"
    🤖 <b>2027년에 먼저 할 사업은?</b>
       투표 결과입니다. 1명이 참여했습니다.
       
       1위 1번 탄천 산책로 야간 조명: 1표, 100.0퍼센트 (뽑힘)
       2번 초등학교 통학로 안전: 0표
       3번 모란시장 어르신 쉼터: 0표
       4번 판교~원도심 순환버스: 0표
       
       참여한 분이 한 명이라, 그분이 무엇을 골랐는지 이 결과에서 드러납니다.
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       [그림으로 보기] [검증 파일]
       [후보 보기] [비밀은 어떻게 지키나요]
       [투표 목록] [처음으로]
    "###);
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
    assert_snapshot!(nowhere.says("/start vote-1").await, @r###"
    🤖 이 투표에는 다음 분이 참여할 수 있어요: 분당구에 계신 분 (만 14세 이상)
       아직 동네를 알려 주지 않으셨어요. 알려 주시면 투표하실 수 있는지 바로 말씀드려요.
       [동네 알려 주기] [후보 보기]
       [처음으로]
    "###);
    let elsewhere = town.resident("ko", DANDAE).await;
    assert_snapshot!(elsewhere.says("/start vote-1").await, @r###"
    🤖 이 투표는 분당구에 계신 분만 참여할 수 있어요. 알려 주신 동네는 그 밖이에요.
       이사하셨거나 잘못 골랐다면 동네를 다시 알려 주세요. 후보는 누구나 볼 수 있어요.
       [동네 알려 주기] [후보 보기]
       [처음으로]
    "###);
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
    assert_snapshot!(tom.says("/start poll-1").await, @r###"
    🤖 <b>Which projects come first in 2027?</b>
       
       • When: from Mon, 23 November 2026, 10:00 until Tue, 1 December 2026, 18:00
       • Who: anybody in Seongnam aged 14 or older
       • How: Choose one of 4 options.
       • Result: the option with the most votes is chosen. It is published right at the close.
       • If equal: with equal votes, the lower number is chosen.
       • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what (unless only one person votes or all choose the same: then the result tells it), and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
       
       Nobody has voted yet. Who is ahead is not shown before the close.
       [Vote]
       [See the options] [How is it kept secret?]
       [All polls] [Home]
    "###);
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
    assert_eq!(
        ballot::store::draft(&mut tx, id, me).await.unwrap().unwrap().len(),
        sealed.len(),
        "its length tells nothing"
    );
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
    assert_snapshot!(last.unwrap().reads(), @r###"
    🤖 <b>2027년에 먼저 할 사업은?</b>
       투표 결과입니다. 5명이 참여했습니다.
       
       공동 1위 1번 탄천 산책로 야간 조명: 2표, 40.0퍼센트 (뽑힘)
       공동 1위 3번 모란시장 어르신 쉼터: 2표, 40.0퍼센트
       3위 2번 초등학교 통학로 안전: 1표, 20.0퍼센트
       4번 판교~원도심 순환버스: 0표
       
       표가 같은 후보는 번호가 앞선 순서로 정했습니다.
       1번. 탄천 산책로 야간 조명
       3번. 모란시장 어르신 쉼터
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
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
    let told = mina.reads();
    assert!(told.contains("1위 1번 탄천 산책로 야간 조명: 1표, 100.0퍼센트 (뽑힘)"), "{told}");
    town.forget_unread();
}

#[tokio::test]
async fn a_clerk_prepares_a_poll_and_it_opens_and_closes_by_itself() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    let mina = town.resident("ko", YATAP).await;
    let tom = town.resident("en", DANDAE).await;
    clerk.press_data(r#"{"s":{"po":"q"}}"#, None).await;
    clerk.presses("새 투표 만들기").await;
    assert_eq!(clerk.says("뭐?").await.lines().next(), Some("🤖 적어도 5자는 글자로 적어 주세요."));
    clerk.says("2027년에 <b>먼저</b> 할 사업은 무엇입니까?").await;
    clerk.says("Which projects shall come first in 2027?").await;
    clerk.presses("건너뛰기").await;
    let one = clerk.says("탄천 조명 | 야탑에서 이매까지 | 4억 2,000만원").await;
    assert!(!one.contains("[다음]"), "one option is no choice: {one}");
    assert!(clerk.says("탄천조명").await.contains("이미 있어요"));
    clerk.says("통학로 안전\n어르신 쉼터").await;
    town.restart().await;
    clerk.presses("다음").await;
    assert!(clerk.says("Lights").await.contains("후보는 3개인데 1줄"));
    clerk.says("Lights on the Tancheon\nSafe ways to school\nA rest house").await;
    clerk.presses("여러 개 고르기").await;
    assert!(clerk.says("3").await.contains("너무 많아요"), "all of three is no choice");
    clerk.says("2").await;
    clerk.presses("1").await;
    assert!(clerk.says("어제").await.contains("알아듣지 못했어요") || clerk.has("게시하면 바로"));
    let sure = clerk.says("12월 14일 9시").await;
    assert_snapshot!(sure, @r###"
    🤖 2026년 12월 14일(월) 오전 9시로 할까요?
       
       (오전으로 알아들었어요)
       [맞아요] [다시 적기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("맞아요").await;
    clerk.says("12/14 09:05").await;
    assert!(clerk.presses("맞아요").await.contains("적어도 10분 뒤"));
    clerk.presses("다시 적기").await;
    clerk.says("12/24 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("시 전체, 동네를 알린 분").await;
    assert_snapshot!(clerk.presses("마감하면 바로").await, @r###"
    🤖 <b>시민에게 이렇게 보여요</b>
       
       <b>2027년에 &lt;b&gt;먼저&lt;/b&gt; 할 사업은 무엇입니까?</b>
       
       • 기간: 2026년 12월 14일(월) 오전 9시부터 2026년 12월 24일(목) 오후 6시까지
       • 참여: 성남시 어느 동에 계신지 알려 주신 분 (만 14세 이상)
       • 방법: 후보 3개 가운데 2개까지 고릅니다.
       • 결과: 표가 많은 순서로 1개를 뽑습니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 번호가 앞선 후보를 뽑습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 탄천 조명 (4억 2,000만 원)
       2번. 통학로 안전
       3번. 어르신 쉼터
       
       <b>영어로 읽는 분께는</b>
       Which projects shall come first in 2027?
       
       영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
       
       정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를 눌러 주세요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [게시] [고치기]
       [후보 하나씩 보기] [시험해 보기]
       [뒤로] [그만두기]
    "###);
    town.restart().await;
    assert_snapshot!(plain(&clerk.presses("게시").await), @r###"
    🤖 게시했습니다. 2026년 12월 14일(월) 오전 9시에 저절로 시작하고 대상자에게 알립니다. 확인값: <code>…</code>
       [투표 상태 보기] [투표 안내]
       [처음으로]
    "###);
    let again = clerk.press_data(r#"{"c":[1,"publish"]}"#, None).await;
    assert!(again.contains("지난 단추"), "{again}");
    assert_eq!(
        mina.says("/투표").await.lines().next(),
        Some("🤖 지금 하는 투표가 없어요. 새 투표가 열리면 알려드릴게요.")
    );
    town.goes_to("2026-12-14 09:00").await;
    assert_snapshot!(tom.reads(), @r###"
    🤖 A new poll is open.
       
       <b>Which projects shall come first in 2027?</b>
       
       • When: from Mon, 14 December 2026, 09:00 until Thu, 24 December 2026, 18:00
       • Who: those aged 14 or older who told their neighbourhood in Seongnam
       • How: Choose up to 2 of 3 options.
       • Result: the option with the most votes is chosen. It is published right at the close.
       • If equal: with equal votes, the lower number is chosen.
       • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what (unless only one person votes or all choose the same: then the result tells it), and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
       [Vote] [See the options]
       [Settings]
    "###);
    mina.reads();
    votes(&mina, PollId(1), &[1]).await;
    clerk.reads();
    clerk.press_data(r#"{"s":{"po":{"open":1}}}"#, None).await;
    assert!(clerk.screen().contains("분당구: 5명 미만"));
    town.goes_to("2026-12-24 18:00").await;
    assert!(mina.reads().contains("1위 1번 탄천 조명: 1표"), "the voter is told");
    assert_eq!(tom.reads(), "", "who did not vote is not");
    town.forget_unread();
}

#[tokio::test]
async fn a_plan_is_changed_from_its_preview_and_back() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    clerk.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    for word in ["어느 사업을 먼저 할까요?", "건너뛰기", "건너뛰기", "가 후보\n나 후보\n다 후보", "다음", "건너뛰기"]
    {
        clerk.says(word).await;
    }
    clerk.presses("여러 개 고르기").await;
    clerk.says("2").await;
    clerk.says("1").await;
    clerk.presses("게시하면 바로").await;
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    clerk.says("야탑1동").await;
    let preview = clerk.presses("확인하고 직접").await;
    assert!(preview.contains("야탑1동에 계신 분"), "{preview}");
    clerk.presses("고치기").await;
    clerk.presses("질문").await;
    clerk.says("뒤로").await;
    clerk.presses("질문").await;
    clerk.says("무엇을 먼저 할까요, 우리?").await;
    let preview = clerk.presses("건너뛰기").await;
    assert!(preview.contains("무엇을 먼저 할까요, 우리?") && preview.contains("[게시]"), "{preview}");
    // Fewer options than may be chosen: how many has to be said again.
    clerk.presses("고치기").await;
    clerk.presses("후보").await;
    clerk.presses("모두 지우기").await;
    clerk.says("가 후보\n나 후보").await;
    clerk.presses("다음").await;
    assert!(clerk.presses("건너뛰기").await.contains("어떻게 고르나요?"));
    clerk.presses("하나만 고르기").await;
    assert!(clerk.says("1").await.contains("[게시]"));
    // The clerk comes back a week later: the close has passed.
    town.goes_to("2026-12-02 10:00").await;
    let late = clerk.presses("게시").await;
    assert!(late.contains("이미 지난 때예요") && late.contains("언제 마감하나요?"), "{late}");
    clerk.says("12/10 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("게시").await;
    assert_eq!(load(&town, PollId(1)).await.state, State::Open);
    town.forget_unread();
}

#[tokio::test]
async fn what_a_clerk_sends_by_mistake_is_answered() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    clerk.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    assert!(clerk.photo("picture").await.contains("글로 적거나"));
    assert!(clerk.says("🙂🙂🙂🙂🙂🙂").await.contains("적어도 5자"));
    assert!(clerk.says(&"가".repeat(312)).await.contains("지금 312자예요. 12자를 줄여 주세요"));
    assert!(clerk.says("\u{202e}거꾸로 \u{200b}가는 질문\u{301}인가요?").await.contains("영어로도"));
    let left = clerk.says("취소").await;
    assert!(left.contains("새 투표"), "{left}");
    let citizen = town.member("ko").await;
    let refused = citizen.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    assert!(refused.contains("담당 직원만"), "{refused}");
    for act in ["ext", "cancel", "fix", "show", "tell", "open"] {
        let answer = clerk.press_data(&format!(r#"{{"s":{{"po":{{"{act}":99}}}}}}"#), None).await;
        assert!(answer.contains("없는 투표예요"), "{act}: {answer}");
    }
}

#[tokio::test]
async fn a_clerk_takes_one_option_out_and_types_the_words_of_the_buttons() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    clerk.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    for word in ["어느 사업을 먼저 할까요?", "건너뛰기"] {
        clerk.says(word).await;
    }
    assert!(clerk.presses("건너뛰기").await.contains("둘 이상이어야 해요"));
    for word in ["다음", "건너뛰기", "next", "Skip", "[다음]"] {
        let answer = clerk.says(word).await;
        assert!(answer.contains("적어도 2개는 있어야 해요") && !answer.contains("1번."), "{word}: {answer}");
    }
    clerk.says("가 후보\n나 후보\n다 후보\n라 후보").await;
    assert_snapshot!(clerk.presses("2번 빼기").await, @r###"
    🤖 후보를 한 줄에 하나씩 적어 주세요. 후보가 둘 이상이어야 해요. 60개까지 넣을 수 있고, 여러 번 나눠 보내도 돼요.
       설명과 예산을 붙이려면: 제목 | 설명 | 4억 2,000만
       장소는 그 뒤에, 분야는 ‘# 교통’처럼 한 줄로, 사진은 후보 번호를 적어 보내 주세요.
       
       지금 3개예요.
       1번. 가 후보
       2번. 다 후보
       3번. 라 후보
       [다음]
       [1번 빼기] [2번 빼기] [3번 빼기]
       [모두 지우기]
       [뒤로] [그만두기]
    "###);
    let three = clerk.says("1번 빼기").await;
    assert!(three.contains("1번. 다 후보") && three.contains("2번. 라 후보"), "{three}");
    clerk.says("두 번째 후보").await;
    assert!(clerk.says("next").await.contains("영어 글을"));
    clerk.says("건너뛰기").await;
    clerk.presses("여러 개 고르기").await;
    clerk.says("두 개").await;
    assert!(clerk.says("한 개요").await.contains("언제 시작하나요"));
    town.forget_unread();
}

#[tokio::test]
async fn a_clerk_who_begins_another_change_is_asked_before_the_first_is_lost() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    publish(&town, plan()).await;
    publish(&town, Poll { question: words("다른 투표", "Another"), ..plan() }).await;
    town.forget_unread();
    // What was only opened is no draft.
    clerk.press_data(r#"{"s":{"po":{"ext":1}}}"#, None).await;
    assert!(clerk.press_data(r#"{"s":{"po":{"fix":1}}}"#, None).await.contains("무엇을 바로잡나요?"));
    clerk.says("2번 후보의 예산은 3억 원입니다.").await;
    let cancel = r#"{"s":{"po":{"cancel":2}}}"#;
    assert_snapshot!(clerk.press_data(cancel, None).await, @r###"
    🤖 쓰다 만 투표 바꾸기가 있어요 (2026년 11월 23일(월) 오전 10시 저장). 새로 시작하면 지워져요.
       [이어서 쓰기] [새로 시작]
       [처음으로]
    "###);
    town.restart().await;
    assert!(clerk.presses("이어서 쓰기").await.contains("영어로도"));
    assert!(clerk.presses("건너뛰기").await.contains("3억 원입니다"));
    clerk.press_data(cancel, None).await;
    assert!(clerk.presses("새로 시작").await.contains("‘다른 투표’ 투표를 왜 취소하나요?"));
    let citizen = town.member("ko").await;
    let refused = citizen.press_data(r#"{"a":{"po":{"cancel":2}}}"#, None).await;
    assert!(refused.contains("담당 직원만"), "{refused}");
    town.forget_unread();
}

#[tokio::test]
async fn a_later_close_is_told_once_to_everybody_concerned() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    let id = publish(&town, plan()).await;
    town.forget_unread();
    votes(&mina, id, &[1]).await;
    clerk.press_data(r#"{"s":{"po":{"ext":1}}}"#, None).await;
    for (early, why) in [("11/30 18:00", "늦은 때여야 해요"), ("11월 22일 18시", "이미 지난 때예요")] {
        let refused = clerk.says(early).await;
        assert!(refused.contains(why) && refused.contains("12월 1일(화) 오후 6시"), "{refused}");
        assert!(!refused.contains("[맞아요]"), "what cannot be is not asked about: {refused}");
    }
    clerk.says("12/4 18:00").await;
    town.restart().await;
    clerk.presses("맞아요").await;
    town.pass().await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 ‘2027년에 먼저 할 사업은?’ 투표에서 2026년 12월 1일(화) 오후 6시까지였던 마감을 2026년 12월 4일(금) 오후 6시까지로 미뤘습니다.
       그때까지 참여하실 수 있고, 이미 내신 표는 그대로이며 바꾸실 수 있습니다.
       [투표하거나 바꾸기] [투표 안내]
    "###);
    assert_snapshot!(tom.reads(), @r###"
    🤖 The poll “Which projects come first in 2027?” closes later: on Fri, 4 December 2026, 18:00 instead of Tue, 1 December 2026, 18:00.
       You can vote until then. A vote that you have cast stands, and you can change it.
       [Vote or change my vote] [About this poll]
    "###);
    town.goes_to("2026-12-02 10:00").await;
    tom.presses("Vote").await;
    tom.presses("Choose no. 2").await;
    assert!(tom.presses("Cast this vote").await.contains("Vote cast"));
    town.forget_unread();
    town.goes_to("2026-12-04 18:00").await;
    assert_eq!(load(&town, id).await.state, State::Published);
    let refused = clerk.press_data(r#"{"s":{"po":{"ext":1}}}"#, None).await;
    assert!(refused.contains("미룰 수 없어요"), "{refused}");
    town.forget_unread();
}

#[tokio::test]
async fn a_cancelled_poll_leaves_no_ballot_and_says_why() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    let id = publish(&town, plan()).await;
    town.forget_unread();
    votes(&mina, id, &[1]).await;
    tom.says("/start vote-1").await;
    tom.presses("Choose no. 2").await;
    clerk.press_data(r#"{"s":{"po":{"cancel":1}}}"#, None).await;
    clerk.says("후보의 예산이 잘못 적혔습니다.").await;
    assert!(clerk.presses("건너뛰기").await.contains("1명의 표를 없애며"));
    town.restart().await;
    clerk.presses("취소하고 알리기").await;
    town.pass().await;
    assert_eq!(counts(&town, id).await.1, 0);
    assert_snapshot!(mina.reads(), @r###"
    🤖 ‘2027년에 먼저 할 사업은?’ 투표를 취소했습니다. 들어온 표는 모두 없앴습니다.
       
       까닭: 후보의 예산이 잘못 적혔습니다.
       [투표 목록]
    "###);
    assert_snapshot!(tom.reads(), @r###"
    🤖 The poll “Which projects come first in 2027?” was cancelled. All votes have been destroyed.
       
       Reason: 후보의 예산이 잘못 적혔습니다.
       
       (This text is in Korean only.)
       [All polls]
    "###);
    let late = tom.presses("Cast this vote").await;
    assert!(late.contains("was cancelled"), "{late}");
    town.wait(TimeDelta::seconds(11)).await;
    assert!(!town.city().await.keys.has(id));
    let card = mina.says("/start poll-1").await;
    assert!(card.contains("취소된 투표입니다") && card.contains("예산이 잘못"), "{card}");
    town.forget_unread();
}

#[tokio::test]
async fn a_correction_goes_to_whom_the_mistake_went() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    let mina = town.member("ko").await;
    publish(&town, plan()).await;
    town.forget_unread();
    let late = town.member("ko").await;
    clerk.press_data(r#"{"s":{"po":{"fix":1}}}"#, None).await;
    clerk.says("2번 후보의 예산은 3억 원입니다.").await;
    clerk.says("The budget of option 2 is 300 million won.").await;
    clerk.presses("바로잡기").await;
    town.pass().await;
    let told = mina.reads();
    assert!(told.contains("바로잡습니다. 2번 후보의 예산은 3억 원입니다."), "{told}");
    assert_eq!(late.reads(), "", "who did not get the mistake is not bothered");
    let card = late.says("/start poll-1").await;
    assert!(card.contains("<b>바로잡음</b>: 2번 후보의 예산은"), "{card}");
    town.forget_unread();
}

#[tokio::test]
async fn an_export_names_nobody_and_shows_no_small_figure() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let (db, city) = (town.db().await, town.city().await);
    for number in 0..22 {
        let citizen = town.resident("ko", if number < 3 { DANDAE } else { YATAP }).await;
        votes(&citizen, id, &[if number < 15 { 2 } else { 4 }]).await;
    }
    let tables = async || {
        let mut tx = db.read().await.unwrap();
        madang::poll::export::tables(&mut tx, &city).await.unwrap()
    };
    let open = tables().await;
    assert!(open[2].rows.is_empty(), "no ballots while it is open");
    assert!(open[1].rows.iter().all(|row| row[8].is_null()), "nor votes");
    town.forget_unread();
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    let told = tables().await;
    let votes: Vec<_> = told[1].rows.iter().map(|row| (row[1].clone(), row[8].clone(), row[9].clone())).collect();
    assert_eq!(serde_json::json!(votes), serde_json::json!([[1, 0, null], [2, 15, 1], [3, 0, null], [4, 7, 2]]));
    assert_eq!(told[2].rows.len(), 22);
    let turnout: Vec<_> = told[3].rows.iter().map(|row| (row[1].clone(), row[3].clone())).collect();
    assert_eq!(serde_json::json!(turnout), serde_json::json!([["41131", "<5"], ["41133", "<5"], ["41135", 19]]));
    for table in &told {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
    }
}

#[tokio::test]
async fn an_export_says_why_ballots_are_missing_and_names_proposals_by_their_receipt() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(madang::person::Role::Clerk).await);
    proposes(&mina, "탄천 산책로에 불을 켜 주세요").await;
    let mut poll = plan();
    poll.options[0].proposal = Some(madang::proposal::ProposalId(1));
    let id = publish(&town, poll).await;
    mina.reads();
    votes(&mina, id, &[2]).await;
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    clerk.press_data(r#"{"s":{"d":{"exf":["polls","csv"]}}}"#, None).await;
    let shown = clerk.screen();
    assert!(shown.contains("투표와 결과: 후보별 결과. 다 쓴 파일은"), "{shown}");
    assert!(shown.contains("투표와 결과-후보별 결과-2026-12-01.csv"), "{shown}");
    let files: Vec<String> =
        clerk.documents().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    assert!(
        files[0].starts_with("\u{FEFF}\"투표 번호\",\"상태\",\"질문\"") && files[0].contains("\"결과 발표\""),
        "{}",
        files[0]
    );
    assert_snapshot!(files[1..].join("\n").replace('\r', ""), @r###"
    ﻿"투표 번호","후보 번호","제목","제목 (영어)","설명","예산 (원)","장소","제안 접수번호","표","순위","뽑힘","분야","종이 표(후보별)"
    "1","1","탄천 산책로 야간 조명","Lights on the Tancheon path","야탑에서 이매까지","420000000","","2026-0001","0","","아니요","",""
    "1","2","초등학교 통학로 안전","Safe ways to school","","","","","1","1","예","",""
    "1","3","모란시장 어르신 쉼터","A rest house at Moran market","","","","","0","","아니요","",""
    "1","4","판교~원도심 순환버스","A loop bus from Pangyo","","","","","0","","아니요","",""

    ﻿"투표 번호","표 번호","고른 후보 번호"
    "1","","표가 20장보다 적어 한 장씩은 싣지 않습니다"

    ﻿"투표 번호","구 코드","구","참여자 수"
    "1","41131","수정구","<5"
    "1","41133","중원구","<5"
    "1","41135","분당구","<5"
    "1","","","<5"

    ﻿"투표 번호","투표소","종이 표","종이 기권","종이 무효"
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn a_poll_that_opened_and_closed_while_nobody_was_awake_is_told_and_not_announced() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let poll = Poll { opens_at: seoul("2026-11-25 09:00"), closes_at: seoul("2026-11-25 18:00"), ..plan() };
    let id = publish(&town, poll).await;
    assert_eq!(load(&town, id).await.state, State::Scheduled);
    let early = mina.says("/start vote-1").await;
    assert!(early.contains("아직 시작 전이에요"), "{early}");
    town.restart().await;
    town.goes_to("2026-11-26 10:00").await;
    assert_eq!(load(&town, id).await.state, State::Published);
    assert_eq!(mina.reads(), "");
}

#[tokio::test]
async fn the_city_goes_on_when_a_key_is_lost() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    town.forget_unread();
    votes(&mina, id, &[1]).await;
    std::fs::remove_file(town.folder().join("keys").join(format!("{}.key", id.0))).unwrap();
    town.restart().await;
    assert!(mina.says("/home").await.contains("무엇을 할까요?"));
    assert!(mina.says("/start poll-1").await.contains("투표하셨어요"));
    jun.says("/투표").await;
    town.goes_to("2026-12-01 18:00").await;
    assert_eq!(load(&town, id).await.result.unwrap().ballots, 1);
    town.wait(TimeDelta::seconds(11)).await;
    assert!(load(&town, id).await.key_destroyed_at.is_some());
    town.forget_unread();
}

mod any_sequence {
    use std::collections::BTreeMap;

    use madang::channel::ChatId;
    use madang::person::PersonId;
    use madang::poll::Choices;
    use madang::poll::ballot::{NotCast, Voter};
    use proptest::prelude::*;

    use super::*;

    /// What one of four people does, and at how many milliseconds around the close.
    #[derive(Debug, Clone)]
    enum Act {
        Vote(i64, i64, i64),
        Return(i64),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            4 => (0i64..4, 1i64..=5, -3i64..3).prop_map(|(who, option, at)| Act::Vote(who, option, at)),
            1 => (0i64..4).prop_map(Act::Return),
        ];
        proptest::collection::vec(act, 0..24)
    }

    async fn holds(acts: Vec<Act>) {
        let town = Town::new().await;
        let id = publish(&town, plan()).await;
        let (db, city, poll) = (town.db().await, town.city().await, load(&town, id).await);
        let closes = poll.closes_at;
        let mut numbers: BTreeMap<i64, i64> = (0..4).map(|who| (who, who + 100)).collect();
        let mut oracle: BTreeMap<i64, i64> = BTreeMap::new();
        for act in acts {
            let (who, option, at) = match act {
                Act::Return(who) => {
                    // Who comes back has another number, and the same account.
                    numbers.insert(who, numbers[&who] + 1_000);
                    continue;
                }
                Act::Vote(who, option, at) => (who, option, closes + TimeDelta::milliseconds(at)),
            };
            let voter =
                Voter { person: PersonId(numbers[&who]), channel: "town".into(), chat: ChatId(who), dong: None };
            let (city, poll) = (city.clone(), poll.clone());
            let outcome = db
                .write(async move |tx| {
                    tx.now = at;
                    ballot::cast(tx, &city, &poll, &voter, &Choices::one(OptionId(option))).await
                })
                .await
                .unwrap();
            let counts_now = at < closes && option <= 4;
            assert_eq!(outcome.is_ok(), counts_now, "{outcome:?}");
            assert!(at < closes || matches!(outcome, Err(NotCast::Shut(_))));
            if counts_now {
                oracle.insert(who, option);
            }
        }
        let ballots = i64::try_from(oracle.len()).unwrap();
        assert_eq!(counts(&town, id).await, (ballots, ballots));
        let mut tx = db.read().await.unwrap();
        let outcome = poll.method.tally(&poll.rules(), ballot::store::read(&mut tx, &poll).await.unwrap());
        for ranked in outcome.ranks {
            let expected = oracle.values().filter(|option| **option == ranked.option.0).count();
            assert_eq!(ranked.votes, i64::try_from(expected).unwrap());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn one_account_has_one_ballot_and_only_votes_before_the_close_count(acts in acts()) {
            tokio::runtime::Runtime::new().unwrap().block_on(holds(acts));
        }
    }
}

async fn proposes(citizen: &Citizen, title: &str) {
    citizen.says("/propose").await;
    citizen.says("저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.").await;
    citizen.says("조명과 비상벨을 300미터에 걸쳐 달아 주세요.").await;
    citizen.says("안전").await;
    citizen.says("야탑1동").await;
    citizen.presses("건너뛰기").await;
    citizen.says(title).await;
    citizen.presses("제출하기").await;
}

#[tokio::test]
async fn proposals_become_options_by_a_press() {
    let town = Town::new().await;
    let (clerk, mina) = (town.staff(madang::person::Role::Clerk).await, town.member("ko").await);
    for title in ["탄천 산책로에 불을 켜 주세요", "통학로 앞에 울타리를 놓아 주세요", "시장에 쉼터를 지어 주세요"]
    {
        proposes(&mina, title).await;
    }
    for id in 1..=3 {
        clerk.press_data(&format!(r#"{{"s":{{"pr":{{"p":[{id},1]}}}}}}"#), None).await;
        clerk.presses("공개").await;
    }
    clerk.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    for word in ["어느 제안을 먼저 할까요?", "건너뛰기", "건너뛰기"] {
        clerk.says(word).await;
    }
    clerk.presses("제안에서 고르기").await;
    clerk.presses("통학로 앞에 울타리를 놓아 주세요").await;
    clerk.presses("탄천 산책로에 불을 켜 주세요").await;
    clerk.presses("[고름] 통학로 앞에 울타리를 놓아 주세요").await;
    assert_snapshot!(clerk.presses("시장에 쉼터를 지어 주세요").await, @r###"
    🤖 (고침) 후보로 올릴 제안을 골라 주세요. 지금 2개를 골랐어요. 다시 누르면 빠져요.
       [[고름] 탄천 산책로에 불을 켜 주세요]
       [통학로 앞에 울타리를 놓아 주세요]
       [[고름] 시장에 쉼터를 지어 주세요]
       [다 골랐어요]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(clerk.presses("다 골랐어요").await, @r###"
    🤖 후보를 한 줄에 하나씩 적어 주세요. 후보가 둘 이상이어야 해요. 60개까지 넣을 수 있고, 여러 번 나눠 보내도 돼요.
       설명과 예산을 붙이려면: 제목 | 설명 | 4억 2,000만
       장소는 그 뒤에, 분야는 ‘# 교통’처럼 한 줄로, 사진은 후보 번호를 적어 보내 주세요.
       
       지금 2개예요.
       1번. 탄천 산책로에 불을 켜 주세요
       2번. 시장에 쉼터를 지어 주세요
       [다음]
       [1번 빼기] [2번 빼기]
       [제안에서 고르기]
       [모두 지우기]
       [뒤로] [그만두기]
    "###);
    let twice = clerk.says("시장에 쉼터를 지어 주세요").await;
    assert!(twice.contains("이미 있어요"), "{twice}");
    clerk.says("취소").await;
    let offered = clerk.press_data(r#"{"s":{"po":"new"}}"#, None).await;
    assert!(offered.contains("만들다 만 투표가 있어요"), "{offered}");
    town.wait(TimeDelta::days(7)).await;
    town.restart().await;
    let resumed = clerk.presses("이어서 쓰기").await;
    assert!(resumed.contains("1번. 탄천 산책로에 불을 켜 주세요\n   2번. 시장에 쉼터를"), "{resumed}");
    town.forget_unread();
}

#[tokio::test]
async fn the_longest_ballot_fits_its_pages() {
    let town = Town::new().await;
    let tom = town.member("en").await;
    let options = (1..=60).map(|id| {
        let title = format!("{id} {}", "가나다라마바사아자차 ".repeat(9));
        Candidate::new(OptionId(id), Words::only(title.trim().chars().take(100).collect::<String>()))
    });
    let poll = Poll { options: options.collect(), picks: 59, ..up_to(59) };
    let id = publish(&town, poll).await;
    town.forget_unread();
    let mut ballot = tom.says("/start vote-1").await;
    let mut seen = 0;
    for page in 1..=8 {
        assert!(ballot.contains(&format!("Page {page} of 8")), "{ballot}");
        assert_eq!(ballot.matches("🤖").count(), 1, "one page is one message");
        seen += ballot.matches("[Choose no. ").count();
        if page == 3 {
            let pick = ballot.split("[Choose no. ").nth(1).unwrap().split(']').next().unwrap().to_owned();
            let picked = tom.presses(&format!("Choose no. {pick}")).await;
            assert!(picked.contains("Page 3 of 8") && picked.contains(&format!("[chosen] No. {pick}")), "{picked}");
        }
        if page < 8 {
            ballot = tom.presses("Next").await;
        }
    }
    assert_eq!(seen, 60);
    tom.presses("Submit").await;
    tom.presses("Cast this vote").await;
    assert_eq!(counts(&town, id).await, (1, 1));
    town.goes_to("2026-12-01 18:00").await;
    assert!(tom.reads().contains("Rank 1: no. "));
    assert!(tom.says("/start poll-1").await.contains("[Next]"));
    tom.presses("Next").await;
}

#[tokio::test]
async fn a_neighbour_votes_in_english() {
    let town = Town::new().await;
    let tom = town.member("en").await;
    publish(&town, up_to(2)).await;
    town.forget_unread();
    assert_snapshot!(tom.says("/vote").await, @r###"
    🤖 <b>Polls open now</b>: 1
       
       • “Which projects come first in 2027?”: until Tue, 1 December 2026, 18:00
       [See: Which projects come fir…]
       [Home]
    "###);
    tom.presses("See: Which projects come fir…").await;
    tom.presses("Vote").await;
    tom.presses("Choose no. 1").await;
    tom.presses("See the options").await;
    tom.presses("To the ballot").await;
    assert_snapshot!(tom.presses("Submit").await, @r###"
    🤖 (고침) <b>Which projects come first in 2027?</b>
       
       Cast this vote?
       No. 1: Lights on the Tancheon path
       [Cast this vote]
       [Choose again] [Later]
    "###);
    assert_snapshot!(plain(&tom.presses("Cast this vote").await), @r###"
    🤖 (고침) <b>Vote cast</b> · “Which projects come first in 2027?”
       Receipt no. 1 <code>…</code>
       You can change it until Tue, 1 December 2026, 18:00. The receipt then changes too.
       [See my vote] [Change it]
       [Was it written down right?] [Home]
    "###);
    assert_snapshot!(tom.says("/start poll-1").await, @r###"
    🤖 <b>Which projects come first in 2027?</b>
       
       • When: from Mon, 23 November 2026, 10:00 until Tue, 1 December 2026, 18:00
       • Who: anybody in Seongnam aged 14 or older
       • How: Choose up to 2 of 4 options.
       • Result: the 2 options with the most votes are chosen. It is published right at the close.
       • If equal: with equal votes, the lower number is chosen.
       • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what (unless only one person votes or all choose the same: then the result tells it), and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
       
       You have voted. You can change it until Tue, 1 December 2026, 18:00. One person has voted so far.
       [See my vote] [Change it]
       [See the options] [How is it kept secret?]
       [All polls] [Home]
    "###);
    assert_snapshot!(plain(&tom.presses("How is it kept secret?").await), @r###"
    🤖 <b>The secrecy of your vote</b>
       • Who took part and what was chosen are kept apart. Until the close, only a separate key links them.
       • At the close that key is destroyed. From then on not even city staff can tell who chose what.
       • If only one person votes, or all choose the same, the result itself tells what they chose.
       • It does not stop somebody who secretly watches the running computer. Telegram can see this chat too.
       • The city gathers opinions here. This is no election or referendum under the law.
       
       <b>The proof of your vote</b>
       • Every vote that is taken is written into a log under a seal, and you get a receipt. Send “receipt” with its number, and I tell you whether it is in the log.
       • The log's seal is published every ten minutes and stands on receipts. If a vote were removed or changed after that, it would show.
       • A receipt does not tell what was chosen.
       
       Question and options cannot change once published. Check value: <code>…</code>
       [About this poll] [Home]
    "###);
    assert_snapshot!(plain(&tom.presses("See my vote").await), @r###"
    🤖 Your vote in “Which projects come first in 2027?”:
       No. 1: Lights on the Tancheon path
       
       Receipt no. 1 <code>…</code> · you can change it until Tue, 1 December 2026, 18:00.
       [Change it] [Home]
       [Was it written down right?]
    "###);
}

#[tokio::test]
async fn a_clerk_sees_how_a_poll_stands() {
    let town = Town::new().await;
    let clerk = town.staff(madang::person::Role::Clerk).await;
    let id = publish(&town, plan()).await;
    town.forget_unread();
    for number in 0..9 {
        let citizen = town.resident("ko", if number < 2 { DANDAE } else { YATAP }).await;
        votes(&citizen, id, &[1]).await;
    }
    town.forget_unread();
    assert_snapshot!(clerk.press_data(r#"{"s":{"po":"q"}}"#, None).await, @r###"
    🤖 <b>투표</b>
       
       <b>진행 중</b> 1건
       1. ‘2027년에 먼저 할 사업은?’: 9명 참여, 마감 2026년 12월 1일(화) 오후 6시
       [보기: 2027년에 먼저 할…]
       [새 투표 만들기] [지난 투표]
       [처음으로]
    "###);
    assert_snapshot!(plain(&clerk.presses("보기: 2027년에 먼저 할…").await), @r###"
    🤖 <b>2027년에 먼저 할 사업은?</b>
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 4개 가운데 하나를 고릅니다.
       • 결과: 표가 많은 순서로 1개를 뽑습니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 번호가 앞선 후보를 뽑습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       [진행 중] 투표 1번 · 9명 참여
       확인값 <code>…</code>
       
       <b>구별 참여</b>
       • 수정구: 5명 미만
       • 중원구: 5명 미만
       • 분당구: 7명
       
       시작한 분은 모두 제출했습니다.
       [현장 투표 돕기] [종이 투표]
       [마감 미루기] [투표 취소]
       [바로잡는 알림] [투표 안내]
       [투표 관리] [처음으로]
    "###);
}
