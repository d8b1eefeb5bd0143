//! One text to many: announcements, results, changes.
//!
//! What reaches many is one row, written in the commit that flips the state; its recipients
//! follow by cursor, a page at a time, each as a row of the outbox.

use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::forum::ForumId;
use crate::outbox::Lane;
use crate::person::{PersonId, Role, Topic};
use crate::poll::PollId;
use crate::proposal::ProposalId;

pub mod announcement;
pub mod card;
pub mod desk;
pub mod due;
pub mod fanout;
pub mod one;
pub mod plan;
pub mod rules;
pub mod store;
pub mod talk;

pub use fanout::{pass, publish};
pub use one::tell;
pub use plan::Plan;

/// A notice's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct NoticeId(pub i64);

/// Whom a notice is for. The recipients are found when it goes out, page by page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Members; only those who want to hear of the topic, belong to the area (five digits a gu, ten
    /// a dong, empty the whole city) and take an interest in the field.
    Members {
        /// What they want to hear of.
        topic: Option<Topic>,
        /// Where they belong.
        area: String,
        /// What interests them.
        field: Option<String>,
    },
    /// The followers of a proposal: who follows or supports it, without its author.
    Followers(ProposalId),
    /// The followers of a proposal, and whom an earlier notice about it went to though they may follow
    /// it no longer: for a correction.
    FollowersAnd(ProposalId, NoticeId),
    /// Who voted in a poll.
    Voters(PollId),
    /// Who voted in a poll or was invited to it: for what concerns both.
    Concerned(PollId),
    /// Who signed up for a forum.
    Registered(ForumId),
    /// Who wants to be told of a free seat.
    Waiting(ForumId),
    /// Whom an earlier notice went to: for a correction.
    SameAs(NoticeId),
}

/// Where a notice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Its recipients are being found.
    Sending,
    /// Staff have halted it.
    Paused,
    /// All its recipients were found.
    Done,
    /// Staff have ended it before all were found.
    Stopped,
}

/// A notice on its way.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its number.
    pub id: NoticeId,
    /// Whom it is for.
    pub audience: Audience,
    /// How urgent.
    pub lane: Lane,
    /// Where it stands.
    pub state: State,
    /// The last person who was put on the list.
    pub cursor: PersonId,
    /// When it was published.
    pub made_at: Moment,
}

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// What came of it all.
    #[serde(rename = "news")]
    News,
    /// One announcement, whole.
    #[serde(rename = "read")]
    Read(NoticeId),
}

/// What the buttons of this room's desk carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeskPress {
    /// Announcements, the latest first; that page.
    #[serde(rename = "list")]
    List(i64),
    /// How far one is.
    #[serde(rename = "see")]
    Open(NoticeId),
    /// Halt it.
    #[serde(rename = "halt")]
    Pause(NoticeId),
    /// Send the rest.
    #[serde(rename = "go")]
    Resume(NoticeId),
    /// Send no more of it: asks first.
    #[serde(rename = "end")]
    Stop(NoticeId),
    /// Send no more of it.
    #[serde(rename = "endy")]
    StopNow(NoticeId),
    /// Put it right; a draft of another announcement is offered first.
    #[serde(rename = "fix")]
    Correct(NoticeId),
    /// Put it right, whatever draft there is.
    #[serde(rename = "fixy")]
    CorrectAnew(NoticeId),
}

impl DeskPress {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        Role::Clerk
    }
}
