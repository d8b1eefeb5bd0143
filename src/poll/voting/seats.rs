//! Seats by sum: single choice, approval, score, points, and ranked rules that end in a sum. The
//! highest sums win; what nobody supports wins nothing; a tie for the last seat is decided and
//! recorded.

use std::cmp::Ordering;

use num_traits::Signed;

use super::contest::{Alt, Contest};
use super::exact::Q;
use super::result::{Rank, Shared};
use super::rule::Seats;
use super::tie::{Decider, Step, Tie, TieOrder};

/// An order by sum.
pub(super) struct BySum<'a> {
    contest: &'a Contest,
    scores: &'a [Q],
    /// How often each has the best mark, where that comes before the tie rule.
    top: Option<&'a [u64]>,
    ties: TieOrder<'a>,
    /// All, the first first.
    pub order: Vec<Alt>,
}

/// Who is chosen, and the ties that it took.
#[derive(Default)]
pub(super) struct Chosen {
    pub winners: Vec<Alt>,
    pub ties: Vec<Tie>,
    pub shared: Vec<Shared>,
}

impl<'a> BySum<'a> {
    pub(super) fn new(contest: &'a Contest, scores: &'a [Q], top: Option<&'a [u64]>) -> BySum<'a> {
        let mut by = BySum { contest, scores, top, ties: TieOrder::new(contest), order: Vec::new() };
        let mut order: Vec<Alt> = (0..contest.len()).collect();
        order.sort_by(|one, other| scores[*other].cmp(&scores[*one]).then_with(|| by.compare(*one, *other).0));
        by.order = order;
        by
    }

    /// Who of two with the same sum comes first.
    fn compare(&self, one: Alt, other: Alt) -> (Ordering, Decider) {
        match self.top {
            Some(top) => match top[other].cmp(&top[one]) {
                Ordering::Equal => self.ties.by_lot(one, other),
                more => (more, Decider::TopMarks),
            },
            None => self.ties.compare(self.scores, one, other),
        }
    }

    /// The first of all, or of each category, that have any support.
    pub(super) fn fill(&self, seats: &Seats) -> Chosen {
        let supported = |alternative: &Alt| self.scores[*alternative].is_positive();
        match seats {
            Seats::Overall(seats) => {
                let all: Vec<Alt> = self.order.iter().copied().filter(supported).collect();
                self.first(&all, *seats, Step::Seat)
            }
            Seats::PerCategory(categories) => {
                let mut chosen = Chosen::default();
                for (category, seats) in categories {
                    let open = |alternative: &Alt| {
                        let belongs = self.contest.alternatives[*alternative].categories.contains(category);
                        belongs && supported(alternative) && !chosen.winners.contains(alternative)
                    };
                    let own: Vec<Alt> = self.order.iter().copied().filter(open).collect();
                    let more = self.first(&own, *seats, Step::Seat);
                    chosen.winners.extend(more.winners);
                    chosen.ties.extend(more.ties);
                }
                chosen
            }
        }
    }

    /// The first `seats` of these, which are in order.
    pub(super) fn first(&self, of: &[Alt], seats: usize, step: Step) -> Chosen {
        let winners = of[..seats.min(of.len())].to_vec();
        let tie = winners.last().and_then(|last| {
            let same = |alternative: &&Alt| self.scores[**alternative] == self.scores[*last];
            let tied: Vec<Alt> = of.iter().filter(same).copied().collect();
            let taken = winners.iter().filter(same).count();
            self.ties.cut(step, &tied, taken, |one, other| self.compare(one, other))
        });
        Chosen { winners, ties: tie.into_iter().collect(), shared: Vec::new() }
    }

    /// The first `seats`, or all with the highest sum; and the places that several share.
    pub(super) fn levels(&self, seats: Option<usize>) -> Chosen {
        let levels: Vec<&[Alt]> = self.order.chunk_by(|one, other| self.scores[*one] == self.scores[*other]).collect();
        places(&self.ties, &levels, seats, |one, other| self.compare(one, other))
    }

    /// Every place, with those chosen marked.
    pub(super) fn ranks(&self, winners: &[Alt]) -> Vec<Rank> {
        let mut ranks: Vec<Rank> = Vec::new();
        for (place, alternative) in self.order.iter().enumerate() {
            let shared = place > 0 && self.scores[self.order[place - 1]] == self.scores[*alternative];
            let rank = if shared { ranks[place - 1].rank } else { place + 1 };
            ranks.push(Rank {
                id: self.contest.alternatives[*alternative].id.clone(),
                rank,
                score: self.scores[*alternative].to_string(),
                chosen: winners.contains(alternative),
            });
        }
        ranks
    }
}

/// The first `seats` of an order by levels, or all of the first level. A level of which only some
/// win is a tie; the others share their place.
pub(super) fn places(
    ties: &TieOrder,
    levels: &[impl AsRef<[Alt]>],
    seats: Option<usize>,
    compare: impl Fn(Alt, Alt) -> (Ordering, Decider),
) -> Chosen {
    let mut chosen = Chosen::default();
    let seats = seats.unwrap_or(levels.first().map_or(0, |level| level.as_ref().len()));
    let mut place = 1;
    for level in levels.iter().map(AsRef::as_ref) {
        let taken = level.len().min(seats - chosen.winners.len());
        chosen.winners.extend(&level[..taken]);
        match ties.cut(Step::Place(place), level, taken, &compare) {
            Some(tie) => chosen.ties.push(tie),
            None if level.len() > 1 => chosen.shared.push(Shared {
                place,
                ids: level.iter().map(|alternative| ties.id(*alternative).clone()).collect(),
                chosen: taken > 0,
            }),
            None => {}
        }
        place += level.len();
    }
    chosen
}
