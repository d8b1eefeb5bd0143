//! A town on the test's desk: the real rooms on a real database, a clock that is moved by hand, and
//! people who press buttons by their labels. Only the messenger is not there: what is sent lands
//! on screens that a test reads.
//!
//! A test that ends with a message nobody read, or an update that was set aside, fails: see
//! [`Town::forget_unread`] and [`Town::expect_set_aside`].

#![allow(dead_code, reason = "each test file uses its part of the harness")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a harness for tests")]

pub mod polls;
mod screen;

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use madang::channel::{ChatId, Inbound, Input, Kind, MessageId, Place};
use madang::city::{City, Preset, Proof};
use madang::clock::{Moment, Still};
use madang::db::{self, Db};
use madang::inbox::{Inbox, Taken};
use madang::outbox::pace::Limits;
use madang::outbox::{self, Outbox};
use madang::person::{PersonId, Role};
use madang::poll::keys::Keys;
use madang::text::Catalog;
use madang::{live, notice, person, poll, schedule, staff};

pub use screen::Screens;

/// The town's clock when a test begins: Monday, 23 November 2026, 10:00 in Seoul.
pub const START: &str = "2026-11-23 10:00";

/// A town.
#[derive(Clone)]
pub struct Town {
    inner: Arc<Inner>,
}

struct Inner {
    folder: tempfile::TempDir,
    pub clock: Still,
    screens: Arc<Screens>,
    running: tokio::sync::Mutex<Option<Running>>,
    limits: Limits,
    next_update: AtomicI64,
    next_chat: AtomicI64,
    set_aside: Mutex<Vec<String>>,
    set_aside_expected: Mutex<usize>,
    /// What the city proves, and where.
    proof: Mutex<Proof>,
    /// Whether a poll needs two of staff; in a town, one is enough unless a test says so.
    approval: Mutex<bool>,
}

/// What lives from one start to the next stop.
#[derive(Clone)]
pub struct Running {
    /// The database.
    pub db: Db,
    /// The city.
    pub city: Arc<City>,
    /// The way in.
    pub inbox: Inbox,
    /// The way out.
    pub outbox: Outbox,
}

impl Town {
    /// An empty town whose messenger permits any pace.
    pub async fn new() -> Town {
        Town::with(Limits::NONE).await
    }

    /// An empty town in other years: it is that time in Seoul, `2019-11-18 10:00`.
    pub async fn at(time: &str) -> Town {
        Town::begun(Limits::NONE, time).await
    }

    /// An empty town whose messenger is spoken to at that pace.
    pub async fn with(limits: Limits) -> Town {
        Town::begun(limits, START).await
    }

    async fn begun(limits: Limits, time: &str) -> Town {
        let town = Town {
            inner: Arc::new(Inner {
                folder: tempfile::tempdir().unwrap(),
                clock: Still::at(seoul(time)),
                screens: Arc::new(Screens::default()),
                running: tokio::sync::Mutex::new(None),
                limits,
                next_update: AtomicI64::new(1),
                next_chat: AtomicI64::new(1001),
                set_aside: Mutex::default(),
                set_aside_expected: Mutex::default(),
                proof: Mutex::default(),
                approval: Mutex::default(),
            }),
        };
        town.start().await;
        town
    }

