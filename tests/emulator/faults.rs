//! What may go wrong between a bot and Telegram, made to go wrong.

use madang::emulator::{Break, Fault, When};
use serde_json::{Value, json};

use crate::{JUN, MARI, SOON, Town, buttons};

fn message(text: &str) -> Value {
    json!({ "chat_id": MARI, "text": text })
}

fn texts(town: &Town) -> Vec<String> {
    let messages = town.people().messages(MARI);
    let sent = messages.iter().filter(|message| message["out"] == true);
    sent.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_call_is_refused_as_ordered_and_does_nothing() {
    let town = Town::with_mari().await;
    let gone = "Forbidden: bot was blocked by the user".to_owned();
    let refuse = Break::Refuse { code: 403, description: gone.clone(), migrate_to_chat_id: None };
    town.people().break_it(Fault::new(refuse).on("sendMessage").nth(2)).unwrap();
    assert_eq!(town.call("sendMessage", message("one")).await["ok"], true);
    let answer = town.call("sendMessage", message("two")).await;
    assert_eq!((&answer["error_code"], &answer["description"]), (&json!(403), &json!(gone)));
    assert_eq!(town.call("sendMessage", message("three")).await["ok"], true);
    assert_eq!(texts(&town), ["one", "three"]);
    let refused = &town.people().calls(0, 100)[2];
    assert_eq!((refused.status, refused.faults.as_slice()), (403, ["refuse"].as_slice()));
}

#[tokio::test]
async fn too_many_says_how_long_to_wait_in_both_places() {
    let town = Town::with_mari().await;
    town.people().break_it(Fault::new(Break::TooMany { retry_after: 17 }).in_chat(MARI)).unwrap();
    let response = town.http.post(town.method("sendMessage")).json(&message("x")).send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "17");
    assert_eq!(response.status(), 429);
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["parameters"], json!({ "retry_after": 17 }));
}

#[tokio::test]
async fn a_group_that_moved_says_where_it_is_now() {
    let town = Town::with_mari().await;
    let description = "Bad Request: group chat was upgraded to a supergroup chat".to_owned();
    let moved = Break::Refuse { code: 400, description, migrate_to_chat_id: Some(-1_001_234_567_890) };
    town.people().break_it(Fault::new(moved)).unwrap();
    let answer = town.call("sendMessage", message("x")).await;
    assert_eq!(answer["parameters"]["migrate_to_chat_id"], -1_001_234_567_890_i64);
}

#[tokio::test]
async fn a_proxy_answers_with_a_page_before_or_after_the_message_was_stored() {
    let town = Town::with_mari().await;
    for (when, stored) in [(When::Before, 0), (When::After, 1)] {
        town.people().break_it(Fault::new(Break::BadGateway { when }).on("send*")).unwrap();
        let response = town.http.post(town.method("sendMessage")).json(&message("x")).send().await.unwrap();
        assert_eq!(response.status(), 502);
        assert_eq!(response.headers()["content-type"], "text/html");
        assert!(response.text().await.unwrap().starts_with("<html>"));
        assert_eq!(texts(&town).len(), stored);
    }
    town.people().break_it(Fault::new(Break::ServerError { when: When::Before })).unwrap();
    assert_eq!(town.call("getMe", json!({})).await["error_code"], 500);
}

#[tokio::test]
async fn a_connection_is_closed_without_a_word_before_or_after_the_message_was_stored() {
    let town = Town::with_mari().await;
    for (when, stored) in [(When::Before, 0), (When::After, 1)] {
        let fault = town.people().break_it(Fault::new(Break::Drop { when }).on("sendMessage")).unwrap();
        let sent = town.http.post(town.method("sendMessage")).json(&message("x")).send().await;
        assert!(sent.is_err_and(|error| !error.is_connect() && !error.is_timeout()));
        assert_eq!(texts(&town).len(), stored);
        assert_eq!(town.people().hits(fault), 1);
    }
    let statuses: Vec<u16> = town.people().calls(1, 100).iter().map(|call| call.status).collect();
    assert_eq!(statuses, [0, 200]);
}

