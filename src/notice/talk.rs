//! Stub: the room's builder replaces this file.
use super::Press;
use crate::bot::{Card, Turn};
use crate::t;

/// What came of it all.
pub async fn news(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, _press: Press) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}
