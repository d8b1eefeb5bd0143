//! Every answer that any test here gets is held against two judges that nobody here wrote:
//! teloxide's types, and the Bot API's description. And one story has everything in it: every
//! method that the emulator knows, every kind of update, every kind of message.

use std::collections::BTreeSet;

use madang::emulator::{Act, GroupKind, NewChat, Upload};
use reqwest::multipart::{Form, Part};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use teloxide::types::{
    BotCommand, BotDescription, BotName, BotShortDescription, ChatFullInfo, ChatInviteLink, ChatMember, File,
    ForumTopic, Me, MenuButton, Message, MessageId, MessageKind, Poll, SentWebAppMessage, Update, UpdateKind,
    WebhookInfo,
};

use crate::bot_api::BotApi;
use crate::{DESK, JUN, MARI, Town, buttons};

/// Holds a good answer against both judges.
pub fn check(method: &str, result: &Value) {
    let mut found = Vec::new();
    if let Some(api) = BotApi::get() {
        let name = api.methods().find(|name| name.eq_ignore_ascii_case(method));
        found.extend(api.result(name.expect("no answer is good if there is no such method"), result));
    }
    found.extend(read(method, result).err());
    assert!(found.is_empty(), "{method}: {found:#?} in {result:#}");
}

/// Reads a result with teloxide's types.
fn read(method: &str, result: &Value) -> Result<(), String> {
    match method.to_ascii_lowercase().as_str() {
        "getupdates" => each(result, update),
        "getme" => parses::<Me>(result),
        "getwebhookinfo" => parses::<WebhookInfo>(result),
        "sendmediagroup" => each(result, message),
        "stoppoll" => parses::<Poll>(result),
        "copymessage" => parses::<MessageId>(result),
        "forwardmessages" | "copymessages" => parses::<Vec<MessageId>>(result),
        "getfile" => parses::<File>(result),
        "getchat" => parses::<ChatFullInfo>(result),
        "getchatmember" => parses::<ChatMember>(result),
        "getchatadministrators" => parses::<Vec<ChatMember>>(result),
        "getchatmembercount" => parses::<u32>(result),
        "createchatinvitelink" => parses::<ChatInviteLink>(result),
        "createforumtopic" => parses::<ForumTopic>(result),
        "getmycommands" => parses::<Vec<BotCommand>>(result),
        "getmyname" => parses::<BotName>(result),
        "getmydescription" => parses::<BotDescription>(result),
        "getmyshortdescription" => parses::<BotShortDescription>(result),
        "getchatmenubutton" => parses::<MenuButton>(result),
        "answerwebappquery" => parses::<SentWebAppMessage>(result),
        "sendchataction" => parses::<bool>(result),
        name if name.starts_with("send") || name.starts_with("edit") || name == "forwardmessage" => message(result),
        _ => parses::<bool>(result),
    }
}

fn parses<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    serde_json::from_str::<T>(&value.to_string()).map(drop).map_err(|error| format!("teloxide: {error}"))
}

fn each(list: &Value, read: fn(&Value) -> Result<(), String>) -> Result<(), String> {
    list.as_array().unwrap().iter().try_for_each(read)
}

fn message(value: &Value) -> Result<(), String> {
    let message: Message =
        serde_json::from_str(&value.to_string()).map_err(|error| format!("teloxide: {error} in {value}"))?;
    match message.kind {
        MessageKind::Empty {} => Err(format!("teloxide sees nothing in {value}")),
        _ => Ok(()),
    }
}

fn update(value: &Value) -> Result<(), String> {
    let update: Update =
        serde_json::from_str(&value.to_string()).map_err(|error| format!("teloxide: {error} in {value}"))?;
    match update.kind {
        UpdateKind::Error(_) => Err(format!("teloxide does not understand {value}")),
        UpdateKind::Message(_)
        | UpdateKind::EditedMessage(_)
        | UpdateKind::ChannelPost(_)
        | UpdateKind::EditedChannelPost(_) => {
            message(value.as_object().unwrap().iter().find(|(name, _)| *name != "update_id").unwrap().1)
        }
        UpdateKind::CallbackQuery(_) => match &value["callback_query"]["message"] {
            Value::Null => Ok(()),
            inaccessible if inaccessible["date"] == 0 => Ok(()),
            seen => message(seen),
        },
        _ => Ok(()),
    }
}

/// A town and what has been seen in it.
struct Story {
    town: Town,
    called: BTreeSet<String>,
    heard: BTreeSet<String>,
    contents: BTreeSet<String>,
}

impl Story {
    async fn ok(&mut self, method: &str, params: Value) -> Value {
        self.called.insert(method.to_owned());
        self.town.ok(method, params).await
    }

