//! What must be true of a town that has come to rest.

use std::collections::{BTreeMap, BTreeSet};

use madang::channel::Outbound;
use madang::db;
use madang::notice::{self, NoticeId};
use madang::poll::State;
use madang::poll::ballot::store as ballots;
use madang::poll::store as polls;
use madang::text::Lang;

use crate::world::World;

pub async fn all(world: &World) -> Vec<String> {
    let mut problems = world.messenger.problems();
    if world.set_aside > 0 {
        let why = set_aside(world).await;
        problems.push(format!("{} updates were set aside: {why:?}", world.set_aside));
    }
    problems.extend(box_holds_what_was_confirmed(world).await);
    problems.extend(everybody_was_answered(world));
    problems.extend(proposals_are_there_once(world).await);
    problems.extend(outbox_is_done(world).await);
    problems.extend(screens_are_in_order(world).await);
    problems.extend(reminders_came_once(world).await);
    if let Err(error) = db::check(&world.file()).await {
        problems.push(format!("the file: {error:#}"));
    }
    problems
}

/// Why updates could not be handled.
async fn set_aside(world: &World) -> Vec<String> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    sqlx::query_scalar("select 'update ' || update_id || ': ' || error from set_aside")
        .fetch_all(tx.conn())
        .await
        .unwrap()
}

async fn box_holds_what_was_confirmed(world: &World) -> Vec<String> {
    let mut problems = Vec::new();
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    for planned in &world.polls {
        let poll = polls::poll(&mut tx, planned.id).await.unwrap().unwrap();
        let over = [State::Closed, State::Published, State::Cancelled].contains(&poll.state);
        if !over && planned.closes_at <= world.now() {
            problems.push(format!("poll {} should be closed and is {:?}", planned.id.0, poll.state));
        }
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for option in world.citizens.iter().filter_map(|citizen| citizen.votes.get(&planned.id)) {
            *expected.entry(option.to_string()).or_default() += 1;
        }
        let mut lie: BTreeMap<String, usize> = BTreeMap::new();
        for choices in ballots::all(&mut tx, planned.id).await.unwrap() {
            *lie.entry(choices.plain()).or_default() += 1;
        }
        if lie != expected {
            problems.push(format!("poll {}: {expected:?} was confirmed, {lie:?} lies in the box", planned.id.0));
        }
        let turnout = ballots::turnout(&mut tx, planned.id).await.unwrap();
        if !planned.cancelled && turnout != expected.values().sum::<usize>() as i64 {
            problems.push(format!("poll {}: {turnout} took part, expected {expected:?}", planned.id.0));
        }
    }
    problems
}

fn everybody_was_answered(world: &World) -> Vec<String> {
    let mut problems = Vec::new();
    for citizen in &world.citizens {
        for press in &citizen.presses {
            if !world.messenger.answered(citizen.chat, press) {
                problems.push(format!("{} never got an answer to {press}", citizen.chat));
            }
        }
    }
    problems
}

async fn proposals_are_there_once(world: &World) -> Vec<String> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    let titles: Vec<String> = sqlx::query_scalar("select title from proposal").fetch_all(tx.conn()).await.unwrap();
    let mut problems = Vec::new();
    for title in world.citizens.iter().flat_map(|citizen| &citizen.proposals) {
        let times = titles.iter().filter(|known| *known == title).count();
        if times != 1 {
            problems.push(format!("{title:?} is there {times} times"));
        }
    }
    problems
}

async fn outbox_is_done(world: &World) -> Vec<String> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    let open: Vec<(i64, i64, String)> =
        sqlx::query_as("select id, chat, state from outbox where state in ('waiting', 'sending')")
            .fetch_all(tx.conn())
            .await
            .unwrap();
    open.into_iter().map(|(id, chat, state)| format!("row {id} to {chat} is still {state}")).collect()
}

