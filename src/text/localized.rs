//! Names that a city keeps in several languages: districts, departments, templates.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Lang;

/// City data in several languages, by language code; falls back to the reference language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(BTreeMap<String, String>);

impl Localized {
    /// A name in the two languages that every city has.
    pub fn new(ko: impl Into<String>, en: impl Into<String>) -> Localized {
        Localized([("ko".to_owned(), ko.into()), ("en".to_owned(), en.into())].into())
    }

    /// The name in this language; else in the reference language; else in any.
    pub fn get(&self, lang: Lang) -> &str {
        self.0
            .get(lang.code())
            .or_else(|| self.0.get(Lang::reference().code()))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Several names in a row, in every language that one of them has.
    pub fn listed(names: &[Localized]) -> Localized {
        let langs = names.iter().flat_map(|name| name.0.keys());
        let row = |code: &String| {
            let each: Vec<&str> = names
                .iter()
                .map(|name| name.0.get(code).map_or_else(|| name.get(Lang::reference()), String::as_str))
                .collect();
            (code.clone(), each.join(", "))
        };
        Localized(langs.map(row).collect())
    }

    /// The name in every language that it has.
    pub fn every(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_korean() {
        let name: Localized = toml::from_str("ko = \"야탑1동\"\nvi = \"Yatap 1\"").unwrap();
        assert_eq!(name.get(Lang::find("en").unwrap()), "야탑1동");
        let name = Localized::new("야탑1동", "Yatap 1-dong");
        assert_eq!(name.get(Lang::find("en").unwrap()), "Yatap 1-dong");
    }
}
