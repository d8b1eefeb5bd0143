//! A poll's public bundle, in the hands of somebody who trusts nobody, and of a panel that audits.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::path::Path;
use std::process::Command;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::db::Tx;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::proof::rules::audit::{self, Check};
use madang::poll::proof::rules::bundle::{self, Files};
use madang::poll::proof::rules::evidence::Least;
use madang::poll::proof::rules::receipt::Asked;
use madang::poll::proof::rules::verify::{Brought, Claim, verify};
use madang::poll::proof::{self, Receipt, publish};
use madang::poll::voting::{Approval, METHODS, Method, Ranking, Runoff, Shares};
use madang::poll::{Candidate, OptionId, Poll, PollId, Terms, life};
use town::polls::{broken, files, forged, load};
use town::{Town, seoul};

/// The votes for each option.
const VOTES: &str = "votes.csv";

/// A poll in which so many voted; each fourth has changed their mind since.
async fn counted(town: &Town, people: i64) -> (PollId, Vec<Receipt>) {
    let poll = Poll { method: &Approval, picks: 2, ..asked(&["조명", "통학로", "쉼터"]) };
    let choose = |person, round| Choices::one(OptionId((person + round) % 3 + 1)).with(OptionId(person % 2 + 1));
    voted(town, poll, people, choose).await
}

/// A poll about these.
fn asked(titles: &[&str]) -> Poll {
    let options = (1..).zip(titles).map(|(id, ko)| Candidate::new(OptionId(id), Words::only(*ko))).collect();
    Poll::new(Words::only("먼저 할 사업은?"), options, seoul(town::START), seoul("2026-12-01 18:00"))
}

/// The same of any poll, with what somebody chooses first, and then.
async fn voted(town: &Town, poll: Poll, people: i64, choose: fn(i64, i64) -> Choices) -> (PollId, Vec<Receipt>) {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    let mut receipts = Vec::new();
    for round in 0..2i64 {
        let (city, poll) = (town.city().await, load(town, id).await);
        let votes = (0..people).filter(|person| round == 0 || person % 4 == 0).map(|person| {
            let (city, poll) = (city.clone(), poll.clone());
            db.write(async move |tx: &mut Tx| {
                let voter = Voter {
                    person: madang::person::PersonId(10_000 + person),
                    channel: "town".into(),
                    chat: madang::channel::ChatId(10_000 + person),
                    dong: None,
                };
                Ok(ballot::cast(tx, &city, &poll, &voter, &choose(person, round)).await?.unwrap())
            })
        });
        let cast = futures::future::join_all(votes.collect::<Vec<_>>()).await;
        receipts.extend(cast.into_iter().map(|cast| cast.unwrap()));
        town.wait(TimeDelta::minutes(10)).await;
    }
    (id, receipts)
}

async fn closed(town: &Town) {
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    town.forget_unread();
}

/// Whether somebody who voted is in it, by account or by number: those are from 10,000 on. Hashes and
/// signatures have such digits too, among others.
fn names_people(text: &str) -> bool {
    let person = |word: &str| word.len() == 5 && word.starts_with("100") && word.bytes().all(|b| b.is_ascii_digit());
    text.contains("town:") || text.split(|c: char| !c.is_ascii_alphanumeric()).any(person)
}

fn is(claim: &Claim, kind: &str) -> bool {
    format!("{claim:?}").starts_with(kind)
}

