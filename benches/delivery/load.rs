//! Citizens who press at once: updates as Telegram's servers post them to a webhook.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::task::JoinSet;

use crate::IN_FLIGHT;
use crate::telegram::Hook;

pub struct Load {
    hook: Hook,
    updates: Vec<String>,
    per_second: Option<usize>,
}

impl Load {
    pub fn new(hook: Hook, updates: Vec<String>) -> Load {
        Load { hook, updates, per_second: None }
    }

    /// At this rate, instead of as fast as they are taken.
    pub fn at(self, per_second: usize) -> Load {
        Load { per_second: Some(per_second), ..self }
    }

    /// Posts them all, always so many at once; how long each acknowledgement took. An update that has
    /// to come again comes again.
    pub async fn run(self) -> anyhow::Result<Vec<Duration>> {
        let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(IN_FLIGHT).build()?;
        let (updates, next) = (Arc::new(self.updates), Arc::new(AtomicUsize::new(0)));
        let begun = Instant::now();
        let mut senders = JoinSet::new();
        for _ in 0..IN_FLIGHT {
            let (client, hook) = (client.clone(), self.hook.clone());
            let (updates, next, per_second) = (updates.clone(), next.clone(), self.per_second);
            senders.spawn(async move {
                let mut took = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(update) = updates.get(at) else { return anyhow::Ok(took) };
                    // Its time, whether or not those before were slow: a queue shows in the latency.
                    let due = per_second.map(|rate| begun + Duration::from_secs_f64(at as f64 / rate as f64));
                    if let Some(due) = due {
                        tokio::time::sleep_until(due.into()).await;
                    }
                    let start = due.unwrap_or_else(Instant::now);
                    post(&client, &hook, update).await?;
                    took.push(start.elapsed());
                }
            });
        }
        let mut took = Vec::with_capacity(updates.len());
        while let Some(one) = senders.join_next().await {
            took.extend(one??);
        }
        Ok(took)
    }
}

async fn post(client: &reqwest::Client, hook: &Hook, update: &str) -> anyhow::Result<()> {
    for _ in 0..100 {
        let request = client
            .post(&hook.url)
            .header("X-Telegram-Bot-Api-Secret-Token", &hook.secret)
            .header("content-type", "application/json")
            .body(update.to_owned());
        let response = request.send().await?;
        if response.status().is_success() {
            return Ok(());
        }
        ensure!(response.status().as_u16() == 503, "the webhook answered {}", response.status());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("an update was never taken")
}
