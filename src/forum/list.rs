//! Lists of forums, as citizens see them: those to come, one's own, those that are near.

use crate::bot::home::Todo;
use crate::bot::{Card, Press as BotPress, Turn};
use crate::forum::rules::{self, Door};
use crate::forum::{Forum, Press, card, store};
use crate::t;
use crate::text::{Lang, Text};

/// Forums on one page of a list.
pub const PAGE: i64 = 5;
/// One's own forums that are looked at: the latest.
const MINE_MAX: i64 = 40;
/// One's own forums that are past, shown.
const PAST_MAX: usize = 5;

/// The forums to come.
pub async fn list(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = page(turn, 0).await?;
    turn.say(card);
    Ok(())
}

/// Another page of them, in place of this one.
pub async fn show_page(turn: &mut Turn<'_>, number: usize) -> anyhow::Result<()> {
    let card = page(turn, number).await?;
    turn.show(card);
    Ok(())
}

async fn page(turn: &mut Turn<'_>, number: usize) -> anyhow::Result<Card> {
    let total = store::count_coming(turn.tx).await?;
    let pages = usize::try_from((total + PAGE - 1) / PAGE)?.max(1);
    let number = number.min(pages - 1);
    let skip = i64::try_from(number)? * PAGE;
    let mut forums = Vec::new();
    for id in store::coming(turn.tx, PAGE, skip).await? {
        forums.extend(store::get(turn.tx, id).await?);
    }
    let mine = (t!("forum-mine-button"), BotPress::Forum(Press::Mine));
    let home = (t!("home-button"), BotPress::Home);
    if forums.is_empty() {
        return Ok(Card::new(t!("forum-list-empty")).row([mine, home]));
    }
    let lang = turn.lang();
    let items = forums.iter().zip(skip + 1..).map(|(forum, number)| card::item(number, forum, lang));
    let title = t!("forum-list", total = total, page = number + 1, pages = pages);
    let buttons = forums
        .iter()
        .zip(skip + 1..)
        .map(|(forum, number)| (card::title_button(number, forum, lang), BotPress::Forum(Press::Open(forum.id))));
    let before = (number > 0).then(|| (t!("page-before-button"), BotPress::Forum(Press::Page(number - 1))));
    let after = (number + 1 < pages).then(|| (t!("page-after-button"), BotPress::Forum(Press::Page(number + 1))));
    let list = card::stacked(std::iter::once(title).chain(items)).grid(1, buttons);
    Ok(list.row(before.into_iter().chain(after)).row([mine, home]))
}

/// One's own forums: those to come, those that were cancelled, those that are past.
pub async fn mine(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let (now, lang, me) = (turn.now(), turn.lang(), turn.me());
    let (mut coming, mut cancelled, mut past) = (Vec::new(), Vec::new(), Vec::new());
    for id in store::of(turn.tx, me, MINE_MAX).await? {
        let Some(forum) = store::get(turn.tx, id).await? else { continue };
        match rules::door(&forum, now) {
            Door::Over => past.push(forum),
            Door::Cancelled => cancelled.push(forum),
            _ => coming.push(forum),
        }
    }
    // What was cancelled is shown as long as somebody might still go there.
    cancelled.retain(|forum| rules::end(&forum.details) > now);
    past.truncate(PAST_MAX);
    coming.reverse();
    let list = (t!("forum-list-button"), BotPress::Forum(Press::List));
    let home = (t!("home-button"), BotPress::Home);
    if coming.is_empty() && cancelled.is_empty() && past.is_empty() {
        turn.say(Card::new(t!("forum-mine-empty")).row([list, home]));
        return Ok(());
    }
    let head = if coming.is_empty() { t!("forum-mine-none") } else { t!("forum-mine", count = coming.len()) };
    let items = coming.iter().zip(1..).map(|(forum, number)| my_item(number, forum, lang)).collect::<Vec<_>>();
    let short =
        |forum: &Forum| t!("forum-mine-line", title = forum.details.title.get(lang), when = card::when(&forum.details));
    let lines = |forums: &[Forum]| forums.iter().map(short).collect::<Vec<_>>();
    let mut said = card::stacked(std::iter::once(head).chain(items));
    if !cancelled.is_empty() {
        said = said.block(t!("forum-mine-cancelled", lines = lines(&cancelled)));
    }
    if !past.is_empty() {
        said = said.block(t!("forum-mine-past", lines = lines(&past)));
    }
    let buttons = coming
        .iter()
        .zip(1..)
        .map(|(forum, number)| (card::title_button(number, forum, lang), BotPress::Forum(Press::Open(forum.id))));
    turn.say(said.grid(1, buttons).row([list, home]));
    Ok(())
}

fn my_item(number: i64, forum: &Forum, lang: Lang) -> Text {
    let mut lines = card::where_and_when(&forum.details);
    lines.extend(forum.details.link.as_ref().map(|link| t!("forum-link", link = link)));
    t!("forum-item", number = number, title = forum.details.title.get(lang), lines = lines)
}

/// What waits for the person here: forums of theirs that are near.
pub async fn todo(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Todo>> {
    let (me, until, lang) = (turn.me(), turn.now() + rules::SOON, turn.lang());
    let mut todos = Vec::new();
    for id in store::of_until(turn.tx, me, until).await? {
        let Some(forum) = store::get(turn.tx, id).await? else { continue };
        if rules::end(&forum.details) <= turn.now() {
            continue;
        }
        todos.push(Todo {
            text: t!("forum-todo", title = forum.details.title.get(lang), when = card::when(&forum.details)),
            label: t!("forum-todo-button", title = crate::text::cut(forum.details.title.get(lang), 18)),
            press: BotPress::Forum(Press::Open(id)),
        });
    }
    Ok(todos)
}
