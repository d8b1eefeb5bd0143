//! What a button carries: at most 64 bytes, for ever. Buttons stay in chats for years, so the
//! short names here never change their meaning; and what comes back is somebody's input: it says
//! what they want, never who they are or what they may do.

use serde::{Deserialize, Serialize};

use crate::person::Role;
use crate::{forum, notice, person, poll, proposal, staff};

/// Telegram's limit for what a button carries, in bytes.
pub const PRESS_BYTES_MAX: usize = 64;

/// What a press asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The home menu.
    #[serde(rename = "h")]
    Home,
    /// Help, and a person to talk to.
    #[serde(rename = "?")]
    Help,
    /// What waits for this person.
    #[serde(rename = "todo")]
    Todo,
    /// A choice in a dialogue: the step that it belongs to, and the choice's key.
    #[serde(rename = "c")]
    Choose(i64, String),
    /// One step back in a dialogue.
    #[serde(rename = "b")]
    Back(i64),
    /// Out of a dialogue; what was written is kept as a draft.
    #[serde(rename = "x")]
    Leave(i64),
    /// Into the draft of that kind again.
    #[serde(rename = "r")]
    Resume(String),
    /// Throws the draft of that kind away.
    #[serde(rename = "d")]
    Discard(String),
    /// That press at the desk, although it replaces a draft.
    #[serde(rename = "a")]
    Anew(Desk),
    /// Consent, profile, settings, own data.
    #[serde(rename = "me")]
    Person(person::Press),
    /// Proposals.
    #[serde(rename = "pr")]
    Proposal(proposal::Press),
    /// Polls.
    #[serde(rename = "po")]
    Poll(poll::Press),
    /// Forums.
    #[serde(rename = "fo")]
    Forum(forum::Press),
    /// News.
    #[serde(rename = "no")]
    Notice(notice::Press),
    /// What only staff may do.
    #[serde(rename = "s")]
    Desk(Desk),
}

/// A press on a button of the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Desk {
    /// The desk itself, exports.
    #[serde(rename = "d")]
    Staff(staff::Press),
    /// Proposals.
    #[serde(rename = "pr")]
    Proposal(proposal::DeskPress),
    /// Polls.
    #[serde(rename = "po")]
    Poll(poll::DeskPress),
    /// Forums.
    #[serde(rename = "fo")]
    Forum(forum::DeskPress),
    /// Announcements.
    #[serde(rename = "no")]
    Notice(notice::DeskPress),
}

impl Desk {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        match self {
            Desk::Staff(press) => press.role(),
            Desk::Proposal(press) => press.role(),
            Desk::Poll(press) => press.role(),
            Desk::Forum(press) => press.role(),
            Desk::Notice(press) => press.role(),
        }
    }
}

impl Press {
    /// What the button carries.
    pub fn encode(&self) -> String {
        let data = serde_json::to_string(self).expect("a press has only strings, numbers and names");
        debug_assert!(data.len() <= PRESS_BYTES_MAX, "{data} is longer than a button can carry");
        data
    }

    /// What was asked for, if this is something that a button of ours could carry.
    pub fn decode(data: &str) -> Option<Press> {
        if data.len() > PRESS_BYTES_MAX {
            return None;
        }
        serde_json::from_str(data).ok()
    }
}
