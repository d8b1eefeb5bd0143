//! What waits at the desk: shelves with counts and ages, the most urgent first.

use chrono::{Days, NaiveDate};

use super::store::{self, Page, Waiting};
use super::{DeskPress, Shelf, State, card, read};
use crate::bot::{Card, Desk, Press as BotPress, Turn};
use crate::staff::Queue;
use crate::t;
use crate::text::Text;

/// Days ahead in which an answer is due soon.
const SOON_DAYS: u64 = 7;

/// The shelves that have anything on them, besides the new ones, which are always shown.
pub async fn shelves(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let queues = queues(turn).await?;
    let lines: Vec<Text> = queues.iter().map(|queue| queue.text.clone()).collect();
    let mut card = Card::new(t!("proposal-desk", lines = lines));
    card = card.grid(2, queues.into_iter().map(|queue| (queue.label, queue.press)));
    let shelf = |shelf: Shelf| BotPress::Desk(Desk::Proposal(DeskPress::List(shelf, 0)));
    let rest = [
        (t!("proposal-shelf-decided-button"), shelf(Shelf::Decided)),
        (t!("proposal-shelf-hidden-button"), shelf(Shelf::Hidden)),
    ];
    let desk = BotPress::Desk(Desk::Staff(crate::staff::Press::Open));
    turn.show(card.row(rest).row([(t!("proposal-desk-back-button"), desk), (t!("home-button"), BotPress::Home)]));
    Ok(())
}

/// What waits at the desk, with counts and ages.
pub async fn queues(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    let mut queues = vec![new_queue(turn).await?];
    let shelves =
        [Shelf::Reported, Shelf::Overdue, Shelf::Week, Shelf::Published, Shelf::Asked, Shelf::Silent, Shelf::Supported];
    for shelf in shelves {
        let count = find(turn, &shelf, 1, 0).await?.total;
        if count > 0 {
            queues.push(queue(turn, &shelf, t!("proposal-queue", shelf = shelf_name(turn, &shelf), count = count)));
        }
    }
    for (id, count) in store::by_department(turn.tx).await? {
        let shelf = Shelf::Department(id);
        queues.push(queue(turn, &shelf, t!("proposal-queue", shelf = shelf_name(turn, &shelf), count = count)));
    }
    Ok(queues)
}

async fn new_queue(turn: &mut Turn<'_>) -> anyhow::Result<Queue> {
    let count = find(turn, &Shelf::New, 1, 0).await?.total;
    let oldest = store::oldest(turn.tx, State::Submitted).await?;
    let text = match oldest {
        Some(at) => {
            let age = (turn.city.day(turn.now()) - turn.city.day(at)).num_days();
            t!("proposal-queue-new", count = count, age = age, within = turn.city.preset.periods.acknowledge_days)
        }
        None => t!("proposal-queue-new-none"),
    };
    Ok(queue(turn, &Shelf::New, text))
}

fn queue(turn: &Turn<'_>, shelf: &Shelf, text: Text) -> Queue {
    let label = match shelf {
        Shelf::New => t!("proposal-shelf-new-button"),
        Shelf::Reported => t!("proposal-shelf-reported-button"),
        Shelf::Overdue => t!("proposal-shelf-overdue-button"),
        Shelf::Week => t!("proposal-shelf-week-button"),
        Shelf::Asked => t!("proposal-shelf-asked-button"),
        Shelf::Silent => t!("proposal-shelf-silent-button"),
        Shelf::Published => t!("proposal-shelf-published-button"),
        Shelf::Supported => t!("proposal-shelf-supported-button"),
        Shelf::Hidden => t!("proposal-shelf-hidden-button"),
        Shelf::Department(id) => match turn.city.preset.department(id) {
            Some(department) => t!("place-name", name = &department.name),
            None => t!("proposal-shelf-department-gone"),
        },
        Shelf::Decided => t!("proposal-shelf-decided-button"),
    };
    Queue { text, label, press: BotPress::Desk(Desk::Proposal(DeskPress::List(shelf.clone(), 0))) }
}

