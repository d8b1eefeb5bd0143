//! What somebody chose, on a ballot of any kind, and the one line in which it is kept: `1:7`,
//! `A:3,7,12`, `R:7>3>12`, `S:3=5,7=2`, `-` for a blank one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::poll::OptionId;
use crate::poll::voting::Kind;

/// What somebody chose. Its `Debug` tells nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Choices {
    /// Nothing yet. This is no ballot.
    #[default]
    Nothing,
    /// To take part and to choose nothing.
    Blank,
    /// Options of the same weight; never none.
    Set(BTreeSet<OptionId>),
    /// Options in order, the best first; each once, never none.
    Order(Vec<OptionId>),
    /// Marks or points, never 0; never none.
    Points(BTreeMap<OptionId, u32>),
}

impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choices(..)")
    }
}

impl FromIterator<OptionId> for Choices {
    fn from_iter<I: IntoIterator<Item = OptionId>>(options: I) -> Choices {
        Choices::set(options.into_iter().collect())
    }
}

impl Choices {
    /// Exactly this one.
    pub fn one(option: OptionId) -> Choices {
        Choices::Set([option].into())
    }

    fn set(set: BTreeSet<OptionId>) -> Choices {
        if set.is_empty() { Choices::Nothing } else { Choices::Set(set) }
    }

    /// These in this order. What comes twice counts where it came first.
    pub fn order(options: impl IntoIterator<Item = OptionId>) -> Choices {
        let mut order: Vec<OptionId> = Vec::new();
        for option in options {
            if !order.contains(&option) {
                order.push(option);
            }
        }
        if order.is_empty() { Choices::Nothing } else { Choices::Order(order) }
    }

    /// These marks or points. 0 is none.
    pub fn points(points: impl IntoIterator<Item = (OptionId, u32)>) -> Choices {
        let points: BTreeMap<OptionId, u32> = points.into_iter().filter(|(_, points)| *points > 0).collect();
        if points.is_empty() { Choices::Nothing } else { Choices::Points(points) }
    }

    /// Whether it is chosen.
    pub fn has(&self, option: OptionId) -> bool {
        match self {
            Choices::Nothing | Choices::Blank => false,
            Choices::Set(set) => set.contains(&option),
            Choices::Order(order) => order.contains(&option),
            Choices::Points(points) => points.contains_key(&option),
        }
    }

    /// With one more; in an order, as its last.
    pub fn with(self, option: OptionId) -> Choices {
        match self {
            Choices::Nothing | Choices::Blank | Choices::Points(_) => Choices::one(option),
            Choices::Set(mut set) => {
                set.insert(option);
                Choices::Set(set)
            }
            Choices::Order(order) => Choices::order(order.into_iter().chain([option])),
        }
    }

    /// With one less.
    pub fn without(self, option: OptionId) -> Choices {
        match self {
            Choices::Nothing | Choices::Blank => self,
            Choices::Set(set) => Choices::set(set.into_iter().filter(|known| *known != option).collect()),
            Choices::Order(order) => Choices::order(order.into_iter().filter(|known| *known != option)),
            Choices::Points(points) => Choices::points(points.into_iter().filter(|(known, _)| *known != option)),
        }
    }

    /// With so many points for one option, whatever it had.
    pub fn giving(self, option: OptionId, given: u32) -> Choices {
        let known = match self {
            Choices::Points(points) => points,
            _ => BTreeMap::new(),
        };
        Choices::points(known.into_iter().filter(|(known, _)| *known != option).chain([(option, given)]))
    }

    /// How many options are chosen.
    pub fn len(&self) -> usize {
        match self {
            Choices::Nothing | Choices::Blank => 0,
            Choices::Set(set) => set.len(),
            Choices::Order(order) => order.len(),
            Choices::Points(points) => points.len(),
        }
    }

    /// Whether none is: nothing yet, or a blank ballot.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The options: of an order the best first, otherwise by number.
    pub fn options(&self) -> Vec<OptionId> {
        match self {
            Choices::Nothing | Choices::Blank => Vec::new(),
            Choices::Set(set) => set.iter().copied().collect(),
            Choices::Order(order) => order.clone(),
            Choices::Points(points) => points.keys().copied().collect(),
        }
    }

    /// The place of an option in an order, from 1.
    pub fn place_of(&self, option: OptionId) -> Option<usize> {
        match self {
            Choices::Order(order) => order.iter().position(|known| *known == option).map(|place| place + 1),
            _ => None,
        }
    }

    /// The marks or points of an option.
    pub fn points_of(&self, option: OptionId) -> u32 {
        match self {
            Choices::Points(points) => points.get(&option).copied().unwrap_or(0),
            _ => 0,
        }
    }

    /// All points given.
    pub fn points_given(&self) -> u32 {
        match self {
            Choices::Points(points) => points.values().fold(0, |sum, points| sum.saturating_add(*points)),
            _ => 0,
        }
    }

    /// What is on it, without its kind: what receipts and confirmations are made from.
    pub fn plain(&self) -> String {
        fn joined<T>(items: impl IntoIterator<Item = T>, between: &str, text: impl Fn(T) -> String) -> String {
            items.into_iter().map(text).collect::<Vec<_>>().join(between)
        }
        match self {
            Choices::Nothing => String::new(),
            Choices::Blank => "-".to_owned(),
            Choices::Set(set) => joined(set, ",", |option| option.0.to_string()),
            Choices::Order(order) => joined(order, ">", |option| option.0.to_string()),
            Choices::Points(points) => joined(points, ",", |(option, points)| format!("{}={points}", option.0)),
        }
    }

