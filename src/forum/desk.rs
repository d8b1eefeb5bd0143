//! Forums at the desk: what is to come with its figures, closing the list and opening it again,
//! who has signed up. Preparing and changing are conversations of their own.

use crate::bot::{Card, Desk, Dialogue, Press as BotPress, Turn, dialogue};
use crate::forum::draft::Part;
use crate::forum::list::PAGE;
use crate::forum::rules::{self, Door};
use crate::forum::{DeskPress, Forum, ForumId, Plan, State, card, change, store, tell};
use crate::person::{self, Role};
use crate::staff::export::{self, Format};
use crate::staff::{Press as StaffPress, Queue, audit};
use crate::t;
use crate::text::Text;

/// People on a list that fits a message; more are a file.
const ROSTER_LINES_MAX: usize = 50;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: DeskPress) -> anyhow::Result<()> {
    match press {
        DeskPress::Queue => {
            let card = page(turn, Which::Coming, 0).await?;
            turn.say(card);
            Ok(())
        }
        DeskPress::Page(number) => {
            let card = page(turn, Which::Coming, number).await?;
            turn.show(card);
            Ok(())
        }
        DeskPress::Past(number) => {
            let card = page(turn, Which::Past, number).await?;
            turn.show(card);
            Ok(())
        }
        DeskPress::Plan => dialogue::begin(turn, Dialogue::ForumPlan(Plan::default())).await,
        DeskPress::Open(id) => say(turn, id).await,
        DeskPress::Close(id) => set_state(turn, id, State::Announced, State::Closed).await,
        DeskPress::Reopen(id) => set_state(turn, id, State::Closed, State::Announced).await,
        DeskPress::Roster(id) => roster(turn, id).await,
        DeskPress::RosterFile(id) => export::send(turn, export::What::Roster(id), Format::Csv).await,
        DeskPress::Changes(id) => changes(turn, id).await,
        DeskPress::Change(id, what) => change::begin(turn, id, what).await,
    }
}

/// What waits at the desk.
pub async fn queues(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    if !turn.may(Role::Clerk) {
        return Ok(Vec::new());
    }
    let count = store::count_coming(turn.tx).await?;
    let next = match store::coming(turn.tx, 1, 0).await?.first() {
        Some(id) => store::get(turn.tx, *id).await?,
        None => None,
    };
    let text = match next {
        Some(forum) => t!("forum-queue", count = count, at = forum.details.starts_at),
        None => t!("forum-queue-empty"),
    };
    Ok(vec![Queue { text, label: t!("forum-queue-button"), press: at_desk(DeskPress::Queue) }])
}

fn at_desk(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Forum(press))
}

fn to_desk() -> (Text, BotPress) {
    (t!("forum-desk-button"), BotPress::Desk(Desk::Staff(StaffPress::Open)))
}

/// Which forums a list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Coming,
    Past,
}

impl Which {
    fn page(self, number: usize) -> BotPress {
        match self {
            Which::Coming => at_desk(DeskPress::Page(number)),
            Which::Past => at_desk(DeskPress::Past(number)),
        }
    }

    /// The way to the other list.
    fn other(self) -> (Text, BotPress) {
        match self {
            Which::Coming => (t!("forum-past-button"), at_desk(DeskPress::Past(0))),
            Which::Past => (t!("forum-queue-button"), at_desk(DeskPress::Queue)),
        }
    }
}

