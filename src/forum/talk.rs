//! What citizens do with forums: look, sign up, give a seat back, wait for one.

use chrono::TimeDelta;

use crate::bot::{self, Card, Press as BotPress, Turn};
use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::card::{self, Mine};
use crate::forum::rules::{self, Door};
use crate::forum::{Forum, ForumId, Press, State, store, tell};
use crate::live::Thing;
use crate::t;
use crate::text::Text;

pub use crate::forum::list::{list, mine, todo};

/// More seats than any forum has.
const SEATS_BELOW: i64 = 10_000_000;

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::List => list(turn).await,
        Press::Page(page) => super::list::show_page(turn, page).await,
        Press::Mine => mine(turn).await,
        Press::Open(id) => open(turn, id).await,
        Press::Map(id) => map(turn, id).await,
        Press::SignUp(id) => sign_up(turn, id).await,
        Press::Confirm(id) => confirm(turn, id).await,
        Press::GiveUp(id) => give_up(turn, id).await,
        Press::GiveUpNow(id) => give_up_now(turn, id).await,
        Press::Wait(id) => wait(turn, id).await,
        Press::StopWaiting(id) => stop_waiting(turn, id).await,
    }
}

/// A forum's card.
pub async fn open(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    match store::get(turn.tx, id).await? {
        Some(forum) => say(turn, &forum).await,
        None => unknown(turn),
    }
}

/// Says the card; while seats are taken and given back, that is seen on it.
async fn say(turn: &mut Turn<'_>, forum: &Forum) -> anyhow::Result<()> {
    let card = whole(turn, forum).await?;
    match running(forum, turn.now()) {
        Some(figure) => turn.say_live(card, Thing::Forum(forum.id), figure),
        None => turn.say(card),
    }
    Ok(())
}

/// The same in place of the one that was pressed.
async fn show(turn: &mut Turn<'_>, forum: &Forum) -> anyhow::Result<()> {
    let card = whole(turn, forum).await?;
    match running(forum, turn.now()) {
        Some(figure) => turn.show_live(card, Thing::Forum(forum.id), figure),
        None => turn.show(card),
    }
    Ok(())
}

/// What changes with the card of a forum that people still come to: its seats, and what staff change.
fn running(forum: &Forum, now: Moment) -> Option<i64> {
    let runs = matches!(rules::door(forum, now), Door::Open | Door::Full | Door::Closed);
    runs.then(|| forum.revision * SEATS_BELOW + forum.taken)
}

/// The figure on a forum's card, while it runs.
pub async fn figure(tx: &mut Tx, id: ForumId) -> anyhow::Result<Option<i64>> {
    let now = tx.now;
    Ok(store::get(tx, id).await?.and_then(|forum| running(&forum, now)))
}

