//! `madang count` and `madang convert` through the real binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use madang::count::file;
use serde_json::{Value, json};

use crate::own::{LIKES, LUNCH, PARK, POINTS, TABLE, TIES};

pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn madang(args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madang"));
    let Output { status, stdout, stderr } = command.env("RUST_BACKTRACE", "0").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// It ended with one line that has these words, and code 2.
fn refused(run: &Run, words: &str) {
    assert_eq!(run.code, Some(2), "{} {}", run.out, run.err);
    assert!(run.err.starts_with("madang: ") && run.err.contains(words), "no {words:?} in {}", run.err);
    assert_eq!(run.err.trim_end().lines().count(), 1, "one line: {}", run.err);
}

/// A folder with the votes of our own.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (name, text) in [
            ("park.pb", PARK),
            ("points.pb", POINTS),
            ("lunch.soi", LUNCH),
            ("lunch.toc", TIES),
            ("likes.cat", LIKES),
            ("table.csv", TABLE),
        ] {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn count(&self, name: &str, flags: &str) -> Run {
        let path = self.path(name);
        madang(&[&["count", &path], &flags.split_whitespace().collect::<Vec<_>>()[..]].concat())
    }

    fn json(&self, name: &str, flags: &str) -> Value {
        let run = self.count(name, &format!("{flags} --json"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{flags}");
        serde_json::from_str(&run.out).unwrap()
    }

    fn winners(&self, name: &str, flags: &str) -> Vec<String> {
        serde_json::from_value(self.json(name, flags)["winners"].clone()).unwrap()
    }

    fn convert(&self, from: &str, to: &str) -> Run {
        madang(&["convert", "--force", &self.path(from), &self.path(to)])
    }
}

#[test]
fn every_rule_counts_what_it_fits() {
    let desk = Desk::new();
    for (file, flags, winners) in [
        ("park.pb", "--rule greedy", &["lamps", "signs"][..]),
        ("park.pb", "--rule greedy-no-skip", &["lamps"]),
        ("park.pb", "--rule greedy-threshold", &["lamps"]),
        ("park.pb", "--rule greedy-exclusive", &["lamps", "signs"]),
        ("park.pb", "--rule mes --completion none", &["lamps", "signs"]),
        ("park.pb", "--rule mes --utility cardinality --completion none", &["lamps", "signs"]),
        ("park.pb", "--rule mes --completion add1 --increment 1 --stop exhaustive --ties cv", &["lamps", "signs"]),
        ("park.pb", "--rule welfare", &["lamps", "signs"]),
        ("park.pb", "--rule approval --seats 2", &["lamps", "benches"]),
        ("points.pb", "--rule points", &["2"]),
        ("points.pb", "--rule greedy", &["2"]),
        ("lunch.soi", "--rule plurality", &["1"]),
        ("lunch.soi", "--rule irv", &["2"]),
        ("lunch.soi", "--rule schulze", &["2"]),
        ("lunch.soi", "--rule schulze --strength margins", &["2"]),
        ("lunch.soi", "--rule copeland", &["2"]),
        ("lunch.soi", "--rule borda", &["2"]),
        ("lunch.toc", "--rule borda --seats 1 --ties l", &["1"]),
        ("likes.cat", "--rule approval", &["1"]),
        ("table.csv", "--rule approval", &["2"]),
    ] {
        assert_eq!(desk.winners(file, flags), winners, "{file} {flags}");
    }
}

#[test]
fn the_json_has_exact_scores_ties_and_notes() {
    let desk = Desk::new();
    let result = desk.json("park.pb", "--rule greedy");
    assert_eq!(result["scores"], json!({"lamps": "6", "benches": "5", "signs": "4", "bridge": "0"}));
    assert_eq!(result["ties"], json!([]));
    assert_eq!(result["notes"], json!(["costs more than the whole budget: bridge"]));
    assert_eq!(result["turnout"]["blank"], 1);
    assert_eq!((&result["unit"], &result["spending"]["spent"]), (&json!(100), &json!("100000")));
    let tie = &desk.json("likes.cat", "--rule approval")["ties"][0];
    assert_eq!((&tie["tied"], &tie["rule"]), (&json!(["1", "3"]), &json!("registered")));
}

#[test]
fn a_method_that_does_not_fit_the_ballots_says_which_do() {
    let desk = Desk::new();
    let fits = "these do: approval, greedy, greedy-no-skip, greedy-threshold, greedy-exclusive, mes, welfare";
    refused(&desk.count("park.pb", "--rule irv"), fits);
    refused(&desk.count("lunch.soi", "--rule approval"), "these do: plurality, points, irv, schulze, copeland, borda");
    refused(&desk.count("lunch.soi", "--rule mes"), "mes spends a budget: say it with --budget");
    desk.write("free.pb", PARK.replace("min_project_score_threshold;5\n", "").as_bytes());
    refused(&desk.count("free.pb", "--rule greedy-threshold"), "needs --threshold, or min_project_score_threshold");
}

#[test]
fn few_ballots_and_none_are_counted_too() {
    let desk = Desk::new();
    let (head, votes) = PARK.split_once("voter_id;vote;age\n").unwrap();
    let head = |count: usize| head.replace("num_votes;11", &format!("num_votes;{count}")) + "voter_id;vote;age\n";
    desk.write("none.pb", head(0).as_bytes());
    desk.write("blank.pb", (head(2) + "1;;\n2;;\n").as_bytes());
    desk.write("one.pb", (head(1) + votes.lines().next().unwrap() + "\n").as_bytes());
    for rule in ["approval", "greedy", "greedy-no-skip", "greedy-threshold", "mes", "welfare"] {
        for file in ["none.pb", "blank.pb"] {
            let winners = desk.winners(file, &format!("--rule {rule}"));
            assert!(winners.is_empty(), "{file} {rule}: {winners:?}");
        }
        desk.winners("one.pb", &format!("--rule {rule}"));
    }
    // One voter wants two that cost more together than there is: the cheaper is funded.
    assert_eq!(desk.winners("one.pb", "--rule mes"), ["benches"]);
}

#[test]
fn a_perfect_tie_is_decided_by_the_rule_that_was_asked_for() {
    let desk = Desk::new();
    let text = "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\n10;9\n9;9\nb;9\nVOTES\nvoter_id;vote\n1;9,10,b\n";
    desk.write("tie.pb", text.as_bytes());
    for (ties, winner, decided) in [("vc", "9", "registered"), ("cv", "9", "registered"), ("l", "10", "id")] {
        let result = desk.json("tie.pb", &format!("--rule greedy --ties {ties}"));
        assert_eq!(result["winners"], json!([winner]), "{ties}");
        assert_eq!(result["ties"][0]["rule"], json!(decided), "{ties}");
    }
}

#[test]
fn the_largest_amounts_do_not_overflow() {
    let desk = Desk::new();
    let most = "1000000000000000";
    let projects: String = (0..50).map(|number| format!("{number};{most}\n")).collect();
    let votes: String = (0..50).map(|number| format!("{number};{number},0\n")).collect();
    let text = format!(
        "META\nkey;value\nbudget;{most}\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    );
    desk.write("large.pb", text.as_bytes());
    for rule in
        ["greedy", "mes --completion none", "mes", "mes --utility cardinality", "mes --utility points", "welfare"]
    {
        assert_eq!(desk.winners("large.pb", &format!("--rule {rule}")), ["0"], "{rule}");
    }
    desk.write("larger.pb", text.replace(most, "1000000000000001").as_bytes());
    refused(&desk.count("larger.pb", "--rule greedy"), "line 3: \"1000000000000001\" is no amount");
}

#[test]
fn a_vote_survives_every_detour() {
    let desk = Desk::new();
    for (file, detours) in [
        ("park.pb", &["a.zip", "folder", "b.zip", "back.pb"][..]),
        ("points.pb", &["folder", "back.pb"]),
        ("lunch.soi", &["a.zip", "back.soi"]),
        ("lunch.toc", &["folder", "back.toc"]),
        ("likes.cat", &["a.zip", "folder", "back.cat"]),
    ] {
        let mut from = file;
        for to in detours {
            let run = desk.convert(from, to);
            assert_eq!(run.code, Some(0), "{from} to {to}: {}", run.err);
            from = to;
        }
        assert_eq!(desk.read(from), desk.read(file), "{file}");
    }
    let again = desk.convert("park.pb", "again.zip");
    assert_eq!(again.code, Some(0));
    desk.convert("park.pb", "once.zip");
    assert_eq!(std::fs::read(desk.path("again.zip")).unwrap(), std::fs::read(desk.path("once.zip")).unwrap());
}

#[test]
fn tables_keep_options_beside_the_ballots() {
    let desk = Desk::new();
    let run = desk.convert("park.pb", "out.csv");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.err, "note: costs more than the whole budget: bridge\n");
    assert!(
        desk.read("out.options.csv").starts_with("\u{FEFF}project_id,cost,votes,name,category,selected\r\nlamps,600,")
    );
    assert_eq!(desk.winners("out.csv", "--rule approval"), ["lamps"]);
    let path = desk.path("out.csv");
    assert_eq!(file::beside(Path::new(&path), file::OPTIONS), PathBuf::from(desk.path("out.options.csv")));
}

#[test]
fn what_another_format_has_no_place_for_is_noted_and_another_vote_is_refused() {
    let desk = Desk::new();
    let run = desk.convert("lunch.soi", "lunch.pb");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        run.err.lines().all(|line| line.starts_with("note: ")) && run.err.contains("the budget is 1"),
        "{}",
        run.err
    );
    assert_eq!(desk.winners("lunch.pb", "--rule irv"), ["2"]);
    refused(&desk.convert("lunch.toc", "ties.pb"), "no place for ties");
    refused(&desk.convert("points.pb", "points.soi"), "have points");
    assert!(!Path::new(&desk.path("ties.pb")).exists() && !Path::new(&desk.path("points.soi")).exists());
}

#[test]
fn a_wrong_name_or_word_is_one_clear_complaint() {
    let desk = Desk::new();
    refused(&desk.count("nowhere.pb", "--rule greedy"), "nowhere.pb cannot be read: No such file");
    refused(&desk.count("nowhere", "--rule greedy"), "is no folder");
    refused(&desk.count("park.xlsx", "--rule greedy"), "its ending is none of .pb");
    refused(&desk.convert("park.pb", "park.xlsx"), "its ending is none of .pb");
    refused(&desk.convert("park.pb", "nowhere/park.pb"), "cannot be written");
    std::fs::create_dir(desk.path("empty")).unwrap();
    refused(&desk.count("empty", "--rule greedy"), "the bundle has no poll.json");
    for (flags, words) in [
        ("", "--rule"),
        ("--rule loudest", "greedy-no-skip"),
        ("--rule mes --utility joy", "cardinality"),
        ("--rule mes --increment -1", "no amount"),
        ("--rule mes --increment 0.001", "two decimals"),
        ("--rule irv --ties coin", "vc, cv, l"),
    ] {
        refused(&desk.count("park.pb", flags), words);
    }
    refused(&desk.count("park.pb", "--rule mes --increment 0"), "increment");
}

#[test]
fn a_reader_who_leaves_early_is_no_mistake() {
    let desk = Desk::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_madang"))
        .args(["count", &desk.path("park.pb"), "--rule", "greedy"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn tables_are_counted_by_rules_that_spend_money_and_keep_it() {
    let desk = Desk::new();
    assert_eq!(desk.convert("park.pb", "out.csv").code, Some(0));
    assert_eq!(desk.winners("out.csv", "--rule greedy"), ["lamps", "signs"]);
    assert_eq!(desk.winners("out.csv", "--rule greedy --budget 1100"), ["lamps", "benches"]);
    assert_eq!(desk.winners("out.csv", "--rule mes --budget 0"), Vec::<String>::new());
    assert_eq!(desk.winners("out.csv", "--rule greedy-no-skip --threshold 6"), ["lamps"]);
    assert_eq!(desk.winners("out.csv", "--rule greedy-threshold"), ["lamps"]);
    assert_eq!(desk.convert("out.csv", "back.pb").code, Some(0));
    assert_eq!(desk.winners("back.pb", "--rule greedy"), ["lamps", "signs"]);
    let meta = |text: &str| text.split("PROJECTS").next().unwrap().to_owned();
    assert_eq!(meta(&desk.read("back.pb")), meta(&desk.read("park.pb")));
    // Two tables by hand: the costs stand in one, the money is said.
    desk.write("hand.csv", b"choices\n\"a,b\"\nb\n");
    desk.write("hand.options.csv", b"project_id,cost\na,5\nb,7\n");
    assert_eq!(desk.winners("hand.csv", "--rule greedy --budget 7"), ["b"]);
    refused(&desk.count("hand.csv", "--rule greedy"), "say it with --budget");
    refused(&desk.count("table.csv", "--rule greedy --budget 7"), "the options have no costs");
    desk.write("hand.meta.csv", b"key,value\nbudget,7.5.1\n");
    refused(&desk.count("hand.csv", "--rule greedy"), "line 2: budget: \"7.5.1\" is no amount");
}

#[test]
fn converting_writes_over_nothing_unless_it_is_told_to() {
    let desk = Desk::new();
    let convert =
        |flags: &[&str], to: &str| madang(&[&["convert", &desk.path("park.pb"), &desk.path(to)][..], flags].concat());
    desk.write("options.csv", b"mine");
    refused(&convert(&[], "ballots.csv"), "options.csv is there already: --force");
    assert_eq!(desk.read("options.csv"), "mine");
    assert!(!Path::new(&desk.path("ballots.csv")).exists());
    let run = convert(&["--force"], "ballots.csv");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let files = ["ballots.csv", "options.csv", "meta.csv"].map(|name| desk.path(name)).join(", ");
    assert_eq!(run.out, format!("{files}: 11 ballots, 4 options\n"));
    assert!(desk.read("options.csv").contains("lamps"));
    let names = std::fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".part")));
}

#[test]
fn a_wrong_fact_is_said_with_its_line_where_the_rule_needs_it() {
    let desk = Desk::new();
    desk.write(
        "half.pb",
        PARK.replace("min_project_score_threshold;5\n", "min_project_score_threshold;50.5\n").as_bytes(),
    );
    let line = 1 + PARK.lines().position(|line| line.starts_with("min_project_score_threshold")).unwrap();
    let words = format!("line {line}: min_project_score_threshold says \"50.5\"");
    refused(&desk.count("half.pb", "--rule greedy-threshold"), &words);
    assert_eq!(desk.winners("half.pb", "--rule greedy"), ["lamps", "signs"]);
}

#[test]
fn categories_spend_their_own_money_where_the_file_names_it() {
    let desk = Desk::new();
    let text = |leftover: &str| {
        format!(
            "META\nkey;value\nbudget;30\nvote_type;approval\ncategories;park,road\nbudget_per_category;10,20\n{leftover}PROJECTS\nproject_id;cost;category\n1;10;park\n2;10;park\n3;10;road\n4;10;road\nVOTES\nvoter_id;vote\n1;1,2,3\n2;1,2\n3;1\n"
        )
    };
    desk.write("kept.pb", text("").as_bytes());
    desk.write("spent.pb", text("leftover_budget;by score\n").as_bytes());
    desk.write("wrong.pb", text("").replace("10,20", "10").as_bytes());
    assert_eq!(desk.winners("kept.pb", "--rule greedy"), ["1", "3"]);
    assert_eq!(desk.winners("spent.pb", "--rule greedy"), ["1", "3", "2"]);
    refused(&desk.count("wrong.pb", "--rule greedy"), "line 6: budget_per_category has 1 amounts for 2 categories");
}

#[test]
fn the_help_of_counting_does_not_speak_of_the_service() {
    for command in ["count", "convert"] {
        let run = madang(&[command, "--help"]);
        assert_eq!(run.code, Some(0));
        for flag in ["--keys", "--preset", "--database", "--data", "--log"] {
            assert!(!run.out.contains(flag), "{command} {flag}: {}", run.out);
        }
    }
    assert!(madang(&["check", "--help"]).out.contains("--preset"));
}

/// The first signal ends it, also while it waits for the file.
#[cfg(unix)]
#[test]
fn a_signal_ends_a_count() {
    use std::os::unix::process::ExitStatusExt as _;
    let desk = Desk::new();
    let pipe = desk.path("pipe.pb");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_madang")).args(["count", &pipe, "--rule", "greedy"]).spawn().unwrap();
    // Opens when the other side has: from then on it waits for what is never written.
    let writer = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(15));
    drop(writer);
}

