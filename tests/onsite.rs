//! Votes on site: a helper of the staff finds out who somebody is and hands over the telephone. Nobody
//! votes twice, and nothing of a choice stays with the helper.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::person::Role;
use madang::poll::eligible::Code;
use madang::poll::proof::rules::bundle;
use madang::poll::proof::rules::verify::{Brought, verify};
use madang::poll::proof::{self, publish};
use madang::poll::voting::{Approval, Method, Points, Ranking, Score};
use madang::poll::{Candidate, DeskPress, Eligible, OptionId, Poll, PollId, ballot, eligible, life, store};
use town::polls::words;
use town::{Citizen, Town, seoul};

fn plan(code: bool) -> Poll {
    let options = [("산책로 조명", "Lights"), ("통학로", "Ways to school"), ("쉼터", "A rest house")];
    let options = (1..).zip(options).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("무엇을 먼저 할까요?", "What comes first?");
    let eligible = Eligible { code, ..Eligible::default() };
    Poll { eligible, ..Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00")) }
}

fn by(method: &'static dyn Method) -> Poll {
    Poll { method, picks: 2, ..plan(false) }
}

async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

async fn codes(town: &Town, id: PollId, count: usize) -> Vec<Code> {
    let codes: Vec<Code> = (0..count).map(|_| Code::draw().unwrap()).collect();
    let hashes: Vec<_> = codes.iter().map(|code| code.inner().hash(id)).collect();
    let keep = async move |tx: &mut madang::db::Tx| Ok(eligible::store::add_codes(tx, id, &hashes).await?);
    town.db().await.write(keep).await.unwrap();
    codes
}

/// Turnout and ballots.
async fn counts(town: &Town, id: PollId) -> (i64, i64) {
    let mut tx = town.db().await.read().await.unwrap();
    (ballot::store::turnout(&mut tx, id).await.unwrap(), ballot::store::count(&mut tx, id).await.unwrap())
}

fn at_desk(press: DeskPress) -> String {
    madang::bot::Press::Desk(madang::bot::Desk::Poll(press)).encode()
}

/// Helps somebody up to their ballot.
async fn helps(clerk: &Citizen, id: PollId, known: &str) -> String {
    clerk.press_data(&at_desk(DeskPress::Open(id)), None).await;
    clerk.presses("현장 투표 돕기").await;
    clerk.says(known).await;
    clerk.presses("투표 시작").await
}

/// What is different each time is left out.
fn plain(text: &str) -> String {
    let mut rest = text;
    let mut all = String::new();
    while let Some((before, after)) = rest.split_once("<code>") {
        let (_, after) = after.split_once("</code>").unwrap();
        all.push_str(before);
        all.push('…');
        rest = after;
    }
    all + rest
}

#[tokio::test]
async fn somebody_with_a_code_votes_on_a_helpers_telephone_and_nothing_of_it_stays_there() {
    let town = Town::new().await;
    let id = publish(&town, plan(true)).await;
    let (clerk, code) = (town.staff(Role::Clerk).await, codes(&town, id, 1).await[0].to_string());
    let desk = clerk.press_data(&at_desk(DeskPress::Open(id)), None).await;
    assert!(desk.contains("[현장 투표 돕기]"), "{desk}");
    assert_snapshot!(clerk.presses("현장 투표 돕기").await, @r###"
    🤖 <b>현장 투표</b> · ‘무엇을 먼저 할까요?’
       투표하실 분의 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 투표를 마칠 때 코드를 쓰고, 그만두면 쓰지 않아요.
       [그만두기]
    "###);
    assert!(clerk.says("K7F2").await.contains("글자와 숫자 16개"));
    assert!(clerk.says("K7F2-9QMD-0S3T-XW4B").await.contains("그런 코드가 없어요"));
    assert_snapshot!(clerk.says(&code.to_lowercase()).await, @r###"
    🤖 ‘무엇을 먼저 할까요?’
       <b>이제 전화기를 투표하실 분께 드려 주세요.</b> 투표하시는 동안 화면을 보지 마세요.
       단추로만 고르고, 한 번 제출하면 바꿀 수 없다고 알려 주세요. 15분 동안 누르지 않으면 투표지를 닫아요.
       [투표 시작]
       [투표하지 않고 끝내기]
    "###);
    town.restart().await;
    let ballot = clerk.presses("투표 시작").await;
    assert!(ballot.starts_with("🤖 (고침)"), "in place of what was there: {ballot}");
    assert!(ballot.contains("[투표하지 않고 끝내기]") && !ballot.contains("나중에 하기"), "{ballot}");
    let option = clerk.presses("후보 보기").await;
    assert!(option.contains("(고침)") && option.contains("[투표하지 않고 끝내기]"), "{option}");
    clerk.presses("투표지로 가기").await;
    assert_snapshot!(clerk.presses("2번 고르기").await, @r###"
    🤖 (고침) <b>무엇을 먼저 할까요?</b>
       
       이대로 투표할까요?
       2번. 통학로
       [이대로 투표하기]
       [다시 고르기]
       [투표하지 않고 끝내기]
    "###);
    assert_eq!(counts(&town, id).await, (0, 0));
    let cast = clerk.presses("이대로 투표하기").await;
    assert_snapshot!(plain(&cast), @r###"
    🤖 (고침) <b>투표했어요</b> · ‘무엇을 먼저 할까요?’
       영수증 1번 …
       이 번호를 적어 가세요. 나중에 누구나 ‘영수증’과 번호를 적어 기록장에 있는지 볼 수 있고, 무엇을 골랐는지는 나오지 않아요.
       전화기를 담당자에게 돌려주세요.
       [다음 분 돕기]
       [투표 상태 보기] [처음으로]
    "###);
    assert_eq!(counts(&town, id).await, (1, 1));
    // Nothing of the choice is left: not on the screen, not in what was sent, not among what is helped.
    let screen = clerk.screen();
    assert!(!screen.contains("통학로") && !screen.contains("2번"), "{screen}");
    for table in ["outbox", "poll_help", "dialogue", "audit", "poll_helped"] {
        let rows = town.rows(table).await.join("\n");
        assert!(!rows.contains("통학로") && !rows.contains("1:2"), "{table}: {rows}");
    }
    assert!(town.rows("poll_help").await.is_empty());
    let turnout = town.rows("turnout").await;
    assert!(turnout[0].contains("channel='onsite'") && turnout[0].contains("person=-"), "{turnout:?}");
    // The receipt that they wrote down is found, from any telephone.
    let (anybody, receipt) = (town.member("ko").await, cast.split("<code>").nth(1).unwrap().split('<').next().unwrap());
    assert!(anybody.says(&format!("영수증 {receipt}")).await.contains("기록장"), "{receipt}");
    // Who pressed twice still sees the receipt.
    let screen = clerk.screen();
    let twice = DeskPress::Booth(1, madang::poll::Press::Cast(id, "0".repeat(12)));
    let (_, message) = clerk.button("다음 분 돕기");
    assert!(clerk.press_data(&at_desk(twice), Some(message)).await.starts_with("💬 지난 투표지의 단추"));
    assert_eq!(clerk.screen(), screen);
    // A button of that ballot does nothing any more.
    let old = at_desk(DeskPress::Booth(1, madang::poll::Press::Begin(id)));
    assert!(clerk.press_data(&old, None).await.contains("지난 투표지의 단추"));
    town.forget_unread();
}

#[tokio::test]
async fn a_code_counts_once_on_site_or_on_a_telephone() {
    let town = Town::new().await;
    let id = publish(&town, plan(true)).await;
    let codes = codes(&town, id, 2).await;
    let (clerk, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    // On the telephone first.
    mina.says(&format!("코드 {}", codes[0])).await;
    mina.presses("1번 고르기").await;
    mina.presses("이대로 투표하기").await;
    clerk.press_data(&at_desk(DeskPress::Help(id)), None).await;
    let refused = clerk.says(&codes[0].to_string()).await;
    assert!(refused.contains("휴대전화에서 이미 넣은 코드예요"), "{refused}");
    clerk.presses("그만두기").await;
    mina.presses("바꾸기").await;
    mina.presses("2번 고르기").await;
    assert!(mina.presses("이대로 투표하기").await.contains("투표 완료"), "the telephone keeps its vote");
    // On site first.
    helps(&clerk, id, &codes[1].to_string()).await;
    // Somebody else helps the same person at another table.
    helps(&other, id, &codes[1].to_string()).await;
    other.presses("2번 고르기").await;
    clerk.presses("1번 고르기").await;
    assert!(clerk.presses("이대로 투표하기").await.contains("투표했어요"));
    let twice = other.presses("이대로 투표하기").await;
    assert!(twice.contains("현장에서 이미 투표했어요") && !twice.contains("통학로"), "{twice}");
    assert_eq!(counts(&town, id).await, (2, 2));
    assert!(tom.says(&format!("code {}", codes[1])).await.contains("voted on site already"));
    assert!(clerk.presses("다음 분 돕기").await.contains("투표 코드를 적어"));
    assert!(clerk.says(&codes[1].to_string()).await.contains("현장에서 이미 투표했어요"));
    town.forget_unread();
}

#[tokio::test]
async fn a_code_that_went_to_a_telephone_meanwhile_is_not_counted_on_site() {
    let town = Town::new().await;
    let id = publish(&town, plan(true)).await;
    let code = codes(&town, id, 1).await[0].to_string();
    let (clerk, mina) = (town.staff(Role::Clerk).await, town.member("ko").await);
    helps(&clerk, id, &code).await;
    clerk.presses("1번 고르기").await;
    mina.says(&format!("코드 {code}")).await;
    let late = clerk.presses("이대로 투표하기").await;
    assert!(late.contains("휴대전화에서 이미 넣은 코드예요") && !late.contains("조명"), "{late}");
    assert_eq!(counts(&town, id).await, (0, 0));
    town.forget_unread();
}

#[tokio::test]
async fn without_codes_a_line_of_the_register_votes_once_and_a_helper_keeps_their_own_vote() {
    let town = Town::new().await;
    let id = publish(&town, by(&Approval)).await;
    let (clerk, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    clerk.says(&format!("/start vote-{}", id.0)).await;
    clerk.presses("3번 고르기").await;
    clerk.press_data(&at_desk(DeskPress::Help(id)), None).await;
    assert_snapshot!(clerk.says("김민아 850101").await, @r###"
    🤖 명부의 번호만 적어 주세요. 예: 12, 명부가 여럿이면 A-12. 이름이나 생년월일은 받지 않아요.
       
       <b>현장 투표</b> · ‘무엇을 먼저 할까요?’
       현장 명부에 투표하실 분을 적고, 그 명부 번호를 여기에 적어 주세요. 같은 번호로는 한 번만 투표할 수 있어요.
       이름이나 생년월일은 여기에 적지 마세요. 휴대전화로 이미 투표하신 분이 아닌지 본인에게 물어봐 주세요. 저희는 확인할 수 없어요.
       [그만두기]
    "###);
    clerk.says("12").await;
    let ballot = clerk.presses("투표 시작").await;
    assert!(!ballot.contains("[고름]"), "the helper's own draft is not on it: {ballot}");
    clerk.presses("1번 고르기").await;
    assert!(clerk.says("2").await.contains("단추로만"), "numbers that are typed would stay");
    clerk.presses("2번 고르기").await;
    assert!(clerk.presses("3번 고르기").await.contains("2개까지"), "limits hold here too");
    clerk.presses("제출").await;
    town.restart().await;
    assert!(clerk.presses("이대로 투표하기").await.contains("투표했어요"));
    other.press_data(&at_desk(DeskPress::Help(id)), None).await;
    for same in [" 1 2 ", "012", "12번", "１２", "#12", "⑫"] {
        assert!(other.says(same).await.contains("그 명부 번호로는 이미 투표했어요"), "{same}");
    }
    let register = town.rows("poll_register").await;
    let kept = register[0].split("entry=X'").nth(1).unwrap().trim_end_matches('\'');
    assert!(register.len() == 1 && kept.len() == 64, "a hash, and not what was typed: {register:?}");
    // The helper's own ballot is as they left it.
    clerk.says(&format!("/start vote-{}", id.0)).await;
    assert!(clerk.presses("제출").await.contains("3번"));
    assert!(clerk.presses("이대로 투표하기").await.contains("투표 완료"));
    assert_eq!(counts(&town, id).await, (2, 2));
    town.forget_unread();
}

#[tokio::test]
async fn every_kind_of_ballot_is_cast_on_site() {
    for (method, taps) in [
        (&Ranking as &'static dyn Method, &["3번을 1순위로", "1번을 2순위로", "제출"][..]),
        (&Points, &["1번 1점 더", "1번 1점 더", "제출"]),
        (&Score, &["1번 5점", "제출"]),
        (&Approval, &["2번 고르기", "2번 빼기", "1번 고르기", "제출"]),
    ] {
        let town = Town::new().await;
        let mut poll = by(method);
        poll.terms.points = Some(5);
        let id = publish(&town, poll).await;
        let clerk = town.staff(Role::Clerk).await;
        let ballot = helps(&clerk, id, "7").await;
        for tap in taps {
            if clerk.has(tap) {
                clerk.presses(tap).await
            } else {
                panic!("no {tap} in {ballot}\n{}", clerk.screen())
            };
        }
        assert!(clerk.presses("이대로 투표하기").await.contains("투표했어요"), "{method:?}");
        assert_eq!(counts(&town, id).await, (1, 1), "{method:?}");
        town.forget_unread();
    }
}

#[tokio::test]
async fn a_ballot_that_is_left_lying_or_too_late_is_taken_off_the_telephone() {
    let town = Town::new().await;
    let mut poll = plan(true);
    poll.terms.blank = true;
    let id = publish(&town, poll).await;
    let code = codes(&town, id, 1).await[0].to_string();
    let (clerk, moderator) = (town.staff(Role::Clerk).await, town.staff(Role::Moderator).await);
    assert!(!moderator.press_data(&at_desk(DeskPress::Help(id)), None).await.contains("현장 투표"));
    helps(&clerk, id, &code).await;
    clerk.presses("1번 고르기").await;
    assert!(clerk.screen().contains("조명"));
    town.wait(TimeDelta::minutes(15)).await;
    assert!(clerk.reads().contains("투표지를 닫았어요"));
    assert!(!clerk.screen().contains("조명"), "{}", clerk.screen());
    // Ended by the voter: the code can still be used.
    helps(&clerk, id, &code).await;
    clerk.presses("1번 고르기").await;
    let left = clerk.presses("투표하지 않고 끝내기").await;
    assert!(left.contains("투표하지 않고 끝냈어요"), "{left}");
    // A second help takes the place of the first.
    helps(&clerk, id, &code).await;
    clerk.presses("2번 고르기").await;
    let (cast, message) = clerk.button("이대로 투표하기");
    helps(&clerk, id, &code).await;
    let old = clerk.press_data(&cast, Some(message)).await;
    assert!(old.contains("지난 투표지의 단추"), "{old}");
    // The close comes while they think.
    clerk.presses("기권하기").await;
    let (cast, message) = clerk.button("기권으로 투표하기");
    town.goes_to("2026-12-01 18:00").await;
    assert!(clerk.reads().contains("투표지를 닫았어요"));
    clerk.press_data(&cast, Some(message)).await;
    assert!(clerk.press_data(&at_desk(DeskPress::Help(id)), None).await.contains("표를 받지 않아요"));
    assert_eq!(counts(&town, id).await, (0, 0));
    assert!(town.rows("poll_help").await.is_empty());
    town.forget_unread();
}

#[tokio::test]
async fn who_helped_how_many_stands_in_the_audit_trail_without_times() {
    let town = Town::new().await;
    let id = publish(&town, plan(false)).await;
    let clerk = town.staff(Role::Clerk).await;
    for number in ["1", "2"] {
        helps(&clerk, id, number).await;
        clerk.presses("1번 고르기").await;
        clerk.presses("이대로 투표하기").await;
    }
    let acts = |rows: Vec<String>| rows.into_iter().filter(|row| row.contains("poll.help")).collect::<Vec<_>>();
    assert!(acts(town.rows("audit").await).is_empty());
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    let acts = acts(town.rows("audit").await);
    assert!(acts.len() == 1 && acts[0].contains(r#"{"voters":2}"#), "{acts:?}");
    assert!(town.rows("poll_register").await.is_empty(), "it goes with the key");
    // The result tells how many came so; the log does not tell which lines are theirs.
    let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
    let told = store::poll(&mut tx, id).await.unwrap().unwrap().result.clone().unwrap();
    assert_eq!(told.ways.map(|ways| (ways.online, ways.onsite, ways.paper)), Some((0, 2, 0)));
    let files = publish::bundle(&mut tx, &city, id).await.unwrap();
    assert!(verify(&files, &Brought::default()).iter().all(|finding| finding.holds));
    let notes = String::from_utf8(files[bundle::CHECKPOINTS].clone()).unwrap();
    assert!(notes.contains("\nonsite 2\n"), "{notes}");
    let leaf = proof::opened(&mut tx, &city, id, 1).await.unwrap().unwrap();
    assert_eq!(leaf.channel, "town");
    drop(tx);
    clerk.reads();
    let card = clerk.says(&format!("/start poll-{}", id.0)).await;
    assert!(card.contains("• 온라인: 0명\n   • 현장: 2명\n   투표 코드가 없는 투표라"), "{card}");
    town.forget_unread();
}

#[tokio::test]
async fn in_english_too() {
    let town = Town::new().await;
    let id = publish(&town, plan(false)).await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("English").await;
    clerk.press_data(&at_desk(DeskPress::Open(id)), None).await;
    assert_snapshot!(clerk.presses("Help somebody vote on site").await, @r###"
    🤖 <b>Vote on site</b> · “What comes first?”
       Please write the voter into the register at the desk, and type the number of that line here. With one number one can vote once.
       Do not type a name or a date of birth. Please ask whether they have voted on a telephone already: we cannot know that.
       [Stop here]
    "###);
    assert_snapshot!(clerk.says("12").await, @r###"
    🤖 “What comes first?”
       <b>Please hand the telephone to the voter now,</b> and do not look at it while they vote.
       Tell them to use the buttons only, and that a vote cannot be changed once it is cast. If nothing is pressed for 15 minutes, the ballot is closed.
       [Begin to vote]
       [End without voting]
    "###);
    clerk.presses("Begin to vote").await;
    clerk.presses("Choose no. 1").await;
    assert_snapshot!(plain(&clerk.presses("Cast this vote").await), @r###"
    🤖 (고침) <b>Voted</b> · “What comes first?”
       Receipt no. 1 …
       Please write this number down. Anybody can type “receipt” and the number later to see that it is in the log; it does not tell what was chosen.
       Please give the telephone back.
       [Help the next person]
       [See how it stands] [Home]
    "###);
    clerk.presses("Help the next person").await;
    assert!(clerk.says("12").await.contains("With that number somebody has voted already"));
    clerk.says("13").await;
    assert!(clerk.presses("End without voting").await.contains("Ended without voting"));
    town.forget_unread();
}

#[tokio::test]
async fn a_code_that_staff_type_where_nothing_is_asked_is_nobodys_until_they_say_whose() {
    let town = Town::new().await;
    let id = publish(&town, plan(true)).await;
    let clerk = town.staff(Role::Clerk).await;
    let code = codes(&town, id, 1).await.remove(0).to_string();
    assert_snapshot!(clerk.says(&code).await, @r###"
    🤖 투표 코드 같아요. 누구의 코드인가요? 아직 쓰지 않았으니 고르신 다음 한 번 더 적어 주세요.
       [현장 투표 돕기] [코드 확인]
       [내 코드로 투표하기]
       [처음으로]
    "###);
    clerk.presses("현장 투표 돕기").await;
    clerk.says(&code).await;
    assert!(clerk.presses("투표하지 않고 끝내기").await.contains("다시 쓸 수 있어요"));
    clerk.says("English").await;
    assert!(clerk.says(&code).await.contains("Whose is it?"));
    clerk.presses("Vote with my own code").await;
    assert!(clerk.says(&code).await.contains("Your code is good"), "it is theirs once they say so");
    town.forget_unread();
}
