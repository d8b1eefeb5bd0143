//! Who may vote: a clerk says it, everybody reads the poll, and whoever may not vote is told the reason
//! and how to mend it. Codes are used once, and a person with a thousand wrong ones gets nowhere.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::process::Command;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::channel::Input;
use madang::person::Role;
use madang::poll::eligible::{Code, Tie};
use madang::poll::proof::Pledge;
use madang::poll::{Candidate, Eligible, OptionId, Poll, PollId, Press, ballot, eligible, life};
use town::polls::load;
use town::{Citizen, Town, seoul};

const YATAP: &str = "4113562000";
const DANDAE: &str = "4113151000";
const NEW: &str = r#"{"s":{"po":"new"}}"#;

fn plan(eligible: Eligible) -> Poll {
    let words = |ko: &str, en: &str| Words { ko: ko.into(), en: Some(en.into()) };
    let options = [("산책로 조명", "Lights"), ("통학로", "Ways to school")];
    let options = (1..).zip(options).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("무엇을 먼저 할까요?", "What comes first?");
    Poll { eligible, ..Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00")) }
}

fn young() -> Eligible {
    Eligible { age_min: Some(19), age_max: Some(34), ..Eligible::default() }
}

fn coded() -> Eligible {
    Eligible { code: true, ..Eligible::default() }
}

async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

/// Turnout and ballots.
async fn counts(town: &Town, id: PollId) -> (i64, i64) {
    let mut tx = town.db().await.read().await.unwrap();
    (ballot::store::turnout(&mut tx, id).await.unwrap(), ballot::store::count(&mut tx, id).await.unwrap())
}

/// Votes from the ballot on.
async fn chooses(citizen: &Citizen, option: i64) -> String {
    citizen.presses(&format!("{option}번 고르기")).await;
    citizen.presses("이대로 투표하기").await
}

/// New codes of a poll.
async fn codes(town: &Town, id: PollId, count: usize) -> Vec<Code> {
    let codes: Vec<Code> = (0..count).map(|_| Code::draw().unwrap()).collect();
    let hashes: Vec<_> = codes.iter().map(|code| code.inner().hash(id)).collect();
    let keep = async move |tx: &mut madang::db::Tx| Ok(eligible::store::add_codes(tx, id, &hashes).await?);
    town.db().await.write(keep).await.unwrap();
    codes
}

/// Everything in the database and what lies beside it, as bytes.
async fn whole_database(town: &Town) -> Vec<u8> {
    town.db().await.checkpoint().await;
    let mut all = std::fs::read(town.file()).unwrap();
    for beside in ["-wal", "-journal"] {
        let mut path = town.file().into_os_string();
        path.push(beside);
        all.extend(std::fs::read(path).unwrap_or_default());
    }
    all
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

fn data(press: Press) -> String {
    madang::bot::Press::Poll(press).encode()
}

#[tokio::test]
async fn a_clerk_says_who_may_vote_by_taps_and_sees_it_in_the_preview() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(NEW, None).await;
    clerk.presses("찬반").await;
    clerk.says("청년 수당을 늘릴까요?").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("게시하면 바로").await;
    clerk.says("12/1 18:00").await;
    let area = clerk.presses("맞아요").await;
    assert!(area.contains("[시 전체, 누구나]") && area.contains("[나이·직장·코드 조건 더하기]"), "{area}");
    assert_snapshot!(clerk.presses("나이·직장·코드 조건 더하기").await, @r###"
    🤖 누가 참여하는지 좁히고 싶으면 골라 주세요. 고르지 않은 것은 묻지 않아요.
       사는지 일하는지와 나이는 본인이 말한 대로 믿어요. 한 사람이 한 번만 투표해야 한다면 코드를 나눠 주세요.
       [살아요] [일해요] [공부해요]
       [나이: 만 14세 이상]
       [투표 코드가 있어야 해요]
       [다 골랐어요]
       [뒤로] [그만두기]
    "###);
    clerk.presses("일해요").await;
    clerk.presses("공부해요").await;
    town.restart().await;
    let switched = clerk.presses("투표 코드가 있어야 해요").await;
    assert!(switched.contains("[[고름] 일해요] [[고름] 공부해요]"), "{switched}");
    clerk.presses("나이: 만 14세 이상").await;
    for wrong in ["청년", "9-12", "34-19", "19-999"] {
        assert!(clerk.says(wrong).await.contains("나이를 읽지 못했어요"), "{wrong}");
    }
    clerk.says("만 19세부터 34세까지").await;
    assert_snapshot!(clerk.presses("다 골랐어요").await, @r###"
    🤖 누가 참여하나요? 구를 고르면 그 구 전체나 한 동을 고를 수 있어요. 동 이름을 적어도 돼요.
       (성남시 전체는 위의 두 단추)
       
       <b>더한 조건</b>
       • 그곳에 직장이나 학교가 있는 분
       • 만 19세부터 34세까지
       • 투표 코드를 받은 분
       [시 전체, 누구나]
       [시 전체, 동네를 알린 분]
       [수정구] [중원구] [분당구]
       [여러 곳 고르기]
       [나이·직장·코드 조건 더하기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("분당구").await;
    clerk.presses("이 구 전체").await;
    let preview = clerk.presses("마감하면 바로").await;
    assert!(
        preview.contains("참여: 분당구에 직장이나 학교가 있는 분 (만 19세부터 34세까지, 시에서 받은 투표 코드 필요)"),
        "{preview}"
    );
    assert!(preview.contains("madang codes"), "{preview}");
    // One step back and a change of mind.
    clerk.presses("고치기").await;
    clerk.presses("참여 대상").await;
    clerk.presses("나이·직장·코드 조건 더하기").await;
    clerk.presses("[고름] 투표 코드가 있어야 해요").await;
    clerk.presses("뒤로").await;
    clerk.presses("분당구").await;
    let preview = clerk.presses("이 구 전체").await;
    assert!(!preview.contains("코드"), "{preview}");
    clerk.presses("게시").await;
    let poll = load(&town, PollId(1)).await;
    let expected = Eligible { ties: vec![Tie::Works, Tie::Studies], age_min: Some(19), age_max: Some(34), code: false };
    assert_eq!((&poll.eligible, poll.area.as_str()), (&expected, "41135"));
    // It is frozen with the rest: another rule is another hash.
    let city = town.city().await;
    let pledge = Pledge::of(&city, poll.id).unwrap();
    let frozen = life::frozen(&poll, Some(&pledge)).unwrap();
    assert!(frozen.contains(r#""eligible":{"age_max":34,"age_min":19,"ties":["works","studies"]}"#), "{frozen}");
    assert_eq!(madang::poll::keys::hex_hash(frozen.as_bytes()), poll.hash);
    let other = Poll { eligible: Eligible::default(), ..poll };
    assert!(!life::frozen(&other, Some(&pledge)).unwrap().contains("eligible"));
    town.forget_unread();
}

#[tokio::test]
async fn everybody_is_asked_nothing_more_than_before() {
    let town = Town::new().await;
    let id = publish(&town, plan(Eligible::default())).await;
    let mina = town.member("ko").await;
    mina.says("/start vote-1").await;
    chooses(&mina, 1).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    assert_eq!(town.rows("poll_roll").await, Vec::<String>::new(), "a poll for everybody has no roll");
}

#[tokio::test]
async fn who_lives_there_says_that_they_work_there() {
    let town = Town::new().await;
    let works = Eligible { ties: vec![Tie::Works], ..Eligible::default() };
    let id = publish(&town, Poll { area: "41135".into(), needs_dong: true, ..plan(works) }).await;
    let mina = town.resident("ko", YATAP).await;
    let card = mina.says("/start poll-1").await;
    assert!(card.contains("참여: 분당구에 직장이 있는 분 (만 14세 이상)"), "{card}");
    let options = mina.presses("후보 보기").await;
    assert!(options.contains("산책로 조명") || options.contains("통학로"), "everybody may read: {options}");
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 이 투표에는 다음 분이 참여할 수 있어요: 분당구에 직장이 있는 분 (만 14세 이상)
       고르신 답: ‘살아요’. 바뀌었거나 잘못 골랐다면 다시 알려 주세요. 후보는 누구나 볼 수 있어요.
       [사는지 일하는지 알려 주기]
       [동네 알려 주기] [후보 보기]
       [처음으로]
    "###);
    assert!(mina.press_data(&data(Press::Pick(id, OptionId(1))), None).await.contains("직장이 있는 분"));
    let tie = mina.presses("사는지 일하는지 알려 주기").await;
    assert!(tie.contains("야탑1동에서 무엇을 하세요?"), "{tie}");
    town.restart().await;
    assert!(mina.presses("일해요").await.contains("1번 고르기"));
    chooses(&mina, 1).await;
    assert_eq!(counts(&town, id).await, (1, 1));

    let tom = town.member("en").await;
    assert_snapshot!(tom.says("/start vote-1").await, @r###"
    🤖 This poll is for those who work in Bundang-gu, aged 14 or older.
       You have not told your neighbourhood yet. Tell it, and I say at once whether you can vote.
       [Tell my neighbourhood] [See the options]
       [Home]
    "###);
    tom.presses("Tell my neighbourhood").await;
    tom.says("Yatap 1-dong").await;
    let skipped = tom.presses("Skip").await;
    assert_snapshot!(skipped, @r###"
    💬 Saved.
    🤖 This poll is for those who work in Bundang-gu, aged 14 or older.
       You have not told yet whether you live, work or study in your neighbourhood. Tell it, and I say at once whether you can vote.
       [Say that I live or work there] [See the options]
       [Home]
    "###);
    tom.presses("Say that I live or work there").await;
    assert_snapshot!(tom.presses("I study there").await, @r###"
    💬 Saved.
    🤖 This poll is for those who work in Bundang-gu, aged 14 or older.
       Of your neighbourhood you said “I study there”. If that has changed or you chose wrongly, tell it again. Everybody may see the options.
       [Say that I live or work there]
       [Tell my neighbourhood] [See the options]
       [Home]
    "###);
    assert_eq!(counts(&town, id).await, (1, 1));
    town.forget_unread();
}

#[tokio::test]
async fn an_age_is_a_yes_or_no_and_no_date_is_kept() {
    let town = Town::new().await;
    let id = publish(&town, plan(young())).await;
    let mina = town.member("ko").await;
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 이 투표에는 다음 분이 참여할 수 있어요: 성남시 누구나 (만 19세부터 34세까지)
       <b>1991년 11월 24일부터 2007년 11월 23일 사이에 태어나셨나요?</b>
       생년월일은 묻지 않아요. 여기서 답하신 것만 이 투표에 적어 두고, 마감한 뒤 열쇠를 없앨 때 함께 지워요.
       [네, 맞아요] [아니요]
       [후보 보기] [처음으로]
    "###);
    let todo = mina.says("할일").await;
    assert!(todo.contains("무엇을 먼저"), "a poll that only asks for the age waits for them: {todo}");
    mina.press_data(&data(Press::AskAge(id)), None).await;
    assert_snapshot!(mina.presses("아니요").await, @r###"
    🤖 (고침) 이 투표에는 다음 분이 참여할 수 있어요: 성남시 누구나 (만 19세부터 34세까지)
       나이가 맞지 않는다고 하셔서 투표할 수 없어요. 잘못 눌렀다면 다시 답해 주세요. 후보는 누구나 볼 수 있어요.
       [나이 다시 답하기] [후보 보기]
       [처음으로]
    "###);
    assert!(!mina.says("할일").await.contains("무엇을 먼저"));
    assert!(mina.says("/start vote-1").await.contains("나이가 맞지 않는다고"));
    mina.presses("나이 다시 답하기").await;
    town.restart().await;
    assert!(mina.presses("네, 맞아요").await.contains("1번 고르기"));
    chooses(&mina, 2).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    assert_eq!(town.rows("poll_roll").await.len(), 1);

    let tom = town.member("en").await;
    assert_snapshot!(tom.says("/start vote-1").await, @r###"
    🤖 This poll is for anybody in Seongnam aged 19 to 34.
       <b>Were you born from 24 November 1991 to 23 November 2007?</b>
       We do not ask your date of birth. Only what you answer here is kept, for this poll, and erased with its key after the close.
       [Yes] [No]
       [See the options] [Home]
    "###);
    assert_snapshot!(tom.presses("No").await, @r###"
    🤖 (고침) This poll is for anybody in Seongnam aged 19 to 34.
       You said that your age does not fit, so you cannot vote. If you pressed the wrong button, answer again. Everybody may see the options.
       [Answer again] [See the options]
       [Home]
    "###);
    // A button of a poll that asks for no age, or of none that there is.
    let other = publish(&town, plan(Eligible::default())).await;
    assert!(tom.press_data(&data(Press::Age(other, false)), None).await.contains("What comes first?"));
    tom.press_data(&data(Press::Age(PollId(99), true)), None).await;
    town.goes_to("2026-12-01 18:00").await;
    assert!(tom.press_data(&data(Press::Age(id, true)), None).await.contains("ended on"));
    assert_eq!(counts(&town, id).await, (1, 1));
    town.forget_unread();
}

#[tokio::test]
async fn who_has_voted_moves_away_and_keeps_their_vote() {
    let town = Town::new().await;
    let id = publish(&town, Poll { area: "41135".into(), needs_dong: true, ..plan(Eligible::default()) }).await;
    let (voter, late) = (town.resident("ko", YATAP).await, town.resident("ko", YATAP).await);
    voter.says("/start vote-1").await;
    chooses(&voter, 1).await;
    late.says("/start vote-1").await;
    for citizen in [&voter, &late] {
        citizen.press_data(&madang::bot::Press::Person(madang::person::Press::Where).encode(), None).await;
        citizen.says("단대동").await;
        citizen.presses("살아요").await;
    }
    assert!(voter.says("/start vote-1").await.contains("제출한 그대로예요"));
    chooses(&voter, 2).await;
    assert!(late.says("/start vote-1").await.contains("분당구에 계신 분만"), "who has not voted is asked anew");
    // Also after having had a vote opened, which takes it out of the box.
    voter.presses("제대로 적혔는지 보기").await;
    voter.presses("열어서 확인하고 다시 투표").await;
    assert_eq!(counts(&town, id).await, (0, 0));
    voter.says("/start vote-1").await;
    chooses(&voter, 1).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    let mut tx = town.db().await.read().await.unwrap();
    let by_gu = ballot::store::turnout_by_gu(&mut tx, id).await.unwrap();
    assert_eq!(by_gu, [(Some("41135".to_owned()), 1)], "counted where they belonged at first");
    drop(tx);
    let roll = town.rows("poll_roll").await;
    assert!(roll.len() == 1 && roll[0].contains("2026-11-23") && roll[0].contains("41135"), "{roll:?}");
    // The roll goes with the key that links ballots to people.
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    assert!(load(&town, id).await.key_destroyed_at.is_some());
    assert_eq!(town.rows("poll_roll").await, Vec::<String>::new());
    town.forget_unread();
}

#[tokio::test]
async fn a_code_is_typed_and_gives_one_vote() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let codes = codes(&town, id, 2).await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    assert_snapshot!(mina.says("/start vote-1").await, @r###"
    🤖 이 투표를 하려면 시에서 나눠 드린 투표 코드가 있어야 해요. 코드 하나로 한 사람이 투표하고, 마감 전까지 바꿀 수 있어요.
       코드를 받지 못했다면 마을공동체과 시민소통협력팀(031-729-0000)에 물어봐 주세요. 후보는 누구나 볼 수 있어요.
       [투표 코드 넣기] [후보 보기]
       [처음으로]
    "###);
    assert_snapshot!(mina.presses("투표 코드 넣기").await, @r###"
    🤖 ‘무엇을 먼저 할까요?’ 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 예: K7F2-9QMD-0S3T-XW4B
       붙임표가 없거나 소문자여도 괜찮아요. 코드를 쓰셨다는 것만 적어 두고, 어느 코드였는지는 함께 적지 않아요.
       [그만두기]
    "###);
    assert_snapshot!(mina.says("제 코드가 뭐였죠?").await, @r###"
    🤖 투표 코드는 글자와 숫자 16개예요. 받으신 그대로 글자로 적어 주세요.
       
       ‘무엇을 먼저 할까요?’ 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 예: K7F2-9QMD-0S3T-XW4B
       붙임표가 없거나 소문자여도 괜찮아요. 코드를 쓰셨다는 것만 적어 두고, 어느 코드였는지는 함께 적지 않아요.
       [그만두기]
    "###);
    assert!(mina.photo("letter.jpg").await.contains("글자로 적어 주세요"));
    assert_snapshot!(mina.says("K7F2-9QMD-0S3T-XW4B").await, @r###"
    🤖 그런 코드가 없어요. 받으신 그대로인지 확인해 주세요. 4번 더 적을 수 있어요.
       
       ‘무엇을 먼저 할까요?’ 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 예: K7F2-9QMD-0S3T-XW4B
       붙임표가 없거나 소문자여도 괜찮아요. 코드를 쓰셨다는 것만 적어 두고, 어느 코드였는지는 함께 적지 않아요.
       [그만두기]
    "###);
    town.restart().await;
    let ballot = mina.says(&codes[0].to_string().to_lowercase().replace('-', " ")).await;
    assert!(ballot.contains("코드를 확인했어요") && ballot.contains("1번 고르기"), "{ballot}");
    chooses(&mina, 1).await;
    // A second code is not used up by who has brought one.
    let again = mina.says(&format!("코드 {}", codes[1])).await;
    assert!(again.contains("이미 넣으셨어요"), "{again}");

    jun.says("코드").await;
    assert_snapshot!(jun.says(&codes[0].to_string()).await, @r###"
    🤖 이 코드는 다른 계정에서 썼어요. 코드 하나로 한 사람이 한 번만 투표할 수 있어요.
       • 그 계정이 있으면: 그 계정에서 마감 전까지 표를 바꿀 수 있어요.
       • 그 계정을 잃었거나 본인이 쓰지 않았으면: 코드를 가지고 마을공동체과 시민소통협력팀(031-729-0000)에 알려 주세요. 누구에게 드린 코드인지 확인해 드려요.
       비밀을 지키려고 어느 계정이 썼는지는 적어 두지 않아요. 그래서 그 코드로 낸 표는 다른 계정으로 옮기거나 지울 수 없고, 낸 그대로 세요.
       [코드 다시 넣기] [후보 보기]
       [처음으로]
    "###);
    jun.presses("코드 다시 넣기").await;
    assert!(jun.says("그만두기").await.contains("언제든지"));
    assert!(!jun.says("할일").await.contains("코드 넣기"), "nothing was begun that one would want back");
    // Typed where nothing was asked it looks like a receipt, and is none.
    assert!(jun.says(&codes[1].to_string()).await.contains("코드를 확인했어요"));
    chooses(&jun, 2).await;
    assert_eq!(counts(&town, id).await, (2, 2));

    let clerk = town.staff(Role::Clerk).await;
    let desk = clerk.press_data(r#"{"s":{"po":{"open":1}}}"#, None).await;
    assert!(desk.contains("투표 코드: 2개 가운데 2개를 썼어요"), "{desk}");
    let bytes = whole_database(&town).await;
    for code in &codes {
        let plain = code.to_string();
        assert!(!has(&bytes, &plain) && !has(&bytes, &plain.replace('-', "")), "a code lies in the database");
    }
    // No table has a person and a hash.
    let mut tx = town.db().await.read().await.unwrap();
    for (table, expected) in [
        ("poll_code", vec!["poll", "hash", "used", "used_at"]),
        ("poll_roll", vec!["poll", "person", "age", "code", "admitted", "gu", "tie"]),
        ("poll_code_try", vec!["person", "since", "tries"]),
    ] {
        let columns = sqlx::query_scalar("select name from pragma_table_info($1)").bind(table);
        let columns: Vec<String> = columns.fetch_all(tx.conn()).await.unwrap();
        assert_eq!(columns, expected, "{table}");
    }
    drop(tx);
    town.forget_unread();
}

#[tokio::test]
async fn codes_in_english() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let codes = codes(&town, id, 1).await;
    let (ann, tom) = (town.member("en").await, town.member("en").await);
    let card = tom.says("/start poll-1").await;
    assert!(card.contains("Who: anybody in Seongnam aged 14 or older, with a code from the city"), "{card}");
    assert_snapshot!(tom.says("/start vote-1").await, @r###"
    🤖 To vote here you need a code that the city hands out. One code is one person's vote, and it can be changed until the close.
       If you got none, ask Citizen Communication Team, Village Community Division (031-729-0000). Everybody may see the options.
       [Enter my code] [See the options]
       [Home]
    "###);
    assert_snapshot!(tom.presses("Enter my code").await, @r###"
    🤖 Please type your code for “What comes first?”. It has 16 letters and digits, like K7F2-9QMD-0S3T-XW4B
       Hyphens and capitals do not matter. That you brought a code is kept, but not which one it was.
       [Stop here]
    "###);
    assert!(tom.says("no idea").await.contains("16 letters and digits"));
    assert_snapshot!(tom.says("K7F2-9QMD-0S3T-XW4B").await, @r###"
    🤖 There is no such code. Please check that it is just as you got it. You can try 4 more times.
       
       Please type your code for “What comes first?”. It has 16 letters and digits, like K7F2-9QMD-0S3T-XW4B
       Hyphens and capitals do not matter. That you brought a code is kept, but not which one it was.
       [Stop here]
    "###);
    assert!(ann.says(&format!("code {}", codes[0])).await.contains("Your code is good"));
    assert_snapshot!(tom.says(&codes[0].to_string()).await, @r###"
    🤖 This code has been used from another account. One code gives one person one vote.
       • If you have that account: you can change the vote there until the close.
       • If you have lost it, or it was not you who used the code: please go to Citizen Communication Team, Village Community Division (031-729-0000) with the code. They can see whom it was given to.
       To keep votes secret it is not written down which account used it. So a vote cast with it can be neither moved to another account nor taken out: it counts as it was cast.
       [Enter a code again] [See the options]
       [Home]
    "###);
    for _ in 0..3 {
        tom.says("code K7F2-9QMD-0S3T-XW4B").await;
    }
    assert_snapshot!(tom.says("code K7F2-9QMD-0S3T-XW4B").await, @r###"
    🤖 You have typed several codes that do not fit, so let us rest a little. You can try again from Mon, 23 November 2026, 11:00.
       If you think that your code is wrong, ask Citizen Communication Team, Village Community Division (031-729-0000).
       [See the options]
       [Home]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn a_code_tried_a_thousand_times_is_looked_at_five_times() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let right = codes(&town, id, 1).await.remove(0);
    let mina = town.member("ko").await;
    let mut wrong = 0;
    let mut last = String::new();
    for _ in 0..1000 {
        let said = mina.says(&format!("코드 {}", Code::draw().unwrap())).await;
        wrong += usize::from(said.contains("그런 코드가 없어요"));
        last = if wrong == 5 && last.is_empty() { said } else { last };
        town.tick(TimeDelta::seconds(2));
    }
    assert_eq!(wrong, 5, "in 33 minutes");
    assert!(last.contains("한 시간쯤 뒤에"), "{last}");
    assert_snapshot!(mina.says(&format!("코드 {right}")).await, @r###"
    🤖 맞지 않는 코드를 여러 번 적으셔서 잠시 쉬어요. 2026년 11월 23일(월) 오전 11시부터 다시 적을 수 있어요.
       코드가 잘못된 것 같으면 마을공동체과 시민소통협력팀(031-729-0000)에 물어봐 주세요.
       [후보 보기]
       [처음으로]
    "###);
    let (made, used) = {
        let mut tx = town.db().await.read().await.unwrap();
        eligible::store::count_codes(&mut tx, id).await.unwrap()
    };
    assert_eq!((made, used), (1, 0), "not even the right one was looked at");
    town.wait(TimeDelta::hours(1)).await;
    assert!(mina.says(&format!("코드 {right}")).await.contains("코드를 확인했어요"));
    chooses(&mina, 1).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    assert_eq!(town.rows("poll_code_try").await, Vec::<String>::new());
    town.forget_unread();
}

#[tokio::test]
async fn a_link_brings_the_code_through_consent_and_leaves_no_trace_of_it() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let codes = codes(&town, id, 2).await;
    let stranger = town.stranger("ko");
    let consent = stranger.says(&format!("/start {}", codes[0].payload(id))).await;
    assert!(consent.contains("동의"), "{consent}");
    let bytes = whole_database(&town).await;
    assert!(!has(&bytes, &codes[0].to_string().replace('-', "")), "a visitor's target tells no code");
    town.restart().await;
    stranger.presses("동의합니다").await;
    stranger.presses("동의합니다").await;
    let ballot = stranger.presses("네, 만 14세 이상입니다").await;
    assert!(ballot.contains("코드를 확인했어요") && ballot.contains("1번 고르기"), "{ballot}");
    chooses(&stranger, 1).await;
    assert_eq!(counts(&town, id).await, (1, 1));
    // The link again, and by somebody else.
    assert!(stranger.says(&format!("/start {}", codes[0].payload(id))).await.contains("이미 넣으셨어요"));
    let jun = town.member("ko").await;
    assert!(jun.says(&format!("/start {}", codes[0].payload(id))).await.contains("다른 계정에서 썼어요"));
    assert_snapshot!(jun.says("/start code-1-K7F2").await, @r###"
    🤖 링크에 든 코드가 온전하지 않아요. 코드를 직접 적어 주세요.
    🤖 ‘무엇을 먼저 할까요?’ 투표 코드를 적어 주세요. 글자와 숫자 16개예요. 예: K7F2-9QMD-0S3T-XW4B
       붙임표가 없거나 소문자여도 괜찮아요. 코드를 쓰셨다는 것만 적어 두고, 어느 코드였는지는 함께 적지 않아요.
       [그만두기]
    "###);
    assert!(jun.says(&format!("https://t.me/a_bot?start={}", codes[1].payload(id))).await.contains("확인했어요"));
    // Links of polls that there are not, or that ask for none.
    jun.says("/start code-99-K7F29QMD0S3TXW4B").await;
    jun.says("/start code-").await;
    jun.says("/start ticket-1-AAAA").await;
    let open = publish(&town, plan(Eligible::default())).await;
    assert!(jun.says(&format!("/start code-{}-K7F29QMD0S3TXW4B", open.0)).await.contains("1번 고르기"));
    town.goes_to("2026-12-01 18:00").await;
    let late = town.member("ko").await;
    assert!(late.says(&format!("/start {}", codes[1].payload(id))).await.contains("끝났"));
    assert!(late.says("코드").await.contains("코드가 필요한 투표가 없어요"));
    town.forget_unread();
}

#[tokio::test]
async fn two_people_with_one_code_in_the_same_instant_are_one_vote() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let code = codes(&town, id, 1).await.remove(0);
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let says = || Input::Text(format!("코드 {code}"));
    town.together(vec![(&mina, says()), (&jun, says())]).await;
    let (first, second) = (mina.reads(), jun.reads());
    let taken = [&first, &second].into_iter().filter(|said| said.contains("코드를 확인했어요")).count();
    let used = [&first, &second].into_iter().filter(|said| said.contains("다른 계정에서 썼어요")).count();
    assert_eq!((taken, used), (1, 1), "{first}\n{second}");
    town.forget_unread();
}

#[tokio::test]
async fn what_the_roll_knows_is_told_to_the_person_and_goes_with_them() {
    let town = Town::new().await;
    let id = publish(&town, plan(Eligible { code: true, ..young() })).await;
    let code = codes(&town, id, 1).await.remove(0);
    let mina = town.resident("ko", DANDAE).await;
    mina.says("/start vote-1").await;
    mina.presses("네, 맞아요").await;
    mina.says(&format!("코드 {code}")).await;
    chooses(&mina, 1).await;
    mina.says("/mydata").await;
    let (_, file) = mina.documents().pop().unwrap();
    let own: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let expected = serde_json::json!([{
        "poll": 1, "age_fits": true, "brought_a_code": true, "admitted_on": "2026-11-23", "gu": "41131", "tie": null,
    }]);
    assert_eq!(own["polls"]["rolls"], expected);
    mina.press_data(r#"{"me":{"bye":false}}"#, None).await;
    assert_eq!(town.rows("poll_roll").await, Vec::<String>::new());
    assert_eq!(counts(&town, id).await, (1, 1), "the vote stays");
    // Whoever comes back has no second vote, and needs a code to change the one there is.
    town.forget_unread();
}

#[tokio::test]
async fn codes_are_made_once_into_a_file_that_was_not_there() {
    let town = Town::new().await;
    // The command goes by the wall clock, and the town by its own: these are open by both.
    let long = |eligible| Poll { closes_at: seoul("2126-12-01 18:00"), ..plan(eligible) };
    let (coded, open) = (publish(&town, long(self::coded())).await, publish(&town, long(Eligible::default())).await);
    let over = publish(&town, long(self::coded())).await;
    let (city, clerk) = (town.city().await, town.staff(Role::Clerk).await.id().await);
    let cancel = async move |tx: &mut madang::db::Tx| life::cancel(tx, &city, clerk, over, &Words::only("비")).await;
    town.db().await.write(cancel).await.unwrap();
    let csv = town.folder().join("codes.csv");
    let run = |poll: PollId, count: &str, to: &std::path::Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_madang"));
        command.env_remove("MADANG_BOT_NAME").env("MADANG_DATA", town.folder());
        command.args(["codes", &poll.0.to_string(), "--count", count, "--bot", "@our_bot", "--database"]);
        let output = command.arg(town.file()).arg("--to").arg(to).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, out, err) = run(coded, "300", &csv);
    assert_eq!(code, Some(0), "{out} {err}");
    assert!(out.contains("300 codes for poll 1") && !out.contains("our_bot"), "{out}");
    let text = std::fs::read_to_string(&csv).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (301, "number,code,link"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&csv).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for (poll, count, to, complaint) in [
        (coded, "5", csv.clone(), "exists already"),
        (open, "5", town.folder().join("other.csv"), "published without codes"),
        (over, "5", town.folder().join("other.csv"), "takes no votes any more"),
        (PollId(99), "5", town.folder().join("other.csv"), "there is no poll 99"),
        (coded, "0", town.folder().join("other.csv"), "--count"),
        (coded, "5", town.folder().join("no/such/folder.csv"), "cannot be written"),
    ] {
        let (code, _, err) = run(poll, count, &to);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(complaint) && err.trim_end().lines().count() == 1, "{err}");
        assert!(!town.folder().join("other.csv").exists());
    }
    assert_eq!(town.rows("poll_code").await.len(), 300, "what was refused has left nothing");
    // The paper works.
    let [_, printed, link] = lines[300].split(',').collect::<Vec<_>>()[..] else { panic!("{}", lines[300]) };
    let mina = town.member("ko").await;
    let payload = link.strip_prefix("https://t.me/our_bot?start=").unwrap();
    assert_eq!(payload, Code::read(printed).unwrap().payload(coded));
    assert!(mina.says(&format!("/start {payload}")).await.contains("코드를 확인했어요"));
    town.forget_unread();
}

#[tokio::test]
async fn a_code_is_spent_only_when_everything_else_is_said() {
    let town = Town::new().await;
    let id = publish(&town, plan(Eligible { code: true, ..young() })).await;
    let codes = codes(&town, id, 1).await;
    let mina = town.member("ko").await;
    assert_snapshot!(mina.says(&format!("/start {}", codes[0].payload(id))).await, @r###"
    🤖 코드는 맞고 아직 쓰지 않았어요. 아래에 먼저 답하신 다음, 코드를 한 번 더 넣어 주세요.
       
       이 투표에는 다음 분이 참여할 수 있어요: 성남시 누구나 (만 19세부터 34세까지, 시에서 받은 투표 코드 필요)
       <b>1991년 11월 24일부터 2007년 11월 23일 사이에 태어나셨나요?</b>
       생년월일은 묻지 않아요. 여기서 답하신 것만 이 투표에 적어 두고, 마감한 뒤 열쇠를 없앨 때 함께 지워요.
       [네, 맞아요] [아니요]
       [후보 보기] [처음으로]
    "###);
    let used = async || {
        let mut tx = town.db().await.read().await.unwrap();
        eligible::store::count_codes(&mut tx, id).await.unwrap().1
    };
    assert_eq!(used().await, 0, "it is still whole");
    // Whoever is asked something first is asked for no code before.
    let first = mina.press_data(&data(Press::EnterCode(id)), None).await;
    assert!(first.contains("태어나셨나요?") && !first.contains("투표 코드를 적어 주세요"), "{first}");
    let no = mina.presses("아니요").await;
    assert!(no.contains("나이가 맞지 않는다고"), "{no}");
    let kept = mina.says(&format!("코드 {}", codes[0])).await;
    assert!(kept.contains("코드는 쓰지 않고 그대로 두었어요.") && kept.contains("나이 다시 답하기"), "{kept}");
    assert_eq!(used().await, 0);
    mina.presses("나이 다시 답하기").await;
    assert!(mina.presses("네, 맞아요").await.contains("투표 코드가 있어야 해요"));
    let ballot = mina.says(&format!("코드 {}", codes[0])).await;
    assert!(ballot.contains("코드를 확인했어요") && ballot.contains("1번 고르기"), "{ballot}");
    assert_eq!(used().await, 1);
    town.forget_unread();
}

#[tokio::test]
async fn a_poll_is_for_several_places() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(NEW, None).await;
    clerk.presses("찬반").await;
    clerk.says("천변에 길을 낼까요?").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("게시하면 바로").await;
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    assert!(!clerk.presses("여러 곳 고르기").await.contains("다 골랐어요"), "nothing is chosen yet");
    clerk.presses("분당구").await;
    clerk.presses("이 구 전체").await;
    clerk.presses("다른 구").await;
    clerk.says("수진1동").await;
    town.restart().await;
    assert_snapshot!(clerk.says("단대동").await, @r###"
    🤖 참여할 수 있는 곳을 모두 골라 주세요. 구를 누르면 그 구 전체나 동을 고를 수 있고, 동 이름을 적어도 돼요. 다시 고르면 빠져요.
       
       <b>고른 곳</b>
       • 수진1동
       • 단대동
       • 분당구
       [수정구] [중원구] [분당구]
       [다 골랐어요]
       [뒤로] [그만두기]
    "###);
    assert!(!clerk.says("수진1동").await.contains("수진1동"), "once more takes it out");
    // A dong of a gu that is there is in it already.
    assert!(!clerk.says("야탑1동").await.contains("야탑1동"));
    clerk.presses("다 골랐어요").await;
    let preview = clerk.presses("마감하면 바로").await;
    assert!(preview.contains("참여: 단대동, 분당구에 계신 분"), "{preview}");
    clerk.presses("게시").await;
    let poll = load(&town, PollId(1)).await;
    assert_eq!((poll.area.as_str(), poll.needs_dong), ("4113159000,41135", true));
    town.forget_unread();
    let (mina, jun) = (town.resident("ko", "4113159000").await, town.resident("ko", "4113352000").await);
    let ballot = mina.says("/start vote-1").await;
    assert!(ballot.contains("1번 고르기"), "{ballot}");
    let elsewhere = jun.says("/start vote-1").await;
    assert!(elsewhere.contains("이 투표는 단대동, 분당구에 계신 분만"), "{elsewhere}");
    town.forget_unread();
}

#[tokio::test]
async fn a_poll_for_several_places_is_announced_in_each() {
    let town = Town::new().await;
    let people = [town.resident("ko", YATAP).await, town.resident("en", "4113159000").await];
    let other = town.resident("ko", "4113352000").await;
    let mut poll = plan(Eligible::default());
    (poll.area, poll.needs_dong) = ("4113159000,41135".to_owned(), true);
    let (db, city) = (town.db().await, town.city().await);
    db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    assert!(people[0].reads().contains("단대동, 분당구에 계신 분"));
    let told = people[1].reads();
    assert!(told.contains("in Dandae-dong, Bundang-gu"), "{told}");
    assert_eq!(other.reads(), "");
}

#[tokio::test]
async fn who_left_and_came_back_changes_the_vote_with_the_same_code() {
    let town = Town::new().await;
    let id = publish(&town, plan(coded())).await;
    let code = codes(&town, id, 1).await.remove(0);
    let mina = town.member("ko").await;
    mina.says(&format!("코드 {code}")).await;
    chooses(&mina, 1).await;
    mina.press_data(r#"{"me":{"bye":false}}"#, None).await;
    mina.says(&format!("/start {}", code.payload(id))).await;
    mina.presses("동의합니다").await;
    mina.presses("동의합니다").await;
    let ballot = mina.presses("네, 만 14세 이상입니다").await;
    assert!(ballot.contains("코드를 확인했어요") && ballot.contains("제출한 그대로예요"), "{ballot}");
    chooses(&mina, 2).await;
    assert_eq!(counts(&town, id).await, (1, 1), "one vote, changed");
    let jun = town.member("ko").await;
    assert!(jun.says(&format!("코드 {code}")).await.contains("다른 계정에서 썼어요"));
    town.forget_unread();
}
