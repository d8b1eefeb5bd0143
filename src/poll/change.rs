//! Staff change a poll that is published: a later close, its cancellation, a correcting note. What
//! is asked and how it is counted cannot be changed: that would be another poll.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Card, Dialogue, Next, Press as BotPress, Question, Turn, Words};
use crate::poll::plan::Typed;
use crate::poll::rules::{self, WindowProblem};
use crate::poll::{DeskPress, Poll, PollId, State, life, store};
use crate::t;
use crate::text::Text;

/// Letters of a reason or a note.
const NOTE_CHARS: std::ops::RangeInclusive<usize> = 5..=500;

/// A change of a poll being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    poll: i64,
    kind: Kind,
    step: Step,
    /// A date that was typed and waits for a yes.
    pending: Option<Typed>,
    /// The reason or the note.
    words: Words,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Extend,
    Cancel,
    Correct,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Words,
    English,
    Sure,
}

impl Change {
    /// Whether something was typed.
    pub fn has_words(&self) -> bool {
        self.pending.is_some() || !self.words.ko.is_empty()
    }

    /// A later close.
    pub fn extend(poll: PollId) -> Change {
        Change { poll: poll.0, ..Change::default() }
    }

    /// Its cancellation.
    pub fn cancel(poll: PollId) -> Change {
        Change { poll: poll.0, kind: Kind::Cancel, ..Change::default() }
    }

    /// A correcting note.
    pub fn correct(poll: PollId) -> Change {
        Change { poll: poll.0, kind: Kind::Correct, ..Change::default() }
    }
}

