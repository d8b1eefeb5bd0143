//! What Telegram's answers mean. Our own table over its status, description and parameters: many
//! of its sentences are unknown to any library. Nothing here tells the address called, which
//! holds the token.

use std::time::Duration;

use anyhow::anyhow;
use chrono::DateTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::channel::SendError;
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
    /// There was no answer that could be understood.
    Broken {
        /// What happened.
        error: anyhow::Error,
        /// Whether the call may have had its effect.
        perhaps_done: bool,
    },
}

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
    match envelope.result {
        Some(result) if envelope.ok => Ok(result),
        _ => Err(Trouble::Refused {
            status,
            description: envelope.description.unwrap_or_default(),
            retry_after: envelope.parameters.and_then(|told| told.retry_after).map(Duration::from_secs),
        }),
    }
}

/// What a refusal asks us to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is as it should be: the message says that already, or nobody waits for the answer.
    Fine,
    /// The message to edit is out of reach.
    NoSuchMessage,
    /// Our markup was not understood: a mistake of ours.
    BadMarkup,
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
        _ if has("can't parse entities") => Meaning::BadMarkup,
        _ if has("chat not found") || has("peer_id_invalid") || has("user not found") || has("user is deactivated") => {
            Meaning::Gone
        }
        _ => Meaning::No,
    }
}

impl From<Trouble> for SendError {
    fn from(trouble: Trouble) -> SendError {
        match trouble {
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
mod tests {
    use super::*;

    #[test]
    fn telegrams_sentences_are_understood() {
        let meaning = |status, words| meaning(status, words, None);
        for (status, words, expected) in [
            (403, "Forbidden: bot was blocked by the user", Meaning::Gone),
            (403, "Forbidden: user is deactivated", Meaning::Gone),
            (403, "Forbidden: bot can't initiate conversation with a user", Meaning::Gone),
            (400, "Bad Request: chat not found", Meaning::Gone),
            (400, "Bad Request: PEER_ID_INVALID", Meaning::Gone),
            (
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
                Meaning::Fine,
            ),
            (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Meaning::Fine),
            (400, "Bad Request: message to edit not found", Meaning::NoSuchMessage),
            (400, "Bad Request: message can't be edited", Meaning::NoSuchMessage),
            (400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3", Meaning::BadMarkup),
            (400, "Bad Request: message is too long", Meaning::No),
            (401, "Unauthorized", Meaning::Closed),
            (404, "Not Found", Meaning::Closed),
            (
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                Meaning::Conflict,
            ),
            (502, "status 502 without a word", Meaning::Trouble),
            (429, "Too Many Requests: retry after 7", Meaning::Wait(DEFAULT_WAIT)),
        ] {
            assert_eq!(meaning(status, words), expected, "{status} {words}");
        }
    }

    #[test]
    fn an_html_page_from_a_proxy_and_half_an_answer_are_no_answers() {
        let page = read::<serde_json::Value>(502, b"<html>bad gateway</html>");
        assert!(matches!(page, Err(Trouble::Refused { status: 502, .. })));
        let half = read::<serde_json::Value>(200, br#"{"ok":true,"resu"#);
        assert!(matches!(half, Err(Trouble::Broken { perhaps_done: true, .. })));
        let told = read::<serde_json::Value>(429, br#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#);
        assert!(matches!(told, Err(Trouble::Refused { retry_after: Some(wait), .. }) if wait.as_secs() == 7));
    }
}
