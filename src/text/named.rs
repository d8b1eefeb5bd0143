//! Things chosen by typing their names, or the beginning of one: "도서관이랑 쉼터", "컴퓨터 > 책". What has
//! another word in it chooses nothing, and what could be several things is told.

use super::{Marks, chars, marks, same_label, starts_label};

/// Letters of a whole message: all options of a poll have room in it.
const WORDS_CHARS_MAX: usize = 2_000;
/// Letters that are enough for the beginning of a name.
const BEGINNING_CHARS_MIN: usize = 2;
/// Words for submitting.
const SUBMIT: [&str; 14] = [
    "제출",
    "제출하기",
    "제출할게요",
    "제출합니다",
    "제출해 주세요",
    "제출해줘",
    "이대로 제출",
    "이대로 투표하기",
    "투표할게요",
    "확정",
    "submit",
    "submit it",
    "cast",
    "cast this vote",
];
/// Between options in an order.
const BEFORE: [&str; 3] = ["->", ">", "→"];
/// Between options, wherever it stands.
const BETWEEN: [&str; 9] = [",", ";", "\n", "、", "·", "/", "&", "+", "그리고"];
/// Between options, at the end of a word.
const AFTER_A_WORD: [&str; 6] = ["이랑", "랑", "하고", "와", "과", " and"];
/// What may follow a name.
const ENDINGS: [&str; 12] = ["입니다", "이에요", "이요", "에요", "예요", "요", "으로", "로", "을", "를", "에", "한테"];

/// Something that has a number and a name.
pub struct Named<'a> {
    /// Its number.
    pub number: i64,
    /// What whoever types reads.
    pub name: &'a str,
    /// What it is called elsewhere, which has to be typed whole.
    pub too: Vec<&'a str>,
}

/// Whether somebody says to submit what they have chosen.
pub fn submits(typed: &str) -> bool {
    SUBMIT.iter().any(|word| same_label(word, typed))
}

/// What was chosen by name; nothing if it is something else, and the numbers that it could be if those are
/// several.
pub fn named(names: &[Named<'_>], typed: &str) -> Result<Option<Marks>, Vec<i64>> {
    if chars(typed) > WORDS_CHARS_MAX {
        return Ok(None);
    }
    Names(names).listed(typed)
}

struct Names<'a>(&'a [Named<'a>]);

/// A number, none, or several that it could be.
type Found = Result<Option<i64>, Vec<i64>>;

impl Names<'_> {
    fn listed(&self, typed: &str) -> Result<Option<Marks>, Vec<i64>> {
        if let Some(number) = self.one(typed)? {
            return Ok(Some(Marks::Numbers(vec![number])));
        }
        if let Some(parts) = split(typed, &BEFORE) {
            return Ok(self.each(&parts)?.map(Marks::Order));
        }
        Ok(self.several(typed)?.map(Marks::Numbers))
    }

    fn each(&self, parts: &[&str]) -> Result<Option<Vec<i64>>, Vec<i64>> {
        let mut numbers = Vec::new();
        for part in parts {
            match self.one(part)? {
                Some(number) => numbers.push(number),
                None => return Ok(None),
            }
        }
        Ok(Some(numbers))
    }

    /// Several in one line. A name may itself have such a word in it, so that the longest is tried first.
    fn several(&self, typed: &str) -> Result<Option<Vec<i64>>, Vec<i64>> {
        if let Some(number) = self.one(typed)? {
            return Ok(Some(vec![number]));
        }
        if let Some(parts) = split(typed, &BETWEEN) {
            let mut numbers = Vec::new();
            for part in parts {
                match self.several(part)? {
                    Some(more) => numbers.extend(more),
                    None => return Ok(None),
                }
            }
            return Ok(Some(numbers));
        }
        for word in AFTER_A_WORD {
            for (at, _) in typed.match_indices(word) {
                let (left, right) = (&typed[..at], &typed[at + word.len()..]);
                if !right.starts_with(char::is_whitespace) || left.trim().is_empty() {
                    continue;
                }
                if let (Ok(Some(first)), Ok(Some(rest))) = (self.one(left), self.several(right)) {
                    return Ok(Some([first].into_iter().chain(rest).collect()));
                }
            }
        }
        Ok(None)
    }

    /// The option of that number or name, or of which the name begins so.
    fn one(&self, typed: &str) -> Found {
        if let Some(Marks::Numbers(numbers)) = marks(typed)
            && let [number] = numbers.as_slice()
        {
            return Ok(Some(*number));
        }
        let typed = typed.trim();
        let found = self.name(typed)?;
        if found.is_some() {
            return Ok(found);
        }
        for ending in ENDINGS {
            if let Some(stem) = typed.trim_end_matches(['.', '!', '~']).strip_suffix(ending)
                && let Some(option) = self.name(stem)?
            {
                return Ok(Some(option));
            }
        }
        Ok(None)
    }

    fn name(&self, typed: &str) -> Found {
        let same = |words: &str| same_label(words, typed);
        let exact = self.0.iter().find(|one| same(one.name));
        let exact = exact.or_else(|| self.0.iter().find(|one| one.too.iter().any(|name| same(name))));
        if let Some(one) = exact {
            return Ok(Some(one.number));
        }
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < BEGINNING_CHARS_MIN {
            return Ok(None);
        }
        let begun = self.0.iter().filter(|one| begins(typed, one.name));
        match begun.map(|one| one.number).collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            several => Err(several.to_vec()),
        }
    }
}

