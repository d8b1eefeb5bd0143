//! A Telegram Bot API on this machine: what bots call, the people they talk with, and a chat
//! page to be one of them. Used by tests on port 0, by the demo, and by hand. It copies
//! Telegram's rules and words; it names nothing of the rest of the crate, and no teloxide, so
//! that it cannot share their mistakes.

mod api;
mod bot;
mod bots;
mod chat;
mod control;
mod courier;
mod detect;
mod entity;
mod fault;
mod file;
mod group;
mod html;
mod image;
mod inline;
mod invite;
mod journal;
mod limit;
mod line;
mod markdown;
mod markdown_old;
mod markup;
mod method;
mod migrate;
mod nesting;
mod packed;
mod params;
mod persist;
mod poll;
mod queue;
mod reaction;
mod refusal;
mod scene;
mod shared;
mod sign;
mod standing;
mod tag;
mod topic;
mod warning;
mod world;

use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use tokio_util::sync::DropGuard;

pub use control::{AHEAD_MS_MAX, Act, Acted, Control, NewChat};
pub use fault::{Break, Fault, When};
pub use group::{FIRST_PERSON, GroupKind};
pub use journal::{Call, Failure};
pub use limit::RateLimits;
pub use method::object::{fields as object_fields, names as object_names};
pub use params::Upload;
pub use scene::{Scene, Spot};
pub use warning::Warning;

use line::{Door, PATIENCE, Scissors};
use shared::{Shared, bot_id};
use world::{Bot, First, World};

/// Milliseconds since 1970 UTC.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;
/// Moves a clock forward by so many milliseconds.
pub type Advance = Arc<dyn Fn(i64) + Send + Sync>;

/// How long what is under way may take once the emulator is told to stop.
const STOP_MAX: Duration = Duration::from_secs(2);

/// What an emulator starts with.
pub struct Options {
    /// The clock, handed in so that tests and the demo can move time.
    pub now: Now,
    /// Moves that clock; None if it cannot be moved.
    pub advance: Option<Advance>,
    /// The token of the bot that people talk with. Other well-formed tokens make further bots on
    /// first sight, and the first of them takes its place if it is never heard of.
    pub bot_token: String,
    /// Its username, without `@`.
    pub bot_username: String,
    /// Its name, until it sets another.
    pub bot_name: String,
    /// People and groups that are there from the beginning.
    pub personas: Vec<Persona>,
    /// Where users, chats, messages, ids and the queue survive a restart; None keeps nothing.
    pub state: Option<PathBuf>,
}

/// A person or a group.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Persona {
    /// Positive for a person, negative for a group (from -1000000000001 down a supergroup).
    pub id: i64,
    /// The title, for a group.
    pub first_name: String,
    /// How the page writes it for who reads English, if not as it is.
    #[serde(default)]
    pub name_en: String,
    /// The family name, if it is told.
    pub last_name: Option<String>,
    /// Without `@`.
    pub username: Option<String>,
    /// The language of the person's app, as an IETF tag; may be empty.
    pub language_code: String,
    /// Who this is, for the page, in Korean.
    pub note_ko: String,
    /// Who this is, for the page, in English.
    pub note_en: String,
    /// What the page shows them as.
    pub role: Role,
}

/// What a persona is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Somebody who lives in the city.
    #[default]
    Citizen,
    /// Somebody who works for it.
    Staff,
    /// A group chat.
    Group,
}

/// A running emulator. Dropping it stops it without writing its state.
pub struct Emulator {
    address: SocketAddr,
    control: Control,
    _stop: DropGuard,
    /// Keeps others from the state file.
    _lock: Option<File>,
}

impl Emulator {
    /// Serves the Bot API, the control API and the page on this listener.
    pub async fn start(listener: tokio::net::TcpListener, options: Options) -> anyhow::Result<Emulator> {
        let address = listener.local_addr().context("asking the listener for its address")?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making the client that brings updates to webhooks")?;
        let lock = options.state.as_deref().map(persist::lock).transpose()?;
        let mut world = match &options.state {
            Some(path) => persist::load(path)?,
            None => World::default(),
        };
        settle_in(&mut world, &options)?;
        let bots: Vec<i64> = world.bots.keys().copied().collect();
        let Options { now, advance, state, .. } = options;
        let shared = Shared::new(world, now, advance, state, http);
        for bot in bots {
            shared.employ(bot);
        }
        if shared.state.is_some() {
            shared.tasks.spawn(persist::run(shared.clone()));
        }
        let control = Control { shared: shared.clone() };
        let router = api::router(shared.clone()).merge(control::http::router(control.clone()));
        let router = router.fallback(api::nowhere);
        let stopped = shared.stop.clone().cancelled_owned();
        let door = Door { listener, patience: PATIENCE, end: shared.end.clone() };
        let service = router.into_make_service_with_connect_info::<Scissors>();
        shared.tasks.spawn(async move {
            let served = axum::serve(door, service).with_graceful_shutdown(stopped).await;
            if let Err(error) = served {
                tracing::error!(%error, "the emulator no longer serves");
            }
        });
        Ok(Emulator { address, control, _stop: shared.stop.clone().drop_guard(), _lock: lock })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to give to a bot instead of `https://api.telegram.org`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The other side of the conversation.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Answers what is under way, writes the state, and ends.
    pub async fn stop(self) {
        let shared = &self.control.shared;
        shared.stop.cancel();
        shared.tasks.close();
        // A client that does not let go of its connection does not keep the emulator.
        if tokio::time::timeout(STOP_MAX, shared.tasks.wait()).await.is_err() {
            shared.end.cancel();
            shared.tasks.wait().await;
        }
        if let Err(error) = persist::save(shared.clone()).await {
            tracing::error!(error = format!("{error:#}"), "the emulator's state was not written");
        }
    }
}

/// Brings the bot and the people of the options into a world that may know them already.
fn settle_in(world: &mut World, options: &Options) -> anyhow::Result<()> {
    let id = bot_id(&options.bot_token).context("a bot token reads 12345:secret")?;
    let person = |id: &i64| world.people.contains_key(id) || options.personas.iter().any(|persona| persona.id == *id);
    if let Some(both) = std::iter::once(&id).chain(world.bots.keys()).find(|id| person(id)) {
        anyhow::bail!(
            "{both} is the id of a person and of a bot: give the bot a token that begins with another number"
        );
    }
    world.main = id;
    world.first = First { personas: options.personas.clone(), bot_name: options.bot_name.clone() };
    let bot = world.bots.entry(id).or_insert_with(|| Bot {
        id,
        names: [(String::new(), options.bot_name.clone())].into(),
        ..Bot::default()
    });
    bot.token.clone_from(&options.bot_token);
    bot.username.clone_from(&options.bot_username);
    for persona in &options.personas {
        // Who is there already may have changed their name or language.
        let known = world.people.entry(persona.id).or_insert_with(|| persona.clone());
        known.note_ko.clone_from(&persona.note_ko);
        known.note_en.clone_from(&persona.note_en);
        known.role = persona.role;
    }
    world.settle_groups();
    Ok(())
}

/// A random number, for ids that nobody should guess or rely on.
fn random() -> u64 {
    getrandom::u64().expect("the system has random numbers")
}
