//! A contest: what is put to the vote, what a ballot may look like, and by which rule it is
//! counted. All that a count has to know beside the ballots, frozen when a poll is published.
//!
//! Alternatives are counted by their place in [`Contest::alternatives`], an [`Alt`]; people and
//! files know them by their id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use super::tie::{Lots, TieRule};

/// An alternative's place in its contest, from 0.
pub type Alt = usize;

/// An amount of money in minor units: won, or hundredths of an imported currency. Sums of amounts
/// are `u128`.
pub type Amount = u64;

/// Most alternatives of a contest.
pub const ALTERNATIVES_MAX: usize = 10_000;
/// The largest amount: 10^15 won, or as much of a currency with hundredths.
pub const AMOUNT_MAX: Amount = 100_000_000_000_000_000;

/// A contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contest {
    /// Its name. It is mixed into lots that are drawn, and decides nothing else.
    pub id: String,
    /// What one can vote for, by place. Ids and registered numbers are unique.
    pub alternatives: Vec<Alternative>,
    /// What a ballot may look like.
    pub ballot: BallotRules,
    /// How ballots are counted.
    pub rule: Rule,
    /// In which order those that tie are taken.
    #[serde(default)]
    pub ties: TieRule,
    /// The lots that decide what the tie rule leaves open.
    #[serde(default)]
    pub lots: Lots,
    /// The money to be spent, where the rule spends any.
    #[serde(default)]
    pub budget: Option<Amount>,
    /// Minor units in one unit of the currency: 1 for won, 100 for euro.
    #[serde(default = "one")]
    pub unit: Amount,
    /// People on the roll at the close, if there is a roll.
    #[serde(default)]
    pub roll: Option<u64>,
    /// What must hold for the result to bind.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Bodies that vote apart and are weighed against each other. Empty: everybody is one body.
    #[serde(default)]
    pub panels: Vec<Panel>,
    /// Whether the result also tells each channel's count.
    #[serde(default)]
    pub channels: Channels,
}

fn one() -> Amount {
    1
}

impl Contest {
    /// A contest about these alternatives, with ballots of that kind and no further conditions.
    pub fn new(alternatives: Vec<Alternative>, kind: Kind, rule: Rule) -> Contest {
        Contest {
            id: String::new(),
            alternatives,
            ballot: BallotRules::of(kind),
            rule,
            ties: TieRule::default(),
            lots: Lots::default(),
            budget: None,
            unit: 1,
            roll: None,
            conditions: Vec::new(),
            panels: Vec::new(),
            channels: Channels::default(),
        }
    }

    /// The place of the alternative with that id.
    pub fn place(&self, id: &str) -> Option<Alt> {
        self.alternatives.iter().position(|alternative| alternative.id.0 == id)
    }

    /// How many alternatives there are.
    pub fn len(&self) -> usize {
        self.alternatives.len()
    }

    /// Whether there is nothing to vote for.
    pub fn is_empty(&self) -> bool {
        self.alternatives.is_empty()
    }
}

/// An alternative's id: 1 to 32 printable ASCII characters, fixed at publication.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AltId(pub String);

/// Most characters of an [`AltId`].
pub const ID_CHARS_MAX: usize = 32;

impl AltId {
    /// The id, if it is one.
    pub fn parse(text: &str) -> Option<AltId> {
        let right = (1..=ID_CHARS_MAX).contains(&text.len()) && text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        right.then(|| AltId(text.to_owned()))
    }
}

/// Something that one can vote for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Its id.
    pub id: AltId,
    /// Its registered number. Imports number by id: those of digits only by value, then the others
    /// by their bytes (see [`registered_by_id`]).
    pub number: u64,
    /// What it costs; 0 where nothing costs anything.
    #[serde(default)]
    pub cost: Amount,
    /// The categories that it belongs to: fields, districts.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Of alternatives of the same exclusive group at most one is funded.
    #[serde(default)]
    pub group: Option<String>,
}

impl Alternative {
    /// An alternative without a cost.
    pub fn new(id: &str, number: u64) -> Alternative {
        Alternative { id: AltId(id.to_owned()), number, cost: 0, categories: Vec::new(), group: None }
    }

    /// The same with a cost.
    pub fn costing(self, cost: Amount) -> Alternative {
        Alternative { cost, ..self }
    }
}

