//! The town of the harness: a folder with a database in which citizens have agreed to take part and
//! polls are open, the emulator in this process, and what both sides have to know.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use chrono::TimeDelta;
use madang::bot::Words;
use madang::channel::ChatId;
use madang::city::{City, Preset};
use madang::clock::{Clock, Moment, System};
use madang::db::{self, Db, Tx};
use madang::emulator::{Act, Control, Emulator, Options, Persona};
use madang::forum::{self, Details, New, Venue};
use madang::person::{self, Consent};
use madang::poll::keys::Keys;
use madang::poll::{Candidate, OptionId, Poll, life};
use madang::t;
use madang::text::{Catalog, Lang, Text};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::ledger::Ledger;

pub const TOKEN: &str = "1000000001:EMULATOR";
/// The chat of the first citizen; the others follow.
pub const FIRST_CITIZEN: i64 = 6_000_000_001;
const POLLS: i64 = 3;
const OPTIONS: i64 = 6;
/// People with a seat at a forum whose reminder falls into the run.
const GUESTS: u32 = 12;

pub struct Town {
    pub folder: PathBuf,
    pub emulator: Emulator,
    pub city: City,
    pub ledger: Ledger,
    /// Where the program listens: the same place in every round.
    pub listen: SocketAddr,
    /// The label of a field of proposals, and a neighbourhood that can be named.
    pub field: String,
    pub dong: String,
    citizens: u32,
    polls: Vec<i64>,
    forums: Mutex<Vec<i64>>,
    keep: AtomicBool,
}

impl Town {
    /// Makes the folder, the database and the messenger.
    pub async fn found(citizens: u32) -> anyhow::Result<Town> {
        let folder = std::env::temp_dir().join(format!("madang-chaos-{}", std::process::id()));
        std::fs::create_dir_all(&folder).context("making a folder for the database")?;
        let preset = Preset::load("seongnam")?;
        let catalog = Catalog::new(preset.zone)?;
        let keys = Keys::open(&folder.join("madang.keys"))?;
        let dong = preset.districts.first().and_then(|gu| gu.dongs.first()).context("the preset has neighbourhoods")?;
        let (field, dong) = (preset.fields.first().context("the preset has fields")?, dong.name.get(Lang::reference()));
        let (field, dong) = (field.name.get(Lang::reference()).to_owned(), dong.to_owned());
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let polls = settle(&folder.join("madang.db"), citizens, &city).await?;
        let city = Arc::into_inner(city).context("nobody holds the city any more")?;
        let persona = |number: u32| Persona {
            id: FIRST_CITIZEN + i64::from(number),
            first_name: format!("Citizen {number}"),
            language_code: "ko".into(),
            ..Persona::default()
        };
        let options = Options {
            now: Arc::new(|| System.now().ms()),
            advance: None,
            bot_token: TOKEN.into(),
            bot_username: "madang_bot".into(),
            bot_name: "Madang".into(),
            personas: (0..citizens).map(persona).collect(),
            state: None,
        };
        let emulator = Emulator::start(TcpListener::bind("127.0.0.1:0").await?, options).await?;
        everybody_starts(&emulator, citizens).await?;
        let free = TcpListener::bind("127.0.0.1:0").await?;
        let listen = free.local_addr()?;
        Ok(Town {
            folder,
            emulator,
            city,
            ledger: Ledger::default(),
            listen,
            field,
            dong,
            citizens,
            polls,
            forums: Mutex::default(),
            keep: AtomicBool::new(false),
        })
    }

    pub fn people(&self) -> &Control {
        self.emulator.control()
    }

    pub fn polls(&self) -> Vec<i64> {
        self.polls.clone()
    }

    /// The citizens' chats.
    pub fn chats(&self) -> impl Iterator<Item = i64> {
        (0..self.citizens).map(|number| FIRST_CITIZEN + i64::from(number))
    }

    pub fn forums(&self) -> Vec<i64> {
        self.forums.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("madang.db")
    }

    /// A transaction of our own, while the program does not run.
    pub async fn tx(&self) -> anyhow::Result<Tx> {
        db::beside(&self.database(), System.now()).await
    }

    /// A button as it reads in Korean.
    pub fn label(&self, id: &'static str) -> String {
        self.city.plain(Lang::reference(), &Text { id, args: Vec::new() })
    }

    /// Whether a message begins as that text does.
    pub fn is(&self, message: &Value, id: &'static str) -> Option<()> {
        let whole = self.label(id);
        let first = whole.lines().next()?;
        // The number of the step stands before the words and has variables behind it in some texts.
        message["text"].as_str()?.contains(first).then_some(())
    }

    /// The options that a ballot offers, with their buttons.
    pub fn picks(&self, message: &Value) -> Option<Vec<(i64, String)>> {
        let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
        let labels: Vec<&str> =
            rows.iter().filter_map(Value::as_array).flatten().filter_map(|b| b["text"].as_str()).collect();
        let pick = |number: i64| {
            let label = self.city.plain(Lang::reference(), &t!("poll-pick-button", number = number));
            labels.contains(&label.as_str()).then_some((number, label))
        };
        let picks: Vec<(i64, String)> = (1..=OPTIONS).filter_map(pick).collect();
        (!picks.is_empty()).then_some(picks)
    }

