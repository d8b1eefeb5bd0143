//! The questions about a forum and what staff answer to them: for a new one and for a change.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

use crate::bot::{Answer, Question, Turn, places};
use crate::clock::Moment;
use crate::forum::draft::{Draft, Field};
use crate::forum::{Venue, card, rules};
use crate::t;
use crate::text::{self, Text, WhenProblem};

/// Letters of a name, in grapheme clusters, as all of these.
pub const TITLE_CHARS: RangeInclusive<usize> = 2..=100;
/// Of what it is about.
pub const ABOUT_CHARS: RangeInclusive<usize> = 2..=2_000;
/// Of a place's name.
pub const PLACE_CHARS: RangeInclusive<usize> = 2..=100;
/// Of its address.
pub const ADDRESS_CHARS: RangeInclusive<usize> = 2..=200;
/// Reminders of one forum.
const REMINDERS_MAX: usize = 5;

/// What an answer came to.
pub enum Took {
    /// It is known now.
    Known(Draft),
    /// It leads to another question.
    Lead(Draft, Field),
    /// The same question again, changed in place.
    Toggled(Draft),
}

/// The question about a field.
pub fn question(turn: &Turn<'_>, draft: &Draft, field: &Field) -> Question {
    let skip = |question: Question| question.choice("skip", t!("skip-button"));
    match field {
        Field::Title => Question::new(t!("forum-ask-title", max = *TITLE_CHARS.end())).free(),
        Field::About => skip(Question::new(t!("forum-ask-about", max = *ABOUT_CHARS.end())).free()),
        Field::When => Question::new(t!("forum-ask-when")).free(),
        Field::WhenSure => when_sure(turn, draft),
        Field::Until => {
            let hours = [1, 2, 3]
                .map(|hours: u32| (format!("h:{hours}"), t!("forum-hours-button", hours = hours)));
            skip(Question::new(t!("forum-ask-until")).free().grid(3, hours))
        }
        Field::Place => Question::new(t!("forum-ask-place"))
            .free()
            .choice("online", t!("forum-online-only-button")),
        Field::Address => skip(Question::new(t!("forum-ask-address")).free()),
        Field::Map => skip(Question::new(t!("forum-ask-map")).free().location()),
        Field::Link if draft.place.is_none() => Question::new(t!("forum-ask-link-online")).free(),
        Field::Link => {
            Question::new(t!("forum-ask-link")).free().choice("none", t!("forum-no-link-button"))
        }
        Field::Capacity => Question::new(t!("forum-ask-capacity"))
            .free()
            .choice("none", t!("forum-no-limit-button")),
        Field::Reminders => reminders(turn, draft),
        Field::Area => {
            let everywhere = t!("place-name", name = &turn.city.preset.everywhere);
            places::gus(
                Question::new(t!("forum-ask-area")).choice("everywhere", everywhere),
                turn.city,
            )
        }
        Field::Dong(gu, page) => dongs(turn, gu, *page),
        Field::Interest => {
            let fields = turn.city.preset.fields.iter();
            let fields =
                fields.map(|field| (field.id.clone(), t!("place-name", name = &field.name)));
            Question::new(t!("forum-ask-interest"))
                .choice("any", t!("forum-any-interest-button"))
                .grid(2, fields)
        }
        Field::TitleEn => {
            skip(Question::new(t!("forum-ask-title-en", title = draft.title.as_str())).free())
        }
        Field::AboutEn => skip(Question::new(t!("forum-ask-about-en")).free()),
    }
}

fn when_sure(turn: &Turn<'_>, draft: &Draft) -> Question {
    let at = draft.starts_at.unwrap_or(turn.now());
    let mut question = Question::new(t!("forum-ask-when-sure", at = at)).free();
    if !draft.notes.is_empty() {
        let notes: Vec<Text> =
            draft.notes.iter().map(|note| t!("forum-when-note", note = note.text())).collect();
        question = question.block(t!("forum-lines", lines = notes));
    }
    question.choice("yes", t!("forum-when-yes-button")).choice("no", t!("forum-when-no-button"))
}

fn reminders(turn: &Turn<'_>, draft: &Draft) -> Question {
    let chosen = chosen_reminders(turn, draft);
    let mut all: Vec<u32> =
        rules::REMINDERS.into_iter().chain(turn.city.preset.forum.reminders.clone()).collect();
    all.sort_unstable_by_key(|minutes| std::cmp::Reverse(*minutes));
    all.dedup();
    let choices = all.into_iter().map(|minutes| {
        let label = if chosen.contains(&minutes) {
            t!("forum-reminder-on-button", before = card::before(minutes))
        } else {
            t!("forum-reminder-off-button", before = card::before(minutes))
        };
        (format!("r:{minutes}"), label)
    });
    Question::new(t!("forum-ask-reminders", count = chosen.len()))
        .grid(2, choices)
        .choice("done", t!("forum-done-button"))
}

