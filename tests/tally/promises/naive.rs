//! The Method of Equal Shares as one would write it down: exact rationals, everything anew in every
//! round. Slow, and short enough to be read against the definition.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::Ratio;

pub type Q = Ratio<BigInt>;

pub fn q(number: impl Into<BigInt>) -> Q {
    Q::from_integer(number.into())
}

/// Voters with what each project is worth to them (0: not supported), and projects with costs.
pub struct Field {
    pub utility: Vec<Vec<u64>>,
    pub cost: Vec<u64>,
    /// Who of two with the same price comes first.
    pub first: Box<dyn Fn(usize, usize) -> Ordering>,
}

impl Field {
    /// The least price for each unit of utility at which the supporters pay the cost.
    fn price(&self, project: usize, left: &[Q]) -> Option<Q> {
        let mut supporters: Vec<usize> = (0..left.len()).filter(|voter| self.utility[*voter][project] > 0).collect();
        let worth = |voter: usize| q(self.utility[voter][project]);
        let all: Q = supporters.iter().map(|voter| left[*voter].clone()).sum();
        if supporters.is_empty() || all < q(self.cost[project]) {
            return None;
        }
        supporters.sort_by(|one, other| (&left[*one] / worth(*one)).cmp(&(&left[*other] / worth(*other))));
        let mut missing = q(self.cost[project]);
        for (place, voter) in supporters.iter().enumerate() {
            let rest: Q = supporters[place..].iter().map(|voter| worth(*voter)).sum();
            let price = &missing / rest;
            if &price * worth(*voter) <= left[*voter] {
                return Some(price);
            }
            missing -= &left[*voter];
        }
        None
    }

    /// The funded in order, and what everybody has left.
    pub fn run(&self, purse: &Q) -> (Vec<usize>, Vec<Q>) {
        let mut left = vec![purse.clone(); self.utility.len()];
        let mut funded = Vec::new();
        loop {
            let open = (0..self.cost.len()).filter(|project| !funded.contains(project));
            let offers = open.filter_map(|project| Some((self.price(project, &left)?, project)));
            let Some((price, project)) =
                offers.min_by(|one, other| one.0.cmp(&other.0).then_with(|| (self.first)(one.1, other.1)))
            else {
                return (funded, left);
            };
            for (voter, left) in left.iter_mut().enumerate() {
                let due = &price * q(self.utility[voter][project]);
                *left -= due.min(left.clone());
            }
            funded.push(project);
        }
    }

    pub fn spent(&self, funded: &[usize]) -> u64 {
        funded.iter().map(|project| self.cost[*project]).sum()
    }

    fn supported(&self, project: usize) -> bool {
        self.utility.iter().any(|utility| utility[project] > 0)
    }

    /// Raises purses step by step; `exhaustive` also stops when nothing more fits.
    pub fn raise(&self, budget: u64, start: Q, increment: u64, exhaustive: bool) -> Vec<usize> {
        let all_fit =
            (0..self.cost.len()).filter(|one| self.supported(*one)).map(|one| self.cost[one]).sum::<u64>() <= budget;
        let (mut purse, mut kept) = (start.clone(), self.run(&start).0);
        loop {
            let fits = |one: &usize| {
                self.supported(*one) && !kept.contains(one) && self.cost[*one] <= budget - self.spent(&kept)
            };
            if (exhaustive || all_fit) && !(0..self.cost.len()).any(|one| fits(&one)) {
                return kept;
            }
            purse += q(increment);
            let next = self.run(&purse).0;
            if self.spent(&next) > budget {
                return kept;
            }
            kept = next;
        }
    }
}
