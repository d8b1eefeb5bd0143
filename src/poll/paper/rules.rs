//! What is decided about ballots on paper: which figures a station hands in, whether they can be the sum
//! of so many ballots, and what comes out when they are counted with the ballots in the box.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::poll::OptionId;
use crate::poll::proof::rules::evidence::Evidence;
use crate::poll::voting::{Ballots, Beside, Kind, Method, Outcome, Rule, Rules};
use crate::text::figures as figures_of;

/// Most ballots of one station.
pub const BALLOTS_MAX: u64 = 1_000_000;
/// Most ballots of one station where each is typed.
pub const LINES_MAX: u64 = 2_000;

/// In which figures ballots on paper are handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Votes or points for each option.
    Totals,
    /// The sum of marks for each option, and how often it got the best one.
    Marks,
    /// A line for each ballot: nothing less can be counted, or be seen to be valid.
    Lines,
}

impl Form {
    /// That of a poll.
    pub fn of(method: &'static dyn Method, rules: &Rules) -> Form {
        match (method.kind(&rules.terms), method.rule(rules)) {
            (Kind::Single | Kind::Approval, Rule::Plurality(_) | Rule::Approval(_)) => Form::Totals,
            (Kind::Points { .. }, _) => Form::Totals,
            (Kind::Score { .. }, _) => Form::Marks,
            _ => Form::Lines,
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Form::Totals => "totals",
            Form::Marks => "marks",
            Form::Lines => "lines",
        }
    }
}

/// What was counted at a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Ballots in the box.
    pub ballots: u64,
    /// Of them, blank ones.
    pub blank: u64,
    /// Of them, invalid ones.
    pub invalid: u64,
    /// What the others say.
    pub votes: Evidence,
}

impl Sheet {
    /// Ballots that name something.
    pub fn valid(&self) -> u64 {
        self.ballots.saturating_sub(self.blank).saturating_sub(self.invalid)
    }

    /// Ballots that count: those that name something, and the blank ones.
    pub fn counted(&self) -> u64 {
        self.ballots.saturating_sub(self.invalid)
    }

    /// Whether its figures can be of such ballots in that poll.
    pub fn is_sound(&self, method: &'static dyn Method, rules: &Rules) -> bool {
        let parts = self.blank.checked_add(self.invalid).is_some_and(|parts| parts <= self.ballots);
        let blank = self.blank == 0 || rules.terms.blank;
        parts && blank && self.ballots <= BALLOTS_MAX && self.votes.as_ballots(method, rules, self.valid()).is_some()
    }

    /// Two together.
    pub fn plus(&self, other: &Sheet) -> Option<Sheet> {
        Some(Sheet {
            ballots: self.ballots.checked_add(other.ballots)?,
            blank: self.blank.checked_add(other.blank)?,
            invalid: self.invalid.checked_add(other.invalid)?,
            votes: self.votes.clone().plus(other.votes.clone())?,
        })
    }

    /// All of them together; none of none.
    pub fn sum<'a>(sheets: impl IntoIterator<Item = &'a Sheet>) -> Option<Sheet> {
        let mut sheets = sheets.into_iter();
        let first = sheets.next()?.clone();
        sheets.try_fold(first, |sum, sheet| sum.plus(sheet))
    }
}

/// Counts the ballots in the box, and with them those on paper; `onsite` of the former came on site. Nothing
/// if the figures of the latter cannot be of such ballots.
pub fn outcome(
    method: &'static dyn Method,
    rules: &Rules,
    mut cast: Ballots,
    paper: Option<&Sheet>,
    (onsite, roll): (u64, Option<u64>),
) -> Option<Outcome> {
    let mut given = (cast.cast(), cast.blank());
    let mut beside = Beside { onsite, roll, ..Beside::default() };
    if let Some(paper) = paper {
        let ballots = paper.votes.as_ballots(method, rules, paper.valid())?;
        cast.add(&ballots).then_some(())?;
        given = (given.0.checked_add(paper.valid())?, given.1.checked_add(paper.blank)?);
        (beside.paper, beside.paper_blank, beside.paper_invalid) = (paper.ballots, paper.blank, paper.invalid);
    }
    Some(method.outcome(rules, &method.engine(rules, cast), given).beside(rules, &beside))
}

/// What is wrong with figures that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// This line is no figure of an option.
    Unread(String),
    /// There is no option of that number.
    Unknown(i64),
    /// That option has two figures.
    Twice(i64),
    /// That option has none.
    Missing(i64),
    /// One option has more votes than there are ballots.
    Above(i64, u64),
    /// All together are fewer, or more, than so many ballots can give: the sum, the least, the most.
    Sum(u64, u64, u64),
    /// The sum of a field is: its number.
    Field(usize),
    /// The sum and the best marks of an option cannot be of so many ballots.
    Best(i64),
}

