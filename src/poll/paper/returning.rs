//! A sheet goes back to who entered it: the one question is why.

use serde::{Deserialize, Serialize};

use super::{SheetId, desk};
use crate::bot::{Answer, Next, Question, Turn};
use crate::poll::approval::REASON_CHARS;
use crate::poll::plan::read;
use crate::t;

/// A sheet being returned.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Returning {
    sheet: i64,
}

impl Returning {
    /// This one.
    pub fn of(sheet: SheetId) -> Returning {
        Returning { sheet: sheet.0 }
    }
}

/// The question.
pub fn ask() -> Question {
    Question::new(t!("paper-return", max = *REASON_CHARS.end())).free()
}

/// Takes the answer.
pub async fn step(turn: &mut Turn<'_>, returning: Returning, answer: Answer) -> anyhow::Result<Next> {
    let Answer::Text(typed) = answer else { return Ok(Next::Again(t!("poll-plan-only-words"))) };
    match read::words(&typed, REASON_CHARS) {
        Ok(reason) => {
            desk::returned(turn, SheetId(returning.sheet), &reason).await?;
            Ok(Next::Done)
        }
        Err(problem) => Ok(Next::Again(problem)),
    }
}
