//! Files that went wrong once or could: each is read by the real binary. Its name says what must
//! come of it: the line that is complained of (0: the file as a whole), or `fine`.

use std::path::Path;

use crate::command::madang;

#[test]
fn every_kept_file_is_read_or_refused_in_one_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/count/kept");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let rule = if name.ends_with(".pb") { "greedy" } else { "borda" };
        let run = madang(&["count", path.to_str().unwrap(), "--rule", rule]);
        let wanted = name.split('-').next().unwrap();
        if wanted == "fine" {
            assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        } else {
            assert_eq!((run.code, run.err.lines().count()), (Some(2), 1), "{name}: {}", run.err);
            let about = if wanted == "0" { format!("{name}: ") } else { format!("{name}: line {wanted}: ") };
            assert!(run.err.contains(&about), "{name}: {}", run.err);
        }
        seen += 1;
    }
    assert!(seen > 20, "only {seen} files are kept");
}