/// Reads the figures of a station, a line for each option, or all in one line by registered number; `valid`
/// ballots name something.
pub fn read_figures(
    form: Form,
    method: &'static dyn Method,
    rules: &Rules,
    typed: &str,
    valid: u64,
) -> Result<Evidence, Wrong> {
    let width = if form == Form::Marks { 2 } else { 1 };
    let figures = figures(rules, typed, width)?;
    let kind = method.kind(&rules.terms);
    let sum = figures.values().try_fold(0u64, |sum, figures| sum.checked_add(figures[0])).unwrap_or(u64::MAX);
    let of = |option: &OptionId| figures[&option.0].clone();
    if form == Form::Marks {
        let Kind::Score { max } = kind else { return Err(Wrong::Sum(sum, 0, 0)) };
        let max = u64::from(max);
        for (option, figures) in &figures {
            let (sum, best) = (figures[0], figures[1]);
            let rest = best.checked_mul(max).and_then(|full| sum.checked_sub(full));
            let others = valid.checked_sub(best).map(|others| others.saturating_mul(max.saturating_sub(1)));
            if rest.zip(others).is_none_or(|(rest, others)| rest > others) {
                return Err(Wrong::Best(*option));
            }
        }
        if sum < valid || sum > valid.saturating_mul(max).saturating_mul(rules.options.len() as u64) {
            return Err(Wrong::Sum(sum, valid, valid.saturating_mul(max).saturating_mul(rules.options.len() as u64)));
        }
        let marks = rules.options.iter().map(|option| (option.id, of(&option.id)[0], of(&option.id)[1]));
        return Ok(Evidence::Marks(marks.collect()));
    }
    let (least, most, each) = match kind {
        Kind::Points { budget, .. } => {
            let budget = budget.map_or(u64::MAX, u64::from);
            (1, budget, budget)
        }
        Kind::Single => (1, 1, 1),
        _ => (rules.terms.picks_min as u64, rules.picks as u64, 1),
    };
    let above = figures.iter().find(|(_, figures)| figures[0] > valid.saturating_mul(each));
    if let Some((option, _)) = above {
        return Err(Wrong::Above(*option, valid.saturating_mul(each)));
    }
    let (least, most) = (valid.saturating_mul(least), valid.saturating_mul(most));
    if !(least..=most).contains(&sum) {
        return Err(Wrong::Sum(sum, least, most));
    }
    if each == 1 {
        fields(rules, &figures, valid)?;
    }
    Ok(Evidence::Totals(rules.options.iter().map(|option| (option.id, of(&option.id)[0])).collect()))
}

/// Whether so many ballots can give each field what it got.
fn fields(rules: &Rules, figures: &BTreeMap<i64, Vec<u64>>, valid: u64) -> Result<(), Wrong> {
    for (number, field) in (1usize..).zip(&rules.terms.fields) {
        let own = rules.options.iter().filter(|option| option.field == Some(number));
        let sum: u64 = own.map(|option| figures[&option.id.0][0]).fold(0, u64::saturating_add);
        let most = field.max.map_or(u64::MAX, |max| valid.saturating_mul(max as u64));
        if !(valid.saturating_mul(field.min as u64)..=most).contains(&sum) {
            return Err(Wrong::Field(number));
        }
    }
    Ok(())
}

/// The figures of every option, `width` of each.
fn figures(rules: &Rules, typed: &str, width: usize) -> Result<BTreeMap<i64, Vec<u64>>, Wrong> {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut found: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
    if let ([line], 1) = (lines.as_slice(), width)
        && let Some(numbers) = numbers(line)
        && numbers.len() == rules.options.len()
        && numbers.len() != 2
    {
        return Ok(rules.options.iter().zip(numbers).map(|(option, figure)| (option.id.0, vec![figure])).collect());
    }
    for line in lines {
        let unread = || Wrong::Unread(line.to_owned());
        let numbers = numbers(line).filter(|numbers| numbers.len() == width + 1).ok_or_else(unread)?;
        let option = i64::try_from(numbers[0]).map_err(|_| unread())?;
        if rules.place(OptionId(option)).is_none() {
            return Err(Wrong::Unknown(option));
        }
        if found.insert(option, numbers[1..].to_vec()).is_some() {
            return Err(Wrong::Twice(option));
        }
    }
    match rules.options.iter().find(|option| !found.contains_key(&option.id.0)) {
        Some(option) => Err(Wrong::Missing(option.id.0)),
        None => Ok(found),
    }
}

/// The one number of a line.
pub fn one(typed: &str) -> Option<u64> {
    match numbers(typed)?.as_slice() {
        [number] => Some(*number),
        _ => None,
    }
}

