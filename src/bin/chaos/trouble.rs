//! What goes wrong at the messenger in a round: drawn from the seed, ordered from the emulator.

use std::time::Duration;

use madang::emulator::{Break, Fault, When};

use crate::random::Random;
use crate::town::Town;

/// A fault that is in force hits with this chance.
const CHANCE: f64 = 0.03;
/// How long a delayed call takes, in milliseconds.
const DELAY_MS: i64 = 300;
/// Updates bear more: they come to one effect, however they come.
const UPDATE_CHANCE: f64 = 0.06;

/// The faults of a round.
pub struct Troubles(Vec<Ordered>);

struct Ordered {
    number: u64,
    /// Its name, if a hit leaves the program in doubt about a message that has arrived.
    withholds: Option<&'static str>,
    /// For how long a call may lie at the messenger before it takes effect.
    delays: Duration,
}

/// What became of the faults of a round.
pub struct Struck {
    pub hits: u64,
    /// The names of those that left the program in doubt about a message that has arrived.
    pub withholding: Vec<&'static str>,
    /// After this time whatever is at the messenger has taken effect.
    pub delays: Duration,
}

/// Some of all that can go wrong, each once in two rounds.
fn draw(random: &mut Random) -> Vec<Fault> {
    let on_calls = [
        Break::TooMany { retry_after: 1 + i64::try_from(random.below(2)).unwrap_or(0) },
        Break::ServerError { when: When::Before },
        Break::ServerError { when: When::After },
        Break::BadGateway { when: When::Before },
        Break::BadGateway { when: When::After },
        Break::Drop { when: When::Before },
        Break::Drop { when: When::After },
        Break::Truncate,
        Break::Delay { ms: DELAY_MS, when: When::Before },
        Break::Delay { ms: DELAY_MS, when: When::After },
    ];
    let on_updates = [Break::Duplicate, Break::Redeliver, Break::Reorder, Break::ExtraFields, Break::UnknownEntity];
    let mut faults = Vec::new();
    for (breaks, chance) in
        on_calls.into_iter().map(|what| (what, CHANCE)).chain(on_updates.into_iter().map(|what| (what, UPDATE_CHANCE)))
    {
        let (strikes, seed) = (random.once_in(2), random.next());
        if strikes {
            faults.push(Fault { probability: Some(chance), seed, ..Fault::new(breaks) });
        }
    }
    faults
}

impl Troubles {
    /// Orders those of a round.
    pub fn order(town: &Town, random: &mut Random) -> anyhow::Result<Troubles> {
        let mut ordered = Vec::new();
        for fault in draw(random) {
            let withholds = match fault.what {
                Break::ServerError { when: When::After } => Some("server_error"),
                Break::BadGateway { when: When::After } => Some("bad_gateway"),
                Break::Drop { when: When::After } => Some("drop"),
                Break::Truncate => Some("truncate"),
                _ => None,
            };
            let delays = match fault.what {
                Break::Delay { ms, when: When::Before } => Duration::from_millis(ms.unsigned_abs()),
                _ => Duration::ZERO,
            };
            let number = town.people().break_it(fault).map_err(anyhow::Error::msg)?;
            ordered.push(Ordered { number, withholds, delays });
        }
        Ok(Troubles(ordered))
    }

    /// Takes them away.
    pub fn end(self, town: &Town) -> Struck {
        let mut struck = Struck { hits: 0, withholding: Vec::new(), delays: Duration::ZERO };
        for Ordered { number, withholds, delays } in self.0 {
            struck.hits += town.people().hits(number);
            struck.withholding.extend(withholds);
            struck.delays = struck.delays.max(delays);
            town.people().mend(number);
        }
        struck
    }
}
