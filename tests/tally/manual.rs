//! The examples of docs/voting.md, counted again. Each is a fenced block `vote`: a rule with its
//! parameters, options, ballots, and after `=>` what the page says comes out.

use std::collections::BTreeMap;

use madang::poll::voting::contest::{Condition, Fraction, Panel, Silent};
use madang::poll::voting::rule::{
    Comparison, Completion, EqualShares, Greedy, Irv, Leftover, Majority, Misfit, Ordered, Plurality, Schulze, Seated,
    Seats, Utility,
};
use madang::poll::voting::{Alternative, Ballot, Ballots, Contest, Kind, Rule, Tally, TieRule, Urn, tally};
use serde_json::Value;

use crate::differences::KNOWN;

fn page() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/voting.md");
    std::fs::read_to_string(path).unwrap()
}

/// The blocks of examples, each with the line that it begins on.
fn examples(page: &str) -> Vec<(usize, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Vec<&str>)> = None;
    for (line, text) in page.lines().enumerate() {
        match (&mut open, text) {
            (None, "```vote") => open = Some((line + 2, Vec::new())),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some((_, lines)), text) => lines.push(text),
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// `a=1 b c=x:2,y:3` as a map; what has no value has an empty one.
fn settings(words: &str) -> BTreeMap<&str, &str> {
    words.split_whitespace().map(|word| word.split_once('=').unwrap_or((word, ""))).collect()
}

fn amounts<T: std::str::FromStr>(words: &str) -> BTreeMap<String, T> {
    let pair = |pair: &str| {
        let (name, amount) = pair.split_once(':').unwrap();
        (name.to_owned(), amount.parse().ok().unwrap())
    };
    words.split(',').map(pair).collect()
}

fn fraction(words: &str) -> Fraction {
    let (num, den) = words.split_once('/').unwrap();
    Fraction { num: num.parse().unwrap(), den: den.parse().unwrap() }
}

fn rule(name: &str, given: &BTreeMap<&str, &str>) -> Rule {
    let seats = match given.get("seats") {
        Some(seats) if seats.contains(':') => Seats::PerCategory(amounts(seats)),
        Some(seats) => Seats::Overall(seats.parse().unwrap()),
        None => Seats::Overall(1),
    };
    let stop = if name == "greedy-no-skip" { Misfit::Stop } else { Misfit::Skip };
    let leftover = if given.contains_key("leftover") { Leftover::Spent } else { Leftover::Kept };
    match name {
        "plurality" => {
            let majority = if given.contains_key("majority") { Majority::OrRunoff } else { Majority::NotNeeded };
            Rule::Plurality(Plurality { majority, ..Plurality::default() })
        }
        "approval" => Rule::Approval(Seated { seats }),
        "score" => Rule::Score(Seated { seats }),
        "points" => Rule::Points(Seated { seats }),
        "irv" => Rule::Irv(Irv::default()),
        "schulze" => Rule::Schulze(Schulze::default()),
        "copeland" => Rule::Copeland(Ordered::default()),
        "borda" => Rule::Borda(Ordered::default()),
        "welfare" => Rule::Welfare,
        "mes" => Rule::Mes(EqualShares {
            completion: match given["completion"] {
                "none" => Completion::None,
                "add1-greedy" => Completion::Add1Greedy,
                other => panic!("{other}"),
            },
            utility: match given.get("utility").copied() {
                None => Utility::Cost,
                Some("cardinality") => Utility::Cardinality,
                Some("points") => Utility::Points,
                Some(other) => panic!("{other}"),
            },
            comparison: match given.contains_key("comparison") {
                true => Comparison::GreedyIfPreferred,
                false => Comparison::Off,
            },
            ..EqualShares::default()
        }),
        greedy if greedy.starts_with("greedy") => Rule::Greedy(Greedy {
            stop,
            leftover,
            threshold: given.get("threshold").map(|least| least.parse().unwrap()),
            exclusive: name == "greedy-exclusive",
            categories: given.get("categories").map(|money| amounts(money)).unwrap_or_default(),
            ..Greedy::default()
        }),
        other => panic!("{other}"),
    }
}

fn kind(rule: &Rule, given: &BTreeMap<&str, &str>, ballot: &str) -> Kind {
    match rule {
        Rule::Plurality(_) => Kind::Single,
        Rule::Score(_) => Kind::Score { max: given["max"].parse().unwrap() },
        _ if ballot.contains(':') => Kind::Points { budget: None, each: None },
        _ if ballot.contains('>') => Kind::Ranked,
        _ => Kind::Approval,
    }
}

fn alternative(number: usize, words: &str) -> Alternative {
    let (id, given) = words.split_once(' ').unwrap_or((words, ""));
    let given = settings(given);
    Alternative {
        cost: given.get("cost").map_or(0, |cost| cost.parse().unwrap()),
        categories: given.get("category").iter().map(|name| (**name).to_owned()).collect(),
        group: given.get("group").map(|group| (*group).to_owned()),
        ..Alternative::new(id, number as u64 + 1)
    }
}

fn ballot(contest: &Contest, words: &str) -> Ballot {
    let place = |id: &str| contest.place(id).unwrap_or_else(|| panic!("{id} is no option"));
    match words {
        "-" => Ballot::Blank,
        _ if words.contains('>') => Ballot::order(&words.split('>').map(place).collect::<Vec<_>>()),
        _ if words.contains(':') => {
            let points: BTreeMap<String, u32> = amounts(words);
            Ballot::Points(points.iter().map(|(id, points)| (place(id), *points)).collect())
        }
        _ => Ballot::Set(words.split(',').map(place).collect()),
    }
}

/// Reads an example: the contest, its urns, and what is said of the result.
fn read<'a>(lines: &[&'a str]) -> (Contest, Vec<Urn>, Vec<&'a str>) {
    let after = |word: &str| lines.iter().filter_map(|line| line.strip_prefix(word)).collect::<Vec<&str>>();
    let named = after("rule ")[0];
    let (name, given) = named.split_once(' ').unwrap_or((named, ""));
    let given = settings(given);
    let alternatives = after("option ").iter().enumerate().map(|(number, words)| alternative(number, words)).collect();
    let cast: Vec<(u64, &str)> = lines
        .iter()
        .filter_map(|line| line.split_once(" x "))
        .map(|(count, ballot)| (count.parse().unwrap(), ballot))
        .collect();
    let rule = rule(name, &given);
    let mut contest = Contest::new(alternatives, kind(&rule, &given, cast[0].1), rule);
    if after("kind ") == ["knapsack"] {
        contest.ballot.kind = Kind::Knapsack;
    }
    contest.budget = after("budget ").first().map(|budget| budget.parse().unwrap());
    contest.roll = after("roll ").first().map(|roll| roll.parse().unwrap());
    contest.ties = if given.get("ties") == Some(&"l") { TieRule::L } else { TieRule::Vc };
    contest.conditions = after("condition turnout ").iter().map(|part| Condition::Turnout(fraction(part))).collect();
    let panel = |words: &&str| {
        let (name, weight) = words.split_once(' ').unwrap();
        Panel { name: name.to_owned(), weight: fraction(weight), roll: None, silent: Silent::Void }
    };
    contest.panels = after("panel ").iter().map(panel).collect();
    let mut urns: BTreeMap<&str, Ballots> = BTreeMap::new();
    for (count, words) in cast {
        let (words, panel) = words.split_once(" by ").unwrap_or((words, ""));
        let ballot = ballot(&contest, words);
        assert_eq!(madang::poll::voting::check(&contest, &ballot), Ok(()), "{words}");
        assert!(urns.entry(panel).or_default().push(&ballot, count));
    }
    let urn = |(panel, ballots): (&str, Ballots)| Urn { panel: panel.to_owned(), ballots, ..Urn::default() };
    (contest, urns.into_iter().map(urn).collect(), after("=> "))
}

