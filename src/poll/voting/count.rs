//! Counting: the one way in. It looks whether contest and ballots fit together, hands them to the
//! rule, and adds what every result has: turnout, conditions, panels, channels.

use std::collections::BTreeSet;

use num_traits::Zero;

use super::ballot::{BALLOTS_MAX, Form, Urn};
use super::contest::{ALTERNATIVES_MAX, AMOUNT_MAX, Alt, AltId, Channels, Condition, Contest};
use super::exact::Q;
use super::pairwise::Pairs;
use super::result::{Project, Rank, Spending, Tally, Void};
use super::rule::{Rule, Schulze, Seats};
use super::schulze::Paths;
use super::seats::{BySum, Chosen};
use super::sums::{Sum, Support, support};
use super::tie::Lots;
use super::unfit::Unfit;
use super::{greedy, irv, mes, plurality, schulze, score, turnout, welfare};

/// Most alternatives of which every pair is looked at.
pub const PAIRED_MAX: usize = 1_000;

/// With more alternatives than this, a round of an instant run-off after the first tells only what
/// has changed: the whole table would grow with the square of their number.
pub const TABLE_MAX: usize = 200;

/// Counts. A pure function: the same contest and the same ballots, in whatever order, give the
/// same result, byte for byte. Ballots are counted as they are; whether one is valid is for
/// [`super::check()`] to say when it is cast.
pub fn tally(contest: &Contest, urns: &[Urn]) -> Result<Tally, Unfit> {
    fits(contest, urns)?;
    let sum = Sum::of(&contest.rule);
    let support = support(contest, urns, sum)?;
    let counted = Counted { contest, urns, support: &support };
    let mut tally = counted.by_rule()?;
    let cast: u64 = urns.iter().map(|urn| urn.ballots.cast()).sum();
    void(
        &mut tally,
        match cast {
            0 => Some(Void::NoBallots),
            _ => support.void.then_some(Void::SilentPanel),
        },
    );
    tally.turnout = turnout::turnout(contest.roll, urns);
    tally.conditions = turnout::conditions(contest, urns, &tally);
    tally.binding = tally.void.is_none() && tally.conditions.iter().all(|condition| condition.met);
    tally.panels = turnout::panels(contest, urns, &support);
    if contest.channels == Channels::Apart {
        tally.channels = turnout::channels(contest, urns, sum);
    }
    Ok(tally)
}

/// Counts an order by pairs from nothing but the table of pairs: `above[one][other]` ballots rank one
/// above the other, of `cast` that are not blank. Nothing if the rule needs more than that, or the
/// table has another size.
pub fn tally_pairs(contest: &Contest, above: &[Vec<u64>], cast: u64) -> Option<Tally> {
    let Rule::Schulze(rule) = &contest.rule else { return None };
    fits(contest, &[]).ok()?;
    let pairs = Pairs::given(above).filter(|_| above.len() == contest.len())?;
    let support = support(contest, &[], Sum::of(&contest.rule)).ok()?;
    let mut tally = Counted { contest, urns: &[], support: &support }.by_paths(&pairs, rule);
    void(&mut tally, (cast == 0).then_some(Void::NoBallots));
    Some(tally)
}

/// If there is a reason why nobody can win, nobody does.
fn void(tally: &mut Tally, why: Option<Void>) {
    tally.void = why;
    if why.is_some() {
        (tally.winners, tally.ties, tally.shared) = (Vec::new(), Vec::new(), Vec::new());
        tally.runoff = None;
        tally.ranks.iter_mut().for_each(|rank| rank.chosen = false);
    }
}

/// What the rules start from.
struct Counted<'a> {
    contest: &'a Contest,
    urns: &'a [Urn],
    support: &'a Support<'a>,
}

