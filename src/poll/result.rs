//! How a result looks, whatever the method: who won, each option's figure, what decided between
//! equals, where the money goes, and how all of that comes about in a sentence.

use crate::bot::{Card, Press as BotPress};
use crate::poll::voting::{Decided, Decider, Kind, Outcome, Ranked, Round, Ways};
use crate::poll::{OptionId, Poll, PollId, Press, quorum, rules};
use crate::t;
use crate::text::{Lang, Text, Value};

/// Options of a result on one page.
pub const RANKS_A_PAGE: usize = 10;

/// A page of a result, in sentences.
pub fn card(poll: &Poll, outcome: &Outcome, lang: Lang, page: usize) -> Card {
    let pages = outcome.ranks.len().div_ceil(RANKS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let before = (page > 0).then(|| (t!("page-before-button"), ranks(poll.id, page.saturating_sub(1))));
    let after = (page + 1 < pages).then(|| (t!("page-after-button"), ranks(poll.id, page + 1)));
    words(poll, outcome, lang, (page, RANKS_A_PAGE)).row(before.into_iter().chain(after))
}

/// The way to the result as a picture.
pub fn chart_button(poll: PollId) -> (Text, BotPress) {
    (t!("poll-chart-button"), BotPress::Poll(Press::Chart(poll)))
}

/// The way to the file with which anybody can check it.
pub fn bundle_button(poll: PollId) -> (Text, BotPress) {
    (t!("poll-bundle-button"), BotPress::Poll(Press::Bundle(poll)))
}

/// The whole of a result, in sentences and without buttons.
pub fn whole(poll: &Poll, outcome: &Outcome, lang: Lang) -> Card {
    words(poll, outcome, lang, (0, usize::MAX))
}

fn words(poll: &Poll, outcome: &Outcome, lang: Lang, (page, length): (usize, usize)) -> Card {
    let shown = outcome.ranks.iter().skip(page.saturating_mul(length)).take(length);
    let lines: Vec<Text> = shown.map(|ranked| line(poll, outcome, ranked, lang)).collect();
    let head = t!(
        "poll-result",
        question = poll.question.get(lang),
        voters = outcome.participants(),
        blank = outcome.blank,
        any = if outcome.blank > 0 { "yes" } else { "no" },
    );
    let mut card = Card::new(head).maybe(quorum::met(outcome)).block(t!("poll-lines", lines = lines));
    if page == 0 {
        card = card.maybe(undecided(poll, outcome, lang));
        for decided in ties(outcome) {
            card = card.block(tie(poll, &decided, lang));
        }
        card = card
            .maybe(rounds(outcome))
            .maybe(circle(poll, outcome, lang))
            .maybe(level(poll, outcome, lang))
            .maybe(is_revealed(poll, outcome).then(|| t!("poll-result-revealed", voters = outcome.ballots)))
            .maybe(outcome.money.as_ref().map(|money| {
                let left = money.budget - money.spent;
                t!(
                    "poll-result-money",
                    budget = Value::Won(money.budget),
                    spent = Value::Won(money.spent),
                    left = Value::Won(left),
                    rest = if left > 0 { "yes" } else { "no" },
                )
            }))
            .maybe(ways(poll, outcome))
            .block(t!("poll-result-formula", formula = poll.method.formula(&poll.rules())))
            .maybe(poll.question.note(lang))
            .maybe(poll.correction.as_ref().map(|note| t!("poll-correction", note = note.get(lang))));
    }
    card
}

/// By which ways people took part, where there was more than one; and whether somebody can have come by two.
fn ways(poll: &Poll, outcome: &Outcome) -> Option<Text> {
    let ways = outcome.ways?;
    let Ways { online, onsite, paper, paper_blank, paper_invalid } = ways;
    Some(t!(
        "paper-result-ways",
        online = online,
        onsite = onsite,
        paper = paper,
        blank = paper_blank,
        invalid = paper_invalid,
        some_onsite = if onsite > 0 { "yes" } else { "no" },
        some_paper = if paper > 0 { "yes" } else { "no" },
        some_invalid = if paper_blank + paper_invalid > 0 { "yes" } else { "no" },
        code = if poll.eligible.code { "yes" } else { "no" },
    ))
}

/// The same as the picture in words: its twin.
pub fn caption(poll: &Poll, outcome: &Outcome, lang: Lang) -> Text {
    let lines: Vec<Text> =
        outcome.ranks.iter().take(RANKS_A_PAGE).map(|ranked| line(poll, outcome, ranked, lang)).collect();
    let more = outcome.ranks.len().saturating_sub(RANKS_A_PAGE);
    let missed = if outcome.is_binding() { "no" } else { "yes" };
    t!("poll-chart", question = poll.question.get(lang), lines = lines, more = more, missed = missed)
}

fn ranks(poll: PollId, page: usize) -> BotPress {
    BotPress::Poll(Press::Ranks(poll, page))
}

fn line(poll: &Poll, outcome: &Outcome, ranked: &Ranked, lang: Lang) -> Text {
    let title = poll.option(ranked.option).map_or("", |option| option.title.get(lang));
    let figure = figure(poll, outcome, ranked);
    if !has_rank(poll, ranked) {
        return t!("poll-result-line-none", number = ranked.option.0, title = title, figure = figure);
    }
    let shared = outcome.ranks.iter().filter(|other| other.rank == ranked.rank).count() > 1;
    t!(
        "poll-result-line",
        rank = ranked.rank,
        shared = if shared { "yes" } else { "no" },
        number = ranked.option.0,
        title = title,
        figure = figure,
        chosen = if ranked.chosen { "yes" } else { "no" },
    )
}

/// Whether an option has a rank at all: whom nobody chose has none, but in an order somebody is last.
pub fn has_rank(poll: &Poll, ranked: &Ranked) -> bool {
    ranked.votes > 0 || (ranked.chosen || poll.method.name() == "ranked")
}

/// What an option is ordered by.
fn figure(poll: &Poll, outcome: &Outcome, ranked: &Ranked) -> Text {
    let figure = ranked.votes;
    match poll.kind() {
        Kind::Score { .. } | Kind::Points { .. } => t!("poll-figure-points", points = figure),
        Kind::Ranked if poll.method.name() == "runoff" => t!("poll-figure-round", votes = figure),
        Kind::Ranked => t!("poll-figure-wins", wins = figure),
        Kind::Single | Kind::Approval | Kind::Knapsack => {
            let tenths = rules::tenths_of_percent(figure, outcome.counted());
            match figure {
                0 => t!("poll-figure-none"),
                _ => t!("poll-figure-votes", votes = figure, whole = tenths / 10, tenth = tenths % 10),
            }
        }
    }
}

/// The rounds of a run-off: who stood first, who left, and with how many votes.
fn rounds(outcome: &Outcome) -> Option<Text> {
    let line = |(number, round): (usize, &Round)| {
        let of =
            |wanted: OptionId| round.votes.iter().find(|(option, _)| *option == wanted).map_or(0, |(_, votes)| *votes);
        let (first, votes) = round.votes.first().copied()?;
        Some(match round.out {
            Some(out) => {
                t!("poll-result-round", round = number, first = first.0, votes = votes, out = out.0, least = of(out),)
            }
            None => t!("poll-result-round-last", round = number, first = first.0, votes = votes, spent = round.spent),
        })
    };
    let lines: Vec<Text> = (1..).zip(&outcome.rounds).filter_map(line).collect();
    (!lines.is_empty()).then(|| t!("poll-lines", lines = lines))
}

/// That nobody beats all others, and who goes round in a circle.
fn circle(poll: &Poll, outcome: &Outcome, lang: Lang) -> Option<Text> {
    let lines = named(poll, &outcome.circle, lang);
    (lines.len() > 1).then(|| t!("poll-result-circle", lines = lines))
}

/// That nobody beats all others, because some are level.
fn level(poll: &Poll, outcome: &Outcome, lang: Lang) -> Option<Text> {
    let lines = named(poll, &outcome.level, lang);
    (lines.len() > 1).then(|| t!("poll-result-level", lines = lines))
}

/// That nothing is decided, where equal votes leave it so.
fn undecided(poll: &Poll, outcome: &Outcome, lang: Lang) -> Option<Text> {
    let lines = named(poll, &outcome.undecided, lang);
    match (lines.len(), poll.options.len()) {
        (0, _) => None,
        (2, 2) => Some(t!("poll-result-undecided-sides")),
        _ => Some(t!("poll-result-undecided", lines = lines)),
    }
}

/// Options in a list, by number and title.
fn named(poll: &Poll, options: &[OptionId], lang: Lang) -> Vec<Text> {
    let title = |id: OptionId| poll.option(id).map_or("", |option| option.title.get(lang));
    options.iter().map(|id| t!("poll-option-line", number = id.0, title = title(*id))).collect()
}

/// Whether the figures by themselves tell what somebody chose: there was one voter, or all voted alike. Of
/// orders the figures tell less than that, so of them only a single one is known to.
fn is_revealed(poll: &Poll, outcome: &Outcome) -> bool {
    let (all, blank) = (outcome.ballots, outcome.blank);
    if all <= 1 {
        return all == 1;
    }
    if blank > 0 {
        return blank == all;
    }
    let whole = |votes: i64| votes == all;
    match poll.kind() {
        Kind::Single | Kind::Approval | Kind::Knapsack => outcome.ranks.iter().any(|ranked| whole(ranked.votes)),
        Kind::Score { max } => outcome.ranks.iter().any(|ranked| ranked.votes == all.saturating_mul(max.into())),
        Kind::Points { .. } => outcome.ranks.iter().filter(|ranked| ranked.votes > 0).count() == 1,
        Kind::Ranked => outcome.rounds.first().is_some_and(|round| round.votes.iter().any(|(_, votes)| whole(*votes))),
    }
}

/// The ties on which it depended who is chosen. Results of earlier versions know of one kind only.
fn ties(outcome: &Outcome) -> Vec<Decided> {
    match outcome.decided_by_number.as_slice() {
        tied if outcome.ties.is_empty() && !tied.is_empty() => {
            vec![Decided { tied: tied.to_vec(), by: Decider::Registered, leaves: false }]
        }
        _ => outcome.ties.clone(),
    }
}

fn tie(poll: &Poll, decided: &Decided, lang: Lang) -> Text {
    let by = match decided.by {
        Decider::Registered if decided.leaves => "leaves",
        Decider::TopMarks => "marks",
        Decider::EarlierRound => "round",
        Decider::Support => "support",
        Decider::Cost => "cost",
        Decider::Registered | Decider::Id => match poll.kind() {
            Kind::Score { .. } | Kind::Points { .. } => "points",
            Kind::Ranked => "order",
            Kind::Single | Kind::Approval | Kind::Knapsack => "number",
        },
        Decider::Lots => "lots",
    };
    t!("poll-result-tie", by = by, lines = named(poll, &decided.tied, lang))
}
