//! Writing a proposal: six questions, a preview, done. Each answer is kept as it comes; whatever
//! is changed from the preview leads back to it.

mod photos;
mod question;

use serde::{Deserialize, Serialize};

use super::personal::Personal;
use super::rules::{self, Length};
use super::store::{self, New};
use super::{act, card, personal, talk};
use crate::bot::{Answer, Card, Dialogue, Next, Turn, places};
use crate::channel::Kind;
use crate::city::DongCode;
use crate::t;
use crate::text;

pub use photos::photos_done;
use photos::{not_now, photo};
pub use question::ask;
use question::place;

/// How long an album's answer waits for its other pictures.
pub const ALBUM_DELAY: chrono::TimeDelta = chrono::TimeDelta::milliseconds(1500);

/// A proposal being written.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    step: Step,
    /// Something is changed from the preview, which comes next.
    editing: bool,
    problem: String,
    wish: String,
    field: String,
    dong: Option<DongCode>,
    spot: Option<(f64, f64)>,
    photos: Vec<String>,
    title: String,
    /// Words that wait because they seem to hold something personal.
    doubt: Option<(Vec<Personal>, String)>,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Problem,
    Wish,
    Field,
    Gu,
    Dong(String, usize),
    Photos,
    Title,
    Preview,
    Edit,
}

/// Without the words: they are a citizen's.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("step", &self.step).finish_non_exhaustive()
    }
}

impl Draft {
    /// Whether anything was written.
    pub fn has_words(&self) -> bool {
        !self.problem.is_empty()
    }

    /// Its first words, or its title.
    pub fn begins(&self) -> String {
        talk::beginning(if self.title.is_empty() { &self.problem } else { &self.title })
    }
}

/// What can be changed from the preview, and the step that asks for it.
const EDITS: [(&str, Step); 7] = [
    ("problem", Step::Problem),
    ("wish", Step::Wish),
    ("field", Step::Field),
    ("place", Step::Gu),
    ("photos", Step::Photos),
    ("title", Step::Title),
    ("preview", Step::Preview),
];

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut draft: Draft, answer: Answer) -> anyhow::Result<Next> {
    match answer {
        Answer::Photo(file, _) if draft.step == Step::Photos => Ok(photo(turn, draft, file)),
        Answer::Photo(..) => Ok(not_now(turn, draft)),
        Answer::Location(north, east) if matches!(draft.step, Step::Gu | Step::Dong(..)) => {
            if !rules::in_reach(&turn.city.preset, north, east) {
                return Ok(Next::Again(t!("proposal-place-far", city = &turn.city.preset.name)));
            }
            (draft.spot, draft.dong) = (Some((north, east)), None);
            Ok(placed(turn, draft))
        }
        Answer::Location(..) => Ok(Next::Again(t!("proposal-location-later"))),
        Answer::Other(Kind::Voice) => Ok(Next::Again(t!("proposal-voice"))),
        Answer::Other(Kind::Document) if draft.step == Step::Photos => Ok(Next::Again(t!("proposal-document"))),
        Answer::Other(_) => Ok(Next::Again(t!("proposal-other"))),
        Answer::Text(words) => Ok(take(draft, words)),
        Answer::Choice(key) => chosen(turn, draft, &key).await,
    }
}

/// Words for the present question.
fn take(mut draft: Draft, words: String) -> Next {
    let chars = match draft.step {
        Step::Problem | Step::Wish => rules::TEXT_CHARS,
        Step::Title => rules::TITLE_CHARS,
        _ => return Next::Again(t!("dialogue-only-choice")),
    };
    let words = if draft.step == Step::Title { words.replace('\n', " ") } else { words };
    if let Err(problem) = rules::fits(&words, &chars) {
        return Next::Again(talk::length_problem(problem, &chars));
    }
    let found = personal::find(&words);
    if found.contains(&Personal::Registration) {
        return Next::Again(t!("proposal-personal-refused"));
    }
    if !found.is_empty() {
        draft.doubt = Some((found, words));
        return Next::Ask(Dialogue::Propose(draft));
    }
    written(draft, words)
}

fn written(mut draft: Draft, words: String) -> Next {
    draft.doubt = None;
    let next = match draft.step {
        Step::Problem => {
            draft.problem = words;
            Step::Wish
        }
        Step::Wish => {
            draft.wish = words;
            Step::Field
        }
        _ => {
            draft.title = words;
            Step::Preview
        }
    };
    on(draft, next)
}

/// On to the next question; back to the preview if this was a change.
fn on(mut draft: Draft, next: Step) -> Next {
    draft.step = if draft.editing { Step::Preview } else { next };
    if draft.step == Step::Preview {
        draft.editing = false;
    }
    Next::Ask(Dialogue::Propose(draft))
}

/// The place is told, and repeated.
fn placed(turn: &mut Turn<'_>, draft: Draft) -> Next {
    let said = match (&draft.dong, draft.spot) {
        (None, None) => t!("proposal-place-skipped"),
        _ => t!("proposal-place-set", place = place(turn, &draft)),
    };
    turn.say(Card::new(said));
    on(draft, Step::Photos)
}