/// The numbers of a line, none of them larger than anything that was counted.
fn numbers(line: &str) -> Option<Vec<u64>> {
    figures_of(line).filter(|numbers| numbers.iter().all(|number| *number <= BALLOTS_MAX * 1_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::Terms;
    use crate::poll::voting::{Approval, Entry, METHODS, Points, Score, Single};

    fn rules(picks: usize) -> Rules {
        let option = |id| Entry { id: OptionId(id), cost: None, field: None };
        let terms = Terms { points: Some(5), ..Terms::default() };
        Rules { options: (1..=3).map(option).collect(), picks, seats: 1, terms }
    }

    fn read(method: &'static dyn Method, typed: &str, valid: u64) -> Result<Evidence, Wrong> {
        let rules = rules(if method.name() == "single" { 1 } else { 2 });
        read_figures(Form::of(method, &rules), method, &rules, typed, valid)
    }

    fn totals(figures: [u64; 3]) -> Result<Evidence, Wrong> {
        Ok(Evidence::Totals((1..).map(OptionId).zip(figures).collect()))
    }

    #[test]
    fn figures_are_read_however_they_are_typed() {
        for typed in
            ["1번 1,200표\n2번 30\n3번 0", "3: 0\n1 = 1200\n2. 30표", "1200 30 0", "１번　１２００\n２번 30\n3번 0표"]
        {
            assert_eq!(read(&Single, typed, 1230), totals([1200, 30, 0]), "{typed}");
        }
    }

    #[test]
    fn figures_that_cannot_be_are_told_why() {
        for (method, typed, valid, wrong) in [
            (&Single as &'static dyn Method, "1번 a", 5, Wrong::Unread("1번 a".into())),
            (&Single, "1 2\n2 2", 5, Wrong::Missing(3)),
            (&Single, "1 2\n1 2\n3 1", 5, Wrong::Twice(1)),
            (&Single, "1 2\n4 2\n3 1", 5, Wrong::Unknown(4)),
            (&Single, "2 2 2", 5, Wrong::Sum(6, 5, 5)),
            (&Single, "6 0 0", 5, Wrong::Above(1, 5)),
            (&Approval, "5 6 0", 5, Wrong::Above(2, 5)),
            (&Approval, "4 0 0", 5, Wrong::Sum(4, 5, 10)),
            (&Approval, "5 5 1", 5, Wrong::Sum(11, 5, 10)),
            (&Points, "25 1 0", 5, Wrong::Sum(26, 5, 25)),
            (&Points, "26 0 0", 5, Wrong::Above(1, 25)),
            (&Score, "1 25 5\n2 4 1\n3 0 0", 5, Wrong::Best(2)),
            (&Score, "1 26 5\n2 0 0\n3 0 0", 5, Wrong::Best(1)),
            (&Score, "1 2 0\n2 0 0\n3 0 0", 5, Wrong::Sum(2, 5, 75)),
        ] {
            assert_eq!(read(method, typed, valid), Err(wrong), "{method:?} {typed}");
        }
        assert_eq!(read(&Approval, "5 5 0", 5), totals([5, 5, 0]));
        assert_eq!(read(&Points, "25 0 0", 5), totals([25, 0, 0]));
        assert!(read(&Score, "1 25 5\n2 9 1\n3 0 0", 5).is_ok());
    }

    /// Whatever is read can be of such ballots: what counts later does not refuse it.
    #[test]
    fn what_is_read_is_sound() {
        for (method, typed, valid) in
            [(&Single as &'static dyn Method, "2 3 0", 5), (&Approval, "5 4 1", 5), (&Score, "1 9 1\n2 7 0\n3 0 0", 5)]
        {
            let votes = read(method, typed, valid).unwrap();
            let sheet = Sheet { ballots: valid + 2, blank: 0, invalid: 2, votes };
            assert!(sheet.is_sound(method, &rules(2)), "{method:?}");
            assert!(!Sheet { blank: 1, ..sheet.clone() }.is_sound(method, &rules(2)), "no blank ones here");
            let twice = Sheet::sum([&sheet, &sheet]).unwrap();
            assert!(twice.is_sound(method, &rules(2)) && twice.valid() == 2 * valid);
        }
    }

    #[test]
    fn lines_are_asked_for_where_nothing_less_counts() {
        let lines: Vec<&str> = METHODS
            .iter()
            .filter(|method| Form::of(**method, &rules(2)) == Form::Lines)
            .map(|method| method.name())
            .collect();
        assert_eq!(lines, ["ranked", "runoff", "knapsack", "shares"]);
    }

    #[test]
    fn paper_and_box_are_counted_together() {
        let rules = rules(1);
        let cast = || (&Single as &'static dyn Method).read(&rules, "1:1 1:1 1:2").unwrap();
        let paper = Sheet { ballots: 6, blank: 0, invalid: 1, votes: totals([0, 1, 4]).unwrap() };
        let told = outcome(&Single, &rules, cast(), Some(&paper), (1, None)).unwrap();
        let votes: Vec<_> = told.ranks.iter().map(|ranked| (ranked.option.0, ranked.votes)).collect();
        assert_eq!(votes, [(3, 4), (1, 2), (2, 2)]);
        assert_eq!((told.ballots, told.participants()), (8, 9));
        let ways = told.ways.unwrap();
        assert_eq!((ways.online, ways.onsite, ways.paper, ways.paper_invalid), (2, 1, 6, 1));
        let alone = outcome(&Single, &rules, cast(), None, (0, None)).unwrap();
        assert_eq!(alone.ways, None, "who came online only needs no such line");
    }
}
