//! What can be proved about a poll: a log of what was taken, receipts for who voted, checkpoints that
//! others keep (VOTING: protocol M-1).
//!
//! Every vote that is taken is a leaf of the poll's log, in the transaction that takes it. The leaf's hash
//! is public and its opening is encrypted; the ballot keeps the leaf's number, encrypted too. So the log
//! shows that nothing was removed or changed, and nobody without the keys learns from it what was chosen.

use anyhow::{Context, anyhow};
use chrono::TimeDelta;
use serde::Serialize;

use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::poll::keys::{self, Which};
use crate::poll::{Choices, Poll, PollId, ballot, life};

pub mod card;
pub mod due;
mod file;
pub mod filing;
pub mod packed;
pub mod publish;
pub mod rules;
pub mod store;
pub mod talk;
pub mod words;

use rules::bundle::Published;
use rules::leaf::Leaf;
pub use rules::receipt::Receipt;

/// What a poll is published with, so that nobody can choose it afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pledge {
    /// Hours from then on until the salts' key is destroyed too.
    pub audit_hours: u32,
    /// Days after the close until the handles' key is destroyed.
    pub objection_days: u32,
    /// The salts' key's hash.
    pub salts: String,
    /// Who checks its checkpoints: the log's name, the key's number and the key.
    pub verifier: String,
}

impl Pledge {
    /// Those of a new poll, as the city has it. Its keys are there.
    pub fn of(city: &City, poll: PollId) -> anyhow::Result<Pledge> {
        let proof = &city.preset.proof;
        let name = log_name(city, poll)?;
        Ok(Pledge {
            audit_hours: proof.audit_hours,
            objection_days: proof.objection_days,
            salts: city.keys.salts_hash(poll)?,
            verifier: city.keys.signer()?.verifier(&name).text(),
        })
    }
}

/// A log's name, which is its key's name too: `madang/seongnam/4f2a91c0/3`. The third part is the
/// installation.
pub fn log_name(city: &City, poll: PollId) -> anyhow::Result<String> {
    Ok(format!("madang/{}/{}/{}", city.preset.id, city.keys.signer()?.name(), poll.0))
}

/// Until when the key of a poll that is over is kept for objections, as was announced; none if it is not.
pub async fn linked_until(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Option<Moment>> {
    let days = store::begun(tx, poll.id).await?.map_or(0, |begun| begun.objection_days);
    let kept = poll.key_destroyed_at.is_none() && days > 0;
    Ok(kept.then(|| poll.closed_at.unwrap_or(poll.closes_at) + TimeDelta::days(days.into())))
}

/// What is wrong with the keys of polls that are not over: each a sentence for who runs the program.
pub async fn trouble(tx: &mut Tx, city: &City) -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let signer = match city.keys.signer() {
        Ok(signer) => Some(signer),
        Err(error) => {
            wrong.push(format!("{error:#}"));
            None
        }
    };
    for (id, verifier, frozen) in store::running(tx).await? {
        if !city.keys.has(id) {
            wrong.push(format!("{}.key is missing: nobody can vote in poll {}, or change a vote", id.0, id.0));
        }
        // Of a poll from before there were logs, the key was not announced.
        let announced = Published::read(frozen.as_bytes()).map(|poll| poll.salts);
        match city.keys.salts_hash(id) {
            Ok(hash) if announced.is_some_and(|announced| announced != hash) => {
                wrong.push(format!("{}.salt is another key than poll {} was published with", id.0, id.0));
            }
            Ok(_) => {}
            Err(error) => wrong.push(format!("nobody can vote in poll {}: {error:#}", id.0)),
        }
        let name = log_name_of(&verifier);
        let own = signer.as_ref().map(|signer| signer.verifier(name).text() == verifier);
        if own == Some(false) {
            wrong.push(format!("signing.key is another than poll {} was published with: it gets no more seals", id.0));
        }
    }
    Ok(wrong)
}

/// The name in a verifier's text.
fn log_name_of(verifier: &str) -> &str {
    verifier.split('+').next().unwrap_or(verifier)
}

/// Sees to it that a poll has a log. `append` and `receipt_of` count on that.
pub async fn ready(tx: &mut Tx, city: &City, poll: &Poll) -> anyhow::Result<()> {
    match store::open(tx, poll.id).await? {
        true => Ok(()),
        false => begin_late(tx, city, poll).await,
    }
}

