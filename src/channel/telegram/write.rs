//! From what is to be said to a call of the Bot API.

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde::de::IgnoredAny;
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, EditMessageText, EditMessageTextSetters, LeaveChat, SendMessage,
    SendMessageSetters, SendVenue,
};
use teloxide::types::{
    CallbackQueryId, ChatId as TelegramChat, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton,
    KeyboardMarkup, LinkPreviewOptions, MessageId as TelegramMessage, ParseMode, ReplyMarkup,
};

use super::Telegram;
use super::answer::{self, Meaning, Trouble, meaning};
use crate::channel::{
    Act, Button, Bytes, CAPTION_UTF16_MAX, ChatId, Keys, MESSAGE_UTF16_MAX, MessageId, Outbound, SendError, Word,
};
use crate::text::plain_of;

/// What we want to know of a sent message.
#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

/// Sends one message.
pub async fn send(
    telegram: &Telegram,
    chat: ChatId,
    message: &Outbound,
    bytes: Option<Bytes>,
) -> Result<Option<MessageId>, SendError> {
    match message {
        Outbound::Say { html, keys } => say(telegram, chat, html, keys).await.map(Some),
        Outbound::Edit { message, html, keys } => match edit(telegram, chat, *message, html, keys).await {
            Err(trouble)
                if matches!(means(&trouble), Some(Meaning::NoSuchMessage | Meaning::BadText | Meaning::BadKeys)) =>
            {
                say(telegram, chat, html, keys).await.map(Some)
            }
            edited => Ok(edited.map(Some)?),
        },
        Outbound::Refresh { message, html, keys } => match edit(telegram, chat, *message, html, keys).await {
            Err(trouble) if means(&trouble) == Some(Meaning::NoSuchMessage) => Ok(None),
            edited => Ok(edited.map(Some)?),
        },
        Outbound::Answer { callback, text } => {
            let mut call = AnswerCallbackQuery::new(CallbackQueryId(callback.clone()));
            if let Some(text) = text {
                call = call.text(text);
            }
            fine(telegram.call::<IgnoredAny>("answerCallbackQuery", &call).await)
        }
        Outbound::Photo { file, caption } => photo(telegram, chat, file, caption).await.map(Some),
        Outbound::Document { name, caption, .. } => {
            let Some(bytes) = bytes else { return Err(SendError::Refused("the file is gone".into())) };
            let file = Upload { call: "sendDocument", part: "document", name, caption };
            upload(telegram, chat, file, bytes).await.map(Some)
        }
        Outbound::Picture { name, caption, .. } => {
            let Some(bytes) = bytes else { return Err(SendError::Refused("the picture is gone".into())) };
            let file = Upload { call: "sendPhoto", part: "photo", name, caption };
            upload(telegram, chat, file, bytes).await.map(Some)
        }
        Outbound::Venue { latitude, longitude, title, address } => {
            let call = SendVenue::new(TelegramChat(chat.0), *latitude, *longitude, title, address);
            let sent: Sent = telegram.call("sendVenue", &call).await?;
            Ok(Some(MessageId(sent.message_id)))
        }
        Outbound::Leave => fine(telegram.call::<IgnoredAny>("leaveChat", &LeaveChat::new(TelegramChat(chat.0))).await),
    }
}

/// What a refusal asks us to do; none if there was no answer.
fn means(trouble: &Trouble) -> Option<Meaning> {
    match trouble {
        Trouble::Refused { status, description, retry_after } => Some(meaning(*status, description, *retry_after)),
        Trouble::Moved(_) | Trouble::Broken { .. } => None,
    }
}

/// A mistake of ours that a plainer form of the message may get past: it is said once, so that somebody
/// mends it.
fn plainer(trouble: &Trouble) -> Option<Meaning> {
    let meant = means(trouble).filter(|meant| matches!(meant, Meaning::BadText | Meaning::BadKeys))?;
    if let Trouble::Refused { description, .. } = trouble {
        tracing::error!("a message is sent in a plainer form, which is a fault to be mended: {description}");
    }
    Some(meant)
}

/// Words without markup, cut to what the channel takes.
fn plain(html: &str, utf16_max: usize) -> String {
    let text = plain_of(html);
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= utf16_max
    };
    text.chars().take_while(fits).collect()
}

