//! Roles, invitations, the desk with its queues, exports, the audit trail.

use serde::{Deserialize, Serialize};

use crate::bot;
use crate::outbox::store::Lost;
use crate::person::{PersonId, Role};
use crate::staff::export::{Format, What};
use crate::text::Text;

pub mod acts;
pub mod audit;
pub mod card;
pub mod cli;
pub mod columns;
pub mod desk;
pub mod export;
pub mod invite;
pub mod people;
pub mod revoke;
pub mod rules;
pub mod sheet;
pub mod store;

/// A queue at the desk: what waits there, and the button that leads there.
pub struct Queue {
    /// The line, with how many and how old.
    pub text: Text,
    /// The button's words.
    pub label: Text,
    /// Where it leads.
    pub press: bot::Press,
}

/// What staff begin at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Begin {
    /// A poll.
    #[serde(rename = "poll")]
    Poll,
    /// A forum.
    #[serde(rename = "forum")]
    Forum,
    /// An announcement.
    #[serde(rename = "news")]
    Announcement,
}

/// What the desk's own buttons carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The desk.
    #[serde(rename = "desk")]
    Open,
    /// Begin something; a draft is offered first.
    #[serde(rename = "new")]
    Begin(Begin),
    /// Begin it anew, whatever draft there is.
    #[serde(rename = "anew")]
    Anew(Begin),
    /// What to export.
    #[serde(rename = "ex")]
    Exports,
    /// This: in which format?
    #[serde(rename = "exw")]
    Export(What),
    /// This, in that format.
    #[serde(rename = "exf")]
    ExportAs(What, Format),
    /// Who is staff.
    #[serde(rename = "who")]
    Members,
    /// For which role to invite somebody.
    #[serde(rename = "inv")]
    Invite,
    /// Make an invitation for this role, if none has been made since that one.
    #[serde(rename = "inva")]
    InviteAs(Role, i64),
    /// Make all invitations worthless that nobody has used.
    #[serde(rename = "invx")]
    CancelInvitations,
    /// Take somebody's role away: asks first.
    #[serde(rename = "rm")]
    Revoke(PersonId),
    /// Take it away, if it is still that role.
    #[serde(rename = "rmy")]
    RevokeNow(PersonId, Role),
    /// What was done lately.
    #[serde(rename = "log")]
    Audit,
    /// What could not be sent lately, by why.
    #[serde(rename = "lost")]
    Failures,
    /// Send again what was lost for that reason: asks first.
    #[serde(rename = "re")]
    Retry(Lost),
    /// Send it again.
    #[serde(rename = "rey")]
    RetryNow(Lost),
}

impl Press {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        match self {
            Press::Open => Role::Moderator,
            Press::Begin(_) | Press::Anew(_) | Press::Exports | Press::Export(_) | Press::ExportAs(..) => Role::Clerk,
            Press::Audit | Press::Failures | Press::Retry(_) | Press::RetryNow(_) => Role::Coordinator,
            Press::Members
            | Press::Invite
            | Press::InviteAs(..)
            | Press::CancelInvitations
            | Press::Revoke(_)
            | Press::RevokeNow(..) => Role::Admin,
        }
    }
}
