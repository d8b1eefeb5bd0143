//! The rules of counting and their parameters. What a rule does stands in the file of its name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contest::{Amount, Kind};

/// How ballots are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "name")]
pub enum Rule {
    /// The most first choices.
    Plurality(Plurality),
    /// The most ballots that name it.
    Approval(Seated),
    /// The highest sum of marks.
    Score(Seated),
    /// The highest sum of points.
    Points(Seated),
    /// Instant run-off: the weakest leaves, round by round.
    Irv(Irv),
    /// The strongest paths of pairwise wins.
    Schulze(Schulze),
    /// Pairwise wins less losses.
    Copeland(Ordered),
    /// Pairwise margins summed up.
    Borda(Ordered),
    /// By support, as long as the money lasts.
    Greedy(Greedy),
    /// The Method of Equal Shares.
    Mes(EqualShares),
    /// The largest sum of support that the money buys. For comparison only.
    Welfare,
}

impl Rule {
    /// Its name on the command line and in files.
    pub fn name(&self) -> &'static str {
        match self {
            Rule::Plurality(_) => "plurality",
            Rule::Approval(_) => "approval",
            Rule::Score(_) => "score",
            Rule::Points(_) => "points",
            Rule::Irv(_) => "irv",
            Rule::Schulze(_) => "schulze",
            Rule::Copeland(_) => "copeland",
            Rule::Borda(_) => "borda",
            Rule::Greedy(greedy) => greedy.name(),
            Rule::Mes(_) => "mes",
            Rule::Welfare => "welfare",
        }
    }

    /// Whether it can count ballots of that kind.
    pub fn fits(&self, kind: Kind) -> bool {
        let ticks = matches!(kind, Kind::Single | Kind::Approval | Kind::Knapsack);
        let points = matches!(kind, Kind::Score { .. } | Kind::Points { .. });
        match self {
            Rule::Plurality(_) => matches!(kind, Kind::Single | Kind::Ranked),
            Rule::Approval(_) => ticks,
            Rule::Score(_) => matches!(kind, Kind::Score { .. }),
            Rule::Points(_) => points || kind == Kind::Ranked,
            Rule::Irv(_) | Rule::Schulze(_) | Rule::Copeland(_) | Rule::Borda(_) => kind == Kind::Ranked,
            Rule::Greedy(_) | Rule::Mes(_) | Rule::Welfare => true,
        }
    }

    /// Whether it spends a budget.
    pub fn spends(&self) -> bool {
        matches!(self, Rule::Greedy(_) | Rule::Mes(_) | Rule::Welfare)
    }

    /// Whether it can weigh panels against each other: those that order by
    /// a sum.
    pub fn weighs_panels(&self) -> bool {
        !matches!(
            self,
            Rule::Irv(_) | Rule::Schulze(_) | Rule::Copeland(_) | Rule::Borda(_) | Rule::Mes(_) | Rule::Welfare
        )
    }

    /// The names of all rules that can count ballots of that kind.
    pub fn fitting(kind: Kind) -> Vec<&'static str> {
        Rule::all().into_iter().filter(|rule| rule.fits(kind)).map(|rule| rule.name()).collect()
    }

    /// Each rule once, with its usual parameters.
    pub fn all() -> Vec<Rule> {
        let greedy = |stop, threshold| Greedy { stop, threshold, ..Greedy::default() };
        vec![
            Rule::Plurality(Plurality::default()),
            Rule::Approval(Seated::default()),
            Rule::Score(Seated::default()),
            Rule::Points(Seated::default()),
            Rule::Irv(Irv::default()),
            Rule::Schulze(Schulze::default()),
            Rule::Copeland(Ordered::default()),
            Rule::Borda(Ordered::default()),
            Rule::Greedy(Greedy::default()),
            Rule::Greedy(greedy(Misfit::Stop, None)),
            Rule::Greedy(greedy(Misfit::Skip, Some(1))),
            Rule::Greedy(Greedy { exclusive: true, ..Greedy::default() }),
            Rule::Mes(EqualShares::default()),
            Rule::Welfare,
        ]
    }
}

/// Single choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plurality {
    /// How many win.
    pub seats: usize,
    /// Whether the winner needs more than half of the ballots.
    #[serde(default)]
    pub majority: Majority,
}

impl Default for Plurality {
    fn default() -> Plurality {
        Plurality { seats: 1, majority: Majority::NotNeeded }
    }
}

/// Whether one seat needs more than half of the ballots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// The most are enough.
    #[default]
    NotNeeded,
    /// Without more than half nobody wins, and the first two go to a run-off.
    OrRunoff,
}

/// How many are chosen by sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seated {
    /// The seats.
    pub seats: Seats,
}

impl Default for Seated {
    fn default() -> Seated {
        Seated { seats: Seats::Overall(1) }
    }
}

