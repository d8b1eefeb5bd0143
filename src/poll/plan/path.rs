//! The way through the questions of a poll being prepared: which there are, which comes next, which
//! are changed together, and one step back. Pure.

use super::{Plan, Step, Template};
use crate::poll::voting::Kind;

impl Plan {
    /// The questions that this plan needs, in order.
    pub(super) fn path(&self) -> Vec<Step> {
        let mut path = vec![Step::Template, Step::Question, Step::QuestionEn, Step::About];
        if self.about.is_some() {
            path.push(Step::AboutEn);
        }
        // Both sides of a yes or no are known.
        if self.template != Some(Template::YesNo) || self.editing {
            path.extend([Step::Options, Step::OptionsEn]);
        }
        if !self.terms.fields.is_empty() {
            path.push(Step::Fields);
        }
        path.extend(self.rules());
        path.extend([Step::Opens, Step::Closes, Step::Area, Step::Publishing]);
        if self.editing {
            path.extend([Step::Least, Step::Blank, Step::Quorum]);
        }
        path.push(Step::Preview);
        path
    }

    /// The questions about method and rules. A template has answered all but what it cannot know.
    fn rules(&self) -> Vec<Step> {
        let wins = !self.spends() && self.method != "runoff" && self.method != "sides";
        let own = match self.kind() {
            Kind::Single => None,
            Kind::Score { .. } | Kind::Points { .. } => Some(Step::Marks),
            Kind::Knapsack => Some(Step::Budget),
            Kind::Approval | Kind::Ranked => Some(Step::Picks),
        };
        let budget = (self.method == "shares").then_some(Step::Budget);
        if self.template.is_some() && !self.editing {
            return own.into_iter().chain(budget).filter(|step| *step == Step::Budget).collect();
        }
        [Some(Step::Method), own, budget, wins.then_some(Step::Seats)].into_iter().flatten().collect()
    }

    /// The question after the present one. What is changed from the preview leads back there.
    pub(super) fn forward(mut self) -> Plan {
        self.pending = None;
        let path = self.path();
        let main = self.step.main();
        let at = path.iter().position(|step| *step == main).unwrap_or(0);
        let next = path.get(at + 1).cloned().unwrap_or(Step::Preview);
        let done = self.editing && next.part() != main.part();
        self.step = if done { Step::Preview } else { next };
        if self.step == Step::Preview {
            self.editing = false;
            if self.template.is_some() || self.kind() != Kind::Approval {
                self.picks = self.picks.min(self.picks_max());
            }
            if self.template.is_some() {
                self.seats = self.seats.min(self.options.len().saturating_sub(1).max(1));
            }
            if self.seats > self.options.len() || self.picks > self.picks_max() {
                // Options went away: how many may be chosen has to be said again.
                (self.step, self.editing) = (Step::Method, true);
            }
        }
        self
    }
}

impl Step {
    /// The question that this one belongs to.
    fn main(&self) -> Step {
        match self {
            Step::Proposals(_) => Step::Options,
            Step::Dong(..) | Step::Areas | Step::AreasDong(..) | Step::Voters | Step::Ages => Step::Area,
            other => other.clone(),
        }
    }

    /// Questions that are changed together.
    pub(super) fn part(&self) -> &'static str {
        match self {
            Step::Template => "template",
            Step::Question | Step::QuestionEn => "question",
            Step::About | Step::AboutEn => "about",
            Step::Options | Step::Proposals(_) | Step::OptionsEn => "options",
            Step::Fields => "fields",
            Step::Method | Step::Picks | Step::Marks | Step::Budget | Step::Seats => "method",
            Step::Least => "least",
            Step::Blank => "blank",
            Step::Quorum => "quorum",
            Step::Opens | Step::Closes => "when",
            Step::Area | Step::Dong(..) | Step::Areas | Step::AreasDong(..) | Step::Voters | Step::Ages => "who",
            Step::Publishing => "result",
            Step::Preview | Step::Look(_) | Step::Edit => "preview",
        }
    }
}

/// The step before.
pub fn back(plan: &Plan) -> Option<Plan> {
    let mut before = plan.clone();
    if before.pending.take().is_some() {
        return Some(before);
    }
    before.step = match &plan.step {
        Step::Edit | Step::Look(_) => Step::Preview,
        Step::Proposals(_) => Step::Options,
        Step::Dong(..) | Step::Areas | Step::Voters => Step::Area,
        Step::AreasDong(..) => Step::Areas,
        Step::Ages => Step::Voters,
        Step::Preview => Step::Edit,
        step => {
            let path = plan.path();
            let at = path.iter().position(|known| known == step)?;
            let earlier = at.checked_sub(1).and_then(|at| path.get(at).cloned());
            match earlier {
                Some(earlier) if !plan.editing || earlier.part() == step.part() => earlier,
                _ if plan.editing => Step::Edit,
                _ => return None,
            }
        }
    };
    Some(before)
}
