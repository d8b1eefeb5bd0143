//! Which faults strike at an occasion. Pure: no clock, no chance but the seed's. The dice of a
//! chat depend on the seed, the chat and how often it was its turn, and not on what happens in
//! other chats meanwhile, so that a broadcast over many connections breaks at the same places
//! again.

use std::collections::HashMap;

use serde_json::Value;

use super::{Break, Fault, Place, shown};

/// Something that a fault may hit: a call of a method, or an update of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    pub place: Place,
    /// The method, or the kind.
    pub name: &'a str,
    pub chat: Option<i64>,
    pub bot: i64,
}

/// The faults that were ordered, in that order.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Ordered>,
    last_id: u64,
}

#[derive(Debug)]
struct Ordered {
    id: u64,
    fault: Fault,
    /// How often it was its turn.
    seen: u64,
    /// The same by chat, for the dice.
    seen_in: HashMap<i64, u64>,
    hits: u64,
}

impl Faults {
    /// Adds a fault and gives its id; an error if it can never hit.
    pub fn add(&mut self, fault: Fault) -> Result<u64, String> {
        fault.check()?;
        self.last_id += 1;
        let (id, seen_in) = (self.last_id, HashMap::new());
        self.list.push(Ordered { id, fault, seen: 0, seen_in, hits: 0 });
        Ok(id)
    }

    /// Takes one away. False if there is none of this id.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.list.len();
        self.list.retain(|ordered| ordered.id != id);
        self.list.len() != before
    }

    pub fn clear(&mut self) {
        self.list.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn show(&self) -> Vec<Value> {
        let show = |ordered: &Ordered| shown(ordered.id, &ordered.fault, ordered.hits, ordered.is_spent());
        self.list.iter().map(show).collect()
    }

    /// How often a fault has hit; none if there is none of this id.
    pub fn hits(&self, id: u64) -> Option<u64> {
        self.list.iter().find(|ordered| ordered.id == id).map(|ordered| ordered.hits)
    }

    /// What breaks at this occasion. `can` says whether a break is possible here at all: one that
    /// is not waits for a better occasion.
    pub fn strike(&mut self, occasion: &Occasion, can: impl Fn(&Break) -> bool) -> Vec<Break> {
        let fitting = |ordered: &&mut Ordered| ordered.fault.fits(occasion) && can(&ordered.fault.what);
        let hit = |ordered: &mut Ordered| ordered.strikes(occasion).then(|| ordered.fault.what.clone());
        self.list.iter_mut().filter(fitting).filter_map(hit).collect()
    }
}

impl Ordered {
    fn strikes(&mut self, occasion: &Occasion) -> bool {
        let Fault { nth, probability, seed, .. } = self.fault;
        self.seen += 1;
        if nth.is_some_and(|nth| nth != self.seen) {
            return false;
        }
        if let Some(probability) = probability {
            let chat = occasion.chat.unwrap_or(0);
            let turn = self.seen_in.entry(chat).or_default();
            *turn += 1;
            if dice(seed, chat, *turn) >= probability {
                return false;
            }
        }
        if self.is_used_up() {
            return false;
        }
        self.hits += 1;
        true
    }

    /// Whether it has hit as often as it may: once, if nothing else was said and no dice are thrown.
    fn is_used_up(&self) -> bool {
        let most = self.fault.times.or(self.fault.probability.is_none().then_some(1));
        most.is_some_and(|most| self.hits >= most)
    }

    /// Whether it can hit no more.
    fn is_spent(&self) -> bool {
        self.is_used_up() || self.fault.nth.is_some_and(|nth| self.seen >= nth)
    }
}

impl Fault {
    fn fits(&self, occasion: &Occasion) -> bool {
        let name = match occasion.place {
            Place::Call => &self.method,
            Place::Update => &self.update,
        };
        let named = name.as_deref().is_none_or(|wanted| matches(wanted, occasion.name));
        self.what.place() == occasion.place
            && named
            && self.chat.is_none_or(|chat| Some(chat) == occasion.chat)
            && self.bot.is_none_or(|bot| bot == occasion.bot)
    }
}

