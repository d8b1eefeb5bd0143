//! What the buttons of this room carry. Their short names stay: buttons lie in chats for years.

use serde::{Deserialize, Serialize};

use crate::person::Role;
use crate::poll::approval::AskedId;
use crate::poll::paper::SheetId;
use crate::poll::{OptionId, PollId};

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// The open polls.
    #[serde(rename = "list")]
    List,
    /// A page of them, with those that are coming.
    #[serde(rename = "lst")]
    ListPage(usize),
    /// Polls that are over, a page of them.
    #[serde(rename = "past")]
    Past(usize),
    /// A poll's card.
    #[serde(rename = "open")]
    Open(PollId),
    /// A page of a published result.
    #[serde(rename = "rank")]
    Ranks(PollId, usize),
    /// How votes are kept secret, and what this is not.
    #[serde(rename = "how")]
    How(PollId),
    /// Begin to vote.
    #[serde(rename = "vote")]
    Begin(PollId),
    /// The options, from the first.
    #[serde(rename = "opts")]
    Options(PollId),
    /// The card of an option, by its place in the order that this person sees.
    #[serde(rename = "look")]
    Look(PollId, usize),
    /// A page of the ballot.
    #[serde(rename = "page")]
    Page(PollId, usize),
    /// The fields of the ballot.
    #[serde(rename = "flds")]
    Fields(PollId),
    /// The picture of an option.
    #[serde(rename = "pic")]
    Picture(PollId, OptionId),
    /// Choose an option.
    #[serde(rename = "pick")]
    Pick(PollId, OptionId),
    /// Choose it no longer.
    #[serde(rename = "drop")]
    Drop(PollId, OptionId),
    /// Give an option so many points; 0 takes them back.
    #[serde(rename = "mark")]
    Mark(PollId, OptionId, u32),
    /// Choose to cast a blank ballot.
    #[serde(rename = "none")]
    Blank(PollId),
    /// See what one is about to submit.
    #[serde(rename = "sum")]
    Summary(PollId),
    /// Submit exactly what was shown: the second part is its keyed fingerprint.
    #[serde(rename = "cast")]
    Cast(PollId, String),
    /// See one's vote.
    #[serde(rename = "mine")]
    Mine(PollId),
    /// Away from the ballot; what was chosen is kept.
    #[serde(rename = "away")]
    Away(PollId),
    /// See what one's vote was written down as, by its number in the log.
    #[serde(rename = "chk")]
    Check(PollId, u64),
    /// Leave it so.
    #[serde(rename = "keep")]
    Keep(PollId),
    /// Have it opened, and vote again.
    #[serde(rename = "rvl")]
    Reveal(PollId, u64),
    /// The file that proves a receipt.
    #[serde(rename = "prf")]
    Proof(PollId, u64),
    /// The result as a picture.
    #[serde(rename = "bars")]
    Chart(PollId),
    /// The file with which anybody can check the result.
    #[serde(rename = "file")]
    Bundle(PollId),
    /// Be asked again whether one's age fits.
    #[serde(rename = "ages")]
    AskAge(PollId),
    /// Say whether it does.
    #[serde(rename = "age")]
    Age(PollId, bool),
    /// Bring a code.
    #[serde(rename = "code")]
    EnterCode(PollId),
}

impl Press {
    /// The poll in which this press tells a choice, if it does. A press brings along the message
    /// that it was under, so every button of a ballot tells one.
    pub fn choice_in(&self) -> Option<PollId> {
        match self {
            Press::List
            | Press::ListPage(_)
            | Press::Past(_)
            | Press::Open(_)
            | Press::Ranks(..)
            | Press::How(_)
            | Press::Begin(_)
            | Press::Options(_)
            | Press::Picture(..)
            | Press::Proof(..)
            | Press::Chart(_)
            | Press::Bundle(_)
            | Press::AskAge(_)
            | Press::Age(..)
            | Press::EnterCode(_) => None,
            Press::Look(poll, _)
            | Press::Page(poll, _)
            | Press::Fields(poll)
            | Press::Mark(poll, ..)
            | Press::Blank(poll)
            | Press::Pick(poll, _)
            | Press::Drop(poll, _)
            | Press::Summary(poll)
            | Press::Cast(poll, _)
            | Press::Mine(poll)
            | Press::Away(poll)
            | Press::Check(poll, _)
            | Press::Keep(poll)
            | Press::Reveal(poll, _) => Some(*poll),
        }
    }
}

/// What the buttons of this room's desk carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DeskPress {
    /// The polls by state.
    #[serde(rename = "q")]
    Queue,
    /// A page of them.
    #[serde(rename = "qs")]
    QueuePage(usize),
    /// A page of those that are over.
    #[serde(rename = "past")]
    Past(usize),
    /// One poll.
    #[serde(rename = "open")]
    Open(PollId),
    /// Prepare a new one.
    #[serde(rename = "new")]
    New,
    /// Prepare a new one, although another was begun.
    #[serde(rename = "anew")]
    Anew,
    /// Move its close to a later time.
    #[serde(rename = "ext")]
    Extend(PollId),
    /// Call it off.
    #[serde(rename = "cancel")]
    Cancel(PollId),
    /// Correct what was told of it.
    #[serde(rename = "fix")]
    Correct(PollId),
    /// See the result before it is told.
    #[serde(rename = "show")]
    Preview(PollId),
    /// Tell the result.
    #[serde(rename = "tell")]
    Publish(PollId),
    /// A plan that waits for a second pair of eyes.
    #[serde(rename = "ask")]
    Asked(AskedId),
    /// An option of it, by its place.
    #[serde(rename = "alook")]
    AskedLook(AskedId, usize),
    /// The picture of that option.
    #[serde(rename = "apic")]
    AskedPicture(AskedId, usize),
    /// Try it out.
    #[serde(rename = "atry")]
    AskedTrial(AskedId),
    /// Publish it, as somebody else than its author.
    #[serde(rename = "ok")]
    Approve(AskedId),
    /// Return it to its author.
    #[serde(rename = "ret")]
    Return(AskedId),
    /// Take one's own back.
    #[serde(rename = "rev")]
    Revise(AskedId),
    /// Help somebody to vote on site.
    #[serde(rename = "help")]
    Help(PollId),
    /// The ballots on paper of a poll.
    #[serde(rename = "pap")]
    Papers(PollId),
    /// Enter what was counted at a station.
    #[serde(rename = "pnew")]
    PaperNew(PollId),
    /// Check off who gets a ballot on paper.
    #[serde(rename = "pchk")]
    CheckOff(PollId),
    /// What was counted at a station.
    #[serde(rename = "psh")]
    Sheet(SheetId),
    /// Confirm it, as somebody else than its author.
    #[serde(rename = "pok")]
    ConfirmSheet(SheetId),
    /// Return it to its author.
    #[serde(rename = "pret")]
    ReturnSheet(SheetId),
    /// Correct it.
    #[serde(rename = "pfix")]
    FixSheet(SheetId),
    /// Take one's own back.
    #[serde(rename = "pdrop")]
    DropSheet(SheetId),
    /// Something on the ballot of who is being helped, by the number of that help.
    #[serde(rename = "in")]
    Booth(i64, Press),
}

impl DeskPress {
    /// The least role that may do this.
    pub fn role(&self) -> Role {
        Role::Clerk
    }

    /// The poll in which this press tells somebody's choice, if it does.
    pub fn choice_in(&self) -> Option<PollId> {
        match self {
            DeskPress::Booth(_, press) => press.choice_in(),
            _ => None,
        }
    }
}
