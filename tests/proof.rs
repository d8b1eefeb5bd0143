//! What can be proved about a poll: receipts, the log, its checkpoints, leaves that are opened; and what
//! nobody can learn from them.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::db::Tx;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::keys::{self, Which};
use madang::poll::proof::rules::leaf::Leaf;
use madang::poll::proof::rules::note::{Checkpoint, Verifier};
use madang::poll::proof::rules::proof::Proof;
use madang::poll::proof::rules::tree::{self, Edge, Hash};
use madang::poll::proof::{self, Receipt};
use madang::poll::voting::Approval;
use madang::poll::{Candidate, OptionId, Poll, PollId, life, store};
use town::polls::load;
use town::{Citizen, Town, seoul};

fn plan() -> Poll {
    let option = |id, ko: &str, en: &str| Candidate::new(OptionId(id), Words { ko: ko.into(), en: Some(en.into()) });
    let options = vec![
        option(1, "탄천 산책로 조명", "Lights on the Tancheon path"),
        option(2, "통학로 안전", "Safe ways to school"),
        option(3, "모란시장 쉼터", "A rest house at Moran market"),
    ];
    let question = Words { ko: "먼저 할 사업은?".into(), en: Some("Which comes first?".into()) };
    Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00"))
}

async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

async fn votes(citizen: &Citizen, id: PollId, option: i64) -> String {
    let (number, cast) = match citizen.lang.as_str() {
        "ko" => (format!("{option}번 고르기"), "이대로 투표하기"),
        _ => (format!("Choose no. {option}"), "Cast this vote"),
    };
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.presses(&number).await;
    citizen.presses(cast).await
}

/// The receipt in what the bot said: `K7F2-9QMD-0S3T-XW4B`.
fn receipt(said: &str) -> String {
    let groups = |word: &str| word.split('-').filter(|group| group.len() == 4).count() == 4;
    said.split(['<', '>']).find(|word| groups(word)).unwrap_or_else(|| panic!("no receipt in {said}")).to_owned()
}

/// What is different in every town is left out.
fn plain(text: &str) -> String {
    let parts = text.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, rest)| rest));
    parts.collect::<Vec<_>>().join("<code>…</code>")
}

async fn hashes(town: &Town, id: PollId) -> Vec<Hash> {
    let mut tx = town.db().await.read().await.unwrap();
    proof::store::hashes(&mut tx, id, 1, i64::MAX as u64).await.unwrap()
}

async fn notes(town: &Town, id: PollId) -> Vec<String> {
    let mut tx = town.db().await.read().await.unwrap();
    proof::store::notes(&mut tx, id).await.unwrap()
}

async fn verifier(town: &Town, id: PollId) -> Verifier {
    let mut tx = town.db().await.read().await.unwrap();
    Verifier::read(&proof::store::begun(&mut tx, id).await.unwrap().unwrap().verifier).unwrap()
}

/// Every checkpoint, each believed, and each the beginning of the next.
async fn checkpoints(town: &Town, id: PollId) -> Vec<Checkpoint> {
    let (verifier, leaves) = (verifier(town, id).await, hashes(town, id).await);
    let read = |note: &String| verifier.checkpoint(note).unwrap();
    let all: Vec<Checkpoint> = notes(town, id).await.iter().map(read).collect();
    for checkpoint in &all {
        assert_eq!(tree::root(leaves.as_slice(), checkpoint.size), Some(checkpoint.root));
    }
    all
}

/// Every leaf opened, each with the hash that is public.
async fn opened(town: &Town, id: PollId) -> Vec<Leaf> {
    let (city, poll) = (town.city().await, load(town, id).await);
    let mut tx = town.db().await.read().await.unwrap();
    let mut leaves = Vec::new();
    for (number, hash) in (1..).zip(hashes(town, id).await) {
        let leaf = proof::opened(&mut tx, &city, id, number).await.unwrap().unwrap();
        assert_eq!(leaf.hash(&poll.hash, &city.keys.salt(id, number).unwrap()), hash);
        leaves.push(leaf);
    }
    leaves
}

