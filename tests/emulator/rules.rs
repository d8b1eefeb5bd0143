//! What Telegram refuses, in its own words.

use serde_json::json;

use crate::{MARI, Town, buttons};

#[tokio::test]
async fn texts_have_a_beginning_and_an_end() {
    let town = Town::with_mari().await;
    let too_long = "가".repeat(4097);
    for (text, complaint) in
        [("", "message text is empty"), (" \n ", "text must be non-empty"), (too_long.as_str(), "message is too long")]
    {
        let message = json!({ "chat_id": MARI, "text": text });
        let description = town.refused("sendMessage", message).await;
        assert_eq!(description, format!("Bad Request: {complaint}"));
    }
    town.send(json!({ "text": "가".repeat(4096) })).await;
    assert_eq!(town.refused("sendMessage", json!({ "text": "x" })).await, "Bad Request: chat_id is empty");
}

#[tokio::test]
async fn html_becomes_entities_or_an_error() {
    let town = Town::with_mari().await;
    let html = |text: &str| json!({ "chat_id": MARI, "text": text, "parse_mode": "HTML" });
    let sent = town.ok("sendMessage", html("  <b>🌳</b> &amp; <i>숲</i> ")).await;
    assert_eq!(sent["text"], "🌳 & 숲");
    assert_eq!(
        sent["entities"],
        json!([
            { "type": "bold", "offset": 0, "length": 2 },
            { "type": "italic", "offset": 5, "length": 1 },
        ])
    );
    assert_eq!(
        town.refused("sendMessage", html("<b>x</i>")).await,
        "Bad Request: can't parse entities: Unmatched end tag at byte offset 4, expected \
         \"</b>\", found \"</i>\""
    );
    let mode = json!({ "chat_id": MARI, "text": "x", "parse_mode": "BBCode" });
    assert_eq!(town.refused("sendMessage", mode).await, "Bad Request: unsupported parse_mode");
}

#[tokio::test]
async fn what_a_bot_hands_on_is_not_found_twice() {
    let town = Town::with_mari().await;
    town.people().say(MARI, "see #forest @madang_bot https://seongnam.go.kr").unwrap();
    let heard = town.fetch().await.remove(0)["message"].take();
    assert_eq!(heard["entities"].as_array().unwrap().len(), 3);
    let echo = json!({ "chat_id": MARI, "text": heard["text"], "entities": heard["entities"] });
    assert_eq!(town.ok("sendMessage", echo).await["entities"], heard["entities"]);
}

#[tokio::test]
async fn a_message_is_edited_only_where_that_changes_something() {
    let town = Town::with_mari().await;
    let message = town.send(json!({ "text": "one", "reply_markup": buttons(&[("a", "a")]) })).await;
    let edit = |text: &str| json!({ "chat_id": MARI, "message_id": message, "text": text });
    let edited = town.ok("editMessageText", edit("two")).await;
    assert_eq!(edited["text"], "two");
    assert!(edited["edit_date"].is_i64());
    assert!(edited.get("reply_markup").is_none(), "a keyboard that is not named goes away");
    assert_eq!(
        town.refused("editMessageText", edit("two")).await,
        "Bad Request: message is not modified: specified new message content and reply markup \
         are exactly the same as a current content and reply markup of the message"
    );
    let keyboard = json!({
        "chat_id": MARI, "message_id": message, "reply_markup": buttons(&[("b", "b")]),
    });
    town.ok("editMessageReplyMarkup", keyboard).await;
    let shown = &town.people().messages(MARI)[1];
    assert_eq!(shown["reply_markup"]["inline_keyboard"][0][0]["text"], "b");

    let fixed = town.send(json!({ "reply_markup": { "keyboard": [["x"]] } })).await;
    let theirs = town.people().say(MARI, "mine").unwrap();
    for message in [fixed, theirs.unwrap()] {
        let edit = json!({ "chat_id": MARI, "message_id": message, "text": "new" });
        let description = town.refused("editMessageText", edit).await;
        assert_eq!(description, "Bad Request: message can't be edited");
    }
    let nowhere = json!({ "chat_id": MARI, "message_id": 999, "text": "new" });
    let description = town.refused("editMessageText", nowhere).await;
    assert_eq!(description, "Bad Request: message to edit not found");
    let caption = json!({ "chat_id": MARI, "message_id": message, "caption": "new" });
    let description = town.refused("editMessageCaption", caption).await;
    assert_eq!(description, "Bad Request: there is no caption in the message to edit");
}

