//! Exact purses. What a voter has left is the first purse less what each funded project cost per
//! point, times the voter's points: a sum with few terms, all over one denominator. So a group's
//! purse is not stored; the ledger keeps the prices, and an exact price is computed only where one
//! is needed.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::voters::Voters;
use crate::poll::voting::contest::Alt;
use crate::poll::voting::exact::Q;

/// What a project costs for each point of a supporter who can pay it in full: `above` by `points`
/// times the ledger's denominator.
#[derive(Debug, Clone)]
pub(super) struct Price {
    above: BigInt,
    points: u64,
}

impl Price {
    /// Compares two prices for each unit of utility.
    pub(super) fn compare(&self, factor: u64, other: &Price, other_factor: u64) -> Ordering {
        let (mine, theirs) = (below(self.points, factor), below(other.points, other_factor));
        (&self.above * theirs).cmp(&(&other.above * mine))
    }
}

fn below(points: u64, factor: u64) -> BigInt {
    BigInt::from(u128::from(points) * u128::from(factor))
}

/// The money, exactly.
pub(super) struct Ledger<'a> {
    voters: &'a Voters,
    /// The denominator of everything below.
    denominator: BigInt,
    /// Everybody's first purse.
    purse: BigInt,
    /// The price of each funded project, in order.
    prices: Vec<BigInt>,
    /// In which round a project was funded.
    round: Vec<Option<usize>>,
    /// Groups that have nothing left.
    pub broke: Vec<bool>,
}

