//! What staff answer to the questions about a forum: read, measured, and put into the draft. An
//! answer that would not do comes back as a kind word about why.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

use super::{ABOUT_CHARS, ADDRESS_CHARS, PLACE_CHARS, TITLE_CHARS, chosen_reminders};
use crate::bot::{Answer, Turn, places};
use crate::clock::Moment;
use crate::forum::draft::{Draft, Field};
use crate::forum::{Venue, rules};
use crate::t;
use crate::text::{self, Text, WhenProblem};

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

/// Takes the answer to a question; why it would not do otherwise.
pub fn take(turn: &mut Turn<'_>, mut draft: Draft, field: &Field, answer: Answer) -> Result<Took, Text> {
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
        Field::Until => draft.ends_at = Some(until(turn, draft.starts_at.unwrap_or(turn.now()), &answer)?),
        Field::Place => {
            draft.place = Some(Venue { name: line(&answer, PLACE_CHARS)?, address: None, point: None });
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
        Field::Link => draft.link = Some(rules::read_link(&answer).ok_or_else(|| t!("forum-link-unclear"))?),
        Field::Capacity => {
            let max = *rules::CAPACITY.end();
            draft.capacity =
                Some(rules::read_capacity(&answer).ok_or_else(|| t!("forum-capacity-unclear", max = max))?);
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
            draft.ends_at = draft.starts_at.zip(hours).map(|(start, hours)| start + TimeDelta::hours(hours));
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
    let read = text::read_when(typed, turn.now().utc(), turn.city.preset.zone).map_err(|problem| problem.text())?;
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
    let on_earth = north.is_finite() && east.is_finite() && north.abs() <= 90.0 && east.abs() <= 180.0;
    on_earth.then_some((north, east)).ok_or_else(|| t!("forum-map-unclear"))
}

/// `37.4201, 127.1265`, as maps write it.
fn coordinates(typed: &str) -> Option<(f64, f64)> {
    let (north, east) = typed.split_once([',', ' '])?;
    Some((north.trim().parse().ok()?, east.trim().parse().ok()?))
}

/// Words of a proper length, on one line.
fn line(typed: &str, length: RangeInclusive<usize>) -> Result<String, Text> {
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
