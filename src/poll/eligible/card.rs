//! How it is told who may vote, and to somebody why they may not.

use chrono::{Datelike, NaiveDate};

use super::rules::{self, AGES, Barrier};
use super::{Eligible, Tie};
use crate::bot::{Card, Press as BotPress};
use crate::city::City;
use crate::person;
use crate::poll::{Poll, Press, card};
use crate::t;
use crate::text::Text;

/// Who may vote, in one line.
pub fn who(city: &City, poll: &Poll) -> Text {
    let (name, asked) = (&city.preset.name, &poll.eligible);
    let place = city.preset.area_name(&poll.area);
    if *asked == Eligible::default() {
        return match (poll.area.is_empty(), poll.needs_dong) {
            (true, true) => t!("poll-who-dong", city = name),
            (true, false) => t!("poll-who-all", city = name),
            (false, _) => t!("poll-who-area", area = place),
        };
    }
    let code = if asked.code { "yes" } else { "no" };
    if poll.area.is_empty() && asked.ties.is_empty() {
        return match poll.needs_dong {
            true => t!("eligible-who-dong", city = name, ages = ages(asked), code = code),
            false => t!("eligible-who-all", city = name, ages = ages(asked), code = code),
        };
    }
    let place = if poll.area.is_empty() { name.clone() } else { place };
    t!("eligible-who", place = place, ties = ties_key(&asked.ties), ages = ages(asked), code = code)
}

/// How old one has to be.
pub fn ages(asked: &Eligible) -> Text {
    match (asked.age_min, asked.age_max) {
        (min, Some(max)) => t!("eligible-ages-between", min = min.unwrap_or(*AGES.start()), max = max),
        (min, None) => t!("eligible-ages-from", min = min.unwrap_or(*AGES.start())),
    }
}

/// The ties by the name that the texts know them by.
pub fn ties_key(ties: &[Tie]) -> String {
    let named = Tie::ALL.into_iter().filter(|tie| ties.contains(tie)).map(Tie::name).collect::<Vec<_>>();
    if named.is_empty() { "any".to_owned() } else { named.join("-") }
}

/// Why somebody may not vote, and what they can do about it.
pub fn barred(city: &City, poll: &Poll, barrier: Barrier) -> Card {
    let (who, look) = (who(city, poll), card::look_button(poll.id));
    let ballot = || format!("vote-{}", poll.id.0);
    let tell = || (t!("poll-tell-dong-button"), BotPress::Person(person::Press::WhereFirst(ballot())));
    let tie = || (t!("eligible-tie-button"), BotPress::Person(person::Press::TieFirst(ballot())));
    let human = &city.preset.human;
    match barrier {
        Barrier::NoDong => Card::new(t!("poll-barred-no-dong", who = who)).row([tell(), look]),
        Barrier::Elsewhere => {
            let area = city.preset.area_name(&poll.area);
            Card::new(t!("poll-barred-elsewhere", area = area)).row([tell(), look])
        }
        Barrier::NoTie => Card::new(t!("eligible-no-tie", who = who)).row([tie(), look]),
        Barrier::OtherTie(had) => Card::new(t!("eligible-other-tie", who = who, tie = tie_words(had)))
            .button(tie().0, tie().1)
            .row([tell(), look]),
        Barrier::AgeUnsaid => return age(city, poll),
        Barrier::OtherAge => {
            let again = (t!("eligible-age-again-button"), BotPress::Poll(Press::AskAge(poll.id)));
            Card::new(t!("eligible-other-age", who = who)).row([again, look])
        }
        Barrier::NoCode => {
            let text = t!("eligible-no-code", department = &human.department, phone = human.phone.as_str());
            Card::new(text).row([(t!("eligible-code-button"), BotPress::Poll(Press::EnterCode(poll.id))), look])
        }
    }
    .home()
}

/// The question whether somebody's age fits: in days of birth, so that nobody has to reckon.
pub fn age(city: &City, poll: &Poll) -> Card {
    let born = match rules::born(&poll.eligible, city.day(poll.opens_at)) {
        (Some(first), Some(last)) => t!("eligible-born-between", first = day(first), last = day(last)),
        (Some(first), None) => t!("eligible-born-from", first = day(first)),
        (None, Some(last)) => t!("eligible-born-until", last = day(last)),
        (None, None) => t!("eligible-born-any"),
    };
    let answer = |fits| BotPress::Poll(Press::Age(poll.id, fits));
    Card::new(t!("eligible-age-ask", who = who(city, poll), born = born))
        .row([(t!("eligible-age-yes-button"), answer(true)), (t!("eligible-age-no-button"), answer(false))])
        .row([card::look_button(poll.id), (t!("home-button"), BotPress::Home)])
}

fn day(day: NaiveDate) -> Text {
    t!("eligible-day", year = day.year(), month = day.month(), day = day.day())
}

fn tie_words(tie: Tie) -> Text {
    match tie {
        Tie::Lives => t!("tie-lives"),
        Tie::Works => t!("tie-works"),
        Tie::Studies => t!("tie-studies"),
    }
}
