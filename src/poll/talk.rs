//! Polls with citizens: a poll's card, its result, what waits for somebody. Reading needs no consent. The
//! ballot is in `ballot::talk`, the lists are in `list`.

use super::{Poll, PollId, Press, State};
use crate::bot::home::Todo;
use crate::bot::{Card, Press as BotPress, Turn};
use crate::db::Tx;
use crate::live::Thing;
use crate::poll::ballot::{self, Voter};
use crate::poll::eligible::Barrier;
use crate::poll::rules::{self, Door};
use crate::poll::{card, eligible, handout, list, look, places, proof, result, store};
use crate::t;
use crate::text::Text;

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::List => list::show(turn).await,
        Press::ListPage(page) => list::page(turn, page).await,
        Press::Past(page) => list::past(turn, page).await,
        Press::Open(id) => open(turn, id).await,
        Press::Ranks(id, page) => ranks(turn, id, page).await,
        Press::How(id) => how(turn, id).await,
        Press::Begin(id) => ballot::talk::begin(turn, id).await,
        Press::Options(id) => look::options(turn, id).await,
        Press::Look(id, place) => look::look(turn, id, place).await,
        Press::Page(id, page) => ballot::talk::page(turn, id, page).await,
        Press::Fields(id) => ballot::talk::fields(turn, id).await,
        Press::Picture(id, option) => look::picture(turn, id, option).await,
        Press::Pick(id, option) => ballot::talk::pick(turn, id, option).await,
        Press::Drop(id, option) => ballot::talk::drop(turn, id, option).await,
        Press::Mark(id, option, points) => ballot::talk::mark(turn, id, option, points).await,
        Press::Blank(id) => ballot::talk::blank(turn, id).await,
        Press::Summary(id) => ballot::talk::summary(turn, id).await,
        Press::Cast(id, mark) => ballot::talk::cast(turn, id, &mark).await,
        Press::Mine(id) => ballot::talk::mine(turn, id).await,
        Press::Away(id) => ballot::talk::away(turn, id).await,
        Press::Check(id, number) => proof::talk::check(turn, id, number).await,
        Press::Keep(id) => proof::talk::keep(turn, id).await,
        Press::Reveal(id, number) => proof::talk::reveal(turn, id, number).await,
        Press::Proof(id, number) => proof::talk::prove(turn, id, number).await,
        Press::Chart(id) => handout::chart(turn, id).await,
        Press::Bundle(id) => handout::bundle(turn, id).await,
        Press::AskAge(id) => eligible::talk::ask_age(turn, id).await,
        Press::Age(id, fits) => eligible::talk::age(turn, id, fits).await,
        Press::EnterCode(id) => eligible::talk::enter_code(turn, id).await,
    }
}

/// A poll's card, with what can be done in its present state.
pub async fn open(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    let lang = turn.lang();
    if let (State::Published, Some(outcome)) = (poll.state, &poll.result) {
        let from = places::block(turn.tx, turn.city, id).await?;
        let card = result::card(&poll, outcome, lang, 0)
            .maybe(from)
            .row([result::chart_button(id), result::bundle_button(id)])
            .row([card::look_button(id), how_button(id)]);
        turn.say(card.row([card::list_button(), (t!("home-button"), BotPress::Home)]));
        return Ok(());
    }
    let (card, voters) = standing(turn, &poll).await?;
    match rules::door(&poll, turn.now()) {
        Door::Open => turn.say_live(card, Thing::Poll(id), voters),
        _ => turn.say(card),
    }
    Ok(())
}

/// How many took part, while that number runs.
pub async fn figure(tx: &mut Tx, id: PollId) -> anyhow::Result<Option<i64>> {
    let now = tx.now;
    match store::poll(tx, id).await?.map(|poll| rules::door(&poll, now)) {
        Some(Door::Open) => Ok(Some(ballot::store::turnout(tx, id).await?)),
        _ => Ok(None),
    }
}

/// The card of a poll that has no result yet.
pub async fn card(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<Option<Card>> {
    match store::poll(turn.tx, id).await? {
        Some(poll) => Ok(Some(standing(turn, &poll).await?.0)),
        None => Ok(None),
    }
}

/// A poll before its result, as this person sees it; and how many took part.
async fn standing(turn: &mut Turn<'_>, poll: &Poll) -> anyhow::Result<(Card, i64)> {
    let (city, lang, id) = (turn.city, turn.lang(), poll.id);
    let voter = Voter::from(&turn.person);
    let voters = ballot::store::turnout(turn.tx, id).await?;
    let voted = turn.person.is_member() && ballot::has_voted(turn.tx, city, poll, &voter).await?;
    let mut card = card::about(city, poll, lang);
    card = match rules::door(poll, turn.now()) {
        Door::Late(_) => card.block(t!("poll-state-closed")),
        Door::Cancelled => card.block(card::state(poll, voters, voted)).block(card::reason(poll, lang)),
        Door::Coming | Door::Open => card.block(card::state(poll, voters, voted)),
    };
    if rules::door(poll, turn.now()) == Door::Open {
        card = if voted {
            card.row([
                (t!("poll-mine-button"), BotPress::Poll(Press::Mine(id))),
                (t!("poll-change-button"), BotPress::Poll(Press::Begin(id))),
            ])
        } else {
            card.row([card::vote_button(id)])
        };
    }
    card = card.row([card::look_button(id), how_button(id)]);
    Ok((card.row([card::list_button(), (t!("home-button"), BotPress::Home)]), voters))
}

fn how_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-how-button"), BotPress::Poll(Press::How(id)))
}

