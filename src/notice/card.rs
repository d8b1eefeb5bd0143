//! How announcements look: to who receives them, to who looks for news, and to staff.

use crate::bot::{Card, Desk, Press as BotPress, Words};
use crate::city::City;
use crate::clock::Moment;
use crate::notice::announcement::Announcement;
use crate::notice::rules::{self, Progress};
use crate::notice::{DeskPress, NoticeId, Press, State};
use crate::person;
use crate::staff::{self, Begin};
use crate::text::{Lang, Text};
use crate::{forum, poll, proposal, t};

/// Characters of a title within a button.
const BUTTON_TITLE_CHARS: usize = 18;
/// Characters of a title within a line.
const LINE_TITLE_CHARS: usize = 40;
/// Characters of an announcement that staff see with its progress.
const EXCERPT_CHARS: usize = 200;

/// The words of an announcement as its receivers see them.
pub fn body(city: &City, words: &Words, corrects: Option<NoticeId>, lang: Lang) -> Text {
    let (name, text) = (&city.preset.name, words.get(lang));
    match corrects {
        Some(_) => t!("notice-correction", city = name, text = text),
        None => t!("notice-announcement", city = name, text = text),
    }
}

/// An announcement as it is sent.
pub fn announcement(city: &City, words: &Words, corrects: Option<NoticeId>, lang: Lang) -> Card {
    Card::new(body(city, words, corrects, lang)).maybe(words.note(lang)).block(t!("notice-way-out")).row([
        (t!("notice-news-button"), BotPress::Notice(Press::News)),
        (t!("settings-button"), BotPress::Person(person::Press::Settings)),
    ])
}

/// What came of it all: the latest announcements, and the ways to results, answers and forums.
pub fn news(city: &City, list: &[Announcement], lang: Lang) -> Card {
    let mut card = Card::new(t!("notice-news"));
    if list.is_empty() {
        card = card.block(t!("notice-news-empty"));
    } else {
        let line = |(number, one): (usize, &Announcement)| {
            let words = one.words();
            let title = rules::title(words.get(lang), LINE_TITLE_CHARS);
            t!("notice-news-line", number = number + 1, day = city.day(one.made_at), title = title)
        };
        card = card.block(t!("notice-news-list", lines = list.iter().enumerate().map(line).collect::<Vec<_>>()));
    }
    let item = |(number, one): (usize, &Announcement)| {
        let title = rules::title(one.words().get(lang), BUTTON_TITLE_CHARS);
        (t!("notice-item-button", number = number + 1, title = title), BotPress::Notice(Press::Read(one.id)))
    };
    card.grid(1, list.iter().enumerate().map(item))
        .row([
            (t!("notice-results-button"), BotPress::Poll(poll::Press::Past(0))),
            (t!("notice-adopted-button"), BotPress::Proposal(proposal::Press::List(proposal::Sort::Adopted, 0))),
        ])
        .row([
            (t!("notice-forums-button"), BotPress::Forum(forum::Press::List)),
            (t!("settings-button"), BotPress::Person(person::Press::Settings)),
        ])
        .home()
}

/// One announcement, whole, for who looks it up.
pub fn read(city: &City, one: &Announcement, corrected_by: Option<NoticeId>, lang: Lang) -> Card {
    let words = one.words();
    let mut card = Card::new(t!("notice-read-date", day = city.day(one.made_at)))
        .maybe(corrected_by.map(|_| t!("notice-read-corrected")))
        .block(body(city, &words, one.corrects, lang))
        .maybe(words.note(lang));
    if let Some(correction) = corrected_by {
        card = card.button(t!("notice-read-correction-button"), BotPress::Notice(Press::Read(correction)));
    }
    if let Some(first) = one.corrects {
        card = card.button(t!("notice-read-first-button"), BotPress::Notice(Press::Read(first)));
    }
    card.row([(t!("notice-news-button"), BotPress::Notice(Press::News)), (t!("home-button"), BotPress::Home)])
}

fn at_desk(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Notice(press))
}

/// For whom, in words.
pub fn audience(city: &City, area: &str, field: Option<&str>) -> Text {
    match field.and_then(|field| city.preset.field(field)) {
        Some(field) => t!("notice-audience-field", field = &field.name),
        None => t!("notice-audience-area", area = city.preset.area_name(area)),
    }
}

