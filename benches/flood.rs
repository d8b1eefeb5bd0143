//! What a flooding person costs the others: 200 people press a button once a second each, and in turns
//! nobody else, one person at 100 times their rate, and one at 2,000 a second. Printed is how long
//! the others waited for the commit, and the ratio to the turns without a flood.
//!
//! `cargo bench --bench flood`

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::BoxFuture;
use madang::bot::Press;
use madang::channel::telegram::Telegram;
use madang::channel::{Bytes, Channel, ChatId, Inbound, MessageId, Outbound, SendError};
use madang::db::Lane;
use madang::inbox::Inbox;
use madang::outbox::Outbox;
use madang::outbox::pace::Limits;
use tokio_util::sync::CancellationToken;

#[path = "support/mod.rs"]
mod support;
use support::{Hall, press};

const PEOPLE: i64 = 200;
const FLOODER: i64 = 9_999_999;

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

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    // `cargo test --benches` only wants to know that it runs.
    let turn = if std::env::args().any(|arg| arg == "--test") { 200 } else { 5_000 };
    runtime.block_on(run(Duration::from_millis(turn)))
}

async fn run(turn: Duration) -> anyhow::Result<()> {
    let hall = Hall::open("http://127.0.0.1:9").await?;
    let channel: Arc<dyn Channel> = Arc::new(Swallow(Telegram::new("http://127.0.0.1:9", "1:BENCH")?));
    let stop = CancellationToken::new();
    let out = Outbox::new(hall.db.on(Lane::Outbox), hall.city.clone(), channel.clone(), hall.run, Limits::NONE).await?;
    let inbox = Inbox::new(hall.db.clone(), hall.city.clone(), channel, out.clone()).with_flood_control();
    let sending = tokio::spawn(out.run(stop.clone()));
    let number = Arc::new(AtomicI64::new(1));
    let rates = [0u32, 100, 2_000];
    let mut waits: [Vec<Duration>; 3] = Default::default();
    for round in 0..4 {
        for (rate, waits) in rates.into_iter().zip(&mut waits) {
            let others = others(&inbox, &number, turn).await?;
            // The first turns warm everything up.
            drop(others);
            let flood = CancellationToken::new();
            let flooding = tokio::spawn(flooder(inbox.clone(), number.clone(), rate, flood.clone()));
            let others = self::others(&inbox, &number, turn).await?;
            flood.cancel();
            flooding.await??;
            if round > 0 {
                waits.extend(others);
            }
        }
    }
    stop.cancel();
    sending.await?;
    let at = |waits: &mut Vec<Duration>, share: f64| {
        waits.sort_unstable();
        waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3
    };
    let calm = at(&mut waits[0], 0.99);
    for (rate, waits) in rates.into_iter().zip(&mut waits) {
        let (median, p99) = (at(waits, 0.5), at(waits, 0.99));
        println!(
            "flood/{rate} a second: {PEOPLE} others wait {median:.2} ms at the median, {p99:.2} ms at p99, {:.2} times as long as in peace",
            p99 / calm
        );
    }
    Ok(())
}

/// Everybody else, for a while: how long each of them waited.
async fn others(inbox: &Inbox, number: &Arc<AtomicI64>, turn: Duration) -> anyhow::Result<Vec<Duration>> {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / u32::try_from(PEOPLE)?);
    let (start, mut acts) = (Instant::now(), Vec::new());
    let mut person = 0;
    while start.elapsed() < turn {
        ticks.tick().await;
        person = (person + 1) % PEOPLE;
        let (inbox, raw) = (inbox.clone(), press(number.fetch_add(1, Ordering::Relaxed), 1_000 + person, &Press::Home));
        acts.push(tokio::spawn(async move {
            let begun = Instant::now();
            inbox.take(raw).await.map(|_| begun.elapsed())
        }));
    }
    let mut waits = Vec::new();
    for act in acts {
        waits.push(act.await??);
    }
    Ok(waits)
}

/// One person at that rate.
async fn flooder(inbox: Inbox, number: Arc<AtomicI64>, rate: u32, stop: CancellationToken) -> anyhow::Result<()> {
    /// As many at once as come in one tick.
    const TICK: Duration = Duration::from_millis(10);
    if rate == 0 {
        return Ok(());
    }
    let each = (rate / 100).max(1);
    let mut ticks = tokio::time::interval(if rate < 100 { Duration::from_secs(1) / rate } else { TICK });
    while !stop.is_cancelled() {
        ticks.tick().await;
        for _ in 0..each {
            let raw = press(number.fetch_add(1, Ordering::Relaxed), FLOODER, &Press::Home);
            let inbox = inbox.clone();
            tokio::spawn(async move { inbox.take(raw).await });
        }
    }
    Ok(())
}
