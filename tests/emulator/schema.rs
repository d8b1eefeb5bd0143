//! The judge is judged: what tests/bot_api reads out of the description, and what it finds wrong.
//! And what the emulator knows of all that is described.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::Town;
use crate::bot_api::BotApi;
use crate::bot_api::prose::{Limit, limits};

#[test]
fn the_prose_tells_these_limits() {
    let Some(api) = BotApi::get() else { return };
    let told = |of: &str, name: &str| limits(api.fields(of).iter().find(|field| field["name"] == name).unwrap());
    for (of, name, expected) in [
        ("sendMessage", "text", vec![Limit::Chars(1, 4096)]),
        ("sendPhoto", "caption", vec![Limit::Chars(0, 1024)]),
        ("InlineKeyboardButton", "callback_data", vec![Limit::Bytes(1, 64)]),
        ("InlineQueryResultArticle", "id", vec![Limit::Bytes(1, 64)]),
        ("answerInlineQuery", "next_offset", vec![Limit::Bytes(0, 64)]),
        ("answerCallbackQuery", "text", vec![Limit::Chars(0, 200)]),
        ("getUpdates", "limit", vec![Limit::Number(1, 100)]),
        ("setWebhook", "max_connections", vec![Limit::Number(1, 100)]),
        ("setWebhook", "secret_token", vec![Limit::Chars(1, 256), Limit::Plain]),
        ("setMyCommands", "commands", vec![Limit::Items(0, 100)]),
        ("BotCommand", "command", vec![Limit::Chars(1, 32)]),
        ("BotCommand", "description", vec![Limit::Chars(1, 256)]),
        ("setMyDescription", "description", vec![Limit::Chars(0, 512)]),
        ("sendPoll", "question", vec![Limit::Chars(1, 300)]),
        ("sendPoll", "options", vec![Limit::Items(1, 12)]),
        ("sendPoll", "open_period", vec![Limit::Number(5, 2_628_000)]),
        ("sendMediaGroup", "media", vec![Limit::Items(2, 10)]),
        ("deleteMessages", "message_ids", vec![Limit::Items(1, 100)]),
        ("sendLocation", "heading", vec![Limit::Number(1, 360)]),
        (
            "sendLocation",
            "live_period",
            vec![Limit::Number(60, 86_400), Limit::Number(i64::from(i32::MAX), i64::from(i32::MAX))],
        ),
        ("setMyCommands", "language_code", vec![]),
        ("sendMessage", "allow_paid_broadcast", vec![]),
    ] {
        assert_eq!(told(of, name), expected, "{of}.{name}");
    }
}

#[test]
fn every_field_of_objects_in_parameters_is_known() {
    let Some(api) = BotApi::get() else { return };
    let fields = |object: &str| -> Vec<String> {
        api.fields(object).iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect()
    };
    let kinds_of = |object: &str| -> Vec<String> {
        match object {
            "ReplyMarkup" => ["InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"]
                .map(str::to_owned)
                .into(),
            other => api.kinds(other),
        }
    };
    for object in madang::emulator::object_names() {
        let described: BTreeSet<String> = kinds_of(object).iter().flat_map(|kind| fields(kind)).collect();
        let known: BTreeSet<String> =
            madang::emulator::object_fields(object).unwrap().iter().map(|&field| field.to_owned()).collect();
        assert_eq!(known, described, "{object}");
    }
}

#[test]
fn a_call_that_breaks_a_rule_is_found_out() {
    let Some(api) = BotApi::get() else { return };
    let found = |method: &str, params: Value| api.request(method, params.as_object().unwrap());
    let press = |data: &str| {
        json!({ "chat_id": 1, "text": "x", "reply_markup": {
            "inline_keyboard": [[{ "text": "x", "callback_data": data }]],
        } })
    };
    for (method, params) in [
        ("sendMessage", json!({ "chat_id": 1, "text": "<b>x</b>", "parse_mode": "HTML" })),
        (
            "sendMessage",
            json!({ "chat_id": "1", "text": format!("<b>{}</b>", "x".repeat(4096)), "parse_mode": "HTML" }),
        ),
        ("sendMessage", press(&"x".repeat(64))),
        ("setMyCommands", json!({ "commands": "[{\"command\":\"a\",\"description\":\"b\"}]" })),
    ] {
        assert_eq!(found(method, params), Vec::<String>::new(), "{method}");
    }
    for (method, params, words) in [
        ("sendTelepathy", json!({}), "there is no method"),
        ("sendMessage", json!({ "chat_id": 1 }), "sendMessage.text is missing"),
        ("sendMessage", json!({ "chat_id": 1, "text": "x", "colour": 1 }), "colour is not described"),
        ("sendMessage", json!({ "chat_id": true, "text": "x" }), "is no"),
        ("sendMessage", json!({ "chat_id": 1, "text": "" }), "does not keep Chars(1, 4096)"),
        ("sendMessage", json!({ "chat_id": 1, "text": "🌳".repeat(2049) }), "does not keep Chars(1, 4096)"),
        ("sendMessage", press(""), "does not keep Bytes(1, 64)"),
        ("sendMessage", press(&"숲".repeat(22)), "does not keep Bytes(1, 64)"),
        (
            "sendMessage",
            json!({ "chat_id": 1, "text": "x", "reply_markup": { "keyboard": [[{}]] } }),
            "text is missing",
        ),
        ("getUpdates", json!({ "limit": "101" }), "does not keep Number(1, 100)"),
        ("sendMediaGroup", json!({ "chat_id": 1, "media": [] }), "does not keep Items(2, 10)"),
        ("setWebhook", json!({ "url": "x", "secret_token": "ä" }), "does not keep Plain"),
    ] {
        let found = found(method, params);
        assert!(found.iter().any(|what| what.contains(words)), "{method}: no {words:?} in {found:?}");
    }
}

#[test]
fn an_object_that_is_not_as_described_is_found_out() {
    let Some(api) = BotApi::get() else { return };
    let chat = json!({ "id": 1, "type": "private", "first_name": "Mari" });
    let message = json!({ "message_id": 1, "date": 5, "chat": chat, "text": "x" });
    assert_eq!(api.object("Message", &message), Vec::<String>::new());
    for (field, value) in
        [("date", json!("5")), ("chat", json!({ "id": 1 })), ("entities", json!([1])), ("x", json!(1))]
    {
        let mut broken = message.clone();
        broken[field] = value;
        assert_eq!(api.object("Message", &broken).len(), 1, "{field}");
    }
}

#[tokio::test]
async fn every_described_parameter_is_known() {
    let Some(api) = BotApi::get() else { return };
    let town = Town::open().await;
    for method in api.methods() {
        let fields = api.fields(method).iter();
        let params = fields.map(|field| (field["name"].as_str().unwrap().to_owned(), json!("")));
        town.call(method, Value::Object(params.collect())).await;
    }
    let failures = town.people().failures();
    let unknown: Vec<_> = failures.iter().filter(|failure| failure.what.starts_with("there is no")).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    town.people().forgive();
}
