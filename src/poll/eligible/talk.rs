//! What somebody does about not being allowed to vote: says whether their age fits, brings a code.

use std::sync::Arc;

use super::code::{self, Code};
use super::enter::{self, Enter};
use super::{Barrier, card, store};
use crate::bot::{self, Card, Desk, Dialogue, Press as BotPress, Turn, dialogue, home};
use crate::poll::rules::{self, Door};
use crate::poll::{DeskPress, Poll, PollId, Press, State, ballot, card as look, onsite, store as polls, talk};
use crate::t;

/// Polls about which a member of staff is asked whose code it is.
const POLLS_ASKED_MAX: usize = 3;

/// Somebody says whether their age fits.
pub async fn age(turn: &mut Turn<'_>, id: PollId, fits: bool) -> anyhow::Result<()> {
    let Some(poll) = asking_age(turn, id).await? else { return Ok(()) };
    let me = turn.me();
    store::set_age(turn.tx, id, me, fits).await?;
    if fits {
        return ballot::talk::begin(turn, id).await;
    }
    turn.show(card::barred(turn.city, &poll, Barrier::OtherAge));
    Ok(())
}

/// Asks once more.
pub async fn ask_age(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    if let Some(poll) = asking_age(turn, id).await? {
        turn.show(card::age(turn.city, &poll));
    }
    Ok(())
}

/// The poll, if it is open to this person and asks for their age; otherwise its ballot says what there is.
async fn asking_age(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Arc<Poll>>> {
    let Some(poll) = polls::poll(turn.tx, id).await? else {
        talk::gone(turn).await?;
        return Ok(None);
    };
    if !poll.eligible.asks_age() || rules::door(&poll, turn.now()) != Door::Open {
        ballot::talk::begin(turn, id).await?;
        return Ok(None);
    }
    Ok(bot::member_or_ask(turn, &format!("vote-{}", id.0)).await?.then_some(poll))
}

/// Asks for a code.
pub async fn enter_code(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let asks = polls::poll(turn.tx, id).await?.is_some_and(|poll| enter::is_asking(&poll, turn));
    if !asks {
        return ballot::talk::begin(turn, id).await;
    }
    if bot::member_or_ask(turn, &format!("vote-{}", id.0)).await? {
        // The code comes last: what else there is to say is asked for first.
        if enter::before_code(turn.tx, id, &turn.person).await?.is_some() {
            return ballot::talk::begin(turn, id).await;
        }
        dialogue::begin(turn, Dialogue::VoteCode(Enter::of(id))).await?;
    }
    Ok(())
}

/// Somebody came by the link on their letter. `rest` is what [`code::kept`] made of it.
pub async fn follow(turn: &mut Turn<'_>, rest: &str) -> anyhow::Result<()> {
    let Some((id, inner)) = code::ticket(rest) else { return home::show(turn).await };
    let asks = polls::poll(turn.tx, id).await?.is_some_and(|poll| enter::is_asking(&poll, turn));
    if !asks {
        return ballot::talk::begin(turn, id).await;
    }
    if !bot::member_or_ask(turn, &format!("ticket-{rest}")).await? {
        return Ok(());
    }
    let Some(inner) = inner else {
        turn.say(Card::new(t!("eligible-code-broken")));
        return enter_code(turn, id).await;
    };
    let redeemed = enter::redeem(turn.tx, turn.city, &[id], &turn.person, &inner).await?;
    enter::tell(turn, id, redeemed).await
}

/// The open polls that ask for a code.
async fn asking(turn: &mut Turn<'_>) -> anyhow::Result<Vec<PollId>> {
    let mut open = Vec::new();
    for id in polls::in_state(turn.tx, State::Open).await? {
        if polls::poll(turn.tx, id).await?.is_some_and(|poll| enter::is_asking(&poll, turn)) {
            open.push(id);
        }
    }
    Ok(open)
}

/// Takes what looks like a receipt and is none for a code, if any is asked for; whether it is.
pub async fn instead_of_receipt(turn: &mut Turn<'_>, letters: &str) -> anyhow::Result<bool> {
    let Some(code) = Code::read(letters) else { return Ok(false) };
    if asking(turn).await?.is_empty() {
        return Ok(false);
    }
    typed(turn, Some(code)).await?;
    Ok(true)
}

/// Somebody typed a code, or the word for it, where nothing was asked.
pub async fn typed(turn: &mut Turn<'_>, code: Option<Code>) -> anyhow::Result<()> {
    let open = asking(turn).await?;
    let Some(first) = open.first().copied() else {
        turn.say(
            Card::new(t!("eligible-code-none-open")).row([look::list_button(), (t!("home-button"), BotPress::Home)]),
        );
        return Ok(());
    };
    let back = code.as_ref().map_or_else(|| "todo".to_owned(), |code| code::kept(code.payload(first)));
    if !bot::member_or_ask(turn, &back).await? {
        return Ok(());
    }
    if code.is_some() && turn.may(DeskPress::Help(first).role()) {
        whose(turn, &open).await?;
        return Ok(());
    }
    if let Some(code) = code {
        let redeemed = enter::redeem(turn.tx, turn.city, &open, &turn.person, &code.inner()).await?;
        return enter::tell(turn, first, redeemed).await;
    }
    if open.len() == 1 {
        return enter_code(turn, first).await;
    }
    let mut card = Card::new(t!("eligible-code-which"));
    for id in open {
        if let Some(poll) = polls::poll(turn.tx, id).await? {
            card = card.button(look::title_button(&poll, turn.lang()), BotPress::Poll(Press::EnterCode(id)));
        }
    }
    turn.say(card.home());
    Ok(())
}

/// A member of staff typed a code where nothing was asked: most likely it is that of the next in the row, so
/// it is not used for their own vote before they say so.
async fn whose(turn: &mut Turn<'_>, open: &[PollId]) -> anyhow::Result<()> {
    let at = |press| BotPress::Desk(Desk::Poll(press));
    let mut card = Card::new(t!("eligible-code-whose"));
    for id in open.iter().take(POLLS_ASKED_MAX).copied() {
        let Some(poll) = polls::poll(turn.tx, id).await? else { continue };
        if open.len() > 1 {
            card = card.block(t!("eligible-code-whose-poll", question = poll.question.get(turn.lang())));
        }
        card = card
            .row([onsite::button(id), (t!("paper-codes-button"), at(DeskPress::CheckOff(id)))])
            .row([(t!("eligible-code-mine-button"), BotPress::Poll(Press::EnterCode(id)))]);
    }
    turn.say(card.home());
    Ok(())
}
