//! Ties: the order in which those that are equal are taken, and the record of it.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::contest::{Alt, AltId, Contest};
use super::exact::Q;

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
    /// seed and the alternative's id, with a line feed between them.
    Beacon {
        /// What was drawn, as the poll said that it would be written.
        seed: String,
    },
    /// An order that was drawn, with minutes. Who is not in it follows by registered number.
    List(Vec<AltId>),
}

/// The first line of what is hashed for a lot.
pub const LOT_DOMAIN: &str = "madang-lot-v1";

impl Lots {
    /// The place of each alternative in the lots, the first to be taken 0.
    pub fn places(&self, contest: &Contest) -> Vec<usize> {
        let key = |alternative: Alt| {
            let option = &contest.alternatives[alternative];
            let drawn = match self {
                Lots::Registered => Vec::new(),
                Lots::Beacon { seed } => {
                    let lines = [LOT_DOMAIN, &contest.id, seed, &option.id.0].join("\n");
                    Sha256::digest(lines.as_bytes()).to_vec()
                }
                Lots::List(list) => {
                    let place = list.iter().position(|id| *id == option.id).unwrap_or(list.len());
                    place.to_be_bytes().to_vec()
                }
            };
            (drawn, option.number, alternative)
        };
        let mut order: Vec<Alt> = (0..contest.len()).collect();
        order.sort_by_cached_key(|alternative| key(*alternative));
        let mut places = vec![0; order.len()];
        for (place, alternative) in order.into_iter().enumerate() {
            places[alternative] = place;
        }
        places
    }

    fn decider(&self) -> Decider {
        match self {
            Lots::Registered => Decider::Registered,
            Lots::Beacon { .. } | Lots::List(_) => Decider::Lots,
        }
    }
}

/// A tie that mattered, and how it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Where it came up.
    pub step: Step,
    /// Who tied, in the order in which they were taken.
    pub tied: Vec<AltId>,
    /// What decided between those who were taken and those who were not, the last of what had to
    /// be asked.
    pub rule: Decider,
    /// How many more tied, where only those next to the border are named.
    #[serde(skip_serializing_if = "none", default)]
    pub unnamed: usize,
}

fn none(count: &usize) -> bool {
    *count == 0
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
    /// For a place in the order, from 1, that several share.
    Place(usize),
    /// For who is looked at first, in greedy funding.
    Order,
    /// For what is funded in this round of Equal Shares; the first of `tied` was.
    Round(usize),
    /// The same in the run with the next larger purse, which would spend too much: who came first
    /// there can be why it would.
    Beyond(usize),
    /// For who is looked at first, in completion by support.
    Completion,
    /// Between sets of projects with the same sum of support. `tied` is what the sets differ by.
    Welfare,
}

/// What decided a tie. In which order they are asked is for the tie rule to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// More of the best marks.
    TopMarks,
    /// Fewer votes in an earlier round.
    EarlierRound,
    /// More support.
    Support,
    /// Lower cost.
    Cost,
    /// The registered number.
    Registered,
    /// The lots that were drawn.
    Lots,
    /// The id as text.
    Id,
}

/// The total order in which alternatives are taken that tie.
pub(super) struct TieOrder<'a> {
    contest: &'a Contest,
    places: Vec<usize>,
}

