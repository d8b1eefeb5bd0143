//! A ballot as it lies in its urn: what it names, what that is worth, its tiers.

use super::ballot::{Ballot, Form, Given, TIER, alt};
use super::contest::Alt;

impl<'a> Given<'a> {
    /// What it names: of a ranked ballot the best first, otherwise by place.
    pub fn named(self) -> impl Iterator<Item = Alt> + 'a {
        let step = if self.form == Form::Points { 2 } else { 1 };
        self.cells.iter().step_by(step).map(|cell| alt(*cell))
    }

    /// What it names, with what it is worth: 1 in a set, its points, or in an order the length
    /// less the position, so that the last of three gets 1. All of a tier get what
    /// the best place in it gets.
    pub fn worth(self) -> impl Iterator<Item = (Alt, u64)> + 'a {
        let length = self.cells.len();
        let step = if self.form == Form::Points { 2 } else { 1 };
        let mut tier_start = 0;
        (0..length).step_by(step).map(move |at| {
            let worth = match self.form {
                Form::Set => 1,
                Form::Points => u64::from(self.cells[at + 1]),
                Form::Ranked => {
                    if self.cells[at] & TIER != 0 {
                        tier_start = at;
                    }
                    (length - tier_start) as u64
                }
            };
            (alt(self.cells[at]), worth)
        })
    }

    /// The tiers of a ranked ballot, the best first.
    pub fn tiers(self) -> impl Iterator<Item = Tier<'a>> {
        self.tiers_from(0).map(|(_, tier)| tier)
    }

    /// The tiers that begin at a cell or after it, each with the cell at which it begins.
    pub(super) fn tiers_from(self, mut at: usize) -> impl Iterator<Item = (usize, Tier<'a>)> {
        std::iter::from_fn(move || {
            let (first, others) = self.cells[at..].split_first()?;
            let length = 1 + others.iter().take_while(|cell| **cell & TIER == 0).count();
            let tier = (at, Tier(&self.cells[at..at + length]));
            at += length;
            debug_assert!(first & TIER != 0, "a tier begins with its mark");
            Some(tier)
        })
    }

    /// How many alternatives it names.
    pub fn len(self) -> usize {
        self.named().count()
    }

    /// Never: blank ballots are only counted.
    pub fn is_empty(self) -> bool {
        self.cells.is_empty()
    }

    /// As a ballot of its own.
    pub fn to_ballot(self) -> Ballot {
        match self.form {
            Form::Set => Ballot::Set(self.named().collect()),
            Form::Points => Ballot::Points(self.cells.chunks_exact(2).map(|pair| (alt(pair[0]), pair[1])).collect()),
            Form::Ranked => Ballot::Ranked(self.tiers().map(|tier| tier.iter().collect()).collect()),
        }
    }
}

/// Alternatives on the same place of an order.
#[derive(Debug, Clone, Copy)]
pub struct Tier<'a>(&'a [u32]);

impl<'a> Tier<'a> {
    /// The alternative, if it is the only one.
    pub fn only(self) -> Option<Alt> {
        match self.0 {
            [only] => Some(alt(*only)),
            _ => None,
        }
    }

    /// The alternatives, by place.
    pub fn iter(self) -> impl Iterator<Item = Alt> + 'a {
        self.0.iter().map(|cell| alt(*cell))
    }
}