#[test]
fn welfare_that_is_too_hard_and_raises_that_are_too_small_end_with_a_line() {
    let desk = Desk::new();
    let projects: String = (0..2_000_u64).map(|n| format!("{n};{}\n", 100_000 + n * n * 7_919 % 99_991)).collect();
    let (ids, points): (Vec<String>, Vec<String>) =
        (0..2_000_u64).map(|n| (n.to_string(), (100_000 + n * n * 7_919 % 99_991 + 500).to_string())).unzip();
    let text = format!(
        "META\nkey;value\nbudget;150000000\nvote_type;cumulative\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote;points\n1;{};{}\n",
        ids.join(","),
        points.join(",")
    );
    desk.write("hard.pb", text.as_bytes());
    refused(&desk.count("hard.pb", "--rule welfare"), "would take too long to find");
    let text = "META\nkey;value\nbudget;1000000000000000\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;600000000000000\n2;600000000000000\nVOTES\nvoter_id;vote\n1;1\n2;2\n3;1,2\n";
    desk.write("small.pb", text.as_bytes());
    refused(&desk.count("small.pb", "--rule mes --increment 0.01"), "a larger increment (--increment)");
}

#[test]
fn ballots_beyond_a_limit_of_the_file_count_and_are_told() {
    let desk = Desk::new();
    let park = |from: &str, to: &str| desk.write("limited.pb", PARK.replace(from, to).as_bytes());
    park("max_length;4", "max_length;1");
    let run = desk.count("limited.pb", "--rule greedy");
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("note: ballots that do not keep max_length 1, and count: 5"), "{}", run.err);
    park("max_length;4", "max_sum_cost;900\nmax_length;4");
    let run = desk.count("limited.pb", "--rule greedy");
    assert!(run.err.contains("note: ballots that do not keep max_sum_cost 900, and count: 1"), "{}", run.err);
    assert!(!desk.count("park.pb", "--rule greedy").err.contains("do not keep"), "all keep their limits");
}

