//! The program's death: the real binary against the emulator, killed with SIGKILL in the middle of a
//! conversation and started again. The messenger, as in life, goes on.

#![cfg(all(unix, feature = "emulator"))]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use madang::clock::{Clock, System};
use madang::emulator::{Act, Control, Emulator, Options, Persona};
use serde_json::Value;
use tokio::net::TcpListener;

const TOKEN: &str = "1000000001:EMULATOR";
const MINA: i64 = 6_000_000_101;
/// Far longer than anything here takes.
const SOON: Duration = Duration::from_secs(30);

async fn messenger() -> Emulator {
    let options = Options {
        now: Arc::new(|| System.now().ms()),
        advance: None,
        bot_token: TOKEN.into(),
        bot_username: "madang_bot".into(),
        bot_name: "Madang".into(),
        personas: vec![Persona {
            id: MINA,
            first_name: "Mina".into(),
            language_code: "ko".into(),
            ..Persona::default()
        }],
        state: None,
    };
    Emulator::start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).await.unwrap()
}

/// The program, killed when dropped: nothing is told, nothing is closed.
struct Program(Child);

impl Program {
    fn start(folder: &Path, messenger: &Emulator) -> Program {
        let child = Command::new(env!("CARGO_BIN_EXE_madang"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--api", &messenger.api_url()])
            .env("MADANG_DATA", folder)
            .env("MADANG_BOT_TOKEN", TOKEN)
            .env_remove("MADANG_PUBLIC_URL")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Program(child)
    }

    fn stop(mut self) {
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(self.0.wait().unwrap().success(), "it stops cleanly on SIGTERM");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the bot's words are on Mina's screen.
async fn reads(people: &Control, words: &str) {
    let has =
        |message: &Value| message["out"] == true && message["text"].as_str().is_some_and(|text| text.contains(words));
    let seen = people.until(SOON, |people| people.messages(MINA).iter().any(has).then_some(())).await;
    assert!(seen.is_some(), "no {words:?} in {:#?}", people.messages(MINA));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_survives_the_programs_death() {
    let folder = tempfile::tempdir().unwrap();
    let messenger = messenger().await;
    let people = messenger.control();
    // What is said while nobody listens waits with the messenger.
    people.act(MINA, Act::Start { payload: None }).unwrap();
    let program = Program::start(folder.path(), &messenger);
    reads(people, "안녕하세요").await;
    people.press(MINA, "시작").unwrap();
    reads(people, "수집·이용 동의").await;
    drop(program);

    people.press(MINA, "동의합니다").unwrap();
    let program = Program::start(folder.path(), &messenger);
    reads(people, "국외 이전 동의").await;
    people.press(MINA, "동의합니다").unwrap();
    reads(people, "만 14세 이상이십니까").await;
    people.press(MINA, "네, 만 14세 이상입니다").unwrap();
    reads(people, "구를 고르거나").await;
    drop(program);

    let program = Program::start(folder.path(), &messenger);
    people.say(MINA, "야탑1동").unwrap();
    reads(people, "야탑1동에서 무엇을 하세요").await;
    program.stop();
    assert_eq!(people.complaints(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_never_share_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let messenger = messenger().await;
    let people = messenger.control();
    people.act(MINA, Act::Start { payload: None }).unwrap();
    let program = Program::start(folder.path(), &messenger);
    reads(people, "안녕하세요").await;
    let second = Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["serve", "--listen", "127.0.0.1:0", "--api", &messenger.api_url()])
        .env("MADANG_DATA", folder.path())
        .env("MADANG_BOT_TOKEN", TOKEN)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another Madang is running"));
    program.stop();
}
