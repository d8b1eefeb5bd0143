//! The options of a poll being prepared, by buttons and pictures: taken out, chosen from proposals,
//! shown. What is typed is read in `read`.

use super::step::Taken;
use super::{OPTIONS, PROPOSALS_MAX, Pictured, Plan, Step, read};
use crate::bot::{Dialogue, Next, Turn, Words};
use crate::poll::{Candidate, OptionId};
use crate::proposal::ProposalId;
use crate::t;
use crate::text::cut;

/// A button below the options so far.
pub(super) fn options_choice(mut plan: Plan, key: &str) -> Taken {
    let pictured = plan.pictured.take();
    match key {
        "unpicture" => {
            let option = pictured.and_then(|pictured| Some((plan.options.get_mut(pictured.place)?, pictured.before)));
            if let Some((option, before)) = option {
                option.picture = before;
            }
        }
        key if key.starts_with("page:") => {
            plan.page = key.strip_prefix("page:").and_then(|page| page.parse().ok()).unwrap_or(0);
        }
        "clear" => {
            plan.options.clear();
            plan.terms.fields.clear();
        }
        "proposals" => plan.step = Step::Proposals(0),
        key if key.starts_with("drop:") => {
            plan.options.retain(|option| key.strip_prefix("drop:") != Some(&option.id.0.to_string()));
            read::renumber(&mut plan.options);
        }
        _ if plan.options.len() < *OPTIONS.start() => {
            return Err(t!("poll-plan-too-few", min = *OPTIONS.start()));
        }
        _ => {
            if let Some(option) = plan.without_cost() {
                return Err(t!("poll-plan-no-cost", number = option.id.0));
            }
            plan.tidy_fields();
            return Ok(plan.forward());
        }
    }
    Ok(plan)
}

/// Proposals are chosen and put back in place.
pub(super) async fn proposals(turn: &mut Turn<'_>, mut plan: Plan, key: &str) -> anyhow::Result<Next> {
    if key == "done" {
        plan.step = Step::Options;
        return Ok(Next::Ask(Dialogue::PollPlan(plan)));
    }
    if let Some(page) = key.strip_prefix("page:").and_then(|page| page.parse().ok()) {
        plan.step = Step::Proposals(page);
        return Ok(Next::Same(Dialogue::PollPlan(plan)));
    }
    let id = key.strip_prefix("p:").and_then(|id| id.parse().ok()).map(ProposalId);
    if plan.options.iter().any(|option| option.proposal.is_some() && option.proposal == id) {
        plan.options.retain(|option| option.proposal != id);
        read::renumber(&mut plan.options);
        return Ok(Next::Same(Dialogue::PollPlan(plan)));
    }
    let known = crate::proposal::store::candidates(turn.tx, PROPOSALS_MAX).await?;
    let Some((id, title)) = known.into_iter().find(|(known, _)| Some(*known) == id) else {
        return Ok(Next::Again(t!("poll-plan-proposal-gone")));
    };
    let mut option = Candidate::new(OptionId(0), Words::only(cut(&title, read::TITLE_CHARS_MAX)));
    option.proposal = Some(id);
    match read::add(&mut plan.options, option) {
        Ok(()) => Ok(Next::Same(Dialogue::PollPlan(plan))),
        Err(problem) => Ok(Next::Again(problem)),
    }
}

/// A picture of the option whose number stands below it; of the last one if none does.
pub(super) fn picture(mut plan: Plan, file: String, caption: Option<&str>) -> Taken {
    let place = match caption.map(str::trim).filter(|caption| !caption.is_empty()) {
        Some(caption) => crate::text::number(caption).and_then(|number| usize::try_from(number).ok()?.checked_sub(1)),
        None => plan.options.len().checked_sub(1),
    };
    let Some((place, option)) = place.and_then(|place| Some((place, plan.options.get_mut(place)?))) else {
        return Err(t!("poll-plan-picture"));
    };
    let before = option.picture.replace(file);
    plan.pictured = Some(Pictured { place, before });
    Ok(plan)
}

/// Options taken out by typing their numbers. One that is not there takes none out.
pub(super) fn dropped(mut plan: Plan, numbers: &[i64]) -> Taken {
    if let Some(unknown) = numbers.iter().find(|number| !plan.options.iter().any(|option| option.id.0 == **number)) {
        return Err(t!("poll-plan-drop-unknown", number = *unknown, count = plan.options.len()));
    }
    plan.options.retain(|option| !numbers.contains(&option.id.0));
    read::renumber(&mut plan.options);
    Ok(plan)
}
