//! What may follow what, by when, and how long. Pure: a proposal, an act and a moment in, the
//! proposal after it or a reason out.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate, NaiveTime, TimeZone, Utc};

use super::{Outcome, Proposal, State};
use crate::bot::Words;
use crate::city::Preset;
use crate::clock::Moment;
use crate::person::Role;
use crate::text;

/// Letters of what is wrong, and of what is wished, as people count them.
pub const TEXT_CHARS: RangeInclusive<usize> = 10..=1_000;
/// Letters of a title.
pub const TITLE_CHARS: RangeInclusive<usize> = 5..=60;
/// Letters of what staff give as a reason for an answer: fewer explain nothing.
pub const REASON_CHARS: RangeInclusive<usize> = 30..=2_000;
/// Letters of a question to the author, or of a reason to return or to correct.
pub const NOTE_CHARS: RangeInclusive<usize> = 5..=1_000;
/// Proposals that one person may submit within a day: more is a machine, or somebody in need of a
/// telephone.
pub const A_DAY_MAX: i64 = 10;
/// The hour of the day before at which an author is reminded.
const REMIND_HOUR: u32 = 9;
/// How far from the city's centre a shared place may lie, in degrees: about 30 km.
const REACH_DEGREES: f64 = 0.3;

/// What the city decided, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub words: Words,
    /// When the city means to do it.
    pub planned_on: Option<NaiveDate>,
    /// Which department answers, if the proposal was with none: its id.
    pub department: Option<String>,
}

/// What can be done with a proposal once it is submitted.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Staff let everybody read it.
    Publish,
    /// Staff ask the author for something.
    Ask(Words),
    /// The author answers.
    Complete(String),
    /// Staff send it back, with the reason.
    Return(Words),
    /// A department gets it.
    Assign(String),
    /// The city answers.
    Decide(Decision),
    /// The city corrects its answer: why, and the new one.
    Mend(Words, Decision),
    /// Staff take a mistaken publication back, with the reason.
    Unpublish(Words),
    /// Staff take it out of sight, with the reason.
    Hide(Words),
    /// Staff let it be seen again.
    Unhide,
    /// The author takes it back, perhaps with a reason.
    Withdraw(Option<Words>),
}

impl Act {
    /// Its name in the database.
    pub fn name(&self) -> &'static str {
        match self {
            Act::Publish => "publish",
            Act::Ask(_) => "ask",
            Act::Complete(_) => "complete",
            Act::Return(_) => "return",
            Act::Assign(_) => "assign",
            Act::Decide(_) => "decide",
            Act::Mend(..) => "mend",
            Act::Unpublish(_) => "unpublish",
            Act::Hide(_) => "hide",
            Act::Unhide => "unhide",
            Act::Withdraw(_) => "withdraw",
        }
    }

    /// Whether it is the author's.
    pub fn is_authors(&self) -> bool {
        matches!(self, Act::Complete(_) | Act::Withdraw(_))
    }
}

/// Why an act is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It does not follow the state in which the proposal is.
    Not(State),
    /// The decision says no day by which it is done.
    NoDay,
    /// No department stands behind the decision.
    NoDepartment,
}

impl State {
    /// Whether everybody may read it.
    pub fn is_public(self) -> bool {
        matches!(
            self,
            State::Published
                | State::Assigned
                | State::Adopted
                | State::Partly
                | State::NotAdopted
                | State::Transferred
        )
    }

    /// Whether the city has answered.
    pub fn is_decided(self) -> bool {
        matches!(self, State::Adopted | State::Partly | State::NotAdopted | State::Transferred)
    }

    /// Whether the city's answer is still to come.
    pub fn is_open(self) -> bool {
        matches!(self, State::Submitted | State::Supplement | State::Published | State::Assigned)
    }

    /// Whether it can be supported.
    pub fn takes_support(self) -> bool {
        matches!(self, State::Published | State::Assigned)
    }
}

impl Outcome {
    /// All of them, in the order of the buttons.
    pub const ALL: [Outcome; 4] = [Outcome::Adopted, Outcome::Partly, Outcome::NotAdopted, Outcome::Transferred];

    /// The state that it leads to.
    pub fn state(self) -> State {
        match self {
            Outcome::Adopted => State::Adopted,
            Outcome::Partly => State::Partly,
            Outcome::NotAdopted => State::NotAdopted,
            Outcome::Transferred => State::Transferred,
        }
    }

    /// Whether something will be done, so that a day belongs to it.
    pub fn has_day(self) -> bool {
        matches!(self, Outcome::Adopted | Outcome::Partly)
    }
}

/// The state after an act. `before` is where a hidden proposal goes back to.
pub fn next(state: State, before: Option<State>, act: &Act) -> Result<State, Problem> {
    use State::{Assigned, Hidden, Published, Returned, Submitted, Supplement, Withdrawn};
    match (act, state) {
        (Act::Publish, Submitted) => Ok(Published),
        (Act::Ask(_), Submitted) => Ok(Supplement),
        (Act::Complete(_), Supplement) => Ok(Submitted),
        (Act::Return(_), Submitted | Supplement) => Ok(Returned),
        (Act::Assign(_), Published | Assigned) => Ok(Assigned),
        (Act::Decide(decision), Published | Assigned) => decided(decision),
        (Act::Mend(_, decision), state) if state.is_decided() => decided(decision),
        (Act::Unpublish(_), Published | Assigned) => Ok(Submitted),
        (Act::Hide(_), state) if state.is_public() => Ok(Hidden),
        (Act::Unhide, Hidden) => Ok(before.unwrap_or(Published)),
        (Act::Withdraw(_), state) if state.is_open() => Ok(Withdrawn),
        (Act::Withdraw(_), Hidden) if before.is_some_and(State::is_open) => Ok(Withdrawn),
        (_, state) => Err(Problem::Not(state)),
    }
}

