//! A result as a picture: a bar for each option, its registered number before it and its figure behind
//! it. Who is chosen has a full bar, the others an outlined one: no colour says anything alone. There are
//! no words in it, so one picture serves every language; the result card says the same in words.

use crate::db::Tx;
use crate::poll::voting::{Kind, Outcome};
use crate::poll::{Poll, PollId, State, rules as figures, store};

mod bitmap;
mod digits;

use bitmap::{Bitmap, Ink};

/// The name of the file.
pub const NAME: &str = "result.png";
/// Pixels.
const WIDTH: usize = 720;
const MARGIN: usize = 20;
const ROW: usize = 36;
const BAR_HEIGHT: usize = 24;
const BAR_LEFT: usize = 76;
const BAR_LENGTH_MAX: usize = 430;
/// Pixels to a dot of a digit.
const DOT: usize = 2;

/// The chart of a poll whose result is told; none if it is not.
pub async fn render(tx: &mut Tx, id: PollId) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(poll) = store::poll(tx, id).await?.filter(|poll| poll.state == State::Published) else {
        return Ok(None);
    };
    poll.result.as_ref().map(|outcome| draw(&poll, outcome)).transpose()
}

/// Draws a result as PNG.
pub fn draw(poll: &Poll, outcome: &Outcome) -> anyhow::Result<Vec<u8>> {
    let mut picture = Bitmap::new(WIDTH, 2 * MARGIN + ROW * outcome.ranks.len().max(1));
    let most = outcome.ranks.iter().map(|ranked| ranked.votes).max().unwrap_or(0);
    for (row, ranked) in outcome.ranks.iter().enumerate() {
        let top = MARGIN + ROW * row;
        let text_top = top + (BAR_HEIGHT - digits::HEIGHT * DOT) / 2;
        let number = ranked.option.0.to_string();
        digits::write(&mut picture, (BAR_LEFT - 12 - digits::width(&number, DOT), text_top), &number, DOT);
        let length = length(ranked.votes, most);
        picture.fill((BAR_LEFT, top), (length, BAR_HEIGHT), Ink::Bar);
        if !ranked.chosen && length > 4 {
            picture.fill((BAR_LEFT + 2, top + 2), (length - 4, BAR_HEIGHT - 4), Ink::Paper);
        }
        digits::write(&mut picture, (BAR_LEFT + length + 10, text_top), &figure(poll, outcome, ranked.votes), DOT);
    }
    picture.fill((BAR_LEFT - 2, MARGIN - 6), (2, ROW * outcome.ranks.len()), Ink::Text);
    picture.png()
}

/// How long the bar of a figure is. A figure that is not 0 is always to be seen.
fn length(figure: i64, most: i64) -> usize {
    let (Ok(figure), Ok(most)) = (u128::try_from(figure), u128::try_from(most)) else { return 0 };
    match (figure, most) {
        (0, _) | (_, 0) => 0,
        _ => usize::try_from(figure * BAR_LENGTH_MAX as u128 / most).unwrap_or(BAR_LENGTH_MAX).max(3),
    }
}

/// A figure, with its part of all ballots where that means something.
fn figure(poll: &Poll, outcome: &Outcome, votes: i64) -> String {
    match poll.kind() {
        Kind::Single | Kind::Approval | Kind::Knapsack => {
            let tenths = figures::tenths_of_percent(votes, outcome.counted());
            format!("{votes} ({}.{}%)", tenths / 10, tenths % 10)
        }
        Kind::Score { .. } | Kind::Points { .. } | Kind::Ranked => votes.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::Words;
    use crate::clock::Moment;
    use crate::poll::voting::Ranked;
    use crate::poll::{Candidate, OptionId};

    fn poll(votes: &[i64]) -> (Poll, Outcome) {
        let options = (1..=votes.len() as i64).map(|id| Candidate::new(OptionId(id), Words::only("x".to_owned())));
        let poll = Poll::new(Words::only("?".to_owned()), options.collect(), Moment::from_ms(0), Moment::from_ms(1));
        let ranks = (1..).zip(votes).map(|(id, votes)| Ranked {
            option: OptionId(id),
            votes: *votes,
            rank: usize::try_from(id).unwrap(),
            chosen: id == 1,
        });
        let outcome = Outcome { ballots: votes.iter().sum(), ranks: ranks.collect(), ..Outcome::default() };
        (poll, outcome)
    }

    #[test]
    fn bars_are_as_long_as_their_figures() {
        for (figure, most, expected) in
            [(0, 0, 0), (0, 7, 0), (7, 7, 430), (1, 2, 215), (1, 1_000_000, 3), (i64::MAX, i64::MAX, 430), (-1, 5, 0)]
        {
            assert_eq!(length(figure, most), expected, "{figure} of {most}");
        }
    }

    #[test]
    fn every_result_can_be_drawn() {
        for votes in [&[][..], &[0, 0], &[12, 5, 0], &[i64::MAX / 200, 1], &[1; 60]] {
            let (poll, outcome) = poll(votes);
            let png = draw(&poll, &outcome).unwrap();
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            assert!(png.len() < 40_000, "{} bytes", png.len());
        }
    }
}
