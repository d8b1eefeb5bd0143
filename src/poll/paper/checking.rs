//! Whoever gets a ballot on paper is checked off by their code, which is used up then.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::desk;
use crate::bot::{Answer, Next, Question, Turn};
use crate::poll::eligible::{self, Code, Spent};
use crate::poll::{PollId, store as polls};
use crate::staff::audit;
use crate::t;
use crate::text::Text;

/// Codes that are taken in one message.
const CODES_MAX: usize = 50;

/// Codes are being checked off.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Checking {
    poll: i64,
}

impl Checking {
    /// In a poll.
    pub fn of(poll: PollId) -> Checking {
        Checking { poll: poll.0 }
    }
}

/// The question.
pub async fn ask(turn: &mut Turn<'_>, checking: &Checking) -> anyhow::Result<Question> {
    let id = PollId(checking.poll);
    let poll = polls::poll(turn.tx, id).await?;
    let question = poll.as_ref().map_or("", |poll| poll.question.get(turn.lang()));
    let count = eligible::store::count_spent_on_paper(turn.tx, id).await?;
    Ok(Question::new(t!("paper-ask-codes", question = question, count = count))
        .free()
        .choice("done", t!("paper-codes-done-button")))
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, checking: Checking, answer: Answer) -> anyhow::Result<Next> {
    let Some(poll) = desk::open_poll(turn, PollId(checking.poll)).await? else { return Ok(Next::Done) };
    let typed = match answer {
        Answer::Text(typed) => typed,
        Answer::Choice(_) => {
            desk::list(turn, poll.id).await?;
            return Ok(Next::Done);
        }
        _ => return Ok(Next::Again(t!("eligible-code-form"))),
    };
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).take(CODES_MAX).collect();
    let (mut told, mut taken) = (Vec::new(), 0);
    for line in lines {
        let said = match Code::read(line) {
            Some(code) => check_off(turn, poll.id, &code).await?,
            None => t!("eligible-code-form"),
        };
        let end: String = line.chars().skip(line.chars().count().saturating_sub(4)).collect();
        taken += i32::from(said.id == TAKEN);
        told.push(t!("paper-code-line", end = end, said = said));
    }
    if taken > 0 {
        let me = turn.me();
        let object = format!("poll={}", poll.id.0);
        audit::record(turn.tx, Some(me), "poll.paper-codes", &object, json!({ "codes": taken })).await?;
    }
    Ok(Next::Again(t!("poll-lines", lines = told)))
}

/// The message of a code that was checked off.
const TAKEN: &str = "paper-code-taken";

async fn check_off(turn: &mut Turn<'_>, poll: PollId, code: &Code) -> anyhow::Result<Text> {
    let inner = code.inner();
    let hash = inner.hash(poll);
    if eligible::store::spend(turn.tx, poll, &hash, &inner.0, Spent::Paper).await? {
        return Ok(t!("paper-code-taken"));
    }
    Ok(match eligible::store::spent(turn.tx, poll, &hash).await? {
        Some(Some(Spent::Telephone)) => t!("paper-code-telephone"),
        Some(Some(Spent::OnSite)) => t!("onsite-used-onsite"),
        Some(Some(Spent::Paper)) => t!("onsite-used-paper"),
        Some(None) | None => t!("onsite-no-code"),
    })
}
