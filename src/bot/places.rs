//! Asking for a district and a neighbourhood: shared by every conversation that needs a place.
//! Three districts, then up to 22 neighbourhoods in pages; a typed name is understood too, in any
//! language, and its beginning, if no other begins so.

use crate::bot::question::Question;
use crate::city::{City, Dong, DongCode, Gu};
use crate::t;
use crate::text::{Localized, Text};

/// Neighbourhoods on one page: four rows of three.
const DONGS_A_PAGE: usize = 12;

/// What a choice of a place question says.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// This district: its neighbourhoods come next.
    Gu(String),
    /// This neighbourhood.
    Dong(DongCode),
    /// Another page of the present district.
    Page(usize),
}

impl Place {
    /// Reads a choice's key; none if it is not one of a place.
    pub fn read(key: &str) -> Option<Place> {
        match key.split_once(':')? {
            ("gu", code) => Some(Place::Gu(code.to_owned())),
            ("dong", code) => Some(Place::Dong(DongCode(code.to_owned()))),
            ("page", number) => Some(Place::Page(number.parse().ok()?)),
            _ => None,
        }
    }
}

/// Adds the districts as choices; a neighbourhood's typed name is understood at once.
pub fn gus(question: Question, city: &City) -> Question {
    let gus = city.preset.districts.iter().map(|gu| (format!("gu:{}", gu.code), t!("place-name", name = &gu.name)));
    let named = city.preset.districts.iter().map(|gu| (format!("gu:{}", gu.code), gu.name.clone()));
    question.grid(3, gus).named(named).named(dong_names(city))
}

/// Adds a page of a district's neighbourhoods as choices.
pub fn dongs(mut question: Question, city: &City, gu: &Gu, page: usize) -> Question {
    let pages = gu.dongs.len().div_ceil(DONGS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    question = question.grid(3, gu.dongs.iter().skip(page * DONGS_A_PAGE).take(DONGS_A_PAGE).map(dong_choice));
    let before = (page > 0).then(|| (format!("page:{}", page - 1), t!("page-before-button")));
    let after = (page + 1 < pages).then(|| (format!("page:{}", page + 1), t!("page-after-button")));
    question = question.grid(2, before.into_iter().chain(after));
    question.named(dong_names(city))
}

fn dong_names(city: &City) -> impl Iterator<Item = (String, Localized)> {
    let dongs = city.preset.districts.iter().flat_map(|gu| &gu.dongs);
    dongs.map(|dong| (format!("dong:{}", dong.code.0), dong.name.clone()))
}

fn dong_choice(dong: &Dong) -> (String, Text) {
    (format!("dong:{}", dong.code.0), t!("place-name", name = &dong.name))
}
