//! Staff decide about a proposal in words: ask its author, send it back, answer, correct. The
//! preview shows what the author will read; nothing happens before it is confirmed.

mod question;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::{self, Act, Decision};
use super::{Outcome, Proposal, ProposalId, act, desk, item, store, talk};
use crate::bot::{self, Answer, Card, Dialogue, Next, Turn, Words};
use crate::person::{self, Role};
use crate::t;
use crate::text::{self, Lang, Text};

pub use question::ask;
use question::{key, template};

/// A decision being prepared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Handling {
    proposal: ProposalId,
    revision: i64,
    task: Task,
    step: Step,
    /// What is asked of the author; why it is sent back or corrected.
    #[serde(default)]
    note: Words,
    outcome: Option<Outcome>,
    /// The answer's reason.
    #[serde(default)]
    words: Words,
    planned_on: Option<NaiveDate>,
    /// No department has it: the one that answers is asked for.
    #[serde(default)]
    unassigned: bool,
    /// That department's id.
    #[serde(default)]
    department: Option<String>,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Task {
    Ask,
    Return,
    Unpublish,
    Decide,
    Mend,
}

/// What is asked of the member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Note,
    NoteEnglish,
    Department,
    Outcome,
    Words,
    Day,
    WordsEnglish,
    Preview,
}

impl Handling {
    /// Asking the author for something.
    pub fn ask(proposal: &Proposal) -> Handling {
        Handling::of(proposal, Task::Ask)
    }

    /// Sending it back with a reason.
    pub fn send_back(proposal: &Proposal) -> Handling {
        Handling::of(proposal, Task::Return)
    }

    /// Taking a mistaken publication back.
    pub fn unpublish(proposal: &Proposal) -> Handling {
        Handling::of(proposal, Task::Unpublish)
    }

    /// Answering it.
    pub fn decide(proposal: &Proposal) -> Handling {
        Handling::of(proposal, Task::Decide)
    }

    /// Correcting the answer.
    pub fn mend(proposal: &Proposal) -> Handling {
        Handling::of(proposal, Task::Mend)
    }

    fn of(proposal: &Proposal, task: Task) -> Handling {
        let unassigned = proposal.department.is_none();
        Handling {
            proposal: proposal.id,
            revision: proposal.revision,
            task,
            step: first(task, unassigned),
            note: Words::default(),
            outcome: None,
            words: Words::default(),
            planned_on: None,
            unassigned,
            department: None,
        }
    }

    /// The act that was prepared; none while something is missing.
    fn act(&self) -> Option<Act> {
        let decision = || {
            let (outcome, words, department) = (self.outcome?, self.words.clone(), self.department.clone());
            Some(Decision { outcome, words, planned_on: self.planned_on, department })
        };
        Some(match self.task {
            Task::Ask => Act::Ask(self.note.clone()),
            Task::Return => Act::Return(self.note.clone()),
            Task::Unpublish => Act::Unpublish(self.note.clone()),
            Task::Decide => Act::Decide(decision()?),
            Task::Mend => Act::Mend(self.note.clone(), decision()?),
        })
    }
}

/// What is asked first.
fn first(task: Task, unassigned: bool) -> Step {
    if task == Task::Decide { answering(unassigned) } else { Step::Note }
}

/// What an answer begins with: who gives it, unless that is known.
fn answering(unassigned: bool) -> Step {
    if unassigned { Step::Department } else { Step::Outcome }
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut state: Handling, answer: Answer) -> anyhow::Result<Next> {
    if matches!(state.task, Task::Decide | Task::Mend) && !turn.may(Role::Clerk) {
        bot::not_allowed(turn)?;
        return Ok(Next::Done);
    }
    let Some(proposal) = desk::fresh(turn, state.proposal, state.revision).await? else {
        return Ok(Next::Done);
    };
    Ok(match (state.step, answer) {
        (Step::Note, Answer::Text(words)) => match fitting(words, &rules::NOTE_CHARS) {
            Ok(words) => {
                state.note = Words::only(words);
                after_note(turn, state, &proposal).await?
            }
            Err(problem) => Next::Again(problem),
        },
        (Step::Note, Answer::Choice(key)) => {
            state.note = act::words(turn, &template(&key).1);
            on(state, Step::Preview)
        }
        (Step::NoteEnglish, answer) => match english(answer) {
            Ok(words) => {
                state.note.en = words;
                let next = if state.task == Task::Mend { answering(state.unassigned) } else { Step::Preview };
                on(state, next)
            }
            Err(problem) => Next::Again(problem),
        },
        (Step::Department, Answer::Choice(chosen)) => {
            state.department = Some(chosen);
            on(state, Step::Outcome)
        }
        (Step::Outcome, Answer::Choice(chosen)) => {
            state.outcome = Outcome::ALL.into_iter().find(|outcome| key(*outcome) == chosen);
            on(state, Step::Words)
        }
        (Step::Words, Answer::Text(words)) => match fitting(words, &rules::REASON_CHARS) {
            Ok(words) => {
                state.words = Words::only(words);
                let has_day = state.outcome.is_some_and(Outcome::has_day);
                state.planned_on = state.planned_on.filter(|_| has_day);
                on(state, if has_day { Step::Day } else { Step::WordsEnglish })
            }
            Err(problem) => Next::Again(problem),
        },
        (Step::Day, Answer::Text(words)) => day(turn, state, &words),
        (Step::WordsEnglish, answer) => match english(answer) {
            Ok(words) => {
                state.words.en = words;
                on(state, Step::Preview)
            }
            Err(problem) => Next::Again(problem),
        },
        (Step::Preview, Answer::Choice(key)) if key == "publish" => {
            return publish(turn, &state, &proposal).await;
        }
        (Step::Preview, Answer::Choice(_)) => {
            let first = first(state.task, state.unassigned);
            on(state, first)
        }
        (Step::Department | Step::Outcome | Step::Preview, _) => Next::Again(t!("dialogue-only-choice")),
        _ => Next::Again(t!("proposal-other")),
    })
}

