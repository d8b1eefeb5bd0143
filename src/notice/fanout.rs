//! From one notice to its many recipients: a page at a time, each page one commit, so that a crash
//! misses nobody and tells nobody twice.
//!
//! A page is found when its turn comes: who has blocked us, left or stopped in the meantime is not
//! on it. A notice to many waits while enough of its kind lies in the outbox, so that halting one
//! halts it soon; what nobody asked for waits while people sleep.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bot::{Card, Press};
use crate::channel::{Act, Button, ChatId, Keys, Outbound};
use crate::city::City;
use crate::db::{Db, Tx};
use crate::notice::{Audience, Notice, NoticeId, State, rules, store};
use crate::outbox::{self, Lane};
use crate::person::{self, Address};
use crate::text::Lang;
use crate::{forum, poll, proposal, t};

/// People on one page.
pub const PAGE: i64 = 1_000;
/// Bulk messages in the outbox at which no further page is added: 80 seconds' worth, so that halting
/// takes back little, and a channel that permits far more a second is kept busy.
const BULK_WAITING_MAX: i64 = 2_000;

/// Puts a notice on its way: one row now, its recipients by and by. `card` is called once for each
/// language. With a `key` that was used before, nothing happens.
pub async fn publish(
    tx: &mut Tx,
    city: &City,
    audience: Audience,
    lane: Lane,
    key: &str,
    card: impl Fn(Lang) -> Card,
) -> anyhow::Result<NoticeId> {
    let json = serde_json::to_string(&audience)?;
    // A reply's lane is for replies: whatever the caller thinks, this is none.
    let lane = lane.max(Lane::Personal);
    let unasked = unasked(tx, &audience).await?;
    let new = store::New { key, audience: &json, lane, unasked };
    let Some(id) = store::add(tx, new).await? else { return Ok(store::by_key(tx, key).await?) };
    for lang in Lang::all() {
        let messages = messages(city, *lang, unasked, &card(*lang));
        store::add_text(tx, id, *lang, &serde_json::to_string(&messages)?).await?;
    }
    Ok(id)
}

/// Whether it is sent to people who did nothing for it: not to who voted, signed up or follows.
async fn unasked(tx: &mut Tx, audience: &Audience) -> sqlx::Result<bool> {
    match audience {
        Audience::Members { .. } => Ok(true),
        Audience::SameAs(earlier) => Ok(store::unasked(tx, *earlier).await?.unwrap_or(true)),
        _ => Ok(false),
    }
}

/// A card as the messages that it becomes. What was not asked for has a way to stop it.
fn messages(city: &City, lang: Lang, unasked: bool, card: &Card) -> Vec<Outbound> {
    let (text, mut keys) = card.render(city, lang);
    if unasked {
        keys = with_way_out(city, lang, keys);
    }
    Outbound::say(&text, keys)
}

fn with_way_out(city: &City, lang: Lang, keys: Keys) -> Keys {
    let way_out = Act::Press(Press::Person(person::Press::Settings).encode());
    let mut rows = match keys {
        Keys::Buttons(rows) => rows,
        Keys::None | Keys::Keyboard(_) => Vec::new(),
    };
    if !rows.iter().flatten().any(|button| button.act == way_out) {
        rows.push(vec![Button { label: city.plain(lang, &t!("settings-button")), act: way_out }]);
    }
    Keys::Buttons(rows)
}

/// Writes the next page of recipients of a notice that is on its way. Whether there was any.
pub async fn pass(db: &Db, city: &Arc<City>) -> anyhow::Result<bool> {
    let mut reader = db.read().await?;
    let waits = next(&mut reader, city).await?.is_some();
    drop(reader);
    if !waits {
        return Ok(false);
    }
    let city = city.clone();
    Ok(db.write(async move |tx: &mut Tx| page(tx, &city).await).await?)
}

/// The notice whose turn it is: personal ones first, then by age.
async fn next(tx: &mut Tx, city: &City) -> anyhow::Result<Option<Notice>> {
    let full = outbox::store::waiting(tx, Lane::Bulk, BULK_WAITING_MAX).await? >= BULK_WAITING_MAX;
    let up_to = if full { Lane::Personal } else { Lane::Bulk };
    let people_sleep = rules::quiet_until(tx.now, city.preset.zone).is_some();
    Ok(store::next(tx, up_to, people_sleep).await?)
}

