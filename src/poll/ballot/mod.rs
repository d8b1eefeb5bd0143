//! A ballot: what somebody chose, and how it is cast without anybody being able to tell whose it is.
//!
//! Turnout (who) and ballots (what) are two tables without a common column. Between them stands
//! the poll's key: from an account it makes the handle under which the ballot lies. So a vote can
//! be changed until the close, and after it, when the key is destroyed, no path is left.

use std::collections::BTreeSet;
use std::fmt;

use crate::channel::ChatId;
use crate::city::{City, DongCode};
use crate::db::Tx;
use crate::person::{Person, PersonId};
use crate::poll::rules::{self, Barrier, Door};
use crate::poll::voting::Refusal;
use crate::poll::{OptionId, Poll, PollId, keys, proof};
use proof::Receipt;

pub mod card;
pub mod store;
pub mod talk;

/// A confirmation carries this many bytes of the fingerprint of what it confirms.
const MARK_BYTES: usize = 6;
/// A draft is padded to this before it is encrypted: 60 numbers and their commas fit, and its
/// length tells nothing.
const DRAFT_BYTES: usize = 192;

/// What somebody chose. Its `Debug` tells nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Choices(BTreeSet<OptionId>);

impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choices(..)")
    }
}

impl FromIterator<OptionId> for Choices {
    fn from_iter<I: IntoIterator<Item = OptionId>>(options: I) -> Choices {
        Choices(options.into_iter().collect())
    }
}

impl Choices {
    /// Exactly this one.
    pub fn one(option: OptionId) -> Choices {
        Choices([option].into())
    }

    /// Whether it is chosen.
    pub fn has(&self, option: OptionId) -> bool {
        self.0.contains(&option)
    }

    /// With one more.
    pub fn with(mut self, option: OptionId) -> Choices {
        self.0.insert(option);
        self
    }

    /// With one less.
    pub fn without(mut self, option: OptionId) -> Choices {
        self.0.remove(&option);
        self
    }

