//! A table as a file: CSV that opens in Excel with its Korean intact and runs nothing, and JSON.
//!
//! What citizens wrote is in these cells. A spreadsheet takes a cell that begins like a formula for
//! one (CWE-1236), so such a cell gets an apostrophe before it. Numbers are ours and stay.

use anyhow::Context;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::{Map, Value};

use crate::staff::export::Table;

/// Tells Excel that the file is UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A table as CSV, under that head: UTF-8 with a mark, CRLF, every cell in quotes (RFC 4180).
pub fn csv(head: &[String], table: &Table) -> anyhow::Result<Vec<u8>> {
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(BOM.to_vec());
    writer.write_record(head.iter().map(|column| harmless(column)))?;
    for row in &table.rows {
        let cells = row.iter().map(cell);
        writer
            .write_record(cells)
            .with_context(|| format!("a row of {} has another width than its head", table.name))?;
    }
    writer.into_inner().context("the rest could not be written")
}

/// Tables as one JSON object: a list of rows under each table's name.
pub fn json(tables: Vec<Table>) -> anyhow::Result<Vec<u8>> {
    let mut whole = Map::new();
    for Table { name, columns, rows } in tables {
        let row = |cells: Vec<Value>| -> Value {
            columns.iter().map(|column| (*column).to_owned()).zip(cells).collect::<Map<_, _>>().into()
        };
        whole.insert(name.to_owned(), rows.into_iter().map(row).collect());
    }
    Ok(serde_json::to_vec_pretty(&whole)?)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(words) => harmless(words),
        Value::Array(_) | Value::Object(_) => harmless(&value.to_string()),
    }
}

/// Words as a spreadsheet shows them instead of running them.
fn harmless(words: &str) -> String {
    if begins_like_a_formula(words) { format!("'{words}") } else { words.to_owned() }
}

/// Whether a spreadsheet would take these words for a formula.
pub fn begins_like_a_formula(words: &str) -> bool {
    // Spaces and signs without width before the first letter do not stop a spreadsheet.
    let unseen = |c: &char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n') || is_without_width(*c);
    let first = words.chars().find(|c| !unseen(c));
    first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'))
}

fn is_without_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn table(rows: Vec<Vec<Value>>) -> Table {
        let columns = ["a", "b", "c"][..rows.first().map_or(3, Vec::len)].to_vec();
        Table { name: "things", columns, rows }
    }

    fn head(columns: usize) -> Vec<String> {
        ["a", "b", "c"][..columns].iter().map(|column| (*column).to_owned()).collect()
    }

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let bytes = bytes.strip_prefix(BOM).expect("the mark comes first");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn korean_numbers_and_nothing_come_out_as_they_are() {
        let rows = vec![vec![json!("탄천 \"밤길\",\n무서워요"), json!(-5), json!(null)]];
        let text = String::from_utf8(csv(&head(3), &table(rows)).unwrap()).unwrap();
        assert_eq!(text, "\u{FEFF}\"a\",\"b\",\"c\"\r\n\"탄천 \"\"밤길\"\",\n무서워요\",\"-5\",\"\"\r\n");
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_made_harmless() {
        for (words, shown) in [
            ("=HYPERLINK(\"http://evil\")", "'=HYPERLINK(\"http://evil\")"),
            ("+82", "'+82"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\n=1", "'\n=1"),
            ("\0=1", "'\0=1"),
            (" \u{3000}=1", "' \u{3000}=1"),
            ("\u{200B}=1", "'\u{200B}=1"),
            ("＝1", "'＝1"),
            ("2026-0147", "2026-0147"),
            ("'=1", "'=1"),
            ("(=)", "(=)"),
            ("", ""),
        ] {
            assert_eq!(harmless(words), shown, "{words:?}");
        }
    }

    #[test]
    fn json_has_a_list_of_rows_under_each_name() {
        let bytes = json(vec![table(vec![vec![json!("=1"), json!(2), json!(null)]])]).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value, json!({"things": [{"a": "=1", "b": 2, "c": null}]}), "JSON needs no apostrophes");
    }

    proptest! {
        #[test]
        fn every_cell_is_harmless_and_reads_back(words in prop::collection::vec("[ \u{3000}\u{FEFF}]{0,2}[-=+@\t\r\n\0＝＋－＠'\",;]{0,2}\\PC{0,12}", 1..4)) {
            let cells: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            let read = read(&csv(&head(cells.len()), &table(vec![cells])).unwrap());
            for (words, back) in words.iter().zip(&read[1]) {
                prop_assert!(!begins_like_a_formula(back), "{back:?}");
                let apostrophe = if begins_like_a_formula(words) { "'" } else { "" };
                prop_assert_eq!(back, &format!("{apostrophe}{words}"));
            }
        }
    }
}
