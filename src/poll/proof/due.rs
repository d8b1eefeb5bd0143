//! What time does to logs: a checkpoint every ten minutes or hundred leaves, and one at the close.

use chrono::TimeDelta;
use serde_json::json;

use super::rules::note::Checkpoint;
use super::store::Latest;
use super::{log_name, ready, store};
use crate::channel::{ChatId, Keys, Outbound};
use crate::city::City;
use crate::clock::Moment;
use crate::db::{self, Tx};
use crate::outbox::{self, Letter};
use crate::poll::keys::{self, Which};
use crate::poll::{Poll, PollId, ballot, life, paper, store as polls};
use crate::staff::audit;
use crate::t;
use crate::text::Lang;

/// A checkpoint is made so long after the one before, if anything was added,
const EVERY: TimeDelta = TimeDelta::minutes(10);
/// or after so many leaves,
const EVERY_LEAVES: i64 = 100;
/// but not sooner than this: the chat that they are posted to takes about 18 messages a minute.
const EVERY_MIN: TimeDelta = TimeDelta::seconds(10);

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    for id in store::without_log(tx).await? {
        if let Some(poll) = polls::poll(tx, id).await? {
            ready(tx, city, &poll).await?;
        }
    }
    for (id, size, before) in store::growing(tx).await? {
        if is_due(size, before, tx.now) {
            seal(tx, city, id, Stage::Open).await?;
        }
    }
    for id in store::to_seal_for_good(tx).await? {
        destroy_salts(tx, city, id).await?;
    }
    Ok(())
}

/// The time of the audit is over.
async fn destroy_salts(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<()> {
    let hash = match city.keys.destroy(id, Which::Salts) {
        Ok(hash) => hash,
        Err(error) => {
            tracing::error!(poll.id = id.0, "the key of a poll's log could not be destroyed: {error:#}");
            return Ok(());
        }
    };
    store::seal_for_good(tx, id).await?;
    audit::record(tx, None, "poll.unsalt", &format!("poll={}", id.0), json!({ "key_sha256": hash })).await?;
    db::store::set_fact(tx, db::COMPACT, &tx.now.ms().to_string()).await?;
    tracing::info!(poll.id = id.0, "the key of a poll's log was destroyed: no leaf can be opened any more");
    Ok(())
}

fn is_due(size: i64, before: Option<(i64, Moment)>, now: Moment) -> bool {
    let Some((sealed, at)) = before else { return true };
    let (more, since) = (size - sealed, now - at);
    more > 0 && (since >= EVERY || (more >= EVERY_LEAVES && since >= EVERY_MIN))
}

/// Whether votes may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// They may.
    Open,
    /// This is the last checkpoint.
    Closed,
}

/// Signs the present state of a log, keeps it, and posts it where the city wants it.
pub async fn seal(tx: &mut Tx, city: &City, id: PollId, stage: Stage) -> anyhow::Result<()> {
    let (Some(poll), Some(edge), Some(begun)) =
        (polls::poll(tx, id).await?, store::edge(tx, id).await?, store::begun(tx, id).await?)
    else {
        return Ok(());
    };
    let (signer, name) = (city.keys.signer()?, log_name(city, id)?);
    if signer.verifier(&name).text() != begun.verifier {
        tracing::error!(
            poll.id = id.0,
            "the key that signs is not the one that the poll was published with: no checkpoint is made"
        );
        return Ok(());
    }
    let turnout = ballot::store::turnout(tx, id).await?;
    let mut more = vec![format!("poll {}", poll.hash), format!("turnout {turnout}")];
    if stage == Stage::Closed {
        more.extend(at_the_close(tx, &poll, turnout).await?);
        more.push("closed".to_owned());
    }
    let latest = Latest { size: edge.size(), root: edge.root() };
    let checkpoint = Checkpoint { origin: name.clone(), size: latest.size, root: latest.root, more };
    let note = signer.note(&name, &checkpoint.text());
    store::keep_checkpoint(tx, id, latest, &note).await?;
    post(tx, city, &poll, latest, stage, &note).await
}

/// What else is sealed at the close, of the polls that have it: who came on site, how many codes there are, and
/// what was counted on paper.
async fn at_the_close(tx: &mut Tx, poll: &Poll, turnout: i64) -> anyhow::Result<Vec<String>> {
    let onsite = ballot::store::count_on_site(tx, poll.id).await?;
    let roll = life::roll(tx, poll).await?;
    let part = paper::told::part(tx, poll, u64::try_from(turnout)?).await?;
    Ok((onsite > 0)
        .then(|| format!("onsite {onsite}"))
        .into_iter()
        .chain(roll.map(|roll| format!("roll {roll}")))
        .chain(part.map(|part| format!("paper {}", keys::hex_hash(&part.paper.written()))))
        .collect())
}

async fn post(tx: &mut Tx, city: &City, poll: &Poll, latest: Latest, stage: Stage, note: &str) -> anyhow::Result<()> {
    let proof = &city.preset.proof;
    let Some(chat) = proof.chat else { return Ok(()) };
    let question = poll.question.get(Lang::reference());
    let text = match stage {
        Stage::Open => t!("proof-post", question = question, size = latest.size, note = note.trim_end()),
        Stage::Closed => t!("proof-post-closed", question = question, size = latest.size, note = note.trim_end()),
    };
    let said = Outbound::Say { html: city.html(Lang::reference(), &text), keys: Keys::None };
    let mut letter = Letter::to_chat(&proof.channel, ChatId(chat), said, tx.now);
    letter.lane = outbox::Lane::Personal;
    let last = if stage == Stage::Closed { ":closed" } else { "" };
    letter.key = Some(format!("checkpoint:poll={}:size={}{last}", poll.id.0, latest.size));
    outbox::post(tx, city, letter).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_due_after_ten_minutes_or_a_hundred_leaves() {
        let at = |seconds: i64| Moment::from_ms(seconds * 1000);
        for (size, before, now, due) in [
            (0, None, 0, true),
            (5, Some((5, 0)), 9_000, false),
            (6, Some((5, 0)), 599, false),
            (6, Some((5, 0)), 600, true),
            (104, Some((5, 0)), 30, false),
            (105, Some((5, 0)), 30, true),
            (105, Some((5, 0)), 9, false),
            (9_005, Some((5, 0)), 10, true),
        ] {
            let before = before.map(|(size, seconds)| (size, at(seconds)));
            assert_eq!(is_due(size, before, at(now)), due, "{size} {before:?} {now}");
        }
    }
}