    fn does(&self, act: Act) -> i64 {
        self.town.people().act(MARI, act).unwrap().unwrap_or_default()
    }

    fn does_in(&self, chat: i64, who: i64, act: Act) -> i64 {
        self.town.people().act_in(chat, who, act).unwrap().unwrap_or_default()
    }

    /// Fetches what waits, and remembers which kinds there were.
    async fn hears(&mut self) -> Vec<Value> {
        self.called.insert("getUpdates".into());
        let updates = self.town.fetch().await;
        for (name, object) in updates.iter().flat_map(|update| update.as_object().unwrap()) {
            if name != "update_id" {
                self.heard.insert(name.clone());
                self.contents.extend(object.as_object().unwrap().keys().cloned());
            }
        }
        updates
    }

    /// What a person sends, in all kinds.
    async fn a_person_says_everything(&mut self) {
        let text = |text: &str| Act::SendText { text: text.to_owned(), reply_to: None };
        let words = "see https://seongnam.go.kr #숲 @madang_bot a@b.kr /help $USD +821012345678";
        for act in [
            Act::Start { payload: None },
            text(words),
            Act::ShareLocation { latitude: 37.4, longitude: 127.1 },
            Act::ShareContact { phone: "+821012345678".into() },
            Act::SendPhoto { file_ids: None, caption: Some("x".into()), count: Some(2) },
            Act::SendDocument { file_id: None, caption: None },
            Act::SendSticker,
            Act::SendVoice,
            Act::ForwardText { text: "x".into() },
            Act::SendWebAppData { button_text: "Form".into(), data: "{}".into() },
        ] {
            self.does(act);
        }
        let said = self.does(text("frist"));
        self.does(Act::EditText { message_id: said, text: "first".into() });
        self.does(Act::React { message_id: said, emoji: Some("👍".into()) });
        self.hears().await;
    }

    /// What a bot sends, edits, hands on and takes back in a private chat.
    async fn a_bot_says_everything(&mut self) {
        let to = |more: Value| {
            let mut params = json!({ "chat_id": MARI });
            params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            params
        };
        let id = |message: &Value| message["message_id"].clone();
        let said = self.ok("sendMessage", to(json!({ "text": "x", "reply_markup": buttons(&[("Yes", "y")]) }))).await;
        self.does(Act::SendText { text: "re".into(), reply_to: said["message_id"].as_i64() });
        self.town.people().press(MARI, "Yes").unwrap();
        let press = self.hears().await.pop().unwrap()["callback_query"]["id"].take();
        self.ok("answerCallbackQuery", json!({ "callback_query_id": press, "text": "ok" })).await;
        let html =
            json!({ "message_id": id(&said), "text": "<b>x</b> <tg-spoiler>y</tg-spoiler>", "parse_mode": "html" });
        self.ok("editMessageText", to(html)).await;
        let keys = json!({ "message_id": id(&said), "reply_markup": buttons(&[("No", "n")]) });
        self.ok("editMessageReplyMarkup", to(keys)).await;
        self.ok("forwardMessage", to(json!({ "from_chat_id": MARI, "message_id": id(&said) }))).await;
        self.ok("forwardMessages", to(json!({ "from_chat_id": MARI, "message_ids": [id(&said)] }))).await;
        self.ok("copyMessage", to(json!({ "from_chat_id": MARI, "message_id": id(&said) }))).await;
        self.ok("copyMessages", to(json!({ "from_chat_id": MARI, "message_ids": [id(&said)] }))).await;
        self.ok(
            "setMessageReaction",
            to(json!({ "message_id": id(&said), "reaction": [{ "type": "emoji", "emoji": "👍" }] })),
        )
        .await;
        self.ok("pinChatMessage", to(json!({ "message_id": id(&said) }))).await;
        self.ok("getChat", json!({ "chat_id": MARI })).await;
        self.ok("unpinChatMessage", to(json!({ "message_id": id(&said) }))).await;
        self.ok("unpinAllChatMessages", to(json!({}))).await;

        let place = json!({ "latitude": 1.5, "longitude": 2.5 });
        self.ok("sendLocation", to(place.clone())).await;
        let mut venue = to(place);
        venue["title"] = json!("t");
        venue["address"] = json!("a");
        self.ok("sendVenue", venue).await;
        self.ok("sendContact", to(json!({ "phone_number": "82", "first_name": "Mari" }))).await;
        self.ok("sendChatAction", to(json!({ "action": "typing" }))).await;
        let poll = json!({ "question": "Which?", "options": ["a", "b"], "is_anonymous": false });
        let poll = self.ok("sendPoll", to(poll)).await;
        let number = poll["message_id"].as_i64().unwrap();
        self.does(Act::Vote { message_id: number, options: vec![1] });
        self.does(Act::RetractVote { message_id: number });
        self.ok("stopPoll", to(json!({ "message_id": number }))).await;
        self.hears().await;
    }

