//! The author answers what staff asked: one question, and the clock goes on.

use serde::{Deserialize, Serialize};

use super::personal::Personal;
use super::rules::{self, Act};
use super::{Press, Proposal, ProposalId, act, personal, store, talk};
use crate::bot::{Answer, Card, Dialogue, Next, Press as BotPress, Question, Turn};
use crate::t;

/// A proposal being completed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Supplement {
    proposal: ProposalId,
    /// Words that wait because they seem to hold something personal.
    #[serde(default)]
    doubt: Option<String>,
}

/// Without the words: they are a citizen's.
impl std::fmt::Debug for Supplement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Supplement").field("proposal", &self.proposal).finish_non_exhaustive()
    }
}

impl Supplement {
    /// For what staff asked about this proposal.
    pub fn of(proposal: &Proposal) -> Supplement {
        Supplement { proposal: proposal.id, doubt: None }
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, state: &Supplement) -> anyhow::Result<Question> {
    if state.doubt.is_some() {
        let question = Question::new(t!("proposal-supplement-personal")).free();
        return Ok(question.choice("anyway", t!("proposal-personal-keep-button")));
    }
    let Some(proposal) = store::get(turn.tx, state.proposal).await? else {
        return Ok(Question::new(t!("proposal-unknown")));
    };
    let by = proposal.supplement_by.unwrap_or(proposal.answer_by);
    let mut question = Question::new(t!("proposal-supplement-ask", title = &proposal.title, by = by)).free();
    if let Some(words) = store::asked(turn.tx, proposal.id).await? {
        question = question.block(t!("proposal-quote", words = words.get(turn.lang())));
        if let Some(note) = words.note(turn.lang()) {
            question = question.block(note);
        }
    }
    Ok(question)
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, state: Supplement, answer: Answer) -> anyhow::Result<Next> {
    let (words, sure) = match (answer, &state.doubt) {
        (Answer::Text(words), _) => (words, false),
        (Answer::Choice(_), Some(words)) => (words.clone(), true),
        _ => return Ok(Next::Again(t!("proposal-other"))),
    };
    if let Err(problem) = rules::fits(&words, &rules::TEXT_CHARS) {
        return Ok(Next::Again(talk::length_problem(problem, &rules::TEXT_CHARS)));
    }
    let found = personal::find(&words);
    if found.contains(&Personal::Registration) {
        return Ok(Next::Again(t!("proposal-personal-refused")));
    }
    if !found.is_empty() && !sure {
        return Ok(Next::Ask(Dialogue::Supplement(Supplement { doubt: Some(words), ..state })));
    }
    complete(turn, state.proposal, words).await
}

async fn complete(turn: &mut Turn<'_>, id: ProposalId, words: String) -> anyhow::Result<Next> {
    let found = store::get(turn.tx, id).await?;
    let Some(proposal) = found.filter(|proposal| proposal.author == Some(turn.me())) else {
        turn.say(Card::new(t!("proposal-unknown")).home());
        return Ok(Next::Done);
    };
    let open = (t!("proposal-open-button"), BotPress::Proposal(Press::Open(id)));
    let card = match act::act(turn, &proposal, &Act::Complete(words)).await? {
        Ok(after) => Card::new(t!("proposal-supplemented", title = &after.title, by = after.answer_by)),
        // Staff decided meanwhile, or the author answered twice.
        Err(_) => Card::new(t!("proposal-supplement-over", state = proposal.state.text())),
    };
    turn.say(card.row([open, (t!("home-button"), BotPress::Home)]));
    Ok(Next::Done)
}
