//! The judge: compares what citizens were told with what lies in the database and on their screens.
//! It asks the database in words of its own, so that it shares no mistake with the stores.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use madang::channel::ChatId;
use madang::person;
use madang::poll::ballot::{self, Voter};
use madang::poll::{PollId, store};
use serde::Serialize;

use crate::Args;
use crate::town::{FIRST_CITIZEN, Town};

/// What came of it. The second group must be nothing but zeros.
#[derive(Debug, Default, Serialize)]
pub struct Verdict {
    rounds: u32,
    seed: u64,
    way: String,
    citizens: u32,
    kills: u64,
    troubles: u64,
    acts: u64,
    updates: i64,
    votes: u64,
    proposals: usize,
    seats: usize,
    reminders: i64,
    messages: usize,

    /// Acknowledged, and without effect.
    lost: i64,
    half_applied: i64,
    applied_twice: i64,
    unanswered: usize,
    /// Reminders that did not come, or came more often than kills explain.
    reminders_wrong: i64,
    /// The messenger was given calls that it does not know.
    wrong_calls: usize,

    /// Messages that came once more although they were not under way at a kill, and their answer was not
    /// withheld.
    duplicates_unexplained: usize,

    /// Messages that came once more.
    duplicates: usize,
    /// In words, what is wrong.
    complaints: Vec<String>,
}

impl Verdict {
    /// Whether the promise held.
    pub fn holds(&self) -> bool {
        self.complaints.is_empty()
    }

    fn complain(&mut self, what: String) {
        if self.complaints.len() < 20 {
            self.complaints.push(what);
        }
    }
}

pub async fn judge(town: &Town, args: &Args, finished: bool) -> anyhow::Result<Verdict> {
    let mut verdict = Verdict {
        rounds: args.rounds,
        seed: args.seed,
        way: format!("{:?}", args.way).to_lowercase(),
        citizens: args.citizens,
        ..Verdict::default()
    };
    {
        let ledger = town.ledger.open();
        (verdict.kills, verdict.acts, verdict.votes) = (ledger.kills, ledger.acts, ledger.votes_confirmed);
        verdict.troubles = ledger.troubles;
        verdict.duplicates_unexplained = ledger.unexplained.messages;
        verdict.unanswered = ledger.unanswered.len() + town.people().unanswered();
        verdict.complaints = ledger.unanswered.iter().chain(&ledger.unexplained.complaints).take(10).cloned().collect();
    }
    if !finished {
        verdict.complain("citizens still wait for an answer".into());
    }
    if town.people().unanswered() > 0 {
        verdict.complain(format!("{} presses have no answer", town.people().unanswered()));
    }
    let failures = town.people().failures();
    verdict.wrong_calls = failures.len();
    if let Some(first) = failures.first() {
        verdict.complain(format!("a call that Telegram does not know: {first:?}"));
    }
    sound(town, &mut verdict).await?;
    updates(town, &mut verdict).await?;
    votes(town, &mut verdict).await?;
    proposals(town, &mut verdict).await?;
    seats(town, &mut verdict).await?;
    messages(town, &mut verdict).await?;
    Ok(verdict)
}

/// The file itself.
async fn sound(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    if let Err(error) = madang::db::check(&town.database()).await {
        verdict.complain(format!("{error:#}"));
    }
    Ok(())
}

/// Telegram's numbers follow one another: none may be missing among those taken.
async fn updates(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    let mut tx = town.tx().await?;
    let (taken, first, last): (i64, Option<i64>, Option<i64>) =
        sqlx::query_as("select count(*), min(id), max(id) from update_taken").fetch_one(tx.conn()).await?;
    let aside: Vec<(String,)> = sqlx::query_as("select error from set_aside").fetch_all(tx.conn()).await?;
    tx.commit().await?;
    verdict.updates = taken;
    verdict.lost = first.zip(last).map_or(0, |(first, last)| last - first + 1 - taken);
    if verdict.lost > 0 {
        verdict.complain(format!("{} updates were acknowledged and not taken", verdict.lost));
    }
    if let Some((error,)) = aside.first() {
        verdict.complain(format!("{} updates were set aside: {error}", aside.len()));
    }
    Ok(())
}

