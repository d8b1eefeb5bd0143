//! The SQL of people.

mod audience;
mod consents;

pub use audience::{Audience, count_audience, count_to_come, page_audience};
pub use consents::{add_consent, consent_history, consents, forget_consents};

use std::collections::BTreeMap;

use chrono::TimeDelta;
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::channel::{ChatId, Speaker};
use crate::city::DongCode;
use crate::clock::Moment;
use crate::db::{Foreseen, Together, Tx, rows};
use crate::outbox;
use crate::person::{Address, Person, PersonId, Role, Standing, Topic};
use crate::text::Lang;

/// How exactly we know when somebody was last here: a write for each of their messages would be the
/// dearest part of many.
const SEEN_EXACTLY: TimeDelta = TimeDelta::minutes(10);

/// The person of a chat, made on first sight; being here again also means that they are reachable.
pub async fn meet(tx: &mut Tx, channel: &str, chat: ChatId, tag: Option<&str>) -> sqlx::Result<Person> {
    let now = tx.now;
    if let Some(row) = find_row(tx, channel, chat).await? {
        if row.gone_at.is_some() {
            returned(tx, row.id).await?;
        } else if row.seen_at <= now - SEEN_EXACTLY {
            tx.together::<Here>().0.push(row.id);
        }
        return Ok(row.person());
    }
    let lang = match tag {
        Some(tag) => Lang::find(tag).or_else(|| Lang::find("en")).unwrap_or(Lang::reference()),
        None => Lang::reference(),
    };
    let code = lang.code();
    sqlx::query!(
        "insert into person (channel, chat, lang, met_at, seen_at) values ($1, $2, $3, $4, $4)",
        channel,
        chat,
        code,
        now
    )
    .execute(tx.conn())
    .await?;
    look(tx, channel, chat).await
}

/// Somebody is here again whom we could not reach.
async fn returned(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update person set seen_at = max(seen_at, $2), gone_at = null where id = $1", person, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Who was here in a batch: written once at its end. Only who comes after days asks when that was.
#[derive(Default)]
struct Here(Vec<PersonId>);

impl Together for Here {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        async move {
            let people = std::mem::take(&mut self.0);
            if people.is_empty() {
                return Ok(());
            }
            seen(tx, &serde_json::to_string(&people).expect("numbers can be written")).await
        }
        .boxed()
    }
}

async fn seen(tx: &mut Tx, people: &str) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update person set seen_at = max(seen_at, $2) where id in (select value from json_each($1))",
        people,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The person of a chat whom we know.
pub async fn look(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Person> {
    let row = find_row(tx, channel, chat).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(row.person())
}

/// Every update begins with this, so one statement does it for all of a batch.
async fn find_row(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Option<Row>> {
    tx.foreseen::<People>(Speaker { channel: channel.to_owned(), chat }).await
}

/// The people of chats.
struct People;

impl Foreseen for People {
    type Key = Speaker;
    type Value = Row;

    fn look_up<'a>(tx: &'a mut Tx, keys: &'a [Speaker]) -> BoxFuture<'a, sqlx::Result<Vec<(Speaker, Row)>>> {
        async move {
            let speakers = keys.iter().map(|speaker| (&speaker.channel, speaker.chat));
            let rows = find_rows(tx, &rows::by_first(speakers)).await?;
            let named = |row: Row| (Speaker { channel: row.channel.clone(), chat: row.chat }, row);
            Ok(rows.into_iter().map(named).collect())
        }
        .boxed()
    }
}

async fn find_rows(tx: &mut Tx, speakers: &str) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select p.id as "id!: PersonId", p.channel as "channel!", p.chat as "chat!: ChatId", p.lang as "lang!: Lang",
                  p.standing as "standing!: Standing", p.target, p.dong as "dong: DongCode",
                  p.interests as "interests!", p.nickname, p.hears as "hears!", p.stopped as "stopped!: bool",
                  p.dialogue, p.gone_at as "gone_at: Moment", p.seen_at as "seen_at!: Moment",
                  (select role from staff where staff.person = p.id) as "role?: Role",
                  (select group_concat(item || ' ' || version) from consent
                   where person = p.id and granted = 1) as "granted: String"
           from json_each($1) channel cross join json_each(channel.value) chat
           cross join person p on p.channel = channel.key and p.chat = chat.value"#,
        speakers
    )
    .fetch_all(tx.reading())
    .await
}

/// A person as they lie in the database.
struct Row {
    id: PersonId,
    channel: String,
    chat: ChatId,
    lang: Lang,
    standing: Standing,
    target: Option<String>,
    dong: Option<DongCode>,
    interests: String,
    nickname: Option<String>,
    hears: String,
    stopped: bool,
    dialogue: Option<String>,
    role: Option<Role>,
    /// Each consent that was given, with the version of the notice that it was given to.
    granted: Option<String>,
    gone_at: Option<Moment>,
    seen_at: Moment,
}

impl Row {
    fn person(self) -> Person {
        Person {
            id: self.id,
            channel: self.channel,
            chat: self.chat,
            lang: self.lang,
            standing: self.standing,
            target: self.target,
            dong: self.dong,
            interests: serde_json::from_str(&self.interests).unwrap_or_default(),
            nickname: self.nickname,
            hears: serde_json::from_str(&self.hears).unwrap_or_default(),
            stopped: self.stopped,
            dialogue: self.dialogue,
            consent_version: self.granted.as_deref().and_then(oldest),
            role: self.role,
            kept: true,
        }
    }
}

