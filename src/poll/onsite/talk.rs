//! On a helper's telephone: the ballot of somebody else, in one message that changes in place. Every
//! press is asked anew whose ballot it is, whether a vote would count now, and whether they may. What is
//! shown here is kept encrypted under the poll's key until it is sent.

use super::{Help, Helping, NotHelped, card, store};
use crate::bot::{Card, Dialogue, Turn, dialogue};
use crate::poll::ballot::booth::Booth;
use crate::poll::ballot::{NotCast, card as look, talk as booth, words};
use crate::poll::rules::{Door, door};
use crate::poll::{Choices, OptionId, PollId, Press, card as told, look as options, store as polls, talk};
use crate::t;

/// A helper would help somebody: who is it?
pub async fn help(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    match polls::poll(turn.tx, id).await? {
        Some(poll) if door(&poll, turn.now()) == Door::Open => {
            dialogue::begin(turn, Dialogue::OnSite(Helping::of(id))).await
        }
        _ => closed(turn, id).await,
    }
}

/// No vote counts now.
pub async fn closed(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    match polls::poll(turn.tx, id).await? {
        Some(poll) => turn.show(card::shut(&poll, turn.lang())),
        None => return talk::gone(turn).await,
    }
    Ok(())
}

/// A press on somebody's ballot on a helper's telephone.
pub async fn press(turn: &mut Turn<'_>, number: i64, press: Press) -> anyhow::Result<()> {
    let me = turn.me();
    let help = store::of(turn.tx, me).await?.filter(|help| help.number == number);
    let (Some(help), Some(poll_id)) = (help, poll_of(&press)) else {
        let id = poll_of(&press).unwrap_or(PollId(0));
        turn.toast(t!("onsite-old"));
        // Whoever pressed twice to cast keeps the receipt that stands there by now.
        if !matches!(press, Press::Cast(..)) {
            turn.show(card::old(id));
        }
        return Ok(());
    };
    let poll = polls::poll(turn.tx, help.poll).await?.filter(|_| poll_id == help.poll);
    let Some(poll) = poll else { return talk::gone(turn).await };
    // What is said from here on tells what somebody chose.
    turn.seal = Some(poll.id);
    if door(&poll, turn.now()) != Door::Open {
        turn.seal = None;
        store::end(turn.tx, me).await?;
        turn.show(card::shut(&poll, turn.lang()));
        return Ok(());
    }
    let message = turn.pressed.as_ref().and_then(|pressed| pressed.message);
    store::touch(turn.tx, me, message).await?;
    let mut booth = Booth::of(poll, help.voter(), super::chosen(turn.city, &help)?);
    match press {
        Press::Page(_, page) => {
            let card = look::ballot(&booth.view(turn), page);
            show(turn, card, &help);
        }
        Press::Begin(_) | Press::Fields(_) => {
            let card = look::first(&booth.view(turn));
            show(turn, card, &help);
        }
        Press::Look(_, place) => {
            let card = options::card_for(turn, &booth.poll, &booth.voter, place);
            show(turn, card.unwrap_or_default(), &help);
        }
        Press::Pick(_, option) => return pick(turn, &mut booth, &help, option).await,
        Press::Drop(_, option) => {
            let wanted = booth.choices.clone().without(option);
            change(turn, &mut booth, &help, wanted, option).await?;
        }
        Press::Mark(_, option, points) => {
            let wanted = match points {
                0 => booth.choices.clone().without(option),
                _ => booth.choices.clone().giving(option, points),
            };
            change(turn, &mut booth, &help, wanted, option).await?;
        }
        Press::Blank(_) => {
            if choose(turn, &mut booth, &help, Choices::Blank).await? {
                confirm(turn, &booth, &help)?;
            }
        }
        Press::Summary(_) => match booth.check() {
            Ok(()) => confirm(turn, &booth, &help)?,
            Err(refusal) => turn.toast(told::refused(&booth.poll, refusal, turn.lang())),
        },
        Press::Cast(_, mark) => return cast(turn, &booth, &help, &mark).await,
        _ => {
            store::end(turn.tx, me).await?;
            turn.show(card::left(booth.poll.id));
        }
    }
    Ok(())
}

