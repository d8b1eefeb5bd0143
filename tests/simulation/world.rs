//! The simulated town itself: it runs, it dies at any step, and it is started again on its files.

use std::ops::AddAssign;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use chrono::TimeDelta;
use futures::FutureExt;
use madang::channel::{ChatId, Inbound, Input, MessageId, Place};
use madang::city::{City, Preset};
use madang::clock::{Clock, Moment, Still};
use madang::db::{self, Db, Tx};
use madang::inbox::{Inbox, Taken};
use madang::outbox::pace::Limits;
use madang::outbox::{self, Outbox};
use madang::person::{self, Consent};
use madang::poll::PollId;
use madang::poll::keys::Keys;
use madang::text::{Catalog, Lang, Text};
use madang::{notice, schedule};

use crate::life::Citizen;
use crate::messenger::Messenger;
use crate::random::Random;

/// Monday, 23 November 2026, 10:00 in Seoul.
const START_MS: i64 = 1_795_395_600_000;
/// What is owed is paid within this, whatever goes wrong on the line.
const AWAKE: TimeDelta = TimeDelta::seconds(60);
pub const CITIZENS: i64 = 9;
pub const FIRST_CHAT: i64 = 1001;

pub struct World {
    folder: tempfile::TempDir,
    pub clock: Still,
    pub messenger: Arc<Messenger>,
    running: Option<Running>,
    pub citizens: Vec<Citizen>,
    pub polls: Vec<Planned>,
    next_update: i64,
    pub crashes: usize,
    /// What happened, for whoever has to understand a failure.
    pub diary: Vec<String>,
    pub set_aside: usize,
}

/// A poll as the simulation knows it.
pub struct Planned {
    pub id: PollId,
    pub closes_at: Moment,
    pub cancelled: bool,
}

#[derive(Clone)]
pub struct Running {
    pub db: Db,
    pub city: Arc<City>,
    inbox: Inbox,
    outbox: Outbox,
}

/// How much happened.
#[derive(Debug, Default, Clone, Copy)]
pub struct Told {
    pub towns: usize,
    pub updates: i64,
    pub votes: usize,
    pub crashes: usize,
    pub troubles: usize,
    pub messages: usize,
}

impl AddAssign for Told {
    fn add_assign(&mut self, other: Told) {
        self.towns += other.towns;
        self.updates += other.updates;
        self.votes += other.votes;
        self.crashes += other.crashes;
        self.troubles += other.troubles;
        self.messages += other.messages;
    }
}

