//! What a bot tells Telegram about itself at the start: its menu, its description, and how it wants
//! its updates.

use std::time::Duration;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::json;

use super::answer::{Meaning, Trouble, meaning};
use super::{Telegram, receive};
use crate::bot::Command;
use crate::city::City;
use crate::t;
use crate::text::{Lang, Text};

/// The pause before a call at the start is made again: doubled each time, up to the second one.
const PAUSE_MIN: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// The bot behind the token.
#[derive(Debug, Deserialize)]
pub struct Me {
    /// Its name in links, without `@`.
    pub username: String,
}

/// Calls until there is an answer that stays: a line that is down, a server in trouble and "too many
/// requests" are waited out, so that a restart in a bad minute is only a late one.
async fn insist<T: DeserializeOwned>(
    telegram: &Telegram,
    method: &str,
    body: &serde_json::Value,
) -> Result<T, Trouble> {
    let mut pause = PAUSE_MIN;
    loop {
        let trouble = match telegram.call(method, body).await {
            Ok(result) => return Ok(result),
            Err(trouble) => trouble,
        };
        let Some(wait) = passes(&trouble) else { return Err(trouble) };
        let wait = wait.max(pause);
        tracing::warn!(method, wait_ms = wait.as_millis(), "Telegram does not answer, and is asked again: {trouble:?}");
        tokio::time::sleep(wait).await;
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

/// How long to wait at least, if this is a trouble that passes.
fn passes(trouble: &Trouble) -> Option<Duration> {
    match trouble {
        Trouble::Broken { .. } => Some(Duration::ZERO),
        Trouble::Refused { status, description, retry_after } => match meaning(*status, description, *retry_after) {
            Meaning::Wait(wait) => Some(wait),
            Meaning::Trouble => Some(Duration::ZERO),
            _ => None,
        },
    }
}

/// Asks who we are. Waits for a server that is in trouble.
///
/// # Errors
/// A sentence for the operator.
pub async fn me(telegram: &Telegram) -> anyhow::Result<Me> {
    insist::<Me>(telegram, "getMe", &json!({})).await.map_err(|trouble| match trouble {
        Trouble::Refused { status, description, retry_after }
            if meaning(status, &description, retry_after) == Meaning::Closed =>
        {
            anyhow::anyhow!("Telegram does not know this token ({description}): check MADANG_BOT_TOKEN")
        }
        Trouble::Refused { status, description, .. } => anyhow::anyhow!("Telegram says {status}: {description}"),
        Trouble::Broken { error, .. } => error.context("Telegram could not be reached"),
    })
}

/// Updates are to be fetched by long polling.
pub async fn by_polling(telegram: &Telegram) -> anyhow::Result<()> {
    done(insist(telegram, "deleteWebhook", &json!({})).await)
}

/// Updates are to be brought to that address, with that secret in their header.
pub async fn by_webhook(telegram: &Telegram, url: &str, secret: &str) -> anyhow::Result<()> {
    let body = json!({
        "url": url, "secret_token": secret, "allowed_updates": receive::KINDS, "max_connections": 40,
    });
    done(insist(telegram, "setWebhook", &body).await)
}

/// The command menu and the descriptions, in every language. What fails is only logged: the bot
/// works without.
pub async fn introduce(telegram: &Telegram, city: &City) {
    for lang in Lang::all().iter().copied() {
        let mut language = json!(lang.code());
        if lang == Lang::reference() {
            language = json!("");
        }
        let commands: Vec<_> = Command::names()
            .filter_map(|name| {
                let description = described(name)?;
                Some(json!({ "command": name, "description": city.plain(lang, &description) }))
            })
            .collect();
        let (name, programme) = (&city.preset.name, &city.preset.programme);
        let long = city.plain(lang, &t!("bot-description", city = name, programme = programme));
        let short = city.plain(lang, &t!("bot-short", city = name));
        for (method, body) in [
            ("setMyCommands", json!({ "commands": commands, "language_code": language })),
            ("setMyDescription", json!({ "description": long, "language_code": language })),
            ("setMyShortDescription", json!({ "short_description": short, "language_code": language })),
        ] {
            if let Err(error) = done(telegram.call::<IgnoredAny>(method, &body).await) {
                tracing::warn!("{method} did not work: {error:#}");
            }
        }
    }
}

/// What the menu says of a command; none for those that are not in it.
fn described(name: &str) -> Option<Text> {
    Some(match name {
        "home" => t!("command-home"),
        "propose" => t!("command-propose"),
        "vote" => t!("command-vote"),
        "forums" => t!("command-forums"),
        "todo" => t!("command-todo"),
        "settings" => t!("command-settings"),
        "mydata" => t!("command-mydata"),
        "privacy" => t!("command-privacy"),
        "help" => t!("command-help"),
        _ => return None,
    })
}

fn done(outcome: Result<IgnoredAny, Trouble>) -> anyhow::Result<()> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Trouble::Refused { status, description, .. }) => anyhow::bail!("Telegram says {status}: {description}"),
        Err(Trouble::Broken { error, .. }) => Err(error.context("Telegram could not be reached")),
    }
}
