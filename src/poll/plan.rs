//! Staff prepare a poll: the questions, in an order that a clerk can follow from a memo, and at the
//! end the poll as a citizen will see it. What is known so far is the dialogue's state; the answers
//! are asked for in `ask` and taken in `step`, typed lines are read in `read`.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Next, Question, Turn, Words};
use crate::city::Preset;
use crate::clock::Moment;
use crate::poll::voting::{self, Approval, Kind, Method};
use crate::poll::{Candidate, Eligible, Poll, Publishing, State, Terms};
use crate::t;
use crate::text::{Text, read_when};

mod areas;
mod ask;
mod candidates;
mod drops;
mod limits;
mod path;
mod quorum;
pub mod read;
mod ready;
mod shown;
mod step;
mod template;
mod voters;
mod won;

pub use ask::method_label;
pub use path::back;
pub use ready::{Unfit, tell_published};
pub(in crate::poll) use step::try_out;
pub use template::Template;

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
    /// What method and rules come from; none if the clerk says each.
    template: Option<Template>,
    question: Words,
    about: Option<Words>,
    options: Vec<Candidate>,
    method: String,
    picks: usize,
    seats: usize,
    terms: Terms,
    /// None: at once.
    opens_at: Option<Moment>,
    closes_at: Option<Moment>,
    /// A date that was typed and waits for a yes.
    pending: Option<Typed>,
    area: String,
    needs_dong: bool,
    eligible: Eligible,
    publishing: Publishing,
    /// The page of the buttons that take options out.
    page: usize,
    /// The picture that was just put to an option.
    pictured: Option<Pictured>,
}

/// A picture that was put to an option: of which place, and what was there before.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Pictured {
    place: usize,
    before: Option<String>,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            step: Step::default(),
            editing: false,
            template: None,
            question: Words::default(),
            about: None,
            options: Vec::new(),
            method: "single".to_owned(),
            picks: 1,
            seats: 1,
            terms: Terms::default(),
            opens_at: None,
            closes_at: None,
            pending: None,
            area: String::new(),
            needs_dong: false,
            eligible: Eligible::default(),
            publishing: Publishing::AtClose,
            page: 0,
            pictured: None,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Template,
    Question,
    QuestionEn,
    About,
    AboutEn,
    Options,
    Proposals(usize),
    OptionsEn,
    Fields,
    Method,
    Picks,
    Least,
    Marks,
    Budget,
    Blank,
    Quorum,
    Seats,
    Opens,
    Closes,
    Area,
    Dong(String, usize),
    /// Several places: the gu, and the dong of one of them.
    Areas,
    AreasDong(String, usize),
    /// What else one has to be or hold.
    Voters,
    Ages,
    Publishing,
    Preview,
    /// An option as it will be frozen, by its place.
    Look(usize),
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
    /// What is asked.
    pub fn question(&self) -> &Words {
        &self.question
    }

    /// The poll that this would be. At once means at `now`.
    fn poll(&self, now: Moment) -> Poll {
        let opens_at = self.opens_at.unwrap_or(now).max(now);
        let closes_at = self.closes_at.unwrap_or(opens_at);
        let mut poll = Poll::new(self.question.clone(), self.options.clone(), opens_at, closes_at);
        poll.state = if opens_at <= now { State::Open } else { State::Scheduled };
        poll.description = self.about.clone();
        poll.method = self.method();
        (poll.picks, poll.seats) = (self.picks.clamp(1, self.picks_max()), self.seats);
        poll.terms = self.terms.clone();
        (poll.area, poll.needs_dong) = (self.area.clone(), self.needs_dong);
        poll.eligible = self.eligible.clone();
        poll.publishing = self.publishing;
        poll
    }

    fn method(&self) -> &'static dyn Method {
        voting::named(&self.method).unwrap_or(&Approval)
    }

    fn kind(&self) -> Kind {
        self.method().kind(&self.terms)
    }

    /// Whether it is about money, so that every option has to cost something.
    fn spends(&self) -> bool {
        matches!(self.method.as_str(), "knapsack" | "shares")
    }

    /// How many options one may choose at most; not all of them, where that would choose nothing.
    fn picks_max(&self) -> usize {
        match self.method.as_str() {
            "approval" => read::picks_max(self.options.len()),
            _ => self.options.len().max(1),
        }
    }

    /// The first option that lacks a cost, where each needs one.
    fn without_cost(&self) -> Option<&Candidate> {
        self.options.iter().find(|option| self.spends() && option.cost.is_none())
    }

    /// Whether there is a ballot at all that all limits allow.
    fn is_possible(&self) -> bool {
        let picks = self.picks.min(self.picks_max());
        let of = |field: Option<usize>| self.options.iter().filter(|option| option.field == field).count();
        let (mut least, mut most) = (0, of(None));
        for (number, field) in (1..).zip(&self.terms.fields) {
            let room = field.max.unwrap_or(usize::MAX).min(of(Some(number)));
            if field.min > room {
                return false;
            }
            (least, most) = (least + field.min, most + room);
        }
        least <= picks && self.terms.picks_min <= picks.min(most)
    }

    /// Fields without options are no fields.
    fn tidy_fields(&mut self) {
        let used: Vec<usize> = (1..=self.terms.fields.len())
            .filter(|number| self.options.iter().any(|option| option.field == Some(*number)))
            .collect();
        self.terms.fields = used.iter().filter_map(|number| self.terms.field(*number).cloned()).collect();
        for option in &mut self.options {
            option.field = used.iter().position(|number| Some(*number) == option.field).map(|place| place + 1);
        }
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    ask::ask(turn, plan).await
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    step::take(turn, plan, answer).await
}