    async fn start(&self) {
        let now = self.now();
        db::migrate(&self.file(), now).await.unwrap();
        let db = Db::open(&self.file(), Arc::new(self.inner.clock.clone())).await.unwrap();
        let mut preset = Preset::load("seongnam").unwrap();
        preset.proof = self.inner.proof.lock().unwrap().clone();
        preset.approval.polls = *self.inner.approval.lock().unwrap();
        preset.proof.channel = "town".to_owned();
        preset.proof.file = Some(self.inner.folder.path().join("checkpoints.txt"));
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = Keys::open(&self.inner.folder.path().join("keys")).unwrap();
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async move |tx| Ok(outbox::store::begin_run(tx).await?)).await.unwrap();
        let screens = self.inner.screens.clone();
        let outbox = Outbox::new(db.clone(), city.clone(), screens.clone(), run, self.inner.limits).await.unwrap();
        let inbox = Inbox::new(db.clone(), city.clone(), screens, outbox.clone());
        *self.inner.running.lock().await = Some(Running { db, city, inbox, outbox });
    }

    /// The program dies and is started again on the same files.
    pub async fn restart(&self) {
        let running = self.inner.running.lock().await.take();
        if let Some(Running { db, inbox, outbox, .. }) = running {
            drop((inbox, outbox));
            db.close().await;
        }
        self.start().await;
    }

    /// It is started again in a city that proves other things.
    pub async fn proves(&self, change: impl FnOnce(&mut Proof)) {
        change(&mut self.inner.proof.lock().unwrap());
        self.restart().await;
    }

    /// It is started again in a city where a poll needs two of staff, or does not.
    pub async fn needs_approval(&self, polls: bool) {
        *self.inner.approval.lock().unwrap() = polls;
        self.restart().await;
    }

    /// From the next start on, checkpoints are posted to a public chat, which is given.
    pub async fn posts_checkpoints(&self) -> Citizen {
        let chat = ChatId(-1_001_000_000_001);
        self.proves(|proof| proof.chat = Some(chat.0)).await;
        Citizen { town: self.clone(), chat, lang: "ko".to_owned() }
    }

    /// What is running.
    pub async fn running(&self) -> Running {
        self.inner.running.lock().await.clone().unwrap()
    }

    /// The database.
    pub async fn db(&self) -> Db {
        self.running().await.db
    }

    /// The city.
    pub async fn city(&self) -> Arc<City> {
        self.running().await.city
    }

    /// The database's file.
    pub fn file(&self) -> PathBuf {
        self.inner.folder.path().join("town.db")
    }

    /// The folder in which everything lies.
    pub fn folder(&self) -> PathBuf {
        self.inner.folder.path().to_owned()
    }

    /// The screens, to make the messenger misbehave.
    pub fn screens(&self) -> Arc<Screens> {
        self.inner.screens.clone()
    }

    /// The town's time.
    pub fn now(&self) -> Moment {
        madang::clock::Clock::now(&self.inner.clock)
    }

    /// Time passes, and what is due is done and sent.
    pub async fn wait(&self, by: TimeDelta) {
        self.inner.clock.advance(by);
        self.pass().await;
    }

    /// It is that time in Seoul, `2026-12-03 14:00`, and what is due is done and sent.
    pub async fn goes_to(&self, time: &str) {
        self.inner.clock.set(seoul(time));
        self.pass().await;
    }

    /// Sets the clock without letting anything happen.
    pub fn set_clock(&self, time: &str) {
        self.inner.clock.set(seoul(time));
    }

    /// Time passes, and nothing happens.
    pub fn tick(&self, by: TimeDelta) {
        self.inner.clock.advance(by);
    }

    /// Does what is due at this moment, and sends what waits.
    pub async fn pass(&self) {
        let Running { db, city, .. } = self.running().await;
        schedule::pass(&db, &city).await.unwrap();
        while notice::pass(&db, &city).await.unwrap() {}
        live::pass(&db, &city).await.unwrap();
        schedule::compact(&db, &city).await.unwrap();
        poll::proof::filing::pass(&db, &city).await.unwrap();
        self.send().await;
    }

    /// Sends what waits.
    pub async fn send(&self) {
        let outbox = self.running().await.outbox;
        while outbox.pass().await.unwrap() {}
    }

    /// Somebody whom the bot has never seen, with their telephone in that language.
    pub fn stranger(&self, lang: &str) -> Citizen {
        let chat = ChatId(self.inner.next_chat.fetch_add(1, Ordering::SeqCst));
        Citizen { town: self.clone(), chat, lang: lang.to_owned() }
    }

    /// Somebody who has agreed to take part and skipped every question.
    pub async fn member(&self, lang: &str) -> Citizen {
        let citizen = self.stranger(lang);
        let (chat, tag) = (citizen.chat, lang.to_owned());
        let version = self.city().await.preset.privacy.version;
        self.db()
            .await
            .write(async move |tx| {
                let person = person::store::meet(tx, "town", chat, Some(&tag)).await?;
                for item in person::Consent::ALL {
                    person::store::add_consent(tx, person.id, item, version, true).await?;
                }
                Ok(person::store::join(tx, person.id).await?)
            })
            .await
            .unwrap();
        citizen
    }

    /// A member who lives in that dong, by its code.
    pub async fn resident(&self, lang: &str, dong: &str) -> Citizen {
        let citizen = self.member(lang).await;
        let (id, code) = (citizen.id().await, madang::city::DongCode(dong.to_owned()));
        self.db()
            .await
            .write(async move |tx| Ok(person::store::set_dong(tx, id, Some(&code), Some("lives")).await?))
            .await
            .unwrap();
        citizen
    }

    /// A member of staff.
    pub async fn staff(&self, role: Role) -> Citizen {
        let citizen = self.member("ko").await;
        let id = citizen.id().await;
        self.db().await.write(async move |tx| Ok(staff::store::grant(tx, id, role).await?)).await.unwrap();
        citizen
    }

    /// Many people do something at the same moment: their updates wait for the writer together, and
    /// only then is anything sent.
    pub async fn together(&self, acts: Vec<(&Citizen, Input)>) {
        let inbox = self.running().await.inbox;
        let takes = acts.iter().map(|(citizen, input)| {
            let inbound = citizen.inbound(input.clone());
            let id = self.inner.next_update.fetch_add(1, Ordering::SeqCst);
            let raw = serde_json::to_string(&(id, &inbound)).unwrap();
            let inbox = inbox.clone();
            async move { (inbox.take(raw).await.unwrap(), inbound) }
        });
        for (taken, inbound) in futures::future::join_all(takes).await {
            if taken == Taken::SetAside {
                self.inner.set_aside.lock().unwrap().push(format!("{inbound:?}"));
            }
        }
        self.send().await;
    }

    /// What has been set aside so far.
    pub fn set_aside(&self) -> Vec<String> {
        self.inner.set_aside.lock().unwrap().clone()
    }

    /// A table's rows as they lie in the database, in their order: to be compared.
    pub async fn rows(&self, table: &str) -> Vec<String> {
        let mut tx = self.db().await.read().await.unwrap();
        let columns: Vec<String> = sqlx::query_scalar("select name from pragma_table_info($1)")
            .bind(table)
            .fetch_all(tx.conn())
            .await
            .unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("'{column}=' || quote({column})")).collect();
        let select = format!("select {} from {table} order by 1", quoted.join(" || ' ' || "));
        sqlx::query_scalar(sqlx::AssertSqlSafe(select)).fetch_all(tx.conn()).await.unwrap()
    }

    /// How many updates have been set aside so far; a test that makes some says so here.
    pub fn expect_set_aside(&self, count: usize) {
        *self.inner.set_aside_expected.lock().unwrap() = count;
    }

    /// Nobody minds what has not been read.
    pub fn forget_unread(&self) {
        self.inner.screens.forget_unread();
    }

    async fn deliver(&self, inbound: Inbound) -> Taken {
        let id = self.inner.next_update.fetch_add(1, Ordering::SeqCst);
        self.deliver_as(id, &inbound).await
    }

    /// Delivers an update under a number of one's own: twice, for instance.
    pub async fn deliver_as(&self, id: i64, inbound: &Inbound) -> Taken {
        let raw = serde_json::to_string(&(id, inbound)).unwrap();
        let taken = self.running().await.inbox.take(raw).await.unwrap();
        if taken == Taken::SetAside {
            self.inner.set_aside.lock().unwrap().push(format!("{inbound:?}"));
        }
        self.send().await;
        taken
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let aside = self.set_aside.lock().unwrap();
        let expected = *self.set_aside_expected.lock().unwrap();
        assert!(aside.len() == expected, "updates were set aside: {aside:#?}");
        let unread = self.screens.unread();
        assert!(unread.is_empty(), "messages that nobody read:\n{}", unread.join("\n"));
    }
}

