//! Roles, invitations, the desk's queues, exports, the audit trail.
use serde::{Deserialize, Serialize};

use crate::person::Role;
use crate::text::Text;

pub mod audit;
pub mod desk;
pub mod export;
pub mod invite;
pub mod sheet;
pub mod store;

/// A queue at the desk: what waits there, and the button that leads there.
pub struct Queue {
    /// The line, with how many and how old.
    pub text: Text,
    /// The button's words.
    pub label: Text,
    /// Where it leads.
    pub press: crate::bot::Press,
}

/// What the desk's own buttons carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The desk.
    #[serde(rename = "desk")]
    Open,
}

impl Press {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        Role::Moderator
    }
}
