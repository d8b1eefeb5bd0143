//! Ballots of every kind, as citizens fill them in: by taps and by typing, in both languages, to the
//! result; and what must not happen on the way.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use insta::assert_snapshot;
use madang::bot::Words;
use madang::poll::voting::{Approval, Knapsack, Method, Points, Ranking, Runoff, Score, Shares, Single};
use madang::poll::{Candidate, Field, OptionId, Poll, PollId, Press, Terms, ballot, life};
use town::polls::{load, words};
use town::{Citizen, Town, seoul};

/// Four projects of 4, 3, 2 and 5 hundred million won; the first two are about streets, the others
/// about the elderly.
fn four() -> Vec<Candidate> {
    let titles = [
        ("야간 조명", "Lights", 400_000_000, 1),
        ("통학로 안전", "Safe ways to school", 300_000_000, 1),
        ("어르신 쉼터", "A rest house", 200_000_000, 2),
        ("순환버스", "A loop bus", 500_000_000, 2),
    ];
    let option = |(id, (ko, en, cost, field)): (i64, (&str, &str, i64, usize))| {
        let mut option = Candidate::new(OptionId(id), words(ko, en));
        (option.cost, option.field) = (Some(cost), Some(field));
        option
    };
    (1..).zip(titles).map(option).collect()
}

fn plan(method: &'static dyn Method, terms: Terms) -> Poll {
    let question = words("먼저 할 사업은?", "Which comes first?");
    let mut poll = Poll::new(question, four(), seoul(town::START), seoul("2026-12-01 18:00"));
    (poll.method, poll.picks, poll.terms) = (method, 4, terms);
    poll
}

fn ranked() -> Poll {
    Poll { picks: 3, ..plan(&Ranking, Terms::default()) }
}

fn score() -> Poll {
    plan(&Score, Terms { points: Some(5), ..Terms::default() })
}

fn points() -> Poll {
    plan(&Points, Terms { points: Some(4), ..Terms::default() })
}

fn knapsack() -> Poll {
    plan(&Knapsack, Terms { budget: Some(700_000_000), ..Terms::default() })
}

fn fields() -> Poll {
    let field = |ko, en, min, max| Field { min, max: Some(max), ..Field::new(words(ko, en)) };
    let fields = vec![field("길", "Streets", 1, 1), field("어르신", "The elderly", 0, 2)];
    Poll { picks: 3, seats: 2, ..plan(&Approval, Terms { picks_min: 2, fields, ..Terms::default() }) }
}

/// Whether or not to do something, or to say nothing about it.
fn yes_or_no() -> Poll {
    let mut poll = plan(&Single, Terms { blank: true, ..Terms::default() });
    poll.options =
        vec![Candidate::new(OptionId(1), words("찬성", "For")), Candidate::new(OptionId(2), words("반대", "Against"))];
    poll.picks = 1;
    poll
}

