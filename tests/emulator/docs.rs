//! `docs/emulator.md` held against the program: its examples are run by a shell, as they are printed
//! and in that order, on an emulator that was just started; and every route of the control API has
//! one.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The document's shell blocks that ask the emulator, with its address in place of the usual one.
fn examples(address: &str) -> String {
    let document = read("docs/emulator.md");
    let blocks = document.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    let asking: Vec<&str> = blocks.filter(|block| block.contains("$E") || block.contains("export E=")).collect();
    let asking = asking.iter().filter(|block| !block.starts_with("MADANG_")).copied().collect::<String>();
    asking.replace("http://127.0.0.1:7071", address)
}

/// `madang emulator`, killed when dropped.
struct Alone(Child, String);

impl Alone {
    fn start() -> Alone {
        let mut alone = Command::new(env!("CARGO_BIN_EXE_madang"));
        let mut alone = alone.args(["emulator", "--port", "0", "--log", "off"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(alone.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line[line.find("http://").unwrap()..].trim().to_owned();
        Alone(alone, address)
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Tells what each request came to, beside what it answers: `200 POST http://...`.
const TELLING: &str = r#"
told='%{stderr}%{http_code} %{method} %{url_effective}\n'
curl() { command curl -w "$told" "$@"; }
timeout() { shift 2; command curl --max-time 1 -w "$told" "$@"; }
"#;

/// What the requests of the examples came to, in order: status, method, path.
fn run() -> Option<Vec<(u16, String, String)>> {
    let there = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    if !there("curl") || !there("bash") {
        assert!(std::env::var_os("MADANG_TEST_DATA_REQUIRED").is_none(), "curl and bash are needed");
        eprintln!("skipped: curl and bash are needed to run the examples");
        return None;
    }
    let (alone, folder) = (Alone::start(), tempfile::tempdir().unwrap());
    let script = format!("{TELLING}\n{}", examples(&alone.1));
    let run = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    let request = |line: &str| {
        let mut words = line.split(' ');
        let status = words.next().unwrap().parse().unwrap_or_else(|_| panic!("{line}\n{said}"));
        let (method, url) = (words.next().unwrap().to_owned(), words.next().unwrap());
        (status, method, url.strip_prefix(&alone.1).unwrap().to_owned())
    };
    Some(said.lines().map(request).collect())
}

#[test]
fn every_example_works_as_printed_and_every_route_has_one() {
    let Some(requests) = run() else { return };
    assert!(requests.len() > 70, "the document was not read");
    let refused: Vec<_> = requests.iter().filter(|(status, ..)| *status != 200).collect();
    // One is refused, and the document says so beside it.
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!((refused[0].0, refused[0].2.ends_with("/sendMessage")), (403, true));
    assert_eq!(read("docs/emulator.md").matches("# refused").count(), 1);

    let asked: BTreeSet<String> =
        requests.iter().map(|(_, method, path)| format!("{method} {}", path.split('?').next().unwrap())).collect();
    let routes = routes();
    let same = |route: &str, asked: &str| {
        let (route, asked): (Vec<_>, Vec<_>) = (route.split('/').collect(), asked.split('/').collect());
        route.len() == asked.len() && route.iter().zip(&asked).all(|(r, a)| r == a || r.starts_with('{'))
    };
    let missing: Vec<_> = routes.iter().filter(|route| !asked.iter().any(|asked| same(route, asked))).collect();
    assert!(missing.is_empty(), "docs/emulator.md has no example of {missing:?}");
}

/// The routes that the sources have.
fn routes() -> BTreeSet<String> {
    let sources = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emulator/control")).unwrap();
    let mut routes = BTreeSet::new();
    for source in sources {
        let text = std::fs::read_to_string(source.unwrap().path()).unwrap();
        for rest in text.split(".route(\"/emu/").skip(1) {
            let (path, rest) = rest.split_once('"').unwrap();
            let handlers = rest.lines().next().unwrap();
            for (name, method) in [("get(", "GET"), ("post(", "POST"), ("delete(", "DELETE")] {
                if handlers.contains(name) {
                    routes.insert(format!("{method} /emu/{path}"));
                }
            }
        }
    }
    assert!(routes.len() > 15, "the routes were not found");
    routes
}
