//! Counting again from evidence, by the engine that counted the poll.

use std::collections::{BTreeMap, BTreeSet};

use super::Evidence;
use crate::poll::voting::{Ballots, Entry, Kind, Method, Outcome, Rules, tally_pairs};
use crate::poll::{Choices, OptionId};

impl Evidence {
    /// Ballots that come to the same count, of which so many name something. Nothing if so many cannot, or if
    /// this does not tell them.
    pub fn as_ballots(&self, method: &'static dyn Method, rules: &Rules, valid: u64) -> Option<Ballots> {
        let kind = method.kind(&rules.terms);
        match self {
            Evidence::Totals(votes) => totals(kind, rules, votes, valid),
            Evidence::Marks(marks) => best_marks(kind, rules, marks, valid),
            Evidence::Pairs(..) => None,
            Evidence::Ballots(lines) => valid_lines(method, rules, lines).filter(|ballots| ballots.cast() == valid),
        }
    }

    /// Of two parts together; nothing if they are not of the same kind.
    pub fn plus(self, other: Evidence) -> Option<Evidence> {
        match (self, other) {
            (Evidence::Totals(mut ours), Evidence::Totals(theirs)) => {
                for (option, votes) in theirs {
                    let own = ours.iter_mut().find(|(own, _)| *own == option)?;
                    own.1 = own.1.checked_add(votes)?;
                }
                Some(Evidence::Totals(ours))
            }
            (Evidence::Marks(mut ours), Evidence::Marks(theirs)) => {
                for (option, sum, best) in theirs {
                    let own = ours.iter_mut().find(|(own, ..)| *own == option)?;
                    (own.1, own.2) = (own.1.checked_add(sum)?, own.2.checked_add(best)?);
                }
                Some(Evidence::Marks(ours))
            }
            (Evidence::Pairs(ours, mut above), Evidence::Pairs(theirs, others)) if ours == theirs => {
                let cells = above.iter_mut().flatten().zip(others.iter().flatten());
                for (own, other) in cells {
                    *own = own.checked_add(*other)?;
                }
                let square = above.len() == others.len() && above.iter().zip(&others).all(|(a, b)| a.len() == b.len());
                square.then_some(Evidence::Pairs(ours, above))
            }
            (Evidence::Ballots(mut ours), Evidence::Ballots(theirs)) => {
                for (line, count) in theirs {
                    let own = ours.entry(line).or_default();
                    *own = own.checked_add(count)?;
                }
                Some(Evidence::Ballots(ours))
            }
            _ => None,
        }
    }

    /// Counts again; `given` are the ballots that say something, and the blank ones. Nothing if this cannot be
    /// of such ballots.
    pub fn recount(&self, method: &'static dyn Method, rules: &Rules, given: (u64, u64)) -> Option<Outcome> {
        let kind = method.kind(&rules.terms);
        let tally = match self {
            Evidence::Totals(votes) => method.engine(rules, totals(kind, rules, votes, given.0)?),
            Evidence::Marks(marks) => method.engine(rules, best_marks(kind, rules, marks, given.0)?),
            Evidence::Pairs(options, above) => {
                tally_pairs(&method.contest(rules), &pairs(rules, options, above, given.0)?, given.0)?
            }
            Evidence::Ballots(lines) => {
                let ballots = valid_lines(method, rules, lines)?;
                let same = (ballots.cast(), ballots.blank()) == given;
                return same.then(|| method.tally(rules, ballots));
            }
        };
        Some(method.outcome(rules, &tally, given))
    }
}

/// Whether these are the poll's options, each once.
fn all(rules: &Rules, named: impl ExactSizeIterator<Item = OptionId>) -> bool {
    let count = named.len();
    let named: BTreeSet<OptionId> = named.collect();
    count == rules.options.len() && rules.options.iter().all(|option| named.contains(&option.id))
}