    async fn files(&mut self) {
        let picture = include_bytes!("../../src/emulator/sample.png");
        let file = Upload { name: "a.png".into(), mime: None, bytes: picture.to_vec() };
        self.town.people().upload(MARI, None, vec![file], true, Some("여기")).unwrap();
        let photo = self.hears().await.pop().unwrap()["message"]["photo"][1]["file_id"].take();
        let sent = self.ok("sendPhoto", json!({ "chat_id": MARI, "photo": photo, "caption": "x" })).await;
        let caption = json!({ "chat_id": MARI, "message_id": sent["message_id"], "caption": "y" });
        self.ok("editMessageCaption", caption).await;
        self.ok("getFile", json!({ "file_id": photo })).await;
        let media = json!([{ "type": "photo", "media": photo, "caption": "a" }, { "type": "photo", "media": photo }]);
        self.ok("sendMediaGroup", json!({ "chat_id": MARI, "media": media })).await;
        let form = Form::new().text("chat_id", MARI.to_string());
        let form = form.part("document", Part::bytes(b"a,b\n".as_slice()).file_name("a.csv"));
        let request = self.town.http.post(self.town.method("sendDocument")).multipart(form);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        check("sendDocument", &answer["result"]);
        self.called.insert("sendDocument".into());
        let gone = sent["message_id"].as_i64().unwrap();
        self.ok("deleteMessage", json!({ "chat_id": MARI, "message_id": gone })).await;
        self.ok("deleteMessages", json!({ "chat_id": MARI, "message_ids": [gone + 1] })).await;
    }

