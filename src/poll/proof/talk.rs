//! Receipts with citizens: whether a vote is in the log, whether it was written down as it was chosen, and
//! a file that proves it to others.

use std::sync::Arc;

use super::card::{self as look, Standing};
use super::rules::receipt::Asked;
use super::{Receipt, file, opened, receipt_of, store};
use crate::bot::{Card, Press as BotPress, Turn};
use crate::poll::ballot::{self, Voter, talk as booth};
use crate::poll::{Poll, PollId, State, card, eligible, store as polls, talk};
use crate::t;

/// Logs in which a receipt is looked for, the newest first.
const LOGS_MAX: i64 = 40;
/// Votes of one person that are gone through, from the newest back.
const CHANGES_MAX: usize = 500;

/// What a vote was written down as, before one decides whether to have it opened.
pub async fn check(turn: &mut Turn<'_>, id: PollId, number: u64) -> anyhow::Result<()> {
    let Some((poll, _, receipt)) = own(turn, id, number).await? else { return Ok(()) };
    turn.show(look::check(&poll, &receipt, turn.lang()));
    Ok(())
}

/// It stays as it is.
pub async fn keep(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = booth::may_vote(turn, id).await? else { return Ok(()) };
    let voter = Voter::from(&turn.person);
    match receipt_now(turn, &poll, &voter).await? {
        Some(receipt) => {
            let latest = store::latest(turn.tx, id).await?;
            turn.toast(t!("proof-kept"));
            turn.show(ballot::card::done(&poll, &receipt, latest, turn.lang()));
            Ok(())
        }
        None => booth::begin(turn, id).await,
    }
}

/// Opens the leaf of one's vote, which does not count any more then; what was chosen is the draft of the next.
pub async fn reveal(turn: &mut Turn<'_>, id: PollId, number: u64) -> anyhow::Result<()> {
    let Some((poll, voter, receipt)) = own(turn, id, number).await? else { return Ok(()) };
    let handle = voter.handle(turn.city, id)?;
    let leaf = opened(turn.tx, turn.city, id, number).await?;
    let cast = ballot::vote_of(turn.tx, turn.city, &poll, &voter).await?;
    let (Some(leaf), Some(cast)) = (leaf, cast) else {
        turn.toast(t!("proof-check-old"));
        return Ok(());
    };
    turn.seal = Some(id);
    let owner = owner(turn, id, &handle, number)?;
    store::add_challenge(turn.tx, id, number, &owner).await?;
    ballot::store::take_back(turn.tx, id, &handle, turn.person.id).await?;
    if ballot::store::draft(turn.tx, id, turn.person.id).await?.is_none() {
        ballot::keep_draft(turn.tx, turn.city, id, turn.person.id, &cast.choices).await?;
    }
    let text = leaf.text(&poll.hash, &turn.city.keys.salt(id, number)?);
    turn.show(look::revealed(id, &receipt, &text));
    Ok(())
}

/// The poll, the voter and the receipt of what they have in the box, if it is still the one meant; otherwise
/// they are told.
async fn own(turn: &mut Turn<'_>, id: PollId, number: u64) -> anyhow::Result<Option<(Arc<Poll>, Voter, Receipt)>> {
    let Some(poll) = booth::may_vote(turn, id).await? else { return Ok(None) };
    let voter = Voter::from(&turn.person);
    match receipt_now(turn, &poll, &voter).await? {
        Some(receipt) if receipt.number == number => Ok(Some((poll, voter, receipt))),
        other => {
            turn.toast(t!("proof-check-old"));
            if other.is_some() {
                booth::mine(turn, id).await?;
            } else {
                turn.say(ballot::card::not_voted(&poll));
            }
            Ok(None)
        }
    }
}

async fn receipt_now(turn: &mut Turn<'_>, poll: &Poll, voter: &Voter) -> anyhow::Result<Option<Receipt>> {
    if poll.key_destroyed_at.is_some() || !turn.city.keys.has(poll.id) {
        return Ok(None);
    }
    let handle = voter.handle(turn.city, poll.id)?;
    receipt_of(turn.tx, turn.city, poll.id, &handle).await
}

/// Shows that it was this account that had a leaf opened.
fn owner(turn: &Turn<'_>, id: PollId, handle: &[u8], number: u64) -> anyhow::Result<[u8; 32]> {
    turn.city.keys.fingerprint(id, "opened", &[handle, &number.to_be_bytes()])
}

