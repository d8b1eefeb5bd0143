//! Words typed on a ballot instead of pressing its buttons: "제출", "네", options by their names or the
//! beginning of one, "컴퓨터 > 책". What is not plainly one of these is no ballot, and what could be
//! several options is asked about. Pure.

use crate::poll::{OptionId, Poll};
use crate::text::{Lang, Marks, chars, marks, same_label, starts_label, yes_no};

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

/// What somebody said. Its `Debug` would tell a choice, so it has none.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// These options, as if by number.
    Marks(Marks),
    /// A name that could be each of these.
    Which(Vec<OptionId>),
    /// To submit what is chosen.
    Submit,
    /// Yes, to whatever was asked.
    Yes,
}

/// Reads it as it is meant in this poll; none if it is something else.
pub fn said(poll: &Poll, lang: Lang, typed: &str) -> Option<Said> {
    if let Some(marks) = marks(typed) {
        return Some(Said::Marks(marks));
    }
    if chars(typed) > WORDS_CHARS_MAX {
        return None;
    }
    let names = Names { poll, lang };
    match names.listed(typed) {
        Ok(Some(said)) => return Some(Said::Marks(said)),
        Err(several) => return Some(Said::Which(several)),
        Ok(None) => {}
    }
    if SUBMIT.iter().any(|word| same_label(word, typed)) {
        return Some(Said::Submit);
    }
    (yes_no(typed) == Some(true)).then_some(Said::Yes)
}

struct Names<'a> {
    poll: &'a Poll,
    lang: Lang,
}

/// An option, none, or several that it could be.
type Found = Result<Option<OptionId>, Vec<OptionId>>;

impl Names<'_> {
    fn listed(&self, typed: &str) -> Result<Option<Marks>, Vec<OptionId>> {
        if let Some(option) = self.one(typed)? {
            return Ok(Some(Marks::Numbers(vec![option.0])));
        }
        if let Some(parts) = split(typed, &BEFORE) {
            return Ok(self.each(&parts)?.map(Marks::Order));
        }
        Ok(self.several(typed)?.map(Marks::Numbers))
    }

    fn each(&self, parts: &[&str]) -> Result<Option<Vec<i64>>, Vec<OptionId>> {
        let mut numbers = Vec::new();
        for part in parts {
            match self.one(part)? {
                Some(option) => numbers.push(option.0),
                None => return Ok(None),
            }
        }
        Ok(Some(numbers))
    }

    /// Several in one line. A name may itself have such a word in it, so that the longest is tried first.
    fn several(&self, typed: &str) -> Result<Option<Vec<i64>>, Vec<OptionId>> {
        if let Some(option) = self.one(typed)? {
            return Ok(Some(vec![option.0]));
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
                    return Ok(Some([first.0].into_iter().chain(rest).collect()));
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
            return Ok(Some(OptionId(*number)));
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
        let all = || self.poll.options.iter();
        let same = |words: &str| same_label(words, typed);
        let exact = all()
            .find(|option| same(option.title.get(self.lang)))
            .or_else(|| all().find(|option| same(&option.title.ko) || option.title.en.as_deref().is_some_and(same)));
        if let Some(option) = exact {
            return Ok(Some(option.id));
        }
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < BEGINNING_CHARS_MIN {
            return Ok(None);
        }
        let begun = all().filter(|option| begins(typed, option.title.get(self.lang)));
        match begun.map(|option| option.id).collect::<Vec<_>>().as_slice() {
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
    use crate::bot::Words;
    use crate::clock::Moment;
    use crate::poll::Candidate;

    fn poll() -> Poll {
        let titles = [
            ("도서관", "Library"),
            ("컴퓨터", "Computers"),
            ("책", "Books"),
            ("도로와 다리", "Roads and bridges"),
            ("과학관", "Science hall"),
            ("도로 조명", "Road lights"),
        ];
        let option = |(id, (ko, en)): (i64, (&str, &str))| {
            Candidate::new(OptionId(id), Words { ko: ko.into(), en: Some(en.into()) })
        };
        let options = (1..).zip(titles).map(option).collect();
        Poll::new(Words::only("?"), options, Moment::from_ms(1), Moment::from_ms(2))
    }

    fn read(lang: &str, typed: &str) -> String {
        let numbers = |all: Vec<i64>, between| all.iter().map(i64::to_string).collect::<Vec<_>>().join(between);
        match said(&poll(), Lang::find(lang).unwrap(), typed) {
            None => "-".to_owned(),
            Some(Said::Submit) => "submit".to_owned(),
            Some(Said::Yes) => "yes".to_owned(),
            Some(Said::Which(several)) => format!("? {}", numbers(several.iter().map(|id| id.0).collect(), " ")),
            Some(Said::Marks(Marks::Numbers(all))) => numbers(all, " "),
            Some(Said::Marks(Marks::Order(all))) => numbers(all, " > "),
            Some(Said::Marks(Marks::Points(_))) => "points".to_owned(),
            Some(Said::Marks(Marks::Blank)) => "blank".to_owned(),
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
            ("ko", "네!", "yes"),
            ("ko", "기권", "blank"),
            ("en", "1 and 3", "1 3"),
            ("en", "books", "3"),
            ("en", "Lib", "1"),
            ("en", "computers and books", "2 3"),
            ("en", "Roads and bridges", "4"),
            ("en", "road", "? 4 6"),
            ("en", "submit", "submit"),
            ("en", "yes", "yes"),
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
