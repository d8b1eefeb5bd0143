//! Where people took part from: the turnout by gu, without figures that could point at somebody.

use crate::city::City;
use crate::db::Tx;
use crate::poll::rules::{self, CELL_MIN};
use crate::poll::{PollId, ballot};
use crate::t;
use crate::text::Text;

/// How many took part from each gu, a line each, for staff.
pub async fn lines(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<Vec<Text>> {
    let (lines, _) = read(tx, city, id).await?;
    Ok(lines)
}

/// The same for a result; nothing where no figure is large enough to be shown.
pub async fn block(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<Option<Text>> {
    let (lines, any) = read(tx, city, id).await?;
    Ok(any.then(|| t!("poll-desk-turnout", lines = lines)))
}

async fn read(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<(Vec<Text>, bool)> {
    Ok(show(city, &ballot::store::turnout_cells(tx, city, id).await?))
}

/// Counts by gu as lines, and whether a gu's figure is shown in them.
pub fn show(city: &City, cells: &[(Option<String>, i64)]) -> (Vec<Text>, bool) {
    let counts: Vec<i64> = cells.iter().map(|(_, count)| *count).collect();
    let shown = rules::hide_small(&counts);
    let any = cells.iter().zip(&shown).any(|((gu, _), shown)| gu.is_some() && shown.is_some());
    let line = |((gu, count), shown): (&(Option<String>, i64), Option<i64>)| {
        let place = match gu {
            Some(gu) => t!("place-name", name = city.preset.area_name(gu)),
            None => t!("poll-desk-no-gu"),
        };
        match shown {
            Some(count) => t!("poll-desk-turnout-line", place = place, count = count),
            None if *count < CELL_MIN => t!("poll-desk-turnout-few", place = place, min = CELL_MIN),
            None => t!("poll-desk-turnout-hidden", place = place),
        }
    };
    (cells.iter().zip(shown).map(line).collect(), any)
}
