//! From what is to be said to a request, byte for byte as Telegram gets it: a table, and each row
//! held against the Bot API's description.

use std::sync::{Arc, Mutex};

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use axum::{Json, Router};
use madang::channel::telegram::{Telegram, receive, setup};
use madang::channel::{Act, Button, Channel, ChatId, Keys, MessageId, Outbound, Source, Word};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

use crate::TOKEN;
use crate::bot_api::BotApi;

/// What came in: the method, and its parameters with files as their names.
type Heard = Arc<Mutex<Vec<(String, Value)>>>;

/// A Telegram that says yes to everything, and writes down what it was asked.
async fn nodding() -> (Telegram, Heard) {
    let heard = Heard::default();
    let writing = heard.clone();
    let answer = move |request: Request| {
        let heard = writing.clone();
        async move {
            let method = request.uri().path().rsplit('/').next().unwrap().to_owned();
            let form = request.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("multipart/");
            let params = if form { fields(request).await } else { body(request).await };
            heard.lock().unwrap().push((method, params));
            Json(json!({ "ok": true, "result": { "message_id": 7 } }))
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    (Telegram::new(&api, TOKEN).unwrap(), heard)
}

async fn body(request: Request) -> Value {
    Json::from_request(request, &()).await.map(|Json(value)| value).unwrap()
}

async fn fields(request: Request) -> Value {
    let mut form = Multipart::from_request(request, &()).await.unwrap();
    let mut params = Map::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let (name, file) = (field.name().unwrap().to_owned(), field.file_name().map(str::to_owned));
        let text = field.text().await.unwrap();
        params.insert(name, file.unwrap_or(text).into());
    }
    Value::Object(params)
}

fn held_against_the_description(method: &str, params: &Value) {
    let Some(api) = BotApi::get() else { return };
    let found = api.request(method, params.as_object().unwrap());
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn every_outbound_is_the_request_that_telegram_describes() {
    let (telegram, heard) = nodding().await;
    let html = || "<b>안녕</b>".to_owned();
    let press = |label: &str| Button { label: label.into(), act: Act::Press("{\"p\":1}".into()) };
    let link = Button { label: "길".into(), act: Act::Link("https://seongnam.go.kr/".into()) };
    let buttons = || Keys::Buttons(vec![vec![press("예"), press("아니요")], vec![link.clone()]]);
    let inline = json!({ "inline_keyboard": [
        [{ "text": "예", "callback_data": "{\"p\":1}" }, { "text": "아니요", "callback_data": "{\"p\":1}" }],
        [{ "text": "길", "url": "https://seongnam.go.kr/" }],
    ] });
    let word = |label: &str, location| Word { label: label.into(), location };
    let keyboard = Keys::Keyboard(vec![vec![word("제안하기", false), word("내 위치", true)]]);
    let shown = json!({
        "keyboard": [[{ "text": "제안하기" }, { "text": "내 위치", "request_location": true }]],
        "is_persistent": true, "resize_keyboard": true,
    });
    let said = |more: Value| {
        let mut params = json!({
            "chat_id": 5, "text": "<b>안녕</b>", "parse_mode": "HTML", "link_preview_options": { "is_disabled": true },
        });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let edit = |keys| Outbound::Edit { message: MessageId(6), html: html(), keys };
    let answer = |text: Option<&str>| Outbound::Answer { callback: "91".into(), text: text.map(str::to_owned) };
    let photo = |caption: &str| Outbound::Photo { file: "AgAD".into(), caption: caption.into() };
    let document =
        |caption: &str| Outbound::Document { name: "표.csv".into(), source: Source::Kept(1), caption: caption.into() };
    let picture =
        |caption: &str| Outbound::Picture { name: "r.png".into(), source: Source::Kept(1), caption: caption.into() };
    let venue =
        Outbound::Venue {
            latitude: 37.42, longitude: 127.126, title: "시청".into(), address: "성남대로 997".into()
        };
    let table = [
        (Outbound::Say { html: html(), keys: Keys::None }, "sendMessage", said(json!({}))),
        (Outbound::Say { html: html(), keys: buttons() }, "sendMessage", said(json!({ "reply_markup": inline }))),
        (Outbound::Say { html: html(), keys: keyboard }, "sendMessage", said(json!({ "reply_markup": shown }))),
        (edit(Keys::None), "editMessageText", said(json!({ "message_id": 6 }))),
        (edit(buttons()), "editMessageText", said(json!({ "message_id": 6, "reply_markup": inline }))),
        (answer(None), "answerCallbackQuery", json!({ "callback_query_id": "91" })),
        (answer(Some("예")), "answerCallbackQuery", json!({ "callback_query_id": "91", "text": "예" })),
        (photo(""), "sendPhoto", json!({ "chat_id": 5, "photo": "AgAD" })),
        (
            photo("<i>길</i>"),
            "sendPhoto",
            json!({ "chat_id": 5, "photo": "AgAD", "caption": "<i>길</i>", "parse_mode": "HTML" }),
        ),
        (document(""), "sendDocument", json!({ "chat_id": "5", "document": "표.csv" })),
        (
            document("<i>표</i>"),
            "sendDocument",
            json!({ "chat_id": "5", "document": "표.csv", "caption": "<i>표</i>", "parse_mode": "HTML" }),
        ),
        (picture(""), "sendPhoto", json!({ "chat_id": "5", "photo": "r.png" })),
        (
            picture("<i>1</i>"),
            "sendPhoto",
            json!({ "chat_id": "5", "photo": "r.png", "caption": "<i>1</i>", "parse_mode": "HTML" }),
        ),
        (
            venue,
            "sendVenue",
            json!({
                "chat_id": 5, "latitude": 37.42, "longitude": 127.126, "title": "시청", "address": "성남대로 997",
            }),
        ),
        (Outbound::Leave, "leaveChat", json!({ "chat_id": 5 })),
    ];
    for (outbound, method, params) in table {
        telegram.send(ChatId(5), &outbound, Some(b"a,b\n".to_vec())).await.unwrap();
        let (called, sent) = heard.lock().unwrap().pop().unwrap();
        assert_eq!((called.as_str(), &without_nulls(&sent)), (method, &without_nulls(&params)), "{outbound:?}");
        held_against_the_description(&called, &sent);
    }
}

/// teloxide writes down what it would leave to Telegram: `false` says the same as nothing.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let told = fields.iter().filter(|(_, value)| !value.is_null() && **value != json!(false));
            Value::Object(told.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn what_is_asked_at_the_start_is_what_telegram_describes() {
    let (telegram, heard) = nodding().await;
    setup::Way::Polling.set(&telegram).await.unwrap();
    let url = "https://madang.example/telegram/aGVsbG8".to_owned();
    setup::Way::Webhook { url, secret: "a-secret_of-ours".into() }.set(&telegram).await.unwrap();
    let calls = heard.lock().unwrap().clone();
    assert_eq!(calls.iter().map(|(method, _)| method.as_str()).collect::<Vec<_>>(), ["deleteWebhook", "setWebhook"]);
    assert_eq!(calls[1].1["allowed_updates"], json!(receive::KINDS));
    for (method, params) in &calls {
        held_against_the_description(method, params);
    }
}