/// The card of a forum.
pub async fn card(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<Option<Card>> {
    match store::get(turn.tx, id).await? {
        Some(forum) => Ok(Some(whole(turn, &forum).await?)),
        None => Ok(None),
    }
}

async fn whole(turn: &mut Turn<'_>, forum: &Forum) -> anyhow::Result<Card> {
    let me = turn.me();
    let mine = if store::has_seat(turn.tx, forum.id, me).await? {
        Mine::Seat
    } else if store::waits(turn.tx, forum.id, me).await? {
        Mine::Wait
    } else {
        Mine::Nothing
    };
    Ok(card::whole(forum, mine, turn.lang(), turn.now()))
}

fn unknown(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let list = (t!("forum-list-button"), BotPress::Forum(Press::List));
    turn.say(Card::new(t!("forum-unknown")).row([list, (t!("home-button"), BotPress::Home)]));
    Ok(())
}

/// Shows where it is.
async fn map(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let place = store::get(turn.tx, id).await?.and_then(|forum| forum.details.place);
    match place.and_then(|place| Some((place.point?, place.name, place.address))) {
        Some(((north, east), name, address)) => turn.venue(north, east, name, address.unwrap_or_default()),
        None => turn.toast(t!("forum-no-map")),
    }
    Ok(())
}

async fn sign_up(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    if !bot::member_or_ask(turn, &format!("seat-{}", id.0)).await? {
        return Ok(());
    }
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let me = turn.me();
    if store::has_seat(turn.tx, id, me).await? {
        return with_card(turn, &forum, t!("forum-signed-up-already")).await;
    }
    let problem = match rules::door(&forum, turn.now()) {
        Door::Open => None,
        Door::Full => Some(t!("forum-just-full")),
        Door::Closed => Some(t!("forum-is-closed")),
        Door::Begun => Some(t!("forum-is-on")),
        Door::Over => Some(t!("forum-is-over")),
        Door::Cancelled => Some(t!("forum-is-cancelled")),
    };
    if let Some(problem) = problem {
        return with_card(turn, &forum, problem).await;
    }
    store::add_seat(turn.tx, id, me).await?;
    store::delete_wait(turn.tx, id, me).await?;
    signed_up(turn, &forum).await
}

async fn signed_up(turn: &mut Turn<'_>, forum: &Forum) -> anyhow::Result<()> {
    let details = &forum.details;
    let lines = card::where_and_when(details);
    let title = details.title.get(turn.lang()).to_owned();
    let mut said = Card::new(t!("forum-signed-up", title = title, lines = lines));
    let ahead = store::reminders_ahead(turn.tx, forum.id).await?;
    said = said.maybe(card::befores(&ahead).map(|befores| t!("forum-reminded-at", befores = befores)));
    if let Some(link) = &details.link {
        said = said.block(t!("forum-link", link = link)).link(t!("forum-link-button"), link.clone());
    }
    let mine = (t!("forum-mine-button"), BotPress::Forum(Press::Mine));
    let off = (t!("forum-give-up-button"), BotPress::Forum(Press::GiveUp(forum.id)));
    turn.say(
        said.row(std::iter::once(mine).chain(card::map_button(forum))).row([off, (t!("home-button"), BotPress::Home)]),
    );
    Ok(())
}

/// A word at the button, and the forum as it is now.
async fn with_card(turn: &mut Turn<'_>, forum: &Forum, word: Text) -> anyhow::Result<()> {
    turn.toast(word);
    say(turn, forum).await
}

async fn confirm(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let me = turn.me();
    if rules::is_alive(&forum, turn.now()) && store::has_seat(turn.tx, id, me).await? {
        turn.toast(t!("forum-confirmed"));
        return Ok(());
    }
    let card = whole(turn, &forum).await?;
    turn.say(card);
    Ok(())
}

/// Gives a seat back. Where somebody else could take it at once, it asks first.
async fn give_up(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = seated(turn, id).await? else { return Ok(()) };
    let door = rules::door(&Forum { state: State::Announced, ..forum.clone() }, turn.now());
    if door != Door::Full && forum.state != State::Closed {
        return give_up_now(turn, id).await;
    }
    let title = forum.details.title.get(turn.lang()).to_owned();
    let card = Card::new(t!("forum-give-up-ask", title = title))
        .row([(t!("forum-give-up-yes-button"), BotPress::Forum(Press::GiveUpNow(id)))])
        .row([(t!("forum-give-up-no-button"), BotPress::Forum(Press::Open(id)))]);
    turn.say(card);
    Ok(())
}

async fn give_up_now(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = seated(turn, id).await? else { return Ok(()) };
    leave_seat(turn, &forum).await?;
    let title = forum.details.title.get(turn.lang()).to_owned();
    let Some(now) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let again = (rules::door(&now, turn.now()) == Door::Open)
        .then(|| (t!("forum-sign-up-again-button"), BotPress::Forum(Press::SignUp(id))));
    let list = (t!("forum-list-button"), BotPress::Forum(Press::List));
    let card = Card::new(t!("forum-gave-up", title = title)).row(again);
    turn.say(card.row([list, (t!("home-button"), BotPress::Home)]));
    Ok(())
}

/// The forum in which this person has a seat that can be given back; otherwise says why not.
async fn seated(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<Option<Forum>> {
    let Some(forum) = store::get(turn.tx, id).await? else {
        unknown(turn)?;
        return Ok(None);
    };
    let me = turn.me();
    if !store::has_seat(turn.tx, id, me).await? {
        with_card(turn, &forum, t!("forum-not-signed-up")).await?;
        return Ok(None);
    }
    if !rules::is_alive(&forum, turn.now()) {
        let card = whole(turn, &forum).await?;
        turn.say(card);
        return Ok(None);
    }
    Ok(Some(forum))
}

/// The seat is free, reminders stop, and those who wait are told.
async fn leave_seat(turn: &mut Turn<'_>, forum: &Forum) -> anyhow::Result<()> {
    let me = turn.me();
    let before = rules::door(forum, turn.now());
    store::delete_seat(turn.tx, forum.id, me).await?;
    tell::drop_reminders_to(turn.tx, forum.id, me).await?;
    tell::freed(turn.tx, turn.city, forum.id, before).await
}

async fn wait(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    if !bot::member_or_ask(turn, &format!("forum-{}", id.0)).await? {
        return Ok(());
    }
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let me = turn.me();
    if !store::has_seat(turn.tx, id, me).await? && rules::door(&forum, turn.now()) == Door::Full {
        store::add_wait(turn.tx, id, me).await?;
        turn.toast(t!("forum-waiting"));
    }
    show(turn, &forum).await
}

async fn stop_waiting(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let me = turn.me();
    store::delete_wait(turn.tx, id, me).await?;
    turn.toast(t!("forum-waiting-no-more"));
    show(turn, &forum).await
}

/// The person is about to be erased: their seats are free, and who waits is told.
pub async fn leaves(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let me = turn.me();
    let far = turn.now() + TimeDelta::days(36_500);
    for id in store::of_until(turn.tx, me, far).await? {
        let Some(forum) = store::get(turn.tx, id).await? else { continue };
        leave_seat(turn, &forum).await?;
    }
    Ok(())
}
