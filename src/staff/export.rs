//! Exports: what rooms know, as files for the desk, from the chat and from the command line.
//!
//! An export is named by what is in it, and made from the database when it is sent: nothing of it
//! lies in the outbox.

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::bot::Turn;
use crate::channel::Source;
use crate::city::City;
use crate::db::Tx;
use crate::forum::ForumId;
use crate::staff::{audit, columns, sheet};
use crate::text::{Lang, Text};
use crate::{forum, poll, proposal, t};

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Proposals.
    Proposals,
    /// Polls with their results.
    Polls,
    /// Forums with who signed up.
    Forums,
    /// Who signed up for one forum.
    Roster(ForumId),
    /// Everything, for one JSON file.
    All,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// One table for a spreadsheet.
    Csv,
    /// All tables for a program.
    Json,
}

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// What is in it.
    pub what: What,
    /// Only this table; none is all that `what` has, which only JSON can hold.
    pub table: Option<String>,
    /// The kind of file.
    pub format: Format,
    /// For whom CSV is written, by the language's tag; none is the reference language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

impl Export {
    fn lang(&self) -> Lang {
        self.lang.unwrap_or(Lang::reference())
    }
}

/// A file, ready to be sent or written.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A table of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name, `proposals`.
    pub name: &'static str,
    /// The names of its columns, in English and snake case, as programs read them; `columns` has what
    /// people read.
    pub columns: Vec<&'static str>,
    /// Its rows; as many cells as columns. Numbers stay numbers in JSON.
    pub rows: Vec<Vec<serde_json::Value>>,
}

impl What {
    /// What the command line calls them.
    pub const NAMES: [(&str, What); 4] =
        [("proposals", What::Proposals), ("polls", What::Polls), ("forums", What::Forums), ("all", What::All)];

    /// What is offered at the desk.
    pub const AT_THE_DESK: [What; 3] = [What::Proposals, What::Polls, What::Forums];

    /// The export of that name on the command line.
    pub fn named(name: &str) -> Option<What> {
        What::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, what)| what)
    }

    /// What people call it, also as a file's name.
    pub fn text(self) -> Text {
        match self {
            What::Proposals => t!("export-proposals"),
            What::Polls => t!("export-polls"),
            What::Forums => t!("export-forums"),
            What::Roster(_) => t!("export-roster"),
            What::All => t!("export-all"),
        }
    }

    /// Its tables. They stand here because what is in them is looked up only when the file is sent;
    /// a test holds them against the rooms.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            What::Proposals => &["proposals", "proposal_events"],
            What::Polls => &["polls", "poll_options", "ballots", "turnout_by_gu", "paper_stations"],
            What::Forums => &["forums", "sign_ups"],
            What::Roster(_) => &["roster"],
            What::All => &[
                "proposals",
                "proposal_events",
                "polls",
                "poll_options",
                "ballots",
                "turnout_by_gu",
                "paper_stations",
                "forums",
                "sign_ups",
            ],
        }
    }

    /// As the audit trail names it.
    fn object(self) -> String {
        match self {
            What::Roster(forum) => format!("forum={}", forum.0),
            What::Proposals => "proposals".into(),
            What::Polls => "polls".into(),
            What::Forums => "forums".into(),
            What::All => "all".into(),
        }
    }
}

impl Format {
    /// The end of a file's name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// The format of that name on the command line.
    pub fn named(name: &str) -> Option<Format> {
        [Format::Csv, Format::Json].into_iter().find(|format| format.name() == name)
    }
}

/// What can be exported, by the names of the command line.
pub fn names() -> impl Iterator<Item = &'static str> {
    What::NAMES.into_iter().map(|(name, _)| name)
}

/// The tables of an export, as the rooms give them.
pub async fn tables(tx: &mut Tx, city: &City, what: What) -> anyhow::Result<Vec<Table>> {
    Ok(match what {
        What::Proposals => proposal::export::tables(tx, city).await?,
        What::Polls => poll::export::tables(tx, city).await?,
        What::Forums => forum::export::tables(tx, city).await?,
        What::Roster(forum) => vec![forum::export::roster(tx, city, forum).await?],
        What::All => {
            let mut all = proposal::export::tables(tx, city).await?;
            all.extend(poll::export::tables(tx, city).await?);
            all.extend(forum::export::tables(tx, city).await?);
            all
        }
    })
}

/// The files that an export becomes: one for each table, or one with all.
pub fn files(what: What, format: Format) -> Vec<Export> {
    match format {
        Format::Json => vec![Export { what, table: None, format, lang: None }],
        Format::Csv => {
            let of = |table: &&str| Export { what, table: Some((*table).to_owned()), format, lang: None };
            what.tables().iter().map(of).collect()
        }
    }
}

/// Makes a file from the database as it is.
pub async fn render(tx: &mut Tx, city: &City, export: &Export) -> anyhow::Result<File> {
    let mut tables = tables(tx, city, export.what).await?;
    if let Some(name) = &export.table {
        tables.retain(|table| table.name == name);
    }
    let bytes = match export.format {
        Format::Json => sheet::json(tables)?,
        Format::Csv => {
            let table = tables.into_iter().next().context("there is no such table")?;
            let (head, table) = columns::readable(city, export.lang(), table);
            sheet::csv(&head, &table)?
        }
    };
    Ok(File { name: file_name(tx, city, export), bytes })
}

/// What a file is called: its export and the day, and its table if that is not the export's first.
pub fn file_name(tx: &Tx, city: &City, export: &Export) -> String {
    let (what, day) = (export.what.text(), city.day(tx.now).to_string());
    let is_first = |table: &str| export.what != What::All && export.what.tables().first() == Some(&table);
    let name = match &export.table {
        Some(table) if !is_first(table) => {
            let table = columns::table(table).unwrap_or_else(|| t!("words", text = table));
            t!("export-table-file", what = what, table = table, day = day)
        }
        _ => t!("export-file", what = what, day = day),
    };
    format!("{}.{}", city.plain(export.lang(), &name), export.format.name())
}

/// Sends an export to who asked for it, and writes down that they did.
pub async fn send(turn: &mut Turn<'_>, what: What, format: Format) -> anyhow::Result<()> {
    let files = files(what, format);
    let (me, detail) = (turn.me(), serde_json::json!({ "format": format, "files": files.len() }));
    audit::record(turn.tx, Some(me), "export.send", &what.object(), detail).await?;
    let several = files.len() > 1;
    for export in files {
        let export = Export { lang: Some(turn.lang()), ..export };
        let name = file_name(turn.tx, turn.city, &export);
        let caption = match export.table.as_deref().and_then(columns::table).filter(|_| several) {
            Some(table) => t!("export-caption-table", what = what.text(), table = table),
            None => t!("export-caption", what = what.text()),
        };
        turn.document(name, Source::Export(export), caption);
    }
    Ok(())
}
