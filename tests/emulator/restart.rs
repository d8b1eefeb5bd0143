//! The emulator stops and comes back where it was.

use madang::emulator::Act;
use serde_json::json;

use crate::{JUN, MARI, SOON, Town, buttons};

#[tokio::test]
async fn people_messages_ids_files_and_the_queue_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo/emulator.json");
    let town = Town::open_with(Some(path.clone())).await;
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    let photo = Act::SendPhoto { file_ids: None, caption: None, count: None };
    town.people().act(MARI, photo).unwrap();
    let message = town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    town.ok("setMyCommands", json!({ "commands": [{ "command": "a", "description": "b" }] })).await;
    let waiting = town.updates(json!({})).await;
    let before = town.people().transcript(MARI);
    town.emulator.stop().await;

    let town = Town::open_with(Some(path)).await;
    assert_eq!(town.people().transcript(MARI), before);
    assert_eq!(town.updates(json!({})).await, waiting);
    assert_eq!(town.send(json!({})).await, message + 1);
    town.people().press(MARI, "Yes").unwrap();
    let last = town.updates(json!({})).await.pop().unwrap();
    let next = waiting.last().unwrap()["update_id"].as_i64().unwrap() + 1;
    // Numbers are left out after a restart, so that none is given twice after a crash.
    assert!(last["update_id"].as_i64().unwrap() >= next);
    let file = waiting[1]["message"]["photo"][1]["file_id"].as_str().unwrap();
    let shown = town.http.get(town.page(&format!("/emu/file/{file}"))).send().await.unwrap();
    assert!(shown.bytes().await.unwrap().starts_with(b"\x89PNG"));
    assert!(town.people().say(JUN, "never started").is_err());
    town.people().forgive();
    town.emulator.stop().await;
}

#[tokio::test]
async fn a_restart_in_between_keeps_the_queue_and_ends_what_waits() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    town.people().act(MARI, Act::SendPhoto { file_ids: None, caption: None, count: None }).unwrap();
    let before = town.people().transcript(MARI);
    let waiting = town.updates(json!({})).await;
    town.people().restart().unwrap();
    assert_eq!(town.people().transcript(MARI), before);
    assert_eq!(town.updates(json!({})).await, waiting);
    let file = waiting[0]["message"]["photo"][1]["file_id"].as_str().unwrap();
    let shown = town.http.get(town.page(&format!("/emu/file/{file}"))).send().await.unwrap();
    assert!(shown.bytes().await.unwrap().starts_with(b"\x89PNG"));
    assert_eq!(town.people().calls(0, 10)[1].method, "sendMessage", "what was recorded stays");
    town.fetch().await;

    let poll = town.poll().await;
    let restarted = town.http.post(town.page("/emu/restart")).send().await.unwrap();
    assert_eq!(restarted.status(), 200);
    let ended = tokio::time::timeout(SOON, poll).await.unwrap().unwrap().unwrap();
    assert_eq!(ended.status(), 500);
    let ended: serde_json::Value = ended.json().await.unwrap();
    assert_eq!(ended["description"], "Internal Server Error: restart");
    let last = waiting[0]["update_id"].as_i64().unwrap();
    town.people().say(MARI, "hello").unwrap();
    assert_eq!(town.updates(json!({})).await[0]["update_id"], last + 1);
}

#[tokio::test]
async fn a_long_poll_ends_when_the_emulator_stops() {
    let town = Town::with_mari().await;
    let poll = town.poll().await;
    town.emulator.stop().await;
    assert_eq!(poll.await.unwrap().unwrap().status(), 500);
}
