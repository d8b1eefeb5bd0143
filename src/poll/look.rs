//! The options one by one, with everything that is known of them. Everybody may read them.

use super::{OptionId, Poll, PollId, Press};
use crate::bot::{Card, Press as BotPress, Turn};
use crate::poll::ballot::{Voter, pages};
use crate::poll::rules::{self, Door};
use crate::poll::talk::gone;
use crate::poll::{card, store};
use crate::t;

/// The options, in a new message: what was pressed may be a notice, which stays.
pub async fn options(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    match option_card(turn, id, 0).await? {
        Some(card) => turn.say(card),
        None => gone(turn).await?,
    }
    Ok(())
}

/// An option's card, in place of the one before it.
pub async fn look(turn: &mut Turn<'_>, id: PollId, place: usize) -> anyhow::Result<()> {
    match option_card(turn, id, place).await? {
        Some(card) => turn.show(card),
        None => gone(turn).await?,
    }
    Ok(())
}

/// An option's card, in the order in which this person sees them. Everybody may read them.
async fn option_card(turn: &mut Turn<'_>, id: PollId, place: usize) -> anyhow::Result<Option<Card>> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return Ok(None) };
    let voter = Voter::from(&turn.person);
    Ok(card_for(turn, &poll, &voter, place))
}

/// The same in the order in which `voter` sees them.
pub fn card_for(turn: &Turn<'_>, poll: &Poll, voter: &Voter, place: usize) -> Option<Card> {
    let id = poll.id;
    let pages = pages::pages(poll, &voter.order(turn.city, poll));
    let order = pages::in_order(&pages);
    let place = place.min(order.len().saturating_sub(1));
    let option = order.get(place).and_then(|option| poll.option(*option))?;
    let mut card = card::option(poll, option, turn.lang(), place, order.len());
    let at = |place: usize| BotPress::Poll(Press::Look(id, place));
    let before = (place > 0).then(|| (t!("poll-option-before-button"), at(place.saturating_sub(1))));
    let after = (place + 1 < order.len()).then(|| (t!("poll-option-after-button"), at(place + 1)));
    card = card.row(before.into_iter().chain(after));
    if option.picture.is_some() {
        card = card.button(t!("poll-picture-button"), BotPress::Poll(Press::Picture(id, option.id)));
    }
    if let Some(proposal) = option.proposal {
        let open = BotPress::Proposal(crate::proposal::Press::Open(proposal));
        card = card.button(t!("proposal-open-button"), open);
    }
    Some(match rules::door(poll, turn.now()) {
        Door::Open => {
            let page = pages::page_of(&pages, option.id);
            card.row([
                (t!("poll-to-ballot-button"), BotPress::Poll(Press::Page(id, page))),
                (t!("poll-away-button"), BotPress::Poll(Press::Away(id))),
            ])
        }
        _ => card.row([card::open_button(id), (t!("home-button"), BotPress::Home)]),
    })
}

/// The picture of an option, in a message of its own. Everybody may see it.
pub async fn picture(turn: &mut Turn<'_>, id: PollId, option: OptionId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    let Some((option, picture)) = poll.option(option).and_then(|option| Some((option, option.picture.clone()?))) else {
        turn.toast(t!("poll-picture-none"));
        return Ok(());
    };
    let title = option.title.get(turn.lang());
    turn.photos(&[picture], t!("poll-option-line", number = option.id.0, title = title));
    Ok(())
}
