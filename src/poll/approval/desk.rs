//! Asking for a second pair of eyes, and being it. Every act reads anew who is asked and what waits.

use serde_json::json;

use super::{Asked, AskedId, ROLE, Returning, card, others, store};
use crate::bot::{Card, Dialogue, Turn, dialogue};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice;
use crate::person::{self, PersonId};
use crate::poll::{Plan, Poll, desk, life, plan};
use crate::staff::{self, audit};
use crate::t;
use crate::text::{Lang, Text};

/// The name under which a plan is kept.
const PLAN: &str = "poll_plan";

/// Has somebody else look at a plan before it is published: they are told, and its author what comes next.
pub async fn ask(turn: &mut Turn<'_>, plan: Plan) -> anyhow::Result<()> {
    let me = turn.me();
    let id = store::add(turn.tx, me, &serde_json::to_string(&plan)?).await?;
    audit::record(turn.tx, Some(me), "poll.ask", &object(id), json!({})).await?;
    let asked = Asked { id, author: me, plan, touched_at: turn.now(), reason: None };
    let others = others(turn.tx, me).await?;
    for other in &others {
        let who = own_label(turn);
        tell(turn, *other, "asked", id, |lang| card::news(&asked, who.clone(), lang)).await?;
    }
    turn.say(card::waits(id, others.len()));
    Ok(())
}

/// Shows a plan that waits.
pub async fn open(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    let Some(asked) = seen(turn, id).await? else { return gone(turn).await };
    let (who, now, lang) = (label(turn, asked.author).await?, turn.now(), turn.lang());
    turn.say(card::asked(turn.city, &asked, who, turn.me(), now, lang));
    Ok(())
}

/// One option of a plan that waits, with everything that is frozen of it.
pub async fn look(turn: &mut Turn<'_>, id: AskedId, place: usize) -> anyhow::Result<()> {
    let Some(asked) = seen(turn, id).await? else { return gone(turn).await };
    turn.show(card::option(&asked, place, turn.lang()));
    Ok(())
}

/// The picture of that option, in a message of its own.
pub async fn picture(turn: &mut Turn<'_>, id: AskedId, place: usize) -> anyhow::Result<()> {
    let Some(asked) = seen(turn, id).await? else { return gone(turn).await };
    match asked.plan.picture_of(place, turn.lang()) {
        Some((picture, caption)) => turn.photos(&[picture], caption),
        None => turn.toast(t!("poll-picture-none")),
    }
    Ok(())
}

/// How its result would look, with invented voters.
pub async fn trial(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    let Some(asked) = seen(turn, id).await? else { return gone(turn).await };
    if !plan::try_out(turn, &asked.plan).await? {
        turn.say(Card::new(t!("poll-trial-unfit")));
    }
    open(turn, id).await
}

/// A plan that this person may look at.
async fn seen(turn: &mut Turn<'_>, id: AskedId) -> sqlx::Result<Option<Asked>> {
    let me = turn.me();
    Ok(store::get(turn.tx, id).await?.filter(|asked| asked.reason.is_none() || asked.author == me))
}

/// Publishes what somebody else has made, if everything still holds at this moment.
pub async fn approve(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    let Some(asked) = waiting(turn, id).await? else { return gone(turn).await };
    let me = turn.me();
    if asked.author == me {
        turn.toast(t!("poll-asked-own"));
        return open(turn, id).await;
    }
    // Who made it must still be allowed to: otherwise one person alone would publish it.
    if !others(turn.tx, me).await?.contains(&asked.author) {
        turn.say(not_now(t!("poll-asked-author-gone"), id));
        return Ok(());
    }
    let poll = match asked.plan.ready(turn.now()) {
        Ok(poll) => poll,
        Err(unfit) => {
            turn.say(not_now(unfit.why.unwrap_or_else(|| t!("poll-asked-unfit")), id));
            return Ok(());
        }
    };
    store::delete(turn.tx, id).await?;
    let (state, opens_at) = (poll.state, poll.opens_at);
    let poll = life::publish(turn.tx, turn.city, Some(asked.author), poll).await?;
    audit::record(turn.tx, Some(me), "poll.approve", &format!("poll={}", poll.0), json!({ "plan": id.0 })).await?;
    let who = own_label(turn);
    tell(turn, asked.author, "approved", id, |lang| card::approved(&asked, who.clone(), poll, lang)).await?;
    plan::tell_published(turn, poll, state, opens_at).await
}

/// Begins to return a plan: why is asked for.
pub async fn send_back(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    match waiting(turn, id).await? {
        Some(asked) if asked.author != turn.me() => {
            dialogue::begin(turn, Dialogue::PollReturn(Returning::of(id))).await
        }
        Some(_) => revise(turn, id).await,
        None => gone(turn).await,
    }
}

