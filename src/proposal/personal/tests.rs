//! What counts as somebody's personal data, and what does not.

use proptest::prelude::*;

use super::*;

// None of these numbers is anybody's: they are made up to fit or to miss the pattern.
#[test]
fn a_registration_number_is_found_however_it_is_written() {
    for words in [
        "900101-1234567",
        "9001011234567",
        "900101 - 2234567",
        "\u{ff19}\u{ff10}\u{ff10}\u{ff11}\u{ff10}\u{ff11}\u{2013}1234567",
        "no 051231 4******.",
        "900101-1******",
        "010101-3234567",
    ] {
        assert_eq!(find(words).first(), Some(&Personal::Registration), "{words}");
    }
    for words in
        ["901301-1234567", "900132-1234567", "900101-9234567", "900101-123456", "2026-0147", "300 m, 120 of 2026"]
    {
        assert!(!find(words).contains(&Personal::Registration), "{words}");
    }
}

#[test]
fn telephones_are_found() {
    for words in [
        "010-0000-0000",
        "01012345678",
        "010 1234 5678",
        "010.1234.5678",
        "+82 10-1234-5678",
        "+82-2-123-4567",
        "(031) 729-0000",
        "02-123-4567",
        "010-1234-5678 30",
        "0212345678",
    ] {
        assert_eq!(find(words), [Personal::Phone], "{words}");
    }
    for words in ["2026-11-23 14:00", "300", "1,284", "12.5 km", "2026. 11. 23. 0147", "119", "1588"] {
        assert_eq!(find(words), [], "{words}");
    }
}

#[test]
fn cards_addresses_and_plates_are_found() {
    assert_eq!(find("4111 1111 1111 1111"), [Personal::Card]);
    assert_eq!(find("4111 1111 1111 1112"), [], "its check digit is wrong");
    assert_eq!(find("a.b+c@example.co.kr"), [Personal::Email]);
    assert_eq!(find("@madang, 5 @ 3.000"), []);
    assert_eq!(find("12\u{ac00} 3456"), [Personal::Plate]);
    assert_eq!(find("123\u{d5c8}4567"), [Personal::Plate]);
    assert_eq!(find("15\u{c2dc} 3000\u{c6d0}"), [], "a time and a price");
}

#[test]
fn links_are_found() {
    assert!(has_link("HTTPS://example.com") && has_link("www.example.com"));
    assert!(!has_link("https"));
}

proptest! {
    #[test]
    fn any_words_can_be_looked_at(words in "[0-9*+@. \\-()a\u{ac00}]{0,60}|\\PC{0,60}") {
        find(&words);
    }

    #[test]
    fn a_phone_in_the_middle_of_words_is_found(before in "[a-z ]{0,10}", middle in 1000..=9999u32, last in 1000..=9999u32) {
        let words = format!("{before} 010-{middle}-{last}, thanks");
        prop_assert!(find(&words).contains(&Personal::Phone));
    }
}
