//! How a bot gets its updates: by asking and waiting, or by naming an address. Never both.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use url::{Host, Url};

use super::Call;
use crate::emulator::limit::RateLimits;
use crate::emulator::params::{FileParam, Params};
use crate::emulator::queue::KINDS;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::shared::Shared;
use crate::emulator::world::{Webhook, World};

/// A long poll waits no longer than this.
const WAIT_MAX_S: i64 = 50;
/// Updates in one answer.
const UPDATES_MAX: i64 = 100;
/// Asking with the same offset again within this time waits at least so long...
const SAME_OFFSET_MS: i64 = 3_000;
const SAME_OFFSET_WAIT_S: i64 = 3;
/// ... and within this time gets one update only.
const SAME_OFFSET_ONE_MS: i64 = 500;
const CONNECTIONS_DEFAULT: i64 = 40;
const CONNECTIONS_MAX: i64 = 100;
const SECRET_CHARS_MAX: usize = 256;
const PORTS: [u16; 4] = [80, 88, 443, 8443];
/// A webhook may be set once in this time.
const SET_WEBHOOK_MS: i64 = 1_000;

/// Whose turn it is to wait for updates, until when and for how many.
struct Turn {
    bot: i64,
    poll: u64,
    run: u64,
    limit: usize,
    until_ms: i64,
}

/// getUpdates: confirms, then answers as soon as there is something to say. It waits by the
/// emulator's clock, and never longer than a client would by its own.
pub async fn updates(shared: &Arc<Shared>, bot: i64, params: &Params) -> Result<Vec<String>, Refusal> {
    let (turn, wait_s) = shared.write(|world| begin(world, bot, params))?;
    let mut stirred = shared.stirred.subscribe();
    let enough = tokio::time::sleep(Duration::from_secs(wait_s.cast_unsigned()));
    tokio::pin!(enough);
    let mut patient = wait_s > 0;
    loop {
        stirred.borrow_and_update();
        let (found, over) =
            shared.write(|world| look(world, &turn).map(|found| (found, world.now_ms >= turn.until_ms)))?;
        if !found.is_empty() || over || !patient {
            return Ok(found);
        }
        tokio::select! {
            _ = stirred.changed() => {}
            () = &mut enough => patient = false,
            () = shared.stop.cancelled() => return Err(restart()),
        }
    }
}

/// Takes the turn from whoever had it, confirms, and says how many seconds there are to wait.
fn begin(world: &mut World, bot_id: i64, params: &Params) -> Result<(Turn, i64), Refusal> {
    let (now_ms, run, limited) = (world.now_ms, world.run, world.limits.mode != RateLimits::Off);
    if world.bot(bot_id).webhook.is_some() {
        return Err(Refusal::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete \
             the webhook first",
        ));
    }
    allow(world, bot_id, params);
    let offset = params.int("offset").unwrap_or(0);
    let mut limit = params.int("limit").unwrap_or(UPDATES_MAX).clamp(1, UPDATES_MAX);
    let mut wait_s = params.int("timeout").unwrap_or(0).clamp(0, WAIT_MAX_S);
    world.stir();
    let bot = world.bot_mut(bot_id);
    let since_ms = match bot.last_poll.replace((offset, now_ms)) {
        Some((last, at_ms)) if last == offset && limited => now_ms - at_ms,
        _ => i64::MAX,
    };
    if since_ms < SAME_OFFSET_MS {
        wait_s = wait_s.max(SAME_OFFSET_WAIT_S);
    }
    if since_ms < SAME_OFFSET_ONE_MS {
        limit = 1;
    }
    bot.queue.expire(now_ms);
    bot.queue.confirm(offset);
    bot.poll += 1;
    let (poll, until_ms) = (bot.poll, now_ms + wait_s * 1_000);
    let limit = usize::try_from(limit).expect("a limit is clamped");
    Ok((Turn { bot: bot_id, poll, run, limit, until_ms }, wait_s))
}

/// What is there for the poller whose turn it is.
fn look(world: &mut World, turn: &Turn) -> Result<Vec<String>, Refusal> {
    let (now_ms, run) = (world.now_ms, world.run);
    let bot = world.bots.get_mut(&turn.bot).expect("the bot is calling");
    if run != turn.run {
        return Err(restart());
    }
    if bot.webhook.is_some() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if bot.poll != turn.poll {
        return Err(Refusal::other_poller());
    }
    let expired = bot.queue.expire(now_ms);
    let found = bot.queue.first(turn.limit);
    if expired {
        world.touch();
    }
    Ok(found)
}

fn restart() -> Refusal {
    Refusal::new(500, "Internal Server Error: restart")
}