impl Counted<'_> {
    fn by_rule(&self) -> Result<Tally, Unfit> {
        match &self.contest.rule {
            Rule::Plurality(rule) => {
                let by = BySum::new(self.contest, &self.support.scores, None);
                let (chosen, runoff) = plurality::choose(rule, &by, &self.support.scores, &self.support.whole);
                let pair = runoff.map(|[one, other]| [self.id(one), self.id(other)]);
                Ok(Tally { runoff: pair, ..self.seated(&by, chosen) })
            }
            Rule::Score(rule) => Ok(self.scored(&rule.seats)),
            Rule::Approval(rule) | Rule::Points(rule) => {
                let by = BySum::new(self.contest, &self.support.scores, None);
                Ok(self.seated(&by, by.fill(&rule.seats)))
            }
            Rule::Irv(rule) => {
                let irv = irv::count(self.contest, rule, self.urns);
                let winners = irv.winner.into_iter().collect::<Vec<Alt>>();
                let tally = self.result(&winners, irv.ranks, irv.ties);
                let pairwise = self.pairs().ok().map(|pairs| pairs.report(self.contest));
                Ok(Tally { rounds: irv.rounds, pairwise, ..tally })
            }
            Rule::Schulze(rule) => Ok(self.by_paths(&self.pairs()?, rule)),
            Rule::Copeland(rule) => Ok(self.by_pairs(rule.seats, Pairs::copeland)?),
            Rule::Borda(rule) => Ok(self.by_pairs(rule.seats, Pairs::borda)?),
            Rule::Greedy(_) | Rule::Mes(_) | Rule::Welfare => self.spent(),
        }
    }

    fn by_paths(&self, pairs: &Pairs, rule: &Schulze) -> Tally {
        let paths = Paths::strongest(pairs, self.contest.len(), rule.strength);
        let (chosen, ranks) = schulze::order(self.contest, rule, &paths);
        let mut pairwise = pairs.report(self.contest);
        pairwise.paths = Some(paths.report(self.contest));
        Tally { pairwise: Some(pairwise), ..self.ordered(chosen, ranks) }
    }

    fn id(&self, alternative: Alt) -> AltId {
        self.contest.alternatives[alternative].id.clone()
    }

    /// A result with everything that the rule does not say still empty.
    fn result(&self, winners: &[Alt], ranks: Vec<Rank>, ties: Vec<super::tie::Tie>) -> Tally {
        Tally {
            rule: self.contest.rule.name().to_owned(),
            winners: winners.iter().map(|winner| self.id(*winner)).collect(),
            scores: ranks.iter().map(|rank| (rank.id.clone(), rank.score.clone())).collect(),
            ties,
            ranks,
            ..Tally::default()
        }
    }

    fn seated(&self, by: &BySum, chosen: Chosen) -> Tally {
        let ranks = by.ranks(&chosen.winners);
        self.ordered(chosen, ranks)
    }

    fn ordered(&self, chosen: Chosen, ranks: Vec<Rank>) -> Tally {
        Tally { shared: chosen.shared, ..self.result(&chosen.winners, ranks, chosen.ties) }
    }

    fn scored(&self, seats: &Seats) -> Tally {
        let marks = score::marks(self.contest, self.urns);
        let top: Vec<u64> = marks.iter().map(|marks| marks.top).collect();
        let by = BySum::new(self.contest, &self.support.scores, Some(&top));
        Tally { marks, ..self.seated(&by, by.fill(seats)) }
    }

    fn pairs(&self) -> Result<Pairs, Unfit> {
        match self.contest.len() {
            ..=PAIRED_MAX => Ok(Pairs::count(self.urns, self.contest.len())),
            _ => Err(Unfit::TooManyAlternatives(PAIRED_MAX)),
        }
    }

    /// A rule that orders by a figure from pairs. Nobody needs any support to win by it.
    fn by_pairs(&self, seats: Option<usize>, figure: impl Fn(&Pairs) -> Vec<i64>) -> Result<Tally, Unfit> {
        let pairs = self.pairs()?;
        let scores: Vec<Q> = figure(&pairs).into_iter().map(super::exact::whole).collect();
        let by = BySum::new(self.contest, &scores, None);
        let chosen = by.levels(seats);
        Ok(Tally { pairwise: Some(pairs.report(self.contest)), ..self.seated(&by, chosen) })
    }

    fn spent(&self) -> Result<Tally, Unfit> {
        let budget = self.contest.budget.ok_or(Unfit::NoBudget)?;
        let (scores, by) = (&self.support.scores, BySum::new(self.contest, &self.support.scores, None));
        let mut spending = Spending { budget: budget.to_string(), ..Spending::default() };
        let (funded, mut fates, ties) = match &self.contest.rule {
            Rule::Greedy(rule) => {
                let funding = greedy::fund(self.contest, rule, scores, budget);
                (funding.funded, funding.fates, funding.ties)
            }
            Rule::Mes(rule) => {
                let shares = mes::fund(self.contest, rule, self.urns, scores, budget)?;
                spending.purse = shares.purse.map(|purse| purse.to_string());
                spending.increment = shares.increment.map(|increment| increment.to_string());
                spending.would_spend = shares.would_spend.map(|spent| spent.to_string());
                (spending.raises, spending.comparison) = (shares.raises, shares.compared);
                (shares.funded, shares.fates, shares.ties)
            }
            _ => {
                let (funded, sum, tie) = welfare::best(self.contest, scores, budget)?;
                spending.welfare = Some(sum.to_string());
                let fates = welfare::fates(self.contest, scores, &funded);
                (funded, fates, tie.into_iter().collect())
            }
        };
        let cost = |alternative: &Alt| u128::from(self.contest.alternatives[*alternative].cost);
        spending.spent = funded.iter().map(cost).sum::<u128>().to_string();
        let unfunded = by.order.iter().filter(|alternative| !funded.contains(alternative));
        for alternative in funded.iter().chain(unfunded) {
            let (score, cost) = (&scores[*alternative], super::exact::whole(cost(alternative)));
            spending.projects.push(Project {
                id: self.id(*alternative),
                cost: cost.to_string(),
                support: score.to_string(),
                price: (!score.is_zero()).then(|| (&cost / score).to_string()),
                fate: fates.remove(alternative).expect("every project has a fate"),
            });
        }
        let ranks = by.ranks(&funded);
        Ok(Tally { spending: Some(spending), ..self.result(&funded, ranks, ties) })
    }
}

