//! Who took part, whether the conditions held, and each panel's and channel's own count. All
//! comparisons are between whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::ballot::Urn;
use super::contest::{Alt, AltId, Condition, Contest};
use super::exact::{fraction, percent};
use super::result::{Checked, Exact, Part, Tally, Turnout};
use super::rule::Rule;
use super::sums::{Sum, Support};

/// Who took part.
pub(super) fn turnout<'a>(roll: Option<u64>, urns: impl IntoIterator<Item = &'a Urn>) -> Turnout {
    let (mut ballots, mut blank) = (0, 0);
    for urn in urns {
        ballots += urn.ballots.cast();
        blank += urn.ballots.blank();
    }
    let participants = ballots + blank;
    Turnout { roll, participants, ballots, blank, percent: roll.map(|roll| percent(participants, roll)) }
}

/// Each condition, held against the figures.
pub(super) fn conditions(contest: &Contest, urns: &[Urn], tally: &Tally) -> Vec<Checked> {
    let winner = tally.winners.first().and_then(|winner| contest.place(&winner.0));
    let support = winner.map(|winner| behind(contest, urns, tally, winner));
    held(&contest.conditions, contest.roll, &tally.turnout, support)
}

/// The same with nothing but the figures; `support` are the ballots behind the first winner.
pub(super) fn held(
    conditions: &[Condition],
    roll: Option<u64>,
    turnout: &Turnout,
    support: Option<u64>,
) -> Vec<Checked> {
    let check = |condition: &Condition| {
        let (have, times, need, of) = match condition {
            Condition::Participants(least) => (Some(turnout.participants), 1, 1, Some(*least)),
            Condition::Turnout(part) => (Some(turnout.participants), part.den, part.num, roll),
            Condition::SupportOfBallots(part) => (support, part.den, part.num, Some(turnout.ballots)),
            Condition::SupportOfRoll(part) => (support, part.den, part.num, roll),
        };
        let figure = |figure: Option<u64>| figure.map_or("?".to_owned(), |figure| figure.to_string());
        let product = |one: u64, other: u64| u128::from(one) * u128::from(other);
        Checked {
            condition: *condition,
            figures: format!("{} * {times} >= {need} * {}", figure(have), figure(of)),
            met: have.zip(of).is_some_and(|(have, of)| product(have, times) >= product(need, of)),
        }
    };
    conditions.iter().map(check).collect()
}

/// Ballots behind a winner. By single choice its first choices; by run-off what counts for it in
/// the last round; by pairs the ballots that rank it above whichever other does best against it:
/// to stand anywhere on a ballot is no support. Otherwise the ballots that name it.
fn behind(contest: &Contest, urns: &[Urn], tally: &Tally, winner: Alt) -> u64 {
    let id = &contest.alternatives[winner].id;
    let sum = match contest.rule {
        Rule::Plurality(_) => Sum::First,
        Rule::Irv(_) => {
            let last = tally.rounds.last().and_then(|round| round.votes.get(id));
            return last.and_then(|votes| votes.parse().ok()).unwrap_or_default();
        }
        Rule::Schulze(_) | Rule::Copeland(_) | Rule::Borda(_) if contest.len() > 1 => {
            let Some(pairs) = &tally.pairwise else { return 0 };
            let Some(row) = pairs.ids.iter().position(|other| other == id) else { return 0 };
            let others = pairs.above[row].iter().enumerate().filter(|(column, _)| *column != row);
            return others.map(|(_, above)| *above).min().unwrap_or_default();
        }
        _ => Sum::Naming,
    };
    u64::try_from(sum.over(urns, contest.len())[winner]).unwrap_or(u64::MAX)
}

/// Each panel's count, with what one of its ballots weighs.
pub(super) fn panels(contest: &Contest, urns: &[Urn], support: &Support) -> Vec<Part> {
    let part = |weighed: &super::sums::Weighed| {
        let own = urns.iter().filter(|urn| urn.panel == weighed.panel.name);
        let each = (weighed.ballots > 0).then(|| (&weighed.weight * fraction(1, weighed.ballots)).to_string());
        Part {
            name: weighed.panel.name.clone(),
            weight: Some(weighed.weight.to_string()),
            ballot_weight: each,
            turnout: turnout(weighed.panel.roll, own),
            scores: scores(contest, &weighed.sums),
        }
    };
    support.panels.iter().map(part).collect()
}

/// Each channel's count, by name.
pub(super) fn channels(contest: &Contest, urns: &[Urn], sum: Sum) -> Vec<Part> {
    let names: BTreeSet<&str> = urns.iter().map(|urn| urn.channel.as_str()).collect();
    let part = |name: &str| {
        let own = urns.iter().filter(|urn| urn.channel == name);
        let sums = sum.over(own.clone(), contest.len());
        let (name, scores) = (name.to_owned(), scores(contest, &sums));
        Part { name, weight: None, ballot_weight: None, turnout: turnout(None, own), scores }
    };
    names.into_iter().map(part).collect()
}

fn scores(contest: &Contest, sums: &[u128]) -> BTreeMap<AltId, Exact> {
    let score = |(alternative, sum): (&super::contest::Alternative, &u128)| (alternative.id.clone(), sum.to_string());
    contest.alternatives.iter().zip(sums).map(score).collect()
}
