//! The control API says no in sentences, whatever is sent to it, and takes nothing for granted.

use reqwest::Method;
use serde_json::{Value, json};

use madang::emulator::Act;

use crate::{JUN, MARI, TOKEN, Town};

impl Town {
    /// What a request without a body of JSON gets: the status, and the sentence if it is refused.
    async fn asks(&self, method: &str, path: &str, body: &str, kind: Option<&str>) -> (u16, String) {
        let method: Method = method.parse().unwrap();
        let mut request = self.http.request(method, self.page(path)).body(body.to_owned());
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["ok"], status == 200, "{path}: {answer}");
        (status, answer["error"].as_str().unwrap_or_default().to_owned())
    }

    async fn sends(&self, path: &str, body: Value) -> (u16, String) {
        self.asks("POST", path, &body.to_string(), Some("application/json")).await
    }
}

#[tokio::test]
async fn every_mistake_gets_a_sentence_as_json() {
    let town = Town::with_mari().await;
    let json_type = Some("application/json");
    for (method, path, body, kind, status, words) in [
        ("POST", "/emu/act", "{", json_type, 400, "the body is no JSON: look at line 1, column 1"),
        ("POST", "/emu/act", "", json_type, 400, "the body is empty, and should be JSON"),
        ("POST", "/emu/act", "{}", None, 400, "send JSON, with the header content-type: application/json"),
        ("POST", "/emu/act", "[]", json_type, 400, "the request has to be a JSON object"),
        ("POST", "/emu/users", "5", json_type, 400, "the request has to be a JSON object"),
        ("POST", "/emu/upload", "{}", json_type, 400, "send a form, as multipart/form-data"),
        ("GET", "/emu/act", "", None, 400, "this address is asked in another way: docs/emulator.md says how"),
        ("DELETE", "/emu/clock", "", None, 400, "this address is asked in another way: docs/emulator.md says how"),
        ("GET", "/emu/nothing", "", None, 404, "there is nothing at this address: docs/emulator.md has all of them"),
        ("POST", "/emu/a/b", "", None, 404, "there is nothing at this address: docs/emulator.md has all of them"),
        ("GET", "/emu/transcript", "", None, 400, "\"chat\" is missing"),
        ("GET", "/emu/transcript?chat=x", "", None, 400, "\"chat\" has to be a whole number"),
        ("GET", "/emu/transcript?chat=999", "", None, 404, "there is no such chat"),
        ("GET", "/emu/transcript?chat=999&bot=5", "", None, 400, "there is no bot with the id 5"),
        ("GET", "/emu/calls?after=-1", "", None, 400, "\"after\" has to be a whole number from 0 up"),
        ("GET", "/emu/calls?aftr=1", "", None, 400, "there is no field \"aftr\" here, only after, limit"),
        ("GET", "/emu/page/nothing.js", "", None, 404, "the page has no such file"),
        ("GET", "/emu/file/nothing", "", None, 404, "there is no such file"),
        ("DELETE", "/emu/faults/x", "", None, 404, "there is no such fault"),
    ] {
        assert_eq!(town.asks(method, path, body, kind).await, (status, words.to_owned()), "{method} {path} {body}");
    }
}

#[tokio::test]
async fn acts_are_read_strictly() {
    let town = Town::with_mari().await;
    for (act, words) in [
        (json!({ "kind": "start" }), "\"user\" is missing"),
        (json!({ "user": MARI }), "what is done? \"kind\" is missing"),
        (json!({ "user": MARI, "kind": "sing" }), "there is no kind of act \"sing\""),
        (json!({ "user": "mari", "kind": "start" }), "\"user\" has to be a whole number"),
        (json!({ "user": MARI, "kind": "send_text" }), "\"text\" is missing"),
        (json!({ "user": MARI, "kind": "send_text", "text": 5 }), "\"text\" has to be a string"),
        (json!({ "user": MARI, "kind": "press", "message_id": 999, "data": "x" }), "there is no such message"),
        (json!({ "user": JUN, "kind": "send_text", "text": "x" }), "press start first"),
        (
            json!({ "user": MARI, "kind": "share_location", "latitude": 91, "longitude": 0 }),
            "\"latitude\" has to be a number from -90 to 90",
        ),
        (
            json!({ "user": MARI, "kind": "share_location", "latitude": 0, "longitude": -181 }),
            "\"longitude\" has to be a number from -180 to 180",
        ),
        (json!({ "user": MARI, "kind": "send_photo", "count": 11 }), "\"count\" has to be a whole number from 1 to 10"),
        (
            json!({ "user": MARI, "kind": "send_voice", "text": "x" }),
            "there is no field \"text\" here, only user, chat, message_thread_id, bot, kind",
        ),
    ] {
        assert_eq!(town.sends("/emu/act", act.clone()).await, (400, words.to_owned()), "{act}");
    }
    assert!(town.fetch().await.is_empty(), "nothing came of any of it");
}

