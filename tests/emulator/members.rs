//! Who is in a chat and with what rights, and how people come in.

use madang::emulator::{Act, GroupKind};
use serde_json::{Value, json};

use crate::{JUN, MARI, Town, said};

#[tokio::test]
async fn the_bot_may_ask_who_somebody_is_in_a_chat() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let people = town.people();
    let status = async |user: i64| {
        let member = town.ok("getChatMember", json!({ "chat_id": chat, "user_id": user })).await;
        member["status"].as_str().unwrap().to_owned()
    };
    assert_eq!((status(MARI).await, status(JUN).await), ("creator".to_owned(), "member".to_owned()));
    let rights = Some(vec!["can_delete_messages".to_owned()]);
    people.act_in(chat, MARI, Act::Promote { member: Some(JUN), rights }).unwrap();
    let jun = town.ok("getChatMember", json!({ "chat_id": chat, "user_id": JUN })).await;
    assert_eq!((&jun["status"], &jun["can_delete_messages"]), (&json!("administrator"), &json!(true)));
    assert_eq!(jun["can_promote_members"], false);
    let leaders = town.ok("getChatAdministrators", json!({ "chat_id": chat })).await;
    assert_eq!(leaders.as_array().unwrap().len(), 2);
    assert_eq!(town.ok("getChatMemberCount", json!({ "chat_id": chat })).await, 3);
    people.act_in(chat, JUN, Act::Leave).unwrap();
    assert_eq!(status(JUN).await, "left");
    assert_eq!(town.ok("getChatMemberCount", json!({ "chat_id": chat })).await, 2);
    let nobody = json!({ "chat_id": chat, "user_id": 12 });
    assert_eq!(town.refused("getChatMember", nobody).await, "Bad Request: user not found");
    let alone = json!({ "chat_id": MARI });
    let refused = "Bad Request: there are no administrators in the private chat";
    assert_eq!(town.refused("getChatAdministrators", alone).await, refused);
}

#[tokio::test]
async fn an_administrator_that_asks_for_it_hears_who_comes_and_goes() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let people = town.people();
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    people.act_in(chat, JUN, Act::Leave).unwrap();
    let kinds = |updates: Vec<Value>| -> Vec<String> {
        let kind = |update: Value| update.as_object().unwrap().keys().find(|key| *key != "update_id").unwrap().clone();
        updates.into_iter().map(kind).collect()
    };
    assert_eq!(kinds(town.fetch().await), ["my_chat_member", "message"], "not by default");
    town.updates(json!({ "allowed_updates": ["chat_member"] })).await;
    people.act_in(chat, JUN, Act::Join { invite_link: None }).unwrap();
    people.act_in(chat, MARI, Act::Kick { member: JUN }).unwrap();
    let heard = town.fetch().await;
    let member = |n: usize, side: &str| heard[n]["chat_member"][side]["status"].clone();
    assert_eq!((member(0, "old_chat_member"), member(0, "new_chat_member")), (json!("left"), json!("member")));
    assert_eq!((member(1, "old_chat_member"), member(1, "new_chat_member")), (json!("member"), json!("kicked")));
    people.act_in(chat, MARI, Act::Demote { member: None }).unwrap();
    assert!(people.act_in(chat, JUN, Act::Join { invite_link: None }).is_err());
    town.people().act_in(chat, MARI, said("x")).unwrap();
    assert!(town.fetch().await.is_empty(), "who leads no more hears no more");
}

#[tokio::test]
async fn an_invitation_lets_in_or_lets_ask() {
    let town = Town::with_mari().await;
    let people = town.people();
    let chat = town.gather(GroupKind::Supergroup, false).await;
    people.act_in(chat, JUN, Act::Leave).unwrap();
    let make = |asks: bool| json!({ "chat_id": chat, "name": "door", "creates_join_request": asks });
    let refused = "Bad Request: not enough rights to manage chat invite link";
    assert_eq!(town.refused("createChatInviteLink", make(true)).await, refused);
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    let link = town.ok("createChatInviteLink", make(true)).await;
    assert_eq!((&link["name"], &link["creates_join_request"]), (&json!("door"), &json!(true)));
    let invite_link = link["invite_link"].as_str().map(str::to_owned);
    town.fetch().await;
    people.act_in(chat, JUN, Act::Join { invite_link: invite_link.clone() }).unwrap();
    let request = town.fetch().await.remove(0);
    assert_eq!(request["chat_join_request"]["from"]["id"], JUN);
    assert_eq!(request["chat_join_request"]["invite_link"]["pending_join_request_count"], 1);
    let jun = json!({ "chat_id": chat, "user_id": JUN });
    assert_eq!(town.ok("declineChatJoinRequest", jun.clone()).await, true);
    let missing = "Bad Request: HIDE_REQUESTER_MISSING";
    assert_eq!(town.refused("approveChatJoinRequest", jun.clone()).await, missing);
    people.act_in(chat, JUN, Act::Join { invite_link }).unwrap();
    assert_eq!(town.ok("approveChatJoinRequest", jun.clone()).await, true);
    people.act_in(chat, JUN, said("thank you")).unwrap();

    people.act_in(chat, JUN, Act::Leave).unwrap();
    let once = json!({ "chat_id": chat, "member_limit": 1 });
    let invite_link = town.ok("createChatInviteLink", once).await["invite_link"].as_str().map(str::to_owned);
    people.act_in(chat, JUN, Act::Join { invite_link: invite_link.clone() }).unwrap();
    people.act_in(chat, JUN, Act::Leave).unwrap();
    let again = people.act_in(chat, JUN, Act::Join { invite_link });
    assert_eq!(again, Err("this invitation has been used up".to_owned()));
}

