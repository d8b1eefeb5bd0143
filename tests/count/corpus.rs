//! Every published file is read, and written again it is the same file.

use madang::count::file::Format;
use madang::count::{Problem, Read, Vote, pb, preflib};

use crate::files;

/// What stands in a file, without what may differ: line ends, blanks at the end of a line, and
/// whether a cell of a `.pb` is in quotes.
fn plain(format: Format, bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    if format != Format::Pb {
        return text.lines().map(|line| line.trim_end().to_owned()).collect();
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().collect::<Vec<_>>().join("\u{1F}")).collect()
}

fn read(format: Format, bytes: &[u8]) -> Result<Read, Problem> {
    match format {
        Format::PrefLib(data_type) => preflib::read(bytes, data_type),
        _ => pb::read(bytes),
    }
}

fn write(format: Format, vote: &Vote) -> Vec<u8> {
    match format {
        Format::PrefLib(data_type) => preflib::write(vote, data_type).unwrap(),
        _ => pb::write(vote).unwrap(),
    }
}

fn comes_back(endings: &[&str]) {
    let mut problems = Vec::new();
    for path in files(endings) {
        let bytes = std::fs::read(&path).unwrap();
        let format = Format::of(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let before = match read(format, &bytes) {
            Ok(before) => before,
            Err(problem) => {
                problems.push(format!("{name}: {problem}"));
                continue;
            }
        };
        let written = write(format, &before.vote);
        if read(format, &written).unwrap().vote != before.vote {
            problems.push(format!("{name} comes back as another vote"));
        }
        let (before, after) = (plain(format, &bytes), plain(format, &written));
        if let Some((before, after)) = before.iter().zip(&after).find(|(before, after)| before != after) {
            problems.push(format!("{name}: {before:?} became {after:?}"));
        } else if before.len() != after.len() {
            problems.push(format!("{name} has {} rows, then {}", before.len(), after.len()));
        }
    }
    assert!(problems.is_empty(), "{} files:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_published_pb_comes_back_as_it_was() {
    comes_back(&["pb"]);
}

#[test]
fn every_published_preflib_file_comes_back_as_it_was() {
    comes_back(&["soc", "soi", "toc", "toi", "cat"]);
}
