//! The languages there are: one folder in `locales/` each.

use std::fmt;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The message files, built into the binary.
pub(super) static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// A language the catalogue has, named by its folder in `locales/` ("ko", "en"). Adding a folder
/// adds a language; nothing in Rust.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Lang(&'static str);

impl Lang {
    /// The language every text is first written in, and that others fall back to.
    pub const fn reference() -> Lang {
        Lang("ko")
    }

    /// The folder's name, an IETF tag.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Every language there is, the reference first.
    pub fn all() -> &'static [Lang] {
        static ALL: OnceLock<Vec<Lang>> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut all: Vec<Lang> =
                LOCALES.dirs().filter_map(|dir| dir.path().file_name()?.to_str()).map(Lang).collect();
            all.sort_by_key(|lang| (*lang != Lang::reference(), lang.0));
            all
        })
    }

    /// The language that serves a reader of `tag` best ("ko-KR" -> ko, "zh" -> zh-Hans), if any.
    pub fn find(tag: &str) -> Option<Lang> {
        let tag = tag.trim().replace('_', "-");
        let exact = |wanted: &str| Lang::all().iter().copied().find(|lang| lang.0.eq_ignore_ascii_case(wanted));
        let mut wanted = tag.as_str();
        while !wanted.is_empty() {
            if let Some(lang) = exact(wanted) {
                return Some(lang);
            }
            wanted = wanted.rsplit_once('-').map_or("", |(shorter, _)| shorter);
        }
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Lang::all().iter().copied().find(|lang| primary(lang.0) == primary(&tag))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A language that has since been taken away reads as the reference.
impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let code = String::deserialize(deserializer)?;
        Ok(Lang::find(&code).unwrap_or(Lang::reference()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_the_nearest_language() {
        let found = |tag| Lang::find(tag).map(Lang::code);
        for (tag, code) in [
            ("ko", Some("ko")),
            ("ko-KR", Some("ko")),
            ("KO_kr", Some("ko")),
            ("en-GB-oxendict", Some("en")),
            ("tlh", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(found(tag), code, "{tag}");
        }
    }

    #[test]
    fn the_reference_comes_first_and_exists() {
        assert_eq!(Lang::all().first(), Some(&Lang::reference()));
    }

    #[test]
    fn a_language_that_is_gone_reads_as_the_reference() {
        assert_eq!(serde_json::from_str::<Lang>("\"tlh\"").unwrap(), Lang::reference());
        assert_eq!(serde_json::to_string(&Lang::reference()).unwrap(), "\"ko\"");
    }
}
