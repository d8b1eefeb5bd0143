//! Proposals as tables: what was proposed, what became of it, and every step between. Nobody is
//! named, not even by a number.

use serde_json::{Value, json};

use super::{Proposal, State, card, store};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::staff::export::Table;
use crate::text::{Lang, iso};

const PROPOSALS: [&str; 21] = [
    "receipt",
    "state",
    "title",
    "problem",
    "wish",
    "addition",
    "field",
    "dong_code",
    "dong",
    "latitude",
    "longitude",
    "photos",
    "supports",
    "submitted_at",
    "published_at",
    "decided_at",
    "answer_by",
    "department",
    "outcome",
    "decision",
    "planned_on",
];

const EVENTS: [&str; 8] = ["receipt", "at", "act", "side", "state", "words", "department", "planned_on"];

/// The room's tables, for an export.
pub async fn tables(tx: &mut Tx, city: &City) -> anyhow::Result<Vec<Table>> {
    let mut proposals = Table { name: "proposals", columns: PROPOSALS.to_vec(), rows: Vec::new() };
    let mut events = Table { name: "proposal_events", columns: EVENTS.to_vec(), rows: Vec::new() };
    for id in store::all(tx).await? {
        let Some(proposal) = store::get(tx, id).await? else { continue };
        for event in store::events(tx, id).await? {
            let side = if event.actor.is_some() { "staff" } else { "author" };
            events.rows.push(vec![
                json!(proposal.receipt()),
                when(city, Some(event.at)),
                json!(event.act),
                json!(side),
                json!(event.state),
                json!(event.words_ko),
                json!(department(city, event.department.as_deref())),
                json!(event.planned_on),
            ]);
        }
        proposals.rows.push(row(city, &proposal));
    }
    Ok(vec![proposals, events])
}

fn row(city: &City, proposal: &Proposal) -> Vec<Value> {
    let reference = Lang::reference();
    // What was decided stays decided when it is hidden afterwards.
    let outcome = [Some(proposal.state), proposal.before].into_iter().flatten().find(|state| state.is_decided());
    let dong = proposal.dong.as_ref().map(|code| city.preset.area_name(&code.0).get(reference).to_owned());
    vec![
        json!(proposal.receipt()),
        json!(proposal.state),
        json!(proposal.title),
        json!(proposal.problem),
        json!(proposal.wish),
        json!(proposal.addition),
        json!(city.plain(reference, &card::field(city, &proposal.field))),
        json!(proposal.dong),
        json!(dong),
        json!(proposal.latitude),
        json!(proposal.longitude),
        json!(proposal.photos.len()),
        json!(proposal.supports),
        when(city, Some(proposal.submitted_at)),
        when(city, proposal.published_at),
        when(city, proposal.decided_at),
        json!(proposal.answer_by),
        json!(department(city, proposal.department.as_deref())),
        json!(outcome.map(State::name)),
        json!(proposal.decision_ko),
        json!(proposal.planned_on),
    ]
}

fn when(city: &City, at: Option<Moment>) -> Value {
    json!(at.map(|at| iso(at.utc(), city.preset.zone)))
}

fn department(city: &City, id: Option<&str>) -> Option<String> {
    let department = city.preset.department(id?)?;
    Some(department.name.get(Lang::reference()).to_owned())
}
