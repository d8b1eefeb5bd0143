//! People and the bot: presses, keyboards, menus, blocking, groups, and what the page sees.

use futures::StreamExt;
use madang::emulator::{Act, RateLimits};
use serde_json::{Value, json};

use crate::{DESK, JUN, MARI, SOON, Town, buttons};

#[tokio::test]
async fn a_press_is_answered_once_and_in_time() {
    let town = Town::with_mari().await;
    let message = town.send(json!({ "reply_markup": buttons(&[("찬성", "v1:yes"), ("반대", "v1:no")]) })).await;
    town.people().press(MARI, "찬성").unwrap();
    let update = town.fetch().await.remove(0);
    let press = &update["callback_query"];
    assert_eq!(press["data"], "v1:yes");
    assert_eq!(press["message"]["message_id"], message);
    let id = press["id"].as_str().unwrap();
    assert_eq!(town.people().messages(MARI)[1]["pending"], json!([id]));
    assert_eq!(town.people().unanswered(), 1);
    let answer = json!({ "callback_query_id": id, "text": "고맙습니다" });
    assert_eq!(town.ok("answerCallbackQuery", answer.clone()).await, true);
    assert_eq!(town.people().messages(MARI)[1]["pending"], json!([]));
    assert_eq!(town.people().unanswered(), 0);
    let too_late = "Bad Request: query is too old and response timeout expired or query ID is \
                    invalid";
    assert_eq!(town.refused("answerCallbackQuery", answer).await, too_late);
    town.people().press(MARI, "반대").unwrap();
    let id = town.fetch().await[0]["callback_query"]["id"].clone();
    town.people().advance(150_000).unwrap();
    let answer = json!({ "callback_query_id": id });
    assert_eq!(town.refused("answerCallbackQuery", answer).await, too_late);
    assert_eq!(town.people().forgive().len(), 1);
}

#[tokio::test]
async fn a_reply_keyboard_stays_until_it_is_replaced_used_or_removed() {
    let town = Town::with_mari().await;
    let keyboard = json!({ "keyboard": [[{ "text": "예" }]], "one_time_keyboard": true });
    town.send(json!({ "reply_markup": keyboard })).await;
    assert_eq!(town.people().transcript(MARI)["keyboard"], keyboard);
    town.people().say(MARI, "something else").unwrap();
    assert_eq!(town.people().transcript(MARI)["keyboard"], keyboard);
    town.people().say(MARI, "예").unwrap();
    assert_eq!(town.people().transcript(MARI)["keyboard"], Value::Null);
    let keyboard = json!({ "keyboard": [["예"]] });
    town.send(json!({ "reply_markup": keyboard })).await;
    town.people().say(MARI, "예").unwrap();
    assert_eq!(town.people().transcript(MARI)["keyboard"], keyboard);
    town.send(json!({ "reply_markup": { "remove_keyboard": true } })).await;
    assert_eq!(town.people().transcript(MARI)["keyboard"], Value::Null);
}

#[tokio::test]
async fn the_menu_depends_on_scope_and_language() {
    let town = Town::with_mari().await;
    let list = |text: &str| json!([{ "command": "/help", "description": text }]);
    let shown = || town.people().transcript(MARI)["commands"][0]["description"].clone();
    town.ok("setMyCommands", json!({ "commands": list("everywhere") })).await;
    assert_eq!(shown(), "everywhere");
    let korean = json!({ "commands": list("어디서나"), "language_code": "ko" });
    town.ok("setMyCommands", korean).await;
    assert_eq!(shown(), "어디서나");
    let private = json!({ "type": "all_private_chats" });
    town.ok("setMyCommands", json!({ "commands": list("private"), "scope": private })).await;
    assert_eq!(shown(), "private");
    let stored = town.ok("getMyCommands", json!({ "scope": private })).await;
    assert_eq!(stored, json!([{ "command": "help", "description": "private" }]));
    town.ok("deleteMyCommands", json!({ "scope": private })).await;
    assert_eq!(shown(), "어디서나");
    let bad = json!({ "commands": [{ "command": "Help", "description": "x" }] });
    assert_eq!(town.refused("setMyCommands", bad).await, "Bad Request: BOT_COMMAND_INVALID");
}

