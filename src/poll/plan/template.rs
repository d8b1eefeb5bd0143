//! Kinds of polls that a city holds again and again. A template fills in the method and its rules;
//! the clerk may change each of them before the poll is published.

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::poll::{Candidate, OptionId, Terms};
use crate::text::Text;
use crate::{bot::Words, t};

/// How many projects one may choose where a template says so.
const PICKS: usize = 3;
/// How many of them win.
const PROJECT_SEATS: usize = 2;

/// A kind of poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Which projects come first.
    Priority,
    /// For or against something.
    YesNo,
    /// In which order things come.
    Order,
    /// What a sum of money is spent on.
    Budget,
    /// What people think, without anything being decided.
    Opinion,
}

impl Template {
    /// All of them.
    pub const ALL: [Template; 5] =
        [Template::Priority, Template::YesNo, Template::Order, Template::Budget, Template::Opinion];

    /// Its key among the choices.
    pub fn key(self) -> &'static str {
        match self {
            Template::Priority => "priority",
            Template::YesNo => "yes_no",
            Template::Order => "order",
            Template::Budget => "budget",
            Template::Opinion => "opinion",
        }
    }

    /// The template of that key.
    pub fn read(key: &str) -> Option<Template> {
        Template::ALL.into_iter().find(|template| template.key() == key)
    }

    /// What its button says.
    pub fn label(self) -> Text {
        match self {
            Template::Priority => t!("poll-plan-priority-button"),
            Template::YesNo => t!("poll-plan-yes-no-button"),
            Template::Order => t!("poll-plan-order-button"),
            Template::Budget => t!("poll-plan-budget-button"),
            Template::Opinion => t!("poll-plan-opinion-button"),
        }
    }

    /// Fills in method and rules. What one says yes or no to has two `sides`, in both languages.
    pub fn fill(self, plan: &mut Plan, sides: [Words; 2]) {
        plan.template = Some(self);
        let (fields, quorum) = (std::mem::take(&mut plan.terms.fields), plan.terms.quorum);
        plan.terms = Terms { fields, quorum, ..Terms::default() };
        let (method, picks, seats, blank) = match self {
            Template::Priority => ("approval", PICKS, PROJECT_SEATS, true),
            Template::YesNo => ("sides", 1, 1, true),
            Template::Order => ("ranked", usize::MAX, 1, false),
            Template::Budget => ("knapsack", usize::MAX, 1, false),
            Template::Opinion => ("approval", PICKS, 1, true),
        };
        plan.method = method.to_owned();
        (plan.picks, plan.seats, plan.terms.blank) = (picks, seats, blank);
        if self == Template::YesNo && plan.options.is_empty() {
            plan.options = (1..).zip(sides).map(|(id, side)| Candidate::new(OptionId(id), side)).collect();
        }
    }
}