async fn page(turn: &mut Turn<'_>, which: Which, number: usize) -> anyhow::Result<Card> {
    let total = match which {
        Which::Coming => store::count_coming(turn.tx).await?,
        Which::Past => store::count_past(turn.tx).await?,
    };
    let pages = usize::try_from((total + PAGE - 1) / PAGE)?.max(1);
    let number = number.min(pages - 1);
    let skip = i64::try_from(number)? * PAGE;
    let ids = match which {
        Which::Coming => store::coming(turn.tx, PAGE, skip).await?,
        Which::Past => store::past(turn.tx, PAGE, skip).await?,
    };
    let mut items = vec![match which {
        _ if ids.is_empty() => t!("forum-desk-none"),
        Which::Coming => t!("forum-list", total = total, page = number + 1, pages = pages),
        Which::Past => t!("forum-list-past", total = total, page = number + 1, pages = pages),
    }];
    let mut buttons = Vec::new();
    for (id, number) in ids.into_iter().zip(skip + 1..) {
        let Some(forum) = store::get(turn.tx, id).await? else { continue };
        items.push(item(turn, number, &forum));
        let label = card::title_button(number, &forum, turn.lang());
        buttons.push((label, at_desk(DeskPress::Open(id))));
    }
    let before = (number > 0).then(|| (t!("page-before-button"), which.page(number - 1)));
    let after = (number + 1 < pages).then(|| (t!("page-after-button"), which.page(number + 1)));
    let new = (t!("forum-new-button"), at_desk(DeskPress::Plan));
    let list = card::stacked(items).grid(1, buttons).row(before.into_iter().chain(after));
    Ok(list.row([new, which.other()]).row([to_desk()]))
}

/// An item of the desk's list: title, when, figures, and what has become of it.
fn item(turn: &Turn<'_>, number: i64, forum: &Forum) -> Text {
    let state = state(rules::door(forum, turn.now()));
    let lines = vec![
        t!("forum-line-when", when = card::when(&forum.details)),
        t!("forum-line-figures", figures = figures(forum), state = state),
    ];
    t!("forum-item", number = number, title = forum.details.title.get(turn.lang()), lines = lines)
}

/// Seats taken and left, and how many wait.
fn figures(forum: &Forum) -> Text {
    let waiting = forum.waiting;
    match rules::left(forum.details.capacity, forum.taken) {
        Some(left) => t!("forum-figures", taken = forum.taken, left = left, waiting = waiting),
        None => t!("forum-figures-no-limit", taken = forum.taken, waiting = waiting),
    }
}

/// Says a forum as staff see it.
pub async fn say(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(card) = whole(turn, id).await? else { return unknown(turn) };
    turn.say(card);
    Ok(())
}

/// There is no such forum.
pub fn unknown(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.say(Card::new(t!("forum-unknown")).row([to_desk()]));
    Ok(())
}

async fn whole(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<Option<Card>> {
    let Some(forum) = store::get(turn.tx, id).await? else { return Ok(None) };
    let lang = turn.lang();
    let door = rules::door(&forum, turn.now());
    let befores = card::befores(&forum.reminders).unwrap_or_else(|| t!("forum-none"));
    let area = turn.city.preset.area_name(&forum.area);
    let facts = t!("forum-desk-facts", state = state(door), figures = figures(&forum), befores = befores, area = area);
    let mut card = card::stacked(card::described(&forum.details, None, lang)).block(facts);
    if let Some(link) = &forum.details.link {
        card = card.block(t!("forum-link", link = link));
    }
    if rules::is_alive(&forum, turn.now()) {
        let poster = turn.city.link(&format!("forum-{}", id.0));
        card = card.maybe(poster.map(|link| t!("forum-poster", link = link)));
    }
    card = card::cancelled_reason(card, &forum, lang);
    let list = match (forum.state, rules::is_alive(&forum, turn.now())) {
        (State::Announced, true) => Some((t!("forum-close-button"), at_desk(DeskPress::Close(id)))),
        (State::Closed, true) => Some((t!("forum-reopen-button"), at_desk(DeskPress::Reopen(id)))),
        _ => None,
    };
    let roster = (t!("forum-roster-button"), at_desk(DeskPress::Roster(id)));
    card = card.row(std::iter::once(roster).chain(list));
    if rules::is_alive(&forum, turn.now()) {
        card = card.row([
            (t!("forum-changes-button"), at_desk(DeskPress::Changes(id))),
            (t!("forum-cancel-button"), at_desk(DeskPress::Change(id, change::What::Cancel))),
        ]);
    }
    let correct =
        forum.notice.map(|_| (t!("forum-correct-button"), at_desk(DeskPress::Change(id, change::What::Correct))));
    let queue = (t!("forum-queue-button"), at_desk(DeskPress::Queue));
    Ok(Some(card.row(correct).row([queue, to_desk()])))
}

fn state(door: Door) -> Text {
    match door {
        Door::Open => t!("forum-state-open"),
        Door::Full => t!("forum-state-full"),
        Door::Closed => t!("forum-state-closed"),
        Door::Begun => t!("forum-state-begun"),
        Door::Over => t!("forum-state-over"),
        Door::Cancelled => t!("forum-state-cancelled"),
    }
}

async fn set_state(turn: &mut Turn<'_>, id: ForumId, from: State, to: State) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    if forum.state == from && rules::is_alive(&forum, turn.now()) {
        let me = turn.me();
        let before = rules::door(&forum, turn.now());
        store::set_state(turn.tx, id, to).await?;
        let act = if to == State::Closed { "forum.close" } else { "forum.reopen" };
        let detail = serde_json::json!({ "signed_up": forum.taken });
        audit::record(turn.tx, Some(me), act, &format!("forum={}", id.0), detail).await?;
        tell::freed(turn.tx, turn.city, id, before).await?;
        turn.toast(if to == State::Closed { t!("forum-close-done") } else { t!("forum-reopen-done") });
    } else {
        turn.toast(t!("forum-state-is", state = state(rules::door(&forum, turn.now()))));
    }
    if let Some(card) = whole(turn, id).await? {
        turn.show(card);
    }
    Ok(())
}

