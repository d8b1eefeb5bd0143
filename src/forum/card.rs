//! How a forum looks: the card, a line of a list, what those who signed up are told.

use crate::bot::{Card, Press as BotPress};
use crate::clock::Moment;
use crate::forum::rules::{self, Door};
use crate::forum::{Details, Forum, Press};
use crate::t;
use crate::text::{self, Lang, Text, Value};

/// Letters of a title on a button; the whole title stands above it.
const BUTTON_TITLE_CHARS_MAX: usize = 18;

/// What a forum is to the one who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mine {
    /// They signed up.
    Seat,
    /// They want to be told of a free seat.
    Wait,
    /// Neither.
    Nothing,
}

/// A forum as citizens see it, with what they can do.
pub fn whole(forum: &Forum, mine: Mine, lang: Lang, now: Moment) -> Card {
    let door = rules::door(forum, now);
    let seats = match door {
        Door::Over | Door::Cancelled => None,
        _ => Some(seats(&forum.details, forum.taken)),
    };
    let mut card = stacked(described(&forum.details, seats, lang)).maybe(standing(forum, door, mine));
    if door == Door::Cancelled {
        card = cancelled_reason(card, forum, lang);
    }
    let link = forum.details.link.as_ref().filter(|_| mine == Mine::Seat && rules::is_alive(forum, now));
    if let Some(link) = link {
        card = card.block(t!("forum-link", link = link)).link(t!("forum-link-button"), link.clone());
    }
    let id = forum.id;
    let act = match (mine, door) {
        (_, Door::Over | Door::Cancelled) => None,
        (Mine::Seat, _) => Some((t!("forum-give-up-button"), Press::GiveUp(id))),
        (_, Door::Open) => Some((t!("forum-sign-up-button"), Press::SignUp(id))),
        (Mine::Wait, Door::Full | Door::Closed) => Some((t!("forum-stop-waiting-button"), Press::StopWaiting(id))),
        (Mine::Nothing, Door::Full) => Some((t!("forum-wait-button"), Press::Wait(id))),
        _ => None,
    };
    card = card.row(act.into_iter().map(|(label, press)| (label, BotPress::Forum(press))));
    card.row(map_button(forum))
        .row([(t!("forum-list-button"), BotPress::Forum(Press::List)), (t!("home-button"), BotPress::Home)])
}

/// Why it was cancelled, if it was.
pub fn cancelled_reason(card: Card, forum: &Forum, lang: Lang) -> Card {
    let Some(reason) = &forum.reason else { return card };
    card.block(t!("forum-cancelled-reason", reason = reason.get(lang))).maybe(reason.note(lang))
}

/// What a forum is, when and where, and how many seats are left if that is said: blocks of a card
/// or of a question.
pub fn described(details: &Details, seats: Option<Text>, lang: Lang) -> Vec<Text> {
    let mut lines = where_and_when(details);
    if details.place.is_some() && details.link.is_some() {
        lines.push(t!("forum-line-online-too"));
    }
    lines.extend(seats);
    let about = details.about.as_ref();
    let note = details.title.note(lang).or_else(|| about.and_then(|about| about.note(lang)));
    let head = t!("forum-card", title = details.title.get(lang), lines = lines);
    let about = about.map(|about| t!("words", text = about.get(lang)));
    std::iter::once(head).chain(about).chain(note).collect()
}

/// A card of several blocks.
pub fn stacked(blocks: impl IntoIterator<Item = Text>) -> Card {
    blocks.into_iter().fold(Card::default(), Card::block)
}

/// When: one line.
pub fn when(details: &Details) -> Text {
    let start = details.starts_at;
    let Some(end) = details.ends_at else { return t!("forum-when", start = start) };
    // An end within a day is told by its time alone, unless it passes midnight, which the day says.
    if end - start < chrono::TimeDelta::hours(12) {
        t!("forum-when-until", start = start, end = Value::Time(end.utc()))
    } else {
        t!("forum-when-until", start = start, end = end)
    }
}

/// Where: one line.
pub fn place(details: &Details) -> Text {
    match &details.place {
        Some(place) => match &place.address {
            Some(address) => {
                t!("forum-place-address", place = place.name.as_str(), address = address)
            }
            None => t!("forum-place", place = place.name.as_str()),
        },
        None => t!("forum-online"),
    }
}