/// Gives registered numbers from 1 by id: ids of digits only by their value and before all others,
/// the others by their bytes.
pub fn registered_by_id(alternatives: &mut [Alternative]) {
    let key = |id: &str| {
        let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        let value = id.trim_start_matches('0');
        // Of two digit strings without leading zeros the longer is the larger.
        (
            !digits,
            if digits { value.len() } else { 0 },
            if digits { value.to_owned() } else { String::new() },
            id.to_owned(),
        )
    };
    let mut order: Vec<usize> = (0..alternatives.len()).collect();
    order.sort_by_cached_key(|place| key(&alternatives[*place].id.0));
    for (number, place) in (1..).zip(order) {
        alternatives[place].number = number;
    }
}

/// What a ballot may look like. Checked by [`super::check()`] when it is cast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotRules {
    /// What is marked on it.
    pub kind: Kind,
    /// How many alternatives may be on it, blank ballots apart.
    #[serde(default)]
    pub picks: Between,
    /// How many of a category, for the categories that have a limit.
    #[serde(default)]
    pub picks_per_category: BTreeMap<String, Between>,
    /// What the chosen may cost together. A knapsack ballot without it is held to the budget.
    #[serde(default)]
    pub cost_max: Option<Amount>,
    /// What the chosen of a category may cost together.
    #[serde(default)]
    pub cost_max_per_category: BTreeMap<String, Amount>,
    /// Whether one may take part and choose nothing.
    #[serde(default)]
    pub blank: Blank,
}

impl BallotRules {
    /// Ballots of that kind, with no limit of their own.
    pub fn of(kind: Kind) -> BallotRules {
        BallotRules {
            kind,
            picks: Between::default(),
            picks_per_category: BTreeMap::new(),
            cost_max: None,
            cost_max_per_category: BTreeMap::new(),
            blank: Blank::default(),
        }
    }
}

/// From so many to so many, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Between {
    /// At least.
    pub min: usize,
    /// At most; `None` is any number.
    pub max: Option<usize>,
}

impl Default for Between {
    fn default() -> Between {
        Between { min: 1, max: None }
    }
}

/// Whether a blank ballot may be cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// It may: it counts as taking part.
    #[default]
    Allowed,
    /// It is refused.
    Refused,
}

/// What is marked on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One alternative.
    Single,
    /// Several of the same weight.
    Approval,
    /// Several that together cost no more than a sum.
    Knapsack,
    /// A mark from 0 to `max` for each alternative.
    Score {
        /// The best mark.
        max: u32,
    },
    /// Points that are shared out.
    Points {
        /// How many there are to give; `None` where an import does not say.
        budget: Option<u32>,
        /// Most points for one alternative.
        each: Option<u32>,
    },
    /// An order, the best first, not necessarily of all.
    Ranked,
}

impl Kind {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Single => "single",
            Kind::Approval => "approval",
            Kind::Knapsack => "knapsack",
            Kind::Score { .. } => "score",
            Kind::Points { .. } => "points",
            Kind::Ranked => "ranked",
        }
    }
}

/// A fraction of whole numbers, as a weight or a bound is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    /// Above the line.
    pub num: u64,
    /// Below it; never 0.
    pub den: u64,
}

/// A body that votes apart: citizens, a committee, a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Its name, which the ballots' [`super::Urn::panel`] repeats.
    pub name: String,
    /// What its share of the result weighs. The weights of all panels sum up to 1.
    pub weight: Fraction,
    /// People on its roll, if there is one.
    #[serde(default)]
    pub roll: Option<u64>,
    /// What happens if nobody in it gave a ballot that is not blank.
    #[serde(default)]
    pub silent: Silent,
}

/// What happens to the weight of a panel in which nobody voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silent {
    /// The result is void.
    #[default]
    Void,
    /// The others share it in proportion to their own.
    Spread,
}

/// Whether channels are told apart in the result. They never count differently: where on-site
/// ballots weigh more than others, the channels are panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channels {
    /// One count.
    #[default]
    Together,
    /// Each channel's count beside the whole.
    Apart,
}

/// What must hold for a result to bind. A count is published either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// So many people took part.
    Participants(u64),
    /// Such a part of the roll took part.
    Turnout(Fraction),
    /// The first winner is on such a part of the ballots that are not blank.
    SupportOfBallots(Fraction),
    /// The first winner is on ballots of such a part of the roll.
    SupportOfRoll(Fraction),
}
