//! The canary: people live with the real program while it logs all that it can, with a token and with
//! words that nobody may see. Afterwards every log, answer and file name is read for them.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use madang::clock::{Clock, System};
use madang::db;
use madang::emulator::{Act, Control};

use crate::program::{MINA, Start, TOKEN, count, messenger, reads};

/// What she says. No word of it stands anywhere in the program.
const WORDS: &str = "카나리아새는노래하지않는다";

/// Reads every file of a folder and its neighbours with that ending, and all names.
fn names(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        found.push(entry.path().display().to_string());
        if entry.path().is_dir() {
            names(&entry.path(), found);
        }
    }
}

fn clean(what: &str, text: &str) {
    let secret = TOKEN.split_once(':').unwrap().1;
    for word in [TOKEN, secret, WORDS] {
        if let Some(at) = text.find(word) {
            let around: String = text[..at].chars().rev().take(300).collect::<Vec<_>>().into_iter().rev().collect();
            panic!("{what} tells {word:?} after: {around}");
        }
    }
}

/// A statement in the program's database, beside it.
async fn run(folder: &Path, statement: &'static str) {
    let mut tx = db::beside(&folder.join("madang.db"), System.now()).await.unwrap();
    sqlx::query(statement).execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// She agrees to take part, and begins a proposal with words, a picture and a place.
async fn live(people: &Control) {
    people.act(MINA, Act::Start { payload: Some(WORDS.into()) }).unwrap_or_else(|_| Default::default());
    people.act(MINA, Act::Start { payload: None }).unwrap();
    reads(people, MINA, "안녕하세요", 1).await;
    people.press(MINA, "시작").unwrap();
    reads(people, MINA, "수집·이용 동의", 1).await;
    people.press(MINA, "동의합니다").unwrap();
    reads(people, MINA, "국외 이전 동의", 1).await;
    people.press(MINA, "동의합니다").unwrap();
    reads(people, MINA, "만 14세 이상이십니까", 1).await;
    people.press(MINA, "네, 만 14세 이상입니다").unwrap();
    reads(people, MINA, "구를 고르거나", 1).await;
    people.say(MINA, "야탑1동").unwrap();
    reads(people, MINA, "야탑1동에서 무엇을 하세요", 1).await;
    people.say(MINA, WORDS).unwrap();
    people.say(MINA, "제안하기").unwrap();
    for _ in 0..4 {
        people.say(MINA, &format!("{WORDS} {WORDS} {WORDS}")).unwrap();
    }
    people.act(MINA, Act::SendPhoto { file_ids: None, caption: Some(WORDS.into()), count: None }).unwrap();
    people.act(MINA, Act::ForwardText { text: WORDS.into() }).unwrap();
    people.act(MINA, Act::SendVoice).unwrap();
    people.say(MINA, &format!("/{WORDS}")).unwrap();
    people.say(MINA, "처음").unwrap();
    people.say(MINA, WORDS).unwrap();
    people.say(MINA, "도움말").unwrap();
    reads(people, MINA, "사람에게 묻기", 1).await;
}

/// Sends bodies to the program's port that no messenger sends.
async fn knock(listen: std::net::SocketAddr) -> String {
    let http = reqwest::Client::new();
    let mut answers = String::new();
    for path in ["/health", "/telegram/x", &format!("/telegram/{TOKEN}"), &format!("/{TOKEN}")] {
        for body in [format!("{{\"update_id\":1,\"message\":{{\"text\":\"{WORDS}\"}}}}"), WORDS.into(), "{".into()] {
            let request = http.post(format!("http://{listen}{path}")).body(body);
            let answer =
                request.header("X-Telegram-Bot-Api-Secret-Token", WORDS.len().to_string()).send().await.unwrap();
            answers.push_str(&format!("{:?} {}\n", answer.headers().clone(), answer.text().await.unwrap()));
        }
    }
    answers
}

async fn sing(webhook: bool) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let messenger = messenger().await;
    let people = messenger.control();
    let mut start = Start::new(&data, &messenger);
    (start.log, start.webhook) = ("trace", webhook);
    let program = start.go();
    live(people).await;
    // Something that cannot be handled.
    let fault = "create trigger fault before update of misses on person when new.misses > 0
                 begin select raise(abort, 'out of order'); end";
    run(&data, fault).await;
    let sorry = count(people, MINA, "문제가 생겼어요");
    people.say(MINA, &format!("{WORDS} {WORDS}")).unwrap();
    reads(people, MINA, "문제가 생겼어요", sorry + 1).await;
    let answers = knock(program.listen).await;
    // And a messenger that goes away.
    let (log, listen) = (program.log.clone(), program.listen);
    messenger.stop().await;
    let _ = reqwest::get(format!("http://{listen}/health")).await;
    assert!(program.stop().success());

    let logged = std::fs::read_to_string(&log).unwrap();
    assert!(logged.contains("TRACE") || logged.contains("DEBUG"), "it logs all that it can");
    assert!(logged.contains("an update was set aside"), "and what went wrong");
    clean("the log", &logged);
    clean("an answer", &answers);
    let mut all = Vec::new();
    names(folder.path(), &mut all);
    clean("a file's name", &all.join("\n"));
    let list = std::process::Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["set-aside", "list", "--log", "trace"])
        .env("MADANG_DATA", &data)
        .output()
        .unwrap();
    clean("the list", &String::from_utf8_lossy(&[list.stdout, list.stderr].concat()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_token_nor_words_are_told_by_long_polling() {
    sing(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_token_nor_words_are_told_by_webhook() {
    sing(true).await;
}

#[test]
fn a_server_that_is_not_there_is_complained_of_without_the_token() {
    let folder = tempfile::tempdir().unwrap();
    for api in ["http://127.0.0.1:9", "https://127.0.0.1:9", "http://nobody.invalid"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_madang"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "trace", "--api", api])
            .env("MADANG_DATA", folder.path())
            .env("MADANG_BOT_TOKEN", TOKEN)
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(program.stderr.take().unwrap());
        let mut words = String::new();
        while !words.contains("asked again") {
            assert!(told.read_line(&mut words).unwrap() > 0, "it ended: {words}");
        }
        // It waits for its server, and can be told not to.
        Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
        told.read_to_string(&mut words).unwrap();
        let output = program.wait_with_output().unwrap();
        assert!(output.status.success(), "{words}");
        clean(api, &(words + &String::from_utf8_lossy(&output.stdout)));
    }
}
