//! Staff: what waits, how old it is, and one tap for each act. An act is done only on the revision
//! that its button was made for.

use super::rules::{self, Act};
pub use super::shelf::queues;
use super::store;
use super::{DeskPress, Handling, Proposal, ProposalId, Reason, act, card, item, shelf};
use crate::bot::{Card, Desk, Dialogue, Press as BotPress, Turn, dialogue};
use crate::city::{City, Department};
use crate::staff::audit;
use crate::t;
use crate::text::Text;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: DeskPress) -> anyhow::Result<()> {
    match press {
        DeskPress::Queue => shelf::shelves(turn).await,
        DeskPress::List(which, page) => shelf::list(turn, which, page).await,
        DeskPress::Open(id) => item::open(turn, id).await,
        DeskPress::History(id) => item::history(turn, id).await,
        DeskPress::Publish(id, revision) => ask_publish(turn, id, revision).await,
        DeskPress::PublishNow(id, revision) => simple(turn, id, revision, Act::Publish).await,
        DeskPress::Unhide(id, revision) => simple(turn, id, revision, Act::Unhide).await,
        DeskPress::AssignTo(id, revision, department) => assign(turn, id, revision, department).await,
        DeskPress::HideFor(id, revision, reason) => {
            let words = act::words(turn, &reason.told());
            simple(turn, id, revision, Act::Hide(words)).await
        }
        DeskPress::Assign(id, revision) => ask_department(turn, id, revision).await,
        DeskPress::Hide(id, revision) => ask_hide(turn, id, revision).await,
        DeskPress::Dismiss(id, revision) => dismiss(turn, id, revision).await,
        DeskPress::Ask(id, revision) => handle(turn, id, revision, Handling::ask, DeskPress::Ask).await,
        DeskPress::Return(id, revision) => handle(turn, id, revision, Handling::send_back, DeskPress::Return).await,
        DeskPress::Decide(id, revision) => handle(turn, id, revision, Handling::decide, DeskPress::Decide).await,
        DeskPress::Mend(id, revision) => mend(turn, id, revision, Handling::mend, DeskPress::Mend, "decide").await,
        DeskPress::Unpublish(id, revision) => {
            mend(turn, id, revision, Handling::unpublish, DeskPress::Unpublish, "publish").await
        }
    }
}

/// The proposal, if it is still as the button knew it; otherwise staff were told how it stands.
pub async fn fresh(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<Option<Proposal>> {
    match store::get(turn.tx, id).await? {
        Some(proposal) if proposal.revision == revision => Ok(Some(proposal)),
        Some(proposal) => {
            item::stale(turn, &proposal).await?;
            Ok(None)
        }
        None => {
            turn.say(Card::new(t!("proposal-unknown")).row(item::ways()));
            Ok(None)
        }
    }
}

async fn simple(turn: &mut Turn<'_>, id: ProposalId, revision: i64, act: Act) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    match act::act(turn, &proposal, &act).await? {
        Ok(after) => {
            let said = done_text(turn, &after, &act).await?;
            item::done(turn, &after, said).await
        }
        Err(_) => item::stale(turn, &proposal).await,
    }
}

/// What staff read after an act: how it stands, and who is told.
pub async fn done_text(turn: &mut Turn<'_>, after: &Proposal, act: &Act) -> anyhow::Result<Text> {
    let (title, receipt, told) = (&after.title, after.receipt(), act::told(turn, after, act).await?);
    Ok(t!("proposal-desk-done", title = title, receipt = receipt, state = after.state.text(), told = told))
}

async fn handle(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    task: fn(&Proposal) -> Handling,
    press: fn(ProposalId, i64) -> DeskPress,
) -> anyhow::Result<()> {
    let Some(mut proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    // A department that the preset no longer has answers nothing.
    proposal.department = proposal.department.filter(|id| turn.city.preset.department(id).is_some());
    let press = Desk::Proposal(press(id, revision));
    dialogue::begin_at_desk(turn, Dialogue::Handle(task(&proposal)), press).await
}

/// A correction: of one's own act, or by one who corrects others.
async fn mend(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    task: fn(&Proposal) -> Handling,
    press: fn(ProposalId, i64) -> DeskPress,
    mistaken: &str,
) -> anyhow::Result<()> {
    let events = store::events(turn.tx, id).await?;
    if !item::may_mend(turn, &events, &[mistaken]) {
        turn.toast(t!("proposal-desk-not-yours"));
        return Ok(());
    }
    handle(turn, id, revision, task, press).await
}

/// The city's departments, the one that a proposal's field suggests first.
pub fn departments<'a>(city: &'a City, proposal: &Proposal) -> Vec<&'a Department> {
    let suggested = city.preset.field(&proposal.field).map(|field| &field.department);
    let mut departments: Vec<_> = city.preset.departments.iter().collect();
    departments.sort_by_key(|department| Some(&department.id) != suggested);
    departments
}

async fn ask_department(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let buttons = departments(turn.city, &proposal).into_iter().map(|department| {
        let press = DeskPress::AssignTo(id, revision, department.id.clone());
        (t!("place-name", name = &department.name), BotPress::Desk(Desk::Proposal(press)))
    });
    let card =
        Card::new(t!("proposal-desk-assign", title = &proposal.title, field = card::field(turn.city, &proposal.field)))
            .grid(1, buttons)
            .button(t!("proposal-desk-back-button"), BotPress::Desk(Desk::Proposal(DeskPress::Open(id))));
    turn.say(card);
    Ok(())
}

async fn assign(turn: &mut Turn<'_>, id: ProposalId, revision: i64, department: String) -> anyhow::Result<()> {
    if turn.city.preset.department(&department).is_none() {
        // The preset has changed since, or the button was forged.
        turn.toast(t!("stale-press"));
        return item::open(turn, id).await;
    }
    simple(turn, id, revision, Act::Assign(department)).await
}

/// What follows goes to the author at once, so that one press is not enough.
async fn ask_publish(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    if rules::next(proposal.state, proposal.before, &Act::Publish).is_err() {
        return item::stale(turn, &proposal).await;
    }
    let told = act::would_tell(turn, &proposal, &Act::Publish).await?;
    let desk = |press: DeskPress| BotPress::Desk(Desk::Proposal(press));
    let card = Card::new(t!("proposal-desk-publish", title = &proposal.title, told = told))
        .button(t!("proposal-desk-publish-button"), desk(DeskPress::PublishNow(id, revision)))
        .button(t!("back-button"), desk(DeskPress::Open(id)));
    turn.say(card);
    Ok(())
}

async fn ask_hide(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let reasons = Reason::ALL
        .map(|reason| (reason.text(), BotPress::Desk(Desk::Proposal(DeskPress::HideFor(id, revision, reason)))));
    let card = Card::new(t!("proposal-desk-hide", title = &proposal.title))
        .grid(1, reasons)
        .button(t!("proposal-desk-back-button"), BotPress::Desk(Desk::Proposal(DeskPress::Open(id))));
    turn.say(card);
    Ok(())
}

async fn dismiss(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let settled = store::settle_reports(turn.tx, id).await?;
    if settled == 0 {
        return item::stale(turn, &proposal).await;
    }
    let object = format!("proposal={}", id.0);
    audit::record(turn.tx, Some(turn.person.id), "proposal.dismiss", &object, serde_json::json!({"reports": settled}))
        .await?;
    item::done(turn, &proposal, t!("proposal-desk-dismissed", count = settled)).await
}