/// In a chat and lane messages come in the order in which they were written, and no more of them than
/// are on record and may have come once more.
async fn screens_are_in_order(world: &World) -> Vec<String> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    let rows: Vec<(i64, i64, i64, i64)> =
        sqlx::query_as("select chat, lane, id, message from outbox where message is not null order by chat, lane, id")
            .fetch_all(tx.conn())
            .await
            .unwrap();
    let mut problems = Vec::new();
    // The first row that names a message made it; later ones edited it. Or all of them did, and it is a
    // copy of a message that another row names.
    let mut maker: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    let mut named: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (chat, _, row, message) in &rows {
        let first = maker.entry((*chat, *message)).or_insert(*row);
        *first = (*first).min(*row);
        *named.entry((*chat, *message)).or_default() += 1;
    }
    for chat in world.messenger.chats() {
        for shown in world.messenger.screen(chat) {
            if named.get(&(chat, shown.id)).is_some_and(|rows| *rows <= shown.edits) {
                maker.remove(&(chat, shown.id));
            }
        }
    }
    let mut last: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for (chat, lane, row, message) in &rows {
        if maker.get(&(*chat, *message)) != Some(row) {
            continue;
        }
        let before = last.insert((*chat, *lane), *message);
        if before.is_some_and(|before| before > *message) {
            problems.push(format!("{chat}: message {message} of row {row} came before {before:?}"));
        }
    }
    // A message to many leaves no row behind: one more than there are notices with its words is a copy.
    // Of the others every one that no row names is.
    let known: BTreeSet<(i64, i64)> = maker.into_keys().collect();
    let to_many = words_to_many(world).await;
    let mut copies = Vec::new();
    for chat in world.messenger.chats() {
        let mut left = to_many.clone();
        for shown in world.messenger.screen(chat).iter().filter(|shown| !known.contains(&(chat, shown.id))) {
            let notices = left.get_mut(&shown.first).filter(|notices| **notices > 0);
            if let Some(notices) = notices {
                *notices -= 1;
            } else {
                copies.push(format!("{chat}: {} {}", shown.id, shown.first));
            }
        }
    }
    let allowed = world.messenger.seen().unknown;
    if copies.len() > allowed {
        problems.push(format!("{} messages came once more, and {allowed} may: {copies:#?}", copies.len()));
    }
    problems
}

/// What notices say, and how many say it.
async fn words_to_many(world: &World) -> BTreeMap<String, usize> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    let notices: Vec<i64> = sqlx::query_scalar("select id from notice").fetch_all(tx.conn()).await.unwrap();
    for notice in notices {
        // Everybody here reads Korean.
        for message in notice::store::messages(&mut tx, NoticeId(notice), Lang::reference()).await.unwrap() {
            if let Outbound::Say { html, .. } = message {
                *words.entry(html).or_default() += 1;
            }
        }
    }
    words
}

async fn reminders_came_once(world: &World) -> Vec<String> {
    let db = world.db();
    let mut tx = db.read().await.unwrap();
    let twice: Vec<(String, i64)> = sqlx::query_as(
        "select substr(key, 1, instr(key, ':minutes')), count(*) from outbox
         where key like 'reminder:%' group by 1 having count(*) > 1",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    let mut problems: Vec<String> = twice.iter().map(|(key, n)| format!("{key} {n} times")).collect();
    // Whoever had a seat when it was due has a row, unless the forum's time was past by then.
    let missing: Vec<(i64, i64)> = sqlx::query_as(
        "select s.forum, s.person from seat s join reminder r on r.forum = s.forum
         where s.at < r.due_at and r.done_at is not null
           and not exists (select 1 from outbox o where o.key like 'reminder:forum=' || s.forum || ':person=' || s.person || ':%')
           and r.done_at < (select starts_at from forum f where f.id = s.forum)",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    problems.extend(missing.iter().map(|(forum, person)| format!("person {person} was not reminded of forum {forum}")));
    problems
}