impl<'a> Ledger<'a> {
    /// Nothing is funded, and everybody has this purse.
    pub(super) fn new(voters: &'a Voters, purse: &Q) -> Ledger<'a> {
        Ledger {
            voters,
            denominator: purse.denom().clone(),
            purse: purse.numer().clone(),
            prices: Vec::new(),
            round: vec![None; voters.cost.len()],
            broke: vec![false; voters.count.len()],
        }
    }

    /// What these groups have together, times the denominator.
    fn held(&self, groups: impl Iterator<Item = u32>) -> BigInt {
        let mut voters = 0u128;
        let mut paid = vec![0u128; self.prices.len()];
        for group in groups.filter(|group| !self.broke[*group as usize]) {
            let count = u128::from(self.voters.count[group as usize]);
            voters += count;
            for (alternative, points) in self.voters.ballot(group) {
                if let Some(round) = self.round[alternative] {
                    paid[round] += count * u128::from(points);
                }
            }
        }
        let spent = paid.iter().zip(&self.prices).filter(|(paid, _)| **paid > 0);
        spent.fold(&self.purse * voters, |held, (paid, price)| held - price * *paid)
    }

    /// What one voter of a group has, times the denominator.
    fn has(&self, group: u32) -> BigInt {
        if self.broke[group as usize] {
            return BigInt::zero();
        }
        let paid =
            self.voters.ballot(group).filter_map(|(alternative, points)| Some((self.round[alternative]?, points)));
        paid.fold(self.purse.clone(), |has, (round, points)| has - &self.prices[round] * points)
    }

    /// The price of a project, given which of its supporters surely pay all that they have
    /// (`poor`), and of which that is open (`open`): indices into its supporters. Those of the
    /// open that turn out to be poor are moved. `None` if its supporters do not have its cost.
    pub(super) fn price(&self, project: Alt, poor: &mut Vec<usize>, mut open: Vec<usize>) -> Option<Price> {
        let supporters = &self.voters.supporters[project];
        let cost = BigInt::from(self.voters.cost[project]) * &self.denominator;
        let weight = |index: &usize| supporters[*index].weight();
        let mut rich = self.voters.points[project] - poor.iter().map(weight).sum::<u64>();
        let mut missing = cost - self.held(poor.iter().map(|index| supporters[*index].group));
        // With more poor the price only rises, so nobody is moved who has to come back.
        loop {
            if rich == 0 {
                return self.last_coin(project, &missing);
            }
            let is_poor = |index: &usize| {
                let supporter = supporters[*index];
                self.has(supporter.group) * rich < &missing * supporter.each()
            };
            let (moved, staying): (Vec<usize>, Vec<usize>) = open.into_iter().partition(is_poor);
            open = staying;
            if moved.is_empty() {
                return Some(Price { above: missing, points: rich });
            }
            rich -= moved.iter().map(weight).sum::<u64>();
            missing -= self.held(moved.iter().map(|index| supporters[*index].group));
            poor.extend(moved);
        }
    }

    /// The price where all supporters give all that they have: if that is exactly the cost, it is
    /// what the richest of them has for each point.
    fn last_coin(&self, project: Alt, missing: &BigInt) -> Option<Price> {
        if missing.is_positive() {
            return None;
        }
        let each = self.voters.supporters[project]
            .iter()
            .map(|supporter| Price { above: self.has(supporter.group), points: supporter.each() });
        each.max_by(|one, other| one.compare(1, other, 1))
    }

    /// Whether the supporters of a project have its cost together.
    pub(super) fn affords(&self, project: Alt) -> bool {
        let held = self.held(self.voters.supporters[project].iter().map(|supporter| supporter.group));
        held >= BigInt::from(self.voters.cost[project]) * &self.denominator
    }

    /// What the project funded in that round, from 0, cost for each point.
    pub(super) fn paid(&self, round: usize) -> Q {
        Q::new(self.prices[round].clone(), self.denominator.clone())
    }

    /// What the supporters of a project have left together.
    pub(super) fn left(&self, project: Alt) -> Q {
        let groups = self.voters.supporters[project].iter().map(|supporter| supporter.group);
        Q::new(self.held(groups), self.denominator.clone())
    }

    /// The nearest float to a price.
    pub(super) fn near(&self, price: &Price) -> f64 {
        near(&price.above, &(&self.denominator * price.points))
    }

    /// Takes the price from everybody's purse; `poor` are those whose purse it empties.
    pub(super) fn pay(&mut self, project: Alt, price: &Price, poor: &[usize]) {
        let points = BigInt::from(price.points);
        let shared = price.above.gcd(&points).to_u64().unwrap_or(1).max(1);
        let scale = price.points / shared;
        if scale > 1 {
            self.denominator *= scale;
            self.purse *= scale;
            self.prices.iter_mut().for_each(|price| *price *= scale);
        }
        self.round[project] = Some(self.prices.len());
        self.prices.push(&price.above / shared);
        for index in poor {
            self.broke[self.voters.supporters[project][*index].group as usize] = true;
        }
    }
}

/// The nearest float to a rational number that is not negative.
pub(super) fn near_q(number: &Q) -> f64 {
    near(number.numer(), number.denom())
}

/// A power of two, from its bits: no library's rounding comes into it. What is too small is 0, what
/// is too large infinite.
fn power_of_two(exponent: i64) -> f64 {
    match (exponent, u64::try_from(exponent + 1023)) {
        (-1022..=1023, Ok(biased)) => f64::from_bits(biased << 52),
        (..0, _) => 0.0,
        _ => f64::INFINITY,
    }
}

/// `above / below` to within one part in 2^52; both are positive or 0.
fn near(above: &BigInt, below: &BigInt) -> f64 {
    // 64 bits more than the quotient needs: it then has 64 or 65, whatever the two sizes.
    let shift = 64 + i64::try_from(below.bits()).unwrap_or(0) - i64::try_from(above.bits()).unwrap_or(0);
    let quotient =
        if shift >= 0 { (above << shift.unsigned_abs()) / below } else { above / (below << shift.unsigned_abs()) };
    quotient.to_f64().unwrap_or(f64::INFINITY) * power_of_two(-shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_is_near_to_what_it_stands_for() {
        for (exponent, power) in
            [(0, 1.0), (1, 2.0), (-1, 0.5), (60, (1_u64 << 60) as f64), (-2000, 0.0), (2000, f64::INFINITY)]
        {
            assert_eq!(power_of_two(exponent), power, "2^{exponent}");
        }
        let large = BigInt::from(10).pow(40);
        for (above, below) in [(1_u64, 3_u64), (22, 7), (1, 1), (10_u64.pow(17), 1), (1, 10_u64.pow(17)), (0, 5)] {
            let expected = above as f64 / below as f64;
            let found = near(&(&large * above), &(&large * below));
            assert!((found - expected).abs() <= expected * 2.0 * f64::EPSILON, "{above}/{below}: {found}");
        }
    }
}