#[tokio::test]
async fn half_an_answer_is_no_json_although_the_message_was_stored() {
    let town = Town::with_mari().await;
    town.people().break_it(Fault::new(Break::Truncate).on("sendMessage")).unwrap();
    let response = town.http.post(town.method("sendMessage")).json(&message("x")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let half = response.text().await.unwrap();
    assert!(half.starts_with("{\"ok\":true") && serde_json::from_str::<Value>(&half).is_err(), "{half}");
    assert_eq!(texts(&town), ["x"]);
}

#[tokio::test]
async fn a_delay_ends_when_the_clock_has_moved_so_far() {
    let town = Town::with_mari().await;
    for (when, stored) in [(When::Before, 0), (When::After, 1)] {
        let fault = Fault::new(Break::Delay { ms: 30_000, when }).on("sendMessage");
        let fault = town.people().break_it(fault).unwrap();
        let request = town.http.post(town.method("sendMessage")).json(&message("x"));
        let sent = tokio::spawn(request.send());
        town.people().until(SOON, |people| (people.hits(fault) == 1).then_some(())).await.unwrap();
        if stored == 1 {
            town.people().until(SOON, |_| (texts(&town).len() == 2).then_some(())).await.unwrap();
        }
        town.people().advance(29_999).unwrap();
        assert!(!sent.is_finished());
        assert_eq!(texts(&town).len(), stored * 2);
        town.people().advance(1).unwrap();
        assert_eq!(tokio::time::timeout(SOON, sent).await.unwrap().unwrap().unwrap().status(), 200);
    }
}

#[tokio::test]
async fn what_a_client_no_longer_waits_for_happens_all_the_same() {
    let town = Town::with_mari().await;
    let fault = Fault::new(Break::Delay { ms: 30_000, when: When::Before }).on("sendMessage");
    let fault = town.people().break_it(fault).unwrap();
    let sent = tokio::spawn(town.http.post(town.method("sendMessage")).json(&message("late")).send());
    town.people().until(SOON, |people| (people.hits(fault) == 1).then_some(())).await.unwrap();
    sent.abort();
    town.people().advance(30_000).unwrap();
    town.people().until(SOON, |_| (texts(&town) == ["late"]).then_some(())).await.unwrap();
}

#[tokio::test]
async fn somebody_blocks_the_bot_in_the_middle_of_a_broadcast() {
    let town = Town::with_mari().await;
    town.people().break_it(Fault::new(Break::Block).on("sendMessage").nth(3)).unwrap();
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(town.call("sendMessage", message("x")).await["ok"] == true);
    }
    assert_eq!(answers, [true, true, false, false]);
    let update = town.fetch().await.remove(0);
    assert_eq!(update["my_chat_member"]["new_chat_member"]["status"], "kicked");
}

