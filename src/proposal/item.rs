//! A proposal at the desk: everything about it, what is odd about it, and the acts that follow.

use super::rules::{self};
use super::store::{self, Event};
use super::{DeskPress, Press, Proposal, ProposalId, Shelf, State, card, personal};
use crate::bot::{Card, Desk, Press as BotPress, Turn, Words};
use crate::person::{self, Role};
use crate::t;
use crate::text::{Lang, Text};

/// Shows a proposal with its acts, as a new message.
pub async fn open(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = store::get(turn.tx, id).await? else {
        turn.say(Card::new(t!("proposal-unknown")).row(ways()));
        return Ok(());
    };
    let card = whole(turn, &proposal).await?;
    turn.say(card);
    Ok(())
}

/// The button was made for a former state: who has handled it since, and how it stands.
pub async fn stale(turn: &mut Turn<'_>, proposal: &Proposal) -> anyhow::Result<()> {
    let events = store::events(turn.tx, proposal.id).await?;
    let text = match events.iter().rev().find_map(|event| event.actor) {
        Some(actor) => {
            let nickname = person::store::nickname(turn.tx, actor).await?;
            let who = person::label(actor, nickname.as_deref());
            t!("proposal-desk-stale", who = who, state = proposal.state.text())
        }
        None => t!("proposal-desk-stale-author", state = proposal.state.text()),
    };
    turn.toast(text.clone());
    let card = whole(turn, proposal).await?;
    turn.say(Card::new(text));
    turn.say(card);
    Ok(())
}

/// After an act: that it is done, and the proposal as it stands.
pub async fn done(turn: &mut Turn<'_>, after: &Proposal, said: Text) -> anyhow::Result<()> {
    turn.say(Card::new(said));
    let card = whole(turn, after).await?;
    turn.say(card);
    Ok(())
}

async fn whole(turn: &mut Turn<'_>, proposal: &Proposal) -> anyhow::Result<Card> {
    let events = store::events(turn.tx, proposal.id).await?;
    let reports = store::reports(turn.tx, proposal.id).await?;
    let today = turn.city.day(turn.now());
    let age = (today - turn.city.day(proposal.submitted_at)).num_days();
    let department = proposal.department_text(turn.city).unwrap_or_else(|| t!("proposal-item-no-department"));
    let mut card =
        Card::new(card::head(turn.city, proposal)).block(t!("proposal-item", age = age, department = department));
    card = match proposal.decision().filter(|_| proposal.state.is_decided()) {
        Some(words) => answered(card, turn.lang(), proposal, &words),
        None => card.block(card::outlook(proposal, today)),
    };
    if let Some(words) = store::asked(turn.tx, proposal.id).await? {
        card = card.block(t!("proposal-item-question", words = words.get(turn.lang()))).maybe(words.note(turn.lang()));
    }
    for block in card::words(proposal) {
        card = card.block(block);
    }
    let flags = flags(turn, proposal).await?;
    if !flags.is_empty() {
        card = card.block(t!("proposal-item-flags", lines = flags));
    }
    if !reports.is_empty() {
        let lines: Vec<Text> = reports
            .iter()
            .map(|(reason, count)| t!("proposal-item-report", reason = reason.text(), count = *count))
            .collect();
        card = card.block(t!("proposal-item-reports", lines = lines));
    }
    Ok(buttons(card, turn, proposal, &events, !reports.is_empty()))
}

/// The outcome, and below it the words that were given with it.
fn answered(card: Card, lang: Lang, proposal: &Proposal, words: &Words) -> Card {
    let at = proposal.decided_at.unwrap_or(proposal.submitted_at);
    card.block(t!("proposal-item-answer", state = proposal.state.text(), at = at, words = words.get(lang)))
        .maybe(words.note(lang))
        .maybe(proposal.planned_on.map(|day| t!("proposal-planned", day = day)))
}

/// What a careful reader would stumble over.
async fn flags(turn: &mut Turn<'_>, proposal: &Proposal) -> anyhow::Result<Vec<Text>> {
    let addition = proposal.addition.as_deref().unwrap_or_default();
    let all = [&proposal.title, &proposal.problem, &proposal.wish, addition].join("\n");
    let mut flags: Vec<Text> =
        personal::find(&all).into_iter().map(|found| t!("proposal-flag-personal", what = found.text())).collect();
    if personal::has_link(&all) {
        flags.push(t!("proposal-flag-link"));
    }
    let same = store::same_words(turn.tx, proposal.id).await?;
    if same > 0 && !proposal.problem.is_empty() {
        flags.push(t!("proposal-flag-same", count = same));
    }
    let milestones = turn.city.preset.supports.milestones.iter().map(|reached| i64::from(*reached));
    if let Some(reached) = milestones.filter(|reached| *reached <= proposal.supports).max() {
        flags.push(t!("proposal-flag-milestone", count = reached));
    }
    Ok(flags)
}

