//! Stub: the room's builder replaces this file.
use super::{PollId, Press};
use crate::bot::home::Todo;
use crate::bot::{Card, Turn};
use crate::t;

/// The open polls.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A poll's card.
pub async fn open(turn: &mut Turn<'_>, _id: PollId) -> anyhow::Result<()> {
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

/// Where a person took part, and their ballots while they can be linked.
pub async fn own_data(_turn: &mut Turn<'_>) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::json!({}))
}

/// The person is about to be erased.
pub async fn leaves(_turn: &mut Turn<'_>) -> anyhow::Result<()> {
    Ok(())
}