/// In the box lies what each was last told, and nothing else.
async fn votes(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    let told = town.ledger.open().votes.clone();
    let mut tx = town.tx().await?;
    for poll in town.polls() {
        let whole = store::poll(&mut tx, PollId(poll)).await?.context("no poll is ever deleted")?;
        let (turnout, ballots): (i64, i64) = sqlx::query_as(
            "select (select count(*) from turnout where poll = $1), (select count(*) from ballot where poll = $1)",
        )
        .bind(poll)
        .fetch_one(tx.conn())
        .await?;
        let expected = i64::try_from(told.keys().filter(|(of, _)| *of == poll).count())?;
        if turnout != ballots {
            verdict.half_applied += (turnout - ballots).abs();
            verdict.complain(format!("poll {poll}: {turnout} took part, {ballots} ballots"));
        }
        if ballots != expected {
            verdict.lost += (expected - ballots).max(0);
            verdict.applied_twice += (ballots - expected).max(0);
            verdict.complain(format!("poll {poll}: {ballots} ballots, and {expected} were confirmed"));
        }
        for ((_, citizen), option) in told.iter().filter(|((of, _), _)| *of == poll) {
            let chat = ChatId(FIRST_CITIZEN + i64::from(*citizen));
            let person = person::store::meet(&mut tx, "telegram", chat, None).await?;
            let lies = ballot::vote_of(&mut tx, &town.city, &whole, &Voter::from(&person)).await?;
            if lies.is_none_or(|lies| lies.choices.plain() != option.to_string()) {
                verdict.lost += 1;
                verdict.complain(format!("poll {poll}: citizen {citizen}'s ballot is not what was confirmed"));
            }
        }
    }
    tx.commit().await
}

/// Each proposal whose receipt was read is there once, and none is there without one.
async fn proposals(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    let told = town.ledger.open().proposals.clone();
    let mut tx = town.tx().await?;
    let rows: Vec<(String,)> = sqlx::query_as("select title from proposal").fetch_all(tx.conn()).await?;
    tx.commit().await?;
    let mut lie: BTreeMap<&str, i64> = BTreeMap::new();
    for (title,) in &rows {
        *lie.entry(title).or_default() += 1;
    }
    verdict.proposals = rows.len();
    for (title, times) in &lie {
        if *times > 1 {
            verdict.applied_twice += times - 1;
            verdict.complain(format!("{title:?} was taken {times} times"));
        }
        if !told.contains_key(*title) {
            verdict.half_applied += 1;
            verdict.complain(format!("{title:?} was taken, and nobody read its receipt"));
        }
    }
    for title in told.keys().filter(|title| !lie.contains_key(title.as_str())) {
        verdict.lost += 1;
        verdict.complain(format!("{title:?} has a receipt, and is not there"));
    }
    Ok(())
}

/// Seats are as told; everybody with a seat before the reminder was due is reminded, once.
async fn seats(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    let told = town.ledger.open().seats.clone();
    let mut tx = town.tx().await?;
    let rows: Vec<(i64, i64)> = sqlx::query_as("select s.forum, p.chat from seat s join person p on p.id = s.person")
        .fetch_all(tx.conn())
        .await?;
    let seats: BTreeSet<(i64, i64)> = rows.into_iter().collect();
    verdict.seats = seats.len();
    for (forum, citizen) in told.keys() {
        if !seats.contains(&(*forum, FIRST_CITIZEN + i64::from(*citizen))) {
            verdict.lost += 1;
            verdict.complain(format!("forum {forum}: citizen {citizen} was told of a seat that is not there"));
        }
    }
    // One row a person and forum, each sent: the key says so, and the forums' planned reminders are done.
    let owed: Vec<(i64, i64, i64)> = sqlx::query_as(
        "select s.forum, s.person, (select count(*) from outbox o where o.state = 'sent'
             and o.key like 'reminder:forum=' || s.forum || ':person=' || s.person || ':%')
         from seat s join forum f on f.id = s.forum
         where s.at < f.starts_at - 7200000 - 1",
    )
    .fetch_all(tx.conn())
    .await?;
    tx.commit().await?;
    for (forum, person, times) in owed {
        verdict.reminders += times;
        if times != 1 {
            verdict.reminders_wrong += 1;
            verdict.complain(format!("forum {forum}: person {person} has {times} reminders on record"));
        }
    }
    Ok(())
}

/// Every message on record is on a screen, and all is sent.
async fn messages(town: &Town, verdict: &mut Verdict) -> anyhow::Result<()> {
    let mut tx = town.tx().await?;
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("select chat, message from outbox where message is not null").fetch_all(tx.conn()).await?;
    let open: i64 = sqlx::query_scalar("select count(*) from outbox where state in ('waiting', 'sending')")
        .fetch_one(tx.conn())
        .await?;
    tx.commit().await?;
    if open > 0 {
        verdict.unanswered += usize::try_from(open)?;
        verdict.complain(format!("{open} messages were not sent"));
    }
    let known: BTreeSet<(i64, i64)> = rows.into_iter().collect();
    for (number, chat) in town.chats().enumerate() {
        let shown = town.people().since(chat, 0);
        let ids: BTreeSet<i64> = shown.iter().filter_map(|message| message["message_id"].as_i64()).collect();
        for message in shown.iter().filter(|message| message["out"] == true) {
            verdict.messages += 1;
            let id = message["message_id"].as_i64().unwrap_or_default();
            if !known.contains(&(chat, id)) {
                verdict.duplicates += 1;
            }
        }
        let missing = known.iter().filter(|(of, id)| *of == chat && !ids.contains(id)).count();
        if missing > 0 {
            verdict.lost += i64::try_from(missing)?;
            verdict.complain(format!("{missing} messages to citizen {number} are on record and on no screen"));
        }
    }
    Ok(())
}