/// The version of the notice that all consents stand for: of each item the newest counts, and of these the
/// oldest. SQLite would sort for that, and this is read at every update.
fn oldest(granted: &str) -> Option<i64> {
    let mut newest: BTreeMap<&str, i64> = BTreeMap::new();
    for (item, version) in granted.split(',').filter_map(|one| one.split_once(' ')) {
        let version: i64 = version.parse().ok()?;
        newest.entry(item).and_modify(|known| *known = version.max(*known)).or_insert(version);
    }
    newest.into_values().min()
}

/// The person of a chat, if we know them.
pub async fn find(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(r#"select id as "id!: PersonId" from person where channel = $1 and chat = $2"#, channel, chat)
        .fetch_optional(tx.conn())
        .await
}

/// Where to reach a person who can be reached.
pub async fn address(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<Address>> {
    sqlx::query_as!(
        Address,
        r#"select id as "person!: PersonId", channel, chat as "chat: ChatId", lang as "lang: Lang"
           from person where id = $1 and gone_at is null"#,
        person
    )
    .fetch_optional(tx.conn())
    .await
}

/// A person's nickname.
pub async fn nickname(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<String>> {
    let found =
        sqlx::query_scalar!("select nickname from person where id = $1", person).fetch_optional(tx.conn()).await?;
    Ok(found.flatten())
}

/// The channel cannot reach them any more.
pub async fn gone(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update person set gone_at = $3 where channel = $1 and chat = $2", channel, chat, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Their chat has another number from now on, unless somebody else is known by that.
pub async fn moved(tx: &mut Tx, channel: &str, from: ChatId, to: ChatId) -> sqlx::Result<()> {
    sqlx::query!("update or ignore person set chat = $3 where channel = $1 and chat = $2", channel, from, to)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The channel can reach them again.
pub async fn back(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    sqlx::query!("update person set gone_at = null where channel = $1 and chat = $2", channel, chat)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What a deep link asked for waits for consent.
pub async fn set_target(tx: &mut Tx, person: PersonId, target: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!("update person set target = $2 where id = $1", person, target).execute(tx.conn()).await?;
    Ok(())
}

/// A visitor takes part from now on.
pub async fn join(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update person set standing = 'member', target = null, joined_at = coalesce(joined_at, $2) where id = $1",
        person,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Where they belong; none is "not told".
pub async fn set_dong(tx: &mut Tx, person: PersonId, dong: Option<&DongCode>, tie: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!("update person set dong = $2, tie = $3 where id = $1", person, dong, tie).execute(tx.conn()).await?;
    Ok(())
}

/// What interests them: ids of fields.
pub async fn set_interests(tx: &mut Tx, person: PersonId, interests: &[String]) -> sqlx::Result<()> {
    let json = serde_json::to_string(interests).unwrap_or_default();
    sqlx::query!("update person set interests = $2 where id = $1", person, json).execute(tx.conn()).await?;
    Ok(())
}

/// Their public name.
pub async fn set_nickname(tx: &mut Tx, person: PersonId, nickname: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!("update person set nickname = $2 where id = $1", person, nickname).execute(tx.conn()).await?;
    Ok(())
}

/// Their language.
pub async fn set_lang(tx: &mut Tx, person: PersonId, lang: Lang) -> sqlx::Result<()> {
    let code = lang.code();
    sqlx::query!("update person set lang = $2 where id = $1", person, code).execute(tx.conn()).await?;
    Ok(())
}

/// What they want to hear of.
pub async fn set_hears(tx: &mut Tx, person: PersonId, hears: &[Topic], stopped: bool) -> sqlx::Result<()> {
    let json = serde_json::to_string(hears).unwrap_or_default();
    sqlx::query!("update person set hears = $2, stopped = $3 where id = $1", person, json, stopped)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Erases a person. What refers to them goes too, or remembers a bare number.
pub async fn erase(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    outbox::store::written(tx).await?;
    sqlx::query!("delete from person where id = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets visitors who were last seen before `before`, and what they had begun to agree to.
pub async fn forget_visitors(tx: &mut Tx, before: Moment) -> sqlx::Result<u64> {
    tx.flush::<Here>().await?;
    sqlx::query!(
        "delete from consent where person in (select id from person where standing = 'visitor' and seen_at < $1)",
        before
    )
    .execute(tx.conn())
    .await?;
    let gone = sqlx::query!("delete from person where standing = 'visitor' and seen_at < $1", before)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected())
}

/// Members without a role who have not been here since `before`: channel and chat.
pub async fn unseen_since(tx: &mut Tx, before: Moment, limit: i64) -> sqlx::Result<Vec<(String, ChatId)>> {
    tx.flush::<Here>().await?;
    let rows = sqlx::query!(
        r#"select channel, chat as "chat: ChatId" from person
           where standing = 'member' and seen_at < $1 and id not in (select person from staff) limit $2"#,
        before,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.channel, row.chat)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consents_stand_for_the_oldest_of_the_newest_of_each_item() {
        assert_eq!(oldest("age 2,collection 1,collection 3,transfer 3"), Some(2));
        assert_eq!(oldest("collection 3,collection 1"), Some(3));
        assert_eq!(oldest(""), None);
    }
}
