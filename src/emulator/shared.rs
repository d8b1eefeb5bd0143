//! What every task of the emulator holds: the world behind its lock, the clock, and the two
//! ways in which others hear of a change (events for the page, a counter for who waits).

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::world::{Bot, Event, World};
use super::{Advance, Now, courier};

/// Events that a slow page may be behind before it misses some.
const EVENTS_BEHIND_MAX: usize = 4_096;
/// Bytes of a token.
const TOKEN_BYTES_MAX: usize = 80;
/// Whoever waits for a moment looks at the clock this often: it may be moved by its owner.
pub const LOOK_AGAIN: Duration = Duration::from_millis(200);

pub struct Shared {
    world: Mutex<World>,
    pub now: Now,
    pub advance: Option<Advance>,
    pub state: Option<PathBuf>,
    pub events: broadcast::Sender<Event>,
    /// Counts changes of the world.
    pub changed: watch::Sender<u64>,
    /// Counts those that matter to whoever brings updates to bots.
    pub stirred: watch::Sender<u64>,
    pub stop: CancellationToken,
    /// Cuts every connection.
    pub end: CancellationToken,
    pub tasks: TaskTracker,
    pub http: reqwest::Client,
}

impl Shared {
    pub fn new(
        world: World,
        now: Now,
        advance: Option<Advance>,
        state: Option<PathBuf>,
        http: reqwest::Client,
    ) -> Arc<Shared> {
        Arc::new(Shared {
            world: Mutex::new(world),
            now,
            advance,
            state,
            events: broadcast::Sender::new(EVENTS_BEHIND_MAX),
            changed: watch::Sender::new(0),
            stirred: watch::Sender::new(0),
            stop: CancellationToken::new(),
            end: CancellationToken::new(),
            tasks: TaskTracker::new(),
            http,
        })
    }

    /// Looks at the world, at this moment.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    /// Acts in the world, at this moment, and tells whoever waits.
    pub fn write<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.lock();
        let before = world.revision;
        world.watched = self.events.receiver_count() > 0;
        let result = act(&mut world);
        for event in world.events.drain(..) {
            // No page is listening: nobody misses it.
            let _ = self.events.send(event);
        }
        let changed = world.revision != before;
        let stirred = std::mem::take(&mut world.stirred);
        drop(world);
        if changed {
            self.changed.send_modify(|count| *count += 1);
        }
        if stirred {
            self.stirred.send_modify(|count| *count += 1);
        }
        result
    }

    /// Waits until so much time has passed by the emulator's clock, or it is told to stop.
    pub async fn pass(&self, ms: i64) {
        let until_ms = (self.now)() + ms;
        let mut stirred = self.stirred.subscribe();
        loop {
            stirred.borrow_and_update();
            let left_ms = until_ms - (self.now)();
            if left_ms <= 0 {
                return;
            }
            let left = Duration::from_millis(left_ms.cast_unsigned());
            tokio::select! {
                () = tokio::time::sleep(left.min(LOOK_AGAIN)) => {}
                _ = stirred.changed() => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    /// The bot of a token that called before.
    pub fn known_bot(&self, token: &str) -> Option<i64> {
        let id = bot_id(token)?;
        self.read(|world| world.bots.get(&id).is_some_and(|bot| bot.token == token)).then_some(id)
    }

    /// The bot of a token, made on first sight, with the courier that brings its webhook updates.
    /// None if another token has its number, or a person.
    pub fn bot(self: &Arc<Self>, token: &str) -> Option<i64> {
        let id = bot_id(token)?;
        let (known, fresh) = self.write(|world| {
            if let Some(bot) = world.bots.get(&id) {
                let known = bot.token == token;
                if known {
                    world.heard(id);
                }
                return (known, false);
            }
            if world.people.contains_key(&id) {
                world.complain("token", format!("{id} is a person's id: give the bot another token"));
                return (false, false);
            }
            let names = [(String::new(), format!("Bot {id}"))].into();
            let username = format!("emulated_{id}_bot");
            let bot = Bot { id, token: token.to_owned(), username, names, ..Bot::default() };
            world.bots.insert(id, bot);
            world.heard(id);
            (true, true)
        });
        if fresh {
            self.employ(id);
        }
        known.then_some(id)
    }

    /// Starts the courier of a bot.
    pub fn employ(self: &Arc<Self>, bot: i64) {
        self.tasks.spawn(courier::run(self.clone(), bot));
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        // A test that panics inside an act should not hide its reason behind a poisoned lock.
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.now_ms = (self.now)();
        world
    }
}

/// `12345:secret` belongs to bot 12345.
pub fn bot_id(token: &str) -> Option<i64> {
    let (id, secret) = token.split_once(':').filter(|_| token.len() <= TOKEN_BYTES_MAX)?;
    let digits = !id.is_empty() && !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !secret.is_empty()).then(|| id.parse().ok()).flatten()
}
