//! What the bot's polls need of a way to vote: its name, what it asks of a ballot, how it counts
//! and what it says about itself. A method is its line in [`METHODS`].

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::poll::{Choices, OptionId};
use crate::t;
use crate::text::Text;

/// Every method that there is.
pub static METHODS: [&dyn Method; 2] = [&Single, &Approval];

/// A way to give votes and to count them.
pub trait Method: Sync {
    /// Its name in the database.
    fn name(&self) -> &'static str;
    /// Whether a ballot is valid. A ballot is refused when it is cast, never repaired later.
    fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal>;
    /// Counts.
    fn tally(&self, rules: &Rules, ballots: &[Choices]) -> Outcome;
    /// What one has to do, in a sentence.
    fn describe(&self, rules: &Rules) -> Text;
}

impl fmt::Debug for dyn Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn Method> {
    METHODS.into_iter().find(|method| method.name() == name)
}

/// What a method has to know of a poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What one can choose, by registered number.
    pub options: Vec<OptionId>,
    /// How many one may choose at most.
    pub picks: usize,
    /// How many are chosen in the end.
    pub seats: usize,
}

/// Why a ballot is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is chosen.
    Empty,
    /// More than `max` are chosen.
    TooMany {
        /// How many may be.
        max: usize,
    },
    /// Something is chosen that is not in this poll.
    Unknown,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The method's name.
    pub method: String,
    /// Ballots counted.
    pub ballots: i64,
    /// The options by votes, and with equal votes by registered number.
    pub ranks: Vec<Ranked>,
    /// Options with equal votes between which the registered number decided who is chosen.
    pub decided_by_number: Vec<OptionId>,
}

/// One option's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The option.
    pub option: OptionId,
    /// Its votes.
    pub votes: i64,
    /// Its rank; options with equal votes share one.
    pub rank: usize,
    /// Whether it is among those chosen.
    pub chosen: bool,
}

/// One choice each.
pub struct Single;

impl Method for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        within(rules, choices, 1)
    }

    fn tally(&self, rules: &Rules, ballots: &[Choices]) -> Outcome {
        by_votes(self, rules, ballots)
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-single", options = rules.options.len())
    }
}

/// Up to so many choices each.
pub struct Approval;

impl Method for Approval {
    fn name(&self) -> &'static str {
        "approval"
    }

    fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        within(rules, choices, rules.picks)
    }

    fn tally(&self, rules: &Rules, ballots: &[Choices]) -> Outcome {
        by_votes(self, rules, ballots)
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-approval", options = rules.options.len(), max = rules.picks)
    }
}

/// Ranks options by the ballots that name them. The first `seats` are chosen, of those that
/// anybody named at all.
fn by_votes(method: &dyn Method, rules: &Rules, ballots: &[Choices]) -> Outcome {
    let mut votes: BTreeMap<OptionId, i64> = rules.options.iter().map(|option| (*option, 0)).collect();
    for option in ballots.iter().flat_map(Choices::iter) {
        if let Some(votes) = votes.get_mut(&option) {
            *votes += 1;
        }
    }
    let mut order: Vec<(OptionId, i64)> = votes.into_iter().collect();
    order.sort_by_key(|(option, votes)| (-votes, *option));
    let ranks: Vec<Ranked> = order
        .iter()
        .enumerate()
        .map(|(place, (option, votes))| Ranked {
            option: *option,
            votes: *votes,
            rank: order.iter().take_while(|(_, more)| more > votes).count() + 1,
            chosen: place < rules.seats && *votes > 0,
        })
        .collect();
    let decided_by_number = split_tie(&ranks);
    Outcome {
        method: method.name().to_owned(),
        ballots: i64::try_from(ballots.len()).unwrap_or(i64::MAX),
        ranks,
        decided_by_number,
    }
}

/// The options of equal votes of which some are chosen and some are not.
fn split_tie(ranks: &[Ranked]) -> Vec<OptionId> {
    let last_in = ranks.iter().rfind(|ranked| ranked.chosen);
    let tied: Vec<&Ranked> = match last_in {
        Some(last) => ranks.iter().filter(|ranked| ranked.votes == last.votes).collect(),
        None => Vec::new(),
    };
    if tied.iter().all(|ranked| ranked.chosen) {
        return Vec::new();
    }
    tied.iter().map(|ranked| ranked.option).collect()
}

