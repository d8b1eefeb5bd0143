//! The SQL of taking rows in hand.

use std::collections::HashSet;

use crate::channel::{ChatId, Outbound};
use crate::clock::Moment;
use crate::db::{Db, Tx};
use crate::notice::{self, NoticeId};
use crate::outbox::store::{UNSURE, written};
use crate::outbox::{Body, Lane, Row};
use crate::poll::PollId;
use crate::text::Lang;

/// What former runs left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rescued {
    /// Rows that wait again.
    pub waiting: u64,
    /// Rows to many that may have arrived twice already: staff decide.
    pub unsure: u64,
}

/// Lets what former runs were sending wait again. A message to many is repeated once for that, or
/// for a lost connection, and no more.
pub async fn rescue(tx: &mut Tx, run: i64) -> sqlx::Result<Rescued> {
    let now = tx.now;
    let unsure = sqlx::query!(
        "update outbox set state = 'failed', error = $2, settled_at = $3, unknown = unknown + 1, run = null
         where state = 'sending' and run <> $1 and lane = 2 and unknown > 0",
        run,
        UNSURE,
        now
    )
    .execute(tx.conn())
    .await?;
    let waiting = sqlx::query!(
        "update outbox set state = 'waiting', unknown = unknown + 1, run = null where state = 'sending' and run <> $1",
        run
    )
    .execute(tx.conn())
    .await?;
    Ok(Rescued { waiting: waiting.rows_affected(), unsure: unsure.rows_affected() })
}

/// Rows that are wanted.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Of which channel.
    pub channel: &'static str,
    /// For which run.
    pub run: i64,
    /// Of which lanes, and how many.
    pub wants: Vec<(Lane, i64)>,
    /// Rows of this run from before then that are none of these wait again first.
    pub sweep: Option<(Moment, Vec<i64>)>,
}

/// Rows that were claimed.
pub struct Claimed {
    /// They themselves.
    pub rows: Vec<Row>,
    /// The lanes that were looked at, and whether there may be more.
    pub looked: Vec<(Lane, bool)>,
    /// Words of notices among them that were not known.
    pub words: Vec<((NoticeId, Lang), Vec<Outbound>)>,
}

/// Claims rows in one job, and finds the words of notices that are not `known`.
pub async fn claim_all(db: Db, wanted: Claim, known: HashSet<(NoticeId, Lang)>) -> anyhow::Result<Claimed> {
    let claimed = db
        .write(async move |tx: &mut Tx| {
            let Claim { channel, run, wants, sweep } = &wanted;
            written(tx).await?;
            if let Some((before, held)) = sweep {
                self::sweep(tx, *run, *before, held).await?;
            }
            let (mut rows, mut looked) = (Vec::new(), Vec::new());
            for (lane, limit) in wants {
                let (found, full) = claim(tx, channel, *lane, *run, *limit).await?;
                rows.extend(found);
                looked.push((*lane, full));
            }
            let missing = rows.iter().filter_map(|row: &Row| match row.body {
                Body::Words(notice, lang, _) => Some((notice, lang)).filter(|at| !known.contains(at)),
                _ => None,
            });
            // Here and not on a reader: a reply that is born later must not be handed over first.
            let mut words = Vec::new();
            for (notice, lang) in missing.collect::<HashSet<_>>() {
                words.push(((notice, lang), notice::store::messages(tx, notice, lang).await?));
            }
            Ok(Claimed { rows, looked, words })
        })
        .await?;
    Ok(claimed)
}

/// Lets rows of this run that have been its own since before then wait again, but for those it holds.
pub async fn sweep(tx: &mut Tx, run: i64, before: Moment, held: &[i64]) -> sqlx::Result<u64> {
    let held = serde_json::to_string(held).expect("numbers can be written");
    let swept = sqlx::query!(
        "update outbox set state = 'waiting', run = null
         where state = 'sending' and run = $1 and not_before <= $2 and id not in (select value from json_each($3))",
        run,
        before,
        held
    )
    .execute(tx.conn())
    .await?;
    Ok(swept.rows_affected())
}

/// Claims rows of a lane that are due for this run, the oldest first, at most one for each chat: the
/// first that is open there. A frozen chat is left alone, and so is what staff have halted. Also says
/// whether there may be more.
pub async fn claim(tx: &mut Tx, channel: &str, lane: Lane, run: i64, limit: i64) -> sqlx::Result<(Vec<Row>, bool)> {
    let (now, lane_number) = (tx.now, lane.number());
    let rows = sqlx::query!(
        r#"update outbox set state = 'sending', run = $1
           where id in (
               select o.id from outbox o
               where o.state = 'waiting' and o.channel = $2 and o.lane = $3 and o.not_before <= $4
                 and not exists (select 1 from outbox p where p.chat = o.chat and p.lane = o.lane
                                 and p.state in ('waiting', 'sending') and p.id < o.id and p.channel = o.channel)
                 and not exists (select 1 from freeze f where f.channel = o.channel
                                 and f.chat in (o.chat, 0) and f.until > $4)
                 and not exists (select 1 from notice n where n.id = o.notice and n.state = 'paused' and o.part = 0)
               order by o.not_before, o.id limit $5)
           returning id as "id!", chat as "chat!: ChatId", payload as "payload!", sealed as "seal: PollId",
                     notice as "notice: NoticeId", lang as "lang: Lang", part as "part!",
                     attempts as "attempts!", unknown as "unknown!", expires_at as "expires_at: Moment""#,
        run,
        channel,
        lane_number,
        now,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    let full = i64::try_from(rows.len()).unwrap_or(limit) >= limit;
    let mut claimed: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let body = match row.notice {
            Some(notice) if row.payload.is_empty() => {
                let lang = row.lang.unwrap_or(Lang::reference());
                Body::Words(notice, lang, usize::try_from(row.part).unwrap_or(usize::MAX))
            }
            _ => Body::Kept(row.payload, row.seal),
        };
        let (attempts, unknown, expires_at) = (row.attempts, row.unknown, row.expires_at);
        claimed.push(Row {
            id: row.id,
            chat: row.chat,
            lane,
            body,
            attempts,
            unknown,
            expires_at,
            claimed: true,
            first: false,
        });
    }
    if lane == Lane::Bulk && !claimed.is_empty() {
        let unwanted = drop_unwanted(tx, &claimed).await?;
        claimed.retain(|row| !unwanted.contains(&row.id));
    }
    claimed.sort_by_key(|row| row.id);
    Ok((claimed, full))
}

/// Cancels those of claimed messages to many that are not wanted any more: who blocked us, left, or
/// wants to hear no more of it gets none. Which they are.
async fn drop_unwanted(tx: &mut Tx, claimed: &[Row]) -> sqlx::Result<HashSet<i64>> {
    let ids: Vec<i64> = claimed.iter().map(|row| row.id).collect();
    let (now, ids) = (tx.now, serde_json::to_string(&ids).expect("numbers can be written"));
    let unwanted = sqlx::query_scalar!(
        r#"update outbox set state = 'cancelled', settled_at = $2, run = null
           where id in (select value from json_each($1)) and notice is not null and not exists (
               select 1 from person p join notice n on n.id = outbox.notice
               where p.id = outbox.person and p.gone_at is null and (n.state <> 'stopped' or outbox.part > 0)
                 and (n.unasked = 0 or (p.standing = 'member' and p.stopped = 0
                      and (n.audience ->> '$.members.topic' is null or exists (
                          select 1 from json_each(p.hears) h where h.value = n.audience ->> '$.members.topic')))))
           returning id as "id!""#,
        ids,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(unwanted.into_iter().collect())
}
