//! A member of staff enters what was counted at a station: how many ballots, how many of them are blank or
//! invalid, and what the others say. Figures that cannot be are refused where they are typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rules::{self, BALLOTS_MAX, Form, LINES_MAX, Sheet};
use super::{Filed, STATION_CHARS, SheetId, card, desk, store};
use crate::bot::{Answer, Dialogue, Next, Question, Turn};
use crate::poll::ballot::typed::wanted;
use crate::poll::plan::read;
use crate::poll::proof::rules::evidence::Evidence;
use crate::poll::{Choices, Poll, PollId, card as told, store as polls};
use crate::t;
use crate::text::{Text, marks, same_label};

/// What a station counted, as far as it is entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    poll: i64,
    /// The sheet that it corrects.
    pub(super) replaces: Option<i64>,
    /// The returned sheet that it is made of.
    pub(super) from: Option<i64>,
    /// Where no blank ballots are taken, none is asked for.
    blank_asked: bool,
    step: Step,
    pub(super) station: String,
    ballots: u64,
    blank: u64,
    invalid: u64,
    votes: Option<Evidence>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Station,
    Ballots,
    Blank,
    Invalid,
    Votes,
    Sure,
}

impl Entry {
    /// A new sheet.
    pub fn of(poll: &Poll) -> Entry {
        Entry { poll: poll.id.0, blank_asked: poll.terms.blank, ..Entry::default() }
    }

    /// A correction of a sheet that counts, or of one that was returned.
    pub fn correcting(poll: &Poll, filed: &Filed) -> Entry {
        let (replaces, from) = match filed.state {
            super::State::Confirmed => (Some(filed.id.0), None),
            _ => (filed.replaces.map(|replaces| replaces.0), Some(filed.id.0)),
        };
        let station = filed.station.clone();
        Entry { replaces, from, station, step: Step::Ballots, ..Entry::of(poll) }
    }

    fn valid(&self) -> u64 {
        self.ballots.saturating_sub(self.blank).saturating_sub(self.invalid)
    }

