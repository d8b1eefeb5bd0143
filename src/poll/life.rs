//! What a poll goes through: published, opened, closed and counted, its result told; and what may
//! happen on the way: extended, cancelled, corrected. Each is one commit together with the one
//! row from which everybody concerned is told.

use std::sync::Arc;

use anyhow::{Context, ensure};
use serde::Serialize;
use serde_json::json;

use crate::bot::Words;
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::{self, Audience};
use crate::outbox::Lane;
use crate::person::{PersonId, Topic};
use crate::poll::proof::due::Stage;
use crate::poll::proof::{self, Pledge};
use crate::poll::{
    Candidate, Eligible, Poll, PollId, Publishing, State, Terms, approval, ballot, eligible, keys, news, onsite, paper,
    places, store, unfinished, voting,
};
use crate::staff::audit;

/// Publishes a poll: from here on nobody changes what is asked. It opens at once if its time has
/// come, else by itself.
pub async fn publish(tx: &mut Tx, city: &City, actor: Option<PersonId>, mut poll: Poll) -> anyhow::Result<PollId> {
    ensure!(poll.options.len() >= 2, "a poll needs two options");
    ensure!(
        voting::tally(&poll.method.contest(&poll.rules()), &[]).is_ok(),
        "a {} poll could not be counted as it is",
        poll.method.name()
    );
    poll.id = store::add(tx, &poll).await?;
    for option in &poll.options {
        store::add_option(tx, poll.id, option).await?;
    }
    // Outside of the transaction, but harmless: a key without a poll links nothing.
    city.keys.make(poll.id)?;
    let pledge = Pledge::of(city, poll.id)?;
    let frozen = frozen(&poll, Some(&pledge))?;
    poll.hash = keys::hex_hash(frozen.as_bytes());
    store::set_hash(tx, poll.id, &poll.hash).await?;
    proof::store::begin(tx, poll.id, &frozen, &pledge).await?;
    let detail =
        json!({ "hash": poll.hash, "opens_at": poll.opens_at.to_string(), "closes_at": poll.closes_at.to_string() });
    audit::record(tx, actor, "poll.publish", &object(poll.id), detail).await?;
    tracing::info!(poll.id = poll.id.0, "a poll was published");
    if poll.opens_at <= tx.now {
        open(tx, city, poll.id).await?;
    }
    Ok(poll.id)
}

