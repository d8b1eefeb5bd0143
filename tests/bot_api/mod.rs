//! A machine-readable description of the Bot API, and what it says against an object or a request:
//! a field missing, one too many, one of the wrong type, or one past the limits that its prose
//! tells. The description is not part of this repository: MADANG_TEST_DATA names the folder with
//! `bot-api-10.1.json`. Without it the tests that need it say that they are skipped, unless
//! MADANG_TEST_DATA_REQUIRED is set: then they fail.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a harness for tests")]

pub mod prose;

use std::sync::OnceLock;

use serde_json::{Map, Value};

/// What Telegram's server sends although its documentation does not say so.
const UNDOCUMENTED: [&str; 5] = [
    "accepted_gift_types",
    "all_members_are_administrators",
    "new_chat_member",
    "new_chat_participant",
    "left_chat_participant",
];

/// The description.
pub struct BotApi(Value);

/// Whose words are held against it.
#[derive(Clone, Copy, PartialEq)]
enum From {
    /// The server's: JSON, each value of its type, the limits its own affair.
    Server,
    /// A bot's: numbers and objects may be in strings, and the limits hold.
    Bot,
}

impl BotApi {
    /// The description, read once. None, with a word about it, if nobody says where it is.
    pub fn get() -> Option<&'static BotApi> {
        static READ: OnceLock<Option<BotApi>> = OnceLock::new();
        READ.get_or_init(|| {
            let Some(folder) = std::env::var_os("MADANG_TEST_DATA") else {
                let required = std::env::var_os("MADANG_TEST_DATA_REQUIRED").is_some();
                assert!(!required, "MADANG_TEST_DATA is not set, and nothing may be skipped");
                skipped();
                return None;
            };
            let path = std::path::Path::new(&folder).join("bot-api-10.1.json");
            Some(BotApi(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()))
        })
        .as_ref()
    }

    /// The names of all methods.
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.0["methods"].as_object().unwrap().keys().map(String::as_str)
    }

    /// The fields of a method or a type; none if there is no such thing or it has none.
    pub fn fields(&self, of: &str) -> &[Value] {
        let described = self.0["methods"].get(of).or_else(|| self.0["types"].get(of));
        described.and_then(|described| described["fields"].as_array()).map_or(&[], Vec::as_slice)
    }

    /// The kinds of a type that is one of several; of any other itself.
    pub fn kinds(&self, of: &str) -> Vec<String> {
        match self.0["types"][of]["subtypes"].as_array() {
            Some(kinds) if !kinds.is_empty() => {
                kinds.iter().filter_map(|kind| Some(kind.as_str()?.to_owned())).collect()
            }
            _ => vec![of.to_owned()],
        }
    }

    /// What is wrong with an object that the server made.
    pub fn object(&self, kind: &str, value: &Value) -> Vec<String> {
        self.value(kind, value, kind, From::Server)
    }

    /// What is wrong with the result of a method.
    pub fn result(&self, method: &str, value: &Value) -> Vec<String> {
        let returns = self.0["methods"][method]["returns"].as_array().unwrap();
        self.any_of(returns, value, method, From::Server)
    }

    /// What is wrong with a bot's call.
    pub fn request(&self, method: &str, params: &Map<String, Value>) -> Vec<String> {
        if self.0["methods"].get(method).is_none() {
            return vec![format!("there is no method {method}")];
        }
        self.members(method, params, method, From::Bot)
    }

    fn any_of(&self, kinds: &[Value], value: &Value, path: &str, from: From) -> Vec<String> {
        let tries = kinds.iter().map(|kind| self.value(kind.as_str().unwrap(), value, path, from));
        tries.min_by_key(Vec::len).unwrap_or_default()
    }

    fn value(&self, kind: &str, value: &Value, path: &str, from: From) -> Vec<String> {
        let wrong = |right: bool| match right {
            true => Vec::new(),
            false => vec![format!("{path}: {value} is no {kind}")],
        };
        let told = value.as_str().filter(|_| from == From::Bot);
        match kind {
            "Integer" => return wrong(value.is_i64() || told.is_some_and(|text| text.parse::<i64>().is_ok())),
            "Float" => return wrong(value.is_number() || told.is_some_and(|text| text.parse::<f64>().is_ok())),
            "Boolean" => {
                return wrong(value.is_boolean() || told.is_some_and(|text| text == "true" || text == "false"));
            }
            "True" => return wrong(*value == true),
            "String" | "InputFile" => return wrong(value.is_string()),
            _ => {}
        }
        // A form has an object in a string.
        let unfolded = told.and_then(|text| serde_json::from_str::<Value>(text).ok());
        let value = unfolded.as_ref().unwrap_or(value);
        if let Some(inner) = kind.strip_prefix("Array of ") {
            let Some(items) = value.as_array() else { return wrong(false) };
            return items.iter().flat_map(|item| self.value(inner, item, &format!("{path}[]"), from)).collect();
        }
        let described = &self.0["types"][kind];
        if let Some(subtypes) = described["subtypes"].as_array() {
            return self.any_of(subtypes, value, path, from);
        }
        assert!(!described.is_null(), "{path}: the description has no type {kind}");
        let Some(object) = value.as_object() else { return wrong(false) };
        self.members(kind, object, path, from)
    }

    fn members(&self, of: &str, object: &Map<String, Value>, path: &str, from: From) -> Vec<String> {
        let fields = self.fields(of);
        let mut found = Vec::new();
        for field in fields {
            let name = field["name"].as_str().unwrap();
            let path = format!("{path}.{name}");
            match object.get(name) {
                None if field["required"] == true => found.push(format!("{path} is missing")),
                None => {}
                Some(value) => {
                    found.extend(self.any_of(field["types"].as_array().unwrap(), value, &path, from));
                    if from == From::Bot {
                        let html = object.get("parse_mode").and_then(Value::as_str);
                        let html = html.is_some_and(|mode| mode.eq_ignore_ascii_case("html"));
                        found
                            .extend(prose::complaints(field, value, html).iter().map(|what| format!("{path}: {what}")));
                    }
                }
            }
        }
        let known = |name: &str| fields.iter().any(|field| field["name"] == name);
        let unknown = object.keys().filter(|name| !known(name));
        let odd = unknown.filter(|name| from == From::Bot || !UNDOCUMENTED.contains(&name.as_str()));
        found.extend(odd.map(|name| format!("{path}.{name} is not described")));
        found
    }
}

/// Says so past the harness, which keeps what a passing test prints to itself.
fn skipped() {
    let said = b"skipped: MADANG_TEST_DATA is not set, so nothing is held against the Bot API's description\n";
    let _ = std::io::Write::write_all(&mut std::io::stderr(), said);
}
