//! What goes wrong at the messenger in a round: drawn from the seed, ordered from the emulator.

use madang::emulator::{Break, Fault, When};

use crate::random::Random;
use crate::town::Town;

/// A fault that is in force hits with this chance.
const CHANCE: f64 = 0.03;
/// Updates bear more: they come to one effect, however they come.
const UPDATE_CHANCE: f64 = 0.06;

/// The faults of a round.
pub struct Troubles(Vec<Ordered>);

struct Ordered {
    number: u64,
    /// Whether a hit leaves the program in doubt about a message that has arrived.
    withholds: bool,
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
        Break::Delay { ms: 300, when: When::Before },
        Break::Delay { ms: 300, when: When::After },
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
            let withholds = matches!(
                fault.what,
                Break::ServerError { when: When::After }
                    | Break::BadGateway { when: When::After }
                    | Break::Drop { when: When::After }
                    | Break::Truncate
            );
            let number = town.people().break_it(fault).map_err(anyhow::Error::msg)?;
            ordered.push(Ordered { number, withholds });
        }
        Ok(Troubles(ordered))
    }

    /// Takes them away. How often one struck, and how often it left the program in doubt.
    pub fn end(self, town: &Town) -> (u64, u64) {
        let (mut struck, mut withheld) = (0, 0);
        for ordered in self.0 {
            let hits = town.people().hits(ordered.number);
            struck += hits;
            withheld += if ordered.withholds { hits } else { 0 };
            town.people().mend(ordered.number);
        }
        (struck, withheld)
    }
}
