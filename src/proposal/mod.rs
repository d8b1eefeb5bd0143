//! Citizens' proposals.
use serde::{Deserialize, Serialize};

use crate::person::Role;

pub mod desk;
pub mod due;
pub mod export;
pub mod handle;
pub mod store;
pub mod supplement;
pub mod talk;
pub mod write;

/// A proposal's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ProposalId(pub i64);

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// Begin to write one.
    #[serde(rename = "new")]
    Begin,
    /// Ways to read them.
    #[serde(rename = "menu")]
    Menu,
    /// One's own.
    #[serde(rename = "mine")]
    Mine,
    /// Support it, or take it back.
    #[serde(rename = "sup")]
    Support(ProposalId),
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
        Role::Moderator
    }
}

/// A proposal being written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {}

/// A proposal being completed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Supplement {}

/// A decision being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Handling {}
