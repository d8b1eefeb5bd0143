//! Seats by sum: single choice, approval, score, points, and ranked rules that end in a sum. The
//! highest sums win; what nobody supports wins nothing; a tie for the last seat is decided and
//! recorded.

use std::cmp::Ordering;

use num_traits::Signed;

use super::contest::{Alt, Contest};
use super::exact::Q;
use super::result::Rank;
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
        let mut ties = Vec::new();
        if let (Some(last), Some(next)) = (winners.last(), of.get(winners.len()))
            && self.scores[*last] == self.scores[*next]
        {
            ties.push(self.tie(of, *last, step));
        }
        Chosen { winners, ties }
    }

    /// All with the highest sum, and the others' shared places, each as a tie.
    pub(super) fn levels(&self) -> Chosen {
        let level = |of: &[Alt]| of.iter().take_while(|next| self.scores[**next] == self.scores[of[0]]).count();
        let (mut chosen, mut rest, mut place) = (Chosen::default(), self.order.as_slice(), 1);
        while !rest.is_empty() {
            let (same, after) = rest.split_at(level(rest));
            if place == 1 {
                chosen.winners = same.to_vec();
            }
            if same.len() > 1 {
                chosen.ties.push(self.tie(same, same[0], Step::Place(place)));
            }
            place += same.len();
            rest = after;
        }
        chosen
    }

    fn tie(&self, of: &[Alt], like: Alt, step: Step) -> Tie {
        let same = |alternative: &Alt| self.scores[*alternative] == self.scores[like];
        let tied: Vec<Alt> = of.iter().copied().filter(same).collect();
        self.ties.record(step, &tied, |one, other| self.compare(one, other))
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
