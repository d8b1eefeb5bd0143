//! Tables out.

use csv::{Terminator, WriterBuilder};

use super::{BOM, CHOICES, NUMBER, POINTS, VOTERS, harmless};
use crate::count::problem::shown;
use crate::count::{Ballots, Options, Problem, Slip};

/// `options.csv`.
pub fn options_out(options: &Options) -> Result<Vec<u8>, Problem> {
    let mut sheet = Sheet::new();
    sheet.row(options.table.columns.iter().map(String::as_str))?;
    for place in 0..options.len() {
        sheet.row(options.table.row(place))?;
    }
    sheet.done()
}

/// `ballots.csv`.
pub fn ballots_out(ballots: &Ballots, ids: &[String]) -> Result<Vec<u8>, Problem> {
    let kind = ballots.kind;
    let weighed = ballots.iter().any(|slip| slip.voters != 1);
    let ours = [(NUMBER, true), (CHOICES, true), (POINTS, kind.has_points()), (VOTERS, weighed)];
    let ours: Vec<&str> = ours.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
    let others = &ballots.cells.columns;
    if let Some(taken) = others.iter().find(|other| ours.iter().any(|name| other.trim().eq_ignore_ascii_case(name))) {
        return Err(Problem::whole(format!(
            "a column of the ballots is called {}, which has another meaning",
            shown(taken)
        )));
    }
    if kind.has_ranks() && ids.iter().any(|id| id.contains(['>', '='])) {
        return Err(Problem::whole("an option's id has > or = in it, which part the options of an order"));
    }
    let mut sheet = Sheet::new();
    sheet.row(ours.iter().copied().chain(others.iter().map(String::as_str)))?;
    for (place, slip) in ballots.iter().enumerate() {
        let points = slip.points.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let cells = ours.iter().map(|name| match *name {
            NUMBER => (place + 1).to_string(),
            CHOICES => choices(slip, ids),
            POINTS => points.clone(),
            _ => slip.voters.to_string(),
        });
        let cells: Vec<String> = cells.collect();
        sheet.row(cells.iter().map(String::as_str).chain(ballots.cells.row(place)))?;
    }
    sheet.done()
}

/// `3,7`, or as an order `7>3=2`.
fn choices(slip: Slip<'_>, ids: &[String]) -> String {
    let mut cell = String::new();
    for (at, name) in slip.names.iter().enumerate() {
        cell.push_str(match slip.tied.get(at) {
            _ if at == 0 => "",
            Some(true) => "=",
            Some(false) => ">",
            None => ",",
        });
        cell.push_str(&ids[*name as usize]);
    }
    cell
}

/// A table on its way out.
pub(super) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    pub(super) fn new() -> Sheet {
        Sheet(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BOM.to_vec()))
    }

    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), Problem> {
        let cells = cells.map(|cell| harmless(cell));
        self.0.write_record(cells.map(|cell| cell.into_owned())).map_err(|error| failed(&error))
    }

    pub(super) fn done(self) -> Result<Vec<u8>, Problem> {
        self.0.into_inner().map_err(|error| failed(error.error()))
    }
}

fn failed(error: &dyn std::error::Error) -> Problem {
    Problem::whole(format!("it cannot be written: {error}"))
}