/// A person with a telephone.
#[derive(Clone)]
pub struct Citizen {
    town: Town,
    /// Their chat with the bot.
    pub chat: ChatId,
    /// Their telephone's language.
    pub lang: String,
}

impl Citizen {
    /// Types something; what the bot answers.
    pub async fn says(&self, text: &str) -> String {
        self.does(Input::Text(text.to_owned())).await
    }

    /// Presses the button with that label, on the latest message that has one (or the word of the
    /// keyboard); what the bot answers.
    pub async fn presses(&self, label: &str) -> String {
        match self.town.inner.screens.find(self.chat, label) {
            Some(screen::Found::Button { data, message }) => self.press_data(&data, Some(message)).await,
            Some(screen::Found::Word(word)) => self.says(&word).await,
            None => panic!("no button {label:?} in\n{}", self.town.inner.screens.whole(self.chat)),
        }
    }

    /// The press on the button with that label: for [`Town::together`].
    pub fn press(&self, label: &str) -> Input {
        let (data, message) = self.button(label);
        Input::Press { data, message: Some(message), callback: format!("callback-{}", self.chat.0) }
    }

    /// Every button on their screen: what it carries, and the message that it hangs under.
    pub fn buttons(&self) -> Vec<(String, MessageId)> {
        self.town.inner.screens.buttons(self.chat)
    }

