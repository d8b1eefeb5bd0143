//! What anybody can take away of a result: the picture, and the file with which it can be checked. Both are
//! made when they are sent.

use super::{PollId, State, chart as picture, proof, result, store, talk};
use crate::bot::Turn;
use crate::channel::Source;
use crate::t;

/// The result as a picture, and in a few words below it.
pub async fn chart(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return talk::gone(turn).await };
    match (poll.state, &poll.result) {
        (State::Published, Some(outcome)) => {
            let lang = turn.lang();
            let caption = result::caption(&poll, outcome, lang);
            turn.picture(picture::NAME.to_owned(), Source::Chart(id), caption);
            Ok(())
        }
        _ => talk::open(turn, id).await,
    }
}

/// The file with which anybody can check the result.
pub async fn bundle(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return talk::gone(turn).await };
    if poll.state != State::Published {
        return talk::open(turn, id).await;
    }
    if !proof::packed::has(turn.tx, id).await? {
        turn.toast(t!("poll-bundle-none"));
        return Ok(());
    }
    let question = poll.question.get(turn.lang());
    let caption = t!("poll-bundle", question = question, hash = poll.hash.get(..12).unwrap_or_default());
    turn.document(format!("madang-poll-{}.zip", id.0), Source::Bundle(id), caption);
    Ok(())
}
