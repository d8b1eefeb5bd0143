//! The ways to vote that the bot's polls know: which ballot goes with which rule.

use super::contest::Kind;
use super::method::Method;
use super::rule::{EqualShares, Greedy, Irv, Plurality, Rule, Schulze, Seated};
use super::rules::Rules;
use crate::poll::Terms;
use crate::t;
use crate::text::{Text, Value};

/// The best mark where a poll does not say.
const MARK_MAX: u32 = 5;
/// How many points there are to give out where a poll does not say.
const POINTS: u32 = 10;

/// One choice each: the most votes win.
pub struct Single;

impl Method for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Single
    }

    fn rule(&self, rules: &Rules) -> Rule {
        Rule::Plurality(Plurality { seats: rules.seats, ..Plurality::default() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-single", options = rules.options.len())
    }

    fn formula(&self, rules: &Rules) -> Text {
        by_votes(rules)
    }

    fn tie(&self) -> Text {
        t!("poll-tie-votes")
    }
}

/// For or against: the side with more votes wins, and with equal votes nothing is decided.
pub struct Sides;

impl Method for Sides {
    fn name(&self) -> &'static str {
        "sides"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Single
    }

    fn rule(&self, _: &Rules) -> Rule {
        Rule::Plurality(Plurality { seats: 1, ..Plurality::default() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-single", options = rules.options.len())
    }

    fn formula(&self, _: &Rules) -> Text {
        t!("poll-formula-sides")
    }

    fn tie(&self) -> Text {
        t!("poll-tie-sides")
    }

    fn settles_ties(&self) -> bool {
        false
    }
}

/// Several choices each, up to a number, all of the same weight: the most votes win.
pub struct Approval;

impl Method for Approval {
    fn name(&self) -> &'static str {
        "approval"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Approval
    }

    fn rule(&self, rules: &Rules) -> Rule {
        Rule::Approval(Seated { seats: rules.seated() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        up_to(rules)
    }

    fn formula(&self, rules: &Rules) -> Text {
        by_votes(rules)
    }

    fn tie(&self) -> Text {
        t!("poll-tie-votes")
    }
}

/// An order of some options: who beats the others one against one wins.
pub struct Ranking;

impl Method for Ranking {
    fn name(&self) -> &'static str {
        "ranked"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Ranked
    }

    fn rule(&self, rules: &Rules) -> Rule {
        Rule::Schulze(Schulze { seats: Some(rules.seats), ..Schulze::default() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-ranked", options = rules.options.len(), max = rules.picks)
    }

    fn formula(&self, rules: &Rules) -> Text {
        t!("poll-formula-ranked", seats = rules.seats)
    }

    fn tie(&self) -> Text {
        t!("poll-tie-ranked")
    }
}

/// An order of some options: the weakest leaves, round by round, and its ballots go to their next.
pub struct Runoff;

impl Method for Runoff {
    fn name(&self) -> &'static str {
        "runoff"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Ranked
    }

    fn rule(&self, _: &Rules) -> Rule {
        Rule::Irv(Irv::default())
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-ranked", options = rules.options.len(), max = rules.picks)
    }

    fn formula(&self, _: &Rules) -> Text {
        t!("poll-formula-runoff")
    }

    fn tie(&self) -> Text {
        t!("poll-tie-runoff")
    }
}

/// A mark for each option: the highest sum wins.
pub struct Score;

impl Method for Score {
    fn name(&self) -> &'static str {
        "score"
    }

    fn kind(&self, terms: &Terms) -> Kind {
        Kind::Score { max: terms.points.unwrap_or(MARK_MAX) }
    }

    fn rule(&self, rules: &Rules) -> Rule {
        Rule::Score(Seated { seats: rules.seated() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-score", options = rules.options.len(), max = rules.terms.points.unwrap_or(MARK_MAX))
    }

    fn formula(&self, rules: &Rules) -> Text {
        t!("poll-formula-score", seats = rules.seats, fields = by_field(rules))
    }

    fn tie(&self) -> Text {
        t!("poll-tie-score")
    }
}

/// Points to be given out: the highest sum wins.
pub struct Points;

impl Method for Points {
    fn name(&self) -> &'static str {
        "points"
    }

    fn kind(&self, terms: &Terms) -> Kind {
        Kind::Points { budget: Some(terms.points.unwrap_or(POINTS)), each: None }
    }

    fn rule(&self, rules: &Rules) -> Rule {
        Rule::Points(Seated { seats: rules.seated() })
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-points", options = rules.options.len(), max = rules.terms.points.unwrap_or(POINTS))
    }

    fn formula(&self, rules: &Rules) -> Text {
        t!("poll-formula-points", seats = rules.seats, fields = by_field(rules))
    }

    fn tie(&self) -> Text {
        t!("poll-tie-points")
    }
}

/// What together costs no more than the money there is: funded by votes as long as it lasts.
pub struct Knapsack;

impl Method for Knapsack {
    fn name(&self) -> &'static str {
        "knapsack"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Knapsack
    }

    fn rule(&self, _: &Rules) -> Rule {
        Rule::Greedy(Greedy::default())
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-knapsack", options = rules.options.len(), budget = Value::Won(rules.terms.budget.unwrap_or(0)))
    }

    fn formula(&self, rules: &Rules) -> Text {
        t!("poll-formula-knapsack", budget = Value::Won(rules.terms.budget.unwrap_or(0)))
    }

    fn tie(&self) -> Text {
        t!("poll-tie-knapsack")
    }
}

/// Several choices each; everybody has the same part of the money, and supporters pay together.
pub struct Shares;

impl Method for Shares {
    fn name(&self) -> &'static str {
        "shares"
    }

    fn kind(&self, _: &Terms) -> Kind {
        Kind::Approval
    }

    fn rule(&self, _: &Rules) -> Rule {
        Rule::Mes(EqualShares::default())
    }

    fn describe(&self, rules: &Rules) -> Text {
        up_to(rules)
    }

    fn formula(&self, rules: &Rules) -> Text {
        t!("poll-formula-shares", budget = Value::Won(rules.terms.budget.unwrap_or(0)))
    }

    fn tie(&self) -> Text {
        t!("poll-tie-shares")
    }
}

fn up_to(rules: &Rules) -> Text {
    let limited = rules.terms.fields.iter().any(|field| field.max.is_some() || field.min > 0);
    t!(
        "poll-method-approval",
        options = rules.options.len(),
        min = rules.terms.picks_min,
        max = rules.picks,
        fields = if limited { "yes" } else { "no" },
    )
}

fn by_votes(rules: &Rules) -> Text {
    t!("poll-formula-votes", seats = rules.seats, fields = by_field(rules))
}

fn by_field(rules: &Rules) -> &'static str {
    if rules.terms.fields.iter().any(|field| field.seats.is_some()) { "yes" } else { "no" }
}
