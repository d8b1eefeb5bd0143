//! How a poll looks: its card in each state, its options. Its result is in `result`, what people are
//! told unasked in `news`, the ballot in `ballot::card`.

use chrono::TimeDelta;

use crate::bot::{Card, Press as BotPress};
use crate::city::City;
use crate::poll::eligible::card::who;
use crate::poll::voting::Refusal;
use crate::poll::{Candidate, Field, Poll, PollId, Press, Publishing, State, quorum};
use crate::t;
use crate::text::{Lang, Text, Value, cut};

/// A title on a button, with room for the words around it. Hangul is twice as wide.
const TITLE_ON_BUTTON_CHARS: usize = 12;

/// What there is to know before one votes.
pub fn about(city: &City, poll: &Poll, lang: Lang) -> Card {
    Card::new(t!("poll-title", question = poll.question.get(lang)))
        .maybe(poll.description.as_ref().map(|words| t!("poll-description", words = words.get(lang))))
        .block(facts(city, poll))
        .maybe(poll.question.note(lang))
        .maybe(poll.correction.as_ref().map(|note| t!("poll-correction", note = note.get(lang))))
}

/// When, who, how, and what for.
pub fn facts(city: &City, poll: &Poll) -> Text {
    t!(
        "poll-facts",
        opens = poll.opens_at,
        closes = poll.closes_at,
        who = who(city, poll),
        method = poll.method.describe(&poll.rules()),
        result = poll.method.formula(&poll.rules()),
        tie = poll.method.tie(),
        blank = if poll.terms.blank { "yes" } else { "no" },
        quorum = if poll.terms.quorum.is_none() { "no" } else { "yes" },
        needed = quorum::needed(&poll.terms.quorum).unwrap_or_else(|| t!("quorum-none")),
        told = match poll.publishing {
            Publishing::AtClose => t!("poll-told-at-close"),
            Publishing::ByHand => t!("poll-told-by-hand"),
        },
    )
}

/// Where a poll stands, in a sentence. While it is open, the number of voters is all that is told.
pub fn state(poll: &Poll, voters: i64, voted: bool) -> Text {
    match poll.state {
        State::Scheduled => t!("poll-state-scheduled", opens = poll.opens_at),
        State::Open if voted => t!("poll-state-voted", voters = voters, closes = poll.closes_at),
        State::Open => t!("poll-state-open", voters = voters),
        State::Closed => t!("poll-state-closed"),
        State::Published => t!("poll-state-published"),
        State::Cancelled => t!("poll-state-cancelled"),
    }
}

/// A poll in one word, for lists.
pub fn state_word(state: State) -> Text {
    match state {
        State::Scheduled => t!("poll-word-scheduled"),
        State::Open => t!("poll-word-open"),
        State::Closed => t!("poll-word-closed"),
        State::Published => t!("poll-word-published"),
        State::Cancelled => t!("poll-word-cancelled"),
    }
}

/// A button that leads to a poll.
pub fn title_button(poll: &Poll, lang: Lang) -> Text {
    t!("poll-open-button", title = short_title(poll, lang))
}

/// The question as it fits a button.
pub fn short_title(poll: &Poll, lang: Lang) -> String {
    let narrow = lang != Lang::reference() && poll.question.en.is_some();
    cut(poll.question.get(lang), if narrow { 2 * TITLE_ON_BUTTON_CHARS } else { TITLE_ON_BUTTON_CHARS })
}

/// One option with everything that is known of it.
pub fn option(poll: &Poll, option: &Candidate, lang: Lang, place: usize, count: usize) -> Card {
    let field = option.field.and_then(|field| poll.terms.field(field));
    let blocks = option_blocks(option, field, lang, place, count).into_iter();
    blocks.fold(Card::default(), Card::block).maybe(option.title.note(lang))
}

/// The same as blocks of a text.
pub fn option_blocks(option: &Candidate, field: Option<&Field>, lang: Lang, place: usize, count: usize) -> Vec<Text> {
    let (number, title) = (option.id.0, option.title.get(lang));
    let about = match &option.about {
        Some(about) => t!("poll-option-about", words = about.get(lang)),
        None => t!("poll-option-no-about"),
    };
    [
        Some(t!("poll-option", place = place + 1, count = count, number = number, title = title)),
        Some(about),
        field.map(|field| t!("poll-option-field", field = field.name.get(lang))),
        option.cost.map(|won| t!("poll-option-cost", cost = Value::Won(won))),
        option.place.as_deref().map(|place| t!("poll-option-place", words = place)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All options in a list, by number.
pub fn options(poll: &Poll, lang: Lang) -> Vec<Text> {
    poll.options.iter().map(|option| option_line(option.id.0, option.title.get(lang), option.cost)).collect()
}

/// An option in a list, with what it costs if that is said.
pub fn option_line(number: i64, title: &str, cost: Option<i64>) -> Text {
    match cost {
        Some(won) => t!("poll-option-line-cost", number = number, title = title, cost = Value::Won(won)),
        None => t!("poll-option-line", number = number, title = title),
    }
}

/// Why it was called off.
pub fn reason(poll: &Poll, lang: Lang) -> Text {
    t!("poll-cancel-reason", reason = poll.cancel_reason.as_ref().map_or("", |reason| reason.get(lang)))
}

/// Why a ballot is not valid, with a way on.
pub fn refused(poll: &Poll, refusal: Refusal, lang: Lang) -> Text {
    let name = |field: usize| poll.terms.field(field).map_or("", |field| field.name.get(lang)).to_owned();
    match refusal {
        Refusal::Empty => t!("poll-ballot-empty"),
        Refusal::NoBlank => t!("poll-ballot-no-blank"),
        Refusal::TooFew { min } => t!("poll-ballot-too-few", min = min),
        Refusal::TooMany { max } => t!("poll-ballot-too-many", max = max),
        Refusal::TooFewOf { field, min } => t!("poll-ballot-too-few-of", field = name(field), min = min),
        Refusal::TooManyOf { field, max } => t!("poll-ballot-too-many-of", field = name(field), max = max),
        Refusal::TooDear { over } => t!("poll-ballot-too-dear", over = Value::Won(over)),
        Refusal::TooHigh { max } => t!("poll-ballot-too-high", max = max),
        Refusal::TooManyPoints { budget } => t!("poll-ballot-too-many-points", max = budget),
        Refusal::Unknown | Refusal::WrongKind => t!("poll-ballot-unknown"),
    }
}

/// How long ago, in the one unit that says it.
pub fn how_late(late: TimeDelta) -> Text {
    let seconds = late.num_seconds().max(0);
    match seconds {
        0 => t!("poll-late-moment"),
        1..60 => t!("poll-late-seconds", n = seconds),
        60..3600 => t!("poll-late-minutes", n = seconds / 60),
        3600..86_400 => t!("poll-late-hours", n = seconds / 3600),
        _ => t!("poll-late-days", n = seconds / 86_400),
    }
}

/// The way to the ballot.
pub fn vote_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-vote-button"), BotPress::Poll(Press::Begin(id)))
}

/// The same, for those who have voted too.
pub fn vote_or_change_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-vote-or-change-button"), BotPress::Poll(Press::Begin(id)))
}

/// The way to the options.
pub fn look_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-look-button"), BotPress::Poll(Press::Options(id)))
}

/// The way to the poll's card.
pub fn open_button(id: PollId) -> (Text, BotPress) {
    (t!("poll-card-button"), BotPress::Poll(Press::Open(id)))
}

/// The way to the list.
pub fn list_button() -> (Text, BotPress) {
    (t!("poll-list-button"), BotPress::Poll(Press::List))
}
