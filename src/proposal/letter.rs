//! What is told of a transition: to the author by name of their proposal, to its followers as one
//! notice. The preview at the desk shows the same blocks.

use super::rules::{Act, Decision};
use super::{DeskPress, Press, Proposal};
use crate::bot::{Card, Desk, Press as BotPress, Words};
use crate::city::City;
use crate::t;
use crate::text::{Lang, Text};

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The author.
    Author,
    /// Somebody who follows or supports it.
    Follower,
}

/// The message about `act`, after which the proposal is `after`.
pub fn card(city: &City, after: &Proposal, act: &Act, reader: Reader, lang: Lang) -> Card {
    let mut blocks = blocks(city, after, act, reader, lang).into_iter();
    let mut card = Card::new(
        blocks.next().unwrap_or_else(|| t!("proposal-told-author", title = &after.title, receipt = after.receipt())),
    );
    for block in blocks {
        card = card.block(block);
    }
    if matches!(act, Act::Ask(_)) {
        card = card.button(t!("proposal-supplement-button"), BotPress::Proposal(Press::Supplement(after.id)));
    }
    let open = (t!("proposal-open-button"), BotPress::Proposal(Press::Open(after.id)));
    match reader {
        Reader::Follower => {
            card.row([open, (t!("proposal-unfollow-button"), BotPress::Proposal(Press::Mute(after.id)))])
        }
        Reader::Author => card.row([open, (t!("home-button"), BotPress::Home)]),
    }
}

/// Its text, block by block.
pub fn blocks(city: &City, after: &Proposal, act: &Act, reader: Reader, lang: Lang) -> Vec<Text> {
    let (title, receipt) = (&after.title, after.receipt());
    let head = match reader {
        Reader::Author => t!("proposal-told-author", title = title, receipt = receipt),
        Reader::Follower => t!("proposal-told-follower", title = title, receipt = receipt),
    };
    let mut blocks = vec![head];
    match act {
        Act::Publish => blocks.push(t!("proposal-told-published", by = after.answer_by)),
        Act::Ask(words) => {
            let by = after.supplement_by.unwrap_or(after.answer_by);
            blocks.push(t!("proposal-told-asked", by = by));
            said(&mut blocks, words, lang);
        }
        Act::Return(words) => {
            blocks.push(t!("proposal-told-returned"));
            said(&mut blocks, words, lang);
            blocks.push(human(city));
        }
        Act::Assign(_) => {
            if let Some(department) = after.department_text(city) {
                blocks.push(t!("proposal-told-assigned", department = department, by = after.answer_by));
            }
        }
        Act::Decide(decision) => answer(&mut blocks, city, after, decision, lang),
        Act::Mend(why, decision) => {
            blocks.push(t!("proposal-told-mended"));
            said(&mut blocks, why, lang);
            answer(&mut blocks, city, after, decision, lang);
        }
        Act::Unpublish(why) => {
            blocks.push(t!("proposal-told-unpublished", by = after.answer_by));
            said(&mut blocks, why, lang);
        }
        Act::Hide(why) => {
            blocks.push(t!("proposal-told-hidden"));
            said(&mut blocks, why, lang);
            blocks.push(human(city));
        }
        Act::Unhide => blocks.push(t!("proposal-told-unhidden")),
        Act::Withdraw(why) => {
            blocks.push(t!("proposal-told-withdrawn"));
            if let Some(why) = why {
                said(&mut blocks, why, lang);
            }
        }
        Act::Complete(_) => {}
    }
    blocks
}

fn answer(blocks: &mut Vec<Text>, city: &City, after: &Proposal, decision: &Decision, lang: Lang) {
    blocks.push(t!("proposal-told-decided", state = decision.outcome.state().text()));
    said(blocks, &decision.words, lang);
    if let Some(day) = decision.planned_on {
        blocks.push(t!("proposal-planned", day = day));
    }
    if let Some(department) = after.department.as_deref().and_then(|id| city.preset.department(id)) {
        let (name, phone) = (&department.name, department.phone.as_str());
        blocks.push(t!("proposal-department-contact", department = name, phone = phone));
    }
}

/// What staff wrote, quoted, with a word to who reads another language.
fn said(blocks: &mut Vec<Text>, words: &Words, lang: Lang) {
    blocks.push(t!("proposal-quote", words = words.get(lang)));
    blocks.extend(words.note(lang));
}

fn human(city: &City) -> Text {
    let human = &city.preset.human;
    t!("proposal-human", department = &human.department, phone = human.phone.as_str())
}

/// A word to the author: so many support it.
pub fn milestone(proposal: &Proposal, reached: i64) -> Card {
    let title = &proposal.title;
    Card::new(t!("proposal-milestone", title = title, count = reached)).row([
        (t!("proposal-open-button"), BotPress::Proposal(Press::Open(proposal.id))),
        (t!("home-button"), BotPress::Home),
    ])
}

/// A word to the author: tomorrow is the last day to answer what staff asked.
pub fn reminder(proposal: &Proposal, asked: Option<&Words>, lang: Lang) -> Card {
    let by = proposal.supplement_by.unwrap_or(proposal.answer_by);
    Card::new(t!("proposal-supplement-reminder", title = &proposal.title, by = by))
        .maybe(asked.map(|words| t!("proposal-quote", words = words.get(lang))))
        .maybe(asked.and_then(|words| words.note(lang)))
        .button(t!("proposal-supplement-button"), BotPress::Proposal(Press::Supplement(proposal.id)))
}

/// A button into the desk.
pub fn desk_button(proposal: &Proposal) -> (Text, BotPress) {
    (t!("proposal-desk-open-button"), BotPress::Desk(Desk::Proposal(DeskPress::Open(proposal.id))))
}
