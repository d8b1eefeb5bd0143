//! Ballots as they are stored: registered numbers in one line without blanks, after the letter of
//! their form. `A:1,3` is a set and `1:7` one of a single option, `R:7>3=4>12` an order, `S:3=5,7=2`
//! points, `-` a blank ballot; earlier versions wrote sets without the letter. So a million of them
//! are one text, and are read without a million allocations.

use std::collections::HashMap;

use super::ballot::{Ballots, Form};
use super::contest::{Alt, Contest};

/// Reads ballots of a contest.
pub struct Reader {
    places: HashMap<u64, Alt>,
    form: Form,
    names: Vec<Alt>,
    points: Vec<(Alt, u32)>,
    /// Where each tier ends in `names`.
    tiers: Vec<usize>,
}

impl Reader {
    /// For ballots of the contest's kind, by its registered numbers.
    pub fn new(contest: &Contest) -> Reader {
        let numbers = contest.alternatives.iter().map(|alternative| alternative.number);
        Reader {
            places: numbers.zip(0..).collect(),
            form: Form::of(contest.ballot.kind),
            names: Vec::new(),
            points: Vec::new(),
            tiers: Vec::new(),
        }
    }

    /// All ballots of a text with blanks between them. Nothing if one of them is none.
    pub fn all(&mut self, text: &str) -> Option<Ballots> {
        self.counted(text.split_ascii_whitespace().map(|line| (line, 1)))
    }

    /// These lines, each so many times.
    pub fn counted<'a>(&mut self, lines: impl Iterator<Item = (&'a str, u64)>) -> Option<Ballots> {
        let mut ballots = Ballots::new();
        for (line, count) in lines {
            self.one(line, count, &mut ballots)?;
        }
        Some(ballots)
    }

    fn one(&mut self, line: &str, count: u64, ballots: &mut Ballots) -> Option<()> {
        if line == "-" {
            return ballots.push_set(&[], count).then_some(());
        }
        self.names.clear();
        let taken = match self.form {
            Form::Set => {
                let single = line.strip_prefix("1:").filter(|rest| !rest.contains(','));
                for number in single.or(line.strip_prefix("A:")).unwrap_or(line).split(',') {
                    self.names.push(self.place(number)?);
                }
                ballots.push_set(&self.names, count)
            }
            Form::Points => {
                self.points.clear();
                for pair in line.strip_prefix("S:").unwrap_or(line).split(',') {
                    let (number, points) = pair.split_once(['=', ':'])?;
                    self.points.push((self.place(number)?, points.parse().ok()?));
                }
                ballots.push_points(&self.points, count)
            }
            Form::Ranked => {
                self.tiers.clear();
                for tier in line.strip_prefix("R:").unwrap_or(line).split('>') {
                    for number in tier.split('=') {
                        self.names.push(self.place(number)?);
                    }
                    self.tiers.push(self.names.len());
                }
                let starts = std::iter::once(0).chain(self.tiers.iter().copied());
                let tiers = starts.zip(&self.tiers).map(|(start, end)| &self.names[start..*end]);
                ballots.push_tiers(tiers, count)
            }
        };
        taken.then_some(())
    }

    fn place(&self, number: &str) -> Option<Alt> {
        // `parse` would take a sign.
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        self.places.get(&number.parse().ok().filter(|_| digits)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::voting::{Alternative, Ballot, Kind, Rule};

    fn read(kind: Kind, text: &str) -> Option<Vec<(Ballot, u64)>> {
        let options = (1..=12).map(|number| Alternative::new(&format!("p{number}"), number)).collect();
        let contest = Contest::new(options, kind, Rule::Welfare);
        let ballots = Reader::new(&contest).all(text)?;
        let blank = (ballots.blank() > 0).then(|| (Ballot::Blank, ballots.blank()));
        Some(ballots.iter().map(|given| (given.to_ballot(), given.count)).chain(blank).collect())
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(
            read(Kind::Approval, "1,3 12 - 3,1"),
            Some(vec![(Ballot::Set(vec![0, 2]), 2), (Ballot::Set(vec![11]), 1), (Ballot::Blank, 1),])
        );
        assert_eq!(
            read(Kind::Ranked, "7>3=4>12 7"),
            Some(vec![(Ballot::Ranked(vec![vec![6], vec![2, 3], vec![11]]), 1), (Ballot::Ranked(vec![vec![6]]), 1),])
        );
        assert_eq!(
            read(Kind::Score { max: 5 }, "3:5,7:0 1:2"),
            Some(vec![(Ballot::Points(vec![(2, 5)]), 1), (Ballot::Points(vec![(0, 2)]), 1),])
        );
        assert_eq!(read(Kind::Single, ""), Some(Vec::new()));
    }

    #[test]
    fn the_letter_changes_nothing() {
        for (kind, plain, lettered) in [
            (Kind::Approval, "1,3 12 -", "A:1,3 A:12 -"),
            (Kind::Single, "7 12", "1:7 1:12"),
            (Kind::Ranked, "7>3>12 7", "R:7>3>12 R:7"),
            (Kind::Score { max: 5 }, "3:5,7:2 1:2", "S:3=5,7=2 S:1=2"),
        ] {
            assert_eq!(read(kind, plain), read(kind, lettered), "{lettered}");
        }
    }

    #[test]
    fn what_is_no_ballot_stops_the_reading() {
        for text in ["13", "0", "1,", ",1", "1,x", "+1", "1>2", "1 2 --"] {
            assert_eq!(read(Kind::Approval, text), None, "{text}");
        }
        for (kind, text) in
            [(Kind::Approval, "R:1"), (Kind::Single, "1:1,2"), (Kind::Ranked, "A:1"), (Kind::Ranked, "R:")]
        {
            assert_eq!(read(kind, text), None, "{text}");
        }
        assert_eq!(read(Kind::Score { max: 5 }, "3"), None);
        assert_eq!(read(Kind::Ranked, "1>>2"), None);
    }
}