/// Remembers which kinds the bot wants. A list that cannot be read changes nothing, and a kind
/// that does not exist is passed over, as on Telegram; both are written down as failures.
fn allow(world: &mut World, bot: i64, params: &Params) {
    if params.text("allowed_updates").is_none() {
        return;
    }
    let list = params.json("allowed_updates").ok().flatten();
    let Some(list) = list.and_then(|list| serde_json::from_value::<Vec<String>>(list).ok()) else {
        super::fail(world, "allowed_updates", "this is no array of strings".to_owned());
        return;
    };
    let mut kinds = Vec::new();
    for kind in list {
        match KINDS.contains(&kind.to_ascii_lowercase().as_str()) {
            true => kinds.push(kind.to_ascii_lowercase()),
            false => super::fail(world, "allowed_updates", format!("there is no kind \"{kind}\"")),
        }
    }
    world.bot_mut(bot).queue.allow(kinds);
}

pub fn set_webhook(world: &mut World, call: &Call) -> Result<&'static str, Refusal> {
    let Some(address) = call.params.text("url") else { return delete_webhook(world, call) };
    let ip_address = check_address(address, world.strict_webhook_url)?;
    let secret = call.params.text("secret_token");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if secret.is_some_and(|secret| secret.len() > SECRET_CHARS_MAX) {
        return Err(Refusal::bad("secret token is too long"));
    }
    if secret.is_some_and(|secret| !secret.chars().all(plain)) {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    let named = call.params.text("ip_address");
    if named.is_some_and(|address| address.parse::<IpAddr>().is_err()) {
        return Err(Refusal::bad("bad webhook: invalid IP address specified"));
    }
    let (now_ms, limited) = (world.now_ms, world.limits.mode != RateLimits::Off);
    if limited && now_ms - world.bot(call.bot).last_hook_ms < SET_WEBHOOK_MS {
        return Err(Refusal::flood(1));
    }
    allow(world, call.bot, call.params);
    world.stir();
    let serial = world.revision;
    let connections = call.params.int("max_connections").unwrap_or(CONNECTIONS_DEFAULT).clamp(1, CONNECTIONS_MAX);
    let new = Webhook {
        url: address.to_owned(),
        secret: secret.map(str::to_owned),
        max_connections: usize::try_from(connections).expect("a number of connections is clamped"),
        ip_address: named.map(str::to_owned).or(ip_address),
        has_certificate: matches!(call.params.file("certificate"), Some(FileParam::Bytes(_))),
        last_error: None,
        gone_since_ms: None,
        serial,
    };
    let drop_pending = call.params.flag("drop_pending_updates");
    let bot = world.bot_mut(call.bot);
    bot.last_hook_ms = now_ms;
    if drop_pending {
        bot.queue.clear();
    }
    if bot.webhook.as_ref().is_some_and(|old| !drop_pending && old.same(&new)) {
        return Ok("Webhook is already set");
    }
    bot.webhook = Some(new);
    Ok("Webhook was set")
}

impl Webhook {
    /// Whether setting the one after the other changes nothing.
    fn same(&self, new: &Webhook) -> bool {
        let parts =
            |hook: &Webhook| (hook.url.clone(), hook.secret.clone(), hook.max_connections, hook.ip_address.clone());
        parts(self) == parts(new) && !self.has_certificate && !new.has_certificate
    }
}

/// Whether nobody outside of a network of one's own can have this address.
fn is_reserved(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local() || ip.is_unspecified() || ip.is_documentation(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified(),
    }
}

/// HTTPS on Telegram's ports; on this machine plain HTTP on any, so that a bot under test needs
/// no certificate, unless it is to be strict. Gives the IP address, if there is one in it.
fn check_address(address: &str, strict: bool) -> Result<Option<String>, Refusal> {
    let no_https = || Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook");
    let url = Url::parse(address).map_err(|_| Refusal::bad("bad webhook: invalid URL specified"))?;
    let (ip, local) = match url.host() {
        Some(Host::Ipv4(ip)) => (Some(IpAddr::V4(ip)), ip.is_loopback()),
        Some(Host::Ipv6(ip)) => (Some(IpAddr::V6(ip)), ip.is_loopback()),
        Some(Host::Domain("localhost")) => (Some(IpAddr::from([127, 0, 0, 1])), true),
        _ => (None, false),
    };
    let shown = ip.map(|ip| ip.to_string());
    if strict && (local || ip.is_some_and(is_reserved)) {
        let reserved = format!("bad webhook: IP address {} is reserved", shown.unwrap_or_default());
        return Err(if url.scheme() == "https" { Refusal::bad(reserved) } else { no_https() });
    }
    if local {
        return matches!(url.scheme(), "http" | "https").then_some(shown).ok_or_else(no_https);
    }
    if url.scheme() != "https" {
        return Err(no_https());
    }
    if !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
        return Err(Refusal::bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
    }
    Ok(shown)
}

pub fn delete_webhook(world: &mut World, call: &Call) -> Result<&'static str, Refusal> {
    world.stir();
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
        "has_custom_certificate": webhook.is_some_and(|webhook| webhook.has_certificate),
        "pending_update_count": bot.queue.len(),
    });
    if let Some(webhook) = webhook {
        info["max_connections"] = json!(webhook.max_connections);
        if let Some(address) = &webhook.ip_address {
            info["ip_address"] = json!(address);
        }
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
