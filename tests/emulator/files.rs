//! Files both ways.

use madang::emulator::{Act, Upload};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::{MARI, TOKEN, Town};

const PICTURE: &[u8] = include_bytes!("../../src/emulator/sample.png");

#[tokio::test]
async fn a_document_goes_up_by_multipart_and_comes_down_by_get_file() {
    let town = Town::with_mari().await;
    let bytes = "이름,표\n숲,3\n".as_bytes();
    let part = Part::bytes(bytes.to_vec()).file_name("result.csv").mime_str("text/csv").unwrap();
    let form = Form::new()
        .text("chat_id", MARI.to_string())
        .text("document", "attach://p1")
        .text("caption", "<b>결과</b>")
        .text("parse_mode", "HTML")
        .part("p1", part);
    let request = town.http.post(town.method("SendDocument")).multipart(form);
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    let document = &answer["result"]["document"];
    assert_eq!((&document["file_name"], &document["mime_type"]), (&json!("result.csv"), &json!("text/csv")));
    assert_eq!(answer["result"]["caption"], "결과");
    assert!(town.people().failures().is_empty());

    let file = town.ok("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = file["file_path"].as_str().unwrap();
    for path in [path.to_owned(), path.replace('/', "%2F")] {
        let address = town.page(&format!("/file/bot{TOKEN}/{path}"));
        let got = town.http.get(address).send().await.unwrap().error_for_status().unwrap();
        assert_eq!(got.headers()["content-type"], "text/csv");
        assert_eq!(got.bytes().await.unwrap(), bytes);
    }
    town.people().advance(3_600_001).unwrap();
    let address = town.page(&format!("/file/bot{TOKEN}/{path}"));
    assert_eq!(town.http.get(address).send().await.unwrap().status(), 404);

    let again = json!({ "chat_id": MARI, "document": document["file_id"] });
    assert_eq!(town.ok("sendDocument", again).await["document"], *document);
    let wrong = json!({ "chat_id": MARI, "document": "nonsense" });
    let description = town.refused("sendDocument", wrong).await;
    assert_eq!(description, "Bad Request: wrong file identifier/HTTP URL specified");
    let elsewhere = json!({ "chat_id": MARI, "document": "https://e.kr/a.pdf" });
    let description = town.refused("sendDocument", elsewhere).await;
    assert_eq!(description, "Bad Request: failed to get HTTP URL content");
    town.people().forgive();
    let none = json!({ "chat_id": MARI });
    let description = town.refused("sendDocument", none).await;
    assert_eq!(description, "Bad Request: there is no document in the request");
}

#[tokio::test]
async fn a_picture_has_two_sizes_and_the_page_can_show_it() {
    let town = Town::with_mari().await;
    let file = Upload { name: "a.png".into(), mime: None, bytes: PICTURE.to_vec() };
    let people = town.people();
    people.upload(MARI, None, vec![file], true, Some("여기입니다")).unwrap();
    let update = town.fetch().await.remove(0);
    let sizes = update["message"]["photo"].as_array().unwrap();
    assert_eq!((&sizes[0]["width"], &sizes[1]["width"]), (&json!(90), &json!(160)));
    assert_eq!(update["message"]["caption"], "여기입니다");
    let id = sizes[1]["file_id"].as_str().unwrap();
    let shown = town.http.get(town.page(&format!("/emu/file/{id}"))).send().await.unwrap();
    assert_eq!(shown.headers()["content-type"], "image/png");
    assert_eq!(shown.bytes().await.unwrap(), PICTURE);
    let photo = json!({ "chat_id": MARI, "photo": id, "caption": "back" });
    assert_eq!(town.ok("sendPhoto", photo).await["photo"], update["message"]["photo"]);
    let words = Upload { name: "a.txt".into(), mime: None, bytes: b"words".to_vec() };
    assert!(people.upload(MARI, None, vec![words], true, None).is_err());
}

#[tokio::test]
async fn the_page_uploads_what_a_person_picks() {
    let town = Town::with_mari().await;
    let part = || Part::bytes(PICTURE.to_vec()).file_name("a.png");
    let form = Form::new().text("user", MARI.to_string()).text("as", "photo").part("file", part()).part("file", part());
    let request = town.http.post(town.page("/emu/upload")).multipart(form);
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["ok"], true, "{answer}");
    let updates = town.fetch().await;
    assert_eq!(updates.len(), 2);
    assert!(updates[0]["message"]["media_group_id"].is_string());
    assert_eq!(updates[0]["message"]["media_group_id"], updates[1]["message"]["media_group_id"]);
    let album = Act::SendPhoto { file_ids: None, caption: Some("열".into()), count: Some(10) };
    town.people().act(MARI, album).unwrap();
    assert_eq!(town.fetch().await.len(), 10);
}
