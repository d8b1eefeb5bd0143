//! Ballots as they are counted: grouped, each distinct one once with how often it was given. Order
//! of arrival is lost on purpose.

use super::contest::{Alt, Kind};
use super::seen::Seen;

/// What somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ballot {
    /// Took part and chose nothing.
    Blank,
    /// Alternatives of the same weight: single choice, approval, knapsack.
    Set(Vec<Alt>),
    /// Marks or points for alternatives. What is not named has 0.
    Points(Vec<(Alt, u32)>),
    /// Tiers, the best first. A cast ballot has one alternative in each; imports may have more.
    Ranked(Vec<Vec<Alt>>),
}

impl Ballot {
    /// A strict order, the best first.
    pub fn order(alternatives: &[Alt]) -> Ballot {
        Ballot::Ranked(alternatives.iter().map(|alternative| vec![*alternative]).collect())
    }

    /// Every alternative that it names, as often as it does.
    pub fn named(&self) -> Vec<Alt> {
        match self {
            Ballot::Blank => Vec::new(),
            Ballot::Set(set) => set.clone(),
            Ballot::Points(points) => points.iter().map(|(alternative, _)| *alternative).collect(),
            Ballot::Ranked(tiers) => tiers.iter().flatten().copied().collect(),
        }
    }
}

/// The ballots of one panel that came by one channel.
#[derive(Debug, Clone, Default)]
pub struct Urn {
    /// The panel's name in the contest; of no meaning where it has none.
    pub panel: String,
    /// How they came: `online`, `on-site`, `paper`, or empty.
    pub channel: String,
    /// The ballots.
    pub ballots: Ballots,
}

impl From<Ballots> for Urn {
    fn from(ballots: Ballots) -> Urn {
        Urn { ballots, ..Urn::default() }
    }
}

/// Distinct ballots with their counts.
///
/// A ballot lies in `cells` as numbers of four bytes: alternatives of a set in ascending order;
/// alternative and points by turns; or ranked alternatives with the highest bit set on the first of
/// each tier. So a million different ballots with ten alternatives each take some 60 MB.
#[derive(Debug, Clone, Default)]
pub struct Ballots {
    form: Option<Form>,
    cells: Vec<u32>,
    /// Where each distinct ballot ends in `cells`.
    ends: Vec<usize>,
    counts: Vec<u64>,
    blank: u64,
    all: u64,
    seen: Seen,
    scratch: Vec<u32>,
}

/// Most ballots in an urn, and in all urns of a count: more than any electorate has.
pub const BALLOTS_MAX: u64 = 4_000_000_000;
/// Most points for one alternative on one ballot. With it, sums over all ballots fit 64 bits.
pub const POINTS_MAX: u32 = 1_000_000_000;

/// Set on the first alternative of a tier.
pub(super) const TIER: u32 = 1 << 31;

/// What lies in the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Sets.
    Set,
    /// Points.
    Points,
    /// Orders.
    Ranked,
}

impl Form {
    /// The form of ballots of that kind.
    pub fn of(kind: Kind) -> Form {
        match kind {
            Kind::Single | Kind::Approval | Kind::Knapsack => Form::Set,
            Kind::Score { .. } | Kind::Points { .. } => Form::Points,
            Kind::Ranked => Form::Ranked,
        }
    }
}

/// A distinct ballot as it lies in its urn.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// What is on it.
    pub form: Form,
    pub(super) cells: &'a [u32],
    /// How many gave it.
    pub count: u64,
}

impl Ballots {
    /// No ballots.
    pub fn new() -> Ballots {
        Ballots::default()
    }

    /// Puts a ballot in, `count` times. What is named twice counts once, the first time; 0 points
    /// are none; a ballot without anything is blank. A ballot of another form than the first that
    /// was not blank is not taken, nor one beyond [`BALLOTS_MAX`] or [`POINTS_MAX`]: `false`.
    #[must_use]
    pub fn push(&mut self, ballot: &Ballot, count: u64) -> bool {
        match ballot {
            Ballot::Blank => self.push_set(&[], count),
            Ballot::Set(set) => self.push_set(set, count),
            Ballot::Points(points) => self.push_points(points, count),
            Ballot::Ranked(tiers) => self.push_tiers(tiers.iter().map(Vec::as_slice), count),
        }
    }

