//! The SQL over many rows: adding and counting them, and taking back what waits. SQLite finds the index
//! over open rows only where a statement repeats its condition, so some ask for a state twice.

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::channel::{ChatId, Speaker};
use crate::db::{Foreseen, Tx, rows};
use crate::notice::NoticeId;
use crate::outbox::store::{waiting_written, written};
use crate::outbox::{Lane, OPEN_MAX};
use crate::person::{Address, PersonId};
use crate::text::Lang;

/// How many rows are in that state, and how old the oldest of them is.
pub async fn count(tx: &mut Tx, state: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from outbox where state = $1"#, state)
        .fetch_one(tx.conn())
        .await
}

/// How many messages of a lane wait, counted up to `limit`.
pub async fn waiting(tx: &mut Tx, lane: Lane, limit: i64) -> sqlx::Result<i64> {
    let lane = lane.number();
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from (
               select 1 from outbox where state = 'waiting' and lane = $1 limit $2)"#,
        lane,
        limit
    )
    .fetch_one(tx.conn())
    .await
}

/// Cancels what waits for a chat: it cannot be reached.
pub async fn cancel_chat(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x''
         where channel = $1 and chat = $2 and state in ('waiting', 'sending') and state = 'waiting'",
        channel,
        chat,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Cancels what waits for a chat of what is sent to many: they want no more of it.
pub async fn cancel_bulk(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x''
         where channel = $1 and chat = $2 and lane = 2 and state in ('waiting', 'sending') and state = 'waiting'",
        channel,
        chat,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Cancels what waits under keys that begin so: `reminder:forum=5:`. How many rows.
pub async fn cancel_keys(tx: &mut Tx, beginning: &str) -> sqlx::Result<u64> {
    let now = tx.now;
    let end = format!("{beginning}\u{10FFFF}");
    let cancelled = sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x'', key = null
         where key >= $1 and key < $2 and state = 'waiting'",
        beginning,
        end,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(cancelled.rows_affected())
}

/// Adds the messages of a notice to many people, in one statement: for each the person, and how many
/// messages it is in their language.
pub async fn add_words(tx: &mut Tx, notice: NoticeId, lane: Lane, people: &[(&Address, usize)]) -> sqlx::Result<()> {
    written(tx).await?;
    let (now, lane) = (tx.now, lane.number());
    let parts = |(to, parts): &(&Address, usize)| {
        let (person, channel, chat) = (to.person, to.channel.clone(), to.chat);
        let lang = Some(to.lang).filter(|lang| *lang != Lang::reference());
        (0..*parts).map(move |part| (person, channel.clone(), chat, lang, part)).collect::<Vec<_>>()
    };
    let rows: Vec<_> = people.iter().flat_map(parts).collect();
    let rows = serde_json::to_string(&rows).expect("strings and numbers");
    sqlx::query!(
        "insert into outbox (person, channel, chat, lane, payload, notice, lang, part, state, not_before)
         select value ->> 0, value ->> 1, value ->> 2, $3, x'', $1, value ->> 3, value ->> 4, 'waiting', $2
         from json_each($4)",
        notice,
        now,
        lane,
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many messages wait, counted up to `limit`.
pub async fn count_ready(tx: &mut Tx, limit: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from (select 1 from outbox where state = 'waiting' limit $1)"#,
        limit
    )
    .fetch_one(tx.conn())
    .await
}

/// How many replies to a chat wait, counted up to [`OPEN_MAX`].
pub async fn replies_waiting(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<i64> {
    let waiting = tx.foreseen::<Waiting>(Speaker { channel: channel.to_owned(), chat }).await?;
    Ok(waiting.unwrap_or(0))
}

/// Replies that wait, by chat.
struct Waiting;

impl Foreseen for Waiting {
    type Key = Speaker;
    type Value = i64;

    fn look_up<'a>(tx: &'a mut Tx, keys: &'a [Speaker]) -> BoxFuture<'a, sqlx::Result<Vec<(Speaker, i64)>>> {
        async move {
            waiting_written(tx).await?;
            let speakers = keys.iter().map(|speaker| (&speaker.channel, speaker.chat));
            let rows = count_waiting(tx, &rows::by_first(speakers), Lane::Reply).await?;
            Ok(rows.into_iter().map(|(channel, chat, waiting)| (Speaker { channel, chat }, waiting)).collect())
        }
        .boxed()
    }
}

/// How many messages of a lane wait for each of these chats, if any do.
async fn count_waiting(tx: &mut Tx, speakers: &str, lane: Lane) -> sqlx::Result<Vec<(String, ChatId, i64)>> {
    let lane = lane.number();
    let rows = sqlx::query!(
        r#"select o.channel as "channel!", o.chat as "chat!: ChatId", min(count(*), $3) as "waiting!: i64"
           from json_each($1) speaks cross join json_each(speaks.value) chat
           cross join outbox o on o.chat = chat.value and o.lane = $2 and o.state in ('waiting', 'sending')
                              and o.state = 'waiting' and o.channel = speaks.key
           group by o.channel, o.chat"#,
        speakers,
        lane,
        OPEN_MAX
    )
    .fetch_all(tx.reading())
    .await?;
    Ok(rows.into_iter().map(|row| (row.channel, row.chat, row.waiting)).collect())
}

/// Cancels the oldest messages that wait for these chats in a lane, beyond `most` a chat. The cross join
/// tells SQLite to go from the chats to their rows: the other way round it looks at every chat for every row.
pub async fn crowd_out(tx: &mut Tx, channel: &str, chats: &[ChatId], lane: Lane, most: i64) -> sqlx::Result<u64> {
    let (now, lane, chats) = (tx.now, lane.number(), serde_json::to_string(chats).expect("numbers can be written"));
    let gone = sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $5, payload = x'', error = 'crowded out'
         where id in (select w.id from json_each($2) c cross join outbox w
                      where w.chat = c.value and w.lane = $3 and w.state in ('waiting', 'sending')
                        and w.state = 'waiting' and w.channel = $1
                        and w.id < (select o.id from outbox o
                                    where o.chat = c.value and o.lane = $3 and o.state in ('waiting', 'sending')
                                      and o.state = 'waiting' and o.channel = $1 order by o.id desc limit 1 offset $4 - 1))",
        channel,
        chats,
        lane,
        most,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected())
}

/// Takes back a notice's messages to those to whom none of them has begun to be sent, as if they had
/// never been written; to whom they were.
pub async fn withdraw(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<Vec<PersonId>> {
    let people = sqlx::query_scalar!(
        r#"delete from outbox where state = 'waiting' and lane in (1, 2) and notice = $1 and person in (
               select person from outbox
               where state = 'waiting' and lane in (1, 2) and notice = $1 and part = 0 and unknown = 0)
           returning person as "person: PersonId""#,
        notice
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(people.into_iter().flatten().collect())
}

/// What of a notice has not been sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// People whose message waits or is on its way.
    pub open: i64,
    /// People whom it did not and will not reach.
    pub lost: i64,
}

/// Counts what of a notice has not been sent.
pub async fn unsent(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<Unsent> {
    sqlx::query_as!(
        Unsent,
        r#"select count(distinct case when state in ('waiting', 'sending') then person end) as "open!: i64",
                  count(distinct case when state in ('failed', 'cancelled') then person end) as "lost!: i64"
           from (select person, state from outbox where state = 'waiting' and lane in (1, 2) and notice = $1
                 union all
                 select person, state from outbox where state = 'sending' and run >= 0 and notice = $1
                 union all
                 select person, state from outbox
                 where state in ('failed', 'cancelled') and settled_at >= 0 and notice = $1)"#,
        notice
    )
    .fetch_one(tx.conn())
    .await
}
