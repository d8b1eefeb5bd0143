//! What the bot's polls need of a way to vote: its name, what it asks of a ballot, how it counts
//! and what it says about itself. A method is a line in [`METHODS`]; the engine does the counting.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ballot::{Ballot, Ballots};
use super::check::{Flaw, check};
use super::contest::{Alt, Alternative, Between, Blank, Contest, Kind};
use super::count::tally;
use super::rule::{Plurality, Rule, Seated, Seats};
use super::stored::Reader;
use super::tie::Step;
use crate::poll::{Choices, OptionId};
use crate::t;
use crate::text::Text;

/// Every method that there is.
pub static METHODS: [&dyn Method; 2] = [&Single, &Approval];

/// A way to give votes and to count them.
pub trait Method: Sync {
    /// Its name in the database.
    fn name(&self) -> &'static str;
    /// What the engine counts.
    fn contest(&self, rules: &Rules) -> Contest;
    /// What one has to do, in a sentence.
    fn describe(&self, rules: &Rules) -> Text;
}

impl fmt::Debug for dyn Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl dyn Method {
    /// Whether a ballot is valid. A ballot is refused when it is cast, never repaired later.
    pub fn check(&self, rules: &Rules, choices: &Choices) -> Result<(), Refusal> {
        let places: Option<Vec<Alt>> = choices.iter().map(|option| rules.place(option)).collect();
        let ballot = Ballot::Set(places.ok_or(Refusal::Unknown)?);
        check(&self.contest(rules), &ballot).map_err(|flaw| match flaw {
            Flaw::TooMany { max } => Refusal::TooMany { max },
            Flaw::Empty => Refusal::Empty,
            _ => Refusal::Unknown,
        })
    }

    /// Reads ballots as they are stored, [`Choices::encode`] with a blank between any two. Nothing
    /// if one of them is no ballot of this poll.
    pub fn read(&self, rules: &Rules, stored: &str) -> Option<Ballots> {
        Reader::new(&self.contest(rules)).all(stored)
    }

    /// Counts.
    pub fn tally(&self, rules: &Rules, ballots: Ballots) -> Outcome {
        let contest = self.contest(rules);
        let number = |id: &super::AltId| contest.place(&id.0).map(|place| rules.options[place]);
        let cast = i64::try_from(ballots.cast()).unwrap_or(i64::MAX);
        let mut outcome = Outcome { method: self.name().to_owned(), ballots: cast, ..Outcome::default() };
        // A poll without options has nothing to count; nothing else can be unfit here.
        let Ok(tally) = tally(&contest, &[ballots.into()]) else { return outcome };
        outcome.ranks = tally
            .ranks
            .iter()
            .filter_map(|rank| {
                let (votes, option) = (rank.score.parse().ok()?, number(&rank.id)?);
                Some(Ranked { option, votes, rank: rank.rank, chosen: rank.chosen })
            })
            .collect();
        let seat = tally.ties.iter().find(|tie| tie.step == Step::Seat);
        outcome.decided_by_number = seat.map_or_else(Vec::new, |tie| tie.tied.iter().filter_map(number).collect());
        outcome
    }
}

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn Method> {
    METHODS.into_iter().find(|method| method.name() == name)
}

/// One choice each: the most votes win.
pub struct Single;

impl Method for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn contest(&self, rules: &Rules) -> Contest {
        rules.contest(Kind::Single, 1, Rule::Plurality(Plurality { seats: rules.seats, ..Plurality::default() }))
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-single", options = rules.options.len())
    }
}

/// Several choices each, up to a number, all of the same weight: the most votes win.
pub struct Approval;

impl Method for Approval {
    fn name(&self) -> &'static str {
        "approval"
    }

    fn contest(&self, rules: &Rules) -> Contest {
        rules.contest(Kind::Approval, rules.picks, Rule::Approval(Seated { seats: Seats::Overall(rules.seats) }))
    }

    fn describe(&self, rules: &Rules) -> Text {
        t!("poll-method-approval", options = rules.options.len(), max = rules.picks)
    }
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