/// Opens a poll and announces it, unless its close has passed as well: then there is nothing to
/// come for.
pub async fn open(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<()> {
    let mut poll = load(tx, id).await?;
    if poll.state != State::Scheduled {
        return Ok(());
    }
    store::set_open(tx, id).await?;
    poll.state = State::Open;
    if poll.closes_at > tx.now {
        let key = format!("open:poll={}", id.0);
        let notice =
            notice::publish(tx, city, members(&poll), Lane::Bulk, &key, |lang| news::announcement(city, &poll, lang))
                .await?;
        store::set_announced(tx, id, notice).await?;
    }
    tracing::info!(poll.id = id.0, "a poll opened");
    Ok(())
}

/// Closes a poll whose time has come and counts it; tells the result, unless a clerk does that.
pub async fn close(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<()> {
    let poll = load(tx, id).await?;
    if poll.state != State::Open || tx.now < poll.closes_at {
        return Ok(());
    }
    // Before anything is counted: what was taken is settled.
    proof::due::seal(tx, city, id, Stage::Closed).await?;
    let outcome = count(tx, &poll).await?;
    store::set_closed(tx, id, &outcome).await?;
    let begun = unfinished::store::count(tx, id).await?;
    unfinished::store::keep(tx, id, begun).await?;
    ballot::store::forget_drafts_in(tx, id).await?;
    onsite::due::shut(tx, city, id).await?;
    onsite::sum_up(tx, id).await?;
    silence(tx, &poll).await?;
    let (on_paper, late) = (outcome.on_paper(), paper::store::unconfirmed(tx, id).await?);
    let detail = json!({ "ballots": outcome.ballots, "unfinished": begun, "on_paper": on_paper, "unconfirmed": late });
    audit::record(tx, None, "poll.close", &object(id), detail).await?;
    let turnout = ballot::store::count_turnout(tx, id).await?;
    tracing::info!(poll.id = id.0, ballots = outcome.ballots, "a poll was closed and counted");
    if late > 0 {
        // Somebody has to look at it: those ballots are not in the count.
        tracing::warn!(poll.id = id.0, sheets = late, "ballots on paper were not confirmed in time: not published");
        return approval::desk::tell_closed(tx, city, &poll).await;
    }
    if turnout != outcome.ballots - on_paper {
        // Never expected. The result waits for a person to look at it, whatever was planned.
        tracing::error!(
            poll.id = id.0,
            turnout,
            ballots = outcome.ballots,
            "turnout and ballots differ: not published"
        );
        return approval::desk::tell_closed(tx, city, &poll).await;
    }
    match poll.publishing {
        Publishing::AtClose => tell(tx, city, None, id).await,
        Publishing::ByHand => approval::desk::tell_closed(tx, city, &poll).await,
    }
}

/// Counts the ballots in the box and those on paper.
async fn count(tx: &mut Tx, poll: &Poll) -> anyhow::Result<voting::Outcome> {
    let (cast, sheet) = (ballot::store::read(tx, poll).await?, paper::sum(tx, poll.id).await?);
    let onsite = u64::try_from(ballot::store::count_on_site(tx, poll.id).await?)?;
    let roll = roll(tx, poll).await?;
    paper::rules::outcome(poll.method, &poll.rules(), cast, sheet.as_ref(), (onsite, roll))
        .with_context(|| format!("poll {} has figures on paper that are none", poll.id.0))
}

/// The codes that were made for a poll, where a part of them is its quorum.
pub async fn roll(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Option<u64>> {
    if poll.terms.quorum.percent.is_none() {
        return Ok(None);
    }
    let (made, _) = eligible::store::count_codes(tx, poll.id).await?;
    // Of nothing there is no part.
    Ok(Some(u64::try_from(made)?).filter(|made| *made > 0))
}

/// Tells the result to everybody who voted.
pub async fn tell(tx: &mut Tx, city: &City, actor: Option<PersonId>, id: PollId) -> anyhow::Result<()> {
    let mut poll = load(tx, id).await?;
    ensure!(poll.state == State::Closed && poll.result.is_some(), "poll {} has no result to be told", id.0);
    poll.state = State::Published;
    let key = format!("result:poll={}", id.0);
    let from = places::block(tx, city, id).await?;
    let card = |lang| news::result_notice(&poll, from.clone(), lang);
    let notice = notice::publish(tx, city, Audience::Voters(id), Lane::Bulk, &key, card).await?;
    store::set_published(tx, id, notice).await?;
    audit::record(tx, actor, "poll.tell", &object(id), json!({})).await
}

/// Moves the close to a later moment, and tells those who voted and those who were invited.
pub async fn extend(tx: &mut Tx, city: &City, actor: PersonId, id: PollId, to: Moment) -> anyhow::Result<()> {
    let mut poll = load(tx, id).await?;
    let from = poll.closes_at;
    store::set_closes_at(tx, id, to).await?;
    poll.closes_at = to;
    let detail = json!({ "from": from.to_string(), "to": to.to_string() });
    audit::record(tx, Some(actor), "poll.extend", &object(id), detail).await?;
    if poll.state == State::Open {
        let (key, concerned) = (format!("extend:poll={}:to={}", id.0, to.ms()), Audience::Concerned(id));
        notice::publish(tx, city, concerned, Lane::Bulk, &key, |lang| news::extended(&poll, from, lang)).await?;
    }
    Ok(())
}

/// Calls a poll off: its ballots are destroyed, and its key a little later. Everybody who voted or
/// was invited is told why, once.
pub async fn cancel(tx: &mut Tx, city: &City, actor: PersonId, id: PollId, reason: &Words) -> anyhow::Result<()> {
    let mut poll = load(tx, id).await?;
    let was = poll.state;
    store::set_cancelled(tx, id, reason).await?;
    let destroyed = ballot::store::destroy(tx, id).await?;
    ballot::store::forget_drafts_in(tx, id).await?;
    onsite::due::shut(tx, city, id).await?;
    paper::store::destroy(tx, id).await?;
    (poll.state, poll.cancel_reason) = (State::Cancelled, Some(reason.clone()));
    audit::record(tx, Some(actor), "poll.cancel", &object(id), json!({ "ballots": destroyed })).await?;
    tracing::info!(poll.id = id.0, "a poll was cancelled");
    silence(tx, &poll).await?;
    unfinished::due::drop(tx, id).await?;
    if was != State::Scheduled {
        let (key, concerned) = (format!("cancel:poll={}", id.0), Audience::Concerned(id));
        notice::publish(tx, city, concerned, Lane::Bulk, &key, |lang| news::cancelled(&poll, lang)).await?;
    }
    Ok(())
}

/// Corrects what was told of a poll: the note stands on its card from now on, and goes to whom the
/// mistake went. Whether there was anybody to be told.
pub async fn correct(tx: &mut Tx, city: &City, actor: PersonId, id: PollId, note: &Words) -> anyhow::Result<bool> {
    let mut poll = load(tx, id).await?;
    let number = store::set_correction(tx, id, note).await?;
    poll.correction = Some(note.clone());
    audit::record(tx, Some(actor), "poll.correct", &object(id), json!({ "number": number })).await?;
    let Some(mistaken) = poll.told.or(poll.announced) else { return Ok(false) };
    let key = format!("correct:poll={}:number={number}", id.0);
    notice::publish(tx, city, Audience::SameAs(mistaken), Lane::Bulk, &key, |lang| news::corrected(&poll, lang))
        .await?;
    Ok(true)
}

async fn load(tx: &mut Tx, id: PollId) -> anyhow::Result<Poll> {
    store::poll(tx, id).await?.map(Arc::unwrap_or_clone).with_context(|| format!("there is no poll {}", id.0))
}

/// Who hears of a poll: members of its area that want to hear of polls.
fn members(poll: &Poll) -> Audience {
    Audience::Members { topic: Some(Topic::Polls), area: poll.area.clone(), field: None }
}

/// Whoever has not been invited yet need not be: there is nothing to come for any more.
async fn silence(tx: &mut Tx, poll: &Poll) -> anyhow::Result<()> {
    let Some(announced) = poll.announced else { return Ok(()) };
    notice::fanout::take_back(tx, announced).await?;
    if let Some(notice::State::Sending | notice::State::Paused) = notice::store::state(tx, announced).await? {
        notice::store::set_state(tx, announced, notice::State::Stopped).await?;
    }
    Ok(())
}

fn object(id: PollId) -> String {
    format!("poll={}", id.0)
}

/// What is frozen, with its keys in alphabetical order and no space: the same bytes everywhere.
#[derive(Serialize)]
struct Frozen<'a> {
    area: &'a str,
    closes_at: i64,
    description: Option<&'a Words>,
    /// Left out where everybody of the area may vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    eligible: Option<&'a Eligible>,
    method: &'static str,
    needs_dong: bool,
    opens_at: i64,
    options: &'a [Candidate],
    picks: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<PollId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'a Pledge>,
    publishing: Publishing,
    question: &'a Words,
    seats: usize,
    /// Left out where a poll has no more to say than those before there were terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<&'a Terms>,
}

/// What is frozen, as canonical JSON (RFC 8785); its SHA-256 is the poll's hash. Without `proof` as it was
/// before there were logs.
pub fn frozen(poll: &Poll, proof: Option<&Pledge>) -> anyhow::Result<String> {
    let frozen = Frozen {
        area: &poll.area,
        closes_at: poll.closes_at.ms(),
        description: poll.description.as_ref(),
        eligible: Some(&poll.eligible).filter(|eligible| **eligible != Eligible::default()),
        method: poll.method.name(),
        needs_dong: poll.needs_dong,
        opens_at: poll.opens_at.ms(),
        options: &poll.options,
        picks: poll.picks,
        poll: proof.map(|_| poll.id),
        proof,
        publishing: poll.publishing,
        question: &poll.question,
        seats: poll.seats,
        terms: Some(&poll.terms).filter(|terms| **terms != Terms::default()),
    };
    // Through a value, whose objects sort their keys: also those of the nested ones.
    Ok(serde_json::to_string(&serde_json::to_value(frozen)?)?)
}
