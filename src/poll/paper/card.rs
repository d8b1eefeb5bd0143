//! How ballots on paper look at the desk: the list, a sheet with its figures, and what is said of it.

use super::rules::{Sheet, Wrong};
use super::{Filed, SheetId, State};
use crate::bot::{Card, Desk, Press as BotPress};
use crate::person::PersonId;
use crate::poll::proof::rules::evidence::Evidence;
use crate::poll::{DeskPress, OptionId, Poll, PollId};
use crate::t;
use crate::text::{Lang, Text, cut};

/// Different ballots that are shown of a sheet.
const LINES_SHOWN: usize = 40;
/// Letters of a station's name on a button.
const STATION_ON_BUTTON_CHARS: usize = 12;

/// A button of this room's desk.
pub fn at(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Poll(press))
}

/// The way to a poll's ballots on paper.
pub fn button(poll: PollId) -> (Text, BotPress) {
    (t!("paper-button"), at(DeskPress::Papers(poll)))
}

fn ends(card: Card, poll: PollId) -> Card {
    card.row([button(poll), (t!("poll-desk-see-button"), at(DeskPress::Open(poll)))]).home()
}

/// All sheets of a poll that are not past. `codes` were checked off, where there are any.
pub fn list(poll: &Poll, sheets: &[Filed], codes: Option<i64>, is_open: bool, lang: Lang) -> Card {
    let mut card = Card::new(t!("paper-list", question = poll.question.get(lang)));
    let lines: Vec<Text> = sheets.iter().map(line).collect();
    card = match lines.is_empty() {
        true => card.block(t!("paper-list-none")),
        false => card.block(t!("poll-lines", lines = lines)),
    };
    card = card.maybe(codes.map(|count| t!("paper-list-codes", count = count)));
    card = card.block(t!("paper-list-how", closes = poll.closes_at, code = if codes.is_some() { "yes" } else { "no" }));
    for filed in sheets {
        let station = cut(&filed.station, STATION_ON_BUTTON_CHARS);
        card = card.button(t!("paper-sheet-button", station = station), at(DeskPress::Sheet(filed.id)));
    }
    if is_open {
        let check = codes.map(|_| (t!("paper-codes-button"), at(DeskPress::CheckOff(poll.id))));
        card = card.row([(t!("paper-new-button"), at(DeskPress::PaperNew(poll.id)))].into_iter().chain(check));
    }
    card.row([(t!("poll-desk-see-button"), at(DeskPress::Open(poll.id)))]).home()
}

fn line(filed: &Filed) -> Text {
    let (station, ballots) = (&filed.station, filed.sheet.ballots);
    let state = match filed.state {
        State::Waiting => "waiting",
        State::Returned => "returned",
        State::Confirmed => "confirmed",
        State::Withdrawn | State::Replaced => "past",
    };
    let correction = if filed.replaces.is_some() { "yes" } else { "no" };
    t!("paper-line", station = station, ballots = ballots, state = state, correction = correction)
}

/// What a sheet says, in sentences.
pub fn figures(poll: &Poll, sheet: &Sheet, lang: Lang) -> Vec<Text> {
    let head = t!(
        "paper-figures",
        ballots = sheet.ballots,
        valid = sheet.valid(),
        blank = sheet.blank,
        invalid = sheet.invalid,
        any = if poll.terms.blank { "yes" } else { "no" },
    );
    let title = |option: OptionId| poll.option(option).map_or("", |option| option.title.get(lang));
    let lines: Vec<Text> = match &sheet.votes {
        Evidence::Totals(votes) => votes
            .iter()
            .map(|(option, votes)| t!("paper-votes", number = option.0, title = title(*option), votes = *votes))
            .collect(),
        Evidence::Marks(marks) => marks
            .iter()
            .map(|(option, sum, best)| {
                t!("paper-marks", number = option.0, title = title(*option), sum = *sum, best = *best)
            })
            .collect(),
        Evidence::Ballots(lines) => {
            let shown = lines.iter().take(LINES_SHOWN).map(|(line, count)| {
                let ballot = line.split_once(':').map_or(&**line, |(_, ballot)| ballot).replace('>', " > ");
                t!("paper-ballots", ballot = ballot.replace(',', ", "), count = *count)
            });
            let more = lines.len().saturating_sub(LINES_SHOWN);
            shown.chain((more > 0).then(|| t!("paper-ballots-more", more = more))).collect()
        }
        Evidence::Pairs(..) => Vec::new(),
    };
    [Some(head), (!lines.is_empty()).then(|| t!("poll-lines", lines = lines))].into_iter().flatten().collect()
}

