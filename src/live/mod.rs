//! Cards with a figure that runs: how many voted, which seats are free. Who has one before them sees it
//! move, a few seconds later; a reply is never held up for it.
//!
//! It is remembered which message shows which figure. A pass compares that with the present one, and
//! posts another text where they differ, in a lane that yields. What nobody has looked at for minutes is
//! forgotten, so that nothing is done that nobody sees.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::bot::{Card, Turn};
use crate::channel::{Keys, MESSAGE_UTF16_MAX, Outbound};
use crate::city::City;
use crate::clock::Moment;
use crate::db::{Db, Tx};
use crate::forum::{self, ForumId};
use crate::outbox::{self, Lane, Letter};
use crate::person;
use crate::poll::{self, PollId};

pub mod store;

/// A card is written anew at most once in this time.
const EDIT_EVERY: TimeDelta = TimeDelta::seconds(3);
/// A card that was opened longer ago than this stays as it is.
const WATCHED: TimeDelta = TimeDelta::minutes(10);
/// Cards of one thing that are kept up to date, the latest opened.
pub const CARDS_MAX: i64 = 100;
/// Cards of one thing that are written anew in one pass.
const PASS_MAX: i64 = 20;
/// What is not sent by then shows an old figure.
const WORTH: TimeDelta = TimeDelta::seconds(30);

/// What has a figure that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// How many took part in a poll.
    Poll(PollId),
    /// How many come to a forum.
    Forum(ForumId),
}

impl Thing {
    /// Its name in the database.
    pub fn name(self) -> String {
        match self {
            Thing::Poll(id) => format!("poll:{}", id.0),
            Thing::Forum(id) => format!("forum:{}", id.0),
        }
    }

    /// The thing of that name.
    pub fn named(name: &str) -> Option<Thing> {
        let (kind, id) = name.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "poll" => Some(Thing::Poll(PollId(id))),
            "forum" => Some(Thing::Forum(ForumId(id))),
            _ => None,
        }
    }

    /// Its figure at this moment; none if it runs no more.
    async fn figure(self, tx: &mut Tx) -> anyhow::Result<Option<i64>> {
        match self {
            Thing::Poll(id) => poll::talk::figure(tx, id).await,
            Thing::Forum(id) => forum::talk::figure(tx, id).await,
        }
    }

    /// Its card for the person of the turn.
    async fn card(self, turn: &mut Turn<'_>) -> anyhow::Result<Option<Card>> {
        match self {
            Thing::Poll(id) => poll::talk::card(turn, id).await,
            Thing::Forum(id) => forum::talk::card(turn, id).await,
        }
    }
}

/// Another text for cards whose figure has changed, and forgets those that nobody looks at. Whether
/// there was anything to send.
pub async fn pass(db: &Db, city: &Arc<City>) -> anyhow::Result<bool> {
    let mut tx = db.read().await?;
    let now = tx.now;
    if !store::any(&mut tx).await? {
        return Ok(false);
    }
    let (mut letters, mut over) = (Vec::new(), Vec::new());
    for name in store::things(&mut tx, now - WATCHED).await? {
        let Some(thing) = Thing::named(&name) else { continue };
        let Some(figure) = thing.figure(&mut tx).await? else {
            over.push(name);
            continue;
        };
        for card in store::due(&mut tx, &name, figure, now - EDIT_EVERY, PASS_MAX).await? {
            if let Some(letter) = letter(&mut tx, city, thing, &card, now).await? {
                letters.push((name.clone(), figure, card.person, letter));
            }
        }
    }
    let old = store::any_before(&mut tx, now - WATCHED).await?;
    drop(tx);
    if letters.is_empty() && over.is_empty() && !old {
        return Ok(false);
    }
    let (city, any) = (city.clone(), !letters.is_empty());
    db.write(async move |tx: &mut Tx| {
        for (name, figure, person, letter) in &letters {
            outbox::refresh(tx, &city, letter.clone()).await?;
            store::edited(tx, name, *person, *figure).await?;
        }
        for name in &over {
            store::forget(tx, name).await?;
        }
        let before = tx.now - WATCHED;
        store::forget_before(tx, before).await?;
        Ok(store::forget_crowd(tx, CARDS_MAX).await?)
    })
    .await?;
    Ok(any)
}

/// The text that a card is to show.
async fn letter(
    tx: &mut Tx,
    city: &City,
    thing: Thing,
    card: &store::Shown,
    now: Moment,
) -> anyhow::Result<Option<Letter>> {
    let person = person::store::look(tx, &card.channel, card.chat).await?;
    let mut turn = Turn::new(tx, city, person, None);
    let Some(looks) = thing.card(&mut turn).await? else { return Ok(None) };
    let (html, keys) = looks.render(city, turn.lang());
    if html.encode_utf16().count() > MESSAGE_UTF16_MAX || matches!(keys, Keys::Keyboard(_)) {
        return Ok(None);
    }
    let message = Outbound::Refresh { message: card.message, html, keys };
    Ok(Some(Letter {
        answered: None,
        person: Some(card.person),
        lane: Lane::Live,
        key: Some(format!("live:{}:person={}", thing.name(), card.person.0)),
        expires_at: Some(now + WORTH),
        ..Letter::to_chat(&card.channel, card.chat, message, now)
    }))
}
