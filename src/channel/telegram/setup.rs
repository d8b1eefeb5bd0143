//! What a bot tells Telegram about itself at the start: its menu, its description, and how it wants
//! its updates, which it looks after from then on.

use std::time::Duration;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::json;
use tokio_util::sync::CancellationToken;

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
        tracing::warn!(method, wait_ms = wait.as_millis(), "Telegram is asked again: {trouble}");
        tokio::time::sleep(wait).await;
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

/// How long to wait at least, if this is a trouble that passes.
fn passes(trouble: &Trouble) -> Option<Duration> {
    match trouble {
        Trouble::Broken { .. } => Some(Duration::ZERO),
        Trouble::Moved(_) => None,
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
        trouble => trouble.into(),
    })
}

/// Connections that Telegram opens to a webhook at once.
const CONNECTIONS: u32 = 40;
/// How often it is looked whether Telegram still brings updates as we want them.
const LOOK_PAUSE: Duration = Duration::from_secs(300);

/// How updates are to come.
#[derive(Debug, Clone)]
pub enum Way {
    /// They are fetched by long polling.
    Polling,
    /// They are brought to that address, with that secret in their header.
    Webhook {
        /// The address.
        url: String,
        /// The secret.
        secret: String,
    },
}

/// What Telegram knows of a webhook.
#[derive(Debug, Default, Deserialize)]
struct WebhookInfo {
    #[serde(default)]
    url: String,
    #[serde(default)]
    pending_update_count: i64,
    max_connections: Option<u32>,
    #[serde(default)]
    allowed_updates: Vec<String>,
    last_error_message: Option<String>,
}

impl Way {
    /// Tells Telegram.
    pub async fn set(&self, telegram: &Telegram) -> anyhow::Result<()> {
        match self {
            Way::Polling => done(insist::<IgnoredAny>(telegram, "deleteWebhook", &json!({})).await),
            Way::Webhook { url, secret } => {
                let body = json!({
                    "url": url, "secret_token": secret, "allowed_updates": receive::KINDS,
                    "max_connections": CONNECTIONS,
                });
                done(insist::<IgnoredAny>(telegram, "setWebhook", &body).await)
            }
        }
    }

    /// Looks every few minutes whether Telegram still holds to it, until told to stop.
    pub async fn look_after(self, telegram: std::sync::Arc<Telegram>, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK_PAUSE) => {}
            }
            if let Err(error) = self.look(&telegram).await {
                tracing::warn!("it could not be seen how Telegram brings updates: {error:#}");
            }
        }
    }

    /// Looks once, and tells Telegram again if it is not as it should be. Whether it was.
    pub async fn look(&self, telegram: &Telegram) -> anyhow::Result<bool> {
        let info: WebhookInfo = match telegram.call("getWebhookInfo", &json!({})).await {
            Ok(info) => info,
            Err(trouble) => return Err(trouble.into()),
        };
        if let Some(error) = &info.last_error_message {
            tracing::warn!(waiting = info.pending_update_count, "Telegram could not bring an update: {error}");
        }
        let Some(wrong) = self.differs(&info) else { return Ok(true) };
        tracing::error!("{wrong}: somebody else has this bot's token, or another Madang runs with it");
        self.set(telegram).await?;
        Ok(false)
    }

    /// What is not as it should be.
    fn differs(&self, info: &WebhookInfo) -> Option<&'static str> {
        let Way::Webhook { url, .. } = self else {
            return (!info.url.is_empty()).then_some("updates are to be brought to a webhook, and we fetch them");
        };
        let mut kinds: Vec<&str> = info.allowed_updates.iter().map(String::as_str).collect();
        kinds.sort_unstable();
        let mut ours = receive::KINDS;
        ours.sort_unstable();
        if info.url.is_empty() {
            Some("Telegram has no webhook of this bot any more")
        } else if info.url != *url {
            Some("updates are brought to another address")
        } else if kinds != ours {
            Some("Telegram brings other kinds of updates")
        } else if info.max_connections.is_some_and(|connections| connections != CONNECTIONS) {
            Some("Telegram brings more or fewer updates at once")
        } else {
            None
        }
    }
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
    Ok(outcome.map(drop)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_that_somebody_changed_is_noticed() {
        let way = Way::Webhook { url: "https://city.example/a".into(), secret: "s".into() };
        let info = |url: &str, kinds: &[&str]| WebhookInfo {
            url: url.into(),
            allowed_updates: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            max_connections: Some(CONNECTIONS),
            ..WebhookInfo::default()
        };
        let ours = ["my_chat_member", "message", "callback_query", "edited_message"];
        assert_eq!(way.differs(&info("https://city.example/a", &ours)), None);
        assert!(way.differs(&info("https://thief.example/", &ours)).is_some());
        assert!(way.differs(&info("", &ours)).is_some());
        assert!(way.differs(&info("https://city.example/a", &ours[1..])).is_some());
        let fewer = WebhookInfo { max_connections: Some(1), ..info("https://city.example/a", &ours) };
        assert!(way.differs(&fewer).is_some());
        assert!(Way::Polling.differs(&info("https://thief.example/", &[])).is_some());
        assert_eq!(Way::Polling.differs(&info("", &[])), None);
    }
}
