//! A poll as the engine takes it: its options with what they cost and the field that they fall under,
//! and its terms.

use super::contest::{Alt, Alternative, Between, Blank, Condition, Contest, Fraction, Kind};
use super::rule::{Rule, Seats};
use crate::poll::{Candidate, OptionId, Terms};

/// What a method has to know of a poll.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// What one can choose, by registered number.
    pub options: Vec<Entry>,
    /// How many one may choose at most.
    pub picks: usize,
    /// How many are chosen in the end.
    pub seats: usize,
    /// What else the method has to know.
    pub terms: Terms,
}

/// An option, as far as it matters for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its registered number.
    pub id: OptionId,
    /// What it costs, in won.
    pub cost: Option<i64>,
    /// The field that it falls under, by its number.
    pub field: Option<usize>,
}

impl From<&Candidate> for Entry {
    fn from(option: &Candidate) -> Entry {
        Entry { id: option.id, cost: option.cost, field: option.field }
    }
}

impl Rules {
    /// What the engine counts.
    pub fn contest(&self, kind: Kind, rule: Rule) -> Contest {
        // What something costs decides nothing, not even a tie, where no money is spent.
        let costs = rule.spends();
        let alternatives = self.options.iter().map(|option| alternative(option, costs)).collect();
        let mut contest = Contest::new(alternatives, kind, rule);
        let terms = &self.terms;
        contest.budget = terms.budget.and_then(|won| won.try_into().ok());
        contest.ballot.picks = Between { min: terms.picks_min, max: Some(self.picks) };
        contest.ballot.blank = if terms.blank { Blank::Allowed } else { Blank::Refused };
        contest.conditions = self.conditions();
        for (number, field) in (1usize..).zip(&terms.fields) {
            let between = Between { min: field.min, max: field.max };
            contest.ballot.picks_per_category.insert(number.to_string(), between);
        }
        contest
    }

    /// What has to hold for the result to bind.
    pub fn conditions(&self) -> Vec<Condition> {
        let quorum = &self.terms.quorum;
        let voters = quorum.voters.map(Condition::Participants);
        let percent = quorum.percent.map(|num| Condition::Turnout(Fraction { num, den: 100 }));
        voters.into_iter().chain(percent).collect()
    }

    /// How many win: of each field where fields say so, overall otherwise.
    pub fn seated(&self) -> Seats {
        let fields = (1usize..).zip(&self.terms.fields);
        let by_field: std::collections::BTreeMap<String, usize> =
            fields.filter_map(|(number, field)| Some((number.to_string(), field.seats?))).collect();
        if by_field.is_empty() { Seats::Overall(self.seats) } else { Seats::PerCategory(by_field) }
    }

    /// An option's place in the contest.
    pub fn place(&self, option: OptionId) -> Option<Alt> {
        self.options.iter().position(|known| known.id == option)
    }

    /// The number of a field by its name in the contest.
    pub fn field_named(&self, category: &str) -> usize {
        category.parse().unwrap_or(0)
    }
}

fn alternative(option: &Entry, costs: bool) -> Alternative {
    let number = u64::try_from(option.id.0).unwrap_or(0);
    let mut alternative = Alternative::new(&option.id.0.to_string(), number);
    alternative.cost = option.cost.filter(|_| costs).and_then(|won| won.try_into().ok()).unwrap_or(0);
    alternative.categories = option.field.iter().map(usize::to_string).collect();
    alternative
}
