//! Money in words: what there was, what each project came to and what it lacked.

use num_bigint::BigInt;

use super::figures::{self, Q};
use super::{Shown, cut, id};
use crate::poll::voting::result::{Fate, Project, Spending};
use crate::poll::voting::rule::Utility;
use crate::poll::voting::{AltId, Kind, Rule};
use crate::t;
use crate::text::Text;

impl Shown<'_> {
    /// The lines about money, each with its label.
    pub(super) fn money(&self) -> Vec<(Text, Text)> {
        let Some(spending) = &self.tally.spending else { return Vec::new() };
        let (budget, spent) = (figures::money(&spending.budget), figures::money(&spending.spent));
        let mut lines = vec![(t!("count-label-budget"), t!("count-budget", budget = budget, spent = spent))];
        if let Some(purse) = &spending.purse {
            let purse = raised(spending, purse).unwrap_or(t!("count-purse", purse = figures::money(purse)));
            lines.push((t!("count-label-purse"), purse));
        }
        if let Some(welfare) = &spending.welfare {
            lines.push((t!("count-label-welfare"), t!("count-welfare", sum = figures::number(welfare))));
        }
        lines
    }

    /// The project of that id, where money is spent.
    pub(super) fn project(&self, id: &AltId) -> Option<&Project> {
        self.tally.spending.as_ref()?.projects.iter().find(|project| project.id == *id)
    }

    /// What became of a project.
    pub(super) fn fate(&self, project: &Project) -> Text {
        match &project.fate {
            Fate::Funded { effective_votes: Some(votes), .. } => {
                t!("count-fate-shares", votes = effective(votes), price = self.paid(project, votes))
            }
            Fate::Funded { .. } => t!("count-fate-funded"),
            Fate::Completed => t!("count-fate-completed"),
            Fate::Unsupported => t!("count-fate-unsupported"),
            Fate::BelowThreshold { missing } => t!("count-fate-below", missing = figures::number(missing)),
            Fate::Rivalled { by } => t!("count-fate-rivalled", id = id(by)),
            Fate::TooDear { left, category: None } => t!("count-fate-too-dear", left = figures::money(left)),
            Fate::TooDear { left, category: Some(category) } => {
                t!("count-fate-too-dear-in", left = figures::money(left), category = cut(category))
            }
            Fate::NotReached => t!("count-fate-not-reached"),
            Fate::Short { short, votes_missing, .. } => {
                let money = figures::money(short);
                match figures::rounded_up(votes_missing) {
                    Some(votes) => t!("count-fate-short", money = money, votes = votes),
                    None => t!("count-fate-short-money", money = money),
                }
            }
            Fate::Outweighed => t!("count-fate-outweighed"),
        }
    }

    /// What a supporter paid at most: the cost by the effective votes.
    fn paid(&self, project: &Project, votes: &str) -> Text {
        let votes = figures::exact(votes).filter(|votes| *votes != Q::from(BigInt::ZERO));
        let price = figures::exact(&project.cost).zip(votes).map(|(cost, votes)| figures::money_of(&(cost / votes)));
        let price = price.unwrap_or_default();
        let has_points = matches!(self.contest.ballot.kind, Kind::Score { .. } | Kind::Points { .. } | Kind::Ranked);
        match &self.contest.rule {
            Rule::Mes(shares) if has_points && shares.utility != Utility::Cardinality => {
                t!("count-price-point", price = price)
            }
            _ => t!("count-price-supporter", price = price),
        }
    }
}

/// How a purse came to be what it is, if it was raised.
fn raised(spending: &Spending, purse: &str) -> Option<Text> {
    let (raises, increment) = (spending.raises?, figures::exact(spending.increment.as_ref()?)?);
    let start = figures::exact(purse)? - &increment * BigInt::from(raises);
    let end = match &spending.would_spend {
        Some(would) => t!("count-raise-beyond", would = figures::money(would)),
        None => t!("count-raise-full"),
    };
    Some(t!(
        "count-purse-raised",
        purse = figures::money(purse),
        start = figures::money_of(&start),
        raises = raises,
        increment = figures::money_of(&increment),
        end = end
    ))
}

/// Effective votes, a whole number or not.
fn effective(votes: &str) -> Text {
    match figures::whole(votes) {
        Some(votes) => t!("count-effective-votes", votes = votes),
        None => t!("count-effective-part", votes = figures::number(votes)),
    }
}
