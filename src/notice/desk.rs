//! Announcements at the desk: what is on its way, halting it, ending it, putting it right.

use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue};
use crate::notice::announcement::{self, Announcement, store as announcements};
use crate::notice::rules::{self, Progress};
use crate::notice::{DeskPress, NoticeId, Plan, State, card, fanout, store};
use crate::person::Role;
use crate::staff::{Queue, audit};
use crate::t;

/// Announcements on one page of the list.
const LISTED: i64 = 5;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: DeskPress) -> anyhow::Result<()> {
    match press {
        DeskPress::List(page) => list(turn, page.max(0)).await,
        DeskPress::Open(id) => open(turn, id).await,
        DeskPress::Pause(id) => pause(turn, id).await,
        DeskPress::Resume(id) => resume(turn, id).await,
        DeskPress::Stop(id) => ask_stop(turn, id).await,
        DeskPress::StopNow(id) => stop(turn, id).await,
        DeskPress::Correct(id) => correct(turn, id).await,
        DeskPress::CorrectAnew(id) => correct_anew(turn, id).await,
    }
}

/// What waits at the desk: announcements that are on their way or halted.
pub async fn queues(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    let sending = announcements::count(turn.tx, State::Sending).await?;
    let paused = announcements::count(turn.tx, State::Paused).await?;
    if !turn.may(Role::Clerk) || sending + paused == 0 {
        return Ok(Vec::new());
    }
    let press = BotPress::Desk(bot::Desk::Notice(DeskPress::List(0)));
    let text = t!("notice-queue", sending = sending, paused = paused);
    Ok(vec![Queue { text, label: t!("notice-queue-button"), press }])
}

async fn list(turn: &mut Turn<'_>, page: i64) -> anyhow::Result<()> {
    let mut found = announcements::page(turn.tx, page.saturating_mul(LISTED), LISTED + 1).await?;
    let shown = usize::try_from(LISTED)?;
    let more = found.len() > shown;
    found.truncate(shown);
    let mut list = Vec::new();
    for one in found {
        let progress = announcement::progress(turn.tx, &one).await?;
        list.push((one, progress));
    }
    turn.show(card::list(turn.city, &list, page, more));
    Ok(())
}

/// An announcement as it is now; none if the button's is not there, and then that has been said.
async fn find(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<Option<(Announcement, Progress)>> {
    let Some(one) = announcements::get(turn.tx, id).await? else {
        bot::old_button(turn).await?;
        return Ok(None);
    };
    let progress = announcement::progress(turn.tx, &one).await?;
    Ok(Some((one, progress)))
}

async fn open(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    if let Some((one, progress)) = find(turn, id).await? {
        let card = how_far(turn, &one, &progress);
        turn.show(card);
    }
    Ok(())
}

/// Says how far an announcement is that was just sent on its way.
pub(super) async fn begun(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    if let Some((one, progress)) = find(turn, id).await? {
        let card = how_far(turn, &one, &progress);
        turn.say(card);
    }
    Ok(())
}

fn how_far(turn: &Turn<'_>, one: &Announcement, progress: &Progress) -> Card {
    let quiet = rules::quiet_until(turn.now(), turn.city.preset.zone);
    card::progress(turn.city, one, progress, quiet)
}

async fn pause(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let Some((_, progress)) = find(turn, id).await? else { return Ok(()) };
    if progress.state == State::Sending {
        fanout::take_back(turn.tx, id).await?;
        store::set_state(turn.tx, id, State::Paused).await?;
        write_down(turn, "notice.pause", id).await?;
        turn.toast(t!("notice-paused"));
    } else {
        turn.toast(t!("notice-not-sending"));
    }
    open(turn, id).await
}

async fn resume(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let Some((_, progress)) = find(turn, id).await? else { return Ok(()) };
    if progress.state == State::Paused {
        store::set_state(turn.tx, id, State::Sending).await?;
        write_down(turn, "notice.resume", id).await?;
        turn.toast(t!("notice-resumed"));
    } else {
        turn.toast(t!("notice-not-paused"));
    }
    open(turn, id).await
}

async fn ask_stop(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let Some((one, progress)) = find(turn, id).await? else { return Ok(()) };
    if !matches!(progress.state, State::Sending | State::Paused) {
        turn.toast(t!("notice-not-sending"));
        return open(turn, id).await;
    }
    turn.show(card::ask_stop(&one, &progress));
    Ok(())
}

async fn stop(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let Some((_, progress)) = find(turn, id).await? else { return Ok(()) };
    if matches!(progress.state, State::Sending | State::Paused) {
        end(turn, id).await?;
        turn.toast(t!("notice-stopped"));
    } else {
        turn.toast(t!("notice-not-sending"));
    }
    open(turn, id).await
}

/// Sends no more of a notice, and writes that down.
pub(super) async fn end(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    fanout::take_back(turn.tx, id).await?;
    store::set_state(turn.tx, id, State::Stopped).await?;
    write_down(turn, "notice.stop", id).await
}

async fn write_down(turn: &mut Turn<'_>, act: &str, id: NoticeId) -> anyhow::Result<()> {
    let me = turn.me();
    audit::record(turn.tx, Some(me), act, &format!("notice={}", id.0), serde_json::json!({})).await
}

async fn correct(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let draft = bot::store::dialogue(turn.tx, turn.person.id, "announce").await?;
    match draft {
        Some(draft) => {
            turn.say(card::draft(id, draft.saved_at));
            Ok(())
        }
        None => correct_anew(turn, id).await,
    }
}

async fn correct_anew(turn: &mut Turn<'_>, id: NoticeId) -> anyhow::Result<()> {
    let Some((one, _)) = find(turn, id).await? else { return Ok(()) };
    if one.author != Some(turn.me()) && !turn.may(Role::Coordinator) {
        turn.toast(t!("notice-correct-others"));
        return open(turn, id).await;
    }
    if store::count_recipients(turn.tx, id).await? == 0 {
        turn.toast(t!("notice-correct-nobody", days = crate::notice::due::RECIPIENTS_KEPT.num_days()));
        return open(turn, id).await;
    }
    dialogue::begin(turn, Dialogue::Announce(Plan::correction(id))).await
}
