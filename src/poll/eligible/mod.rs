//! Who may vote in a poll: where they belong and how, how old they are, whether they hold a code. It
//! is frozen with the poll. Anybody may read a poll; only the eligible get its ballot, and the others
//! are told the reason and what mends it.
//!
//! What one says of oneself is believed. An age is asked as a yes or no and no date is kept; a code is
//! kept as a hash, and not with the person who used it.

use serde::{Deserialize, Serialize};

use crate::city::{City, DongCode};
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::Poll;

pub mod card;
pub mod code;
pub mod enter;
pub mod rules;
pub mod store;
pub mod talk;

pub use code::Code;
pub use enter::Enter;
pub use rules::Barrier;

/// Who may vote, beyond the poll's area. Nothing said means everybody.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Eligible {
    /// How one has to belong to the area; any way if none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    /// The least age on the day of the opening.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_min: Option<u32>,
    /// The greatest age on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_max: Option<u32>,
    /// Whether one needs a code from the city.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub code: bool,
}

impl Eligible {
    /// Whether age decides.
    pub fn asks_age(&self) -> bool {
        self.age_min.is_some() || self.age_max.is_some()
    }
}

/// How somebody belongs to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Tie {
    /// They live there.
    Lives,
    /// They work there.
    Works,
    /// They go to school there.
    Studies,
}

impl Tie {
    /// All of them.
    pub const ALL: [Tie; 3] = [Tie::Lives, Tie::Works, Tie::Studies];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Tie::Lives => "lives",
            Tie::Works => "works",
            Tie::Studies => "studies",
        }
    }
}

/// Where a code was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// On a telephone of its owner.
    Telephone,
    /// At a desk, for a vote on site.
    OnSite,
    /// At a desk, for a ballot on paper.
    Paper,
}

/// Somebody may vote, and counts as from there.
#[derive(Debug, Clone, PartialEq)]
pub struct Admission {
    /// The gu that the turnout counts them in.
    pub gu: Option<String>,
    /// How they belong there, where that was asked.
    pub tie: Option<Tie>,
    /// Nothing has to be written down: the poll has no roll, or they stand on it.
    pub noted: bool,
}

/// Whether somebody may vote. Who stands on the roll may, whatever they have changed since.
pub async fn may_vote(
    tx: &mut Tx,
    poll: &Poll,
    person: PersonId,
    dong: Option<&DongCode>,
) -> anyhow::Result<Result<Admission, Barrier>> {
    let gu = dong.map(|dong| dong.gu().to_owned());
    if rules::for_everybody(poll) {
        return Ok(Ok(Admission { gu, tie: None, noted: true }));
    }
    let entry = store::entry(tx, poll.id, person).await?;
    if entry.admitted {
        return Ok(Ok(Admission { gu: entry.gu, tie: entry.tie, noted: true }));
    }
    let tie = if poll.eligible.ties.is_empty() { None } else { store::tie(tx, person).await? };
    let facts = rules::Facts { dong, tie, age_fits: entry.age, has_code: entry.code };
    Ok(rules::judge(poll, &facts).map(|()| Admission { gu, tie, noted: false }))
}

/// Puts somebody who votes for the first time on the roll.
pub async fn admit(tx: &mut Tx, city: &City, poll: &Poll, person: PersonId, admission: &Admission) -> sqlx::Result<()> {
    if admission.noted {
        return Ok(());
    }
    let day = city.day(tx.now).to_string();
    store::admit(tx, poll.id, person, &day, admission.gu.as_deref(), admission.tie).await
}
