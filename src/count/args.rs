//! What `madang count` and `madang convert` are asked on the command line. The words of a rule's
//! parameters are the engine's own.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::{amount, show};
use crate::poll::voting::rule::{
    Completion, EqualShares, Greedy, Irv, Ordered, Plurality, Schulze, Seated, Seats, Start, Stop, Strength, Utility,
};
use crate::poll::voting::{Rule, TieRule};
use crate::text::Lang;

/// Counting a file.
#[derive(Debug, Clone, Args)]
pub struct Count {
    /// A file (.pb, .soc, .soi, .toc, .toi, .cat, .csv), or Madang's bundle (a .zip or a folder)
    pub file: PathBuf,
    /// By which rule
    #[arg(long, value_parser = PossibleValuesParser::new(Rule::all().iter().map(Rule::name)))]
    pub rule: String,
    /// What a funded project is worth to its supporter, by mes [default: cost]
    #[arg(long, value_parser = ["cost", "cardinality", "points"])]
    pub utility: Option<String>,
    /// How money is spent that mes leaves over [default: add1-greedy]
    #[arg(long, value_parser = ["none", "greedy", "add1", "add1-greedy"])]
    pub completion: Option<String>,
    /// By how much add1 raises a purse, in units of the currency [default: 1, or more if that would
    /// take too long]
    #[arg(long, value_parser = amount::read, allow_negative_numbers = true)]
    pub increment: Option<i64>,
    /// When add1 ends: before it overspends, or also when nothing fits any more [default: overspend]
    #[arg(long, value_parser = ["overspend", "exhaustive"])]
    pub stop: Option<String>,
    /// The purse that add1 begins with: whole units of the currency, or the exact fraction
    /// [default: whole]
    #[arg(long, value_parser = ["whole", "exact"])]
    pub start: Option<String>,
    /// How strong a pairwise win is, by schulze [default: winning]
    #[arg(long, value_parser = ["winning", "margins"])]
    pub strength: Option<String>,
    /// How many win, by a rule that spends no money [default: 1; by pairs, all that nobody beats]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub seats: Option<u16>,
    /// The money to be spent, in units of the currency [default: what the file says]
    #[arg(long, value_parser = amount::read, allow_negative_numbers = true)]
    pub budget: Option<i64>,
    /// Projects with less support are passed over, by every greedy rule [default: what the file says,
    /// by greedy-threshold and greedy-no-skip]
    #[arg(long)]
    pub threshold: Option<u64>,
    /// What decides between equals: more votes, then the lower cost (vc); the other way round (cv);
    /// the id as text (l)
    #[arg(long, default_value = "vc", value_parser = ["vc", "cv", "l"])]
    pub ties: String,
    /// The result as JSON
    #[arg(long)]
    pub json: bool,
    /// In which language the result is told [default: the terminal's, by LC_ALL, LC_MESSAGES or
    /// LANG; else ko]
    #[arg(long, value_parser = show::words::language)]
    pub language: Option<Lang>,
}

/// Converting a file.
#[derive(Debug, Clone, Args)]
pub struct Convert {
    /// A file (.pb, .soc, .soi, .toc, .toi, .cat, .csv), or Madang's bundle (a .zip or a folder)
    pub from: PathBuf,
    /// What to write; its ending says the format, and a name without an ending is a folder
    pub to: PathBuf,
    /// Write over files that are there
    #[arg(long)]
    pub force: bool,
}

impl Count {
    /// The tie rule.
    pub fn ties(&self) -> anyhow::Result<TieRule> {
        meaning(&self.ties)
    }

