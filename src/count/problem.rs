//! What is wrong with a file: one line that names the line of the file.

use std::fmt;

/// So much of a cell is shown in a complaint.
const SHOWN_CHARS_MAX: usize = 40;

/// Why a file cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file inside of a bundle; none if it is the file itself.
    pub part: Option<&'static str>,
    /// The line of the file, from 1; none if it is about the whole.
    pub line: Option<u64>,
    /// What is wrong there.
    pub what: String,
}

impl Problem {
    /// About one line.
    pub fn at(line: u64, what: impl Into<String>) -> Problem {
        Problem { part: None, line: Some(line), what: what.into() }
    }

    /// About the whole file.
    pub fn whole(what: impl Into<String>) -> Problem {
        Problem { part: None, line: None, what: what.into() }
    }

    /// The same, about a file inside of a bundle.
    pub fn of(self, part: &'static str) -> Problem {
        Problem { part: Some(part), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.part {
            write!(f, "{part}: ")?;
        }
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for Problem {}

/// Words of a file as a complaint shows them: in quotes, on one line, and not too long.
pub fn shown(words: &str) -> String {
    let mut short: String = words.chars().take(SHOWN_CHARS_MAX).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("{short:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_stays_on_one_line() {
        let long = format!("a\n\u{7}{}", "x".repeat(1_000));
        let problem = Problem::at(12, format!("no project {}", shown(&long)));
        let said = problem.to_string();
        assert!(said.starts_with("line 12: no project \"a\\n\\u{7}xxx") && said.ends_with("…\""), "{said}");
        assert_eq!(said.lines().count(), 1);
        assert!(said.chars().count() < 80);
    }
}