/// Whether panels have names of their own, and rolls at least as many people as took part.
fn panels(contest: &Contest, urns: &[Urn]) -> Result<(), Unfit> {
    let more = |roll: Option<u64>, panel: Option<&str>| {
        let own = urns.iter().filter(|urn| panel.is_none_or(|panel| urn.panel == panel));
        let took_part: u128 = own.map(|urn| u128::from(urn.ballots.cast()) + u128::from(urn.ballots.blank())).sum();
        roll.is_some_and(|roll| took_part > u128::from(roll))
    };
    if more(contest.roll, None) {
        return Err(Unfit::MoreThanRoll(None));
    }
    let mut names = BTreeSet::new();
    for panel in &contest.panels {
        if !names.insert(&panel.name) {
            return Err(Unfit::PanelTwice(panel.name.clone()));
        }
        if more(panel.roll, Some(&panel.name)) {
            return Err(Unfit::MoreThanRoll(Some(panel.name.clone())));
        }
    }
    match &contest.rule {
        Rule::Greedy(greedy) if greedy.threshold.is_some() && !contest.panels.is_empty() => {
            Err(Unfit::ThresholdOfPanels)
        }
        _ => Ok(()),
    }
}

/// Whether a list of lots names what is there, and nothing twice.
fn lots(contest: &Contest) -> Result<(), Unfit> {
    let Lots::List(list) = &contest.lots else { return Ok(()) };
    let (there, mut seen) = (contest.alternatives.iter().map(|one| &one.id).collect::<BTreeSet<_>>(), BTreeSet::new());
    for id in list {
        if !there.contains(id) {
            return Err(Unfit::UnknownLot(id.0.clone()));
        }
        if !seen.insert(id) {
            return Err(Unfit::LotTwice(id.0.clone()));
        }
    }
    Ok(())
}

/// Whether contest and ballots fit together.
fn fits(contest: &Contest, urns: &[Urn]) -> Result<(), Unfit> {
    let (rule, kind) = (&contest.rule, contest.ballot.kind);
    if contest.is_empty() {
        return Err(Unfit::NoAlternatives);
    }
    if contest.len() > ALTERNATIVES_MAX {
        return Err(Unfit::TooManyAlternatives(ALTERNATIVES_MAX));
    }
    if !rule.fits(kind) {
        return Err(Unfit::Rule { rule: rule.name(), kind, fitting: Rule::fitting(kind) });
    }
    if !contest.panels.is_empty() && !rule.weighs_panels() {
        return Err(Unfit::Panels(rule.name()));
    }
    if rule.spends() && contest.budget.is_none() {
        return Err(Unfit::NoBudget);
    }
    let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for alternative in &contest.alternatives {
        if !ids.insert(&alternative.id) || !numbers.insert(alternative.number) {
            return Err(Unfit::Twice(alternative.id.0.clone()));
        }
        if alternative.cost > AMOUNT_MAX {
            return Err(Unfit::AmountTooLarge(format!("the cost of {}", alternative.id.0)));
        }
    }
    if contest.budget.is_some_and(|budget| budget > AMOUNT_MAX) {
        return Err(Unfit::AmountTooLarge("the budget".to_owned()));
    }
    panels(contest, urns)?;
    lots(contest)?;
    let sound = |condition: &Condition| match condition {
        Condition::Participants(_) => true,
        Condition::Turnout(part) | Condition::SupportOfBallots(part) | Condition::SupportOfRoll(part) => {
            part.is_sound()
        }
    };
    if !contest.conditions.iter().all(sound) {
        return Err(Unfit::Condition);
    }
    if urns.iter().map(|urn| u128::from(urn.ballots.cast())).sum::<u128>() > u128::from(BALLOTS_MAX) {
        return Err(Unfit::TooManyBallots);
    }
    let wrong = |urn: &Urn| urn.ballots.form().is_some_and(|form| form != Form::of(kind));
    if urns.iter().any(wrong) {
        return Err(Unfit::Form);
    }
    match urns.iter().filter_map(|urn| urn.ballots.highest()).max() {
        Some(highest) if highest >= contest.len() => Err(Unfit::Unknown),
        _ => Ok(()),
    }
}
