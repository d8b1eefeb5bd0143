//! What reaches many people: the announcement, changes, the end of a forum that does not take
//! place, a free seat. And the reminders that have to be planned anew when a forum moves.

use crate::bot::{Card, Press as BotPress, Words};
use crate::city::City;
use crate::db::Tx;
use crate::forum::draft::Part;
use crate::forum::rules::{self, Door};
use crate::forum::{Details, Forum, ForumId, Press, card, store};
use crate::notice::{self, Audience, NoticeId};
use crate::outbox::{self, Lane};
use crate::person::{PersonId, Topic};
use crate::t;
use crate::text::{Lang, Text};

/// Announces a forum to those whom it may interest.
pub async fn announced(tx: &mut Tx, city: &City, forum: &Forum) -> anyhow::Result<NoticeId> {
    let audience =
        Audience::Members { topic: Some(Topic::Forums), area: forum.area.clone(), field: forum.field.clone() };
    let key = format!("forum-announced:forum={}", forum.id.0);
    notice::publish(tx, city, audience, Lane::Bulk, &key, |lang| {
        let seats = card::seats(&forum.details, forum.taken);
        let blocks = card::described(&forum.details, Some(seats), lang);
        let said = card::stacked(std::iter::once(t!("forum-announced")).chain(blocks));
        said.row([card::open_button(forum)])
    })
    .await
}

/// Tells those who signed up what is different now.
pub async fn changed(tx: &mut Tx, city: &City, forum: &Forum, before: &Details, part: Part) -> anyhow::Result<()> {
    let key = format!("forum-changed:forum={}:revision={}", forum.id.0, forum.revision);
    notice::publish(tx, city, Audience::Registered(forum.id), Lane::Personal, &key, |lang| {
        card::stacked(difference(before, &forum.details, part, lang))
            .row([card::open_button(forum)])
            .row([give_up_button(forum.id)])
    })
    .await?;
    Ok(())
}

/// What is different, as those who signed up read it, block by block.
pub fn difference(before: &Details, after: &Details, part: Part, lang: Lang) -> Vec<Text> {
    let line = match part {
        Part::Time | Part::End => {
            t!("forum-change-when", before = card::when(before), after = card::when(after))
        }
        Part::Place => {
            t!("forum-change-where", before = card::place(before), after = card::place(after))
        }
        Part::Link => t!("forum-change-link", before = link(before), after = link(after)),
        Part::Capacity => {
            t!("forum-change-capacity", before = capacity(before), after = capacity(after))
        }
        _ => {
            t!("forum-change-title", before = before.title.get(lang), after = after.title.get(lang))
        }
    };
    let note = after.title.note(lang).filter(|_| part == Part::Title);
    std::iter::once(t!("forum-changed", title = before.title.get(lang), line = line)).chain(note).collect()
}

fn link(details: &Details) -> Text {
    match &details.link {
        Some(link) => t!("words", text = link),
        None => t!("forum-none"),
    }
}

fn capacity(details: &Details) -> Text {
    match details.capacity {
        Some(capacity) => t!("forum-capacity", capacity = capacity),
        None => t!("forum-no-limit"),
    }
}

fn give_up_button(id: ForumId) -> (Text, BotPress) {
    (t!("forum-give-up-button"), BotPress::Forum(Press::GiveUp(id)))
}

/// Tells those who signed up, and those who wait, that it does not take place.
pub async fn cancelled(tx: &mut Tx, city: &City, forum: &Forum, reason: &Words) -> anyhow::Result<()> {
    let audiences = [(Audience::Registered(forum.id), "registered"), (Audience::Waiting(forum.id), "waiting")];
    for (audience, who) in audiences {
        let key = format!("forum-cancelled:forum={}:{who}", forum.id.0);
        let publish =
            notice::publish(tx, city, audience, Lane::Personal, &key, |lang| cancelled_card(forum, reason, lang));
        publish.await?;
    }
    Ok(())
}

fn cancelled_card(forum: &Forum, reason: &Words, lang: Lang) -> Card {
    let others = (t!("forum-others-button"), BotPress::Forum(Press::List));
    card::stacked(cancelled_text(forum, reason, lang)).row([others])
}

/// What that message says, block by block.
pub fn cancelled_text(forum: &Forum, reason: &Words, lang: Lang) -> Vec<Text> {
    let (title, when) = (forum.details.title.get(lang), card::when(&forum.details));
    let said = t!("forum-cancelled", title = title, when = when, reason = reason.get(lang));
    std::iter::once(said).chain(reason.note(lang)).collect()
}

/// Puts right what was announced by mistake: to whom the announcement went.
pub async fn corrected(tx: &mut Tx, city: &City, forum: &Forum, said: &Words) -> anyhow::Result<()> {
    let Some(announcement) = forum.notice else { return Ok(()) };
    let key = format!("forum-corrected:forum={}:at={}", forum.id.0, tx.now.ms());
    notice::publish(tx, city, Audience::SameAs(announcement), Lane::Bulk, &key, |lang| {
        correction_card(forum, said, lang)
    })
    .await?;
    Ok(())
}

fn correction_card(forum: &Forum, said: &Words, lang: Lang) -> Card {
    card::stacked(correction_text(forum, said, lang)).row([card::open_button(forum)])
}

/// What that message says, block by block.
pub fn correction_text(forum: &Forum, said: &Words, lang: Lang) -> Vec<Text> {
    let text = t!("forum-corrected", title = forum.details.title.get(lang), said = said.get(lang));
    std::iter::once(text).chain(said.note(lang)).collect()
}

/// Tells those who wait that there is a free seat, if there is one that was not there `before`.
pub async fn freed(tx: &mut Tx, city: &City, id: ForumId, before: Door) -> anyhow::Result<()> {
    let Some(forum) = store::get(tx, id).await? else { return Ok(()) };
    if forum.waiting == 0 || !rules::frees(before, rules::door(&forum, tx.now)) {
        return Ok(());
    }
    let count = store::count_freed(tx, id).await?;
    let key = format!("forum-freed:forum={}:count={count}", id.0);
    notice::publish(tx, city, Audience::Waiting(id), Lane::Personal, &key, |lang| {
        let details = &forum.details;
        Card::new(t!("forum-freed", title = details.title.get(lang), when = card::when(details)))
            .row([(t!("forum-sign-up-button"), BotPress::Forum(Press::SignUp(id)))])
            .row([(t!("forum-stop-waiting-button"), BotPress::Forum(Press::StopWaiting(id)))])
    })
    .await?;
    Ok(())
}

/// Plans the reminders of a forum that was announced or has moved; what waits to be sent is about
/// another time and is dropped.
pub async fn plan_reminders(tx: &mut Tx, forum: &Forum) -> anyhow::Result<()> {
    drop_reminders(tx, forum.id).await?;
    for (minutes, due_at) in rules::reminders(forum.details.starts_at, &forum.reminders, tx.now) {
        store::add_reminder(tx, forum.id, minutes, due_at).await?;
    }
    Ok(())
}

/// No reminder of this forum goes out any more.
pub async fn drop_reminders(tx: &mut Tx, id: ForumId) -> anyhow::Result<()> {
    store::delete_reminders(tx, id).await?;
    outbox::store::cancel_keys(tx, &format!("reminder:forum={}:", id.0)).await?;
    Ok(())
}

/// No reminder of this forum goes out to this person any more.
pub async fn drop_reminders_to(tx: &mut Tx, id: ForumId, person: PersonId) -> anyhow::Result<()> {
    outbox::store::cancel_keys(tx, &format!("reminder:forum={}:person={}:", id.0, person.0)).await?;
    Ok(())
}
