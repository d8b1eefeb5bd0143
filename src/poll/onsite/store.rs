//! The SQL of help on site. No statement here names a person who voted: there is none to be named.

use crate::channel::{ChatId, MessageId};
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::PollId;
use crate::poll::eligible::code::Inner;
use crate::poll::onsite::{Help, Known};

/// Somebody is being helped from now on.
pub async fn begin(tx: &mut Tx, help: &Help) -> sqlx::Result<()> {
    let (now, code, entry) = match &help.known {
        Known::Code(inner) => (tx.now, Some(inner.0.as_slice()), None),
        Known::Entry(entry) => (tx.now, None, Some(entry.as_slice())),
    };
    sqlx::query!(
        "insert into poll_help (helper, poll, number, code, entry, touched_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (helper) do update
         set poll = excluded.poll, number = excluded.number, code = excluded.code, entry = excluded.entry,
             sealed = null, message = null, touched_at = excluded.touched_at",
        help.helper,
        help.poll,
        help.number,
        code,
        entry,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

struct Row {
    helper: PersonId,
    poll: PollId,
    number: i64,
    code: Option<Vec<u8>>,
    entry: Option<Vec<u8>>,
    sealed: Option<Vec<u8>>,
    message: Option<i64>,
}

impl Row {
    fn help(self) -> Option<Help> {
        let known = match (self.code, self.entry) {
            (Some(code), _) => Known::Code(Inner(code.try_into().ok()?)),
            (None, entry) => Known::Entry(entry?.try_into().ok()?),
        };
        let Row { helper, poll, number, sealed, message, .. } = self;
        Some(Help { helper, poll, number, known, sealed, message: message.map(MessageId) })
    }
}

/// Whom a helper is helping.
pub async fn of(tx: &mut Tx, helper: PersonId) -> sqlx::Result<Option<Help>> {
    let row = sqlx::query_as!(
        Row,
        r#"select helper as "helper!: PersonId", poll as "poll: PollId", number, code, entry, sealed, message
           from poll_help where helper = $1"#,
        helper
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.and_then(Row::help))
}

/// The poll of the ballot that is on the telephone in that chat.
pub async fn in_chat(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Option<PollId>> {
    sqlx::query_scalar!(
        r#"select h.poll as "poll: PollId" from poll_help h join person p on p.id = h.helper
           where p.channel = $1 and p.chat = $2"#,
        channel,
        chat
    )
    .fetch_optional(tx.conn())
    .await
}

/// Those of a poll.
pub async fn in_poll(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<Help>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select helper as "helper!: PersonId", poll as "poll: PollId", number, code, entry, sealed, message
           from poll_help where poll = $1 order by helper"#,
        poll
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().filter_map(Row::help).collect())
}

/// Those that nobody has touched since.
pub async fn idle(tx: &mut Tx, before: Moment) -> sqlx::Result<Vec<Help>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select helper as "helper!: PersonId", poll as "poll: PollId", number, code, entry, sealed, message
           from poll_help where touched_at <= $1 order by helper"#,
        before
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().filter_map(Row::help).collect())
}

/// Something was pressed on the ballot, which is this message.
pub async fn touch(tx: &mut Tx, helper: PersonId, message: Option<MessageId>) -> sqlx::Result<()> {
    let (now, message) = (tx.now, message.map(|message| message.0));
    sqlx::query!(
        "update poll_help set touched_at = $2, message = coalesce($3, message) where helper = $1",
        helper,
        now,
        message
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps what is chosen so far, encrypted.
pub async fn set_draft(tx: &mut Tx, helper: PersonId, sealed: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update poll_help set sealed = $2 where helper = $1", helper, sealed).execute(tx.conn()).await?;
    Ok(())
}

/// Nobody is being helped any more.
pub async fn end(tx: &mut Tx, helper: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_help where helper = $1", helper).execute(tx.conn()).await?;
    Ok(())
}

/// Whether a line of the register has voted.
pub async fn is_registered(tx: &mut Tx, poll: PollId, entry: &[u8]) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from poll_register where poll = $1 and entry = $2) as "found!: bool""#,
        poll,
        entry
    )
    .fetch_one(tx.conn())
    .await
}

/// A line of the register has voted.
pub async fn register(tx: &mut Tx, poll: PollId, entry: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("insert into poll_register (poll, entry) values ($1, $2)", poll, entry).execute(tx.conn()).await?;
    Ok(())
}

/// The register is needed no longer.
pub async fn empty_register(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_register where poll = $1", poll).execute(tx.conn()).await?;
    Ok(())
}

/// One more has voted with that help.
pub async fn count(tx: &mut Tx, poll: PollId, helper: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_helped (poll, helper, voters) values ($1, $2, 1)
         on conflict (poll, helper) do update set voters = voters + 1",
        poll,
        helper
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Who has helped how many.
pub async fn helped(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<(PersonId, i64)>> {
    let rows = sqlx::query!(
        r#"select helper as "helper!: PersonId", voters as "voters!" from poll_helped where poll = $1 order by helper"#,
        poll
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.helper, row.voters)).collect())
}
