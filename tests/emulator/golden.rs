//! Every answer that any test here gets is held against two judges that nobody here wrote:
//! teloxide's types, and the Bot API's description.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use teloxide::types::{
    BotCommand, BotDescription, BotName, BotShortDescription, ChatFullInfo, ChatInviteLink, ChatMember, File,
    ForumTopic, Me, MenuButton, Message, MessageId, MessageKind, Poll, SentWebAppMessage, Update, UpdateKind,
    WebhookInfo,
};

use crate::Town;
use crate::bot_api::BotApi;
use crate::tour::tour;

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
        // Of a message that was sent inline.
        name if name.starts_with("edit") && *result == true => Ok(()),
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

/// Of all that is described: what the emulator knows is called once in the tour, and has answered as
/// described, because every answer here has to. The share is for the document.
#[tokio::test]
async fn every_method_that_is_known_answers_as_it_is_described() {
    let Some(api) = BotApi::get() else { return };
    let town = Town::with_mari().await;
    tour(&town).await;
    let calls = town.people().calls(0, usize::MAX).into_iter().filter(|call| call.status == 200);
    let worked: BTreeSet<String> = calls.map(|call| call.method).collect();
    let mut known = BTreeSet::new();
    for method in api.methods() {
        let answer = town.unjudged(method, json!({})).await;
        if answer["description"] != "Not Found: method not found" {
            known.insert(method.to_owned());
        }
    }
    assert_eq!(worked, known, "the tour has every method that is known");
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/emulator.md")).unwrap();
    let (_, section) = page.split_once("## Methods").expect("the page has the methods");
    let told = section.split("Any other").next().unwrap().split('`').skip(1).step_by(2);
    assert_eq!(told.map(str::to_owned).collect::<BTreeSet<_>>(), known, "docs/emulator.md has them");
    let (known, all) = (known.len(), api.methods().count());
    println!("{known} of {all} methods answer as documented ({} %)", known * 100 / all);
    town.people().forgive();
}