/// Turnout and ballots, counted one by one.
async fn counts(town: &Town, id: PollId) -> (i64, i64) {
    let mut tx = town.db().await.read().await.unwrap();
    (ballot::store::count_turnout(&mut tx, id).await.unwrap(), ballot::store::count(&mut tx, id).await.unwrap())
}

/// What the log says of the box: the leaves that no other replaces and nobody had opened are the ballots.
async fn log_and_box_agree(town: &Town, id: PollId) {
    let leaves = opened(town, id).await;
    let mut tx = town.db().await.read().await.unwrap();
    let challenged = proof::store::challenged(&mut tx, id).await.unwrap();
    let replaced: BTreeSet<u64> = leaves.iter().map(|leaf| leaf.replaces).filter(|number| *number > 0).collect();
    assert_eq!(replaced.len(), leaves.iter().filter(|leaf| leaf.replaces > 0).count(), "one is replaced twice");
    let live =
        leaves.iter().filter(|leaf| !replaced.contains(&leaf.number) && !challenged.contains(&(leaf.number as i64)));
    let mut live: Vec<&str> = live.map(|leaf| leaf.ballot.as_str()).collect();
    let poll = store::poll(&mut tx, id).await.unwrap().unwrap();
    let ballots = ballot::store::all(&mut tx, id).await.unwrap();
    let mut ballots: Vec<String> = ballots.iter().map(|ballot| ballot.line(poll.kind())).collect();
    live.sort();
    ballots.sort();
    assert_eq!(live, ballots);
    let (turnout, count) = counts(town, id).await;
    assert_eq!(turnout, count);
}