#[tokio::test]
async fn who_blocks_the_bot_hears_no_more_of_it() {
    let town = Town::with_mari().await;
    let send = |chat: i64| json!({ "chat_id": chat, "text": "hello" });
    let description = town.refused("sendMessage", send(JUN)).await;
    assert_eq!(description, "Forbidden: bot can't initiate conversation with a user");
    assert_eq!(town.refused("sendMessage", send(42)).await, "Bad Request: chat not found");
    assert!(town.people().act(JUN, Act::Unblock).is_err());
    town.people().act(MARI, Act::Block).unwrap();
    let rows = town.people().state()["users"].take();
    let mari = rows.as_array().unwrap().iter().find(|user| user["id"] == MARI).unwrap();
    assert_eq!((&mari["started"], &mari["blocked"]), (&json!(true), &json!(true)));
    let update = town.fetch().await.remove(0);
    assert_eq!(update["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let description = town.refused("sendMessage", send(MARI)).await;
    assert_eq!(description, "Forbidden: bot was blocked by the user");
    assert!(town.people().say(MARI, "hello").is_err());
    town.people().act(MARI, Act::Start { payload: Some("forum_5".into()) }).unwrap();
    let updates = town.fetch().await;
    assert_eq!(updates[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(updates[1]["message"]["text"], "/start forum_5");
    town.people().act(MARI, Act::Deactivate).unwrap();
    let description = town.refused("sendMessage", send(MARI)).await;
    assert_eq!(description, "Forbidden: user is deactivated");
}

#[tokio::test]
async fn in_a_group_the_bot_sees_commands_and_answers_only() {
    let town = Town::with_mari().await;
    town.people().act(JUN, Act::AddToGroup { title: "Desk".into() }).unwrap();
    let updates = town.fetch().await;
    assert_eq!(updates[0]["my_chat_member"]["chat"]["id"], DESK);
    assert_eq!(updates[1]["message"]["new_chat_members"][0]["username"], "madang_bot");
    let hello = json!({ "chat_id": DESK, "text": "hello" });
    let asked = town.ok("sendMessage", hello.clone()).await["message_id"].as_i64();
    let say = |text: &str, reply_to| {
        let act = Act::SendText { text: text.to_owned(), reply_to };
        town.people().act_in(DESK, JUN, act).unwrap();
    };
    say("chatter", None);
    say("/queue@other_bot", None);
    say("/queue@madang_bot", None);
    say("done", asked);
    let updates = town.fetch().await;
    let texts: Vec<&Value> = updates.iter().map(|update| &update["message"]["text"]).collect();
    assert_eq!(texts, ["/queue@madang_bot", "done"]);
    let contact = json!({ "keyboard": [[{ "text": "tel", "request_contact": true }]] });
    let ask = json!({ "chat_id": DESK, "text": "who?", "reply_markup": contact });
    assert_eq!(
        town.refused("sendMessage", ask).await,
        "Bad Request: phone number can be requested in private chats only"
    );
    town.ok("leaveChat", json!({ "chat_id": DESK })).await;
    assert_eq!(town.refused("sendMessage", hello).await, "Forbidden: bot is not a member of the group chat");
}

#[tokio::test]
async fn too_many_messages_get_429_with_both_hints() {
    let town = Town::with_mari().await;
    town.people().limit_rates(RateLimits::Realistic);
    for _ in 0..3 {
        town.send(json!({})).await;
    }
    let body = json!({ "chat_id": MARI, "text": "more" });
    let response = town.http.post(town.method("sendMessage")).json(&body).send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "1");
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["parameters"]["retry_after"], 1);
    assert_eq!(answer["description"], "Too Many Requests: retry after 1");
    town.people().advance(1_000).unwrap();
    town.send(json!({})).await;
    assert_eq!(town.people().answered_with(429), 1);
}

#[tokio::test]
async fn the_page_acts_and_sees_over_http() {
    let town = Town::open().await;
    let events = town.http.get(town.page("/emu/events")).send().await.unwrap();
    let act = async |body: Value| -> Value {
        let request = town.http.post(town.page("/emu/act")).json(&body);
        request.send().await.unwrap().json().await.unwrap()
    };
    let refused = act(json!({ "user": MARI, "kind": "send_text", "text": "hi" })).await;
    assert_eq!(refused, json!({ "ok": false, "error": "press start first", "code": "press_start", "values": [] }));
    let started = act(json!({ "user": MARI, "kind": "start", "payload": null })).await;
    assert_eq!(started, json!({ "ok": true, "message_id": 1, "listening": false }));
    let message = town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    let press = json!({ "user": MARI, "kind": "press", "message_id": message, "button": "Yes" });
    assert_eq!(act(press).await["ok"], true);

    let get =
        async |path: &str| -> Value { town.http.get(town.page(path)).send().await.unwrap().json().await.unwrap() };
    let state = get("/emu/state").await;
    let mari = state["users"].as_array().unwrap().iter().find(|user| user["id"] == MARI).unwrap();
    assert_eq!((&mari["started"], &mari["chat_id"]), (&json!(true), &json!(MARI)));
    assert_eq!(state["users"][0]["role"], "group");
    let transcript = get(&format!("/emu/transcript?chat={MARI}")).await;
    assert_eq!(transcript["messages"][0]["entities"][0]["type"], "bot_command");
    assert_eq!(transcript["messages"][1]["pending"].as_array().unwrap().len(), 1);
    assert_eq!(get("/emu/calls?after=0&limit=5").await["calls"][0]["method"], "sendMessage");
    assert_eq!(get("/emu/failures").await["failures"], json!([]));
    let moved = town.http.post(town.page("/emu/clock")).json(&json!({ "advance_s": 60 }));
    let moved: Value = moved.send().await.unwrap().json().await.unwrap();
    assert_eq!(moved, get("/emu/clock").await);
    let new = json!({ "first_name": "새 주민", "language_code": "ko" });
    let new = town.http.post(town.page("/emu/users")).json(&new);
    let new: Value = new.send().await.unwrap().json().await.unwrap();
    assert!(new["id"].as_i64().unwrap() > i64::from(u32::MAX));

    let mut seen = String::new();
    let mut stream = events.bytes_stream();
    while !seen.contains("event: clock") {
        let chunk = tokio::time::timeout(SOON, stream.next()).await.unwrap().unwrap().unwrap();
        seen.push_str(&String::from_utf8_lossy(&chunk));
    }
    for name in ["user", "message", "call"] {
        assert!(seen.contains(&format!("event: {name}\n")), "{name} is missing in {seen}");
    }
    assert_eq!(town.people().forgive().len(), 1);
}

#[tokio::test]
async fn only_this_machine_may_use_the_page() {
    let town = Town::open().await;
    let status = async |name: &str, value: &str| {
        let request = town.http.get(town.page("/emu/state")).header(name, value);
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(status("host", "evil.example").await, 403);
    assert_eq!(status("host", "localhost:8081").await, 200);
    assert_eq!(status("origin", "https://evil.example").await, 403);
    assert_eq!(status("origin", &town.emulator.api_url()).await, 200);
}
