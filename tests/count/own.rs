//! Votes of our own, small enough to count by hand. They lie in `tests/pabulib`, where the checker of
//! Pabulib sees them too.

/// Ten voters, and 1,000 to spend. Six want lamps for 600, five benches for 500, four signs for 400:
/// the one who wants both has nothing left for benches once the lamps are paid.
pub const PARK: &str = include_str!("../pabulib/park.pb");

/// The example of an instant run-off: whoever leads at first need not win.
pub const LUNCH: &str = include_str!("../pabulib/lunch.soi");

/// The same as a vote in which one could tie.
pub const TIES: &str = include_str!("../pabulib/lunch.toc");

/// Approvals as categories.
pub const LIKES: &str = include_str!("../pabulib/likes.cat");

/// Points from a purse.
pub const POINTS: &str = include_str!("../pabulib/points.pb");

/// The first as tables, as a spreadsheet has them.
pub const TABLE: &str = "\u{FEFF}ballot_no,choices\r\n1,\"1,2\"\r\n2,2\r\n3,\r\n";
