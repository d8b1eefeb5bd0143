//! A trial before a poll is published: invented voters vote, and the result is shown as it will look.
//! Nothing of it is kept, neither ballots nor count, and the same plan gives the same trial each time.
//!
//! Some options are liked more than others, so that there are winners; nothing else is meant by it.

use sha2::{Digest, Sha256};

use crate::bot::Card;
use crate::city::City;
use crate::poll::voting::{Beside, Kind, Outcome, Rules};
use crate::poll::{Candidate, Choices, OptionId, Poll, areas, chart, places, result};
use crate::t;
use crate::text::Lang;

/// How many people are invented.
pub const VOTERS: usize = 200;
/// One in so many casts a blank ballot, where that can be.
const BLANK_IN: u64 = 25;
/// Nobody marks more than this: the count is tried, not the patience of the voters.
const MARKS_MAX: usize = 8;

/// The result of a trial as it will look, in words and as a picture; nothing if no ballot could be filled in.
pub fn show(city: &City, poll: &Poll, lang: Lang) -> anyhow::Result<Option<(Card, Vec<u8>)>> {
    let Some(outcome) = outcome(poll) else { return Ok(None) };
    // Where nobody has to say where they belong, the real result may know of nobody either.
    let known = poll.needs_dong || !poll.area.is_empty() || !poll.eligible.ties.is_empty();
    let places = known.then(|| t!("poll-desk-turnout", lines = places::show(city, &cells(city, poll)).0));
    let card = result::whole(poll, &outcome, lang).maybe(places).before(t!("poll-trial", voters = VOTERS));
    Ok(Some((card, chart::draw(poll, &outcome)?)))
}

/// Where they are said to come from: alike from every gu that may vote.
fn cells(city: &City, poll: &Poll) -> Vec<(Option<String>, i64)> {
    let may = |code: &str| areas::touches(&poll.area, code);
    let among = city.preset.districts.iter().filter(|gu| may(&gu.code)).count().max(1);
    let mut left = VOTERS;
    let mut count = |code: &str| {
        let some = if may(code) { VOTERS.div_ceil(among).min(left) } else { 0 };
        left -= some;
        i64::try_from(some).unwrap_or(0)
    };
    city.preset.districts.iter().map(|gu| (Some(gu.code.clone()), count(&gu.code))).collect()
}

/// What comes out when the invented voters vote.
pub fn outcome(poll: &Poll) -> Option<Outcome> {
    let rules = poll.rules();
    let mut dice = Dice::of(poll);
    let taste = Taste::of(&poll.options, &mut dice);
    let lines: Vec<String> = (0..VOTERS)
        .filter_map(|_| ballot(poll, &rules, &taste, &mut dice))
        .map(|choices| choices.line(poll.kind()))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let told = poll.method.tally(&rules, poll.method.read(&rules, &lines.join(" "))?);
    // Everybody who has a code has come.
    Some(told.beside(&rules, &Beside { roll: Some(VOTERS as u64), ..Beside::default() }))
}

/// A valid ballot of one invented voter.
fn ballot(poll: &Poll, rules: &Rules, taste: &Taste, dice: &mut Dice) -> Option<Choices> {
    if rules.terms.blank && dice.roll(BLANK_IN) == 0 {
        return Some(Choices::Blank);
    }
    let least = rules.terms.picks_min.max(1);
    let most = poll.picks.min(poll.options.len()).min(MARKS_MAX).max(least);
    let wanted = match poll.kind() {
        Kind::Single => 1,
        Kind::Approval | Kind::Ranked => least + dice.below(most - least + 1),
        Kind::Knapsack | Kind::Score { .. } | Kind::Points { .. } => 1 + dice.below(poll.options.len().min(MARKS_MAX)),
    };
    let mut choices = Choices::Nothing;
    for option in needed_first(poll, taste.order(dice)) {
        let valid = poll.method.check(rules, &choices).is_ok();
        if valid && choices.len() >= wanted {
            break;
        }
        let more = marked(poll.kind(), choices.clone(), option, dice);
        if poll.method.fits(rules, &more).is_ok() {
            choices = more;
        }
    }
    poll.method.check(rules, &choices).is_ok().then_some(choices)
}

/// One option more.
fn marked(kind: Kind, choices: Choices, option: OptionId, dice: &mut Dice) -> Choices {
    match kind {
        Kind::Score { max } => choices.giving(option, 1 + u32::try_from(dice.roll(max.into())).unwrap_or(0)),
        Kind::Points { .. } => choices.giving(option, 1 + u32::try_from(dice.roll(3)).unwrap_or(0)),
        Kind::Ranked if choices.is_empty() => Choices::order([option]),
        _ => choices.with(option),
    }
}

