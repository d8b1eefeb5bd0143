//! The ballots of a file, in its order: whom each names, with what points or rank, and whatever
//! else the file tells of it.

use super::table::Table;

/// How the ballots of a file are marked. The names are Pabulib's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Several options, all of the same weight.
    Approval,
    /// One option.
    ChooseOne,
    /// Points from a purse.
    Cumulative,
    /// A score for each option.
    Scoring,
    /// The best first.
    Ordinal,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Approval, Kind::ChooseOne, Kind::Cumulative, Kind::Scoring, Kind::Ordinal];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Approval => "approval",
            Kind::ChooseOne => "choose-1",
            Kind::Cumulative => "cumulative",
            Kind::Scoring => "scoring",
            Kind::Ordinal => "ordinal",
        }
    }

    /// The kind of that name, whatever its case.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether its ballots carry points.
    pub fn has_points(self) -> bool {
        matches!(self, Kind::Cumulative | Kind::Scoring)
    }

    /// Whether its ballots rank, and may tie.
    pub fn has_ranks(self) -> bool {
        self == Kind::Ordinal
    }
}

/// What one ballot says. An option may stand in it twice, if the file has it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip<'b> {
    /// The options, by their place in the file, in the ballot's order.
    pub names: &'b [u32],
    /// Points for each of them; empty if the kind has none.
    pub points: &'b [u32],
    /// Whether each of them is tied with the one before it; empty if the kind has no ranks.
    pub tied: &'b [bool],
    /// How many voters said exactly this.
    pub voters: u64,
}

/// Every ballot of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballots {
    /// How they are marked.
    pub kind: Kind,
    /// The head of the ballots as the file has it, with the columns of what was chosen.
    pub head: Vec<String>,
    /// The other columns.
    pub cells: Table,
    names: Vec<u32>,
    points: Vec<u32>,
    tied: Vec<bool>,
    ends: Vec<usize>,
    voters: Vec<u64>,
}

impl Ballots {
    /// None yet, under that head.
    pub fn new(kind: Kind, head: Vec<String>) -> Ballots {
        let others = head.iter().filter(|column| Column::of(kind, column) == Column::Other).cloned().collect();
        Ballots {
            kind,
            head,
            cells: Table::new(others),
            names: Vec::new(),
            points: Vec::new(),
            tied: Vec::new(),
            ends: Vec::new(),
            voters: Vec::new(),
        }
    }

    /// Adds one, with its other cells. Points and ties that its kind does not have are left out.
    pub fn push<'c>(&mut self, slip: Slip<'_>, cells: impl IntoIterator<Item = &'c str>) {
        self.names.extend_from_slice(slip.names);
        let all = self.names.len();
        if self.kind.has_points() {
            self.points.extend_from_slice(slip.points);
            self.points.resize(all, 0);
        }
        if self.kind.has_ranks() {
            self.tied.extend_from_slice(slip.tied);
            self.tied.resize(all, false);
        }
        self.ends.push(all);
        self.voters.push(slip.voters);
        self.cells.push(cells);
    }

    /// How many different lines there are; a line may stand for many voters.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many people voted.
    pub fn voters(&self) -> u64 {
        self.voters.iter().sum()
    }

    /// One of them.
    pub fn slip(&self, place: usize) -> Slip<'_> {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        let range = start..self.ends[place];
        Slip {
            names: &self.names[range.clone()],
            points: self.points.get(range.clone()).unwrap_or_default(),
            tied: self.tied.get(range).unwrap_or_default(),
            voters: self.voters[place],
        }
    }

    /// All of them, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = Slip<'_>> {
        (0..self.len()).map(|place| self.slip(place))
    }

    /// What each column of the head says.
    pub fn columns(&self) -> Vec<Column> {
        self.head.iter().map(|name| Column::of(self.kind, name)).collect()
    }
}

/// What a column of the ballots says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// What was chosen.
    Vote,
    /// With what points.
    Points,
    /// Anything else.
    Other,
}

impl Column {
    /// What a column of that name says. Points are a column like any other where the kind has none.
    pub fn of(kind: Kind, name: &str) -> Column {
        match name.trim() {
            name if name.eq_ignore_ascii_case("vote") => Column::Vote,
            name if kind.has_points() && name.eq_ignore_ascii_case("points") => Column::Points,
            _ => Column::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballots_come_back_as_they_went_in() {
        let head = ["voter_id", "vote", "points", "age"].map(str::to_owned).to_vec();
        let mut ballots = Ballots::new(Kind::Cumulative, head.clone());
        assert_eq!(ballots.cells.columns, ["voter_id", "age"]);
        let first = Slip { names: &[2, 0], points: &[3, 1], tied: &[], voters: 1 };
        let blank = Slip { names: &[], points: &[], tied: &[], voters: 7 };
        ballots.push(first, ["a", "34"]);
        ballots.push(blank, ["b", ""]);
        assert_eq!(ballots.iter().collect::<Vec<_>>(), [first, blank]);
        assert_eq!((ballots.voters(), ballots.cells.cell(0, 1)), (8, "34"));
        // Points that an approval ballot has no use for stay a column like any other.
        assert_eq!(Ballots::new(Kind::Approval, head).cells.columns, ["voter_id", "points", "age"]);
    }

    #[test]
    fn a_kind_is_found_by_its_name() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::named(&kind.name().to_uppercase()) == Some(kind)));
        assert_eq!(Kind::named("loud"), None);
    }
}
