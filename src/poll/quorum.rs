//! How a quorum looks: before one votes, and in the result.

use crate::poll::voting::{Checked, Condition, Outcome};
use crate::poll::{Quorum, rules};
use crate::t;
use crate::text::Text;

/// What a quorum asks for, in a few words; none where nothing is asked.
pub fn needed(quorum: &Quorum) -> Option<Text> {
    Some(match (quorum.voters, quorum.percent) {
        (None, None) => return None,
        (Some(voters), None) => t!("quorum-voters", voters = voters),
        (None, Some(percent)) => t!("quorum-percent", percent = percent),
        (Some(voters), Some(percent)) => t!("quorum-both", voters = voters, percent = percent),
    })
}

/// Whether the quorum was met, with the figures; none where there is none.
pub fn met(outcome: &Outcome) -> Option<Text> {
    let lines: Vec<Text> = outcome.conditions.iter().filter_map(|checked| line(outcome, checked)).collect();
    if lines.is_empty() {
        return None;
    }
    Some(match outcome.is_binding() {
        true => t!("quorum-met", lines = lines),
        false => t!("quorum-missed", lines = lines),
    })
}

fn line(outcome: &Outcome, checked: &Checked) -> Option<Text> {
    let have = outcome.participants();
    let met = if checked.met { "yes" } else { "no" };
    match checked.condition {
        Condition::Participants(need) => Some(t!("quorum-line-voters", have = have, need = need, met = met)),
        Condition::Turnout(part) => {
            let roll = outcome.roll.unwrap_or(0);
            let tenths = rules::tenths_of_percent(have, i64::try_from(roll).unwrap_or(i64::MAX));
            let (whole, tenth) = (tenths / 10, tenths % 10);
            Some(t!(
                "quorum-line-percent",
                roll = roll,
                have = have,
                whole = whole,
                tenth = tenth,
                need = part.num,
                met = met
            ))
        }
        Condition::SupportOfBallots(_) | Condition::SupportOfRoll(_) => None,
    }
}
