//! The tree against what others wrote: the test vectors for RFC 6962 of transparency-dev's library, proofs
//! that hold and proofs that were spoilt. They are no part of this repository; `MADANG_TEST_DATA` names
//! the folder that has them.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use data_encoding::BASE64;
use madang::poll::proof::rules::tree::{self, Hash};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inclusion {
    leaf_idx: u64,
    tree_size: u64,
    root: Option<String>,
    leaf_hash: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consistency {
    size1: u64,
    size2: u64,
    root1: Option<String>,
    root2: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// The vectors of one kind; nothing, and a word, where they are not there.
fn vectors(kind: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                found.push(path);
            }
        }
    }
    let folder = env::var_os("MADANG_TEST_DATA").map(|data| Path::new(&data).join("votes/merkle/testdata").join(kind));
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        assert!(env::var_os("MADANG_TEST_DATA_REQUIRED").is_none(), "there are no vectors of RFC 6962");
        // Past the harness, which keeps what a passing test prints to itself.
        let said = b"skipped: MADANG_TEST_DATA names no folder with the vectors of RFC 6962\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said);
        return Vec::new();
    };
    let mut found = Vec::new();
    walk(&folder, &mut found);
    found.sort();
    assert!(found.len() >= 30, "only {} vectors were found", found.len());
    found
}

/// A hash of a vector. Some vectors have words of another length in its place, where it matters only whether
/// two are the same: these stand for another hash. What is empty is none.
fn hash(text: Option<&String>) -> Option<Hash> {
    let bytes = BASE64.decode(text?.as_bytes()).unwrap();
    let stands_for = || tree::leaf_hash(&bytes);
    (!bytes.is_empty()).then(|| bytes.clone().try_into().unwrap_or_else(|_| stands_for()))
}

fn path(proof: Option<&Vec<String>>) -> Option<Vec<Hash>> {
    proof.map_or(Some(Vec::new()), |proof| proof.iter().map(|step| hash(Some(step))).collect())
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> T {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

#[test]
fn every_vector_of_inclusion_is_believed_or_not_as_it_should_be() {
    for file in vectors("inclusion") {
        let case: Inclusion = read(&file);
        let parts = || {
            let (leaf, root) = (hash(case.leaf_hash.as_ref())?, hash(case.root.as_ref())?);
            Some(tree::includes(case.leaf_idx, case.tree_size, &leaf, &path(case.proof.as_ref())?, &root))
        };
        assert_eq!(parts().unwrap_or(false), !case.want_err, "{}", file.display());
    }
}

#[test]
fn every_vector_of_consistency_is_believed_or_not_as_it_should_be() {
    for file in vectors("consistency") {
        let case: Consistency = read(&file);
        let parts = || {
            let (old, new) = (hash(case.root1.as_ref())?, hash(case.root2.as_ref())?);
            Some(tree::agrees((case.size1, &old), (case.size2, &new), &path(case.proof.as_ref())?))
        };
        assert_eq!(parts().unwrap_or(false), !case.want_err, "{}", file.display());
    }
}