    /// Groups of all kinds: people come and go, the bot rises and falls.
    async fn groups(&mut self) {
        self.does_in(DESK, JUN, Act::AddToGroup { title: "Desk".into() });
        self.does_in(DESK, JUN, Act::SendText { text: "/q".into(), reply_to: None });
        self.ok("getChat", json!({ "chat_id": DESK })).await;
        self.does_in(DESK, JUN, Act::Promote { member: None, rights: None });
        self.does_in(DESK, MARI, Act::Join { invite_link: None });
        self.does_in(DESK, MARI, Act::Leave);
        self.does_in(DESK, JUN, Act::Demote { member: None });
        let desk = self.does_in(DESK, JUN, Act::Migrate);
        self.ok("getChat", json!({ "chat_id": desk })).await;
        self.ok("leaveChat", json!({ "chat_id": desk })).await;
        self.hears().await;

        let kinds = ["message", "chat_member", "my_chat_member", "chat_join_request", "message_reaction", "poll"];
        let more =
            ["channel_post", "edited_channel_post", "message_reaction_count", "callback_query", "edited_message"];
        let all: Vec<&str> = kinds.into_iter().chain(more).collect();
        self.town.updates(json!({ "allowed_updates": all })).await;
        let forum = NewChat {
            title: "Forum".into(),
            kind: GroupKind::Supergroup,
            is_forum: true,
            members: vec![JUN],
            bot: true,
            ..NewChat::default()
        };
        let forum = self.town.people().add_chat(forum).unwrap();
        self.does_in(forum, JUN, Act::Promote { member: None, rights: None });
        let topic = self.ok("createForumTopic", json!({ "chat_id": forum, "name": "Lamps" })).await;
        let thread = &topic["message_thread_id"];
        let said = json!({ "chat_id": forum, "text": "x", "message_thread_id": thread });
        let said = self.ok("sendMessage", said).await;
        self.does_in(
            forum,
            JUN,
            Act::React { message_id: said["message_id"].as_i64().unwrap(), emoji: Some("🔥".into()) },
        );
        self.does_in(forum, JUN, Act::CreateTopic { name: "Paths".into() });
        let invite = json!({ "chat_id": forum, "name": "n", "creates_join_request": true });
        let invite = self.ok("createChatInviteLink", invite).await;
        let link = || Act::Join { invite_link: invite["invite_link"].as_str().map(str::to_owned) };
        self.does_in(forum, MARI, link());
        self.ok("declineChatJoinRequest", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.does_in(forum, MARI, link());
        self.ok("approveChatJoinRequest", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.ok("getChat", json!({ "chat_id": forum })).await;
        self.ok("getChatMember", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.ok("getChatAdministrators", json!({ "chat_id": forum })).await;
        self.ok("getChatMemberCount", json!({ "chat_id": forum })).await;
        self.ok("banChatMember", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.ok("getChatMember", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.ok("unbanChatMember", json!({ "chat_id": forum, "user_id": MARI })).await;
        self.does_in(forum, JUN, Act::Block);
        self.hears().await;

        let channel = NewChat {
            title: "News".into(),
            kind: GroupKind::Channel,
            members: vec![JUN],
            bot: true,
            ..NewChat::default()
        };
        let channel = self.town.people().add_chat(channel).unwrap();
        let post = self.ok("sendMessage", json!({ "chat_id": channel, "text": "news" })).await;
        let poll = json!({ "chat_id": channel, "question": "Which?", "options": ["a", "b"] });
        let poll = self.ok("sendPoll", poll).await["message_id"].as_i64().unwrap();
        let theirs = self.does_in(channel, JUN, Act::SendText { text: "psot".into(), reply_to: None });
        self.does_in(channel, JUN, Act::EditText { message_id: theirs, text: "post".into() });
        self.does_in(channel, JUN, Act::Vote { message_id: poll, options: vec![0] });
        let id = post["message_id"].as_i64().unwrap();
        self.does_in(channel, JUN, Act::React { message_id: id, emoji: Some("👍".into()) });
        self.hears().await;
        self.town.updates(json!({ "allowed_updates": [] })).await;
    }

    async fn inline(&mut self) {
        self.does(Act::Botfather { privacy: None, inline: Some(true), inline_feedback: Some(true) });
        self.does(Act::InlineQuery { query: "park".into(), offset: None });
        let query = self.hears().await.pop().unwrap()["inline_query"]["id"].take();
        let content = json!({ "message_text": "x" });
        let result = json!({
            "type": "article", "id": "1", "title": "t", "input_message_content": content,
            "reply_markup": buttons(&[("Like", "l")]),
        });
        self.ok("answerInlineQuery", json!({ "inline_query_id": query, "results": [result] })).await;
        self.does(Act::ChooseInline { query_id: None, result_id: "1".into() });
        self.town.people().press(MARI, "Like").unwrap();
        let opened = self.does(Act::OpenWebApp).to_string();
        self.ok("answerWebAppQuery", json!({ "web_app_query_id": opened, "result": result })).await;
        self.hears().await;
    }

    async fn the_bot_itself(&mut self) {
        self.ok("setWebhook", json!({ "url": "http://127.0.0.1:9/" })).await;
        self.ok("getWebhookInfo", json!({})).await;
        self.ok("deleteWebhook", json!({})).await;
        let commands = json!([{ "command": "help", "description": "Help" }]);
        for (method, params) in [
            ("getMe", json!({})),
            ("setMyCommands", json!({ "commands": commands })),
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
        ] {
            self.ok(method, params).await;
        }
        self.does(Act::Block);
        self.does(Act::Unblock);
        self.hears().await;
    }
}

#[tokio::test]
async fn everything_that_can_happen_is_as_telegram_describes_it() {
    let town = Town::with_mari().await;
    let (called, heard, contents) = Default::default();
    let mut story = Story { town, called, heard, contents };
    story.a_person_says_everything().await;
    story.a_bot_says_everything().await;
    story.files().await;
    story.groups().await;
    story.inline().await;
    story.the_bot_itself().await;

    let kinds = [
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
    assert_eq!(story.heard, BTreeSet::from(kinds.map(str::to_owned)));
    let said = ["contact", "document", "forward_origin", "forum_topic_created", "location", "media_group_id"];
    let more = ["migrate_from_chat_id", "new_chat_members", "photo", "reply_to_message", "sticker", "voice"];
    for content in said.into_iter().chain(more).chain(["web_app_data", "via_bot"]) {
        assert!(story.contents.contains(content), "no message with {content} was heard");
    }
    assert_eq!(story.town.people().failures().len(), 0, "{:?}", story.town.people().failures());
    share(&story).await;
}

/// Every method of the description that the emulator does not refuse to know was called in the
/// story, and has answered as it is described. The share is for the document.
async fn share(story: &Story) {
    let Some(api) = BotApi::get() else { return };
    let asked = Town::open().await;
    let mut known = BTreeSet::new();
    for method in api.methods() {
        let answer = asked.call(method, json!({})).await;
        if answer["description"] != "Not Found: method not found" {
            known.insert(method.to_owned());
        }
    }
    assert_eq!(story.called, known, "every method that is known is in the story");
    let (known, all) = (known.len(), api.methods().count());
    println!("{known} of {all} methods answer as documented ({} %)", known * 100 / all);
}
