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
use crate::channel::{Act, Button, Bytes, ChatId, Keys, MessageId, Outbound, SendError, Word};
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
        Outbound::Edit { message, html, keys } => edit(telegram, chat, *message, html, keys).await,
        Outbound::Answer { callback, text } => {
            let mut call = AnswerCallbackQuery::new(CallbackQueryId(callback.clone()));
            if let Some(text) = text {
                call = call.text(text);
            }
            fine(telegram.call::<IgnoredAny>("answerCallbackQuery", &call).await)
        }
        Outbound::Photo { file, caption } => {
            let mut body = serde_json::json!({ "chat_id": chat.0, "photo": file });
            if !caption.is_empty() {
                body["caption"] = caption.as_str().into();
                body["parse_mode"] = "HTML".into();
            }
            let sent: Sent = telegram.call("sendPhoto", &body).await?;
            Ok(Some(MessageId(sent.message_id)))
        }
        Outbound::Document { name, caption, .. } => {
            let Some(bytes) = bytes else { return Err(SendError::Refused("the file is gone".into())) };
            document(telegram, chat, name, caption, bytes).await.map(Some)
        }
        Outbound::Venue { latitude, longitude, title, address } => {
            let call = SendVenue::new(TelegramChat(chat.0), *latitude, *longitude, title, address);
            let sent: Sent = telegram.call("sendVenue", &call).await?;
            Ok(Some(MessageId(sent.message_id)))
        }
        Outbound::Leave => fine(telegram.call::<IgnoredAny>("leaveChat", &LeaveChat::new(TelegramChat(chat.0))).await),
    }
}

async fn say(telegram: &Telegram, chat: ChatId, html: &str, keys: &Keys) -> Result<MessageId, SendError> {
    let mut call =
        SendMessage::new(TelegramChat(chat.0), html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    if let Some(markup) = markup(keys) {
        call = call.reply_markup(markup);
    }
    match telegram.call::<Sent>("sendMessage", &call).await {
        Err(Trouble::Refused { status, description, retry_after })
            if meaning(status, &description, retry_after) == Meaning::BadMarkup =>
        {
            tracing::error!("our markup was not understood, so it is sent without: {description}");
            call.text = plain_of(html);
            call.parse_mode = None;
            Ok(MessageId(telegram.call::<Sent>("sendMessage", &call).await?.message_id))
        }
        sent => Ok(MessageId(sent?.message_id)),
    }
}

async fn edit(
    telegram: &Telegram,
    chat: ChatId,
    message: MessageId,
    html: &str,
    keys: &Keys,
) -> Result<Option<MessageId>, SendError> {
    let number = i32::try_from(message.0).map_err(|_| SendError::Refused("no such message number".into()))?;
    let mut call = EditMessageText::new(TelegramChat(chat.0), TelegramMessage(number), html)
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    if let Keys::Buttons(rows) = keys {
        call = call.reply_markup(buttons(rows));
    }
    match telegram.call::<IgnoredAny>("editMessageText", &call).await {
        Ok(_) => Ok(Some(message)),
        Err(Trouble::Refused { status, description, retry_after }) => {
            match meaning(status, &description, retry_after) {
                Meaning::Fine => Ok(Some(message)),
                Meaning::NoSuchMessage | Meaning::BadMarkup => say(telegram, chat, html, keys).await.map(Some),
                _ => Err(Trouble::Refused { status, description, retry_after }.into()),
            }
        }
        Err(trouble) => Err(trouble.into()),
    }
}

async fn document(
    telegram: &Telegram,
    chat: ChatId,
    name: &str,
    caption: &str,
    bytes: Bytes,
) -> Result<MessageId, SendError> {
    let mut form =
        Form::new().text("chat_id", chat.0.to_string()).part("document", Part::bytes(bytes).file_name(name.to_owned()));
    if !caption.is_empty() {
        form = form.text("caption", caption.to_owned()).text("parse_mode", "HTML");
    }
    let request = telegram.http.post(format!("{}/sendDocument", telegram.base)).multipart(form);
    let sent: Sent = answer::of(request).await?;
    Ok(MessageId(sent.message_id))
}

/// What was to be so is so.
fn fine(outcome: Result<IgnoredAny, Trouble>) -> Result<Option<MessageId>, SendError> {
    match outcome {
        Err(Trouble::Refused { status, description, retry_after })
            if meaning(status, &description, retry_after) == Meaning::Fine =>
        {
            Ok(None)
        }
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
