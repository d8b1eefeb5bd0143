//! `madang count` and `madang convert`: a file in, words or another file out. What is odd in the
//! file is noted beside the result; what is wrong with it is one line.

use std::io::{ErrorKind, Write as _};

use anyhow::anyhow;
use serde::Serialize;

use super::{args, contest, convert, file, show};
use crate::poll::voting::{self, Tally, Unfit};

/// `madang count`.
pub fn count(asked: &args::Count) -> anyhow::Result<()> {
    let mut read = file::read(&asked.file)?;
    let mut notes = std::mem::take(&mut read.notes);
    let about = |error: &dyn std::fmt::Display| anyhow!("{}: {error}", asked.file.display());
    let (contest, urn) = contest::contest(&read, asked, &mut notes).map_err(|error| about(&format!("{error:#}")))?;
    let tally = voting::tally(&contest, &[urn]).map_err(|unfit| match unfit {
        Unfit::NoBudget => about(&format!("{} spends a budget: say it with --budget", asked.rule)),
        unfit => about(&unfit),
    })?;
    if asked.json {
        let counted = Counted { tally: &tally, unit: contest.unit, notes: &notes };
        return say(&(serde_json::to_string_pretty(&counted)? + "\n"));
    }
    note(&notes);
    let words = show::Words::new(asked.language.unwrap_or_else(show::words::of_terminal))?;
    say(&show::table(&words, &read.vote, &contest, &tally))
}

/// The result with what only a file has.
#[derive(Serialize)]
struct Counted<'c> {
    #[serde(flatten)]
    tally: &'c Tally,
    /// How many of the amounts above are a unit of the currency.
    unit: u64,
    /// What is odd in the file and was counted all the same.
    notes: &'c [String],
}

/// `madang convert`.
pub fn convert(asked: &args::Convert) -> anyhow::Result<()> {
    let read = file::read(&asked.from)?;
    let about = |error: &dyn std::fmt::Display| anyhow!("{}: {error}", asked.to.display());
    let (vote, lost) = convert::fitted(read.vote, file::Format::of(&asked.to)?).map_err(|problem| about(&problem))?;
    let there = if asked.force { file::There::Replaced } else { file::There::Stays };
    let files = file::write(&vote, &asked.to, there)?;
    note(&read.notes);
    note(&lost);
    let (voters, options) = (vote.ballots.voters(), vote.options.len());
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    say(&format!("{}: {voters} ballots, {options} options\n", files.join(", ")))
}

/// Tells what is odd, beside the result.
fn note(notes: &[String]) {
    let mut err = std::io::stderr().lock();
    for note in notes {
        let _ = writeln!(err, "note: {note}");
    }
}

/// Prints. Whoever reads only the first lines of it is no mistake.
fn say(words: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(words.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
