//! Telegram's answers, and what each means.

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
