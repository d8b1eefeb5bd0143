//! Texts with markup: what becomes of it, what Telegram finds by itself, and what it refuses.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{MARI, Town};

fn marked(mode: &str, text: &str) -> Value {
    json!({ "chat_id": MARI, "text": text, "parse_mode": mode })
}

#[tokio::test]
async fn markdown_is_read_and_refused_as_on_telegram() {
    let town = Town::with_mari().await;
    let sent = town.ok("sendMessage", marked("MarkdownV2", "*🌳 숲* _과_ [지도](https://e.kr/a) \\- ||비밀||")).await;
    assert_eq!(sent["text"], "🌳 숲 과 지도 - 비밀");
    let entities = sent["entities"].as_array().unwrap();
    let kinds: Vec<&Value> = entities.iter().map(|entity| &entity["type"]).collect();
    assert_eq!(kinds, ["bold", "italic", "text_link", "spoiler"]);
    assert_eq!((&entities[0]["length"], &entities[2]["offset"]), (&json!(4), &json!(7)));
    for (mode, text, refused) in [
        ("MarkdownV2", "안녕.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("markdownv2", "가 *나", "Can't find end of Bold entity at byte offset 4"),
        ("Markdown", "가 *나", "Can't find end of the entity starting at byte offset 4"),
        ("HTML", "가 <b>나", "Can't find end tag corresponding to start tag \"b\""),
        ("html", "가 <u>나</b>", "Unmatched end tag at byte offset 10, expected \"</u>\", found \"</b>\""),
    ] {
        let description = town.refused("sendMessage", marked(mode, text)).await;
        assert_eq!(description, format!("Bad Request: can't parse entities: {refused}"));
    }
    let old = town.ok("sendMessage", marked("Markdown", "*b* snake\\_case 2. x")).await;
    assert_eq!(old["text"], "b snake_case 2. x");
    assert!(town.people().failures().is_empty());
}

#[tokio::test]
async fn entities_come_beside_the_text_too() {
    let town = Town::with_mari().await;
    let with = |entities: Value| json!({ "chat_id": MARI, "text": "  🌳 tree", "entities": entities });
    let given = json!([
        { "type": "bold", "offset": "5", "length": 4 },
        { "type": "text_link", "offset": 2, "length": 2, "url": "https://e.kr" },
        { "type": "hashtag", "offset": 5, "length": 4 },
    ]);
    let sent = town.ok("sendMessage", with(given)).await;
    assert_eq!(
        sent["entities"],
        json!([
            { "type": "text_link", "offset": 0, "length": 2, "url": "https://e.kr" },
            { "type": "bold", "offset": 3, "length": 4 },
        ])
    );
    for (entity, refused) in [
        (json!({ "type": "shiny", "offset": 0, "length": 1 }), "can't parse MessageEntity: Unsupported type specified"),
        (json!({ "type": "bold", "length": 1 }), "can't parse MessageEntity: Can't find field \"offset\""),
        (
            json!({ "type": "text_link", "offset": 0, "length": 1 }),
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (json!(7), "can't parse MessageEntity: expected an Object"),
        (
            json!({ "type": "bold", "offset": 3, "length": 2 }),
            "entity begins in a middle of a UTF-16 symbol at byte offset 2",
        ),
    ] {
        let description = town.refused("sendMessage", with(json!([entity]))).await;
        assert_eq!(description, format!("Bad Request: {refused}"));
    }
}

#[tokio::test]
async fn people_are_mentioned_by_id_where_they_are_known() {
    let town = Town::with_mari().await;
    let known = format!("<a href=\"tg://user?id={MARI}\">you</a> and <a href=\"tg://user?id=77\">nobody</a>");
    let sent = town.ok("sendMessage", marked("HTML", &known)).await;
    assert_eq!(sent["entities"].as_array().unwrap().len(), 1);
    assert_eq!(sent["entities"][0]["user"]["first_name"], "Mari");
    let preview = json!({ "chat_id": MARI, "text": "e.kr", "link_preview_options": { "is_disabled": true } });
    assert_eq!(town.ok("sendMessage", preview).await["link_preview_options"]["is_disabled"], true);
}

#[tokio::test]
async fn what_fits_today_and_perhaps_not_tomorrow_is_written_down() {
    let town = Town::with_mari().await;
    town.send(json!({ "text": "🌳".repeat(4096) })).await;
    let row: Vec<Value> = (0..9).map(|n| json!({ "text": n.to_string(), "callback_data": "x" })).collect();
    town.send(json!({ "reply_markup": { "inline_keyboard": [row] } })).await;
    let rows = vec![vec!["a"; 8]; 13];
    town.send(json!({ "reply_markup": { "keyboard": rows } })).await;
    let whats: Vec<String> = town.people().warnings().into_iter().map(|warning| warning.what).collect();
    assert_eq!(
        whats,
        [
            "the text fits in code points, but has 8192 UTF-16 units, over 4096",
            "a row of the keyboard has more than 8 buttons",
            "the keyboard has more than 100 buttons",
        ]
    );
    assert!(town.people().failures().is_empty(), "a warning is no failure");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is sent in whatever mode: an answer of Telegram's kind, and entities that lie
    /// within the text on whole characters.
    #[test]
    fn no_text_breaks_the_emulator(
        mode in prop::sample::select(vec!["MarkdownV2", "Markdown", "HTML", ""]),
        text in "[a🌳가 \\n*_\\[\\]()~`>|!\\\\.<b/>&;#@:=\"-]{0,40}",
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::with_mari().await;
            let answer = town.call("sendMessage", marked(mode, &text)).await;
            if answer["ok"] == false {
                assert_eq!(answer["error_code"], 400);
                return;
            }
            let units: Vec<u16> = answer["result"]["text"].as_str().unwrap().encode_utf16().collect();
            for entity in answer["result"]["entities"].as_array().unwrap_or(&Vec::new()) {
                let begin = entity["offset"].as_u64().unwrap() as usize;
                let end = begin + entity["length"].as_u64().unwrap() as usize;
                assert!(begin < end && end <= units.len());
                assert!(String::from_utf16(&units[begin..end]).is_ok());
            }
        });
    }
}
