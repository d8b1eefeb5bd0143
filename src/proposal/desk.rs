//! Staff: what waits, how old it is, and one tap for each act. An act is done only on the revision
//! that its button was made for.

use chrono::{Days, NaiveDate};

use super::rules::Act;
use super::store::{self, Page, Waiting};
use super::{
    DeskPress, Handling, Proposal, ProposalId, Reason, Shelf, State, act, card, item, read,
};
use crate::bot::{Card, Desk, Dialogue, Press as BotPress, Turn, dialogue};
use crate::staff::{Queue, audit};
use crate::t;
use crate::text::Text;

/// Days ahead in which an answer is due soon.
const SOON_DAYS: u64 = 7;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: DeskPress) -> anyhow::Result<()> {
    match press {
        DeskPress::Queue => shelves(turn).await,
        DeskPress::List(shelf, page) => list(turn, shelf, page).await,
        DeskPress::Open(id) => item::open(turn, id).await,
        DeskPress::History(id) => item::history(turn, id).await,
        DeskPress::Publish(id, revision) => simple(turn, id, revision, Act::Publish).await,
        DeskPress::Unhide(id, revision) => simple(turn, id, revision, Act::Unhide).await,
        DeskPress::AssignTo(id, revision, department) => {
            assign(turn, id, revision, department).await
        }
        DeskPress::HideFor(id, revision, reason) => {
            let words = act::words(turn, &reason.told());
            simple(turn, id, revision, Act::Hide(words)).await
        }
        DeskPress::Assign(id, revision) => departments(turn, id, revision).await,
        DeskPress::Hide(id, revision) => ask_hide(turn, id, revision).await,
        DeskPress::Dismiss(id, revision) => dismiss(turn, id, revision).await,
        DeskPress::Ask(id, revision) => handle(turn, id, revision, Handling::ask).await,
        DeskPress::Return(id, revision) => handle(turn, id, revision, Handling::send_back).await,
        DeskPress::Decide(id, revision) => handle(turn, id, revision, Handling::decide).await,
        DeskPress::Mend(id, revision) => mend(turn, id, revision, Handling::mend, "decide").await,
        DeskPress::Unpublish(id, revision) => {
            mend(turn, id, revision, Handling::unpublish, "publish").await
        }
    }
}

/// The proposal, if it is still as the button knew it; otherwise staff were told how it stands.
pub async fn fresh(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
) -> anyhow::Result<Option<Proposal>> {
    match store::get(turn.tx, id).await? {
        Some(proposal) if proposal.revision == revision => Ok(Some(proposal)),
        Some(proposal) => {
            item::stale(turn, &proposal).await?;
            Ok(None)
        }
        None => {
            turn.say(Card::new(t!("proposal-unknown")).row(item::ways()));
            Ok(None)
        }
    }
}

async fn simple(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    act: Act,
) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    match act::act(turn, &proposal, &act).await? {
        Ok(after) => item::done(turn, &after, done_text(&after)).await,
        Err(_) => item::stale(turn, &proposal).await,
    }
}

/// What staff read after an act.
pub fn done_text(after: &Proposal) -> Text {
    t!(
        "proposal-desk-done",
        title = &after.title,
        receipt = after.receipt(),
        state = after.state.text()
    )
}

async fn handle(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    task: fn(&Proposal) -> Handling,
) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    dialogue::begin(turn, Dialogue::Handle(task(&proposal))).await
}

/// A correction: of one's own act, or by one who corrects others.
async fn mend(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    task: fn(&Proposal) -> Handling,
    mistaken: &str,
) -> anyhow::Result<()> {
    let events = store::events(turn.tx, id).await?;
    if !item::may_mend(turn, &events, &[mistaken]) {
        turn.toast(t!("proposal-desk-not-yours"));
        return Ok(());
    }
    handle(turn, id, revision, task).await
}

async fn departments(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let suggested = turn.city.preset.field(&proposal.field).map(|field| field.department.clone());
    let mut departments: Vec<_> = turn.city.preset.departments.iter().collect();
    departments.sort_by_key(|department| Some(&department.id) != suggested.as_ref());
    let buttons = departments.into_iter().map(|department| {
        let press = DeskPress::AssignTo(id, revision, department.id.clone());
        (t!("place-name", name = &department.name), BotPress::Desk(Desk::Proposal(press)))
    });
    let card = Card::new(t!(
        "proposal-desk-assign",
        title = &proposal.title,
        field = card::field(turn.city, &proposal.field)
    ))
    .grid(1, buttons)
    .button(t!("proposal-desk-back-button"), BotPress::Desk(Desk::Proposal(DeskPress::Open(id))));
    turn.say(card);
    Ok(())
}

