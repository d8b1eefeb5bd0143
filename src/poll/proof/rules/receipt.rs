//! A receipt: a leaf's number and its hash, of which people see 80 bits. It shows that a vote is in the log,
//! and nothing of what was chosen.

use std::fmt;
use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};

use super::tree::{HASH_BYTES, Hash};

/// Bytes of the hash that people see: 80 bits, 16 characters.
const SHOWN_BYTES: usize = 10;
/// Characters that are enough to look for one, if the word "receipt" is before them.
const ASKED_MIN: usize = 8;
/// Crockford's base 32: no letter can be taken for a digit.
const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a voter gets for a vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The leaf's number in the log, from 1.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

impl fmt::Display for Receipt {
    /// `K7F2-9QMD-0S3T-XW4B`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = letters(&self.hash);
        let groups: Vec<&str> = (0..letters.len()).step_by(4).filter_map(|at| letters.get(at..at + 4)).collect();
        f.write_str(&groups.join("-"))
    }
}

impl Receipt {
    /// What the signature of a receipt is of.
    pub fn signed_bytes(&self, poll: &str) -> Vec<u8> {
        let mut bytes = format!("madang-rcpt-1\n{poll}\n{}\n", self.number).into_bytes();
        bytes.extend(self.hash);
        bytes
    }
}

fn letters(hash: &Hash) -> String {
    CROCKFORD.encode(&hash[..SHOWN_BYTES])
}

static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str(LETTERS);
    spec.encoding().expect("it has 32 different letters")
});

/// A receipt as somebody typed it: its first characters, or the whole hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// The first characters, at least eight, without hyphens.
    Begins(String),
    /// The hash.
    Whole(Hash),
}

impl Asked {
    /// What stands behind the word "receipt": `K7F2-9QMD`, `#1234 K7F2-9QMD-0S3T-XW4B`, `1234번 K7F2-…` as it
    /// stands on the card, or 64 hexadecimal digits. Small letters and letters that look like digits are understood.
    pub fn read(text: &str) -> Option<Asked> {
        let text = text.trim();
        let text = after_number(text).unwrap_or_else(|| text.to_owned());
        if let Ok(hash) = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes())
            && let Ok(hash) = <Hash>::try_from(hash)
        {
            return Some(Asked::Whole(hash));
        }
        let letters: Option<String> =
            text.chars().filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c)).map(letter).collect();
        let letters = letters.filter(|letters| (ASKED_MIN..=SHOWN_BYTES * 8 / 5).contains(&letters.len()))?;
        Some(Asked::Begins(letters))
    }

    /// A whole receipt with nothing before it: four groups of four, with a digit in it, so that no word is
    /// taken for one.
    pub fn read_bare(text: &str) -> Option<Asked> {
        let groups: Vec<&str> = text.trim().split('-').collect();
        let formed = groups.len() == 4
            && groups.iter().all(|group| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            && text.bytes().any(|byte| byte.is_ascii_digit());
        if formed { Asked::read(text) } else { None }
    }

    /// Whether it is that one.
    pub fn is(&self, hash: &Hash) -> bool {
        match self {
            Asked::Begins(asked) => letters(hash).starts_with(asked),
            Asked::Whole(asked) => asked == hash,
        }
    }

    /// The bytes with which the hash begins, as far as they are known whole.
    pub fn bytes(&self) -> Vec<u8> {
        let asked = match self {
            Asked::Whole(hash) => return hash.to_vec(),
            Asked::Begins(asked) => asked,
        };
        let bits = |letter: char| LETTERS.find(letter).unwrap_or(0);
        let (mut bytes, mut held, mut kept) = (Vec::new(), 0usize, 0u32);
        for letter in asked.chars() {
            (held, kept) = ((held << 5 | bits(letter)) & 0xfff, kept + 5);
            if kept >= 8 {
                kept -= 8;
                bytes.push((held >> kept & 0xff) as u8);
            }
        }
        bytes.truncate(HASH_BYTES);
        bytes
    }
}

/// What follows the leaf's number, if that stands before: `#12 ..`, `12번 ..`, `no. 12 ..`.
fn after_number(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let marked =
        ["#", "no.", "no ", "number"].iter().find_map(|mark| lower.starts_with(mark).then(|| &text[mark.len()..]));
    let rest = marked.unwrap_or(text).trim_start();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = behind.strip_prefix('번');
    let numbered = behind.len() < rest.len() && (marked.is_some() || counted.is_some());
    numbered.then(|| counted.unwrap_or(behind).trim_start_matches([' ', ',', ':', '·']).to_owned())
}

fn letter(c: char) -> Option<char> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    LETTERS.contains(c).then_some(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn receipt() -> Receipt {
        let mut hash = [0; 32];
        hash[..10].copy_from_slice(&[0xff, 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0]);
        Receipt { number: 1234, hash }
    }

    #[test]
    fn a_receipt_has_no_letter_that_looks_like_a_digit() {
        let shown = receipt().to_string();
        assert_eq!(shown.len(), 19);
        assert!(!shown.contains(['I', 'L', 'O', 'U']), "{shown}");
    }

    #[test]
    fn a_receipt_is_found_however_it_was_copied() {
        let (receipt, shown) = (receipt(), receipt().to_string());
        let hex = data_encoding::HEXLOWER.encode(&receipt.hash);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "o").replace('1', "l"),
            shown[..9].to_owned(),
            format!("#1234 {shown}"),
            format!(" # 1234 {}", &shown[..9]).replace("# ", "#"),
            format!("1234번 {shown}"),
            format!("no. 1234 {shown}"),
            format!("No. 1234, {}", &shown[..9]),
            hex.clone(),
            hex.to_uppercase(),
        ] {
            let asked = Asked::read(&typed).unwrap_or_else(|| panic!("{typed:?} is no receipt"));
            assert!(asked.is(&receipt.hash), "{typed:?}");
            assert!(receipt.hash.starts_with(&asked.bytes()), "{typed:?}");
            assert!(!asked.is(&[7; 32]), "{typed:?}");
        }
        for typed in ["", "K7F2", "K7F2-9QM", "K7F2-9QMD-0S3T-XW4B-1", "안녕하세요 여러분", "K7F2-9QMU", "#"] {
            assert_eq!(Asked::read(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_whole_one_needs_no_word_before_it_and_no_word_is_one() {
        assert!(Asked::read_bare(&receipt().to_string()).is_some());
        for typed in ["K7F2-9QMD", "2026-0147", "WITH-MANY-NICE-THEM", "010-1234-5678", "1234 5678 1234 5678"] {
            assert_eq!(Asked::read_bare(typed), None, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_found_again(hash: [u8; 32], kept in 8usize..=16) {
            let shown: String = Receipt { number: 1, hash }.to_string().replace('-', "");
            let asked = Asked::read(&shown[..kept]).unwrap();
            prop_assert!(asked.is(&hash));
            prop_assert!(hash.starts_with(&asked.bytes()));
            prop_assert_eq!(asked.bytes().len(), kept * 5 / 8);
        }

        #[test]
        fn whatever_is_typed_is_read_or_not(text in "\\PC{0,80}") {
            let _ = (Asked::read(&text).map(|asked| asked.bytes()), Asked::read_bare(&text));
        }
    }
}