    /// The rule with its parameters. What it has no use for is noted.
    pub fn rule(&self, threshold: Option<u64>, notes: &mut Vec<String>) -> anyhow::Result<Rule> {
        let known = Rule::all().into_iter().find(|rule| rule.name() == self.rule);
        let known = known.ok_or_else(|| anyhow::anyhow!("there is no rule {}", self.rule))?;
        let seats = self.seats.map(usize::from);
        let mut used: Vec<&str> = Vec::new();
        let rule = match known {
            Rule::Plurality(rule) => {
                used.push("seats");
                Rule::Plurality(Plurality { seats: seats.unwrap_or(rule.seats), ..rule })
            }
            Rule::Approval(_) | Rule::Score(_) | Rule::Points(_) => {
                used.push("seats");
                let seated = Seated { seats: Seats::Overall(seats.unwrap_or(1)) };
                match known {
                    Rule::Approval(_) => Rule::Approval(seated),
                    Rule::Score(_) => Rule::Score(seated),
                    _ => Rule::Points(seated),
                }
            }
            Rule::Irv(_) => Rule::Irv(Irv::default()),
            Rule::Schulze(_) => {
                used.extend(["seats", "strength"]);
                Rule::Schulze(Schulze { strength: meant::<Strength>(self.strength.as_deref())?, seats })
            }
            Rule::Copeland(_) => {
                used.push("seats");
                Rule::Copeland(Ordered { seats })
            }
            Rule::Borda(_) => {
                used.push("seats");
                Rule::Borda(Ordered { seats })
            }
            Rule::Greedy(greedy) => {
                used.extend(["budget", "threshold"]);
                Rule::Greedy(Greedy { threshold, ..greedy })
            }
            Rule::Mes(_) => {
                let shares = self.equal_shares()?;
                used.extend(["utility", "completion", "budget"]);
                if matches!(shares.completion, Completion::Add1 | Completion::Add1Greedy) {
                    used.extend(["increment", "stop", "start"]);
                }
                Rule::Mes(shares)
            }
            Rule::Welfare => {
                used.push("budget");
                Rule::Welfare
            }
        };
        let unused = self.given().into_iter().filter(|flag| !used.contains(flag));
        notes.extend(unused.map(|flag| format!("--{flag} has no meaning for {}", self.rule)));
        Ok(rule)
    }

    fn equal_shares(&self) -> anyhow::Result<EqualShares> {
        Ok(EqualShares {
            utility: meant::<Utility>(self.utility.as_deref())?,
            completion: meant::<Completion>(self.completion.as_deref())?,
            stop: meant::<Stop>(self.stop.as_deref())?,
            start: meant::<Start>(self.start.as_deref())?,
            increment: self.increment.map(i64::unsigned_abs),
            ..EqualShares::default()
        })
    }

    /// The parameters that were given.
    fn given(&self) -> Vec<&'static str> {
        let all = [
            ("utility", self.utility.is_some()),
            ("completion", self.completion.is_some()),
            ("increment", self.increment.is_some()),
            ("stop", self.stop.is_some()),
            ("start", self.start.is_some()),
            ("strength", self.strength.is_some()),
            ("seats", self.seats.is_some()),
            ("budget", self.budget.is_some()),
            ("threshold", self.threshold.is_some()),
        ];
        all.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag).collect()
    }
}

/// What a word means to the engine; its default where nothing is said.
fn meant<T: DeserializeOwned + Default>(word: Option<&str>) -> anyhow::Result<T> {
    word.map_or_else(|| Ok(T::default()), meaning)
}

fn meaning<T: DeserializeOwned>(word: &str) -> anyhow::Result<T> {
    Ok(serde_json::from_value(json!(word))?)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        count: Count,
    }

    fn asked(line: &str) -> Count {
        Line::try_parse_from(["count", "x.pb"].into_iter().chain(line.split_whitespace())).unwrap().count
    }

    fn threshold(rule: &Rule) -> Option<u64> {
        if let Rule::Greedy(greedy) = rule { greedy.threshold } else { None }
    }

    #[test]
    fn every_rule_and_every_word_has_a_meaning() {
        for rule in Rule::all() {
            let mut notes = Vec::new();
            assert_eq!(
                asked(&format!("--rule {}", rule.name())).rule(threshold(&rule), &mut notes).unwrap().name(),
                rule.name()
            );
            assert!(notes.is_empty());
        }
        for words in [
            "--utility cost --completion none --stop overspend --start whole",
            "--utility cardinality --completion greedy --stop exhaustive --start exact",
            "--utility points --completion add1 --increment 12.5",
            "--completion add1-greedy",
        ] {
            let asked = asked(&format!("--rule mes {words}"));
            let rule = asked.rule(None, &mut Vec::new()).unwrap();
            let Rule::Mes(shares) = rule else { panic!("{rule:?}") };
            assert_eq!(shares.increment, asked.increment.map(|_| 1_250));
        }
        for ties in ["vc", "cv", "l"] {
            asked(&format!("--rule irv --ties {ties}")).ties().unwrap();
        }
        let asked = asked("--rule schulze --strength margins --seats 2");
        let expected = Rule::Schulze(Schulze { strength: Strength::Margins, seats: Some(2) });
        assert_eq!(asked.rule(None, &mut Vec::new()).unwrap(), expected);
    }

    #[test]
    fn a_parameter_without_a_meaning_is_noted() {
        let mut notes = Vec::new();
        asked("--rule greedy --utility cost --strength margins").rule(None, &mut notes).unwrap();
        assert_eq!(notes, ["--utility has no meaning for greedy", "--strength has no meaning for greedy"]);
    }
}
