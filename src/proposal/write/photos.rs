//! Photos of a proposal: one by one, or as an album, which comes as one message for each picture and
//! gets one answer.

use super::question::photos_so_far;
use super::{ALBUM_DELAY, Draft, Step};
use crate::bot::{self, Card, Dialogue, Next, Press as BotPress, Turn, dialogue};
use crate::proposal::Press;
use crate::t;

/// A photo at its step. An album's photos come one by one and get one answer.
pub(super) fn photo(turn: &mut Turn<'_>, mut draft: Draft, file: String) -> Next {
    let max = turn.city.preset.limits.photos;
    let full = draft.photos.len() >= max;
    if !full && !draft.photos.contains(&file) {
        draft.photos.push(file);
    }
    let count = draft.photos.len();
    let Some(album) = turn.album.clone() else {
        return if full {
            Next::Again(t!("proposal-photos-full", max = max))
        } else {
            Next::Ask(Dialogue::Propose(draft))
        };
    };
    let text = if full { t!("proposal-photos-full", max = max) } else { photos_so_far(count, max) };
    // The step of this state is not known yet: the button finds it when it is pressed.
    let card = Card::new(text).button(t!("proposal-next-button"), BotPress::Proposal(Press::PhotosDone));
    turn.say_once(format!("album:{album}"), ALBUM_DELAY, card);
    Next::Wait(Dialogue::Propose(draft))
}

/// A photo where something else is asked: a kind word, once for an album, and the question again.
pub(super) fn not_now(turn: &mut Turn<'_>, draft: Draft) -> Next {
    let Some(album) = turn.album.clone() else { return Next::Again(t!("proposal-photo-later")) };
    let card =
        Card::new(t!("proposal-photo-later")).button(t!("draft-resume-button"), BotPress::Resume("propose".into()));
    turn.say_once(format!("album:{album}"), ALBUM_DELAY, card);
    Next::Wait(Dialogue::Propose(draft))
}

/// The photos are complete: goes on, if that is where the person is.
pub async fn photos_done(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    match dialogue::current(turn).await? {
        Some((Dialogue::Propose(draft), step)) if draft.step == Step::Photos && draft.doubt.is_none() => {
            let given = dialogue::Given::Key("next".into());
            dialogue::answer(turn, Dialogue::Propose(draft), step, given).await
        }
        Some((state, step)) => dialogue::again(turn, &state, step, t!("dialogue-old")).await,
        None => bot::answer::old_button(turn).await,
    }
}
