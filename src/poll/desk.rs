//! Polls at the desk: what is open, coming, over; one poll with its turnout; and the acts. Every act
//! reads the state anew and is written down.

use super::{Change, DeskPress, Plan, Poll, PollId, State};
use crate::bot::{Card, Desk, Dialogue, Press as BotPress, Turn, dialogue};
use crate::clock::Moment;
use crate::poll::{approval, ballot, card, eligible, life, list, news, onsite, paper, places, store, unfinished};
use crate::staff::Queue;
use crate::t;
use crate::text::{Text, cut};

/// The name under which a plan is kept.
const PLAN: &str = "poll_plan";
/// Letters of a question on the button of a plan.
const TITLE_ON_BUTTON_CHARS: usize = 14;
/// Past polls on one page.
const PAST_A_PAGE: usize = 6;

/// A press at the desk. The role has been checked.
pub async fn press(turn: &mut Turn<'_>, press: DeskPress) -> anyhow::Result<()> {
    match press {
        DeskPress::Queue => queue(turn).await,
        DeskPress::QueuePage(page) => another_page(turn, page).await,
        DeskPress::Past(page) => past(turn, page).await,
        DeskPress::Open(id) => open(turn, id).await,
        DeskPress::New => begin(turn).await,
        DeskPress::Anew => dialogue::begin(turn, Dialogue::PollPlan(Plan::default())).await,
        DeskPress::Extend(id) => change(turn, id, press, Change::extend(id)).await,
        DeskPress::Cancel(id) => change(turn, id, press, Change::cancel(id)).await,
        DeskPress::Correct(id) => change(turn, id, press, Change::correct(id)).await,
        DeskPress::Preview(id) => preview(turn, id).await,
        DeskPress::Publish(id) => publish(turn, id).await,
        DeskPress::Asked(id) => approval::desk::open(turn, id).await,
        DeskPress::AskedLook(id, place) => approval::desk::look(turn, id, place).await,
        DeskPress::AskedPicture(id, place) => approval::desk::picture(turn, id, place).await,
        DeskPress::AskedTrial(id) => approval::desk::trial(turn, id).await,
        DeskPress::Approve(id) => approval::desk::approve(turn, id).await,
        DeskPress::Return(id) => approval::desk::send_back(turn, id).await,
        DeskPress::Revise(id) => approval::desk::revise(turn, id).await,
        DeskPress::Papers(id) => paper::desk::list(turn, id).await,
        DeskPress::PaperNew(id) => paper::desk::begin(turn, id).await,
        DeskPress::CheckOff(id) => paper::desk::check_off(turn, id).await,
        DeskPress::Sheet(id) => paper::desk::open(turn, id).await,
        DeskPress::ConfirmSheet(id) => paper::desk::confirm(turn, id).await,
        DeskPress::ReturnSheet(id) => paper::desk::send_back(turn, id).await,
        DeskPress::FixSheet(id) => paper::desk::fix(turn, id).await,
        DeskPress::DropSheet(id) => paper::desk::withdraw(turn, id).await,
        DeskPress::Help(id) => onsite::talk::help(turn, id).await,
        DeskPress::Booth(number, press) => onsite::talk::press(turn, number, press).await,
    }
}

/// What waits at the desk: results to be told, and what runs.
pub async fn queues(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Queue>> {
    if !turn.may(DeskPress::Queue.role()) {
        return Ok(Vec::new());
    }
    let waiting = store::in_state(turn.tx, State::Closed).await?.len();
    let open = store::in_state(turn.tx, State::Open).await?.len();
    let coming = store::in_state(turn.tx, State::Scheduled).await?.len();
    let asked = approval::desk::list(turn).await?.len();
    Ok(vec![Queue {
        text: match asked {
            0 => t!("poll-desk-line", open = open, coming = coming, waiting = waiting),
            _ => t!("poll-desk-line-asked", open = open, coming = coming, waiting = waiting, asked = asked),
        },
        label: t!("poll-desk-queue-button"),
        press: desk(DeskPress::Queue),
    }])
}

fn desk(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Poll(press))
}

/// Begins a plan; one that was begun before is offered first.
async fn begin(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let me = turn.me();
    let Some(draft) = crate::bot::store::dialogue(turn.tx, me, PLAN).await? else {
        return dialogue::begin(turn, Dialogue::PollPlan(Plan::default())).await;
    };
    turn.say(self::draft(draft.saved_at));
    Ok(())
}

/// There is a plan that was begun.
pub fn draft(saved_at: Moment) -> Card {
    let card = Card::new(t!("poll-plan-draft", at = saved_at)).row([
        (t!("draft-resume-button"), BotPress::Resume(PLAN.into())),
        (t!("poll-plan-anew-button"), desk(DeskPress::Anew)),
    ]);
    card.row([queue_button(), (t!("home-button"), BotPress::Home)])
}

