//! Ties: the order in which those that are equal are taken, and the record of it.

use serde::{Deserialize, Serialize};

use super::contest::AltId;

/// In which order those that tie are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TieRule {
    /// More support first, then the cheaper, then the lots.
    #[default]
    Vc,
    /// The cheaper first, then more support, then the lots.
    Cv,
    /// By id, as text.
    L,
}

/// What decides at last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lots {
    /// The earlier registered number.
    #[default]
    Registered,
    /// A public draw after the close: ascending SHA-256 of [`LOT_DOMAIN`], the contest's id, the
    /// seed and the alternative's id, a line each.
    Beacon {
        /// What was drawn, as the poll said that it would be written.
        seed: String,
    },
    /// An order that was drawn, with minutes. Who is not in it follows by registered number.
    List(Vec<AltId>),
}

/// The first line of what is hashed for a lot.
pub const LOT_DOMAIN: &str = "madang-lot-v1";

/// A tie that mattered, and how it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Where it came up.
    pub step: Step,
    /// Who tied, in the order in which they were taken.
    pub tied: Vec<AltId>,
    /// What decided, the last of what had to be asked.
    pub rule: Decider,
}

/// Where a tie came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// For the last seat.
    Seat,
    /// For a place in the run-off.
    Runoff,
    /// For who leaves in this round of an instant run-off; the last of `tied` left.
    Elimination(usize),
    /// For a place in the order, from 1, of those whom nobody beats.
    Place(usize),
    /// For who is looked at first, in greedy funding.
    Order,
    /// For what is funded in this round of Equal Shares.
    Round(usize),
    /// For who is looked at first, in completion by support.
    Completion,
    /// Between sets of projects of the same welfare.
    Welfare,
}

/// What decided a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// More support.
    Support,
    /// Lower cost.
    Cost,
    /// More of the best marks.
    TopMarks,
    /// Fewer votes in an earlier round.
    EarlierRound,
    /// The registered number.
    Registered,
    /// The lots that were drawn.
    Lots,
    /// The id as text.
    Id,
}
