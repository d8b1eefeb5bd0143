//! A little example life for the demonstration, so that a newcomer finds something to read, to vote
//! on and to come to. Its people are nobody: their channel is not served, so nothing is ever sent
//! to them. Every title says that it is an example, and all of it can be removed.

use anyhow::Context;
use chrono::{Days, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::bot::{Turn, Words};
use crate::channel::ChatId;
use crate::city::{City, DongCode};
use crate::clock::Moment;
use crate::db::{self, Db, Tx};
use crate::forum::{self, ForumId};
use crate::person::{self, Consent, Person, PersonId, Role};
use crate::poll::{self, Candidate, OptionId, Poll, PollId, ballot};
use crate::proposal::rules::{Act, Decision};
use crate::proposal::{self, Outcome, ProposalId};
use crate::staff;
use crate::text::{Lang, Text};

/// The chat of the clerk among the chat page's people.
pub const CLERK_CHAT: i64 = 201;
/// The chat of the administrator.
pub const ADMIN_CHAT: i64 = 202;
/// The chat of the moderator.
pub const MODERATOR_CHAT: i64 = 203;
/// The channel of the chat page's people.
const CHANNEL: &str = "telegram";
/// The channel of the example's people: nobody serves it.
const NOWHERE: &str = "example";
/// Under this fact lies what the example made.
const FACT: &str = "example";
/// The example's people.
const PEOPLE: i64 = 12;

/// What was made, to be removed again.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Made {
    people: Vec<PersonId>,
    proposals: Vec<ProposalId>,
    polls: Vec<PollId>,
    forums: Vec<ForumId>,
}

