//! What is decided about polls without asking anybody: whether a vote would count, in which order
//! options are shown, how figures are rounded and which are too small to be shown. Who may vote is in
//! `eligible`.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::poll::{Poll, State};

/// A poll shorter than this is a mistake.
pub const OPEN_MIN: TimeDelta = TimeDelta::minutes(10);
/// A figure about fewer people than this is not shown: it could point at somebody.
pub const CELL_MIN: i64 = 5;
/// Ballots are exported one by one only from this many on.
pub const BALLOTS_EXPORT_MIN: i64 = 20;

/// Whether a vote would count now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Not yet.
    Coming,
    /// It would.
    Open,
    /// It is too late, by so much.
    Late(TimeDelta),
    /// The poll was called off.
    Cancelled,
}

/// Whether a vote would count at `now`: the poll is open, and its close is not reached. It does
/// not matter whether the closing has been done yet.
pub fn door(poll: &Poll, now: Moment) -> Door {
    match poll.state {
        State::Cancelled => Door::Cancelled,
        _ if now >= poll.closes_at => Door::Late(now - poll.closes_at),
        State::Open => Door::Open,
        State::Scheduled => Door::Coming,
        State::Closed | State::Published => Door::Late(TimeDelta::zero()),
    }
}

/// The order in which one person sees things: always the same for a seed, and no first place is
/// likelier than another.
pub fn shuffled<T: Copy>(items: &[T], number: impl Fn(T) -> i64, seed: &[u8]) -> Vec<T> {
    let mut items = items.to_vec();
    items.sort_by_cached_key(|item| {
        Sha256::new().chain_update(seed).chain_update(number(*item).to_be_bytes()).finalize().to_vec()
    });
    items
}

/// `part` of `whole` in tenths of a percent, rounded half up; 0 of 0 is 0.
pub fn tenths_of_percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    i64::try_from((part * 2000 + whole) / (2 * whole)).unwrap_or(i64::MAX)
}

/// Hides figures under [`CELL_MIN`]. If that hides a single one, the next smallest goes with it:
/// otherwise the total would tell it.
pub fn hide_small(cells: &[i64]) -> Vec<Option<i64>> {
    let mut shown: Vec<Option<i64>> = cells.iter().map(|cell| (*cell >= CELL_MIN).then_some(*cell)).collect();
    if shown.iter().filter(|cell| cell.is_none()).count() == 1 {
        let smallest = shown.iter().flatten().min().copied();
        if let Some(cell) = shown.iter_mut().find(|cell| cell.is_some() && **cell == smallest) {
            *cell = None;
        }
    }
    shown
}

/// Why a window is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowProblem {
    /// The close lies before the opening or too close behind it.
    TooShort,
    /// The close has passed.
    Past,
    /// The close is not later than it was.
    NotLater,
}

/// Whether votes can be taken from `opens_at` to `closes_at`.
pub fn window(opens_at: Moment, closes_at: Moment, now: Moment) -> Result<(), WindowProblem> {
    if closes_at <= now {
        Err(WindowProblem::Past)
    } else if closes_at - opens_at.max(now) < OPEN_MIN {
        Err(WindowProblem::TooShort)
    } else {
        Ok(())
    }
}

/// Whether a poll may be closed at `to` instead.
pub fn extension(poll: &Poll, to: Moment, now: Moment) -> Result<(), WindowProblem> {
    if to <= now {
        Err(WindowProblem::Past)
    } else if to <= poll.closes_at {
        Err(WindowProblem::NotLater)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bot::Words;

    fn poll(state: State) -> Poll {
        let mut poll = Poll::new(Words::only("?"), Vec::new(), Moment::from_ms(1_000), Moment::from_ms(2_000));
        poll.state = state;
        poll
    }

    #[test]
    fn the_last_moment_counts_and_the_announced_one_does_not() {
        let open = poll(State::Open);
        assert_eq!(door(&open, Moment::from_ms(1_999)), Door::Open);
        assert_eq!(door(&open, Moment::from_ms(2_000)), Door::Late(TimeDelta::zero()));
        assert_eq!(door(&open, Moment::from_ms(9_000)), Door::Late(TimeDelta::seconds(7)));
        assert_eq!(door(&poll(State::Scheduled), Moment::from_ms(1_500)), Door::Coming);
        assert_eq!(door(&poll(State::Cancelled), Moment::from_ms(1_500)), Door::Cancelled);
    }

    #[test]
    fn percents_are_rounded_half_up_to_a_tenth() {
        for (part, whole, tenths) in
            [(0, 0, 0), (1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (128, 389, 329), (5, 5, 1000)]
        {
            assert_eq!(tenths_of_percent(part, whole), tenths, "{part}/{whole}");
        }
    }

    #[test]
    fn one_hidden_figure_takes_another_along() {
        assert_eq!(hide_small(&[40, 3, 12]), [Some(40), None, None]);
        assert_eq!(hide_small(&[40, 3, 2]), [Some(40), None, None]);
        assert_eq!(hide_small(&[40, 30, 20]), [Some(40), Some(30), Some(20)]);
        assert_eq!(hide_small(&[4]), [None]);
    }

    #[test]
    fn a_window_is_long_enough_and_lies_ahead() {
        let at = |minutes: i64| Moment::from_ms(minutes * 60_000);
        assert_eq!(window(at(0), at(10), at(0)), Ok(()));
        assert_eq!(window(at(0), at(9), at(0)), Err(WindowProblem::TooShort));
        assert_eq!(window(at(0), at(30), at(25)), Err(WindowProblem::TooShort));
        assert_eq!(window(at(0), at(30), at(30)), Err(WindowProblem::Past));
    }

    proptest! {
        #[test]
        fn a_shuffle_loses_nothing_and_stays(count in 0i64..40, seed in any::<[u8; 16]>()) {
            let items: Vec<i64> = (1..=count).collect();
            let order = shuffled(&items, |item| item, &seed);
            prop_assert_eq!(&order, &shuffled(&items, |item| item, &seed));
            let mut sorted = order;
            sorted.sort();
            prop_assert_eq!(sorted, items);
        }

        #[test]
        fn a_hidden_figure_cannot_be_subtracted(cells in proptest::collection::vec(0i64..30, 2..6)) {
            let shown = hide_small(&cells);
            let hidden = shown.iter().filter(|cell| cell.is_none()).count();
            prop_assert!(hidden != 1);
            prop_assert!(shown.iter().flatten().all(|cell| *cell >= CELL_MIN));
        }
    }
}
