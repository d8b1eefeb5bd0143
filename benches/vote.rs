//! What one vote costs: from Telegram's raw update to the commit, in this process, on a database on
//! a disk that is made to keep every commit (`synchronous=FULL`), with 64 citizens' updates waiting.
//!
//! Every citizen is another one, has agreed and chosen, and presses the last button; what is
//! answered is kept in the outbox and swallowed by a messenger that does nothing. Besides
//! criterion's time two lines tell the processor time of this process for each update: of taking it, and
//! of sending what was answered. Run with `cargo bench --bench vote`.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use criterion::{Criterion, Throughput};
use futures::FutureExt;
use futures::future::{BoxFuture, join_all};
use madang::bot::{Press, Words};
use madang::channel::telegram::Telegram;
use madang::channel::{Bytes, Channel, ChatId, Inbound, MessageId, Outbound, SendError};
use madang::city::{City, Preset};
use madang::clock::{Clock, System};
use madang::db::{self, Db};
use madang::inbox::{Inbox, Taken};
use madang::outbox::pace::Limits;
use madang::outbox::{self, Outbox};
use madang::person;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::keys::Keys;
use madang::poll::{Candidate, OptionId, Poll, PollId, life};
use madang::text::Catalog;

/// Updates that wait for the writer at once.
const WAITING: usize = 64;
/// Votes whose answers the sender can be handed while it does not send; what is beyond waits for it to
/// look at the table.
const UNSENT: usize = 6 * WAITING;
/// Updates of the second measurement, the one that counts processor time.
const COUNTED: usize = 64 * 64;

/// Telegram's way to read, and nobody to send to.
struct Swallow(Telegram);

impl Channel for Swallow {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        self.0.read(raw)
    }

    fn send<'a>(
        &'a self,
        _: ChatId,
        _: &'a Outbound,
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async { Ok(Some(MessageId(2))) }.boxed()
    }
}

/// A town with one open poll.
struct Bench {
    _folder: tempfile::TempDir,
    db: Db,
    city: Arc<City>,
    inbox: Inbox,
    outbox: Outbox,
    poll: PollId,
    next: i64,
}

impl Bench {
    async fn start() -> anyhow::Result<Bench> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let (file, clock) = (folder.path().join("bench.db"), Arc::new(System));
        db::migrate(&file, clock.now()).await?;
        let db = Db::open(&file, clock.clone()).await?;
        let preset = Preset::load("seongnam")?;
        let catalog = Catalog::new(preset.zone)?;
        let keys = Keys::open(&folder.path().join("keys"))?;
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async move |tx| Ok(outbox::store::begin_run(tx).await?)).await?;
        let channel = Arc::new(Swallow(Telegram::new("http://127.0.0.1:9", "1:BENCH")?));
        let outbox = Outbox::new(db.clone(), city.clone(), channel.clone(), run, Limits::NONE).await?;
        let inbox = Inbox::new(db.clone(), city.clone(), channel, outbox.clone());
        let options = (1..=8).map(|id| Candidate::new(OptionId(id), Words::only(format!("후보 사업 {id}"))));
        let now = clock.now();
        let poll = Poll::new(Words::only("먼저 할 사업은?"), options.collect(), now, now + chrono::TimeDelta::days(10));
        let at = city.clone();
        let poll = db.write(async move |tx| life::publish(tx, &at, None, poll.clone()).await).await?;
        Ok(Bench { _folder: folder, db, city, inbox, outbox, poll, next: 1 })
    }

    /// Citizens who have agreed and chosen, and the raw updates with which they cast their votes.
    async fn voters(&mut self, count: usize) -> anyhow::Result<Vec<String>> {
        let mut raw = Vec::with_capacity(count);
        while raw.len() < count {
            let (from, city, poll) = (self.next, self.city.clone(), self.poll);
            let to = from + i64::try_from((count - raw.len()).min(1000))?;
            let marks = self.db.write(async move |tx| made(tx, &city, poll, from, to).await).await?;
            raw.extend(
                (from..to)
                    .zip(marks)
                    .map(|(number, mark)| update(number, &Press::Poll(madang::poll::Press::Cast(poll, mark)))),
            );
            self.next = to;
        }
        Ok(raw)
    }

    /// Takes the updates, always `WAITING` of them at once.
    async fn take(&self, raw: Vec<String>) -> anyhow::Result<()> {
        let mut raw = raw.into_iter().peekable();
        while raw.peek().is_some() {
            let waiting = raw.by_ref().take(WAITING).map(|raw| {
                let inbox = self.inbox.clone();
                async move { inbox.take(raw).await }
            });
            for taken in join_all(waiting).await {
                anyhow::ensure!(taken? == Taken::Done, "a vote was not taken");
            }
        }
        Ok(())
    }

    async fn counts(&self) -> anyhow::Result<(i64, i64)> {
        let mut tx = self.db.read().await?;
        Ok((ballot::store::turnout(&mut tx, self.poll).await?, ballot::store::count(&mut tx, self.poll).await?))
    }
}