/// Somebody asks for a receipt. That it is in the log is told to everybody; whether it was replaced, only
/// in the chat that cast it.
pub async fn find(turn: &mut Turn<'_>, asked: Option<Asked>) -> anyhow::Result<()> {
    let Some(asked) = asked else {
        turn.say(look::usage());
        return Ok(());
    };
    let mut any = false;
    for id in store::logs(turn.tx, LOGS_MAX).await? {
        let found = store::beginning_with(turn.tx, id, &asked.bytes(), 8).await?;
        for (number, hash) in found.into_iter().filter(|(_, hash)| asked.is(hash)) {
            let Some(poll) = polls::poll(turn.tx, id).await? else { continue };
            // Of a poll that was called off nothing is to be found any more.
            if poll.state == State::Cancelled {
                continue;
            }
            let receipt = Receipt { number, hash };
            let standing = standing(turn, &poll, &receipt).await?;
            let size = store::size(turn.tx, id).await?;
            turn.say(look::found(&poll, &receipt, standing, size, turn.lang()));
            any = true;
        }
        // With the first characters only, another poll may have one too; with all of them none has.
        if any {
            return Ok(());
        }
    }
    match before_logs(turn, &asked).await? {
        Some((poll, receipt)) => {
            let size = store::size(turn.tx, poll.id).await?;
            turn.say(Card::new(t!("proof-from-before")));
            turn.say(look::found(&poll, &receipt, Standing::Counts, size, turn.lang()));
        }
        None => {
            let is_code = match &asked {
                Asked::Begins(letters) => eligible::talk::instead_of_receipt(turn, letters).await?,
                Asked::Whole(_) => false,
            };
            if !is_code {
                turn.say(look::not_found());
            }
        }
    }
    Ok(())
}

/// A number that the asker got for their present vote when there were no logs yet: it was a fingerprint of
/// handle and choices. The receipt that the vote has now.
async fn before_logs(turn: &mut Turn<'_>, asked: &Asked) -> anyhow::Result<Option<(Arc<Poll>, Receipt)>> {
    if !turn.person.is_member() {
        return Ok(None);
    }
    let voter = Voter::from(&turn.person);
    for id in polls::in_state(turn.tx, State::Open).await? {
        let Some(poll) = polls::poll(turn.tx, id).await? else { continue };
        let Some(cast) = ballot::vote_of(turn.tx, turn.city, &poll, &voter).await? else { continue };
        let handle = voter.handle(turn.city, id)?;
        let former = turn.city.keys.fingerprint(id, "receipt", &[&handle, cast.choices.plain().as_bytes()])?;
        if asked.is(&former)
            && let Some(receipt) = receipt_of(turn.tx, turn.city, id, &handle).await?
        {
            return Ok(Some((poll, receipt)));
        }
    }
    Ok(None)
}

async fn standing(turn: &mut Turn<'_>, poll: &Poll, asked: &Receipt) -> anyhow::Result<Standing> {
    if poll.key_destroyed_at.is_some() || !turn.city.keys.has(poll.id) {
        return Ok(Standing::Over);
    }
    if !turn.person.is_member() {
        return Ok(Standing::Logged);
    }
    let handle = Voter::from(&turn.person).handle(turn.city, poll.id)?;
    if let Some(owner) = store::challenge(turn.tx, poll.id, asked.number).await? {
        let own = owner == self::owner(turn, poll.id, &handle, asked.number)?;
        return Ok(if own { Standing::Opened } else { Standing::Logged });
    }
    let Some(now) = receipt_of(turn.tx, turn.city, poll.id, &handle).await? else { return Ok(Standing::Logged) };
    let mut number = now.number;
    if number == asked.number {
        return Ok(Standing::Counts);
    }
    for _ in 0..CHANGES_MAX {
        if number < asked.number {
            break;
        }
        let Some(leaf) = opened(turn.tx, turn.city, poll.id, number).await? else { break };
        number = leaf.replaces;
        if number == asked.number {
            return Ok(Standing::Replaced);
        }
    }
    Ok(Standing::Logged)
}

/// Sends a file that proves a receipt to anybody: it tells nothing of what was chosen.
pub async fn prove(turn: &mut Turn<'_>, id: PollId, number: u64) -> anyhow::Result<()> {
    let Some(poll) = polls::poll(turn.tx, id).await? else { return talk::gone(turn).await };
    match file::receipt(turn.tx, turn.city, &poll, number).await? {
        Some(text) => {
            let name = turn.city.plain(turn.lang(), &t!("proof-file-name", poll = id.0, number = number));
            turn.file(&format!("{name}.txt"), text.as_bytes(), t!("proof-file-caption", number = number)).await
        }
        None => {
            let button = [card::open_button(id), (t!("home-button"), BotPress::Home)];
            turn.say(Card::new(t!("proof-file-later")).row(button));
            Ok(())
        }
    }
}