#[tokio::test]
async fn a_receipt_is_found_by_anybody_and_tells_its_owner_alone_whether_it_counts() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    let first = receipt(&votes(&mina, id, 1).await);
    assert_snapshot!(plain(&mina.says(&format!("영수증 {}", &first[..9])).await), @r###"
    🤖 영수증 <code>…</code>
       ‘먼저 할 사업은?’ 기록장 1줄 가운데 1번째에 <b>있습니다</b>.
       
       지금 세는 표가 이 표예요.
       [영수증 파일 받기]
       [투표 안내] [처음으로]
    "###);
    assert_snapshot!(plain(&jun.says(&format!("영수증 {}", &first[..9])).await), @r###"
    🤖 영수증 <code>…</code>
       ‘먼저 할 사업은?’ 기록장 1줄 가운데 1번째에 <b>있습니다</b>.
       
       바뀌었는지는 그 표를 낸 대화에서만 알려드려요. 무엇을 골랐는지는 누구에게도 알려드리지 않아요.
       [영수증 파일 받기]
       [투표 안내] [처음으로]
    "###);
    let second = receipt(&votes(&mina, id, 2).await);
    assert_ne!(first, second);
    let replaced = mina.says(&first).await;
    assert!(replaced.contains("나중 표를 세요"), "{replaced}");
    let counts = mina.says(&second.to_lowercase()).await;
    assert!(counts.contains("지금 세는 표가 이 표예요"), "{counts}");
    let others = jun.says(&format!("/영수증 {first}")).await;
    assert!(others.contains("그 표를 낸 대화에서만") && !others.contains("나중 표"), "{others}");
    for (typed, answer) in [
        ("영수증 0000-0000", "기록장에 없어요"),
        ("영수증 0000-0000-0000-0000", "기록장에 없어요"),
        ("0000-0000-0000-0000", "기록장에 없어요"),
        ("영수증", "번호를 함께"),
        ("/receipt", "번호를 함께"),
        ("/receipt ' or 1=1", "번호를 함께"),
    ] {
        let said = jun.says(typed).await;
        assert!(said.contains(answer), "{typed}: {said}");
    }
    // After the close, the key that could tell is gone.
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    town.forget_unread();
    assert_snapshot!(plain(&mina.says(&format!("영수증 {second}")).await), @r###"
    🤖 영수증 <code>…</code>
       ‘먼저 할 사업은?’ 기록장 2줄 가운데 2번째에 <b>있습니다</b>.
       
       사람과 표를 잇는 열쇠를 없앤 뒤라, 누구의 표인지와 나중에 바뀌었는지는 이제 아무도 알 수 없어요.
       [영수증 파일 받기]
       [투표 안내] [처음으로]
    "###);
}

#[tokio::test]
async fn a_receipt_is_asked_for_in_english() {
    let town = Town::new().await;
    let tom = town.member("en").await;
    let id = publish(&town, plan()).await;
    town.wait(TimeDelta::minutes(1)).await;
    let done = votes(&tom, id, 3).await;
    let asked = tom.says(&format!("Receipt: {}", &receipt(&done)[..9])).await;
    assert_snapshot!(plain(&asked), @r###"
    🤖 Receipt <code>…</code>
       <b>It is in the log</b> of “Which comes first?”: line 1 of 1.
       
       This is the vote that counts.
       [Get the receipt as a file]
       [About this poll] [Home]
    "###);
    assert_snapshot!(plain(&tom.presses("Was it written down right?").await), @r###"
    🤖 (고침) <b>Was it written down right?</b> · “Which comes first?”
       Your vote is line 1 of the log, under a seal. Receipt <code>…</code>
       Most people leave it so. If you want to know whether it says what you chose, you can have the seal opened. A vote that was opened does not count, so you vote again.
       [Leave it so]
       [Open it and vote again]
       [Get the receipt as a file]
    "###);
    assert_snapshot!(plain(&tom.presses("Open it and vote again").await), @r###"
    🤖 (고침) Line 1 of the log is open.
       <b>This vote does not count any more. Please vote again.</b>
       
       <code>…</code>
       With one byte of value 0 before it, the SHA-256 of the text above is
       <code>…</code>
       
       The receipt that you got before, <code>…</code>, is the first 20 digits of this value in other letters. If they are the same, it was written down as you chose.
       Your next vote gets a new seal.
       [Vote again]
       [Home]
    "###);
    tom.presses("Vote again").await;
    tom.presses("Choose no. 3").await;
    tom.presses("Cast this vote").await;
    assert!(tom.says(&receipt(&done)).await.contains("You had this vote opened"));
    assert!(tom.says("receipt 0000-0000").await.contains("No log has that receipt"));
}

#[tokio::test]
async fn a_vote_that_was_opened_says_what_was_chosen_and_does_not_count() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    let done = votes(&mina, id, 2).await;
    let shown = receipt(&done);
    assert_snapshot!(plain(&mina.presses("제대로 적혔는지 보기").await), @r###"
    🤖 (고침) <b>표가 제대로 적혔는지 보기</b> · ‘먼저 할 사업은?’
       이 표는 기록장 1번째 줄에 봉인해 적었습니다. 영수증 <code>…</code>
       대부분은 그대로 두면 됩니다. 정말 고른 대로 적혔는지 궁금하면 이 봉인을 열어 볼 수 있습니다. 열어 본 표는 세지 않으니 다시 투표해 주세요.
       [이대로 둘게요]
       [열어서 확인하고 다시 투표]
       [영수증 파일 받기]
    "###);
    let revealed = mina.presses("열어서 확인하고 다시 투표").await;
    assert_snapshot!(plain(&revealed), @r###"
    🤖 (고침) 기록장 1번째 줄을 열었습니다.
       <b>이 표는 이제 세지 않습니다. 다시 투표해 주세요.</b>
       
       <code>…</code>
       위 글 앞에 값이 0인 바이트 하나를 두고 SHA-256을 구하면 다음 값이 나옵니다.
       <code>…</code>
       
       먼저 받은 영수증: <code>…</code>
       영수증은 이 값의 앞 20자리를 다른 글자로 적은 것입니다. 같으면 고른 대로 적힌 것입니다.
       다시 투표하면 새 봉인으로 적습니다.
       [다시 투표하기]
       [처음으로]
    "###);
    // Whoever reads that computes the receipt from it.
    let codes: Vec<&str> = revealed.split("<code>").skip(1).filter_map(|part| part.split("</code>").next()).collect();
    let text = codes[0].lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    assert!(text.contains("\n1:2\n"), "{text}");
    let hash = tree::leaf_hash(text.as_bytes());
    assert_eq!(data_encoding::HEXLOWER.encode(&hash), codes[1]);
    assert_eq!(Receipt { number: 1, hash }.to_string(), shown);
    assert_eq!(counts(&town, id).await, (0, 0));
    let todo = mina.says("내 할 일").await;
    assert!(todo.contains("시작하고 제출하지 않은 투표"), "{todo}");
    // Nobody else learns that it was opened.
    assert!(mina.says(&shown).await.contains("열어서 확인하신 표"));
    assert!(jun.says(&shown).await.contains("그 표를 낸 대화에서만"));
    mina.presses("다시 투표하기").await;
    mina.presses("2번 고르기").await;
    let again = mina.presses("이대로 투표하기").await;
    assert_ne!(receipt(&again), shown);
    assert_eq!(counts(&town, id).await, (1, 1));
    log_and_box_agree(&town, id).await;
    let leaves = opened(&town, id).await;
    assert_eq!(leaves.iter().map(|leaf| leaf.replaces).collect::<Vec<_>>(), [0, 0]);
    // The old button opens nothing any more, and leaving it is leaving it.
    let old = madang::bot::Press::Poll(madang::poll::Press::Reveal(id, 1)).encode();
    assert!(mina.press_data(&old, None).await.contains("그 뒤에 바뀐 표예요"));
    mina.presses("제대로 적혔는지 보기").await;
    let kept = mina.presses("이대로 둘게요").await;
    assert!(kept.contains("이 표를 셉니다") && kept.contains(&receipt(&again)), "{kept}");
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn nobody_opens_anothers_vote_or_one_that_is_not_there() {
    use madang::poll::Press;
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    votes(&mina, id, 1).await;
    let data = |press: Press| madang::bot::Press::Poll(press).encode();
    for forged in [
        Press::Reveal(id, 1),
        Press::Check(id, 1),
        Press::Keep(id),
        Press::Reveal(id, 0),
        Press::Reveal(id, u64::MAX),
        Press::Reveal(PollId(9), 1),
        Press::Check(PollId(-1), 1),
        Press::Proof(id, 0),
        Press::Proof(id, u64::MAX),
        Press::Proof(PollId(9), 1),
    ] {
        let said = jun.press_data(&data(forged.clone()), None).await;
        assert!(!said.is_empty() && !said.contains("1:1"), "{forged:?}: {said}");
    }
    assert_eq!(counts(&town, id).await, (1, 1));
    // After the close nothing is opened.
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    let late = mina.press_data(&data(Press::Reveal(id, 1)), None).await;
    assert!(late.contains("끝났습니다"), "{late}");
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn checkpoints_are_signed_posted_filed_and_consistent() {
    let town = Town::new().await;
    let channel = town.posts_checkpoints().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    town.pass().await;
    channel.reads();
    assert_eq!(checkpoints(&town, id).await.iter().map(|at| at.size).collect::<Vec<_>>(), [0]);
    let first = votes(&mina, id, 1).await;
    assert!(!first.contains("봉인:"), "of an empty log there is nothing to keep: {first}");
    town.wait(TimeDelta::minutes(9)).await;
    assert_eq!(channel.reads(), "");
    town.wait(TimeDelta::minutes(1)).await;
    assert_snapshot!(plain(&channel.reads()), @r###"
    🤖 <b>투표 기록장 봉인</b> · ‘먼저 할 사업은?’ 1줄
       <code>…</code>
    "###);
    town.wait(TimeDelta::minutes(10)).await;
    assert_eq!(channel.reads(), "", "nothing was added");
    let changed = votes(&mina, id, 3).await;
    assert!(changed.contains("기록장 1줄까지의 봉인"), "{changed}");
    let sealed = checkpoints(&town, id).await;
    assert_eq!(sealed.iter().map(|at| at.size).collect::<Vec<_>>(), [0, 1]);
    let root = data_encoding::BASE64.encode(&sealed[1].root);
    assert!(changed.contains(&root), "a receipt carries the newest checkpoint");
    town.goes_to("2026-12-01 18:00").await;
    assert!(channel.reads().contains("마지막 봉인"));
    town.forget_unread();
    let all = checkpoints(&town, id).await;
    let last = all.last().unwrap();
    let poll = load(&town, id).await;
    assert_eq!((last.size, last.said("turnout"), last.said("poll")), (2, Some("1"), Some(poll.hash.as_str())));
    assert_eq!(last.more.last().unwrap(), "closed");
    let filed = std::fs::read_to_string(town.folder().join("checkpoints.txt")).unwrap();
    for note in notes(&town, id).await {
        assert!(filed.contains(&note), "{note} is not in the file");
    }
}

#[tokio::test]
async fn a_hundred_votes_make_a_checkpoint_before_its_time() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    cast_many(&town, id, 0..99).await;
    town.wait(TimeDelta::seconds(15)).await;
    assert_eq!(checkpoints(&town, id).await.last().unwrap().size, 0);
    cast_many(&town, id, 99..300).await;
    town.wait(TimeDelta::seconds(15)).await;
    assert_eq!(checkpoints(&town, id).await.last().unwrap().size, 300);
}

/// Many people vote at the same moment, each for `person + round` modulo 3; those that `fails` names fail after
/// they have cast. The receipts of the others.
async fn cast_as(
    town: &Town,
    id: PollId,
    people: std::ops::Range<i64>,
    round: i64,
    fails: fn(i64) -> bool,
) -> Vec<Receipt> {
    let (db, city, poll) = (town.db().await, town.city().await, load(town, id).await);
    let jobs = people.map(|person| {
        let (city, poll) = (city.clone(), poll.clone());
        db.write(async move |tx: &mut Tx| {
            let voter = Voter {
                person: madang::person::PersonId(10_000 + person),
                channel: "town".into(),
                chat: madang::channel::ChatId(10_000 + person),
                dong: None,
            };
            let choices = Choices::one(OptionId((person + round) % 3 + 1));
            let cast = ballot::cast(tx, &city, &poll, &voter, &choices).await?;
            anyhow::ensure!(!fails(person), "this one fails after it has cast");
            Ok(cast.unwrap())
        })
    });
    futures::future::join_all(jobs).await.into_iter().filter_map(Result::ok).collect()
}

async fn cast_many(town: &Town, id: PollId, people: std::ops::Range<i64>) {
    cast_as(town, id, people, 0, |_| false).await;
}

#[tokio::test]
async fn votes_of_one_batch_are_leaves_of_one_log_also_if_some_fail_and_it_dies_in_between() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let mut taken = Vec::new();
    for round in 0..6 {
        taken.extend(cast_as(&town, id, 0..120, round, |person| person % 7 == 3).await);
    }
    let all = hashes(&town, id).await;
    assert_eq!(all.len(), taken.len(), "a receipt for each leaf, and no leaf of what failed");
    for receipt in &taken {
        assert_eq!(all[receipt.number as usize - 1], receipt.hash);
    }
    log_and_box_agree(&town, id).await;
    town.restart().await;
    cast_many(&town, id, 500..520).await;
    let all = hashes(&town, id).await;
    assert_eq!(all.len(), taken.len() + 20, "after a restart the log goes on where it was");
    let mut tx = town.db().await.read().await.unwrap();
    let edge = proof::store::edge(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(edge, all.iter().copied().collect::<Edge>());
    // A proof over whole blocks and single leaves.
    for number in [1, 256, 257, 300, 512, 513, all.len() as u64] {
        let known = proof::store::known(&mut tx, id, number, edge.size()).await.unwrap();
        let path = tree::inclusion(&known, number - 1, edge.size()).unwrap();
        assert!(tree::includes(number - 1, edge.size(), &all[number as usize - 1], &path, &edge.root()), "{number}");
    }
    log_and_box_agree(&town, id).await;
}

#[tokio::test]
async fn a_receipt_is_proved_by_a_file_that_tells_no_choice() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, Poll { method: &Approval, picks: 2, ..plan() }).await;
    cast_many(&town, id, 0..30).await;
    mina.says("/start vote-1").await;
    mina.presses("3번 고르기").await;
    mina.presses("제출").await;
    let done = mina.presses("이대로 투표하기").await;
    mina.presses("제대로 적혔는지 보기").await;
    let early = mina.presses("영수증 파일 받기").await;
    assert!(early.contains("봉인이 아직 없어요"), "{early}");
    town.wait(TimeDelta::minutes(10)).await;
    mina.presses("영수증 파일 받기").await;
    let (name, bytes) = mina.documents().pop().unwrap();
    assert_eq!(name, format!("영수증-{}-31.txt", id.0));
    let text = String::from_utf8(bytes).unwrap();
    let proof = Proof::read(&text).unwrap();
    assert_eq!(proof.receipt.to_string(), receipt(&done));
    assert_eq!(proof.check().unwrap().size, 31);
    assert!(proof.signature.is_some() && !text.contains("A:3"));
    // The signed receipt is worth something by itself: without the log's leaf it could not be denied.
    assert_eq!(Verifier::read(&proof.verifier), Some(verifier(&town, id).await));
}

#[tokio::test]
async fn a_poll_from_before_there_were_logs_gets_one_with_what_lies_in_the_box() {
    let town = Town::new().await;
    let (mina, jun) = (town.member("ko").await, town.member("ko").await);
    let id = publish(&town, plan()).await;
    votes(&mina, id, 1).await;
    votes(&jun, id, 2).await;
    let before = {
        let city = town.city().await;
        let voter = Voter { person: mina.id().await, channel: "town".into(), chat: mina.chat, dong: None };
        let handle = voter.handle(&city, id).unwrap();
        let hash = city.keys.fingerprint(id, "receipt", &[&handle, b"1"]).unwrap();
        Receipt { number: 0, hash }.to_string()
    };
    // As it was left by the version before: one key, no log.
    let undo = async move |tx: &mut Tx| {
        for sql in [
            "delete from poll_log",
            "delete from poll_leaf",
            "delete from poll_opening",
            "delete from poll_checkpoint",
            "update ballot set leaf = null",
        ] {
            sqlx::query(sql).execute(tx.conn()).await?;
        }
        Ok(())
    };
    town.db().await.write(undo).await.unwrap();
    std::fs::remove_file(town.folder().join("keys").join(format!("{}.salt", id.0))).unwrap();
    town.restart().await;
    town.wait(TimeDelta::seconds(1)).await;
    assert_eq!(hashes(&town, id).await.len(), 2);
    log_and_box_agree(&town, id).await;
    // What they had written down before is understood, of their own vote and in their chat only.
    let old = mina.says(&format!("확인번호 {}", &before[..9])).await;
    assert!(old.contains("예전 방식") && old.contains("지금 세는 표"), "{old}");
    assert!(jun.says(&before).await.contains("기록장에 없어요"));
    let mine = mina.says("/start poll-1").await + &mina.presses("내 투표 보기").await;
    assert!(mine.contains("1번. 탄천"), "{mine}");
    let changed = votes(&mina, id, 3).await;
    assert!(mina.says(&receipt(&changed)).await.contains("지금 세는 표"));
    let leaves = opened(&town, id).await;
    assert!(leaves[2].replaces > 0, "the old vote is replaced, not doubled");
    log_and_box_agree(&town, id).await;
    town.goes_to("2026-12-01 18:00").await;
    let poll = load(&town, id).await;
    assert_eq!(poll.result.unwrap().ballots, 2);
    assert_eq!(checkpoints(&town, id).await.last().unwrap().size, 3);
    town.forget_unread();
}

#[tokio::test]
async fn a_vote_that_cannot_be_logged_is_not_taken_and_is_taken_later() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    let salts = town.folder().join("keys").join(format!("{}.salt", id.0));
    let kept = std::fs::read(&salts).unwrap();
    std::fs::remove_file(&salts).unwrap();
    town.restart().await;
    town.expect_set_aside(1);
    votes(&mina, id, 1).await;
    assert_eq!((counts(&town, id).await, hashes(&town, id).await.len()), ((0, 0), 0));
    // Once the key is back it goes on.
    std::fs::write(&salts, kept).unwrap();
    votes(&mina, id, 1).await;
    log_and_box_agree(&town, id).await;
    assert_eq!(counts(&town, id).await, (1, 1));
}

#[tokio::test]
async fn another_signing_key_signs_nothing_for_a_poll_that_was_published_with_the_first() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    std::fs::write(town.folder().join("keys/signing.key"), [5; 32]).unwrap();
    town.restart().await;
    votes(&mina, id, 1).await;
    town.wait(TimeDelta::minutes(10)).await;
    assert_eq!(checkpoints(&town, id).await.len(), 1, "only the one from before");
}

#[tokio::test]
async fn the_keys_of_a_poll_open_what_they_should_and_no_more() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    votes(&mina, id, 2).await;
    let city = town.city().await;
    let key = city.keys.salts_key(id).unwrap();
    let mut tx = town.db().await.read().await.unwrap();
    let sealed = proof::store::opening(&mut tx, id, 1).await.unwrap().unwrap();
    let packed = keys::unseal_opening(&key, 1, &sealed).unwrap();
    assert_eq!(Leaf::unpack(1, &packed).unwrap().ballot, "1:2");
    // The salts' key does not tell which ballot it is of.
    let handle: Vec<u8> = sqlx::query_scalar("select handle from ballot").fetch_one(tx.conn()).await.unwrap();
    let leaf: Vec<u8> = sqlx::query_scalar("select leaf from ballot").fetch_one(tx.conn()).await.unwrap();
    assert!(city.keys.unseal_for(id, Which::Salts, &handle, &leaf).is_err());
    assert!(city.keys.unseal_for(id, Which::Handles, &handle, &leaf).is_ok());
}

#[tokio::test]
async fn after_the_close_the_ballots_have_other_handles_and_the_log_is_opened_for_the_audit_only() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    votes(&mina, id, 1).await;
    cast_many(&town, id, 0..40).await;
    let before: BTreeSet<String> = town.rows("ballot").await.into_iter().collect();
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    town.forget_unread();
    let after: BTreeSet<String> = town.rows("ballot").await.into_iter().collect();
    assert_eq!(after.len(), before.len());
    assert!(before.is_disjoint(&after) && after.iter().all(|row| row.ends_with("leaf=NULL")), "{after:?}");
    assert_eq!(counts(&town, id).await, (41, 41));
    // The panel can open every leaf for three days, and nobody afterwards.
    let city = town.city().await;
    assert!(!city.keys.has(id) && city.keys.holds(id, Which::Salts));
    assert_eq!(opened(&town, id).await.len(), 41);
    town.wait(TimeDelta::hours(71)).await;
    assert!(city.keys.holds(id, Which::Salts));
    town.wait(TimeDelta::hours(1)).await;
    assert!(!city.keys.holds(id, Which::Salts));
    assert!(town.rows("poll_opening").await.is_empty());
    assert_eq!(hashes(&town, id).await.len(), 41, "the public part stays");
    let acts = town.rows("audit").await;
    for act in ["poll.unlink", "poll.unsalt", "poll.compact"] {
        assert!(acts.iter().any(|row| row.contains(act)), "{act} is not written down");
    }
    assert!(acts.iter().any(|row| row.contains("poll.unsalt") && row.contains("key_sha256")));
    town.forget_unread();
}

#[tokio::test]
async fn a_city_may_keep_the_key_some_days_for_objections_if_it_says_so_before() {
    let town = Town::new().await;
    town.proves(|proof| proof.objection_days = 7).await;
    let mina = town.member("ko").await;
    let id = publish(&town, plan()).await;
    let how = mina.says("/start poll-1").await + &mina.presses("비밀은 어떻게 지키나요").await;
    assert!(how.contains("마감 뒤 7일 동안 두었다가 없앱니다"), "{how}");
    let first = receipt(&votes(&mina, id, 1).await);
    let second = receipt(&votes(&mina, id, 2).await);
    // What was announced with the poll holds, whatever the preset says later.
    town.proves(|proof| proof.objection_days = 0).await;
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::days(6)).await;
    town.forget_unread();
    assert!(town.city().await.keys.has(id));
    assert!(mina.says(&first).await.contains("나중 표를 세요"));
    assert!(mina.says(&second).await.contains("지금 세는 표"));
    let mine = madang::bot::Press::Poll(madang::poll::Press::Mine(id)).encode();
    assert_snapshot!(mina.press_data(&mine, None).await, @r###"
    🤖 투표가 끝났습니다. 이의를 받기 위해 2026년 12월 8일(화) 오후 6시까지 열쇠를 두었다가 없앱니다. 내 표가 기록장에 있는지는 영수증 번호로 확인하실 수 있습니다.
       [투표 안내] [처음으로]
    "###);
    town.wait(TimeDelta::days(1)).await;
    assert!(!town.city().await.keys.has(id));
    town.wait(TimeDelta::hours(72)).await;
    assert!(!town.city().await.keys.holds(id, Which::Salts));
    town.forget_unread();
}

#[tokio::test]
async fn a_poll_that_was_called_off_keeps_no_key_and_no_receipt() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(madang::person::Role::Clerk).await);
    let id = publish(&town, plan()).await;
    let receipt = receipt(&votes(&mina, id, 1).await);
    let (city, clerk) = (town.city().await, clerk.id().await);
    let reason = Words::only("다시 준비합니다.");
    let job = {
        let city = city.clone();
        async move |tx: &mut Tx| life::cancel(tx, &city, clerk, id, &reason).await
    };
    town.db().await.write(job).await.unwrap();
    town.wait(TimeDelta::seconds(11)).await;
    town.wait(TimeDelta::seconds(1)).await;
    assert!(!city.keys.has(id) && !city.keys.holds(id, Which::Salts));
    assert!(town.rows("poll_opening").await.is_empty() && town.rows("ballot").await.is_empty());
    town.forget_unread();
    assert!(mina.says(&receipt).await.contains("기록장에 없어요"));
}

#[tokio::test]
async fn keys_that_are_missing_or_not_ours_are_told_at_the_start() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let keys = town.folder().join("keys");
    let said = async || {
        town.restart().await;
        let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
        proof::trouble(&mut tx, &city).await.unwrap().join("; ")
    };
    assert_eq!(said().await, "");
    let kept = std::fs::read(keys.join("1.salt")).unwrap();
    std::fs::write(keys.join("1.salt"), [9; 32]).unwrap();
    assert!(said().await.contains("1.salt is another key"), "{}", said().await);
    std::fs::write(keys.join("1.salt"), kept).unwrap();
    std::fs::remove_file(keys.join("1.key")).unwrap();
    assert!(said().await.contains("1.key is missing"), "{}", said().await);
    std::fs::write(keys.join("signing.key"), [9; 32]).unwrap();
    assert!(said().await.contains("signing.key is another"), "{}", said().await);
    std::fs::write(keys.join("signing.key"), [0; 32]).unwrap();
    assert!(said().await.contains("is damaged"), "{}", said().await);
    assert_eq!(id, PollId(1));
}