async fn assign(
    turn: &mut Turn<'_>,
    id: ProposalId,
    revision: i64,
    department: String,
) -> anyhow::Result<()> {
    if turn.city.preset.department(&department).is_none() {
        // The preset has changed since, or the button was forged.
        turn.toast(t!("past-button"));
        return item::open(turn, id).await;
    }
    simple(turn, id, revision, Act::Assign(department)).await
}

async fn ask_hide(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let reasons = Reason::ALL.map(|reason| {
        (reason.text(), BotPress::Desk(Desk::Proposal(DeskPress::HideFor(id, revision, reason))))
    });
    let card =
        Card::new(t!("proposal-desk-hide", title = &proposal.title)).grid(1, reasons).button(
            t!("proposal-desk-back-button"),
            BotPress::Desk(Desk::Proposal(DeskPress::Open(id))),
        );
    turn.say(card);
    Ok(())
}

async fn dismiss(turn: &mut Turn<'_>, id: ProposalId, revision: i64) -> anyhow::Result<()> {
    let Some(proposal) = fresh(turn, id, revision).await? else { return Ok(()) };
    let settled = store::settle_reports(turn.tx, id).await?;
    if settled == 0 {
        return item::stale(turn, &proposal).await;
    }
    let object = format!("proposal={}", id.0);
    audit::record(
        turn.tx,
        Some(turn.person.id),
        "proposal.dismiss",
        &object,
        serde_json::json!({"reports": settled}),
    )
    .await?;
    item::done(turn, &proposal, t!("proposal-desk-dismissed", count = settled)).await
}

/// The shelves that have anything on them, besides the new ones, which are always shown.
async fn shelves(turn: &mut Turn<'_>) -> anyhow::Result<()> {
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
    turn.show(
        card.row(rest)
            .row([(t!("proposal-desk-back-button"), desk), (t!("home-button"), BotPress::Home)]),
    );
    Ok(())
}

/// What waits at the desk, with counts and ages.
pub async fn queues(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    let mut queues = vec![new_queue(turn).await?];
    let shelves = [
        Shelf::Reported,
        Shelf::Overdue,
        Shelf::Week,
        Shelf::Published,
        Shelf::Asked,
        Shelf::Silent,
        Shelf::Supported,
    ];
    for shelf in shelves {
        let count = find(turn, &shelf, 1, 0).await?.total;
        if count > 0 {
            queues.push(queue(
                turn,
                &shelf,
                t!("proposal-queue", shelf = shelf_name(turn, &shelf), count = count),
            ));
        }
    }
    for (id, count) in store::by_department(turn.tx).await? {
        let shelf = Shelf::Department(id);
        queues.push(queue(
            turn,
            &shelf,
            t!("proposal-queue", shelf = shelf_name(turn, &shelf), count = count),
        ));
    }
    Ok(queues)
}

async fn new_queue(turn: &mut Turn<'_>) -> anyhow::Result<Queue> {
    let count = find(turn, &Shelf::New, 1, 0).await?.total;
    let oldest = store::oldest(turn.tx, State::Submitted).await?;
    let text = match oldest {
        Some(at) => {
            let age = (turn.city.day(turn.now()) - turn.city.day(at)).num_days();
            t!(
                "proposal-queue-new",
                count = count,
                age = age,
                within = turn.city.preset.periods.acknowledge_days
            )
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
async fn list(turn: &mut Turn<'_>, shelf: Shelf, page: i64) -> anyhow::Result<()> {
    let page = page.clamp(0, 100_000);
    let found = find(turn, &shelf, read::A_PAGE, page * read::A_PAGE).await?;
    let name = shelf_name(turn, &shelf);
    let queue =
        (t!("proposal-desk-queue-button"), BotPress::Desk(Desk::Proposal(DeskPress::Queue)));
    if found.ids.is_empty() {
        turn.show(
            Card::new(t!("proposal-shelf-empty", shelf = name))
                .row([queue, (t!("home-button"), BotPress::Home)]),
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
    let turning = read::turning(page, pages, |page| {
        BotPress::Desk(Desk::Proposal(DeskPress::List(shelf.clone(), page)))
    });
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
    let waiting =
        waiting(shelf, turn.city.day(turn.now()), milestones.first().copied().unwrap_or(1))?;
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
        Shelf::Week => Waiting {
            from: Some(today),
            until: Some(today + Days::new(SOON_DAYS + 1)),
            ..of(&DUE)?
        },
        Shelf::Asked => of(&[State::Supplement])?,
        Shelf::Silent => Waiting { silent_since: Some(today), ..of(&[State::Supplement])? },
        Shelf::Published => of(&[State::Published])?,
        Shelf::Supported => {
            Waiting { supports: many.into(), ..of(&[State::Published, State::Assigned])? }
        }
        Shelf::Department(id) => {
            Waiting { department: Some(id.clone()), ..of(&[State::Assigned])? }
        }
        Shelf::Hidden => of(&[State::Hidden])?,
        Shelf::Decided => of(&decided)?,
    })
}
