//! Staff prepare a poll: the questions, in an order that a clerk can follow from a memo, and at the
//! end the poll as a citizen will see it. What is known so far is the dialogue's state; the answers
//! are taken in `step`, typed lines are read in `read`.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Next, Question, Turn, Words, places};
use crate::city::{City, Preset};
use crate::clock::Moment;
use crate::poll::voting::{self, Approval};
use crate::poll::{Candidate, Poll, Publishing, State, card};
use crate::t;
use crate::text::{Lang, Text, cut, read_when};

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
/// Of them on one page.
const PROPOSALS_A_PAGE: usize = 8;
/// Letters of a proposal's title on a button.
const TITLE_ON_BUTTON_CHARS: usize = 18;

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
        let notes: Vec<Text> = read
            .map(|read| read.notes.iter().map(|note| note.text()).collect())
            .unwrap_or_default();
        let mut question = Question::new(t!("poll-plan-sure", at = self.at));
        for note in notes {
            question = question.block(t!("poll-plan-guessed", note = note));
        }
        question.free().grid(
            2,
            [
                ("yes".to_owned(), t!("poll-plan-yes-button")),
                ("no".to_owned(), t!("poll-plan-no-button")),
            ],
        )
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
        path.extend([
            Step::Seats,
            Step::Opens,
            Step::Closes,
            Step::Area,
            Step::Publishing,
            Step::Preview,
        ]);
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
    let city = turn.city;
    if let Some(typed) = &plan.pending {
        return Ok(typed.sure(&city.preset));
    }
    let skip = |question: Question| question.free().choice("skip", t!("skip-button"));
    Ok(match &plan.step {
        Step::Question => {
            Question::new(t!("poll-plan-question", max = *QUESTION_CHARS.end())).free()
        }
        Step::QuestionEn => {
            skip(Question::new(t!("poll-plan-question-en", question = &plan.question.ko)))
        }
        Step::About => skip(Question::new(t!("poll-plan-about", max = ABOUT_CHARS_MAX))),
        Step::AboutEn => skip(Question::new(t!("poll-plan-about-en"))),
        Step::Options => ask_options(turn, plan).await?,
        Step::Proposals(page) => ask_proposals(turn, plan, *page).await?,
        Step::OptionsEn => {
            let lines = card::options(&plan.poll(turn.now()), Lang::reference());
            skip(Question::new(t!(
                "poll-plan-options-en",
                count = plan.options.len(),
                lines = lines
            )))
        }
        Step::Method => Question::new(t!("poll-plan-method")).grid(
            1,
            [
                ("single".to_owned(), t!("poll-plan-single-button")),
                ("approval".to_owned(), t!("poll-plan-approval-button")),
            ],
        ),
        Step::Picks => numbers(
            Question::new(t!("poll-plan-picks", max = read::picks_max(plan.options.len()))),
            read::picks_max(plan.options.len()),
        ),
        Step::Seats => numbers(
            Question::new(t!("poll-plan-seats", max = plan.options.len())),
            plan.options.len(),
        ),
        Step::Opens => {
            Question::new(t!("poll-plan-opens")).free().choice("now", t!("poll-plan-now-button"))
        }
        Step::Closes => Question::new(t!("poll-plan-closes")).free(),
        Step::Area => ask_area(city),
        Step::Dong(gu, page) => match city.preset.gu(gu) {
            Some(gu) => {
                let question = Question::new(t!("poll-plan-dong", gu = &gu.name));
                places::dongs(
                    question.choice("whole", t!("poll-plan-whole-gu-button")),
                    city,
                    gu,
                    *page,
                )
            }
            None => ask_area(city),
        },
        Step::Publishing => Question::new(t!("poll-plan-publishing")).grid(
            1,
            [
                ("at_close".to_owned(), t!("poll-plan-at-close-button")),
                ("by_hand".to_owned(), t!("poll-plan-by-hand-button")),
            ],
        ),
        Step::Preview => preview(turn, plan),
        Step::Edit => Question::new(t!("poll-plan-edit")).grid(
            2,
            [
                ("question".to_owned(), t!("poll-plan-edit-question-button")),
                ("about".to_owned(), t!("poll-plan-edit-about-button")),
                ("options".to_owned(), t!("poll-plan-edit-options-button")),
                ("method".to_owned(), t!("poll-plan-edit-method-button")),
                ("when".to_owned(), t!("poll-plan-edit-when-button")),
                ("who".to_owned(), t!("poll-plan-edit-who-button")),
                ("result".to_owned(), t!("poll-plan-edit-result-button")),
            ],
        ),
    })
}

