//! The chat page's files: all of them are served, as what they are, and none leads elsewhere.

use std::collections::BTreeSet;

use super::Town;

/// What may follow `http://` or `https://`: the name of SVG, links that a person presses, and the address that
/// a bot would ask otherwise.
const ELSEWHERE_ALLOWED: [&str; 4] = ["www.w3.org/2000/svg", "t.me/", "${", "api.telegram.org"];

/// The names of files that a file asks for: `/emu/page/NAME` in the page, `./NAME` in a script.
fn asked_for(text: &str) -> Vec<String> {
    let begins = ["\"/emu/page/", "from './", "import './"];
    let mut names = Vec::new();
    for begin in begins {
        for rest in text.split(begin).skip(1) {
            names.push(rest.split(['"', '\'']).next().unwrap().to_owned());
        }
    }
    names
}

#[tokio::test]
async fn the_page_and_all_that_it_needs_come_from_this_server() {
    let town = Town::open().await;
    let mut wanted = vec!["index.html".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(name) = wanted.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let path = if name == "index.html" { "/".to_owned() } else { format!("/emu/page/{name}") };
        let answer = town.http.get(town.page(&path)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{name}");
        let kind = match name.rsplit_once('.').unwrap().1 {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            other => panic!("{name}: what is {other}?"),
        };
        assert_eq!(answer.headers()["content-type"], kind, "{name}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'self';"), "{name}: {policy}");
        let text = answer.text().await.unwrap();
        for scheme in ["http://", "https://"] {
            for rest in text.split(scheme).skip(1) {
                let fine = ELSEWHERE_ALLOWED.iter().any(|allowed| rest.starts_with(allowed));
                assert!(fine, "{name} names {scheme}{}", rest.chars().take(40).collect::<String>());
            }
        }
        wanted.extend(asked_for(&text));
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/emulator/page");
    let there = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), seen, "a file that nothing asks for, or one that is missing");
}

#[tokio::test]
async fn there_is_nothing_beside_the_pages_files() {
    let town = Town::open().await;
    for path in ["/emu/page/", "/emu/page/nothing.js", "/emu/page/..%2Fmod.rs", "/emu/page/%2Fetc%2Fhostname"] {
        let answer = town.http.get(town.page(path)).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
