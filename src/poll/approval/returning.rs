//! A plan goes back to who made it: the one question is why.

use serde::{Deserialize, Serialize};

use super::{AskedId, REASON_CHARS, desk};
use crate::bot::{Answer, Next, Question, Turn};
use crate::poll::plan::read;
use crate::t;

/// A plan being returned.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Returning {
    plan: i64,
}

impl Returning {
    /// Of this plan.
    pub fn of(plan: AskedId) -> Returning {
        Returning { plan: plan.0 }
    }
}

/// The question.
pub fn ask() -> Question {
    Question::new(t!("poll-return", max = *REASON_CHARS.end())).free()
}

/// Takes the answer.
pub async fn step(turn: &mut Turn<'_>, returning: Returning, answer: Answer) -> anyhow::Result<Next> {
    let Answer::Text(typed) = answer else { return Ok(Next::Again(t!("poll-plan-only-words"))) };
    match read::words(&typed, REASON_CHARS) {
        Ok(reason) => {
            desk::returned(turn, AskedId(returning.plan), &reason).await?;
            Ok(Next::Done)
        }
        Err(problem) => Ok(Next::Again(problem)),
    }
}
