//! A result as a clerk reads it in a terminal, in such detail that the count can be followed by
//! hand: what the figures mean, every round, every pair, what each project lacked. The words are
//! in `locales/*/count.ftl`.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::Vote;
use crate::poll::voting::result::{Marks, Rank};
use crate::poll::voting::{AltId, Contest, Kind, Rule, Tally};
use crate::t;
use crate::text::Text;

mod budget;
mod figures;
mod grid;
mod pairs;
mod rounds;
mod ties;
pub mod words;

use self::grid::{Side, grid, padded};
use self::ties::{shared, tied};
pub use self::words::Words;

/// So much of a name is shown.
const NAME_CHARS_MAX: usize = 60;

/// The whole result.
pub fn table(words: &Words, vote: &Vote, contest: &Contest, tally: &Tally) -> String {
    let shown = Shown { words, vote, contest, tally };
    let parts = [shown.facts(), shown.ranks(), shown.rounds(), shown.pairs()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What is shown, and in which words.
struct Shown<'s> {
    words: &'s Words,
    vote: &'s Vote,
    contest: &'s Contest,
    tally: &'s Tally,
}

impl Shown<'_> {
    fn say(&self, text: &Text) -> String {
        self.words.say(text)
    }

    /// What holds for the whole, a line each.
    fn facts(&self) -> String {
        let (tally, rule) = (self.tally, self.tally.rule.as_str());
        let count = |number: u64| figures::number(&number.to_string());
        let (ballots, blank) = (count(tally.turnout.ballots), count(tally.turnout.blank));
        let mut lines = vec![
            (t!("count-label-rule"), t!("count-rule", rule = rule)),
            (t!("count-label-ballots"), t!("count-ballots", ballots = ballots, blank = blank)),
        ];
        lines.extend(self.money());
        lines.push((t!("count-label-winners"), self.winners()));
        lines.extend(tally.ties.iter().map(|tie| (t!("count-label-tie"), tied(tie))));
        lines.extend(tally.shared.iter().map(|place| (t!("count-label-tie"), shared(place))));
        lines.push((t!("count-label-score"), t!("count-score-meaning", what = self.what_counts())));
        let lines: Vec<(String, String)> =
            lines.iter().map(|(label, words)| (self.say(label), self.say(words))).collect();
        let width = lines.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
        let mut out = String::new();
        for (label, words) in lines {
            let _ = writeln!(out, "{}  {words}", padded(&label, Side::Left, width));
        }
        out
    }

    /// What scores are made of, as the texts know it.
    fn what_counts(&self) -> &str {
        let kind = self.contest.ballot.kind;
        match &self.contest.rule {
            Rule::Approval(_) | Rule::Points(_) | Rule::Greedy(_) | Rule::Mes(_) | Rule::Welfare => match kind {
                Kind::Ranked => "places",
                Kind::Score { .. } | Kind::Points { .. } => "points",
                Kind::Single | Kind::Approval | Kind::Knapsack => "ballots",
            },
            _ => &self.tally.rule,
        }
    }

    fn winners(&self) -> Text {
        match (&self.tally.winners[..], &self.tally.runoff) {
            ([], Some([one, other])) => t!("count-runoff", one = id(one), other = id(other)),
            ([], None) => t!("count-nobody"),
            (winners, _) => t!("count-words", words = list(winners)),
        }
    }

    /// The table of all, in their order.
    fn ranks(&self) -> String {
        let column = |name: Text, side| (self.say(&name), side);
        let mut head = vec![
            column(t!("count-column-rank"), Side::Right),
            column(t!("count-column-id"), Side::Left),
            column(t!("count-column-score"), Side::Right),
        ];
        if self.has_marks() {
            head.push(column(t!("count-column-top"), Side::Right));
            head.push(column(t!("count-column-scorers"), Side::Right));
            head.push(column(t!("count-column-mean"), Side::Right));
        }
        for name in self.other_figures() {
            head.push(column(name, Side::Right));
        }
        if self.tally.spending.is_some() {
            head.push(column(t!("count-column-cost"), Side::Right));
        }
        head.push(column(t!("count-column-result"), Side::Left));
        head.push(column(t!("count-column-name"), Side::Left));
        let rows: Vec<Vec<String>> = self.tally.ranks.iter().map(|rank| self.row(rank)).collect();
        grid(&head, &rows)
    }

    fn row(&self, rank: &Rank) -> Vec<String> {
        let mut row = vec![rank.rank.to_string(), id(&rank.id), figures::number(&rank.score)];
        if self.has_marks() {
            let marks = self.tally.marks.iter().find(|marks| marks.id == rank.id);
            row.extend(marks.map_or_else(|| vec![String::new(); 3], in_numbers));
        }
        row.extend(self.other_figures_of(&rank.id));
        match self.project(&rank.id) {
            Some(project) => row.extend([figures::money(&project.cost), self.say(&self.fate(project))]),
            None if rank.chosen => row.push(self.say(&t!("count-wins"))),
            None => row.push(String::new()),
        }
        row.push(self.contest.place(&rank.id.0).map_or_else(String::new, |place| self.name(place)));
        row
    }

    fn has_marks(&self) -> bool {
        !self.tally.marks.is_empty()
    }

    fn name(&self, place: usize) -> String {
        let name = self.vote.options.name(place);
        if name == self.vote.options.ids[place] { String::new() } else { cut(name) }
    }
}

/// The marks of one: how many are the best, who gave any, their mean.
fn in_numbers(marks: &Marks) -> Vec<String> {
    let mean = marks.mean.as_deref().map_or_else(String::new, figures::number);
    vec![figures::number(&marks.top.to_string()), figures::number(&marks.scorers.to_string()), mean]
}

fn id(id: &AltId) -> String {
    cut(&id.0)
}

fn list(ids: &[AltId]) -> String {
    ids.iter().map(id).collect::<Vec<_>>().join(", ")
}

/// Words on one line, and not too many.
fn cut(words: &str) -> String {
    let mut short: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(NAME_CHARS_MAX).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
