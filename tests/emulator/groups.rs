//! Groups, supergroups, channels and forums: who says what to whom, and what the bot hears.

use madang::emulator::{Act, GroupKind, NewChat};
use serde_json::{Value, json};

use crate::{DESK, JUN, MARI, Town, said};

#[tokio::test]
async fn neighbours_see_one_another_and_the_bot_sees_what_is_meant_for_it() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let people = town.people();
    people.act_in(chat, MARI, said("good morning")).unwrap();
    people.act_in(chat, JUN, said("good morning, Mari")).unwrap();
    people.act_in(chat, JUN, said("/help@madang_bot")).unwrap();
    let texts: Vec<Value> = people.messages(chat).into_iter().map(|message| message["text"].clone()).collect();
    assert_eq!(texts, [Value::Null, json!("good morning"), json!("good morning, Mari"), json!("/help@madang_bot")]);
    let heard = town.fetch().await;
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0]["message"]["from"]["id"], JUN);
    assert_eq!(heard[0]["message"]["chat"], json!({ "id": chat, "title": "Neighbours", "type": "supergroup" }));

    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    people.act_in(chat, JUN, said("chatter")).unwrap();
    let heard = town.fetch().await;
    let risen = &heard[0]["my_chat_member"];
    assert_eq!((&risen["old_chat_member"]["status"], &risen["from"]["id"]), (&json!("member"), &json!(MARI)));
    assert_eq!(risen["new_chat_member"]["status"], "administrator");
    assert_eq!(risen["new_chat_member"]["can_manage_topics"], true);
    assert_eq!(heard[1]["message"]["text"], "chatter", "an administrator sees everything");

    people.act_in(chat, MARI, Act::Demote { member: None }).unwrap();
    let open = Act::Botfather { privacy: Some(false), inline: None, inline_feedback: None };
    people.act(MARI, open).unwrap();
    people.act_in(chat, JUN, said("more chatter")).unwrap();
    assert_eq!(town.fetch().await[1]["message"]["text"], "more chatter", "so does who has no privacy mode");
    assert_eq!(town.ok("getMe", json!({})).await["can_read_all_group_messages"], true);
}

#[tokio::test]
async fn only_who_is_in_a_group_speaks_in_it() {
    let town = Town::with_mari().await;
    let people = town.people();
    let new = NewChat { title: "Mari's".into(), members: vec![MARI], bot: true, ..NewChat::default() };
    let chat = people.add_chat(new).unwrap();
    let stays_out = Err("not in this group: join first".to_owned());
    assert_eq!(people.act_in(chat, JUN, said("hello")), stays_out);
    people.act_in(chat, JUN, Act::Join { invite_link: None }).unwrap();
    people.act_in(chat, JUN, said("hello")).unwrap();
    people.act_in(chat, MARI, Act::Kick { member: JUN }).unwrap();
    assert_eq!(people.act_in(chat, JUN, said("hello")), stays_out);
    assert!(people.act_in(chat, JUN, Act::Join { invite_link: None }).is_err(), "who was put out stays out");
    let services = town.fetch().await;
    let services: Vec<&Value> = services.iter().map(|update| &update["message"]).collect();
    assert_eq!(services[1]["new_chat_members"][0]["username"], "madang_bot");
    assert_eq!(services[2]["new_chat_members"][0]["id"], JUN);
    assert_eq!((&services[3]["left_chat_member"]["id"], &services[3]["from"]["id"]), (&json!(JUN), &json!(MARI)));
    assert!(people.act_in(DESK, JUN, said("hello")).is_ok(), "the groups of the beginning are open");
    let anybodys = people.add_chat(NewChat { title: "Anybody's".into(), bot: true, ..NewChat::default() }).unwrap();
    assert!(people.act_in(anybodys, JUN, said("hello")).is_ok(), "and those that were made for nobody");
    assert_eq!(people.add_chat(NewChat::default()), Err("a title has 1 to 128 characters".to_owned()));
}

