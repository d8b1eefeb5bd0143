//! City budgets: greedy and Equal Shares against pabutools, the equalshares.net tool, pabulib's
//! checker, and what the cities themselves published. What differs is on the list of
//! `differences.rs`, each with its reason, and nothing else differs.

use std::collections::BTreeSet;
use std::path::Path;

use madang::count::Vote;
use madang::poll::voting::rule::{
    Comparison, Completion, EqualShares, Greedy, GreedyOrder, Misfit, Start, Stop, Utility,
};
use madang::poll::voting::{Contest, Rule, Tally, TieRule, Urn, tally};
use serde_json::Value;

use crate::data;
use crate::differences::Differences;

/// A file as a contest, with the rule to be chosen.
struct Instance {
    name: String,
    vote: Vote,
    contest: Contest,
    urn: Urn,
}

impl Instance {
    fn read(votes: &Path, name: &str) -> Instance {
        let vote = data::vote(&votes.join("pabulib/pb").join(name));
        let (contest, urn) = data::contest(&vote);
        Instance { name: name.to_owned(), vote, contest, urn }
    }

    fn count(&mut self, rule: Rule, ties: TieRule) -> Tally {
        (self.contest.rule, self.contest.ties) = (rule, ties);
        tally(&self.contest, std::slice::from_ref(&self.urn)).unwrap()
    }

    fn winners(&mut self, rule: Rule, ties: TieRule) -> Vec<String> {
        self.count(rule, ties).winners.into_iter().map(|id| id.0).collect()
    }

    /// What the file says was funded.
    fn official(&self) -> BTreeSet<String> {
        let table = &self.vote.options.table;
        let column = table.column("selected").unwrap();
        let selected = |place: &usize| table.cell(*place, column).trim() == "1";
        (0..table.len()).filter(selected).map(|place| self.vote.options.ids[place].clone()).collect()
    }
}

