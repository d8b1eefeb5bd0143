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
mod tests {
    use super::*;

    /// Every sentence of Telegram's own server that a call of ours can be answered with.
    #[test]
    fn telegrams_sentences_are_understood() {
        for (status, meant, sentences) in SENTENCES {
            for words in sentences {
                assert_eq!(meaning(status, words, None), meant, "{status} {words}");
            }
        }
    }

    const SENTENCES: [(u16, Meaning, &[&str]); 15] = [
        (
            403,
            Meaning::Gone,
            &[
                "Forbidden: bot was blocked by the user",
                "Forbidden: user is deactivated",
                "Forbidden: bot can't initiate conversation with a user",
                "Forbidden: the bot can't send messages to the bot",
                "Forbidden: bot was kicked from the group chat",
                "Forbidden: bot was kicked from the supergroup chat",
                "Forbidden: bot was kicked from the channel chat",
                "Forbidden: bot is not a member of the group chat",
                "Forbidden: bot is not a member of the supergroup chat",
                "Forbidden: bot is not a member of the channel chat",
                "Forbidden: the group chat was deleted",
            ],
        ),
        (
            400,
            Meaning::Gone,
            &["Bad Request: chat not found", "Bad Request: PEER_ID_INVALID", "Bad Request: user not found"],
        ),
        (
            400,
            Meaning::Fine,
            &[
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
                "Bad Request: message to delete not found",
            ],
        ),
        (
            400,
            Meaning::NoSuchMessage,
            &[
                "Bad Request: message to edit not found",
                "Bad Request: message can't be edited",
                "Bad Request: there is no text in the message to edit",
            ],
        ),
        (
            400,
            Meaning::BadText,
            &[
                "Bad Request: can't parse entities: Unclosed start tag at byte offset 3",
                "Bad Request: can't parse entities: Unmatched end tag at byte offset 9, expected \"</b>\", found \"</i>\"",
                "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
                "Bad Request: message is too long",
                "Bad Request: message caption is too long",
            ],
        ),
        (
            400,
            Meaning::BadKeys,
            &[
                "Bad Request: BUTTON_DATA_INVALID",
                "Bad Request: BUTTON_URL_INVALID",
                "Bad Request: reply markup is too long",
                "Bad Request: object expected as reply markup",
                "Bad Request: can't parse reply keyboard markup JSON object",
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "Bad Request: inline keyboard button text must be non-empty",
                "Bad Request: location can be requested in private chats only",
                "Bad Request: phone number can be requested in private chats only",
            ],
        ),
        (
            400,
            Meaning::No,
            &[
                "Bad Request: message text is empty",
                "Bad Request: text must be non-empty",
                "Bad Request: chat_id is empty",
                "Bad Request: message thread not found",
                "Bad Request: message to be replied not found",
                "Bad Request: message can't be deleted",
                "Bad Request: message can't be deleted for everyone",
                "Bad Request: not enough rights to send text messages to the chat",
                "Bad Request: wrong file identifier/HTTP URL specified",
                "Bad Request: wrong file_id or the file is temporarily unavailable",
                "Bad Request: file is too big",
                "Bad Request: there is no photo in the request",
                "Bad Request: there is no document in the request",
                "Bad Request: latitude is empty",
                "Bad Request: unsupported parse_mode",
                "Bad Request: parameter \"x\" is required",
                // Without the number that would say where to.
                "Bad Request: group chat was upgraded to a supergroup chat",
            ],
        ),
        (413, Meaning::No, &["Request Entity Too Large"]),
        (401, Meaning::Closed, &["Unauthorized", "Unauthorized: invalid token specified"]),
        (404, Meaning::Closed, &["Not Found", "Not Found: method not found"]),
        (
            409,
            Meaning::Conflict,
            &[
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
                "Conflict: terminated by setWebhook request",
            ],
        ),
        (500, Meaning::Trouble, &["Internal Server Error: restart"]),
        (502, Meaning::Trouble, &["status 502 without a word"]),
        (504, Meaning::Trouble, &["status 504 without a word"]),
        (429, Meaning::Wait(DEFAULT_WAIT), &["Too Many Requests: retry after 7"]),
    ];

    #[test]
    fn a_group_that_became_another_chat_says_where_it_is() {
        let body = br#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"#;
        let moved = read::<serde_json::Value>(400, body).unwrap_err();
        assert!(matches!(SendError::from(moved), SendError::Moved(ChatId(-1_001_234_567_890))));
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
