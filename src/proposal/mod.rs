//! Citizens' proposals: written in a few steps, looked at by staff, read and supported by others,
//! and answered by a day that the author knows from the start.
//!
//! What may follow what is in `rules`; `act` is the one way from a state to the next, with
//! everybody told. Here are the words that the room's files share.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use crate::bot::Words;
use crate::city::{City, DongCode};
use crate::clock::Moment;
use crate::person::{self, PersonId};
use crate::t;
use crate::text::Text;

pub mod act;
pub mod author;
pub mod card;
pub mod desk;
pub mod due;
pub mod export;
pub mod handle;
pub mod item;
pub mod letter;
pub mod personal;
pub mod press;
pub mod read;
pub mod rules;
pub mod shelf;
pub mod store;
pub mod supplement;
pub mod talk;
pub mod write;

pub use handle::Handling;
pub use press::{DeskPress, Press, Reason, Shelf, Sort, Why};
pub use supplement::Supplement;
pub use write::Draft;

/// A proposal's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ProposalId(pub i64);

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Waits for somebody to look at it.
    Submitted,
    /// The author is asked for something; the clock stands.
    Supplement,
    /// Sent back with a reason.
    Returned,
    /// Taken out of sight.
    Hidden,
    /// Can be read and supported.
    Published,
    /// A department looks into it.
    Assigned,
    /// The city does it.
    Adopted,
    /// The city does a part of it.
    Partly,
    /// The city does not do it.
    NotAdopted,
    /// Another institution is responsible, and has it.
    Transferred,
    /// Taken back by its author.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [State; 11] = [
        State::Submitted,
        State::Supplement,
        State::Returned,
        State::Hidden,
        State::Published,
        State::Assigned,
        State::Adopted,
        State::Partly,
        State::NotAdopted,
        State::Transferred,
        State::Withdrawn,
    ];

    /// Its name in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            State::Submitted => "submitted",
            State::Supplement => "supplement",
            State::Returned => "returned",
            State::Hidden => "hidden",
            State::Published => "published",
            State::Assigned => "assigned",
            State::Adopted => "adopted",
            State::Partly => "partly",
            State::NotAdopted => "not_adopted",
            State::Transferred => "transferred",
            State::Withdrawn => "withdrawn",
        }
    }

    /// What people call it.
    pub fn text(self) -> Text {
        match self {
            State::Submitted => t!("proposal-state-submitted"),
            State::Supplement => t!("proposal-state-supplement"),
            State::Returned => t!("proposal-state-returned"),
            State::Hidden => t!("proposal-state-hidden"),
            State::Published => t!("proposal-state-published"),
            State::Assigned => t!("proposal-state-assigned"),
            State::Adopted => t!("proposal-state-adopted"),
            State::Partly => t!("proposal-state-partly"),
            State::NotAdopted => t!("proposal-state-not-adopted"),
            State::Transferred => t!("proposal-state-transferred"),
            State::Withdrawn => t!("proposal-state-withdrawn"),
        }
    }
}

/// What the city decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done.
    Adopted,
    /// A part of it is done.
    Partly,
    /// It is not done.
    NotAdopted,
    /// It went to whom it concerns.
    Transferred,
}

/// A proposal as it stands.
#[derive(Clone)]
pub struct Proposal {
    /// Which one.
    pub id: ProposalId,
    /// The year of its receipt number.
    pub year: i64,
    /// The number within that year.
    pub number: i64,
    /// Who wrote it, unless they have left.
    pub author: Option<PersonId>,
    /// The author's public name, if they chose one.
    pub nickname: Option<String>,
    /// Its title.
    pub title: String,
    /// What is wrong.
    pub problem: String,
    /// What the author wishes.
    pub wish: String,
    /// What it is about: a field's id.
    pub field: String,
    /// Where.
    pub dong: Option<DongCode>,
    /// Where on the map: degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// The channel's names of its photos.
    pub photos: Json<Vec<String>>,
    /// Where it stands.
    pub state: State,
    /// While hidden: where it goes back to.
    pub before: Option<State>,
    /// Counts transitions.
    pub revision: i64,
    /// When it came in.
    pub submitted_at: Moment,
    /// When it was first let be read.
    pub published_at: Option<Moment>,
    /// When it was answered.
    pub decided_at: Option<Moment>,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
    /// Since when the clock stands.
    pub asked_at: Option<Moment>,
    /// The author's last day to answer.
    pub supplement_by: Option<NaiveDate>,
    /// When they are reminded of it.
    pub remind_at: Option<Moment>,
    /// What staff asked.
    pub question: Option<String>,
    /// What the author answered.
    pub addition: Option<String>,
    /// Whose answer is waited for: a department's id.
    pub department: Option<String>,
    /// The answer.
    pub decision_ko: Option<String>,
    /// The answer in English.
    pub decision_en: Option<String>,
    /// When the city means to do it.
    pub planned_on: Option<NaiveDate>,
    /// How many support it.
    pub supports: i64,
}

impl Proposal {
    /// The receipt number: 2026-0147.
    pub fn receipt(&self) -> String {
        receipt(self.year, self.number)
    }

    /// What the public sees as its author.
    pub fn author_label(&self) -> Text {
        match self.author {
            Some(author) => person::label(author, self.nickname.as_deref()),
            None => t!("proposal-author-left"),
        }
    }

    /// The city's answer, if there is one.
    pub fn decision(&self) -> Option<Words> {
        self.decision_ko.clone().map(|ko| Words { ko, en: self.decision_en.clone() })
    }

    /// The department that looks into it.
    pub fn department_text(&self, city: &City) -> Option<Text> {
        let department = city.preset.department(self.department.as_deref()?)?;
        Some(t!("place-name", name = &department.name))
    }
}

/// A receipt number: 2026-0147.
pub fn receipt(year: i64, number: i64) -> String {
    format!("{year}-{number:04}")
}
