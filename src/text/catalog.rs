//! The messages of every language, and the only place where a [`Text`] becomes words.
//!
//! All `.ftl` files of a language's folder are one bundle. Everything is rendered as Telegram
//! HTML, with each argument escaped once; plain text is that HTML without its tags and escapes.
//! Dates and money are messages too, so that a new language needs nothing in Rust.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::dates::{day_args, time_args};
use super::functions::{self, Bundle, Raw};
use super::html::{escape, plain_of};
use super::lang::LOCALES;
use super::numbers::Money;
use super::{Lang, Text, Value};

/// Every message in every language, and the zone in which the city reads the clock.
pub struct Catalog {
    zone: Tz,
    languages: HashMap<Lang, Language>,
}

struct Language {
    bundle: Bundle,
    money: Arc<OnceLock<Money>>,
    /// Texts without arguments, as HTML and as plain text: most buttons, which are rendered over and
    /// over.
    fixed: RwLock<HashMap<&'static str, (String, String)>>,
    /// Moments, by their milliseconds since 1970: a poll's close is in every answer to a vote.
    moments: RwLock<HashMap<i64, String>>,
}

/// Moments remembered before all are forgotten.
const MOMENTS_MAX: usize = 1024;

impl Catalog {
    /// Reads the messages built into the binary. An error names the file and the line.
    pub fn new(zone: Tz) -> anyhow::Result<Catalog> {
        let languages =
            Lang::all().iter().map(|&lang| Ok((lang, Language::load(lang)?))).collect::<anyhow::Result<_>>()?;
        Ok(Catalog { zone, languages })
    }

    /// The text as Telegram HTML: arguments escaped once, tags only from the message files.
    pub fn html(&self, lang: Lang, text: &Text) -> String {
        if let Some((html, _)) = self.fixed(lang, text) {
            return html;
        }
        self.html_of(lang, text)
    }

    fn html_of(&self, lang: Lang, text: &Text) -> String {
        let mut args = FluentArgs::with_capacity(text.args.len());
        for (name, value) in &text.args {
            args.set(*name, self.value(lang, value));
        }
        self.render(lang, text.id, &args)
    }

    /// The text without tags and escapes: for buttons, toasts, file names, tables.
    pub fn plain(&self, lang: Lang, text: &Text) -> String {
        if let Some((_, plain)) = self.fixed(lang, text) {
            return plain;
        }
        plain_of(&self.html_of(lang, text))
    }

    /// A text without arguments is rendered once.
    fn fixed(&self, lang: Lang, text: &Text) -> Option<(String, String)> {
        let language = self.languages.get(&lang).filter(|_| text.args.is_empty())?;
        if let Some(known) = language.fixed.read().expect("no one panics while holding it").get(text.id) {
            return Some(known.clone());
        }
        let html = self.html_of(lang, text);
        let both = (html.clone(), plain_of(&html));
        language.fixed.write().expect("no one panics while holding it").insert(text.id, both.clone());
        Some(both)
    }

    /// The city's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether this language itself has the message.
    pub fn has(&self, lang: Lang, id: &str) -> bool {
        self.languages.get(&lang).is_some_and(|language| language.bundle.has_message(id))
    }

