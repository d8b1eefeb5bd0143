//! From what came in to what is said: one update's whole effect, inside one transaction.

use anyhow::Context;
use futures::future::LocalBoxFuture;

use crate::bot::card::Card;
use crate::bot::command::Command;
use crate::bot::dialogue::{self, Given};
use crate::bot::press::{Desk, Press};
use crate::bot::turn::{Pressed, Turn};
use crate::bot::{home, store};
use crate::channel::{ChatId, Inbound, Input, Kind, Outbound, Place};
use crate::city::City;
use crate::db::Tx;
use crate::outbox;
use crate::person::{self, PersonId, Role};
use crate::text::Lang;
use crate::{forum, notice, poll, proposal, staff, t};

/// Misses in a row after which a person's telephone number is offered.
const MISSES_BEFORE_HUMAN: i64 = 2;

/// Does what an update asks for; the rows of the outbox that this `run` may send once the
/// transaction is committed.
pub async fn answer(
    tx: &mut Tx,
    city: &City,
    run: i64,
    channel: &str,
    inbound: Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    let Inbound { chat, place, lang, input } = inbound;
    if place == Place::Group {
        return in_group(tx, city, run, channel, chat, lang.as_deref(), input).await;
    }
    match input {
        Input::Blocked => {
            person::store::gone(tx, channel, chat).await?;
            outbox::store::cancel_chat(tx, channel, chat).await?;
            return Ok(Vec::new());
        }
        Input::Unblocked => {
            person::store::back(tx, channel, chat).await?;
            return Ok(Vec::new());
        }
        Input::Nothing | Input::AddedToGroup => return Ok(Vec::new()),
        _ => {}
    }
    let person = person::store::meet(tx, channel, chat, lang.as_deref()).await?;
    let pressed = match &input {
        Input::Press { message, callback, .. } => Some(Pressed { message: *message, callback: callback.clone() }),
        _ => None,
    };
    let mut turn = Turn::new(tx, city, person, pressed);
    handle(&mut turn, input).await?;
    if !turn.answered() && turn.pressed.is_none() && turn.album.is_none() {
        tracing::warn!(person.id = turn.person.id.0, "a message got no word in answer");
        home::show(&mut turn).await?;
    }
    turn.keep(run).await
}

/// A word to somebody whose update we could not handle. Nothing of the update is looked at but
/// where it came from.
pub async fn apologise(
    tx: &mut Tx,
    city: &City,
    run: i64,
    channel: &str,
    inbound: &Inbound,
) -> anyhow::Result<Vec<outbox::Row>> {
    if inbound.place == Place::Group {
        return Ok(Vec::new());
    }
    let person = person::store::meet(tx, channel, inbound.chat, inbound.lang.as_deref()).await?;
    let pressed = match &inbound.input {
        Input::Press { message, callback, .. } => Some(Pressed { message: *message, callback: callback.clone() }),
        _ => None,
    };
    let mut turn = Turn::new(tx, city, person, pressed);
    turn.say(Card::new(t!("sorry", phone = city.preset.human.phone.as_str())).home());
    turn.keep(run).await
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
        Input::Edited => {
            turn.say(Card::new(t!("edited-message")).home());
            Ok(())
        }
        Input::Forwarded => {
            turn.say(Card::new(t!("forwarded-message")).home());
            Ok(())
        }
        Input::Blocked | Input::Unblocked | Input::AddedToGroup | Input::Nothing => Ok(()),
    }
}

/// In a group the bot has nothing to do: it says where it is to be found, and goes.
async fn in_group(
    tx: &mut Tx,
    city: &City,
    run: i64,
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
    for message in [Outbound::Say { html, keys }, Outbound::Leave] {
        let letter = outbox::Letter::to_chat(channel, chat, message, tx.now);
        rows.extend(outbox::reply(tx, city, letter, run).await?);
    }
    Ok(rows)
}

async fn typed(turn: &mut Turn<'_>, text: &str) -> anyhow::Result<()> {
    let talk = dialogue::current(turn).await?;
    if let Some(command) = Command::parse(text, turn.city, talk.is_some()) {
        store::understood(turn.tx, turn.person.id).await?;
        return commanded(turn, command, talk).await;
    }
    match talk {
        Some((state, step)) => dialogue::answer(turn, state, step, Given::Typed(text.to_owned())).await,
        None => not_understood(turn).await,
    }
}

