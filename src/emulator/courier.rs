//! Brings updates to a bot's webhook as Telegram does: one after another for the same key, in
//! parallel for different keys, again and again after a failure until the update is too old.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use reqwest::header;
use tokio::task::JoinSet;

use super::params::Params;
use super::queue::{Queue, Queued};
use super::shared::{LOOK_AGAIN, Shared};
use super::world::Webhook;
use super::{method, random};

/// The longest wait before another try lies somewhere between these two.
const PAUSE_CAP_MS: std::ops::Range<i64> = 60_000..120_000;
/// The longest wait that the bot itself may ask for.
const RETRY_AFTER_MAX_S: i64 = 3_600;
/// A bot that answers nothing but 410 for so long has its webhook taken away.
const GONE_MS: i64 = 23 * 60 * 60 * 1_000;
/// A bot that does not answer for so long has failed.
const ANSWER_MAX: Duration = Duration::from_secs(60);

/// What is under way, and what waits for another try. Pure.
#[derive(Default)]
struct Plan {
    busy: HashSet<i64>,
    /// By update id: how often it failed, and when it is tried again.
    failed: HashMap<i64, (u32, i64)>,
}

impl Plan {
    /// The updates to send now: of each key the oldest, if that key is free and not waiting.
    fn next(&mut self, queue: &Queue, connections: usize, now_ms: i64) -> Vec<Queued> {
        let mut seen = HashSet::new();
        let mut chosen = Vec::new();
        for queued in queue.iter() {
            if self.busy.len() >= connections {
                break;
            }
            let waits = self.failed.get(&queued.id).is_some_and(|(_, at_ms)| *at_ms > now_ms);
            if seen.insert(queued.key) && !self.busy.contains(&queued.key) && !waits {
                self.busy.insert(queued.key);
                chosen.push(queued.clone());
            }
        }
        chosen
    }

    /// Plans another try. False if the update would be too old by then.
    fn fail(&mut self, queued: &Queued, retry_after_s: i64, now_ms: i64, cap_ms: i64) -> bool {
        let (count, at_ms) = self.failed.entry(queued.id).or_default();
        *count += 1;
        let pause_ms = match *count {
            1 => 0,
            count => (1_000_i64 << (count - 1).min(20)).min(cap_ms),
        };
        *at_ms = now_ms + pause_ms.max(retry_after_s.clamp(0, RETRY_AFTER_MAX_S) * 1_000);
        let in_time = *at_ms < queued.expires_at_ms;
        if !in_time {
            self.failed.remove(&queued.id);
        }
        in_time
    }
}

/// How one delivery went.
struct Delivered {
    queued: Queued,
    /// The webhook's.
    serial: u64,
    failure: Option<Failure>,
}

struct Failure {
    what: String,
    /// The bot answered 410.
    gone: bool,
    retry_after_s: i64,
}

/// Works for one bot until the emulator stops. What it knows of a webhook is forgotten with it,
/// and with a restart.
pub async fn run(shared: Arc<Shared>, bot: i64) {
    let mut stirred = shared.stirred.subscribe();
    let mut plan = Plan::default();
    let mut under_way: JoinSet<Delivered> = JoinSet::new();
    let mut served = None;
    loop {
        stirred.borrow_and_update();
        let (webhook, run) = shared.read(|world| (world.bot(bot).webhook.clone(), world.run));
        let serves = webhook.as_ref().map(|webhook| (run, webhook.serial));
        if serves != served {
            (plan, served) = (Plan::default(), serves);
            under_way.abort_all();
        }
        if let Some(webhook) = webhook {
            for queued in start(&shared, bot, &webhook, &mut plan) {
                under_way.spawn(deliver(shared.clone(), bot, webhook.clone(), queued));
            }
        }
        tokio::select! {
            () = shared.stop.cancelled() => return,
            Some(done) = under_way.join_next() => {
                // One that was aborted belongs to a webhook that is no more.
                if let Ok(done) = done && Some(done.serial) == served.map(|(_, serial)| serial) {
                    settle(&shared, bot, &mut plan, done);
                }
            }
            _ = stirred.changed() => {}
            () = tokio::time::sleep(LOOK_AGAIN), if !plan.failed.is_empty() => {}
        }
    }
}

