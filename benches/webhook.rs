//! What votes cost by webhook, with everything on: HTTP in, the durable outbox, two calls out for each
//! vote, and `synchronous=FULL`. Telegram and the load are another process (this program again, with
//! `MADANG_BENCH_TELEGRAM` set), so that what is counted here is the service alone.
//!
//! `cargo bench --bench webhook`; `MADANG_BENCH_VOTES` (10,000) and `MADANG_BENCH_AT_ONCE` (40) change
//! the load.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use futures::StreamExt;
use madang::db::Lane;
use madang::inbox::Inbox;
use madang::outbox::Outbox;
use madang::outbox::pace::Limits;
use madang::web;
use tokio_util::sync::CancellationToken;

#[path = "support/mod.rs"]
mod support;
use support::{Hall, processor_time};

const TELEGRAM: &str = "MADANG_BENCH_TELEGRAM";

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if std::env::var_os(TELEGRAM).is_some() {
        return runtime.block_on(telegram());
    }
    // `cargo test --benches` only wants to know that it runs.
    let votes = if std::env::args().any(|arg| arg == "--test") { 200 } else { setting("MADANG_BENCH_VOTES", 10_000) };
    runtime.block_on(service(votes))
}

/// The service: everything but the other process.
async fn service(votes: usize) -> anyhow::Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .env(TELEGRAM, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting the other process")?;
    let mut said = BufReader::new(child.stdout.take().context("it has an output")?).lines();
    let api = said.next().context("it says where it listens")??;

    let mut hall = Hall::open(&api).await?;
    let raw = hall.voters(votes).await?;
    let file = hall.folder.path().join("updates");
    std::fs::write(&file, raw.join("\n"))?;

    let stop = CancellationToken::new();
    let outbox =
        Outbox::new(hall.db.on(Lane::Outbox), hall.city.clone(), hall.channel.clone(), hall.run, Limits::NONE).await?;
    let inbox = Inbox::new(hall.db.clone(), hall.city.clone(), hall.channel.clone(), outbox.clone());
    let inbox = inbox.with_flood_control();
    let webhook = web::Webhook::draw()?;
    let listener = web::listen("127.0.0.1:0".parse()?, "--listen").await?;
    let url = format!("http://{}{}", listener.local_addr()?, webhook.path);
    let router = web::webhook(&webhook, inbox, hall.db.clone(), stop.clone());
    let serving = tokio::spawn(web::serve(listener, router, stop.clone()));
    let sending = tokio::spawn(outbox.run(stop.clone()));

    let (start, busy) = (Instant::now(), processor_time()?);
    let mut tell = child.stdin.take().context("it has an input")?;
    writeln!(tell, "{url}\n{}\n{}", webhook.secret, file.display())?;
    let latency =
        tokio::task::spawn_blocking(move || said.next().context("it says how long it took")?.map_err(Into::into));
    let latency: String = latency.await?.map_err(|error: anyhow::Error| error)?;
    let (taken, busy_taking) = (start.elapsed(), processor_time()? - busy);
    hall.all_sent().await?;
    let (wall, busy) = (start.elapsed(), processor_time()? - busy);
    let (turnout, ballots) = hall.counts().await?;
    ensure!((turnout, ballots) == (votes as i64, votes as i64), "{turnout} took part, {ballots} ballots");
    println!(
        "webhook/votes: {votes} votes, {:.2} s processor ({:.0} µs each; {:.2} s until the last 200), {:.0} votes/s to the last 200 and {:.0}/s to the last message out; {latency}",
        busy.as_secs_f64(),
        busy.as_secs_f64() * 1e6 / votes as f64,
        busy_taking.as_secs_f64(),
        votes as f64 / taken.as_secs_f64(),
        votes as f64 / wall.as_secs_f64(),
    );
    stop.cancel();
    sending.await?;
    serving.await??;
    drop(tell);
    child.wait()?;
    Ok(())
}

/// Telegram, in short: takes every call, and brings the updates that it is given.
async fn telegram() -> anyhow::Result<()> {
    const OK: &str = r#"{"ok":true,"result":{"message_id":2,"date":1790000000,"chat":{"id":1,"type":"private","first_name":"M"},"text":"x"}}"#;
    const TRUE: &str = r#"{"ok":true,"result":true}"#;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let answer = |uri: axum::http::Uri| async move {
        let body = if uri.path().ends_with("answerCallbackQuery") { TRUE } else { OK };
        ([("content-type", "application/json")], body)
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(answer)).await });
    let input = tokio::task::spawn_blocking(|| {
        let mut lines = std::io::stdin().lines();
        let mut line = move || lines.next().context("a line")?.map_err(anyhow::Error::from);
        Ok::<_, anyhow::Error>((line()?, line()?, line()?))
    });
    let (url, secret, file) = input.await??;
    let raw: Vec<String> = std::fs::read_to_string(file)?.lines().map(str::to_owned).collect();
    let http = Arc::new(reqwest::Client::builder().no_proxy().build()?);
    let posts = raw.into_iter().map(|raw| {
        let request = http.post(&url).header("X-Telegram-Bot-Api-Secret-Token", &secret).body(raw);
        async move {
            let start = Instant::now();
            let status = request.send().await?.status();
            ensure!(status.is_success(), "{status}");
            Ok(start.elapsed())
        }
    });
    let at_once = setting("MADANG_BENCH_AT_ONCE", 40);
    let answers: Vec<anyhow::Result<Duration>> = futures::stream::iter(posts).buffer_unordered(at_once).collect().await;
    let mut times = answers.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("200 after {:.1} ms at the median, {:.1} ms at p99, {at_once} at once", at(0.5), at(0.99));
    // Goes on answering until its input ends.
    tokio::task::spawn_blocking(|| std::io::stdin().lines().for_each(drop)).await?;
    Ok(())
}