/// Whether a poll in its present state can be changed so; if not, why.
pub fn possible(poll: &Poll, change: &Change) -> Result<(), Text> {
    match (change.kind, poll.state) {
        (Kind::Extend, State::Scheduled | State::Open) => Ok(()),
        (Kind::Extend, _) => Err(t!("poll-change-no-extend")),
        (Kind::Cancel, State::Scheduled | State::Open | State::Closed) => Ok(()),
        (Kind::Cancel, _) => Err(t!("poll-change-no-cancel")),
        (Kind::Correct, _) => Ok(()),
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, change: &Change) -> anyhow::Result<Question> {
    let Some(poll) = store::poll(turn.tx, PollId(change.poll)).await? else {
        return Ok(Question::new(t!("poll-gone")));
    };
    if let Some(typed) = &change.pending {
        return Ok(typed.sure(&turn.city.preset));
    }
    let question = poll.question.get(turn.lang());
    let max = *NOTE_CHARS.end();
    Ok(match (change.kind, change.step) {
        (Kind::Extend, _) => {
            Question::new(t!("poll-change-extend", question = question, closes = poll.closes_at)).free()
        }
        (Kind::Cancel, Step::Words) => Question::new(t!("poll-change-cancel", question = question, max = max)).free(),
        (Kind::Correct, Step::Words) => Question::new(t!("poll-change-correct", question = question, max = max)).free(),
        (_, Step::English) => Question::new(t!("poll-change-english")).free().choice("skip", t!("skip-button")),
        (Kind::Cancel, Step::Sure) => {
            let voters = crate::poll::ballot::store::turnout(turn.tx, poll.id).await?;
            Question::new(t!(
                "poll-change-cancel-sure",
                question = question,
                reason = &change.words.ko,
                voters = voters
            ))
            .choice("yes", t!("poll-change-cancel-button"))
            .by_word()
        }
        (Kind::Correct, Step::Sure) => Question::new(t!("poll-change-correct-sure", note = &change.words.ko))
            .choice("yes", t!("poll-change-correct-button"))
            .by_word(),
    })
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut change: Change, answer: Answer) -> anyhow::Result<Next> {
    let Some(poll) = store::poll(turn.tx, PollId(change.poll)).await? else {
        turn.say(Card::new(t!("poll-gone")).home());
        return Ok(Next::Done);
    };
    if let Err(problem) = possible(&poll, &change) {
        turn.say(back_to_desk(problem, poll.id));
        return Ok(Next::Done);
    }
    match (change.kind, change.step, answer) {
        (Kind::Extend, _, Answer::Text(words)) => match Typed::read(&words, turn.now(), &turn.city.preset) {
            Ok(typed) => match rules::extension(&poll, typed.at, turn.now()) {
                Ok(()) => change.pending = Some(typed),
                Err(problem) => return Ok(Next::Again(not_later(problem, &poll))),
            },
            Err(problem) => return Ok(Next::Again(problem)),
        },
        (Kind::Extend, _, Answer::Choice(key)) => match change.pending.take() {
            Some(typed) if key == "yes" => return extend(turn, &poll, change, typed).await,
            _ => {}
        },
        (_, Step::Words, Answer::Text(words)) => match crate::poll::plan::read::words(&words, NOTE_CHARS) {
            Ok(words) => (change.words.ko, change.step) = (words, Step::English),
            Err(problem) => return Ok(Next::Again(problem)),
        },
        (_, Step::English, Answer::Text(words)) => match crate::poll::plan::read::words(&words, NOTE_CHARS) {
            Ok(words) => (change.words.en, change.step) = (Some(words), Step::Sure),
            Err(problem) => return Ok(Next::Again(problem)),
        },
        (_, Step::English, Answer::Choice(_)) => (change.words.en, change.step) = (None, Step::Sure),
        (Kind::Cancel, Step::Sure, Answer::Choice(_)) => {
            life::cancel(turn.tx, turn.city, turn.person.id, poll.id, &change.words).await?;
            turn.say(back_to_desk(t!("poll-change-cancelled"), poll.id));
            return Ok(Next::Done);
        }
        (Kind::Correct, Step::Sure, Answer::Choice(_)) => {
            let told = life::correct(turn.tx, turn.city, turn.person.id, poll.id, &change.words).await?;
            let text = if told { t!("poll-change-corrected") } else { t!("poll-change-corrected-card") };
            turn.say(back_to_desk(text, poll.id));
            return Ok(Next::Done);
        }
        _ => return Ok(Next::Again(t!("poll-plan-only-words"))),
    }
    Ok(Next::Ask(Dialogue::PollChange(change)))
}

async fn extend(turn: &mut Turn<'_>, poll: &Poll, change: Change, typed: Typed) -> anyhow::Result<Next> {
    match rules::extension(poll, typed.at, turn.now()) {
        Ok(()) => {
            life::extend(turn.tx, turn.city, turn.person.id, poll.id, typed.at).await?;
            turn.say(back_to_desk(t!("poll-change-extended", to = typed.at), poll.id));
            Ok(Next::Done)
        }
        Err(problem) => {
            turn.say(Card::new(not_later(problem, poll)));
            Ok(Next::Ask(Dialogue::PollChange(Change { pending: None, ..change })))
        }
    }
}

fn not_later(problem: WindowProblem, poll: &Poll) -> Text {
    match problem {
        WindowProblem::Past => t!("poll-change-past", closes = poll.closes_at),
        _ => t!("poll-change-not-later", closes = poll.closes_at),
    }
}

fn back_to_desk(text: Text, poll: PollId) -> Card {
    let desk = |press| BotPress::Desk(crate::bot::Desk::Poll(press));
    Card::new(text)
        .row([
            (t!("poll-desk-see-button"), desk(DeskPress::Open(poll))),
            (t!("poll-desk-queue-button"), desk(DeskPress::Queue)),
        ])
        .home()
}

/// The step before.
pub fn back(change: &Change) -> Option<Change> {
    let mut before = change.clone();
    if before.pending.take().is_some() {
        return Some(before);
    }
    before.step = match change.step {
        Step::Words => return None,
        Step::English => Step::Words,
        Step::Sure => Step::English,
    };
    Some(before)
}