#[tokio::test]
async fn a_bot_that_leads_may_put_people_out_and_take_messages_back() {
    let town = Town::with_mari().await;
    let people = town.people();
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let rude = people.act_in(chat, JUN, said("rude")).unwrap().unwrap();
    let delete = json!({ "chat_id": chat, "message_id": rude });
    assert_eq!(town.refused("deleteMessage", delete.clone()).await, "Bad Request: message can't be deleted");
    let ban = json!({ "chat_id": chat, "user_id": JUN });
    let refused = "Bad Request: not enough rights to restrict/unrestrict chat member";
    assert_eq!(town.refused("banChatMember", ban.clone()).await, refused);
    people.act_in(chat, MARI, Act::Promote { member: None, rights: None }).unwrap();
    people.advance(72 * 3_600_000).unwrap();
    assert_eq!(town.ok("deleteMessage", delete).await, true, "whoever leads may take back what is old");
    town.ok("banChatMember", ban.clone()).await;
    assert!(people.act_in(chat, JUN, said("x")).is_err());
    town.ok("unbanChatMember", ban).await;
    people.act_in(chat, JUN, Act::Join { invite_link: None }).unwrap();
    let owner = json!({ "chat_id": chat, "user_id": MARI });
    assert_eq!(town.refused("banChatMember", owner).await, "Bad Request: can't remove chat owner");
}

#[tokio::test]
async fn a_pinned_message_stays_at_the_top_until_it_is_taken_down() {
    let town = Town::with_mari().await;
    let (first, second) = (town.send(json!({})).await, town.send(json!({})).await);
    for message in [first, second] {
        town.ok("pinChatMessage", json!({ "chat_id": MARI, "message_id": message })).await;
    }
    let heard = town.fetch().await;
    assert_eq!(heard[1]["message"]["pinned_message"]["message_id"], second, "a bot hears of its own pin");
    let top = async || town.ok("getChat", json!({ "chat_id": MARI })).await["pinned_message"]["message_id"].clone();
    assert_eq!(top().await, second);
    town.ok("unpinChatMessage", json!({ "chat_id": MARI })).await;
    assert_eq!(top().await, first);
    town.ok("unpinAllChatMessages", json!({ "chat_id": MARI })).await;
    assert_eq!(top().await, Value::Null);
    let missing = json!({ "chat_id": MARI, "message_id": 999 });
    assert_eq!(town.refused("pinChatMessage", missing).await, "Bad Request: message to pin not found");
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let message = town.ok("sendMessage", json!({ "chat_id": chat, "text": "x" })).await["message_id"].clone();
    let pin = json!({ "chat_id": chat, "message_id": message });
    let refused = "Bad Request: not enough rights to manage pinned messages in the chat";
    assert_eq!(town.refused("pinChatMessage", pin).await, refused);
}

#[tokio::test]
async fn the_menu_of_a_group_depends_on_who_looks() {
    let town = Town::with_mari().await;
    let chat = town.gather(GroupKind::Supergroup, false).await;
    let scopes = [
        json!({ "type": "default" }),
        json!({ "type": "all_group_chats" }),
        json!({ "type": "all_chat_administrators" }),
        json!({ "type": "chat", "chat_id": chat }),
        json!({ "type": "chat_administrators", "chat_id": chat }),
        json!({ "type": "chat_member", "chat_id": chat, "user_id": MARI }),
    ];
    let shown = |user: i64| town.people().transcript_for(chat, Some(user))["commands"][0]["description"].clone();
    let expected = [
        ("default", "default"),
        ("all_group_chats", "all_group_chats"),
        ("all_chat_administrators", "all_group_chats"),
        ("chat", "chat"),
        ("chat_administrators", "chat"),
        ("chat_member", "chat"),
    ];
    for (scope, (for_mari, for_jun)) in scopes.iter().zip(expected) {
        let list = json!([{ "command": "a", "description": scope["type"] }]);
        town.ok("setMyCommands", json!({ "commands": list, "scope": scope })).await;
        assert_eq!((shown(MARI), shown(JUN)), (json!(for_mari), json!(for_jun)));
    }
    let korean =
        json!({ "commands": [{ "command": "a", "description": "우리말" }], "scope": scopes[5], "language_code": "ko" });
    town.ok("setMyCommands", korean).await;
    assert_eq!(shown(MARI), "우리말");
    let unknown = json!({ "commands": [], "language_code": "korean" });
    assert_eq!(town.refused("setMyCommands", unknown).await, "Bad Request: invalid language code specified");
}
