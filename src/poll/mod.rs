//! Votes on priority projects.
use serde::{Deserialize, Serialize};

use crate::person::Role;

pub mod change;
pub mod desk;
pub mod due;
pub mod export;
pub mod keys;
pub mod plan;
pub mod store;
pub mod talk;

/// A poll's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct PollId(pub i64);

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The open polls.
    #[serde(rename = "list")]
    List,
    /// Begin to vote.
    #[serde(rename = "vote")]
    Begin(PollId),
}

impl Press {
    /// The poll in which this press tells a choice, if it does.
    pub fn choice_in(&self) -> Option<PollId> {
        None
    }
}

/// What the buttons of this room's desk carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeskPress {
    /// The queue.
    #[serde(rename = "q")]
    Queue,
}

impl DeskPress {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        Role::Clerk
    }
}

/// A poll being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Plan {}

/// A change of a poll being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Change {}