async fn given(turn: &mut Turn<'_>, given: Given) -> anyhow::Result<()> {
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

async fn commanded(
    turn: &mut Turn<'_>,
    command: Command,
    talk: Option<(dialogue::Dialogue, i64)>,
) -> anyhow::Result<()> {
    match (&command, talk) {
        (Command::Back, Some((state, _))) => return dialogue::back(turn, state).await,
        (Command::Cancel, Some((state, _))) => return leave(turn, &state).await,
        (Command::Help, Some((state, step))) => {
            home::help(turn).await?;
            return dialogue::again(turn, &state, step, t!("help-back-to-question")).await;
        }
        _ => dialogue::park(turn).await?,
    }
    match command {
        Command::Start(payload) => home::start(turn, payload).await,
        Command::Home | Command::Back => home::show(turn).await,
        Command::Cancel => {
            turn.say(home::menu(turn, t!("nothing-to-cancel")));
            Ok(())
        }
        Command::Help => home::help(turn).await,
        Command::Propose => proposal::talk::begin(turn).await,
        Command::Proposals => proposal::talk::list(turn).await,
        Command::Polls => poll::talk::list(turn).await,
        Command::Forums => forum::talk::list(turn).await,
        Command::Todo => home::todo(turn).await,
        Command::News => notice::talk::news(turn).await,
        Command::MyProposals => proposal::talk::mine(turn).await,
        Command::MyForums => forum::talk::mine(turn).await,
        Command::Settings => person::talk::settings(turn).await,
        Command::Language(lang) => person::talk::language(turn, lang).await,
        Command::Privacy => person::talk::privacy(turn).await,
        Command::MyData => person::own_data::send(turn).await,
        Command::Leave => person::talk::ask_leave(turn).await,
        Command::Stop => person::talk::stop(turn).await,
        Command::Desk => staff::desk::open(turn).await,
        Command::Receipt(year, number) => proposal::talk::by_number(turn, year, number).await,
        Command::Unknown => {
            turn.say(home::menu(turn, t!("unknown-command")));
            Ok(())
        }
    }
}

async fn leave(turn: &mut Turn<'_>, state: &dialogue::Dialogue) -> anyhow::Result<()> {
    let holds_keyboard = dialogue::holds_keyboard(turn, state).await?;
    dialogue::park(turn).await?;
    let until = turn.city.day(turn.now()) + chrono::Days::new(turn.city.preset.periods.draft_days.into());
    let kind = state.kind();
    if holds_keyboard {
        turn.say(home::menu(turn, t!("home-back")));
    }
    let card = Card::new(t!("draft-kept", what = state.title(), until = until)).row([
        (t!("draft-resume-button"), Press::Resume(kind.into())),
        (t!("draft-discard-button"), Press::Discard(kind.into())),
    ]);
    turn.say(card.home());
    Ok(())
}

async fn pressed(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::Choose(step, key) => match dialogue::current(turn).await? {
            Some((state, now)) if now == step => dialogue::answer(turn, state, now, Given::Key(key)).await,
            other => stale(turn, other).await,
        },
        Press::Back(step) => match dialogue::current(turn).await? {
            Some((state, now)) if now == step => dialogue::back(turn, state).await,
            other => stale(turn, other).await,
        },
        Press::Leave(step) => match dialogue::current(turn).await? {
            Some((state, now)) if now == step => leave(turn, &state).await,
            other => stale(turn, other).await,
        },
        Press::Home => {
            dialogue::park(turn).await?;
            home::show(turn).await
        }
        Press::Help => home::help(turn).await,
        Press::Todo => home::todo(turn).await,
        Press::Resume(kind) => dialogue::resume(turn, &kind).await,
        Press::Discard(kind) => {
            dialogue::discard(turn, &kind).await?;
            turn.show(Card::new(t!("draft-discarded")).home());
            Ok(())
        }
        Press::Person(press) => person::talk::press(turn, press).await,
        Press::Proposal(press) => proposal::talk::press(turn, press).await,
        Press::Poll(press) => poll::talk::press(turn, press).await,
        Press::Forum(press) => forum::talk::press(turn, press).await,
        Press::Notice(press) => notice::talk::press(turn, press).await,
        Press::Desk(desk) => at_desk(turn, desk).await,
    }
}

