//! Stub: the room's builder replaces this file.
use super::Press;
use crate::bot::{Card, Turn};
use crate::t;

/// The desk: what waits, with counts and ages.
pub async fn open(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// A press on one of the desk's own buttons.
pub async fn press(turn: &mut Turn<'_>, _press: Press) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}