/// How many are chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seats {
    /// So many of all.
    Overall(usize),
    /// So many of each category named; of the others none.
    PerCategory(BTreeMap<String, usize>),
}

/// Instant run-off. It always fills one seat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Irv {
    /// What decides first who leaves of several with the fewest votes.
    #[serde(default)]
    pub lowest: Lowest,
    /// When the rounds end.
    #[serde(default)]
    pub until: Until,
}

/// What decides who leaves of several with the fewest votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lowest {
    /// The last in the lots leaves.
    #[default]
    Lots,
    /// Who had fewer in the latest earlier round in which they differ; then the lots.
    EarlierRounds,
}

/// When the rounds of an instant run-off end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// When one has more than half of the ballots that still count.
    #[default]
    Majority,
    /// When only one is left, so that everybody gets a place.
    Last,
}

/// Pairwise rules whose winners are all those that nobody beats, unless seats are given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ordered {
    /// How many win; `None`: all that share the first place.
    #[serde(default)]
    pub seats: Option<usize>,
}

/// The Schulze method.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schulze {
    /// How strong a pairwise win is.
    #[serde(default)]
    pub strength: Strength,
    /// How many win; `None`: all that nobody beats.
    #[serde(default)]
    pub seats: Option<usize>,
}

/// How strong a pairwise win is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The ballots of the winning side.
    #[default]
    Winning,
    /// Those less the ballots of the losing side.
    Margins,
}

/// Greedy funding: what most cities do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Greedy {
    /// In which order projects are looked at.
    #[serde(default)]
    pub order: GreedyOrder,
    /// What happens at a project that does not fit the money left.
    #[serde(default)]
    pub stop: Misfit,
    /// Projects with less support are passed over.
    #[serde(default)]
    pub threshold: Option<u64>,
    /// Whether only one of each exclusive group is funded.
    #[serde(default)]
    pub exclusive: bool,
    /// Money of each category. A project must fit what is left of each of its categories.
    #[serde(default)]
    pub categories: BTreeMap<String, Amount>,
    /// Whether what the categories leave over is spent by support in a second pass.
    #[serde(default)]
    pub leftover: Leftover,
}

impl Greedy {
    /// Its name, by the variant.
    pub fn name(&self) -> &'static str {
        match (self.exclusive, self.threshold, self.stop) {
            (true, _, _) => "greedy-exclusive",
            (_, _, Misfit::Stop) => "greedy-no-skip",
            (_, Some(_), _) => "greedy-threshold",
            _ => "greedy",
        }
    }
}

/// In which order greedy funding looks at projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GreedyOrder {
    /// By support.
    #[default]
    Support,
    /// By support for each unit of cost.
    PerCost,
}

/// What greedy funding does at a project that does not fit the money left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// It goes on to the next.
    #[default]
    Skip,
    /// It ends.
    Stop,
}

/// What becomes of the money that category budgets leave over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leftover {
    /// It is not spent.
    #[default]
    Kept,
    /// A second pass spends it without regard to categories.
    Spent,
}

/// The Method of Equal Shares.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EqualShares {
    /// What a funded project is worth to its supporter.
    #[serde(default)]
    pub utility: Utility,
    /// How money is spent that the method leaves over.
    #[serde(default)]
    pub completion: Completion,
    /// When raising the purses ends.
    #[serde(default)]
    pub stop: Stop,
    /// By how much a purse is raised in minor units; `None`: one unit of the currency, or the least
    /// power of ten of it with at most 2,000 steps to the whole budget (see `mes::increment`).
    #[serde(default)]
    pub increment: Option<Amount>,
    /// The purse that the raising begins with.
    #[serde(default)]
    pub start: Start,
    /// Whether greedy funding takes its place if more voters prefer that.
    #[serde(default)]
    pub comparison: Comparison,
}

/// What a funded project is worth to its supporter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Utility {
    /// Its cost; on ballots with points, its cost for each point.
    #[default]
    Cost,
    /// One, whatever it costs and however many points it has.
    Cardinality,
    /// The points that the voter gave it.
    Points,
}

/// How money is spent that Equal Shares leaves over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completion {
    /// Not at all.
    None,
    /// By support on the rest.
    Greedy,
    /// By raising everybody's purse as long as the budget allows.
    Add1,
    /// By raising, then by support on the rest.
    #[default]
    Add1Greedy,
}

/// When raising the purses ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// When the next run would overspend.
    #[default]
    Overspend,
    /// Also as soon as no supported project fits the money left.
    Exhaustive,
}

/// The purse that the raising begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The budget for each voter, rounded down to whole units of the currency.
    #[default]
    Whole,
    /// The exact fraction.
    Exact,
}

/// Whether greedy funding takes the place of Equal Shares if more voters get more of their
/// projects by it (Wieliczka's rule).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// It does not.
    #[default]
    Off,
    /// It does.
    GreedyIfPreferred,
}
