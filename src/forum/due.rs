//! What time brings: reminders, a page of people at a time, and forums that are over.
//!
//! A reminder goes to who has a seat when it is sent and had one when it was due. If we were away
//! when it was due, it is sent late as long as the forum has not begun; at night it waits for the
//! morning, if the forum does.

use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::store::Due;
use crate::forum::{Forum, card, rules, store, tell};
use crate::notice;
use crate::person::Address;

/// People reminded in one pass for each reminder. A pass shares the writer with what citizens do.
const PAGE: i64 = 500;

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let mut last = None;
    for due in store::due_reminders(tx).await? {
        // The latest of a forum stands for those before it.
        if last.replace(due.forum) == Some(due.forum) {
            store::end_reminder(tx, due.forum, due.minutes).await?;
            continue;
        }
        let forum = store::get(tx, due.forum).await?;
        match forum.filter(|forum| rules::is_alive(forum, tx.now) && forum.details.starts_at > tx.now) {
            Some(forum) => {
                let zone = city.preset.zone;
                if rules::held_until(due.due_at, forum.details.starts_at, tx.now, zone).is_none() {
                    remind(tx, city, &forum, &due).await?;
                }
            }
            None => store::end_reminder(tx, due.forum, due.minutes).await?,
        }
    }
    for forum in store::finish(tx, rules::LENGTH_UNLESS_TOLD.num_milliseconds()).await? {
        tell::drop_reminders(tx, forum).await?;
        store::delete_waits(tx, forum).await?;
    }
    Ok(())
}

/// Reminds the next page of people.
async fn remind(tx: &mut Tx, city: &City, forum: &Forum, due: &Due) -> anyhow::Result<()> {
    let page = store::page_registered_by(tx, forum.id, due.cursor, PAGE, due.due_at).await?;
    for address in &page {
        remind_one(tx, city, forum, due.minutes, address).await?;
    }
    match page.last() {
        Some(last) if page.len() as i64 == PAGE => store::move_reminder(tx, forum.id, due.minutes, last.person).await?,
        _ => store::end_reminder(tx, forum.id, due.minutes).await?,
    }
    Ok(())
}

async fn remind_one(tx: &mut Tx, city: &City, forum: &Forum, minutes: u32, to: &Address) -> anyhow::Result<()> {
    let starts_at: Moment = forum.details.starts_at;
    let days = rules::days_until(tx.now, starts_at, city.preset.zone);
    // The time is part of the key: who was reminded of another time is reminded again.
    let key = format!("reminder:forum={}:person={}:minutes={minutes}:at={}", forum.id.0, to.person.0, starts_at.ms());
    let card = card::reminder(forum, days, to.lang);
    notice::tell(tx, city, to, &card, &key, Some(starts_at)).await
}