fn decided(decision: &Decision) -> Result<State, Problem> {
    if decision.outcome.has_day() != decision.planned_on.is_some() {
        return Err(Problem::NoDay);
    }
    Ok(decision.outcome.state())
}

/// The proposal after an act.
pub fn apply(proposal: &Proposal, act: &Act, now: Moment, preset: &Preset) -> Result<Proposal, Problem> {
    let today = local_day(now, preset);
    let mut after = proposal.clone();
    after.state = next(proposal.state, proposal.before, act)?;
    after.revision += 1;
    after.before = None;
    match act {
        Act::Publish => after.published_at = proposal.published_at.or(Some(now)),
        Act::Ask(words) => {
            let last = today + Days::new(preset.periods.supplement_days.into());
            after.question = Some(words.ko.clone());
            after.addition = None;
            after.asked_at = Some(now);
            after.supplement_by = Some(last);
            after.remind_at = remind_at(today, last, preset);
        }
        Act::Complete(addition) => {
            let asked = proposal.asked_at.map_or(today, |at| local_day(at, preset));
            after.addition = Some(addition.clone());
            after.answer_by = due_after_pause(proposal.answer_by, asked, today, preset);
        }
        Act::Assign(department) => after.department = Some(department.clone()),
        Act::Decide(decision) | Act::Mend(_, decision) => {
            after.decided_at = Some(now);
            after.decision_ko = Some(decision.words.ko.clone());
            after.decision_en = decision.words.en.clone();
            after.planned_on = decision.planned_on;
            after.department = decision.department.clone().or(after.department);
            if after.department.is_none() {
                return Err(Problem::NoDepartment);
            }
        }
        Act::Unpublish(_) => {
            after.published_at = None;
            after.department = None;
        }
        Act::Hide(_) => after.before = Some(proposal.state),
        Act::Return(_) | Act::Unhide | Act::Withdraw(_) => {}
    }
    if after.state != State::Supplement {
        (after.asked_at, after.supplement_by, after.remind_at) = (None, None, None);
    }
    Ok(after)
}

/// The day of the answer when the clock stood from `asked` to `answered`: the days waited for the
/// author do not count (decree art. 6).
pub fn due_after_pause(due: NaiveDate, asked: NaiveDate, answered: NaiveDate, preset: &Preset) -> NaiveDate {
    let waited = u64::try_from((answered - asked).num_days()).unwrap_or(0);
    if waited == 0 { due } else { preset.next_working_day(due + Days::new(waited)) }
}

/// Nine in the morning of the day before the last; none if that day has begun.
fn remind_at(today: NaiveDate, last: NaiveDate, preset: &Preset) -> Option<Moment> {
    let day = last.pred_opt().filter(|day| *day > today)?;
    let local = day.and_time(NaiveTime::from_hms_opt(REMIND_HOUR, 0, 0)?);
    Some(preset.zone.from_local_datetime(&local).earliest()?.with_timezone(&Utc).into())
}

/// The local calendar day of a moment.
pub fn local_day(at: Moment, preset: &Preset) -> NaiveDate {
    at.utc().with_timezone(&preset.zone).date_naive()
}

/// Whether somebody may correct what was done: their own, or as one who corrects others.
pub fn may_correct(role: Option<Role>, own: bool) -> bool {
    role.is_some_and(|role| own || role >= Role::Coordinator)
}

/// Whether a shared place lies in or near the city.
pub fn in_reach(preset: &Preset, north: f64, east: f64) -> bool {
    let (city_north, city_east) = preset.centre;
    (north - city_north).abs() <= REACH_DEGREES && (east - city_east).abs() <= REACH_DEGREES * 1.25
}

/// The number of supporters that was just reached, if it is one to tell of.
pub fn milestone(supports: i64, preset: &Preset) -> Option<i64> {
    preset.supports.milestones.iter().map(|reached| i64::from(*reached)).find(|reached| *reached == supports)
}

/// What is wrong with a text's length: over by so much, or too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Fewer letters than needed, or no letters at all.
    Short,
    /// So many letters, so many too many.
    Long(usize, usize),
}

/// Whether a text is as long as it should be and says something.
pub fn fits(words: &str, chars: &RangeInclusive<usize>) -> Result<(), Length> {
    let length = text::chars(words);
    if length > *chars.end() {
        return Err(Length::Long(length, length - chars.end()));
    }
    if length < *chars.start() || !text::has_words(words) {
        return Err(Length::Short);
    }
    Ok(())
}

/// A title from the first clause of what is wrong; none if that is too short for one.
pub fn suggested_title(problem: &str) -> Option<String> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | ',' | '\u{3002}' | '\u{ff0c}');
    let clause = problem.split(ends).map(str::trim).find(|clause| text::chars(clause) >= *TITLE_CHARS.start())?;
    let title = text::cut(clause, *TITLE_CHARS.end());
    fits(&title, &TITLE_CHARS).is_ok().then_some(title)
}

#[cfg(test)]
mod tests;
