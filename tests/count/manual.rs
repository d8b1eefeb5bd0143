//! The commands in docs/voting.md, run again: what the page shows is what the program prints, and
//! every flag is on the page.

use std::path::Path;
use std::process::Command;

use clap::CommandFactory;
use madang::config::Config;

fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/voting.md")).unwrap()
}

/// The blocks `console`: commands after `$`, each with what it prints.
fn commands(page: &str) -> Vec<(String, String)> {
    let (mut commands, mut open): (Vec<(String, String)>, bool) = (Vec::new(), false);
    for line in page.lines() {
        match (line, line.strip_prefix("$ ")) {
            ("```console", _) => open = true,
            ("```", _) => open = false,
            (_, Some(command)) if open => commands.push((command.to_owned(), String::new())),
            (_, None) if open => {
                let (_, printed) = commands.last_mut().expect("a block begins with a command");
                *printed += &(line.to_owned() + "\n");
            }
            _ => {}
        }
    }
    commands
}

#[test]
fn every_command_on_the_page_prints_what_the_page_shows() {
    let desk = tempfile::tempdir().unwrap();
    for file in ["park.pb", "lunch.soi"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pabulib").join(file);
        std::fs::copy(from, desk.path().join(file)).unwrap();
    }
    let commands = commands(&page());
    assert!(commands.len() >= 3, "the examples were not found");
    for (command, shown) in commands {
        let (program, args) = command.split_once(' ').unwrap();
        let said = if program == "madang" {
            let mut run = Command::new(env!("CARGO_BIN_EXE_madang"));
            let run = run.args(args.split(' ')).current_dir(desk.path()).env("LC_ALL", "C").output().unwrap();
            // A terminal shows both; notes come first.
            String::from_utf8(run.stderr).unwrap() + &String::from_utf8(run.stdout).unwrap()
        } else {
            assert_eq!(program, "cat", "{command}");
            std::fs::read_to_string(desk.path().join(args)).unwrap().replace(['\u{FEFF}', '\r'], "")
        };
        assert_eq!(shown, said, "{command}");
    }
}

#[test]
fn every_flag_is_on_the_page() {
    let (page, line) = (page(), Config::command());
    for name in ["count", "convert"] {
        let command = line.find_subcommand(name).unwrap();
        let flags = command.get_arguments().filter(|argument| !argument.is_global_set());
        for flag in flags.filter_map(|argument| argument.get_long()).filter(|flag| *flag != "help") {
            assert!(page.contains(&format!("`--{flag}")), "docs/voting.md does not have --{flag}");
        }
    }
}
