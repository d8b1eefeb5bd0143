//! Polls for spreadsheets and archives. No person stands anywhere here, and no figure that could
//! point at one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::city::City;
use crate::db::Tx;
use crate::poll::proof::rules::evidence::Evidence;
use crate::poll::rules::{self, BALLOTS_EXPORT_MIN, CELL_MIN};
use crate::poll::voting::Outcome;
use crate::poll::{Choices, Poll, State, ballot, eligible, paper, result, store, unfinished};
use crate::proposal;
use crate::staff::columns;
use crate::staff::export::Table;
use crate::text::iso;

/// The room's tables, for an export.
pub async fn tables(tx: &mut Tx, city: &City) -> anyhow::Result<Vec<Table>> {
    let (mut polls, mut options, mut ballots, mut turnout) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut stations = Vec::new();
    for id in store::every(tx).await? {
        let Some(poll) = store::poll(tx, id).await? else { continue };
        let voters = ballot::store::turnout(tx, id).await?;
        let unfinished = unfinished::count(tx, &poll).await?;
        polls.push(poll_row(city, &poll, voters, unfinished));
        options.extend(option_rows(tx, &poll).await?);
        ballots.extend(ballot_rows(tx, &poll).await?);
        stations.extend(station_rows(tx, &poll).await?);
        turnout.extend(turnout_rows(tx, city, &poll).await?);
    }
    Ok(vec![
        Table {
            name: "polls",
            columns: vec![
                "poll",
                "state",
                "question",
                "question_en",
                "description",
                "method",
                "picks_max",
                "seats",
                "area",
                "needs_dong",
                "opens_at",
                "closes_at",
                "publishing",
                "voters",
                "hash",
                "correction",
                "cancel_reason",
                "picks_min",
                "budget_won",
                "points",
                "blank",
                "unfinished",
                "unfinished_percent",
                "ties",
                "age_min",
                "age_max",
                "needs_code",
                "quorum_voters",
                "quorum_percent",
                "codes",
                "quorum_met",
                "voters_on_site",
                "ballots_on_paper",
                "paper_blank",
                "paper_invalid",
            ],
            rows: polls,
        },
        Table {
            name: "poll_options",
            columns: vec![
                "poll",
                "option",
                "title",
                "title_en",
                "about",
                "cost_won",
                "place",
                "proposal",
                "votes",
                "rank",
                "chosen",
                "field",
                "votes_on_paper",
            ],
            rows: options,
        },
        Table { name: "ballots", columns: vec!["poll", "ballot", "choices"], rows: ballots },
        Table { name: "turnout_by_gu", columns: vec!["poll", "gu", "gu_name", "voters"], rows: turnout },
        Table {
            name: "paper_stations",
            columns: vec!["poll", "station", "ballots_on_paper", "paper_blank", "paper_invalid"],
            rows: stations,
        },
    ])
}

fn poll_row(city: &City, poll: &Poll, voters: i64, unfinished: Option<i64>) -> Vec<Value> {
    let zone = city.preset.zone;
    let told = poll.result.as_ref().filter(|_| poll.state == State::Published);
    let part = unfinished.map(|count| rules::tenths_of_percent(count, voters + count));
    vec![
        json!(poll.id.0),
        json!(poll.state.name()),
        json!(poll.question.ko),
        json!(poll.question.en),
        json!(poll.description.as_ref().map(|words| &words.ko)),
        json!(poll.method.name()),
        json!(poll.picks),
        json!(poll.seats),
        json!(poll.area),
        json!(poll.needs_dong),
        json!(iso(poll.opens_at.utc(), zone)),
        json!(iso(poll.closes_at.utc(), zone)),
        json!(poll.publishing),
        json!(voters),
        json!(poll.hash),
        json!(poll.correction.as_ref().map(|words| &words.ko)),
        json!(poll.cancel_reason.as_ref().map(|words| &words.ko)),
        json!(poll.terms.picks_min),
        json!(poll.terms.budget),
        json!(poll.terms.points),
        json!(poll.terms.blank),
        json!(unfinished),
        json!(part.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))),
        json!(eligible::card::ties_key(&poll.eligible.ties)),
        json!(poll.eligible.age_min),
        json!(poll.eligible.age_max),
        json!(poll.eligible.code),
        json!(poll.terms.quorum.voters),
        json!(poll.terms.quorum.percent),
        json!(told.and_then(|told| told.roll)),
        json!(told.filter(|told| !told.conditions.is_empty()).map(Outcome::is_binding)),
        json!(told.map(|told| told.ways.map_or(0, |ways| ways.onsite))),
        json!(told.map(|told| told.ways.map_or(0, |ways| ways.paper))),
        json!(told.map(|told| told.ways.map_or(0, |ways| ways.paper_blank))),
        json!(told.map(|told| told.ways.map_or(0, |ways| ways.paper_invalid))),
    ]
}