/// Whether a name, or what is left of it from one of its words on, begins so.
fn begins(typed: &str, name: &str) -> bool {
    let words = name.char_indices().filter(|(at, _)| name[..*at].ends_with(char::is_whitespace));
    starts_label(typed, name) || words.into_iter().any(|(at, _)| starts_label(typed, &name[at..]))
}

/// The parts between any of these; none if there is only one.
fn split<'a>(typed: &'a str, between: &[&str]) -> Option<Vec<&'a str>> {
    let mut parts = vec![typed];
    for word in between {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    const NAMES: [(&str, &str); 6] = [
        ("도서관", "Library"),
        ("컴퓨터", "Computers"),
        ("책", "Books"),
        ("도로와 다리", "Roads and bridges"),
        ("과학관", "Science hall"),
        ("도로 조명", "Road lights"),
    ];

    fn read(lang: &str, typed: &str) -> String {
        let names: Vec<Named<'_>> = (1..)
            .zip(NAMES)
            .map(|(number, (ko, en))| {
                let (name, too) = if lang == "ko" { (ko, en) } else { (en, ko) };
                Named { number, name, too: vec![too] }
            })
            .collect();
        let numbers = |all: Vec<i64>, between| all.iter().map(i64::to_string).collect::<Vec<_>>().join(between);
        match named(&names, typed) {
            Ok(None) if submits(typed) => "submit".to_owned(),
            Ok(None) => "-".to_owned(),
            Err(several) => format!("? {}", numbers(several, " ")),
            Ok(Some(Marks::Numbers(all))) => numbers(all, " "),
            Ok(Some(Marks::Order(all))) => numbers(all, " > "),
            Ok(Some(Marks::Points(_) | Marks::Blank)) => "?".to_owned(),
        }
    }

    #[test]
    fn names_and_words_are_read() {
        for (lang, typed, is) in [
            ("ko", "도서관", "1"),
            ("ko", "도서관이요", "1"),
            ("ko", "도서", "1"),
            ("ko", "책", "3"),
            ("ko", "컴퓨터 > 책", "2 > 3"),
            ("ko", "컴퓨터와 책", "2 3"),
            ("ko", "컴퓨터랑 책이랑 도서관", "2 3 1"),
            ("ko", "도로와 다리", "4"),
            ("ko", "과학관, 도로와 다리", "5 4"),
            ("ko", "과학관과 도로와 다리", "5 4"),
            ("ko", "1번이랑 3번", "1 3"),
            ("ko", "1번이랑 책", "1 3"),
            ("ko", "도로", "? 4 6"),
            ("ko", "조명", "6"),
            ("ko", "다리 > 조명", "4 > 6"),
            ("en", "bridges", "4"),
            ("ko", "Library", "1"),
            ("ko", "제출", "submit"),
            ("en", "1 and 3", "1 3"),
            ("en", "books", "3"),
            ("en", "Lib", "1"),
            ("en", "computers and books", "2 3"),
            ("en", "Roads and bridges", "4"),
            ("en", "road", "? 4 6"),
            ("en", "submit", "submit"),
        ] {
            assert_eq!(read(lang, typed), is, "{typed}");
        }
    }

    #[test]
    fn what_is_something_else_is_no_ballot() {
        for typed in
            ["도", "도서관은 왜 비싸요?", "도서관 말고 책방", "안녕하세요", "아니요", "책과", "> ", "", "모르겠어요"]
        {
            assert_eq!(read("ko", typed), "-", "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_too_much(typed in "[도서관책과와 ,>이랑]{0,60}|\\PC{0,200}") {
            let _ = read("ko", &typed);
        }
    }
}
