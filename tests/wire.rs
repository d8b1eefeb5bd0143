//! The bot and the emulator over HTTP, by long polling and by webhook: the same code that serves
//! Telegram, and a strict judge of every call.

#![cfg(feature = "emulator")]
#![allow(clippy::unwrap_used, reason = "a test")]

mod bot_api;
#[path = "wire/requests.rs"]
mod requests;
#[path = "wire/talk.rs"]
mod talk;

use std::sync::Arc;
use std::time::Duration;

use bot_api::BotApi;
use chrono::TimeDelta;
use madang::app::{self, App, Purpose};
use madang::channel::telegram::{Telegram, receive, setup};
use madang::clock::{Clock, Shifted};
use madang::config::Common;
use madang::emulator::{Act, Control, Emulator, Options, Persona};
use madang::example::{ADMIN_CHAT, CLERK_CHAT, MODERATOR_CHAT};
use madang::outbox::pace::Limits;
use madang::web;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const TOKEN: &str = "1000000001:EMULATOR";
const MINA: i64 = 6_000_000_101;
const SARAH: i64 = 6_000_000_102;
/// Far longer than anything here takes.
const SOON: Duration = Duration::from_secs(20);

struct Wire {
    emulator: Emulator,
    app: App,
    telegram: Arc<Telegram>,
    loops: JoinSet<()>,
    stop: CancellationToken,
    _folder: tempfile::TempDir,
}

