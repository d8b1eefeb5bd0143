//! Asking for a second pair of eyes, and being it. Every act reads anew who is asked and what waits.

use serde_json::json;

use super::{Asked, AskedId, Returning, card, others, store};
use crate::bot::{Card, Dialogue, Turn, dialogue};
use crate::clock::Moment;
use crate::notice;
use crate::person::{self, PersonId};
use crate::poll::{Plan, desk, life, plan};
use crate::staff::audit;
use crate::t;
use crate::text::Text;

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
        let who = turn.person.label();
        tell(turn, *other, "asked", id, |lang| card::news(&asked, who.clone(), lang)).await?;
    }
    turn.say(card::waits(id, others.len()));
    Ok(())
}

/// Shows a plan that waits.
pub async fn open(turn: &mut Turn<'_>, id: AskedId) -> anyhow::Result<()> {
    let Some(asked) = store::get(turn.tx, id).await? else { return gone(turn).await };
    if asked.reason.is_some() && asked.author != turn.me() {
        return gone(turn).await;
    }
    let (who, now, lang) = (label(turn, asked.author).await?, turn.now(), turn.lang());
    turn.say(card::asked(turn.city, &asked, who, turn.me(), now, lang));
    Ok(())
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
    let who = turn.person.label();
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
    let who = turn.person.label();
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

async fn label(turn: &mut Turn<'_>, person: PersonId) -> sqlx::Result<Text> {
    let nickname = person::store::nickname(turn.tx, person).await?;
    Ok(person::label(person, nickname.as_deref()))
}

/// Tells one member of staff, by day: it is work.
async fn tell(
    turn: &mut Turn<'_>,
    to: PersonId,
    what: &str,
    id: AskedId,
    card: impl Fn(crate::text::Lang) -> Card,
) -> anyhow::Result<()> {
    let Some(to) = person::store::address(turn.tx, to).await? else { return Ok(()) };
    let now = turn.now();
    let from: Moment = notice::rules::quiet_until(now, turn.city.preset.zone).unwrap_or(now);
    let key = format!("poll-{what}:plan={}:person={}:at={}", id.0, to.person.0, now.ms());
    notice::one::tell_from(turn.tx, turn.city, &to, &card(to.lang), &key, from).await
}

fn object(id: AskedId) -> String {
    format!("plan={}", id.0)
}