impl Rules {
    fn contest(&self, kind: Kind, picks: usize, rule: Rule) -> Contest {
        let alternative = |option: &OptionId| {
            let number = u64::try_from(option.0).unwrap_or(0);
            Alternative::new(&option.0.to_string(), number)
        };
        let mut contest = Contest::new(self.options.iter().map(alternative).collect(), kind, rule);
        contest.ballot.picks = Between { min: 1, max: Some(picks) };
        contest.ballot.blank = Blank::Refused;
        contest
    }

    fn place(&self, option: OptionId) -> Option<Alt> {
        self.options.iter().position(|known| *known == option)
    }
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    fn method(method: &'static dyn Method) -> &'static dyn Method {
        method
    }

    fn count(method: &'static dyn Method, rules: &Rules, ballots: &[Choices]) -> Outcome {
        let stored: Vec<String> = ballots.iter().map(Choices::encode).collect();
        method.tally(rules, method.read(rules, &stored.join(" ")).unwrap())
    }

    fn table(outcome: &Outcome) -> Vec<(i64, i64, usize, bool)> {
        outcome.ranks.iter().map(|ranked| (ranked.option.0, ranked.votes, ranked.rank, ranked.chosen)).collect()
    }

    #[test]
    fn the_most_votes_win_and_equal_votes_share_a_rank() {
        let ballots = [ballot(&[2, 3]), ballot(&[2]), ballot(&[3]), ballot(&[1])];
        let outcome = count(&Approval, &rules(4, 2, 2), &ballots);
        assert_eq!(table(&outcome), [(2, 2, 1, true), (3, 2, 1, true), (1, 1, 3, false), (4, 0, 4, false)]);
        assert!(outcome.decided_by_number.is_empty(), "both of the tied are chosen: nothing was decided");
    }

    #[test]
    fn a_tie_for_the_last_seat_is_decided_by_number_and_reported() {
        let ballots = [ballot(&[3]), ballot(&[1]), ballot(&[2]), ballot(&[2])];
        let outcome = count(&Single, &rules(3, 1, 2), &ballots);
        assert_eq!(table(&outcome), [(2, 2, 1, true), (1, 1, 2, true), (3, 1, 2, false)]);
        assert!(outcome.decided_by_number == [OptionId(1), OptionId(3)]);
    }

    #[test]
    fn what_nobody_chose_is_not_chosen() {
        let outcome = count(&Single, &rules(3, 1, 2), &[]);
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
            assert_eq!(method(&Approval).check(&rules, &ballot(choices)), approval, "{choices:?}");
            assert_eq!(method(&Single).check(&rules, &ballot(choices)), single, "{choices:?}");
        }
    }

    #[test]
    fn what_is_stored_is_read_or_nothing_is_counted() {
        let rules = rules(3, 2, 1);
        assert_eq!(
            method(&Approval).read(&rules, "1,3 2 1,3").map(|ballots| (ballots.cast(), ballots.distinct())),
            Some((3, 2))
        );
        assert_eq!(method(&Approval).read(&rules, "").map(|ballots| ballots.cast()), Some(0));
        for stored in ["4", "1,x", "1,", "1;2", "-1"] {
            assert!(method(&Approval).read(&rules, stored).is_none(), "{stored}");
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
            prop_assert_eq!(count(&Approval, &rules, &ballots), count(&Approval, &rules, &other));
        }

        #[test]
        fn every_vote_is_counted_once_and_no_one_below_beats_a_chosen_one(ballots in ballots(), seats in 1usize..=6) {
            let outcome = count(&Approval, &rules(6, 3, seats), &ballots);
            let given: usize = ballots.iter().map(Choices::len).sum();
            prop_assert_eq!(outcome.ranks.iter().map(|ranked| ranked.votes).sum::<i64>(), given as i64);
            let least = outcome.ranks.iter().filter(|ranked| ranked.chosen).map(|ranked| ranked.votes).min();
            let best = outcome.ranks.iter().filter(|ranked| !ranked.chosen).map(|ranked| ranked.votes).max();
            prop_assert!(least.zip(best).is_none_or(|(least, best)| least >= best));
            prop_assert!(outcome.ranks.iter().filter(|ranked| ranked.chosen).count() <= seats);
        }
    }
}