async fn made(tx: &mut db::Tx, city: &City, poll: PollId, from: i64, to: i64) -> anyhow::Result<Vec<String>> {
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
fn update(number: i64, press: &Press) -> String {
    let chat = 1_000_000 + number;
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
fn processor_time() -> anyhow::Result<Duration> {
    /// Linux counts in hundredths of a second here, whatever the kernel's own clock.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").context("processor time is read from /proc")?;
    let (_, rest) = stat.rsplit_once(')').context("the process has a name in brackets")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| -> anyhow::Result<u32> { Ok(fields.get(at).context("the line is long")?.parse()?) };
    Ok(TICK * (ticks(11)? + ticks(12)?))
}

fn main() -> anyhow::Result<()> {
    let mut criterion =
        Criterion::default().configure_from_args().sample_size(20).measurement_time(Duration::from_secs(8));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut bench = runtime.block_on(Bench::start())?;

    let mut group = criterion.benchmark_group("vote");
    group.throughput(Throughput::Elements(WAITING as u64));
    group.bench_function("64 raw updates to one commit", |bencher| {
        bencher.iter_custom(|rounds| {
            let rounds = usize::try_from(rounds).unwrap_or(1);
            runtime.block_on(timed(&mut bench, rounds * WAITING)).expect("votes are taken").taking.wall
        });
    });
    group.finish();

    let Timed { taking, sending } = runtime.block_on(timed(&mut bench, COUNTED))?;
    let (turnout, ballots) = runtime.block_on(bench.counts())?;
    anyhow::ensure!(turnout == ballots, "{turnout} took part, {ballots} ballots");
    let each = |time: Duration| time.as_secs_f64() * 1e6 / COUNTED as f64;
    println!(
        "vote/to the commit: {COUNTED} updates, {:.0} updates/s, {:.0} µs wall and {:.0} µs processor each",
        COUNTED as f64 / taking.wall.as_secs_f64(),
        each(taking.wall),
        each(taking.busy)
    );
    println!(
        "vote/sending what was answered, settled in batches: {:.0} µs wall and {:.0} µs processor each",
        each(sending.wall),
        each(sending.busy)
    );
    Ok(())
}

/// What something took.
#[derive(Default)]
struct Cost {
    wall: Duration,
    busy: Duration,
}

impl Cost {
    async fn add(&mut self, work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
        let (start, busy) = (Instant::now(), processor_time()?);
        work.await?;
        self.wall += start.elapsed();
        self.busy += processor_time()? - busy;
        Ok(())
    }
}

#[derive(Default)]
struct Timed {
    taking: Cost,
    sending: Cost,
}

/// What it costs to bring that many votes to the disk, and by itself what it costs to send what was answered.
async fn timed(bench: &mut Bench, count: usize) -> anyhow::Result<Timed> {
    let raw = bench.voters(count).await?;
    let mut timed = Timed::default();
    for raw in raw.chunks(UNSENT) {
        timed.taking.add(bench.take(raw.to_vec())).await?;
        timed.sending.add(sent(bench)).await?;
    }
    Ok(timed)
}

/// Sends what waits.
async fn sent(bench: &Bench) -> anyhow::Result<()> {
    while bench.outbox.pass().await? {}
    let open = outbox::store::any_open(&mut bench.db.read().await?, "telegram").await?;
    anyhow::ensure!(!open, "something was not sent");
    Ok(())
}