    /// The button with that label, to be pressed later, when it is old.
    pub fn button(&self, label: &str) -> (String, MessageId) {
        match self.town.inner.screens.find(self.chat, label) {
            Some(screen::Found::Button { data, message }) => (data, message),
            _ => panic!("no button {label:?} in\n{}", self.town.inner.screens.whole(self.chat)),
        }
    }

    /// Whether there is a button with that label.
    pub fn has(&self, label: &str) -> bool {
        self.town.inner.screens.find(self.chat, label).is_some()
    }

    /// Sends what a button would have sent, or what no button ever did.
    pub async fn press_data(&self, data: &str, message: Option<MessageId>) -> String {
        let callback = format!("callback-{}", self.town.inner.next_update.load(Ordering::SeqCst));
        self.does(Input::Press { data: data.to_owned(), message, callback }).await
    }

    /// Sends a picture.
    pub async fn photo(&self, file: &str) -> String {
        self.does(Input::Photo { file: file.to_owned(), caption: None, album: None }).await
    }

    /// Sends several pictures at once.
    pub async fn album(&self, files: &[&str]) -> String {
        let album = Some(format!("album-{}", self.town.inner.next_update.load(Ordering::SeqCst)));
        for file in files {
            let input = Input::Photo { file: (*file).to_owned(), caption: None, album: album.clone() };
            self.town.deliver(self.inbound(input)).await;
        }
        self.town.wait(TimeDelta::seconds(3)).await;
        self.reads()
    }

    /// Shares a place.
    pub async fn location(&self, latitude: f64, longitude: f64) -> String {
        self.does(Input::Location(latitude, longitude)).await
    }

    /// Sends a voice message, a sticker, ...
    pub async fn sends(&self, kind: Kind) -> String {
        self.does(Input::Other(kind)).await
    }

    /// Does anything; what the bot answers.
    pub async fn does(&self, input: Input) -> String {
        self.town.deliver(self.inbound(input)).await;
        self.reads()
    }

    /// What came in since they last looked.
    pub fn reads(&self) -> String {
        self.town.inner.screens.read(self.chat)
    }

    /// Everything on the screen, from the first message, as it is now.
    pub fn screen(&self) -> String {
        self.town.inner.screens.whole(self.chat)
    }

    /// Documents received so far: name and bytes.
    pub fn documents(&self) -> Vec<(String, Vec<u8>)> {
        self.town.inner.screens.documents(self.chat)
    }

    /// Their number in the database.
    pub async fn id(&self) -> PersonId {
        let db = self.town.db().await;
        let mut tx = db.read().await.unwrap();
        person::store::find(&mut tx, "town", self.chat).await.unwrap().unwrap()
    }

    /// Something that they do, as it comes in.
    pub fn inbound(&self, input: Input) -> Inbound {
        Inbound { chat: self.chat, place: Place::Private, lang: Some(self.lang.clone()), input }
    }
}

/// A moment by the clocks of Seoul: `2026-12-04 14:00` or with seconds.
pub fn seoul(time: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S"))
        .unwrap();
    local.and_local_timezone(chrono_tz::Asia::Seoul).unwrap().to_utc().into()
}
