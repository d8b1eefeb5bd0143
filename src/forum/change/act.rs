//! A change of a forum is made, once staff have seen what it will be: with the message to those who
//! signed up, new reminders, and a line in the audit trail, all in one transaction.

use super::{Change, Step, What};
use crate::bot::{Dialogue, Next, Turn, home};
use crate::forum::draft::{Field, Part};
use crate::forum::{Forum, desk, rules, store, tell};
use crate::outbox;
use crate::staff::audit;
use crate::t;
use crate::text::Text;

/// Does it, unless the forum has become another one since staff began.
pub async fn act(turn: &mut Turn<'_>, mut change: Change, forum: Forum) -> anyhow::Result<Next> {
    if forum.revision != change.revision {
        change.revision = forum.revision;
        turn.toast(t!("forum-changed-meanwhile"));
        return Ok(Next::Ask(Dialogue::ForumChange(change)));
    }
    match change.what {
        What::Edit(part) => return edit(turn, change, forum, part).await,
        What::Cancel => {
            store::cancel(turn.tx, forum.id, &change.said).await?;
            tell::drop_reminders(turn.tx, forum.id).await?;
            tell::cancelled(turn.tx, turn.city, &forum, &change.said).await?;
            let detail = serde_json::json!({ "reason": change.said.ko, "signed_up": forum.taken });
            record(turn, "forum.cancel", &forum, detail).await?;
            done(turn, &forum, t!("forum-cancel-done", count = forum.taken + forum.waiting)).await?;
        }
        What::Correct => {
            tell::corrected(turn.tx, turn.city, &forum, &change.said).await?;
            record(turn, "forum.correct", &forum, serde_json::json!({ "said": change.said.ko })).await?;
            done(turn, &forum, t!("forum-correct-done")).await?;
        }
    }
    Ok(Next::Done)
}

async fn edit(turn: &mut Turn<'_>, mut change: Change, forum: Forum, part: Part) -> anyhow::Result<Next> {
    let after = change.draft.applied(part, &forum.details);
    let reminders = change.draft.reminders.clone().unwrap_or_default();
    if after == forum.details && (part != Part::Reminders || reminders == forum.reminders) {
        done(turn, &forum, t!("forum-change-same")).await?;
        return Ok(Next::Done);
    }
    if part == Part::Time && after.starts_at <= turn.now() {
        turn.toast(t!("forum-plan-past"));
        change.step = Step::Ask(Field::When);
        return Ok(Next::Ask(Dialogue::ForumChange(change)));
    }
    if !rules::holds(after.capacity, forum.taken) {
        change.step = Step::Ask(Field::Capacity);
        turn.toast(t!("forum-capacity-below", taken = forum.taken));
        return Ok(Next::Ask(Dialogue::ForumChange(change)));
    }
    let door = rules::door(&forum, turn.now());
    let revision = store::change(turn.tx, forum.id, &after).await?;
    if part == Part::Reminders {
        store::set_reminders(turn.tx, forum.id, &reminders).await?;
    }
    let Some(changed) = store::get(turn.tx, forum.id).await? else { return Ok(Next::Done) };
    match part {
        Part::Time | Part::Reminders => tell::plan_reminders(turn.tx, &changed).await?,
        // A reminder that waits to be sent says what was before; the change is told in its place.
        Part::Place | Part::Link | Part::End | Part::Title => {
            outbox::store::cancel_keys(turn.tx, &format!("reminder:forum={}:", forum.id.0)).await?;
        }
        _ => {}
    }
    if part.is_told() {
        tell::changed(turn.tx, turn.city, &changed, &forum.details, part).await?;
    }
    tell::freed(turn.tx, turn.city, forum.id, door).await?;
    let detail = serde_json::json!({ "part": part.name(), "revision": revision });
    record(turn, "forum.change", &forum, detail).await?;
    let said =
        if part.is_told() { t!("forum-change-done", count = forum.taken) } else { t!("forum-change-done-quiet") };
    done(turn, &forum, said).await?;
    Ok(Next::Done)
}

async fn record(turn: &mut Turn<'_>, act: &str, forum: &Forum, detail: serde_json::Value) -> anyhow::Result<()> {
    let me = turn.me();
    audit::record(turn.tx, Some(me), act, &format!("forum={}", forum.id.0), detail).await
}

async fn done(turn: &mut Turn<'_>, forum: &Forum, said: Text) -> anyhow::Result<()> {
    turn.say(home::menu(turn, said));
    desk::say(turn, forum.id).await
}
