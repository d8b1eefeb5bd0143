//! The emulator stops and comes back where it was.

use madang::emulator::{Act, GroupKind};
use serde_json::json;

use crate::{JUN, MARI, SOON, Town, buttons, said};

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
async fn groups_votes_and_topics_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.json");
    let town = Town::open_with(Some(path.clone())).await;
    let chat = town.gather(GroupKind::Supergroup, true).await;
    let people = town.people();
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    let topic = people.act_in(chat, JUN, Act::CreateTopic { name: "Parks".into() }).unwrap().unwrap();
    let poll = json!({ "chat_id": chat, "message_thread_id": topic, "question": "?", "options": ["a", "b"] });
    let message_id = town.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
    let vote = |option: usize| Act::Vote { message_id, options: vec![option] };
    people.act_in(chat, JUN, vote(0)).unwrap();
    people.act_in(chat, JUN, Act::React { message_id, emoji: Some("👍".into()) }).unwrap();
    town.ok("pinChatMessage", json!({ "chat_id": chat, "message_id": message_id })).await;
    let before = people.transcript(chat);
    town.emulator.stop().await;

    let town = Town::open_with(Some(path)).await;
    let people = town.people();
    assert_eq!(people.transcript(chat), before);
    people.act_in(chat, JUN, vote(1)).unwrap();
    people.act_in_topic(chat, topic, MARI, said("still here")).unwrap();
    let poll = people.messages(chat).into_iter().find(|message| message["message_id"] == message_id).unwrap();
    assert_eq!(
        (&poll["poll"]["total_voter_count"], &poll["poll"]["options"][1]["voter_count"]),
        (&json!(1), &json!(1))
    );
    let leaders = town.ok("getChatAdministrators", json!({ "chat_id": chat })).await;
    assert_eq!(leaders[1]["can_pin_messages"], true);
}

#[tokio::test]
async fn a_long_poll_ends_when_the_emulator_stops() {
    let town = Town::with_mari().await;
    let poll = town.poll().await;
    town.emulator.stop().await;
    assert_eq!(poll.await.unwrap().unwrap().status(), 500);
}

#[tokio::test]
async fn a_reset_leaves_no_files_and_no_strictness_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.json");
    let files = || std::fs::read_dir(folder.path().join("emulator.json.files")).map_or(0, Iterator::count);
    let photo = || Act::SendPhoto { file_ids: None, caption: None, count: None };
    let town = Town::open_with(Some(path.clone())).await;
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    town.people().act(MARI, photo()).unwrap();
    town.people().strict_webhook_url(true);
    town.emulator.stop().await;
    assert!(files() > 0);

    let town = Town::open_with(Some(path.clone())).await;
    town.people().reset();
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    town.ok("setWebhook", json!({ "url": "http://127.0.0.1:9/" })).await;
    town.emulator.stop().await;
    assert_eq!(files(), 0);
}

#[tokio::test]
async fn a_state_belongs_to_one_emulator_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.json");
    let town = Town::open_with(Some(path.clone())).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = crate::options(Some(path.clone()));
    let second = madang::emulator::Emulator::start(listener, options).await.err().unwrap().to_string();
    assert!(second.starts_with("another emulator keeps its state in"), "{second}");
    town.emulator.stop().await;
    Town::open_with(Some(path)).await.emulator.stop().await;
}

#[tokio::test]
async fn a_token_whose_number_is_a_persons_is_refused_at_the_start() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = madang::emulator::Options { bot_token: format!("{MARI}:test"), ..crate::options(None) };
    let refused = madang::emulator::Emulator::start(listener, options).await.err().unwrap().to_string();
    assert!(refused.contains("is the id of a person and of a bot"), "{refused}");
}
