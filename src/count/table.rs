//! Rows of cells under a head, kept as they were written. A million ballots are two allocations
//! here, not a million.

/// A head and its rows. Every row is as wide as the head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called.
    pub columns: Vec<String>,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    rows: usize,
}

impl Table {
    /// No rows yet.
    pub fn new(columns: Vec<String>) -> Table {
        Table { columns, ..Table::default() }
    }

    /// Adds a row. What is missing at its end is empty, what is too much is left out: readers check
    /// the width, and say the line.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let mut cells = cells.into_iter();
        for _ in 0..self.columns.len() {
            self.text.push_str(cells.next().unwrap_or_default());
            self.ends.push(self.text.len());
        }
        self.rows += 1;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// One cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.columns.len() || row >= self.rows {
            return "";
        }
        let place = row * self.columns.len() + column;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.text[start..self.ends[place]]
    }

    /// The cells of one row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.columns.len()).map(move |column| self.cell(row, column))
    }

    /// Where a column stands, whatever its case.
    pub fn column(&self, name: &str) -> Option<usize> {
        column(&self.columns, name)
    }
}

/// Where a name stands in a head, whatever its case and the blanks around it.
pub fn column(head: &[String], name: &str) -> Option<usize> {
    head.iter().position(|column| column.trim().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let mut table = Table::new(vec!["Id".to_owned(), "name".to_owned()]);
        table.push(["1", "탄천"]);
        table.push(["", ""]);
        table.push(["3"]);
        table.push(["4", "x", "too much"]);
        let rows: Vec<Vec<&str>> = (0..table.len()).map(|row| table.row(row).collect()).collect();
        assert_eq!(rows, [["1", "탄천"], ["", ""], ["3", ""], ["4", "x"]]);
        assert_eq!(table.column("ID"), Some(0));
        assert_eq!((table.cell(9, 0), table.cell(0, 9), table.column("cost")), ("", "", None));
    }

    #[test]
    fn a_table_without_columns_still_counts_its_rows() {
        let mut table = Table::new(Vec::new());
        table.push([]);
        table.push([]);
        assert_eq!((table.len(), table.row(1).count()), (2, 0));
    }
}