fn numbers(question: Question, max: usize) -> Question {
    let few = (1..=max.min(6))
        .map(|number| (number.to_string(), t!("poll-plan-number-button", number = number)));
    question.free().grid(3, few)
}

fn ask_area(city: &City) -> Question {
    let question = Question::new(t!("poll-plan-area", city = &city.preset.name))
        .choice("all", t!("poll-plan-all-button"))
        .choice("told", t!("poll-plan-told-button"));
    places::gus(question, city)
}

async fn ask_options(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let proposals = crate::proposal::store::candidates(turn.tx, 1).await?;
    let mut question = Question::new(t!("poll-plan-options", max = *OPTIONS.end())).free();
    if !plan.options.is_empty() {
        let lines = card::options(&plan.poll(turn.now()), Lang::reference());
        question =
            question.block(t!("poll-plan-options-now", count = plan.options.len(), lines = lines));
    }
    if plan.options.len() >= *OPTIONS.start() {
        question = question.choice("done", t!("poll-plan-options-done-button"));
    }
    if !proposals.is_empty() {
        question = question.choice("proposals", t!("poll-plan-proposals-button"));
    }
    if !plan.options.is_empty() {
        question = question.choice("clear", t!("poll-plan-clear-button"));
    }
    Ok(question)
}

async fn ask_proposals(turn: &mut Turn<'_>, plan: &Plan, page: usize) -> anyhow::Result<Question> {
    let proposals = crate::proposal::store::candidates(turn.tx, PROPOSALS_MAX).await?;
    let pages = proposals.len().div_ceil(PROPOSALS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let chosen = |id| plan.options.iter().any(|option| option.proposal == Some(id));
    let shown =
        proposals.iter().skip(page * PROPOSALS_A_PAGE).take(PROPOSALS_A_PAGE).map(|(id, title)| {
            let title = cut(title, TITLE_ON_BUTTON_CHARS);
            let label = match chosen(*id) {
                true => t!("poll-plan-proposal-on", title = title),
                false => t!("poll-plan-proposal-off", title = title),
            };
            (format!("p:{}", id.0), label)
        });
    let count = plan.options.iter().filter(|option| option.proposal.is_some()).count();
    let question = Question::new(t!("poll-plan-proposals", count = count)).grid(1, shown);
    let before = (page > 0).then(|| (format!("page:{}", page - 1), t!("page-before-button")));
    let after = (page + 1 < pages).then(|| (format!("page:{}", page + 1), t!("page-after-button")));
    Ok(question
        .grid(2, before.into_iter().chain(after))
        .choice("done", t!("poll-plan-proposals-done-button")))
}

/// The poll as a citizen will see it, in the clerk's language.
fn preview(turn: &Turn<'_>, plan: &Plan) -> Question {
    let (poll, lang) = (plan.poll(turn.now()), turn.lang());
    let mut question = Question::new(t!("poll-plan-preview"))
        .block(t!("poll-title", question = poll.question.get(lang)));
    if let Some(about) = &poll.description {
        question = question.block(t!("poll-description", words = about.get(lang)));
    }
    question = question
        .block(card::facts(turn.city, &poll))
        .block(t!("poll-lines", lines = card::options(&poll, lang)));
    let english =
        poll.question.en.is_some() && poll.options.iter().all(|option| option.title.en.is_some());
    question = question.block(if english { t!("poll-plan-has-en") } else { t!("poll-plan-no-en") });
    question.block(t!("poll-plan-freeze")).grid(
        2,
        [
            ("publish".to_owned(), t!("poll-plan-publish-button")),
            ("edit".to_owned(), t!("poll-plan-edit-button")),
        ],
    )
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    step::take(turn, plan, answer).await
}
