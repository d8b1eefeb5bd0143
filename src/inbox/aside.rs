//! Updates that were set aside, for who runs the program: how many, why, and once more. What people
//! wrote is shown on request only, and that request is written down.

use std::panic::AssertUnwindSafe;

use anyhow::{Context, anyhow, bail, ensure};
use futures::FutureExt;
use serde_json::json;

use crate::channel::Inbound;
use crate::city::City;
use crate::db::Tx;
use crate::inbox::store::{self, Aside};
use crate::outbox::{self, Hands};
use crate::staff::audit;
use crate::{bot, channel};

/// Runs one of them again, at the moment of `tx`: its whole effect or none. It can be done once. The
/// answers wait in the outbox for whoever serves, and come below the word that it had failed.
///
/// # Errors
/// When it fails again, or cannot be opened. Then `tx` must not be committed.
pub async fn retry(tx: &mut Tx, city: &City, id: i64) -> anyhow::Result<()> {
    let aside = load(tx, id).await?;
    ensure!(aside.retried_at.is_none(), "{id} was run again already");
    let raw = opened(city, &aside)?;
    let (_, inbound) = channel::read(&aside.channel, &raw)
        .with_context(|| format!("it came by a channel that there is not: {}", aside.channel))?;
    again(tx, city, &aside, inbound.context("it is still not understood")?).await
}

/// The same, once it is understood.
pub async fn again(tx: &mut Tx, city: &City, aside: &Aside, inbound: Inbound) -> anyhow::Result<()> {
    let id = aside.id;
    ensure!(store::retried(tx, id).await?, "{id} was run again already");
    // No run of the program holds these rows, so they must not be born in one's hands.
    let answered =
        AssertUnwindSafe(bot::answer_late(tx, city, Hands::NONE, &aside.channel, inbound)).catch_unwind().await;
    let rows = answered.unwrap_or_else(|_| Err(anyhow!("{}", crate::panics::last())))?;
    tx.flush_all().await?;
    for row in rows {
        let now = tx.now;
        outbox::store::later(tx, &[(row.id, now, 0, 0)]).await?;
    }
    record(tx, "retry", id).await
}

/// What came in, word for word.
///
/// # Errors
/// When it tells a choice in a poll: that is nobody's business.
pub async fn show(tx: &mut Tx, id: i64) -> anyhow::Result<String> {
    let aside = load(tx, id).await?;
    if let Some(poll) = aside.sealed {
        bail!("{id} tells a choice in poll {}, and stays sealed: retry or drop it", poll.0);
    }
    ensure!(aside.retried_at.is_none(), "{id} was run again, and its words are forgotten");
    record(tx, "show", id).await?;
    Ok(String::from_utf8_lossy(&aside.raw).into_owned())
}

/// Forgets one of them.
pub async fn drop(tx: &mut Tx, id: i64) -> anyhow::Result<()> {
    load(tx, id).await?;
    store::drop_aside(tx, id).await?;
    record(tx, "drop", id).await
}

async fn load(tx: &mut Tx, id: i64) -> anyhow::Result<Aside> {
    store::aside(tx, id).await?.with_context(|| format!("nothing is set aside under {id}"))
}

fn opened(city: &City, aside: &Aside) -> anyhow::Result<String> {
    let raw = match aside.sealed {
        Some(poll) => city.keys.unseal(poll, &aside.raw).context("it is sealed, and its poll's key is gone")?,
        None => aside.raw.clone(),
    };
    Ok(String::from_utf8_lossy(&raw).into_owned())
}

async fn record(tx: &mut Tx, act: &str, id: i64) -> anyhow::Result<()> {
    audit::record(tx, None, &format!("inbox.{act}"), &format!("set-aside={id}"), json!({})).await
}