#[tokio::test]
async fn whatever_a_forger_changes_in_a_bundle_shows() {
    let town = Town::new().await;
    let (id, receipts) = counted(&town, 60).await;
    closed(&town).await;
    let files = files(&town, id).await;
    assert_eq!(broken(&files), []);
    assert_eq!(self::files(&town, id).await, files, "the same bytes each time");
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let hash = load(&town, id).await.hash;
    assert_eq!(madang::poll::keys::hex_hash(&files[bundle::POLL]), hash);
    let first_leaf = text(bundle::LEAVES).lines().next().unwrap().to_owned();
    let turned = first_leaf.replace(['0', '1', '2', '3'], "4");
    for (name, from, to, expected) in [
        (bundle::POLL, "쉼터", "주차장", "Checkpoints"),
        (bundle::POLL, "\"picks\":2", "\"picks\": 2", "Poll"),
        (bundle::LEAVES, first_leaf.as_str(), turned.as_str(), "Checkpoints"),
        (bundle::LEAVES, &format!("{first_leaf}\n"), "", "Checkpoints"),
        (bundle::CHECKPOINTS, "turnout 60", "turnout 61", "Checkpoints"),
        (bundle::CHECKPOINTS, "\nclosed", "", "Checkpoints"),
        (VOTES, "\r\n1,", "\r\n1,1", "Recount"),
        (bundle::RESULT, "\"turnout\":60", "\"turnout\":61", "Numbers"),
        (bundle::RESULT, "\"replaced\":", "\"replaced\":1", "Numbers"),
        (bundle::RESULT, "\"chosen\":true", "\"chosen\":false", "Recount"),
        (bundle::RESULT, "\"ballots\":60", "\"ballots\":59", "Numbers"),
        (bundle::RESULT, "madang-result-1", "madang-result-2", "Numbers"),
    ] {
        let found = broken(&forged(&files, name, from, to));
        assert!(found.iter().any(|claim| is(claim, expected)), "{name}, {from:?} for {to:?}: {found:?}");
    }
    // Without taking the sums anew, that alone shows; so does a file too many or too few.
    let mut more = files.clone();
    more.insert("note.txt".into(), Vec::new());
    assert_eq!(broken(&more), [Claim::Sums]);
    for name in files.keys() {
        let mut fewer = files.clone();
        fewer.remove(name);
        assert!(!broken(&fewer).is_empty(), "without {name}");
    }
    assert!(broken(&Files::new()).len() >= 6);

    // A receipt is found, and one that was kept from another log is not.
    let brought = |receipt: &str| Brought { receipt: Asked::read(receipt), notes: Vec::new() };
    let last = verify(&files, &brought(&receipts[7].to_string())).pop().unwrap();
    assert_eq!(last.claim, Claim::Receipt(receipts[7].number, receipts[7].to_string()));
    let last = verify(&files, &brought("0000-0000-0000-0000")).pop().unwrap();
    assert_eq!((last.claim, last.holds), (Claim::NoReceipt, false));
    // No ballot, no person, no time of a vote is in it.
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!names_people(&text), "{name}");
    }
}

#[tokio::test]
async fn a_log_that_was_written_anew_does_not_fit_a_seal_that_somebody_kept() {
    let town = Town::new().await;
    let (id, _) = counted(&town, 30).await;
    let kept = {
        let mut tx = town.db().await.read().await.unwrap();
        proof::store::notes(&mut tx, id).await.unwrap().pop().unwrap()
    };
    closed(&town).await;
    let files = files(&town, id).await;
    let brought = Brought { receipt: None, notes: vec![kept] };
    let found = verify(&files, &brought);
    assert!(found.iter().all(|finding| finding.holds), "{found:?}");
    // The operator, who has the signing key, drops a leaf and signs all anew.
    let city = town.city().await;
    let (signer, name) = (city.keys.signer().unwrap(), proof::log_name(&city, id).unwrap());
    let mut leaves = bundle::leaves_in(&files[bundle::LEAVES]).unwrap();
    leaves.remove(3);
    let root = leaves.iter().copied().collect::<madang::poll::proof::rules::tree::Edge>().root();
    let checkpoint = madang::poll::proof::rules::note::Checkpoint {
        origin: name.clone(),
        size: leaves.len() as u64,
        root,
        more: vec![format!("poll {}", load(&town, id).await.hash), "turnout 30".into(), "closed".into()],
    };
    let mut anew = files.clone();
    anew.insert(bundle::LEAVES.into(), bundle::leaves_out(&leaves));
    anew.insert(bundle::CHECKPOINTS.into(), bundle::notes_out(&[signer.note(&name, &checkpoint.text())]));
    let told = String::from_utf8(anew[bundle::RESULT].clone()).unwrap();
    let fewer = told.replace("\"replaced\":8", "\"replaced\":7");
    assert_ne!(told, fewer, "{told}");
    anew.insert(bundle::RESULT.into(), fewer.into_bytes());
    let sums = bundle::sums(&anew);
    anew.insert(bundle::SUMS.into(), sums);
    assert_eq!(broken(&anew), [], "by itself it looks right");
    let last = verify(&anew, &brought).pop().unwrap();
    assert!(is(&last.claim, "Kept") && !last.holds, "and one citizen's receipt is enough to see that it is not");
}

