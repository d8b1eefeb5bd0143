//! Voting: the ballot that changes in place, what one is about to submit, the vote, one's own vote.
//!
//! Every press asks anew who is there, whether a vote would count now, and whether they may. What
//! is said here is kept encrypted under the poll's key until it is sent.

use std::sync::Arc;

use super::booth::Booth;
use super::card::{self as look, View};
use super::{Cast, Choices, NotCast, Voter};
use crate::bot::{self, Card, Press as BotPress, Turn, home};
use crate::poll::rules::{self, Door};
use crate::poll::voting::Refusal;
use crate::poll::{OptionId, Poll, PollId, State, ballot, card, eligible, proof, store, talk};
use crate::t;
use crate::text::Value;

/// Begins to vote, or to change one's vote.
pub async fn begin(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(booth) = open(turn, id).await? else { return Ok(()) };
    let card = look::first(&booth.view(turn));
    turn.say(card);
    Ok(())
}

/// A page of the ballot.
pub async fn page(turn: &mut Turn<'_>, id: PollId, page: usize) -> anyhow::Result<()> {
    let Some(booth) = open(turn, id).await? else { return Ok(()) };
    let card = look::ballot(&booth.view(turn), page);
    turn.show(card);
    Ok(())
}

/// The fields of the ballot.
pub async fn fields(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(booth) = open(turn, id).await? else { return Ok(()) };
    let card = look::first(&booth.view(turn));
    turn.show(card);
    Ok(())
}

/// Goes to the ballot, which is from now on the one that a typed number means.
async fn open(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Booth>> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(None) };
    ballot::store::set_opened(turn.tx, turn.me(), id).await?;
    Ok(Some(Booth::enter(turn, poll).await?))
}

/// Chooses an option. Where there is one choice only, the next thing is to confirm it.
pub async fn pick(turn: &mut Turn<'_>, id: PollId, option: OptionId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = Booth::enter(turn, poll).await?;
    let wanted = booth.with(option);
    if let Err(refusal) = booth.choose(turn, wanted).await? {
        return refuse(turn, &booth, refusal);
    }
    if booth.is_single() {
        return confirm(turn, &booth);
    }
    let left = booth.left(turn);
    turn.toast(match (booth.choices.place_of(option), left) {
        (Some(rank), _) => t!("poll-picked-rank", number = option.0, rank = rank),
        (_, Some(won)) => t!("poll-picked-cost", number = option.0, left = Value::Won(won)),
        _ => t!("poll-picked", number = option.0, chosen = booth.choices.len(), max = booth.poll.picks),
    });
    show_page_of(turn, &booth, option);
    Ok(())
}

/// Chooses an option no longer.
pub async fn drop(turn: &mut Turn<'_>, id: PollId, option: OptionId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = Booth::enter(turn, poll).await?;
    let wanted = booth.choices.clone().without(option);
    if let Err(refusal) = booth.choose(turn, wanted).await? {
        return refuse(turn, &booth, refusal);
    }
    let left = booth.left(turn);
    turn.toast(match left {
        Some(won) => t!("poll-dropped-cost", number = option.0, left = Value::Won(won)),
        None => t!("poll-dropped", number = option.0, chosen = booth.choices.len(), max = booth.poll.picks),
    });
    show_page_of(turn, &booth, option);
    Ok(())
}

/// Gives an option so many points, whatever it had.
pub async fn mark(turn: &mut Turn<'_>, id: PollId, option: OptionId, points: u32) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = Booth::enter(turn, poll).await?;
    let wanted = match points {
        // Nothing is given: whatever kind of ballot this is, it is out.
        0 => booth.choices.clone().without(option),
        _ => booth.choices.clone().giving(option, points),
    };
    if let Err(refusal) = booth.choose(turn, wanted).await? {
        return refuse(turn, &booth, refusal);
    }
    turn.toast(t!("poll-marked", number = option.0, points = points));
    show_page_of(turn, &booth, option);
    Ok(())
}

fn show_page_of(turn: &mut Turn<'_>, booth: &Booth, option: OptionId) {
    let card = look::ballot(&booth.view(turn), booth.page_of(turn, option));
    turn.show(card);
}

/// Says why something cannot be chosen.
fn refuse(turn: &mut Turn<'_>, booth: &Booth, refusal: Refusal) -> anyhow::Result<()> {
    turn.toast(card::refused(&booth.poll, refusal, turn.lang()));
    // Somebody else's button: the present ballot says what there is.
    if matches!(refusal, Refusal::Unknown | Refusal::WrongKind) {
        let card = look::first(&booth.view(turn));
        turn.show(card);
    }
    Ok(())
}

/// Chooses to cast a blank ballot, and shows what that means.
pub async fn blank(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = Booth::enter(turn, poll).await?;
    match booth.choose(turn, Choices::Blank).await? {
        Ok(()) => confirm(turn, &booth),
        Err(refusal) => refuse(turn, &booth, refusal),
    }
}

/// Shows what one is about to submit.
pub async fn summary(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let booth = Booth::enter(turn, poll).await?;
    if let Err(refusal) = booth.check() {
        turn.toast(card::refused(&booth.poll, refusal, turn.lang()));
        return Ok(());
    }
    confirm(turn, &booth)
}

/// Shows what is about to be submitted.
fn confirm(turn: &mut Turn<'_>, booth: &Booth) -> anyhow::Result<()> {
    let card = summary_of(turn, booth)?;
    turn.show(card);
    Ok(())
}

/// What is about to be submitted.
pub(in crate::poll) fn summary_of(turn: &Turn<'_>, booth: &Booth) -> anyhow::Result<Card> {
    let mark = booth.voter.mark(turn.city, booth.poll.id, &booth.choices)?;
    Ok(look::summary(&booth.view(turn), mark))
}

