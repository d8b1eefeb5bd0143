//! Clients that misbehave: each gets what Telegram would answer, and the emulator goes on.

use std::time::Duration;

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
