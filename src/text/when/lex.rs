//! Words and figures of a date as tokens, in either language.

use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;

use super::{words_en, words_ko};

/// No part of a date has more than four figures.
pub(super) const NUMBER_MAX: u32 = 9_999;

/// The smallest parts that mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number, and with how many figures it was written.
    Num(u32, usize),
    /// A small number in words: 두 시, 한 달, "a week".
    Word(u32),
    /// `/` `-` `.` `:`
    Sign(char),
    /// 년, 월, 일, 시, 분 after a number; 반.
    YearMark,
    MonthMark,
    DayMark,
    HourMark,
    MinuteMark,
    HalfPast,
    /// 시간, 주, 달, "days".
    Hours,
    Days,
    Week,
    Month,
    Year,
    /// 이틀, 사흘, 보름.
    SpanOfDays(u32),
    /// 이번 is 0, 다음 1, 다다음 2.
    Rel(i32),
    /// 내일 is 1.
    DayRel(i32),
    Weekday(Weekday),
    MonthName(u32),
    Part(Part),
    Noon,
    Midnight,
    /// 뒤, "later".
    After,
    /// "in" three days.
    In,
    /// "at" nine.
    At,
    /// 4"th".
    Ordinal,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Am,
    Pm,
    Dawn,
    Morning,
    Midday,
    Evening,
    Night,
}

/// A vocabulary: what is written, and what it means; nothing, for 까지 or "on".
pub(super) type Words = &'static [(&'static str, &'static [Token])];

/// All of the input as tokens, or none if a word is unknown: half-read dates are worse than none.
pub(super) fn tokens(input: &str) -> Option<Vec<Token>> {
    let input: String = input.nfkc().collect::<String>().to_lowercase().replace(['\'', '’'], "");
    let input = input.replace("a.m.", "am").replace("p.m.", "pm");
    let mut tokens = Vec::new();
    let mut rest = input.as_str();
    let mut after_number = false;
    while let Some(first) = rest.chars().next() {
        let used = match first {
            '0'..='9' => {
                let digits = run(rest, |c| c.is_ascii_digit());
                let value = rest[..digits].parse().ok().filter(|value| *value <= NUMBER_MAX)?;
                tokens.push(Token::Num(value, digits));
                digits
            }
            '/' | '-' | '.' | ':' => {
                tokens.push(Token::Sign(first));
                1
            }
            'a'..='z' => {
                let letters = run(rest, |c| c.is_ascii_lowercase());
                tokens.extend(english(&rest[..letters])?);
                letters
            }
            // 월 and 일 count after a number, and are weekdays elsewhere.
            '월' if after_number => push(&mut tokens, Token::MonthMark, first),
            '일' if after_number => push(&mut tokens, Token::DayMark, first),
            '가'..='힣' => {
                let (word, meaning) = longest(rest)?;
                tokens.extend(*meaning);
                word.len()
            }
            _ if first.is_whitespace() || "(),[]".contains(first) => first.len_utf8(),
            _ => return None,
        };
        after_number = first.is_ascii_digit() || (after_number && first.is_whitespace());
        rest = &rest[used..];
    }
    Some(tokens)
}

fn push(tokens: &mut Vec<Token>, token: Token, written: char) -> usize {
    tokens.push(token);
    written.len_utf8()
}

fn run(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.find(|c| !belongs(c)).unwrap_or(words.len())
}

fn english(word: &str) -> Option<&'static [Token]> {
    words_en::WORDS.iter().find(|(written, _)| *written == word).map(|(_, meaning)| *meaning)
}

/// Korean is written with and without spaces, so the longest known beginning is taken.
fn longest(rest: &str) -> Option<&'static (&'static str, &'static [Token])> {
    let known = words_ko::WORDS.iter().filter(|(word, _)| rest.starts_with(word));
    known.max_by_key(|(word, _)| word.len())
}