/// What a field needs comes before what one likes.
fn needed_first(poll: &Poll, order: Vec<OptionId>) -> Vec<OptionId> {
    let mut need: Vec<usize> = poll.terms.fields.iter().map(|field| field.min).collect();
    let mut is_needed = |option: &OptionId| {
        let field = poll.option(*option).and_then(|option| option.field);
        match field.and_then(|field| need.get_mut(field.checked_sub(1)?)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    };
    let (needed, rest): (Vec<OptionId>, Vec<OptionId>) = order.into_iter().partition(|option| is_needed(option));
    needed.into_iter().chain(rest).collect()
}

/// How much each option is liked.
struct Taste(Vec<(OptionId, u64)>);

impl Taste {
    fn of(options: &[Candidate], dice: &mut Dice) -> Taste {
        Taste(options.iter().map(|option| (option.id, 1 + dice.roll(9))).collect())
    }

    /// The options as one voter likes them: what is liked more is earlier more often.
    fn order(&self, dice: &mut Dice) -> Vec<OptionId> {
        let mut left = self.0.clone();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let mut at = dice.roll(left.iter().map(|(_, weight)| weight).sum());
            let place = left.iter().position(|(_, weight)| match at.checked_sub(*weight) {
                Some(rest) => {
                    at = rest;
                    false
                }
                None => true,
            });
            order.push(left.remove(place.unwrap_or(0)).0);
        }
        order
    }
}

/// Numbers that look like chance and are the same for the same poll.
struct Dice {
    seed: [u8; 32],
    thrown: u64,
}

impl Dice {
    fn of(poll: &Poll) -> Dice {
        let mut hash = Sha256::new_with_prefix("madang-trial-1\n").chain_update(&poll.question.ko);
        for option in &poll.options {
            hash = hash.chain_update("\n").chain_update(&option.title.ko);
        }
        Dice { seed: hash.finalize().into(), thrown: 0 }
    }

    /// From 0 to less than `below`; 0 where that is nothing.
    fn roll(&mut self, below: u64) -> u64 {
        self.thrown += 1;
        let hash = Sha256::new_with_prefix(self.seed).chain_update(self.thrown.to_be_bytes()).finalize();
        let number = hash.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        number.checked_rem(below).unwrap_or(0)
    }

    fn below(&mut self, below: usize) -> usize {
        usize::try_from(self.roll(below as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::Words;
    use crate::clock::Moment;
    use crate::poll::voting::METHODS;
    use crate::poll::{Field, Terms};

    fn poll(options: i64) -> Poll {
        let option = |id| {
            let mut option = Candidate::new(OptionId(id), Words::only(format!("option {id}")));
            option.cost = Some(100 * id);
            option
        };
        let question = Words::only("Which first?".to_owned());
        let mut poll = Poll::new(question, (1..=options).map(option).collect(), Moment::from_ms(0), Moment::from_ms(1));
        poll.terms = Terms { budget: Some(1_000), points: Some(5), ..Terms::default() };
        poll
    }

    #[test]
    fn two_hundred_people_vote_by_every_method() {
        for method in METHODS {
            for options in [2, 5, 60] {
                let mut poll = Poll { method, seats: 2, ..poll(options) };
                poll.picks = if matches!(method.name(), "single" | "sides") { 1 } else { poll.options.len() - 1 };
                poll.terms.blank = options == 5;
                let outcome = outcome(&poll).unwrap();
                assert_eq!(outcome.ballots, 200, "{} of {options}", method.name());
                assert_eq!(outcome.blank > 0, options == 5, "{} of {options}", method.name());
                assert!(outcome.ranks.iter().any(|ranked| ranked.chosen), "{} of {options}", method.name());
                assert_eq!(Some(outcome), super::outcome(&poll), "the same again");
            }
        }
    }

    #[test]
    fn limits_of_fields_are_kept_by_who_is_invented() {
        let mut poll = poll(6);
        poll.method = &crate::poll::voting::Approval;
        (poll.picks, poll.seats) = (3, 2);
        let field = |name: &str, min, max| Field { min, max: Some(max), ..Field::new(Words::only(name.to_owned())) };
        poll.terms = Terms { picks_min: 3, fields: vec![field("a", 2, 2), field("b", 0, 1)], ..Terms::default() };
        for option in &mut poll.options {
            option.field = Some(if option.id.0 <= 2 { 1 } else { 2 });
        }
        let outcome = outcome(&poll).unwrap();
        assert_eq!(outcome.ballots, 200);
        let of = |id| outcome.ranks.iter().find(|ranked| ranked.option == OptionId(id)).unwrap().votes;
        assert_eq!((of(1), of(2)), (200, 200));
    }
}
