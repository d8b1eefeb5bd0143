//! What staff are asked while they handle a proposal, and the preview of what its author reads.

use super::{Handling, Step, Task};
use crate::bot::{Question, Turn};
use crate::proposal::letter::{self, Reader};
use crate::proposal::{Outcome, Proposal, card, desk, rules, store};
use crate::t;
use crate::text::{Lang, Text};

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, state: &Handling) -> anyhow::Result<Question> {
    let Some(proposal) = store::get(turn.tx, state.proposal).await? else {
        return Ok(Question::new(t!("proposal-unknown")));
    };
    let title = &proposal.title;
    Ok(match state.step {
        Step::Note => ask_note(state.task, title),
        Step::NoteEnglish | Step::WordsEnglish => {
            Question::new(t!("proposal-handle-english")).free().choice("skip", t!("skip-button"))
        }
        Step::Department => {
            let departments = desk::departments(turn.city, &proposal);
            let choices = departments.into_iter().map(|known| (known.id.clone(), t!("place-name", name = &known.name)));
            let field = card::field(turn.city, &proposal.field);
            Question::new(t!("proposal-handle-department", title = title, field = field)).grid(1, choices)
        }
        Step::Outcome => {
            let outcomes = Outcome::ALL.map(|outcome| (key(outcome).to_owned(), outcome_label(outcome)));
            Question::new(t!("proposal-handle-outcome", title = title)).grid(2, outcomes)
        }
        Step::Words => {
            let question = Question::new(t!("proposal-handle-words", min = *rules::REASON_CHARS.start())).free();
            match state.outcome {
                Some(Outcome::Transferred) => question.block(t!("proposal-handle-whereto")),
                _ => question,
            }
        }
        Step::Day => Question::new(t!("proposal-handle-day")).free(),
        Step::Preview => preview(turn, state, &proposal),
    })
}

pub(super) fn ask_note(task: Task, title: &str) -> Question {
    match task {
        Task::Ask => Question::new(t!("proposal-handle-ask", title = title)).free(),
        Task::Return => Question::new(t!("proposal-handle-return", title = title))
            .free()
            .grid(1, TEMPLATES.map(|key| (key.to_owned(), template(key).0))),
        Task::Unpublish => Question::new(t!("proposal-handle-unpublish", title = title)).free(),
        Task::Decide | Task::Mend => Question::new(t!("proposal-handle-mend", title = title)).free(),
    }
}

/// Reasons to send a proposal back that come up again and again.
pub(super) const TEMPLATES: [&str; 5] = ["complaint", "done", "same", "unclear", "private"];

/// A template's label, and what the author reads.
pub(super) fn template(key: &str) -> (Text, Text) {
    match key {
        "complaint" => (t!("proposal-template-complaint-button"), t!("proposal-template-complaint")),
        "done" => (t!("proposal-template-done-button"), t!("proposal-template-done")),
        "same" => (t!("proposal-template-same-button"), t!("proposal-template-same")),
        "unclear" => (t!("proposal-template-unclear-button"), t!("proposal-template-unclear")),
        _ => (t!("proposal-template-private-button"), t!("proposal-template-private")),
    }
}

pub(super) fn key(outcome: Outcome) -> &'static str {
    outcome.state().name()
}

pub(super) fn outcome_label(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Adopted => t!("proposal-outcome-adopted-button"),
        Outcome::Partly => t!("proposal-outcome-partly-button"),
        Outcome::NotAdopted => t!("proposal-outcome-not-adopted-button"),
        Outcome::Transferred => t!("proposal-outcome-transferred-button"),
    }
}

/// What the author will read, in the language of the member of staff and then in English.
pub(super) fn preview(turn: &Turn<'_>, state: &Handling, proposal: &Proposal) -> Question {
    let mut question = Question::new(t!("proposal-handle-preview"));
    let act = state.act();
    let after = act.as_ref().and_then(|act| rules::apply(proposal, act, turn.now(), &turn.city.preset).ok());
    if let (Some(act), Some(after)) = (&act, &after) {
        for block in letter::blocks(turn.city, after, act, Reader::Author, Lang::reference()) {
            question = question.block(block);
        }
    }
    let english = [&state.note.en, &state.words.en].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
    if !english.is_empty() {
        question = question.block(t!("proposal-handle-english-is", words = english));
    }
    question.choice("publish", t!("proposal-handle-publish-button")).choice("edit", t!("proposal-edit-button"))
}
