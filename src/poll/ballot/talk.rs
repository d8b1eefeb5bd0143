//! Voting: the ballot that changes in place, what one is about to submit, the vote, one's own vote.
//!
//! Every press asks anew who is there, whether a vote would count now, and whether they may. What
//! is said here is kept encrypted under the poll's key until it is sent.

use super::card::{self as look, View};
use super::{Choices, NotCast, Voter};
use crate::bot::{self, Card, Press as BotPress, Turn, home};
use crate::poll::rules::{self, Door};
use crate::poll::voting::Refusal;
use crate::poll::{OptionId, Poll, PollId, State, ballot, card, proof, store, talk};
use crate::t;

/// Begins to vote, or to change one's vote.
pub async fn begin(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let booth = enter(turn, poll).await?;
    let card = look::ballot(&booth.view(turn), 0);
    turn.say(card);
    Ok(())
}

/// A page of the ballot.
pub async fn page(turn: &mut Turn<'_>, id: PollId, page: usize) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let booth = enter(turn, poll).await?;
    let card = look::ballot(&booth.view(turn), page);
    turn.show(card);
    Ok(())
}

/// Chooses an option. Where there is one choice only, the next thing is to confirm it.
pub async fn pick(turn: &mut Turn<'_>, id: PollId, option: OptionId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = enter(turn, poll).await?;
    let single = booth.poll.picks == 1;
    let wanted = if single { Choices::one(option) } else { booth.choices.clone().with(option) };
    if let Err(refusal) = booth.poll.method.check(&booth.poll.rules(), &wanted) {
        turn.toast(card::refused(refusal));
        // Somebody else's button: the present ballot says what there is.
        if refusal == Refusal::Unknown {
            turn.show(look::ballot(&booth.view(turn), 0));
        }
        return Ok(());
    }
    booth.choose(turn, wanted).await?;
    if single {
        return confirm(turn, &booth);
    }
    let page = booth.page_of(option);
    let card = look::ballot(&booth.view(turn), page);
    turn.toast(t!("poll-picked", number = option.0, chosen = booth.choices.len(), max = booth.poll.picks));
    turn.show(card);
    Ok(())
}

/// Chooses an option no longer.
pub async fn drop(turn: &mut Turn<'_>, id: PollId, option: OptionId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let mut booth = enter(turn, poll).await?;
    let wanted = booth.choices.clone().without(option);
    booth.choose(turn, wanted).await?;
    let page = booth.page_of(option);
    let card = look::ballot(&booth.view(turn), page);
    turn.toast(t!("poll-dropped", number = option.0, chosen = booth.choices.len(), max = booth.poll.picks));
    turn.show(card);
    Ok(())
}

/// Shows what one is about to submit.
pub async fn summary(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    let booth = enter(turn, poll).await?;
    if let Err(refusal) = booth.poll.method.check(&booth.poll.rules(), &booth.choices) {
        turn.toast(card::refused(refusal));
        return Ok(());
    }
    confirm(turn, &booth)
}

fn confirm(turn: &mut Turn<'_>, booth: &Booth) -> anyhow::Result<()> {
    let mark = booth.voter.mark(turn.city, booth.poll.id, &booth.choices)?;
    let card = look::summary(&booth.view(turn), mark);
    turn.show(card);
    Ok(())
}

/// Casts the vote, if what is chosen now is what was confirmed.
pub async fn cast(turn: &mut Turn<'_>, id: PollId, mark: &str) -> anyhow::Result<()> {
    let Some(poll) = may_vote(turn, id).await? else { return Ok(()) };
    // Taken out at once, for most votes count; put back where one does not.
    let draft = ballot::store::take_draft(turn.tx, id, turn.person.id).await?;
    let booth = enter_with(turn, poll, draft.as_deref()).await?;
    let (city, poll_id) = (turn.city, booth.poll.id);
    if booth.voter.mark(city, poll_id, &booth.choices)? != mark {
        put_back(turn, id, draft).await?;
        turn.toast(t!("poll-cast-old"));
        turn.show(look::ballot(&booth.view(turn), 0));
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
        NotCast::Barred(barrier) => turn.say(card::barred(turn.city, poll, barrier)),
        NotCast::Invalid(refusal) => turn.toast(card::refused(refusal)),
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
    let Some(choices) = super::vote_of(turn.tx, turn.city, poll, &voter).await? else {
        return Ok(false);
    };
    turn.seal = Some(poll.id);
    let receipt = voter.receipt(turn.tx, turn.city, poll.id).await?;
    let view = View { poll, order: &[], choices: &choices, cast: Some(&choices), lang: turn.lang() };
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
pub async fn may_vote(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Poll>> {
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
    if let Err(barrier) = rules::may_vote(&poll, turn.person.dong.as_ref()) {
        turn.say(card::barred(turn.city, &poll, barrier));
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

/// One person with one ballot.
struct Booth {
    poll: Poll,
    voter: Voter,
    order: Vec<OptionId>,
    choices: Choices,
    cast: Option<Choices>,
}

/// From here on the turn tells a choice. A vote goes on from the draft, or from what lies in the
/// box.
async fn enter(turn: &mut Turn<'_>, poll: Poll) -> anyhow::Result<Booth> {
    let draft = ballot::store::draft(turn.tx, poll.id, turn.person.id).await?;
    enter_with(turn, poll, draft.as_deref()).await
}

async fn enter_with(turn: &mut Turn<'_>, poll: Poll, draft: Option<&[u8]>) -> anyhow::Result<Booth> {
    turn.seal = Some(poll.id);
    let voter = Voter::from(&turn.person);
    let cast = super::vote_of(turn.tx, turn.city, &poll, &voter).await?;
    let draft = draft.map(|sealed| super::read_draft(turn.city, poll.id, sealed)).transpose()?.flatten();
    let choices = draft.or_else(|| cast.clone()).unwrap_or_default();
    let order = voter.order(turn.city, &poll);
    Ok(Booth { poll, voter, order, choices, cast })
}

impl Booth {
    fn view<'a>(&'a self, turn: &Turn<'_>) -> View<'a> {
        View {
            poll: &self.poll,
            order: &self.order,
            choices: &self.choices,
            cast: self.cast.as_ref(),
            lang: turn.lang(),
        }
    }

    async fn choose(&mut self, turn: &mut Turn<'_>, choices: Choices) -> anyhow::Result<()> {
        super::keep_draft(turn.tx, turn.city, self.poll.id, self.voter.person, &choices).await?;
        self.choices = choices;
        Ok(())
    }

    fn page_of(&self, option: OptionId) -> usize {
        self.order.iter().position(|known| *known == option).unwrap_or(0) / look::OPTIONS_A_PAGE
    }
}
