//! What only the author does: take a proposal back, answer what staff asked, leave.

use super::rules::{self, Act};
use super::{Press, Proposal, ProposalId, State, Supplement, Why, act, read, store};
use crate::bot::home::Todo;
use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue};
use crate::t;

/// The person's own proposal; otherwise they were told that it is not.
pub(super) async fn own(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<Option<Proposal>> {
    let Some(proposal) = read::readable(turn, id).await? else { return Ok(None) };
    if proposal.author == Some(turn.me()) {
        return Ok(Some(proposal));
    }
    turn.toast(t!("proposal-not-own"));
    Ok(None)
}

pub(super) async fn ask_withdraw(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = own(turn, id).await? else { return Ok(()) };
    if rules::next(proposal.state, proposal.before, &Act::Withdraw(None)).is_err() {
        turn.toast(t!("proposal-withdraw-late", state = proposal.state.text()));
        return read::again(turn, id).await;
    }
    let press = |why: Option<Why>| BotPress::Proposal(Press::WithdrawNow(id, why));
    let card = Card::new(t!("proposal-withdraw", title = &proposal.title, supports = proposal.supports))
        .grid(1, Why::ALL.map(|why| (why.text(), press(Some(why)))))
        .button(t!("proposal-withdraw-skip-button"), press(None))
        .button(t!("proposal-withdraw-no-button"), BotPress::Proposal(Press::Open(id)));
    turn.say(card);
    Ok(())
}

pub(super) async fn withdraw(turn: &mut Turn<'_>, id: ProposalId, why: Option<Why>) -> anyhow::Result<()> {
    let Some(proposal) = own(turn, id).await? else { return Ok(()) };
    let words = why.map(|why| act::words(turn, &why.text()));
    match act::act(turn, &proposal, &Act::Withdraw(words)).await? {
        Ok(after) => {
            let card = Card::new(t!("proposal-withdrawn-done", title = &after.title)).row([
                (t!("proposal-mine-button"), BotPress::Proposal(Press::Mine)),
                (t!("home-button"), BotPress::Home),
            ]);
            turn.show(card);
        }
        Err(_) => {
            turn.toast(t!("proposal-withdraw-late", state = proposal.state.text()));
            read::again(turn, id).await?;
        }
    }
    Ok(())
}

pub(super) async fn supplement(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    if !bot::answer::member_or_ask(turn, "todo").await? {
        return Ok(());
    }
    let Some(proposal) = own(turn, id).await? else { return Ok(()) };
    if proposal.state != State::Supplement {
        turn.toast(t!("proposal-supplement-over", state = proposal.state.text()));
        return read::open(turn, id).await;
    }
    dialogue::begin(turn, Dialogue::Supplement(Supplement::of(&proposal))).await
}

/// What waits for the person here: questions of staff about their proposals.
pub async fn todo(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Todo>> {
    let mut todos = Vec::new();
    for id in store::asked_of(turn.tx, turn.person.id).await? {
        let Some(proposal) = store::get(turn.tx, id).await? else { continue };
        let by = proposal.supplement_by.unwrap_or(proposal.answer_by);
        todos.push(Todo {
            text: t!("proposal-todo", title = &proposal.title, by = by),
            label: t!("proposal-todo-button", receipt = proposal.receipt()),
            press: BotPress::Proposal(Press::Supplement(id)),
        });
    }
    Ok(todos)
}

/// The person is about to be erased. What is undecided is withdrawn or stays without an author;
/// what nobody reads any more is emptied.
pub async fn leaves(turn: &mut Turn<'_>, withdraw: bool) -> anyhow::Result<()> {
    if withdraw {
        for id in store::undecided(turn.tx, turn.person.id).await? {
            let Some(proposal) = store::get(turn.tx, id).await? else { continue };
            // A refusal cannot be: these are the ones that can be withdrawn.
            let _ = act::act(turn, &proposal, &Act::Withdraw(None)).await?;
        }
    }
    store::forget_closed_events(turn.tx, turn.person.id).await?;
    store::forget_closed(turn.tx, turn.person.id).await?;
    Ok(())
}