/// The reminders chosen so far: the city's own unless something else was said.
pub fn chosen_reminders(turn: &Turn<'_>, draft: &Draft) -> Vec<u32> {
    draft.reminders.clone().unwrap_or_else(|| turn.city.preset.forum.reminders.clone())
}

fn dongs(turn: &Turn<'_>, gu: &str, page: usize) -> Question {
    match turn.city.preset.gu(gu) {
        Some(gu) => {
            let question = Question::new(t!("forum-ask-dong", gu = &gu.name));
            let question = question.choice("whole", t!("forum-whole-gu-button", gu = &gu.name));
            places::dongs(question, turn.city, gu, page)
        }
        None => question(turn, &Draft::default(), &Field::Area),
    }
}

/// Takes the answer to a question; why it would not do otherwise.
pub fn take(
    turn: &mut Turn<'_>,
    mut draft: Draft,
    field: &Field,
    answer: Answer,
) -> Result<Took, Text> {
    let answer = match (field, answer) {
        (Field::Map, Answer::Location(north, east)) => {
            return point(north, east).map(|point| Took::Known(with_point(draft, Some(point))));
        }
        (_, Answer::Choice(key)) => return choose(turn, draft, field, &key),
        (_, Answer::Text(text)) => text,
        _ => return Err(t!("forum-words-please")),
    };
    match field {
        Field::Title => draft.title = line(&answer, TITLE_CHARS)?,
        Field::TitleEn => draft.title_en = Some(line(&answer, TITLE_CHARS)?),
        Field::About => draft.about = Some(within(&answer, ABOUT_CHARS)?),
        Field::AboutEn => draft.about_en = Some(within(&answer, ABOUT_CHARS)?),
        Field::When => return when(turn, draft, &answer),
        Field::WhenSure => {
            return match text::yes_no(&answer) {
                Some(true) => Ok(Took::Known(draft)),
                Some(false) => Ok(Took::Lead(draft, Field::When)),
                None => when(turn, draft, &answer),
            };
        }
        Field::Until => {
            draft.ends_at = Some(until(turn, draft.starts_at.unwrap_or(turn.now()), &answer)?)
        }
        Field::Place => {
            draft.place =
                Some(Venue { name: line(&answer, PLACE_CHARS)?, address: None, point: None });
        }
        Field::Address => {
            let address = line(&answer, ADDRESS_CHARS)?;
            draft.place = draft.place.map(|place| Venue { address: Some(address), ..place });
        }
        Field::Map => {
            let (north, east) = coordinates(&answer).ok_or_else(|| t!("forum-map-unclear"))?;
            let point = point(north, east)?;
            return Ok(Took::Known(with_point(draft, Some(point))));
        }
        Field::Link => {
            draft.link = Some(rules::read_link(&answer).ok_or_else(|| t!("forum-link-unclear"))?)
        }
        Field::Capacity => {
            let max = *rules::CAPACITY.end();
            draft.capacity = Some(
                rules::read_capacity(&answer)
                    .ok_or_else(|| t!("forum-capacity-unclear", max = max))?,
            );
        }
        Field::Reminders | Field::Area | Field::Dong(..) | Field::Interest => {
            return Err(t!("dialogue-only-choice"));
        }
    }
    Ok(Took::Known(draft))
}

fn choose(turn: &mut Turn<'_>, mut draft: Draft, field: &Field, key: &str) -> Result<Took, Text> {
    match field {
        Field::About => (draft.about, draft.about_en) = (None, None),
        Field::WhenSure if key == "no" => return Ok(Took::Lead(draft, Field::When)),
        Field::Until => {
            let hours = key.strip_prefix("h:").and_then(|hours| hours.parse::<i64>().ok());
            draft.ends_at =
                draft.starts_at.zip(hours).map(|(start, hours)| start + TimeDelta::hours(hours));
        }
        Field::Place => draft.place = None,
        Field::Address => draft.place = draft.place.map(|place| Venue { address: None, ..place }),
        Field::Map => draft = with_point(draft, None),
        Field::Link => draft.link = None,
        Field::Capacity => draft.capacity = None,
        Field::Reminders if key != "done" => return toggle(turn, draft, key),
        Field::Reminders => draft.reminders = Some(chosen_reminders(turn, &draft)),
        Field::Area | Field::Dong(..) => return area(draft, field, key),
        Field::Interest => draft.field = turn.city.preset.field(key).map(|field| field.id.clone()),
        Field::TitleEn => draft.title_en = None,
        Field::AboutEn => draft.about_en = None,
        Field::Title | Field::When | Field::WhenSure => {}
    }
    Ok(Took::Known(draft))
}

