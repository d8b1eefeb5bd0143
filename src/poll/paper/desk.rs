//! Ballots on paper at the desk. What one member of staff has entered counts once another has confirmed it;
//! every act reads anew who is asked and what waits, and is written down.

use std::sync::Arc;

use serde_json::json;

use super::enter::Entry;
use super::rules::Sheet;
use super::{Checking, Filed, Returning, SheetId, State, card, store};
use crate::bot::{Card, Desk, Dialogue, Turn, dialogue};
use crate::notice;
use crate::person::{self, PersonId};
use crate::poll::approval::desk::{label, own_label};
use crate::poll::approval::others;
use crate::poll::rules::{Door, door};
use crate::poll::{DeskPress, Poll, PollId, desk, eligible, store as polls};
use crate::staff::audit;
use crate::t;
use crate::text::Lang;

/// The sheets of a poll.
pub async fn list(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = polls::poll(turn.tx, id).await? else { return desk::queue(turn).await };
    let sheets = store::present(turn.tx, id).await?;
    let codes = match poll.eligible.code {
        true => Some(eligible::store::count_spent_on_paper(turn.tx, id).await?),
        false => None,
    };
    let is_open = door(&poll, turn.now()) == Door::Open;
    turn.say(card::list(&poll, &sheets, codes, is_open, turn.lang()));
    Ok(())
}

