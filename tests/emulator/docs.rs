//! `docs/emulator.md` held against the server: every example in it is asked and answered, and every
//! route of the control API has one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use madang::emulator::{Act, Emulator, Options, Persona};
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::START_MS;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The lines of the document's shell blocks, with continued ones joined.
fn examples() -> Vec<String> {
    let mut lines = Vec::new();
    for block in read("docs/emulator.md").split("```sh\n").skip(1) {
        let code = block.split("```").next().unwrap().replace("\\\n", " ");
        lines.extend(code.lines().map(str::to_owned));
    }
    lines
}

/// The words of a line, as a shell reads them, up to a comment.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => (quote, begun) = (Some(c), true),
            (None, '#') if !begun => break,
            (None, ' ') => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            (_, c) => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// A request, as a line of the document says it.
#[derive(Debug, Default)]
struct Example {
    method: Option<String>,
    address: String,
    headers: Vec<(String, String)>,
    data: Vec<String>,
    parts: Vec<String>,
}

impl Example {
    fn read(line: &str) -> Option<Example> {
        let words = words(line);
        let mut words = words.iter().map(String::as_str);
        let json = ("content-type".to_owned(), "application/json".to_owned());
        let short = |path: &str, body: &str| Example {
            address: format!("$E{path}"),
            headers: vec![json.clone()],
            data: vec![body.to_owned()],
            ..Example::default()
        };
        match words.next()? {
            "act" => return Some(short("/emu/act", words.next()?)),
            "fault" => return Some(short("/emu/faults", words.next()?)),
            "curl" => {}
            _ => return None,
        }
        let mut example = Example::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap().to_owned();
            match word {
                "-s" | "-sN" => {}
                "-o" => drop(value()),
                "-X" => example.method = Some(value()),
                "-d" => example.data.push(value()),
                "-F" => example.parts.push(value()),
                "-H" => {
                    let header = value();
                    let (name, value) = header.split_once(": ").unwrap();
                    example.headers.push((name.to_owned(), value.to_owned()));
                }
                address => {
                    assert!(address.starts_with("$E/"), "an option that this test does not know: {line}");
                    example.address = address.to_owned();
                }
            }
        }
        Some(example)
    }

    fn method(&self) -> &str {
        let posts = !self.data.is_empty() || !self.parts.is_empty();
        self.method.as_deref().unwrap_or(if posts { "POST" } else { "GET" })
    }

    /// `GET /emu/wait`, without the query.
    fn route(&self) -> String {
        let path = self.address.trim_start_matches("$E");
        format!("{} {}", self.method(), path.split('?').next().unwrap())
    }

    fn request(&self, http: &reqwest::Client, server: &str, file: &str) -> reqwest::RequestBuilder {
        let address = self.address.replace("$E", server).replace("FILE_ID", file);
        let mut request = http.request(self.method().parse().unwrap(), address);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !self.parts.is_empty() {
            let picture = include_bytes!("../../src/emulator/sample.png");
            let form = self.parts.iter().fold(Form::new(), |form, part| {
                let (name, value) = part.split_once('=').unwrap();
                match value.strip_prefix('@') {
                    Some(file) => form.part(name.to_owned(), Part::bytes(picture).file_name(file.to_owned())),
                    None => form.text(name.to_owned(), value.to_owned()),
                }
            });
            return request.multipart(form);
        }
        if self.data.is_empty() {
            return request;
        }
        if self.headers.is_empty() {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        request.body(self.data.join("&"))
    }
}

/// The emulator that the document starts with `madang emulator`.
async fn alone() -> Emulator {
    let clock = Arc::new(AtomicI64::new(START_MS - 10_000_000_000));
    let hand = clock.clone();
    let person = |id, name: &str| Persona { id, first_name: name.to_owned(), ..Persona::default() };
    let options = Options {
        now: Arc::new(move || clock.load(Ordering::SeqCst)),
        advance: Some(Arc::new(move |by_ms| {
            hand.fetch_add(by_ms, Ordering::SeqCst);
        })),
        bot_token: "1000000002:emulator-token".to_owned(),
        bot_username: "emulated_bot".to_owned(),
        bot_name: "Emulated bot".to_owned(),
        personas: vec![person(1, "Mina"), person(2, "Sarah")],
        state: None,
    };
    Emulator::start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).await.unwrap()
}

#[tokio::test]
async fn every_example_of_the_document_is_answered() {
    let emulator = alone().await;
    let (http, server) = (reqwest::Client::builder().no_proxy().build().unwrap(), emulator.api_url());
    let mut file = String::new();
    let mut asked = 0;
    for line in examples() {
        let Some(example) = Example::read(&line) else { continue };
        let response = example.request(&http, &server, &file).send().await.unwrap();
        asked += 1;
        let (status, route) = (response.status(), example.route());
        if line.contains("# refused") {
            assert_eq!(status, 403, "{line}");
            continue;
        }
        assert!(status.is_success(), "{line}: {status} {}", response.text().await.unwrap());
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        if route == "GET /emu/events" {
            assert_eq!(kind, "text/event-stream");
            continue;
        }
        let body = response.bytes().await.unwrap();
        let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
        if route == "POST /emu/act" {
            // Whether it can be done depends on what was done before; that it is understood does not.
            let error = answer["error"].as_str().unwrap_or_default();
            let misunderstood = ["variant", "missing field", "invalid", "expected"];
            assert!(!misunderstood.iter().any(|words| error.contains(words)), "{line}: {error}");
        } else {
            assert_ne!(answer["ok"], false, "{line}: {answer}");
        }
        if file.is_empty() && emulator.control().messages(1).len() > 1 {
            emulator.control().act(1, Act::SendPhoto { file_ids: None, caption: None, count: None }).unwrap();
            let messages = emulator.control().messages(1);
            file = messages.last().unwrap()["photo"][1]["file_id"].as_str().unwrap().to_owned();
        }
    }
    assert!(asked > 40, "the document was not read");
}

#[test]
fn every_route_of_the_control_api_has_an_example() {
    let sources = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emulator/control")).unwrap();
    let mut routes = BTreeSet::new();
    for source in sources {
        let text = std::fs::read_to_string(source.unwrap().path()).unwrap();
        for rest in text.split(".route(\"/emu/").skip(1) {
            let (path, rest) = rest.split_once('"').unwrap();
            let handlers = rest.lines().next().unwrap();
            for (name, method) in [("get(", "GET"), ("post(", "POST"), ("delete(", "DELETE")] {
                if handlers.contains(name) {
                    routes.insert(format!("{method} /emu/{path}"));
                }
            }
        }
    }
    assert!(routes.len() > 15, "the routes were not found");
    let asked: Vec<String> = examples().iter().filter_map(|line| Example::read(line)).map(|e| e.route()).collect();
    let same = |route: &str, asked: &str| {
        let (route, asked): (Vec<_>, Vec<_>) = (route.split('/').collect(), asked.split('/').collect());
        route.len() == asked.len() && route.iter().zip(&asked).all(|(r, a)| r == a || r.starts_with('{'))
    };
    let missing: Vec<_> = routes.iter().filter(|route| !asked.iter().any(|asked| same(route, asked))).collect();
    assert!(missing.is_empty(), "docs/emulator.md has no example of {missing:?}");
}
