//! `madang codes`: makes the codes of a poll and writes them down once, for whoever hands them out. The
//! database keeps hashes only, so that they can never be printed again.

use std::fmt::Write as _;

use anyhow::{Context, ensure};
use serde_json::json;

use crate::clock::{Clock, System};
use crate::config::{Codes, Common};
use crate::db;
use crate::poll::eligible::Code;
use crate::poll::rules::{Door, door};
use crate::poll::{PollId, eligible, store};
use crate::staff::audit;

/// Makes a batch of codes.
pub async fn codes(common: &Common, asked: &Codes) -> anyhow::Result<()> {
    let database = super::existing(common)?;
    let mut tx = db::beside(&database, System.now()).await?;
    let id = PollId(asked.poll);
    let poll = store::poll(&mut tx, id).await?.with_context(|| format!("there is no poll {}", id.0))?;
    ensure!(poll.eligible.code, "poll {} was published without codes: who may vote cannot be changed any more", id.0);
    ensure!(matches!(door(&poll, tx.now), Door::Coming | Door::Open), "poll {} takes no votes any more", id.0);
    let codes = (0..asked.count).map(|_| Code::draw()).collect::<anyhow::Result<Vec<Code>>>()?;
    let hashes: Vec<_> = codes.iter().map(|code| code.inner().hash(id)).collect();
    eligible::store::add_codes(&mut tx, id, &hashes).await?;
    audit::record(&mut tx, None, "poll.codes", &format!("poll={}", id.0), json!({ "count": asked.count })).await?;
    let to = &asked.to;
    ensure!(!to.exists(), "{} exists already: codes are written over nothing", to.display());
    super::keep_secret(to, &table(id, &codes, asked.bot.as_deref()))
        .with_context(|| format!("{} cannot be written", to.display()))?;
    // The codes are on disk before they count; if they do not come to count, the paper is worth nothing.
    if let Err(error) = tx.commit().await {
        let _ = std::fs::remove_file(to);
        return Err(error);
    }
    println!("{}: {} codes for poll {}", to.display(), codes.len(), id.0);
    println!("They cannot be printed again. Hand them out, and then delete the file.");
    Ok(())
}

/// One code a line, with the link that brings it, for a QR code on a letter.
fn table(poll: PollId, codes: &[Code], bot: Option<&str>) -> String {
    let mut table = String::from("number,code,link\r\n");
    for (number, code) in (1..).zip(codes) {
        let link = match bot {
            Some(bot) => format!("https://t.me/{}?start={}", bot.trim_start_matches('@'), code.payload(poll)),
            None => String::new(),
        };
        let _ = write!(table, "{number},{code},{link}\r\n");
    }
    table
}
