//! The city as data: names, districts, departments, fields, periods. A preset is a folder with
//! `city.toml` and `dong.tsv`; Seongnam's is in the binary, another is named by `--preset`.
//! A mistake in one is a sentence that names the file and the entry, never a panic.

use chrono::NaiveDate;

use crate::clock::Moment;
use crate::text::{Catalog, Lang, Text};

mod load;
mod preset;

pub use preset::*;

/// What every conversation knows besides the database: the city, its texts, and where the bot is
/// to be found.
pub struct City {
    /// The city's data.
    pub preset: Preset,
    /// The texts in every language.
    pub catalog: Catalog,
    /// The keys of polls: outside the database and its backups.
    pub keys: crate::poll::keys::Keys,
    /// The bot's name in the channel, for deep links: `t.me/<bot>?start=..`. Empty where it has none.
    pub bot: String,
    /// Groups in which the bot may stay.
    pub groups: Vec<i64>,
}

impl City {
    /// A local calendar day.
    pub fn day(&self, at: Moment) -> NaiveDate {
        at.utc().with_timezone(&self.preset.zone).date_naive()
    }

    /// A deep link to something of the bot, if the channel has such.
    pub fn link(&self, payload: &str) -> Option<String> {
        (!self.bot.is_empty()).then(|| format!("https://t.me/{}?start={payload}", self.bot))
    }

    /// A text as a message in Telegram's HTML.
    pub fn html(&self, lang: Lang, text: &Text) -> String {
        self.catalog.html(lang, text)
    }

    /// A text without markup: a button, a toast, a cell.
    pub fn plain(&self, lang: Lang, text: &Text) -> String {
        self.catalog.plain(lang, text)
    }
}
