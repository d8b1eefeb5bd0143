//! What tests of polls do again and again: make codes, read a poll, take its bundle and forge it.

use std::sync::Arc;

use madang::bot::Words;
use madang::poll::eligible::Code;
use madang::poll::proof::publish;
use madang::poll::proof::rules::bundle::{self, Files};
use madang::poll::proof::rules::verify::{Brought, Claim, verify};
use madang::poll::{Poll, PollId, eligible, store};

use super::Town;

/// Words in both languages.
pub fn words(ko: &str, en: &str) -> Words {
    Words { ko: ko.into(), en: Some(en.into()) }
}

/// So many codes of a poll, as they are handed out.
pub async fn codes(town: &Town, id: PollId, count: usize) -> Vec<String> {
    let codes: Vec<Code> = (0..count).map(|_| Code::draw().unwrap()).collect();
    let hashes: Vec<_> = codes.iter().map(|code| code.inner().hash(id)).collect();
    let keep = async move |tx: &mut madang::db::Tx| Ok(eligible::store::add_codes(tx, id, &hashes).await?);
    town.db().await.write(keep).await.unwrap();
    codes.iter().map(Code::to_string).collect()
}

/// A poll as it lies in the database.
pub async fn load(town: &Town, id: PollId) -> Poll {
    let mut tx = town.db().await.read().await.unwrap();
    Arc::unwrap_or_clone(store::poll(&mut tx, id).await.unwrap().unwrap())
}

/// The public bundle of a poll.
pub async fn files(town: &Town, id: PollId) -> Files {
    let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
    publish::bundle(&mut tx, &city, id).await.unwrap()
}

/// What does not hold in a bundle.
pub fn broken(files: &Files) -> Vec<Claim> {
    let found = verify(files, &Brought::default());
    found.into_iter().filter(|finding| !finding.holds).map(|finding| finding.claim).collect()
}

/// A bundle with one thing changed, and the sums taken anew, as a forger would.
pub fn forged(files: &Files, name: &str, from: &str, to: &str) -> Files {
    let mut files = files.clone();
    let text = String::from_utf8(files[name].clone()).unwrap();
    assert!(text.contains(from), "{name} has no {from:?}: {text}");
    files.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
    let sums = bundle::sums(&files);
    files.insert(bundle::SUMS.to_owned(), sums);
    files
}
