//! The SQL of logs. The leaves of a batch go in with one statement, and the tree's right edge stays in
//! memory while it runs.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use data_encoding::HEXLOWER;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::Pledge;
use super::rules::tree::{BLOCK_LEAVES, Edge, HASH_BYTES, Hash, Known};
use crate::clock::Moment;
use crate::db::{Together, Tx, rows};
use crate::poll::PollId;
use crate::poll::ballot::store::voted_in;

mod checkpoints;

pub use checkpoints::*;

/// The logs that a batch appends to.
#[derive(Default)]
struct Logs(BTreeMap<PollId, Log>);

struct Log {
    edge: Edge,
    latest: Option<Latest>,
    /// Number, hash and sealed opening, not in the tables yet.
    leaves: Vec<(i64, Hash, Vec<u8>)>,
    blocks: Vec<(i64, Hash)>,
}

/// What the newest checkpoint of a log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    /// How many leaves there were.
    pub size: u64,
    /// The root.
    pub root: Hash,
}

impl Together for Logs {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        async move {
            let (mut leaves, mut openings, mut blocks, mut edges) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for (poll, log) in &mut self.0 {
                if log.leaves.is_empty() {
                    continue;
                }
                for (number, hash, sealed) in log.leaves.drain(..) {
                    leaves.push((*poll, number, hash.to_vec()));
                    openings.push((*poll, number, sealed));
                }
                blocks.extend(log.blocks.drain(..).map(|(place, hash)| (*poll, place, hash.to_vec())));
                edges.push((poll.0, log.edge.size(), HEXLOWER.encode(&log.edge.bytes())));
            }
            if edges.is_empty() {
                return Ok(());
            }
            add(tx, "poll_leaf (poll, number, hash)", leaves).await?;
            add(tx, "poll_opening (poll, number, sealed)", openings).await?;
            add(tx, "poll_block (poll, place, hash)", blocks).await?;
            write_edges(tx, &rows::json(&edges)).await
        }
        .boxed()
    }
}

/// A poll, a number in its log, and bytes.
async fn add(tx: &mut Tx, into: &'static str, rows: Vec<(PollId, i64, Vec<u8>)>) -> sqlx::Result<()> {
    rows::insert(tx, into, rows, |places, (poll, number, bytes)| {
        places.push_bind(poll).push_bind(number).push_bind(bytes);
    })
    .await
}

