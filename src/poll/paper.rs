//! Ballots on paper. What was counted at a station is entered by one member of staff and confirmed by
//! another; only then it counts. Where a poll has codes, whoever gets a ballot on paper is checked off by
//! theirs, which is used up at that moment: so nobody votes on paper and elsewhere, and there cannot be
//! more ballots than codes. Without codes that cannot be excluded, and the result says so.
//!
//! Sheets are entered and confirmed until the close, as votes are cast until the close: what is counted
//! then is sealed with the log, and nobody can add to it afterwards.

use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::{Poll, PollId, eligible};

mod card;
pub mod checking;
pub mod desk;
pub mod enter;
pub mod returning;
pub mod rules;
pub mod store;
pub mod told;

pub use card::button;
pub use checking::Checking;
pub use enter::Entry;
pub use returning::Returning;
use rules::Sheet;

/// Letters of a station's name.
pub const STATION_CHARS: std::ops::RangeInclusive<usize> = 2..=40;

/// The number of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct SheetId(pub i64);

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Somebody else has to confirm it.
    Waiting,
    /// It went back to its author.
    Returned,
    /// Its author took it back.
    Withdrawn,
    /// It counts.
    Confirmed,
    /// A correction has taken its place.
    Replaced,
}

/// A sheet as it was handed in.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Its number.
    pub id: SheetId,
    /// The poll.
    pub poll: PollId,
    /// Where it stands.
    pub state: State,
    /// What the station is called.
    pub station: String,
    /// What was counted there.
    pub sheet: Sheet,
    /// Who entered it.
    pub author: PersonId,
    /// Whose place it takes when it is confirmed.
    pub replaces: Option<SheetId>,
    /// Why it was returned.
    pub reason: Option<String>,
    /// When it was handed in, returned or confirmed.
    pub touched_at: Moment,
}

/// What counts of a poll on paper, all stations together; none if nothing does.
pub async fn sum(tx: &mut Tx, poll: PollId) -> anyhow::Result<Option<Sheet>> {
    let sheets: Vec<Sheet> = store::confirmed(tx, poll).await?.into_iter().map(|filed| filed.sheet).collect();
    Ok(Sheet::sum(&sheets))
}

/// Whether there are codes for so many ballots as there would be with `more`, in place of those of
/// `replaces`; if not, how many codes were checked off.
pub async fn enough_codes(
    tx: &mut Tx,
    poll: &Poll,
    more: u64,
    replaces: Option<SheetId>,
) -> anyhow::Result<Result<(), u64>> {
    if !poll.eligible.code {
        return Ok(Ok(()));
    }
    let codes = u64::try_from(eligible::store::count_spent_on_paper(tx, poll.id).await?)?;
    let others = store::confirmed(tx, poll.id).await?.into_iter().filter(|filed| Some(filed.id) != replaces);
    let there = others.map(|filed| filed.sheet.ballots).fold(more, u64::saturating_add);
    Ok(if there <= codes { Ok(()) } else { Err(codes) })
}