/// Writes a vote that is taken into the log; its receipt. `line` is the ballot as it is stored, `replaces` the
/// leaf whose place it takes, or 0.
pub async fn append(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    line: &str,
    replaces: u64,
    channel: &str,
) -> anyhow::Result<Receipt> {
    let number = store::size(tx, poll.id).await? + 1;
    let leaf = Leaf { number, ballot: line.to_owned(), replaces, channel: channel.to_owned() };
    let hash = leaf.hash(&poll.hash, &city.keys.salt(poll.id, leaf.number)?);
    let (about, packed) = (leaf.number.to_be_bytes(), leaf.pack(poll.options.len()));
    let sealed = city.keys.seal_for(poll.id, Which::Salts, &about, &packed)?;
    store::append(tx, poll.id, hash, sealed)?;
    Ok(Receipt { number: leaf.number, hash })
}

/// Begins the log of a poll that was published before there were logs: what lies in the box already comes
/// first, in the order of the handles, which is nobody's.
async fn begin_late(tx: &mut Tx, city: &City, poll: &Poll) -> anyhow::Result<()> {
    city.keys.make_salts(poll.id)?;
    // What was not announced is not done: this key goes at the close, as was said.
    let pledge = Pledge { objection_days: 0, ..Pledge::of(city, poll.id)? };
    let frozen = life::frozen(poll, None)?;
    let told = if keys::hex_hash(frozen.as_bytes()) == poll.hash { frozen } else { String::new() };
    store::begin(tx, poll.id, &told, &pledge).await?;
    store::open(tx, poll.id).await?;
    let cast = ballot::store::unlogged(tx, poll.id).await?;
    let votes = cast.len();
    for (handle, choices) in cast {
        // Earlier versions wrote some ballots without their kind.
        let cast =
            Choices::decode(&choices).with_context(|| format!("poll {} has a ballot that is not one", poll.id.0))?;
        // By which channel it came is not known any more.
        let receipt = append(tx, city, poll, &cast.line(poll.kind()), 0, "").await?;
        if city.keys.has(poll.id) {
            ballot::store::set_leaf(tx, poll.id, &handle, &sealed_number(city, poll.id, &handle, receipt)?).await?;
        }
    }
    tracing::info!(poll.id = poll.id.0, votes, "a poll from before there were logs has one");
    Ok(())
}

/// The number of a ballot's leaf, to be kept with the ballot.
pub fn sealed_number(city: &City, poll: PollId, handle: &[u8], receipt: Receipt) -> anyhow::Result<Vec<u8>> {
    city.keys.seal_for(poll, Which::Handles, handle, &receipt.number.to_be_bytes())
}

/// What [`sealed_number`] sealed.
pub fn number(city: &City, poll: PollId, handle: &[u8], sealed: &[u8]) -> anyhow::Result<u64> {
    let number = city.keys.unseal_for(poll, Which::Handles, handle, sealed)?;
    Ok(u64::from_be_bytes(number.try_into().map_err(|_| anyhow!("a ballot's leaf has no number"))?))
}

/// The receipt of the ballot under a handle, while that can be told.
pub async fn receipt_of(tx: &mut Tx, city: &City, poll: PollId, handle: &[u8]) -> anyhow::Result<Option<Receipt>> {
    let Some(sealed) = ballot::store::leaf_of(tx, poll, handle).await? else { return Ok(None) };
    let number = number(city, poll, handle, &sealed)?;
    let hash = store::hash(tx, poll, number).await?;
    let hash = hash.with_context(|| format!("poll {} has no leaf {number}", poll.0))?;
    Ok(Some(Receipt { number, hash }))
}

/// What a leaf says, while the salts' key is there.
pub async fn opened(tx: &mut Tx, city: &City, poll: PollId, number: u64) -> anyhow::Result<Option<Leaf>> {
    let Some(sealed) = store::opening(tx, poll, number).await? else { return Ok(None) };
    let packed = city.keys.unseal_for(poll, Which::Salts, &number.to_be_bytes(), &sealed)?;
    Leaf::unpack(number, &packed).map(Some).with_context(|| format!("leaf {number} of poll {} is none", poll.0))
}