async fn ranks(turn: &mut Turn<'_>, id: PollId, page: usize) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    match (poll.state, &poll.result) {
        (State::Published, Some(outcome)) => {
            let card = result::card(&poll, outcome, turn.lang(), page);
            turn.show(card.row([card::list_button(), (t!("home-button"), BotPress::Home)]));
            Ok(())
        }
        _ => open(turn, id).await,
    }
}

/// How votes are kept secret, how the result can be trusted, and what such a vote is not.
async fn how(turn: &mut Turn<'_>, id: PollId) -> anyhow::Result<()> {
    let Some(poll) = store::poll(turn.tx, id).await? else { return gone(turn).await };
    let begun = proof::store::begun(turn.tx, id).await?;
    let days = begun.map_or(0, |begun| begun.objection_days);
    let card = Card::new(t!("poll-how", days = days))
        .block(t!("poll-how-proof"))
        .block(t!("poll-how-hash", hash = poll.hash.get(..12).unwrap_or_default()))
        .row([card::open_button(id), (t!("home-button"), BotPress::Home)]);
    turn.say(card);
    Ok(())
}

/// There is no such poll: a link or a button that somebody made up, or mistyped.
pub async fn gone(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    turn.toast(t!("poll-gone"));
    list::show(turn).await
}

/// What waits for the person here: polls that they may vote in and have not.
pub async fn todo(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Todo>> {
    let voter = Voter::from(&turn.person);
    let mut todos = Vec::new();
    for poll in list::polls_in(turn, State::Open).await? {
        let open = rules::door(&poll, turn.now()) == Door::Open;
        let mine = open && waits_for(turn, &poll).await?;
        let begun = ballot::store::draft(turn.tx, poll.id, voter.person).await?.is_some();
        // A change that was begun waits too, though there is a vote.
        let voted = mine && ballot::has_voted(turn.tx, turn.city, &poll, &voter).await?;
        if !mine || (voted && !begun) {
            continue;
        }
        let question = poll.question.get(turn.lang());
        todos.push(Todo {
            text: match begun {
                true if voted => t!("poll-todo-changing", question = question, closes = poll.closes_at),
                true => t!("poll-todo-begun", question = question, closes = poll.closes_at),
                false => t!("poll-todo", question = question, closes = poll.closes_at),
            },
            label: t!("poll-todo-button", title = card::short_title(&poll, turn.lang())),
            press: BotPress::Poll(Press::Begin(poll.id)),
        });
    }
    Ok(todos)
}

/// Whether a poll waits for this person: they may vote, or have only to say that their age fits.
async fn waits_for(turn: &mut Turn<'_>, poll: &Poll) -> anyhow::Result<bool> {
    let (me, dong) = (turn.me(), turn.person.dong.clone());
    let judged = eligible::may_vote(turn.tx, poll, me, dong.as_ref()).await?;
    Ok(matches!(judged, Ok(_) | Err(Barrier::AgeUnsaid)))
}

/// Where a person took part. What they chose goes into a message of its own, encrypted until it is
/// sent, and never into the file: that one lies readable in the database for a moment.
pub async fn own_data(turn: &mut Turn<'_>) -> anyhow::Result<serde_json::Value> {
    let voter = Voter::from(&turn.person);
    let mut took_part = Vec::new();
    for (id, day) in ballot::store::part_taken(turn.tx, voter.person).await? {
        if let Some(poll) = store::poll(turn.tx, id).await? {
            took_part.push(serde_json::json!({ "poll": id.0, "question": poll.question.ko, "day": day }));
        }
    }
    let mut drafts = Vec::new();
    for poll in list::polls_in(turn, State::Open).await? {
        if ballot::store::draft(turn.tx, poll.id, voter.person).await?.is_some() {
            drafts.push(poll.id.0);
        }
        ballot::talk::tell_vote(turn, &poll).await?;
    }
    let opened = ballot::store::opened(turn.tx, voter.person).await?.map(|poll| poll.0);
    let rolls: Vec<_> = eligible::store::of_person(turn.tx, voter.person)
        .await?
        .into_iter()
        .map(|(poll, entry, day)| {
            serde_json::json!({
                "poll": poll.0, "age_fits": entry.age, "brought_a_code": entry.code,
                "admitted_on": day, "gu": entry.gu, "tie": entry.tie,
            })
        })
        .collect();
    Ok(serde_json::json!({
        "took_part": took_part, "unfinished_ballots_in": drafts, "ballot_opened_last_in": opened, "rolls": rolls,
    }))
}

/// The person is about to be erased. Ballots stay and cannot be found; the turnout keeps a number
/// that leads to nobody.
pub async fn leaves(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    ballot::store::forget_drafts_of(turn.tx, turn.person.id).await?;
    ballot::store::forget_opened(turn.tx, turn.person.id).await?;
    Ok(())
}
