//! What time brings to unfinished ballots: a reminder to their owners, a page of people at a time.

use chrono::TimeDelta;

use super::rules::{self, Nudge};
use super::{reminder, store};
use crate::city::City;
use crate::db::Tx;
use crate::person::Address;
use crate::poll::ballot::{self, Voter};
use crate::poll::{Poll, PollId, store as polls};
use crate::{notice, outbox};

/// People reminded in one pass for each poll. A pass shares the writer with what citizens do.
const PAGE: i64 = 500;

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let (now, zone) = (tx.now, city.preset.zone);
    let until = now + TimeDelta::hours(Nudge::TwoDays.hours());
    for (id, window) in store::closing(tx, until).await? {
        let done = store::done(tx, id).await?;
        let due = rules::due(window, &done, now, zone);
        for over in due.end {
            store::end(tx, id, over).await?;
        }
        if let (Some(nudge), Some(poll)) = (due.send, polls::poll(tx, id).await?) {
            remind(tx, city, &poll, nudge).await?;
        }
    }
    Ok(())
}

/// Reminds the next page of people.
async fn remind(tx: &mut Tx, city: &City, poll: &Poll, nudge: Nudge) -> anyhow::Result<()> {
    let cursor = store::cursor(tx, poll.id, nudge).await?;
    let page = store::page(tx, poll.id, cursor, PAGE).await?;
    for to in &page {
        if !has_voted(tx, city, poll, to).await? {
            let key = format!("{}person={}:hours={}", key(poll.id), to.person.0, nudge.hours());
            notice::tell(tx, city, to, &reminder(poll, to.lang), &key, Some(poll.closes_at)).await?;
        }
    }
    if let Some(last) = page.last() {
        store::advance(tx, poll.id, nudge, last.person).await?;
    }
    if i64::try_from(page.len())? < PAGE {
        store::end(tx, poll.id, nudge).await?;
    }
    Ok(())
}

/// Whether their account has a ballot in the box, though under another number: who left and came back.
async fn has_voted(tx: &mut Tx, city: &City, poll: &Poll, to: &Address) -> anyhow::Result<bool> {
    let voter = Voter { person: to.person, channel: to.channel.clone(), chat: to.chat, dong: None };
    ballot::has_voted(tx, city, poll, &voter).await
}

/// No reminder of this poll goes out any more.
pub async fn drop(tx: &mut Tx, id: PollId) -> anyhow::Result<()> {
    outbox::store::cancel_keys(tx, &key(id)).await?;
    Ok(())
}

fn key(id: PollId) -> String {
    format!("nudge:poll={}:", id.0)
}