/// Ballots of one option each that come to the same totals, if so many ballots can.
fn totals(kind: Kind, rules: &Rules, votes: &[(OptionId, u64)], ballots: u64) -> Option<Ballots> {
    let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    // What one ballot gives in all, at least and at most, and to one option at most.
    let (least, most, for_one) = match kind {
        Kind::Single => (1, 1, 1),
        Kind::Approval | Kind::Knapsack => (whole(rules.terms.picks_min), whole(rules.picks), 1),
        Kind::Points { budget, each } => {
            let budget = budget.map_or(u64::MAX, u64::from);
            (1, budget, each.map_or(budget, u64::from))
        }
        Kind::Score { .. } | Kind::Ranked => return None,
    };
    let sum = votes.iter().try_fold(0u64, |sum, (_, votes)| sum.checked_add(*votes))?;
    let possible = ballots.checked_mul(least)? <= sum
        && sum <= ballots.saturating_mul(most)
        && votes.iter().all(|(_, votes)| *votes <= ballots.saturating_mul(for_one));
    if !possible || !all(rules, votes.iter().map(|(option, _)| *option)) {
        return None;
    }
    let mut each = Ballots::new();
    for (option, votes) in votes.iter().filter(|(_, votes)| *votes > 0) {
        let place = rules.place(*option)?;
        let taken = match kind {
            Kind::Points { .. } => each.push_points(&[(place, 1)], *votes),
            _ => each.push_set(&[place], *votes),
        };
        taken.then_some(())?;
    }
    Some(each)
}

/// Ballots of one option each that come to the same sums and best marks, if so many ballots can. Which the other
/// marks were decides nothing.
fn best_marks(kind: Kind, rules: &Rules, marks: &[(OptionId, u64, u64)], ballots: u64) -> Option<Ballots> {
    let Kind::Score { max } = kind else { return None };
    let sum = marks.iter().try_fold(0u64, |all, (_, sum, _)| all.checked_add(*sum))?;
    if sum < ballots || !all(rules, marks.iter().map(|(option, ..)| *option)) {
        return None;
    }
    let mut each = Ballots::new();
    for (option, sum, best) in marks {
        let (place, others) = (rules.place(*option)?, ballots.checked_sub(*best)?);
        let rest = sum.checked_sub(best.checked_mul(max.into())?)?;
        let possible = rest <= others.saturating_mul(u64::from(max).saturating_sub(1));
        let taken = (*best == 0 || each.push_points(&[(place, max)], *best))
            && (rest == 0 || each.push_points(&[(place, 1)], rest));
        (possible && taken).then_some(())?;
    }
    Some(each)
}

/// The table by the places of the options, if so many ballots can give it.
fn pairs(rules: &Rules, options: &[OptionId], above: &[Vec<u64>], ballots: u64) -> Option<Vec<Vec<u64>>> {
    let square = above.len() == options.len() && above.iter().all(|row| row.len() == options.len());
    if !square || !all(rules, options.iter().copied()) {
        return None;
    }
    let possible = |one: usize, other: usize| match one == other {
        true => above[one][other] == 0,
        false => above[one][other].checked_add(above[other][one]).is_some_and(|both| both <= ballots),
    };
    if !(0..options.len()).all(|one| (0..options.len()).all(|other| possible(one, other))) {
        return None;
    }
    let at = |option: &Entry| options.iter().position(|known| *known == option.id);
    let at: Vec<usize> = rules.options.iter().map(at).collect::<Option<_>>()?;
    Some(at.iter().map(|one| at.iter().map(|other| above[*one][*other]).collect()).collect())
}

/// The ballots, if each is valid, and written in the one way.
fn valid_lines(method: &'static dyn Method, rules: &Rules, lines: &BTreeMap<String, u64>) -> Option<Ballots> {
    let kind = method.kind(&rules.terms);
    let holds = |line: &str| {
        let choices = Choices::decode(line).filter(|choices| choices.line(kind) == line);
        choices.is_some_and(|choices| method.check(rules, &choices).is_ok())
    };
    let sound = lines.iter().all(|(line, count)| *count > 0 && holds(line));
    let counted = lines.iter().map(|(line, count)| (line.as_str(), *count));
    sound.then(|| method.read_counted(rules, counted)).flatten()
}
