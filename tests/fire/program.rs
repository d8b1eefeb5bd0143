//! The real program against the emulator, with its log in a file, perhaps under a tool that makes its
//! disk misbehave.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use madang::clock::{Clock, System};
use madang::emulator::{Control, Emulator, Options, Persona};
use serde_json::Value;
use tokio::net::TcpListener;

pub const TOKEN: &str = "1000000001:CANARYtokenThatNobodyMaySeeAnywhere";
pub const MINA: i64 = 6_000_000_101;
/// Far longer than anything here takes.
pub const SOON: Duration = Duration::from_secs(60);

pub async fn messenger() -> Emulator {
    messenger_at(TcpListener::bind("127.0.0.1:0").await.unwrap()).await
}

pub async fn messenger_at(listener: TcpListener) -> Emulator {
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
    Emulator::start(listener, options).await.unwrap()
}

/// The program, killed when dropped.
pub struct Program {
    child: Child,
    pub log: PathBuf,
    pub listen: SocketAddr,
}

/// How it is started.
pub struct Start<'a> {
    pub folder: &'a Path,
    pub api: String,
    /// What stands before the program's name, as `strace` and its flags.
    pub under: Vec<String>,
    pub webhook: bool,
    pub log: &'static str,
}

impl<'a> Start<'a> {
    pub fn new(folder: &'a Path, messenger: &Emulator) -> Start<'a> {
        Start::calling(folder, messenger.api_url())
    }

    /// A program that calls that address, where perhaps nobody is.
    pub fn calling(folder: &'a Path, api: String) -> Start<'a> {
        Start { folder, api, under: Vec::new(), webhook: false, log: "info" }
    }

    pub fn under(mut self, words: &[&str]) -> Start<'a> {
        self.under = words.iter().map(|word| (*word).to_owned()).collect();
        self
    }

    pub fn go(self) -> Program {
        // A port that is free now, and likely still is in a moment.
        let listen = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = self.folder.with_extension(format!("{}.log", listen.port()));
        let mut words = self.under;
        words.push(env!("CARGO_BIN_EXE_madang").to_owned());
        let mut command = Command::new(&words[0]);
        command
            .args(&words[1..])
            .args(["serve", "--listen", &listen.to_string(), "--log", self.log, "--api", &self.api])
            .env("MADANG_DATA", self.folder)
            .env("MADANG_BOT_TOKEN", TOKEN)
            .env_remove("MADANG_PUBLIC_URL")
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap());
        if self.webhook {
            command.env("MADANG_PUBLIC_URL", format!("http://{listen}"));
        }
        Program { child: command.spawn().unwrap(), log, listen }
    }
}

impl Program {
    /// The number of the program itself, also under a tool.
    pub fn number(&self) -> u32 {
        let children = format!("/proc/{0}/task/{0}/children", self.child.id());
        let child = std::fs::read_to_string(children).ok().and_then(|all| all.split(' ').next()?.parse().ok());
        child.unwrap_or(self.child.id())
    }

    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    pub fn logged(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Asks it to stop, and waits for that.
    pub fn stop(mut self) -> ExitStatus {
        self.ask_to_stop();
        self.child.wait().unwrap()
    }

    pub fn ask_to_stop(&self) {
        Command::new("kill").args(["-TERM", &self.number().to_string()]).status().unwrap();
    }

    /// Asks it to stop, and is patient for no longer than that.
    pub async fn stop_within(mut self, patience: Duration) -> ExitStatus {
        self.ask_to_stop();
        let ended = async {
            loop {
                match self.ended() {
                    Some(status) => return status,
                    None => tokio::time::sleep(Duration::from_millis(20)).await,
                }
            }
        };
        let ended = tokio::time::timeout(patience, ended).await;
        ended.unwrap_or_else(|_| panic!("it goes on after {patience:?}: {}", self.logged()))
    }

    /// Waits until `/health` answers with that status.
    pub async fn says_of_itself(&self, people: &Control, status: u16) {
        let http = reqwest::Client::new();
        let url = format!("http://{}/health", self.listen);
        let asked = async {
            while http.get(&url).send().await.map(|answer| answer.status().as_u16()).ok() != Some(status) {
                // The emulator's wait is a pause that ends early when something happens.
                people.until(Duration::from_millis(100), |_| None::<()>).await;
            }
        };
        assert!(tokio::time::timeout(SOON, asked).await.is_ok(), "never {status}: {}", self.logged());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-KILL", &self.number().to_string()]).stderr(Stdio::null()).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How many messages with these words are on somebody's screen, from the bot.
pub fn count(people: &Control, chat: i64, words: &str) -> usize {
    let has =
        |message: &Value| message["out"] == true && message["text"].as_str().is_some_and(|text| text.contains(words));
    people.messages(chat).iter().filter(|message| has(message)).count()
}

/// Waits until there are that many.
pub async fn reads(people: &Control, chat: i64, words: &str, times: usize) {
    let seen = people.until(SOON, |people| (count(people, chat, words) >= times).then_some(())).await;
    assert!(seen.is_some(), "not {times} times {words:?} in {:#?}", people.messages(chat));
}

/// Whether a tool is there and works; if not, says what is skipped.
pub fn works(tool: &str, args: &[&str]) -> bool {
    let works = Command::new(tool).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        eprintln!("skipped: {tool} is not there, or not permitted");
    }
    works
}
