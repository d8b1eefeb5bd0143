//! The desk: what waits, with counts, and where staff begin their work. What a queue holds is its
//! room's business.

use chrono::TimeDelta;

use crate::bot::{self, Dialogue, Turn, dialogue};
use crate::outbox::store::Lost;
use crate::person::Role;
use crate::staff::export::{Format, What};
use crate::staff::{Begin, Press, Queue, audit, card, export, people, store};
use crate::{forum, inbox, notice, outbox, poll, proposal, t};

/// For how long staff see what could not be sent.
const FAILURES_DAYS: i64 = 7;
/// Reasons of the messenger shown at once.
const REASONS_SHOWN: i64 = 3;
/// Messages that are sent again at one press.
const RETRIED_MAX: i64 = 1_000;
/// Acts shown at once.
const ACTS_SHOWN: i64 = 20;

/// The desk: what waits, with counts and ages.
pub async fn open(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let Some(role) = turn.person.role else { return bot::not_allowed(turn) };
    let mut queues: Vec<Queue> = Vec::new();
    queues.extend(proposal::desk::queues(turn).await?);
    if role >= Role::Clerk {
        queues.extend(poll::desk::queues(turn).await?);
        queues.extend(forum::desk::queues(turn).await?);
        queues.extend(notice::desk::queues(turn).await?);
    }
    let (mut troubles, mut failures_known) = (Vec::new(), false);
    if role >= Role::Coordinator {
        let set_aside = inbox::store::set_aside_count(turn.tx).await?;
        let failed = failures(turn).await?;
        failures_known = failed != outbox::store::Failures::default();
        let failed = failed.refused + failed.unsure + failed.expired;
        troubles.extend((set_aside > 0).then(|| t!("desk-set-aside", count = set_aside)));
        troubles.extend((failed > 0).then(|| t!("desk-failed", count = failed)));
    }
    turn.show(card::desk(role, queues, troubles, failures_known));
    Ok(())
}

/// A press on one of the desk's own buttons. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::Open => {
            dialogue::park(turn).await?;
            open(turn).await
        }
        Press::Begin(what) => begin(turn, what).await,
        Press::Anew(what) => dialogue::begin(turn, dialogue_of(what)).await,
        Press::Exports => {
            turn.show(card::exports());
            Ok(())
        }
        Press::Export(what) => {
            turn.show(card::formats(what));
            Ok(())
        }
        Press::ExportAs(what, format) => export_as(turn, what, format).await,
        Press::Members => people::members(turn).await,
        Press::Invite => people::ask_role(turn).await,
        Press::InviteAs(role, last) => people::invite(turn, role, last).await,
        Press::CancelInvitations => people::cancel_invitations(turn).await,
        Press::Revoke(person) => people::ask_revoke(turn, person).await,
        Press::RevokeNow(person, role) => people::revoke(turn, person, role).await,
        Press::Audit => acts(turn).await,
        Press::Failures => show_failures(turn).await,
        Press::Retry(lost) => ask_retry(turn, lost).await,
        Press::RetryNow(lost) => retry(turn, lost).await,
    }
}

async fn failures(turn: &mut Turn<'_>) -> anyhow::Result<outbox::store::Failures> {
    let since = turn.now() - TimeDelta::days(FAILURES_DAYS);
    Ok(outbox::store::failures(turn.tx, since).await?)
}

async fn show_failures(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let since = turn.now() - TimeDelta::days(FAILURES_DAYS);
    let failed = failures(turn).await?;
    let reasons = outbox::store::reasons(turn.tx, since, REASONS_SHOWN).await?;
    turn.show(card::failures(failed, &reasons, FAILURES_DAYS));
    Ok(())
}

async fn ask_retry(turn: &mut Turn<'_>, lost: Lost) -> anyhow::Result<()> {
    let count = failures(turn).await?.of(lost);
    if count == 0 {
        turn.toast(t!("desk-retry-none"));
        return show_failures(turn).await;
    }
    turn.show(card::ask_retry(lost, count));
    Ok(())
}

/// Lets what was lost wait again, and writes that down.
async fn retry(turn: &mut Turn<'_>, lost: Lost) -> anyhow::Result<()> {
    let since = turn.now() - TimeDelta::days(FAILURES_DAYS);
    let count = outbox::store::retry(turn.tx, lost, since, RETRIED_MAX).await?;
    if count > 0 {
        let me = turn.me();
        let detail = serde_json::json!({ "what": lost.name(), "messages": count });
        audit::record(turn.tx, Some(me), "outbox.retry", "outbox", detail).await?;
        turn.toast(t!("desk-retried", count = i64::try_from(count)?));
    } else {
        turn.toast(t!("desk-retry-none"));
    }
    show_failures(turn).await
}

/// Begins something; who has a draft of it may go on with that.
async fn begin(turn: &mut Turn<'_>, what: Begin) -> anyhow::Result<()> {
    let fresh = dialogue_of(what);
    match bot::store::dialogue(turn.tx, turn.person.id, fresh.kind()).await? {
        Some(draft) => {
            turn.say(card::draft(what, &fresh, draft.saved_at));
            Ok(())
        }
        None => dialogue::begin(turn, fresh).await,
    }
}

fn dialogue_of(what: Begin) -> Dialogue {
    match what {
        Begin::Poll => Dialogue::PollPlan(poll::Plan::default()),
        Begin::Forum => Dialogue::ForumPlan(forum::Plan::default()),
        Begin::Announcement => Dialogue::Announce(notice::Plan::default()),
    }
}

async fn export_as(turn: &mut Turn<'_>, what: What, format: Format) -> anyhow::Result<()> {
    export::send(turn, what, format).await?;
    turn.toast(t!("export-comes"));
    Ok(())
}

async fn acts(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for line in store::last_acts(turn.tx, ACTS_SHOWN).await? {
        let number = line.object.strip_prefix("proposal=").and_then(|number| number.parse().ok());
        let receipt = match number {
            Some(number) => proposal::store::get(turn.tx, proposal::ProposalId(number)).await?,
            None => None,
        };
        lines.push((line, receipt.map(|proposal| proposal.receipt())));
    }
    turn.show(card::acts(&lines));
    Ok(())
}
