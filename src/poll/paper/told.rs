//! What is told of the ballots on paper in a poll's public bundle, and sealed at its close.

use anyhow::Context;

use super::rules::Sheet;
use super::store;
use crate::db::Tx;
use crate::poll::proof::rules::bundle::{PAPER_FORM, Paper, Station};
use crate::poll::proof::rules::evidence::{Evidence, Least, Split};
use crate::poll::{Choices, Poll};

/// What is told, and the figures that go with it.
pub struct Part {
    /// `paper.json`.
    pub paper: Paper,
    /// The figures: in a file of their own if the two parts are told apart, with the others otherwise. None if
    /// nothing of the votes may be published.
    pub votes: Option<Evidence>,
}

/// That of a poll in whose box there are so many ballots; none if there is none on paper.
pub async fn part(tx: &mut Tx, poll: &Poll, cast: u64) -> anyhow::Result<Option<Part>> {
    let filed = store::confirmed(tx, poll.id).await?;
    let Some(sum) = Sheet::sum(filed.iter().map(|filed| &filed.sheet)) else { return Ok(None) };
    let rules = poll.rules();
    let Split { least, apart } = Split::of(poll.method, &rules, cast, sum.counted());
    let votes = match least {
        Least::Nothing => None,
        _ => Some(least_of(&sum, least, poll).with_context(|| format!("poll {} has a sheet that is none", poll.id.0))?),
    };
    let hash = votes.as_ref().filter(|_| apart).map(|votes| crate::poll::keys::hex_hash(&votes.written()));
    let mut stations: Vec<Station> =
        filed.into_iter().map(|filed| Station { ballots: filed.sheet.ballots, station: filed.station }).collect();
    stations.sort_by(|one, other| one.station.cmp(&other.station));
    let Sheet { ballots, blank, invalid, .. } = sum;
    let paper = Paper { ballots, blank, format: PAPER_FORM.to_owned(), invalid, stations, votes: hash };
    Ok(Some(Part { paper, votes }))
}

/// The least of a sum of sheets that allows to count again.
fn least_of(sum: &Sheet, least: Least, poll: &Poll) -> Option<Evidence> {
    let Evidence::Ballots(lines) = &sum.votes else { return Some(sum.votes.clone()) };
    let mut ballots = Vec::new();
    for (line, count) in lines {
        let choices = Choices::decode(line)?;
        ballots.extend(std::iter::repeat_n(choices, usize::try_from(*count).ok()?));
    }
    ballots.extend(std::iter::repeat_n(Choices::Blank, usize::try_from(sum.blank).ok()?));
    Evidence::of(least, poll.method, &poll.rules(), &ballots)
}
