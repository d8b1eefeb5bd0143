//! Ballots on paper: checked off by code, entered by one, confirmed by another, and counted with the
//! ballots in the box so that everybody can count again.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::person::Role;
use madang::poll::proof::publish;
use madang::poll::proof::rules::audit;
use madang::poll::proof::rules::bundle::{self};
use madang::poll::proof::rules::verify::Claim;
use madang::poll::voting::{Approval, Knapsack, Method, Points, Ranking, Runoff, Score, Shares};
use madang::poll::{Candidate, DeskPress, Eligible, OptionId, Poll, PollId, State, life, paper};
use town::polls::{broken, codes, files, forged, load, words};
use town::{Citizen, Town, seoul};

fn plan(code: bool) -> Poll {
    let options = [("산책로 조명", "Lights"), ("통학로", "Ways to school"), ("쉼터", "A rest house")];
    let options = (1..).zip(options).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("무엇을 먼저 할까요?", "What comes first?");
    let eligible = Eligible { code, ..Eligible::default() };
    let mut poll = Poll { eligible, ..Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00")) };
    poll.terms.blank = true;
    poll
}

async fn publish_poll(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

fn at_desk(press: DeskPress) -> String {
    madang::bot::Press::Desk(madang::bot::Desk::Poll(press)).encode()
}

/// Votes on a telephone for one option.
async fn votes(citizen: &Citizen, id: PollId, taps: &[&str]) {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    for tap in taps {
        citizen.presses(tap).await;
    }
    citizen.presses("이대로 투표하기").await;
}

/// Enters a count: station, ballots, blank, invalid, and what the others say.
async fn enters(clerk: &Citizen, id: PollId, said: &[&str]) -> String {
    clerk.press_data(&at_desk(DeskPress::PaperNew(id)), None).await;
    let mut last = String::new();
    for said in said {
        last = clerk.says(said).await;
    }
    last
}

async fn confirms(clerk: &Citizen) -> String {
    clerk.reads();
    clerk.presses("개표 보기").await;
    clerk.presses("투표소 기록과 같음, 확인").await
}

async fn closed(town: &Town) {
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
}

#[tokio::test]
async fn what_one_has_entered_counts_when_another_has_confirmed_it() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(false)).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    let mut people = Vec::new();
    for option in [1, 1, 2, 3, 1, 2] {
        let citizen = town.member("ko").await;
        votes(&citizen, id, &[&format!("{option}번 고르기")]).await;
        people.push(citizen);
    }
    author.press_data(&at_desk(DeskPress::Open(id)), None).await;
    assert_snapshot!(author.presses("종이 투표").await, @r###"
    🤖 <b>종이 투표</b> · ‘무엇을 먼저 할까요?’
       
       아직 적은 투표소가 없어요.
       
       한 사람이 적고 다른 담당자가 확인해야 셉니다. 2026년 12월 1일(화) 오후 6시 마감 전에 확인까지 마쳐 주세요. 투표 코드가 없는 투표라 휴대전화로도 투표했는지는 확인할 수 없어요.
       [개표 적기]
       [투표 상태 보기]
       [처음으로]
    "###);
    author.presses("개표 적기").await;
    assert!(author.says("가").await.contains("적어도 2자"));
    author.says("야탑1동").await;
    assert!(author.says("많이").await.contains("숫자로 적어 주세요"));
    author.says("12장").await;
    assert!(author.says("13").await.contains("12보다 많을 수 없어요"));
    author.says("1").await;
    assert_snapshot!(author.says("1").await, @r###"
    🤖 나머지 10장에서 후보마다 몇 표(점)인가요? 한 줄에 하나씩 적어 주세요. 예: 1번 23
       
       1번. 산책로 조명
       2번. 통학로
       3번. 쉼터
       [뒤로] [그만두기]
    "###);
    assert!(author.says("1번 3\n2번 7").await.contains("3번 후보의 수가 없어요"));
    assert!(author.says("3 7 1").await.contains("모두 더하면 11인데, 10이 되어야 해요"));
    town.restart().await;
    assert_snapshot!(author.says("1번 2표\n2번 7표\n3번 1표").await, @r###"
    🤖 <b>‘야탑1동’ 개표를 이렇게 낼까요?</b> 다른 담당자가 확인하면 셉니다.
       
       투표함의 표 12장: 유효 10장, 기권 1장, 무효 1장
       
       1번. 산책로 조명: 2
       2번. 통학로: 7
       3번. 쉼터: 1
       [내고 확인 부탁하기]
       [뒤로] [그만두기]
    "###);
    assert_snapshot!(author.presses("내고 확인 부탁하기").await, @r###"
    🤖 개표를 냈어요. 다른 담당자 1명에게 확인을 부탁했어요. 확인하면 셉니다.
       [개표 보기]
       [종이 투표] [투표 상태 보기]
       [처음으로]
    "###);
    // Who has entered it cannot confirm it.
    assert!(author.presses("개표 보기").await.contains("적은 사람은 확인할 수 없어요"));
    let press = at_desk(DeskPress::ConfirmSheet(paper::SheetId(1)));
    assert!(author.press_data(&press, None).await.contains("적은 사람은 확인할 수 없어요"));
    assert_snapshot!(other.reads(), @r###"
    🤖 ‘무엇을 먼저 할까요?’ 투표의 종이 개표를 확인해 주세요: 야탑1동
       직원 #1이 적었어요. 2026년 12월 1일(화) 오후 6시 마감 전에 확인해야 셉니다.
       [개표 보기]
    "###);
    assert_snapshot!(other.presses("개표 보기").await, @r###"
    🤖 <b>야탑1동</b> 개표, 확인을 기다려요.
       적은 사람: 직원 #1, 2026년 11월 23일(월) 오전 10시
       
       투표함의 표 12장: 유효 10장, 기권 1장, 무효 1장
       
       1번. 산책로 조명: 2
       2번. 통학로: 7
       3번. 쉼터: 1
       [투표소 기록과 같음, 확인] [돌려보내기]
       [종이 투표] [투표 상태 보기]
       [처음으로]
    "###);
    assert!(other.presses("투표소 기록과 같음, 확인").await.contains("이제 셉니다"));
    assert!(author.reads().contains("확인했어요. 이제 셉니다"));
    assert!(other.press_data(&press, None).await.contains("그사이 상태가 바뀌었어요"), "once");
    closed(&town).await;
    assert_snapshot!(people[0].reads(), @r###"
    🤖 <b>무엇을 먼저 할까요?</b>
       투표 결과입니다. 18명이 참여했습니다. 그 가운데 1명은 기권했습니다.
       
       1위 2번 통학로: 9표, 56.3퍼센트 (뽑힘)
       2위 1번 산책로 조명: 5표, 31.3퍼센트
       3위 3번 쉼터: 2표, 12.5퍼센트
       
       <b>참여 방법</b>
       • 온라인: 6명
       • 종이: 12명 (기권 1장, 무효 1장)
       투표 코드가 없는 투표라, 한 사람이 휴대전화로도 하고 현장이나 종이로도 투표했는지는 확인할 수 없었습니다.
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    // Everybody counts again, and whatever a forger changes shows.
    let files = files(&town, id).await;
    assert_eq!(broken(&files), []);
    assert_eq!(files[bundle::PAPER_VOTES], b"option,votes\r\n1,2\r\n2,7\r\n3,1\r\n");
    for (name, from, to) in [
        (bundle::PAPER, "\"ballots\":12,\"blank\"", "\"ballots\":13,\"blank\""),
        (bundle::PAPER, "\"invalid\":1", "\"invalid\":0"),
        (bundle::PAPER, "야탑1동", "야탑2동"),
        (bundle::PAPER_VOTES, "2,7", "2,6"),
        (bundle::PAPER_VOTES, "2,7\r\n3,1", "2,6\r\n3,2"),
        (bundle::RESULT, "\"paper_invalid\":1", "\"paper_invalid\":2"),
        (bundle::RESULT, "\"online\":6", "\"online\":5"),
        (bundle::RESULT, "\"votes\":9", "\"votes\":8"),
        (bundle::CHECKPOINTS, "\npaper ", "\npapier "),
    ] {
        assert!(!broken(&forged(&files, name, from, to)).is_empty(), "{name}: {from} for {to}");
    }
    for name in [bundle::PAPER, bundle::PAPER_VOTES] {
        let mut fewer = files.clone();
        fewer.remove(name);
        let sums = bundle::sums(&fewer);
        fewer.insert(bundle::SUMS.into(), sums);
        assert!(broken(&fewer).iter().any(|claim| matches!(claim, Claim::Paper(_))), "without {name}");
    }
    let readme = String::from_utf8(files["README-ko.txt"].clone()).unwrap();
    assert!(readme.contains("paper.csv: 종이 표의 내용"), "{readme}");
    // A panel counts line by line, with the paper.
    let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
    let panel = publish::for_audit(&mut tx, &city, id).await.unwrap();
    let found = audit::audit(&panel, &city.keys.salts_key(id).unwrap()).unwrap();
    assert!(found.iter().all(|(_, holds, _)| *holds), "{found:?}");
    drop(tx);
    let acts = town.rows("audit").await;
    for act in ["poll.paper'", "poll.paper-confirm'"] {
        assert_eq!(acts.iter().filter(|row| row.contains(act)).count(), 1, "{act}: {acts:?}");
    }
    town.forget_unread();
}

#[tokio::test]
async fn a_count_goes_back_and_a_correction_needs_both_again() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(false)).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    enters(&author, id, &["야탑1동", "10", "0", "0", "10 0 0"]).await;
    author.presses("내고 확인 부탁하기").await;
    other.reads();
    other.presses("개표 보기").await;
    other.presses("돌려보내기").await;
    other.says("2번에도 표가 있었어요.").await;
    assert!(author.reads().contains("까닭: 2번에도 표가 있었어요."));
    author.presses("개표 보기").await;
    assert!(author.presses("고치기").await.contains("‘야탑1동’ 투표함에"));
    for said in ["10", "0", "0", "6 4 0"] {
        author.says(said).await;
    }
    author.presses("내고 확인 부탁하기").await;
    // The same station is not entered twice.
    assert!(enters(&other, id, &["야탑1동"]).await.contains("이미 적혀 있어요"));
    other.presses("그만두기").await;
    confirms(&other).await;
    // Somebody else corrects what counts; until that is confirmed the former counts.
    other.press_data(&at_desk(DeskPress::Papers(id)), None).await;
    other.presses("야탑1동 보기").await;
    other.presses("고치기").await;
    other.presses("새로 시작").await;
    for said in ["10", "1", "0", "5 4 0"] {
        other.says(said).await;
    }
    other.presses("내고 확인 부탁하기").await;
    let sum = async |town: &Town| {
        let mut tx = town.db().await.read().await.unwrap();
        let sum = paper::sum(&mut tx, id).await.unwrap().unwrap();
        (sum.ballots, sum.blank)
    };
    assert_eq!(sum(&town).await, (10, 0));
    author.reads();
    let shown = author.presses("개표 보기").await;
    assert!(shown.contains("지금 세고 있는 것") && shown.contains("2번. 통학로: 4"), "{shown}");
    author.presses("투표소 기록과 같음, 확인").await;
    assert_eq!(sum(&town).await, (10, 1));
    let states: Vec<_> = town
        .rows("poll_paper")
        .await
        .iter()
        .map(|row| row.split("state='").nth(1).unwrap().split('\'').next().unwrap().to_owned())
        .collect();
    assert_eq!(states, ["withdrawn", "replaced", "confirmed"]);
    town.forget_unread();
}

#[tokio::test]
async fn a_code_that_got_a_ballot_on_paper_votes_nowhere_else() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(true)).await;
    let codes = codes(&town, id, 3).await;
    let (clerk, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    mina.says(&format!("코드 {}", codes[0])).await;
    clerk.press_data(&at_desk(DeskPress::Papers(id)), None).await;
    clerk.presses("코드 확인").await;
    let typed = format!("{}\n{}\nK7F2-9QMD-0S3T-XW4B\n종이", codes[0], codes[1]);
    let said = clerk.says(&typed).await;
    assert!(said.contains("휴대전화에서 이미 넣은 코드예요"), "{said}");
    assert!(said.contains("확인했어요. 용지를 드려도 돼요."), "{said}");
    assert!(said.contains("그런 코드가 없어요") && said.contains("글자와 숫자 16개"), "{said}");
    assert!(said.contains("지금까지 1개를 확인했어요"), "{said}");
    assert!(clerk.says(&codes[1]).await.contains("종이 투표 용지를 이미 받았어요"));
    assert!(clerk.presses("다 확인했어요").await.contains("종이 투표 용지를 받은 코드: 1개"));
    assert!(tom.says(&format!("code {}", codes[1])).await.contains("a ballot on paper already"));
    clerk.press_data(&at_desk(DeskPress::Help(id)), None).await;
    assert!(clerk.says(&codes[1]).await.contains("종이 투표 용지를 이미 받았어요"));
    // There cannot be more ballots than codes.
    assert!(enters(&clerk, id, &["야탑1동", "2"]).await.contains("확인한 코드가 1개뿐이라"));
    for said in ["1", "0", "0", "1 0 0"] {
        clerk.says(said).await;
    }
    clerk.presses("내고 확인 부탁하기").await;
    confirms(&other).await;
    assert!(enters(&clerk, id, &["야탑2동", "1"]).await.contains("확인한 코드가 1개뿐이라"));
    assert!(town.rows("audit").await.iter().any(|row| row.contains("poll.paper-codes")));
    town.forget_unread();
}

#[tokio::test]
async fn what_is_not_confirmed_in_time_is_not_counted_and_nothing_is_told_by_itself() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(false)).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    let moderator = town.staff(Role::Moderator).await;
    assert!(!moderator.press_data(&at_desk(DeskPress::Papers(id)), None).await.contains("종이"));
    enters(&author, id, &["야탑1동", "10", "0", "0", "10 0 0"]).await;
    author.presses("내고 확인 부탁하기").await;
    enters(&author, id, &["야탑2동", "5", "0", "0", "5 0 0"]).await;
    author.presses("내고 확인 부탁하기").await;
    // One went back and was not mended.
    other.press_data(&at_desk(DeskPress::ReturnSheet(paper::SheetId(2))), None).await;
    other.says("다시 세어 주세요.").await;
    other.reads();
    let desk = other.press_data(&at_desk(DeskPress::Open(id)), None).await;
    assert!(desk.contains("확인을 기다리는 종이 개표가 1건"), "{desk}");
    closed(&town).await;
    assert!(
        other.reads().contains("투표가 끝났습니다. 결과는 아직 발표하지 않았습니다"),
        "staff are told that it waits"
    );
    town.forget_unread();
    assert_eq!(load(&town, id).await.state, State::Closed);
    other.press_data(&at_desk(DeskPress::Sheet(paper::SheetId(1))), None).await;
    assert!(other.presses("투표소 기록과 같음, 확인").await.contains("마감 전까지만"));
    assert!(author.press_data(&at_desk(DeskPress::PaperNew(id)), None).await.contains("마감 전까지만"));
    let desk = other.press_data(&at_desk(DeskPress::Open(id)), None).await;
    assert!(desk.contains("마감까지 확인하지 않아 세지 않은 종이 개표가 2건"), "{desk}");
    assert!(desk.contains("[종이 투표]"), "{desk}");
    assert!(other.presses("결과 미리 보기").await.contains("종이 개표 2건은 위 결과에 들어 있지 않아요"));
    other.presses("결과 발표").await;
    town.pass().await;
    assert_eq!(load(&town, id).await.result.unwrap().ballots, 0);
    assert_eq!(broken(&files(&town, id).await), []);
    town.forget_unread();
}

/// A poll by each method, what is typed of its ballots, how a citizen votes, and the first option's figure then.
#[tokio::test]
async fn every_method_counts_paper_and_box_together() {
    let lines = "3 > 1\n1 > 2 x 4";
    let sets = "1, 2\n3 x 4";
    for (method, paper, taps, first) in [
        (&Approval as &'static dyn Method, "4 2 1", &["1번 고르기", "제출"][..], 10),
        (&Points, "20 3 2", &["1번 1점 더", "제출"], 26),
        (&Score, "1 20 3\n2 5 0\n3 0 0", &["1번 5점", "제출"], 50),
        (&Ranking, lines, &["1번을 1순위로", "제출"], 2),
        (&Runoff, lines, &["1번을 1순위로", "제출"], 10),
        (&Knapsack, sets, &["1번 고르기", "제출"], 7),
        (&Shares, sets, &["1번 고르기", "제출"], 7),
    ] {
        let town = Town::new().await;
        let mut poll = Poll { method, picks: 2, ..plan(false) };
        (poll.terms.points, poll.terms.budget) = (Some(5), Some(500));
        (1..).zip(&mut poll.options).for_each(|(cost, option)| option.cost = Some(100 * cost));
        let id = publish_poll(&town, poll).await;
        let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
        for _ in 0..6 {
            votes(&town.member("ko").await, id, taps).await;
        }
        let sure = enters(&author, id, &["야탑1동", "7", "1", "1", paper]).await;
        assert!(sure.contains("이렇게 낼까요"), "{method:?}: {sure}");
        author.presses("내고 확인 부탁하기").await;
        confirms(&other).await;
        closed(&town).await;
        let poll = load(&town, id).await;
        let told = poll.result.unwrap();
        assert_eq!((told.ballots, told.blank, told.participants()), (12, 1, 13), "{method:?}");
        let of = |id| told.ranks.iter().find(|ranked| ranked.option == OptionId(id)).unwrap().votes;
        assert_eq!(of(1), first, "{method:?}: {:?}", told.ranks);
        assert_eq!(broken(&files(&town, id).await), [], "{method:?}");
        let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
        let panel = publish::for_audit(&mut tx, &city, id).await.unwrap();
        let found = audit::audit(&panel, &city.keys.salts_key(id).unwrap()).unwrap();
        assert!(found.iter().all(|(_, holds, _)| *holds), "{method:?}: {found:?}");
        town.forget_unread();
    }
}

#[tokio::test]
async fn lines_of_ballots_are_checked_one_by_one() {
    let town = Town::new().await;
    let id = publish_poll(&town, Poll { method: &Ranking, picks: 2, ..plan(false) }).await;
    let author = town.staff(Role::Clerk).await;
    enters(&author, id, &["야탑1동", "3", "0", "0"]).await;
    assert!(author.says("3 > 1\n안녕").await.contains("‘안녕’ 줄을 읽지 못했어요"));
    assert!(author.says("3 > 1 > 2").await.contains("유효한 표가 아니에요"));
    assert!(author.says("3 > 9").await.contains("유효한 표가 아니에요"));
    assert!(author.says("기권").await.contains("기권은 앞에서 이미 적었어요"));
    assert!(author.says("3 > 1 x 4").await.contains("있어야 할 3장보다 많아요"));
    assert!(author.says("3 > 1").await.contains("3장 가운데 1장을 적었어요"));
    author.presses("적은 표 모두 지우기").await;
    assert!(author.says("3 > 1 x 2").await.contains("3장 가운데 2장을 적었어요"));
    let sure = author.says("2").await;
    assert!(sure.contains("3 &gt; 1: 2장") && sure.contains("2: 1장"), "{sure}");
    town.forget_unread();
}

#[tokio::test]
async fn parts_that_are_few_are_told_together_only() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(false)).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    for _ in 0..6 {
        votes(&town.member("ko").await, id, &["1번 고르기"]).await;
    }
    enters(&author, id, &["야탑1동", "2", "0", "0", "0 1 1"]).await;
    author.presses("내고 확인 부탁하기").await;
    confirms(&other).await;
    closed(&town).await;
    let files = files(&town, id).await;
    assert_eq!(broken(&files), []);
    assert!(!files.contains_key(bundle::PAPER_VOTES));
    assert_eq!(files["votes.csv"], b"option,votes\r\n1,6\r\n2,1\r\n3,1\r\n");
    assert!(!broken(&forged(&files, "votes.csv", "2,1", "2,2")).is_empty());
    town.forget_unread();
}

#[tokio::test]
async fn in_english_too() {
    let town = Town::new().await;
    let id = publish_poll(&town, plan(true)).await;
    let code = codes(&town, id, 1).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    author.says("English").await;
    other.says("English").await;
    author.press_data(&at_desk(DeskPress::CheckOff(id)), None).await;
    assert_snapshot!(author.says(&code[0]).await.replace(&code[0][15..], "…"), @r###"
    🤖 ……: checked. You can hand out the ballot.
       
       <b>Codes for ballots on paper</b> · “What comes first?”
       Please type the code before you hand out a ballot; several are fine, one a line. With a code that was checked one cannot vote on a telephone or on site, and this cannot be undone.
       Checked so far: 1
       [All checked]
       [Stop here]
    "###);
    author.presses("All checked").await;
    author.presses("Enter a count").await;
    for said in ["Yatap 1-dong", "1", "0", "0"] {
        author.says(said).await;
    }
    assert_snapshot!(author.says("1 1 0").await, @r###"
    🤖 All together they make 2, and it must be 1. Please count again.
       
       How many votes (points) did each option get on the other 1? One a line, like: 1: 23
       
       No. 1: Lights
       No. 2: Ways to school
       No. 3: A rest house
       [Back] [Stop here]
    "###);
    assert_snapshot!(author.says("1 0 0").await, @r###"
    🤖 <b>Hand in this count of “Yatap 1-dong”?</b> It counts once another member of staff has confirmed it.
       
       One ballot in the box: 1 valid, 0 blank, 0 invalid
       
       1. Lights: 1
       2. Ways to school: 0
       3. A rest house: 0
       [Hand it in]
       [Back] [Stop here]
    "###);
    author.presses("Hand it in").await;
    assert_snapshot!(other.reads(), @r###"
    🤖 Please confirm a count on paper for “What comes first?”: Yatap 1-dong
       Staff #1 has entered it. Only what is confirmed before the close counts: Tue, 1 December 2026, 18:00.
       [See the count]
    "###);
    other.presses("See the count").await;
    assert_snapshot!(other.presses("As the station says: confirm").await, @r###"
    🤖 The count of “Yatap 1-dong” is confirmed. It counts now.
       [Ballots on paper] [See how it stands]
       [Home]
    "###);
    assert_snapshot!(other.presses("Ballots on paper").await, @r###"
    🤖 <b>Ballots on paper</b> · “What comes first?”
       
       [confirmed] Yatap 1-dong: one ballot
       
       Codes that got a ballot on paper: 1
       
       What one has entered counts once another member of staff has confirmed it. Please finish both before the close: Tue, 1 December 2026, 18:00. Check the code whenever you hand out a ballot, so that nobody votes twice.
       [See Yatap 1-dong]
       [Enter a count] [Check codes]
       [See how it stands]
       [Home]
    "###);
    let poll = load(&town, id).await;
    closed(&town).await;
    let told = load(&town, id).await.result.unwrap();
    assert_eq!((poll.result, told.participants(), told.on_paper()), (None, 1, 1));
    author.reads();
    assert_snapshot!(author.says(&format!("/start poll-{}", id.0)).await, @r###"
    🤖 <b>What comes first?</b>
       The result. One person took part.
       
       Rank 1: no. 1, Lights, 1 vote, 100.0 percent (chosen)
       No. 2, Ways to school, no votes
       No. 3, A rest house, no votes
       
       Only one person took part, so this result tells what they chose.
       
       <b>How people took part</b>
       • Online: 0
       • On paper: 1
       
       How it is decided: the option with the most votes is chosen.
       [As a picture] [File to check it]
       [See the options] [How is it kept secret?]
       [All polls] [Home]
    "###);
    town.forget_unread();
}
