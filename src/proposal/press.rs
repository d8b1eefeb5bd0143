//! What the buttons of this room carry, for citizens and at the desk. The short names stand in
//! chats for years: they never change their meaning.

use serde::{Deserialize, Serialize};

use super::ProposalId;
use crate::person::Role;
use crate::t;
use crate::text::Text;

/// Why somebody reports a proposal, and why staff hide one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Reason {
    /// It tells of somebody's person.
    #[serde(rename = "p")]
    Personal,
    /// It insults.
    #[serde(rename = "i")]
    Abuse,
    /// It sells.
    #[serde(rename = "a")]
    Advert,
    /// It is not true.
    #[serde(rename = "u")]
    Untrue,
    /// Anything else.
    #[serde(rename = "o")]
    Other,
}

impl Reason {
    /// All of them, in the order of the buttons.
    pub const ALL: [Reason; 5] = [Reason::Personal, Reason::Abuse, Reason::Advert, Reason::Untrue, Reason::Other];

    /// What people call it; short enough for a button.
    pub fn text(self) -> Text {
        match self {
            Reason::Personal => t!("proposal-reason-personal-button"),
            Reason::Abuse => t!("proposal-reason-abuse-button"),
            Reason::Advert => t!("proposal-reason-advert-button"),
            Reason::Untrue => t!("proposal-reason-untrue-button"),
            Reason::Other => t!("proposal-reason-other-button"),
        }
    }

    /// What the author reads when it is hidden for this.
    pub fn told(self) -> Text {
        match self {
            Reason::Personal => t!("proposal-hidden-personal"),
            Reason::Abuse => t!("proposal-hidden-abuse"),
            Reason::Advert => t!("proposal-hidden-advert"),
            Reason::Untrue => t!("proposal-hidden-untrue"),
            Reason::Other => t!("proposal-hidden-other"),
        }
    }
}

/// Why an author takes a proposal back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It has been solved.
    #[serde(rename = "s")]
    Solved,
    /// They will write it anew.
    #[serde(rename = "a")]
    Again,
    /// They changed their mind.
    #[serde(rename = "m")]
    Mind,
}

impl Why {
    /// All of them, in the order of the buttons.
    pub const ALL: [Why; 3] = [Why::Solved, Why::Again, Why::Mind];

    /// What people call it; short enough for a button.
    pub fn text(self) -> Text {
        match self {
            Why::Solved => t!("proposal-why-solved-button"),
            Why::Again => t!("proposal-why-again-button"),
            Why::Mind => t!("proposal-why-mind-button"),
        }
    }
}

/// Which proposals, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The newest first.
    #[serde(rename = "n")]
    New,
    /// Those with most supporters first.
    #[serde(rename = "t")]
    Top,
    /// Those of the reader's neighbourhood.
    #[serde(rename = "d")]
    Near,
    /// Those that the city adopted, wholly or partly.
    #[serde(rename = "a")]
    Adopted,
    /// Those of a field.
    #[serde(rename = "f")]
    Field(String),
    /// The reader's own.
    #[serde(rename = "m")]
    Mine,
}

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// Begin to write one.
    #[serde(rename = "new")]
    Begin,
    /// Begin anew, whatever draft there is.
    #[serde(rename = "fresh")]
    Fresh,
    /// There are no more photos to come.
    #[serde(rename = "pics")]
    PhotosDone,
    /// Ways to read them.
    #[serde(rename = "menu")]
    Menu,
    /// The fields that there are.
    #[serde(rename = "fields")]
    Fields,
    /// A page of a list.
    #[serde(rename = "l")]
    List(Sort, i64),
    /// One's own.
    #[serde(rename = "mine")]
    Mine,
    /// This one.
    #[serde(rename = "o")]
    Open(ProposalId),
    /// Support it.
    #[serde(rename = "sup")]
    Support(ProposalId),
    /// Support it no longer.
    #[serde(rename = "uns")]
    Unsupport(ProposalId),
    /// Hear what becomes of it.
    #[serde(rename = "fol")]
    Follow(ProposalId),
    /// Hear of it no longer.
    #[serde(rename = "unf")]
    Unfollow(ProposalId),
    /// As `Unfollow`, from a letter, which stays as it is.
    #[serde(rename = "mut")]
    Mute(ProposalId),
    /// Say that something is wrong with it: asks what.
    #[serde(rename = "rep")]
    Report(ProposalId),
    /// This is wrong with it.
    #[serde(rename = "rea")]
    ReportFor(ProposalId, Reason),
    /// A link to pass on.
    #[serde(rename = "sh")]
    Share(ProposalId),
    /// Its photos.
    #[serde(rename = "ph")]
    Photos(ProposalId),
    /// Its place on the map.
    #[serde(rename = "map")]
    Map(ProposalId),
    /// How it came to where it stands.
    #[serde(rename = "hi")]
    History(ProposalId),
    /// Take it back: asks why.
    #[serde(rename = "wd")]
    Withdraw(ProposalId),
    /// Take it back now.
    #[serde(rename = "wdn")]
    WithdrawNow(ProposalId, Option<Why>),
    /// Answer what staff asked.
    #[serde(rename = "add")]
    Supplement(ProposalId),
}

