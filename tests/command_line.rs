//! The command line with something wrong: one clear line, exit code 2, never a panic.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::{Command, Output};

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn madang(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madang"));
    for name in ["MADANG_BOT_TOKEN", "MADANG_DATABASE", "MADANG_PRESET", "MADANG_LISTEN", "MADANG_PUBLIC_URL"] {
        command.env_remove(name);
    }
    command.env("MADANG_DATA", folder).env("RUST_BACKTRACE", "0").args(args).envs(env.iter().copied());
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// It ended with one line that has these words, and code 2.
fn refused(run: &Run, words: &str) {
    assert_eq!(run.code, Some(2), "{} {}", run.out, run.err);
    assert!(run.err.contains(words), "no {words:?} in {}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert_eq!(run.err.trim_end().lines().count(), 1, "one line: {}", run.err);
}

#[test]
fn a_missing_token_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    refused(&madang(folder.path(), &["serve"], &[]), "MADANG_BOT_TOKEN");
}

#[test]
fn a_token_for_the_demonstration_is_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let run = madang(folder.path(), &[], &[("MADANG_BOT_TOKEN", "1000000001:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]);
    refused(&run, "madang serve");
}

#[test]
fn a_port_in_use_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(&madang(folder.path(), &["--listen", &address], &[]), "cannot be listened on");
}

#[test]
fn a_preset_that_is_not_there_or_has_a_mistake_is_named() {
    let folder = tempfile::tempdir().unwrap();
    refused(&madang(folder.path(), &["--preset", "atlantis", "--listen", "127.0.0.1:0"], &[]), "atlantis");
    let preset = folder.path().join("town");
    std::fs::create_dir(&preset).unwrap();
    std::fs::write(preset.join("city.toml"), "id = 3").unwrap();
    std::fs::write(preset.join("dong.tsv"), "").unwrap();
    let run = madang(folder.path(), &["check", "--preset", preset.to_str().unwrap()], &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.out.contains("WRONG  preset") && run.out.contains("city.toml"), "{}", run.out);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.db");
    std::fs::write(&letter, "Dear city, this is a letter, not a database").unwrap();
    for args in [vec!["--listen", "127.0.0.1:0"], vec!["export"], vec!["staff", "list"], vec!["backup", "copy.db"]] {
        let args = [args, vec!["--database", letter.to_str().unwrap()]].concat();
        refused(&madang(folder.path(), &args, &[]), "is not an SQLite database");
    }
}

#[test]
fn the_settings_are_sound_on_a_fresh_machine() {
    let folder = tempfile::tempdir().unwrap();
    let run = madang(folder.path(), &["check"], &[]);
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert!(run.out.contains("3 districts with 50 neighbourhoods"), "{}", run.out);
    let run = madang(folder.path(), &["check"], &[("MADANG_BOT_TOKEN", "nonsense")]);
    assert!(run.out.contains("WRONG  token"), "{}", run.out);
}

#[test]
fn a_word_that_is_no_command_is_one_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let run = madang(folder.path(), &["dance"], &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("dance"), "{}", run.err);
    let run = madang(folder.path(), &["staff", "invite", "--role", "king"], &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("moderator, clerk, coordinator and admin"), "{}", run.err);
}

#[test]
fn an_invitation_a_backup_and_a_restore() {
    let folder = tempfile::tempdir().unwrap();
    let run = madang(folder.path(), &["staff", "invite", "--role", "admin", "--bot", "seongnam_bot"], &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("https://t.me/seongnam_bot?start=staff-"), "{}", run.out);
    let run = madang(folder.path(), &["staff", "list"], &[]);
    assert!(run.out.contains("nobody yet"), "{}", run.out);
    let copy = folder.path().join("copy.db");
    let run = madang(folder.path(), &["backup", copy.to_str().unwrap()], &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    refused(&madang(folder.path(), &["backup", copy.to_str().unwrap()], &[]), "exists already");
    let run = madang(folder.path(), &["restore", copy.to_str().unwrap()], &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("is in place"), "{}", run.out);
}

#[test]
fn the_demonstration_and_a_real_database_never_mix() {
    let folder = tempfile::tempdir().unwrap();
    madang(folder.path(), &["staff", "invite", "--role", "admin"], &[]);
    let real = folder.path().join("madang.db");
    let run = madang(folder.path(), &["--listen", "127.0.0.1:0", "--database", real.to_str().unwrap()], &[]);
    refused(&run, "is a real one");
}

#[test]
fn a_copy_of_the_demonstration_or_of_a_newer_version_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["talk", "--log", "off"])
        .env("MADANG_DATA", folder.path())
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child.wait().unwrap();
    let copy = folder.path().join("copy.db");
    let run = madang(folder.path(), &["backup", copy.to_str().unwrap()], &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    refused(&madang(folder.path(), &["restore", copy.to_str().unwrap()], &[]), "the two never mix");
    assert!(!folder.path().join("madang.db").exists());
    let run = madang(folder.path(), &["check"], &[]);
    assert!(run.out.contains("ok     demo"), "{}", run.out);
}

/// The emulator alone, killed when dropped.
#[cfg(feature = "emulator")]
struct Alone(std::process::Child);

#[cfg(feature = "emulator")]
impl Drop for Alone {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(unix, feature = "emulator"))]
#[tokio::test]
async fn the_emulator_keeps_its_state_and_its_clock_in_a_file() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("telegram.json");
    let start = || {
        let mut alone = Command::new(env!("CARGO_BIN_EXE_madang"));
        alone.args(["emulator", "--port", "0", "--limits", "harsh", "--log", "off", "--state"]).arg(&state);
        let mut alone = alone.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(alone.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line[line.find("http://").unwrap()..].trim().to_owned();
        (Alone(alone), address)
    };
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let get =
        async |address: String| -> serde_json::Value { http.get(address).send().await.unwrap().json().await.unwrap() };
    let (mut alone, address) = start();
    let second = madang(folder.path(), &["emulator", "--port", "0", "--state", state.to_str().unwrap()], &[]);
    refused(&second, "another emulator keeps its state in");
    assert_eq!(get(format!("{address}/emu/limits")).await["mode"], "harsh");
    let act = serde_json::json!({ "user": 5_000_000_001_i64, "kind": "start" });
    http.post(format!("{address}/emu/act")).json(&act).send().await.unwrap().error_for_status().unwrap();
    let a_day = serde_json::json!({ "advance_s": 86_400 });
    http.post(format!("{address}/emu/clock")).json(&a_day).send().await.unwrap().error_for_status().unwrap();
    let before = get(format!("{address}/emu/transcript?chat=5000000001")).await;
    let moved = get(format!("{address}/emu/clock")).await["now"].as_i64();
    Command::new("kill").args(["-TERM", &alone.0.id().to_string()]).status().unwrap();
    assert!(alone.0.wait().unwrap().success(), "it stops cleanly on SIGTERM");

    let (_alone, address) = start();
    assert_eq!(get(format!("{address}/emu/transcript?chat=5000000001")).await, before);
    assert!(get(format!("{address}/emu/clock")).await["now"].as_i64() >= moved);
}

#[test]
fn a_wrong_address_or_token_is_one_line_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let token = "1000000001:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let wrong = |args: &[&str], token: &str, words: &str| {
        let args = [&["serve", "--listen", "127.0.0.1:0"], args].concat();
        refused(&madang(folder.path(), &args, &[("MADANG_BOT_TOKEN", token)]), words);
    };
    wrong(&[], "foo", "MADANG_BOT_TOKEN is not of the form");
    wrong(&["--api", "foo"], token, "--api");
    for public in ["foo", "https://", "https://a.example/x?y"] {
        wrong(&["--public-url", public], token, "--public-url");
    }
}

#[test]
fn the_same_bot_talks_in_the_terminal() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["talk", "--language", "en", "--log", "warn"])
        .env("MADANG_DATA", folder.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"help\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Hello! I am the bot of") && said.contains("Ask a person"), "{said}");
    assert!(output.status.success());
}