fn buttons(mut card: Card, turn: &Turn<'_>, proposal: &Proposal, events: &[Event], reported: bool) -> Card {
    let (id, revision) = (proposal.id, proposal.revision);
    let desk = |press: DeskPress| BotPress::Desk(Desk::Proposal(press));
    let publish = (t!("proposal-desk-publish-button"), desk(DeskPress::Publish(id, revision)));
    let ask = (t!("proposal-desk-ask-button"), desk(DeskPress::Ask(id, revision)));
    let back = (t!("proposal-desk-return-button"), desk(DeskPress::Return(id, revision)));
    let assign = (t!("proposal-desk-assign-button"), desk(DeskPress::Assign(id, revision)));
    let answer = (t!("proposal-desk-decide-button"), desk(DeskPress::Decide(id, revision)));
    let hide = (t!("proposal-desk-hide-button"), desk(DeskPress::Hide(id, revision)));
    let unpublish = (t!("proposal-desk-unpublish-button"), desk(DeskPress::Unpublish(id, revision)));
    let mend = (t!("proposal-desk-mend-button"), desk(DeskPress::Mend(id, revision)));
    let unhide = (t!("proposal-desk-unhide-button"), desk(DeskPress::Unhide(id, revision)));
    card = match proposal.state {
        State::Submitted => card.row([publish, ask]).row([back]),
        State::Supplement => card.row([back]),
        State::Published | State::Assigned => {
            let may = may_mend(turn, events, &["publish"]).then_some(unpublish);
            let answer = turn.may(Role::Clerk).then_some(answer);
            card.row([assign].into_iter().chain(answer)).row([hide].into_iter().chain(may))
        }
        State::Adopted | State::Partly | State::NotAdopted | State::Transferred => {
            let may = turn.may(Role::Clerk) && may_mend(turn, events, &["decide"]);
            card.row(may.then_some(mend).into_iter().chain([hide]))
        }
        State::Hidden => card.row([unhide]),
        State::Returned | State::Withdrawn => card,
    };
    if reported {
        card = card.button(t!("proposal-desk-dismiss-button"), desk(DeskPress::Dismiss(id, revision)));
    }
    let photos = proposal.photos.len();
    let photos =
        (photos > 0).then(|| (t!("proposal-photos-button", count = photos), BotPress::Proposal(Press::Photos(id))));
    card = card.row([(t!("proposal-history-button"), desk(DeskPress::History(id)))].into_iter().chain(photos));
    card.row(ways())
}

/// Whether the person may correct the last of these acts: their own, or as one who corrects others.
pub fn may_mend(turn: &Turn<'_>, events: &[Event], acts: &[&str]) -> bool {
    let last = events.iter().rev().find(|event| acts.contains(&event.act.as_str()));
    rules::may_correct(turn.person.role, last.and_then(|event| event.actor) == Some(turn.me()))
}

/// Every transition with its words and who did it.
pub async fn history(turn: &mut Turn<'_>, id: ProposalId) -> anyhow::Result<()> {
    let Some(proposal) = store::get(turn.tx, id).await? else { return open(turn, id).await };
    let mut lines = Vec::new();
    for event in store::events(turn.tx, id).await? {
        let line = card::event_line(turn.city, &event, turn.lang());
        lines.push(match event.actor {
            Some(actor) => {
                let nickname = person::store::nickname(turn.tx, actor).await?;
                t!("proposal-item-event", what = line, who = person::label(actor, nickname.as_deref()))
            }
            None => line,
        });
        lines.extend(card::event_note(&event, turn.lang()));
    }
    let back = (t!("proposal-desk-open-button"), BotPress::Desk(Desk::Proposal(DeskPress::Open(id))));
    turn.say(Card::new(t!("proposal-history", title = &proposal.title, lines = lines)).row([back]));
    Ok(())
}

/// On from here.
pub fn ways() -> [(Text, BotPress); 2] {
    [
        (t!("proposal-desk-next-button"), BotPress::Desk(Desk::Proposal(DeskPress::List(Shelf::New, 0)))),
        (t!("proposal-desk-queue-button"), BotPress::Desk(Desk::Proposal(DeskPress::Queue))),
    ]
}
