//! In which language a result is told: the one asked for, or else the terminal's own. Korean where
//! nobody says anything that we have.

use crate::text::{Catalog, Lang, Text};

/// The words of one language.
pub struct Words {
    catalog: Catalog,
    lang: Lang,
}

impl Words {
    /// In that language.
    pub fn new(lang: Lang) -> anyhow::Result<Words> {
        // No text of a count has a time in it.
        Ok(Words { catalog: Catalog::new(chrono_tz::UTC)?, lang })
    }

    /// A text in words.
    pub fn say(&self, text: &Text) -> String {
        self.catalog.plain(self.lang, text)
    }
}

/// Reads a language's name on the command line.
pub fn language(tag: &str) -> Result<Lang, String> {
    let known = || Lang::all().iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ");
    Lang::find(tag).ok_or_else(|| format!("there are: {}", known()))
}

/// The language of the terminal.
pub fn of_terminal() -> Lang {
    from(|name| std::env::var(name).ok())
}

/// As POSIX has it: the first of the three that is set decides.
fn from(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|locale| !locale.is_empty());
    let locale = set.unwrap_or_default();
    let tag = locale.split(['.', '@']).next().unwrap_or_default();
    Lang::find(tag).unwrap_or(Lang::reference())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_says_which_language() {
        let said = |set: &[(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            from(value).code()
        };
        assert_eq!(said(&[("LANG", "en_US.UTF-8")]), "en");
        assert_eq!(said(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR.UTF-8")]), "ko");
        assert_eq!(said(&[("LANG", "ko_KR.UTF-8"), ("LC_MESSAGES", ""), ("LC_ALL", "en_GB@euro")]), "en");
        assert_eq!(said(&[("LANG", "C.UTF-8")]), "ko");
        assert_eq!(said(&[]), "ko");
    }
}