/// The options; with votes and ranks once the result is told.
async fn option_rows(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Vec<Vec<Value>>> {
    let outcome = poll.result.as_ref().filter(|_| poll.state == State::Published);
    let on_paper = votes_on_paper(tx, poll, outcome).await?;
    let mut rows = Vec::new();
    for option in &poll.options {
        let proposal = match option.proposal {
            Some(id) => proposal::store::get(tx, id).await?,
            None => None,
        };
        let ranked = outcome.and_then(|outcome| outcome.ranks.iter().find(|ranked| ranked.option == option.id));
        rows.push(vec![
            json!(poll.id.0),
            json!(option.id),
            json!(option.title.ko),
            json!(option.title.en),
            json!(option.about.as_ref().map(|words| &words.ko)),
            json!(option.cost),
            json!(option.place),
            json!(proposal.map(|proposal| proposal.receipt())),
            json!(ranked.map(|ranked| ranked.votes)),
            // Who got no vote has no rank, as in the chat.
            json!(ranked.filter(|ranked| result::has_rank(poll, ranked)).map(|ranked| ranked.rank)),
            json!(ranked.map(|ranked| ranked.chosen)),
            json!(option.field.and_then(|field| poll.terms.field(field)).map(|field| &field.name.ko)),
            json!(on_paper.get(&option.id.0)),
        ]);
    }
    Ok(rows)
}

/// What each option got on paper, if those ballots are enough to be told apart from the others.
async fn votes_on_paper(tx: &mut Tx, poll: &Poll, outcome: Option<&Outcome>) -> anyhow::Result<BTreeMap<i64, u64>> {
    let Some(outcome) = outcome else { return Ok(BTreeMap::new()) };
    let live = u64::try_from(outcome.ballots - outcome.on_paper())?;
    let part = paper::told::part(tx, poll, live).await?;
    Ok(match part.filter(|part| part.paper.votes.is_some()).and_then(|part| part.votes) {
        Some(Evidence::Totals(votes)) => votes.into_iter().map(|(option, votes)| (option.0, votes)).collect(),
        Some(Evidence::Marks(marks)) => marks.into_iter().map(|(option, sum, _)| (option.0, sum)).collect(),
        _ => BTreeMap::new(),
    })
}

/// The stations of a published poll, with how many ballots each had on paper.
async fn station_rows(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Vec<Vec<Value>>> {
    if poll.state != State::Published {
        return Ok(Vec::new());
    }
    let row = |filed: paper::Filed| {
        let sheet = filed.sheet;
        let figures = [json!(sheet.ballots), json!(sheet.blank), json!(sheet.invalid)];
        [json!(poll.id.0), json!(filed.station)].into_iter().chain(figures).collect()
    };
    Ok(paper::store::confirmed(tx, poll.id).await?.into_iter().map(row).collect())
}

/// The ballots of a published poll in the order of what they say, numbered anew; one row that
/// says so if they are so few that one could be guessed to be somebody's.
async fn ballot_rows(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Vec<Vec<Value>>> {
    let counted = poll.result.as_ref().map_or(0, |outcome| outcome.ballots - outcome.on_paper());
    if poll.state != State::Published {
        return Ok(Vec::new());
    }
    if counted < BALLOTS_EXPORT_MIN {
        return Ok(vec![vec![json!(poll.id.0), Value::Null, json!(columns::WITHHELD)]]);
    }
    let mut choices = ballot::store::all(tx, poll.id).await?;
    choices.sort_by_cached_key(|choices| {
        (choices.options().iter().map(|option| option.0).collect::<Vec<_>>(), choices.plain())
    });
    Ok((1..)
        .zip(&choices)
        .map(|(number, choices)| vec![json!(poll.id.0), json!(number), json!(written(choices))])
        .collect())
}

/// A ballot as a spreadsheet has it: numbers with a blank between them, `7 > 3` for an order,
/// `3=5 7=2` for points, `-` for a blank ballot.
fn written(choices: &Choices) -> String {
    match choices {
        Choices::Order(_) => choices.plain().replace('>', " > "),
        _ => choices.plain().replace(',', " "),
    }
}

/// The turnout by gu; a figure that is too small to be shown says only that.
async fn turnout_rows(tx: &mut Tx, city: &City, poll: &Poll) -> anyhow::Result<Vec<Vec<Value>>> {
    let cells = ballot::store::turnout_cells(tx, city, poll.id).await?;
    let counts: Vec<i64> = cells.iter().map(|(_, count)| *count).collect();
    let shown = rules::hide_small(&counts);
    let name = |gu: &Option<String>| {
        gu.as_ref().map(|gu| city.preset.area_name(gu).get(crate::text::Lang::reference()).to_owned())
    };
    Ok(cells
        .iter()
        .zip(shown)
        .map(|((gu, count), shown)| {
            let voters = match shown {
                Some(count) => json!(count),
                None if *count < CELL_MIN => json!(format!("<{CELL_MIN}")),
                None => json!(columns::HIDDEN),
            };
            vec![json!(poll.id.0), json!(gu), json!(name(gu)), voters]
        })
        .collect())
}
