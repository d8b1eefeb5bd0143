//! What Telegram's answers mean. Our own table over its status, description and parameters: many
//! of its sentences are unknown to any library. Nothing here tells the address called, which
//! holds the token.

use std::time::Duration;

use anyhow::anyhow;
use chrono::DateTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::channel::{ChatId, SendError};
use crate::clock::Moment;

/// Telegram's wait when it names none.
const DEFAULT_WAIT: Duration = Duration::from_secs(5);

/// Why a call brought no result.
#[derive(Debug)]
pub enum Trouble {
    /// Telegram said no.
    Refused {
        /// Its HTTP status, the same as its `error_code`.
        status: u16,
        /// Its words.
        description: String,
        /// How long it wants us to wait.
        retry_after: Option<Duration>,
    },
    /// A group has become another chat, with that number.
    Moved(i64),
    /// There was no answer that could be understood.
    Broken {
        /// What happened.
        error: anyhow::Error,
        /// Whether the call may have had its effect.
        perhaps_done: bool,
    },
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Refused { status, description, .. } => write!(f, "Telegram says {status}: {description}"),
            Trouble::Moved(_) => f.write_str("Telegram answers something else than it was asked"),
            Trouble::Broken { error, .. } => write!(f, "Telegram could not be reached: {error:#}"),
        }
    }
}

impl std::error::Error for Trouble {}

#[derive(Deserialize)]
struct Envelope<T> {
    ok: bool,
    result: Option<T>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// Sends a request and reads its answer.
pub async fn of<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Trouble> {
    of_told(request, |_| ()).await
}

/// The same, and tells what time it is at the server, if it says so.
pub async fn of_told<T: DeserializeOwned>(
    request: reqwest::RequestBuilder,
    tell: impl FnOnce(Moment),
) -> Result<T, Trouble> {
    let response = request.send().await.map_err(|error| {
        // Before a connection stands, nothing can have been done.
        let perhaps_done = !error.is_connect() && !error.is_builder();
        Trouble::Broken { error: error.without_url().into(), perhaps_done }
    })?;
    let status = response.status().as_u16();
    if let Some(at) = date(&response) {
        tell(at);
    }
    let body = response
        .bytes()
        .await
        .map_err(|error| Trouble::Broken { error: error.without_url().into(), perhaps_done: true })?;
    read(status, &body)
}

fn date(response: &reqwest::Response) -> Option<Moment> {
    let date = response.headers().get(reqwest::header::DATE)?.to_str().ok()?;
    Some(DateTime::parse_from_rfc2822(date).ok()?.to_utc().into())
}

fn read<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, Trouble> {
    let envelope: Envelope<T> = match serde_json::from_slice(body) {
        Ok(envelope) => envelope,
        Err(_) if status >= 400 => {
            return Err(Trouble::Refused {
                status,
                description: format!("status {status} without a word"),
                retry_after: None,
            });
        }
        // serde's message may quote the answer, which quotes what people wrote: only its place.
        Err(error) => {
            let error = anyhow!("an answer that is no answer, line {} column {}", error.line(), error.column());
            return Err(Trouble::Broken { error, perhaps_done: true });
        }
    };
    if let Some(result) = envelope.result.filter(|_| envelope.ok) {
        return Ok(result);
    }
    let (retry_after, moved_to) =
        envelope.parameters.map_or((None, None), |told| (told.retry_after, told.migrate_to_chat_id));
    Err(match moved_to {
        Some(to) => Trouble::Moved(to),
        None => Trouble::Refused {
            status,
            description: envelope.description.unwrap_or_default(),
            retry_after: retry_after.map(Duration::from_secs),
        },
    })
}

/// What a refusal asks us to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is as it should be: the message says that already, or nobody waits for the answer.
    Fine,
    /// The message to edit is out of reach.
    NoSuchMessage,
    /// Our words cannot be shown as they are, too long or badly marked up: a mistake of ours.
    BadText,
    /// What hangs below our words cannot be shown: a mistake of ours.
    BadKeys,
    /// Wait.
    Wait(Duration),
    /// The person cannot be reached any more.
    Gone,
    /// Telegram's own trouble.
    Trouble,
    /// The token is wrong, or there is no such server.
    Closed,
    /// Another bot process takes our updates.
    Conflict,
    /// It will never do.
    No,
}

/// Reads a refusal (the strings are those of Telegram's own server, in lower case).
pub fn meaning(status: u16, description: &str, retry_after: Option<Duration>) -> Meaning {
    let words = description.to_lowercase();
    let has = |part: &str| words.contains(part);
    match status {
        429 => Meaning::Wait(retry_after.unwrap_or(DEFAULT_WAIT)),
        500..=599 => Meaning::Trouble,
        401 | 404 => Meaning::Closed,
        409 => Meaning::Conflict,
        403 => Meaning::Gone,
        _ if has("message is not modified") || has("query is too old") || has("message to delete not found") => {
            Meaning::Fine
        }
        _ if has("message to edit not found")
            || has("message can't be edited")
            || has("no text in the message to edit") =>
        {
            Meaning::NoSuchMessage
        }
        _ if has("can't parse entities") || has("message is too long") || has("caption is too long") => {
            Meaning::BadText
        }
        _ if has("button_data_invalid")
            || has("button_url_invalid")
            || has("button_type_invalid")
            || has("reply markup")
            || has("reply keyboard")
            || has("inline keyboard")
            || has("can be requested in private chats only") =>
        {
            Meaning::BadKeys
        }
        _ if has("chat not found") || has("peer_id_invalid") || has("user not found") || has("user is deactivated") => {
            Meaning::Gone
        }
        _ => Meaning::No,
    }
}

impl From<Trouble> for SendError {
    fn from(trouble: Trouble) -> SendError {
        match trouble {
            Trouble::Moved(to) => SendError::Moved(ChatId(to)),
            Trouble::Broken { error, perhaps_done } => SendError::Broken { error, perhaps_sent: perhaps_done },
            Trouble::Refused { status, description, retry_after } => match meaning(status, &description, retry_after) {
                Meaning::Wait(wait) => SendError::Later(wait),
                Meaning::Gone => SendError::Gone,
                Meaning::Trouble => SendError::Broken { error: anyhow!("{status}: {description}"), perhaps_sent: true },
                Meaning::Closed | Meaning::Conflict => SendError::Closed(format!("{status}: {description}")),
                _ => SendError::Refused(format!("{status}: {description}")),
            },
        }
    }
}

#[cfg(test)]
mod tests;
