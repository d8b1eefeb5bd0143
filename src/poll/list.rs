//! The lists of polls: what is open and coming, a page at a time, and what is over.

use std::sync::Arc;

use super::{Poll, PollId, Press, State};
use crate::bot::{Card, Press as BotPress, Turn};
use crate::poll::ballot::{self, Voter};
use crate::poll::rules::{self, Door};
use crate::poll::{card, store};
use crate::t;
use crate::text::Text;

/// Polls on one page of a list, a button each.
pub const POLLS_A_PAGE: usize = 8;
/// Past polls on one page.
const PAST_A_PAGE: usize = 5;

/// The polls that are open and that are coming; those that are over are one press away.
pub async fn show(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = list(turn, 0).await?;
    turn.say(card);
    Ok(())
}

/// Another page of them, in place of the one before.
pub async fn page(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<()> {
    let card = list(turn, page).await?;
    turn.show(card);
    Ok(())
}

async fn list(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<Card> {
    let open = store::in_state(turn.tx, State::Open).await?;
    let coming = store::in_state(turn.tx, State::Scheduled).await?;
    let over = store::over(turn.tx, 0, 1).await?;
    let all = open.iter().chain(&coming).copied().collect::<Vec<_>>();
    let (page, pages) = page_of(page, all.len());
    let shown = load(turn, all.into_iter().skip(page * POLLS_A_PAGE).take(POLLS_A_PAGE)).await?;
    let (now, later): (Vec<Arc<Poll>>, Vec<Arc<Poll>>) = shown.into_iter().partition(|poll| poll.state == State::Open);
    let mut card = match open.len() {
        0 => Card::new(t!("poll-list-none")),
        count => Card::new(t!("poll-list", count = count)),
    };
    if !now.is_empty() {
        card = card.block(t!("poll-lines", lines = lines(turn, &now).await?));
    }
    if !later.is_empty() {
        card = card.block(t!("poll-list-coming", lines = lines(turn, &later).await?));
    }
    if pages > 1 {
        card = card.block(t!("poll-list-page", page = page + 1, pages = pages));
    }
    let lang = turn.lang();
    for poll in now.iter().chain(&later) {
        card = card.button(card::title_button(poll, lang), BotPress::Poll(Press::Open(poll.id)));
    }
    card = card.row(turns(page, pages, |page| BotPress::Poll(Press::ListPage(page))));
    if !over.is_empty() {
        card = card.button(t!("poll-past-button"), BotPress::Poll(Press::Past(0)));
    }
    Ok(card.home())
}

/// The page that there is nearest to the one wanted, of how many.
pub fn page_of(page: usize, count: usize) -> (usize, usize) {
    let pages = count.div_ceil(POLLS_A_PAGE).max(1);
    (page.min(pages - 1), pages)
}

/// The ways to the page before and the one after, where there are any.
pub fn turns(page: usize, pages: usize, to: impl Fn(usize) -> BotPress) -> Vec<(Text, BotPress)> {
    let before = page.checked_sub(1).map(|before| (t!("page-before-button"), to(before)));
    let after = (page + 1 < pages).then(|| (t!("page-after-button"), to(page + 1)));
    before.into_iter().chain(after).collect()
}

/// The polls in that state, the one that closes first first.
pub async fn polls_in(turn: &mut Turn<'_>, state: State) -> anyhow::Result<Vec<Arc<Poll>>> {
    let ids = store::in_state(turn.tx, state).await?;
    load(turn, ids.into_iter()).await
}

async fn load(turn: &mut Turn<'_>, ids: impl Iterator<Item = PollId>) -> anyhow::Result<Vec<Arc<Poll>>> {
    let mut polls = Vec::new();
    for id in ids {
        polls.extend(store::poll(turn.tx, id).await?);
    }
    Ok(polls)
}

async fn lines(turn: &mut Turn<'_>, polls: &[Arc<Poll>]) -> anyhow::Result<Vec<Text>> {
    let (voter, lang) = (Voter::from(&turn.person), turn.lang());
    let mut lines = Vec::new();
    for poll in polls {
        let question = poll.question.get(lang);
        lines.push(match rules::door(poll, turn.now()) {
            Door::Coming => t!("poll-line-coming", question = question, opens = poll.opens_at),
            // Who has left and not come back is told nothing of their earlier vote.
            Door::Open if turn.person.is_member() && ballot::has_voted(turn.tx, turn.city, poll, &voter).await? => {
                t!("poll-line-voted", question = question, closes = poll.closes_at)
            }
            Door::Open => t!("poll-line-open", question = question, closes = poll.closes_at),
            Door::Late(_) => t!("poll-line-counting", question = question),
            Door::Cancelled => {
                t!("poll-line-over", question = question, state = card::state_word(poll.state))
            }
        });
    }
    Ok(lines)
}

/// Those that are over, the latest first.
pub async fn past(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<()> {
    let page = page.min(10_000);
    let offset = i64::try_from(page * PAST_A_PAGE)?;
    let mut ids = store::over(turn.tx, offset, i64::try_from(PAST_A_PAGE + 1)?).await?;
    let more = ids.len() > PAST_A_PAGE;
    ids.truncate(PAST_A_PAGE);
    let polls = load(turn, ids.into_iter()).await?;
    let lang = turn.lang();
    let line = |poll: &Arc<Poll>| {
        t!("poll-line-over", question = poll.question.get(lang), state = card::state_word(poll.state))
    };
    let mut card = match polls.is_empty() {
        true => Card::new(t!("poll-past-none")),
        false => Card::new(t!("poll-past")).block(t!("poll-lines", lines = polls.iter().map(line).collect::<Vec<_>>())),
    };
    for poll in &polls {
        card = card.button(card::title_button(poll, lang), BotPress::Poll(Press::Open(poll.id)));
    }
    let before = (page > 0).then(|| (t!("page-before-button"), BotPress::Poll(Press::Past(page.saturating_sub(1)))));
    let after = more.then(|| (t!("page-after-button"), BotPress::Poll(Press::Past(page + 1))));
    turn.show(
        card.row(before.into_iter().chain(after)).row([card::list_button(), (t!("home-button"), BotPress::Home)]),
    );
    Ok(())
}
