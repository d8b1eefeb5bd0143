//! Citizens who have agreed and chosen, and press the last button: the database before the load.

use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use chrono::TimeDelta;
use madang::bot::{Press, Words};
use madang::channel::ChatId;
use madang::city::{City, Preset};
use madang::clock::{Clock, System};
use madang::db::{self, Db, Tx};
use madang::person;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::keys::Keys;
use madang::poll::{Candidate, OptionId, Poll, PollId, life};
use madang::text::Catalog;

pub const TOKEN: &str = "1000000001:MEASURED";
const POLLS_SPREAD: usize = 100;
const PAGE: usize = 1_000;

/// Where the votes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voters {
    /// All to one poll.
    One,
    /// To many polls.
    Spread,
}

pub struct Town {
    folder: tempfile::TempDir,
    updates: Vec<String>,
}

impl Town {
    pub async fn found(votes: usize, voters: Voters) -> anyhow::Result<Town> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let file = folder.path().join("madang.db");
        db::migrate(&file, System.now()).await?;
        let db = Db::open(&file, Arc::new(System)).await?;
        db.write(async |tx: &mut Tx| Ok(db::store::kind_or(tx, "real").await?)).await?;
        let preset = Preset::load("seongnam")?;
        let catalog = Catalog::new(preset.zone)?;
        let keys = Keys::open(&folder.path().join("madang.keys"))?;
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let polls = publish(&db, &city, if voters == Voters::One { 1 } else { POLLS_SPREAD }).await?;
        let mut updates = Vec::with_capacity(votes);
        while updates.len() < votes {
            let (from, to) = (updates.len(), votes.min(updates.len() + PAGE));
            let (city, polls) = (city.clone(), polls.clone());
            updates.extend(db.write(async move |tx: &mut Tx| choose(tx, &city, &polls, from..to).await).await?);
        }
        db.checkpoint().await;
        db.close().await;
        Ok(Town { folder, updates })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn updates(&self) -> Vec<String> {
        self.updates.clone()
    }

    /// Whether every vote is in the box, once: a figure for votes that were lost is none.
    pub async fn counted(&self, votes: usize) -> anyhow::Result<()> {
        let mut tx = db::beside(&self.folder.path().join("madang.db"), System.now()).await?;
        let (turnout, ballots): (i64, i64) =
            sqlx::query_as("select (select count(*) from turnout), (select count(*) from ballot)")
                .fetch_one(tx.conn())
                .await?;
        tx.commit().await?;
        let votes = i64::try_from(votes)?;
        ensure!((turnout, ballots) == (votes, votes), "{turnout} took part, {ballots} ballots, {votes} voted");
        Ok(())
    }
}

async fn publish(db: &Db, city: &Arc<City>, count: usize) -> anyhow::Result<Vec<PollId>> {
    let mut polls = Vec::new();
    for number in 1..=count {
        let options = (1..=8).map(|id| Candidate::new(OptionId(id), Words::only(format!("후보 사업 {id}"))));
        let (now, question) = (System.now(), Words::only(format!("{number}번째로 먼저 할 사업은?")));
        let poll = Poll::new(question, options.collect(), now, now + TimeDelta::days(10));
        let city = city.clone();
        polls.push(db.write(async move |tx: &mut Tx| life::publish(tx, &city, None, poll.clone()).await).await?);
    }
    Ok(polls)
}

async fn choose(
    tx: &mut Tx,
    city: &City,
    polls: &[PollId],
    numbers: std::ops::Range<usize>,
) -> anyhow::Result<Vec<String>> {
    let mut updates = Vec::new();
    for number in numbers {
        let (poll, n) = (polls[number % polls.len()], i64::try_from(number)?);
        let person = person::store::meet(tx, "telegram", ChatId(chat(n)), Some("ko")).await?;
        for item in person::Consent::ALL {
            person::store::add_consent(tx, person.id, item, city.preset.privacy.version, true).await?;
        }
        person::store::join(tx, person.id).await?;
        // The announcement of a poll would reach all of them.
        person::store::set_hears(tx, person.id, &[], true).await?;
        let choices = Choices::one(OptionId(1 + n % 8));
        ballot::keep_draft(tx, city, poll, person.id, &choices).await?;
        let mark = Voter::from(&person).mark(city, poll, &choices)?;
        updates.push(update(n + 1, n, &Press::Poll(madang::poll::Press::Cast(poll, mark)).encode()));
    }
    Ok(updates)
}

fn chat(number: i64) -> i64 {
    1_000_000 + number
}

/// A press as Telegram brings it.
pub fn update(id: i64, voter: i64, data: &str) -> String {
    let chat = chat(voter);
    serde_json::json!({
        "update_id": id,
        "callback_query": {
            "id": format!("{id}"),
            "from": {"id": chat, "is_bot": false, "first_name": "Mina", "language_code": "ko"},
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 2,
                "date": 1_790_000_000,
                "chat": {"id": chat, "type": "private", "first_name": "Mina"},
                "from": {"id": 1, "is_bot": true, "first_name": "Madang", "username": "madang_bot"},
                "text": "이대로 투표할까요?",
            },
        },
    })
    .to_string()
}