    fn value(&self, lang: Lang, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Str(words) => words.clone().into(),
            Value::Num(number) => (*number).into(),
            Value::Text(text) => Raw(self.html(lang, text)).into(),
            Value::List(texts) => {
                let lines: Vec<String> = texts.iter().map(|text| self.html(lang, text)).collect();
                Raw(lines.join("\n")).into()
            }
            Value::When(at) => Raw(self.when(lang, *at)).into(),
            Value::Day(day) => Raw(self.day(lang, *day)).into(),
            Value::Time(at) => Raw(self.time(lang, at.with_timezone(&self.zone).time())).into(),
            Value::Local(name) => name.get(lang).to_owned().into(),
            Value::Won(won) => Raw(self.won(lang, *won)).into(),
        }
    }

    pub(super) fn when(&self, lang: Lang, at: DateTime<Utc>) -> String {
        let ms = at.timestamp_millis();
        let Some(language) = self.languages.get(&lang) else { return self.when_of(lang, at) };
        if let Some(known) = language.moments.read().expect("no one panics while holding it").get(&ms) {
            return known.clone();
        }
        let words = self.when_of(lang, at);
        let mut moments = language.moments.write().expect("no one panics while holding it");
        if moments.len() >= MOMENTS_MAX {
            moments.clear();
        }
        moments.insert(ms, words.clone());
        words
    }

    fn when_of(&self, lang: Lang, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone).naive_local();
        let (date, time) = (local.date(), local.time());
        let eve = date.checked_sub_days(Days::new(1)).unwrap_or(date);
        let midnight = if time == NaiveTime::MIN { "yes" } else { "no" };
        let mut args = FluentArgs::new();
        args.set("date", Raw(self.day(lang, date)));
        args.set("eve", Raw(self.day(lang, eve)));
        args.set("midnight", midnight);
        args.set("time", Raw(self.time(lang, time)));
        self.render(lang, "text-when", &args)
    }

    fn day(&self, lang: Lang, day: NaiveDate) -> String {
        let named = |id, name, number: u32| {
            let mut args = FluentArgs::new();
            args.set(name, number);
            Raw(self.render(lang, id, &args))
        };
        let mut args = day_args(day);
        args.set("month", named("text-month", "month", day.month()));
        let weekday = day.weekday().number_from_monday();
        args.set("weekday", named("text-weekday", "weekday", weekday));
        self.render(lang, "text-day", &args)
    }

    fn time(&self, lang: Lang, time: NaiveTime) -> String {
        self.render(lang, "text-time", &time_args(time))
    }

    fn won(&self, lang: Lang, won: i64) -> String {
        let language = self.languages.get(&lang);
        match language.and_then(|language| language.money.get()) {
            Some(money) => escape(&money.write(won)),
            None => won.to_string(),
        }
    }

    /// The message in this language; else in the reference language; else its id, so that a
    /// forgotten text never costs an answer.
    fn render(&self, lang: Lang, id: &str, args: &FluentArgs<'_>) -> String {
        [lang, Lang::reference()]
            .iter()
            .filter_map(|lang| self.languages.get(lang))
            .find_map(|language| language.render(id, args))
            .unwrap_or_else(|| {
                tracing::error!(text.id = id, "a text is missing in every language");
                escape(id)
            })
    }
}

impl Language {
    fn load(lang: Lang) -> anyhow::Result<Language> {
        let code = lang.code();
        let folder = LOCALES.get_dir(code).context("a language is a folder in locales/")?;
        let tag = code.parse().with_context(|| format!("locales/{code} is not a language tag"))?;
        let mut bundle = Bundle::new_concurrent(vec![tag]);
        // Isolation marks around every value would spoil searching and copying in Telegram.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(functions::escape_strings));
        let money = Arc::new(OnceLock::new());
        functions::add_to(&mut bundle, money.clone())?;
        for file in folder.files().filter(|file| file.path().extension() == Some("ftl".as_ref())) {
            let name = file.path().display();
            let source = file.contents_utf8().with_context(|| format!("{name} is not UTF-8"))?;
            let resource = parse(source).map_err(|error| anyhow!("locales/{name}, {error}"))?;
            if let Err(errors) = bundle.add_resource(resource) {
                bail!("locales/{name}: {}", errors[0]);
            }
        }
        let language = Language { bundle, money, fixed: RwLock::default(), moments: RwLock::default() };
        if let Some(style) = language.money_style() {
            let _ = language.money.set(style);
        }
        Ok(language)
    }

    /// Reads how money is written from `text-won` and `text-won-units`.
    fn money_style(&self) -> Option<Money> {
        const HERE: &str = "\u{e000}";
        let mut args = FluentArgs::new();
        args.set("amount", HERE);
        let pattern = plain_of(&self.render("text-won", &args)?);
        let (before, after) = pattern.split_once(HERE)?;
        let units = self.render("text-won-units", &FluentArgs::new()).unwrap_or_default();
        Some(Money {
            before: before.to_owned(),
            after: after.to_owned(),
            units: units.split_whitespace().map(str::to_owned).collect(),
        })
    }

    fn render(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let mut out = String::new();
        let mut errors = Vec::new();
        // Not `format_pattern`: it would escape the finished text once more.
        self.bundle.write_pattern(&mut out, message.value()?, Some(args), &mut errors).ok()?;
        if let Some(error) = errors.first() {
            tracing::error!(text.id = id, %error, "a text could not be rendered cleanly");
        }
        Some(out)
    }
}

fn parse(source: &str) -> anyhow::Result<FluentResource> {
    FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let Some(error) = errors.first() else { return anyhow!("cannot be read") };
        // The parser may notice only on a later line; the message's first one is where to look.
        let start = error.slice.as_ref().map_or(error.pos.start, |message| message.start);
        let line = source.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
        anyhow!("line {line}: {error}")
    })
}

#[cfg(test)]
mod tests;
