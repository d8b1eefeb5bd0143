//! Pairs in words: the table of them, who beats all others or the circle at the top, and by
//! Schulze's rule the strongest chains.

use super::grid::{Side, grid};
use super::{Shown, figures, id, list};
use crate::poll::voting::AltId;
use crate::poll::voting::result::Pairwise;
use crate::t;
use crate::text::Text;

/// A table with more columns is not shown: `--json` has it.
const OPTIONS_SHOWN_MAX: usize = 20;

impl Shown<'_> {
    /// Columns that every ranked result has beside its own score.
    pub(super) fn other_figures(&self) -> Vec<Text> {
        match &self.tally.pairwise {
            Some(_) => {
                let all = [("copeland", t!("count-column-copeland")), ("borda", t!("count-column-borda"))];
                all.into_iter().filter(|(rule, _)| *rule != self.tally.rule).map(|(_, name)| name).collect()
            }
            None => Vec::new(),
        }
    }

    /// Their cells of one option.
    pub(super) fn other_figures_of(&self, one: &AltId) -> Vec<String> {
        let Some(pairs) = &self.tally.pairwise else { return Vec::new() };
        let all = [("copeland", &pairs.copeland), ("borda", &pairs.borda)];
        let cell =
            |figure: Option<&i64>| figure.map_or_else(String::new, |figure| figures::number(&figure.to_string()));
        all.into_iter().filter(|(rule, _)| *rule != self.tally.rule).map(|(_, of)| cell(of.get(one))).collect()
    }

    /// The pairs, and what follows from them.
    pub(super) fn pairs(&self) -> String {
        let Some(pairs) = self.tally.pairwise.as_ref().filter(|_| self.tally.turnout.ballots > 0) else {
            return String::new();
        };
        let mut out = self.say(&top(pairs)) + "\n";
        if pairs.ids.len() > OPTIONS_SHOWN_MAX {
            out += &(self.say(&t!("count-pairs-many", options = pairs.ids.len())) + "\n");
            return out;
        }
        out += &(self.say(&t!("count-pairs")) + "\n");
        out += &square(&pairs.ids, &pairs.above);
        if let Some(paths) = &pairs.paths {
            out += &("\n".to_owned() + &self.say(&t!("count-paths")) + "\n");
            out += &square(&pairs.ids, paths);
        }
        out
    }
}

/// Who is above all others.
fn top(pairs: &Pairwise) -> Text {
    match &pairs.condorcet {
        Some(one) => t!("count-condorcet", id = id(one)),
        None => t!("count-circle", ids = list(&pairs.smith)),
    }
}

/// A figure for each pair.
fn square(ids: &[AltId], table: &[Vec<u64>]) -> String {
    let mut head = vec![(String::new(), Side::Left)];
    head.extend(ids.iter().map(|one| (id(one), Side::Right)));
    let row = |(place, one): (usize, &AltId)| {
        let cell = |(other, figure): (usize, &u64)| match other == place {
            true => "-".to_owned(),
            false => figures::number(&figure.to_string()),
        };
        std::iter::once(id(one)).chain(table[place].iter().enumerate().map(cell)).collect()
    };
    let rows: Vec<Vec<String>> = ids.iter().enumerate().map(row).collect();
    grid(&head, &rows)
}
