//! Stub: the room's builder replaces this file.
use super::DeskPress;
use crate::bot::{Card, Turn};
use crate::staff::Queue;
use crate::t;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, _press: DeskPress) -> anyhow::Result<()> {
    turn.say(Card::new(t!("soon")).home());
    Ok(())
}

/// What waits at the desk.
pub async fn queues(_turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    Ok(Vec::new())
}
