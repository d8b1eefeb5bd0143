//! Stub: the room's builder replaces this file.
use super::Draft;
use crate::bot::{Answer, Next, Question, Turn};
use crate::t;

/// How long an album's answer waits for its other pictures.
pub const ALBUM_DELAY: chrono::TimeDelta = chrono::TimeDelta::milliseconds(1500);

/// The present question.
pub async fn ask(_turn: &mut Turn<'_>, _state: &Draft) -> anyhow::Result<Question> {
    Ok(Question::new(t!("soon")))
}

/// Takes an answer.
pub async fn step(_turn: &mut Turn<'_>, _state: Draft, _answer: Answer) -> anyhow::Result<Next> {
    Ok(Next::Done)
}

/// The step before.
pub fn back(_state: &Draft) -> Option<Draft> {
    None
}
