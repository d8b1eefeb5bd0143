//! Words typed on a ballot instead of pressing its buttons: to submit it, yes, options by their names. What
//! is not plainly one of these is no ballot, and what could be several options is asked about. Pure.

use crate::poll::{OptionId, Poll};
use crate::text::{Lang, Marks, Named, marks, named, submits, yes_no};

/// What somebody said. Its `Debug` would tell a choice, so it has none.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// These options, as if by number.
    Marks(Marks),
    /// A name that could be each of these.
    Which(Vec<OptionId>),
    /// To submit what is chosen.
    Submit,
    /// Yes, to whatever was asked.
    Yes,
}

/// Reads it as it is meant in this poll; none if it is something else.
pub fn said(poll: &Poll, lang: Lang, typed: &str) -> Option<Said> {
    if let Some(marks) = marks(typed) {
        return Some(Said::Marks(marks));
    }
    let names: Vec<Named<'_>> = poll
        .options
        .iter()
        .map(|known| {
            let too = std::iter::once(known.title.ko.as_str()).chain(known.title.en.as_deref());
            Named { number: known.id.0, name: known.title.get(lang), too: too.collect() }
        })
        .collect();
    match named(&names, typed) {
        Ok(Some(marks)) => Some(Said::Marks(marks)),
        Err(several) => Some(Said::Which(several.into_iter().map(OptionId).collect())),
        Ok(None) if submits(typed) => Some(Said::Submit),
        Ok(None) => (yes_no(typed) == Some(true)).then_some(Said::Yes),
    }
}