    /// How many are chosen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The options by number.
    pub fn iter(&self) -> impl Iterator<Item = OptionId> + '_ {
        self.0.iter().copied()
    }

    /// The one way to write it: the numbers in order, `1,3`.
    pub fn encode(&self) -> String {
        self.0.iter().map(|option| option.0.to_string()).collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Choices::encode`] wrote.
    pub fn decode(text: &str) -> Option<Choices> {
        if text.is_empty() {
            return Some(Choices::default());
        }
        let numbers = text.split(',').map(|number| number.parse().map(OptionId));
        numbers.collect::<Result<Choices, _>>().ok()
    }
}

/// Somebody who votes: what the rules have to know of them.
#[derive(Debug, Clone)]
pub struct Voter {
    /// Their number, for the turnout.
    pub person: PersonId,
    /// Their channel and chat: the account that has one ballot, also after leaving and coming back.
    pub channel: String,
    /// Their chat there.
    pub chat: ChatId,
    /// Where they belong.
    pub dong: Option<DongCode>,
}

impl From<&Person> for Voter {
    fn from(person: &Person) -> Voter {
        Voter { person: person.id, channel: person.channel.clone(), chat: person.chat, dong: person.dong.clone() }
    }
}

impl Voter {
    fn account(&self) -> String {
        format!("{}:{}", self.channel, self.chat.0)
    }

    /// The handle under which their ballot lies.
    pub fn handle(&self, city: &City, poll: PollId) -> anyhow::Result<[u8; keys::HANDLE_BYTES]> {
        city.keys.handle(poll, &self.account())
    }

    /// The options in this person's own order; by number once the key is gone.
    pub fn order(&self, city: &City, poll: &Poll) -> Vec<OptionId> {
        let options: Vec<OptionId> = poll.options.iter().map(|option| option.id).collect();
        if poll.key_destroyed_at.is_some() || !city.keys.has(poll.id) {
            return options;
        }
        match city.keys.fingerprint(poll.id, "order", &[self.account().as_bytes()]) {
            Ok(seed) => rules::shuffled(&options, |option| option.0, &seed),
            Err(_) => options,
        }
    }

    /// What a confirmation carries: it fits these choices of this account only, and tells nothing.
    pub fn mark(&self, city: &City, poll: PollId, choices: &Choices) -> anyhow::Result<String> {
        let whole = city.keys.fingerprint(poll, "mark", &[self.account().as_bytes(), choices.encode().as_bytes()])?;
        Ok(data_encoding::HEXLOWER.encode(&whole[..MARK_BYTES]))
    }

    /// The receipt of what they have in the box, while that can be told.
    pub async fn receipt(&self, tx: &mut Tx, city: &City, poll: PollId) -> anyhow::Result<Option<Receipt>> {
        proof::receipt_of(tx, city, poll, &self.handle(city, poll)?).await
    }
}

/// Why a vote was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCast {
    /// No vote counts now.
    Shut(Door),
    /// They may not vote in this poll.
    Barred(Barrier),
    /// The ballot is not valid.
    Invalid(Refusal),
    /// They have voted, and the ballot cannot be found any more to change it.
    Final,
}

/// Takes a vote, or the change of one. One ballot an account, one line of turnout a ballot.
pub async fn cast(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    voter: &Voter,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotCast>> {
    let before = vote_of(tx, city, poll, voter).await?;
    let cast = cast_after(tx, city, poll, voter, before.as_ref(), choices).await?;
    if cast.is_ok() {
        store::take_draft(tx, poll.id, voter.person).await?;
    }
    Ok(cast)
}

/// The same, by who has looked up the vote that they had cast `before`, and looks after the draft.
pub async fn cast_after(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    voter: &Voter,
    before: Option<&Choices>,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotCast>> {
    let door = rules::door(poll, tx.now);
    if door != Door::Open {
        return Ok(Err(NotCast::Shut(door)));
    }
    if let Err(barrier) = rules::may_vote(poll, voter.dong.as_ref()) {
        return Ok(Err(NotCast::Barred(barrier)));
    }
    if let Err(refusal) = poll.method.check(&poll.rules(), choices) {
        return Ok(Err(NotCast::Invalid(refusal)));
    }
    let handle = voter.handle(city, poll.id)?;
    proof::ready(tx, city, poll).await?;
    let mut replaced = None;
    if let Some(cast) = before {
        replaced = proof::receipt_of(tx, city, poll.id, &handle).await?;
        // The same once more is the same vote: nothing new is to be proved.
        if let Some(receipt) = replaced.filter(|_| cast == choices) {
            return Ok(Ok(receipt));
        }
    } else {
        let gu = voter.dong.as_ref().map(DongCode::gu);
        if !store::add_turnout(tx, poll.id, voter, city.day(tx.now), gu).await? {
            return Ok(Err(NotCast::Final));
        }
    }
    let receipt = proof::append(tx, city, poll, &choices.encode(), replaced, &voter.channel).await?;
    let leaf = proof::sealed_number(city, poll.id, &handle, receipt)?;
    match before {
        Some(_) => drop(store::change(tx, poll.id, &handle, choices, leaf).await?),
        None => store::add(tx, poll.id, &handle, choices, leaf),
    }
    Ok(Ok(receipt))
}

/// The vote that an account has in the box, while it can be found.
pub async fn vote_of(tx: &mut Tx, city: &City, poll: &Poll, voter: &Voter) -> anyhow::Result<Option<Choices>> {
    if poll.key_destroyed_at.is_some() || !city.keys.has(poll.id) {
        return Ok(None);
    }
    let handle = voter.handle(city, poll.id)?;
    store::of(tx, poll.id, &handle).await
}

/// Whether somebody has voted: by their account while the key exists, by the turnout after.
pub async fn has_voted(tx: &mut Tx, city: &City, poll: &Poll, voter: &Voter) -> anyhow::Result<bool> {
    let by_account = vote_of(tx, city, poll, voter).await?.is_some();
    Ok(by_account || store::took_part(tx, poll.id, voter.person).await?)
}

/// Keeps choices that are not submitted.
pub async fn keep_draft(
    tx: &mut Tx,
    city: &City,
    poll: PollId,
    person: PersonId,
    choices: &Choices,
) -> anyhow::Result<()> {
    let plain = format!("{:<DRAFT_BYTES$}", choices.encode());
    let sealed = city.keys.seal(poll, plain.as_bytes())?;
    store::save_draft(tx, poll, person, &sealed).await?;
    Ok(())
}

/// Choices that were not submitted.
pub async fn draft_of(tx: &mut Tx, city: &City, poll: PollId, person: PersonId) -> anyhow::Result<Option<Choices>> {
    let Some(sealed) = store::draft(tx, poll, person).await? else { return Ok(None) };
    read_draft(city, poll, &sealed)
}

/// The choices of a draft.
pub fn read_draft(city: &City, poll: PollId, sealed: &[u8]) -> anyhow::Result<Option<Choices>> {
    let plain = city.keys.unseal(poll, sealed)?;
    Ok(std::str::from_utf8(&plain).ok().and_then(|plain| Choices::decode(plain.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_written_one_way_and_never_shown() {
        let choices: Choices = [3, 1, 12, 3].map(OptionId).into_iter().collect();
        assert_eq!(choices.encode(), "1,3,12");
        assert!(Choices::decode("1,3,12").unwrap() == choices);
        assert!(Choices::decode("").unwrap().is_empty());
        assert!(Choices::decode("1,x").is_none());
        assert_eq!(format!("{choices:?} {:?}", OptionId(7)), "Choices(..) OptionId(..)");
    }

    #[test]
    fn the_longest_draft_fits_its_padding() {
        let all: Choices = (1..=60).map(OptionId).collect();
        assert!(all.encode().len() <= DRAFT_BYTES);
    }
}
