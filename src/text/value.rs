//! A message and its arguments, before anybody knows who will read it.
//!
//! A [`Text`] is a value like any other: it can be returned, nested, compared in a test. Only the
//! catalogue turns it into words.

use chrono::{DateTime, NaiveDate, Utc};

use super::Localized;

/// A message by id with its arguments; rendered late, in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The message's name in `locales/<lang>/*.ftl`.
    pub id: &'static str,
    /// The message's variables, by name.
    pub args: Vec<(&'static str, Value)>,
}

/// What a message may be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words as they are; escaped when rendered as HTML.
    Str(String),
    /// A whole number; chooses plural forms, and is shown without grouping unless `COMMA` is asked.
    Num(i64),
    /// Another message, rendered the same way.
    Text(Box<Text>),
    /// Messages, each on its own line.
    List(Vec<Text>),
    /// A moment, with its date: "2026년 12월 4일(금) 오후 2시", in the city's zone.
    When(DateTime<Utc>),
    /// A day: "2026년 12월 4일(금)".
    Day(NaiveDate),
    /// The time of day only: "오후 2시", in the city's zone.
    Time(DateTime<Utc>),
    /// A name the city keeps in several languages.
    Local(Localized),
    /// Money: "13억 4,000만 원".
    Won(i64),
}

/// Makes a [`Text`]: `t!("id")` or `t!("id", name = expr, other = expr)`.
///
/// A macro, not a function, so that the names of the arguments stand where `tests/locales/` can
/// read them and hold them against the message's variables.
#[macro_export]
macro_rules! t {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::Text {
            id: $id,
            args: ::std::vec![$((::std::stringify!($name), $crate::text::Value::from($value))),*],
        }
    };
}

macro_rules! from {
    ($($from:ty => |$value:ident| $made:expr;)*) => {
        $(impl From<$from> for Value {
            fn from($value: $from) -> Value {
                $made
            }
        })*
    };
}

from! {
    &str => |value| Value::Str(value.to_owned());
    String => |value| Value::Str(value);
    &String => |value| Value::Str(value.clone());
    i64 => |value| Value::Num(value);
    i32 => |value| Value::Num(value.into());
    u32 => |value| Value::Num(value.into());
    u64 => |value| Value::Num(i64::try_from(value).unwrap_or(i64::MAX));
    usize => |value| Value::Num(i64::try_from(value).unwrap_or(i64::MAX));
    Text => |value| Value::Text(Box::new(value));
    Vec<Text> => |value| Value::List(value);
    DateTime<Utc> => |value| Value::When(value);
    NaiveDate => |value| Value::Day(value);
    Localized => |value| Value::Local(value);
    &Localized => |value| Value::Local(value.clone());
}
