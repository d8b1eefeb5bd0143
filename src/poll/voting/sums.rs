//! Sums over ballots: how many name an alternative, what they are worth to it, and the weighing of
//! panels, each by the share of its own ballots.

use num_traits::{One, Zero};

use super::ballot::{Ballots, Form, Urn};
use super::contest::{Contest, Panel, Silent};
use super::exact::{Q, fraction, whole};
use super::rule::Rule;
use super::unfit::Unfit;

/// What is summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// Ballots that name it.
    Naming,
    /// What a ballot is worth to it: 1, its points, or the length of an order less its position.
    Worth,
    /// Ballots on which it alone is the best.
    First,
}

impl Sum {
    /// What a rule orders by.
    pub(super) fn of(rule: &Rule) -> Sum {
        match rule {
            Rule::Plurality(_) | Rule::Irv(_) | Rule::Schulze(_) | Rule::Copeland(_) | Rule::Borda(_) => Sum::First,
            Rule::Approval(_) => Sum::Naming,
            Rule::Score(_) | Rule::Points(_) | Rule::Greedy(_) | Rule::Mes(_) | Rule::Welfare => Sum::Worth,
        }
    }

    /// Adds these ballots to the sums.
    pub(super) fn add(self, ballots: &Ballots, sums: &mut [u128]) {
        for given in ballots.iter() {
            let count = u128::from(given.count);
            match self {
                Sum::Naming => given.named().for_each(|alternative| sums[alternative] += count),
                Sum::Worth => {
                    given.worth().for_each(|(alternative, worth)| sums[alternative] += count * u128::from(worth))
                }
                Sum::First if given.form == Form::Ranked => {
                    let first = given.tiers().next().and_then(|tier| tier.only());
                    first.into_iter().for_each(|alternative| sums[alternative] += count);
                }
                Sum::First => given.named().for_each(|alternative| sums[alternative] += count),
            }
        }
    }

    /// The sums over these urns.
    pub(super) fn over<'a>(self, urns: impl IntoIterator<Item = &'a Urn>, alternatives: usize) -> Vec<u128> {
        let mut sums = vec![0; alternatives];
        urns.into_iter().for_each(|urn| self.add(&urn.ballots, &mut sums));
        sums
    }
}

/// A panel with what it weighs and what it summed up.
pub(super) struct Weighed<'a> {
    pub panel: &'a Panel,
    /// Its weight, after those of silent panels were spread.
    pub weight: Q,
    /// Its ballots that are not blank.
    pub ballots: u64,
    /// Its sums.
    pub sums: Vec<u128>,
}

/// What an alternative is ordered by: sums, or the weighed shares of the panels. `void` if a
/// panel's silence makes the result void.
pub(super) struct Support<'a> {
    pub scores: Vec<Q>,
    /// What all of the support would be: the ballots, or 1.
    pub whole: Q,
    pub panels: Vec<Weighed<'a>>,
    pub void: bool,
}

/// Sums up, and weighs where the contest has panels.
pub(super) fn support<'a>(contest: &'a Contest, urns: &[Urn], sum: Sum) -> Result<Support<'a>, Unfit> {
    if contest.panels.is_empty() {
        let scores = sum.over(urns, contest.len()).into_iter().map(whole).collect();
        let all: u64 = urns.iter().map(|urn| urn.ballots.cast()).sum();
        return Ok(Support { scores, whole: whole(all), panels: Vec::new(), void: false });
    }
    let (panels, void) = weigh(contest, urns, sum)?;
    let share = |weighed: &Weighed, alternative: usize| match weighed.ballots {
        0 => Q::zero(),
        ballots => &weighed.weight * fraction(weighed.sums[alternative], ballots),
    };
    let score = |alternative| panels.iter().map(|weighed| share(weighed, alternative)).sum();
    Ok(Support { scores: (0..contest.len()).map(score).collect(), whole: Q::one(), panels, void })
}

fn weigh<'a>(contest: &'a Contest, urns: &[Urn], sum: Sum) -> Result<(Vec<Weighed<'a>>, bool), Unfit> {
    let sound = contest.panels.iter().all(|panel| panel.weight.is_sound());
    if !sound || contest.panels.iter().map(|panel| panel.weight.value()).sum::<Q>() != Q::one() {
        return Err(Unfit::Weights);
    }
    if let Some(urn) = urns.iter().find(|urn| !contest.panels.iter().any(|panel| panel.name == urn.panel)) {
        return Err(Unfit::UnknownPanel(urn.panel.clone()));
    }
    let of = |panel: &'a Panel| {
        let own = urns.iter().filter(|urn| urn.panel == panel.name);
        let ballots = own.clone().map(|urn| urn.ballots.cast()).sum();
        Weighed { panel, weight: panel.weight.value(), ballots, sums: sum.over(own, contest.len()) }
    };
    let mut panels: Vec<Weighed> = contest.panels.iter().map(of).collect();
    let silent = |weighed: &Weighed| weighed.ballots == 0;
    let void = panels.iter().any(|weighed| silent(weighed) && weighed.panel.silent == Silent::Void);
    let spoken: Q = panels.iter().filter(|weighed| !silent(weighed)).map(|weighed| weighed.weight.clone()).sum();
    for weighed in &mut panels {
        if silent(weighed) {
            weighed.weight = Q::zero();
        } else if !spoken.is_zero() {
            weighed.weight /= &spoken;
        }
    }
    Ok((panels, void))
}
