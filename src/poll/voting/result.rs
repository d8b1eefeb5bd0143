//! What a count says: enough for a person to follow it by hand. Its JSON is one text, whatever the
//! platform: fields in the order below, maps by id, exact figures as text (`7`, `22/7`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contest::{AltId, Condition};
use super::tie::Tie;

/// An exact rational number in lowest terms: `-3`, `22/7`.
pub type Exact = String;

/// The result of a count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The rule's name, as on the command line.
    pub rule: String,
    /// Who won, in the order in which they were selected.
    pub winners: Vec<AltId>,
    /// What each alternative was ordered by: votes, points, share, support. For Schulze the number
    /// of others that it beats, for instant run-off its votes in its last round.
    pub scores: BTreeMap<AltId, Exact>,
    /// Ties that were decided.
    pub ties: Vec<Tie>,
    /// Places of an order by pairs that several share, with nothing to decide between them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub shared: Vec<Shared>,
    /// The whole order: by rank, then as ties are taken.
    pub ranks: Vec<Rank>,
    /// Who took part.
    pub turnout: Turnout,
    /// The conditions, and whether they held.
    pub conditions: Vec<Checked>,
    /// Whether all conditions held, so that the result binds.
    pub binding: bool,
    /// Why nobody can win and nothing binds, whatever the conditions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub void: Option<Void>,
    /// The two that go to a run-off because nobody had more than half.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub runoff: Option<[AltId; 2]>,
    /// Marks in numbers: for score ballots.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub marks: Vec<Marks>,
    /// The rounds of an instant run-off.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rounds: Vec<Round>,
    /// Every pair of alternatives: for ranked ballots.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pairwise: Option<Pairwise>,
    /// How the budget was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spending: Option<Spending>,
    /// Each panel's own count.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub panels: Vec<Part>,
    /// Each channel's own count, if the contest asks for it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub channels: Vec<Part>,
}

/// Why a vote has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Void {
    /// There is no ballot that is not blank.
    NoBallots,
    /// A panel had to vote, and nobody in it did.
    SilentPanel,
}

/// A place that several share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The place, from 1.
    pub place: usize,
    /// Who shares it.
    pub ids: Vec<AltId>,
    /// Whether all of them win, or none.
    pub chosen: bool,
}

/// One alternative's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// Which.
    pub id: AltId,
    /// Its rank; alternatives with equal scores share one, and the next are missing.
    pub rank: usize,
    /// Its score, as in [`Tally::scores`].
    pub score: Exact,
    /// Whether it won.
    pub chosen: bool,
}

/// Who took part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Turnout {
    /// People on the roll at the close.
    pub roll: Option<u64>,
    /// People with a ballot, blank ones included.
    pub participants: u64,
    /// Ballots that are not blank.
    pub ballots: u64,
    /// Blank ones.
    pub blank: u64,
    /// Participants of the roll in percent, to one decimal, half rounded up: `41.7`.
    pub percent: Option<String>,
}

/// A condition and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The condition.
    pub condition: Condition,
    /// What it was held against: `2 * 31 >= 1 * 80`.
    pub figures: String,
    /// Whether it held. A condition about a roll that is not known does not hold.
    pub met: bool,
}

/// The marks that one alternative got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Which.
    pub id: AltId,
    /// Their sum.
    pub sum: Exact,
    /// How many ballots mark it.
    pub scorers: u64,
    /// How many give it the best mark.
    pub top: u64,
    /// The mean of those who mark it.
    pub mean: Option<Exact>,
}

/// A round of an instant run-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Votes of those still in. With more than [`super::count::TABLE_MAX`] alternatives a round after
    /// the first tells only who gained votes, who leaves and who wins.
    pub votes: BTreeMap<AltId, Exact>,
    /// What each has more than in the round before, from the ballots of who left then.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub gained: BTreeMap<AltId, Exact>,
    /// Ballots of which nobody is in any more.
    pub exhausted: Exact,
    /// Who leaves.
    pub eliminated: Option<AltId>,
}