#[test]
fn what_has_no_meaning_for_a_rule_is_noted() {
    let desk = Desk::new();
    let facts = "budget;1000\ncategories;rest,safety\nbudget_per_category;500,500\n";
    desk.write("split.pb", PARK.replace("budget;1000\n", facts).as_bytes());
    for rule in ["mes", "welfare"] {
        let run = desk.count("split.pb", &format!("--rule {rule}"));
        assert!(run.err.contains("budget_per_category has no meaning for it"), "{rule}: {}", run.err);
    }
    let run = desk.count("park.pb", "--rule mes --completion none --increment 1");
    assert!(run.err.contains("--increment has no meaning for mes"), "{}", run.err);
    desk.write("level.csv", b"choices\na=b>c\na=b>c\nc>a\n");
    desk.write("level.options.csv", b"project_id\na\nb\nc\n");
    let run = desk.count("level.csv", "--rule irv");
    assert!(run.err.contains("whose first place is shared, and which count for nobody while it is: 2"), "{}", run.err);
}

#[test]
fn writing_touches_no_file_of_somebody_else() {
    let desk = Desk::new();
    desk.write("out.pb.part", b"mine");
    assert_eq!(desk.convert("park.pb", "out.pb").code, Some(0));
    assert_eq!(desk.read("out.pb.part"), "mine");
    let left = std::fs::read_dir(desk.0.path()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name()).filter(|name| name.to_string_lossy().starts_with('.'));
    assert_eq!(left.count(), 0, "nothing half is left");
}

#[test]
fn a_bundle_says_which_file_it_lacks() {
    let desk = Desk::new();
    assert_eq!(desk.convert("park.pb", "bundle").code, Some(0));
    std::fs::rename(desk.0.path().join("bundle/SHA256SUMS"), desk.0.path().join("sums")).unwrap();
    let run = desk.count("bundle", "--rule greedy");
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("the bundle has no SHA256SUMS"), "{}", run.err);
    std::fs::rename(desk.0.path().join("sums"), desk.0.path().join("bundle/SHA256SUMS")).unwrap();
    std::fs::remove_file(desk.0.path().join("bundle/poll.json")).unwrap();
    refused(&desk.count("bundle", "--rule greedy"), "the bundle has no poll.json");
}