/// What waits at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelf {
    /// Nobody has looked at it.
    #[serde(rename = "n")]
    New,
    /// Somebody reported it.
    #[serde(rename = "r")]
    Reported,
    /// The day of the answer has passed.
    #[serde(rename = "o")]
    Overdue,
    /// The day of the answer is within a week.
    #[serde(rename = "w")]
    Week,
    /// The author is asked for something.
    #[serde(rename = "s")]
    Asked,
    /// The author was asked, and has let the last day pass.
    #[serde(rename = "q")]
    Silent,
    /// Published, but with no department.
    #[serde(rename = "p")]
    Published,
    /// Many support it, and there is no answer.
    #[serde(rename = "t")]
    Supported,
    /// That department's answer is waited for.
    #[serde(rename = "d")]
    Department(String),
    /// Out of sight.
    #[serde(rename = "h")]
    Hidden,
    /// Answered.
    #[serde(rename = "a")]
    Decided,
}

/// What the buttons of this room's desk carry. The second number is the revision that the button
/// was made for: on any other the act is not done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeskPress {
    /// The shelves.
    #[serde(rename = "q")]
    Queue,
    /// A page of a shelf.
    #[serde(rename = "l")]
    List(Shelf, i64),
    /// This one, with everything.
    #[serde(rename = "o")]
    Open(ProposalId),
    /// Every transition, with its reasons.
    #[serde(rename = "hi")]
    History(ProposalId),
    /// Let everybody read it: asks first.
    #[serde(rename = "p")]
    Publish(ProposalId, i64),
    /// Let everybody read it now.
    #[serde(rename = "pn")]
    PublishNow(ProposalId, i64),
    /// Ask the author for something.
    #[serde(rename = "ask")]
    Ask(ProposalId, i64),
    /// Send it back.
    #[serde(rename = "ret")]
    Return(ProposalId, i64),
    /// Choose a department.
    #[serde(rename = "as")]
    Assign(ProposalId, i64),
    /// To this department.
    #[serde(rename = "to")]
    AssignTo(ProposalId, i64, String),
    /// Answer it.
    #[serde(rename = "dec")]
    Decide(ProposalId, i64),
    /// Correct the answer.
    #[serde(rename = "men")]
    Mend(ProposalId, i64),
    /// Take a mistaken publication back.
    #[serde(rename = "unp")]
    Unpublish(ProposalId, i64),
    /// Take it out of sight: asks why.
    #[serde(rename = "hd")]
    Hide(ProposalId, i64),
    /// Take it out of sight for this.
    #[serde(rename = "hdf")]
    HideFor(ProposalId, i64, Reason),
    /// Let it be seen again.
    #[serde(rename = "uh")]
    Unhide(ProposalId, i64),
    /// The reports were looked at, and nothing is wrong.
    #[serde(rename = "dis")]
    Dismiss(ProposalId, i64),
}

impl DeskPress {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        match self {
            DeskPress::Decide(..) | DeskPress::Mend(..) => Role::Clerk,
            _ => Role::Moderator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::press::PRESS_BYTES_MAX;
    use crate::bot::{Desk, Press as BotPress};

    #[test]
    fn the_longest_buttons_can_be_carried() {
        let (id, revision, name) = (ProposalId(99_999_999), 9_999, "a".repeat(20));
        for press in [
            BotPress::Desk(Desk::Proposal(DeskPress::AssignTo(id, revision, name.clone()))),
            BotPress::Desk(Desk::Proposal(DeskPress::List(Shelf::Department(name.clone()), 99_999))),
            BotPress::Desk(Desk::Proposal(DeskPress::HideFor(id, revision, Reason::Personal))),
            BotPress::Proposal(Press::List(Sort::Field(name.clone()), 99_999)),
            BotPress::Proposal(Press::WithdrawNow(id, Some(Why::Again))),
        ] {
            let data = press.encode();
            assert!(data.len() <= PRESS_BYTES_MAX, "{data}");
            assert_eq!(BotPress::decode(&data), Some(press));
        }
    }
}
