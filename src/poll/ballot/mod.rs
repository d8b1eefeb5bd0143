//! A ballot: what somebody chose, and how it is cast without anybody being able to tell whose it is.
//!
//! Turnout (who) and ballots (what) are two tables without a common column. Between them stands
//! the poll's key: from an account it makes the handle under which the ballot lies. So a vote can
//! be changed until the close, and after it, when the key is destroyed, no path is left.

use std::sync::Arc;

use crate::channel::{ChatId, Speaker};
use crate::city::{City, DongCode};
use crate::db::{Announced, Tx};
use crate::person::{Person, PersonId};
use crate::poll::eligible::{self, Admission, Barrier};
use crate::poll::proof::{self, Receipt};
use crate::poll::rules::{self, Door};
use crate::poll::voting::Refusal;
use crate::poll::{OptionId, Poll, PollId, Press, keys};

pub mod booth;
pub mod card;
pub mod choices;
mod marks;
pub mod pages;
pub mod store;
pub mod talk;
pub mod typed;
pub mod words;

pub use choices::Choices;
pub use typed::{told_in, typed};

/// A confirmation carries this many bytes of the fingerprint of what it confirms.
pub(super) const MARK_BYTES: usize = 6;
/// A draft is padded to this before it is encrypted: 60 numbers with their points fit, and its
/// length tells nothing.
const DRAFT_BYTES: usize = 384;

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
        account(&self.channel, self.chat)
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
        let whole = city.keys.fingerprint(poll, "mark", &[self.account().as_bytes(), choices.plain().as_bytes()])?;
        Ok(data_encoding::HEXLOWER.encode(&whole[..MARK_BYTES]))
    }

    /// The receipt of what they have in the box, while that can be told.
    pub async fn receipt(&self, tx: &mut Tx, city: &City, poll: PollId) -> anyhow::Result<Option<Receipt>> {
        proof::receipt_of(tx, city, poll, &self.handle(city, poll)?).await
    }
}

/// What lies in the box under a handle.
#[derive(Debug, Clone)]
pub struct Cast {
    /// What was chosen.
    pub choices: Choices,
    /// The number of its leaf in the log, encrypted under the handles' key; none if it is in no log.
    pub leaf: Option<Vec<u8>>,
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

/// What a press in the booth will look up, if it casts a vote: announced before its batch is handled.
pub fn ahead(city: &City, speaker: &Speaker, press: &Press) -> Vec<Announced> {
    let Press::Cast(poll, _) = press else { return Vec::new() };
    let mut announced: Vec<Announced> = vec![Arc::new(store::DraftOf { poll: *poll, speaker: speaker.clone() })];
    if let Ok(handle) = city.keys.handle(*poll, &account(&speaker.channel, speaker.chat)) {
        announced.push(Arc::new(store::Place { poll: *poll, handle }));
    }
    announced
}

/// How an account is written where handles are made of it.
fn account(channel: &str, chat: ChatId) -> String {
    format!("{channel}:{}", chat.0)
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
        store::take_draft(tx, poll.id, voter).await?;
    }
    Ok(cast)
}

/// The same, by who has looked up the vote that they had cast `before`, and looks after the draft.
pub async fn cast_after(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    voter: &Voter,
    before: Option<&Cast>,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotCast>> {
    let door = rules::door(poll, tx.now);
    if door != Door::Open {
        return Ok(Err(NotCast::Shut(door)));
    }
    let admission = match eligible::may_vote(tx, poll, voter.person, voter.dong.as_ref()).await? {
        Ok(admission) => admission,
        Err(barrier) => return Ok(Err(NotCast::Barred(barrier))),
    };
    if let Err(refusal) = poll.method.check(&poll.rules(), choices) {
        return Ok(Err(NotCast::Invalid(refusal)));
    }
    put_in(tx, city, poll, voter, before, &admission, &voter.channel, choices).await
}

/// Takes the vote of somebody who was admitted at a desk and has none in the box. `through` is the
/// channel that stands in the log.
pub async fn cast_admitted(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    voter: &Voter,
    admission: &Admission,
    through: &str,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotCast>> {
    let door = rules::door(poll, tx.now);
    if door != Door::Open {
        return Ok(Err(NotCast::Shut(door)));
    }
    if let Err(refusal) = poll.method.check(&poll.rules(), choices) {
        return Ok(Err(NotCast::Invalid(refusal)));
    }
    put_in(tx, city, poll, voter, None, admission, through, choices).await
}

/// Puts a ballot that is valid into the box, and into the log.
#[expect(clippy::too_many_arguments, reason = "who, what, where and how: each is needed once")]
async fn put_in(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    voter: &Voter,
    before: Option<&Cast>,
    admission: &Admission,
    through: &str,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotCast>> {
    let handle = voter.handle(city, poll.id)?;
    proof::ready(tx, city, poll).await?;
    let mut replaces = 0;
    if let Some(cast) = before {
        // The same once more is the same vote: nothing new is to be proved.
        if cast.choices == *choices
            && let Some(receipt) = proof::receipt_of(tx, city, poll.id, &handle).await?
        {
            return Ok(Ok(receipt));
        }
        let leaf = match &cast.leaf {
            Some(leaf) => Some(leaf.clone()),
            // It may have got one since: when the log was begun, a moment ago.
            None => store::leaf_of(tx, poll.id, &handle).await?,
        };
        replaces = leaf.map(|leaf| proof::number(city, poll.id, &handle, &leaf)).transpose()?.unwrap_or(0);
    } else {
        if !store::add_turnout(tx, poll.id, voter, city.day(tx.now), admission.gu.as_deref()).await? {
            return Ok(Err(NotCast::Final));
        }
        eligible::admit(tx, city, poll, voter.person, admission).await?;
    }
    let line = choices.line(poll.kind());
    let receipt = proof::append(tx, city, poll, &line, replaces, through).await?;
    let leaf = proof::sealed_number(city, poll.id, &handle, receipt)?;
    match before {
        Some(_) => drop(store::change(tx, poll.id, &handle, line, leaf).await?),
        None => store::add(tx, poll.id, &handle, line, leaf),
    }
    Ok(Ok(receipt))
}

/// The vote that an account has in the box, while it can be found.
pub async fn vote_of(tx: &mut Tx, city: &City, poll: &Poll, voter: &Voter) -> anyhow::Result<Option<Cast>> {
    if poll.key_destroyed_at.is_some() || !city.keys.has(poll.id) {
        return Ok(None);
    }
    let handle = voter.handle(city, poll.id)?;
    store::of(tx, poll.id, handle).await
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
    let sealed = sealed_draft(city, poll, choices)?;
    store::save_draft(tx, poll, person, &sealed).await?;
    Ok(())
}

/// Choices as a draft keeps them: encrypted, and all of one length.
pub fn sealed_draft(city: &City, poll: PollId, choices: &Choices) -> anyhow::Result<Vec<u8>> {
    let plain = format!("{:<DRAFT_BYTES$}", choices.encode());
    city.keys.seal(poll, plain.as_bytes())
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
    fn the_longest_draft_fits_its_padding() {
        let all = (1..=60).map(OptionId);
        for longest in [Choices::order(all.clone()), Choices::points(all.map(|option| (option, 10)))] {
            assert!(longest.encode().len() <= DRAFT_BYTES);
        }
    }
}