#[tokio::test]
async fn a_channel_speaks_for_itself() {
    let town = Town::with_mari().await;
    let channel = town.gather(GroupKind::Channel, false).await;
    let people = town.people();
    assert_eq!(people.act_in(channel, JUN, said("hi")), Err("in a channel only administrators post".to_owned()));
    let post = people.act_in(channel, MARI, said("The park opens.")).unwrap().unwrap();
    people.act_in(channel, MARI, Act::EditText { message_id: post, text: "The park opens!".into() }).unwrap();
    let heard = town.fetch().await;
    let post = &heard[0]["channel_post"];
    assert_eq!((&post["sender_chat"]["id"], post.get("from")), (&json!(channel), None));
    assert_eq!(heard[1]["edited_channel_post"]["text"], "The park opens!");

    let hello = json!({ "chat_id": channel, "text": "hello" });
    let sent = town.ok("sendMessage", hello.clone()).await;
    assert_eq!((&sent["sender_chat"]["type"], sent.get("from")), (&json!("channel"), None));
    let mut keyboard = hello.clone();
    keyboard["reply_markup"] = json!({ "keyboard": [["a"]] });
    assert_eq!(town.refused("sendMessage", keyboard).await, "Bad Request: inline keyboard expected");
    people.act_in(channel, MARI, Act::Demote { member: None }).unwrap();
    let refused = "Bad Request: need administrator rights in the channel chat";
    assert_eq!(town.refused("sendMessage", hello.clone()).await, refused);
    people.act_in(channel, MARI, Act::Block).unwrap();
    let refused = "Forbidden: bot was kicked from the channel chat";
    assert_eq!(town.refused("sendMessage", hello).await, refused);
}

#[tokio::test]
async fn a_group_becomes_a_supergroup_and_says_where_it_went() {
    let town = Town::with_mari().await;
    let old = town.gather(GroupKind::Group, false).await;
    let message = town.ok("sendMessage", json!({ "chat_id": old, "text": "before" })).await["message_id"].clone();
    let new = town.people().act_in(old, MARI, Act::Migrate).unwrap().unwrap();
    assert!(new < -1_000_000_000_000);
    let heard = town.fetch().await;
    assert_eq!(heard[0]["message"]["migrate_to_chat_id"], new);
    assert_eq!(heard[0]["message"]["chat"]["type"], "group");
    assert_eq!(heard[1]["message"]["migrate_from_chat_id"], old);
    assert_eq!(heard[1]["message"]["chat"]["id"], new);
    assert_eq!(heard[1]["message"]["message_id"], 1, "the new chat counts from the beginning");

    for (method, more) in [
        ("sendMessage", json!({ "text": "late" })),
        ("editMessageText", json!({ "message_id": message, "text": "late" })),
        ("deleteMessage", json!({ "message_id": message })),
    ] {
        let mut params = json!({ "chat_id": old });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = town.call(method, params).await;
        assert_eq!(answer["description"], "Bad Request: group chat was upgraded to a supergroup chat", "{method}");
        assert_eq!(answer["parameters"], json!({ "migrate_to_chat_id": new }));
    }
    town.ok("sendMessage", json!({ "chat_id": new, "text": "after" })).await;
    town.people().act_in(new, JUN, said("/after")).unwrap();
    assert_eq!(town.people().act_in(old, JUN, said("x")), Err(format!("this group moved to {new}")));
    town.people().act_in(new, MARI, Act::DeleteChat).unwrap();
    let gone = town.refused("sendMessage", json!({ "chat_id": new, "text": "x" })).await;
    assert_eq!(gone, "Forbidden: the group chat was deleted");
}

