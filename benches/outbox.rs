//! What the way out costs: a broadcast without a limit, a start with very many rows waiting, replies
//! beside a broadcast at Telegram's pace, and what rows weigh on the disk.
//!
//! In this process, on a database on a disk that is made to keep every commit (`synchronous=FULL`), with
//! a messenger that answers at once. The processor time is that of this whole process. Each figure is
//! printed with its unit. `cargo bench --bench outbox` prints all of them for ten thousand people and
//! their tenfold; a name prints one (`broadcast`, `start`, `replies`, `growth`), a number sets how many
//! people: `cargo bench --bench outbox -- start 1000000`.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::Context;
use futures::FutureExt;
use futures::future::BoxFuture;
use madang::bot::Card;
use madang::channel::telegram::Telegram;
use madang::channel::{Bytes, Channel, ChatId, Inbound, Keys, MessageId, Outbound, SendError};
use madang::city::{City, Preset};
use madang::clock::{Clock, System};
use madang::db::{self, Db, Tx};
use madang::inbox::Inbox;
use madang::notice::{self, Audience};
use madang::outbox::pace::Limits;
use madang::outbox::{self, Hands, Lane, Letter, Line, Outbox};
use madang::person;
use madang::poll::keys::Keys as PollKeys;
use madang::t;
use madang::text::Catalog;
use tokio_util::sync::CancellationToken;

/// People of the smallest measurement.
const PEOPLE: i64 = 10_000;
/// The first chat's number.
const FIRST_CHAT: i64 = 6_000_000_000;
/// Where replies go that are measured.
const ASKING_CHAT: i64 = 5_000_000_000;
/// Replies beside a broadcast, how many and how far apart.
const REPLIES: usize = 300;
const REPLY_EVERY: Duration = Duration::from_millis(100);

/// Telegram's way to read, and a messenger that takes everything at once, and knows when.
struct Swallow {
    telegram: Telegram,
    answers: Mutex<Vec<Instant>>,
    taken: std::sync::atomic::AtomicU64,
}

impl Channel for Swallow {
    fn name(&self) -> &'static str {
        self.telegram.name()
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        self.telegram.read(raw)
    }

    fn send<'a>(
        &'a self,
        chat: ChatId,
        _: &'a Outbound,
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async move {
            self.taken.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if chat.0 < FIRST_CHAT {
                self.answers.lock().expect("nobody panics").push(Instant::now());
            }
            Ok(Some(MessageId(2)))
        }
        .boxed()
    }
}

/// A town of many people.
struct Bench {
    folder: tempfile::TempDir,
    city: Arc<City>,
    channel: Arc<Swallow>,
}

/// What runs in it.
struct Running {
    db: Db,
    outbox: Outbox,
    inbox: Inbox,
    run: i64,
}

impl Bench {
    fn new() -> anyhow::Result<Bench> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let preset = Preset::load("seongnam")?;
        let catalog = Catalog::new(preset.zone)?;
        let keys = PollKeys::open(&folder.path().join("keys"))?;
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let telegram = Telegram::new("http://127.0.0.1:9", "1:BENCH")?;
        let channel = Arc::new(Swallow { telegram, answers: Mutex::default(), taken: Default::default() });
        Ok(Bench { folder, city, channel })
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("bench.db")
    }

    async fn start(&self, limits: Limits) -> anyhow::Result<Running> {
        let clock = Arc::new(System);
        db::migrate(&self.file(), clock.now()).await?;
        let db = Db::open(&self.file(), clock).await?;
        let run = db.write(async move |tx| Ok(outbox::store::begin_run(tx).await?)).await?;
        let outbox = Outbox::new(db.on(db::Lane::Outbox), self.city.clone(), self.channel.clone(), run, limits).await?;
        let inbox = Inbox::new(db.clone(), self.city.clone(), self.channel.clone(), outbox.clone());
        Ok(Running { db, outbox, inbox, run })
    }

    /// Members who want news, written into the tables as they are.
    async fn people(&self, running: &Running, count: i64) -> anyhow::Result<()> {
        for from in (0..count).step_by(50_000) {
            let to = (from + 50_000).min(count);
            running.db.write(async move |tx: &mut Tx| generated_people(tx, from, to).await).await?;
        }
        Ok(())
    }

    /// A file's pages, log included, once the log is emptied.
    async fn bytes(&self, running: &Running) -> anyhow::Result<u64> {
        running.db.checkpoint().await;
        Ok(std::fs::metadata(self.file())?.len())
    }
}