/// How many seats are left, or how many people come where there is no limit.
pub fn seats(details: &Details, taken: i64) -> Text {
    match rules::left(details.capacity, taken) {
        Some(0) => t!("forum-line-full", capacity = details.capacity.unwrap_or_default()),
        Some(left) => t!("forum-line-left", left = left),
        None => t!("forum-line-taken", taken = taken),
    }
}

fn standing(forum: &Forum, door: Door, mine: Mine) -> Option<Text> {
    match (door, mine) {
        (Door::Cancelled, _) => Some(t!("forum-is-cancelled")),
        (Door::Over, _) => Some(t!("forum-is-over")),
        (Door::Begun, Mine::Seat) => Some(t!("forum-is-on-mine")),
        (Door::Begun, _) => Some(t!("forum-is-on")),
        (_, Mine::Seat) => Some(t!("forum-is-mine")),
        (Door::Closed, _) => Some(t!("forum-is-closed")),
        (Door::Full, Mine::Wait) => Some(t!("forum-is-full-waiting")),
        (Door::Full, _) => Some(t!("forum-is-full")),
        (Door::Open, _) if forum.details.link.is_some() => Some(t!("forum-link-for-guests")),
        (Door::Open, _) => None,
    }
}

/// A button that shows the place on a map, if we know the point.
pub fn map_button(forum: &Forum) -> Option<(Text, BotPress)> {
    let point = forum.details.place.as_ref().and_then(|place| place.point);
    point.map(|_| (t!("forum-map-button"), BotPress::Forum(Press::Map(forum.id))))
}

/// A button that leads to the card.
pub fn open_button(forum: &Forum) -> (Text, BotPress) {
    (t!("forum-open-button"), BotPress::Forum(Press::Open(forum.id)))
}

/// A button with a forum's number in the list and its title.
pub fn title_button(number: i64, forum: &Forum, lang: Lang) -> Text {
    let title = text::cut(forum.details.title.get(lang), BUTTON_TITLE_CHARS_MAX);
    t!("forum-title-button", number = number, title = title)
}

/// An item of a list: title, when, where, seats.
pub fn item(number: i64, forum: &Forum, lang: Lang) -> Text {
    let mut lines = where_and_when(&forum.details);
    lines.push(seats_or_state(forum));
    t!("forum-item", number = number, title = forum.details.title.get(lang), lines = lines)
}

/// Two lines: when, and where.
pub fn where_and_when(details: &Details) -> Vec<Text> {
    vec![t!("forum-line-when", when = when(details)), t!("forum-line-where", place = place(details))]
}

fn seats_or_state(forum: &Forum) -> Text {
    match forum.state {
        crate::forum::State::Closed => t!("forum-item-closed"),
        _ => seats(&forum.details, forum.taken),
    }
}

/// "하루 전": how long before a forum.
pub fn before(minutes: u32) -> Text {
    match (minutes % 1_440, minutes % 60) {
        (0, _) => t!("forum-days-before", days = minutes / 1_440),
        (_, 0) => t!("forum-hours-before", hours = minutes / 60),
        _ => t!("forum-minutes-before", minutes = minutes),
    }
}

/// "하루 전, 2시간 전": all of them in one line; none if there are none.
pub fn befores(minutes: &[u32]) -> Option<Text> {
    let mut all = minutes.iter().map(|minutes| before(*minutes));
    let first = all.next()?;
    Some(all.fold(first, |said, next| t!("forum-and", first = said, second = next)))
}

/// A reminder.
pub fn reminder(forum: &Forum, days: i64, lang: Lang) -> Card {
    let details = &forum.details;
    let lines = where_and_when(details);
    let mut card = Card::new(t!("forum-reminder", days = days, title = details.title.get(lang), lines = lines));
    if let Some(link) = &details.link {
        card = card.block(t!("forum-link", link = link)).link(t!("forum-link-button"), link.clone());
    }
    let id = forum.id;
    card.row([
        (t!("forum-confirm-button"), BotPress::Forum(Press::Confirm(id))),
        (t!("forum-give-up-button"), BotPress::Forum(Press::GiveUp(id))),
    ])
    .row(map_button(forum))
}
