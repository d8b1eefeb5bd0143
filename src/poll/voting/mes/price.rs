//! Prices in floats, each with a bound on its error.

use super::run::{Offer, SLACK, State, ULP, Watch};
use super::voters::Supporter;

/// The supporters of a project at some price.
struct Split {
    /// What those pay who pay all that they have.
    paid: f64,
    /// What the others have.
    held_by_rich: f64,
    /// The points of the others.
    rich: f64,
    /// How many groups are poor.
    poor: usize,
    /// The least that any of the others has above what it is to pay.
    least_over: f64,
}

impl State<'_, '_> {
    /// Computes a price anew; nothing if its supporters cannot pay it any more.
    pub(super) fn look(&mut self, offer: Offer) -> Option<Offer> {
        let supporters = &self.voters.supporters[offer.project];
        let (cost, all) = (self.voters.cost[offer.project] as f64, self.voters.support[offer.project] as f64);
        // Each purse is off by a few roundings a round, a sum by one a term.
        let terms = (supporters.len() + self.round + 8) as f64;
        let doubt = 4.0 * ULP * terms * (self.purse * all + cost);
        // Twice for the usual look, and once for what depends on it.
        self.work += 3 * supporters.len() as u64;
        let mut split = self.split(supporters, offer.price);
        let held = split.paid + split.held_by_rich;
        if held <= cost + doubt {
            let surely_short = held < cost - doubt;
            self.reach = if surely_short { self.reach.min(self.short(supporters, cost - doubt - held)) } else { 0.0 };
            if surely_short || !self.ledger.affords(offer.project) {
                return None;
            }
        }
        let (mut price, mut tried) = (offer.price, offer.price);
        loop {
            if split.rich == 0.0 {
                // The float went past the last coin: the ledger must tell.
                return Some(Offer { error: f64::INFINITY, slope: 0.0, round: self.round, ..offer });
            }
            price = ((cost - split.paid) / split.rich).max(price);
            if price <= tried * (1.0 + ULP) {
                break;
            }
            let next = self.split(supporters, price);
            tried = price;
            if next.poor == split.poor {
                split = next;
                break;
            }
            split = next;
        }
        let low = (price - doubt / split.rich).max(offer.price);
        let high = price + self.error(supporters, &split, tried, price, doubt);
        let slope = if self.watch == Watch::Slopes { self.slope_of(supporters, tried) } else { 0.0 };
        Some(Offer { price: low, error: (high - low).max(0.0), slope, round: self.round, ..offer })
    }

    /// Who pays all that they have at a price, and who the price.
    fn split(&self, supporters: &[Supporter], price: f64) -> Split {
        let mut split = Split { paid: 0.0, held_by_rich: 0.0, rich: 0.0, poor: 0, least_over: f64::INFINITY };
        for supporter in supporters {
            let left = self.left[supporter.group as usize];
            let (all, over) = (supporter.voters() * left, left - price * supporter.points());
            // Written so that no branch has to be guessed: who is poor is anybody's guess.
            let poor = over < 0.0;
            split.paid += if poor { all } else { 0.0 };
            split.held_by_rich += if poor { 0.0 } else { all };
            split.rich += if poor { 0.0 } else { supporter.voters() * supporter.points() };
            split.least_over = split.least_over.min(if poor { f64::INFINITY } else { over });
            split.poor += usize::from(poor);
        }
        split
    }

    /// How fast a price changes with the first purse.
    fn slope_of(&self, supporters: &[Supporter], price: f64) -> f64 {
        let (mut paid, mut rich) = (0.0, 0.0);
        for supporter in supporters {
            if self.left[supporter.group as usize] < price * supporter.points() {
                paid += supporter.voters() * self.slope[supporter.group as usize];
            } else {
                rich += supporter.voters() * supporter.points();
            }
        }
        if rich > 0.0 { -paid / rich } else { 0.0 }
    }

    /// How far purses can be raised until supporters that lack `gap` could pay.
    fn short(&self, supporters: &[Supporter], gap: f64) -> f64 {
        if self.watch == Watch::Nothing {
            return 0.0;
        }
        let (mut held, mut steep) = (0.0, 0.0);
        for supporter in supporters {
            let slope = self.slope[supporter.group as usize];
            held += supporter.voters() * slope;
            steep += supporter.voters() * (1.0 + slope.abs());
        }
        gap / (held.max(0.0) + SLACK * steep)
    }

    /// How far the true price can be above `price`, if what is paid there is off by `doubt`: so far
    /// that those who surely are not poor there make up for it. `split` is how it is at `tried`.
    fn error(&self, supporters: &[Supporter], split: &Split, tried: f64, price: f64, doubt: f64) -> f64 {
        let mut error = 2.0 * doubt / split.rich;
        // Usually nobody is so close to being poor that it needs another look.
        let most = self.voters.most_points;
        if split.least_over > (price - tried + error) * (1.0 + 8.0 * ULP) * most + self.doubt() {
            return error;
        }
        for _ in 0..8 {
            let at = (price + error) * (1.0 + 4.0 * ULP);
            let surely =
                |supporter: &&Supporter| self.left[supporter.group as usize] - self.doubt() >= at * supporter.points();
            let rich: f64 =
                supporters.iter().filter(surely).map(|supporter| supporter.voters() * supporter.points()).sum();
            if error * rich * (1.0 - 1e-9) >= doubt {
                return error;
            }
            error *= 16.0;
        }
        f64::INFINITY
    }

    /// How far a purse can be off.
    pub(super) fn doubt(&self) -> f64 {
        4.0 * ULP * (self.round + 8) as f64 * self.purse
    }
}
