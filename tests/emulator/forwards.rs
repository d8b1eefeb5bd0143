//! Messages that go on: forwards, copies, albums; and messages that go away, several at once.

use madang::emulator::{Act, GroupKind};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::{MARI, Town, buttons, said};

const PICTURE: &[u8] = include_bytes!("../../src/emulator/sample.png");

#[tokio::test]
async fn a_forward_says_where_it_comes_from_and_a_copy_does_not() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let theirs = town.people().say(MARI, "hello https://e.kr").unwrap().unwrap();
    let move_it = |message: i64| json!({ "chat_id": chat, "from_chat_id": MARI, "message_id": message });
    let forward = town.ok("forwardMessage", move_it(theirs)).await;
    assert_eq!(forward["forward_origin"]["sender_user"]["id"], MARI);
    assert_eq!(forward["entities"][0]["type"], "url");
    let edit = json!({ "chat_id": chat, "message_id": forward["message_id"], "text": "x" });
    assert_eq!(town.refused("editMessageText", edit).await, "Bad Request: message can't be edited");
    let copy = town.ok("copyMessage", move_it(theirs)).await;
    assert_eq!(copy.as_object().unwrap().len(), 1);
    let copied = town.people().messages(chat).pop().unwrap();
    assert_eq!((&copied["text"], copied.get("forward_origin")), (&json!("hello https://e.kr"), None));

    let own = town.send(json!({ "reply_markup": buttons(&[("a", "a")]), "protect_content": true })).await;
    assert_eq!(town.refused("forwardMessage", move_it(own)).await, "Bad Request: message can't be forwarded");
    assert_eq!(town.refused("copyMessage", move_it(own)).await, "Bad Request: message can't be copied");
    assert_eq!(town.refused("forwardMessage", move_it(99)).await, "Bad Request: message to forward not found");
    assert_eq!(town.refused("copyMessage", move_it(99)).await, "Bad Request: message to copy not found");
    let several = |ids: Value| json!({ "chat_id": chat, "from_chat_id": MARI, "message_ids": ids });
    let ids = town.ok("forwardMessages", several(json!([theirs, own, 99]))).await;
    assert_eq!(ids.as_array().unwrap().len(), 1, "what may not go is left out");
    let ids: Vec<i64> = (1..=101).collect();
    assert_eq!(
        town.refused("copyMessages", several(json!(ids))).await,
        "Bad Request: too many message identifiers specified"
    );
    let channel = town.gather(GroupKind::Channel, false).await;
    let post = town.people().act_in(channel, MARI, said("news")).unwrap();
    let news = json!({ "chat_id": MARI, "from_chat_id": channel, "message_id": post });
    let origin = town.ok("forwardMessage", news).await["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["chat"]["id"]), (&json!("channel"), &json!(channel)));
}

#[tokio::test]
async fn a_forwarded_poll_is_the_same_poll_and_its_copy_another() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let poll = json!({ "chat_id": MARI, "question": "?", "options": ["a", "b"] });
    let sent = town.ok("sendPoll", poll).await;
    let move_it = json!({ "chat_id": chat, "from_chat_id": MARI, "message_id": sent["message_id"] });
    let forward = town.ok("forwardMessage", move_it.clone()).await;
    let message_id = sent["message_id"].as_i64().unwrap();
    town.people().act(MARI, Act::Vote { message_id, options: vec![1] }).unwrap();
    town.ok("copyMessage", move_it).await;
    let messages = town.people().messages(chat);
    let forwarded = messages.iter().find(|message| message["message_id"] == forward["message_id"]).unwrap();
    assert_eq!(forwarded["poll"]["total_voter_count"], 1);
    let copied = &messages.last().unwrap()["poll"];
    assert_eq!(copied["total_voter_count"], 0);
    assert_ne!(copied["id"], sent["poll"]["id"]);
}

