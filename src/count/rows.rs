//! Rows of a delimited text with the lines on which they begin: quotes as CSV has them, any line
//! ending, blank lines left out, and a quotation mark that is never closed is found.

use csv::{ReaderBuilder, StringRecord};

use super::Problem;
use super::problem::shown;

/// A row that cannot be in a text, put after its end: if it does not come out, a quotation mark
/// was open.
const END: &str = "\n\u{1}\n";

/// Goes through the rows of a text.
pub struct Rows<'t> {
    reader: csv::Reader<std::io::Chain<&'t [u8], &'static [u8]>>,
    text: &'t str,
    row: StringRecord,
    delimiter: u8,
    /// The line on which the row begins.
    line: u64,
    done: bool,
    /// Lines with a cell of which a part is in quotation marks, which are lost.
    quoted: Vec<u64>,
}

/// So many lines are named in a note.
const NOTED_MAX: usize = 10;

impl<'t> Rows<'t> {
    /// Of a text whose cells this byte parts.
    pub fn new(text: &'t str, delimiter: u8) -> Rows<'t> {
        let chain = std::io::Read::chain(text.as_bytes(), END.as_bytes());
        let reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(chain);
        Rows { reader, text, delimiter, row: StringRecord::new(), line: 0, done: false, quoted: Vec::new() }
    }

    /// The next row, with its line.
    pub fn next_row(&mut self) -> Result<Option<(u64, &StringRecord)>, Problem> {
        while !self.done {
            let read = self.reader.read_record(&mut self.row);
            let read = read.map_err(|error| Problem::at(self.line + 1, format!("it cannot be read: {error}")))?;
            let Some(position) = self.row.position().filter(|_| read) else {
                self.done = true;
                break;
            };
            // The reader counts blank lines to the row after them.
            let rest = self.text.get(position.byte() as usize..).unwrap_or_default();
            let blank = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
            if blank.len() == rest.len() {
                self.done = true;
                break;
            }
            self.line = position.line() + blank.bytes().filter(|byte| *byte == b'\n').count() as u64;
            if self.row.iter().next_back().is_some_and(|cell| cell.ends_with(END)) {
                let what = format!("a quotation mark is never closed, in {}", shown(self.row.get(0).unwrap_or("")));
                return Err(Problem::at(self.line, what));
            }
            let end = (self.reader.position().byte() as usize).min(self.text.len());
            let delimiter = self.delimiter;
            if self.text.get(position_of(&self.row)..end).is_some_and(|raw| loses_quotes(raw, delimiter)) {
                self.quoted.push(self.line);
            }
            if self.row.len() > 1 || !self.row[0].trim().is_empty() {
                return Ok(Some((self.line, &self.row)));
            }
        }
        Ok(None)
    }

    /// A note of the lines on which quotation marks are lost.
    pub fn note(&self) -> Option<String> {
        let named: Vec<String> = self.quoted.iter().take(NOTED_MAX).map(u64::to_string).collect();
        let more = if self.quoted.len() > NOTED_MAX { " and more" } else { "" };
        let lines = named.join(", ");
        (!named.is_empty())
            .then(|| format!("only a part of a cell is in quotation marks, which are not kept: line {lines}{more}"))
    }

    /// The line of the row that came last.
    pub fn line(&self) -> u64 {
        self.line
    }
}

fn position_of(row: &StringRecord) -> usize {
    row.position().map_or(0, |position| position.byte() as usize)
}

/// Whether a cell of the row goes on after its closing quotation mark: those marks are not read as
/// part of it.
fn loses_quotes(raw: &str, delimiter: u8) -> bool {
    let mut rest = raw.trim_start_matches(['\r', '\n']).as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte == b'"') {
        let opens = at == 0 || rest[at - 1] == delimiter;
        rest = &rest[at + 1..];
        if !opens {
            continue;
        }
        // The mark that closes the cell; two of them are one in it.
        loop {
            let Some(mark) = rest.iter().position(|byte| *byte == b'"') else { return false };
            rest = &rest[mark + 1..];
            match rest.first() {
                Some(b'"') => rest = &rest[1..],
                None | Some(b'\r' | b'\n') => break,
                Some(next) if *next == delimiter => break,
                Some(_) => return true,
            }
        }
    }
    false
}

/// Whether a row is as wide as its head.
pub fn check_width(line: u64, row: &StringRecord, head: usize) -> Result<(), Problem> {
    match row.len() == head {
        true => Ok(()),
        false => Err(Problem::at(line, format!("the row has {} cells, its head has {head}", row.len()))),
    }
}

/// A head: its columns, none twice, and each of those that must be there.
pub fn head(line: u64, row: &StringRecord, needed: &[&str]) -> Result<Vec<String>, Problem> {
    let columns: Vec<String> = row.iter().map(str::to_owned).collect();
    for (place, column) in columns.iter().enumerate() {
        if super::table::column(&columns, column.trim()) != Some(place) {
            return Err(Problem::at(line, format!("the column {} stands twice in the head", shown(column.trim()))));
        }
    }
    match needed.iter().find(|name| super::table::column(&columns, name).is_none()) {
        Some(missing) => Err(Problem::at(line, format!("the head has no column {missing}"))),
        None => Ok(columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, Vec<String>)>, Problem> {
        let mut rows = Rows::new(text, b';');
        let mut found = Vec::new();
        while let Some((line, row)) = rows.next_row()? {
            found.push((line, row.iter().map(str::to_owned).collect()));
        }
        Ok(found)
    }

    #[test]
    fn rows_come_with_the_line_on_which_they_begin() {
        let text = "a;b\r\n\r\n  \n\"c;\n\"\"d\"\"\";e\n\n\nf;g";
        let expected = [(1, vec!["a", "b"]), (4, vec!["c;\n\"d\"", "e"]), (8, vec!["f", "g"])];
        let expected = expected.map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()));
        assert_eq!(rows(text).unwrap(), expected);
    }

    #[test]
    fn a_quotation_mark_inside_of_a_cell_is_one_like_any_other_sign() {
        assert_eq!(rows("5\" pipe;x\n").unwrap(), [(1, vec!["5\" pipe".to_owned(), "x".to_owned()])]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_found() {
        for text in ["a;b\nc;\"d", "a;b\nc;\"d\n", "a;b\nc;\"d\ne;f\ng;h\n"] {
            assert_eq!(rows(text).unwrap_err().line, Some(2), "{text:?}");
        }
    }

    #[test]
    fn quotation_marks_that_are_lost_are_noted() {
        for (text, lines) in [
            ("1;\"Swap\" and we\n2;\"a;b\"\n3;\"c\"\"d\"\"\"\n", Some("line 1")),
            ("1;5\" pipe\n2;say \"x\" y\n", None),
            ("1;a\r\n\r\n2;\"b\nc\" d\r\n3;\"e\" f", Some("line 3, 5")),
        ] {
            let mut rows = Rows::new(text, b';');
            while rows.next_row().unwrap().is_some() {}
            match lines {
                Some(lines) => assert!(rows.note().unwrap().ends_with(lines), "{:?}", rows.note()),
                None => assert_eq!(rows.note(), None),
            }
        }
    }

    #[test]
    fn nothing_has_no_rows() {
        assert_eq!(rows("").unwrap(), []);
        assert_eq!(rows("\n\n \n").unwrap(), []);
    }
}