async fn generated_people(tx: &mut Tx, from: i64, to: i64) -> anyhow::Result<()> {
    sqlx::query(
        "insert into person (channel, chat, lang, standing, met_at, seen_at, joined_at)
         with recursive n (i) as (select $1 union all select i + 1 from n where i + 1 < $2)
         select 'telegram', $3 + i, case when i % 20 = 0 then 'en' else 'ko' end, 'member', $4, $4, $4 from n",
    )
    .bind(from)
    .bind(to)
    .bind(FIRST_CHAT)
    .bind(tx.now.ms())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Rows of a notice to everybody that wait, far more than the fan-out would write ahead.
async fn generated_rows(running: &Running, notice: i64, count: i64) -> anyhow::Result<()> {
    for from in (0..count).step_by(50_000) {
        let to = (from + 50_000).min(count);
        running
            .db
            .write(async move |tx: &mut Tx| {
                sqlx::query(
                    "insert into outbox (person, channel, chat, lane, payload, notice, lang, state, not_before)
                     select id, channel, chat, 2, x'', $1, nullif(lang, 'ko'), 'waiting', $2 from person
                     where chat >= $3 + $4 and chat < $3 + $5",
                )
                .bind(notice)
                .bind(tx.now.ms())
                .bind(FIRST_CHAT)
                .bind(from)
                .bind(to)
                .execute(tx.conn())
                .await?;
                Ok(())
            })
            .await?;
    }
    Ok(())
}

async fn publish(bench: &Bench, running: &Running, key: &'static str) -> anyhow::Result<i64> {
    let city = bench.city.clone();
    let id = running
        .db
        .write(async move |tx: &mut Tx| {
            let all = Audience::Members { topic: Some(person::Topic::News), area: String::new(), field: None };
            let words = "탄천 산책로 공사 안내. 12월 1일부터 밤에는 지나갈 수 없습니다. ".repeat(8);
            let card = |_| Card::new(t!("words", text = words.clone()));
            notice::publish(tx, &city, all, Lane::Bulk, key, card).await
        })
        .await?;
    Ok(id.0)
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

/// Memory of this process: the most so far since [`forget_peak`], in MiB.
fn peak_mib() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is read from /proc")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("there is a peak")?;
    let kib: f64 = line.split_whitespace().nth(1).context("it has a figure")?.parse()?;
    Ok(kib / 1024.0)
}

fn forget_peak() {
    // Where that is not allowed, the figure is the peak of the whole run, and higher.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The broadcast to everybody, from one row of `notice` to the last message settled, at any pace.
async fn broadcast(count: i64) -> anyhow::Result<()> {
    let bench = Bench::new()?;
    let running = bench.start(Limits::NONE).await?;
    bench.people(&running, count).await?;
    let before = bench.bytes(&running).await?;
    publish(&bench, &running, "bench").await?;
    forget_peak();
    let (start, busy) = (Instant::now(), processor_time()?);
    let stop = CancellationToken::new();
    let loop_ = tokio::spawn(running.outbox.clone().run(stop.clone()));
    let wanted = bench.channel.taken.load(std::sync::atomic::Ordering::Relaxed) + count.unsigned_abs();
    while bench.channel.taken.load(std::sync::atomic::Ordering::Relaxed) < wanted {
        while notice::pass(&running.db, &bench.city).await? {
            running.outbox.nudge();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.cancel();
    loop_.await?;
    let (took, busy) = (start.elapsed(), processor_time()? - busy);
    let peak = peak_mib()?;
    let grown = bench.bytes(&running).await?.saturating_sub(before);
    let left = open(&running).await?;
    anyhow::ensure!(left == 0, "{left} rows are left");
    println!(
        "outbox/broadcast without a limit: {count} messages, {:.2} s of processor time for 10,000, {:.0} messages/s, peak memory {peak:.0} MiB, {:.0} MB on disk for a million recipients",
        busy.as_secs_f64() * 10_000.0 / count as f64,
        count as f64 / took.as_secs_f64(),
        grown as f64 / count as f64,
    );
    Ok(())
}

async fn open(running: &Running) -> anyhow::Result<i64> {
    let mut tx = running.db.read().await?;
    Ok(outbox::store::count(&mut tx, "waiting").await? + outbox::store::count(&mut tx, "sending").await?)
}

/// From the start of the program on a database with so many rows waiting to the first reply.
async fn start(count: i64) -> anyhow::Result<()> {
    let bench = Bench::new()?;
    let running = bench.start(Limits::TELEGRAM).await?;
    bench.people(&running, count).await?;
    let notice = publish(&bench, &running, "bench").await?;
    generated_rows(&running, notice, count).await?;
    // A former run died with thirty under way.
    running
        .db
        .write(async |tx: &mut Tx| Ok(outbox::store::claim(tx, "telegram", Lane::Bulk, 999_999, 30).await?))
        .await?;
    let Running { db, outbox, inbox, .. } = running;
    drop((outbox, inbox));
    db.close().await;
    bench.channel.answers.lock().expect("nobody panics").clear();

    forget_peak();
    let begun = Instant::now();
    let running = bench.start(Limits::TELEGRAM).await?;
    let ready = begun.elapsed();
    let stop = CancellationToken::new();
    let loop_ = tokio::spawn(running.outbox.clone().run(stop.clone()));
    running.inbox.take(update(1)).await.map_err(|failed| anyhow::anyhow!("{failed}"))?;
    while bench.channel.answers.lock().expect("nobody panics").is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let first = begun.elapsed();
    stop.cancel();
    loop_.await?;
    println!(
        "outbox/start: {count} rows waiting, opened and rescued after {:.0} ms, first reply after {:.0} ms, peak memory {:.0} MiB",
        ready.as_secs_f64() * 1e3,
        first.as_secs_f64() * 1e3,
        peak_mib()?
    );
    Ok(())
}

/// Somebody says something.
fn update(number: i64) -> String {
    let chat = ASKING_CHAT + number;
    serde_json::json!({
        "update_id": number,
        "message": {
            "message_id": 1,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "Mina"},
            "from": {"id": chat, "is_bot": false, "first_name": "Mina", "language_code": "ko"},
            "text": "/help",
        },
    })
    .to_string()
}

/// Replies beside a broadcast at Telegram's pace: how long from the update to the call.
async fn replies(count: i64) -> anyhow::Result<()> {
    let bench = Bench::new()?;
    let running = bench.start(Limits::TELEGRAM).await?;
    bench.people(&running, count).await?;
    let notice = publish(&bench, &running, "bench").await?;
    generated_rows(&running, notice, count).await?;
    let stop = CancellationToken::new();
    let loop_ = tokio::spawn(running.outbox.clone().run(stop.clone()));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let taken = bench.channel.taken.load(std::sync::atomic::Ordering::Relaxed);
    let begun = Instant::now();
    let mut waits = Vec::new();
    for number in 0..REPLIES {
        bench.channel.answers.lock().expect("nobody panics").clear();
        let asked = Instant::now();
        reply(&bench, &running, ASKING_CHAT + number as i64).await?;
        while bench.channel.answers.lock().expect("nobody panics").is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let at = bench.channel.answers.lock().expect("nobody panics")[0];
        waits.push(at - asked);
        tokio::time::sleep(REPLY_EVERY).await;
    }
    let sent = bench.channel.taken.load(std::sync::atomic::Ordering::Relaxed) - taken;
    let rate = sent as f64 / begun.elapsed().as_secs_f64();
    stop.cancel();
    loop_.await?;
    waits.sort();
    println!(
        "outbox/replies beside a broadcast to {count} at Telegram's pace: from the update to the call p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms; {rate:.1} messages/s in all",
        waits[waits.len() / 2].as_secs_f64() * 1e3,
        waits[waits.len() * 99 / 100].as_secs_f64() * 1e3,
        waits[waits.len() - 1].as_secs_f64() * 1e3,
    );
    Ok(())
}

/// One reply, as a turn writes it.
async fn reply(bench: &Bench, running: &Running, chat: i64) -> anyhow::Result<()> {
    let (city, run) = (bench.city.clone(), running.run);
    let row = running
        .db
        .write(async move |tx: &mut Tx| {
            let message = Outbound::Say { html: "도움말".into(), keys: Keys::None };
            let letter = Letter::to_chat("telegram", ChatId(chat), message, tx.now);
            let mut line = Line::before(tx, "telegram", ChatId(chat)).await?;
            outbox::reply(tx, &city, letter, Hands { run, full: false }, &mut line).await
        })
        .await?;
    running.outbox.hand(row.into_iter().collect());
    Ok(())
}

/// What rows that wait weigh on the disk, and whether the space of rows that were purged is used again.
async fn growth(count: i64) -> anyhow::Result<()> {
    let bench = Bench::new()?;
    let running = bench.start(Limits::NONE).await?;
    bench.people(&running, count).await?;
    let notice = publish(&bench, &running, "bench").await?;
    let before = bench.bytes(&running).await?;
    generated_rows(&running, notice, count).await?;
    let full = bench.bytes(&running).await?;
    forgotten(&running).await?;
    generated_rows(&running, notice, count).await?;
    let again = bench.bytes(&running).await?;
    let mb = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "outbox/growth: {count} rows waiting weigh {:.1} MB ({:.0} MB for a million); after they went and as many came again, {:.1} MB",
        mb(full - before),
        mb(full - before) * 1e6 / count as f64,
        mb(again.saturating_sub(before)),
    );
    Ok(())
}

async fn forgotten(running: &Running) -> anyhow::Result<()> {
    let gone = async |tx: &mut Tx| Ok(sqlx::query("delete from outbox").execute(tx.conn()).await?.rows_affected());
    running.db.write(gone).await?;
    Ok(())
}

fn main() -> anyhow::Result<()> {
    let given: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let number = given.iter().find_map(|arg| arg.parse::<i64>().ok());
    let wanted = |name: &str| given.iter().all(|arg| arg.parse::<i64>().is_ok()) || given.iter().any(|arg| arg == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let idle = peak_mib()?;
    println!("outbox/memory at the start: {idle:.0} MiB");
    let counts = number.map_or(vec![PEOPLE, 10 * PEOPLE], |number| vec![number]);
    for count in counts {
        if wanted("growth") {
            runtime.block_on(growth(count))?;
        }
        if wanted("start") {
            runtime.block_on(start(count))?;
        }
        if wanted("broadcast") {
            runtime.block_on(broadcast(count))?;
        }
        if wanted("replies") {
            runtime.block_on(replies(count))?;
        }
    }
    Ok(())
}
