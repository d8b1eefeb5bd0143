//! Whatever people gather at: forums, courses, meetings. Staff announce one, people sign up while
//! seats last, are reminded before it and told of every change. What was said there is not here.

use serde::{Deserialize, Serialize};

use crate::bot::Words;
use crate::clock::Moment;
use crate::notice::NoticeId;
use crate::person::Role;

mod announce;
mod ask;
mod card;
pub mod change;
pub mod desk;
pub mod draft;
pub mod due;
pub mod export;
mod list;
pub mod plan;
pub mod rules;
pub mod store;
pub mod talk;
mod tell;

pub use announce::{New, announce};
pub use change::Change;
pub use plan::Plan;

/// A forum's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ForumId(pub i64);

/// A forum as it was announced, and what has become of it.
#[derive(Debug, Clone)]
pub struct Forum {
    /// Its number.
    pub id: ForumId,
    /// What it is, when and where.
    pub details: Details,
    /// Whom it was announced to: an area's code, empty for the whole city.
    pub area: String,
    /// And what interests them: a field's id.
    pub field: Option<String>,
    /// Minutes before its beginning at which people are reminded.
    pub reminders: Vec<u32>,
    /// What has become of it.
    pub state: State,
    /// Counts up with every change.
    pub revision: i64,
    /// The announcement.
    pub notice: Option<NoticeId>,
    /// Why it was cancelled.
    pub reason: Option<Words>,
    /// How many have signed up.
    pub taken: i64,
    /// How many want to be told of a free seat.
    pub waiting: i64,
}

/// What a forum is, when and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Its name.
    pub title: Words,
    /// What it is about.
    pub about: Option<Words>,
    /// Its beginning.
    pub starts_at: Moment,
    /// Its end, if it was told.
    pub ends_at: Option<Moment>,
    /// Where; none if it is online only.
    pub place: Option<Venue>,
    /// Where online.
    pub link: Option<String>,
    /// Seats; none if there is no limit.
    pub capacity: Option<u32>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// What people call it.
    pub name: String,
    /// Its address.
    pub address: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// What has become of a forum. The names are in the database: they stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// People sign up.
    Announced,
    /// Nobody signs up any more; it takes place.
    Closed,
    /// It does not take place.
    Cancelled,
    /// It took place.
    Over,
}

impl State {
    /// All of them.
    pub const ALL: [State; 4] = [State::Announced, State::Closed, State::Cancelled, State::Over];

    /// Its name in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            State::Announced => "announced",
            State::Closed => "closed",
            State::Cancelled => "cancelled",
            State::Over => "over",
        }
    }
}

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The forums to come.
    #[serde(rename = "list")]
    List,
    /// A page of them.
    #[serde(rename = "page")]
    Page(usize),
    /// One's own.
    #[serde(rename = "mine")]
    Mine,
    /// A forum's card.
    #[serde(rename = "see")]
    Open(ForumId),
    /// Where it is, on a map.
    #[serde(rename = "map")]
    Map(ForumId),
    /// Sign up.
    #[serde(rename = "go")]
    SignUp(ForumId),
    /// Say again that one will come.
    #[serde(rename = "yes")]
    Confirm(ForumId),
    /// Give the seat back; asks first if somebody else could take it.
    #[serde(rename = "off")]
    GiveUp(ForumId),
    /// Give it back now.
    #[serde(rename = "off!")]
    GiveUpNow(ForumId),
    /// Tell me when a seat is free.
    #[serde(rename = "tell")]
    Wait(ForumId),
    /// Do not tell me any more.
    #[serde(rename = "hush")]
    StopWaiting(ForumId),
}

/// What the buttons of this room's desk carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeskPress {
    /// The forums to come.
    #[serde(rename = "q")]
    Queue,
    /// A page of them.
    #[serde(rename = "page")]
    Page(usize),
    /// A page of those that are over or cancelled.
    #[serde(rename = "past")]
    Past(usize),
    /// Prepare a new one.
    #[serde(rename = "new")]
    Plan,
    /// A forum, as staff see it.
    #[serde(rename = "see")]
    Open(ForumId),
    /// Nobody signs up any more.
    #[serde(rename = "shut")]
    Close(ForumId),
    /// People sign up again.
    #[serde(rename = "open")]
    Reopen(ForumId),
    /// Who has signed up.
    #[serde(rename = "who")]
    Roster(ForumId),
    /// The same as a file.
    #[serde(rename = "file")]
    RosterFile(ForumId),
    /// What of it could be changed.
    #[serde(rename = "edit")]
    Changes(ForumId),
    /// Change that.
    #[serde(rename = "set")]
    Change(ForumId, change::What),
}

impl DeskPress {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        Role::Clerk
    }
}
