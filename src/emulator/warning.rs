//! What Telegram lets pass today although nobody should rely on it: a keyboard wider than folk
//! wisdom allows, a text that fits by one way of counting and not by the other. No refusal, no
//! failure; written down for whoever looks.

use serde::Serialize;
use serde_json::Value;

use super::world::World;

/// Warnings that are remembered.
const WARNINGS_MAX: usize = 1_000;
/// Buttons in a row that every client still shows. Not documented.
const ROW_BUTTONS_MAX: usize = 8;
/// Buttons of one keyboard. Not documented.
const BUTTONS_MAX: usize = 100;
const TEXT_UNITS_MAX: usize = 4096;
const CAPTION_UNITS_MAX: usize = 1024;

/// Something that went well this time.
#[derive(Debug, Clone, Serialize)]
pub struct Warning {
    /// Milliseconds since 1970.
    pub at: i64,
    /// The method, spelled as Telegram spells it.
    pub method: String,
    /// What to look at, in a sentence.
    pub what: String,
}

impl World {
    pub fn warn(&mut self, method: &str, what: impl Into<String>) {
        let warning = Warning { at: self.now_ms, method: method.to_owned(), what: what.into() };
        if self.warnings.len() == WARNINGS_MAX {
            self.warnings.remove(0);
        }
        self.warnings.push(warning);
        self.touch();
    }

    /// Looks at a call that went well.
    pub fn look_over(&mut self, method: &str, markup: Option<&Value>, result: &Value) {
        for (name, max) in [("text", TEXT_UNITS_MAX), ("caption", CAPTION_UNITS_MAX)] {
            let units = result[name].as_str().map_or(0, |text| text.encode_utf16().count());
            if units > max {
                self.warn(method, format!("the {name} fits in code points, but has {units} UTF-16 units, over {max}"));
            }
        }
        let rows = markup.and_then(|markup| markup["inline_keyboard"].as_array().or(markup["keyboard"].as_array()));
        let sizes: Vec<usize> = rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len).collect();
        if sizes.iter().any(|size| *size > ROW_BUTTONS_MAX) {
            self.warn(method, format!("a row of the keyboard has more than {ROW_BUTTONS_MAX} buttons"));
        }
        if sizes.iter().sum::<usize>() > BUTTONS_MAX {
            self.warn(method, format!("the keyboard has more than {BUTTONS_MAX} buttons"));
        }
    }
}
