//! Stub: the room's builder replaces this file.
use super::{ForumId, Press};
use crate::bot::home::Todo;
use crate::bot::{Card, Turn};
use crate::t;

/// The forums to come.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// One's own forums.
pub async fn mine(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A forum's card.
pub async fn open(turn: &mut Turn<'_>, _id: ForumId) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, _press: Press) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// What waits for the person here.
pub async fn todo(_turn: &mut Turn<'_>) -> anyhow::Result<Vec<Todo>> {
    Ok(Vec::new())
}

/// The person is about to be erased.
pub async fn leaves(_turn: &mut Turn<'_>) -> anyhow::Result<()> {
    Ok(())
}
