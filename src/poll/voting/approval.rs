//! Several choices each, up to a number, all of the same weight: the most votes win.

use super::{Method, Outcome, Refusal, Rules, by_votes, within};
use crate::poll::Choices;
use crate::t;
use crate::text::Text;

/// Up to so many choices each.
pub struct Approval;

impl Method for Approval {
    fn name(&self) -> &'static str {
        "approval"
    }

    fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        within(rules, choices, rules.picks)
    }

    fn tally(&self, rules: &Rules, ballots: &[Choices]) -> Outcome {
        by_votes(self, rules, ballots)
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-approval", options = rules.options.len(), max = rules.picks)
    }
}
