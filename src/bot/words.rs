//! What staff write for the public: Korean, and English if they care to.

use serde::{Deserialize, Serialize};

use crate::t;
use crate::text::{Lang, Text};

/// A text by staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In the reference language.
    pub ko: String,
    /// In English, if there is a version.
    pub en: Option<String>,
}

impl Words {
    /// A text in the reference language only.
    pub fn only(ko: impl Into<String>) -> Words {
        Words { ko: ko.into(), en: None }
    }

    /// What somebody reads who reads `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match &self.en {
            Some(en) if lang != Lang::reference() => en,
            _ => &self.ko,
        }
    }

    /// A kind word to who finds no version in their language.
    pub fn note(&self, lang: Lang) -> Option<Text> {
        (lang != Lang::reference() && self.en.is_none()).then(|| t!("korean-only"))
    }
}