fn on(mut state: Handling, step: Step) -> Next {
    state.step = step;
    Next::Ask(Dialogue::Handle(state))
}

/// An author who reads Korean needs no English; what everybody reads may have it.
async fn after_note(turn: &mut Turn<'_>, state: Handling, proposal: &Proposal) -> anyhow::Result<Next> {
    let personal = matches!(state.task, Task::Ask | Task::Return);
    let address = match proposal.author {
        Some(author) => person::store::address(turn.tx, author).await?,
        None => None,
    };
    let korean = address.is_none_or(|address| address.lang == Lang::reference());
    Ok(on(state, if personal && korean { Step::Preview } else { Step::NoteEnglish }))
}

fn fitting(words: String, chars: &std::ops::RangeInclusive<usize>) -> Result<String, Text> {
    rules::fits(&words, chars).map_err(|problem| talk::length_problem(problem, chars))?;
    Ok(words)
}

/// The English version, or none.
fn english(answer: Answer) -> Result<Option<String>, Text> {
    match answer {
        Answer::Choice(_) => Ok(None),
        Answer::Text(words) => {
            let chars = *rules::NOTE_CHARS.start()..=*rules::REASON_CHARS.end();
            fitting(words, &chars).map(Some)
        }
        _ => Err(t!("proposal-other")),
    }
}

fn day(turn: &mut Turn<'_>, mut state: Handling, words: &str) -> Next {
    match text::read_day(words, turn.now().utc(), turn.city.preset.zone) {
        Ok(read) => {
            state.planned_on = Some(read.day);
            let notes: Vec<Text> = read.notes.iter().map(text::Note::text).collect();
            if !notes.is_empty() {
                turn.say(Card::new(t!("proposal-handle-day-taken", day = read.day, notes = notes)));
            }
            on(state, Step::WordsEnglish)
        }
        Err(problem) => Next::Again(problem.text()),
    }
}

async fn publish(turn: &mut Turn<'_>, state: &Handling, proposal: &Proposal) -> anyhow::Result<Next> {
    if !may_still(turn, state, proposal).await? {
        turn.toast(t!("proposal-desk-not-yours"));
        return Ok(Next::Done);
    }
    let Some(act) = state.act() else {
        return Ok(on(state.clone(), Step::Outcome));
    };
    match act::act(turn, proposal, &act).await? {
        Ok(after) => {
            let said = desk::done_text(turn, &after, &act).await?;
            item::done(turn, &after, said).await?;
        }
        Err(rules::Problem::NoDay) => return Ok(on(state.clone(), Step::Day)),
        // A draft of a version that did not ask.
        Err(rules::Problem::NoDepartment) => {
            let state = Handling { unassigned: true, ..state.clone() };
            return Ok(on(state, Step::Department));
        }
        Err(rules::Problem::Not(_)) => item::stale(turn, proposal).await?,
    }
    Ok(Next::Done)
}

/// A correction is for who made the mistake or corrects others: checked again at the last tap.
async fn may_still(turn: &mut Turn<'_>, state: &Handling, proposal: &Proposal) -> anyhow::Result<bool> {
    let mistaken = match state.task {
        Task::Mend => "decide",
        Task::Unpublish => "publish",
        Task::Ask | Task::Return | Task::Decide => return Ok(true),
    };
    let events = store::events(turn.tx, proposal.id).await?;
    Ok(item::may_mend(turn, &events, &[mistaken]))
}

/// The step before.
pub fn back(state: &Handling) -> Option<Handling> {
    let step = match state.step {
        step if step == first(state.task, state.unassigned) => return None,
        Step::Note | Step::NoteEnglish => Step::Note,
        Step::Outcome if state.unassigned => Step::Department,
        Step::Department | Step::Outcome => Step::NoteEnglish,
        Step::Words => Step::Outcome,
        Step::Day => Step::Words,
        Step::WordsEnglish if state.outcome.is_some_and(Outcome::has_day) => Step::Day,
        Step::WordsEnglish => Step::Words,
        Step::Preview if matches!(state.task, Task::Decide | Task::Mend) => Step::WordsEnglish,
        Step::Preview => Step::Note,
    };
    Some(Handling { step, ..state.clone() })
}
