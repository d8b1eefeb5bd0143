//! What people type on a ballot instead of pressing its buttons: "2, 5", "3 > 1 > 2", "1번 5점, 3번
//! 2점", "기권". Whatever has another word in it is no ballot.

use unicode_normalization::UnicodeNormalization;

use super::same_label;

/// Words for a blank ballot.
const BLANK: [&str; 9] =
    ["기권", "기권하기", "기권할게요", "기권할래요", "기권합니다", "blank", "blank ballot", "abstain", "i abstain"];
/// Most numbers in one message: 60 options with their points.
const NUMBERS_MAX: usize = 120;
/// No option and no mark has more digits; a telephone number has.
const DIGITS_MAX: usize = 3;

/// What was typed on a ballot. Its `Debug` would tell a choice, so it has none.
#[derive(Clone, PartialEq, Eq)]
pub enum Marks {
    /// To choose nothing.
    Blank,
    /// Options, in the order in which they were typed.
    Numbers(Vec<i64>),
    /// Options in an order that was meant: `3 > 1`.
    Order(Vec<i64>),
    /// Options with points.
    Points(Vec<(i64, u32)>),
}

/// Reads it; none if it is something else.
pub fn marks(typed: &str) -> Option<Marks> {
    if BLANK.iter().any(|word| same_label(word, typed)) {
        return Some(Marks::Blank);
    }
    let tokens = tokens(&typed.nfkc().flat_map(char::to_lowercase).collect::<String>())?;
    let numbers: Vec<i64> = tokens
        .iter()
        .filter_map(|token| if let Token::Number(number) = token { Some(*number) } else { None })
        .collect();
    if numbers.is_empty() || numbers.len() > NUMBERS_MAX {
        return None;
    }
    let has = |wanted: Token| tokens.contains(&wanted);
    if has(Token::Points) || has(Token::Is) {
        return pairs(&tokens).map(Marks::Points);
    }
    Some(if has(Token::Before) { Marks::Order(numbers) } else { Marks::Numbers(numbers) })
}

/// `1번 5점`, `1 = 5`, `1: 5점`: an option and its points, again and again.
fn pairs(tokens: &[Token]) -> Option<Vec<(i64, u32)>> {
    let mut rest = tokens.iter().filter(|token| !matches!(token, Token::Option)).peekable();
    let mut pairs = Vec::new();
    while let Some(token) = rest.next() {
        let Token::Number(option) = token else { return None };
        let is = rest.next_if_eq(&&Token::Is).is_some();
        let Some(Token::Number(points)) = rest.next() else { return None };
        if rest.next_if_eq(&&Token::Points).is_none() && !is {
            return None;
        }
        pairs.push((*option, u32::try_from(*points).ok()?));
    }
    Some(pairs)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Number(i64),
    /// 번: what stands before it is an option.
    Option,
    /// 점: what stands before it are points.
    Points,
    /// Between an option and its points.
    Is,
    /// Between an option and the one after it in an order.
    Before,
}

/// Words between numbers, longer ones first.
const WORDS: [(&str, Option<Token>); 25] = [
    ("번째", Some(Token::Option)),
    ("번", Some(Token::Option)),
    ("options", None),
    ("option", None),
    ("no.", None),
    ("no", None),
    ("#", None),
    ("points", Some(Token::Points)),
    ("point", Some(Token::Points)),
    ("pts", Some(Token::Points)),
    ("점", Some(Token::Points)),
    ("=", Some(Token::Is)),
    (":", Some(Token::Is)),
    ("->", Some(Token::Before)),
    (">", Some(Token::Before)),
    ("→", Some(Token::Before)),
    ("그리고", None),
    ("하고", None),
    ("and", None),
    ("이랑", None),
    ("랑", None),
    ("및", None),
    ("&", None),
    ("+", None),
    ("과", None),
];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '·' | '/' | '、' | '.' | '와'));
        if rest.is_empty() {
            return Some(tokens);
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (token, length) = if digits > 0 {
            let number = &rest[..digits];
            if digits > DIGITS_MAX || (digits > 1 && number.starts_with('0')) {
                return None;
            }
            (Some(Token::Number(number.parse().ok()?)), digits)
        } else {
            let (word, token) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
            (*token, word.len())
        };
        tokens.extend(token);
        rest = &rest[length..];
        if tokens.len() > 4 * NUMBERS_MAX {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_orders_points_and_blanks_are_read() {
        let numbers = |all: &[i64]| Some(Marks::Numbers(all.to_vec()));
        let order = |all: &[i64]| Some(Marks::Order(all.to_vec()));
        let points = |all: &[(i64, u32)]| Some(Marks::Points(all.to_vec()));
        for (typed, read) in [
            ("2", numbers(&[2])),
            ("2번", numbers(&[2])),
            ("２", numbers(&[2])),
            ("②", numbers(&[2])),
            ("2, 5", numbers(&[2, 5])),
            ("2번과 5번", numbers(&[2, 5])),
            ("2번이랑 5번", numbers(&[2, 5])),
            ("2 and 5", numbers(&[2, 5])),
            ("2 5\n7", numbers(&[2, 5, 7])),
            ("No. 2 and no. 5", numbers(&[2, 5])),
            ("3 > 1 > 2", order(&[3, 1, 2])),
            ("3번->1번", order(&[3, 1])),
            ("1번 5점", points(&[(1, 5)])),
            ("1번 5점, 3번 2점", points(&[(1, 5), (3, 2)])),
            ("1=5 3=0", points(&[(1, 5), (3, 0)])),
            ("1: 5 points; 3: 2 points", points(&[(1, 5), (3, 2)])),
            ("기권", Some(Marks::Blank)),
            ("Abstain!", Some(Marks::Blank)),
        ] {
            assert!(marks(typed) == read, "{typed}");
        }
    }

    #[test]
    fn what_has_another_word_in_it_is_no_ballot() {
        for typed in [
            "",
            "번",
            "3시에 봐요",
            "12월 3일",
            "031-729-2114",
            "010 1234 5678",
            "5점",
            "1번 5점 3번",
            "-1",
            "1.5만",
            "1등 2등",
            "2번이 왜 비싸요?",
            "기권이 뭐예요",
            "007",
        ] {
            assert!(marks(typed).is_none(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_too_much(typed in "\\PC{0,200}") {
            let _ = marks(&typed);
        }

        #[test]
        fn what_is_listed_is_read(all in proptest::collection::vec(0i64..=999, 1..60)) {
            let typed = all.iter().map(i64::to_string).collect::<Vec<_>>();
            prop_assert!(marks(&typed.join(", ")) == Some(Marks::Numbers(all.clone())));
            prop_assert!(all.len() < 2 || marks(&typed.join(" > ")) == Some(Marks::Order(all)));
        }
    }
}
