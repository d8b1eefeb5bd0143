//! Stub: the room's builder replaces this file.
use super::Change;
use crate::bot::{Answer, Next, Question, Turn};
use crate::t;

/// The present question.
pub async fn ask(_turn: &mut Turn<'_>, _state: &Change) -> anyhow::Result<Question> {
    Ok(Question::new(t!("soon")))
}

/// Takes an answer.
pub async fn step(_turn: &mut Turn<'_>, _state: Change, _answer: Answer) -> anyhow::Result<Next> {
    Ok(Next::Done)
}

/// The step before.
pub fn back(_state: &Change) -> Option<Change> {
    None
}
