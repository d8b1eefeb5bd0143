//! Where the page plays: what it says of the place, and in whose time. An emulator for anybody's
//! bot has none of it: then the page keeps to the reader's own time, and suggests no place by name.

use serde::Serialize;

/// What the page takes from the city that it shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Scene {
    /// The zone in which times are shown, by its IANA name.
    pub time_zone: String,
    /// Places that a person may send, the nearest first.
    pub places: Vec<Spot>,
    /// What a new group is called, if nobody calls it otherwise.
    pub group_ko: String,
    /// The same in English.
    pub group_en: String,
}

/// A place with its name.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Spot {
    /// In Korean.
    pub name_ko: String,
    /// In English.
    pub name_en: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}
