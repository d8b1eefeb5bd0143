//! With which bot people talk: anybody's own bot simply works.

use madang::emulator::Act;
use serde_json::{Value, json};

use crate::{JUN, MARI, TOKEN, Town};

const OWN: &str = "7:their-own";

impl Town {
    async fn as_bot(&self, token: &str, method: &str, params: Value) -> Value {
        let address = self.page(&format!("/bot{token}/{method}"));
        let mut answer: Value = self.http.post(address).json(&params).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["ok"], true, "{answer}");
        answer["result"].take()
    }

    async fn state(&self) -> Value {
        self.http.get(self.page("/emu/state")).send().await.unwrap().json().await.unwrap()
    }

    async fn does(&self, act: Value) -> Value {
        self.http.post(self.page("/emu/act")).json(&act).send().await.unwrap().json().await.unwrap()
    }
}

#[tokio::test]
async fn the_first_bot_that_comes_is_whom_people_talk_with() {
    let town = Town::open().await;
    town.as_bot(OWN, "getMe", json!({})).await;
    assert_eq!(town.state().await["bot"]["id"], 7);
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    let updates = town.as_bot(OWN, "getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["text"], "/start");
    town.as_bot(OWN, "sendMessage", json!({ "chat_id": MARI, "text": "hello" })).await;
    assert_eq!(town.people().messages(MARI).len(), 2);
}

#[tokio::test]
async fn what_was_said_before_it_came_it_hears_as_soon_as_it_comes() {
    let town = Town::open().await;
    town.people().act(MARI, Act::Start { payload: Some("poll-3".into()) }).unwrap();
    town.people().act(MARI, Act::SendPhoto { file_ids: None, caption: None, count: None }).unwrap();
    town.people().act(JUN, Act::Start { payload: None }).unwrap();
    town.people().act(JUN, Act::AddToGroup { title: "Club".into() }).unwrap();
    let updates = town.as_bot(OWN, "getUpdates", json!({})).await;
    let told: Vec<&Value> = updates.as_array().unwrap().iter().map(|update| &update["message"]["text"]).collect();
    assert!(told.contains(&&json!("/start poll-3")) && told.contains(&&json!("/start")), "{updates}");
    let photo = updates.as_array().unwrap().iter().find(|update| update["message"]["photo"].is_array()).unwrap();
    let file = &photo["message"]["photo"][0]["file_id"];
    town.as_bot(OWN, "getFile", json!({ "file_id": file })).await;
    let taken_in = updates.as_array().unwrap().iter().find(|update| update["my_chat_member"].is_object()).unwrap();
    assert_eq!(taken_in["my_chat_member"]["new_chat_member"]["user"]["id"], 7);
    // The silent one has nothing more of it.
    assert!(town.updates(json!({})).await.is_empty());
}

#[tokio::test]
async fn a_bot_that_is_there_is_not_pushed_aside() {
    let town = Town::with_mari().await;
    town.as_bot(OWN, "getMe", json!({})).await;
    assert_eq!(town.state().await["bot"]["id"], 1_000_000_001);
    assert_eq!(town.does(json!({ "user": MARI, "bot": 7, "kind": "start" })).await["ok"], true);
    assert_eq!(town.as_bot(OWN, "getUpdates", json!({})).await[0]["message"]["text"], "/start");
    assert!(town.updates(json!({})).await.is_empty(), "it was said to the other one");
    // Jun never started the one that people usually talk with, so there is no doubt.
    town.does(json!({ "user": JUN, "bot": 7, "kind": "start" })).await;
    town.does(json!({ "user": JUN, "kind": "send_text", "text": "to whom it concerns" })).await;
    let updates = town.as_bot(OWN, "getUpdates", json!({})).await;
    assert_eq!(updates[2]["message"]["text"], "to whom it concerns");
    assert_eq!(town.does(json!({ "user": JUN, "bot": 8, "kind": "start" })).await["ok"], false);
}

#[tokio::test]
async fn another_bot_is_chosen_and_heard_of() {
    let town = Town::with_mari().await;
    town.as_bot(OWN, "getMe", json!({})).await;
    let choose = async |id: i64| {
        let request = town.http.post(town.page("/emu/bot")).json(&json!({ "id": id }));
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!((choose(7).await, choose(8).await), (200, 400));
    assert_eq!(town.does(json!({ "user": MARI, "kind": "start" })).await["listening"], false);
    town.as_bot(OWN, "getUpdates", json!({})).await;
    let state = town.state().await;
    assert_eq!((&state["bot"]["token"], &state["bot"]["listening"]), (&json!(OWN), &json!(true)));
    assert_eq!(state["bots"][1]["token"], TOKEN);
    assert!(town.does(json!({ "user": MARI, "kind": "start" })).await.get("listening").is_none());
    town.people().advance(120_000).unwrap();
    assert_eq!(town.state().await["bot"]["listening"], false, "it has not asked for two minutes");
}
