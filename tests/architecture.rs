//! The house's invariants, read off the sources: what is absent where.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Files that name a table's room by another name than their folder.
const OWNERS: [(&str, &[&str]); 10] = [
    ("bot", &["dialogue", "person"]),
    ("person", &["person", "consent"]),
    ("staff", &["staff", "invitation", "audit"]),
    ("inbox", &["update_taken", "set_aside"]),
    ("outbox", &["outbox", "outgoing_file", "freeze", "run"]),
    ("proposal", &["proposal", "report", "support", "follow"]),
    ("poll", &["poll", "turnout", "ballot"]),
    ("forum", &["forum", "seat", "wait", "reminder"]),
    ("notice", &["notice", "announcement"]),
    ("live", &["live_card"]),
];

struct Source {
    path: PathBuf,
    /// The room: the folder under src, or the file's own name.
    room: String,
    name: String,
    text: String,
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    // Tools that try the program from outside are none of its rooms.
    found.retain(|path| !path.starts_with(root.join("bin")));
    let source = |path: PathBuf| {
        let inside = path.strip_prefix(&root).unwrap();
        let room = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        let name = inside.file_name().unwrap().to_string_lossy().into_owned();
        Source { room, name, text: fs::read_to_string(&path).unwrap(), path }
    };
    let all: Vec<Source> = found.into_iter().map(source).collect();
    assert!(all.len() > 50, "the sources were not found");
    all
}

impl Source {
    /// The code without comments and without its tests.
    fn code(&self) -> String {
        let before_tests = self.text.split("#[cfg(test)]\nmod ").next().unwrap();
        let line = |line: &str| match line.find("//") {
            Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
            _ => line.to_owned(),
        };
        before_tests.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    fn lacks(&self, what: &[&str], why: &str) -> Vec<String> {
        let code = self.code();
        what.iter()
            .filter(|word| code.contains(**word))
            .map(|word| format!("{} has {word:?}: {why}", self.path.display()))
            .collect()
    }
}

fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn rules_are_pure() {
    let words = ["sqlx", "async ", "Tx", "tokio", "std::fs", "Clock"];
    let is_rule = |source: &Source| {
        source.name == "rules.rs" || source.path.iter().any(|part| part == "voting" || part == "rules")
    };
    let rules = sources().into_iter().filter(is_rule).filter(|source| source.name != "tests.rs");
    none(rules.flat_map(|source| source.lacks(&words, "rules take facts and give values")).collect());
}

#[test]
fn sql_is_written_in_stores_only() {
    let elsewhere = sources().into_iter().filter(|source| {
        !source.name.starts_with("store")
            && source.room != "db"
            && source.path.parent().unwrap().file_name().unwrap() != "store"
    });
    none(elsewhere.flat_map(|source| source.lacks(&["sqlx::query"], "SQL lives in store.rs")).collect());
}

#[test]
fn teloxide_is_known_at_the_border_only() {
    let elsewhere = sources().into_iter().filter(|source| !source.path.to_string_lossy().contains("channel/telegram"));
    none(
        elsewhere
            .flat_map(|source| source.lacks(&["teloxide::", "use teloxide"], "only channel/telegram speaks teloxide"))
            .collect(),
    );
}

#[test]
fn nobody_but_the_clock_asks_what_time_it_is() {
    let words = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now"];
    let elsewhere = sources().into_iter().filter(|source| source.name != "clock.rs");
    none(elsewhere.flat_map(|source| source.lacks(&words, "time is tx.now")).collect());
}

#[test]
fn talk_cannot_reach_the_network_or_a_second_transaction() {
    let words = ["reqwest", "Db::", "db.write", "db.read", "tokio::spawn", "tokio::time"];
    let talking =
        ["talk.rs", "desk.rs", "card.rs", "write.rs", "plan.rs", "change.rs", "handle.rs", "profile.rs", "due.rs"];
    let rooms = ["person", "proposal", "poll", "forum", "notice", "staff"];
    let talk = sources()
        .into_iter()
        .filter(|source| rooms.contains(&source.room.as_str()) && talking.contains(&source.name.as_str()));
    none(talk.flat_map(|source| source.lacks(&words, "talk acts inside the transaction that it is handed")).collect());
}

#[test]
fn the_emulator_stands_alone() {
    let emulator = sources().into_iter().filter(|source| source.room == "emulator");
    let foreign = |source: Source| -> Vec<String> {
        let ours = [
            "bot", "person", "poll", "proposal", "forum", "notice", "staff", "channel", "text", "city", "db", "inbox",
            "outbox", "clock", "web",
        ];
        ours.iter()
            .filter(|room| source.code().contains(&format!("crate::{room}")))
            .map(|room| format!("{} names crate::{room}", source.path.display()))
            .collect()
    };
    none(emulator.flat_map(foreign).collect());
}

#[test]
fn no_text_for_people_stands_in_rust() {
    // Words that people type are not texts for people; josa, dates and digits are grammar.
    let allowed = ["src/text/", "bot/command.rs", "src/emulator/"];
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let mut problems = Vec::new();
    for source in
        sources().iter().filter(|source| !allowed.iter().any(|part| source.path.to_string_lossy().contains(part)))
    {
        for (number, line) in
            source.code().lines().enumerate().filter(|(_, line)| line.contains('"') && line.chars().any(hangul))
        {
            problems.push(format!("{}:{}: {}", source.path.display(), number + 1, line.trim()));
        }
    }
    none(problems);
}

#[test]
fn who_changes_what_the_writer_remembers_makes_it_forget_that_before() {
    // By what it is changed, what is called before, how many do it at least, and who keeps it right himself.
    let polls = [
        "update poll set",
        "delete from poll ",
        "delete from poll_option",
        "into poll_option",
        "\"poll_option (",
        "update poll_option",
    ];
    let rules: [(&[&str], &str, usize, &str); 2] = [
        (&polls, "known::forget(tx, ", 9, ""),
        (&["into outbox", "\"outbox ("], "written(tx)", 4, "outbox/store/born.rs"),
    ];
    for (changes, forgets, least, himself) in rules {
        let (mut found, mut problems) = (0, Vec::new());
        for source in sources().iter().filter(|source| himself.is_empty() || !source.path.ends_with(himself)) {
            for function in source.code().split("async fn ").skip(1) {
                let Some(at) = changes.iter().filter_map(|change| function.find(change)).min() else { continue };
                found += 1;
                if function.find(forgets).is_none_or(|forgotten| forgotten > at) {
                    let name = function.split('(').next().unwrap();
                    problems.push(format!("{}: {name} changes what may be remembered", source.path.display()));
                }
            }
        }
        assert!(found >= least, "only {found} places have {changes:?}");
        none(problems);
    }
}

#[test]
fn a_table_is_written_by_the_room_that_owns_it() {
    let mut problems = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| source.name.starts_with("store") || source.path.to_string_lossy().contains("/store/"))
    {
        let Some((_, owned)) = OWNERS.iter().find(|(room, _)| *room == source.room) else { continue };
        for verb in ["insert into ", "update ", "delete from "] {
            for rest in source.code().split(verb).skip(1) {
                let table: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let follows = rest[table.len()..].trim_start();
                let is_statement = verb != "update " || follows.starts_with("set") || follows.starts_with("as");
                let own = owned.iter().any(|name| table == *name || table.starts_with(&format!("{name}_")));
                if is_statement && !table.is_empty() && !own {
                    problems.push(format!("{} writes {table}", source.path.display()));
                }
            }
        }
    }
    none(problems);
}
