//! What one ballot's cells say: ids between commas, points between commas, or an order with `>` and
//! ties with `=`.

use std::collections::HashMap;

use super::ballots::{Kind, Slip};
use super::problem::{Problem, shown};

/// The most points that a ballot may give to one option.
const POINTS_MAX: u32 = 1_000_000_000;

/// Reads one ballot after another, always into the same room.
#[derive(Debug)]
pub struct Marks<'o> {
    kind: Kind,
    places: HashMap<&'o str, u32>,
    names: Vec<u32>,
    points: Vec<u32>,
    tied: Vec<bool>,
    /// The ballot, from 1, that named each option last.
    last_named: Vec<u64>,
    ballots: u64,
    different: usize,
    repeats: Repeats,
}

/// Ballots that name an option more than once.
#[derive(Debug, Default)]
struct Repeats {
    ballots: u64,
    first_line: u64,
}

impl<'o> Marks<'o> {
    /// For ballots of a kind that name these options.
    pub fn new(kind: Kind, ids: &'o [String]) -> Marks<'o> {
        Marks {
            kind,
            places: ids.iter().map(String::as_str).zip(0..).collect(),
            names: Vec::new(),
            points: Vec::new(),
            tied: Vec::new(),
            last_named: vec![0; ids.len()],
            ballots: 0,
            different: 0,
            repeats: Repeats::default(),
        }
    }

    /// A ballot as `.pb` has it: ids, and as many points, between commas.
    pub fn list(&mut self, vote: &str, points: &str, line: u64) -> Result<(), Problem> {
        self.begin();
        for id in between(vote, ',') {
            self.name(id, false, line)?;
        }
        if self.kind.has_points() {
            for mark in between(points, ',') {
                let mark = mark.parse().ok().filter(|mark| *mark <= POINTS_MAX).ok_or_else(|| {
                    Problem::at(line, format!("{} are no points: whole numbers from 0 to {POINTS_MAX}", shown(mark)))
                })?;
                self.points.push(mark);
            }
        }
        self.end(line)
    }

    /// A ballot as our own tables have an order: `7>3=2>12`.
    pub fn order(&mut self, vote: &str, line: u64) -> Result<(), Problem> {
        self.begin();
        for tier in between(vote, '>') {
            let mut tied = false;
            for id in tier.split('=') {
                self.name(id.trim(), tied, line)?;
                tied = true;
            }
        }
        self.end(line)
    }

    /// A ballot as PrefLib has it: `3,1,{2,4}`, options by their number. Of categories (`first`)
    /// only the first tier counts.
    pub fn tiers(&mut self, vote: &str, first_only: bool, line: u64) -> Result<(), Problem> {
        self.begin();
        let refused = |why: &str| Err(Problem::at(line, format!("{} is no order: {why}", shown(vote))));
        let mut rest = vote.trim();
        let mut is_first = true;
        while !rest.is_empty() {
            let (tier, after) = match rest.strip_prefix('{') {
                Some(open) => match open.split_once('}') {
                    Some(parts) => parts,
                    None => return refused("a { is never closed"),
                },
                None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
            };
            if tier.trim().is_empty() && !rest.starts_with('{') {
                return refused("it has an empty place");
            }
            if is_first || !first_only {
                let mut tied = false;
                for id in between(tier, ',') {
                    self.name(id, tied && !first_only, line)?;
                    tied = true;
                }
            }
            is_first = false;
            let after = after.trim_start();
            rest = match after.strip_prefix(',') {
                Some(more) if !more.trim().is_empty() => more.trim_start(),
                Some(_) => return refused("it ends with a comma"),
                None if after.is_empty() => after,
                None => return refused("a comma is missing"),
            };
        }
        self.end(line)
    }

    /// What was read last, from so many voters.
    pub fn slip(&self, voters: u64) -> Slip<'_> {
        Slip { names: &self.names, points: &self.points, tied: &self.tied, voters }
    }

    /// How many options the last ballot names, each once.
    pub fn different(&self) -> usize {
        self.different
    }

    /// What to tell of ballots that name an option more than once.
    pub fn note(&self) -> Option<String> {
        let Repeats { ballots, first_line } = self.repeats;
        let subject = if ballots == 1 { "1 ballot names".to_owned() } else { format!("{ballots} ballots name") };
        let note = format!("{subject} an option more than once (the first on line {first_line}); it counts once");
        (ballots > 0).then_some(note)
    }

    fn begin(&mut self) {
        self.ballots += 1;
        self.names.clear();
        self.points.clear();
        self.tied.clear();
    }

    fn name(&mut self, id: &str, tied: bool, line: u64) -> Result<(), Problem> {
        let Some(place) = self.places.get(id) else {
            let what = if id.is_empty() {
                "a ballot has an empty place between its commas".to_owned()
            } else {
                format!("a ballot names {}, which is not among the options", shown(id))
            };
            return Err(Problem::at(line, what));
        };
        self.names.push(*place);
        self.tied.push(tied);
        Ok(())
    }

    fn end(&mut self, line: u64) -> Result<(), Problem> {
        if self.kind.has_points() && self.points.len() != self.names.len() {
            let (names, points) = (self.names.len(), self.points.len());
            return Err(Problem::at(line, format!("a ballot names {names} options, but gives points {points} times")));
        }
        if self.kind == Kind::ChooseOne && self.names.len() > 1 {
            return Err(Problem::at(line, format!("a choose-1 ballot names {} options", self.names.len())));
        }
        self.different = 0;
        for place in &self.names {
            let last = &mut self.last_named[*place as usize];
            self.different += usize::from(*last != self.ballots);
            *last = self.ballots;
        }
        if self.different < self.names.len() {
            self.repeats.ballots += 1;
            if self.repeats.ballots == 1 {
                self.repeats.first_line = line;
            }
        }
        Ok(())
    }
}

/// The parts of a list, without the blanks around them; none of an empty one.
fn between(list: &str, sign: char) -> impl Iterator<Item = &str> {
    let list = list.trim();
    list.split(sign).map(str::trim).skip(usize::from(list.is_empty()))
}

#[cfg(test)]
mod tests;
