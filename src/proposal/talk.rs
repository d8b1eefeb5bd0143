//! Stub: the room's builder replaces this file.
use super::{Press, ProposalId};
use crate::bot::home::Todo;
use crate::bot::{Card, Turn};
use crate::t;

/// Begins to write a proposal, or offers the draft.
pub async fn begin(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// Ways to read proposals.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// One's own proposals.
pub async fn mine(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A proposal by its receipt number.
pub async fn by_number(turn: &mut Turn<'_>, _year: i32, _number: i64) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A proposal's card.
pub async fn open(turn: &mut Turn<'_>, _id: ProposalId) -> anyhow::Result<()> {
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
pub async fn leaves(_turn: &mut Turn<'_>, _withdraw: bool) -> anyhow::Result<()> {
    Ok(())
}