async fn chosen(turn: &mut Turn<'_>, mut draft: Draft, key: &str) -> anyhow::Result<Next> {
    if let Some((_, words)) = draft.doubt.take() {
        // "Anyway" is the only choice there is.
        return Ok(written(draft, words));
    }
    Ok(match (draft.step.clone(), places::Place::read(key)) {
        (Step::Problem | Step::Wish | Step::Title, _) if key == "keep" => on(draft, Step::Preview),
        (Step::Title, _) if key == "use" => match rules::suggested_title(&draft.problem) {
            Some(title) => take(draft, title),
            None => Next::Again(t!("dialogue-old")),
        },
        (Step::Field, _) => {
            draft.field = key.to_owned();
            on(draft, Step::Gu)
        }
        (Step::Gu | Step::Dong(..), Some(places::Place::Dong(dong))) => {
            (draft.dong, draft.spot) = (Some(dong), None);
            placed(turn, draft)
        }
        (Step::Gu, Some(places::Place::Gu(gu))) => {
            draft.step = Step::Dong(gu, 0);
            Next::Ask(Dialogue::Propose(draft))
        }
        (Step::Dong(gu, _), Some(places::Place::Page(page))) => {
            draft.step = Step::Dong(gu, page);
            Next::Same(Dialogue::Propose(draft))
        }
        (Step::Gu | Step::Dong(..), _) => {
            (draft.dong, draft.spot) = (None, None);
            placed(turn, draft)
        }
        (Step::Photos, _) if key == "none" => {
            draft.photos.clear();
            Next::Ask(Dialogue::Propose(draft))
        }
        (Step::Photos, _) => on(draft, Step::Title),
        (Step::Preview, _) if key == "submit" => return submit(turn, draft).await,
        (Step::Preview, _) => {
            draft.step = Step::Edit;
            Next::Ask(Dialogue::Propose(draft))
        }
        (Step::Edit, _) => {
            let step = EDITS.into_iter().find(|(known, _)| *known == key).map_or(Step::Preview, |(_, step)| step);
            draft.editing = step != Step::Preview;
            draft.step = step;
            Next::Ask(Dialogue::Propose(draft))
        }
        _ => Next::Again(t!("dialogue-only-choice")),
    })
}

async fn submit(turn: &mut Turn<'_>, draft: Draft) -> anyhow::Result<Next> {
    if let Some(step) = missing(turn, &draft) {
        // A draft of an older version, or of a preset that has changed.
        let draft = Draft { step, editing: true, ..draft };
        return Ok(Next::Ask(Dialogue::Propose(draft)));
    }
    let (me, city) = (turn.me(), turn.city);
    if store::submitted_since(turn.tx, me, turn.now() - chrono::TimeDelta::days(1)).await? >= rules::A_DAY_MAX {
        let human = &city.preset.human;
        return Ok(Next::Again(t!("proposal-too-many", max = rules::A_DAY_MAX, phone = human.phone.as_str())));
    }
    let today = city.day(turn.now());
    let year = i64::from(chrono::Datelike::year(&today));
    let new = New {
        author: me,
        year,
        number: store::next_number(turn.tx, year).await?,
        title: &draft.title,
        problem: &draft.problem,
        wish: &draft.wish,
        field: &draft.field,
        dong: draft.dong.as_ref(),
        spot: draft.spot,
        photos: &draft.photos,
        answer_by: city.preset.answer_by(today),
    };
    let id = store::add(turn.tx, &new).await?;
    if let Some(proposal) = store::get(turn.tx, id).await? {
        act::submitted(turn, &proposal).await?;
        turn.say(card::receipt(city, &proposal));
    }
    Ok(Next::Done)
}

/// The first question whose answer is missing or no longer fits.
fn missing(turn: &Turn<'_>, draft: &Draft) -> Option<Step> {
    let fits = |words: &str, chars| rules::fits(words, chars) != Err(Length::Short) && !words.is_empty();
    if !fits(&draft.problem, &rules::TEXT_CHARS) {
        return Some(Step::Problem);
    }
    if !fits(&draft.wish, &rules::TEXT_CHARS) {
        return Some(Step::Wish);
    }
    if turn.city.preset.field(&draft.field).is_none() {
        return Some(Step::Field);
    }
    (text::chars(&draft.title) < *rules::TITLE_CHARS.start()).then_some(Step::Title)
}

/// The step before.
pub fn back(draft: &Draft) -> Option<Draft> {
    if draft.doubt.is_some() {
        return Some(Draft { doubt: None, ..draft.clone() });
    }
    let step = match &draft.step {
        Step::Dong(..) => Step::Gu,
        _ if draft.editing => Step::Preview,
        Step::Problem => return None,
        Step::Wish => Step::Problem,
        Step::Field => Step::Wish,
        Step::Gu => Step::Field,
        Step::Photos => Step::Gu,
        Step::Title => Step::Photos,
        Step::Preview => Step::Title,
        Step::Edit => Step::Preview,
    };
    let editing = draft.editing && step != Step::Preview;
    Some(Draft { step, editing, ..draft.clone() })
}
