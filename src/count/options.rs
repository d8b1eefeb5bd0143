//! What one can choose, as a table of the file says: an id each, perhaps a cost and a name.

use std::collections::HashMap;

use csv::StringRecord;

use super::amount;
use super::problem::{Problem, shown};
use super::rows::check_width;
use super::table::Table;

/// So many options can stand in a file.
pub const OPTIONS_MAX: usize = 10_000;
/// The column of ids, in every format that has one.
pub const ID: &str = "project_id";
/// The column of costs.
pub const COST: &str = "cost";
/// The column of names.
pub const NAME: &str = "name";

/// What one can choose, in the file's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What each is called in ballots.
    pub ids: Vec<String>,
    /// What each costs, in hundredths; empty where the file has no costs.
    pub costs: Vec<i64>,
    /// All columns, as the file has them.
    pub table: Table,
}

impl Options {
    /// None yet, under that head, which has a column of ids.
    pub fn new(head: Vec<String>) -> Options {
        Options { ids: Vec::new(), costs: Vec::new(), table: Table::new(head) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// A cell of an option, by its column's name; empty where there is none.
    pub fn cell(&self, place: usize, column: &str) -> &str {
        self.table.column(column).map_or("", |column| self.table.cell(place, column).trim())
    }

    /// What an option is called for people: its name, or its id where it has none.
    pub fn name(&self, place: usize) -> &str {
        match self.cell(place, NAME) {
            "" => &self.ids[place],
            name => name,
        }
    }
}

/// Takes options row by row, and refuses what cannot be one.
#[derive(Debug)]
pub struct Gathering {
    options: Options,
    lines: HashMap<String, u64>,
    id_at: usize,
    cost_at: Option<usize>,
}

impl Gathering {
    /// Under that head.
    pub fn new(head: Vec<String>) -> Gathering {
        let options = Options::new(head);
        let id_at = options.table.column(ID).unwrap_or_default();
        let cost_at = options.table.column(COST);
        Gathering { options, lines: HashMap::new(), id_at, cost_at }
    }

    /// One more.
    pub fn take(&mut self, line: u64, row: &StringRecord) -> Result<(), Problem> {
        check_width(line, row, self.options.table.columns.len())?;
        let id = row[self.id_at].trim();
        if id.is_empty() || id.contains(',') {
            return Err(Problem::at(
                line,
                format!("{} cannot be an option's id: it is empty or has a comma", shown(id)),
            ));
        }
        if let Some(first) = self.lines.insert(id.to_owned(), line) {
            return Err(Problem::at(line, format!("option {} was already on line {first}", shown(id))));
        }
        if self.options.len() == OPTIONS_MAX {
            return Err(Problem::at(line, format!("there are more than {OPTIONS_MAX} options")));
        }
        if let Some(cost) = self.cost_at {
            self.options.costs.push(amount::read(&row[cost]).map_err(|why| Problem::at(line, why))?);
        }
        self.options.ids.push(id.to_owned());
        self.options.table.push(row);
        Ok(())
    }

    /// All of them, and a note if some cost more than there is.
    pub fn done(self, budget: Option<i64>) -> (Options, Option<String>) {
        let options = self.options;
        let priced = options.ids.iter().zip(&options.costs);
        let too_dear: Vec<&str> = priced
            .filter(|(_, cost)| budget.is_some_and(|budget| **cost > budget))
            .map(|(id, _)| id.as_str())
            .collect();
        let note = (!too_dear.is_empty()).then(|| format!("costs more than the whole budget: {}", too_dear.join(", ")));
        (options, note)
    }
}
