//! The one way from a state to the next: the proposal, its history, the audit trail, the message
//! to its author and the one notice to its followers, all in the transaction of the act.

use anyhow::ensure;
use serde_json::json;

use super::letter::{self, Reader};
use super::rules::{self, Act, Problem};
use super::store::{self, Event};
use super::{Proposal, ProposalId};
use crate::bot::{Turn, Words};
use crate::notice::{self, Audience};
use crate::outbox::Lane;
use crate::person::{self, PersonId};
use crate::staff::audit;
use crate::t;
use crate::text::Text;

/// Does an act, if it follows; the proposal after it.
pub async fn act(turn: &mut Turn<'_>, before: &Proposal, act: &Act) -> anyhow::Result<Result<Proposal, Problem>> {
    let after = match rules::apply(before, act, turn.now(), &turn.city.preset) {
        Ok(after) => after,
        Err(problem) => return Ok(Err(problem)),
    };
    ensure!(store::save(turn.tx, &after).await?, "a proposal was changed within one transaction");
    keep_events(turn, &after, act).await?;
    if !act.is_authors() {
        let detail = json!({"from": before.state, "to": after.state, "revision": after.revision,
            "department": after.department, "planned_on": after.planned_on});
        let (what, object) = (format!("proposal.{}", act.name()), format!("proposal={}", after.id.0));
        audit::record(turn.tx, Some(turn.me()), &what, &object, detail).await?;
        tell_author(turn, &after, act).await?;
    }
    if matches!(act, Act::Hide(_)) {
        store::settle_reports(turn.tx, after.id).await?;
    }
    tell_followers(turn, &after, act).await?;
    Ok(Ok(after))
}

async fn keep_events(turn: &mut Turn<'_>, after: &Proposal, act: &Act) -> anyhow::Result<()> {
    let words = match act {
        Act::Ask(words) | Act::Return(words) | Act::Unpublish(words) | Act::Hide(words) | Act::Mend(words, _) => {
            Some(words.clone())
        }
        Act::Complete(words) => Some(Words::only(words.clone())),
        Act::Withdraw(words) => words.clone(),
        Act::Decide(decision) => Some(decision.words.clone()),
        Act::Publish | Act::Assign(_) | Act::Unhide => None,
    };
    let actor = (!act.is_authors()).then(|| turn.me());
    keep_event(turn, after, act.name(), actor, words).await?;
    if let Act::Mend(_, decision) = act {
        // The correction's reason and the new answer are two things to read.
        keep_event(turn, after, "decide", actor, Some(decision.words.clone())).await?;
    }
    Ok(())
}

async fn keep_event(
    turn: &mut Turn<'_>,
    after: &Proposal,
    act: &str,
    actor: Option<PersonId>,
    words: Option<Words>,
) -> anyhow::Result<()> {
    let (words_ko, words_en) = words.map_or((None, None), |words| (Some(words.ko), words.en));
    let event = Event {
        at: turn.now(),
        act: act.to_owned(),
        actor,
        state: after.state,
        words_ko,
        words_en,
        department: after.department.clone(),
        planned_on: after.planned_on,
    };
    store::add_event(turn.tx, after.id, &event).await?;
    Ok(())
}

/// The first event of a proposal.
pub async fn submitted(turn: &mut Turn<'_>, proposal: &Proposal) -> anyhow::Result<()> {
    keep_event(turn, proposal, "submit", None, None).await
}

async fn tell_author(turn: &mut Turn<'_>, after: &Proposal, act: &Act) -> anyhow::Result<()> {
    let Some(author) = after.author else { return Ok(()) };
    let Some(address) = person::store::address(turn.tx, author).await? else { return Ok(()) };
    let card = letter::card(turn.city, after, act, Reader::Author, address.lang);
    let key = format!("proposal:{}:{}", after.id.0, after.revision);
    notice::tell(turn.tx, turn.city, &address, &card, &key, None).await
}

async fn tell_followers(turn: &mut Turn<'_>, after: &Proposal, act: &Act) -> anyhow::Result<()> {
    if !may_follow(act) {
        return Ok(());
    }
    let notice = match audience(turn, after.id, act).await? {
        Some(audience) => {
            let (city, key) = (turn.city, format!("proposal:{}:{}", after.id.0, after.revision));
            let card = |lang| letter::card(city, after, act, Reader::Follower, lang);
            Some(notice::publish(turn.tx, city, audience, Lane::Personal, &key, card).await?)
        }
        None => None,
    };
    Ok(store::set_told(turn.tx, after.id, notice).await?)
}

/// Whom an act is told to besides the author, if there is anybody. A correction goes also to whom
/// the mistake went, whether they still follow or not.
async fn audience(turn: &mut Turn<'_>, id: ProposalId, act: &Act) -> anyhow::Result<Option<Audience>> {
    if matches!(act, Act::Mend(..) | Act::Unpublish(_))
        && let Some(mistake) = store::told(turn.tx, id).await?
    {
        let anybody = !store::page_followers_and(turn.tx, id, mistake, PersonId(0), 1).await?.is_empty();
        return Ok(anybody.then_some(Audience::FollowersAnd(id, mistake)));
    }
    let anybody = !store::page_followers(turn.tx, id, PersonId(0), 1).await?.is_empty();
    Ok(anybody.then_some(Audience::Followers(id)))
}

/// Who was told of an act that was done.
pub async fn told(turn: &mut Turn<'_>, after: &Proposal, act: &Act) -> anyhow::Result<Text> {
    let followers = may_follow(act) && store::told(turn.tx, after.id).await?.is_some();
    Ok(tells(after, act, followers))
}

/// Who would be told of an act.
pub async fn would_tell(turn: &mut Turn<'_>, before: &Proposal, act: &Act) -> anyhow::Result<Text> {
    let followers = may_follow(act) && audience(turn, before.id, act).await?.is_some();
    Ok(tells(before, act, followers))
}

fn tells(proposal: &Proposal, act: &Act, followers: bool) -> Text {
    let author = !act.is_authors() && proposal.author.is_some();
    match (author, followers) {
        (true, true) => t!("proposal-desk-tells-both"),
        (true, false) => t!("proposal-desk-tells-author"),
        (false, true) => t!("proposal-desk-tells-followers"),
        (false, false) => t!("proposal-desk-tells-nobody"),
    }
}

/// Whether an act is told to those who follow the proposal. Before it was public nobody could; it
/// may have been public once.
fn may_follow(act: &Act) -> bool {
    match act {
        Act::Publish | Act::Assign(_) | Act::Decide(_) | Act::Mend(..) | Act::Unpublish(_) | Act::Withdraw(_) => true,
        Act::Ask(_) | Act::Complete(_) | Act::Return(_) | Act::Hide(_) | Act::Unhide => false,
    }
}

/// A text of the catalogue as words of the city, in every language that there is.
pub fn words(turn: &Turn<'_>, text: &Text) -> Words {
    let english = crate::text::Lang::find("en");
    Words {
        ko: turn.city.plain(crate::text::Lang::reference(), text),
        en: english.map(|english| turn.city.plain(english, text)),
    }
}