async fn say(telegram: &Telegram, chat: ChatId, html: &str, keys: &Keys) -> Result<MessageId, SendError> {
    let mut call =
        SendMessage::new(TelegramChat(chat.0), html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    if let Some(markup) = markup(keys) {
        call = call.reply_markup(markup);
    }
    let sent = telegram.call::<Sent>("sendMessage", &call).await;
    let Err(trouble) = sent else { return Ok(MessageId(sent?.message_id)) };
    match plainer(&trouble) {
        Some(Meaning::BadKeys) => call.reply_markup = None,
        Some(_) => {
            call.text = plain(html, MESSAGE_UTF16_MAX);
            call.parse_mode = None;
        }
        None => return Err(trouble.into()),
    }
    Ok(MessageId(telegram.call::<Sent>("sendMessage", &call).await?.message_id))
}

async fn edit(
    telegram: &Telegram,
    chat: ChatId,
    message: MessageId,
    html: &str,
    keys: &Keys,
) -> Result<MessageId, Trouble> {
    let Ok(number) = i32::try_from(message.0) else {
        return Err(Trouble::Refused {
            status: 400,
            description: "message to edit not found: no such number".into(),
            retry_after: None,
        });
    };
    let mut call = EditMessageText::new(TelegramChat(chat.0), TelegramMessage(number), html)
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    if let Keys::Buttons(rows) = keys {
        call = call.reply_markup(buttons(rows));
    }
    match telegram.call::<IgnoredAny>("editMessageText", &call).await {
        Err(trouble) if means(&trouble) == Some(Meaning::Fine) => Ok(message),
        Err(trouble) => Err(trouble),
        Ok(_) => Ok(message),
    }
}

async fn photo(telegram: &Telegram, chat: ChatId, file: &str, caption: &str) -> Result<MessageId, SendError> {
    let mut body = serde_json::json!({ "chat_id": chat.0, "photo": file });
    if !caption.is_empty() {
        body["caption"] = caption.into();
        body["parse_mode"] = "HTML".into();
    }
    let sent = telegram.call::<Sent>("sendPhoto", &body).await;
    let Err(trouble) = sent else { return Ok(MessageId(sent?.message_id)) };
    if plainer(&trouble).is_none() {
        return Err(trouble.into());
    }
    let body = serde_json::json!({ "chat_id": chat.0, "photo": file, "caption": plain(caption, CAPTION_UTF16_MAX) });
    Ok(MessageId(telegram.call::<Sent>("sendPhoto", &body).await?.message_id))
}

/// A file of ours, and by which call it is sent.
struct Upload<'a> {
    call: &'static str,
    part: &'static str,
    name: &'a str,
    caption: &'a str,
}

async fn upload(telegram: &Telegram, chat: ChatId, file: Upload<'_>, bytes: Bytes) -> Result<MessageId, SendError> {
    let Upload { call, part, name, caption } = file;
    let form = |caption: String, bytes: Bytes| {
        let form =
            Form::new().text("chat_id", chat.0.to_string()).part(part, Part::bytes(bytes).file_name(name.to_owned()));
        if caption.is_empty() { form } else { form.text("caption", caption) }
    };
    let address = telegram.address(call);
    let marked = form(caption.to_owned(), bytes.clone());
    let marked = if caption.is_empty() { marked } else { marked.text("parse_mode", "HTML") };
    let sent = answer::of::<Sent>(telegram.http.post(address.clone()).multipart(marked)).await;
    let Err(trouble) = sent else { return Ok(MessageId(sent?.message_id)) };
    if plainer(&trouble).is_none() {
        return Err(trouble.into());
    }
    let plain = form(plain(caption, CAPTION_UTF16_MAX), bytes);
    Ok(MessageId(answer::of::<Sent>(telegram.http.post(address).multipart(plain)).await?.message_id))
}

/// What was to be so is so.
fn fine(outcome: Result<IgnoredAny, Trouble>) -> Result<Option<MessageId>, SendError> {
    match outcome {
        Err(trouble) if means(&trouble) == Some(Meaning::Fine) => Ok(None),
        Err(trouble) => Err(trouble.into()),
        Ok(_) => Ok(None),
    }
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

fn markup(keys: &Keys) -> Option<ReplyMarkup> {
    match keys {
        Keys::None => None,
        Keys::Buttons(rows) => Some(ReplyMarkup::InlineKeyboard(buttons(rows))),
        Keys::Keyboard(rows) => {
            let word = |word: &Word| {
                let button = KeyboardButton::new(&word.label);
                if word.location { button.request(teloxide::types::ButtonRequest::Location) } else { button }
            };
            let keyboard = KeyboardMarkup::new(rows.iter().map(|row| row.iter().map(word)));
            Some(ReplyMarkup::Keyboard(keyboard.resize_keyboard().persistent()))
        }
    }
}

fn buttons(rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    let button = |button: &Button| match &button.act {
        Act::Press(data) => InlineKeyboardButton::callback(&button.label, data),
        Act::Link(address) => match address.parse() {
            Ok(url) => InlineKeyboardButton::url(&button.label, url),
            Err(_) => InlineKeyboardButton::callback(&button.label, "-"),
        },
    };
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().map(button)))
}