/// Returns a plan to its author, with the reason.
pub(super) async fn returned(turn: &mut Turn<'_>, id: AskedId, reason: &str) -> anyhow::Result<()> {
    let Some(asked) = waiting(turn, id).await? else { return gone(turn).await };
    let me = turn.me();
    store::set_returned(turn.tx, id, reason).await?;
    audit::record(turn.tx, Some(me), "poll.return", &object(id), json!({})).await?;
    let who = own_label(turn);
    tell(turn, asked.author, "returned", id, |lang| card::returned(&asked, who.clone(), reason, lang)).await?;
    turn.say(Card::new(t!("poll-return-done")).row([card::queue_button()]).home());
    Ok(())
}

/// Takes one's own plan back, to change it.
pub async fn revise(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    let me = turn.me();
    let Some(asked) = store::get(turn.tx, id).await?.filter(|asked| asked.author == me) else {
        return gone(turn).await;
    };
    // Another plan that was begun would be lost.
    if let Some(draft) = crate::bot::store::dialogue(turn.tx, me, PLAN).await? {
        turn.say(desk::draft(draft.saved_at).before(t!("poll-asked-draft")));
        return Ok(());
    }
    store::delete(turn.tx, id).await?;
    if asked.reason.is_none() {
        audit::record(turn.tx, Some(me), "poll.withdraw", &object(id), json!({})).await?;
    }
    dialogue::begin(turn, Dialogue::PollPlan(asked.plan)).await
}

/// What waits for a second pair of eyes, and what came back to this person.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<Vec<(Asked, Text)>> {
    let (me, lang) = (turn.me(), turn.lang());
    let mut list = Vec::new();
    for id in store::concerning(turn.tx, me).await? {
        if let Some(asked) = store::get(turn.tx, id).await? {
            let who = label(turn, asked.author).await?;
            let line = card::line(&asked, who, lang);
            list.push((asked, line));
        }
    }
    Ok(list)
}

async fn waiting(turn: &mut Turn<'_>, id: AskedId) -> sqlx::Result<Option<Asked>> {
    Ok(store::get(turn.tx, id).await?.filter(|asked| asked.reason.is_none()))
}

/// Somebody was faster.
async fn gone(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.toast(t!("poll-asked-gone"));
    desk::queue(turn).await
}

fn not_now(why: Text, id: AskedId) -> Card {
    Card::new(why)
        .block(t!("poll-asked-give-back"))
        .row([(t!("poll-asked-return-button"), card::at(crate::poll::DeskPress::Return(id))), card::queue_button()])
        .home()
}

/// What other staff see of who acts.
pub fn own_label(turn: &Turn<'_>) -> Text {
    person::staff_label(turn.person.id, turn.person.nickname.as_deref())
}

/// What staff see of one of their own.
pub async fn label(turn: &mut Turn<'_>, person: PersonId) -> sqlx::Result<Text> {
    let nickname = person::store::nickname(turn.tx, person).await?;
    Ok(person::staff_label(person, nickname.as_deref()))
}

async fn tell(
    turn: &mut Turn<'_>,
    to: PersonId,
    what: &str,
    id: AskedId,
    card: impl Fn(Lang) -> Card,
) -> anyhow::Result<()> {
    let key = format!("poll-{what}:plan={}:person={}:at={}", id.0, to.0, turn.now().ms());
    tell_by_day(turn.tx, turn.city, to, &key, card).await
}

/// Tells one member of staff, by day: it is work.
async fn tell_by_day(
    tx: &mut Tx,
    city: &City,
    to: PersonId,
    key: &str,
    card: impl Fn(Lang) -> Card,
) -> anyhow::Result<()> {
    let Some(to) = person::store::address(tx, to).await? else { return Ok(()) };
    let from: Moment = notice::rules::quiet_until(tx.now, city.preset.zone).unwrap_or(tx.now);
    notice::one::tell_from(tx, city, &to, &card(to.lang), key, from).await
}

/// Tells everybody who may publish a result that one waits for them.
pub async fn tell_closed(tx: &mut Tx, city: &City, poll: &Poll) -> anyhow::Result<()> {
    for member in staff::store::members(tx).await?.into_iter().filter(|member| member.role >= ROLE) {
        let key = format!("poll-closed:poll={}:person={}", poll.id.0, member.person.0);
        tell_by_day(tx, city, member.person, &key, |lang| card::closed(poll, lang)).await?;
    }
    Ok(())
}

fn object(id: AskedId) -> String {
    format!("plan={}", id.0)
}
