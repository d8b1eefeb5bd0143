//! What benchmarks share: a town with an open poll on a disk that keeps every commit, and people who
//! are about to vote.

#![allow(dead_code, reason = "each benchmark uses its part")]
#![allow(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use madang::bot::{Press, Words};
use madang::channel::telegram::Telegram;
use madang::channel::{Channel, ChatId};
use madang::city::{City, Preset};
use madang::clock::{Clock, System};
use madang::db::{self, Db, Tx};
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::keys::Keys;
use madang::poll::{Candidate, OptionId, Poll, PollId, life};
use madang::text::Catalog;
use madang::{outbox, person, poll};

/// The town.
pub struct Hall {
    pub folder: tempfile::TempDir,
    pub db: Db,
    pub city: Arc<City>,
    pub channel: Arc<dyn Channel>,
    pub run: i64,
    pub poll: PollId,
    next: i64,
}

impl Hall {
    /// A town whose messenger is at that address.
    pub async fn open(api: &str) -> anyhow::Result<Hall> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let (file, clock) = (folder.path().join("bench.db"), Arc::new(System));
        db::migrate(&file, clock.now()).await?;
        let db = Db::open(&file, clock.clone()).await?;
        let preset = Preset::load("seongnam")?;
        let catalog = Catalog::new(preset.zone)?;
        let keys = Keys::open(&folder.path().join("keys"))?;
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async |tx: &mut Tx| Ok(outbox::store::begin_run(tx).await?)).await?;
        let channel = Arc::new(Telegram::new(api, "1:BENCH")?);
        let options = (1..=8).map(|id| Candidate::new(OptionId(id), Words::only(format!("후보 사업 {id}"))));
        let now = clock.now();
        let poll = Poll::new(Words::only("먼저 할 사업은?"), options.collect(), now, now + chrono::TimeDelta::days(10));
        let at = city.clone();
        let poll = db.write(async move |tx: &mut Tx| life::publish(tx, &at, None, poll.clone()).await).await?;
        Ok(Hall { folder, db, city, channel, run, poll, next: 1 })
    }

    /// Citizens who have agreed and chosen, and the raw updates with which they cast their votes.
    pub async fn voters(&mut self, count: usize) -> anyhow::Result<Vec<String>> {
        let mut raw = Vec::with_capacity(count);
        while raw.len() < count {
            let (from, city, poll) = (self.next, self.city.clone(), self.poll);
            let to = from + i64::try_from((count - raw.len()).min(1000))?;
            let marks = self.db.write(async move |tx: &mut Tx| made(tx, &city, poll, from, to).await).await?;
            raw.extend((from..to).zip(marks).map(|(number, mark)| {
                press(number, 1_000_000 + number, &Press::Poll(poll::Press::Cast(self.poll, mark)))
            }));
            self.next = to;
        }
        Ok(raw)
    }

    /// Turnout and ballots.
    pub async fn counts(&self) -> anyhow::Result<(i64, i64)> {
        let mut tx = self.db.read().await?;
        Ok((ballot::store::turnout(&mut tx, self.poll).await?, ballot::store::count(&mut tx, self.poll).await?))
    }

    /// Waits until everything is sent.
    pub async fn all_sent(&self) -> anyhow::Result<()> {
        loop {
            let mut tx = self.db.read().await?;
            if !outbox::store::any_open(&mut tx, "telegram").await? {
                return Ok(());
            }
            drop(tx);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn made(tx: &mut Tx, city: &City, poll: PollId, from: i64, to: i64) -> anyhow::Result<Vec<String>> {
    let mut marks = Vec::new();
    for number in from..to {
        let chat = ChatId(1_000_000 + number);
        let person = person::store::meet(tx, "telegram", chat, Some("ko")).await?;
        for item in person::Consent::ALL {
            person::store::add_consent(tx, person.id, item, city.preset.privacy.version, true).await?;
        }
        person::store::join(tx, person.id).await?;
        let choices = Choices::one(OptionId(1 + number % 8));
        ballot::keep_draft(tx, city, poll, person.id, &choices).await?;
        marks.push(Voter::from(&person).mark(city, poll, &choices)?);
    }
    Ok(marks)
}

/// A press as Telegram brings it.
pub fn press(number: i64, chat: i64, press: &Press) -> String {
    serde_json::json!({
        "update_id": number,
        "callback_query": {
            "id": format!("{number}"),
            "from": {"id": chat, "is_bot": false, "first_name": "Mina", "language_code": "ko"},
            "chat_instance": "1",
            "data": press.encode(),
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

/// Processor time of this process so far, all threads, ended ones too.
pub fn processor_time() -> anyhow::Result<Duration> {
    /// Linux counts in hundredths of a second here, whatever the kernel's own clock.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").context("processor time is read from /proc")?;
    let (_, rest) = stat.rsplit_once(')').context("the process has a name in brackets")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| -> anyhow::Result<u32> { Ok(fields.get(at).context("the line is long")?.parse()?) };
    Ok(TICK * (ticks(11)? + ticks(12)?))
}
