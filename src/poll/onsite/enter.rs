//! A helper says who wants to vote: by the code that they show, or by their line in the register that
//! lies at the desk.

use serde::{Deserialize, Serialize};

use super::{Known, card, talk};
use crate::bot::{Answer, Next, Question, Turn};
use crate::poll::eligible::{self, Code};
use crate::poll::rules::{Door, door};
use crate::poll::{PollId, store as polls};
use crate::t;

/// Somebody is about to be helped.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Helping {
    poll: i64,
}

impl Helping {
    /// In a poll.
    pub fn of(poll: PollId) -> Helping {
        Helping { poll: poll.0 }
    }
}

/// The question.
pub async fn ask(turn: &mut Turn<'_>, helping: &Helping) -> anyhow::Result<Question> {
    let Some(poll) = polls::poll(turn.tx, PollId(helping.poll)).await? else {
        return Ok(Question::new(t!("poll-gone")));
    };
    let (question, who) = (poll.question.get(turn.lang()), eligible::card::who(turn.city, &poll));
    let asked = match poll.eligible.code {
        true => t!("onsite-ask-code", question = question),
        false => t!("onsite-ask-entry", question = question),
    };
    let asked = Question::new(asked).free();
    Ok(if card::has_conditions(&poll) { asked.block(t!("onsite-ask-who", who = who)) } else { asked })
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, helping: Helping, answer: Answer) -> anyhow::Result<Next> {
    let id = PollId(helping.poll);
    let poll = polls::poll(turn.tx, id).await?;
    let Some(poll) = poll.filter(|poll| door(poll, turn.now()) == Door::Open) else {
        talk::closed(turn, id).await?;
        return Ok(Next::Done);
    };
    let Answer::Text(typed) = answer else { return Ok(Next::Again(t!("poll-plan-only-words"))) };
    let known = if poll.eligible.code {
        match Code::read(&typed) {
            Some(code) => Known::Code(code.inner()),
            None => return Ok(Next::Again(t!("eligible-code-form"))),
        }
    } else {
        let Some(line) = super::line(&typed) else { return Ok(Next::Again(t!("onsite-entry-form"))) };
        Known::Entry(super::entry(turn.city, id, &line)?)
    };
    if let Err(why) = super::may_vote(turn.tx, id, &known).await? {
        return Ok(Next::Again(card::why_not(why)));
    }
    let me = turn.me();
    let help = super::begin(turn.tx, turn.city, me, id, known).await?;
    turn.say(card::hand_over(&poll, &help, turn.lang()));
    Ok(Next::Done)
}
