//! Where a command, a press or a deep link leads: from here to the rooms.

use futures::future::LocalBoxFuture;

use crate::bot::card::Card;
use crate::bot::command::Command;
use crate::bot::dialogue;
use crate::bot::home;
use crate::bot::press::{Desk, Press};
use crate::bot::question::Given;
use crate::bot::turn::Turn;
use crate::{forum, notice, person, poll, proposal, staff, t};

/// Does what a command asks for. A command always leaves the dialogue, and what that has put where
/// one types.
pub async fn commanded(
    turn: &mut Turn<'_>,
    command: Command,
    talk: Option<(dialogue::Dialogue, i64)>,
) -> anyhow::Result<()> {
    let mut held = false;
    match (&command, talk) {
        (Command::Back, Some((state, _))) => return dialogue::back(turn, state).await,
        (Command::Cancel, Some((state, _))) => return leave(turn, &state).await,
        (Command::Help, Some((state, step))) => {
            home::help(turn).await?;
            return dialogue::again(turn, &state, step, t!("help-back-to-question")).await;
        }
        (_, Some((state, _))) => {
            held = dialogue::holds_keyboard(turn, &state).await?;
            dialogue::park(turn).await?;
        }
        (_, None) => {}
    }
    follow_command(turn, command).await?;
    if held && !turn.has_keyboard() {
        turn.say_first(home::menu(turn, t!("home-back")));
    }
    Ok(())
}

async fn follow_command(turn: &mut Turn<'_>, command: Command) -> anyhow::Result<()> {
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
        Command::Polls => poll::list::show(turn).await,
        Command::Forums => forum::talk::list(turn).await,
        Command::Todo => home::todo(turn).await,
        Command::News => notice::talk::news(turn).await,
        Command::MyProposals => proposal::talk::mine(turn).await,
        Command::MyForums => forum::talk::mine(turn).await,
        Command::Settings => person::settings::open(turn).await,
        Command::Language(lang) => person::settings::language(turn, lang).await,
        Command::Privacy => person::talk::privacy(turn).await,
        Command::MyData => person::own_data::send(turn).await,
        Command::Leave => person::talk::ask_leave(turn).await,
        Command::Stop => person::settings::stop(turn).await,
        Command::Desk => staff::desk::open(turn).await,
        Command::Receipt(year, number) => proposal::talk::by_number(turn, year, number).await,
        Command::VoteCode(code) => poll::eligible::talk::typed(turn, code).await,
        Command::VoteReceipt(asked) => poll::proof::talk::find(turn, asked).await,
        Command::Unknown => {
            turn.say(home::menu(turn, t!("unknown-command")));
            Ok(())
        }
    }
}

async fn leave(turn: &mut Turn<'_>, state: &dialogue::Dialogue) -> anyhow::Result<()> {
    let holds_keyboard = dialogue::holds_keyboard(turn, state).await?;
    if matches!(state, dialogue::Dialogue::Profile(_)) {
        // Nothing was written that one would want back; the questions stand under "Settings".
        dialogue::discard(turn, state.kind()).await?;
        turn.say(home::menu(turn, t!("profile-later")));
        return Ok(());
    }
    if let dialogue::Dialogue::PaperCodes(_) = state {
        dialogue::discard(turn, state.kind()).await?;
        turn.say(home::menu(turn, t!("paper-codes-left")));
        return Ok(());
    }
    if let dialogue::Dialogue::OnSite(_) = state {
        // Whoever stood there has gone; nothing of it is to be kept.
        dialogue::discard(turn, state.kind()).await?;
        turn.say(home::menu(turn, t!("onsite-left")));
        return Ok(());
    }
    if matches!(state, dialogue::Dialogue::VoteCode(_)) {
        dialogue::discard(turn, state.kind()).await?;
        turn.say(home::menu(turn, t!("eligible-code-later")));
        return Ok(());
    }
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

/// Does what a press asks for.
pub async fn pressed(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
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
        Press::Anew(desk) => {
            turn.anew = true;
            at_desk(turn, desk).await
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
        // A code's payload, as it was kept on the way in.
        ("ticket", _) => poll::eligible::talk::follow(turn, rest).await,
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
    person::consent::ask_consent(turn, Some(payload)).await?;
    Ok(false)
}
