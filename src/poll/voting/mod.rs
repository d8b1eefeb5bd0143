//! How votes are given and counted: the engine that the bot, `madang count` and the tests share.
//!
//! [`tally`] is a pure function of a [`Contest`] and its ballots ([`Urn`]): no clock, no chance, no
//! order of arrival, no float in a decision. A rule is a file here. [`Method`] is what the bot's
//! polls see of it.

pub mod ballot;
pub mod check;
pub mod contest;
pub mod count;
pub mod method;
pub mod outcome;
pub mod result;
pub mod rule;
pub mod rules;
pub mod stored;
pub mod tie;
pub mod unfit;
pub mod ways;

mod exact;
mod given;
mod greedy;
mod irv;
mod mes;
mod pairwise;
mod plurality;
mod schulze;
mod score;
mod seats;
mod seen;
mod sums;
mod turnout;
mod welfare;

pub use ballot::{Ballot, Ballots, Urn};
pub use check::{Flaw, check};
pub use contest::{Alt, AltId, Alternative, Amount, BallotRules, Condition, Contest, Kind};
pub use count::{tally, tally_pairs};
pub use method::{METHODS, Method, Refusal, named};
pub use outcome::{Beside, Decided, Money, Outcome, Ranked, Round, Ways};
pub use result::{Checked, Tally};
pub use rule::Rule;
pub use rules::{Entry, Rules};
pub use tie::{Decider, Lots, Tie, TieRule};
pub use unfit::Unfit;
pub use ways::{Approval, Knapsack, Points, Ranking, Runoff, Score, Shares, Sides, Single};
