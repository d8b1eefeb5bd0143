//! The rounds of an instant run-off in words: who had how many votes, who left and why, and where
//! those votes went.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::grid::{Side, padded};
use super::ties::decider;
use super::{Shown, figures, id};
use crate::poll::voting::AltId;
use crate::poll::voting::result::Round;
use crate::poll::voting::tie::{Step, Tie};
use crate::t;
use crate::text::Text;

/// So many rounds are told, the last ones: of those before, `--json` tells.
const ROUNDS_SHOWN_MAX: usize = 40;
/// So many are told of a round, the strongest.
const VOTES_SHOWN_MAX: usize = 20;

impl Shown<'_> {
    /// Each round in two lines.
    pub(super) fn rounds(&self) -> String {
        let rounds = &self.tally.rounds;
        let before = rounds.len().saturating_sub(ROUNDS_SHOWN_MAX);
        let mut lines = Vec::new();
        if before > 0 {
            lines.push((String::new(), self.say(&t!("count-rounds-before", rounds = before))));
        }
        for (place, round) in rounds.iter().enumerate().skip(before) {
            lines.push((self.say(&t!("count-round", number = place + 1)), self.votes(round, place)));
            let next = rounds.get(place + 1);
            let end = match &round.eliminated {
                Some(leaving) => self.leaves(leaving, place + 1, next.map(|next| self.moved(round, next))),
                None => self.ends(round),
            };
            lines.push((String::new(), self.say(&end)));
        }
        let width = lines.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
        let mut out = String::new();
        for (label, words) in lines {
            let _ = writeln!(out, "{}  {words}", padded(&label, Side::Left, width));
        }
        out
    }

    /// Who has how many, and how many count for nobody.
    fn votes(&self, round: &Round, before: usize) -> String {
        let mut votes: Vec<(&AltId, i128)> = round.votes.iter().map(|(id, votes)| (id, amount(votes))).collect();
        votes.sort_by_key(|(_, votes)| -votes);
        let more = votes.len().saturating_sub(VOTES_SHOWN_MAX);
        let mut said: Vec<String> = votes.iter().take(VOTES_SHOWN_MAX).map(|(id, votes)| figure(id, *votes)).collect();
        if more > 0 {
            said.push(self.say(&t!("count-more", more = more)));
        }
        // Of very many the engine tells only what has changed.
        if votes.len() + before < self.contest.len() {
            said.push(self.say(&t!("count-as-before")));
        }
        let exhausted = amount(&round.exhausted);
        if exhausted > 0 {
            said.push(self.say(&t!("count-exhausted", votes = grouped(exhausted))));
        }
        said.join(", ")
    }

    /// Where votes went between two rounds.
    fn moved(&self, round: &Round, next: &Round) -> String {
        let mut gains: Vec<(AltId, i128)> = next.gained.iter().map(|(id, votes)| (id.clone(), amount(votes))).collect();
        gains.sort_by_key(|(_, votes)| -votes);
        let more = gains.len().saturating_sub(VOTES_SHOWN_MAX);
        let gained = |(one, votes): &(AltId, i128)| format!("{} +{}", id(one), grouped(*votes));
        let mut said: Vec<String> = gains.iter().take(VOTES_SHOWN_MAX).map(gained).collect();
        if more > 0 {
            said.push(self.say(&t!("count-more", more = more)));
        }
        // Fewer than before where ties of an import are resolved.
        let exhausted = amount(&next.exhausted) - amount(&round.exhausted);
        if exhausted != 0 {
            let sign = if exhausted > 0 { "+" } else { "" };
            said.push(self.say(&t!("count-exhausted-by", votes = format!("{sign}{}", grouped(exhausted)))));
        }
        said.join(", ")
    }

    /// Who leaves, why, and where the votes go.
    fn leaves(&self, leaving: &AltId, number: usize, moved: Option<String>) -> Text {
        let tie = self.tally.ties.iter().find(|tie| tie.step == Step::Elimination(number));
        let why = match tie {
            Some(Tie { tied, rule, unnamed, .. }) => {
                t!("count-leaves-tied", count = tied.len() + unnamed, rule = decider(*rule))
            }
            None => t!("count-leaves-fewest"),
        };
        match moved.filter(|moved| !moved.is_empty()) {
            Some(moved) => t!("count-leaves", id = id(leaving), why = why, moved = moved),
            None => t!("count-leaves-empty", id = id(leaving), why = why),
        }
    }

    /// How the last round ends.
    fn ends(&self, round: &Round) -> Text {
        let Some(winner) = self.tally.winners.first() else { return t!("count-round-nobody") };
        let all = i128::from(self.tally.turnout.ballots) - amount(&round.exhausted);
        let votes = round.votes.get(winner).map_or(0, |votes| amount(votes));
        if votes * 2 > all {
            t!("count-round-majority", id = id(winner), votes = grouped(votes), all = grouped(all))
        } else {
            t!("count-round-left", id = id(winner))
        }
    }
}

fn figure(one: &AltId, votes: i128) -> String {
    format!("{}: {}", id(one), grouped(votes))
}

/// Votes are whole numbers.
fn amount(votes: &str) -> i128 {
    votes.parse().unwrap_or_default()
}

fn grouped(votes: i128) -> String {
    figures::number(&votes.to_string())
}
