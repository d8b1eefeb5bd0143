//! Numbers by which a person can be found, in what will be public: resident registration numbers,
//! telephones, cards, plates, e-mail. Pure, and careful rather than clever: a registration number
//! is refused, anything else is asked about, so a false alarm costs one tap.

use serde::{Deserialize, Serialize};

use crate::t;
use crate::text::Text;

/// What a text seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// A resident registration number. It may not even be kept (개인정보 보호법 art. 24-2).
    Registration,
    /// A payment card.
    Card,
    /// A telephone.
    Phone,
    /// An e-mail address.
    Email,
    /// A vehicle's plate.
    Plate,
}

impl Personal {
    /// What people call it.
    pub fn text(self) -> Text {
        match self {
            Personal::Registration => t!("proposal-personal-registration"),
            Personal::Card => t!("proposal-personal-card"),
            Personal::Phone => t!("proposal-personal-phone"),
            Personal::Email => t!("proposal-personal-email"),
            Personal::Plate => t!("proposal-personal-plate"),
        }
    }
}

/// What a text seems to hold, the gravest first.
pub fn find(words: &str) -> Vec<Personal> {
    let chars: Vec<char> = words.chars().map(plain).collect();
    let mut found = Vec::new();
    for run in runs(&chars) {
        found.extend(in_numbers(&run));
    }
    if has_email(&chars) {
        found.push(Personal::Email);
    }
    if has_plate(&chars) {
        found.push(Personal::Plate);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a text holds a link.
pub fn has_link(words: &str) -> bool {
    let words = words.to_lowercase();
    ["http://", "https://", "www.", "t.me/"].iter().any(|mark| words.contains(mark))
}

/// Full-width digits and signs as the plain ones, every dash as one.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{3161}' => '-',
        '\u{2217}' | '\u{25cf}' | '\u{25cb}' => '*',
        '\u{a0}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// Signs between two groups of one number: "900101 - 1234567".
const GAP_MAX: usize = 3;

/// Groups of digits that belong together: with at most three of space, dash, dot or bracket between
/// them. `*` stands for a digit that somebody hid. `+82` is a zero.
fn runs(chars: &[char]) -> Vec<Vec<String>> {
    let (mut runs, mut run, mut group, mut gap) = (Vec::new(), Vec::new(), String::new(), 0);
    let mut at = 0;
    while at < chars.len() {
        if chars[at..].starts_with(&['+', '8', '2']) {
            group.push('0');
            at += 3;
            // "+82-10" and "+82 (0)10" go on with the same group.
            while chars.get(at).is_some_and(|c| matches!(c, ' ' | '-' | '(' | ')' | '0')) {
                at += 1;
            }
            continue;
        }
        let c = chars[at];
        at += 1;
        if c.is_ascii_digit() || (c == '*' && !(run.is_empty() && group.is_empty())) {
            group.push(c);
            gap = 0;
            continue;
        }
        if !group.is_empty() {
            run.push(std::mem::take(&mut group));
        }
        gap += 1;
        if (gap > GAP_MAX || !matches!(c, ' ' | '-' | '.' | '(' | ')')) && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !group.is_empty() {
        run.push(group);
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// What neighbouring groups make together, whichever way they were divided.
fn in_numbers(run: &[String]) -> Vec<Personal> {
    let mut found = Vec::new();
    for from in 0..run.len() {
        let mut number = String::new();
        for group in &run[from..] {
            number.push_str(group);
            if number.len() > 19 {
                break;
            }
            let first = &run[from];
            if matches!(first.len(), 6 | 13) && is_registration(&number) {
                found.push(Personal::Registration);
            } else if is_card(&number) {
                found.push(Personal::Card);
            } else if is_phone(&number, first) {
                found.push(Personal::Phone);
            }
        }
    }
    found
}

/// Six digits of a birthday and seven more, of which the first tells sex and century; the last six
/// may be hidden. Numbers since 2020 have no check digit, so none is asked for.
fn is_registration(number: &str) -> bool {
    if number.len() != 13 || !number[..7].bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let two = |from: usize| number[from..from + 2].parse::<u32>().unwrap_or(0);
    let born = (1..=12).contains(&two(2)) && (1..=31).contains(&two(4));
    let sex = matches!(number.as_bytes()[6], b'1'..=b'8');
    born && sex
}

fn is_card(number: &str) -> bool {
    if !(14..=19).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| match (u32::from(byte - b'0'), place % 2) {
            (digit, 0) => digit,
            (digit, _) if digit > 4 => digit * 2 - 9,
            (digit, _) => digit * 2,
        })
        .sum();
    matches!(number.as_bytes()[0], b'2'..=b'6' | b'9') && sum.is_multiple_of(10)
}

/// Mobile phones, and landlines with their area code.
fn is_phone(number: &str, first: &str) -> bool {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mobile = ["010", "011", "016", "017", "018", "019", "050", "070"];
    let length = number.len();
    if mobile.iter().any(|code| number.starts_with(code)) {
        return (10..=12).contains(&length);
    }
    let seoul = number.starts_with("02") && (9..=10).contains(&length) && (first == "02" || first == number);
    let area =
        number.starts_with("03") || number.starts_with("04") || number.starts_with("05") || number.starts_with("06");
    seoul || (area && (10..=11).contains(&length) && (first.len() == 3 || first == number))
}

/// Something at something, with a dot in it.
fn has_email(chars: &[char]) -> bool {
    let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    chars.iter().enumerate().any(|(at, c)| {
        let name = chars[..at].iter().rev().take_while(|c| part(c)).count();
        let host: String = chars[at + 1..].iter().take_while(|c| part(c)).collect();
        let host = host.trim_matches('.');
        *c == '@' && name > 0 && host.rsplit_once('.').is_some_and(|(host, top)| !host.is_empty() && top.len() >= 2)
    })
}

/// Two or three digits, a syllable that plates use, four digits.
fn has_plate(chars: &[char]) -> bool {
    let digits = |chars: &[char]| chars.iter().take_while(|c| c.is_ascii_digit()).count();
    chars.iter().enumerate().any(|(at, c)| {
        let before = chars[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let rest = &chars[at + 1..];
        let rest = rest.strip_prefix(&[' ']).unwrap_or(rest);
        let unit_follows = rest.get(4).is_some_and(|c| is_syllable(*c));
        is_plate_syllable(*c) && (2..=3).contains(&before) && digits(rest) == 4 && !unit_follows
    })
}

fn is_syllable(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Open syllables with a, eo, o or u, and the one of delivery vans.
fn is_plate_syllable(c: char) -> bool {
    if !is_syllable(c) {
        return false;
    }
    let index = u32::from(c) - 0xac00;
    c == '\u{bc30}' || (index.is_multiple_of(28) && matches!(index / 28 % 21, 0 | 4 | 8 | 13))
}

#[cfg(test)]
mod tests;
