//! getUpdates: offsets, waiting, and who may ask.

use madang::emulator::Act;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::{JUN, MARI, SOON, Town};

#[tokio::test]
async fn an_update_comes_again_until_a_later_one_is_asked_for() {
    let town = Town::with_mari().await;
    for text in ["one", "two", "three"] {
        town.people().say(MARI, text).unwrap();
    }
    let first = town.updates(json!({})).await;
    assert_eq!(first.len(), 3);
    assert_eq!(first, town.updates(json!({ "offset": 0 })).await);
    let id = first[0]["update_id"].as_i64().unwrap();
    assert_eq!(first[2]["update_id"], id + 2);
    assert_eq!(town.updates(json!({ "limit": 1 })).await.len(), 1);
    assert_eq!(town.updates(json!({ "offset": id + 1_000 })).await.len(), 3);
    let rest = town.updates(json!({ "offset": id + 1 })).await;
    assert_eq!(rest[0]["message"]["text"], "two");
    let last = town.updates(json!({ "offset": -1 })).await;
    assert_eq!(last.len(), 1);
    assert_eq!(last[0]["message"]["text"], "three");
    assert!(town.updates(json!({ "offset": id + 3 })).await.is_empty());
}

#[tokio::test]
async fn a_long_poll_wakes_for_a_new_update() {
    let town = Town::with_mari().await;
    let poll = town.poll().await;
    town.people().say(MARI, "wake up").unwrap();
    let answer: Value = answer(poll).await.json().await.unwrap();
    assert_eq!(answer["result"][0]["message"]["text"], "wake up");
}

#[tokio::test]
async fn a_second_poller_ends_the_first() {
    let town = Town::with_mari().await;
    let first = town.poll().await;
    let second = town.poll().await;
    let ended = answer(first).await;
    assert_eq!(ended.status(), 409);
    let ended: Value = ended.json().await.unwrap();
    assert_eq!(
        ended["description"],
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance \
         is running"
    );
    town.people().say(MARI, "hello").unwrap();
    let served: Value = answer(second).await.json().await.unwrap();
    assert_eq!(served["result"][0]["message"]["text"], "hello");
}

#[tokio::test]
async fn a_new_webhook_ends_a_waiting_poll() {
    let town = Town::with_mari().await;
    let poll = town.poll().await;
    town.ok("setWebhook", json!({ "url": "http://127.0.0.1:9/" })).await;
    let ended: Value = answer(poll).await.json().await.unwrap();
    assert_eq!(ended["description"], "Conflict: terminated by setWebhook request");
}

#[tokio::test]
async fn a_long_poll_ends_when_the_clock_says_so() {
    let town = Town::with_mari().await;
    let poll = town.poll().await;
    town.people().advance(49_999).unwrap();
    assert!(!poll.is_finished());
    town.people().advance(1).unwrap();
    let empty: Value = answer(poll).await.json().await.unwrap();
    assert_eq!(empty, json!({ "ok": true, "result": [] }));
}

#[tokio::test]
async fn numbers_out_of_their_range_are_brought_into_it() {
    let town = Town::with_mari().await;
    for n in 0..3 {
        town.people().say(MARI, &n.to_string()).unwrap();
    }
    for (limit, count) in [(0, 1), (-7, 1), (2, 2), (1_000, 3)] {
        assert_eq!(town.updates(json!({ "limit": limit })).await.len(), count, "{limit}");
    }
}

#[tokio::test]
async fn a_list_of_kinds_that_cannot_be_read_changes_nothing_and_is_noticed() {
    let town = Town::with_mari().await;
    town.updates(json!({ "allowed_updates": ["callback_query"] })).await;
    town.updates(json!({ "allowed_updates": "message" })).await;
    town.people().say(MARI, "not wanted").unwrap();
    assert!(town.updates(json!({})).await.is_empty());
    town.updates(json!({ "allowed_updates": ["massage"] })).await;
    town.people().say(MARI, "wanted again").unwrap();
    assert_eq!(town.updates(json!({})).await.len(), 1);
    let complaints = town.people().forgive();
    assert_eq!(
        complaints,
        ["allowed_updates: this is no array of strings", "allowed_updates: there is no kind \"massage\""]
    );
}

