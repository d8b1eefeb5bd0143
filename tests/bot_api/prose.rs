//! The limits of a field as its description tells them in words: "1-4096 characters after entities
//! parsing", "1-64 bytes", "a list of 2-10 items", "at most 100 commands", "between 1 and 360".

use serde_json::Value;

/// What may be told of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// So many characters, after its markup is parsed.
    Chars(i64, i64),
    /// So many bytes.
    Bytes(i64, i64),
    /// So many items in a list.
    Items(i64, i64),
    /// A number from one to the other.
    Number(i64, i64),
    /// Only characters A-Z, a-z, 0-9, _ and -.
    Plain,
}

/// Live locations without end.
const FOR_EVER: i64 = 0x7fff_ffff;

/// The limits that the description of a field tells.
pub fn limits(field: &Value) -> Vec<Limit> {
    let kinds = field["types"].as_array().unwrap();
    let list = kinds.iter().any(|kind| kind.as_str().unwrap().starts_with("Array of"));
    let number = kinds.iter().any(|kind| kind == "Integer");
    let prose = field["description"].as_str().unwrap();
    let words: Vec<&str> = prose.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', '(', ')'])).collect();
    let word = |n: usize| words.get(n).copied().unwrap_or_default();
    let unit = |n: usize, from: i64, to: i64| match word(n).to_ascii_lowercase().as_str() {
        "characters" => Some(Limit::Chars(from, to)),
        "bytes" => Some(Limit::Bytes(from, to)),
        _ if list => Some(Limit::Items(from, to)),
        _ if number => Some(Limit::Number(from, to)),
        _ => None,
    };
    let mut found = Vec::new();
    for n in 0..words.len() {
        let two = (word(n).to_ascii_lowercase(), word(n + 1).to_ascii_lowercase());
        let limit = match (range(word(n)), (two.0.as_str(), two.1.as_str())) {
            (Some((from, to)), _) => unit(n + 1, from, to),
            (None, ("at", "most") | ("up", "to") | ("not", "exceed") | ("can't", "exceed")) => {
                let most = word(n + 2).parse().ok();
                most.and_then(|most| unit(n + 3, 0, most)).filter(|limit| !matches!(limit, Limit::Number(..)))
            }
            (None, ("between", _)) if number && word(n + 2) == "and" => {
                word(n + 1).parse().ok().zip(word(n + 3).parse().ok()).map(|(from, to)| Limit::Number(from, to))
            }
            _ => None,
        };
        found.extend(limit);
    }
    if prose.contains("haracters A-Z, a-z, 0-9, _ and - are allowed") {
        found.push(Limit::Plain);
    }
    if prose.contains("0x7FFFFFFF") && !found.is_empty() {
        found.push(Limit::Number(FOR_EVER, FOR_EVER));
    }
    found
}

/// `1-64`.
fn range(word: &str) -> Option<(i64, i64)> {
    let (from, to) = word.split_once('-')?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some((from, to))
}

/// What a value that a bot sent has against these limits.
pub fn complaints(field: &Value, value: &Value, html: bool) -> Vec<String> {
    let (numbers, others): (Vec<Limit>, Vec<Limit>) =
        limits(field).into_iter().partition(|limit| matches!(limit, Limit::Number(..)));
    let broken = |limit: &&Limit| !keeps(**limit, value, html);
    // A number need only lie in one of the ranges that are told.
    let out_of_all = numbers.first().filter(|_| numbers.iter().all(|limit| broken(&limit)));
    let found = others.iter().filter(broken).chain(out_of_all);
    found.map(|limit| format!("{value} does not keep {limit:?}")).collect()
}

fn keeps(limit: Limit, value: &Value, html: bool) -> bool {
    let within = |number: usize, from: i64, to: i64| (from..=to).contains(&(number as i64));
    let text = value.as_str();
    match limit {
        Limit::Chars(from, to) => {
            // Both ways to count: what is long in one of them is too long for somebody.
            text.is_none_or(|text| {
                let plain = if html { without_markup(text) } else { text.to_owned() };
                within(plain.chars().count(), from, to) && within(plain.encode_utf16().count(), from, to)
            })
        }
        Limit::Bytes(from, to) => text.is_none_or(|text| within(text.len(), from, to)),
        Limit::Plain => text.is_none_or(|text| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')),
        Limit::Number(from, to) => {
            let number = value.as_i64().or_else(|| text?.parse().ok());
            number.is_none_or(|number| (from..=to).contains(&number))
        }
        Limit::Items(from, to) => {
            let told = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
            let items = told.as_ref().unwrap_or(value).as_array();
            items.is_none_or(|items| within(items.len(), from, to))
        }
    }
}

/// A text with its tags taken out and each `&name;` counted as the one character that it stands for.
fn without_markup(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html.chars();
    while let Some(c) = rest.next() {
        match c {
            '<' => drop(rest.by_ref().find(|c| *c == '>')),
            '&' => {
                let _ = rest.by_ref().find(|c| *c == ';');
                plain.push('&');
            }
            _ => plain.push(c),
        }
    }
    plain
}