/// All polls that want something of staff.
pub async fn queue(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = queue_card(turn, 0).await?;
    turn.say(card);
    Ok(())
}

/// Something on the list of the desk.
enum Listed {
    Asked(approval::AskedId, String, Text),
    Poll(PollId),
}

/// A page of them: what waits for a second look, for its result, what is open, what is coming.
async fn queue_card(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<Card> {
    let lang = turn.lang();
    let asked = approval::desk::list(turn).await?;
    let mut all: Vec<Listed> = Vec::new();
    let asked_count = asked.len();
    for (asked, line) in asked {
        let title = cut(asked.plan.question().get(lang), TITLE_ON_BUTTON_CHARS);
        all.push(Listed::Asked(asked.id, title, line));
    }
    let mut counts = Vec::new();
    for state in [State::Closed, State::Open, State::Scheduled] {
        let ids = store::in_state(turn.tx, state).await?;
        counts.push((state, ids.len()));
        all.extend(ids.into_iter().map(Listed::Poll));
    }
    let (page, pages) = list::page_of(page, all.len());
    let (mut waiting, mut buttons, mut polls) = (Vec::new(), Vec::new(), Vec::new());
    for listed in all.into_iter().skip(page * list::POLLS_A_PAGE).take(list::POLLS_A_PAGE) {
        match listed {
            Listed::Asked(id, title, line) => {
                waiting.push(line);
                buttons.push((t!("poll-asked-button", title = title), desk(DeskPress::Asked(id))));
            }
            Listed::Poll(id) => {
                if let Some(poll) = store::poll(turn.tx, id).await? {
                    polls.push((poll.state, line(turn, &poll).await?));
                    buttons.push((card::title_button(&poll, lang), desk(DeskPress::Open(id))));
                }
            }
        }
    }
    let mut card = Card::new(t!("poll-desk"));
    if !waiting.is_empty() {
        card = card.block(t!("poll-desk-asked", count = asked_count, lines = waiting));
    }
    for (state, count) in counts {
        let lines: Vec<Text> = polls.iter().filter(|(of, _)| *of == state).map(|(_, line)| line.clone()).collect();
        if !lines.is_empty() {
            card = card.block(t!("poll-desk-state", state = card::state_word(state), count = count, lines = lines));
        }
    }
    if buttons.is_empty() {
        card = card.block(t!("poll-desk-none"));
    }
    if pages > 1 {
        card = card.block(t!("poll-list-page", page = page + 1, pages = pages));
    }
    for (label, press) in buttons {
        card = card.button(label, press);
    }
    card = card
        .row(list::turns(page, pages, |page| desk(DeskPress::QueuePage(page))))
        .row([(t!("poll-desk-new-button"), desk(DeskPress::New)), (t!("poll-past-button"), desk(DeskPress::Past(0)))]);
    Ok(card.home())
}

async fn another_page(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<()> {
    let card = queue_card(turn, page).await?;
    turn.show(card);
    Ok(())
}

async fn line(turn: &mut Turn<'_>, poll: &Poll) -> anyhow::Result<Text> {
    let voters = ballot::store::turnout(turn.tx, poll.id).await?;
    let question = poll.question.get(turn.lang());
    Ok(t!("poll-desk-poll", number = poll.id.0, question = question, voters = voters, closes = poll.closes_at))
}

async fn past(turn: &mut Turn<'_>, page: usize) -> anyhow::Result<()> {
    let page = page.min(10_000);
    let offset = i64::try_from(page * PAST_A_PAGE)?;
    let mut ids = store::over(turn.tx, offset, i64::try_from(PAST_A_PAGE + 1)?).await?;
    let more = ids.len() > PAST_A_PAGE;
    ids.truncate(PAST_A_PAGE);
    let (mut card, mut lines, mut polls) = (Card::new(t!("poll-past")), Vec::new(), Vec::new());
    for id in ids {
        if let Some(poll) = store::poll(turn.tx, id).await? {
            let question = poll.question.get(turn.lang());
            lines.push(t!("poll-line-over", question = question, state = card::state_word(poll.state)));
            polls.push(poll);
        }
    }
    card = if lines.is_empty() { Card::new(t!("poll-past-none")) } else { card.block(t!("poll-lines", lines = lines)) };
    let lang = turn.lang();
    for poll in &polls {
        card = card.button(card::title_button(poll, lang), desk(DeskPress::Open(poll.id)));
    }
    let before = (page > 0).then(|| (t!("page-before-button"), desk(DeskPress::Past(page.saturating_sub(1)))));
    let after = more.then(|| (t!("page-after-button"), desk(DeskPress::Past(page + 1))));
    turn.show(card.row(before.into_iter().chain(after)).row([queue_button()]));
    Ok(())
}

fn queue_button() -> (Text, BotPress) {
    (t!("poll-desk-queue-button"), desk(DeskPress::Queue))
}

/// One poll: as citizens see it, and what staff may know and do besides.
async fn open(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    let voters = ballot::store::turnout(turn.tx, id).await?;
    let mut shown = card::about(turn.city, &poll, turn.lang()).block(t!(
        "poll-desk-facts",
        number = id.0,
        state = card::state_word(poll.state),
        voters = voters,
        hash = poll.hash.get(..12).unwrap_or_default(),
    ));
    if poll.eligible.code {
        let (made, used) = eligible::store::count_codes(turn.tx, id).await?;
        shown = shown.block(t!("eligible-desk-codes", made = made, used = used));
    }
    if voters > 0 {
        shown = shown.block(t!("poll-desk-turnout", lines = places::lines(turn.tx, turn.city, id).await?));
    }
    shown = shown.maybe(left_unfinished(turn, &poll, voters).await?).maybe(on_paper(turn, &poll).await?);
    if poll.state == State::Open {
        shown = shown.row([onsite::button(id), paper::button(id)]);
    }
    if poll.state != State::Open && !paper::store::present(turn.tx, id).await?.is_empty() {
        shown = shown.row([paper::button(id)]);
    }
    shown = match poll.state {
        State::Scheduled | State::Open => shown.row([
            (t!("poll-desk-extend-button"), desk(DeskPress::Extend(id))),
            (t!("poll-desk-cancel-button"), desk(DeskPress::Cancel(id))),
        ]),
        State::Closed => shown.row([
            (t!("poll-desk-preview-button"), desk(DeskPress::Preview(id))),
            (t!("poll-desk-cancel-button"), desk(DeskPress::Cancel(id))),
        ]),
        State::Published | State::Cancelled => shown,
    };
    shown = shown.row([(t!("poll-desk-correct-button"), desk(DeskPress::Correct(id))), card::open_button(id)]);
    turn.say(shown.row([queue_button(), (t!("home-button"), BotPress::Home)]));
    Ok(())
}

/// How many ballots were begun and not submitted; nothing where nobody began, or nobody counted.
async fn left_unfinished(turn: &mut Turn<'_>, poll: &Poll, voters: i64) -> anyhow::Result<Option<Text>> {
    let count = unfinished::count(turn.tx, poll).await?;
    Ok(count.filter(|count| voters + count > 0).map(|count| unfinished::line(count, voters)))
}

/// What waits to be confirmed on paper, or came too late for that.
async fn on_paper(turn: &mut Turn<'_>, poll: &Poll) -> anyhow::Result<Option<Text>> {
    if poll.state == State::Open {
        let waiting = paper::store::waiting(turn.tx, poll.id).await?;
        return Ok((waiting > 0).then(|| t!("paper-desk-waiting", count = waiting, closes = poll.closes_at)));
    }
    let late = paper::store::unconfirmed(turn.tx, poll.id).await?;
    Ok((late > 0).then(|| t!("paper-desk-late", count = late)))
}

async fn gone(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.toast(t!("poll-gone"));
    queue(turn).await
}

async fn change(turn: &mut Turn<'_>, id: PollId, press: DeskPress, change: Change) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    if let Err(problem) = super::change::possible(&poll, &change) {
        turn.toast(problem);
        return open(turn, id).await;
    }
    dialogue::begin_at_desk(turn, Dialogue::PollChange(change), Desk::Poll(press)).await
}

/// The result, before it is told: as it will go out.
async fn preview(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    if poll.state != State::Closed {
        turn.toast(t!("poll-desk-changed"));
        return open(turn, id).await;
    }
    let voters = ballot::store::turnout(turn.tx, id).await?;
    let from = places::block(turn.tx, turn.city, id).await?;
    turn.say(news::result_notice(&poll, from, turn.lang()));
    let unfinished = left_unfinished(turn, &poll, voters).await?;
    let uncounted = paper::store::unconfirmed(turn.tx, id).await?;
    turn.say(
        Card::new(t!("poll-desk-tell", voters = voters))
            .maybe((uncounted > 0).then(|| t!("paper-tell-uncounted", count = uncounted)))
            .maybe(unfinished)
            .row([(t!("poll-desk-tell-button"), desk(DeskPress::Publish(id))), queue_button()])
            .home(),
    );
    Ok(())
}

async fn publish(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    if poll.state != State::Closed {
        turn.toast(t!("poll-desk-changed"));
        return open(turn, id).await;
    }
    let me = turn.me();
    life::tell(turn.tx, turn.city, Some(me), id).await?;
    let voters = ballot::store::turnout(turn.tx, id).await?;
    turn.say(Card::new(t!("poll-desk-told", voters = voters)).row([queue_button(), card::open_button(id)]).home());
    Ok(())
}
