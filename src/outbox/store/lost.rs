//! The SQL of what did not arrive: what staff see of it, and sending it again.

use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::db::Tx;

/// Why a row failed: nobody is there any more.
pub const GONE: &str = "gone";
/// Why a row failed: nobody knows whether it did.
pub const UNSURE: &str = "it may have arrived, and bulk is repeated once only";

/// Messages that did not arrive, counted by why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failures {
    /// Nobody is there any more: no failure of ours.
    pub gone: i64,
    /// The channel would not have them.
    pub refused: i64,
    /// They may have arrived; they were not sent again.
    pub unsure: i64,
    /// It became too late to send them.
    pub expired: i64,
}

/// What staff may send again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lost {
    /// What the channel would not have.
    #[serde(rename = "no")]
    Refused,
    /// What may have arrived.
    #[serde(rename = "maybe")]
    Unsure,
}

impl Lost {
    /// Its name in the audit trail.
    pub fn name(self) -> &'static str {
        match self {
            Lost::Refused => "refused",
            Lost::Unsure => "unsure",
        }
    }
}

impl Failures {
    /// How many were lost so.
    pub fn of(&self, lost: Lost) -> i64 {
        match lost {
            Lost::Refused => self.refused,
            Lost::Unsure => self.unsure,
        }
    }
}

/// What did not arrive since then.
pub async fn failures(tx: &mut Tx, since: Moment) -> sqlx::Result<Failures> {
    sqlx::query_as!(
        Failures,
        r#"select coalesce(sum(state = 'failed' and error = $2), 0) as "gone!: i64",
                  coalesce(sum(state = 'failed' and error is not $2 and error is not $3), 0) as "refused!: i64",
                  coalesce(sum(state = 'failed' and error = $3), 0) as "unsure!: i64",
                  coalesce(sum(state = 'cancelled' and settled_at >= expires_at), 0) as "expired!: i64"
           from outbox where settled_at >= $1 and state in ('failed', 'cancelled')"#,
        since,
        GONE,
        UNSURE
    )
    .fetch_one(tx.conn())
    .await
}

/// The channel's reasons for what it would not have since then, the most frequent first, each with
/// how many messages.
pub async fn reasons(tx: &mut Tx, since: Moment, limit: i64) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select error as "error!", count(*) as "n!: i64" from outbox
           where settled_at >= $1 and state in ('failed', 'cancelled') and state = 'failed'
             and error is not $2 and error is not $3
           group by error order by 2 desc, 1 limit $4"#,
        since,
        GONE,
        UNSURE,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.error, row.n)).collect())
}

/// Lets what failed since then wait again, at most `limit`; how many. What may have arrived is not
/// repeated by itself a second time.
pub async fn retry(tx: &mut Tx, lost: Lost, since: Moment, limit: i64) -> sqlx::Result<u64> {
    let (now, unsure) = (tx.now, lost == Lost::Unsure);
    let again = sqlx::query!(
        "update outbox set state = 'waiting', not_before = $4, expires_at = null, attempts = 0,
                unknown = case when $5 then 1 else 0 end, error = null, settled_at = null
         where id in (select id from outbox
                      where settled_at >= $1 and state in ('failed', 'cancelled') and state = 'failed'
                        and error is not $2 and (error = $3) = $5
                      order by id limit $6)",
        since,
        GONE,
        UNSURE,
        now,
        unsure,
        limit
    )
    .execute(tx.conn())
    .await?;
    Ok(again.rows_affected())
}
