//! What came out of a poll: what its card tells, and what lies with it in the database.

use serde::{Deserialize, Serialize};

use super::contest::{AltId, Contest};
use super::result::{self, Checked, Tally, Turnout};
use super::rules::Rules;
use super::tie::{Decider, Step, Tie};
use super::turnout::held;
use crate::poll::OptionId;

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The method's name.
    pub method: String,
    /// Ballots counted, blank ones included.
    pub ballots: i64,
    /// Blank ones.
    #[serde(default)]
    pub blank: i64,
    /// The options by what they are ordered by, and with equal figures by registered number.
    pub ranks: Vec<Ranked>,
    /// Options with equal votes between which the registered number decided who is chosen.
    pub decided_by_number: Vec<OptionId>,
    /// Ties on which it depends who is chosen, with what decided them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Decided>,
    /// The rounds of a run-off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Where nobody beats all others one against one: those who beat each other in a circle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub circle: Vec<OptionId>,
    /// Where nobody beats all others and there is no circle: those of whom some are level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub level: Vec<OptionId>,
    /// Options with equal votes between which nothing is decided, where the method leaves it so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<OptionId>,
    /// How the money was spent, where there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
    /// By which ways people took part, where there was another than online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ways: Option<Ways>,
    /// The codes that were made, where a part of them is the quorum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<u64>,
    /// What had to hold for the result to bind, and whether it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Checked>,
}

/// How many took part by which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// On a telephone of their own.
    pub online: u64,
    /// On site, with the help of staff.
    pub onsite: u64,
    /// On paper: what lay in the boxes.
    pub paper: u64,
    /// Of those on paper, blank ones.
    pub paper_blank: u64,
    /// Of those on paper, invalid ones: they took part, and name nothing.
    pub paper_invalid: u64,
}

/// What is known of a count beside its ballots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// How many took part on site; they are among the ballots.
    pub onsite: u64,
    /// How many took part on paper; the valid and the blank ones are among the ballots.
    pub paper: u64,
    /// Of them, blank ones.
    pub paper_blank: u64,
    /// Of them, invalid ones.
    pub paper_invalid: u64,
    /// The codes that were made, where a part of them is the quorum.
    pub roll: Option<u64>,
}

/// One option's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The option.
    pub option: OptionId,
    /// Its figure: votes, a sum of marks or points, or how many others it beats.
    pub votes: i64,
    /// Its rank; options with equal votes share one.
    pub rank: usize,
    /// Whether it is among those chosen.
    pub chosen: bool,
}

/// A tie, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who tied, in the order in which they were taken.
    pub tied: Vec<OptionId>,
    /// What decided.
    pub by: Decider,
    /// Whether it was about who leaves a run-off: then the last of them did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leaves: bool,
}

/// A round of a run-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Votes of those still in, the most first.
    pub votes: Vec<(OptionId, i64)>,
    /// Who leaves.
    pub out: Option<OptionId>,
    /// Ballots of which nobody is in any more.
    pub spent: i64,
}

/// What there was to spend, and what those chosen cost, in won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// What there was.
    pub budget: i64,
    /// What is spent.
    pub spent: i64,
}

impl Outcome {
    /// What a poll keeps of a count; `given` are the ballots that are not blank, and those that are.
    pub(super) fn new(method: &str, rules: &Rules, contest: &Contest, tally: &Tally, given: (u64, u64)) -> Outcome {
        let number = |id: &AltId| contest.place(&id.0).map(|place| rules.options[place].id);
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let ranks = tally.ranks.iter().filter_map(|rank| {
            let (votes, option) = (rank.score.parse().ok()?, number(&rank.id)?);
            Some(Ranked { option, votes, rank: rank.rank, chosen: rank.chosen })
        });
        let seat = tally.ties.iter().find(|tie| tie.step == Step::Seat);
        let chosen = |id: &AltId| tally.winners.contains(id);
        // Between those who win anyway, and between those who do not, nothing was decided.
        let matters = |tie: &&Tie| {
            let split = tie.tied.iter().any(chosen) && !tie.tied.iter().all(chosen);
            split || matches!(tie.step, Step::Elimination(_))
        };
        let money = tally.spending.as_ref().map(|spending| Money {
            budget: spending.budget.parse().unwrap_or(i64::MAX),
            spent: spending.spent.parse().unwrap_or(i64::MAX),
        });
        let (circle, level) = match &tally.pairwise {
            Some(pairwise) if method == "ranked" && given.0 > 0 && pairwise.condorcet.is_none() => {
                let first = pairwise.smith.iter().filter_map(number).collect();
                if circles(pairwise) { (first, Vec::new()) } else { (Vec::new(), first) }
            }
            _ => (Vec::new(), Vec::new()),
        };
        Outcome {
            method: method.to_owned(),
            ballots: whole(given.0.saturating_add(given.1)),
            blank: whole(given.1),
            ranks: ranks.collect(),
            decided_by_number: seat.map_or_else(Vec::new, |tie| tie.tied.iter().filter_map(number).collect()),
            ties: tally
                .ties
                .iter()
                .filter(matters)
                .map(|tie| Decided {
                    tied: tie.tied.iter().filter_map(number).collect(),
                    by: tie.rule,
                    leaves: matches!(tie.step, Step::Elimination(_)),
                })
                .collect(),
            rounds: tally.rounds.iter().map(|round| Round::of(round, number)).collect(),
            circle,
            level,
            undecided: Vec::new(),
            money,
            ways: None,
            roll: None,
            conditions: Vec::new(),
        }
    }