    /// As a draft is kept.
    pub fn encode(&self) -> String {
        match self {
            Choices::Nothing | Choices::Blank => self.plain(),
            Choices::Set(_) => format!("A:{}", self.plain()),
            Choices::Order(_) => format!("R:{}", self.plain()),
            Choices::Points(_) => format!("S:{}", self.plain()),
        }
    }

    /// The canonical line of a ballot: as it is stored, and as the log will have it.
    pub fn line(&self, kind: Kind) -> String {
        match (self, kind) {
            (Choices::Set(_), Kind::Single) => format!("1:{}", self.plain()),
            _ => self.encode(),
        }
    }

    /// Reads what [`Choices::line`] or [`Choices::encode`] wrote, and the sets without a letter of
    /// earlier versions: `1,3`.
    pub fn decode(text: &str) -> Option<Choices> {
        match text.split_once(':') {
            None if text.is_empty() => Some(Choices::Nothing),
            None if text == "-" => Some(Choices::Blank),
            None | Some(("A", _)) => {
                let numbers = text.strip_prefix("A:").unwrap_or(text).split(',').map(number);
                Some(Choices::set(numbers.collect::<Option<BTreeSet<_>>>()?))
            }
            Some(("1", option)) => Some(Choices::one(number(option)?)),
            Some(("R", order)) => Some(Choices::order(order.split('>').map(number).collect::<Option<Vec<_>>>()?)),
            Some(("S", points)) => {
                let pair = |pair: &str| {
                    let (option, points) = pair.split_once('=')?;
                    Some((number(option)?, digits(points)?.parse().ok()?))
                };
                Some(Choices::points(points.split(',').map(pair).collect::<Option<Vec<_>>>()?))
            }
            Some(_) => None,
        }
    }
}

fn number(text: &str) -> Option<OptionId> {
    digits(text)?.parse().ok().map(OptionId)
}

/// `parse` would take a sign.
fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ids(numbers: &[i64]) -> Vec<OptionId> {
        numbers.iter().copied().map(OptionId).collect()
    }

    #[test]
    fn every_kind_has_one_line_and_no_debug() {
        let set: Choices = ids(&[12, 3, 7, 3]).into_iter().collect();
        let order = Choices::order(ids(&[7, 3, 12, 7]));
        let points = Choices::points([(OptionId(7), 2), (OptionId(3), 5), (OptionId(1), 0)]);
        for (choices, kind, line) in [
            (set, Kind::Approval, "A:3,7,12"),
            (Choices::one(OptionId(7)), Kind::Single, "1:7"),
            (Choices::one(OptionId(7)), Kind::Knapsack, "A:7"),
            (order, Kind::Ranked, "R:7>3>12"),
            (points, Kind::Score { max: 5 }, "S:3=5,7=2"),
            (Choices::Blank, Kind::Single, "-"),
        ] {
            assert_eq!(choices.line(kind), line);
            assert!(Choices::decode(line).unwrap() == choices, "{line}");
            assert!(Choices::decode(&choices.encode()).unwrap() == choices, "{line}");
            assert_eq!(format!("{choices:?} {:?}", OptionId(7)), "Choices(..) OptionId(..)");
        }
    }

    #[test]
    fn what_earlier_versions_stored_is_read() {
        assert!(Choices::decode("1,3").unwrap() == ids(&[1, 3]).into_iter().collect());
        assert!(Choices::decode("7").unwrap() == Choices::one(OptionId(7)));
        assert_eq!(Choices::decode("1,3").unwrap().plain(), "1,3", "receipts given before stay the same");
        assert!(Choices::decode("").unwrap() == Choices::Nothing);
    }

    #[test]
    fn what_is_no_ballot_is_not_read() {
        for text in
            ["1,x", "1,", "-1", "+1", "A:", "R:", "S:", "1:", "1:1,2", "R:1,2", "S:3", "S:3=", "Z:1", "A:A:1", "--"]
        {
            assert!(Choices::decode(text).is_none(), "{text}");
        }
    }

    fn choices() -> impl Strategy<Value = Choices> {
        let id = || (1i64..=60).prop_map(OptionId);
        prop_oneof![
            Just(Choices::Nothing),
            Just(Choices::Blank),
            proptest::collection::vec(id(), 1..60).prop_map(|all| all.into_iter().collect()),
            proptest::collection::vec(id(), 1..60).prop_map(Choices::order),
            proptest::collection::vec((id(), 1u32..=10), 1..60).prop_map(Choices::points),
        ]
    }

    proptest! {
        #[test]
        fn a_draft_says_what_was_chosen(choices in choices()) {
            prop_assert!(Choices::decode(&choices.encode()).unwrap() == choices);
        }

        #[test]
        fn taking_in_and_taking_out_leaves_what_was(choices in choices(), option in 61i64..99) {
            let option = OptionId(option);
            let with = match choices { Choices::Points(_) => choices.clone().giving(option, 3), _ => choices.clone().with(option) };
            prop_assert!(with.has(option));
            let without = with.without(option);
            prop_assert!(without == choices || choices.is_empty());
        }

        #[test]
        fn nothing_that_is_stored_brings_it_down(text in "\\PC{0,40}") {
            let _ = Choices::decode(&text);
        }
    }
}