/// Casts the vote, if what is chosen now is what was confirmed.
pub async fn cast(turn: &mut Turn<'_>, id: PollId, mark: &str) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    // Taken out at once, for most votes count; put back where one does not.
    let voter = Voter::from(&turn.person);
    let draft = ballot::store::take_draft(turn.tx, id, &voter).await?;
    let booth = Booth::enter_with(turn, poll, draft.as_deref()).await?;
    let (city, poll_id) = (turn.city, booth.poll.id);
    if booth.voter.mark(city, poll_id, &booth.choices)? != mark {
        put_back(turn, id, draft).await?;
        turn.toast(t!("poll-cast-old"));
        turn.show(look::first(&booth.view(turn)));
        return Ok(());
    }
    let (poll, voter, before) = (&booth.poll, &booth.voter, booth.cast.as_ref());
    match super::cast_after(turn.tx, city, poll, voter, before, &booth.choices).await? {
        Ok(receipt) => {
            // In place of what was chosen, which does not stay in the chat.
            let latest = proof::store::latest(turn.tx, poll_id).await?;
            turn.show(look::done(&booth.poll, &receipt, latest, turn.lang()));
            Ok(())
        }
        Err(refused) => {
            put_back(turn, id, draft).await?;
            not_cast(turn, &booth.poll, refused).await
        }
    }
}

async fn put_back(turn: &mut Turn<'_>, id: PollId, draft: Option<Vec<u8>>) -> anyhow::Result<()> {
    if let Some(sealed) = draft {
        ballot::store::save_draft(turn.tx, id, turn.person.id, &sealed).await?;
    }
    Ok(())
}

async fn not_cast(turn: &mut Turn<'_>, poll: &Poll, refused: NotCast) -> anyhow::Result<()> {
    match refused {
        NotCast::Shut(door) => shut(turn, poll, door),
        NotCast::Barred(barrier) => turn.say(eligible::card::barred(turn.city, poll, barrier)),
        NotCast::Invalid(refusal) => turn.toast(card::refused(poll, refusal, turn.lang())),
        NotCast::Final => turn.say(Card::new(t!("poll-final")).home()),
    }
    Ok(())
}

/// Shows one's own vote, while it can be found: until the close.
pub async fn mine(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return talk::gone(turn).await };
    let door = rules::door(&poll, turn.now());
    if door != Door::Open {
        if matches!(door, Door::Late(_)) {
            let said = match proof::linked_until(turn.tx, &poll).await? {
                Some(until) => t!("poll-mine-kept", until = until),
                None => t!("poll-mine-closed"),
            };
            turn.say(Card::new(said).row([card::open_button(id), (t!("home-button"), BotPress::Home)]));
        } else {
            shut(turn, &poll, door);
        }
        return Ok(());
    }
    if !bot::member_or_ask(turn, &format!("poll-{}", id.0)).await? {
        return Ok(());
    }
    if !tell_vote(turn, &poll).await? {
        turn.say(look::not_voted(&poll));
    }
    Ok(())
}

/// Says what the person voted for in a poll, in a message of its own; whether there was a vote.
pub async fn tell_vote(turn: &mut Turn<'_>, poll: &Poll) -> anyhow::Result<bool> {
    let voter = Voter::from(&turn.person);
    let Some(Cast { choices, .. }) = super::vote_of(turn.tx, turn.city, poll, &voter).await? else {
        return Ok(false);
    };
    turn.seal = Some(poll.id);
    let receipt = voter.receipt(turn.tx, turn.city, poll.id).await?;
    let rules = poll.rules();
    let view = View { poll, rules: &rules, pages: &[], choices: &choices, cast: Some(&choices), lang: turn.lang() };
    turn.say(look::mine(&view, receipt));
    Ok(true)
}

/// Away from the ballot. What was chosen and not submitted is kept until the close.
pub async fn away(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    if ballot::store::draft(turn.tx, id, turn.person.id).await?.is_some() {
        turn.toast(t!("poll-away-kept"));
    }
    home::show(turn).await
}

/// The poll, if this person's vote would count at this moment; otherwise they are told why not.
pub async fn may_vote(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Arc<Poll>>> {
    let Some(poll) = store::poll(turn.tx, id).await? else {
        talk::gone(turn).await?;
        return Ok(None);
    };
    let door = rules::door(&poll, turn.now());
    if door != Door::Open {
        shut(turn, &poll, door);
        return Ok(None);
    }
    if !bot::member_or_ask(turn, &format!("vote-{}", id.0)).await? {
        return Ok(None);
    }
    let (me, dong) = (turn.me(), turn.person.dong.clone());
    if let Err(barrier) = eligible::may_vote(turn.tx, &poll, me, dong.as_ref()).await? {
        turn.say(eligible::card::barred(turn.city, &poll, barrier));
        return Ok(None);
    }
    Ok(Some(poll))
}

/// Says that no vote counts now, and why.
fn shut(turn: &mut Turn<'_>, poll: &Poll, door: Door) {
    let question = poll.question.get(turn.lang());
    let text = match door {
        Door::Coming => t!("poll-shut-coming", question = question, opens = poll.opens_at),
        Door::Cancelled => t!("poll-shut-cancelled", question = question),
        Door::Open | Door::Late(_) => {
            let late = turn.now() - poll.closes_at;
            t!("poll-shut-late", question = question, closes = poll.closes_at, late = card::how_late(late))
        }
    };
    let more = match poll.state {
        State::Published => (t!("poll-result-button"), BotPress::Poll(crate::poll::Press::Open(poll.id))),
        _ => card::open_button(poll.id),
    };
    turn.say(Card::new(text).row([more, (t!("home-button"), BotPress::Home)]));
}