#[tokio::test]
async fn a_message_can_be_taken_back_for_two_days() {
    let town = Town::with_mari().await;
    let (young, old) = (town.send(json!({})).await, town.send(json!({})).await);
    let delete = |message: i64| json!({ "chat_id": MARI, "message_id": message });
    town.ok("deleteMessage", delete(young)).await;
    assert_eq!(town.refused("deleteMessage", delete(young)).await, "Bad Request: message to delete not found");
    assert_eq!(town.people().messages(MARI).len(), 2);
    town.people().advance(48 * 3_600_000 + 1_000).unwrap();
    assert_eq!(town.refused("deleteMessage", delete(old)).await, "Bad Request: message can't be deleted for everyone");
}

#[tokio::test]
async fn places_need_their_parts_and_quotes_their_message() {
    let town = Town::with_mari().await;
    let place = json!({ "chat_id": MARI, "latitude": 37.42, "longitude": 127.126 });
    let sent = town.ok("sendLocation", place.clone()).await;
    assert_eq!(sent["location"]["latitude"], 37.42);
    let mut venue = place;
    venue["title"] = json!("시청");
    let description = town.refused("sendVenue", venue.clone()).await;
    assert_eq!(description, "Bad Request: address is empty");
    venue["address"] = json!("성남대로 997");
    assert_eq!(town.ok("sendVenue", venue).await["venue"]["title"], "시청");
    let quote = json!({ "chat_id": MARI, "text": "x", "reply_parameters": { "message_id": 99 } });
    let description = town.refused("sendMessage", quote).await;
    assert_eq!(description, "Bad Request: message to be replied not found");
    let action = json!({ "chat_id": MARI, "action": "typing" });
    assert_eq!(town.ok("sendChatAction", action).await, true);
}

#[tokio::test]
async fn the_bot_presents_itself_by_language() {
    let town = Town::with_mari().await;
    let me = town.ok("getMe", json!({})).await;
    assert_eq!((&me["first_name"], &me["is_bot"]), (&json!("마당"), &json!(true)));
    town.ok("setMyName", json!({ "name": "Madang", "language_code": "en" })).await;
    let name = town.ok("getMyName", json!({ "language_code": "en" })).await;
    assert_eq!(name, json!({ "name": "Madang" }));
    town.ok("setMyDescription", json!({ "description": "마당입니다" })).await;
    town.ok("setMyShortDescription", json!({ "short_description": "마당" })).await;
    let button = json!({ "menu_button": { "type": "commands" } });
    town.ok("setChatMenuButton", button).await;
    let chat = town.ok("getChat", json!({ "chat_id": MARI })).await;
    assert_eq!(chat["type"], "private");
    assert!(town.people().failures().is_empty());
}

#[tokio::test]
async fn a_menu_button_and_a_web_app_are_checked() {
    let town = Town::with_mari().await;
    for (button, words) in [
        (json!({ "type": "disco" }), "can't parse menu button: MenuButton has unsupported type"),
        (json!({ "type": "web_app", "web_app": { "url": "https://e.kr" } }), "menu button text must be non-empty"),
        (
            json!({ "type": "web_app", "text": "x", "web_app": { "url": "http://e.kr" } }),
            "menu button Web App URL 'http://e.kr' is invalid: Only HTTPS links are allowed",
        ),
    ] {
        let refused = town.refused("setChatMenuButton", json!({ "menu_button": button })).await;
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
    let app = json!({ "type": "web_app", "text": "x", "web_app": { "url": "https://e.kr" } });
    town.ok("setChatMenuButton", json!({ "chat_id": MARI, "menu_button": app })).await;
    assert_eq!(town.ok("getChatMenuButton", json!({ "chat_id": MARI })).await, app);

    let group = town.gather(madang::emulator::GroupKind::Supergroup, false).await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "a", "web_app": { "url": "https://e.kr" } }]] });
    let send = |chat: i64| json!({ "chat_id": chat, "text": "x", "reply_markup": keyboard });
    assert_eq!(town.refused("sendMessage", send(group)).await, "Bad Request: BUTTON_TYPE_INVALID");
    town.ok("sendMessage", send(MARI)).await;
}