#[tokio::test]
async fn a_panel_opens_every_leaf_and_sees_what_was_changed_in_the_box() {
    let town = Town::new().await;
    let (id, _) = counted(&town, 40).await;
    closed(&town).await;
    let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
    let files = publish::for_audit(&mut tx, &city, id).await.unwrap();
    let key = city.keys.salts_key(id).unwrap();
    let wrong = |files: &Files, key: &[u8; 32]| {
        let found = audit::audit(files, key).unwrap();
        found.into_iter().filter(|(_, holds, _)| !holds).map(|(check, _, _)| check).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&files, &key), []);
    assert!(wrong(&files, &[7; 32]).contains(&Check::Key));
    let change = |from: &str, to: &str| forged(&files, audit::CLOSED, from, to);
    assert_eq!(wrong(&change("\"A:1,2\"", "\"A:1,3\""), &key), [Check::Ballots]);
    assert_eq!(wrong(&change("\"A:1,2\",", ""), &key), [Check::Ballots]);
    // The first leaf was replaced since; the second counts.
    assert!(wrong(&change("\"opened\":[]", "\"opened\":[1]"), &key).contains(&Check::Chains));
    assert!(wrong(&change("\"opened\":[]", "\"opened\":[2]"), &key).contains(&Check::Ballots));
    let first = String::from_utf8(files[audit::CLOSED].clone()).unwrap();
    let first = first.split('"').find(|part| part.len() > 90).unwrap().to_owned();
    let turned = first.replacen(['0', '1'], "2", 3);
    let found = audit::audit(&change(&first, &turned), &key).unwrap();
    assert!(found.contains(&(Check::Leaves, false, vec![1])), "{found:?}");
    assert!(audit::audit(&Files::new(), &key).is_none());
    // What the panel gets does not say who voted.
    let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!names_people(&all));
    // When the key is destroyed there is nothing to be given any more.
    drop(tx);
    town.wait(TimeDelta::hours(73)).await;
    town.forget_unread();
    let mut tx = town.db().await.read().await.unwrap();
    let error = publish::for_audit(&mut tx, &city, id).await.unwrap_err().to_string();
    assert!(error.contains("is destroyed"), "{error}");
    assert_eq!(broken(&publish::bundle(&mut tx, &city, id).await.unwrap()), [], "the public bundle stays");
}

/// A poll of four options by a method, and what people choose in it; some of them nothing.
fn by(method: &'static dyn Method) -> (Poll, fn(i64, i64) -> Choices) {
    let mut poll = Poll { method, picks: 3, seats: 2, ..asked(&["조명", "통학로", "쉼터", "도서관"]) };
    (1..).zip(&mut poll.options).for_each(|(cost, option)| option.cost = Some(100 * cost));
    poll.terms = Terms { budget: Some(700), points: Some(5), blank: true, ..Terms::default() };
    let choose: fn(i64, i64) -> Choices = match method.name() {
        "single" | "sides" => |person, round| pick(person, round, |one, _| Choices::one(one)),
        "approval" | "knapsack" | "shares" => {
            |person, round| pick(person, round, |one, two| Choices::one(one).with(two))
        }
        "ranked" | "runoff" => |person, round| pick(person, round, |one, two| Choices::order([one, two])),
        "score" | "points" => |person, round| pick(person, round, |one, two| Choices::points([(one, 3), (two, 2)])),
        other => panic!("how does one vote by {other}?"),
    };
    if matches!(method.name(), "single" | "sides") {
        poll.picks = 1;
    }
    (poll, choose)
}

fn pick(person: i64, round: i64, choices: fn(OptionId, OptionId) -> Choices) -> Choices {
    match person % 10 {
        9 => Choices::Blank,
        _ => choices(OptionId((person * person + round) % 4 + 1), OptionId(person / 4 % 4 + 1)),
    }
}

