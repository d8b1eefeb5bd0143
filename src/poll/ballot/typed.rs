//! Numbers and words typed instead of pressed. They mean the ballot that somebody opened last, and lead
//! where its buttons would have led.

use chrono::TimeDelta;

use super::booth::Booth;
use super::words::{self, Said};
use super::{Choices, card as look, store, talk};
use crate::bot::Turn;
use crate::channel::ChatId;
use crate::db::Tx;
use crate::poll::rules::{self, Door};
use crate::poll::voting::{Kind, Refusal};
use crate::poll::{OptionId, Poll, PollId, card, onsite};
use crate::t;
use crate::text::{Lang, Marks, Text};

/// So long after the close a typed number is still told that it is late; later it is no vote.
const LATE_MAX: TimeDelta = TimeDelta::hours(24);

/// Takes what was typed as a ballot; whether it was one.
pub async fn typed(turn: &mut Turn<'_>, text: &str) -> anyhow::Result<bool> {
    if onsite::talk::typed(turn, text).await? {
        return Ok(true);
    }
    let Some(id) = store::opened(turn.tx, turn.me()).await? else { return Ok(false) };
    let Some(poll) = crate::poll::store::poll(turn.tx, id).await? else { return Ok(false) };
    let door = rules::door(&poll, turn.now());
    if matches!(door, Door::Late(late) if late > LATE_MAX) {
        return Ok(false);
    }
    let Some(said) = words::said(&poll, turn.lang(), text) else { return Ok(false) };
    // A yes answers something only while there is a choice that is not submitted.
    if said == Said::Yes && (door != Door::Open || store::draft(turn.tx, id, turn.me()).await?.is_none()) {
        return Ok(false);
    }
    let Some(poll) = talk::may_vote(turn, id).await? else { return Ok(true) };
    // Whatever is answered from here on answers a choice. Who is too late is told so without: the
    // poll's key may be gone by then.
    turn.seal = Some(id);
    let mut booth = Booth::enter(turn, poll).await?;
    let marks = match said {
        Said::Marks(marks) => marks,
        Said::Submit | Said::Yes => return submit(turn, &booth).map(|()| true),
        Said::Which(several) => {
            let title = |id: &OptionId| booth.poll.option(*id).map_or("", |option| option.title.get(turn.lang()));
            let lines: Vec<Text> =
                several.iter().map(|id| t!("poll-option-line", number = id.0, title = title(id))).collect();
            let card = look::again(&booth.view(turn), t!("poll-typed-which", lines = lines));
            turn.say(card);
            return Ok(true);
        }
    };
    let chosen = match wanted(&booth.poll, &booth.choices, marks) {
        Ok(wanted) => booth.choose(turn, wanted).await?.map_err(|refusal| refused(turn, &booth, refusal)),
        Err(problem) => Err(problem),
    };
    if let Err(problem) = chosen {
        let card = look::again(&booth.view(turn), problem);
        turn.say(card);
        return Ok(true);
    }
    // Marks are given a few at a time; whoever lists or orders options has said it all.
    let whole = !matches!(booth.choices, Choices::Points(_) | Choices::Nothing) && booth.check().is_ok();
    let card = if whole { talk::summary_of(turn, &booth)? } else { look::first(&booth.view(turn)) };
    // A card changes when the vote is cast; what they wrote only they can take away.
    turn.say(card.block(t!("poll-typed-stays")));
    Ok(true)
}

/// Shows what would be submitted. A word submits nothing: that is for the button below it.
fn submit(turn: &mut Turn<'_>, booth: &Booth) -> anyhow::Result<()> {
    let cast = booth.cast.as_ref().map(|cast| &cast.choices);
    let card = if cast == Some(&booth.choices) {
        look::first(&booth.view(turn))
    } else if let Err(refusal) = booth.check() {
        look::again(&booth.view(turn), refused(turn, booth, refusal))
    } else {
        talk::summary_of(turn, booth)?.block(t!("poll-typed-press"))
    };
    turn.say(card);
    Ok(())
}

/// The poll in which words typed in a chat would tell a choice, if they would.
pub async fn told_in(tx: &mut Tx, channel: &str, chat: ChatId, text: &str) -> anyhow::Result<Option<PollId>> {
    // A ballot of somebody else on a helper's telephone goes before the helper's own.
    for id in [onsite::store::in_chat(tx, channel, chat).await?, store::opened_in(tx, channel, chat).await?] {
        let Some(id) = id else { continue };
        let Some(poll) = crate::poll::store::poll(tx, id).await? else { continue };
        if Lang::all().iter().any(|lang| words::said(&poll, *lang, text).is_some()) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn refused(turn: &Turn<'_>, booth: &Booth, refusal: Refusal) -> Text {
    card::refused(&booth.poll, refusal, turn.lang())
}

/// What was typed, as a ballot of this poll on which that was chosen before; why it is none otherwise.
pub fn wanted(poll: &Poll, chosen: &Choices, marks: Marks) -> Result<Choices, Text> {
    let kind = poll.kind();
    let numbers = match &marks {
        Marks::Blank => Vec::new(),
        Marks::Numbers(numbers) | Marks::Order(numbers) => numbers.clone(),
        Marks::Points(pairs) => pairs.iter().map(|(number, _)| *number).collect(),
    };
    for (place, number) in numbers.iter().enumerate() {
        if poll.option(OptionId(*number)).is_none() {
            return Err(t!("poll-typed-unknown", number = *number, count = poll.options.len()));
        }
        if numbers[..place].contains(number) {
            return Err(t!("poll-typed-twice", number = *number));
        }
    }
    let options = numbers.iter().copied().map(OptionId);
    match (kind, marks) {
        (_, Marks::Blank) => Ok(Choices::Blank),
        (Kind::Ranked, Marks::Numbers(_) | Marks::Order(_)) => Ok(Choices::order(options)),
        (Kind::Ranked, Marks::Points(_)) => Err(t!("poll-typed-ranked")),
        (Kind::Score { .. } | Kind::Points { .. }, Marks::Points(pairs)) => {
            let given = pairs.into_iter().map(|(number, points)| (OptionId(number), points));
            Ok(given.fold(chosen.clone(), |choices, (option, points)| choices.giving(option, points)))
        }
        (Kind::Score { .. } | Kind::Points { .. }, _) => Err(t!("poll-typed-points")),
        (Kind::Single | Kind::Approval | Kind::Knapsack, Marks::Numbers(_)) => Ok(options.collect()),
        (Kind::Single | Kind::Approval | Kind::Knapsack, _) => Err(t!("poll-typed-set")),
    }
}
