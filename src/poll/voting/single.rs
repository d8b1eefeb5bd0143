//! One choice each: the most votes win.

use super::{Method, Outcome, Refusal, Rules, by_votes, within};
use crate::poll::Choices;
use crate::t;
use crate::text::Text;

/// One choice each.
pub struct Single;

impl Method for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        within(rules, choices, 1)
    }

    fn tally(&self, rules: &Rules, ballots: &[Choices]) -> Outcome {
        by_votes(self, rules, ballots)
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-single", options = rules.options.len())
    }
}
