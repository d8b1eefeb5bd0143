//! The objects that the emulator makes, held against a machine-readable description of the Bot
//! API: no field missing, none too many, each of its type. The description is not part of this
//! repository: MADANG_TEST_DATA names the folder with `bot-api-10.1.json`. Without it these tests
//! say that they are skipped, unless MADANG_TEST_DATA_REQUIRED is set: then they fail.

use madang::emulator::Act;
use serde_json::{Value, json};

use crate::{DESK, JUN, MARI, Town, buttons};

/// What Telegram's server sends although its documentation does not say so.
const UNDOCUMENTED: [&str; 5] = [
    "accepted_gift_types",
    "all_members_are_administrators",
    "new_chat_member",
    "new_chat_participant",
    "left_chat_participant",
];

fn schema() -> Option<Value> {
    let Some(folder) = std::env::var_os("MADANG_TEST_DATA") else {
        let required = std::env::var_os("MADANG_TEST_DATA_REQUIRED").is_some();
        assert!(!required, "MADANG_TEST_DATA is not set, and nothing may be skipped");
        skipped();
        return None;
    };
    let path = std::path::Path::new(&folder).join("bot-api-10.1.json");
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// Says so past the harness, which keeps what a passing test prints to itself.
fn skipped() {
    let said = b"skipped: MADANG_TEST_DATA is not set, so nothing is held against the Bot API's description\n";
    let _ = std::io::Write::write_all(&mut std::io::stderr(), said);
}

/// What is wrong with a value that should be of this type.
fn complaints(schema: &Value, kind: &str, value: &Value, path: &str) -> Vec<String> {
    let wrong = |right: bool| match right {
        true => Vec::new(),
        false => vec![format!("{path}: {value} is no {kind}")],
    };
    if let Some(inner) = kind.strip_prefix("Array of ") {
        let Some(items) = value.as_array() else { return wrong(false) };
        let each = |item: &Value| complaints(schema, inner, item, &format!("{path}[]"));
        return items.iter().flat_map(each).collect();
    }
    match kind {
        "Integer" => return wrong(value.is_i64()),
        "Float" => return wrong(value.is_number()),
        "String" => return wrong(value.is_string()),
        "Boolean" => return wrong(value.is_boolean()),
        "True" => return wrong(value == true),
        _ => {}
    }
    let described = &schema["types"][kind];
    if let Some(subtypes) = described["subtypes"].as_array() {
        let tries = subtypes.iter().map(|kind| complaints(schema, kind.as_str().unwrap(), value, path));
        return tries.min_by_key(Vec::len).unwrap_or_default();
    }
    let Some(object) = value.as_object() else { return wrong(false) };
    let none = Vec::new();
    let fields = described["fields"].as_array().unwrap_or(&none);
    let mut found = Vec::new();
    for field in fields {
        let name = field["name"].as_str().unwrap();
        match object.get(name) {
            None if field["required"] == true => found.push(format!("{path}.{name} is missing")),
            None => {}
            Some(value) => {
                let kinds = field["types"].as_array().unwrap().iter();
                let path = format!("{path}.{name}");
                let tries = kinds.map(|kind| complaints(schema, kind.as_str().unwrap(), value, &path));
                found.extend(tries.min_by_key(Vec::len).unwrap_or_default());
            }
        }
    }
    for name in object.keys().filter(|name| !UNDOCUMENTED.contains(&name.as_str())) {
        if !fields.iter().any(|field| field["name"] == name.as_str()) {
            found.push(format!("{path}.{name} is not described"));
        }
    }
    found
}

#[tokio::test]
async fn every_object_is_as_the_bot_api_describes_it() {
    let Some(schema) = schema() else { return };
    let town = Town::with_mari().await;
    let people = town.people();
    let text = |text: &str| Act::SendText { text: text.to_owned(), reply_to: None };
    for act in [
        Act::Start { payload: None },
        text("see https://seongnam.go.kr"),
        Act::ShareLocation { latitude: 37.4, longitude: 127.1 },
        Act::ShareContact { phone: "+821012345678".into() },
        Act::SendPhoto { file_ids: None, caption: Some("x".into()), count: Some(2) },
        Act::SendDocument { file_id: None, caption: None },
        Act::SendSticker,
        Act::SendVoice,
        Act::ForwardText { text: "x".into() },
    ] {
        people.act(MARI, act).unwrap();
    }
    let said = people.say(MARI, "frist").unwrap().unwrap();
    people.act(MARI, Act::EditText { message_id: said, text: "first".into() }).unwrap();
    let message = town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    people.act(MARI, Act::SendText { text: "re".into(), reply_to: Some(message) }).unwrap();
    people.press(MARI, "Yes").unwrap();
    people.act(MARI, Act::Block).unwrap();
    people.act(MARI, Act::Unblock).unwrap();
    people.act(JUN, Act::AddToGroup { title: "Desk".into() }).unwrap();
    people.act_in(DESK, JUN, text("/q")).unwrap();
    town.ok("leaveChat", json!({ "chat_id": DESK })).await;
    let updates = town.fetch().await;
    assert_eq!(updates.len(), 20);
    let mut found = complaints(&schema, "Array of Update", &Value::Array(updates), "updates");

    let place = json!({ "chat_id": MARI, "latitude": 1.5, "longitude": 2.5 });
    let venue = json!({
        "chat_id": MARI, "latitude": 1.5, "longitude": 2.5, "title": "t", "address": "a",
    });
    let edit = json!({ "chat_id": MARI, "message_id": message, "text": "<b>x</b>", "parse_mode": "html" });
    for (method, params) in [
        ("getMe", json!({})),
        ("getWebhookInfo", json!({})),
        ("getChat", json!({ "chat_id": MARI })),
        ("sendLocation", place),
        ("sendVenue", venue),
        ("editMessageText", edit),
        ("getMyCommands", json!({})),
        ("getMyName", json!({})),
        ("getMyDescription", json!({})),
        ("getMyShortDescription", json!({})),
        ("getChatMenuButton", json!({})),
        ("deleteMessage", json!({ "chat_id": MARI, "message_id": message })),
    ] {
        let result = town.ok(method, params).await;
        let returns = schema["methods"][method]["returns"].as_array().unwrap();
        let tries = returns.iter().map(|kind| complaints(&schema, kind.as_str().unwrap(), &result, method));
        found.extend(tries.min_by_key(Vec::len).unwrap_or_default());
    }
    assert!(found.is_empty(), "{found:#?}");
    town.people().forgive();
}

#[tokio::test]
async fn every_described_parameter_is_known() {
    let Some(schema) = schema() else { return };
    let town = Town::open().await;
    for (name, method) in schema["methods"].as_object().unwrap() {
        let none = Vec::new();
        let fields = method["fields"].as_array().unwrap_or(&none).iter();
        let params = fields.map(|field| (field["name"].as_str().unwrap().to_owned(), json!("")));
        town.call(name, Value::Object(params.collect())).await;
    }
    let failures = town.people().failures();
    let unknown: Vec<_> = failures.iter().filter(|failure| failure.what.starts_with("there is no")).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    town.people().forgive();
}