/// The poll, if votes are taken now: paper is entered as long as votes are cast. Otherwise they are told.
pub async fn open_poll(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Arc<Poll>>> {
    let poll = polls::poll(turn.tx, id).await?;
    match poll {
        Some(poll) if door(&poll, turn.now()) == Door::Open => Ok(Some(poll)),
        Some(poll) => {
            turn.say(card::shut(&poll, turn.lang()));
            Ok(None)
        }
        None => {
            desk::queue(turn).await?;
            Ok(None)
        }
    }
}

/// Begins a sheet.
pub async fn begin(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = open_poll(turn, id).await? else { return Ok(()) };
    let press = Desk::Poll(DeskPress::PaperNew(id));
    dialogue::begin_at_desk(turn, Dialogue::Paper(Entry::of(&poll)), press).await
}

/// Begins to check codes off.
pub async fn check_off(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    match open_poll(turn, id).await? {
        Some(poll) if poll.eligible.code => dialogue::begin(turn, Dialogue::PaperCodes(Checking::of(id))).await,
        Some(_) => list(turn, id).await,
        None => Ok(()),
    }
}

/// Shows a sheet.
pub async fn open(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<()> {
    let Some((filed, poll)) = load(turn, id).await? else { return desk::queue(turn).await };
    let former = match (filed.state, filed.replaces) {
        (State::Waiting, Some(former)) => store::get(turn.tx, former).await?,
        _ => None,
    };
    let who = label(turn, filed.author).await?;
    turn.say(card::sheet(&poll, &filed, former.as_ref(), who, turn.me(), turn.lang()));
    Ok(())
}

async fn load(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<Option<(Filed, Arc<Poll>)>> {
    let Some(filed) = store::get(turn.tx, id).await? else { return Ok(None) };
    Ok(polls::poll(turn.tx, filed.poll).await?.map(|poll| (filed, poll)))
}

/// A sheet in that state of a poll that takes votes; otherwise the list says what there is.
async fn present(turn: &mut Turn<'_>, id: SheetId, state: State) -> anyhow::Result<Option<(Filed, Arc<Poll>)>> {
    let Some(filed) = store::get(turn.tx, id).await? else {
        desk::queue(turn).await?;
        return Ok(None);
    };
    let Some(poll) = open_poll(turn, filed.poll).await? else { return Ok(None) };
    if filed.state == state {
        return Ok(Some((filed, poll)));
    }
    turn.toast(t!("paper-changed"));
    list(turn, filed.poll).await?;
    Ok(None)
}

/// Keeps a sheet that was handed in, and has somebody else look at it.
pub(super) async fn handed_in(turn: &mut Turn<'_>, poll: &Poll, entry: &Entry, sheet: &Sheet) -> anyhow::Result<()> {
    let (me, station) = (turn.me(), entry.station.clone());
    if let Some(from) = entry.from.map(SheetId) {
        store::set_past(turn.tx, from, State::Withdrawn).await?;
    }
    let id = store::add(turn.tx, poll.id, &station, sheet, me, entry.replaces.map(SheetId)).await?;
    record(turn, "poll.paper", poll.id, id, sheet).await?;
    let others = others(turn.tx, me).await?;
    let who = own_label(turn);
    for other in &others {
        tell(turn, *other, "handed-in", id, |lang| card::news(poll, id, &station, who.clone(), lang)).await?;
    }
    turn.say(card::waits(poll.id, id, others.len()));
    Ok(())
}

/// Confirms what somebody else has entered, if everything still holds at this moment.
pub async fn confirm(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<()> {
    let Some((filed, poll)) = present(turn, id, State::Waiting).await? else { return Ok(()) };
    let me = turn.me();
    if filed.author == me {
        turn.toast(t!("paper-sheet-own"));
        return open(turn, id).await;
    }
    // Who entered it must still be allowed to: otherwise one person alone would have decided.
    if !others(turn.tx, me).await?.contains(&filed.author) {
        turn.say(card::done(t!("paper-author-gone"), poll.id));
        return Ok(());
    }
    let former = match filed.replaces {
        Some(former) => store::get(turn.tx, former).await?.map(|former| former.state),
        None => Some(State::Confirmed),
    };
    if former != Some(State::Confirmed) || !filed.sheet.is_sound(poll.method, &poll.rules()) {
        turn.say(card::done(t!("paper-former-changed"), poll.id));
        return Ok(());
    }
    if let Err(codes) = super::enough_codes(turn.tx, &poll, filed.sheet.ballots, filed.replaces).await? {
        turn.say(card::done(t!("paper-more-than-codes", codes = codes), poll.id));
        return Ok(());
    }
    if let Some(former) = filed.replaces {
        store::set_past(turn.tx, former, State::Replaced).await?;
    }
    store::confirm(turn.tx, id, me).await?;
    record(turn, "poll.paper-confirm", poll.id, id, &filed.sheet).await?;
    let who = own_label(turn);
    tell(turn, filed.author, "confirmed", id, |lang| card::confirmed(&poll, &filed, who.clone(), lang)).await?;
    turn.say(card::done(t!("paper-confirm-done", station = &filed.station), poll.id));
    Ok(())
}

/// Begins to return a sheet: why is asked for.
pub async fn send_back(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<()> {
    match present(turn, id, State::Waiting).await? {
        Some((filed, _)) if filed.author == turn.me() => open(turn, id).await,
        Some(_) => dialogue::begin(turn, Dialogue::PaperReturn(Returning::of(id))).await,
        None => Ok(()),
    }
}

/// Returns a sheet to its author, with the reason.
pub(super) async fn returned(turn: &mut Turn<'_>, id: SheetId, reason: &str) -> anyhow::Result<()> {
    let Some((filed, poll)) = present(turn, id, State::Waiting).await? else { return Ok(()) };
    store::give_back(turn.tx, id, reason).await?;
    record(turn, "poll.paper-return", poll.id, id, &filed.sheet).await?;
    let who = own_label(turn);
    tell(turn, filed.author, "returned", id, |lang| card::returned(&poll, &filed, who.clone(), reason, lang)).await?;
    turn.say(card::done(t!("paper-return-done", station = &filed.station), poll.id));
    Ok(())
}

/// Begins a correction: of a sheet that counts anybody may, of one that was returned its author.
pub async fn fix(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<()> {
    let Some((filed, _)) = load(turn, id).await? else { return desk::queue(turn).await };
    let Some(poll) = open_poll(turn, filed.poll).await? else { return Ok(()) };
    let mine = filed.author == turn.me();
    let waits = store::present(turn.tx, poll.id).await?.iter().any(|other| other.replaces == Some(id));
    match filed.state {
        State::Confirmed if waits => {
            turn.toast(t!("paper-fix-waits"));
            list(turn, poll.id).await
        }
        State::Returned if !mine => open(turn, id).await,
        State::Confirmed | State::Returned => {
            let press = Desk::Poll(DeskPress::FixSheet(id));
            dialogue::begin_at_desk(turn, Dialogue::Paper(Entry::correcting(&poll, &filed)), press).await
        }
        _ => {
            turn.toast(t!("paper-changed"));
            list(turn, poll.id).await
        }
    }
}

/// Takes one's own sheet back before it counts.
pub async fn withdraw(turn: &mut Turn<'_>, id: SheetId) -> anyhow::Result<()> {
    let Some((filed, poll)) = load(turn, id).await? else { return desk::queue(turn).await };
    let mine = filed.author == turn.me();
    if !mine || !matches!(filed.state, State::Waiting | State::Returned) || open_poll(turn, poll.id).await?.is_none() {
        turn.toast(t!("paper-changed"));
        return list(turn, poll.id).await;
    }
    store::set_past(turn.tx, id, State::Withdrawn).await?;
    record(turn, "poll.paper-withdraw", poll.id, id, &filed.sheet).await?;
    turn.say(card::done(t!("paper-withdrawn", station = &filed.station), poll.id));
    Ok(())
}

async fn record(turn: &mut Turn<'_>, act: &str, poll: PollId, id: SheetId, sheet: &Sheet) -> anyhow::Result<()> {
    let Sheet { ballots, blank, invalid, .. } = sheet;
    let detail = json!({ "sheet": id.0, "ballots": ballots, "blank": blank, "invalid": invalid });
    let me = turn.me();
    audit::record(turn.tx, Some(me), act, &format!("poll={}", poll.0), detail).await
}

/// Tells one member of staff, at once: a sheet that is confirmed too late does not count.
async fn tell(
    turn: &mut Turn<'_>,
    to: PersonId,
    what: &str,
    id: SheetId,
    card: impl Fn(Lang) -> Card,
) -> anyhow::Result<()> {
    let Some(to) = person::store::address(turn.tx, to).await? else { return Ok(()) };
    let now = turn.now();
    let key = format!("paper-{what}:sheet={}:person={}:at={}", id.0, to.person.0, now.ms());
    notice::one::tell_from(turn.tx, turn.city, &to, &card(to.lang), &key, now).await
}
