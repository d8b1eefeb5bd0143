//! Exports for people: what tables and columns are called in the reader's language, and the words
//! for what programs read as names. JSON has the names.

use serde_json::Value;

use crate::city::City;
use crate::poll::rules::BALLOTS_EXPORT_MIN;
use crate::staff::acts;
use crate::staff::export::Table;
use crate::text::{Lang, Text};
use crate::{forum, poll, proposal, t};

/// Ballots that are too few to be listed one by one.
pub const WITHHELD: &str = "withheld";
/// A figure that would tell another one.
pub const HIDDEN: &str = "hidden";

/// A table as people read it: its head, and the rows with words for names.
pub fn readable(city: &City, lang: Lang, table: Table) -> (Vec<String>, Table) {
    let Table { name, columns, rows } = table;
    let head =
        columns.iter().map(|known| column(known).map_or_else(|| (*known).to_owned(), |text| city.plain(lang, &text)));
    let cell = |column: &&str, value: Value| match words(city, name, column, &value) {
        Some(text) => Value::String(city.plain(lang, &text)),
        None => value,
    };
    let row = |row: Vec<Value>| columns.iter().zip(row).map(|(column, value)| cell(column, value)).collect();
    (head.collect(), Table { name, rows: rows.into_iter().map(row).collect(), columns })
}

/// The words for what a cell says to programs, if it is not for people as it is.
fn words(city: &City, table: &str, column: &str, value: &Value) -> Option<Text> {
    let name = match value {
        Value::Bool(true) => return Some(t!("export-word-yes")),
        Value::Bool(false) => return Some(t!("export-word-no")),
        Value::String(name) => name.as_str(),
        _ => return None,
    };
    match (table, column) {
        ("proposals" | "proposal_events", "state" | "outcome") => {
            proposal::State::ALL.into_iter().find(|state| state.name() == name).map(proposal::State::text)
        }
        ("proposal_events", "act") if name == "submit" => Some(t!("export-word-submitted")),
        ("proposal_events", "act") => acts::of_proposal(name),
        ("proposal_events", "side") if name == "staff" => Some(t!("export-word-staff")),
        ("proposal_events", "side") => Some(t!("export-word-author")),
        ("polls", "state") => {
            poll::State::ALL.into_iter().find(|state| state.name() == name).map(poll::card::state_word)
        }
        ("polls", "method") => poll::voting::named(name).map(|method| poll::plan::method_label(method.name())),
        ("polls", "publishing") if name == "at_close" => Some(t!("poll-plan-at-close-button")),
        ("polls", "publishing") => Some(t!("poll-plan-by-hand-button")),
        ("ballots", "choices") if name == WITHHELD => Some(t!("export-word-withheld", min = BALLOTS_EXPORT_MIN)),
        ("turnout_by_gu", "voters") if name == HIDDEN => Some(t!("export-word-hidden")),
        ("forums", "state") => forum::State::ALL.into_iter().find(|state| state.name() == name).map(forum_state),
        ("forums", "field") => city.preset.field(name).map(|field| t!("place-name", name = &field.name)),
        _ => None,
    }
}

fn forum_state(state: forum::State) -> Text {
    match state {
        forum::State::Announced => t!("forum-state-open"),
        forum::State::Closed => t!("forum-state-closed"),
        forum::State::Cancelled => t!("forum-state-cancelled"),
        forum::State::Over => t!("forum-state-over"),
    }
}

/// What people call a table.
pub fn table(name: &str) -> Option<Text> {
    Some(match name {
        "proposals" => t!("export-table-proposals"),
        "proposal_events" => t!("export-table-proposal-events"),
        "polls" => t!("export-table-polls"),
        "poll_options" => t!("export-table-poll-options"),
        "ballots" => t!("export-table-ballots"),
        "turnout_by_gu" => t!("export-table-turnout-by-gu"),
        "paper_stations" => t!("export-table-paper-stations"),
        "forums" => t!("export-table-forums"),
        "sign_ups" => t!("export-table-sign-ups"),
        "roster" => t!("export-table-roster"),
        _ => return None,
    })
}

