//! `.pb` out. What came from a `.pb` is written as it was, with LF at the line ends; what came from
//! elsewhere first gets Pabulib's words (`convert`).

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::count::ballots::Column;
use crate::count::{Kind, Problem, Vote};

/// Writes a `.pb`. The vote must be in Pabulib's dialect, each ballot one voter's, without ties.
pub fn write(vote: &Vote) -> Result<Vec<u8>, Problem> {
    if vote.ballots.iter().any(|slip| slip.voters != 1 || slip.tied.contains(&true)) {
        return Err(Problem::whole("a .pb has one row a voter, and no ties in it"));
    }
    written(vote).map_err(|error| Problem::whole(format!("it cannot be written: {error}")))
}

fn written(vote: &Vote) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new()
        .delimiter(b';')
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .flexible(true)
        .from_writer(Vec::new());
    let (options, ballots) = (&vote.options, &vote.ballots);
    out.write_record(["META"])?;
    out.write_record(["key", "value"])?;
    for (key, value) in &vote.facts {
        out.write_record([key.as_str(), &right(vote, key, value)])?;
    }
    out.write_record(["PROJECTS"])?;
    out.write_record(&options.table.columns)?;
    for place in 0..options.len() {
        out.write_record(options.table.row(place))?;
    }
    out.write_record(["VOTES"])?;
    out.write_record(&ballots.head)?;
    let columns = ballots.columns();
    let (mut vote, mut points) = (String::new(), String::new());
    for (place, slip) in ballots.iter().enumerate() {
        list(&mut vote, slip.names.iter().map(|name| options.ids[*name as usize].as_str()));
        list(&mut points, slip.points.iter().map(u32::to_string));
        let mut others = ballots.cells.row(place);
        for column in &columns {
            out.write_field(match column {
                Column::Vote => vote.as_str(),
                Column::Points => points.as_str(),
                Column::Other => others.next().unwrap_or_default(),
            })?;
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// What META says, with the right count and kind if those of the vote are others by now.
fn right<'f>(vote: &Vote, key: &str, said: &'f str) -> Cow<'f, str> {
    let count = |right: u64| match said.trim().parse::<u64>() {
        Ok(count) if count == right => said.into(),
        _ => right.to_string().into(),
    };
    match key.trim().to_ascii_lowercase().as_str() {
        _ if said.trim().is_empty() => said.into(),
        "num_projects" => count(vote.options.len() as u64),
        "num_votes" => count(vote.ballots.voters()),
        "vote_type" if Kind::named(said) != Some(vote.ballots.kind) => vote.ballots.kind.name().into(),
        _ => said.into(),
    }
}

/// Puts the items between commas.
fn list(cell: &mut String, items: impl Iterator<Item = impl AsRef<str>>) {
    cell.clear();
    for item in items {
        if !cell.is_empty() {
            cell.push(',');
        }
        cell.push_str(item.as_ref());
    }
}