#[tokio::test]
async fn whatever_the_method_everybody_counts_again_and_a_panel_line_by_line() {
    for method in METHODS {
        let town = Town::new().await;
        let (poll, choose) = by(method);
        let (id, _) = voted(&town, poll, 104, choose).await;
        closed(&town).await;
        let poll = load(&town, id).await;
        let files = files(&town, id).await;
        assert_eq!(broken(&files), [], "{method:?}");
        let evidence = Least::of(method, &poll.rules(), 104).file();
        let text = String::from_utf8(files[evidence].clone()).unwrap();
        // One of the votes is not there any more.
        let (rest, last) = text.trim_end().rsplit_once("\r\n").unwrap();
        assert_eq!(
            broken(&forged(&files, evidence, &format!("{rest}\r\n{last}"), rest)),
            [Claim::Recount],
            "{method:?}"
        );
        // Somebody else was chosen.
        let found = broken(&forged(&files, bundle::RESULT, "\"chosen\":true", "\"chosen\":false"));
        assert_eq!(found, [Claim::Recount], "{method:?}");
        // It was another method, or more was to be spent: then it is another poll.
        let other = forged(&files, bundle::POLL, &format!("\"{}\"", method.name()), "\"unknown\"");
        assert!(broken(&other).iter().any(|claim| is(claim, "Poll")), "{method:?}");
        let other = forged(&files, bundle::POLL, "\"budget\":700", "\"budget\":800");
        assert!(broken(&other).iter().any(|claim| is(claim, "Checkpoints")), "{method:?}");

        let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
        let panel = publish::for_audit(&mut tx, &city, id).await.unwrap();
        let key = city.keys.salts_key(id).unwrap();
        let wrong = |files: &Files| {
            let found = audit::audit(files, &key).unwrap();
            found.into_iter().filter(|(_, holds, _)| !holds).map(|(check, _, _)| check).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&panel), [], "{method:?}");
        let fewer = forged(&panel, audit::CLOSED, "\"ballots\":[\"-\",", "\"ballots\":[");
        assert_eq!(wrong(&fewer), [Check::Ballots], "{method:?}");
    }
}

