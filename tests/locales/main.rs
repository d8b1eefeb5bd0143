//! The message files of every language: complete, alike, well-formed, and used as Rust says.
//!
//! This is what makes a language a folder and nothing else: whoever adds one is told here what is
//! missing. `ftl` reads the files, `scan` reads the sources.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

mod ftl;
mod scan;

use std::collections::BTreeSet;

use ftl::{Locale, Message, Sample};
use madang::text::{Catalog, Lang, Text, Value, chars, josa};

/// Rust offers these messages more than every language needs.
const TAKE_WHAT_THEY_NEED: [&str; 3] = ["text-when", "text-day", "text-time"];
const TAGS: [&str; 7] = ["b", "i", "u", "s", "code", "a", "blockquote"];
const BUTTON_CHARS_MAX_KO: usize = 24;
const BUTTON_CHARS_MAX: usize = 32;

fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_file_parses_and_no_message_is_written_twice() {
    none(Locale::all().iter().flat_map(|locale| locale.problems.clone()).collect());
    Catalog::new(chrono_tz::Asia::Seoul).unwrap();
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let locales = Locale::all();
    let (reference, others) = locales.split_first().unwrap();
    let mut problems = Vec::new();
    for other in others {
        for (id, message) in &other.messages {
            if !reference.messages.contains_key(id) {
                problems.push(format!("{}: {id} is not in the reference language", message.file));
            }
        }
        for (id, message) in &reference.messages {
            let Some(translated) = other.messages.get(id) else {
                problems.push(format!("{}: {id} is missing ({})", other.code, message.file));
                continue;
            };
            let (expected, found) = (reference.variables(id), other.variables(id));
            if expected != found && !TAKE_WHAT_THEY_NEED.contains(&id.as_str()) {
                problems.push(format!("{}: {id} has {found:?}, not {expected:?}", translated.file));
            }
        }
    }
    none(problems);
}

/// Every message of every language, with values of every kind it distinguishes.
fn renderings(mut look: impl FnMut(&str, &Message, &str, &str)) {
    let catalog = Catalog::new(chrono_tz::Asia::Seoul).unwrap();
    let locales = Locale::all();
    for locale in &locales {
        let lang = Lang::find(&locale.code).unwrap();
        for (id, message) in &locale.messages {
            let samples: Vec<(&'static str, Vec<Sample>)> = locale
                .variables(id)
                .into_iter()
                .map(|name| (&*name.clone().leak(), ftl::samples(&locales, id, &name)))
                .collect();
            let rounds = samples.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
            for round in 0..rounds {
                let args = samples.iter().map(|(name, values)| {
                    let value = match values[round % values.len()].clone() {
                        Sample::Number(number) => Value::Num(number),
                        Sample::Word(word) => Value::Str(word),
                    };
                    (*name, value)
                });
                let text = Text { id: id.clone().leak(), args: args.collect() };
                let (html, plain) = (catalog.html(lang, &text), catalog.plain(lang, &text));
                look(id, message, &html, &plain);
            }
        }
    }
}

#[test]
fn every_message_renders_cleanly_in_every_language() {
    let mut problems = BTreeSet::new();
    renderings(|id, message, html, _| {
        let leftover = ["{", "}", "JOSA(", "COMMA(", "WON("].iter().any(|sign| html.contains(sign));
        if leftover {
            problems.insert(format!("{}: {id} renders as {html}", message.file));
        }
    });
    none(problems.into_iter().collect());
}

#[test]
fn tags_are_those_of_telegram_and_balanced() {
    let mut problems = BTreeSet::new();
    renderings(|id, message, html, _| {
        if let Err(problem) = balanced(html) {
            problems.insert(format!("{}: {id}: {problem} in {html}", message.file));
        }
    });
    none(problems.into_iter().collect());
}

fn balanced(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').ok_or("a lone <")?;
        let (closing, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag.split(' ').next().unwrap_or_default()),
        };
        if !TAGS.contains(&name) {
            return Err(format!("<{name}> is not allowed"));
        }
        if !closing {
            open.push(name);
        } else if open.pop() != Some(name) {
            return Err(format!("</{name}> closes nothing"));
        }
    }
    for part in html.split('&').skip(1) {
        if !["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| part.starts_with(entity)) {
            return Err("a bare & (write &amp;)".to_owned());
        }
    }
    open.pop().map_or(Ok(()), |name| Err(format!("<{name}> stays open")))
}

#[test]
fn buttons_are_short_enough_to_be_read() {
    let mut problems = BTreeSet::new();
    renderings(|id, message, _, plain| {
        let limit = if message.file.starts_with("ko/") { BUTTON_CHARS_MAX_KO } else { BUTTON_CHARS_MAX };
        if (id.contains("-button") || id.ends_with("-btn")) && chars(plain) > limit {
            problems.insert(format!("{}: {id} is over {limit} characters: {plain}", message.file));
        }
    });
    none(problems.into_iter().collect());
}

#[test]
fn korean_particles_are_left_to_josa() {
    let mut problems = Vec::new();
    for locale in Locale::all() {
        for (id, message) in &locale.messages {
            let file = &message.file;
            for pair in message.josa_pairs.iter().filter(|pair| josa::known(pair).is_none()) {
                problems.push(format!("{file}: {id} asks JOSA for {pair}, which it does not know"));
            }
            if locale.code == "ko" {
                let bare = ftl::bare_particles(&message.pattern);
                problems.extend(bare.iter().map(|found| format!("{file}: {id}: bare {found}")));
            }
        }
    }
    none(problems);
}

#[test]
fn rust_and_the_files_name_the_same_messages_and_arguments() {
    let locales = Locale::all();
    let reference = &locales[0];
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for source in scan::sources() {
        used.extend(source.literals());
        for call in source.calls() {
            let place = format!("{}:{}", source.path, call.line);
            if !reference.messages.contains_key(&call.id) {
                problems.push(format!("{place}: no message {}", call.id));
                continue;
            }
            let expected = reference.variables(&call.id);
            if call.args != expected {
                let (id, given) = (&call.id, &call.args);
                problems.push(format!("{place}: {id} takes {expected:?}, not {given:?}"));
            }
        }
    }
    for (id, message) in &reference.messages {
        let by_message = reference.messages.values().any(|other| other.refers_to.contains(id));
        if !used.contains(id) && !by_message {
            problems.push(format!("{}: {id} is used nowhere in src", message.file));
        }
    }
    none(problems);
}
