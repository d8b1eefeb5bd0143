//! Short answers: numbers, yes and no, labels of buttons.

/// The number that was meant.
pub fn number(typed: &str) -> Option<u32> {
    typed.trim().parse().ok()
}

/// Yes, no, or neither.
pub fn yes_no(typed: &str) -> Option<bool> {
    match typed.trim() {
        "네" => Some(true),
        "아니요" => Some(false),
        _ => None,
    }
}

/// Whether two labels are the same to a person.
pub fn same_label(a: &str, b: &str) -> bool {
    a == b
}

/// Whether the label begins with what was typed.
pub fn starts_label(typed: &str, label: &str) -> bool {
    label.starts_with(typed)
}

/// Korean typed with the keyboard in English mode.
pub fn from_english_keys(typed: &str) -> Option<String> {
    let _ = typed;
    None
}
