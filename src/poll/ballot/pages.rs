//! How a ballot is laid out: its options a page at a time, field by field where there are fields.
//! Pure: the same poll and the same order give the same pages.

use crate::poll::voting::Kind;
use crate::poll::{OptionId, Poll};

/// Options on one page where each has one button.
pub const OPTIONS_A_PAGE: usize = 8;
/// Options on one page where each has a row of buttons.
const ROWS_A_PAGE: usize = 6;

/// Some options that are shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The field that they fall under, by its number; none where there are no fields.
    pub field: Option<usize>,
    /// Which page of its field this is, and of how many.
    pub of_field: (usize, usize),
    /// The options.
    pub options: Vec<OptionId>,
}

/// The pages of a ballot on which the options come in that order. There is at least one.
pub fn pages(poll: &Poll, order: &[OptionId]) -> Vec<Page> {
    let size = match poll.kind() {
        Kind::Score { .. } | Kind::Points { .. } => ROWS_A_PAGE,
        Kind::Single | Kind::Approval | Kind::Knapsack | Kind::Ranked => OPTIONS_A_PAGE,
    };
    let fields = poll.terms.fields.len();
    let of = |option: &OptionId| poll.option(*option).and_then(|option| option.field).filter(|field| *field <= fields);
    // Who belongs to no field comes last.
    let groups = (1..=fields).map(Some).chain([None]);
    let mut pages = Vec::new();
    for field in groups {
        let group: Vec<OptionId> = order.iter().copied().filter(|option| of(option) == field).collect();
        let count = group.len().div_ceil(size);
        for (number, options) in (1..).zip(group.chunks(size)) {
            pages.push(Page { field, of_field: (number, count), options: options.to_vec() });
        }
    }
    if pages.is_empty() {
        pages.push(Page { field: None, of_field: (1, 1), options: Vec::new() });
    }
    pages
}

/// The options in the order in which the pages have them.
pub fn in_order(pages: &[Page]) -> Vec<OptionId> {
    pages.iter().flat_map(|page| page.options.iter().copied()).collect()
}

/// The page that has an option; the first if none has.
pub fn page_of(pages: &[Page], option: OptionId) -> usize {
    pages.iter().position(|page| page.options.contains(&option)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bot::Words;
    use crate::clock::Moment;
    use crate::poll::voting::{Approval, Score};
    use crate::poll::{Candidate, Field};

    fn poll(options: i64, fields: usize) -> Poll {
        let options = (1..=options).map(|id| {
            let mut option = Candidate::new(OptionId(id), Words::only(format!("{id}")));
            option.field = (fields > 0).then(|| 1 + usize::try_from(id).unwrap() % fields);
            option
        });
        let mut poll = Poll::new(Words::only("?"), options.collect(), Moment::from_ms(1), Moment::from_ms(2));
        poll.method = &Approval;
        poll.terms.fields = (0..fields).map(|_| Field::new(Words::only("분야"))).collect();
        poll
    }

    fn order(poll: &Poll) -> Vec<OptionId> {
        poll.options.iter().rev().map(|option| option.id).collect()
    }

    #[test]
    fn a_field_begins_a_page_of_its_own() {
        let poll = poll(20, 2);
        let pages = pages(&poll, &order(&poll));
        let shape: Vec<_> = pages.iter().map(|page| (page.field, page.of_field, page.options.len())).collect();
        assert_eq!(shape, [(Some(1), (1, 2), 8), (Some(1), (2, 2), 2), (Some(2), (1, 2), 8), (Some(2), (2, 2), 2)]);
        assert_eq!(page_of(&pages, OptionId(2)), 1);
    }

    #[test]
    fn rows_take_more_room_than_buttons() {
        let mut poll = poll(20, 0);
        assert_eq!(pages(&poll, &order(&poll)).len(), 3);
        poll.method = &Score;
        assert_eq!(pages(&poll, &order(&poll)).len(), 4);
    }

    proptest! {
        #[test]
        fn every_option_is_on_one_page(options in 0i64..=60, fields in 0usize..=8) {
            let poll = poll(options, fields);
            let pages = pages(&poll, &order(&poll));
            let mut shown = in_order(&pages);
            prop_assert!(pages.iter().all(|page| page.options.len() <= OPTIONS_A_PAGE));
            prop_assert!(shown.iter().all(|option| pages[page_of(&pages, *option)].options.contains(option)));
            shown.sort();
            prop_assert!(shown == (1..=options).map(OptionId).collect::<Vec<_>>());
        }
    }
}
