//! Why a contest and its ballots do not fit together, in a sentence each.

use std::fmt;

use super::ballot::BALLOTS_MAX;
use super::contest::Kind;

/// Why there is nothing to count: the contest and its ballots do not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing to vote for.
    NoAlternatives,
    /// There is more than can be counted.
    TooManyAlternatives(usize),
    /// There are more ballots than people.
    TooManyBallots,
    /// No best set of projects was found in the time that this may take.
    TooHard,
    /// Raising the purses by so little would take too long.
    TooManyRaises,
    /// More people took part than are on the roll, of a panel if one is named.
    MoreThanRoll(Option<String>),
    /// Two panels have the same name.
    PanelTwice(String),
    /// A list of lots names something that is not in the contest.
    UnknownLot(String),
    /// A list of lots names something twice.
    LotTwice(String),
    /// Panels weigh shares, and a threshold counts votes.
    ThresholdOfPanels,
    /// Two alternatives have the same id or the same registered number.
    Twice(String),
    /// An amount is larger than [`super::contest::AMOUNT_MAX`].
    AmountTooLarge(String),
    /// The rule cannot count such ballots.
    Rule {
        /// The rule.
        rule: &'static str,
        /// What the ballots are.
        kind: Kind,
        /// The rules that can.
        fitting: Vec<&'static str>,
    },
    /// A ballot of another form than the contest asks for.
    Form,
    /// A ballot names something that is not in the contest.
    Unknown,
    /// The rule spends a budget, and none is given.
    NoBudget,
    /// The rule cannot weigh panels against each other.
    Panels(&'static str),
    /// Ballots of a panel that the contest does not know.
    UnknownPanel(String),
    /// The weights of the panels do not sum up to 1, or one of them has no denominator.
    Weights,
    /// A fraction of a condition has no denominator.
    Condition,
    /// Raising the purses by nothing would never end.
    Increment,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::NoAlternatives => write!(f, "there is nothing to vote for"),
            Unfit::TooManyAlternatives(max) => write!(f, "there are more than {max} alternatives"),
            Unfit::TooManyBallots => write!(f, "there are more than {BALLOTS_MAX} ballots"),
            Unfit::TooHard => {
                write!(f, "the best set of so many projects that are so alike would take too long to find: see mes")
            }
            Unfit::TooManyRaises => write!(
                f,
                "raising the purses by so little until the budget is spent would take too long: a larger increment \
                 (--increment) takes fewer steps"
            ),
            Unfit::MoreThanRoll(None) => write!(f, "more people took part than are on the roll"),
            Unfit::MoreThanRoll(Some(panel)) => {
                write!(f, "more people of the panel {panel:?} took part than are on its roll")
            }
            Unfit::PanelTwice(panel) => write!(f, "two panels are called {panel:?}"),
            Unfit::UnknownLot(id) => write!(f, "the list of lots names {id:?}, which is not in the contest"),
            Unfit::LotTwice(id) => write!(f, "the list of lots names {id:?} twice"),
            Unfit::ThresholdOfPanels => {
                write!(f, "panels are weighed by shares, so a threshold in votes has no meaning for them")
            }
            Unfit::Twice(id) => write!(f, "two alternatives are {id}"),
            Unfit::AmountTooLarge(what) => {
                write!(f, "{what} is more than {} minor units of money", super::contest::AMOUNT_MAX)
            }
            Unfit::Rule { rule, kind, fitting } => {
                write!(f, "{rule} does not fit {} ballots; these do: {}", kind.name(), fitting.join(", "))
            }
            Unfit::Form => write!(f, "a ballot is of another form than the contest asks for"),
            Unfit::Unknown => write!(f, "a ballot names something that is not in the contest"),
            Unfit::NoBudget => write!(f, "this rule spends a budget, and there is none"),
            Unfit::Panels(rule) => write!(f, "{rule} cannot weigh panels against each other"),
            Unfit::UnknownPanel(panel) => {
                write!(f, "there are ballots of a panel {panel:?} that the contest does not know")
            }
            Unfit::Weights => write!(f, "the weights of the panels do not sum up to 1"),
            Unfit::Condition => write!(f, "a fraction of a condition has no denominator"),
            Unfit::Increment => write!(f, "an increment of 0 would never end"),
        }
    }
}

impl std::error::Error for Unfit {}
