//! Stub: the room's builder replaces this file.
use super::Supplement;
use crate::bot::{Answer, Next, Question, Turn};
use crate::t;

/// The present question.
pub async fn ask(_turn: &mut Turn<'_>, _state: &Supplement) -> anyhow::Result<Question> {
    Ok(Question::new(t!("soon")))
}

/// Takes an answer.
pub async fn step(_turn: &mut Turn<'_>, _state: Supplement, _answer: Answer) -> anyhow::Result<Next> {
    Ok(Next::Done)
}