/// Every pair of alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairwise {
    /// Row and column by registered number.
    pub ids: Vec<AltId>,
    /// Ballots that rank the row's alternative above the column's.
    pub above: Vec<Vec<u64>>,
    /// Who beats every other.
    pub condorcet: Option<AltId>,
    /// The least set whose members beat all others; with a Condorcet winner that one, otherwise
    /// the cycle.
    pub smith: Vec<AltId>,
    /// Wins less losses.
    pub copeland: BTreeMap<AltId, i64>,
    /// The sum of margins over all others.
    pub borda: BTreeMap<AltId, i64>,
    /// Schulze's strongest paths, in rows and columns as above, if that was the rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paths: Option<Vec<Vec<u64>>>,
}

/// How a budget was spent. Amounts are in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spending {
    /// The budget.
    pub budget: Exact,
    /// What the winners cost.
    pub spent: Exact,
    /// The purse of one voter in the run that counts, by Equal Shares.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purse: Option<Exact>,
    /// The step by which purses were raised.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub increment: Option<Exact>,
    /// How many times purses were raised.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub raises: Option<u64>,
    /// What one raise more would have spent; nothing if it ended because nothing fits any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub would_spend: Option<Exact>,
    /// The sum of support that was reached, by the rule of welfare.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub welfare: Option<Exact>,
    /// Whether greedy funding took the place of Equal Shares, and by how many voters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comparison: Option<Compared>,
    /// Each project: the funded in their order, then the others by support.
    pub projects: Vec<Project>,
}

/// The comparison of Equal Shares with greedy funding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// What greedy funding would select.
    pub greedy: Vec<AltId>,
    /// What Equal Shares selects.
    pub shares: Vec<AltId>,
    /// Voters who get more of their projects by greedy funding.
    pub prefer_greedy: u64,
    /// Voters who get more of theirs by Equal Shares.
    pub prefer_shares: u64,
}

/// What became of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Which.
    pub id: AltId,
    /// What it costs.
    pub cost: Exact,
    /// Ballots that name it, or its points.
    pub support: Exact,
    /// What it costs for each of its support.
    pub price: Option<Exact>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Funded by the rule itself.
    Funded {
        /// Of Equal Shares: what a supporter paid at most for each unit of utility.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        effective_price: Option<Exact>,
        /// Of Equal Shares: its inverse times the cost, "effective votes".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        effective_votes: Option<Exact>,
    },
    /// Funded by completion, or from what categories left over.
    Completed,
    /// Nobody supports it.
    Unsupported,
    /// It has less support than the threshold.
    BelowThreshold {
        /// How much is missing.
        missing: Exact,
    },
    /// Another of its group is funded.
    Rivalled {
        /// Which.
        by: AltId,
    },
    /// It did not fit what was left.
    TooDear {
        /// What was left, of the whole or of its category.
        left: Exact,
        /// Of which category.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        category: Option<String>,
    },
    /// The count had stopped before.
    NotReached,
    /// Its supporters did not have enough, by Equal Shares.
    Short {
        /// What its supporters had left at the end.
        held: Exact,
        /// What was missing.
        short: Exact,
        /// How many more supporters with a full purse would have been enough.
        votes_missing: Exact,
    },
    /// Another set has more support for the money.
    Outweighed,
}

/// The count of a panel or a channel alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its weight in the whole, for a panel, after weights of silent ones were spread.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub weight: Option<Exact>,
    /// What one ballot of it weighs: the weight by its ballots.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ballot_weight: Option<Exact>,
    /// Who took part.
    pub turnout: Turnout,
    /// Its own sums.
    pub scores: BTreeMap<AltId, Exact>,
}

impl Tally {
    /// The result as JSON: the same bytes on every platform.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("text, numbers and maps by text always become JSON")
    }
}
