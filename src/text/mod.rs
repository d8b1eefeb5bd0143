//! Texts for people, and what people type.
//!
//! Code names a message (`t!("poll-closed", title = title)`) and its facts; a [`Catalog`] renders
//! it late, in the reader's language, from `locales/`. The way in is here too: cleaning what
//! people type, short answers, dates. No text for people stands in Rust.

mod ages;
mod catalog;
pub mod clean;
mod dates;
mod drops;
mod figures;
mod functions;
pub mod html;
pub mod josa;
mod lang;
mod localized;
mod marks;
mod named;
mod numbers;
mod value;
pub mod when;
mod won;
pub mod words;

pub use ages::read_ages;
pub use catalog::Catalog;
pub use clean::{chars, clean, cut, has_words};
pub use dates::iso;
pub use drops::drops;
pub use figures::{Share, figures, shares};
pub use html::{escape, plain_of, split};
pub use josa::josa;
pub use lang::Lang;
pub use localized::Localized;
pub use marks::{Marks, marks};
pub use named::{Named, named, submits};
pub use numbers::comma;
pub use value::{Text, Value};
pub use when::{Note, Read, ReadDay, WhenProblem, read_day, read_when};
pub use won::won;
pub use words::{count, from_english_keys, number, same_label, starts_label, yes_no};
