//! Staff change a forum that was announced, cancel it, or put right what the announcement said.
//! What those who signed up will read is shown before anything happens.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Card, Dialogue, Next, Question, Turn, Words, dialogue};
use crate::forum::ask::{self, Took};
use crate::forum::draft::{Draft, Field, Part};
use crate::forum::{Details, Forum, ForumId, card, desk, rules, store, tell};
use crate::t;
use crate::text::Text;

mod act;

/// Letters of a reason or a correction, in grapheme clusters.
const REASON_CHARS: RangeInclusive<usize> = 10..=500;

/// A change of a forum being prepared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    forum: ForumId,
    /// What staff saw when they began; if it is another by the end, they are shown it first.
    revision: i64,
    what: What,
    step: Step,
    draft: Draft,
    said: Words,
}

/// What is to be done with a forum. In buttons: the names stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Change that part of it.
    Edit(Part),
    /// Cancel it.
    Cancel,
    /// Tell those who got the announcement what was wrong with it.
    Correct,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Ask(Field),
    Words,
    English,
    Sure,
}

/// Begins a change, if the forum can still be changed so.
pub async fn begin(turn: &mut Turn<'_>, id: ForumId, what: What) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return desk::unknown(turn) };
    if let Some(problem) = problem(&forum, what, turn) {
        turn.toast(problem);
        return desk::say(turn, id).await;
    }
    let step = match what {
        What::Edit(part) => Step::Ask(part.first()),
        What::Cancel | What::Correct => Step::Words,
    };
    let draft = Draft::of(&forum.details, &forum.reminders);
    let change = Change { forum: id, revision: forum.revision, what, step, draft, said: Words::default() };
    dialogue::begin(turn, Dialogue::ForumChange(change)).await
}

