//! News: what came of it all. Reading needs no consent.

use crate::bot::Turn;
use crate::notice::announcement::store;
use crate::notice::{NoticeId, Press, State, card};
use crate::t;

/// Announcements listed at once.
const NEWS_SHOWN: i64 = 5;

/// What came of it all.
pub async fn news(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let dong = turn.person.dong.as_ref().map(|dong| dong.0.clone()).unwrap_or_default();
    let interests = serde_json::to_string(&turn.person.interests)?;
    let list = store::news(turn.tx, &dong, &interests, NEWS_SHOWN).await?;
    turn.say(card::news(turn.city, &list, turn.lang()));
    Ok(())
}

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::News => news(turn).await,
        Press::Read(id) => read(turn, id).await,
    }
}

async fn read(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let correction = store::correction_of(turn.tx, id).await?;
    match store::get(turn.tx, id).await? {
        // A stopped one may still be read by who comes from its correction.
        Some(one) if one.state != State::Stopped || correction.is_some() => {
            turn.say(card::read(turn.city, &one, correction, turn.lang()));
            Ok(())
        }
        _ => {
            turn.toast(t!("notice-gone"));
            news(turn).await
        }
    }
}