    /// Announces a forum of which some are reminded in a moment; others may sign up for it.
    pub async fn announce_forum(&self, round: u32, reminded_in: TimeDelta) -> anyhow::Result<()> {
        let mut tx = self.tx().await?;
        let before = self.city.preset.forum.reminders.iter().copied().min().context("forums are reminded of")?;
        let starts_at: Moment = System.now() + TimeDelta::minutes(i64::from(before)) + reminded_in;
        let details = Details {
            title: Words::only(format!("Forum of round {round}")),
            about: None,
            starts_at,
            ends_at: None,
            place: Some(Venue { name: "City hall".into(), address: None, point: None }),
            link: None,
            capacity: None,
        };
        // Announced to a neighbourhood in which nobody lives, so that it is quiet besides the reminder.
        let area = self.city.preset.districts.first().and_then(|gu| gu.dongs.last()).map(|dong| dong.code.0.clone());
        let new = New { details, area: area.unwrap_or_default(), field: None, reminders: vec![before] };
        let forum = forum::announce(&mut tx, &self.city, None, &new).await?;
        for guest in 0..GUESTS {
            let number = (round * GUESTS + guest) % self.citizens;
            let person =
                person::store::meet(&mut tx, "telegram", ChatId(FIRST_CITIZEN + i64::from(number)), None).await?;
            forum::store::add_seat(&mut tx, forum, person.id).await?;
            self.ledger.open().seats.insert((forum.0, number), ());
        }
        tx.commit().await?;
        self.forums.lock().unwrap_or_else(PoisonError::into_inner).push(forum.0);
        Ok(())
    }

    /// Takes every fault away.
    pub fn calm(&self) {
        self.people().limit_rates(madang::emulator::RateLimits::Off);
    }

    /// Waits until the messenger has no update for the bot and the bot says nothing more.
    pub async fn settle(&self, within: Duration) {
        /// So long without a call of the bot is silence: longer than its pause after trouble.
        const SILENCE: Duration = Duration::from_secs(8);
        let calls = |people: &Control| people.calls(0, usize::MAX).last().map_or(0, |call| call.n);
        let waited = async {
            let mut last = calls(self.people());
            loop {
                tokio::time::sleep(SILENCE).await;
                let now = calls(self.people());
                if now == last && self.people().waiting_updates() == 0 {
                    break;
                }
                last = now;
            }
        };
        let _ = tokio::time::timeout(within, waited).await;
    }

    /// Leaves the folder where it is.
    pub fn keep(&self) -> &PathBuf {
        self.keep.store(true, Ordering::SeqCst);
        &self.folder
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if !self.keep.load(Ordering::SeqCst) {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Everybody presses start, and what that tells the bot is forgotten: nobody listens yet.
async fn everybody_starts(emulator: &Emulator, citizens: u32) -> anyhow::Result<()> {
    for number in 0..citizens {
        let started = emulator.control().act(FIRST_CITIZEN + i64::from(number), Act::Start { payload: None });
        started.map_err(anyhow::Error::msg)?;
    }
    let url = format!("{}/bot{TOKEN}/getUpdates", emulator.api_url());
    let last: Value = reqwest::get(format!("{url}?offset=-1")).await?.json().await?;
    let last = last["result"][0]["update_id"].as_i64().context("somebody pressed start")?;
    reqwest::get(format!("{url}?offset={}", last + 1)).await?.error_for_status()?;
    Ok(())
}

/// Citizens who have agreed, and polls that are open.
async fn settle(database: &std::path::Path, citizens: u32, city: &Arc<City>) -> anyhow::Result<Vec<i64>> {
    db::migrate(database, System.now()).await?;
    let db = Db::open(database, Arc::new(System)).await?;
    db.write(async |tx: &mut Tx| Ok(db::store::kind_or(tx, "real").await?)).await?;
    let version = city.preset.privacy.version;
    db.write(async move |tx: &mut Tx| {
        for number in 0..citizens {
            let chat = ChatId(FIRST_CITIZEN + i64::from(number));
            let person = person::store::meet(tx, "telegram", chat, Some("ko")).await?;
            for item in Consent::ALL {
                person::store::add_consent(tx, person.id, item, version, true).await?;
            }
            person::store::join(tx, person.id).await?;
            // What goes to many would drown the rest at Telegram's pace.
            person::store::set_hears(tx, person.id, &[], true).await?;
        }
        Ok(())
    })
    .await?;
    let mut polls = Vec::new();
    for number in 1..=POLLS {
        let options = (1..=OPTIONS).map(|id| Candidate::new(OptionId(id), Words::only(format!("Project {id}"))));
        let now = System.now();
        let poll = Poll::new(Words::only(format!("Poll {number}")), options.collect(), now, now + TimeDelta::days(30));
        let at = city.clone();
        let id = db.write(async move |tx: &mut Tx| life::publish(tx, &at, None, poll.clone()).await).await?;
        polls.push(id.0);
    }
    db.checkpoint().await;
    db.close().await;
    Ok(polls)
}
