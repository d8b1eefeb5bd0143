//! A walk through everything that the emulator can do, so that every method answers once and
//! every kind of update is sent. Others look at what came of it.

use madang::emulator::{Act, GroupKind, NewChat};
use serde_json::{Value, json};
use teloxide::types::{Update, UpdateKind};

use crate::{DESK, JUN, MARI, Town, buttons, said};

/// All the kinds of updates that are sent.
const KINDS: [&str; 14] = [
    "callback_query",
    "channel_post",
    "chat_join_request",
    "chat_member",
    "chosen_inline_result",
    "edited_channel_post",
    "edited_message",
    "inline_query",
    "message",
    "message_reaction",
    "message_reaction_count",
    "my_chat_member",
    "poll",
    "poll_answer",
];

/// Goes everywhere and gives all the updates.
pub async fn tour(town: &Town) -> Vec<Value> {
    town.updates(json!({ "allowed_updates": KINDS })).await;
    alone(town).await;
    let mut updates = town.fetch().await;
    presenting(town).await;
    together(town).await;
    updates.extend(town.fetch().await);
    leading(town).await;
    updates.extend(town.fetch().await);
    elsewhere(town).await;
    updates.extend(town.fetch().await);
    updates
}

/// In the private chat.
async fn alone(town: &Town) {
    let people = town.people();
    for act in [
        Act::Start { payload: None },
        said("see https://seongnam.go.kr #숲 $KRW a@e.kr"),
        Act::ShareLocation { latitude: 37.4, longitude: 127.1 },
        Act::ShareContact { phone: "+821012345678".into() },
        Act::SendPhoto { file_ids: None, caption: Some("x".into()), count: Some(2) },
        Act::SendDocument { file_id: None, caption: None },
        Act::SendSticker,
        Act::SendVoice,
        Act::ForwardText { text: "x".into() },
        Act::SendWebAppData { button_text: "a".into(), data: "b".into() },
    ] {
        people.act(MARI, act).unwrap();
    }
    let message_id = people.say(MARI, "frist").unwrap().unwrap();
    people.act(MARI, Act::EditText { message_id, text: "first".into() }).unwrap();
    people.act(MARI, Act::React { message_id, emoji: Some("❤".into()) }).unwrap();
    let react = json!([{ "type": "emoji", "emoji": "👍" }]);
    town.ok("setMessageReaction", json!({ "chat_id": MARI, "message_id": message_id, "reaction": react })).await;
    let message = town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    people.act(MARI, Act::SendText { text: "re".into(), reply_to: Some(message) }).unwrap();
    people.press(MARI, "Yes").unwrap();
    let shown = people.messages(MARI);
    let press = shown.iter().find(|shown| shown["message_id"] == message).unwrap()["pending"][0].clone();
    town.ok("answerCallbackQuery", json!({ "callback_query_id": press })).await;

    let at = |more: Value| {
        let mut params = json!({ "chat_id": MARI });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let this = at(json!({ "message_id": message }));
    let from = |more: Value| {
        let mut params = at(more);
        params["from_chat_id"] = json!(MARI);
        params
    };
    let photo = people.messages(MARI)[5]["photo"][1]["file_id"].clone();
    let document = people.messages(MARI)[7]["document"]["file_id"].clone();
    let place = at(json!({ "latitude": 1.5, "longitude": 2.5 }));
    town.ok("sendLocation", place).await;
    town.ok("sendVenue", at(json!({ "latitude": 1.5, "longitude": 2.5, "title": "t", "address": "a" }))).await;
    town.ok("sendContact", at(json!({ "phone_number": "1", "first_name": "a", "vcard": "v" }))).await;
    let shown = town.ok("sendPhoto", at(json!({ "photo": photo, "caption": "a", "has_spoiler": true }))).await;
    let caption = json!({ "message_id": shown["message_id"], "caption": "*b*", "parse_mode": "MarkdownV2" });
    town.ok("editMessageCaption", at(caption)).await;
    town.ok("sendDocument", at(json!({ "document": document, "protect_content": "yes" }))).await;
    let media = json!([{ "type": "photo", "media": photo }, { "type": "photo", "media": photo }]);
    town.ok("sendMediaGroup", at(json!({ "media": media }))).await;
    town.ok("sendChatAction", at(json!({ "action": "typing" }))).await;
    town.ok("getFile", json!({ "file_id": photo })).await;
    town.ok("editMessageText", at(json!({ "message_id": message, "text": "<b>x</b>", "parse_mode": "html" }))).await;
    town.ok("editMessageReplyMarkup", at(json!({ "message_id": message, "reply_markup": buttons(&[("a", "a")]) })))
        .await;
    town.ok("forwardMessage", from(json!({ "message_id": message }))).await;
    town.ok("forwardMessages", from(json!({ "message_ids": [message] }))).await;
    town.ok("copyMessage", from(json!({ "message_id": message }))).await;
    town.ok("copyMessages", from(json!({ "message_ids": [message] }))).await;
    town.ok("pinChatMessage", this.clone()).await;
    town.ok("getChat", at(json!({}))).await;
    town.ok("unpinChatMessage", this.clone()).await;
    town.ok("deleteMessage", this).await;
    town.ok("deleteMessages", at(json!({ "message_ids": [message] }))).await;
    for kind in ["regular", "quiz"] {
        let words = json!({ "question": "?", "options": ["a", "b"], "type": kind, "correct_option_id": 0 });
        let mut poll = at(words);
        poll["explanation"] = json!("why");
        poll["description"] = json!("what");
        poll["open_period"] = json!(60);
        let sent = town.ok("sendPoll", poll).await;
        let message_id = sent["message_id"].as_i64().unwrap();
        people.act(MARI, Act::Vote { message_id, options: vec![0] }).unwrap();
        town.ok("stopPoll", at(json!({ "message_id": message_id }))).await;
    }
    people.act(MARI, Act::Block).unwrap();
    people.act(MARI, Act::Unblock).unwrap();
}

/// What the bot says of itself.
async fn presenting(town: &Town) {
    for (method, params) in [
        ("getMe", json!({})),
        ("setMyCommands", json!({ "commands": [{ "command": "a", "description": "b" }] })),
        ("getMyCommands", json!({})),
        ("deleteMyCommands", json!({})),
        ("setMyName", json!({ "name": "n" })),
        ("getMyName", json!({})),
        ("setMyDescription", json!({ "description": "d" })),
        ("getMyDescription", json!({})),
        ("setMyShortDescription", json!({ "short_description": "s" })),
        ("getMyShortDescription", json!({})),
        ("setChatMenuButton", json!({ "menu_button": { "type": "commands" } })),
        ("getChatMenuButton", json!({})),
        ("setWebhook", json!({ "url": "http://127.0.0.1:9/" })),
        ("getWebhookInfo", json!({})),
        ("deleteWebhook", json!({ "drop_pending_updates": true })),
    ] {
        town.ok(method, params).await;
    }
}

/// In a group of the old kind, as a member.
async fn together(town: &Town) {
    let people = town.people();
    people.act(JUN, Act::AddToGroup { title: "Desk".into() }).unwrap();
    people.act_in(DESK, JUN, said("/q")).unwrap();
    people.act_in(DESK, MARI, said("/q")).unwrap();
    let chat = json!({ "chat_id": DESK });
    for method in ["getChat", "getChatAdministrators", "getChatMemberCount"] {
        town.ok(method, chat.clone()).await;
    }
    people.act_in(DESK, JUN, Act::Promote { member: None, rights: None }).unwrap();
    town.ok("getChatAdministrators", chat).await;
    let moved = people.act_in(DESK, JUN, Act::Migrate).unwrap().unwrap();
    town.ok("leaveChat", json!({ "chat_id": moved })).await;
}

/// In a forum, as an administrator.
async fn leading(town: &Town) {
    let people = town.people();
    let new = NewChat { title: "Forum".into(), kind: GroupKind::Supergroup, is_forum: true, ..NewChat::default() };
    let chat = people.add_chat(NewChat { members: vec![MARI, JUN], bot: true, ..new }).unwrap();
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    people.act_in(chat, MARI, Act::Promote { member: Some(JUN), rights: None }).unwrap();
    let topic = town.ok("createForumTopic", json!({ "chat_id": chat, "name": "Parks" })).await;
    let topic = topic["message_thread_id"].as_i64().unwrap();
    let spoken = people.act_in_topic(chat, topic, JUN, said("hello")).unwrap().unwrap();
    people.act_in(chat, MARI, Act::React { message_id: spoken, emoji: Some("👍".into()) }).unwrap();
    people.act_in(chat, MARI, Act::React { message_id: spoken, emoji: None }).unwrap();
    let poll = json!({
        "chat_id": chat, "message_thread_id": topic, "question": "?", "options": ["a"], "is_anonymous": false,
    });
    let message_id = town.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
    people.act_in(chat, JUN, Act::Vote { message_id, options: vec![0] }).unwrap();
    people.act_in(chat, JUN, Act::RetractVote { message_id }).unwrap();
    town.ok("unpinAllChatMessages", json!({ "chat_id": chat })).await;
    for user in [MARI, JUN] {
        town.ok("getChatMember", json!({ "chat_id": chat, "user_id": user })).await;
    }
    people.act_in(chat, JUN, Act::Leave).unwrap();
    let link = json!({ "chat_id": chat, "name": "door", "creates_join_request": true, "expire_date": 2_000_000_000 });
    let link = town.ok("createChatInviteLink", link).await["invite_link"].as_str().map(str::to_owned);
    let jun = json!({ "chat_id": chat, "user_id": JUN });
    for method in ["declineChatJoinRequest", "approveChatJoinRequest"] {
        people.act_in(chat, JUN, Act::Join { invite_link: link.clone() }).unwrap();
        town.ok(method, jun.clone()).await;
    }
    for method in ["banChatMember", "getChatMember", "unbanChatMember", "getChatMember"] {
        town.ok(method, jun.clone()).await;
    }
}

/// In a channel, and inline.
async fn elsewhere(town: &Town) {
    let people = town.people();
    let channel = town.gather(GroupKind::Channel, false).await;
    let message_id = people.act_in(channel, MARI, said("news")).unwrap().unwrap();
    people.act_in(channel, MARI, Act::EditText { message_id, text: "News".into() }).unwrap();
    people.act_in(channel, JUN, Act::React { message_id, emoji: Some("👍".into()) }).unwrap();
    town.ok("sendMessage", json!({ "chat_id": channel, "text": "x" })).await;
    town.ok("getChat", json!({ "chat_id": channel })).await;
    town.ok("getChatMember", json!({ "chat_id": channel, "user_id": 1_000_000_001 })).await;
    let forward = json!({ "chat_id": MARI, "from_chat_id": channel, "message_id": message_id });
    town.ok("forwardMessage", forward).await;

    let content = json!({ "message_text": "hello" });
    let result = json!({
        "type": "article", "id": "1", "title": "t", "input_message_content": content,
        "reply_markup": buttons(&[("Go", "g")]),
    });
    let query = people.act(MARI, Act::InlineQuery { query: "q".into(), offset: None }).unwrap().unwrap();
    town.ok("answerInlineQuery", json!({ "inline_query_id": query.to_string(), "results": [result] })).await;
    people.act(MARI, Act::ChooseInline { query_id: Some(query), result_id: "1".into() }).unwrap();
    people.press(MARI, "Go").unwrap();
    let query = people.act(MARI, Act::OpenWebApp).unwrap().unwrap().to_string();
    town.ok("answerWebAppQuery", json!({ "web_app_query_id": query, "result": result })).await;
}

#[tokio::test]
async fn every_kind_of_update_is_sent_and_understood_by_somebody_elses_types() {
    let town = Town::with_mari().await;
    let updates = tour(&town).await;
    for kind in KINDS {
        assert!(updates.iter().any(|update| update.get(kind).is_some()), "{kind} was not sent");
    }
    for update in updates {
        let read: Update = serde_json::from_str(&update.to_string()).unwrap();
        assert!(!matches!(read.kind, UpdateKind::Error(_)), "{update:#}");
    }
    assert!(town.people().failures().is_empty(), "{:?}", town.people().failures());
    town.people().forgive();
}