/// What every method asks of a ballot: something, not too much, and nothing else than the options.
fn within(rules: &Rules, choices: &Choices, max: usize) -> Result<(), Refusal> {
    if choices.is_empty() {
        return Err(Refusal::Empty);
    }
    if !choices.iter().all(|option| rules.options.contains(&option)) {
        return Err(Refusal::Unknown);
    }
    if choices.len() > max {
        return Err(Refusal::TooMany { max });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules(options: i64, picks: usize, seats: usize) -> Rules {
        Rules { options: (1..=options).map(OptionId).collect(), picks, seats }
    }

    fn ballot(choices: &[i64]) -> Choices {
        choices.iter().copied().map(OptionId).collect()
    }

    fn table(outcome: &Outcome) -> Vec<(i64, i64, usize, bool)> {
        outcome.ranks.iter().map(|ranked| (ranked.option.0, ranked.votes, ranked.rank, ranked.chosen)).collect()
    }

    #[test]
    fn the_most_votes_win_and_equal_votes_share_a_rank() {
        let ballots = [ballot(&[2, 3]), ballot(&[2]), ballot(&[3]), ballot(&[1])];
        let outcome = Approval.tally(&rules(4, 2, 2), &ballots);
        assert_eq!(table(&outcome), [(2, 2, 1, true), (3, 2, 1, true), (1, 1, 3, false), (4, 0, 4, false)]);
        assert!(outcome.decided_by_number.is_empty(), "both of the tied are chosen: nothing was decided");
    }

    #[test]
    fn a_tie_for_the_last_seat_is_decided_by_number_and_reported() {
        let ballots = [ballot(&[3]), ballot(&[1]), ballot(&[2]), ballot(&[2])];
        let outcome = Single.tally(&rules(3, 1, 2), &ballots);
        assert_eq!(table(&outcome), [(2, 2, 1, true), (1, 1, 2, true), (3, 1, 2, false)]);
        assert!(outcome.decided_by_number == [OptionId(1), OptionId(3)]);
    }

    #[test]
    fn what_nobody_chose_is_not_chosen() {
        let outcome = Single.tally(&rules(3, 1, 2), &[]);
        assert!(outcome.ranks.iter().all(|ranked| !ranked.chosen && ranked.votes == 0));
        assert!(outcome.decided_by_number.is_empty());
    }

    #[test]
    fn a_ballot_is_refused_with_the_reason() {
        let rules = rules(3, 2, 1);
        for (choices, approval, single) in [
            (&[][..], Err(Refusal::Empty), Err(Refusal::Empty)),
            (&[1], Ok(()), Ok(())),
            (&[1, 3], Ok(()), Err(Refusal::TooMany { max: 1 })),
            (&[1, 2, 3], Err(Refusal::TooMany { max: 2 }), Err(Refusal::TooMany { max: 1 })),
            (&[4], Err(Refusal::Unknown), Err(Refusal::Unknown)),
            (&[0], Err(Refusal::Unknown), Err(Refusal::Unknown)),
        ] {
            assert_eq!(Approval.check(&rules, &ballot(choices)), approval, "{choices:?}");
            assert_eq!(Single.check(&rules, &ballot(choices)), single, "{choices:?}");
        }
    }

    #[test]
    fn a_method_is_found_by_its_name() {
        for method in METHODS {
            assert_eq!(named(method.name()).map(Method::name), Some(method.name()));
        }
        assert!(named("loudest").is_none());
    }

    fn ballots() -> impl Strategy<Value = Vec<Choices>> {
        let one = proptest::collection::btree_set(1i64..=6, 1..=3);
        proptest::collection::vec(one.prop_map(|set| set.into_iter().map(OptionId).collect()), 0..40)
    }

    proptest! {
        #[test]
        fn the_order_of_ballots_changes_nothing(ballots in ballots(), seats in 1usize..=6, turn in 0usize..40) {
            let mut other = ballots.clone();
            other.reverse();
            let len = other.len().max(1);
            other.rotate_left(turn % len);
            let rules = rules(6, 3, seats);
            prop_assert_eq!(Approval.tally(&rules, &ballots), Approval.tally(&rules, &other));
        }

        #[test]
        fn every_vote_is_counted_once_and_no_one_below_beats_a_chosen_one(ballots in ballots(), seats in 1usize..=6) {
            let outcome = Approval.tally(&rules(6, 3, seats), &ballots);
            let given: usize = ballots.iter().map(Choices::len).sum();
            prop_assert_eq!(outcome.ranks.iter().map(|ranked| ranked.votes).sum::<i64>(), given as i64);
            let least = outcome.ranks.iter().filter(|ranked| ranked.chosen).map(|ranked| ranked.votes).min();
            let best = outcome.ranks.iter().filter(|ranked| !ranked.chosen).map(|ranked| ranked.votes).max();
            prop_assert!(least.zip(best).is_none_or(|(least, best)| least >= best));
            prop_assert!(outcome.ranks.iter().filter(|ranked| ranked.chosen).count() <= seats);
        }
    }
}
