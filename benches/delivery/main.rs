//! What a vote costs as a city pays for it: the real program as a process of its own, a press that
//! comes in over HTTP, its commit on disk (`synchronous=FULL`), and the calls that answer it over
//! HTTP. This process plays Telegram and the citizens; only the program's processor time is counted.
//! Beside it, on the same machine and under the same load, a minimal service written by hand, which
//! keeps a vote and nothing else: what is left of the difference is what Madang does for it.
//!
//! `cargo bench --bench delivery` prints a line a figure. `-- votes=100000` founds a larger town and
//! takes all of its votes; names choose among `minimal webhook spread polling steady flood`.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

mod load;
mod minimal;
mod process;
mod telegram;
mod town;

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use load::Load;
use process::Process;
use telegram::Telegram;
use town::{Town, Voters};

/// Updates on their way at once, as Telegram's `max_connections` has it.
pub const IN_FLIGHT: usize = 40;
/// Votes of one measurement, unless told otherwise.
const VOTES: usize = 10_000;
/// Votes a second of the measurement of latency, and for how long.
const STEADY_PER_S: usize = 300;
const STEADY_S: usize = 20;
/// Presses of the one person who floods, for each vote of the others.
const FLOOD: usize = 10;
/// How long a measurement may take.
const PATIENCE: Duration = Duration::from_secs(900);
/// How long a service has had nothing to do when its memory at rest is read.
const REST: Duration = Duration::from_secs(5);

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "serve-minimal") {
        return minimal::serve(&args[1..]);
    }
    let asked = args.iter().find_map(|arg| arg.strip_prefix("votes=")?.parse().ok());
    let votes = asked.unwrap_or(VOTES);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        println!("delivery: load of the machine before: {}", load.trim());
        let named = |name: &str| args.iter().any(|arg| arg == name);
        let any = ["minimal", "webhook", "spread", "polling", "steady", "flood"].into_iter().any(named);
        let wanted = |name: &str| named(name) || !any;
        if wanted("minimal") {
            minimal_by_webhook(votes).await?;
        }
        if wanted("webhook") {
            by_webhook(votes, Voters::One).await?;
        }
        if wanted("spread") {
            by_webhook(votes, Voters::Spread).await?;
        }
        if wanted("polling") {
            by_polling(votes).await?;
        }
        if wanted("steady") {
            steady().await?;
        }
        if wanted("flood") {
            flooded(votes).await?;
        }
        Ok(())
    })
}

/// What one measurement saw.
struct Seen {
    wall: Duration,
    busy: Duration,
    peak_kib: u64,
}

impl Seen {
    fn print(&self, name: &str, votes: usize) {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / votes as f64;
        println!(
            "delivery/{name}: {votes} votes, {:.2} s of processor for 10,000, {:.0} µs each; {:.0} votes/s; peak {:.0} MB",
            self.busy.as_secs_f64() * 10_000.0 / votes as f64,
            each(self.busy),
            votes as f64 / self.wall.as_secs_f64(),
            self.peak_kib as f64 / 1024.0
        );
    }
}

/// Runs a load against a process and waits until every vote is answered.
async fn measure(process: &Process, telegram: &Telegram, load: Load, answers: u64) -> anyhow::Result<Seen> {
    let (start, busy) = (Instant::now(), process.processor_time()?);
    load.run().await?;
    telegram.until_answered(answers, PATIENCE).await?;
    let (wall, busy) = (start.elapsed(), process.processor_time()? - busy);
    Ok(Seen { wall, busy, peak_kib: process.peak_kib()? })
}

async fn minimal_by_webhook(votes: usize) -> anyhow::Result<()> {
    let telegram = Telegram::start().await?;
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let process = Process::minimal(folder.path(), &telegram)?;
    let hook = telegram.hook(PATIENCE).await?;
    let updates = (0..votes as i64).map(|n| town::update(n, n, &format!("v1:{}", n % 8))).collect();
    let seen = measure(&process, &telegram, Load::new(hook, updates), votes as u64).await?;
    seen.print("minimal service, by webhook", votes);
    Ok(())
}