    /// The same where a method puts equals in no order: then none of them is chosen.
    pub(super) fn unsettled(mut self) -> Outcome {
        self.ties.clear();
        self.undecided = std::mem::take(&mut self.decided_by_number);
        if !self.undecided.is_empty() {
            self.ranks.iter_mut().for_each(|ranked| ranked.chosen = false);
        }
        self
    }

    /// The same count, whichever version of ours told it: circles and ties at the top were once one.
    pub fn is_as(&self, other: &Outcome) -> bool {
        let plain = |outcome: &Outcome| {
            let mut outcome = outcome.clone();
            let level = std::mem::take(&mut outcome.level);
            outcome.circle.extend(level);
            outcome
        };
        plain(self) == plain(other)
    }

    /// The same with what is known beside the ballots: who came by which way, and whether the quorum was met.
    pub fn beside(self, rules: &Rules, beside: &Beside) -> Outcome {
        let ballots = u64::try_from(self.ballots).unwrap_or(0);
        let participants = ballots.saturating_add(beside.paper_invalid);
        let ways = (beside.onsite > 0 || beside.paper > 0).then(|| Ways {
            online: participants.saturating_sub(beside.onsite.saturating_add(beside.paper)),
            onsite: beside.onsite,
            paper: beside.paper,
            paper_blank: beside.paper_blank,
            paper_invalid: beside.paper_invalid,
        });
        let roll = beside.roll.filter(|_| rules.terms.quorum.percent.is_some());
        let turnout = Turnout { participants, roll, ..Turnout::default() };
        let conditions = held(&rules.conditions(), roll, &turnout, None);
        Outcome { ways, roll, conditions, ..self }
    }

    /// Ballots on paper among those counted.
    pub fn on_paper(&self) -> i64 {
        let on_paper = self.ways.map_or(0, |ways| ways.paper.saturating_sub(ways.paper_invalid));
        i64::try_from(on_paper).unwrap_or(0)
    }

    /// People who took part: who gave an invalid ballot on paper did.
    pub fn participants(&self) -> i64 {
        let invalid = self.ways.map_or(0, |ways| ways.paper_invalid);
        self.ballots.saturating_add(i64::try_from(invalid).unwrap_or(0))
    }

    /// Whether all that had to hold for the result to bind did.
    pub fn is_binding(&self) -> bool {
        self.conditions.iter().all(|checked| checked.met)
    }

    /// Ballots that name something.
    pub fn counted(&self) -> i64 {
        self.ballots - self.blank
    }
}

/// Whether some at the top beat each other in a circle. Otherwise there is one among them, again and
/// again, who beats no other that is left.
fn circles(pairwise: &result::Pairwise) -> bool {
    let place = |id: &AltId| pairwise.ids.iter().position(|known| known == id);
    let mut left: Vec<usize> = pairwise.smith.iter().filter_map(place).collect();
    let beats = |one: usize, other: usize| pairwise.above[one][other] > pairwise.above[other][one];
    while let Some(last) = left.iter().position(|one| left.iter().all(|other| !beats(*one, *other))) {
        left.remove(last);
    }
    !left.is_empty()
}

impl Round {
    fn of(round: &result::Round, number: impl Fn(&AltId) -> Option<OptionId>) -> Round {
        let count = |votes: &str| votes.parse().unwrap_or(0);
        let mut votes: Vec<(OptionId, i64)> =
            round.votes.iter().filter_map(|(id, votes)| Some((number(id)?, count(votes)))).collect();
        votes.sort_by_key(|(option, votes)| (std::cmp::Reverse(*votes), *option));
        let out = round.eliminated.as_ref().and_then(number);
        Round { votes, out, spent: count(&round.exhausted) }
    }
}
