//! Votes on priority projects.
//!
//! A poll is published once and then stands: question, options and rules are frozen under a hash.
//! Who took part and what was chosen lie apart from the first second (`ballot/`); how votes are
//! counted is a method (`voting/`); what a poll goes through, from opening to result, is in `life`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::bot::Words;
use crate::clock::Moment;
use crate::notice::NoticeId;
use crate::proposal::ProposalId;

pub mod approval;
pub mod areas;
pub mod ballot;
pub mod card;
pub mod change;
pub mod chart;
pub mod desk;
pub mod due;
pub mod eligible;
pub mod export;
pub mod handout;
pub mod keys;
pub mod life;
pub mod list;
pub mod look;
pub mod news;
pub mod onsite;
pub mod paper;
pub mod places;
pub mod plan;
pub mod press;
pub mod proof;
pub mod quorum;
pub mod result;
pub mod rules;
pub mod store;
pub mod talk;
pub mod terms;
pub mod trial;
pub mod unfinished;
pub mod voting;

pub use ballot::Choices;
pub use change::Change;
pub use eligible::Eligible;
pub use plan::Plan;
pub use press::{DeskPress, Press};
pub use terms::{Field, Quorum, Terms};

/// A poll's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct PollId(pub i64);

/// An option's registered number in its poll, from 1. Its `Debug` tells nothing, because a button
/// that carries one tells a choice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct OptionId(pub i64);

impl fmt::Debug for OptionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OptionId(..)")
    }
}

/// A poll as it was published.
#[derive(Debug, Clone)]
pub struct Poll {
    /// Its number; 0 before it is published.
    pub id: PollId,
    /// Where it stands.
    pub state: State,
    /// What is asked.
    pub question: Words,
    /// What it is about, and what the result is for.
    pub description: Option<Words>,
    /// What one can choose, by registered number.
    pub options: Vec<Candidate>,
    /// How votes are given and counted.
    pub method: &'static dyn voting::Method,
    /// How many options one may choose at most.
    pub picks: usize,
    /// How many options are chosen in the end.
    pub seats: usize,
    /// What else its method has to know.
    pub terms: Terms,
    /// Who may vote: empty the whole city, five digits a gu, ten a dong; several with commas between them.
    pub area: String,
    /// Whether one must have told where one belongs.
    pub needs_dong: bool,
    /// Who may vote, beyond that.
    pub eligible: Eligible,
    /// The first moment at which a vote counts.
    pub opens_at: Moment,
    /// The first moment at which none counts any more.
    pub closes_at: Moment,
    /// When its result is told.
    pub publishing: Publishing,
    /// SHA-256 of what was frozen, in hexadecimal.
    pub hash: String,
    /// The notice that announced it.
    pub announced: Option<NoticeId>,
    /// The notice that told its result.
    pub told: Option<NoticeId>,
    /// The count, once it is closed.
    pub result: Option<voting::Outcome>,
    /// The latest correcting note.
    pub correction: Option<Words>,
    /// How many there were.
    pub corrections: i64,
    /// Why it was cancelled.
    pub cancel_reason: Option<Words>,
    /// When it was counted or cancelled.
    pub closed_at: Option<Moment>,
    /// From then on nobody can link a ballot to a person.
    pub key_destroyed_at: Option<Moment>,
}

impl Poll {
    /// A poll to be published: one choice, the whole city, its result told at the close.
    pub fn new(question: Words, options: Vec<Candidate>, opens_at: Moment, closes_at: Moment) -> Poll {
        Poll {
            id: PollId(0),
            state: State::Scheduled,
            question,
            description: None,
            options,
            method: &voting::Single,
            picks: 1,
            seats: 1,
            terms: Terms::default(),
            area: String::new(),
            needs_dong: false,
            eligible: Eligible::default(),
            opens_at,
            closes_at,
            publishing: Publishing::AtClose,
            hash: String::new(),
            announced: None,
            told: None,
            result: None,
            correction: None,
            corrections: 0,
            cancel_reason: None,
            closed_at: None,
            key_destroyed_at: None,
        }
    }

    /// What its method has to know.
    pub fn rules(&self) -> voting::Rules {
        voting::Rules {
            options: self.options.iter().map(voting::Entry::from).collect(),
            picks: self.picks,
            seats: self.seats,
            terms: self.terms.clone(),
        }
    }

    /// What is marked on its ballots.
    pub fn kind(&self) -> voting::Kind {
        self.method.kind(&self.terms)
    }

    /// One of its options.
    pub fn option(&self, id: OptionId) -> Option<&Candidate> {
        self.options.iter().find(|option| option.id == id)
    }
}

/// Something that one can choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its registered number.
    pub id: OptionId,
    /// What it is called.
    pub title: Words,
    /// What there is to say about it.
    pub about: Option<Words>,
    /// What it costs, in won.
    pub cost: Option<i64>,
    /// Where it would be.
    pub place: Option<String>,
    /// The proposal that it comes from.
    pub proposal: Option<ProposalId>,
    /// The field that it falls under, by its number from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<usize>,
    /// The channel's name for a picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

impl Candidate {
    /// An option with a title only.
    pub fn new(id: OptionId, title: Words) -> Candidate {
        Candidate { id, title, about: None, cost: None, place: None, proposal: None, field: None, picture: None }
    }
}

/// Where a poll stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Published; opens at its time.
    Scheduled,
    /// Votes are taken.
    Open,
    /// Counted; the result waits for a clerk.
    Closed,
    /// The result is told.
    Published,
    /// Called off; its ballots are destroyed.
    Cancelled,
}

impl State {
    /// All of them.
    pub const ALL: [State; 5] = [State::Scheduled, State::Open, State::Closed, State::Published, State::Cancelled];

    /// Its name in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            State::Scheduled => "scheduled",
            State::Open => "open",
            State::Closed => "closed",
            State::Published => "published",
            State::Cancelled => "cancelled",
        }
    }
}

/// When a result is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Publishing {
    /// At the close, by itself.
    AtClose,
    /// When a clerk says so.
    ByHand,
}
