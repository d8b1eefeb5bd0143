//! Marks in numbers: how many gave an alternative a mark, how many the best one, and the mean. Of
//! equal sums the one with more best marks comes first.

use super::ballot::{Ballots, Form, Urn};
use super::contest::{Contest, Kind};
use super::exact::fraction;
use super::result::Marks;

/// What one alternative got.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    sum: u128,
    scorers: u64,
    top: u64,
}

/// The marks of every alternative by place; nothing for other ballots than those with marks.
pub(super) fn marks(contest: &Contest, urns: &[Urn]) -> Vec<Marks> {
    let Kind::Score { max } = contest.ballot.kind else { return Vec::new() };
    let mut counts = vec![Count::default(); contest.len()];
    for urn in urns {
        add(&urn.ballots, max, &mut counts);
    }
    let marks = |(alternative, count): (usize, &Count)| Marks {
        id: contest.alternatives[alternative].id.clone(),
        sum: count.sum.to_string(),
        scorers: count.scorers,
        top: count.top,
        mean: (count.scorers > 0).then(|| fraction(count.sum, count.scorers).to_string()),
    };
    counts.iter().enumerate().map(marks).collect()
}

fn add(ballots: &Ballots, max: u32, counts: &mut [Count]) {
    for given in ballots.iter().filter(|given| given.form == Form::Points) {
        for (alternative, mark) in given.worth() {
            let count = &mut counts[alternative];
            count.sum += u128::from(mark) * u128::from(given.count);
            count.scorers += given.count;
            count.top += if mark >= u64::from(max) { given.count } else { 0 };
        }
    }
}