/// What people call a column.
pub fn column(name: &str) -> Option<Text> {
    Some(match name {
        "receipt" => t!("export-column-receipt"),
        "state" => t!("export-column-state"),
        "title" => t!("export-column-title"),
        "title_en" => t!("export-column-title-en"),
        "problem" => t!("export-column-problem"),
        "wish" => t!("export-column-wish"),
        "addition" => t!("export-column-addition"),
        "field" => t!("export-column-field"),
        "dong_code" => t!("export-column-dong-code"),
        "dong" => t!("export-column-dong"),
        "latitude" => t!("export-column-latitude"),
        "longitude" => t!("export-column-longitude"),
        "photos" => t!("export-column-photos"),
        "supports" => t!("export-column-supports"),
        "submitted_at" => t!("export-column-submitted-at"),
        "published_at" => t!("export-column-published-at"),
        "decided_at" => t!("export-column-decided-at"),
        "answer_by" => t!("export-column-answer-by"),
        "department" => t!("export-column-department"),
        "outcome" => t!("export-column-outcome"),
        "decision" => t!("export-column-decision"),
        "planned_on" => t!("export-column-planned-on"),
        "at" => t!("export-column-at"),
        "act" => t!("export-column-act"),
        "side" => t!("export-column-side"),
        "words" => t!("export-column-words"),
        "poll" => t!("export-column-poll"),
        "question" => t!("export-column-question"),
        "question_en" => t!("export-column-question-en"),
        "description" => t!("export-column-description"),
        "method" => t!("export-column-method"),
        "picks_max" => t!("export-column-picks-max"),
        "picks_min" => t!("export-column-picks-min"),
        "budget_won" => t!("export-column-budget-won"),
        "points" => t!("export-column-points"),
        "unfinished" => t!("export-column-unfinished"),
        "unfinished_percent" => t!("export-column-unfinished-percent"),
        "blank" => t!("export-column-blank"),
        "seats" => t!("export-column-seats"),
        "area" => t!("export-column-area"),
        "needs_dong" => t!("export-column-needs-dong"),
        "ties" => t!("export-column-ties"),
        "age_min" => t!("export-column-age-min"),
        "age_max" => t!("export-column-age-max"),
        "needs_code" => t!("export-column-needs-code"),
        "quorum_voters" => t!("export-column-quorum-voters"),
        "quorum_percent" => t!("export-column-quorum-percent"),
        "codes" => t!("export-column-codes"),
        "quorum_met" => t!("export-column-quorum-met"),
        "voters_on_site" => t!("export-column-voters-on-site"),
        "ballots_on_paper" => t!("export-column-ballots-on-paper"),
        "paper_blank" => t!("export-column-paper-blank"),
        "paper_invalid" => t!("export-column-paper-invalid"),
        "votes_on_paper" => t!("export-column-votes-on-paper"),
        "station" => t!("export-column-station"),
        "opens_at" => t!("export-column-opens-at"),
        "closes_at" => t!("export-column-closes-at"),
        "publishing" => t!("export-column-publishing"),
        "voters" => t!("export-column-voters"),
        "hash" => t!("export-column-hash"),
        "correction" => t!("export-column-correction"),
        "cancel_reason" => t!("export-column-cancel-reason"),
        "option" => t!("export-column-option"),
        "about" => t!("export-column-about"),
        "cost_won" => t!("export-column-cost-won"),
        "place" => t!("export-column-place"),
        "proposal" => t!("export-column-proposal"),
        "votes" => t!("export-column-votes"),
        "rank" => t!("export-column-rank"),
        "chosen" => t!("export-column-chosen"),
        "ballot" => t!("export-column-ballot"),
        "choices" => t!("export-column-choices"),
        "gu" => t!("export-column-gu"),
        "gu_name" => t!("export-column-gu-name"),
        "forum" => t!("export-column-forum"),
        "starts_at" => t!("export-column-starts-at"),
        "ends_at" => t!("export-column-ends-at"),
        "address" => t!("export-column-address"),
        "link" => t!("export-column-link"),
        "capacity" => t!("export-column-capacity"),
        "signed_up" => t!("export-column-signed-up"),
        "waiting" => t!("export-column-waiting"),
        "announced_to" => t!("export-column-announced-to"),
        "cancelled_because" => t!("export-column-cancelled-because"),
        "number" => t!("export-column-number"),
        "label" => t!("export-column-label"),
        "signed_up_at" => t!("export-column-signed-up-at"),
        _ => return None,
    })
}
