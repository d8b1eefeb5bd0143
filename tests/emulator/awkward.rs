//! Clients that misbehave: each gets what Telegram would answer, and the emulator goes on.

use std::time::Duration;

use madang::emulator::Act;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{MARI, SOON, TOKEN, Town};

async fn posted(town: &Town, method: &str, kind: &str, body: impl Into<reqwest::Body>) -> (u16, Value) {
    let request = town.http.post(town.method(method)).header(CONTENT_TYPE, kind).body(body);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn json_that_is_none_is_refused() {
    let town = Town::with_mari().await;
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    for body in ["{", "[1]", "\"text\"", "{\"chat_id\":}", "\u{0}", &deep] {
        let (status, answer) = posted(&town, "sendMessage", "application/json", body.to_owned()).await;
        let description = "Bad Request: can't parse request body as a JSON object";
        assert_eq!((status, &answer["description"]), (400, &json!(description)), "{body:.20}");
    }
    let (status, answer) = posted(&town, "sendMessage", "multipart/form-data; boundary=x", "--y").await;
    assert_eq!((status, &answer["description"]), (400, &json!("Bad Request: can't parse multipart request body")));
    town.send(json!({})).await;
}

#[tokio::test]
async fn parameters_of_a_wrong_type_are_refused_by_their_method() {
    let town = Town::with_mari().await;
    for (params, description) in [
        (json!({ "chat_id": { "a": 1 }, "text": "x" }), "Bad Request: chat not found"),
        (json!({ "chat_id": "nobody", "text": "x" }), "Bad Request: chat not found"),
        (json!({ "chat_id": i64::MAX, "text": "x" }), "Bad Request: chat not found"),
        (json!({ "chat_id": null, "text": "x" }), "Bad Request: chat_id is empty"),
        (json!({ "chat_id": MARI, "text": null }), "Bad Request: message text is empty"),
    ] {
        assert_eq!(town.refused("sendMessage", params.clone()).await, description, "{params}");
    }
    let (status, _) =
        posted(&town, "sendMessage", "application/x-www-form-urlencoded", vec![0xff_u8, b'=', 0xfe]).await;
    assert_eq!(status, 400);
    assert!(town.updates(json!({ "offset": "x", "limit": "y", "timeout": -5 })).await.is_empty());
    town.people().forgive();
}

#[tokio::test]
async fn tokens_have_a_shape() {
    let town = Town::open().await;
    let long = format!("5:{}", "x".repeat(100));
    for (path, status) in [
        ("/botnonsense/getMe", 401),
        ("/bot:x/getMe", 401),
        ("/bot05:x/getMe", 401),
        ("/bot5:/getMe", 401),
        (&format!("/bot{long}/getMe"), 401),
        (&format!("/bot{TOKEN}/"), 404),
        (&format!("/bot{TOKEN}"), 404),
        ("/bot5:x/getMe", 200),
        ("/nowhere", 404),
    ] {
        let response = town.http.get(town.page(path)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.json::<Value>().await.unwrap()["ok"], status == 200, "{path}");
    }
}

#[tokio::test]
async fn a_body_of_more_than_fifty_megabytes_is_too_large() {
    let town = Town::with_mari().await;
    let kind = "application/x-www-form-urlencoded";
    let (status, answer) = posted(&town, "sendMessage", kind, vec![b'x'; 50 * 1024 * 1024 + 1]).await;
    assert_eq!((status, &answer["description"]), (413, &json!("Request Entity Too Large")));
    town.send(json!({})).await;
}

#[tokio::test]
async fn a_client_that_never_reads_or_never_finishes_holds_nobody_up() {
    let town = Town::with_mari().await;
    let open = async || TcpStream::connect(town.emulator.address()).await.unwrap();
    let mut unfinished = open().await;
    unfinished.write_all(b"POST /bot1000000001:EMULATOR/sendMessage HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    let mut half = open().await;
    let head = format!("POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nchat_id=");
    half.write_all(head.as_bytes()).await.unwrap();
    let mut deaf = open().await;
    let ask = format!("GET /bot{TOKEN}/getMe HTTP/1.1\r\nHost: x\r\n\r\n").repeat(100);
    // It asks until nobody takes its questions any more, and reads none of the answers.
    while let Ok(written) = tokio::time::timeout(Duration::from_millis(200), deaf.write_all(ask.as_bytes())).await {
        written.unwrap();
    }
    town.send(json!({})).await;
    let mut garbage = open().await;
    garbage.write_all(b"\x16\x03\x01\x02\x00\x01\x00").await.unwrap();
    let mut said = Vec::new();
    let ended = tokio::time::timeout(SOON, garbage.read_to_end(&mut said)).await;
    assert!(ended.is_ok(), "what speaks no HTTP is let go");
    town.send(json!({})).await;
    // And it ends, although they are still there.
    tokio::time::timeout(SOON, town.emulator.stop()).await.unwrap();
}

#[tokio::test]
async fn a_field_that_is_none_is_written_down_however_deep() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": { "keybord": [["a"]] }, "link_preview_options": { "is_disable": true } })).await;
    town.send(json!({ "reply_markup": { "inline_keyboard": [[{ "text": "a", "callback_data": "a", "colour": 1 }]] } }))
        .await;
    let said: Vec<String> = town.people().failures().into_iter().map(|failure| failure.what).collect();
    assert_eq!(
        said,
        [
            "there is no field \"reply_markup.keybord\"",
            "there is no field \"link_preview_options.is_disable\"",
            "there is no field \"reply_markup.inline_keyboard.colour\"",
        ]
    );
    town.people().forgive();
}

#[tokio::test]
async fn control_characters_become_blanks_and_entities_go_with_the_text() {
    let town = Town::with_mari().await;
    let message = json!({ "chat_id": MARI, "text": "a\r\nb\tc\u{1}d", "entities": [
        { "type": "bold", "offset": 3, "length": 3 },
        { "type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)" },
        { "type": "text_link", "offset": 6, "length": 2, "url": "https://e.kr" },
    ] });
    let sent = town.ok("sendMessage", message).await;
    assert_eq!(sent["text"], "a\nb c d");
    assert_eq!(
        sent["entities"],
        json!([
            { "type": "bold", "offset": 2, "length": 3 },
            { "type": "text_link", "offset": 5, "length": 2, "url": "https://e.kr" },
        ])
    );
}

#[tokio::test]
async fn words_that_are_no_utf8_are_refused_in_a_form() {
    let town = Town::with_mari().await;
    let form = "application/x-www-form-urlencoded";
    for (text, status) in [("%ff%fe", 400), ("%EF%BF%BD", 200), ("%ec%88%b2", 200)] {
        let (got, answer) = posted(&town, "sendMessage", form, format!("chat_id={MARI}&text={text}")).await;
        assert_eq!(got, status, "{text}: {answer}");
        if status == 400 {
            assert_eq!(answer["description"], "Bad Request: strings must be encoded in UTF-8");
        }
    }
    let part = b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\xff\r\n--x--\r\n".to_vec();
    let (status, answer) = posted(&town, "sendMessage", "multipart/form-data; boundary=x", part).await;
    assert_eq!((status, &answer["description"]), (400, &json!("Bad Request: strings must be encoded in UTF-8")));
}

#[tokio::test]
async fn a_finger_can_be_faster_than_an_edit() {
    let town = Town::with_mari().await;
    let message_id = town.send(json!({ "reply_markup": crate::buttons(&[("old", "old")]) })).await;
    let edit = json!({ "chat_id": MARI, "message_id": message_id, "reply_markup": crate::buttons(&[("new", "new")]) });
    town.ok("editMessageReplyMarkup", edit).await;
    let press = |stale| Act::Press { message_id, data: Some("old".into()), button: None, stale };
    assert_eq!(town.people().act(MARI, press(None)), Err("this message has no such button".into()));
    town.people().act(MARI, press(Some(true))).unwrap();
    let updates = town.fetch().await;
    assert_eq!(updates[0]["callback_query"]["data"], "old");
    let id = &updates[0]["callback_query"]["id"];
    town.ok("answerCallbackQuery", json!({ "callback_query_id": id })).await;
}

#[tokio::test]
async fn a_file_from_an_address_is_refused_and_written_down() {
    let town = Town::with_mari().await;
    let photo = json!({ "chat_id": MARI, "photo": "https://e.kr/a.png" });
    assert_eq!(town.refused("sendPhoto", photo).await, "Bad Request: failed to get HTTP URL content");
    assert_eq!(town.people().failures().len(), 1);
    town.people().forgive();
}

#[tokio::test]
async fn who_asks_many_things_at_once_waits_like_everybody_else() {
    const LINES: usize = 20;
    const AT_ONCE: usize = 200;
    let town = Town::with_mari().await;
    let ask = format!("GET /bot{TOKEN}/getMe HTTP/1.1\r\nHost: x\r\n\r\n").repeat(AT_ONCE);
    let mut lines = Vec::new();
    for _ in 0..LINES {
        let mut line = TcpStream::connect(town.emulator.address()).await.unwrap();
        line.write_all(ask.as_bytes()).await.unwrap();
        lines.push(line);
    }
    town.send(json!({})).await;
    let calls = town.people().calls(0, usize::MAX);
    let before = calls.iter().filter(|call| call.method.eq_ignore_ascii_case("getMe")).count();
    assert!(before < LINES * AT_ONCE / 4, "{before} calls of others were answered first");
}
