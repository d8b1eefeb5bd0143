//! Cells under each other, as wide as a terminal shows them: a Hangul syllable takes two columns.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows under a head. What stands in the last column may be of any width.
pub fn grid(head: &[(String, Side)], rows: &[Vec<String>]) -> String {
    let names: Vec<String> = head.iter().map(|(name, _)| name.clone()).collect();
    let all = || std::iter::once(&names).chain(rows);
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..head.len()).map(|column| width(column).unwrap_or_default()).collect();
    let mut out = String::new();
    for row in all() {
        let cells = row.iter().zip(head).zip(&widths).map(|((cell, (_, side)), width)| padded(cell, *side, *width));
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// A cell with blanks to that width.
pub fn padded(cell: &str, side: Side, width: usize) -> String {
    let blanks = " ".repeat(width.saturating_sub(cell.width()));
    match side {
        Side::Left => format!("{cell}{blanks}"),
        Side::Right => format!("{blanks}{cell}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_straight_in_every_script() {
        let head = [("이름".to_owned(), Side::Left), ("표".to_owned(), Side::Right), ("뒤".to_owned(), Side::Left)];
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let out = grid(&head, &[row(["김밥", "12", "x"]), row(["Rice", "3", ""]), row(["국수 집", "1,024", "y"])]);
        let lines = ["이름        표  뒤", "김밥        12  x", "Rice         3", "국수 집  1,024  y"];
        assert_eq!(out.lines().collect::<Vec<_>>(), lines);
    }
}
