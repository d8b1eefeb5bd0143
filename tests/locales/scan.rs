//! Finds `t!("id", name = ..)` in the sources. It knows strings, comments and brackets, and no more
//! of Rust.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file without its comments and its tests.
pub struct Source {
    pub path: String,
    tokens: Vec<(usize, Token)>,
}

/// One use of `t!`.
pub struct Call {
    pub line: usize,
    pub id: String,
    pub args: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Char(char),
    Literal(String),
}

use Token::{Char, Literal};

/// Every file in `src`.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root).unwrap().display().to_string();
                found.push(Source { path, tokens: tokens(without_tests(&text)) });
            }
        }
    }
    found
}

/// In this house the tests stand last.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests").map_or(text, |tests| &text[..tests])
}

impl Source {
    pub fn literals(&self) -> impl Iterator<Item = String> {
        self.tokens.iter().filter_map(|(_, token)| match token {
            Literal(value) => Some(value.clone()),
            Char(_) => None,
        })
    }

    pub fn calls(&self) -> Vec<Call> {
        (0..self.tokens.len()).filter_map(|at| self.call(at)).collect()
    }

    /// The call that begins at this token, if one does.
    fn call(&self, at: usize) -> Option<Call> {
        let is = |place: usize, wanted: char| self.char(place) == Some(wanted);
        let word_before = at.checked_sub(1).and_then(|place| self.char(place)).is_some_and(in_word);
        if word_before || !(is(at, 't') && is(at + 1, '!') && is(at + 2, '(')) {
            return None;
        }
        let mut place = self.skip_space(at + 3);
        let (line, Literal(id)) = self.tokens.get(place)?.clone() else { return None };
        let mut args = BTreeSet::new();
        let mut depth = 0_usize;
        loop {
            match self.tokens.get(place).map(|(_, token)| token)? {
                Char('(' | '[' | '{') => depth += 1,
                Char(')') if depth == 0 => return Some(Call { line, id, args }),
                Char(')' | ']' | '}') => depth = depth.saturating_sub(1),
                Char(',') if depth == 0 => args.extend(self.name(place + 1)),
                _ => {}
            }
            place += 1;
        }
    }

    /// `name` of `name = value`. A comma inside a closure or a turbofish leads to none.
    fn name(&self, place: usize) -> Option<String> {
        let start = self.skip_space(place);
        let chars = self.tokens[start..].iter().map_while(|(_, token)| match token {
            Char(c) if in_word(*c) => Some(*c),
            _ => None,
        });
        let name: String = chars.collect();
        let after = self.skip_space(start + name.chars().count());
        let assigned = self.char(after) == Some('=') && self.char(after + 1) != Some('=');
        (assigned && !name.is_empty()).then_some(name)
    }

    fn skip_space(&self, mut place: usize) -> usize {
        while self.char(place).is_some_and(char::is_whitespace) {
            place += 1;
        }
        place
    }

    fn char(&self, place: usize) -> Option<char> {
        match self.tokens.get(place) {
            Some((_, Char(c))) => Some(*c),
            _ => None,
        }
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut tokens: Vec<(usize, Token)> = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let in_a_word = matches!(tokens.last(), Some((_, Char(c))) if in_word(*c));
        let (used, token) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), None)
        } else if let Some(end) = raw_end(rest).filter(|_| !in_a_word) {
            (end, Some(Literal(rest[..end].trim_matches(['r', '#', '"']).to_owned())))
        } else if first == '"' {
            let end = string_end(rest);
            (end, Some(Literal(rest[1..end].trim_end_matches('"').to_owned())))
        } else if let Some(end) = char_end(rest) {
            (end, None)
        } else {
            (first.len_utf8(), Some(Char(first)))
        };
        tokens.extend(token.map(|token| (line, token)));
        line += rest[..used].matches('\n').count();
        rest = &rest[used..];
    }
    tokens
}

fn string_end(text: &str) -> usize {
    let mut escaped = true; // the opening quote
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `r"…"`, `r#"…"#`
fn raw_end(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + inside.find(&closing)? + closing.len())
}

/// `'x'` or `'\n'`, but not the lifetime `'a`.
fn char_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let length = match inside.strip_prefix('\\') {
        Some(escaped) => 2 + escaped.chars().skip(1).take_while(|c| *c != '\'').count(),
        None => inside.chars().next()?.len_utf8(),
    };
    inside[length..].starts_with('\'').then_some(length + 2)
}

#[test]
fn calls_are_found_across_lines_and_inside_each_other() {
    let text = r##"
        // t!("comment", x = 1)
        fn f<'a>(c: char) -> Text { assert!('"' != c); format!("t!(\"string\")");
            t!("outer", list = vec![t!("inner", a = g(1, 2))], other = if x == 1 { "}" } else { "(" },
               last = rows.map(|a, b| a),
            ) }
        const X: &str = r#"raw " t!("no")"#; crate::t!("plain")
        #[cfg(test)]
        mod tests { t!("tests") }"##;
    let text = text.replace("        #[cfg(test)]\n        mod", "#[cfg(test)]\nmod");
    let source = Source { path: String::new(), tokens: tokens(without_tests(&text)) };
    let found: Vec<String> =
        source.calls().into_iter().map(|call| format!("{} {} {:?}", call.line, call.id, call.args)).collect();
    assert_eq!(found, [r#"4 outer {"last", "list", "other"}"#, r#"4 inner {"a"}"#, r#"7 plain {}"#,]);
}
