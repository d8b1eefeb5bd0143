//! Whatever people gather at.
use serde::{Deserialize, Serialize};

use crate::person::Role;

pub mod change;
pub mod desk;
pub mod due;
pub mod export;
pub mod plan;
pub mod store;
pub mod talk;

/// A forum's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ForumId(pub i64);

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The forums to come.
    #[serde(rename = "list")]
    List,
    /// One's own.
    #[serde(rename = "mine")]
    Mine,
    /// Sign up.
    #[serde(rename = "go")]
    SignUp(ForumId),
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

/// A forum being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Plan {}

/// A change of a forum being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Change {}