async fn roster(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    let guests = store::guests(turn.tx, id).await?;
    let me = turn.me();
    let object = format!("forum={}", id.0);
    audit::record(turn.tx, Some(me), "forum.roster", &object, serde_json::json!({})).await?;
    let title = forum.details.title.get(turn.lang()).to_owned();
    let mut card = Card::new(t!("forum-roster", title = title, count = guests.len()));
    if guests.len() > ROSTER_LINES_MAX {
        card = card.block(t!("forum-roster-long", max = ROSTER_LINES_MAX));
    } else if !guests.is_empty() {
        let lines = guests.iter().enumerate().map(|(at, guest)| {
            let label = person::label(guest.person, guest.nickname.as_deref());
            t!("forum-roster-line", number = at + 1, label = label, at = guest.at)
        });
        card = card.block(t!("forum-lines", lines = lines.collect::<Vec<_>>()));
    }
    let file = (!guests.is_empty()).then(|| (t!("forum-roster-file-button"), at_desk(DeskPress::RosterFile(id))));
    turn.say(card.row(file).row([(t!("forum-back-button"), at_desk(DeskPress::Open(id)))]));
    Ok(())
}

async fn changes(turn: &mut Turn<'_>, id: ForumId) -> anyhow::Result<()> {
    let Some(forum) = store::get(turn.tx, id).await? else { return unknown(turn) };
    if !rules::is_alive(&forum, turn.now()) {
        turn.toast(t!("forum-change-too-late"));
        return say(turn, id).await;
    }
    let title = forum.details.title.get(turn.lang()).to_owned();
    let parts =
        Part::CHANGEABLE.map(|part| (part_label(part), at_desk(DeskPress::Change(id, change::What::Edit(part)))));
    let card = Card::new(t!("forum-changes", title = title)).grid(2, parts);
    turn.say(card.row([(t!("forum-back-button"), at_desk(DeskPress::Open(id)))]));
    Ok(())
}

/// What a part is called on a button.
pub fn part_label(part: Part) -> Text {
    match part {
        Part::Title => t!("forum-part-title-button"),
        Part::About => t!("forum-part-about-button"),
        Part::Time => t!("forum-part-time-button"),
        Part::End => t!("forum-part-end-button"),
        Part::Place => t!("forum-part-place-button"),
        Part::Link => t!("forum-part-link-button"),
        Part::Capacity => t!("forum-part-capacity-button"),
        Part::Reminders => t!("forum-part-reminders-button"),
        Part::Area => t!("forum-part-area-button"),
        Part::Interest => t!("forum-part-interest-button"),
        Part::English => t!("forum-part-english-button"),
    }
}