fn area(mut draft: Draft, field: &Field, key: &str) -> Result<Took, Text> {
    match (places::Place::read(key), field) {
        (Some(places::Place::Gu(gu)), _) => return Ok(Took::Lead(draft, Field::Dong(gu, 0))),
        (Some(places::Place::Page(page)), Field::Dong(gu, _)) => {
            let field = Field::Dong(gu.clone(), page);
            return Ok(Took::Lead(draft, field));
        }
        (Some(places::Place::Dong(dong)), _) => draft.area = dong.0,
        (_, Field::Dong(gu, _)) => draft.area = gu.clone(),
        _ => draft.area = String::new(),
    }
    Ok(Took::Known(draft))
}

fn toggle(turn: &mut Turn<'_>, mut draft: Draft, key: &str) -> Result<Took, Text> {
    let mut chosen = chosen_reminders(turn, &draft);
    let Some(minutes) = key.strip_prefix("r:").and_then(|minutes| minutes.parse().ok()) else {
        return Err(t!("dialogue-only-choice"));
    };
    match chosen.iter().position(|known| *known == minutes) {
        Some(at) => drop(chosen.remove(at)),
        None if chosen.len() < REMINDERS_MAX => chosen.push(minutes),
        None => turn.toast(t!("forum-reminders-full", max = REMINDERS_MAX)),
    }
    chosen.sort_unstable_by_key(|minutes| std::cmp::Reverse(*minutes));
    draft.reminders = Some(chosen);
    Ok(Took::Toggled(draft))
}

/// Reads when it begins; it is confirmed next.
fn when(turn: &Turn<'_>, mut draft: Draft, typed: &str) -> Result<Took, Text> {
    let read = text::read_when(typed, turn.now().utc(), turn.city.preset.zone)
        .map_err(|problem| problem.text())?;
    let to = Moment::from(read.at);
    draft.ends_at = draft.starts_at.and_then(|from| rules::moved_end(from, draft.ends_at, to));
    (draft.starts_at, draft.notes) = (Some(to), read.notes);
    Ok(Took::Lead(draft, Field::WhenSure))
}

/// Reads when it ends: a day with a time, or a time on the day on which it begins.
fn until(turn: &Turn<'_>, starts_at: Moment, typed: &str) -> Result<Moment, Text> {
    let zone = turn.city.preset.zone;
    let whole = |typed: &str| text::read_when(typed, starts_at.utc(), zone);
    let read = whole(typed).or_else(|problem| match problem {
        WhenProblem::NoDate => whole(&format!("{} {typed}", turn.city.day(starts_at))),
        other => Err(other),
    });
    let at = match read {
        Ok(read) => Moment::from(read.at),
        Err(WhenProblem::Past) => return Err(t!("forum-until-before", at = starts_at)),
        Err(WhenProblem::Unclear | WhenProblem::NoTime) => return Err(t!("forum-until-unclear")),
        Err(problem) => return Err(problem.text()),
    };
    if at - starts_at > rules::LENGTH_MAX {
        return Err(t!("forum-until-far", days = rules::LENGTH_MAX.num_days()));
    }
    Ok(at)
}

fn with_point(mut draft: Draft, point: Option<(f64, f64)>) -> Draft {
    draft.place = draft.place.map(|place| Venue { point, ..place });
    draft
}

fn point(north: f64, east: f64) -> Result<(f64, f64), Text> {
    let on_earth =
        north.is_finite() && east.is_finite() && north.abs() <= 90.0 && east.abs() <= 180.0;
    on_earth.then_some((north, east)).ok_or_else(|| t!("forum-map-unclear"))
}

/// `37.4201, 127.1265`, as maps write it.
fn coordinates(typed: &str) -> Option<(f64, f64)> {
    let (north, east) = typed.split_once([',', ' '])?;
    Some((north.trim().parse().ok()?, east.trim().parse().ok()?))
}

/// Words of a proper length, on one line.
pub fn line(typed: &str, length: RangeInclusive<usize>) -> Result<String, Text> {
    within(&typed.split_whitespace().collect::<Vec<_>>().join(" "), length)
}

/// Words of a proper length.
pub fn within(typed: &str, length: RangeInclusive<usize>) -> Result<String, Text> {
    let (count, min, max) = (text::chars(typed), *length.start(), *length.end());
    if count > max {
        return Err(t!("forum-too-long", max = max, count = count, over = count - max));
    }
    if !text::has_words(typed) {
        return Err(t!("forum-no-words"));
    }
    if count < min {
        return Err(t!("forum-too-short", min = min));
    }
    Ok(typed.to_owned())
}