fn start(shared: &Shared, bot: i64, webhook: &Webhook, plan: &mut Plan) -> Vec<Queued> {
    shared.write(|world| {
        let now_ms = world.now_ms;
        let queue = &mut world.bots.get_mut(&bot).expect("a courier has a bot").queue;
        let expired = queue.expire(now_ms);
        if !plan.failed.is_empty() {
            plan.failed.retain(|id, _| queue.has(*id));
        }
        let chosen = plan.next(queue, webhook.max_connections, now_ms);
        chosen.iter().for_each(|queued| queue.hand(queued.id));
        if expired {
            world.touch();
        }
        chosen
    })
}

async fn deliver(shared: Arc<Shared>, bot: i64, webhook: Webhook, queued: Queued) -> Delivered {
    let once = || send(&shared, bot, &webhook, &queued);
    let sent = match queued.manner.twice {
        true => tokio::join!(once(), once()).0,
        false => once().await,
    };
    Delivered { failure: sent.err(), serial: webhook.serial, queued }
}

async fn send(shared: &Arc<Shared>, bot: i64, webhook: &Webhook, queued: &Queued) -> Result<(), Failure> {
    let lost = |error: reqwest::Error| {
        let what = match () {
            () if error.is_timeout() => "Read timeout expired",
            () if error.is_connect() => "Connection refused",
            () => "Connection closed",
        };
        Failure { what: what.to_owned(), gone: false, retry_after_s: 0 }
    };
    let request = shared.http.post(&webhook.url).timeout(ANSWER_MAX).body(queued.update());
    let mut request = request.header(header::CONTENT_TYPE, "application/json");
    if let Some(secret) = &webhook.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    let response = request.send().await.map_err(lost)?;
    let status = response.status();
    if !status.is_success() {
        let retry_after = response.headers().get(header::RETRY_AFTER);
        let retry_after = retry_after.and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let reason = status.canonical_reason().unwrap_or_default();
        let what = format!("Wrong response from the webhook: {} {reason}", status.as_u16());
        let gone = status == reqwest::StatusCode::GONE;
        return Err(Failure { what, gone, retry_after_s: retry_after.unwrap_or(0) });
    }
    // The update is delivered with the status line; a broken body changes nothing about it.
    if let Some(mut params) = spoken(response).await
        && let Some(name) = params.take("method")
        && may_answer_with(&name)
    {
        method::call(shared, bot, &name, params).await;
    }
    Ok(())
}

/// What a bot answered with, in any of the forms in which it may also call.
async fn spoken(response: reqwest::Response) -> Option<Params> {
    let kind = response.headers().get(header::CONTENT_TYPE).cloned();
    let mut request = Request::new(Body::from(response.bytes().await.ok()?));
    if let Some(kind) = kind {
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    Params::read(request).await.ok()
}

/// Whether a bot may call this method by answering its webhook with it.
fn may_answer_with(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let hook = matches!(name.as_str(), "setwebhook" | "deletewebhook" | "close" | "logout");
    !hook && !name.starts_with("get")
}

fn settle(shared: &Shared, bot: i64, plan: &mut Plan, done: Delivered) {
    let Delivered { queued, failure, .. } = done;
    plan.busy.remove(&queued.key);
    shared.write(|world| {
        let (now_ms, now_s) = (world.now_ms, world.now_s());
        let bot = world.bot_mut(bot);
        let gone = failure.as_ref().is_some_and(|failure| failure.gone);
        if let Some(webhook) = &mut bot.webhook {
            webhook.gone_since_ms = if gone { webhook.gone_since_ms.or(Some(now_ms)) } else { None };
        }
        let Some(failure) = failure else {
            plan.failed.remove(&queued.id);
            bot.queue.taken(queued.id);
            return;
        };
        let span = (PAUSE_CAP_MS.end - PAUSE_CAP_MS.start) as u64;
        let cap_ms = PAUSE_CAP_MS.start + (random() % span) as i64;
        if !plan.fail(&queued, failure.retry_after_s, now_ms, cap_ms) {
            bot.queue.remove(queued.id);
        }
        if let Some(webhook) = &mut bot.webhook {
            webhook.last_error = Some((now_s, failure.what));
            if webhook.gone_since_ms.is_some_and(|since_ms| now_ms - since_ms > GONE_MS) {
                bot.webhook = None;
            }
        }
    });
}

#[cfg(test)]
mod tests;