/// A poll whose key is known, so that everybody's order is the same in every town.
async fn publish(town: &Town, poll: Poll) -> PollId {
    let keys = town.folder().join("keys");
    let next = (1..).find(|number| !keys.join(format!("{number}.key")).exists()).unwrap();
    std::fs::write(keys.join(format!("{next}.key")), [7; 32]).unwrap();
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

/// The ballots as they lie in their table.
async fn lines(town: &Town) -> Vec<String> {
    let mut tx = town.db().await.read().await.unwrap();
    sqlx::query_scalar("select choices from ballot order by choices").fetch_all(tx.conn()).await.unwrap()
}

fn data(press: Press) -> String {
    madang::bot::Press::Poll(press).encode()
}

/// Opens the ballot and types one; confirms it.
async fn types(citizen: &Citizen, id: PollId, typed: &str) {
    let (submit, cast) =
        if citizen.lang == "ko" { ("제출", "이대로 투표하기") } else { ("Submit", "Cast this vote") };
    citizen.says(&format!("/start vote-{}", id.0)).await;
    let answer = citizen.says(typed).await;
    if !answer.contains(cast) {
        citizen.presses(submit).await;
    }
    citizen.presses(cast).await;
}

/// Replaces receipts.
fn plain(text: &str) -> String {
    let mut parts = text.split("<code>");
    let first = parts.next().unwrap_or_default().to_owned();
    parts
        .fold(first, |before, part| before + "<code>…</code>" + part.split_once("</code>").map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn an_order_is_given_by_tapping() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, ranked()).await;
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       가장 바라는 후보부터 차례로 3개까지 눌러 주세요. · 아직 제출 전
       
       4번. 순환버스
       3번. 어르신 쉼터
       2번. 통학로 안전
       1번. 야간 조명
       
       순서는 사람마다 다르게 섞여 있어요.
       [4번을 1순위로] [3번을 1순위로]
       [2번을 1순위로] [1번을 1순위로]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    assert_snapshot!(mina.presses("3번을 1순위로").await, @r###"
    💬 3번이 1순위예요.
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       3개 중 1개 순서 매김 (3) · 아직 제출 전
       
       4번. 순환버스
       [1순위] 3번. 어르신 쉼터
       2번. 통학로 안전
       1번. 야간 조명
       
       순서는 사람마다 다르게 섞여 있어요.
       [4번을 2순위로] [3번 빼기]
       [2번을 2순위로] [1번을 2순위로]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    mina.presses("1번을 2순위로").await;
    mina.presses("4번을 3순위로").await;
    let full = mina.presses("2번 고르기").await;
    assert_eq!(full, "💬 3개까지만 고를 수 있어요. 다른 후보를 먼저 빼 주세요.");
    // Out with the second: the third moves up.
    mina.presses("1번 빼기").await;
    mina.presses("2번을 3순위로").await;
    assert_snapshot!(mina.presses("제출").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       1순위: 3번. 어르신 쉼터
       2순위: 4번. 순환버스
       3순위: 2번. 통학로 안전
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    mina.presses("이대로 투표하기").await;
    assert_snapshot!(plain(&mina.presses("내 투표 보기").await), @r###"
    🤖 ‘먼저 할 사업은?’에 이렇게 투표하셨어요.
       1순위: 3번. 어르신 쉼터
       2순위: 4번. 순환버스
       3순위: 2번. 통학로 안전
       
       영수증 1번 <code>…</code> · 2026년 12월 1일(화) 오후 6시까지 바꿀 수 있어요.
       [바꾸기] [처음으로]
       [제대로 적혔는지 보기]
    "###);
    assert_eq!(lines(&town).await, ["R:3>4>2"]);
    assert_eq!(load(&town, id).await.method.name(), "ranked");
}

#[tokio::test]
async fn an_order_is_given_by_tapping_in_english() {
    let town = Town::new().await;
    let tom = town.member("en").await;
    publish(&town, ranked()).await;
    tom.says("/start vote-1").await;
    tom.presses("No. 3: choice 1").await;
    assert_snapshot!(tom.presses("No. 1: choice 2").await, @r###"
    💬 No. 1 is choice 2.
    🤖 (고침) <b>Which comes first?</b>
       
       2 of 3 in order (3 &gt; 1) · not submitted yet
       
       No. 4: A loop bus
       [choice 1] No. 3: A rest house
       No. 2: Safe ways to school
       [choice 2] No. 1: Lights
       
       The order is shuffled for each person.
       [No. 4: choice 3] [Remove no. 3]
       [No. 2: choice 3] [Remove no. 1]
       [Submit]
       [See the options] [Later]
    "###);
    assert_snapshot!(tom.presses("Submit").await, @r###"
    🤖 (고침) <b>Which comes first?</b>
       
       Cast this vote?
       Choice 1: no. 3, A rest house
       Choice 2: no. 1, Lights
       [Cast this vote]
       [Choose again] [Later]
    "###);
    tom.presses("Cast this vote").await;
    assert_eq!(lines(&town).await, ["R:3>1"]);
}

#[tokio::test]
async fn marks_are_given_row_by_row() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    publish(&town, score()).await;
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       후보 4개 중 0개에 점수 줌 · 아직 제출 전
       
       4번. 순환버스
       3번. 어르신 쉼터
       2번. 통학로 안전
       1번. 야간 조명
       
       순서는 사람마다 다르게 섞여 있어요.
       [4번 1점] [4번 2점] [4번 3점] [4번 4점] [4번 5점]
       [3번 1점] [3번 2점] [3번 3점] [3번 4점] [3번 5점]
       [2번 1점] [2번 2점] [2번 3점] [2번 4점] [2번 5점]
       [1번 1점] [1번 2점] [1번 3점] [1번 4점] [1번 5점]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    mina.presses("1번 5점").await;
    mina.presses("2번 3점").await;
    // The mark that is given takes itself back.
    assert_snapshot!(mina.presses("2번 [3점]").await, @r###"
    💬 2번의 점수를 뺐어요.
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       후보 4개 중 1개에 점수 줌 · 아직 제출 전
       
       4번. 순환버스
       3번. 어르신 쉼터
       2번. 통학로 안전
       [5점] 1번. 야간 조명
       
       순서는 사람마다 다르게 섞여 있어요.
       [4번 1점] [4번 2점] [4번 3점] [4번 4점] [4번 5점]
       [3번 1점] [3번 2점] [3번 3점] [3번 4점] [3번 5점]
       [2번 1점] [2번 2점] [2번 3점] [2번 4점] [2번 5점]
       [1번 1점] [1번 2점] [1번 3점] [1번 4점] [1번 [5점]]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    mina.presses("2번 4점").await;
    assert_snapshot!(mina.presses("제출").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       5점: 1번. 야간 조명
       4점: 2번. 통학로 안전
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    mina.presses("이대로 투표하기").await;
    tom.says("/start vote-1").await;
    tom.presses("No. 4: 1").await;
    assert_snapshot!(tom.presses("Submit").await, @r###"
    🤖 (고침) <b>Which comes first?</b>
       
       Cast this vote?
       One point: no. 4, A loop bus
       [Cast this vote]
       [Choose again] [Later]
    "###);
    tom.presses("Cast this vote").await;
    assert_eq!(lines(&town).await, ["S:1=5,2=4", "S:4=1"]);
}

#[tokio::test]
async fn points_are_shared_out_until_there_are_none_left() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    publish(&town, points()).await;
    mina.says("/start vote-1").await;
    for _ in 0..3 {
        mina.presses("2번 1점 더").await;
    }
    assert_snapshot!(mina.presses("1번 1점 더").await, @r###"
    💬 1번에 1점을 줬어요.
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       4점 중 4점 나눠 줌, 0점 남음 · 아직 제출 전
       
       4번. 순환버스
       3번. 어르신 쉼터
       [3점] 2번. 통학로 안전
       [1점] 1번. 야간 조명
       
       순서는 사람마다 다르게 섞여 있어요.
       [2번 1점 빼기]
       [1번 1점 빼기]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    assert!(!mina.has("3번 1점 더"), "there are no points left");
    mina.presses("2번 1점 빼기").await;
    assert_snapshot!(mina.presses("제출").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       1점: 1번. 야간 조명
       2점: 2번. 통학로 안전
       
       모두 3점을 나눠 줬어요. 1점은 쓰지 않았어요.
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    mina.presses("이대로 투표하기").await;
    tom.says("/start vote-1").await;
    assert_snapshot!(tom.presses("No. 3: one more").await, @r###"
    💬 No. 3 has one point.
    🤖 (고침) <b>Which comes first?</b>
       
       1 of 4 points given, 3 left · not submitted yet
       
       [1 point] No. 3: A rest house
       No. 4: A loop bus
       No. 2: Safe ways to school
       No. 1: Lights
       
       The order is shuffled for each person.
       [No. 3: one less] [No. 3: one more]
       [No. 4: one more]
       [No. 2: one more]
       [No. 1: one more]
       [Submit]
       [See the options] [Later]
    "###);
    tom.presses("Submit").await;
    tom.presses("Cast this vote").await;
    assert_eq!(lines(&town).await, ["S:1=1,2=2", "S:3=1"]);
}

#[tokio::test]
async fn a_budget_says_what_is_left_and_why_something_does_not_fit() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    publish(&town, knapsack()).await;
    mina.says("/start vote-1").await;
    assert_snapshot!(mina.presses("1번 고르기").await, @r###"
    💬 1번을 골랐어요. 남은 예산 3억 원.
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       1개 고름, 쓴 예산 4억 원, 남은 예산 3억 원 · 아직 제출 전
       
       4번. 순환버스 (5억 원)
       3번. 어르신 쉼터 (2억 원)
       2번. 통학로 안전 (3억 원)
       [고름] 1번. 야간 조명 (4억 원)
       
       순서는 사람마다 다르게 섞여 있어요.
       [4번: 2억 원 모자람] [3번 고르기]
       [2번 고르기] [1번 빼기]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    let dear = mina.presses("4번: 2억 원 모자람").await;
    assert_eq!(dear, "💬 남은 예산보다 2억 원 더 들어요. 다른 후보를 먼저 빼 주세요.");
    mina.presses("3번 고르기").await;
    assert_snapshot!(mina.presses("제출").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       이대로 투표할까요?
       1번. 야간 조명 (4억 원)
       3번. 어르신 쉼터 (2억 원)
       
       합해서 6억 원, 남은 예산 1억 원
       [이대로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    mina.presses("이대로 투표하기").await;
    tom.says("/start vote-1").await;
    assert_snapshot!(tom.presses("Choose no. 4").await, @r###"
    💬 No. 4 chosen: ₩200,000,000 left.
    🤖 (고침) <b>Which comes first?</b>
       
       1 chosen, ₩500,000,000 used, ₩200,000,000 left · not submitted yet
       
       No. 3: A rest house (₩200,000,000)
       [chosen] No. 4: A loop bus (₩500,000,000)
       No. 2: Safe ways to school (₩300,000,000)
       No. 1: Lights (₩400,000,000)
       
       The order is shuffled for each person.
       [Choose no. 3] [Remove no. 4]
       [No. 2: ₩100,000,000 short] [No. 1: ₩200,000,000 short]
       [Submit]
       [See the options] [Later]
    "###);
    assert_snapshot!(tom.presses("No. 1: ₩200,000,000 short").await, @r###"💬 That is ₩200,000,000 more than is left. Remove another one first."###);
    tom.presses("Submit").await;
    tom.presses("Cast this vote").await;
    assert_eq!(lines(&town).await, ["A:1,3", "A:4"]);
}

#[tokio::test]
async fn fields_are_pages_with_counts_of_their_own() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    publish(&town, fields()).await;
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 <b>먼저 할 사업은?</b>
       
       3개 중 0개 고름 · 아직 제출 전
       
       ‘길’ 분야: 1개, 지금 0개
       ‘어르신’ 분야: 2개까지, 지금 0개
       [길 (고른 것 0)] [어르신 (고른 것 0)]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    assert_snapshot!(mina.presses("어르신 (고른 것 0)").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       3개 중 0개 고름 · 아직 제출 전
       
       ‘어르신’ 분야: 2개까지, 지금 0개
       
       4번. 순환버스
       3번. 어르신 쉼터
       
       2쪽 중 2쪽이에요. 순서는 사람마다 다르게 섞여 있어요.
       [4번 고르기] [3번 고르기]
       [이전 목록] [분야 목록]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    mina.presses("3번 고르기").await;
    assert_eq!(mina.presses("제출").await, "💬 적어도 2개를 골라야 해요. 더 골라 주세요.");
    mina.presses("4번 고르기").await;
    assert_eq!(mina.presses("제출").await, "💬 ‘길’ 분야에서 적어도 1개를 골라야 해요.");
    assert_snapshot!(mina.presses("분야 목록").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       3개 중 2개 고름 · 아직 제출 전
       
       ‘길’ 분야: 1개, 지금 0개
       ‘어르신’ 분야: 2개까지, 지금 2개
       [길 (고른 것 0)] [어르신 (고른 것 2)]
       [제출]
       [후보 보기] [나중에 하기]
    "###);
    mina.presses("길 (고른 것 0)").await;
    mina.presses("2번 고르기").await;
    let full = mina.presses("1번 고르기").await;
    assert!(full.contains("3개까지만") || full.contains("‘길’ 분야에서는 1개까지만"), "{full}");
    // An option's card, and back to the page where it stands.
    assert_snapshot!(mina.presses("후보 보기").await, @r###"
    🤖 (고침) (후보 4개 중 1번째)
       <b>2번. 통학로 안전</b>
       
       따로 적힌 설명이 없어요.
       
       분야: 길
       
       예산: 3억 원
       [다음 후보]
       [투표지로 가기] [나중에 하기]
    "###);
    let back = mina.presses("투표지로 가기").await;
    assert!(back.contains("‘길’ 분야: 1개, 지금 1개"), "{back}");
    mina.presses("제출").await;
    mina.presses("이대로 투표하기").await;
    assert_eq!(lines(&town).await, ["A:2,3,4"]);
    assert_snapshot!(tom.says("/start vote-1").await, @r###"
    🤖 <b>Which comes first?</b>
       
       0 of 3 chosen · not submitted yet
       
       Field “Streets”: exactly 1, 0 now
       Field “The elderly”: up to 2, 0 now
       [Streets (0 chosen)] [The elderly (0 chosen)]
       [Submit]
       [See the options] [Later]
    "###);
    tom.presses("Streets (0 chosen)").await;
    tom.presses("Choose no. 1").await;
    assert_eq!(tom.presses("Submit").await, "💬 Please choose at least 2. Some are missing.");
    let full = tom.presses("Choose no. 2").await;
    assert_eq!(full, "💬 You can choose only one in the field “Streets”. Remove the other first.");
}

#[tokio::test]
async fn a_blank_ballot_is_a_choice_with_a_confirmation_of_its_own() {
    let town = Town::new().await;
    let (mina, tom, jun) = (town.member("ko").await, town.member("en").await, town.member("ko").await);
    let id = publish(&town, yes_or_no()).await;
    let ballot = mina.says("/start vote-1").await;
    assert!(ballot.contains("[기권하기]"), "{ballot}");
    assert_snapshot!(mina.presses("기권하기").await, @r###"
    🤖 (고침) <b>먼저 할 사업은?</b>
       
       기권할까요?
       참여한 것으로 세고, 어느 후보에게도 표를 주지 않아요.
       [기권으로 투표하기]
       [다시 고르기] [나중에 하기]
    "###);
    let (cast, on) = mina.button("기권으로 투표하기");
    // Who thinks better of it chooses; the old confirmation is worth nothing then.
    mina.presses("다시 고르기").await;
    mina.presses("1번 고르기").await;
    assert!(mina.press_data(&cast, Some(on)).await.contains("그 뒤에 고른 것이 바뀌었어요"));
    mina.presses("기권하기").await;
    let first = mina.presses("기권으로 투표하기").await;
    assert!(first.contains("투표 완료"), "{first}");
    assert_snapshot!(plain(&mina.presses("내 투표 보기").await), @r###"
    🤖 ‘먼저 할 사업은?’에 이렇게 투표하셨어요.
       기권 (어느 후보도 고르지 않음)
       
       영수증 1번 <code>…</code> · 2026년 12월 1일(화) 오후 6시까지 바꿀 수 있어요.
       [바꾸기] [처음으로]
       [제대로 적혔는지 보기]
    "###);
    let again = mina.presses("바꾸기").await;
    assert!(again.contains("기권으로 제출한 그대로예요"), "{again}");
    tom.says("/start vote-1").await;
    assert_snapshot!(tom.presses("Blank ballot").await, @r###"
    🤖 (고침) <b>Which comes first?</b>
       
       Cast a blank ballot?
       You are counted as taking part, and no option gets a vote.
       [Cast a blank ballot]
       [Choose again] [Later]
    "###);
    tom.presses("Cast a blank ballot").await;
    types(&jun, id, "1").await;
    assert_eq!(lines(&town).await, ["-", "-", "1:1"]);
    // Where there is none, its button is nobody's.
    let other = publish(&town, Poll { question: words("다른 투표", "Another"), ..ranked() }).await;
    let refused = mina.press_data(&data(Press::Blank(other)), None).await;
    assert!(refused.contains("이 투표에는 기권이 없어요"), "{refused}");
    town.goes_to("2026-12-01 18:00").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다. 그 가운데 2명은 기권했습니다.
       
       1위 1번 찬성: 1표, 100.0퍼센트 (뽑힘)
       2번 반대: 0표
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    let told = tom.reads();
    assert!(told.contains("3 people took part. 2 of them cast a blank ballot."), "{told}");
    town.forget_unread();
}

#[tokio::test]
async fn numbers_may_be_typed_for_every_kind_of_ballot() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let polls: [(Poll, &str, &str); 8] = [
        (yes_or_no(), "2번", "1:2"),
        (plan(&Approval, Terms::default()), "2, 4", "A:2,4"),
        (ranked(), "3 > 1 > 2", "R:3>1>2"),
        (Poll { picks: 3, ..plan(&Runoff, Terms::default()) }, "3번 1번", "R:3>1"),
        (score(), "1번 5점, 3번 2점", "S:1=5,3=2"),
        (points(), "1=3 2=1", "S:1=3,2=1"),
        (knapsack(), "②, ③", "A:2,3"),
        (yes_or_no(), "기권", "-"),
    ];
    for (poll, typed, line) in polls {
        let id = publish(&town, poll).await;
        let before = lines(&town).await;
        mina.says(&format!("/start vote-{}", id.0)).await;
        mina.says(typed).await;
        if typed.contains(['점', '=']) {
            mina.presses("제출").await;
        }
        let confirm = if line == "-" { "기권으로 투표하기" } else { "이대로 투표하기" };
        mina.presses(confirm).await;
        let mut after = lines(&town).await;
        after.retain(|known| !before.contains(known));
        assert_eq!(after, [line], "{typed}");
    }
}

#[tokio::test]
async fn what_is_typed_and_would_not_do_is_answered_kindly() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    let before = mina.says("2, 5").await;
    assert!(before.contains("알아듣지 못했어요"), "nobody has opened a ballot: {before}");
    let set = publish(&town, Poll { picks: 2, ..plan(&Approval, Terms::default()) }).await;
    let order = publish(&town, ranked()).await;
    let marks = publish(&town, score()).await;
    let money = publish(&town, knapsack()).await;
    let first = |answer: String| answer.lines().next().unwrap().to_owned();
    let mut said = Vec::new();
    for (citizen, poll, typed) in [
        (&mina, set, "2, 9"),
        (&mina, set, "2 2"),
        (&mina, set, "1, 2, 3"),
        (&mina, set, "3 > 1"),
        (&mina, set, "1번 5점"),
        (&mina, set, "기권"),
        (&mina, order, "1번 5점"),
        (&mina, order, "4 3 2 1"),
        (&mina, marks, "2, 3"),
        (&mina, marks, "1번 9점"),
        (&mina, money, "1, 2, 3, 4"),
        (&tom, set, "2, 9"),
        (&tom, set, "2 > 1"),
        (&tom, order, "1: 5 points"),
        (&tom, marks, "2, 3"),
        (&tom, marks, "1: 9"),
        (&tom, money, "1, 2, 3, 4"),
        (&tom, order, "1 > 1"),
        (&tom, set, "abstain"),
    ] {
        citizen.says(&format!("/start vote-{}", poll.0)).await;
        said.push(format!("{typed}  {}", first(citizen.says(typed).await)));
    }
    assert_snapshot!(said.join("\n"), @r###"
    2, 9  🤖 이 투표에는 9번 후보가 없어요. 1번부터 4번까지 있어요.
    2 2  🤖 2번을 두 번 적으셨어요. 한 번만 적어 주세요.
    1, 2, 3  🤖 2개까지만 고를 수 있어요. 다른 후보를 먼저 빼 주세요.
    3 > 1  🤖 이 투표는 순서나 점수 없이 골라요. 번호만 적어 주세요. 예: 2, 5
    1번 5점  🤖 이 투표는 순서나 점수 없이 골라요. 번호만 적어 주세요. 예: 2, 5
    기권  🤖 이 투표에는 기권이 없어요. 후보를 골라 주시거나, 참여하지 않으셔도 돼요.
    1번 5점  🤖 이 투표는 점수가 아니라 순서로 골라요. 예: 3 > 1 > 2
    4 3 2 1  🤖 3개까지만 고를 수 있어요. 다른 후보를 먼저 빼 주세요.
    2, 3  🤖 이 투표는 점수를 줘요. 번호와 점수를 함께 적어 주세요. 예: 1번 5점, 3번 2점
    1번 9점  🤖 한 후보에 5점까지 줄 수 있어요.
    1, 2, 3, 4  🤖 남은 예산보다 7억 원 더 들어요. 다른 후보를 먼저 빼 주세요.
    2, 9  🤖 There is no option 9 in this poll. They go from 1 to 4.
    2 > 1  🤖 This poll has no order and no points. Please write the numbers only, such as 2, 5
    1: 5 points  🤖 This poll asks for an order, not for points. Write it like 3 > 1 > 2
    2, 3  🤖 This poll asks for points. Write each option with its points, such as 1: 5 points, 3: 2 points
    1: 9  🤖 One option can have up to 5.
    1, 2, 3, 4  🤖 That is ₩700,000,000 more than is left. Remove another one first.
    1 > 1  🤖 You wrote 1 twice. Please write it once.
    abstain  🤖 This poll has no blank ballot. Choose an option, or simply do not take part.
    "###);
    // A word in it, and it is no ballot.
    assert!(mina.says("2번이 왜 비싸요?").await.contains("알아듣지 못했어요"));
    assert!(lines(&town).await.is_empty());
}

#[tokio::test]
async fn a_number_typed_after_the_close_is_told_by_how_much_it_is_late() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    publish(&town, ranked()).await;
    mina.says("/start vote-1").await;
    town.set_clock("2026-12-01 18:00:07");
    let late = mina.says("3 > 1").await;
    assert!(late.contains("이번 표는 7초 늦게 들어와서"), "{late}");
    // The poll's key is gone by then.
    town.goes_to("2026-12-02 04:00").await;
    let late = mina.says("3 > 1").await;
    assert!(late.contains("늦게 들어와서"), "{late}");
    town.goes_to("2026-12-03 18:00").await;
    assert!(mina.says("3 > 1").await.contains("알아듣지 못했어요"), "two days later it is no vote");
    assert!(lines(&town).await.is_empty());
}

#[tokio::test]
async fn the_card_of_an_option_has_all_that_is_known_of_it() {
    let town = Town::new().await;
    let (mina, tom) = (town.member("ko").await, town.stranger("en"));
    let mut poll = fields();
    poll.options.truncate(2);
    poll.terms.fields.truncate(1);
    poll.options[0].about = Some(words("야탑에서 이매까지", "From Yatap to Imae"));
    poll.options[0].place = Some("탄천 산책로".into());
    poll.options[0].picture = Some("path.jpg".into());
    (poll.terms.picks_min, poll.picks) = (1, 1);
    let id = publish(&town, poll).await;
    mina.says("/start vote-1").await;
    mina.presses("길 (고른 것 0)").await;
    let mut card = mina.presses("후보 보기").await;
    if card.contains("2번. ") {
        card = mina.presses("다음 후보").await;
    }
    assert_snapshot!(card.replace("2번째", "1번째").lines().filter(|line| !line.contains("후보]")).collect::<Vec<_>>().join("\n"), @r###"
    🤖 (고침) (후보 2개 중 1번째)
       <b>1번. 야간 조명</b>
       
       야탑에서 이매까지
       
       분야: 길
       
       예산: 4억 원
       
       장소: 탄천 산책로
       [사진 보기]
       [투표지로 가기] [나중에 하기]
    "###);
    assert_snapshot!(mina.presses("사진 보기").await, @r###"🤖 🖼 path.jpg 1번. 야간 조명"###);
    mina.presses("투표지로 가기").await;
    let picture = tom.press_data(&data(Press::Picture(id, OptionId(1))), None).await;
    assert_eq!(picture, "🤖 🖼 path.jpg No. 1: Lights", "everybody may see it");
    let none = tom.press_data(&data(Press::Picture(id, OptionId(2))), None).await;
    assert_eq!(none, "💬 This option has no picture.");
}

#[tokio::test]
async fn sixty_projects_in_eight_fields_are_chosen_without_losing_the_way() {
    let town = Town::new().await;
    let tom = town.member("en").await;
    let mut poll = plan(&Approval, Terms::default());
    let field = |number: usize| {
        let name = words(&format!("{number}번째로 이름이 아주 긴 분야"), &format!("Field {number} with a long name"));
        Field { max: Some(2), ..Field::new(name) }
    };
    poll.terms.fields = (1..=8).map(field).collect();
    poll.options = (1..=60)
        .map(|id| {
            let mut option = Candidate::new(OptionId(id), Words::only("가나다라마바사아자차 ".repeat(9).trim()));
            option.field = usize::try_from((id - 1) % 8 + 1).ok();
            option
        })
        .collect();
    poll.picks = 10;
    publish(&town, poll).await;
    let index = tom.says("/start vote-1").await;
    assert_eq!(index.matches("(0 chosen)]").count(), 8, "{index}");
    let mut seen = std::collections::BTreeSet::new();
    for field in 1..=8 {
        let label = index.split('[').find(|label| label.starts_with(&format!("Field {field} "))).unwrap();
        let page = tom.presses(label.split(']').next().unwrap()).await;
        for number in page.split("[Choose no. ").skip(1) {
            seen.insert(number.split(']').next().unwrap().parse::<u32>().unwrap());
        }
        if field <= 5 {
            let pick = page.split("[Choose no. ").nth(1).unwrap().split(']').next().unwrap().to_owned();
            tom.presses(&format!("Choose no. {pick}")).await;
        }
        assert!(tom.buttons().iter().all(|(data, _)| data.len() <= 64));
        tom.presses("All fields").await;
    }
    assert_eq!(seen.len(), 60);
    tom.presses("Submit").await;
    assert!(tom.presses("Cast this vote").await.contains("Vote cast"));
    assert_eq!(lines(&town).await[0].split(',').count(), 5);
}

#[tokio::test]
async fn a_ballot_of_an_earlier_version_is_counted_shown_and_changed() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan(&Approval, Terms::default())).await;
    types(&mina, id, "1, 3").await;
    types(&jun, id, "2").await;
    let receipt = mina.presses("내 투표 보기").await;
    let earlier = "update ballot set choices = replace(choices, 'A:', '')";
    let db = town.db().await;
    db.write(async move |tx| Ok(sqlx::query(earlier).execute(tx.conn()).await.map(drop)?)).await.unwrap();
    assert_eq!(lines(&town).await, ["1,3", "2"]);
    assert_eq!(mina.presses("내 투표 보기").await, receipt, "also the receipt is the same");
    assert!(mina.says("/start vote-1").await.contains("제출한 그대로예요"));
    types(&jun, id, "2, 3").await;
    assert_eq!(lines(&town).await, ["1,3", "A:2,3"]);
    town.goes_to("2026-12-01 18:00").await;
    let result = load(&town, id).await.result.unwrap();
    assert_eq!((result.ballots, result.ranks[0].option.0, result.ranks[0].votes), (2, 3, 2));
    town.forget_unread();
}

#[tokio::test]
async fn a_result_of_every_method_says_who_won_and_how_that_is_decided() {
    let town = Town::new().await;
    let ballots: [(Poll, [&str; 3]); 8] = [
        (Poll { seats: 2, picks: 1, ..plan(&Single, Terms::default()) }, ["1", "2", "3"]),
        (fields(), ["1, 3", "2, 3, 4", "1, 4"]),
        (ranked(), ["3 > 1 > 2", "1 > 3", "4 > 3 > 1"]),
        (plan(&Runoff, Terms::default()), ["3 > 1", "1 > 3", "4 > 1"]),
        (score(), ["1번 5점", "3번 5점", "2번 4점"]),
        (points(), ["1번 4점", "3번 2점, 1번 2점", "2번 4점"]),
        (knapsack(), ["1, 3", "2, 3", "4"]),
        (plan(&Shares, Terms { budget: Some(700_000_000), ..Terms::default() }), ["1, 3", "3", "4, 2"]),
    ];
    let mut ko = Vec::new();
    let mut en = Vec::new();
    let (mina, jun, tom) = (town.member("ko").await, town.member("ko").await, town.member("en").await);
    for (poll, typed) in ballots {
        let id = publish(&town, poll).await;
        for (citizen, typed) in [&mina, &jun, &tom].into_iter().zip(typed) {
            types(citizen, id, typed).await;
        }
    }
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    for id in 1..=8 {
        let id = PollId(id);
        let outcome = load(&town, id).await.result.unwrap();
        assert_eq!(outcome.ballots, 3);
        ko.push(mina.says(&format!("/start poll-{}", id.0)).await);
        en.push(tom.says(&format!("/start poll-{}", id.0)).await);
    }
    town.forget_unread();
    let body = |all: Vec<String>| {
        let cut =
            |card: String| card.lines().filter(|line| !line.starts_with("   [")).map(str::to_owned).collect::<Vec<_>>();
        all.into_iter().map(|card| cut(card).join("\n")).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(body(ko), @r###"
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       공동 1위 1번 야간 조명: 1표, 33.3퍼센트 (뽑힘)
       공동 1위 2번 통학로 안전: 1표, 33.3퍼센트 (뽑힘)
       공동 1위 3번 어르신 쉼터: 1표, 33.3퍼센트
       4번 순환버스: 0표
       
       표가 같은 후보는 번호가 앞선 순서로 정했습니다.
       1번. 야간 조명
       2번. 통학로 안전
       3번. 어르신 쉼터
       
       정하는 방법: 표가 많은 순서로 2개를 뽑습니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       공동 1위 1번 야간 조명: 2표, 66.7퍼센트 (뽑힘)
       공동 1위 3번 어르신 쉼터: 2표, 66.7퍼센트 (뽑힘)
       공동 1위 4번 순환버스: 2표, 66.7퍼센트
       4위 2번 통학로 안전: 1표, 33.3퍼센트
       
       표가 같은 후보는 번호가 앞선 순서로 정했습니다.
       1번. 야간 조명
       3번. 어르신 쉼터
       4번. 순환버스
       
       정하는 방법: 표가 많은 순서로 2개를 뽑습니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       1위 3번 어르신 쉼터: 다른 후보 3개를 이김 (뽑힘)
       2위 1번 야간 조명: 다른 후보 2개를 이김
       공동 3위 2번 통학로 안전: 이긴 후보 없음
       공동 3위 4번 순환버스: 이긴 후보 없음
       
       정하는 방법: 두 후보씩 견주어, 더 많은 사람이 앞에 놓은 쪽이 이깁니다. 다른 후보를 모두 이기는 순서로 1개를 뽑습니다. (슐체 방식)
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       1위 1번 야간 조명: 마지막 회차 2표 (뽑힘)
       2위 3번 어르신 쉼터: 마지막 회차 1표
       3위 4번 순환버스: 마지막 회차 1표
       2번 통학로 안전: 마지막 회차 0표
       
       표가 가장 적은 후보가 여럿이면 번호가 뒤인 후보를 먼저 뺐습니다.
       1번. 야간 조명
       3번. 어르신 쉼터
       4번. 순환버스
       
       1회차: 1위는 1번(1표), 가장 적은 2번(0표)이 빠졌습니다.
       2회차: 1위는 1번(1표), 가장 적은 4번(1표)이 빠졌습니다.
       3회차: 1번이 2표로 절반을 넘었습니다.
       
       정하는 방법: 첫째로 꼽은 사람이 절반을 넘는 후보가 나올 때까지, 가장 적은 후보를 하나씩 빼고 그 표를 다음 순위로 옮깁니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       공동 1위 1번 야간 조명: 합해서 5점 (뽑힘)
       공동 1위 3번 어르신 쉼터: 합해서 5점
       3위 2번 통학로 안전: 합해서 4점
       4번 순환버스: 합해서 0점
       
       점수가 같은 후보는 번호가 앞선 순서로 정했습니다.
       1번. 야간 조명
       3번. 어르신 쉼터
       
       정하는 방법: 점수의 합이 높은 순서로 1개를 뽑습니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       1위 1번 야간 조명: 합해서 6점 (뽑힘)
       2위 2번 통학로 안전: 합해서 4점
       3위 3번 어르신 쉼터: 합해서 2점
       4번 순환버스: 합해서 0점
       
       정하는 방법: 받은 점수가 많은 순서로 1개를 뽑습니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       1위 3번 어르신 쉼터: 2표, 66.7퍼센트 (뽑힘)
       공동 2위 2번 통학로 안전: 1표, 33.3퍼센트 (뽑힘)
       공동 2위 1번 야간 조명: 1표, 33.3퍼센트
       공동 2위 4번 순환버스: 1표, 33.3퍼센트
       
       표가 같은 후보는 비용이 적은 순서로 정했습니다.
       2번. 통학로 안전
       1번. 야간 조명
       4번. 순환버스
       
       예산 7억 원 가운데 5억 원을 씁니다. 2억 원이 남습니다.
       
       정하는 방법: 표가 많은 순서로, 모두 7억 원을 넘지 않게 뽑습니다. 남은 예산에 들어가지 않는 후보는 건너뜁니다.
    🤖 <b>먼저 할 사업은?</b>
       투표 결과입니다. 3명이 참여했습니다.
       
       1위 3번 어르신 쉼터: 2표, 66.7퍼센트 (뽑힘)
       공동 2위 2번 통학로 안전: 1표, 33.3퍼센트 (뽑힘)
       공동 2위 1번 야간 조명: 1표, 33.3퍼센트
       공동 2위 4번 순환버스: 1표, 33.3퍼센트
       
       표가 같은 후보는 비용이 적은 순서로 정했습니다.
       2번. 통학로 안전
       1번. 야간 조명
       4번. 순환버스
       
       예산 7억 원 가운데 5억 원을 씁니다. 2억 원이 남습니다.
       
       정하는 방법: 예산 7억 원을 투표한 사람 수대로 똑같이 나누고, 같은 후보를 고른 사람들이 그 몫을 모아 낼 수 있으면 뽑습니다. 남은 예산은 표가 많은 순서로 씁니다. (균등 몫 방식)
    "###);
    assert_snapshot!(body(en), @r###"
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Joint rank 1: no. 1, Lights, 1 vote, 33.3 percent (chosen)
       Joint rank 1: no. 2, Safe ways to school, 1 vote, 33.3 percent (chosen)
       Joint rank 1: no. 3, A rest house, 1 vote, 33.3 percent
       No. 4, A loop bus, no votes
       
       Between options with equal votes, the lower number decided.
       No. 1: Lights
       No. 2: Safe ways to school
       No. 3: A rest house
       
       How it is decided: the 2 options with the most votes are chosen.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Joint rank 1: no. 1, Lights, 2 votes, 66.7 percent (chosen)
       Joint rank 1: no. 3, A rest house, 2 votes, 66.7 percent (chosen)
       Joint rank 1: no. 4, A loop bus, 2 votes, 66.7 percent
       Rank 4: no. 2, Safe ways to school, 1 vote, 33.3 percent
       
       Between options with equal votes, the lower number decided.
       No. 1: Lights
       No. 3: A rest house
       No. 4: A loop bus
       
       How it is decided: the 2 options with the most votes are chosen.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Rank 1: no. 3, A rest house, beats 3 others (chosen)
       Rank 2: no. 1, Lights, beats 2 others
       Joint rank 3: no. 2, Safe ways to school, beats no other
       Joint rank 3: no. 4, A loop bus, beats no other
       
       How it is decided: any two options are compared, and the one that more people put first beats the other. The one that beats all others is chosen. (Schulze method)
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Rank 1: no. 1, Lights, 2 votes in its last round (chosen)
       Rank 2: no. 3, A rest house, one vote in its last round
       Rank 3: no. 4, A loop bus, one vote in its last round
       No. 2, Safe ways to school, 0 votes in its last round
       
       Of several with the fewest votes, the one with the higher number left first.
       No. 1: Lights
       No. 3: A rest house
       No. 4: A loop bus
       
       Round 1: no. 1 leads with 1 vote, no. 2 leaves with 0.
       Round 2: no. 1 leads with 1 vote, no. 4 leaves with 1.
       Round 3: no. 1 has 2 votes, more than half.
       
       How it is decided: until one is the first choice of more than half, the one with the fewest leaves and its votes go to the next choice.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Joint rank 1: no. 1, Lights, 5 points in all (chosen)
       Joint rank 1: no. 3, A rest house, 5 points in all
       Rank 3: no. 2, Safe ways to school, 4 points in all
       No. 4, A loop bus, 0 points in all
       
       Between options with equal points, the lower number decided.
       No. 1: Lights
       No. 3: A rest house
       
       How it is decided: the option with the highest sum of marks is chosen.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Rank 1: no. 1, Lights, 6 points in all (chosen)
       Rank 2: no. 2, Safe ways to school, 4 points in all
       Rank 3: no. 3, A rest house, 2 points in all
       No. 4, A loop bus, 0 points in all
       
       How it is decided: the option with the most points is chosen.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Rank 1: no. 3, A rest house, 2 votes, 66.7 percent (chosen)
       Joint rank 2: no. 2, Safe ways to school, 1 vote, 33.3 percent (chosen)
       Joint rank 2: no. 1, Lights, 1 vote, 33.3 percent
       Joint rank 2: no. 4, A loop bus, 1 vote, 33.3 percent
       
       Between options with equal votes, the lower cost decided.
       No. 2: Safe ways to school
       No. 1: Lights
       No. 4: A loop bus
       
       ₩500,000,000 of ₩700,000,000 is spent. ₩200,000,000 is left.
       
       How it is decided: by most votes, as long as all together costs no more than ₩700,000,000. What does not fit the money left is passed over.
    🤖 <b>Which comes first?</b>
       The result. 3 people took part.
       
       Rank 1: no. 3, A rest house, 2 votes, 66.7 percent (chosen)
       Joint rank 2: no. 2, Safe ways to school, 1 vote, 33.3 percent (chosen)
       Joint rank 2: no. 1, Lights, 1 vote, 33.3 percent
       Joint rank 2: no. 4, A loop bus, 1 vote, 33.3 percent
       
       Between options with equal votes, the lower cost decided.
       No. 2: Safe ways to school
       No. 1: Lights
       No. 4: A loop bus
       
       ₩500,000,000 of ₩700,000,000 is spent. ₩200,000,000 is left.
       
       How it is decided: everybody who votes gets the same part of ₩700,000,000, and what its supporters can pay together is chosen. What is left is spent by most votes. (Method of Equal Shares)
    "###);
}

#[tokio::test]
async fn what_no_button_of_such_a_ballot_carries_is_refused() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for poll in [ranked(), score(), points(), knapsack(), fields(), yes_or_no()] {
        let id = publish(&town, poll).await;
        for forged in [
            data(Press::Pick(id, OptionId(99))),
            data(Press::Mark(id, OptionId(99), 1)),
            data(Press::Mark(id, OptionId(1), 4_000_000_000)),
            data(Press::Mark(id, OptionId(1), 1)),
            data(Press::Mark(id, OptionId(1), 0)),
            data(Press::Drop(id, OptionId(1))),
            data(Press::Fields(id)),
            data(Press::Page(id, 4_000_000)),
            data(Press::Picture(id, OptionId(99))),
            data(Press::Summary(id)),
            data(Press::Cast(id, "000000000000".into())),
            data(Press::Blank(PollId(77))),
        ] {
            let answer = mina.press_data(&forged, None).await;
            assert!(answer.contains("🤖") || answer.contains("💬"), "{forged}: {answer}");
        }
    }
    assert!(lines(&town).await.is_empty());
    let mut tx = town.db().await.read().await.unwrap();
    assert_eq!(ballot::store::count(&mut tx, PollId(1)).await.unwrap(), 0);
}

#[tokio::test]
async fn where_nobody_beats_all_others_the_result_says_so() {
    let town = Town::new().await;
    let (mina, jun, tom) = (town.member("ko").await, town.member("ko").await, town.member("en").await);
    let id = publish(&town, ranked()).await;
    types(&mina, id, "1 > 2 > 3").await;
    types(&jun, id, "2 > 3 > 1").await;
    types(&tom, id, "3 > 1 > 2").await;
    town.goes_to("2026-12-01 18:00").await;
    let told = mina.reads();
    let circle =
        "다른 후보를 모두 이긴 후보가 없어, 서로 물고 물리는 다음 후보들 사이는 가장 센 이김부터 따라갔습니다.";
    assert!(told.contains(circle) && told.contains("견주어도 같은 후보는 번호가 앞선 순서로 정했습니다."), "{told}");
    let told = tom.reads();
    assert!(told.contains("Nobody beats all others.") && told.contains("No. 3: A rest house"), "{told}");
    town.forget_unread();
}