#[tokio::test]
async fn people_and_faults_are_read_strictly() {
    let town = Town::open().await;
    let named = |more: Value| {
        let mut person = json!({ "first_name": "New" });
        person.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        person
    };
    let username = "a username has 4 to 32 of A-Z a-z 0-9 _, a letter first";
    let language = "a language is a tag such as ko, en or zh-hans";
    for (path, body, words) in [
        ("/emu/users", named(json!({ "username": "a b c d" })), username),
        ("/emu/users", named(json!({ "username": "1234" })), username),
        ("/emu/users", named(json!({ "username": "MADANG_bot" })), "the username MADANG_bot is taken"),
        ("/emu/users", named(json!({ "language_code": "Korean!" })), language),
        ("/emu/users", named(json!({ "id": 0 })), "\"id\" has to be a whole number from 1 to 4503599627370495"),
        ("/emu/users", named(json!({ "id": 1_000_000_001 })), "this id is a bot's"),
        ("/emu/users", named(json!({ "first_name": "x".repeat(65) })), "a name has at most 64 characters"),
        ("/emu/chats", json!({ "title": "x", "type": "club" }), "\"type\" has to be one of group, supergroup, channel"),
        ("/emu/faults", json!({ "fault": "earthquake" }), "there is no fault \"earthquake\""),
        (
            "/emu/faults",
            json!({ "fault": "truncate", "method": "sendTelepathy" }),
            "the emulator has no method \"sendTelepathy\"",
        ),
        (
            "/emu/faults",
            json!({ "fault": "duplicate", "update": "telepathy" }),
            "there is no kind of update \"telepathy\"",
        ),
        ("/emu/faults", json!({ "fault": "drop", "when": "later" }), "\"when\" has to be one of before, after"),
        ("/emu/faults", json!({ "fault": "truncate", "nth": 0 }), "\"nth\" has to be a whole number from 1 up"),
        (
            "/emu/faults",
            json!({ "fault": "truncate", "probability": 2 }),
            "\"probability\" has to be a number from 0 to 1",
        ),
        ("/emu/limits", json!({ "mode": "wild" }), "\"mode\" has to be one of off, realistic, harsh"),
    ] {
        assert_eq!(town.sends(path, body.clone()).await, (400, words.to_owned()), "{path} {body}");
    }
    let zh = named(json!({ "language_code": "zh-hans", "username": "new_one" }));
    let answer = town.http.post(town.page("/emu/users")).json(&zh).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn the_clock_moves_ten_years_ahead_at_most() {
    let town = Town::open().await;
    let before = town.people().now();
    let far = "the clock moves ten years ahead of this computer's at most";
    for (wish, words) in [
        (json!({ "advance_s": i64::MAX }), far),
        (json!({ "to_ms": i64::MAX }), far),
        (json!({ "to_ms": 253_370_764_800_000_i64 }), far),
        (json!({ "advance_s": -1 }), "the clock moves forward only"),
        (json!({ "to_ms": 0 }), "the clock moves forward only"),
        (json!({ "advance_s": "a day" }), "\"advance_s\" has to be a whole number"),
        (json!({ "advance_s": 1, "to_ms": 1 }), "name one of advance_s and to_ms"),
        (json!({}), "how far? name advance_s or to_ms"),
    ] {
        assert_eq!(town.sends("/emu/clock", wish.clone()).await, (400, words.to_owned()), "{wish}");
    }
    assert_eq!(town.people().now(), before);
    assert!(town.people().advance(i64::MAX).is_err());
    town.people().advance(1_000).unwrap();
    assert_eq!(town.people().now(), before + 1_000);
}

#[tokio::test]
async fn people_and_bots_never_share_a_number() {
    let town = Town::open().await;
    let status = async |path: String| town.http.get(town.page(&path)).send().await.unwrap().status().as_u16();
    assert_eq!(status(format!("/bot{MARI}:test/getMe")).await, 401);
    let failures = town.people().failures();
    assert!(failures[0].what.contains("is a person's id"), "{failures:?}");
    assert_eq!(status("/file/bot9:zz/documents/file_1.txt".into()).await, 401, "nobody was hired for a download");
    assert_eq!(status(format!("/file/bot{TOKEN}/documents/file_1.txt")).await, 404);
    town.ok("getMe", json!({})).await;
    let state: Value = town.http.get(town.page("/emu/state")).send().await.unwrap().json().await.unwrap();
    assert_eq!(state["bots"].as_array().unwrap().len(), 1);
    town.people().act(MARI, Act::Start { payload: None }).unwrap();
    town.people().forgive();
}
