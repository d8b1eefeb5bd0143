//! From what came in to what is said: one update's whole effect, inside one transaction.

use crate::bot::card::Card;
use crate::bot::command::Command;
use crate::bot::dialogue;
use crate::bot::press::Press;
use crate::bot::question::Given;
use crate::bot::turn::{Pressed, Turn};
use crate::bot::ways::{commanded, old_button, pressed};
use crate::bot::{home, store};
use crate::channel::{ChatId, Inbound, Input, Kind, Outbound, Place};
use crate::city::City;
use crate::db::Tx;
use crate::outbox::{self, Hands};
use crate::text::{Lang, Text};
use crate::{person, poll, proposal, t};

/// Misses in a row after which a person's telephone number is offered.
const MISSES_BEFORE_HUMAN: i64 = 2;

/// Whether who did something still waits for what it brings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    AtOnce,
    Late,
}

/// Does what an update asks for; the rows of the outbox that may go out of these hands once the
/// transaction is committed.
pub async fn answer(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    inbound: Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    act(tx, city, hands, channel, inbound, When::AtOnce).await
}

/// The same for an update that failed before, whose sender was told so. Nobody waits at its button any
/// more, so everything is said below that word, and something always.
pub async fn answer_late(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    inbound: Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    act(tx, city, hands, channel, inbound, When::Late).await
}

async fn act(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    inbound: Inbound,
    when: When,
) -> anyhow::Result<Vec<outbox::Row>> {
    let Inbound { chat, place, lang, input } = inbound;
    if place == Place::Group {
        return in_group(tx, city, hands, channel, chat, lang.as_deref(), input).await;
    }
    match input {
        Input::Blocked => {
            person::store::gone(tx, channel, chat).await?;
            outbox::store::cancel_chat(tx, channel, chat).await?;
            return Ok(Vec::new());
        }
        Input::Unblocked => {
            person::store::back(tx, channel, chat).await?;
            if when == When::AtOnce {
                return Ok(Vec::new());
            }
        }
        Input::Nothing | Input::AddedToGroup => return Ok(Vec::new()),
        _ => {}
    }
    let person = person::store::meet(tx, channel, chat, lang.as_deref()).await?;
    let pressed = pressed_in(&input).filter(|_| when == When::AtOnce);
    let mut turn = Turn::new(tx, city, person, pressed);
    handle(&mut turn, input).await?;
    if when == When::Late {
        if !turn.answered() {
            turn.say(Card::new(t!("done-late")).home());
        }
        return turn.keep_late(hands).await;
    }
    if !turn.answered() && turn.pressed.is_none() && turn.album.is_none() {
        tracing::warn!(person.id = turn.person.id.0, "a message got no word in answer");
        home::show(&mut turn).await?;
    }
    turn.keep(hands).await
}

fn pressed_in(input: &Input) -> Option<Pressed> {
    match input {
        Input::Press { message, callback, .. } => Some(Pressed { message: *message, callback: callback.clone() }),
        _ => None,
    }
}

/// A word to somebody whose update we could not handle. Nothing of the update is looked at but
/// where it came from.
pub async fn apologise(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    inbound: &Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    let sorry = Card::new(t!("sorry", phone = city.preset.human.phone.as_str())).home();
    match say(tx, city, channel, inbound, sorry).await? {
        Some(turn) => turn.keep(hands).await,
        None => Ok(Vec::new()),
    }
}

/// A word to somebody who asks for more than a person can: the rest is not looked at. It goes before the
/// answers that they still wait for, or it would come when it is of no use.
pub async fn warn_of_flood(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    inbound: &Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    match say(tx, city, channel, inbound, Card::new(t!("too-much"))).await? {
        Some(turn) => turn.keep_first(hands).await,
        None => Ok(Vec::new()),
    }
}

/// A turn that says something to where an update came from, unless that is a group.
async fn say<'a>(
    tx: &'a mut Tx,
    city: &'a City,
    channel: &str,
    inbound: &Inbound,
    card: Card,
) -> anyhow::Result<Option<Turn<'a>>> {
    if inbound.place == Place::Group {
        return Ok(None);
    }
    let person = person::store::meet(tx, channel, inbound.chat, inbound.lang.as_deref()).await?;
    let mut turn = Turn::new(tx, city, person, pressed_in(&inbound.input));
    turn.say(card);
    Ok(Some(turn))
}

