//! The objects that the emulator makes, read by somebody else's types: teloxide's.

use futures::StreamExt;
use madang::emulator::Act;
use serde_json::{Value, json};
use teloxide::net::Download;
use teloxide::payloads::{SendMessageSetters, setters::*};
use teloxide::prelude::{Request, Requester};
use teloxide::types::{
    BotCommand, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ParseMode, Update, UpdateKind, UserId,
};

use crate::{DESK, JUN, MARI, TOKEN, Town, buttons};

fn read(update: &Value) -> UpdateKind {
    let update: Update = serde_json::from_str(&update.to_string()).unwrap();
    update.kind
}

#[tokio::test]
async fn every_update_is_understood() {
    let town = Town::with_mari().await;
    let people = town.people();
    let text = |text: &str| text.to_owned();
    people.act(MARI, Act::Start { payload: Some(text("abc")) }).unwrap();
    people.say(MARI, "see https://seongnam.go.kr #숲 @madang_bot").unwrap();
    people.act(MARI, Act::ShareLocation { latitude: 37.4, longitude: 127.1 }).unwrap();
    people.act(MARI, Act::ShareContact { phone: text("+821012345678") }).unwrap();
    let caption = Some(text("여기"));
    people.act(MARI, Act::SendPhoto { file_ids: None, caption, count: None }).unwrap();
    people.act(MARI, Act::SendDocument { file_id: None, caption: None }).unwrap();
    people.act(MARI, Act::SendSticker).unwrap();
    people.act(MARI, Act::SendVoice).unwrap();
    people.act(MARI, Act::ForwardText { text: text("from elsewhere") }).unwrap();
    let messages: Vec<_> = town.fetch().await.iter().map(read).collect();
    let messages: Vec<_> = messages
        .into_iter()
        .map(|kind| match kind {
            UpdateKind::Message(message) => message,
            other => panic!("not a message: {other:?}"),
        })
        .collect();
    assert_eq!(messages[0].text(), Some("/start abc"));
    assert_eq!(messages[0].from.as_ref().unwrap().id, UserId(MARI as u64));
    assert_eq!(messages[1].entities().unwrap().len(), 3);
    assert!(messages[2].location().is_some());
    let contact = messages[3].contact().unwrap();
    assert_eq!(contact.user_id, Some(UserId(MARI as u64)));
    assert_eq!(contact.phone_number, "821012345678");
    assert_eq!(messages[4].photo().unwrap().len(), 2);
    assert_eq!(messages[4].caption(), Some("여기"));
    assert_eq!(messages[5].document().unwrap().file_name.as_deref(), Some("sample.txt"));
    assert!(messages[6].sticker().is_some());
    assert!(messages[7].voice().is_some());
    assert!(messages[8].forward_origin().is_some());

    let said = people.say(MARI, "frist").unwrap().unwrap();
    people.act(MARI, Act::EditText { message_id: said, text: text("first") }).unwrap();
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    people.press(MARI, "Yes").unwrap();
    people.act(MARI, Act::Block).unwrap();
    people.act(JUN, Act::AddToGroup { title: text("Desk") }).unwrap();
    people.act_in(DESK, JUN, Act::SendText { text: text("/q"), reply_to: None }).unwrap();
    people.act_in(DESK, JUN, Act::Block).unwrap();
    let kinds: Vec<_> = town.fetch().await.iter().skip(1).map(read).collect();
    assert!(matches!(&kinds[0], UpdateKind::EditedMessage(m) if m.text() == Some("first")));
    assert!(matches!(&kinds[1], UpdateKind::CallbackQuery(q) if q.data.as_deref() == Some("y")));
    assert!(matches!(&kinds[2], UpdateKind::MyChatMember(m) if m.new_chat_member.is_banned()));
    assert!(matches!(&kinds[3], UpdateKind::MyChatMember(m) if m.new_chat_member.is_present()));
    assert!(matches!(&kinds[4], UpdateKind::Message(m) if m.new_chat_members().is_some()));
    assert!(matches!(&kinds[5], UpdateKind::Message(m) if m.chat.is_group()));
    assert!(matches!(&kinds[6], UpdateKind::MyChatMember(m) if m.new_chat_member.is_banned()));
    people.forgive();
}

#[tokio::test]
async fn an_ordinary_client_finds_an_ordinary_telegram() {
    let town = Town::with_mari().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = town.emulator.api_url().parse().unwrap();
    let bot = teloxide::Bot::with_client(TOKEN, client).set_api_url(address);
    let mari = ChatId(MARI);
    assert_eq!(bot.get_me().send().await.unwrap().username(), "madang_bot");
    let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("예", "y")]]);
    let sent =
        bot.send_message(mari, "<b>안녕</b>").parse_mode(ParseMode::Html).reply_markup(keyboard).send().await.unwrap();
    assert_eq!(sent.reply_markup().unwrap().inline_keyboard[0][0].text, "예");
    let edited = bot.edit_message_text(mari, sent.id, "새 글").send().await.unwrap();
    assert_eq!(edited.text(), Some("새 글"));
    let file = InputFile::memory(&b"a,b\n"[..]).file_name("a.csv");
    let sent = bot.send_document(mari, file).caption("표").send().await.unwrap();
    let file = bot.get_file(sent.document().unwrap().file.id.clone()).send().await.unwrap();
    let mut bytes = Vec::new();
    let mut stream = bot.download_file_stream(&file.path);
    while let Some(chunk) = stream.next().await {
        bytes.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(bytes, b"a,b\n");
    bot.set_my_commands([BotCommand::new("help", "도움말")]).send().await.unwrap();
    assert_eq!(bot.get_my_commands().send().await.unwrap()[0].command, "help");
    assert!(bot.get_chat(mari).send().await.unwrap().is_private());
    bot.send_venue(mari, 37.4, 127.1, "시청", "성남대로 997").send().await.unwrap();
    bot.delete_message(mari, edited.id).send().await.unwrap();
    bot.get_webhook_info().send().await.unwrap();
    let gone = bot.delete_message(mari, edited.id).send().await;
    assert!(matches!(gone, Err(teloxide::RequestError::Api(teloxide::ApiError::MessageToDeleteNotFound))));
    assert!(town.people().failures().is_empty(), "{:?}", town.people().failures());
}
