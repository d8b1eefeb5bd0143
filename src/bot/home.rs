//! The home menu, help, and the list of what waits for a person. At most six things, the same
//! words as buttons where one types and as typed commands, and always a way to a human.

use crate::bot::card::Card;
use crate::bot::command::{Command, HOME};
use crate::bot::dialogue;
use crate::bot::go;
use crate::bot::press::Press;
use crate::bot::store;
use crate::bot::turn::Turn;
use crate::person::{self, Role};
use crate::text::Text;
use crate::{forum, poll, proposal, t};

/// Things that wait, listed at once.
const TODO_MAX: usize = 20;

/// Something that waits for a person, and the button that leads there.
pub struct Todo {
    /// The line.
    pub text: Text,
    /// The button's words.
    pub label: Text,
    /// Where it leads.
    pub press: Press,
}

/// The home menu under a text.
pub fn menu(turn: &Turn<'_>, text: Text) -> Card {
    let mut labels = Vec::new();
    for (id, command) in HOME {
        if command != Command::Desk || turn.may(Role::Moderator) {
            labels.push(Text { id, args: Vec::new() });
        }
    }
    let mut card = Card::new(text);
    for row in labels.chunks(2) {
        card = card.words(row.to_vec());
    }
    card
}

/// Says where one is, with the home menu.
pub async fn show(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if !turn.person.is_member() {
        return welcome(turn).await;
    }
    let waiting = todos(turn).await?.len();
    let card = menu(turn, t!("home", programme = &turn.city.preset.programme, waiting = waiting));
    turn.say(card);
    Ok(())
}

/// `/start`, with a deep link's payload or none.
pub async fn start(turn: &mut Turn<'_>, payload: Option<String>) -> anyhow::Result<()> {
    if let Some(payload) = payload.filter(|payload| known_payload(payload)).map(poll::eligible::code::kept) {
        if !turn.person.is_member() {
            person::store::set_target(turn.tx, turn.person.id, Some(&payload)).await?;
            turn.person.target = Some(payload.clone());
        }
        return go(turn, &payload).await;
    }
    if !turn.person.is_member() {
        return welcome(turn).await;
    }
    let drafts = store::dialogues(turn.tx, turn.person.id).await?;
    if let Some(draft) = drafts.into_iter().find(|draft| draft.kind == "propose") {
        let card = Card::new(t!("start-draft", at = draft.saved_at))
            .row([
                (t!("draft-resume-button"), Press::Resume("propose".into())),
                (t!("draft-discard-button"), Press::Discard("propose".into())),
            ])
            .home();
        turn.say(menu(turn, t!("home-again", programme = &turn.city.preset.programme)));
        turn.say(card);
        return Ok(());
    }
    show(turn).await
}

/// The first screen of somebody who has agreed to nothing yet.
pub async fn welcome(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let preset = &turn.city.preset;
    let card = Card::new(t!("welcome", city = &preset.name, programme = &preset.programme))
        .button(t!("welcome-start-button"), Press::Person(person::Press::Consent))
        .row([
            (t!("welcome-look-button"), Press::Person(person::Press::Look)),
            (t!("privacy-button"), Press::Person(person::Press::Privacy)),
        ])
        .button(t!("home-help-button"), Press::Help);
    turn.say(card);
    Ok(())
}

/// Help: what one can do, what to type, and whom to call.
pub async fn help(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let human = &turn.city.preset.human;
    let text = t!("help", department = &human.department, phone = human.phone.as_str(), hours = &human.hours,);
    let card = Card::new(text)
        .row([
            (t!("help-proposals-button"), Press::Proposal(proposal::Press::Menu)),
            (t!("settings-button"), Press::Person(person::Press::Settings)),
        ])
        .row([(t!("privacy-button"), Press::Person(person::Press::Privacy)), (t!("home-button"), Press::Home)]);
    turn.say(card);
    Ok(())
}

/// What waits for the person: polls, drafts, requests, forums.
pub async fn todo(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let todos = todos(turn).await?;
    let mine = [
        (t!("todo-my-proposals-button"), Press::Proposal(proposal::Press::Mine)),
        (t!("todo-my-forums-button"), Press::Forum(forum::Press::Mine)),
    ];
    let own = [(t!("settings-button"), Press::Person(person::Press::Settings)), (t!("home-button"), Press::Home)];
    if todos.is_empty() {
        turn.say(Card::new(t!("todo-empty")).row(mine).row(own));
        return Ok(());
    }
    let lines: Vec<Text> = todos
        .iter()
        .enumerate()
        .map(|(number, todo)| t!("todo-line", number = number + 1, what = todo.text.clone()))
        .collect();
    let mut card = Card::new(t!("todo", count = todos.len())).block(t!("todo-list", lines = lines));
    card = card.grid(1, todos.into_iter().map(|todo| (todo.label, todo.press)));
    turn.say(card.row(mine).row(own));
    Ok(())
}

async fn todos(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Todo>> {
    let mut todos = Vec::new();
    if !turn.person.is_member() {
        return Ok(todos);
    }
    todos.extend(proposal::talk::todo(turn).await?);
    todos.extend(poll::talk::todo(turn).await?);
    todos.extend(forum::talk::todo(turn).await?);
    for draft in store::dialogues(turn.tx, turn.person.id).await? {
        if turn.person.dialogue.as_deref() == Some(draft.kind.as_str())
            || ["profile", "vote_code"].contains(&draft.kind.as_str())
        {
            continue;
        }
        let Ok(state) = serde_json::from_str::<dialogue::Dialogue>(&draft.state) else { continue };
        todos.push(Todo {
            text: t!("todo-draft", what = state.title(), at = draft.saved_at),
            label: t!("todo-draft-button", what = state.title()),
            press: Press::Resume(draft.kind),
        });
    }
    todos.truncate(TODO_MAX);
    Ok(todos)
}

/// Whether a deep link's payload is one of ours: at most 64 of Telegram's characters, and a word
/// that [`go`] knows. Anything else is not even kept.
fn known_payload(payload: &str) -> bool {
    const KNOWN: [&str; 9] = ["proposal", "support", "poll", "vote", "code", "forum", "seat", "propose", "staff"];
    let word = payload.split('-').next().unwrap_or(payload);
    let plain = payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    payload.len() <= 64 && plain && KNOWN.contains(&word)
}