#[tokio::test]
async fn an_album_goes_up_in_one_call() {
    let town = Town::with_mari().await;
    let photo = |name: &str| json!({ "type": "photo", "media": format!("attach://{name}") });
    let mut first = photo("one");
    first["caption"] = json!("<b>둘</b>");
    first["parse_mode"] = json!("HTML");
    let part = || Part::bytes(PICTURE).file_name("a.png");
    let form = Form::new()
        .text("chat_id", MARI.to_string())
        .text("media", json!([first, photo("two")]).to_string())
        .part("one", part())
        .part("two", part());
    let answer = town.http.post(town.method("sendMediaGroup")).multipart(form).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    let sent = answer["result"].as_array().unwrap();
    assert_eq!((sent.len(), &sent[0]["caption"]), (2, &json!("둘")));
    assert!(sent[0]["media_group_id"].is_string() && sent[0]["media_group_id"] == sent[1]["media_group_id"]);
    assert!(town.people().failures().is_empty(), "{:?}", town.people().failures());

    let again = |kind: &str| json!({ "type": kind, "media": sent[0]["photo"][1]["file_id"] });
    let group = |media: Value| json!({ "chat_id": MARI, "media": media });
    for (media, refused) in [
        (json!([]), "there are no messages to send"),
        (json!(vec![again("photo"); 11]), "too many messages to send as an album"),
        (json!([again("photo"), again("document")]), "document can't be mixed with other media types"),
        (json!([again("document")]), "can't use file of type Photo as Document"),
        (json!([{ "type": "photo" }]), "can't parse InputMedia: media not found"),
    ] {
        let description = town.refused("sendMediaGroup", group(media)).await;
        assert_eq!(description, format!("Bad Request: {refused}"));
    }
    let before = town.people().messages(MARI).len();
    town.ok("sendMediaGroup", group(json!(vec![again("photo"); 10]))).await;
    assert_eq!(town.people().messages(MARI).len(), before + 10);
    town.ok("sendMediaGroup", group(json!([again("photo")]))).await;
    let warnings = town.people().warnings();
    assert!(warnings.iter().any(|warning| warning.what == "an album has at least two files"));
}

#[tokio::test]
async fn several_messages_are_taken_back_at_once() {
    let town = Town::with_mari().await;
    let ids = [town.send(json!({})).await, town.send(json!({})).await];
    let delete = |ids: Value| json!({ "chat_id": MARI, "message_ids": ids });
    assert_eq!(town.ok("deleteMessages", delete(json!([ids[0], ids[1], 999]))).await, true);
    assert_eq!(town.people().messages(MARI).len(), 1);
    let none = town.refused("deleteMessages", delete(json!([]))).await;
    assert_eq!(none, "Bad Request: message identifiers are not specified");
    let too_many: Vec<i64> = (1..=101).collect();
    let refused = town.refused("deleteMessages", delete(json!(too_many))).await;
    assert_eq!(refused, "Bad Request: too many message identifiers specified");
}

#[tokio::test]
async fn a_contact_and_a_picture_too_large() {
    let town = Town::with_mari().await;
    let contact = json!({ "chat_id": MARI, "phone_number": "+82311234567", "first_name": "City hall" });
    let sent = town.ok("sendContact", contact).await;
    assert_eq!(sent["contact"], json!({ "phone_number": "+82311234567", "first_name": "City hall" }));
    let nameless = json!({ "chat_id": MARI, "phone_number": "1" });
    assert_eq!(town.refused("sendContact", nameless).await, "Bad Request: parameter \"first_name\" is required");
    let send = async |bytes: Vec<u8>| -> Value {
        let part = Part::bytes(bytes).file_name("a.png");
        let form = Form::new().text("chat_id", MARI.to_string()).part("photo", part);
        let answer = town.http.post(town.method("sendPhoto")).multipart(form).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["description"].clone()
    };
    let mut huge = PICTURE.to_vec();
    huge.resize(10 * 1024 * 1024 + 1, 0);
    let refused = "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes";
    assert_eq!(send(huge).await, refused);
    let mut wide = PICTURE.to_vec();
    wide[16..20].copy_from_slice(&9_950_u32.to_be_bytes());
    assert_eq!(send(wide).await, "Bad Request: PHOTO_INVALID_DIMENSIONS");
    assert_eq!(send(b"words".to_vec()).await, "Bad Request: IMAGE_PROCESS_FAILED");
    assert_eq!(send(Vec::new()).await, "Bad Request: file must be non-empty");
}
