//! Inline mode: asked from any chat, answered with results, and changed afterwards.

use madang::emulator::{Act, GroupKind};
use serde_json::{Value, json};

use crate::{JUN, MARI, Town, buttons};

fn ask(query: &str) -> Act {
    Act::InlineQuery { query: query.to_owned(), offset: None }
}

fn choose(result: &str) -> Act {
    Act::ChooseInline { query_id: None, result_id: result.to_owned() }
}

fn article(id: &str, markup: Option<Value>) -> Value {
    let content = json!({ "message_text": "<b>Trees</b> for the market", "parse_mode": "HTML" });
    let mut result = json!({ "type": "article", "id": id, "title": "Trees", "input_message_content": content });
    if let Some(markup) = markup {
        result["reply_markup"] = markup;
    }
    result
}

#[tokio::test]
async fn a_card_is_shared_and_changes_when_its_button_is_pressed() {
    let town = Town::with_mari().await;
    let people = town.people();
    let chat = town.gather(GroupKind::Supergroup, false).await;
    people.act_in(chat, JUN, ask("tree")).unwrap();
    let query = town.fetch().await.remove(0)["inline_query"].take();
    assert_eq!((&query["query"], &query["chat_type"]), (&json!("tree"), &json!("supergroup")));
    let results = json!([article("1", Some(buttons(&[("Support", "s:1")]))), article("2", None)]);
    let answer = json!({ "inline_query_id": query["id"], "results": results });
    assert_eq!(town.ok("answerInlineQuery", answer.clone()).await, true);
    assert_eq!(people.transcript(chat)["inline"][0]["results"][1]["id"], "2");
    let too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(town.refused("answerInlineQuery", answer).await, too_late);

    people.act_in(chat, JUN, choose("1")).unwrap();
    let heard = town.fetch().await;
    let card = &heard[0]["message"];
    assert_eq!((&card["from"]["id"], &card["via_bot"]["username"]), (&json!(JUN), &json!("madang_bot")));
    assert_eq!(card["entities"], json!([{ "type": "bold", "offset": 0, "length": 5 }]));
    let chosen = &heard[1]["chosen_inline_result"];
    let id = chosen["inline_message_id"].as_str().unwrap();
    assert_eq!(chosen["result_id"], "1");
    people.press_in(chat, MARI, "Support").unwrap();
    let press = town.fetch().await.remove(0)["callback_query"].take();
    assert_eq!((&press["inline_message_id"], press.get("message")), (&json!(id), None));
    town.ok("answerCallbackQuery", json!({ "callback_query_id": press["id"] })).await;
    let edit = json!({ "inline_message_id": id, "text": "1 supports it" });
    assert_eq!(town.ok("editMessageText", edit.clone()).await, true);
    assert!(town.refused("editMessageText", edit).await.starts_with("Bad Request: message is not modified"));
    assert_eq!(people.messages(chat).pop().unwrap()["text"], "1 supports it");
    let unknown = json!({ "inline_message_id": "x", "text": "y" });
    assert_eq!(town.refused("editMessageText", unknown).await, "Bad Request: MESSAGE_ID_INVALID");
}

#[tokio::test]
async fn an_inline_question_waits_thirty_seconds() {
    let town = Town::with_mari().await;
    let people = town.people();
    people.act(MARI, ask("a")).unwrap();
    let id = town.fetch().await[0]["inline_query"]["id"].clone();
    people.advance(30_000).unwrap();
    let answer = json!({ "inline_query_id": id, "results": [] });
    let too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(town.refused("answerInlineQuery", answer).await, too_late);
    assert_eq!(people.act(MARI, choose("1")), Err("the bot has not answered yet".to_owned()));
    people.act(MARI, ask("b")).unwrap();
    people.advance(30_000).unwrap();
    assert!(town.updates(json!({})).await.is_empty(), "and is not delivered after that");
    let off = Act::Botfather { privacy: None, inline: Some(false), inline_feedback: None };
    people.act(MARI, off).unwrap();
    assert_eq!(people.act(MARI, ask("c")), Err("this bot has no inline mode".to_owned()));
    assert_eq!(town.ok("getMe", json!({})).await["supports_inline_queries"], false);
}

#[tokio::test]
async fn results_have_their_limits() {
    let town = Town::with_mari().await;
    town.people().act(MARI, ask("a")).unwrap();
    let id = town.fetch().await[0]["inline_query"]["id"].clone();
    let many: Vec<Value> = (0..51).map(|n| article(&n.to_string(), None)).collect();
    for (results, refused) in [
        (json!(many), "too many inline query results specified"),
        (json!([article("1", None), article("1", None)]), "RESULT_ID_DUPLICATE"),
        (json!([article(&"x".repeat(65), None)]), "RESULT_ID_INVALID"),
        (json!([article("1", Some(buttons(&[("a", "")])))]), "BUTTON_DATA_INVALID"),
        (
            json!([{ "type": "poem", "id": "1" }]),
            "can't parse inline query result: type \"poem\" is unsupported for the inline query result",
        ),
        (
            json!([{ "type": "article", "id": "1", "title": "t", "input_message_content": {
                "message_text": "<b>x", "parse_mode": "HTML",
            }}]),
            "can't parse inline query result: Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ] {
        let answer = json!({ "inline_query_id": id, "results": results });
        assert_eq!(town.refused("answerInlineQuery", answer).await, format!("Bad Request: {refused}"));
    }
    let answer = json!({ "inline_query_id": id, "results": many[..50] });
    town.ok("answerInlineQuery", answer).await;
}

#[tokio::test]
async fn a_web_app_sends_in_the_name_of_who_opened_it() {
    let town = Town::with_mari().await;
    let people = town.people();
    let query = people.act(MARI, Act::OpenWebApp).unwrap().unwrap().to_string();
    let answer = json!({ "web_app_query_id": query, "result": article("1", Some(buttons(&[("a", "a")]))) });
    let sent = town.ok("answerWebAppQuery", answer.clone()).await;
    assert!(sent["inline_message_id"].is_string());
    let card = people.messages(MARI).pop().unwrap();
    assert_eq!((&card["from"]["id"], &card["text"]), (&json!(MARI), &json!("Trees for the market")));
    let too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(town.refused("answerWebAppQuery", answer).await, too_late);
    town.fetch().await;
    let data = Act::SendWebAppData { button_text: "Map".into(), data: "{}".into() };
    people.act(MARI, data).unwrap();
    assert_eq!(town.fetch().await[0]["message"]["web_app_data"], json!({ "button_text": "Map", "data": "{}" }));
}