fn state(state: State) -> Text {
    match state {
        State::Sending => t!("notice-state-sending"),
        State::Paused => t!("notice-state-paused"),
        State::Done => t!("notice-state-done"),
        State::Stopped => t!("notice-state-stopped"),
    }
}

/// The desk's list: one page of announcements, and how to begin another.
pub fn list(city: &City, list: &[(Announcement, Progress)], page: i64, more: bool) -> Card {
    let mut card = Card::new(t!("notice-desk"));
    if list.is_empty() {
        card = card.block(t!("notice-desk-empty"));
    } else {
        let line = |(number, (one, progress)): (usize, &(Announcement, Progress))| {
            t!(
                "notice-desk-line",
                number = number + 1,
                day = city.day(one.made_at),
                title = rules::title(&one.ko, LINE_TITLE_CHARS),
                state = state(progress.state),
                sent = progress.sent,
            )
        };
        card = card.block(t!("notice-desk-list", lines = list.iter().enumerate().map(line).collect::<Vec<_>>()));
    }
    let item = |(number, (one, _)): (usize, &(Announcement, Progress))| {
        let title = rules::title(&one.ko, BUTTON_TITLE_CHARS);
        (t!("notice-item-button", number = number + 1, title = title), at_desk(DeskPress::Open(one.id)))
    };
    let before = (page > 0).then(|| (t!("page-before-button"), at_desk(DeskPress::List(page - 1))));
    let after = more.then(|| (t!("page-after-button"), at_desk(DeskPress::List(page + 1))));
    card = card.grid(1, list.iter().enumerate().map(item)).row(before.into_iter().chain(after));
    let begin = BotPress::Desk(Desk::Staff(staff::Press::Begin(Begin::Announcement)));
    staff::card::ways(card.row([(t!("notice-begin-button"), begin)]))
}

/// How far an announcement is, and what can be done about it.
pub fn progress(city: &City, one: &Announcement, progress: &Progress, quiet_until: Option<Moment>) -> Card {
    let whom = match one.corrects {
        Some(_) => t!("notice-audience-same"),
        None => audience(city, &one.area, one.field.as_deref()),
    };
    let mut card = Card::new(t!(
        "notice-progress",
        at = one.made_at,
        audience = whom,
        state = state(progress.state),
        sent = progress.sent,
        left = progress.left,
        lost = progress.lost,
    ));
    if progress.state == State::Sending
        && let Some(until) = quiet_until
    {
        card = card.block(t!("notice-quiet", until = until));
    }
    card = card.block(t!("words", text = crate::text::cut(&one.ko, EXCERPT_CHARS)));
    let (id, row) = (one.id, |label: Text, press: DeskPress| (label, at_desk(press)));
    card = match progress.state {
        State::Sending => card
            .row([
                row(t!("notice-pause-button"), DeskPress::Pause(id)),
                row(t!("notice-stop-button"), DeskPress::Stop(id)),
            ])
            .row([row(t!("notice-refresh-button"), DeskPress::Open(id))]),
        State::Paused => card.row([
            row(t!("notice-resume-button"), DeskPress::Resume(id)),
            row(t!("notice-stop-button"), DeskPress::Stop(id)),
        ]),
        State::Done | State::Stopped => card,
    };
    card = card.row([
        row(t!("notice-correct-button"), DeskPress::Correct(id)),
        row(t!("desk-announced-button"), DeskPress::List(0)),
    ]);
    staff::card::ways(card)
}

/// Whether it is really to be stopped.
pub fn ask_stop(one: &Announcement, progress: &Progress) -> Card {
    let card = Card::new(t!("notice-stop-ask", sent = progress.sent, left = progress.left)).row([
        (t!("notice-stop-now-button"), at_desk(DeskPress::StopNow(one.id))),
        (t!("back-button"), at_desk(DeskPress::Open(one.id))),
    ]);
    staff::card::ways(card)
}

/// A draft of another announcement, before a correction is begun.
pub fn draft(id: NoticeId, saved_at: Moment) -> Card {
    let card = Card::new(t!("notice-correct-draft", at = saved_at)).row([
        (t!("draft-resume-button"), BotPress::Resume("announce".into())),
        (t!("notice-correct-anew-button"), at_desk(DeskPress::CorrectAnew(id))),
    ]);
    staff::card::ways(card)
}
