//! Voters and projects as the Method of Equal Shares sees them: voters with the same ballot are one
//! group, and each project knows its supporters.

use crate::poll::voting::ballot::{Form, Urn};
use crate::poll::voting::contest::{Alt, Contest};
use crate::poll::voting::rule::Utility;

/// A group's support of a project.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supporter {
    /// Which group.
    pub group: u32,
    voters: u32,
    points: u32,
}

impl Supporter {
    /// How many voters the group has.
    pub(super) fn voters(self) -> f64 {
        f64::from(self.voters)
    }

    /// What the project is worth to each of them, before it is multiplied with the cost.
    pub(super) fn points(self) -> f64 {
        f64::from(self.points)
    }

    /// The points of all of them.
    pub(super) fn weight(self) -> u64 {
        u64::from(self.voters) * u64::from(self.points)
    }

    /// The points of one of them.
    pub(super) fn each(self) -> u64 {
        u64::from(self.points)
    }
}

/// All groups and projects.
pub(super) struct Voters {
    /// Voters whose ballot is not blank.
    pub all: u64,
    /// Voters of each group.
    pub count: Vec<u64>,
    /// What each group supports with how many points; from `starts[g]` to `starts[g + 1]`.
    entries: Vec<(u32, u32)>,
    starts: Vec<usize>,
    /// The supporters of each project.
    pub supporters: Vec<Vec<Supporter>>,
    /// Points of each project over all voters.
    pub points: Vec<u64>,
    /// Voters of each project.
    pub support: Vec<u64>,
    /// The most points that anybody gives to a project.
    pub most_points: f64,
    /// What each project costs.
    pub cost: Vec<u64>,
    /// By what points are multiplied to give utility: the cost, or 1.
    pub factor: Vec<u64>,
}

impl Voters {
    pub(super) fn new(contest: &Contest, urns: &[Urn], utility: Utility) -> Voters {
        let size = contest.len();
        let mut voters = Voters {
            all: 0,
            count: Vec::new(),
            entries: Vec::new(),
            starts: vec![0],
            supporters: vec![Vec::new(); size],
            points: vec![0; size],
            support: vec![0; size],
            most_points: 1.0,
            cost: contest.alternatives.iter().map(|project| project.cost).collect(),
            factor: vec![1; size],
        };
        if utility == Utility::Cost {
            voters.factor = voters.cost.iter().map(|cost| (*cost).max(1)).collect();
        }
        for given in urns.iter().flat_map(|urn| urn.ballots.iter()) {
            let points = |worth: u64| match (given.form, utility) {
                (Form::Set, _) | (_, Utility::Cardinality) => 1,
                _ => u32::try_from(worth).expect("points of one alternative are limited when a ballot is kept"),
            };
            voters.take(given.worth().map(|(alternative, worth)| (alternative, points(worth))), given.count);
        }
        voters
    }

    fn take(&mut self, ballot: impl Iterator<Item = (Alt, u32)>, count: u64) {
        let group = u32::try_from(self.count.len()).expect("fewer than 2^32 different ballots");
        let voters = u32::try_from(count).expect("ballots are limited when they are kept");
        for (alternative, points) in ballot {
            self.entries.push((u32::try_from(alternative).expect("alternatives are limited"), points));
            let supporter = Supporter { group, voters, points };
            self.supporters[alternative].push(supporter);
            self.most_points = self.most_points.max(supporter.points());
            self.points[alternative] += count * u64::from(points);
            self.support[alternative] += count;
        }
        self.starts.push(self.entries.len());
        self.count.push(count);
        self.all += count;
    }

    /// What a group supports, with its points.
    pub(super) fn ballot(&self, group: u32) -> impl Iterator<Item = (Alt, u64)> + '_ {
        let group = group as usize;
        let entries = &self.entries[self.starts[group]..self.starts[group + 1]];
        entries.iter().map(|(alternative, points)| (*alternative as usize, u64::from(*points)))
    }

    /// How many of the projects that a group supports are in the set.
    pub(super) fn satisfied(&self, group: u32, funded: &[bool]) -> usize {
        self.ballot(group).filter(|(alternative, _)| funded[*alternative]).count()
    }
}
