//! What a script asks over HTTP: to wait, who there is, how strict this Telegram is, to begin again.

use madang::emulator::{Act, Break, Fault, RateLimits};
use serde_json::{Value, json};

use crate::{JUN, MARI, SOON, Town, buttons};

async fn get(town: &Town, path: &str) -> (u16, Value) {
    let response = town.http.get(town.page(path)).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn post(town: &Town, path: &str, body: Value) -> (u16, Value) {
    let response = town.http.post(town.page(path)).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn one_waits_for_a_call_an_update_or_a_message() {
    let town = Town::with_mari().await;
    let wait = town.http.get(town.page("/emu/wait?for=call&method=sendmessage&text=two"));
    let wait = tokio::spawn(wait.send());
    town.send(json!({ "text": "one" })).await;
    let sent = town.send(json!({ "text": "number two" })).await;
    let found: Value = tokio::time::timeout(SOON, wait).await.unwrap().unwrap().unwrap().json().await.unwrap();
    assert_eq!((&found["ok"], &found["call"]["params"]["text"]), (&json!(true), &json!("number two")));

    let (_, found) = get(&town, &format!("/emu/wait?for=message&chat={MARI}&text=two")).await;
    assert_eq!(found["message"]["message_id"], sent);
    let path = format!("/emu/wait?for=message&chat={MARI}&after={sent}&timeout_ms=1");
    assert_eq!(get(&town, &path).await.0, 408);
    town.people().say(MARI, "hello").unwrap();
    let (_, found) = get(&town, "/emu/wait?for=update&kind=message&text=hell").await;
    assert_eq!(found["update"]["message"]["text"], "hello");
    assert_eq!(get(&town, "/emu/wait?for=update&kind=callback_query&timeout_ms=1").await.0, 408);
    assert_eq!(get(&town, "/emu/wait?for=godot").await.0, 400);
}

#[tokio::test]
async fn one_waits_until_every_press_is_answered_and_nothing_is_left_to_do() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    assert_eq!(get(&town, "/emu/wait?for=idle").await.0, 200);
    town.people().press(MARI, "Yes").unwrap();
    assert_eq!(get(&town, "/emu/wait?for=answered&timeout_ms=1").await.0, 408);
    assert_eq!(get(&town, &format!("/emu/wait?for=answered&chat={JUN}")).await.0, 200);
    assert_eq!(get(&town, "/emu/failures").await.1["unanswered"][0]["chat"], MARI);
    let complaint = format!("{MARI} pressed a button of message 2 in chat {MARI} and was never answered");
    assert_eq!(town.people().complaints(), [complaint]);
    let press = town.updates(json!({})).await.remove(0);
    let answer = json!({ "callback_query_id": press["callback_query"]["id"] });
    town.ok("answerCallbackQuery", answer).await;
    assert_eq!(get(&town, "/emu/wait?for=answered").await.0, 200);
    assert_eq!(get(&town, "/emu/wait?for=idle&timeout_ms=1").await.0, 408, "it is not confirmed yet");
    town.fetch().await;
    assert_eq!(get(&town, "/emu/wait?for=idle").await.0, 200);
    assert!(town.people().complaints().is_empty());
}

#[tokio::test]
async fn people_change_their_language_block_the_bot_and_come_new() {
    let town = Town::with_mari().await;
    let (status, mari) = post(&town, "/emu/users", json!({ "id": MARI, "language_code": "en", "blocked": true })).await;
    assert_eq!((status, &mari["language_code"], &mari["blocked"]), (200, &json!("en"), &json!(true)));
    assert_eq!(mari["first_name"], "Mari");
    let kicked = town.fetch().await.remove(0);
    assert_eq!(kicked["my_chat_member"]["from"]["language_code"], "en");
    assert_eq!(post(&town, "/emu/users", json!({ "id": MARI, "blocked": false })).await.1["blocked"], false);
    let (_, new) = post(&town, "/emu/users", json!({ "id": 77, "first_name": "New", "role": "staff" })).await;
    assert_eq!((&new["id"], &new["role"]), (&json!(77), &json!("staff")));
    for wrong in [json!({}), json!({ "id": -5, "first_name": "x" }), json!({ "first_name": "x", "age": 5 })] {
        assert_ne!(post(&town, "/emu/users", wrong.clone()).await.0, 200, "{wrong}");
    }
    let (_, users) = get(&town, "/emu/users").await;
    let ids: Vec<&Value> = users["users"].as_array().unwrap().iter().map(|user| &user["id"]).collect();
    assert_eq!(ids, [&json!(77), &json!(MARI), &json!(JUN)]);
    assert_eq!(post(&town, "/emu/users", json!({ "id": 77, "deactivated": true })).await.0, 200);
}

#[tokio::test]
async fn limits_are_set_and_asked_and_slow_down_impatient_pollers() {
    let town = Town::with_mari().await;
    for text in ["one", "two"] {
        town.people().say(MARI, text).unwrap();
    }
    assert_eq!(town.updates(json!({ "offset": 5 })).await.len(), 2);
    assert_eq!(town.updates(json!({ "offset": 5 })).await.len(), 2, "without limits nobody is slowed down");
    let wish = json!({ "mode": "realistic", "strict_webhook_url": true });
    assert_eq!(post(&town, "/emu/limits", wish).await.0, 200);
    assert_eq!(town.updates(json!({ "offset": 5 })).await.len(), 1, "asked again within half a second");
    town.people().advance(500).unwrap();
    assert_eq!(town.updates(json!({ "offset": 5 })).await.len(), 2);
    let hook = json!({ "url": "https://example.org" });
    town.ok("setWebhook", hook.clone()).await;
    assert_eq!(town.refused("setWebhook", hook.clone()).await, "Too Many Requests: retry after 1");
    town.people().advance(1_000).unwrap();
    assert_eq!(town.call("setWebhook", hook).await["description"], "Webhook is already set");
    town.people().advance(1_000).unwrap();
    let here = json!({ "url": "http://127.0.0.1:8080/" });
    let description = town.refused("setWebhook", here).await;
    assert_eq!(description, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
    let limits = json!({ "mode": "realistic", "strict_webhook_url": true, "too_many": 1 });
    assert_eq!(get(&town, "/emu/limits").await.1, limits);
    assert_ne!(post(&town, "/emu/limits", json!({ "mode": "wild" })).await.0, 200);
}

#[tokio::test]
async fn a_reset_is_a_new_beginning() {
    let town = Town::with_mari().await;
    town.people().limit_rates(RateLimits::Harsh);
    town.people().break_it(Fault::new(Break::Truncate).on("sendPhoto")).unwrap();
    town.call("sendTelepathy", json!({})).await;
    town.people().add_user(madang::emulator::Persona { first_name: "New".into(), ..Default::default() });
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    town.people().press(MARI, "Yes").unwrap();
    assert_eq!(post(&town, "/emu/reset", json!({})).await.0, 200);
    assert!(town.people().messages(MARI).is_empty());
    assert!(town.people().complaints().is_empty());
    assert!(town.updates(json!({})).await.is_empty());
    assert_eq!(get(&town, "/emu/faults").await.1, json!({ "faults": [] }));
    assert_eq!(get(&town, "/emu/users").await.1["users"].as_array().unwrap().len(), 2);
    let send = json!({ "chat_id": MARI, "text": "x" });
    assert_eq!(town.refused("sendMessage", send).await, "Forbidden: bot can't initiate conversation with a user");
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    assert_eq!(town.send(json!({})).await, 2);
}