fn shelf_name(turn: &Turn<'_>, shelf: &Shelf) -> Text {
    match shelf {
        Shelf::New => t!("proposal-shelf-new"),
        Shelf::Reported => t!("proposal-shelf-reported"),
        Shelf::Overdue => t!("proposal-shelf-overdue"),
        Shelf::Week => t!("proposal-shelf-week"),
        Shelf::Asked => t!("proposal-shelf-asked"),
        Shelf::Silent => t!("proposal-shelf-silent"),
        Shelf::Published => t!("proposal-shelf-published"),
        Shelf::Supported => {
            let least = turn.city.preset.supports.milestones.first().copied().unwrap_or(1);
            t!("proposal-shelf-supported", count = least)
        }
        Shelf::Department(id) => match turn.city.preset.department(id) {
            Some(department) => t!("proposal-shelf-department", department = &department.name),
            None => t!("proposal-shelf-department-gone"),
        },
        Shelf::Hidden => t!("proposal-shelf-hidden"),
        Shelf::Decided => t!("proposal-shelf-decided"),
    }
}

/// A page of a shelf.
pub async fn list(turn: &mut Turn<'_>, shelf: Shelf, page: i64) -> anyhow::Result<()> {
    let page = page.clamp(0, 100_000);
    let found = find(turn, &shelf, read::A_PAGE, page * read::A_PAGE).await?;
    let name = shelf_name(turn, &shelf);
    let queue = (t!("proposal-desk-queue-button"), BotPress::Desk(Desk::Proposal(DeskPress::Queue)));
    if found.ids.is_empty() {
        turn.show(
            Card::new(t!("proposal-shelf-empty", shelf = name)).row([queue, (t!("home-button"), BotPress::Home)]),
        );
        return Ok(());
    }
    let today = turn.city.day(turn.now());
    let (mut lines, mut numbers) = (Vec::new(), Vec::new());
    for (number, id) in (page * read::A_PAGE + 1..).zip(&found.ids) {
        let Some(proposal) = store::get(turn.tx, *id).await? else { continue };
        let age = (today - turn.city.day(proposal.submitted_at)).num_days();
        lines.push(t!(
            "proposal-desk-line",
            number = number,
            receipt = proposal.receipt(),
            title = &proposal.title,
            state = proposal.state.text(),
            age = age,
            due = card::outlook(&proposal, today),
        ));
        numbers.push((
            t!("proposal-number-button", number = number),
            BotPress::Desk(Desk::Proposal(DeskPress::Open(*id))),
        ));
    }
    let pages = (found.total + read::A_PAGE - 1) / read::A_PAGE;
    let turning =
        read::turning(page, pages, |page| BotPress::Desk(Desk::Proposal(DeskPress::List(shelf.clone(), page))));
    let card = Card::new(t!(
        "proposal-list",
        title = name,
        count = found.total,
        page = page + 1,
        pages = pages,
        lines = lines
    ))
    .row(numbers)
    .row(turning)
    .row([queue, (t!("home-button"), BotPress::Home)]);
    turn.show(card);
    Ok(())
}

async fn find(turn: &mut Turn<'_>, shelf: &Shelf, limit: i64, offset: i64) -> anyhow::Result<Page> {
    let milestones = &turn.city.preset.supports.milestones;
    let waiting = waiting(shelf, turn.city.day(turn.now()), milestones.first().copied().unwrap_or(1))?;
    Ok(store::waiting(turn.tx, &waiting, limit, offset).await?)
}

/// What belongs on a shelf.
fn waiting(shelf: &Shelf, today: NaiveDate, many: u32) -> anyhow::Result<Waiting> {
    const DUE: [State; 3] = [State::Submitted, State::Published, State::Assigned];
    let public: Vec<State> = State::ALL.into_iter().filter(|state| state.is_public()).collect();
    let decided: Vec<State> = State::ALL.into_iter().filter(|state| state.is_decided()).collect();
    let of = |states: &[State]| -> anyhow::Result<Waiting> {
        Ok(Waiting { states: serde_json::to_string(states)?, ..Waiting::default() })
    };
    Ok(match shelf {
        Shelf::New => of(&[State::Submitted])?,
        Shelf::Reported => Waiting { reported: true, ..of(&public)? },
        Shelf::Overdue => Waiting { until: Some(today), ..of(&DUE)? },
        Shelf::Week => Waiting { from: Some(today), until: Some(today + Days::new(SOON_DAYS + 1)), ..of(&DUE)? },
        Shelf::Asked => of(&[State::Supplement])?,
        Shelf::Silent => Waiting { silent_since: Some(today), ..of(&[State::Supplement])? },
        Shelf::Published => of(&[State::Published])?,
        Shelf::Supported => Waiting { supports: many.into(), ..of(&[State::Published, State::Assigned])? },
        Shelf::Department(id) => Waiting { department: Some(id.clone()), ..of(&[State::Assigned])? },
        Shelf::Hidden => of(&[State::Hidden])?,
        Shelf::Decided => of(&decided)?,
    })
}
