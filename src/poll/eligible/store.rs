//! The SQL of rolls and codes. No statement here names a person and a code at once.

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::PollId;
use crate::poll::eligible::rules::Tries;
use crate::poll::eligible::{Spent, Tie};

/// What stands on a poll's roll about somebody.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Whether they said that their age fits.
    pub age: Option<bool>,
    /// Whether they came with a code.
    pub code: bool,
    /// Whether they have voted, and so may until the close.
    pub admitted: bool,
    /// Where they belonged then.
    pub gu: Option<String>,
    /// How.
    pub tie: Option<Tie>,
}

/// What stands on a poll's roll about somebody; nothing, for most.
pub async fn entry(tx: &mut Tx, poll: PollId, person: PersonId) -> sqlx::Result<Entry> {
    let found = sqlx::query_as!(
        Entry,
        r#"select age as "age: bool", code as "code: bool", admitted is not null as "admitted!: bool", gu,
                  tie as "tie: Tie"
           from poll_roll where poll = $1 and person = $2"#,
        poll,
        person
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.unwrap_or_default())
}

/// How somebody belongs to where they belong.
pub async fn tie(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<Tie>> {
    let found = sqlx::query_scalar!(r#"select tie as "tie: Tie" from person where id = $1"#, person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found.flatten())
}

/// They have said whether their age fits.
pub async fn set_age(tx: &mut Tx, poll: PollId, person: PersonId, fits: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_roll (poll, person, age) values ($1, $2, $3)
         on conflict (poll, person) do update set age = excluded.age",
        poll,
        person,
        fits
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// They have come with a code.
pub async fn set_code(tx: &mut Tx, poll: PollId, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_roll (poll, person, code) values ($1, $2, 1)
         on conflict (poll, person) do update set code = 1",
        poll,
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// They vote for the first time, as who they are on that day.
pub async fn admit(
    tx: &mut Tx,
    poll: PollId,
    person: PersonId,
    day: &str,
    gu: Option<&str>,
    tie: Option<Tie>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_roll (poll, person, admitted, gu, tie) values ($1, $2, $3, $4, $5)
         on conflict (poll, person) do update
         set admitted = excluded.admitted, gu = excluded.gu, tie = excluded.tie",
        poll,
        person,
        day,
        gu,
        tie
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A poll's roll is needed no longer.
pub async fn empty_roll(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_roll where poll = $1", poll).execute(tx.conn()).await?;
    Ok(())
}

/// What stands on rolls about somebody, for themselves.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<(PollId, Entry, Option<String>)>> {
    let rows = sqlx::query!(
        r#"select poll as "poll!: PollId", age as "age: bool", code as "code: bool", admitted, gu, tie as "tie: Tie"
           from poll_roll where person = $1 order by poll"#,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    let entry = |row: (Option<bool>, bool, bool, Option<String>, Option<Tie>)| {
        let (age, code, admitted, gu, tie) = row;
        Entry { age, code, admitted, gu, tie }
    };
    let named = rows.into_iter().map(|row| {
        let day = row.admitted;
        (row.poll, entry((row.age, row.code, day.is_some(), row.gu, row.tie)), day)
    });
    Ok(named.collect())
}

/// Keeps the hashes of new codes.
pub async fn add_codes(tx: &mut Tx, poll: PollId, hashes: &[[u8; 32]]) -> sqlx::Result<()> {
    let hashes: Vec<String> = hashes.iter().map(|hash| data_encoding::HEXLOWER.encode(hash)).collect();
    let hashes = serde_json::to_string(&hashes).expect("strings can be written");
    sqlx::query!("insert into poll_code (poll, hash) select $1, unhex(value) from json_each($2)", poll, hashes)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Uses a code; whether there is such a one that was not used before.
pub async fn use_code(tx: &mut Tx, poll: PollId, hash: &[u8], inner: &[u8]) -> sqlx::Result<bool> {
    let used = sqlx::query!(
        "update poll_code set used = $3 where poll = $1 and hash = $2 and used is null",
        poll,
        hash,
        inner
    )
    .execute(tx.conn())
    .await?;
    Ok(used.rows_affected() > 0)
}

/// Where a code was used: nothing if there is no such code, and none inside if it was not.
pub async fn spent(tx: &mut Tx, poll: PollId, hash: &[u8]) -> sqlx::Result<Option<Option<Spent>>> {
    let row = sqlx::query!(
        r#"select used is not null as "used!: bool", used_at from poll_code where poll = $1 and hash = $2"#,
        poll,
        hash
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| {
        row.used.then_some(match row.used_at.as_deref() {
            Some("onsite") => Spent::OnSite,
            Some(_) => Spent::Paper,
            None => Spent::Telephone,
        })
    }))
}

/// Uses a code up at a desk; whether there is such a one that was not used before.
pub async fn spend(tx: &mut Tx, poll: PollId, hash: &[u8], inner: &[u8], at: Spent) -> sqlx::Result<bool> {
    let at = match at {
        Spent::Telephone => None,
        Spent::OnSite => Some("onsite"),
        Spent::Paper => Some("paper"),
    };
    let used = sqlx::query!(
        "update poll_code set used = $3, used_at = $4 where poll = $1 and hash = $2 and used is null",
        poll,
        hash,
        inner,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(used.rows_affected() > 0)
}

/// How many codes were used for ballots on paper.
pub async fn count_spent_on_paper(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from poll_code where poll = $1 and used_at = 'paper'"#, poll)
        .fetch_one(tx.conn())
        .await
}

/// How many codes a poll has, and how many of them are used.
pub async fn count_codes(tx: &mut Tx, poll: PollId) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) as "made!: i64", count(used) as "used!: i64" from poll_code where poll = $1"#,
        poll
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.made, row.used))
}

/// Wrong codes that somebody sent.
pub async fn tries(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<Tries>> {
    sqlx::query_as!(
        Tries,
        r#"select since as "since: Moment", tries as count from poll_code_try where person = $1"#,
        person
    )
    .fetch_optional(tx.conn())
    .await
}

/// Keeps how many they were.
pub async fn set_tries(tx: &mut Tx, person: PersonId, tries: Tries) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_code_try (person, since, tries) values ($1, $2, $3)
         on conflict (person) do update set since = excluded.since, tries = excluded.tries",
        person,
        tries.since,
        tries.count
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets wrong codes: somebody's, once a right one came.
pub async fn forget_tries(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_code_try where person = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets wrong codes that do not count any more.
pub async fn forget_old_tries(tx: &mut Tx, before: Moment) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_code_try where since <= $1", before).execute(tx.conn()).await?;
    Ok(())
}