#[tokio::test]
async fn votes_that_could_be_recognised_are_in_no_bundle_but_a_panel_counts_them() {
    for method in [&Ranking as &'static dyn Method, &Runoff, &Shares] {
        let town = Town::new().await;
        let (poll, choose) = by(method);
        let (id, _) = voted(&town, poll, 12, choose).await;
        closed(&town).await;
        let files = files(&town, id).await;
        assert!(files.keys().all(|name| !name.ends_with(".csv") || name == bundle::OPTIONS), "{:?}", files.keys());
        let found = verify(&files, &Brought::default());
        assert!(found.iter().all(|finding| finding.holds), "{found:?}");
        assert!(found.iter().any(|finding| finding.claim == Claim::Withheld), "{found:?}");
        let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
        let panel = publish::for_audit(&mut tx, &city, id).await.unwrap();
        let checked = audit::audit(&panel, &city.keys.salts_key(id).unwrap()).unwrap();
        assert!(checked.iter().all(|(_, holds, _)| *holds), "{checked:?}");
        drop(tx);
        let path = town.folder().join("bundle.zip").to_str().unwrap().to_owned();
        assert_eq!(madang(&town, &["bundle", &id.0.to_string(), &path]).code, Some(0));
        let run = madang(&town, &["verify", &path, "--language", "en"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out.contains("[open] The votes are not in this bundle"), "{}", run.out);
        assert!(run.out.contains("could not be counted again"), "{}", run.out);
        let read = String::from_utf8(files["README-ko.txt"].clone()).unwrap();
        assert!(read.contains("표는 담지 않았습니다"), "{read}");
    }
}

#[tokio::test]
async fn polls_without_ballots_and_with_one_have_bundles_that_hold() {
    for (people, method) in [0, 1].into_iter().flat_map(|people| METHODS.map(|method| (people, method))) {
        let town = Town::new().await;
        let (poll, choose) = by(method);
        let (id, _) = voted(&town, poll, people, choose).await;
        closed(&town).await;
        assert_eq!(broken(&files(&town, id).await), [], "{people} {method:?}");
    }
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn madang(town: &Town, args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["--database", town.file().to_str().unwrap()])
        .args(["--keys", town.folder().join("keys").to_str().unwrap()])
        .args(args)
        .env("RUST_BACKTRACE", "0")
        .env_remove("MADANG_LANGUAGE")
        .env_remove("MADANG_PRESET")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// What is different in every town is left out.
fn plain(text: &str, secret: [&str; 2]) -> String {
    text.replace(secret[0], "…").replace(secret[1], "…")
}

#[tokio::test]
async fn one_command_checks_a_bundle_and_says_it_in_plain_words() {
    let town = Town::new().await;
    let (id, receipts) = counted(&town, 25).await;
    let folder = town.folder();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let number = id.0.to_string();
    let early = madang(&town, &["bundle", &number, &path("early.zip")]);
    assert_eq!(early.code, Some(2), "{}", early.err);
    assert!(early.err.contains("has not been told"), "{}", early.err);
    closed(&town).await;
    let made = madang(&town, &["bundle", &number, &path("bundle.zip")]);
    assert_eq!(made.code, Some(0), "{} {}", made.out, made.err);
    let verified = madang(&town, &["verify", &path("bundle.zip"), "--checkpoint", &path("checkpoints.txt")]);
    assert_eq!(verified.code, Some(0), "{} {}", verified.out, verified.err);
    assert!(verified.out.contains("가지고 계신 봉인"), "{}", verified.out);
    let hash = load(&town, id).await.hash;
    let shown = receipts[3].to_string();
    let secret = [&hash[..12], shown.as_str()];
    let korean = madang(&town, &["verify", &path("bundle.zip"), "--receipt", &shown]);
    assert_snapshot!(plain(&korean.out, secret), @r###"
    [맞음] 파일이 모두 SHA256SUMS에 적힌 그대로입니다.
    [맞음] 질문과 후보와 방법은 확인값 …의 투표입니다. 투표 안내에서 보신 확인값과 같은지 견주어 보세요.
    [맞음] 봉인 3개가 모두 이 투표의 열쇠로 서명됐고, 뒤의 기록장은 앞의 기록장에 더하기만 한 것입니다.
    [맞음] 마감할 때의 마지막 봉인이 기록장 32줄 모두에 걸립니다.
    [맞음] 세는 줄, 표, 참여한 사람의 수가 모두 같습니다: 25
    [맞음] 표를 다시 세니 발표한 결과와 같습니다.
    [맞음] 영수증 …: 기록장 4번째 줄에 있습니다.
    
    모두 맞습니다. 발표한 결과는 공개한 표에서 나왔고, 봉인한 뒤에 표를 빼거나 바꾸지 않았습니다.
    이것으로 알 수 없는 것: 계정 뒤에 누가 있는지, 투표하는 동안 누가 엿보았는지, 줄마다 고른 그대로 적혔는지(영수증의 ‘열어서 확인’과 감사가 보여 줍니다).
    "###);
    // As a folder too, and in English, where something was changed.
    assert_eq!(madang(&town, &["bundle", &number, &path("bundle")]).code, Some(0));
    let votes = Path::new(&path("bundle")).join(VOTES);
    let text = std::fs::read_to_string(&votes).unwrap();
    std::fs::write(&votes, text.replacen("\r\n2,", "\r\n2,1", 1)).unwrap();
    let english = madang(&town, &["verify", &path("bundle"), "--language", "en", "--receipt", "0000-0000"]);
    assert_eq!(english.code, Some(1), "{}", english.err);
    assert_snapshot!(plain(&english.out, secret), @r###"
    [FAILS] A file is missing, was added or was changed.
    [holds] Question, options and method are those of the poll with the check value …. Compare it with the one on the poll's card.
    [holds] All 3 seals are signed by this poll's key, and the log was only ever added to.
    [holds] The last seal, made at the close, covers all lines of the log: 32.
    [holds] Lines that count, ballots and people who took part are the same number: 25.
    [FAILS] Counted again, the votes give another result than was published.
    [FAILS] That receipt is not in the log.
    
    Something does not hold. Make sure where you have this bundle from, and tell the city.
    "###);
    // What is no bundle is one line.
    std::fs::write(path("letter.zip"), "Dear city").unwrap();
    for (what, words) in [("letter.zip", "neither a bundle nor a receipt"), ("nothing.zip", "cannot be read")] {
        let run = madang(&town, &["verify", &path(what)]);
        assert_eq!(run.code, Some(2), "{}", run.out);
        assert!(run.err.contains(words) && run.err.trim_end().lines().count() == 1, "{}", run.err);
    }
    // The panel, on its own computer.
    let given = madang(&town, &["audit", "give", &number, &path("panel")]);
    assert_eq!(given.code, Some(0), "{}", given.err);
    let (zip, key) = (path("panel/audit.zip"), path("panel/salts.key"));
    let checked = madang(&town, &["audit", "check", &zip, &key, "--language", "en"]);
    assert_eq!(checked.code, Some(0), "{} {}", checked.out, checked.err);
    assert_snapshot!(plain(&checked.out, secret), @r###"
    [holds] All files are as SHA256SUMS says.
    [holds] Question, options and method are those of the poll with the check value …. Compare it with the one on the poll's card.
    [holds] All 3 seals are signed by this poll's key, and the log was only ever added to.
    [holds] The last seal, made at the close, covers all lines of the log: 32.
    [holds] Lines that count, ballots and people who took part are the same number: 25.
    [holds] Counted again, the votes give the published result.
    [holds] This is the key that was fixed when the poll was published.
    [holds] Every line opens, and is what was public.
    [holds] Every line is a valid vote of this poll.
    [holds] Every line that was replaced was replaced once, by a later one.
    [holds] The lines that count are the ballots in the box, one by one, and as many as people who took part.
    [holds] Counting them gives the result.
    
    Everything holds. When the audit is over, please destroy every copy of this key.
    "###);
    assert!(town.rows("audit").await.iter().any(|row| row.contains("poll.audit")), "it is written down");
    // Another poll's key opens nothing, and so nothing of the lines holds.
    std::fs::write(path("other.key"), "5a".repeat(32)).unwrap();
    let wrong = madang(&town, &["audit", "check", &zip, &path("other.key"), "--language", "en"]);
    assert_eq!(wrong.code, Some(1), "{} {}", wrong.out, wrong.err);
    assert!(wrong.out.contains("[FAILS] This is not the key"), "{}", wrong.out);
    assert!(!wrong.out.contains("[holds] Every line") && !wrong.out.contains("[holds] Counting them"), "{}", wrong.out);
    // The demonstration's clock is moved by hand, which is no fault of the machine's.
    let demo = async |tx: &mut madang::db::Tx| {
        let kind =
            "insert into meta (key, value) values ('kind', 'demo') on conflict (key) do update set value = 'demo'";
        sqlx::query(kind).execute(tx.conn()).await?;
        Ok(madang::db::store::keep_clock(tx, seoul("2031-01-01 09:00")).await?)
    };
    town.db().await.write(demo).await.unwrap();
    let moved = madang(&town, &["bundle", &number, &path("again.zip")]);
    assert_eq!(moved.code, Some(0), "{}", moved.err);
    assert!(!moved.err.contains("the clock shows"), "{}", moved.err);
}

#[tokio::test]
async fn a_receipts_file_is_checked_without_anything_else() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (id, _) = counted(&town, 20).await;
    mina.says(&format!("/start vote-{}", id.0)).await;
    mina.presses("3번 고르기").await;
    mina.presses("제출").await;
    mina.presses("이대로 투표하기").await;
    town.wait(TimeDelta::minutes(10)).await;
    mina.presses("제대로 적혔는지 보기").await;
    mina.presses("영수증 파일 받기").await;
    let (_, bytes) = mina.documents().pop().unwrap();
    let path = town.folder().join("receipt.txt");
    std::fs::write(&path, &bytes).unwrap();
    let run = madang(&town, &["verify", path.to_str().unwrap(), "--language", "en"]);
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert!(run.out.contains("[holds] Receipt"), "{}", run.out);
    let changed = String::from_utf8(bytes).unwrap().replacen("number 26", "number 25", 1);
    std::fs::write(&path, changed).unwrap();
    let run = madang(&town, &["verify", path.to_str().unwrap()]);
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    assert!(run.out.contains("[틀림]"), "{}", run.out);
    town.forget_unread();
}
