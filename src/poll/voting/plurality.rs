//! Single choice: the most ballots win. With the majority clause the one seat needs more than half
//! of them; otherwise the first two go to a run-off. Of a ranked ballot the first choice counts,
//! if it is one.

use super::contest::Alt;
use super::exact::{Q, whole};
use super::rule::{Majority, Plurality, Seats};
use super::seats::{BySum, Chosen};
use super::tie::Step;

/// Who is chosen, or who goes to a run-off.
pub(super) fn choose(rule: &Plurality, by: &BySum, scores: &[Q], all: &Q) -> (Chosen, Option<[Alt; 2]>) {
    let chosen = by.fill(&Seats::Overall(rule.seats));
    let first = match (rule.majority, chosen.winners.first()) {
        (Majority::OrRunoff, Some(first)) => *first,
        _ => return (chosen, None),
    };
    if &scores[first] * whole(2) > *all || by.order.len() < 2 {
        return (chosen, None);
    }
    let two = by.first(&by.order, 2, Step::Runoff);
    let pair = [two.winners[0], two.winners[1]];
    (Chosen { ties: two.ties, ..Chosen::default() }, Some(pair))
}