    /// The questions that it needs, in order.
    fn path(&self) -> Vec<Step> {
        let any = self.ballots > 0;
        [
            Some(Step::Station),
            Some(Step::Ballots),
            (any && self.blank_asked).then_some(Step::Blank),
            (any && self.ballots > self.blank).then_some(Step::Invalid),
            (self.valid() > 0).then_some(Step::Votes),
            Some(Step::Sure),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn forward(mut self) -> Entry {
        let path = self.path();
        let at = path.iter().position(|step| *step == self.step).unwrap_or(0);
        self.step = path.get(at + 1).copied().unwrap_or(Step::Sure);
        self
    }

    /// What is handed in; of no ballots, nothing is said.
    fn sheet(&self, poll: &Poll) -> Sheet {
        let none = || {
            let ids = poll.options.iter().map(|option| option.id);
            match Form::of(poll.method, &poll.rules()) {
                Form::Totals => Evidence::Totals(ids.map(|id| (id, 0)).collect()),
                Form::Marks => Evidence::Marks(ids.map(|id| (id, 0, 0)).collect()),
                Form::Lines => Evidence::Ballots(BTreeMap::new()),
            }
        };
        let votes = self.votes.clone().filter(|_| self.valid() > 0).unwrap_or_else(none);
        Sheet { ballots: self.ballots, blank: self.blank, invalid: self.invalid, votes }
    }

    /// Lines of ballots entered so far.
    fn lines(&self) -> u64 {
        match &self.votes {
            Some(Evidence::Ballots(lines)) => lines.values().fold(0, |sum, count| sum.saturating_add(*count)),
            _ => 0,
        }
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, entry: &Entry) -> anyhow::Result<Question> {
    let Some(poll) = polls::poll(turn.tx, PollId(entry.poll)).await? else {
        return Ok(Question::new(t!("poll-gone")));
    };
    let (question, station) = (poll.question.get(turn.lang()), &entry.station);
    Ok(match entry.step {
        Step::Station => Question::new(t!("paper-ask-station", question = question)).free(),
        Step::Ballots => Question::new(t!("paper-ask-ballots", station = station)).free(),
        Step::Blank => Question::new(t!("paper-ask-blank", ballots = entry.ballots)).free(),
        Step::Invalid => Question::new(t!("paper-ask-invalid", ballots = entry.ballots)).free(),
        Step::Votes => {
            let form = Form::of(poll.method, &poll.rules());
            let lines = told::options(&poll, turn.lang());
            let question = Question::new(t!("paper-ask-votes", form = form.name(), valid = entry.valid()))
                .block(t!("poll-lines", lines = lines))
                .free();
            match entry.lines() {
                0 => question,
                done => question
                    .block(t!("paper-lines-so-far", done = done, valid = entry.valid()))
                    .choice("clear", t!("paper-clear-button")),
            }
        }
        Step::Sure => {
            let sheet = entry.sheet(&poll);
            let mut question = Question::new(t!("paper-sure", station = station));
            for block in card::figures(&poll, &sheet, turn.lang()) {
                question = question.block(block);
            }
            question.choice("yes", t!("paper-hand-in-button")).by_word()
        }
    })
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut entry: Entry, answer: Answer) -> anyhow::Result<Next> {
    let Some(poll) = desk::open_poll(turn, PollId(entry.poll)).await? else { return Ok(Next::Done) };
    let taken = match (entry.step, answer) {
        (Step::Station, Answer::Text(typed)) => match read::words(&typed, STATION_CHARS) {
            Ok(station) if is_taken(turn, &poll, &station, &entry).await? => {
                Err(t!("paper-station-taken", station = station))
            }
            Ok(station) => {
                entry.station = station;
                Ok(())
            }
            Err(problem) => Err(problem),
        },
        (Step::Ballots, Answer::Text(typed)) => {
            let most = if Form::of(poll.method, &poll.rules()) == Form::Lines { LINES_MAX } else { BALLOTS_MAX };
            match figure(&typed, most) {
                Ok(ballots) => match super::enough_codes(turn.tx, &poll, ballots, entry.replaces.map(SheetId)).await? {
                    Ok(()) => {
                        (entry.ballots, entry.blank, entry.invalid, entry.votes) = (ballots, 0, 0, None);
                        Ok(())
                    }
                    Err(codes) => Err(t!("paper-more-than-codes", codes = codes)),
                },
                Err(problem) => Err(problem),
            }
        }
        (Step::Blank, Answer::Text(typed)) => figure(&typed, entry.ballots).map(|blank| {
            (entry.blank, entry.invalid, entry.votes) = (blank, 0, None);
        }),
        (Step::Invalid, Answer::Text(typed)) => figure(&typed, entry.ballots - entry.blank).map(|invalid| {
            (entry.invalid, entry.votes) = (invalid, None);
        }),
        (Step::Votes, Answer::Text(typed)) => match Form::of(poll.method, &poll.rules()) {
            Form::Lines => match lines(turn, &poll, &mut entry, &typed) {
                Ok(true) => Ok(()),
                Ok(false) => return Ok(Next::Ask(Dialogue::Paper(entry))),
                Err(problem) => Err(problem),
            },
            form => match rules::read_figures(form, poll.method, &poll.rules(), &typed, entry.valid()) {
                Ok(votes) => {
                    entry.votes = Some(votes);
                    Ok(())
                }
                Err(wrong) => Err(card::wrong(&poll, wrong, turn.lang())),
            },
        },
        (Step::Votes, Answer::Choice(_)) => {
            entry.votes = None;
            return Ok(Next::Ask(Dialogue::Paper(entry)));
        }
        (Step::Sure, Answer::Choice(_)) => return hand_in(turn, &poll, entry).await,
        _ => Err(t!("poll-plan-only-words")),
    };
    Ok(match taken {
        Ok(()) => Next::Ask(Dialogue::Paper(entry.forward())),
        Err(problem) => Next::Again(problem),
    })
}

/// Whether another sheet that is not past has that station.
async fn is_taken(turn: &mut Turn<'_>, poll: &Poll, station: &str, entry: &Entry) -> anyhow::Result<bool> {
    let own = [entry.replaces, entry.from];
    let present = store::present(turn.tx, poll.id).await?;
    Ok(present.iter().any(|filed| !own.contains(&Some(filed.id.0)) && same_label(&filed.station, station)))
}

/// A number from 0 to `most`.
fn figure(typed: &str, most: u64) -> Result<u64, Text> {
    match rules::one(typed) {
        Some(number) if number <= most => Ok(number),
        Some(_) => Err(t!("paper-number-too-large", max = most)),
        None => Err(t!("paper-number", max = most)),
    }
}

/// Takes ballots, one a line; whether all are there.
fn lines(turn: &Turn<'_>, poll: &Poll, entry: &mut Entry, typed: &str) -> Result<bool, Text> {
    let mut known = match entry.votes.take() {
        Some(Evidence::Ballots(lines)) => lines,
        _ => BTreeMap::new(),
    };
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (ballot, count) = times(line);
        let marks = marks(ballot).ok_or_else(|| t!("paper-line-unread", line = line))?;
        let bad = |why: Text| t!("paper-line-bad", line = line, why = why);
        let choices = wanted(poll, &Choices::Nothing, marks).map_err(bad)?;
        if choices == Choices::Blank {
            return Err(t!("paper-line-blank"));
        }
        let checked = poll.method.check(&poll.rules(), &choices);
        checked.map_err(|refusal| bad(told::refused(poll, refusal, turn.lang())))?;
        let own: &mut u64 = known.entry(choices.line(poll.kind())).or_default();
        *own = own.saturating_add(count);
    }
    let valid = entry.valid();
    entry.votes = Some(Evidence::Ballots(known));
    match entry.lines() {
        done if done > valid => Err(t!("paper-lines-too-many", done = done, valid = valid)),
        done => Ok(done == valid),
    }
}

/// `3 > 1 x 12`: the ballot, and how many are like it.
fn times(line: &str) -> (&str, u64) {
    let split = line.rsplit_once(['x', 'X', '×', '*']);
    match split.and_then(|(ballot, count)| Some((ballot.trim(), count.trim().parse().ok()?))) {
        Some((ballot, count @ 1..=LINES_MAX)) => (ballot, count),
        _ => (line, 1),
    }
}

/// Hands it in, if everything still holds at this moment.
async fn hand_in(turn: &mut Turn<'_>, poll: &Poll, entry: Entry) -> anyhow::Result<Next> {
    let sheet = entry.sheet(poll);
    let again = |step| Next::Ask(Dialogue::Paper(Entry { step, ..entry.clone() }));
    if is_taken(turn, poll, &entry.station, &entry).await? {
        turn.say(crate::bot::Card::new(t!("paper-station-taken", station = &entry.station)));
        return Ok(again(Step::Station));
    }
    if !sheet.is_sound(poll.method, &poll.rules()) {
        return Ok(again(Step::Ballots));
    }
    if let Err(codes) = super::enough_codes(turn.tx, poll, sheet.ballots, entry.replaces.map(SheetId)).await? {
        turn.say(crate::bot::Card::new(t!("paper-more-than-codes", codes = codes)));
        return Ok(again(Step::Ballots));
    }
    desk::handed_in(turn, poll, &entry, &sheet).await?;
    Ok(Next::Done)
}

/// The step before.
pub fn back(entry: &Entry) -> Option<Entry> {
    let path = entry.path();
    let at = path.iter().position(|step| *step == entry.step)?;
    let step = path.get(at.checked_sub(1)?).copied()?;
    // Which station is corrected was said by the button.
    let fixed = entry.replaces.is_some() || entry.from.is_some();
    (step != Step::Station || !fixed).then(|| Entry { step, ..entry.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_stand_for_several_ballots() {
        assert_eq!(times("3 > 1"), ("3 > 1", 1));
        assert_eq!(times("3 > 1 x 12"), ("3 > 1", 12));
        assert_eq!(times("3, 1 ×2"), ("3, 1", 2));
        assert_eq!(times("3 x 0"), ("3 x 0", 1));
        assert_eq!(times("3 x"), ("3 x", 1));
    }
}
