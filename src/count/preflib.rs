//! PrefLib's `.soc`, `.soi`, `.toc`, `.toi` and `.cat`: a head of `# KEY: value`, then a line for
//! each different ballot with how often it was given. Options are numbers from 1.

mod read;
mod write;

pub use read::read;
pub use write::write;

#[cfg(test)]
mod tests;

/// What a PrefLib file holds; its ending and its DATA TYPE say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataType {
    /// Strict orders of all options.
    Soc,
    /// Strict orders of some.
    Soi,
    /// Orders with ties, of all.
    Toc,
    /// Orders with ties, of some.
    Toi,
    /// Categories. The first is taken as approved.
    Cat,
}

impl DataType {
    /// All of them.
    pub const ALL: [DataType; 5] = [DataType::Soc, DataType::Soi, DataType::Toc, DataType::Toi, DataType::Cat];

    /// Its ending, without the point.
    pub fn ending(self) -> &'static str {
        match self {
            DataType::Soc => "soc",
            DataType::Soi => "soi",
            DataType::Toc => "toc",
            DataType::Toi => "toi",
            DataType::Cat => "cat",
        }
    }

    /// The data type of that ending.
    pub fn named(ending: &str) -> Option<DataType> {
        DataType::ALL.into_iter().find(|known| known.ending().eq_ignore_ascii_case(ending))
    }

    /// Whether every ballot must rank all options.
    fn is_complete(self) -> bool {
        matches!(self, DataType::Soc | DataType::Toc)
    }

    /// Whether options may share a rank.
    fn has_ties(self) -> bool {
        matches!(self, DataType::Toc | DataType::Toi)
    }
}

/// The key of the head that counts this.
const OPTIONS: &str = "NUMBER ALTERNATIVES";
const VOTERS: &str = "NUMBER VOTERS";
const ORDERS: &str = "NUMBER UNIQUE ORDERS";
const PREFERENCES: &str = "NUMBER UNIQUE PREFERENCES";
const DATA_TYPE: &str = "DATA TYPE";
/// What the name of an option follows, with its number.
const NAME: &str = "ALTERNATIVE NAME ";