    /// Puts a set in.
    #[must_use]
    pub fn push_set(&mut self, set: &[Alt], count: u64) -> bool {
        self.scratch.clear();
        self.scratch.extend(set.iter().map(|alternative| cell(*alternative)));
        self.scratch.sort_unstable();
        self.scratch.dedup();
        self.keep(Form::Set, count)
    }

    /// Puts points in.
    #[must_use]
    pub fn push_points(&mut self, points: &[(Alt, u32)], count: u64) -> bool {
        let mut pairs: Vec<(u32, u32)> =
            points.iter().map(|(alternative, points)| (cell(*alternative), *points)).collect();
        pairs.sort_by_key(|(alternative, _)| *alternative);
        pairs.dedup_by_key(|(alternative, _)| *alternative);
        pairs.retain(|(_, points)| *points > 0);
        if pairs.iter().any(|(_, points)| *points > POINTS_MAX) {
            return false;
        }
        self.scratch.clear();
        self.scratch.extend(pairs.iter().flat_map(|(alternative, points)| [*alternative, *points]));
        self.keep(Form::Points, count)
    }

    /// Puts a strict order in, the best first.
    #[must_use]
    pub fn push_order(&mut self, order: &[Alt], count: u64) -> bool {
        self.push_tiers(order.iter().map(std::slice::from_ref), count)
    }

    /// Puts an order with tiers in, the best first.
    #[must_use]
    pub fn push_tiers<'a>(&mut self, tiers: impl Iterator<Item = &'a [Alt]>, count: u64) -> bool {
        self.scratch.clear();
        for tier in tiers {
            let start = self.scratch.len();
            for alternative in tier.iter().map(|alternative| cell(*alternative)) {
                if !self.scratch.iter().any(|known| known & !TIER == alternative) {
                    self.scratch.push(alternative);
                }
            }
            self.scratch[start..].sort_unstable();
            if let Some(first) = self.scratch.get_mut(start) {
                *first |= TIER;
            }
        }
        self.keep(Form::Ranked, count)
    }

    fn keep(&mut self, form: Form, count: u64) -> bool {
        let too_many = count > BALLOTS_MAX || self.all + count > BALLOTS_MAX;
        if too_many {
            return false;
        }
        if self.scratch.is_empty() {
            self.all += count;
            self.blank += count;
            return true;
        }
        if *self.form.get_or_insert(form) != form {
            return false;
        }
        self.all += count;
        let known = self.seen.find(&self.scratch, self.ends.len(), |index| cells_of(&self.cells, &self.ends, index));
        match known {
            Some(index) => self.counts[index] += count,
            None => {
                self.cells.extend_from_slice(&self.scratch);
                self.ends.push(self.cells.len());
                self.counts.push(count);
                self.seen.grow(self.ends.len(), |index| cells_of(&self.cells, &self.ends, index));
            }
        }
        true
    }

    /// Puts all of the others in as well; false if one of them is not taken.
    #[must_use]
    pub fn add(&mut self, others: &Ballots) -> bool {
        self.push_set(&[], others.blank()) && others.iter().all(|given| self.push(&given.to_ballot(), given.count))
    }

    /// The form of those that are not blank, if there are any.
    pub fn form(&self) -> Option<Form> {
        self.form
    }

    /// How many different ones there are, blank ones apart.
    pub fn distinct(&self) -> usize {
        self.ends.len()
    }

    /// How many were given that are not blank.
    pub fn cast(&self) -> u64 {
        self.all - self.blank
    }

    /// How many blank ones were given.
    pub fn blank(&self) -> u64 {
        self.blank
    }

    /// The different ones, in the order in which they first came. No result may depend on it.
    pub fn iter(&self) -> impl Iterator<Item = Given<'_>> {
        let form = self.form.unwrap_or(Form::Set);
        (0..self.ends.len()).map(move |index| Given {
            form,
            cells: cells_of(&self.cells, &self.ends, index),
            count: self.counts[index],
        })
    }

    /// The highest place that any ballot names.
    pub fn highest(&self) -> Option<Alt> {
        self.iter().flat_map(Given::named).max()
    }
}

fn cell(alternative: Alt) -> u32 {
    let cell = u32::try_from(alternative).unwrap_or(TIER - 1);
    cell.min(TIER - 1)
}

pub(super) fn alt(cell: u32) -> Alt {
    (cell & !TIER) as usize
}

fn cells_of<'a>(cells: &'a [u32], ends: &[usize], index: usize) -> &'a [u32] {
    let start = if index == 0 { 0 } else { ends[index - 1] };
    &cells[start..ends[index]]
}