async fn at_desk(turn: &mut Turn<'_>, desk: Desk) -> anyhow::Result<()> {
    if !turn.may(desk.role()) {
        return not_allowed(turn);
    }
    match desk {
        Desk::Staff(press) => staff::desk::press(turn, press).await,
        Desk::Proposal(press) => proposal::desk::press(turn, press).await,
        Desk::Poll(press) => poll::desk::press(turn, press).await,
        Desk::Forum(press) => forum::desk::press(turn, press).await,
        Desk::Notice(press) => notice::desk::press(turn, press).await,
    }
}

/// Refuses what the person's role does not allow. The role was read in this very transaction.
pub fn not_allowed(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let text = match turn.person.role {
        Some(role) => t!("not-allowed-role", role = role.text()),
        None => t!("not-allowed"),
    };
    turn.say(home::menu(turn, text));
    Ok(())
}

/// A button of a step that is past: says so, and shows the present step.
async fn stale(turn: &mut Turn<'_>, current: Option<(dialogue::Dialogue, i64)>) -> anyhow::Result<()> {
    match current {
        Some((state, step)) => dialogue::again(turn, &state, step, t!("dialogue-old")).await,
        None => old_button(turn).await,
    }
}

/// A button that means nothing any more: says so, and shows the way home.
pub async fn old_button(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.toast(t!("stale-press"));
    turn.say(home::menu(turn, t!("stale-press")));
    Ok(())
}

/// Follows a deep link or a target that waited for consent. Payloads are only ways to public
/// things; an unknown one leads home.
pub fn go<'a>(turn: &'a mut Turn<'_>, payload: &'a str) -> LocalBoxFuture<'a, anyhow::Result<()>> {
    Box::pin(follow(turn, payload))
}

async fn follow(turn: &mut Turn<'_>, payload: &str) -> anyhow::Result<()> {
    let (what, rest) = payload.split_once('-').unwrap_or((payload, ""));
    let id = rest.parse::<i64>().ok();
    match (what, id) {
        ("proposal", Some(id)) => proposal::talk::open(turn, proposal::ProposalId(id)).await,
        ("support", Some(id)) => proposal::talk::press(turn, proposal::Press::Support(proposal::ProposalId(id))).await,
        ("poll", Some(id)) => poll::talk::open(turn, poll::PollId(id)).await,
        ("vote", Some(id)) => poll::talk::press(turn, poll::Press::Begin(poll::PollId(id))).await,
        ("forum", Some(id)) => forum::talk::open(turn, forum::ForumId(id)).await,
        ("seat", Some(id)) => forum::talk::press(turn, forum::Press::SignUp(forum::ForumId(id))).await,
        ("propose", _) => proposal::talk::begin(turn).await,
        ("todo", _) => home::todo(turn).await,
        ("staff", _) if !rest.is_empty() => staff::invite::accept(turn, rest).await,
        _ => home::show(turn).await,
    }
}

/// Whether the person has agreed to take part. If not, consent is asked now, and `payload` is
/// followed afterwards.
pub async fn member_or_ask(turn: &mut Turn<'_>, payload: &str) -> anyhow::Result<bool> {
    if turn.person.is_member() && !turn.person.must_consent_again(turn.city) {
        return Ok(true);
    }
    person::talk::ask_consent(turn, Some(payload)).await?;
    Ok(false)
}

/// For tests and the set-aside queue: whether a role is enough for a desk's act.
pub fn enough(role: Option<Role>, needed: Role) -> bool {
    role.is_some_and(|role| role >= needed)
}

/// The person whose update it was, for logs: a number, nothing else.
pub async fn who(tx: &mut Tx, channel: &str, chat: ChatId) -> anyhow::Result<Option<PersonId>> {
    person::store::find(tx, channel, chat).await.context("looking up a person by chat")
}
