//! What must hold whatever comes in, as functions over raw bytes: run over the kept corpora and over
//! changes of them by `cargo test`, and by `cargo fuzz` for who has a nightly toolchain.

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};
use madang::bot::{Command, Press};
use madang::city::{City, Preset};
use madang::poll::keys::Keys;
use madang::staff::export::Table;
use madang::staff::sheet;
use madang::text::{Catalog, html, when};

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A city without anything in it.
fn city() -> &'static City {
    static CITY: OnceLock<City> = OnceLock::new();
    CITY.get_or_init(|| {
        let preset = Preset::load("seongnam").unwrap();
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = Keys::open(&std::env::temp_dir().join(format!("madang-fuzz-{}", std::process::id()))).unwrap();
        City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() }
    })
}

/// An update is read or refused, and a refusal does not quote it.
pub fn update(data: &[u8]) {
    let raw = text(data);
    let (number, read) = madang::channel::read("telegram", &raw).unwrap();
    match read {
        Ok(inbound) => {
            assert!(number.is_some());
            madang::bot::cost(city(), &inbound.input);
        }
        Err(error) => assert!(format!("{error:#}").is_ascii(), "{error:#}"),
    }
}

/// What a button carries is read or refused, and what is read can be carried by a button again.
pub fn press(data: &[u8]) {
    if let Some(press) = Press::decode(&text(data)) {
        assert_eq!(Press::decode(&press.encode()), Some(press));
    }
}

/// Whatever follows a command is a command, and whatever is typed can be looked at.
pub fn start(data: &[u8]) {
    let payload = text(data);
    assert!(Command::parse(&format!("/start {payload}"), city(), true).is_some());
    Command::parse(&payload, city(), false);
}

/// A code to vote is known as one after its word, whatever it consists of.
pub fn code(data: &[u8; 16]) {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let code: String = data.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let command = Command::parse(&format!("코드 {code}"), city(), false);
    assert!(matches!(command, Some(Command::VoteCode(Some(_)))), "{code}");
}

/// A date that is read lies ahead, and not far.
pub fn date(data: &[u8]) {
    let typed = text(data);
    let now: DateTime<Utc> = "2026-11-23T01:00:00Z".parse().unwrap();
    let zone = chrono_tz::Asia::Seoul;
    if let Ok(read) = when::read_when(&typed, now, zone) {
        assert!(read.at > now - TimeDelta::days(1) && read.at < now + TimeDelta::days(12 * 366), "{typed:?}: {read:?}");
    }
    let _ = when::read_day(&typed, now, zone);
}

/// Escaped words read back as they are, and fit their messages.
pub fn escape(data: &[u8]) {
    let words = text(data);
    let escaped = html::escape(&words);
    assert_eq!(html::plain_of(&escaped), words);
    let without_space = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for most in [64, 4096] {
        let pieces = html::split(&escaped, most);
        assert!(pieces.iter().all(|piece| html::plain_of(piece).encode_utf16().count() <= most));
        let whole: String = pieces.iter().map(|piece| html::plain_of(piece)).collect();
        assert_eq!(without_space(&whole), without_space(&words));
    }
}

/// No cell of a spreadsheet begins like a formula, and the file has the cells that were put in.
pub fn csv(data: &[u8]) {
    let words = text(data);
    let cells: Vec<&str> = words.split('\u{1f}').collect();
    let columns = vec!["a"; cells.len()];
    let head: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
    let row = cells.iter().map(|cell| serde_json::Value::from(*cell)).collect();
    let file = sheet::csv(&head, &Table { name: "things", columns, rows: vec![row] }).unwrap();
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(file);
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(row.len(), cells.len());
    for (shown, cell) in row.iter().zip(cells) {
        let begins = shown.trim_start_matches([' ', '\u{200B}', '\u{3000}']).chars().next();
        assert!(!begins.is_some_and(|c| "=+-@\t\r\n\0＝＋－＠".contains(c)), "{shown:?}");
        assert_eq!(shown.strip_prefix('\'').unwrap_or(shown).replace('\'', ""), cell.replace('\'', ""));
    }
}