impl<'a> TieOrder<'a> {
    pub(super) fn new(contest: &'a Contest) -> TieOrder<'a> {
        TieOrder { contest, places: contest.lots.places(contest) }
    }

    /// Who of the two is taken first, and what decides it, where support counts.
    pub(super) fn compare(&self, support: &[Q], one: Alt, other: Alt) -> (Ordering, Decider) {
        let cost = |alternative: Alt| self.contest.alternatives[alternative].cost;
        let by_support = (support[other].cmp(&support[one]), Decider::Support);
        let by_cost = (cost(one).cmp(&cost(other)), Decider::Cost);
        let steps = match self.contest.ties {
            TieRule::Vc => [by_support, by_cost],
            TieRule::Cv => [by_cost, by_support],
            TieRule::L => return self.by_lot(one, other),
        };
        steps.into_iter().find(|(order, _)| order.is_ne()).unwrap_or_else(|| self.by_lot(one, other))
    }

    /// Who of the two is taken first where nothing but lots can tell.
    pub(super) fn by_lot(&self, one: Alt, other: Alt) -> (Ordering, Decider) {
        match self.contest.ties {
            TieRule::L => (self.id(one).cmp(self.id(other)), Decider::Id),
            _ => (self.places[one].cmp(&self.places[other]), self.contest.lots.decider()),
        }
    }

    pub(super) fn id(&self, alternative: Alt) -> &AltId {
        &self.contest.alternatives[alternative].id
    }

    /// The record of a tie between these that `rule` decided.
    pub(super) fn record(&self, step: Step, tied: &[Alt], rule: Decider) -> Tie {
        Tie { step, tied: tied.iter().map(|alternative| self.id(*alternative).clone()).collect(), rule, unnamed: 0 }
    }

    /// The record of a tie of which the first `taken` were taken; these are in the order in which
    /// `compare` takes them. Nothing was decided if all or none were. Of those taken the last was
    /// nearest to those who were not, so that between these two the most had to be asked.
    pub(super) fn cut(
        &self,
        step: Step,
        tied: &[Alt],
        taken: usize,
        compare: impl Fn(Alt, Alt) -> (Ordering, Decider),
    ) -> Option<Tie> {
        let (last, next) = (tied.get(taken.checked_sub(1)?)?, tied.get(taken)?);
        Some(self.record(step, tied, compare(*last, *next).1))
    }

    /// The later of two that were asked, where support counts.
    pub(super) fn later(&self, one: Decider, other: Decider) -> Decider {
        let asked = |decider: Decider| match (decider, self.contest.ties) {
            (Decider::Cost, TieRule::Cv) | (Decider::Support, TieRule::Vc) => 0,
            (Decider::Support | Decider::Cost, _) => 1,
            _ => 2,
        };
        if asked(other) > asked(one) { other } else { one }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::voting::{Alternative, Kind, Rule};

    fn contest(lots: Lots) -> Contest {
        // Registered in the order C, D, A, B.
        let numbers = [("A", 3), ("B", 4), ("C", 1), ("D", 2)];
        let alternatives = numbers.map(|(id, number)| Alternative::new(id, number)).to_vec();
        Contest { id: "seongnam-2026".into(), lots, ..Contest::new(alternatives, Kind::Single, Rule::Welfare) }
    }

    #[test]
    fn lots_are_registered_drawn_in_public_or_listed() {
        let places = |lots: Lots| lots.places(&contest(lots.clone()));
        assert_eq!(places(Lots::Registered), [2, 3, 0, 1]);
        // As `printf 'madang-lot-v1\nseongnam-2026\n1203: 3 11 19 27 34 41\nA' | sha256sum` and so on say.
        assert_eq!(places(Lots::Beacon { seed: "1203: 3 11 19 27 34 41".into() }), [1, 3, 2, 0]);
        let list = ["B", "A"].map(|id| AltId(id.into())).to_vec();
        assert_eq!(places(Lots::List(list)), [1, 0, 2, 3], "who is not on the list follows by number");
    }

    #[test]
    fn the_rule_of_ties_asks_in_its_order_and_says_what_decided() {
        let support = [5, 7, 5, 5].map(super::super::exact::whole);
        let order = |ties: TieRule| {
            let mut contest = Contest { ties, ..contest(Lots::Registered) };
            for (alternative, cost) in contest.alternatives.iter_mut().zip([10, 20, 10, 30]) {
                alternative.cost = cost;
            }
            let ties = TieOrder::new(&contest);
            let mut all = vec![0, 1, 2, 3];
            all.sort_by(|one, other| ties.compare(&support, *one, *other).0);
            let rule = |taken| {
                ties.cut(Step::Order, &all, taken, |one, other| ties.compare(&support, one, other)).map(|tie| tie.rule)
            };
            let rules = [0, 1, 2, 3, 4].map(rule);
            (all, rules)
        };
        use Decider::{Cost, Id, Registered, Support};
        let rules = |between: [Decider; 3]| [None, Some(between[0]), Some(between[1]), Some(between[2]), None];
        assert_eq!(order(TieRule::Vc), (vec![1, 2, 0, 3], rules([Support, Registered, Cost])));
        assert_eq!(order(TieRule::Cv), (vec![2, 0, 1, 3], rules([Registered, Cost, Cost])));
        assert_eq!(order(TieRule::L), (vec![0, 1, 2, 3], rules([Id, Id, Id])));
    }
}