/// Whether a name is meant by a word, in any case; with a `*` at its end by its beginning.
pub fn matches(wanted: &str, name: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => name.get(..beginning.len()).is_some_and(|given| given.eq_ignore_ascii_case(beginning)),
        None => wanted.eq_ignore_ascii_case(name),
    }
}

/// A number from 0 up to 1 that these three decide (SplitMix64).
fn dice(seed: u64, chat: i64, turn: u64) -> f64 {
    let mixed = mix(mix(mix(seed) ^ chat.cast_unsigned()) ^ turn);
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn call(method: &str, chat: i64) -> Occasion<'_> {
        Occasion { place: Place::Call, name: method, chat: Some(chat), bot: 1 }
    }

    fn hits(faults: &mut Faults, occasions: &[Occasion]) -> Vec<bool> {
        occasions.iter().map(|occasion| !faults.strike(occasion, |_| true).is_empty()).collect()
    }

    fn one(fault: Fault) -> Faults {
        let mut faults = Faults::default();
        faults.add(fault).unwrap();
        faults
    }

    #[test]
    fn a_fault_hits_the_next_that_fits_and_then_no_more() {
        let mut faults = one(Fault::new(Break::Truncate).on("sendmessage").in_chat(5));
        let occasions = [call("getMe", 5), call("sendMessage", 6), call("sendMessage", 5), call("sendMessage", 5)];
        assert_eq!(hits(&mut faults, &occasions), [false, false, true, false]);
        assert_eq!(faults.show()[0]["hits"], 1);
    }

    #[test]
    fn the_nth_is_counted_from_one_and_times_says_how_often() {
        let sends = [call("sendMessage", 5); 5];
        let mut third = one(Fault::new(Break::Truncate).on("send*").nth(3));
        assert_eq!(hits(&mut third, &sends), [false, false, true, false, false]);
        let mut two = one(Fault::new(Break::Truncate).times(2));
        assert_eq!(hits(&mut two, &sends), [true, true, false, false, false]);
    }

    #[test]
    fn what_is_not_possible_here_waits_for_another_occasion() {
        let mut faults = one(Fault::new(Break::Truncate));
        assert!(faults.strike(&call("getMe", 5), |_| false).is_empty());
        assert_eq!(faults.strike(&call("getMe", 5), |_| true), [Break::Truncate]);
    }

    #[test]
    fn a_fault_that_cannot_hit_is_refused() {
        let mut faults = Faults::default();
        for fault in [
            Fault::new(Break::Duplicate).on("sendMessage"),
            Fault::new(Break::Truncate).about("message"),
            Fault::new(Break::Truncate).nth(0),
            Fault::new(Break::Truncate).sometimes(1.5, 0),
            Fault::new(Break::TooMany { retry_after: 0 }),
        ] {
            assert!(faults.add(fault.clone()).is_err(), "{fault:?}");
        }
    }

    proptest! {
        #[test]
        fn a_chat_has_the_same_luck_whatever_other_chats_do(
            seed: u64,
            chats in prop::collection::vec(1_i64..4, 1..200),
        ) {
            let fault = || Fault::new(Break::Truncate).sometimes(0.3, seed);
            let occasions: Vec<_> = chats.iter().map(|chat| call("sendMessage", *chat)).collect();
            let together = hits(&mut one(fault()), &occasions);
            for chat in 1..4 {
                let own: Vec<_> = occasions.iter().copied().filter(|o| o.chat == Some(chat)).collect();
                let alone = hits(&mut one(fault()), &own);
                let of_these = chats.iter().zip(&together).filter(|(c, _)| **c == chat).map(|(_, hit)| *hit);
                prop_assert_eq!(alone, of_these.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_chance_comes_about_as_often_as_it_says() {
        let mut faults = one(Fault::new(Break::Truncate).sometimes(0.2, 7));
        let occasions: Vec<_> = (0..5_000).map(|chat| call("sendMessage", chat)).collect();
        let count = hits(&mut faults, &occasions).iter().filter(|hit| **hit).count();
        assert!((900..1_100).contains(&count), "{count} of 5,000");
    }
}
