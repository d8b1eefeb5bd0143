//! The Method of Equal Shares. Everybody gets the same purse; supporters split a project's price;
//! the project that costs its supporters the least for what it is worth to them goes first. What
//! they cannot pay is not funded, and what is then left over is spent by completion.
//!
//! Dominik Peters and Piotr Skowron, "Proportionality and the Limits of Welfarism", EC 2020; for
//! costs and utilities Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with
//! Additive Utilities", NeurIPS 2021.

use std::collections::BTreeMap;

use num_traits::{Signed, Zero};

mod ledger;
mod price;
mod raise;
mod run;
mod voters;

use self::raise::{Raised, Raising, raise};
use self::run::{Run, Watch, run};
use self::voters::Voters;
use super::ballot::Urn;
use super::contest::{Alt, Amount, Contest};
use super::exact::{Q, fraction, whole};
use super::greedy;
use super::result::{Compared, Fate};
use super::rule::{Comparison, Completion, EqualShares, Greedy, Start, Stop};
use super::tie::{Step, Tie, TieOrder};
use super::unfit::Unfit;

/// What came out.
pub(super) struct Outcome {
    pub funded: Vec<Alt>,
    pub fates: BTreeMap<Alt, Fate>,
    pub ties: Vec<Tie>,
    pub purse: Option<Q>,
    pub increment: Option<Amount>,
    pub raises: Option<u64>,
    /// What one raise more would have spent.
    pub would_spend: Option<u128>,
    pub compared: Option<Compared>,
}

/// Funds from a budget.
pub(super) fn fund(
    contest: &Contest,
    rule: &EqualShares,
    urns: &[Urn],
    support: &[Q],
    budget: Amount,
) -> Result<Outcome, Unfit> {
    if rule.increment == Some(0) {
        return Err(Unfit::Increment);
    }
    let voters = Voters::new(contest, urns, rule.utility);
    let ties = TieOrder::new(contest);
    let first = |one: Alt, other: Alt| ties.compare(support, one, other).0;
    let share = if voters.all == 0 { Q::zero() } else { fraction(budget, voters.all) };
    let mut outcome = match rule.completion {
        Completion::Add1 | Completion::Add1Greedy if voters.all > 0 => {
            let increment = rule.increment.unwrap_or(raise::usual_increment(budget, contest.unit, voters.all));
            let start = match rule.start {
                Start::Whole => raise::whole_start(budget, contest.unit, voters.all),
                Start::Exact => share,
            };
            // If all supported projects fit, nothing ever overspends: it ends when all are funded.
            let stop = if all_fit(&voters, budget) { Stop::Exhaustive } else { rule.stop };
            let (raising, first) = (Raising { start, increment, stop, budget: budget.into() }, &first);
            let Raised { run, purse, raises, beyond } = raise(&voters, &raising, first)?;
            // What was decided there can be why it went too far.
            let too_far = beyond.as_ref().map(|run| met(run, Step::Beyond, &ties, support)).unwrap_or_default();
            let would_spend = beyond.map(|run| run.spent);
            let mut outcome = settle(contest, &voters, run, &purse, &ties, support);
            let is_new = |tie: &Tie| outcome.ties.iter().all(|known| known.tied != tie.tied);
            let news: Vec<Tie> = too_far.into_iter().filter(is_new).collect();
            outcome.ties.extend(news);
            Outcome { increment: Some(increment), raises: Some(raises), would_spend, ..outcome }
        }
        _ => settle(contest, &voters, run(&voters, &share, Watch::Nothing, &first), &share, &ties, support),
    };
    if matches!(rule.completion, Completion::Greedy | Completion::Add1Greedy) {
        let more = greedy::complete(contest, support, &outcome.funded, budget);
        outcome.fates.extend(more.funded.iter().map(|project| (*project, Fate::Completed)));
        outcome.funded.extend(more.funded);
        outcome.ties.extend(more.ties);
    }
    if rule.comparison == Comparison::GreedyIfPreferred {
        compare(contest, &voters, support, budget, &mut outcome);
    }
    Ok(outcome)
}

fn all_fit(voters: &Voters, budget: Amount) -> bool {
    let supported = (0..voters.cost.len()).filter(|project| voters.support[*project] > 0);
    supported.map(|project| u128::from(voters.cost[project])).sum::<u128>() <= u128::from(budget)
}

/// What a run came to, and what became of each project.
fn settle(contest: &Contest, voters: &Voters, run: Run, purse: &Q, ties: &TieOrder, support: &[Q]) -> Outcome {
    let mut fates = BTreeMap::new();
    for (round, project) in run.funded.iter().enumerate() {
        let (price, cost) = (run.ledger.paid(round), whole(voters.cost[*project]));
        let per_utility = &price / whole(voters.factor[*project]);
        let votes = (!price.is_zero()).then(|| (cost / &price).to_string());
        fates.insert(*project, Fate::Funded { effective_price: Some(per_utility.to_string()), effective_votes: votes });
    }
    for project in (0..contest.len()).filter(|project| !fates.contains_key(project)).collect::<Vec<_>>() {
        let fate = match voters.support[project] {
            0 => Fate::Unsupported,
            _ => {
                let held = run.ledger.left(project);
                let short = whole(voters.cost[project]) - &held;
                let missing = if purse.is_positive() { (&short / purse).to_string() } else { String::from("-") };
                Fate::Short { held: held.to_string(), short: short.to_string(), votes_missing: missing }
            }
        };
        fates.insert(project, fate);
    }
    let met = met(&run, Step::Round, ties, support);
    Outcome {
        funded: run.funded,
        fates,
        ties: met,
        purse: Some(purse.clone()),
        increment: None,
        raises: None,
        would_spend: None,
        compared: None,
    }
}

/// The ties that a run met.
fn met(run: &Run, step: impl Fn(usize) -> Step, ties: &TieOrder, support: &[Q]) -> Vec<Tie> {
    let compare = |one: Alt, other: Alt| ties.compare(support, one, other);
    run.ties.iter().filter_map(|(round, tied)| ties.cut(step(*round), tied, 1, compare)).collect()
}

/// Puts greedy funding in its place if more voters get more of their projects by it.
fn compare(contest: &Contest, voters: &Voters, support: &[Q], budget: Amount, outcome: &mut Outcome) {
    let greedy = greedy::fund(contest, &Greedy::default(), support, budget);
    let set = |funded: &[Alt]| {
        let mut set = vec![false; contest.len()];
        funded.iter().for_each(|project| set[*project] = true);
        set
    };
    let (by_greedy, by_shares) = (set(&greedy.funded), set(&outcome.funded));
    let (mut prefer_greedy, mut prefer_shares) = (0, 0);
    for (group, count) in (0..).zip(&voters.count) {
        match voters.satisfied(group, &by_greedy).cmp(&voters.satisfied(group, &by_shares)) {
            std::cmp::Ordering::Greater => prefer_greedy += count,
            std::cmp::Ordering::Less => prefer_shares += count,
            std::cmp::Ordering::Equal => {}
        }
    }
    let ids = |funded: &[Alt]| funded.iter().map(|project| contest.alternatives[*project].id.clone()).collect();
    outcome.compared =
        Some(Compared { greedy: ids(&greedy.funded), shares: ids(&outcome.funded), prefer_greedy, prefer_shares });
    if prefer_greedy > prefer_shares {
        (outcome.funded, outcome.fates, outcome.ties) = (greedy.funded, greedy.fates, greedy.ties);
        (outcome.purse, outcome.increment, outcome.raises) = (None, None, None);
        outcome.would_spend = None;
    }
}