/// Gives the chat page's staff their roles; they have agreed to everything already.
pub async fn staff(db: &Db, city: &City) -> anyhow::Result<()> {
    let version = city.preset.privacy.version;
    db.write(async move |tx: &mut Tx| {
        for (chat, role) in [(CLERK_CHAT, Role::Clerk), (ADMIN_CHAT, Role::Admin), (MODERATOR_CHAT, Role::Moderator)] {
            let person = member(tx, CHANNEL, ChatId(chat), version).await?;
            staff::store::grant(tx, person.id, role).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

async fn member(tx: &mut Tx, channel: &str, chat: ChatId, version: i64) -> anyhow::Result<Person> {
    let person = person::store::meet(tx, channel, chat, None).await?;
    for item in Consent::ALL {
        person::store::add_consent(tx, person.id, item, version, true).await?;
    }
    person::store::join(tx, person.id).await?;
    Ok(person::store::meet(tx, channel, chat, None).await?)
}

/// Makes the example life, in one transaction.
pub async fn make(db: &Db, city: &std::sync::Arc<City>) -> anyhow::Result<()> {
    let city = city.clone();
    db.write(async move |tx: &mut Tx| {
        let mut made = Made::default();
        let people = people(tx, &city, &mut made).await?;
        proposals(tx, &city, &people, &mut made).await?;
        poll(tx, &city, &people, &mut made).await?;
        forum(tx, &city, &people, &mut made).await?;
        for person in &people {
            // Nothing is to be sent to them, ever.
            person::store::gone(tx, NOWHERE, person.chat).await?;
        }
        Ok(db::store::set_fact(tx, FACT, &serde_json::to_string(&made)?).await?)
    })
    .await?;
    Ok(())
}

async fn people(tx: &mut Tx, city: &City, made: &mut Made) -> anyhow::Result<Vec<Person>> {
    let mut people = Vec::new();
    let dongs: Vec<&DongCode> =
        city.preset.districts.iter().flat_map(|gu| gu.dongs.iter().map(|dong| &dong.code)).collect();
    for number in 0..PEOPLE {
        let mut person = member(tx, NOWHERE, ChatId(number + 1), city.preset.privacy.version).await?;
        let at = usize::try_from(number).unwrap_or(0) * 7 % dongs.len();
        person::store::set_dong(tx, person.id, Some(dongs[at]), Some("lives")).await?;
        person.dong = Some(dongs[at].clone());
        made.people.push(person.id);
        people.push(person);
    }
    Ok(people)
}

/// A text of the example, in both languages.
fn words(city: &City, id: &'static str) -> Words {
    let text = Text { id, args: Vec::new() };
    Words { ko: city.plain(Lang::reference(), &text), en: Lang::find("en").map(|lang| city.plain(lang, &text)) }
}

/// A text of the example, as a citizen wrote it.
fn said(city: &City, id: &'static str) -> String {
    words(city, id).ko
}

/// One proposal: its texts, its field, how many support it, and what became of it.
struct Sketch {
    title: &'static str,
    problem: &'static str,
    wish: &'static str,
    field: usize,
    /// Where: the code of a dong, if the preset has it.
    dong: &'static str,
    supports: usize,
    acts: Vec<Act>,
}

fn sketches(city: &City, now: Moment) -> Vec<Sketch> {
    let department = |at: usize| city.preset.departments[at % city.preset.departments.len()].id.clone();
    let decide = |outcome: Outcome, id: &'static str, days: Option<u64>| {
        let planned_on = days.map(|days| city.day(now) + Days::new(days));
        Act::Decide(Decision { outcome, words: words(city, id), planned_on, department: None })
    };
    vec![
        Sketch {
            title: "example-lamps-title",
            problem: "example-lamps-problem",
            wish: "example-lamps-wish",
            field: 0,
            dong: "4113562000",
            supports: 9,
            acts: vec![Act::Publish],
        },
        Sketch {
            title: "example-school-title",
            problem: "example-school-problem",
            wish: "example-school-wish",
            field: 1,
            dong: "4113154000",
            supports: 6,
            acts: vec![Act::Publish, Act::Assign(department(2))],
        },
        Sketch {
            title: "example-bench-title",
            problem: "example-bench-problem",
            wish: "example-bench-wish",
            field: 2,
            dong: "4113355000",
            supports: 11,
            acts: vec![
                Act::Publish,
                Act::Assign(department(4)),
                decide(Outcome::Adopted, "example-bench-answer", Some(180)),
            ],
        },
        Sketch {
            title: "example-bus-title",
            problem: "example-bus-problem",
            wish: "example-bus-wish",
            field: 1,
            dong: "4113565000",
            supports: 4,
            acts: vec![
                Act::Publish,
                Act::Assign(department(2)),
                decide(Outcome::NotAdopted, "example-bus-answer", None),
            ],
        },
        Sketch {
            title: "example-class-title",
            problem: "example-class-problem",
            wish: "example-class-wish",
            field: 4,
            dong: "4113551000",
            supports: 0,
            acts: Vec::new(),
        },
    ]
}

async fn proposals(tx: &mut Tx, city: &City, people: &[Person], made: &mut Made) -> anyhow::Result<()> {
    let day = city.day(tx.now);
    let now = tx.now;
    for (at, sketch) in sketches(city, now).into_iter().enumerate() {
        let author = &people[at % people.len()];
        let year = i64::from(chrono::Datelike::year(&day));
        let number = proposal::store::next_number(tx, year).await?;
        let (title, problem, wish) = (said(city, sketch.title), said(city, sketch.problem), said(city, sketch.wish));
        let dong = Some(DongCode(sketch.dong.to_owned())).filter(|code| city.preset.dong(code).is_some());
        let new = proposal::store::New {
            author: author.id,
            year,
            number,
            title: &title,
            problem: &problem,
            wish: &wish,
            field: &city.preset.fields[sketch.field % city.preset.fields.len()].id,
            dong: dong.as_ref(),
            spot: None,
            photos: &[],
            answer_by: city.preset.answer_by(day),
        };
        let id = proposal::store::add(tx, &new).await?;
        made.proposals.push(id);
        let clerk = people.last().context("the example has people")?.clone();
        for act in &sketch.acts {
            let before = proposal::store::get(tx, id).await?.context("it was added just now")?;
            let mut turn = Turn::new(tx, city, clerk.clone(), None);
            let done = proposal::act::act(&mut turn, &before, act).await?;
            done.map_err(|problem| anyhow::anyhow!("the example does what may not be done: {problem:?}"))?;
        }
        for supporter in people.iter().filter(|person| person.id != author.id).take(sketch.supports) {
            proposal::store::support(tx, id, supporter.id).await?;
        }
    }
    Ok(())
}

async fn poll(tx: &mut Tx, city: &City, people: &[Person], made: &mut Made) -> anyhow::Result<()> {
    let candidates = [
        ("example-poll-lamps", "example-poll-lamps-about"),
        ("example-poll-school", "example-poll-school-about"),
        ("example-poll-rest", "example-poll-rest-about"),
        ("example-poll-bus", "example-poll-bus-about"),
        ("example-poll-hall", "example-poll-hall-about"),
    ];
    let options = candidates.iter().zip(1..).map(|((title, about), number)| {
        let mut option = Candidate::new(OptionId(number), words(city, title));
        option.about = Some(words(city, about));
        option
    });
    let closes_at = at_hour(city, tx.now, 10, 18);
    let opens_at = tx.now;
    let mut poll = Poll::new(words(city, "example-poll"), options.collect(), opens_at, closes_at);
    poll.description = Some(words(city, "example-poll-about"));
    poll.method = &poll::voting::Approval;
    (poll.picks, poll.seats) = (3, 2);
    let id = poll::life::publish(tx, city, None, poll).await?;
    made.polls.push(id);
    let poll = poll::store::poll(tx, id).await?.context("it was published just now")?;
    for (at, person) in people.iter().enumerate() {
        let first = poll.options[at % poll.options.len()].id;
        let second = poll.options[(at * 3 + 1) % poll.options.len()].id;
        let choices = ballot::Choices::one(first).with(second);
        let cast = ballot::cast(tx, city, &poll, &ballot::Voter::from(person), &choices).await?;
        cast.map_err(|refused| anyhow::anyhow!("the example votes as one may not: {refused:?}"))?;
    }
    Ok(())
}

async fn forum(tx: &mut Tx, city: &City, people: &[Person], made: &mut Made) -> anyhow::Result<()> {
    let starts_at = at_hour(city, tx.now, 7, 14);
    let new = forum::New {
        details: forum::Details {
            title: words(city, "example-forum"),
            about: Some(words(city, "example-forum-about")),
            starts_at,
            ends_at: Some(starts_at + TimeDelta::hours(2)),
            place: Some(forum::Venue {
                name: said(city, "example-forum-place"),
                address: Some(said(city, "example-forum-address")),
                point: Some(city.preset.centre),
            }),
            link: None,
            capacity: Some(40),
        },
        area: String::new(),
        field: None,
        reminders: city.preset.forum.reminders.clone(),
    };
    let id = forum::announce(tx, city, None, &new).await?;
    made.forums.push(id);
    for person in people.iter().take(8) {
        forum::store::add_seat(tx, id, person.id).await?;
    }
    Ok(())
}

/// So many days from now, at that hour in the city.
fn at_hour(city: &City, now: Moment, days: u64, hour: u32) -> Moment {
    let day = city.day(now) + Days::new(days);
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let local = day.and_time(time).and_local_timezone(city.preset.zone).earliest();
    local.map_or(now + TimeDelta::days(days.try_into().unwrap_or(7)), |local| local.to_utc().into())
}

/// What was removed.
pub struct Removed {
    /// How many entries.
    pub entries: usize,
    /// The polls among them, whose keys are of no use any more.
    pub polls: Vec<PollId>,
}

/// Removes it.
pub async fn remove(tx: &mut Tx) -> anyhow::Result<Removed> {
    let Some(fact) = db::store::fact(tx, FACT).await? else {
        return Ok(Removed { entries: 0, polls: Vec::new() });
    };
    let made: Made = serde_json::from_str(&fact)?;
    for id in &made.forums {
        forum::store::delete(tx, *id).await?;
    }
    for id in &made.polls {
        poll::store::delete(tx, *id).await?;
    }
    for id in &made.proposals {
        proposal::store::delete(tx, *id).await?;
    }
    for id in &made.people {
        person::store::erase(tx, *id).await?;
    }
    db::store::forget_fact(tx, FACT).await?;
    let entries = made.people.len() + made.proposals.len() + made.polls.len() + made.forums.len();
    Ok(Removed { entries, polls: made.polls })
}
