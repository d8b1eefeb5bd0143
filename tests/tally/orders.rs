//! Ranked votes of PrefLib against pref_voting: the pairwise table and everything made of it,
//! Schulze with both strengths, instant run-off round by round.

use std::collections::BTreeMap;

use madang::poll::voting::result::Pairwise;
use madang::poll::voting::rule::{Irv, Lowest, Ordered, Plurality, Schulze, Strength, Until};
use madang::poll::voting::{AltId, Contest, Rule, Tally, Urn, tally};
use serde_json::Value;

use crate::data;

fn count(contest: &mut Contest, urn: &Urn, rule: Rule) -> Tally {
    contest.rule = rule;
    tally(contest, std::slice::from_ref(urn)).unwrap()
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a AltId>) -> Vec<i64> {
    ids.into_iter().map(|id| id.0.parse().unwrap()).collect()
}

fn numbers(values: &Value) -> Vec<i64> {
    values.as_array().unwrap().iter().map(|value| value.as_i64().unwrap()).collect()
}

/// `{"1": 5, ..}` against figures by id.
fn figures<T: ToString>(theirs: &Value, ours: &BTreeMap<AltId, T>) -> bool {
    let theirs = theirs.as_object().unwrap();
    theirs.len() == ours.len()
        && theirs.iter().all(|(id, value)| ours[&AltId(id.clone())].to_string() == format!("{value}"))
}

fn sorted(mut values: Vec<i64>) -> Vec<i64> {
    values.sort_unstable();
    values
}

/// What differs, by the names of the answer.
fn differing(answer: &Value, contest: &mut Contest, urn: &Urn) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut hold = |what: &'static str, right: bool| {
        if !right {
            wrong.push(what);
        }
    };
    let plurality = count(contest, urn, Rule::Plurality(Plurality::default()));
    hold("plurality", figures(&answer["plurality"]["scores"], &plurality.scores));
    let best = numbers(&answer["plurality"]["winners"]);
    hold("plurality winner", ids(&plurality.winners).iter().all(|winner| best.contains(winner)));

    let winning = count(contest, urn, Rule::Schulze(Schulze { strength: Strength::Winning, seats: None }));
    let pairwise = winning.pairwise.as_ref().unwrap();
    pairs(answer, pairwise, &mut hold);
    schulze(&answer["schulze_wv"], &winning, "schulze by winning votes", &mut hold);
    let margins = count(contest, urn, Rule::Schulze(Schulze { strength: Strength::Margins, seats: None }));
    schulze(&answer["schulze_margin"], &margins, "schulze by margins", &mut hold);

    for (rule, key) in
        [(Rule::Copeland(Ordered::default()), "copeland"), (Rule::Borda(Ordered::default()), "borda_sym")]
    {
        let tally = count(contest, urn, rule);
        hold(key, figures(&answer[key]["scores"], &tally.scores));
        hold(key, sorted(ids(&tally.winners)) == sorted(numbers(&answer[key]["winners"])));
    }
    if !answer["irv"].is_null() {
        let irv = count(contest, urn, Rule::Irv(Irv::default()));
        hold("irv", rounds(&answer["irv"], &irv));
        let rule = Irv { until: Until::Last, lowest: Lowest::Lots };
        let last = count(contest, urn, Rule::Irv(rule));
        let left = ids(last.rounds.iter().filter_map(|round| round.eliminated.as_ref()));
        hold("irv to the last", left == numbers(&answer["irv_to_last"]["elimination_order"]));
    }
    wrong
}

fn pairs(answer: &Value, ours: &Pairwise, hold: &mut impl FnMut(&'static str, bool)) {
    if let Some(rows) = answer["pairwise"].as_array() {
        let theirs: Vec<Vec<i64>> = rows.iter().map(numbers).collect();
        hold(
            "pairwise",
            theirs == ours.above.iter().map(|row| row.iter().map(|n| *n as i64).collect()).collect::<Vec<Vec<_>>>(),
        );
    }
    hold("condorcet", ours.condorcet.as_ref().map(|id| id.0.parse().unwrap()) == answer["condorcet_winner"].as_i64());
    hold("smith", sorted(ids(&ours.smith)) == sorted(numbers(&answer["smith_set"])));
    hold("copeland table", figures(&answer["copeland"]["scores"], &ours.copeland));
    hold("borda table", figures(&answer["borda_sym"]["scores"], &ours.borda));
}

fn schulze(theirs: &Value, ours: &Tally, what: &'static str, hold: &mut impl FnMut(&'static str, bool)) {
    hold(what, sorted(ids(&ours.winners)) == sorted(numbers(&theirs["winners"])));
    let pairwise = ours.pairwise.as_ref().unwrap();
    let (numbered, paths) = (ids(&pairwise.ids), pairwise.paths.as_ref().unwrap());
    let mut beaten = Vec::new();
    for (one, row) in numbered.iter().zip(paths) {
        for (place, other) in numbered.iter().enumerate() {
            let back = paths[place][numbered.iter().position(|id| id == one).unwrap()];
            if row[place] > back {
                beaten.push(vec![*one, *other]);
            }
        }
    }
    beaten.sort();
    hold(what, theirs["num_defeats"] == beaten.len());
    // Of the largest files the answers have only how many there are.
    if let Some(defeats) = theirs["defeats"].as_array() {
        let mut wanted: Vec<Vec<i64>> = defeats.iter().map(numbers).collect();
        wanted.sort();
        hold(what, beaten == wanted);
    }
    if !theirs["order"].is_null() {
        hold(what, ids(ours.ranks.iter().map(|rank| &rank.id)) == numbers(&theirs["order"]));
    }
}

/// The table of rounds, all of it.
fn rounds(theirs: &Value, ours: &Tally) -> bool {
    let rounds = theirs["rounds"].as_array().unwrap();
    let same = |(theirs, ours): (&Value, &madang::poll::voting::result::Round)| {
        figures(&theirs["counts"], &ours.votes)
            && format!("{}", theirs["exhausted"]) == ours.exhausted
            && theirs["eliminated"].as_i64() == ours.eliminated.as_ref().map(|id| id.0.parse().unwrap())
    };
    rounds.len() == ours.rounds.len()
        && rounds.iter().zip(&ours.rounds).all(same)
        && ids(&ours.winners) == [theirs["winner"].as_i64().unwrap()]
}

#[test]
fn ranked_votes_are_counted_as_pref_voting_counts_them() {
    let Some(votes) = data::votes() else { return };
    let files = data::files(&votes.join("preflib/data"));
    let (mut held, mut differences) = (0, Vec::new());
    for answer in data::answers(&votes.join("oracles/preflib")) {
        if answer["skipped"].is_string() {
            continue;
        }
        let name = answer["file"].as_str().unwrap();
        let path = files.iter().find(|path| path.file_name().unwrap() == name).unwrap();
        let (mut contest, urn) = data::contest(&data::vote(path));
        let wrong = differing(&answer, &mut contest, &urn);
        if !wrong.is_empty() {
            differences.push(format!("{name}: {wrong:?}"));
        }
        held += 1;
    }
    assert!(held > 100, "the answers were not found");
    assert!(differences.is_empty(), "of {held} files differ:\n{}", differences.join("\n"));
}