async fn by_webhook(votes: usize, voters: Voters) -> anyhow::Result<()> {
    let telegram = Telegram::start().await?;
    let town = Town::found(votes, voters).await?;
    let process = Process::madang(&town, &telegram, true)?;
    let hook = telegram.hook(PATIENCE).await?;
    tokio::time::sleep(REST).await;
    println!("delivery/at rest, {votes} citizens: {:.0} MB", process.memory_kib()? as f64 / 1024.0);
    let commits = process.commits().await?;
    let seen = measure(&process, &telegram, Load::new(hook, town.updates()), votes as u64).await?;
    let name = match voters {
        Voters::One => "madang, by webhook, one poll",
        Voters::Spread => "madang, by webhook, spread over 100 polls",
    };
    seen.print(name, votes);
    let commits = process.commits().await? - commits;
    println!(
        "delivery/{name}: {:.1} votes a commit, everything else that was written included",
        votes as f64 / commits as f64
    );
    process.end().await?;
    town.counted(votes).await
}

async fn by_polling(votes: usize) -> anyhow::Result<()> {
    let telegram = Telegram::start().await?;
    let town = Town::found(votes, Voters::One).await?;
    let process = Process::madang(&town, &telegram, false)?;
    telegram.until_polled(PATIENCE).await?;
    let (start, busy) = (Instant::now(), process.processor_time()?);
    telegram.offer(town.updates());
    telegram.until_answered(votes as u64, PATIENCE).await?;
    let (wall, busy) = (start.elapsed(), process.processor_time()? - busy);
    Seen { wall, busy, peak_kib: process.peak_kib()? }.print("madang, by polling", votes);
    process.end().await?;
    town.counted(votes).await
}

/// The most memory while one person presses without end among those who vote.
async fn flooded(votes: usize) -> anyhow::Result<()> {
    let telegram = Telegram::start().await?;
    let town = Town::found(votes, Voters::One).await?;
    let process = Process::madang(&town, &telegram, true)?;
    let hook = telegram.hook(PATIENCE).await?;
    let votes_in = town.updates();
    let mut updates = Vec::with_capacity(votes * (1 + FLOOD));
    for (number, vote) in votes_in.into_iter().enumerate() {
        updates.push(vote);
        let first = votes * (1 + FLOOD) + number * FLOOD;
        updates.extend((first..first + FLOOD).map(|id| town::update(id as i64, -1, "nothing that is known")));
    }
    let seen = measure(&process, &telegram, Load::new(hook, updates), votes as u64).await?;
    println!(
        "delivery/flood, {FLOOD} presses of one person for each of {votes} votes: peak {:.0} MB",
        seen.peak_kib as f64 / 1024.0
    );
    process.end().await?;
    town.counted(votes).await
}

/// How long an acknowledgement takes at a steady rate.
async fn steady() -> anyhow::Result<()> {
    let votes = STEADY_PER_S * STEADY_S;
    let telegram = Telegram::start().await?;
    let town = Town::found(votes, Voters::One).await?;
    let process = Process::madang(&town, &telegram, true)?;
    let hook = telegram.hook(PATIENCE).await?;
    let mut took = Load::new(hook, town.updates()).at(STEADY_PER_S).run().await?;
    telegram.until_answered(votes as u64, PATIENCE).await?;
    took.sort_unstable();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).copied().context("something was measured");
    println!(
        "delivery/acknowledged at {STEADY_PER_S} votes/s: p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms",
        at(0.5)?.as_secs_f64() * 1e3,
        at(0.99)?.as_secs_f64() * 1e3,
        at(1.0 - f64::EPSILON)?.as_secs_f64() * 1e3
    );
    process.end().await?;
    ensure!(took.len() == votes, "{} of {votes} were acknowledged", took.len());
    town.counted(votes).await
}