/// The poll that a press on a ballot is about.
fn poll_of(press: &Press) -> Option<PollId> {
    match press {
        Press::Begin(id) => Some(*id),
        other => other.choice_in(),
    }
}

fn show(turn: &mut Turn<'_>, card: Card, help: &Help) {
    turn.show(card::in_booth(card, help));
}

async fn pick(turn: &mut Turn<'_>, booth: &mut Booth, help: &Help, option: OptionId) -> anyhow::Result<()> {
    let wanted = booth.with(option);
    if booth.is_single() {
        if choose(turn, booth, help, wanted).await? {
            confirm(turn, booth, help)?;
        }
        return Ok(());
    }
    change(turn, booth, help, wanted, option).await
}

/// Chooses this from now on, and shows the page of what was pressed.
async fn change(
    turn: &mut Turn<'_>,
    booth: &mut Booth,
    help: &Help,
    wanted: Choices,
    option: OptionId,
) -> anyhow::Result<()> {
    if choose(turn, booth, help, wanted).await? {
        let card = look::ballot(&booth.view(turn), booth.page_of(turn, option));
        show(turn, card, help);
    }
    Ok(())
}

/// Chooses this from now on, if nothing on it is too much; otherwise says what is.
async fn choose(turn: &mut Turn<'_>, booth: &mut Booth, help: &Help, wanted: Choices) -> anyhow::Result<bool> {
    if let Err(refusal) = booth.poll.method.fits(&booth.rules, &wanted) {
        turn.toast(told::refused(&booth.poll, refusal, turn.lang()));
        return Ok(false);
    }
    super::keep(turn.tx, turn.city, help, &wanted).await?;
    booth.choices = wanted;
    Ok(true)
}

fn confirm(turn: &mut Turn<'_>, booth: &Booth, help: &Help) -> anyhow::Result<()> {
    let card = booth::summary_of(turn, booth)?;
    show(turn, card, help);
    Ok(())
}

/// Casts the vote, if what is chosen now is what was confirmed.
async fn cast(turn: &mut Turn<'_>, booth: &Booth, help: &Help, mark: &str) -> anyhow::Result<()> {
    let (city, id) = (turn.city, booth.poll.id);
    if booth.voter.mark(city, id, &booth.choices)? != mark {
        turn.toast(t!("poll-cast-old"));
        let card = look::first(&booth.view(turn));
        show(turn, card, help);
        return Ok(());
    }
    let through = turn.person.channel.clone();
    match super::cast(turn.tx, city, &booth.poll, help, &through, &booth.choices).await? {
        Ok(receipt) => turn.show(card::done(&booth.poll, &receipt, turn.lang())),
        Err(NotHelped::NotCast(NotCast::Invalid(refusal))) => {
            turn.toast(told::refused(&booth.poll, refusal, turn.lang()));
        }
        Err(why) => {
            store::end(turn.tx, help.helper).await?;
            turn.show(card::refused(why, id));
        }
    }
    Ok(())
}

/// Somebody typed a choice while a ballot of somebody else is on this telephone: it would stay in the
/// chat. Whether that is so.
pub async fn typed(turn: &mut Turn<'_>, text: &str) -> anyhow::Result<bool> {
    let me = turn.me();
    let Some(help) = store::of(turn.tx, me).await? else { return Ok(false) };
    let poll = polls::poll(turn.tx, help.poll).await?;
    if poll.is_none_or(|poll| words::said(&poll, turn.lang(), text).is_none()) {
        return Ok(false);
    }
    turn.seal = Some(help.poll);
    turn.say(Card::new(t!("onsite-typed")));
    Ok(true)
}
