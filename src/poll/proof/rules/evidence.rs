//! The least of a poll's ballots that allows everybody to count again (VOTING 5.4). Where there are many
//! options a ballot is as good as a signature: somebody could be told which one to cast, and it would be
//! looked for. So single ballots are published only where nothing less can be counted, and not if they are few.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::poll::voting::{Kind, Method, Rule, Rules};
use crate::poll::{Choices, OptionId};

mod recount;
mod table;

/// Fewer ballots than these have only sums published: no table of pairs, no numbers of best marks.
const SUMS_ONLY_BELOW: u64 = 20;
/// Fewer orders than these are not published,
const ORDERS_MIN: u64 = 50;
/// nor orders of more options than these.
const ORDERS_OPTIONS_MAX: usize = 8;
/// Fewer sets than these are not published.
const SETS_MIN: u64 = 100;

/// Fewer ballots than these, in the box or on paper, have no figures of their own.
const PART_MIN: u64 = 5;

/// What of a poll's ballots is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Least {
    /// Votes or points for each option.
    Totals,
    /// Sums of marks for each option, and how often it got the best mark, which decides between equals.
    Marks,
    /// How many put one option before another, for any two.
    Pairs,
    /// What ballots say, and how many say so.
    Ballots,
    /// Nothing: there is no less than the ballots, and those could be recognised.
    Nothing,
}

impl Least {
    /// What it is in a poll of which so many ballots count.
    pub fn of(method: &'static dyn Method, rules: &Rules, ballots: u64) -> Least {
        let if_many = |least, enough| if enough || ballots == 0 { least } else { Least::Nothing };
        match method.rule(rules) {
            Rule::Plurality(_) | Rule::Approval(_) | Rule::Points(_) | Rule::Greedy(_) => Least::Totals,
            Rule::Score(_) => if_many(Least::Marks, ballots >= SUMS_ONLY_BELOW),
            Rule::Schulze(_) => if_many(Least::Pairs, ballots >= SUMS_ONLY_BELOW),
            Rule::Irv(_) => if_many(Least::Ballots, ballots >= ORDERS_MIN && rules.options.len() <= ORDERS_OPTIONS_MAX),
            Rule::Mes(_) => if_many(Least::Ballots, ballots >= SETS_MIN),
            Rule::Copeland(_) | Rule::Borda(_) | Rule::Welfare => Least::Nothing,
        }
    }

    /// The file that it lies in.
    pub fn file(self) -> &'static str {
        match self {
            Least::Totals | Least::Marks => "votes.csv",
            Least::Pairs => "pairs.csv",
            Least::Ballots => "ballots.csv",
            Least::Nothing => "",
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Least::Totals => "totals",
            Least::Marks => "marks",
            Least::Pairs => "pairs",
            Least::Ballots => "ballots",
            Least::Nothing => "nothing",
        }
    }
}

/// What is published of the ballots in the box and of those on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Of each part, or of both together.
    pub least: Least,
    /// Whether each part has its own figures.
    pub apart: bool,
}

impl Split {
    /// What it is for so many ballots in the box and so many on paper. Parts that are too few to be told apart
    /// are told together.
    pub fn of(method: &'static dyn Method, rules: &Rules, cast: u64, paper: u64) -> Split {
        let parts = [Least::of(method, rules, cast), Least::of(method, rules, paper)];
        let apart = cast.min(paper) >= PART_MIN && !parts.contains(&Least::Nothing);
        match apart {
            true => Split { least: parts[0], apart },
            false => Split { least: Least::of(method, rules, cast.saturating_add(paper)), apart },
        }
    }
}

/// What is published, with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// By option.
    Totals(Vec<(OptionId, u64)>),
    /// By option: the sum, and how often it got the best mark.
    Marks(Vec<(OptionId, u64, u64)>),
    /// The options, and a row for each: how many put it before each.
    Pairs(Vec<OptionId>, Vec<Vec<u64>>),
    /// By line: how many.
    Ballots(BTreeMap<String, u64>),
}

impl Evidence {
    /// That of these ballots. Nothing if one of them is none of this poll.
    pub fn of(least: Least, method: &'static dyn Method, rules: &Rules, cast: &[Choices]) -> Option<Evidence> {
        let kind = method.kind(&rules.terms);
        let options = || rules.options.iter().map(|option| option.id);
        let worths =
            |option| cast.iter().filter(move |ballot| ballot.has(option)).map(move |ballot| worth(ballot, option));
        match least {
            Least::Totals => Some(Evidence::Totals(options().map(|option| (option, worths(option).sum())).collect())),
            Least::Marks => {
                let Kind::Score { max } = kind else { return None };
                let best = |option| worths(option).filter(|mark| *mark >= u64::from(max)).count() as u64;
                Some(Evidence::Marks(options().map(|option| (option, worths(option).sum(), best(option))).collect()))
            }
            Least::Pairs => {
                let lines: Vec<String> = cast.iter().map(|ballot| ballot.line(kind)).collect();
                let counted = method.engine(rules, method.read(rules, &lines.join(" "))?);
                let pairs = counted.pairwise?;
                let ids = pairs.ids.iter().map(|id| id.0.parse().ok().map(OptionId)).collect::<Option<Vec<_>>>()?;
                Some(Evidence::Pairs(ids, pairs.above))
            }
            Least::Ballots => {
                let mut lines = BTreeMap::new();
                cast.iter().for_each(|ballot| *lines.entry(ballot.line(kind)).or_default() += 1);
                Some(Evidence::Ballots(lines))
            }
            Least::Nothing => None,
        }
    }
}

/// What a ballot that names an option is worth to it.
fn worth(ballot: &Choices, option: OptionId) -> u64 {
    match ballot {
        Choices::Points(_) => ballot.points_of(option).into(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