async fn answer(poll: JoinHandle<reqwest::Result<reqwest::Response>>) -> reqwest::Response {
    tokio::time::timeout(SOON, poll).await.unwrap().unwrap().unwrap()
}

#[tokio::test]
async fn polling_and_webhook_exclude_each_other() {
    let town = Town::with_mari().await;
    town.ok("setWebhook", json!({ "url": "http://127.0.0.1:9/" })).await;
    let answer = town.call("getUpdates", json!({})).await;
    assert_eq!(answer["error_code"], 409);
    assert_eq!(
        answer["description"],
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
         delete the webhook first"
    );
    assert_eq!(town.call("deleteWebhook", json!({})).await["description"], "Webhook was deleted");
    town.updates(json!({})).await;
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_queued_and_the_wish_is_remembered() {
    let town = Town::with_mari().await;
    town.updates(json!({ "allowed_updates": ["callback_query"] })).await;
    town.people().say(MARI, "not wanted").unwrap();
    assert!(town.updates(json!({})).await.is_empty());
    town.updates(json!({ "allowed_updates": [] })).await;
    town.people().say(MARI, "wanted").unwrap();
    assert_eq!(town.updates(json!({})).await.len(), 1);
}

#[tokio::test]
async fn a_message_waits_a_day_and_a_press_150_seconds() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": crate::buttons(&[("Yes", "y")]) })).await;
    town.people().press(MARI, "Yes").unwrap();
    town.people().say(MARI, "hello").unwrap();
    assert_eq!(town.updates(json!({})).await.len(), 2);
    town.people().advance(150_000).unwrap();
    assert_eq!(town.updates(json!({})).await.len(), 1);
    town.people().advance(24 * 3_600_000).unwrap();
    assert!(town.updates(json!({})).await.is_empty());
    assert_eq!(town.people().forgive().len(), 1);
}

#[tokio::test]
async fn parameters_come_in_any_form() {
    let town = Town::with_mari().await;
    let keyboard = crate::buttons(&[("Yes", "y")]).to_string();
    let query = format!("sendmessage?chat_id={MARI}&text=by+query");
    town.http.get(town.method(&query)).send().await.unwrap().error_for_status().unwrap();
    let form = format!("chat_id={MARI}&text=by%20form");
    let request = town.http.post(town.method("SendMessage")).body(form);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.send().await.unwrap().error_for_status().unwrap();
    let multipart = reqwest::multipart::Form::new()
        .text("chat_id", MARI.to_string())
        .text("text", "by multipart")
        .text("reply_markup", keyboard);
    let request = town.http.post(town.method("test/sendMessage")).multipart(multipart);
    request.send().await.unwrap().error_for_status().unwrap();
    town.ok("SENDMESSAGE", json!({ "chat_id": MARI.to_string(), "text": "by json" })).await;
    let messages = town.people().messages(MARI);
    let texts: Vec<&str> = messages.iter().skip(1).map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["by query", "by form", "by multipart", "by json"]);
    assert_eq!(messages[3]["reply_markup"]["inline_keyboard"][0][0]["text"], "Yes");
    assert!(town.people().failures().is_empty());
}

#[tokio::test]
async fn unknown_methods_parameters_and_tokens_are_noticed() {
    let town = Town::with_mari().await;
    let answer = town.call("sendTelepathy", json!({})).await;
    assert_eq!(answer["error_code"], 404);
    assert_eq!(answer["description"], "Not Found: method not found");
    town.send(json!({ "colour": "green" })).await;
    let failures = town.people().failures();
    assert_eq!(failures.len(), 2);
    assert_eq!(failures[1].what, "there is no parameter \"colour\"");
    for (token, status) in [("nonsense", 401), ("1000000001:other", 401), ("77:another", 200)] {
        let address = town.page(&format!("/bot{token}/getMe"));
        let response = town.http.get(address).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{token}");
    }
    assert_eq!(town.people().act(JUN, Act::SendSticker), Err("press start first".to_owned()));
    town.people().forgive();
}
