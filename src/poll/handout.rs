//! What anybody can take away of a result: the picture, and the file with which it can be checked. Both are
//! made when they are sent.

use super::approval::ROLE;
use super::proof::rules::evidence::Least;
use super::{DeskPress, PollId, State, chart as picture, proof, result, store, talk};
use crate::bot::{Card, Desk, Press as BotPress, Turn};
use crate::channel::Source;
use crate::t;
use crate::text::Text;

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
        // Before it is told, who is about to tell it sees it too.
        (State::Closed, Some(outcome)) if turn.may(ROLE) => {
            let caption = result::caption(&poll, outcome, turn.lang());
            turn.kept_picture(picture::NAME, &picture::draw(&poll, outcome)?, caption).await
        }
        _ => talk::open(turn, id).await,
    }
}

/// The file with which anybody can check the result.
pub async fn bundle(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return talk::gone(turn).await };
    if poll.state == State::Closed && turn.may(ROLE) {
        turn.say(Card::new(t!("poll-bundle-later")).row([preview_button(id)]));
        return Ok(());
    }
    if poll.state != State::Published {
        return talk::open(turn, id).await;
    }
    if !proof::packed::has(turn.tx, id).await? {
        turn.toast(t!("poll-bundle-none"));
        return Ok(());
    }
    let question = poll.question.get(turn.lang());
    let live = poll.result.as_ref().map_or(0, |result| result.ballots);
    let least = Least::of(poll.method, &poll.rules(), live.try_into()?);
    let counts = if least == Least::Nothing { "no" } else { "yes" };
    let hash = poll.hash.get(..12).unwrap_or_default();
    let caption = t!("poll-bundle", question = question, counts = counts, hash = hash);
    turn.document(format!("madang-poll-{}.zip", id.0), Source::Bundle(id), caption);
    Ok(())
}

fn preview_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-desk-preview-button"), BotPress::Desk(Desk::Poll(DeskPress::Preview(id))))
}
