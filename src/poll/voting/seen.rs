//! Which different ballots are there already.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Which cells are known: a table of indices, hashed under a key that nobody knows, so that no
/// choice of ballots can make it slow. Half of the slots stay free.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// An index plus 1, or 0 for a free slot. The length is a power of two.
    slots: Vec<u32>,
    key: RandomState,
}

impl Seen {
    pub(super) fn find<'a>(&self, wanted: &[u32], known: usize, cells: impl Fn(usize) -> &'a [u32]) -> Option<usize> {
        if known == 0 {
            return None;
        }
        let mut slot = self.slot(wanted);
        loop {
            let index = match self.slots[slot] {
                0 => return None,
                taken => taken as usize - 1,
            };
            if cells(index) == wanted {
                return Some(index);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Takes the last of `known` ballots in, with more room where it is needed.
    pub(super) fn grow<'a>(&mut self, known: usize, cells: impl Fn(usize) -> &'a [u32]) {
        let first = if known * 2 > self.slots.len() {
            self.slots = vec![0; (known * 4).next_power_of_two()];
            0
        } else {
            known - 1
        };
        for index in first..known {
            let mut slot = self.slot(cells(index));
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            self.slots[slot] = u32::try_from(index + 1).expect("fewer than 2^32 different ballots");
        }
    }

    fn slot(&self, cells: &[u32]) -> usize {
        let mut hasher = self.key.build_hasher();
        for cell in cells {
            hasher.write_u32(*cell);
        }
        hasher.finish() as usize & (self.slots.len() - 1)
    }
}