async fn write_edges(tx: &mut Tx, rows: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update poll_log set size = row.value ->> 1, edge = unhex(row.value ->> 2)
         from json_each($1) as row where poll_log.poll = row.value ->> 0",
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Puts the leaves of this batch into their tables: before these are read.
pub async fn flush(tx: &mut Tx) -> sqlx::Result<()> {
    tx.flush::<Logs>().await
}

/// Begins a poll's log. `frozen` is what its hash is of, or empty where that cannot be told any more.
pub async fn begin(tx: &mut Tx, poll: PollId, frozen: &str, pledge: &Pledge) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_log (poll, frozen, verifier, objection_days, audit_hours, size, edge)
         values ($1, $2, $3, $4, $5, 0, x'')",
        poll,
        frozen,
        pledge.verifier,
        pledge.objection_days,
        pledge.audit_hours
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Reads a poll's log for this batch, once, and with it those of all polls in which the batch brings votes;
/// whether there is one.
pub async fn open(tx: &mut Tx, poll: PollId) -> anyhow::Result<bool> {
    if tx.together::<Logs>().0.contains_key(&poll) {
        return Ok(true);
    }
    let mut wanted: BTreeSet<PollId> = voted_in(tx).collect();
    let opened = &tx.together::<Logs>().0;
    wanted.retain(|poll| !opened.contains_key(poll));
    wanted.insert(poll);
    let logs = read(tx, &rows::json(&wanted)).await?;
    let opened = &mut tx.together::<Logs>().0;
    opened.extend(logs);
    Ok(opened.contains_key(&poll))
}

/// It reads only: what others have looked up ahead still holds.
async fn read(tx: &mut Tx, wanted: &str) -> anyhow::Result<Vec<(PollId, Log)>> {
    let rows = sqlx::query!(
        r#"select l.poll as "poll!: PollId", l.size, l.edge, c.size as "sealed?", c.root as "root?"
           from poll_log l left join poll_checkpoint c on c.poll = l.poll
               and c.size = (select max(size) from poll_checkpoint where poll = l.poll)
           where l.poll in (select value from json_each($1))"#,
        wanted
    )
    .fetch_all(tx.reading())
    .await?;
    let mut logs = Vec::with_capacity(rows.len());
    for row in rows {
        let edge = Edge::read(u64::try_from(row.size)?, &row.edge);
        let edge = edge.with_context(|| format!("the edge of the log of poll {} is damaged", row.poll.0))?;
        let latest = match row.sealed.zip(row.root) {
            Some((size, root)) => Some(Latest { size: u64::try_from(size)?, root: read_hash(root)? }),
            None => None,
        };
        logs.push((row.poll, Log { edge, latest, leaves: Vec::new(), blocks: Vec::new() }));
    }
    Ok(logs)
}

/// How many leaves a poll's log has; 0 if there is no log.
pub async fn size(tx: &mut Tx, poll: PollId) -> anyhow::Result<u64> {
    open(tx, poll).await?;
    Ok(tx.together::<Logs>().0.get(&poll).map_or(0, |log| log.edge.size()))
}

/// The tree of a poll's log.
pub async fn edge(tx: &mut Tx, poll: PollId) -> anyhow::Result<Option<Edge>> {
    open(tx, poll).await?;
    Ok(tx.together::<Logs>().0.get(&poll).map(|log| log.edge.clone()))
}

/// One leaf more in a log that is open.
pub fn append(tx: &mut Tx, poll: PollId, hash: Hash, sealed: Vec<u8>) -> anyhow::Result<()> {
    let Some(log) = tx.together::<Logs>().0.get_mut(&poll) else { return Ok(()) };
    let block = log.edge.append(hash);
    let number = log.edge.size();
    log.leaves.push((i64::try_from(number)?, hash, sealed));
    if let Some(block) = block {
        log.blocks.push((i64::try_from(number / BLOCK_LEAVES - 1)?, block));
    }
    Ok(())
}

/// What the newest checkpoint of a log says.
pub async fn latest(tx: &mut Tx, poll: PollId) -> anyhow::Result<Option<Latest>> {
    open(tx, poll).await?;
    Ok(tx.together::<Logs>().0.get(&poll).and_then(|log| log.latest))
}

/// The hash of a leaf.
pub async fn hash(tx: &mut Tx, poll: PollId, number: u64) -> anyhow::Result<Option<Hash>> {
    flush(tx).await?;
    let number = i64::try_from(number)?;
    let hash = sqlx::query_scalar!("select hash from poll_leaf where poll = $1 and number = $2", poll, number)
        .fetch_optional(tx.conn())
        .await?;
    hash.map(read_hash).transpose()
}

/// The encrypted opening of a leaf.
pub async fn opening(tx: &mut Tx, poll: PollId, number: u64) -> anyhow::Result<Option<Vec<u8>>> {
    flush(tx).await?;
    let number = i64::try_from(number)?;
    Ok(sqlx::query_scalar!("select sealed from poll_opening where poll = $1 and number = $2", poll, number)
        .fetch_optional(tx.conn())
        .await?)
}

/// Leaves of a poll whose hash begins so. This reads every leaf of it.
pub async fn beginning_with(tx: &mut Tx, poll: PollId, bytes: &[u8], limit: i64) -> anyhow::Result<Vec<(u64, Hash)>> {
    flush(tx).await?;
    let length = i64::try_from(bytes.len())?;
    let rows = sqlx::query!(
        "select number, hash from poll_leaf where poll = $1 and substr(hash, 1, $2) = $3 limit $4",
        poll,
        length,
        bytes,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| Ok((u64::try_from(row.number)?, read_hash(row.hash)?))).collect()
}

/// The hashes of a log from one number on, in their order.
pub async fn hashes(tx: &mut Tx, poll: PollId, from: u64, to: u64) -> anyhow::Result<Vec<Hash>> {
    flush(tx).await?;
    let (from, to) = (i64::try_from(from)?, i64::try_from(to)?);
    let rows = sqlx::query_scalar!(
        "select hash from poll_leaf where poll = $1 and number between $2 and $3 order by number",
        poll,
        from,
        to
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(read_hash).collect()
}

/// What is needed to prove that a leaf is in the tree of the first `size`: whole blocks by their own
/// hash, and the leaves of that block and of the incomplete end.
pub async fn known(tx: &mut Tx, poll: PollId, number: u64, size: u64) -> anyhow::Result<impl Known> {
    let whole = size / BLOCK_LEAVES;
    let block = (number.max(1) - 1) / BLOCK_LEAVES;
    let (own, end) = (block * BLOCK_LEAVES, whole * BLOCK_LEAVES);
    let mut leaves = BTreeMap::new();
    for (first, to) in [(own, (own + BLOCK_LEAVES).min(size)), (end, size)] {
        let found = hashes(tx, poll, first + 1, to).await?;
        leaves.extend((first..).zip(found));
    }
    let last = i64::try_from(whole)?;
    let blocks =
        sqlx::query_scalar!("select hash from poll_block where poll = $1 and place < $2 order by place", poll, last)
            .fetch_all(tx.conn())
            .await?;
    let blocks = blocks.into_iter().map(read_hash).collect::<anyhow::Result<_>>()?;
    Ok(Parts { blocks, leaves })
}

struct Parts {
    blocks: Vec<Hash>,
    leaves: BTreeMap<u64, Hash>,
}

impl Known for Parts {
    fn over(&self, from: u64, to: u64) -> Option<Hash> {
        match to - from {
            1 => self.leaves.get(&from).copied(),
            BLOCK_LEAVES if from.is_multiple_of(BLOCK_LEAVES) => {
                self.blocks.get(usize::try_from(from / BLOCK_LEAVES).ok()?).copied()
            }
            _ => None,
        }
    }
}

/// What a log was begun with, and what has become of its keys.
#[derive(Debug, Clone)]
pub struct Begun {
    /// What the poll's hash is of; empty if it cannot be told.
    pub frozen: String,
    /// Who checks its checkpoints.
    pub verifier: String,
    /// Days after the close until the handles' key is destroyed.
    pub objection_days: u32,
    /// Hours from then on until the salts' key is.
    pub audit_hours: u32,
    /// When the salts' key was destroyed.
    pub salts_destroyed_at: Option<Moment>,
}

/// What a poll's log was begun with.
pub async fn begun(tx: &mut Tx, poll: PollId) -> sqlx::Result<Option<Begun>> {
    sqlx::query_as!(
        Begun,
        r#"select frozen, verifier, objection_days as "objection_days: u32", audit_hours as "audit_hours: u32",
                  salts_destroyed_at as "salts_destroyed_at: Moment"
           from poll_log where poll = $1"#,
        poll
    )
    .fetch_optional(tx.conn())
    .await
}

/// The logs of polls that are not over: who checks them, and what the polls were published as.
pub async fn running(tx: &mut Tx) -> sqlx::Result<Vec<(PollId, String, String)>> {
    let rows = sqlx::query!(
        r#"select l.poll as "poll!: PollId", l.verifier, l.frozen from poll_log l join poll p on p.id = l.poll
           where p.state in ('scheduled', 'open') order by l.poll"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.poll, row.verifier, row.frozen)).collect())
}

/// Polls that take votes, or will, and have no log.
pub async fn without_log(tx: &mut Tx) -> sqlx::Result<Vec<PollId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: PollId" from poll where state in ('scheduled', 'open')
           and not exists (select 1 from poll_log where poll = id) order by id"#
    )
    .fetch_all(tx.conn())
    .await
}

fn read_hash(bytes: Vec<u8>) -> anyhow::Result<Hash> {
    <[u8; HASH_BYTES]>::try_from(bytes).map_err(|_| anyhow::anyhow!("a hash of a log has another length"))
}