/// Why this cannot be done any more.
fn problem(forum: &Forum, what: What, turn: &Turn<'_>) -> Option<Text> {
    match what {
        What::Correct if forum.notice.is_none() => Some(t!("forum-nothing-to-correct")),
        What::Correct => None,
        What::Edit(part) if !Part::CHANGEABLE.contains(&part) => Some(t!("forum-change-never")),
        _ if !rules::is_alive(forum, turn.now()) => Some(t!("forum-change-too-late")),
        _ => None,
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, change: &Change) -> anyhow::Result<Question> {
    let Some(forum) = store::get(turn.tx, change.forum).await? else {
        return Ok(Question::new(t!("forum-unknown")));
    };
    let title = forum.details.title.get(turn.lang());
    let skip = |question: Question| question.choice("skip", t!("skip-button"));
    Ok(match (&change.step, change.what) {
        (Step::Ask(field), _) => ask::question(turn, &change.draft, field),
        (Step::Words, What::Cancel) => Question::new(t!("forum-ask-reason", title = title)).free(),
        (Step::Words, _) => Question::new(t!("forum-ask-correction", title = title)).free(),
        (Step::English, _) => skip(Question::new(t!("forum-ask-english", said = change.said.ko.as_str())).free()),
        (Step::Sure, _) => sure(turn, change, &forum),
    })
}

/// What is about to happen, as those who are told will read it.
fn sure(turn: &Turn<'_>, change: &Change, forum: &Forum) -> Question {
    let lang = turn.lang();
    let (sure, shown) = match change.what {
        What::Cancel => {
            let count = forum.taken + forum.waiting;
            (t!("forum-cancel-sure", count = count), tell::cancelled_text(forum, &change.said, lang))
        }
        What::Correct => (t!("forum-correct-sure"), tell::correction_text(forum, &change.said, lang)),
        What::Edit(part) => {
            let after = change.draft.applied(part, &forum.details);
            if part.is_told() {
                let shown = tell::difference(&forum.details, &after, part, lang);
                (t!("forum-change-sure", count = forum.taken), shown)
            } else {
                (t!("forum-change-sure-quiet"), quiet(turn, change, part, &after))
            }
        }
    };
    let question = shown.into_iter().fold(Question::new(sure), Question::block);
    question.choice(
        "yes",
        match change.what {
            What::Cancel => t!("forum-cancel-yes-button"),
            What::Correct => t!("forum-correct-yes-button"),
            What::Edit(_) => t!("forum-change-yes-button"),
        },
    )
}

fn quiet(turn: &Turn<'_>, change: &Change, part: Part, after: &Details) -> Vec<Text> {
    if part == Part::Reminders {
        let befores = card::befores(&ask::chosen_reminders(turn, &change.draft));
        return vec![befores.unwrap_or_else(|| t!("forum-none"))];
    }
    let mut shown = Vec::new();
    if part == Part::English {
        shown.push(after.title.en.as_ref().map_or_else(|| t!("forum-none"), |title| t!("words", text = title)));
    }
    let about = after.about.as_ref();
    let about =
        if part == Part::English { about.and_then(|about| about.en.as_ref()) } else { about.map(|about| &about.ko) };
    shown.push(about.map_or_else(|| t!("forum-none"), |about| t!("words", text = about)));
    shown
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut change: Change, answer: Answer) -> anyhow::Result<Next> {
    let Some(forum) = store::get(turn.tx, change.forum).await? else {
        desk::unknown(turn)?;
        return Ok(Next::Done);
    };
    if let Some(problem) = problem(&forum, change.what, turn) {
        turn.say(Card::new(problem));
        desk::say(turn, forum.id).await?;
        return Ok(Next::Done);
    }
    match (change.step.clone(), answer) {
        (Step::Ask(field), answer) => return taken(turn, change, &forum, field, answer),
        (Step::Words, Answer::Text(text)) => match ask::within(&text, REASON_CHARS) {
            Ok(said) => (change.said, change.step) = (Words::only(said), Step::English),
            Err(problem) => return Ok(Next::Again(problem)),
        },
        (Step::English, Answer::Text(text)) => match ask::within(&text, REASON_CHARS) {
            Ok(said) => (change.said.en, change.step) = (Some(said), Step::Sure),
            Err(problem) => return Ok(Next::Again(problem)),
        },
        (Step::English, Answer::Choice(_)) => (change.said.en, change.step) = (None, Step::Sure),
        (Step::Sure, Answer::Choice(_)) => return act::act(turn, change, forum).await,
        (Step::Sure, _) => return Ok(Next::Again(t!("dialogue-only-choice"))),
        _ => return Ok(Next::Again(t!("forum-words-please"))),
    }
    Ok(Next::Ask(Dialogue::ForumChange(change)))
}

fn taken(turn: &mut Turn<'_>, mut change: Change, forum: &Forum, field: Field, answer: Answer) -> anyhow::Result<Next> {
    match ask::take(turn, change.draft.clone(), &field, answer) {
        Err(problem) => return Ok(Next::Again(problem)),
        Ok(Took::Toggled(draft)) => {
            change.draft = draft;
            return Ok(Next::Same(Dialogue::ForumChange(change)));
        }
        Ok(Took::Lead(draft, to)) => (change.draft, change.step) = (draft, Step::Ask(to)),
        Ok(Took::Known(draft)) if !rules::holds(draft.capacity, forum.taken) && field == Field::Capacity => {
            return Ok(Next::Again(t!("forum-capacity-below", taken = forum.taken)));
        }
        Ok(Took::Known(draft)) => {
            change.draft = draft;
            change.step = change.draft.rest_of_part(&field).map_or(Step::Sure, Step::Ask);
        }
    }
    Ok(Next::Ask(Dialogue::ForumChange(change)))
}

/// The step before.
pub fn back(change: &Change) -> Option<Change> {
    let step = match (&change.step, change.what) {
        (Step::Ask(field), What::Edit(part)) if *field == part.first() => return None,
        (Step::Ask(_) | Step::Sure, What::Edit(part)) => Step::Ask(part.first()),
        (Step::English, _) => Step::Words,
        (Step::Sure, _) => Step::English,
        _ => return None,
    };
    Some(Change { step, ..change.clone() })
}
