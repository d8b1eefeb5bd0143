//! README.md's table of settings, held against the command line that it describes.

#![allow(clippy::unwrap_used, reason = "a test")]

use clap::CommandFactory;
use madang::config::Config;

/// One setting: the command it belongs to, its flag, its variable and its default.
struct Setting {
    command: String,
    flag: String,
    variable: String,
    default: Option<String>,
}

fn settings() -> Vec<Setting> {
    fn look(command: &clap::Command, path: &str, found: &mut Vec<Setting>) {
        for arg in command.get_arguments() {
            let (Some(flag), Some(variable)) = (arg.get_long(), arg.get_env()) else { continue };
            let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
            let default = default.filter(|_| arg.get_action().takes_values());
            found.push(Setting {
                command: path.to_owned(),
                flag: format!("--{flag}"),
                variable: variable.to_string_lossy().into_owned(),
                default,
            });
        }
        for inner in command.get_subcommands() {
            look(inner, format!("{path} {}", inner.get_name()).trim_start(), found);
        }
    }
    let mut found = Vec::new();
    look(&Config::command(), "", &mut found);
    assert!(found.len() > 10, "the command line was not read");
    found
}

fn read(file: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn every_setting_stands_in_the_readme_with_its_variable_and_default() {
    let readme = read("README.md");
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with('|')).collect();
    let mut missing = Vec::new();
    for Setting { command, flag, variable, default } in settings() {
        let (flag, variable) = (format!("`{flag}`"), format!("`{variable}`"));
        let default = default.map(|default| format!("`{default}`"));
        let found = rows.iter().any(|row| {
            row.contains(&flag)
                && row.contains(&variable)
                && default.as_ref().is_none_or(|default| row.contains(default))
        });
        if !found {
            missing.push(format!("madang {command}: {flag}, {variable}, {}", default.unwrap_or_default()));
        }
    }
    assert!(missing.is_empty(), "README.md has no row with\n{}", missing.join("\n"));
}

#[test]
fn every_setting_stands_in_the_example_of_an_environment() {
    let example = read(".env.example");
    let missing: Vec<String> = settings()
        .into_iter()
        .map(|setting| setting.variable)
        .filter(|variable| {
            !example.lines().any(|line| line.trim_start_matches('#').starts_with(&format!("{variable}=")))
        })
        .collect();
    assert!(missing.is_empty(), ".env.example lacks {}", missing.join(", "));
}

#[test]
fn every_command_stands_in_the_readme() {
    let readme = read("README.md");
    let config = Config::command();
    let names = config.get_subcommands().map(|command| format!("`madang {}", command.get_name()));
    let missing: Vec<String> = names.filter(|name| !readme.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "README.md does not tell of {}", missing.join(", "));
}