fn list(ids: &Value) -> Vec<String> {
    ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn set(ids: Vec<String>) -> BTreeSet<String> {
    ids.into_iter().collect()
}

/// The rule that pabutools' name means: `greedy[votes*cost]`, `mes[points]/add1+greedy[..]`.
fn named(name: &str, increment: u64) -> Rule {
    let (first, rest) = name.split_once(']').unwrap();
    let (family, satisfaction) = first.split_once('[').unwrap();
    if family == "greedy" {
        let order = if satisfaction.ends_with("*cost") { GreedyOrder::Support } else { GreedyOrder::PerCost };
        return Rule::Greedy(Greedy { order, ..Greedy::default() });
    }
    let utility = match satisfaction {
        "votes*cost" | "points*cost" => Utility::Cost,
        "votes" => Utility::Cardinality,
        "points" => Utility::Points,
        other => panic!("{other}"),
    };
    let completion = match (rest.starts_with("/add1"), rest.contains('+')) {
        (false, false) => Completion::None,
        (false, true) => Completion::Greedy,
        (true, false) => Completion::Add1,
        (true, true) => Completion::Add1Greedy,
    };
    let (stop, start, increment) = (Stop::Exhaustive, Start::Exact, Some(increment * 100));
    Rule::Mes(EqualShares { utility, completion, increment, stop, start, ..EqualShares::default() })
}

#[test]
fn greedy_and_equal_shares_are_what_pabutools_says_in_the_same_order() {
    let Some(votes) = data::votes() else { return };
    let (mut held, mut differences) = (0, Differences::of("pabutools"));
    for folder in ["oracles/pb", "oracles/pb_add1"] {
        for answer in data::answers(&votes.join(folder)) {
            let mut instance = Instance::read(&votes, answer["file"].as_str().unwrap());
            let rules = answer["rules"].as_object().unwrap();
            for (name, theirs) in rules.iter().filter(|(_, theirs)| !theirs["outcome"].is_null()) {
                let rule = named(name, answer["add1_increment"].as_u64().unwrap());
                for (ties, key) in [(TieRule::L, "L"), (TieRule::Vc, "VC"), (TieRule::Cv, "CV")] {
                    let outcome = &theirs["outcome"];
                    let wanted = list(if outcome.is_object() { &outcome[key] } else { outcome });
                    let found = instance.winners(rule.clone(), ties);
                    differences.hold(&format!("{} {name} {key}", instance.name), &found, &wanted);
                    held += 1;
                }
            }
        }
    }
    assert!(held > 5_000, "the answers were not found");
    differences.settle();
}

/// The runs of the equalshares.net tool.
fn run(name: &str, increment: u64) -> EqualShares {
    let raised = |completion, stop, start| EqualShares {
        completion,
        stop,
        start,
        increment: Some(increment * 100),
        ..EqualShares::default()
    };
    match name {
        "none" => EqualShares { completion: Completion::None, ..EqualShares::default() },
        "utilitarian" => EqualShares { completion: Completion::Greedy, ..EqualShares::default() },
        "add1_exhaustive" => raised(Completion::Add1, Stop::Exhaustive, Start::Exact),
        "add1u_exhaustive_integral" => raised(Completion::Add1Greedy, Stop::Exhaustive, Start::Whole),
        "add1_integral" => raised(Completion::Add1, Stop::Overspend, Start::Whole),
        "add1u_integral" => raised(Completion::Add1Greedy, Stop::Overspend, Start::Whole),
        other => panic!("{other}"),
    }
}

#[test]
fn equal_shares_is_what_the_tool_of_equalshares_net_says_where_that_is_exact() {
    let Some(votes) = data::votes() else { return };
    let (mut held, mut differences) = (0, Differences::of("equalshares.net"));
    for folder in ["oracles/pb_equalshares_js", "oracles/pb_equalshares_js_integral"] {
        for answer in data::answers(&votes.join(folder)) {
            let mut instance = Instance::read(&votes, answer["file"].as_str().unwrap());
            let runs = answer["runs"].as_object().unwrap();
            for (name, theirs) in runs.iter().filter(|(_, theirs)| theirs["order"].is_array()) {
                let rule = run(name, answer["increment"].as_u64().unwrap());
                let found = set(instance.winners(Rule::Mes(rule), TieRule::Vc));
                differences.hold(&format!("{} {name}", instance.name), &found, &set(list(&theirs["order"])));
                held += 1;
            }
        }
    }
    assert!(held > 500, "the answers were not found");
    differences.settle();
}

#[test]
fn the_comparison_step_counts_the_same_voters_on_either_side() {
    let Some(votes) = data::votes() else { return };
    let (mut held, mut differences) = (0, Differences::of("comparison"));
    for answer in data::answers(&votes.join("oracles/pb_equalshares_js")) {
        // Voters with projects in both sets, and voters with projects in one only.
        let (both, one) = (&answer["comparison"]["satisfaction"], &answer["comparison"]["exclusionRatio"]);
        if both.is_null() {
            continue;
        }
        let mut instance = Instance::read(&votes, answer["file"].as_str().unwrap());
        let rule = run("add1u_exhaustive_integral", answer["increment"].as_u64().unwrap());
        let rule = EqualShares { comparison: Comparison::GreedyIfPreferred, ..rule };
        let compared = instance.count(Rule::Mes(rule), TieRule::Vc).spending.unwrap().comparison.unwrap();
        let voters = |side: &str| both[side].as_u64().unwrap() + one[side].as_u64().unwrap();
        let wanted = (voters("prefersMES"), voters("prefersGreedy"));
        differences.hold(&instance.name, &(compared.prefer_shares, compared.prefer_greedy), &wanted);
        held += 1;
    }
    assert!(held > 100, "the answers were not found");
    differences.settle();
}

#[test]
fn equal_shares_is_what_the_exact_code_of_pabulibs_checker_says() {
    let Some(votes) = data::votes() else { return };
    let answers = data::answer(&votes.join("oracles/pb_checker_mes_shared.json"));
    let (mut held, mut differences) = (0, Differences::of("checker"));
    for (file, answer) in answers.as_object().unwrap() {
        let mut instance = Instance::read(&votes, file);
        let runs = [("mes", run("none", 1)), ("add1", run("add1_integral", 1))];
        for (name, rule) in runs.into_iter().filter(|(name, _)| answer[name].is_array()) {
            let found = set(instance.winners(Rule::Mes(rule), TieRule::Cv));
            differences.hold(&format!("{file} {name}"), &found, &set(list(&answer[name])));
            held += 1;
        }
    }
    assert!(held > 50, "the answers were not found");
    differences.settle();
}

#[test]
fn what_the_cities_published_is_what_their_rule_gives() {
    let Some(votes) = data::votes() else { return };
    let (mut held, mut differences) = (0, Differences::of("cities"));
    for path in data::files(&votes.join("pabulib/pb")) {
        let mut instance = Instance::read(&votes, path.file_name().unwrap().to_str().unwrap());
        if instance.vote.options.table.column("selected").is_none() {
            continue;
        }
        let threshold = instance.vote.fact("min_project_score_threshold").map(|least| least.parse().unwrap());
        let greedy = |stop, threshold| Rule::Greedy(Greedy { stop, threshold, ..Greedy::default() });
        let rule = match instance.vote.fact("rule").unwrap() {
            "greedy" => greedy(Misfit::Skip, None),
            "greedy-threshold" => greedy(Misfit::Skip, threshold),
            // Gdynia's files name a threshold too.
            "greedy-no-skip" => greedy(Misfit::Stop, threshold),
            // Świecie 2023 and Assen 2024: real elections by Equal Shares.
            "equalshares/add1" => Rule::Mes(run("add1_integral", 1)),
            // Poznań funds like this, and would add the next project if four fifths of it were left.
            // Łódź 2020 is on the list of differences.
            "greedy-custom" => greedy(Misfit::Stop, threshold),
            // `unknown`, and `greedy-exclusive`, which has a test of its own.
            _ => continue,
        };
        let found = set(instance.winners(rule, TieRule::Vc));
        let official = instance.official();
        differences.hold(&instance.name, &found, &official);
        held += 1;
    }
    assert!(held > 200, "the files were not found");
    differences.settle();
}

#[test]
fn of_two_projects_at_one_place_bemowo_built_the_one_with_more_votes() {
    let Some(votes) = data::votes() else { return };
    // The only file by this rule. Which projects exclude each other stands in its comment.
    let mut instance = Instance::read(&votes, "Poland_Warszawa_2022_Bemowo.pb");
    for id in ["773", "153"] {
        let place = instance.contest.place(id).unwrap();
        instance.contest.alternatives[place].group = Some("ul. Konarskiego".to_owned());
    }
    let exclusive = Rule::Greedy(Greedy { exclusive: true, ..Greedy::default() });
    let plain = set(instance.winners(Rule::Greedy(Greedy::default()), TieRule::Vc));
    assert_eq!(set(instance.winners(exclusive, TieRule::Vc)), instance.official());
    assert_ne!(plain, instance.official());
}