impl World {
    pub async fn found(seed: u64, random: &mut Random) -> World {
        let clock = Still::at(Moment::from_ms(START_MS + (seed % 500) as i64 * 3_600_000));
        let messenger = Arc::new(Messenger::new(clock.clone(), random.fork()));
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("after-0")).unwrap();
        std::fs::write(folder.path().join("after-0/town.db"), template()).unwrap();
        let citizens = (0..CITIZENS).map(|number| Citizen::new(FIRST_CHAT + number, random.fork())).collect();
        let mut world = World {
            folder,
            clock,
            messenger,
            running: None,
            citizens,
            polls: Vec::new(),
            next_update: 1,
            crashes: 0,
            diary: Vec::new(),
            set_aside: 0,
        };
        world.starts().await;
        let version = world.city().preset.privacy.version;
        let moves_in = async move |tx: &mut Tx| {
            for number in 0..CITIZENS {
                let person = person::store::meet(tx, "town", ChatId(FIRST_CHAT + number), Some("ko")).await?;
                for item in Consent::ALL {
                    person::store::add_consent(tx, person.id, item, version, true).await?;
                }
                person::store::join(tx, person.id).await?;
            }
            Ok(())
        };
        world.db().write(moves_in).await.unwrap();
        world
    }

    /// The database, as it lies since the latest death.
    pub fn file(&self) -> PathBuf {
        self.image(self.crashes)
    }

    fn image(&self, deaths: usize) -> PathBuf {
        self.folder.path().join(format!("after-{deaths}")).join("town.db")
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    pub fn db(&self) -> Db {
        self.running.as_ref().unwrap().db.clone()
    }

    pub fn city(&self) -> Arc<City> {
        self.running.as_ref().unwrap().city.clone()
    }

    pub fn label(&self, text: &Text) -> String {
        self.city().plain(Lang::reference(), text)
    }

    async fn starts(&mut self) {
        let db = Db::open(&self.file(), Arc::new(self.clock.clone())).await.unwrap();
        let preset = Preset::load("seongnam").unwrap();
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = Keys::open(&self.folder.path().join("keys")).unwrap();
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async move |tx: &mut Tx| Ok(outbox::store::begin_run(tx).await?)).await.unwrap();
        let channel = self.messenger.clone();
        let outbox = Outbox::new(db.clone(), city.clone(), channel.clone(), run, Limits::TELEGRAM).await.unwrap();
        let inbox = Inbox::new(db.clone(), city.clone(), channel, outbox.clone());
        self.running = Some(Running { db, city, inbox, outbox });
    }

    /// The program dies: what is on disk is all that is left. It is started again on a copy of the
    /// files as they lie, the log included, and nobody closed anything.
    pub async fn dies(&mut self) {
        self.diary.push(format!("{}: the program dies", self.now()));
        let dead = self.running.take().unwrap();
        // The writer has nothing to do: the files are as after the last commit.
        dead.db.write(async |_: &mut Tx| Ok(())).await.unwrap();
        let (before, after) = (self.file(), self.image(self.crashes + 1));
        std::fs::create_dir(after.parent().unwrap()).unwrap();
        for name in ["town.db", "town.db-wal"] {
            let from = before.with_file_name(name);
            if from.exists() {
                std::fs::copy(from, after.with_file_name(name)).unwrap();
            }
        }
        // The dead one's threads end in their own time, on files that nobody looks at any more.
        drop(dead);
        self.crashes += 1;
        // Whoever starts it again takes a second for that.
        self.clock.advance(TimeDelta::seconds(1));
        self.starts().await;
    }

    /// Somebody does something. The update comes again until it is acknowledged, as Telegram brings it;
    /// sometimes once more after that.
    pub async fn does(&mut self, chat: i64, input: Input, random: &mut Random) {
        let id = self.next_update;
        self.next_update += 1;
        let inbound = Inbound { chat: ChatId(chat), place: Place::Private, lang: Some("ko".into()), input };
        let raw = serde_json::to_string(&(id, &inbound)).unwrap();
        self.diary.push(format!("{}: {chat} {:?} (update {id})", self.now(), inbound.input));
        if random.once_in(25) {
            // The program dies after the update entered the writer's queue, before anybody is told.
            let inbox = self.running.as_ref().unwrap().inbox.clone();
            let mut take = Box::pin(inbox.take(raw.clone()));
            assert!((&mut take).now_or_never().is_none_or(|taken| taken.is_ok()));
            drop(take);
            self.dies().await;
        }
        let inbox = self.running.as_ref().unwrap().inbox.clone();
        let taken = inbox.take(raw.clone()).await.unwrap();
        if taken == Taken::SetAside {
            self.set_aside += 1;
        }
        if random.once_in(12) {
            self.diary.push(format!("update {id} comes once more"));
            assert_eq!(inbox.take(raw).await.unwrap(), Taken::Before);
        }
    }

    /// Presses a button as it hangs under a message; gives the callback's name.
    pub async fn press(&mut self, chat: i64, data: String, message: i64, random: &mut Random) -> String {
        let callback = format!("callback-{}", self.next_update);
        let input = Input::Press { data, message: Some(MessageId(message)), callback: callback.clone() };
        self.does(chat, input, random).await;
        callback
    }

    /// Sends what may go, and dies if a send hangs.
    pub async fn sends(&mut self) {
        let outbox = self.running.as_ref().unwrap().outbox.clone();
        let hung = self.messenger.hung.clone();
        let before = self.messenger.seen().arrived;
        let all = async { while outbox.pass().await.unwrap() {} };
        let died = tokio::select! {
            biased;
            () = hung.notified() => true,
            () = all => false,
        };
        drop(outbox);
        if died {
            let mut tx = self.db().read().await.unwrap();
            let sending = usize::try_from(outbox::store::count(&mut tx, "sending").await.unwrap()).unwrap();
            let waits = outbox::store::frozen(&mut tx, "town").await.unwrap();
            let gone: Vec<i64> = sqlx::query_scalar("select chat from person where gone_at is not null")
                .fetch_all(tx.conn())
                .await
                .unwrap();
            drop(tx);
            self.messenger.remembers(&waits.iter().map(|(chat, _)| *chat).collect::<Vec<_>>(), &gone);
            self.messenger.excuses(sending.min(self.messenger.seen().arrived - before));
            self.dies().await;
        }
    }

    /// What is due is done, and what waits is sent.
    pub async fn passes(&mut self) {
        let Running { db, city, .. } = self.running.clone().unwrap();
        schedule::pass(&db, &city).await.unwrap();
        while notice::pass(&db, &city).await.unwrap() {}
        drop((db, city));
        self.sends().await;
    }

    /// Time passes, in small steps at first: a program that runs does not sleep through the two minutes
    /// in which a press can be answered.
    pub async fn waits(&mut self, by: TimeDelta) {
        if by > AWAKE {
            for _ in 0..AWAKE.num_seconds() / 2 {
                self.clock.advance(TimeDelta::seconds(2));
                self.passes().await;
            }
        }
        self.clock.advance(by);
        self.passes().await;
    }

    pub async fn step(&mut self, random: &mut Random) {
        match random.below(20) {
            0..=11 => {
                let at = usize::try_from(random.below(CITIZENS as u64)).unwrap();
                self.citizen_acts(at, random).await;
            }
            12..=14 => self.waits(TimeDelta::milliseconds(1 + random.below(4_000).cast_signed())).await,
            15 => self.waits(TimeDelta::minutes(1 + random.below(600).cast_signed())).await,
            16 | 17 => self.clerk_acts(random).await,
            18 if random.once_in(2) => self.dies().await,
            _ => self.sends().await,
        }
    }

    /// No more trouble: everything that is owed is paid.
    pub async fn comes_to_rest(&mut self) {
        self.messenger.calm();
        // Polls close, reminders go out, freezes end; then second by second until nothing is left.
        for _ in 0..8 {
            self.waits(TimeDelta::hours(6)).await;
        }
        for _ in 0..400 {
            self.waits(TimeDelta::seconds(2)).await;
            let mut tx = self.db().read().await.unwrap();
            if !outbox::store::any_open(&mut tx, "town").await.unwrap() {
                break;
            }
        }
    }

    pub fn told(&self) -> Told {
        let messages = self.messenger.chats().iter().map(|chat| self.messenger.screen(*chat).len()).sum();
        Told {
            towns: 1,
            updates: self.next_update - 1,
            votes: self.citizens.iter().map(|citizen| citizen.votes.len()).sum(),
            crashes: self.crashes,
            troubles: self.messenger.seen().troubles,
            messages,
        }
    }
}

/// A migrated empty database: making one takes longer than playing a town.
fn template() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let made = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("template.db");
            runtime.block_on(db::migrate(&file, Moment::from_ms(START_MS))).unwrap();
            std::fs::read(file).unwrap()
        });
        made.join().unwrap()
    })
}