/// A sheet, with what `me` can do about it.
pub fn sheet(poll: &Poll, filed: &Filed, former: Option<&Filed>, who: Text, me: PersonId, lang: Lang) -> Card {
    let id = filed.id;
    let head = match (filed.state, &filed.reason) {
        (State::Returned, Some(reason)) => {
            t!("paper-sheet-returned", station = &filed.station, who = who, reason = reason)
        }
        (State::Confirmed, _) => {
            t!("paper-sheet-confirmed", station = &filed.station, who = who, at = filed.touched_at)
        }
        _ => t!("paper-sheet-waiting", station = &filed.station, who = who, at = filed.touched_at),
    };
    let mut card = figures(poll, &filed.sheet, lang).into_iter().fold(Card::new(head), Card::block);
    if let Some(former) = former {
        card = card.block(t!("paper-sheet-former"));
        card = figures(poll, &former.sheet, lang).into_iter().fold(card, Card::block);
    }
    let mine = filed.author == me;
    card = match filed.state {
        State::Waiting if mine => {
            card.block(t!("paper-sheet-own")).row([(t!("paper-drop-button"), at(DeskPress::DropSheet(id)))])
        }
        State::Waiting => card.row([
            (t!("paper-confirm-button"), at(DeskPress::ConfirmSheet(id))),
            (t!("poll-asked-return-button"), at(DeskPress::ReturnSheet(id))),
        ]),
        State::Returned if mine => card.row([
            (t!("paper-fix-button"), at(DeskPress::FixSheet(id))),
            (t!("paper-drop-button"), at(DeskPress::DropSheet(id))),
        ]),
        State::Confirmed => card.row([(t!("paper-fix-button"), at(DeskPress::FixSheet(id)))]),
        _ => card,
    };
    ends(card, poll.id)
}

/// To its author: it waits for somebody else.
pub fn waits(poll: PollId, id: SheetId, others: usize) -> Card {
    let card = Card::new(t!("paper-waits", others = others));
    let card = if others == 0 { card.block(t!("poll-asked-alone")) } else { card };
    ends(card.row([(t!("paper-see-button"), at(DeskPress::Sheet(id)))]), poll)
}

/// To those who may confirm it.
pub fn news(poll: &Poll, id: SheetId, station: &str, who: Text, lang: Lang) -> Card {
    let question = poll.question.get(lang);
    Card::new(t!("paper-news", question = question, station = station, who = who, closes = poll.closes_at))
        .row([(t!("paper-see-button"), at(DeskPress::Sheet(id)))])
}

/// To its author: it counts.
pub fn confirmed(poll: &Poll, filed: &Filed, who: Text, lang: Lang) -> Card {
    Card::new(t!("paper-confirmed", question = poll.question.get(lang), station = &filed.station, who = who))
        .row([(t!("paper-see-button"), at(DeskPress::Sheet(filed.id)))])
}

/// To its author: it comes back.
pub fn returned(poll: &Poll, filed: &Filed, who: Text, reason: &str, lang: Lang) -> Card {
    let question = poll.question.get(lang);
    Card::new(t!("paper-returned", question = question, station = &filed.station, who = who, reason = reason))
        .row([(t!("paper-see-button"), at(DeskPress::Sheet(filed.id)))])
}

/// Something was done; back to the list.
pub fn done(text: Text, poll: PollId) -> Card {
    ends(Card::new(text), poll)
}

/// Nothing can be entered any more.
pub fn shut(poll: &Poll, lang: Lang) -> Card {
    ends(Card::new(t!("paper-shut", question = poll.question.get(lang))), poll.id)
}

/// What is wrong with figures, with a way on.
pub fn wrong(poll: &Poll, wrong: Wrong, lang: Lang) -> Text {
    match wrong {
        Wrong::Unread(line) => t!("paper-wrong-unread", line = line),
        Wrong::Unknown(number) => t!("poll-typed-unknown", number = number, count = poll.options.len()),
        Wrong::Twice(number) => t!("poll-typed-twice", number = number),
        Wrong::Missing(number) => t!("paper-wrong-missing", number = number),
        Wrong::Above(number, max) => t!("paper-wrong-above", number = number, max = max),
        Wrong::Sum(sum, least, most) => match least == most {
            true => t!("paper-wrong-sum-exact", sum = sum, most = most),
            false => t!("paper-wrong-sum", sum = sum, least = least, most = most),
        },
        Wrong::Field(number) => {
            let field = poll.terms.field(number).map_or("", |field| field.name.get(lang));
            t!("paper-wrong-field", field = field)
        }
        Wrong::Best(number) => t!("paper-wrong-best", number = number),
    }
}