#[tokio::test]
async fn a_forum_keeps_its_topics_apart() {
    let town = Town::with_mari().await;
    let forum = town.gather(GroupKind::Supergroup, true).await;
    let people = town.people();
    let create = json!({ "chat_id": forum, "name": "Parks" });
    let refused = "Bad Request: not enough rights to create a topic";
    assert_eq!(town.refused("createForumTopic", create.clone()).await, refused);
    people.act_in(forum, MARI, Act::Promote { member: None, rights: None }).unwrap();
    let parks = town.ok("createForumTopic", create).await;
    assert_eq!(parks["icon_color"], 7_322_096);
    let parks = parks["message_thread_id"].as_i64().unwrap();
    let roads = people.act_in(forum, JUN, Act::CreateTopic { name: "Roads".into() }).unwrap().unwrap();
    people.act_in_topic(forum, roads, JUN, said("a hole")).unwrap();
    people.act_in(forum, JUN, said("in general")).unwrap();
    let heard = town.fetch().await;
    let created = &heard[1]["message"];
    assert_eq!(created["forum_topic_created"]["name"], "Parks", "a bot hears of its own topic");
    assert_eq!((&created["message_thread_id"], &created["chat"]["is_forum"]), (&json!(parks), &json!(true)));
    let hole = &heard[3]["message"];
    assert_eq!((&hole["message_thread_id"], &hole["is_topic_message"]), (&json!(roads), &json!(true)));
    assert_eq!(hole["reply_to_message"]["forum_topic_created"]["name"], "Roads");
    assert!(heard[4]["message"].get("message_thread_id").is_none(), "the general topic has no number");

    let to = |topic: i64| json!({ "chat_id": forum, "message_thread_id": topic, "text": "noted" });
    assert_eq!(town.ok("sendMessage", to(parks)).await["message_thread_id"], parks);
    assert_eq!(town.refused("sendMessage", to(999)).await, "Bad Request: message thread not found");
    let answer =
        json!({ "chat_id": forum, "text": "mended", "reply_parameters": { "message_id": hole["message_id"] } });
    let answer = town.ok("sendMessage", answer).await;
    assert_eq!((&answer["message_thread_id"], &answer["reply_to_message"]["text"]), (&json!(roads), &json!("a hole")));
    let topics = people.transcript(forum)["topics"].clone();
    assert_eq!((&topics[0]["name"], &topics[1]["name"]), (&json!("Parks"), &json!("Roads")));
    let mari = json!({ "chat_id": MARI, "name": "x" });
    assert_eq!(town.refused("createForumTopic", mari).await, "Bad Request: the chat is not a forum");
    assert!(people.act_in_topic(forum, 999, JUN, said("x")).is_err());
}

#[tokio::test]
async fn a_public_group_is_found_by_its_name_and_a_person_is_not() {
    let town = Town::with_mari().await;
    let new = NewChat {
        title: "Seongnam".into(),
        kind: GroupKind::Channel,
        username: Some("seongnam_news".into()),
        members: vec![MARI],
        bot: true,
        ..NewChat::default()
    };
    let channel = town.people().add_chat(new).unwrap();
    let sent = town.ok("sendMessage", json!({ "chat_id": "@Seongnam_News", "text": "hello" })).await;
    assert_eq!(sent["chat"]["id"], channel);
    assert_eq!(town.ok("getChat", json!({ "chat_id": channel })).await["active_usernames"], json!(["seongnam_news"]));
    let nobody = town.refused("sendMessage", json!({ "chat_id": "@mari", "text": "x" })).await;
    assert_eq!(nobody, "Bad Request: chat not found");
}

#[tokio::test]
async fn groups_are_made_and_used_over_http() {
    let town = Town::open().await;
    let post = async |path: &str, body: Value| -> Value {
        town.http.post(town.page(path)).json(&body).send().await.unwrap().json().await.unwrap()
    };
    let new = json!({ "title": "Forum", "type": "supergroup", "is_forum": true, "members": [MARI, JUN], "bot": true });
    let made = post("/emu/chats", new).await;
    let chat = made["chat_id"].as_i64().unwrap();
    let topic = post("/emu/act", json!({ "user": MARI, "chat": chat, "kind": "create_topic", "name": "Trees" })).await;
    let topic = topic["message_id"].as_i64().unwrap();
    let say = json!({
        "user": JUN, "chat": chat, "kind": "send_text", "text": "/hi", "message_thread_id": topic, "reply_to": null,
    });
    assert_eq!(post("/emu/act", say).await["ok"], true);
    let chats: Value = town.http.get(town.page("/emu/chats")).send().await.unwrap().json().await.unwrap();
    let row = chats["chats"].as_array().unwrap().iter().find(|row| row["id"] == chat).unwrap();
    assert_eq!(
        (&row["type"], &row["is_forum"], &row["bot_status"]),
        (&json!("supergroup"), &json!(true), &json!("member"))
    );
    assert_eq!(row["members"], json!([{ "id": MARI, "status": "creator" }, { "id": JUN, "status": "member" }]));
    assert_eq!(row["topics"][0]["name"], "Trees");
    let nobody = post("/emu/chats", json!({ "title": "x", "members": [12345] })).await;
    assert_eq!((&nobody["error"], &nobody["code"]), (&json!("nobody has the id 12345"), &json!("no_person")));
    assert_eq!(nobody["values"], json!(["12345"]));
    let asked = json!({ "user": MARI, "kind": "inline_query", "query": "park" });
    assert!(post("/emu/act", asked).await["query_id"].is_i64());
}
