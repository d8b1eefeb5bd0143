//! What messages may call (`JOSA`, `COMMA`, `WON`), and the one place where values are escaped.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentType;
use fluent_bundle::{FluentError, FluentResource, FluentValue};
use intl_memoizer::{IntlLangMemoizer, concurrent};

use super::html::{escape, plain_of};
use super::josa::josa;
use super::numbers::{Money, comma};

/// All messages of one language.
pub(super) type Bundle = FluentBundle<FluentResource>;

/// HTML that is rendered already: never escaped again, yet readable by `JOSA`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raw(pub String);

impl FluentType for Raw {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        self.0.clone().into()
    }

    fn as_string_threadsafe(&self, _: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        self.0.clone().into()
    }
}

impl From<Raw> for FluentValue<'_> {
    fn from(raw: Raw) -> Self {
        FluentValue::Custom(Box::new(raw))
    }
}

/// Escapes every string that a message shows: an argument, or what a function returned.
pub(super) fn escape_strings(value: &FluentValue<'_>, _: &concurrent::IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::String(words) => Some(escape(words)),
        _ => None,
    }
}

/// Gives the bundle its functions. How the language writes money is known only once its messages
/// are read, so it arrives later.
pub(super) fn add_to(bundle: &mut Bundle, money: Arc<OnceLock<Money>>) -> Result<(), FluentError> {
    bundle.add_function("JOSA", |given, _| match given {
        [word, FluentValue::String(pair)] => josa(&words_of(word), pair).into(),
        _ => FluentValue::Error,
    })?;
    bundle.add_function("COMMA", |given, _| match given {
        [FluentValue::Number(number)] => comma(number.value as i64).into(),
        _ => FluentValue::Error,
    })?;
    bundle.add_function("WON", move |given, _| match (given, money.get()) {
        ([FluentValue::Number(number)], Some(money)) => money.write(number.value as i64).into(),
        _ => FluentValue::Error,
    })
}

/// A value as a reader sees it, without tags and escapes.
fn words_of(value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::String(words) => words.to_string(),
        FluentValue::Number(number) => number.as_string().into_owned(),
        FluentValue::Custom(custom) => {
            (**custom).as_any().downcast_ref::<Raw>().map_or_else(String::new, |raw| plain_of(&raw.0))
        }
        FluentValue::None | FluentValue::Error => String::new(),
    }
}