/// One page, in one transaction: the messages, who they are for, and how far we are. What all of them
/// share is one statement.
async fn page(tx: &mut Tx, city: &City) -> anyhow::Result<bool> {
    let Some(notice) = next(tx, city).await? else { return Ok(false) };
    let people = recipients(tx, &notice).await?;
    let mut parts = Vec::new();
    for lang in Lang::all() {
        parts.push((*lang, store::messages(tx, notice.id, *lang).await?.len()));
    }
    // After a halt the list begins again before those who were taken off it.
    let new = store::add_recipients(tx, notice.id, &people).await?;
    let of = |to: &Address| parts.iter().find(|(lang, _)| *lang == to.lang).map_or(0, |(_, count)| *count);
    let posted: Vec<_> = people.iter().filter(|to| new.contains(&to.person)).map(|to| (to, of(to))).collect();
    outbox::store::add_words(tx, notice.id, notice.lane, &posted).await?;
    let mut chats: BTreeMap<&str, Vec<ChatId>> = BTreeMap::new();
    for (to, _) in &posted {
        chats.entry(&to.channel).or_default().push(to.chat);
    }
    for (channel, chats) in chats {
        outbox::store::crowd_out(tx, channel, &chats, notice.lane, outbox::OPEN_MAX).await?;
    }
    let last = people.last().map_or(notice.cursor, |to| to.person);
    store::advance(tx, notice.id, last, i64::try_from(posted.len())?).await?;
    if i64::try_from(people.len())? < PAGE {
        store::set_state(tx, notice.id, State::Done).await?;
    }
    Ok(true)
}

async fn recipients(tx: &mut Tx, notice: &Notice) -> sqlx::Result<Vec<Address>> {
    let cursor = notice.cursor;
    match &notice.audience {
        Audience::Members { topic, area, field } => {
            let audience = person::store::Audience { topic: *topic, area: area.clone(), field: field.clone() };
            person::store::page_audience(tx, &audience, cursor, PAGE).await
        }
        Audience::Followers(proposal) => proposal::store::page_followers(tx, *proposal, cursor, PAGE).await,
        Audience::FollowersAnd(proposal, earlier) => {
            proposal::store::page_followers_and(tx, *proposal, *earlier, cursor, PAGE).await
        }
        Audience::Voters(poll) => poll::store::page_voters(tx, *poll, cursor, PAGE).await,
        Audience::Concerned(poll) => poll::store::page_concerned(tx, *poll, cursor, PAGE).await,
        Audience::Registered(forum) => forum::store::page_registered(tx, *forum, cursor, PAGE).await,
        Audience::Waiting(forum) => forum::store::page_waiting(tx, *forum, cursor, PAGE).await,
        Audience::SameAs(earlier) => store::page_recipients(tx, *earlier, cursor, PAGE).await,
    }
}

/// How many people would still be put on a notice's list, if it is one that staff announce: who blocked us,
/// left or stopped in the meantime is not among them.
pub async fn to_come(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<i64> {
    let (audience, cursor) = store::list(tx, notice).await?;
    match &audience {
        Audience::Members { topic, area, field } => {
            let audience = person::store::Audience { topic: *topic, area: area.clone(), field: field.clone() };
            person::store::count_to_come(tx, &audience, cursor, notice).await
        }
        Audience::SameAs(earlier) => store::count_recipients_to_come(tx, *earlier, cursor, notice).await,
        _ => Ok(0),
    }
}

/// Takes back what of a notice has not begun to be sent, and forgets that those people were on its
/// list; the list then begins again before them.
pub async fn take_back(tx: &mut Tx, notice: NoticeId) -> anyhow::Result<()> {
    let people = outbox::store::withdraw(tx, notice).await?;
    let Some(first) = people.iter().min().copied() else { return Ok(()) };
    store::remove_recipients(tx, notice, &people).await?;
    store::rewind(tx, notice, first).await?;
    Ok(())
}
