//! How a bot gets its updates: by asking and waiting, or by naming an address. Never both.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::Call;
use crate::emulator::params::Params;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::shared::Shared;
use crate::emulator::world::{Webhook, World};

/// A long poll waits no longer than this.
const WAIT_MAX_S: i64 = 50;
/// Updates in one answer.
const UPDATES_MAX: i64 = 100;
const CONNECTIONS_DEFAULT: i64 = 40;
const CONNECTIONS_MAX: i64 = 100;
const SECRET_CHARS_MAX: usize = 256;
const PORTS: [u16; 4] = [80, 88, 443, 8443];

/// getUpdates: confirms, then answers as soon as there is something to say.
pub async fn updates(shared: &Arc<Shared>, bot: i64, params: &Params) -> Outcome {
    let kinds = kinds(params)?;
    let limit = params.int("limit").filter(|limit| (1..=UPDATES_MAX).contains(limit));
    let limit = limit.unwrap_or(UPDATES_MAX) as usize;
    let wait_s = params.int("timeout").unwrap_or(0).clamp(0, WAIT_MAX_S);
    let offset = params.int("offset").unwrap_or(0);
    let turn = shared.write(|world| {
        let bot = world.bot_mut(bot);
        if bot.webhook.is_some() {
            return Err(Refusal::conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete \
                 the webhook first",
            ));
        }
        if let Some(kinds) = kinds {
            bot.queue.allow(kinds);
        }
        bot.queue.confirm(offset);
        bot.poll += 1;
        Ok(bot.poll)
    })?;
    let mut changed = shared.changed.subscribe();
    let enough = tokio::time::sleep(Duration::from_secs(wait_s as u64));
    tokio::pin!(enough);
    loop {
        changed.borrow_and_update();
        let found = shared.write(|world| look(world, bot, turn, limit))?;
        if !found.is_empty() || wait_s == 0 {
            return Ok(Value::Array(found));
        }
        tokio::select! {
            _ = changed.changed() => {}
            () = &mut enough => return Ok(json!([])),
            () = shared.stop.cancelled() => {
                return Err(Refusal::new(500, "Internal Server Error: restart"));
            }
        }
    }
}

/// What is there for the poller whose turn it is. Touches the world only if something expired,
/// so that a waiting poller does not wake itself.
fn look(world: &mut World, bot: i64, turn: u64, limit: usize) -> Result<Vec<Value>, Refusal> {
    let now_ms = world.now_ms;
    let bot = world.bots.get_mut(&bot).expect("the bot is calling");
    if bot.webhook.is_some() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if bot.poll != turn {
        return Err(Refusal::conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is \
             running",
        ));
    }
    let expired = bot.queue.expire(now_ms);
    let found = bot.queue.first(limit);
    if expired {
        world.touch();
    }
    Ok(found)
}

fn kinds(params: &Params) -> Result<Option<Vec<String>>, Refusal> {
    let unreadable = || Refusal::bad("can't parse allowed_updates: expected an Array of String");
    let Some(list) = params.json("allowed_updates").map_err(|_| unreadable())? else {
        return Ok(None);
    };
    serde_json::from_value(list).map(Some).map_err(|_| unreadable())
}

pub fn set_webhook(world: &mut World, call: &Call) -> Result<&'static str, Refusal> {
    let Some(address) = call.params.text("url") else { return delete_webhook(world, call) };
    check_address(address)?;
    let secret = call.params.text("secret_token");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if secret.is_some_and(|secret| secret.len() > SECRET_CHARS_MAX) {
        return Err(Refusal::bad("secret token is too long"));
    }
    if secret.is_some_and(|secret| !secret.chars().all(plain)) {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    let connections = call.params.int("max_connections").unwrap_or(CONNECTIONS_DEFAULT);
    let kinds = kinds(call.params)?;
    let bot = world.bot_mut(call.bot);
    if let Some(kinds) = kinds {
        bot.queue.allow(kinds);
    }
    if call.params.flag("drop_pending_updates") {
        bot.queue.clear();
    }
    bot.webhook = Some(Webhook {
        url: address.to_owned(),
        secret: secret.map(str::to_owned),
        max_connections: connections.clamp(1, CONNECTIONS_MAX) as usize,
        last_error: None,
    });
    Ok("Webhook was set")
}

/// HTTPS on Telegram's ports; on this machine plain HTTP on any, so that a bot under test needs
/// no certificate.
fn check_address(address: &str) -> Result<(), Refusal> {
    let no_https = || Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook");
    let url = Url::parse(address).map_err(|_| Refusal::bad("bad webhook: invalid URL specified"))?;
    if matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")) {
        return matches!(url.scheme(), "http" | "https").then_some(()).ok_or_else(no_https);
    }
    if url.scheme() != "https" {
        return Err(no_https());
    }
    if !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
        return Err(Refusal::bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
    }
    Ok(())
}

pub fn delete_webhook(world: &mut World, call: &Call) -> Result<&'static str, Refusal> {
    let bot = world.bot_mut(call.bot);
    if call.params.flag("drop_pending_updates") {
        bot.queue.clear();
    }
    match bot.webhook.take() {
        Some(_) => Ok("Webhook was deleted"),
        None => Ok("Webhook is already deleted"),
    }
}

pub fn webhook_info(world: &mut World, call: &Call) -> Outcome {
    let now_ms = world.now_ms;
    let bot = world.bot_mut(call.bot);
    bot.queue.expire(now_ms);
    let webhook = bot.webhook.as_ref();
    let mut info = json!({
        "url": webhook.map_or("", |webhook| webhook.url.as_str()),
        "has_custom_certificate": false,
        "pending_update_count": bot.queue.len(),
    });
    if let Some(webhook) = webhook {
        info["max_connections"] = json!(webhook.max_connections);
        info["ip_address"] = json!("127.0.0.1");
        if let Some((date, message)) = &webhook.last_error {
            info["last_error_date"] = json!(date);
            info["last_error_message"] = json!(message);
        }
    }
    if let Some(kinds) = &bot.queue.allowed {
        info["allowed_updates"] = json!(kinds);
    }
    Ok(info)
}