#[tokio::test]
async fn another_poller_takes_over() {
    let town = Town::with_mari().await;
    town.people().break_it(Fault::new(Break::SecondPoller)).unwrap();
    town.send(json!({})).await;
    let description = town.refused("getUpdates", json!({})).await;
    assert_eq!(
        description,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
    assert!(town.updates(json!({})).await.is_empty());
}

#[tokio::test]
async fn a_file_link_expires_before_it_is_used_and_a_new_one_works() {
    let town = Town::with_mari().await;
    town.people().act(MARI, madang::emulator::Act::SendDocument { file_id: None, caption: None }).unwrap();
    let id = town.fetch().await[0]["message"]["document"]["file_id"].clone();
    town.people().break_it(Fault::new(Break::LoseLink)).unwrap();
    for status in [404, 200] {
        let file = town.ok("getFile", json!({ "file_id": id })).await;
        let path = file["file_path"].as_str().unwrap();
        let address = town.page(&format!("/file/bot{}/{path}", crate::TOKEN));
        assert_eq!(town.http.get(address).send().await.unwrap().status().as_u16(), status);
    }
}

#[tokio::test]
async fn an_update_comes_twice_or_again_after_it_was_confirmed() {
    let town = Town::with_mari().await;
    town.people().break_it(Fault::new(Break::Duplicate).about("message")).unwrap();
    town.people().say(MARI, "twice").unwrap();
    town.people().break_it(Fault::new(Break::Redeliver).about("message")).unwrap();
    town.people().say(MARI, "again").unwrap();
    let updates = town.updates(json!({})).await;
    let ids: Vec<i64> = updates.iter().map(|update| update["update_id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [ids[0], ids[0], ids[0] + 1]);
    let next = json!({ "offset": ids[2] + 1 });
    assert_eq!(town.updates(next.clone()).await, updates[2..]);
    assert!(town.updates(next).await.is_empty());
}

#[tokio::test]
async fn a_press_overtakes_the_message_before_it() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    town.people().break_it(Fault::new(Break::Reorder).about("callback_query")).unwrap();
    town.people().say(MARI, "first").unwrap();
    town.people().press(MARI, "Yes").unwrap();
    let updates = town.updates(json!({})).await;
    assert_eq!(updates[0]["callback_query"]["data"], "y");
    assert_eq!(updates[1]["message"]["text"], "first");
    assert_eq!(updates[1]["update_id"], updates[0]["update_id"].as_i64().unwrap() + 1);
    town.people().forgive();
}

#[tokio::test]
async fn updates_have_kinds_entities_and_fields_of_tomorrow() {
    let town = Town::with_mari().await;
    for what in [Break::UnknownKind, Break::UnknownEntity, Break::ExtraFields] {
        town.people().break_it(Fault::new(what).about("message")).unwrap();
        town.people().say(MARI, "#one").unwrap();
    }
    // Not what is described today: that is the point.
    let updates = town.unjudged("getUpdates", json!({})).await["result"].take();
    assert!(updates[0].get("message").is_none());
    assert_eq!(updates[0]["unheard_of"]["text"], "#one");
    let kinds: Vec<&Value> = updates[1]["message"]["entities"].as_array().unwrap().iter().map(|e| &e["type"]).collect();
    assert_eq!(kinds, ["hashtag", "hologram"]);
    assert_eq!(updates[2]["message"]["text"], "#one");
    assert!(updates[2]["message"]["field_of_tomorrow"].is_object());
    assert!(updates[2]["message"]["from"]["field_of_tomorrow"].is_object());
}

#[tokio::test]
async fn the_message_of_a_press_can_no_longer_be_seen() {
    let town = Town::with_mari().await;
    let message = town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    town.people().break_it(Fault::new(Break::Inaccessible)).unwrap();
    town.people().say(MARI, "no press").unwrap();
    town.people().press(MARI, "Yes").unwrap();
    let press = town.fetch().await.remove(1)["callback_query"].take();
    assert_eq!((&press["message"]["date"], &press["message"]["message_id"]), (&json!(0), &json!(message)));
    assert_eq!(press["message"].as_object().unwrap().len(), 3);
    town.people().forgive();
}

#[tokio::test]
async fn the_same_seed_breaks_the_same_calls_over_any_connections() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let town = Town::with_mari().await;
        town.people().act(JUN, madang::emulator::Act::Start { payload: None }).unwrap();
        town.people().break_it(Fault::new(Break::TooMany { retry_after: 1 }).sometimes(0.4, 7)).unwrap();
        let send = async |chat: i64, n: i32| town.call("sendMessage", json!({ "chat_id": chat, "text": n })).await;
        for n in 0..20 {
            tokio::join!(send(MARI, n), send(JUN, n));
        }
        let mut calls = town.people().calls(1, 100);
        calls.sort_by_key(|call| (call.params["chat_id"].as_i64(), call.n));
        runs.push(calls.iter().map(|call| call.status).collect::<Vec<_>>());
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].contains(&429) && runs[0].contains(&200));
}

#[tokio::test]
async fn faults_are_ordered_seen_and_taken_away_over_http() {
    let town = Town::with_mari().await;
    let address = town.page("/emu/faults");
    let order = async |fault: Value| -> Value {
        town.http.post(&address).json(&fault).send().await.unwrap().json().await.unwrap()
    };
    let fault = json!({ "fault": "too_many", "retry_after": 3, "method": "sendMessage", "chat": MARI });
    assert_eq!(order(fault).await, json!({ "ok": true, "id": 1 }));
    assert_eq!(order(json!({ "fault": "drop", "when": "after", "probability": 0.5, "seed": 9 })).await["id"], 2);
    for wrong in [
        json!({ "fault": "earthquake" }),
        json!({ "fault": "too_many" }),
        json!({ "fault": "truncate", "tims": 3 }),
        json!({ "fault": "duplicate", "method": "sendMessage" }),
        json!([]),
    ] {
        assert_eq!(order(wrong.clone()).await["ok"], false, "{wrong}");
    }
    town.http.delete(format!("{address}/2")).send().await.unwrap().error_for_status().unwrap();
    assert_eq!(town.http.delete(format!("{address}/2")).send().await.unwrap().status(), 404);
    assert_eq!(town.call("sendMessage", message("x")).await["error_code"], 429);
    let listed: Value = town.http.get(&address).send().await.unwrap().json().await.unwrap();
    let shown = json!({
        "id": 1, "hits": 1, "spent": true, "fault": "too_many", "retry_after": 3, "method": "sendMessage", "chat": MARI, "seed": 0,
    });
    assert_eq!(listed, json!({ "faults": [shown] }));
    town.http.delete(&address).send().await.unwrap().error_for_status().unwrap();
    let listed: Value = town.http.get(&address).send().await.unwrap().json().await.unwrap();
    assert_eq!(listed, json!({ "faults": [] }));
}