/// Whether the result is what is said of it.
fn holds(tally: &Tally, said: &str) -> bool {
    let json: Value = serde_json::from_str(&tally.to_json()).unwrap();
    let (what, value) = said.split_once(' ').unwrap_or((said, ""));
    let ids = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect::<Vec<_>>().join(" ");
    match what {
        "winners" => ids(&mut tally.winners.iter().map(|id| &id.0)) == value,
        "order" => ids(&mut tally.ranks.iter().map(|rank| &rank.id.0)) == value,
        "scores" => {
            let ours: Vec<String> = tally.scores.iter().map(|(id, score)| format!("{} {score}", id.0)).collect();
            ours.join(", ") == value
        }
        pointer => match json.pointer(pointer) {
            Some(Value::String(text)) => text == value,
            Some(other) => format!("{other}") == value,
            None => false,
        },
    }
}

#[test]
fn every_example_comes_out_as_the_page_says() {
    let page = page();
    let mut rules: Vec<&str> = Vec::new();
    for (line, block) in examples(&page) {
        let (contest, urns, said) = read(&block);
        let tally = tally(&contest, &urns).unwrap_or_else(|unfit| panic!("line {line}: {unfit}"));
        assert!(!said.is_empty(), "line {line}: nothing is said");
        for said in said {
            assert!(holds(&tally, said), "line {line}: not so: {said}\n{}", tally.to_json());
        }
        rules.push(contest.rule.name());
    }
    let missing: Vec<&str> = Rule::all().iter().map(Rule::name).filter(|name| !rules.contains(name)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn the_page_lists_every_difference_and_no_other() {
    let page = page();
    let sources = ["equalshares.net", "comparison", "cities"];
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, source, file, what, _, _] = cells[..] else { return None };
        sources.contains(&source).then_some((source, file, what))
    });
    let mut listed: Vec<String> = Vec::new();
    for (source, file, what) in rows {
        let runs: Vec<&str> = if source == "equalshares.net" { what.split(", ").collect() } else { vec![""] };
        listed.extend(runs.iter().map(|run| format!("{source} {}", format!("{file}.pb {run}").trim_end())));
    }
    let mut known: Vec<String> = KNOWN.iter().map(|(source, what, _)| format!("{source} {what}")).collect();
    known.sort();
    listed.sort();
    assert_eq!(listed, known);
}
