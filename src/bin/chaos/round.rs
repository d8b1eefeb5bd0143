//! One round: the program is started, the messenger made to misbehave, and the program killed, at a
//! random instant or at one of the places where it hurts most.

use std::time::Duration;

use chrono::TimeDelta;
use madang::crash::Point;
use madang::emulator::RateLimits;

use crate::copies::Copies;
use crate::program::{Crash, Program};
use crate::random::Random;
use crate::town::Town;
use crate::trouble::Troubles;

/// A life lasts between these, in milliseconds; starting takes some of it.
const LIFE_MS: std::ops::Range<u64> = 250..1_600;
/// A named place is passed so often at most before the program dies there.
const PASSES_MAX: u64 = 30;
/// How long a program is given to come to its named place before it is killed anyway.
const AMBUSH_MS: u64 = 3_000;
/// A forum with a reminder is announced once in so many rounds.
const FORUM_EVERY: u64 = 5;

/// How a round ends.
#[derive(Debug)]
enum End {
    /// By SIGKILL, after so many milliseconds.
    Instant(u64),
    /// By its own hand.
    Place(Crash),
}

impl End {
    fn draw(random: &mut Random) -> End {
        if random.once_in(2) {
            return End::Instant(LIFE_MS.start + random.below(LIFE_MS.end - LIFE_MS.start));
        }
        let point = *random.pick(&Point::ALL).unwrap_or(&Point::AfterCommit);
        End::Place((point, 1 + random.below(PASSES_MAX)))
    }
}

pub async fn play(
    town: &Town,
    copies: &mut Copies,
    round: u32,
    by_webhook: bool,
    random: &mut Random,
    log: &str,
) -> anyhow::Result<()> {
    if random.once_in(FORUM_EVERY) {
        let reminded_in = TimeDelta::milliseconds(i64::try_from(random.below(1_500)).unwrap_or(0));
        town.announce_forum(round, reminded_in).await?;
    }
    let limits = if random.once_in(4) { RateLimits::Realistic } else { RateLimits::Off };
    town.people().limit_rates(limits);
    let troubles = Troubles::order(town, random)?;
    let end = End::draw(random);
    let crash = match end {
        End::Place(crash) => Some(crash),
        End::Instant(_) => None,
    };
    let mut program = Program::start(town, crash, by_webhook, log)?;
    let life = match end {
        End::Instant(ms) => ms,
        End::Place(_) => AMBUSH_MS,
    };
    let died = program.live(Duration::from_millis(life)).await?;
    anyhow::ensure!(died.is_none_or(|status| status.code().is_none()), "the program gave up by itself: {died:?}");
    program.kill()?;
    let struck = troubles.end(town);
    // What the messenger had in hand takes effect although who sent it is dead.
    tokio::time::sleep(struck.delays).await;
    let unexplained = copies.look(town, &struck.withholding).await?;
    let mut ledger = town.ledger.open();
    ledger.kills += 1;
    ledger.troubles += struck.hits;
    ledger.unexplained.add(unexplained);
    Ok(())
}
