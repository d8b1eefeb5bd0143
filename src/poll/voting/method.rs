//! What the bot's polls need of a way to vote: its name, what a ballot looks like, the rule by which
//! it is counted, and what it says about itself. The ways are in `ways`, a line each in [`METHODS`];
//! the engine does the counting.

use std::fmt;

use super::ballot::{Ballot, Ballots};
use super::check::{Flaw, check};
use super::contest::{Alt, Contest, Kind};
use super::count::tally;
use super::outcome::Outcome;
use super::result::Tally;
use super::rule::Rule;
use super::rules::Rules;
use super::stored::Reader;
use super::ways::{Approval, Knapsack, Points, Ranking, Runoff, Score, Shares, Sides, Single};
use crate::poll::{Choices, OptionId, Terms};
use crate::text::Text;

/// Every method that there is.
pub static METHODS: [&dyn Method; 9] =
    [&Single, &Sides, &Approval, &Ranking, &Runoff, &Score, &Points, &Knapsack, &Shares];

/// A way to give votes and to count them.
pub trait Method: Sync {
    /// Its name in the database.
    fn name(&self) -> &'static str;
    /// What is marked on a ballot.
    fn kind(&self, terms: &Terms) -> Kind;
    /// How ballots are counted.
    fn rule(&self, rules: &Rules) -> Rule;
    /// What one has to do, in a sentence.
    fn describe(&self, rules: &Rules) -> Text;
    /// How the result comes about, in a sentence.
    fn formula(&self, rules: &Rules) -> Text;
    /// What happens between equals, in a sentence.
    fn tie(&self) -> Text;
    /// Whether equals are put in an order at all: otherwise nothing is decided between them.
    fn settles_ties(&self) -> bool {
        true
    }
}

impl fmt::Debug for dyn Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl dyn Method {
    /// What the engine counts.
    pub fn contest(&self, rules: &Rules) -> Contest {
        rules.contest(self.kind(&rules.terms), self.rule(rules))
    }

    /// Whether a ballot is valid. A ballot is refused when it is cast, never repaired later.
    pub fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        self.hold(rules, &self.contest(rules), choices)
    }

    /// Whether a ballot that is not finished can become valid: nothing on it is too much.
    pub fn fits(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        if *choices == Choices::Nothing {
            return Ok(());
        }
        let mut contest = self.contest(rules);
        contest.ballot.picks.min = 1;
        contest.ballot.picks_per_category.values_mut().for_each(|between| between.min = 0);
        self.hold(rules, &contest, choices)
    }

    fn hold(&self, rules: &Rules, contest: &Contest, choices: &Choices) -> Result<(), Refusal> {
        if *choices == Choices::Blank && !rules.terms.blank {
            return Err(Refusal::NoBlank);
        }
        if *choices == Choices::Nothing {
            return Err(Refusal::Empty);
        }
        let place = |option: OptionId| rules.place(option).ok_or(Refusal::Unknown);
        let ballot = match choices {
            Choices::Nothing | Choices::Blank => Ballot::Blank,
            Choices::Set(set) => Ballot::Set(set.iter().map(|option| place(*option)).collect::<Result<_, _>>()?),
            Choices::Order(order) => {
                Ballot::order(&order.iter().map(|option| place(*option)).collect::<Result<Vec<Alt>, _>>()?)
            }
            Choices::Points(points) => {
                let pairs = points.iter().map(|(option, points)| Ok((place(*option)?, *points)));
                Ballot::Points(pairs.collect::<Result<_, _>>()?)
            }
        };
        check(contest, &ballot).map_err(|flaw| Refusal::of(flaw, rules))
    }

    /// Reads ballots as they are stored, [`Choices::line`] with a blank between any two. Nothing
    /// if one of them is no ballot of this poll.
    pub fn read(&self, rules: &Rules, stored: &str) -> Option<Ballots> {
        Reader::new(&self.contest(rules)).all(stored)
    }

    /// The same, of lines and how many of each there are.
    pub fn read_counted<'a>(&self, rules: &Rules, lines: impl Iterator<Item = (&'a str, u64)>) -> Option<Ballots> {
        Reader::new(&self.contest(rules)).counted(lines)
    }

    /// Counts.
    pub fn tally(&self, rules: &Rules, ballots: Ballots) -> Outcome {
        let given = (ballots.cast(), ballots.blank());
        self.outcome(rules, &self.engine(rules, ballots), given)
    }

    /// The engine's whole count.
    pub fn engine(&self, rules: &Rules, ballots: Ballots) -> Tally {
        // A poll without options has nothing to count; nothing else can be unfit here.
        tally(&self.contest(rules), &[ballots.into()]).unwrap_or_default()
    }

    /// What a poll keeps of a count of so many ballots that are not blank, and so many that are.
    pub fn outcome(&self, rules: &Rules, tally: &Tally, given: (u64, u64)) -> Outcome {
        let outcome = Outcome::new(self.name(), rules, &self.contest(rules), tally, given);
        if self.settles_ties() { outcome } else { outcome.unsettled() }
    }
}

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn Method> {
    METHODS.into_iter().find(|method| method.name() == name)
}

/// Why a ballot is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is chosen.
    Empty,
    /// A blank ballot may not be cast in this poll.
    NoBlank,
    /// Something is chosen that is not in this poll.
    Unknown,
    /// A ballot of another kind.
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
    /// Fewer than `min` of a field are chosen.
    TooFewOf {
        /// The field's number.
        field: usize,
        /// How many must be.
        min: usize,
    },
    /// More than `max` of a field are chosen.
    TooManyOf {
        /// The field's number.
        field: usize,
        /// How many may be.
        max: usize,
    },
    /// What is chosen costs more than there is.
    TooDear {
        /// How much is missing, in won.
        over: i64,
    },
    /// A mark or points for one option are above the most.
    TooHigh {
        /// The most.
        max: u32,
    },
    /// More points are given than there are.
    TooManyPoints {
        /// How many there are.
        budget: u32,
    },
}

impl Refusal {
    fn of(flaw: Flaw, rules: &Rules) -> Refusal {
        let field = |category: String| rules.field_named(&category);
        match flaw {
            Flaw::Empty => Refusal::Empty,
            Flaw::Unknown => Refusal::Unknown,
            // Choices name nothing twice and have no tiers.
            Flaw::WrongKind | Flaw::Twice { .. } | Flaw::Level => Refusal::WrongKind,
            Flaw::TooFew { min } => Refusal::TooFew { min },
            Flaw::TooMany { max } => Refusal::TooMany { max },
            Flaw::TooFewOf { category, min } => Refusal::TooFewOf { field: field(category), min },
            Flaw::TooManyOf { category, max } => Refusal::TooManyOf { field: field(category), max },
            Flaw::TooDear { cost, max } | Flaw::TooDearOf { cost, max, .. } => {
                Refusal::TooDear { over: i64::try_from(cost - u128::from(max)).unwrap_or(i64::MAX) }
            }
            Flaw::TooHigh { max, .. } => Refusal::TooHigh { max },
            Flaw::TooManyPoints { budget, .. } => Refusal::TooManyPoints { budget },
        }
    }
}

#[cfg(test)]
mod tests;
