//! Staff prepare a poll: the questions, in an order that a clerk can follow from a memo, and at the
//! end the poll as a citizen will see it. What is known so far is the dialogue's state; the answers
//! are asked for in `ask` and taken in `step`, typed lines are read in `read`.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Next, Question, Turn, Words};
use crate::city::Preset;
use crate::clock::Moment;
use crate::poll::voting::{self, Approval};
use crate::poll::{Candidate, Poll, Publishing, State};
use crate::t;
use crate::text::{Text, read_when};

mod ask;
pub mod read;
mod step;

/// Letters of a question.
pub const QUESTION_CHARS: std::ops::RangeInclusive<usize> = 5..=300;
/// Letters of a description.
pub const ABOUT_CHARS_MAX: usize = 1000;
/// How many options a poll has.
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=60;
/// Proposals that are offered as options.
const PROPOSALS_MAX: i64 = 40;

/// A poll being prepared.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    step: Step,
    /// One part is changed; then back to the preview.
    editing: bool,
    question: Words,
    about: Option<Words>,
    options: Vec<Candidate>,
    method: String,
    picks: usize,
    seats: usize,
    /// None: at once.
    opens_at: Option<Moment>,
    closes_at: Option<Moment>,
    /// A date that was typed and waits for a yes.
    pending: Option<Typed>,
    area: String,
    needs_dong: bool,
    publishing: Publishing,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            step: Step::default(),
            editing: false,
            question: Words::default(),
            about: None,
            options: Vec::new(),
            method: "single".to_owned(),
            picks: 1,
            seats: 1,
            opens_at: None,
            closes_at: None,
            pending: None,
            area: String::new(),
            needs_dong: false,
            publishing: Publishing::AtClose,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Question,
    QuestionEn,
    About,
    AboutEn,
    Options,
    Proposals(usize),
    OptionsEn,
    Method,
    Picks,
    Seats,
    Opens,
    Closes,
    Area,
    Dong(String, usize),
    Publishing,
    Preview,
    Edit,
}

/// A date as it was typed, and when: so that it can be read again, with what was guessed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Typed {
    words: String,
    said_at: Moment,
    /// What it means.
    pub at: Moment,
}

impl Typed {
    /// Reads a date; what is wrong with it otherwise.
    pub fn read(words: &str, now: Moment, preset: &Preset) -> Result<Typed, Text> {
        match read_when(words, now.utc(), preset.zone) {
            Ok(read) => Ok(Typed { words: words.to_owned(), said_at: now, at: read.at.into() }),
            Err(problem) => Err(problem.text()),
        }
    }

    /// The date in full, with what was guessed: to be confirmed.
    pub fn sure(&self, preset: &Preset) -> Question {
        let read = read_when(&self.words, self.said_at.utc(), preset.zone);
        let notes: Vec<Text> = read.map(|read| read.notes.iter().map(|note| note.text()).collect()).unwrap_or_default();
        let mut question = Question::new(t!("poll-plan-sure", at = self.at));
        for note in notes {
            question = question.block(t!("poll-plan-guessed", note = note));
        }
        question
            .free()
            .grid(2, [("yes".to_owned(), t!("poll-plan-yes-button")), ("no".to_owned(), t!("poll-plan-no-button"))])
    }
}

impl Plan {
    /// The poll that this would be. At once means at `now`.
    fn poll(&self, now: Moment) -> Poll {
        let opens_at = self.opens_at.unwrap_or(now).max(now);
        let closes_at = self.closes_at.unwrap_or(opens_at);
        let mut poll = Poll::new(self.question.clone(), self.options.clone(), opens_at, closes_at);
        poll.state = if opens_at <= now { State::Open } else { State::Scheduled };
        poll.description = self.about.clone();
        poll.method = voting::named(&self.method).unwrap_or(&Approval);
        (poll.picks, poll.seats) = (self.picks, self.seats);
        (poll.area, poll.needs_dong) = (self.area.clone(), self.needs_dong);
        poll.publishing = self.publishing;
        poll
    }

    /// The questions that this plan needs, in order.
    fn path(&self) -> Vec<Step> {
        let mut path = vec![Step::Question, Step::QuestionEn, Step::About];
        if self.about.is_some() {
            path.push(Step::AboutEn);
        }
        path.extend([Step::Options, Step::OptionsEn, Step::Method]);
        if self.method != "single" {
            path.push(Step::Picks);
        }
        path.extend([Step::Seats, Step::Opens, Step::Closes, Step::Area, Step::Publishing, Step::Preview]);
        path
    }

    /// The question after the present one. What is changed from the preview leads back there.
    fn forward(mut self) -> Plan {
        self.pending = None;
        let path = self.path();
        let main = self.step.main();
        let at = path.iter().position(|step| *step == main).unwrap_or(0);
        let next = path.get(at + 1).cloned().unwrap_or(Step::Preview);
        let done = self.editing && next.part() != main.part();
        self.step = if done { Step::Preview } else { next };
        if self.step == Step::Preview {
            self.editing = false;
            if self.seats > self.options.len() || self.picks > read::picks_max(self.options.len()) {
                // Options went away: how many may be chosen has to be said again.
                (self.step, self.editing) = (Step::Method, true);
            }
        }
        self
    }
}

impl Step {
    /// The question that this one belongs to.
    fn main(&self) -> Step {
        match self {
            Step::Proposals(_) => Step::Options,
            Step::Dong(..) => Step::Area,
            other => other.clone(),
        }
    }

    /// Questions that are changed together.
    fn part(&self) -> &'static str {
        match self {
            Step::Question | Step::QuestionEn => "question",
            Step::About | Step::AboutEn => "about",
            Step::Options | Step::Proposals(_) | Step::OptionsEn => "options",
            Step::Method | Step::Picks | Step::Seats => "method",
            Step::Opens | Step::Closes => "when",
            Step::Area | Step::Dong(..) => "who",
            Step::Publishing => "result",
            Step::Preview | Step::Edit => "preview",
        }
    }
}

/// The step before.
pub fn back(plan: &Plan) -> Option<Plan> {
    let mut before = plan.clone();
    if before.pending.take().is_some() {
        return Some(before);
    }
    before.step = match &plan.step {
        Step::Edit => Step::Preview,
        Step::Proposals(_) => Step::Options,
        Step::Dong(..) => Step::Area,
        Step::Preview => Step::Edit,
        step => {
            let path = plan.path();
            let at = path.iter().position(|known| known == step)?;
            let earlier = at.checked_sub(1).and_then(|at| path.get(at).cloned());
            match earlier {
                Some(earlier) if !plan.editing || earlier.part() == step.part() => earlier,
                _ if plan.editing => Step::Edit,
                _ => return None,
            }
        }
    };
    Some(before)
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    ask::ask(turn, plan).await
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    step::take(turn, plan, answer).await
}