impl Wire {
    async fn open() -> Wire {
        let folder = tempfile::tempdir().unwrap();
        let clock = Shifted::default();
        let (now, moved) = (clock.clone(), clock.clone());
        let person = |(id, name): (i64, &str)| Persona {
            id,
            first_name: name.into(),
            language_code: "en".into(),
            ..Persona::default()
        };
        let staff = [(CLERK_CHAT, "Clerk"), (ADMIN_CHAT, "Admin"), (MODERATOR_CHAT, "Moderator")];
        let people = [(MINA, "Mina"), (SARAH, "Sarah")].into_iter().chain(staff);
        let options = Options {
            now: Arc::new(move || now.now().ms()),
            advance: Some(Arc::new(move |by_ms| moved.advance(TimeDelta::milliseconds(by_ms)))),
            bot_token: TOKEN.into(),
            bot_username: "madang_bot".into(),
            bot_name: "Madang".into(),
            personas: people.map(person).collect(),
            state: None,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let emulator = Emulator::start(listener, options).await.unwrap();
        let telegram = Arc::new(Telegram::new(&emulator.api_url(), TOKEN).unwrap());
        let database = folder.path().join("wire.db");
        let common = Common {
            data: folder.path().into(),
            database: None,
            keys: None,
            preset: "seongnam".into(),
            log: "off".into(),
        };
        let opened = app::open(&database, Purpose::Real, Arc::new(clock.clone())).await.unwrap();
        let me = setup::me(&telegram).await.unwrap();
        let city = Arc::new(app::city(&common, &database, me.username, Vec::new()).unwrap());
        setup::introduce(&telegram, &city).await;
        let (mut loops, stop) = (JoinSet::new(), CancellationToken::new());
        let app = App::build(opened, city, telegram.clone(), Limits::NONE, &stop).await.unwrap();
        app.start(&mut loops, &stop);
        Wire { emulator, app, telegram, loops, stop, _folder: folder }
    }

    fn people(&self) -> &Control {
        self.emulator.control()
    }

    /// The bot fetches its updates from here on.
    async fn polls(&mut self) {
        setup::Way::Polling.set(&self.telegram).await.unwrap();
        let (telegram, inbox, stop) = (self.telegram.clone(), self.app.inbox.clone(), self.stop.clone());
        self.loops.spawn(async move { receive::poll(&telegram, inbox, stop).await.unwrap() });
    }

    /// Waits until Mina's last message from the bot has these words.
    async fn mina_reads(&self, words: &str) {
        let look = |people: &Control| {
            let messages = people.messages(MINA);
            messages
                .iter()
                .any(|message| {
                    message["out"] == true && message["text"].as_str().is_some_and(|text| text.contains(words))
                })
                .then_some(())
        };
        let seen = self.people().until(SOON, look).await;
        assert!(seen.is_some(), "no {words:?} in {:#?}", self.people().messages(MINA));
    }

    /// A whole first meeting, as a person does it.
    async fn meet(&self) {
        self.people().act(MINA, Act::Start { payload: None }).unwrap();
        self.mina_reads("Hello! I am the bot").await;
        self.people().press(MINA, "Start").unwrap();
        self.mina_reads("collection and use").await;
        self.people().press(MINA, "I agree").unwrap();
        self.mina_reads("transfer of personal data abroad").await;
        self.people().press(MINA, "I agree").unwrap();
        self.mina_reads("Are you 14").await;
        self.people().press(MINA, "Yes, I am 14 or older").unwrap();
        self.mina_reads("Where in Seongnam").await;
        self.people().press(MINA, "Skip").unwrap();
        self.mina_reads("What interests you").await;
        self.people().press(MINA, "Done").unwrap();
        self.mina_reads("You are all set").await;
        self.people().say(MINA, "/mydata").unwrap();
        let file = |people: &Control| {
            people.messages(MINA).iter().any(|message| message["document"]["file_name"] == "my-data.json").then_some(())
        };
        assert!(self.people().until(SOON, file).await.is_some(), "the file came");
    }

    /// The judge: every press was answered, and every call was one that Telegram knows, with the
    /// parameters that it describes.
    async fn end(self) {
        let answered = self.people().until(SOON, |people| (people.unanswered() == 0).then_some(())).await;
        assert!(answered.is_some(), "a press was never answered");
        assert_eq!(self.people().complaints(), [""; 0]);
        if let Some(api) = BotApi::get() {
            let calls = self.people().calls(0, usize::MAX);
            let found = calls.iter().flat_map(|call| api.request(&call.method, call.params.as_object().unwrap()));
            let found: Vec<String> = found.collect();
            assert!(found.is_empty(), "{found:#?}");
        }
        let Wire { emulator, app, loops, stop, .. } = self;
        app.end(loops, &stop).await;
        emulator.stop().await;
    }
}

#[tokio::test]
async fn by_long_polling() {
    let mut wire = Wire::open().await;
    wire.polls().await;
    wire.meet().await;
    let confirmed = wire.people().until(SOON, |people| (people.waiting_updates() == 0).then_some(())).await;
    assert!(confirmed.is_some(), "what is on disk is confirmed");
    wire.end().await;
}

#[tokio::test]
async fn by_webhook() {
    let mut wire = Wire::open().await;
    let webhook = web::Webhook::draw().unwrap();
    let listener = web::listen("127.0.0.1:0".parse().unwrap(), "--listen").await.unwrap();
    let url = format!("http://{}{}", listener.local_addr().unwrap(), webhook.path);
    let (stop, closing) = (wire.stop.clone(), CancellationToken::new());
    let router = web::webhook(&webhook, wire.app.inbox.clone(), wire.app.db.clone(), closing.clone());
    let router = router.merge(web::health(wire.app.db.clone())).merge(web::metrics(wire.app.db.clone()));
    wire.loops.spawn(async move { web::serve(listener, router, stop).await.unwrap() });
    let way = setup::Way::Webhook { url: url.clone(), secret: webhook.secret.clone() };
    way.set(&wire.telegram).await.unwrap();
    wire.meet().await;
    assert_eq!(wire.people().webhook_error(), None);

    let http = reqwest::Client::new();
    let update = r#"{"update_id":1,"message":{}}"#;
    for (secret, status) in
        [(None, 401), (Some("wrong"), 401), (Some(&webhook.secret[..10]), 401), (Some(webhook.secret.as_str()), 200)]
    {
        let mut request = http.post(&url).body(update);
        if let Some(secret) = secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        assert_eq!(request.send().await.unwrap().status(), status, "{secret:?}");
    }

    let listening = url.rsplit_once("/telegram/").unwrap().0;
    let figures = http.get(format!("{listening}/metrics")).send().await.unwrap().text().await.unwrap();
    let figure = |name: &str| -> u64 {
        let line = figures.lines().find_map(|line| line.strip_prefix(name)).expect("a line for each figure");
        line.trim().parse().unwrap()
    };
    assert!(figure("madang_commits_total ") > 0 && figure("madang_jobs_total ") >= figure("madang_commits_total "));
    assert_eq!((figure("madang_well "), figure("madang_set_aside ")), (1, 1), "{figures}");

    // Somebody else tells Telegram to bring the updates to them: it is noticed and put right.
    assert!(way.look(&wire.telegram).await.unwrap());
    let theirs = setup::Way::Webhook { url: "http://127.0.0.1:9/thief".into(), secret: "x".into() };
    theirs.set(&wire.telegram).await.unwrap();
    assert!(!way.look(&wire.telegram).await.unwrap());
    assert!(way.look(&wire.telegram).await.unwrap());

    // While we stop, nothing more is let in, and Telegram is told when to come again.
    closing.cancel();
    let request = http.post(&url).body(update).header("X-Telegram-Bot-Api-Secret-Token", &webhook.secret);
    let response = request.send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (503, &"5".parse().unwrap()));
    wire.end().await;
}