async fn handle(turn: &mut Turn<'_>, input: Input) -> anyhow::Result<()> {
    match input {
        Input::Press { data, .. } => match Press::decode(&data) {
            Some(press) => pressed(turn, press).await,
            None => old_button(turn).await,
        },
        Input::Text(text) => typed(turn, &text).await,
        Input::Photo { file, caption, album } => {
            turn.album = album;
            given(turn, Given::Photo(file, caption)).await
        }
        Input::Location(latitude, longitude) => given(turn, Given::Location(latitude, longitude)).await,
        Input::Other(kind) => given(turn, Given::Other(kind)).await,
        Input::Edited => useless(turn, t!("edited-message")).await,
        Input::Forwarded => useless(turn, t!("forwarded-message")).await,
        Input::Blocked | Input::Unblocked | Input::AddedToGroup | Input::Nothing => Ok(()),
    }
}

/// Says why something is of no use, and asks the present question again if there is one.
async fn useless(turn: &mut Turn<'_>, why: Text) -> anyhow::Result<()> {
    if person::consent::asked(turn).is_some() {
        turn.say(Card::new(why));
        return person::consent::ask_consent(turn, None).await;
    }
    match dialogue::current(turn).await? {
        Some((state, step)) => dialogue::again(turn, &state, step, why).await,
        None => {
            turn.say(Card::new(why).home());
            Ok(())
        }
    }
}

/// In a group the bot has nothing to do: it says where it is to be found, and goes.
async fn in_group(
    tx: &mut Tx,
    city: &City,
    hands: Hands,
    channel: &str,
    chat: ChatId,
    lang: Option<&str>,
    input: Input,
) -> anyhow::Result<Vec<outbox::Row>> {
    if input != Input::AddedToGroup || city.groups.contains(&chat.0) {
        return Ok(Vec::new());
    }
    let lang = lang.and_then(Lang::find).unwrap_or(Lang::reference());
    let mut card = Card::new(t!("group-goodbye", city = &city.preset.name));
    if let Some(link) = city.link("home") {
        card = card.link(t!("group-link-button"), link);
    }
    let (html, keys) = card.render(city, lang);
    let mut rows = Vec::new();
    let mut line = outbox::Line::before(tx, channel, chat).await?;
    for message in [Outbound::Say { html, keys }, Outbound::Leave] {
        let letter = outbox::Letter::to_chat(channel, chat, message, tx.now);
        rows.extend(outbox::reply(tx, city, letter, hands, &mut line).await?);
    }
    Ok(rows)
}

async fn typed(turn: &mut Turn<'_>, text: &str) -> anyhow::Result<()> {
    let consent = person::consent::asked(turn);
    let talk = if consent.is_some() { None } else { dialogue::current(turn).await? };
    if let Some(command) = Command::parse(text, turn.city, talk.is_some() || consent.is_some()) {
        store::understood(turn.tx, turn.person.id).await?;
        return commanded(turn, command, talk).await;
    }
    if let Some(item) = consent {
        return person::consent::answered(turn, item, text).await;
    }
    match talk {
        Some((state, step)) => dialogue::answer(turn, state, step, Given::Typed(text.to_owned())).await,
        None if poll::ballot::typed(turn, text).await? => Ok(()),
        None => not_understood(turn).await,
    }
}

async fn given(turn: &mut Turn<'_>, given: Given) -> anyhow::Result<()> {
    if let Some(item) = person::consent::asked(turn) {
        return person::consent::answered(turn, item, "").await;
    }
    match dialogue::current(turn).await? {
        Some((state, step)) => dialogue::answer(turn, state, step, given).await,
        None => {
            let said = match given {
                Given::Other(Kind::Voice) => t!("sent-voice"),
                Given::Photo(..) => t!("sent-photo"),
                Given::Location(..) => t!("sent-location"),
                _ => t!("sent-other"),
            };
            let card =
                Card::new(said).button(t!("home-propose-button"), Press::Proposal(proposal::Press::Begin)).home();
            match turn.album.clone() {
                Some(album) => turn.say_once(format!("album:{album}"), proposal::write::ALBUM_DELAY, card),
                None => turn.say(card),
            }
            Ok(())
        }
    }
}

async fn not_understood(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let misses = store::miss(turn.tx, turn.person.id).await?;
    if misses >= MISSES_BEFORE_HUMAN {
        let human = &turn.city.preset.human;
        let text = t!("not-understood-human", department = &human.department, phone = human.phone.as_str());
        turn.say(home::menu(turn, text));
    } else {
        turn.say(home::menu(turn, t!("not-understood")));
    }
    Ok(())
}
