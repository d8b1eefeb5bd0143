//! Puts a poll's public bundle together, and what a panel gets for its audit.

use std::sync::Arc;

use anyhow::{Context, bail, ensure};

use super::rules::audit::{CLOSED, Sealed};
use super::rules::bundle::{self, Files, Numbers, Told};
use super::rules::evidence::{Evidence, Least, Split};
use super::store;
use crate::city::City;
use crate::db::Tx;
use crate::poll::{Poll, PollId, State, ballot, paper, store as polls};
use crate::t;
use crate::text::Lang;

/// The public bundle of a poll whose result is told. The same poll gives the same bytes each time.
pub async fn bundle(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<Files> {
    let poll = load(tx, id).await?;
    ensure!(poll.state == State::Published, "the result of poll {} has not been told", id.0);
    let mut files = public(tx, &poll).await?;
    let (live, on_paper) =
        poll.result.as_ref().map_or((0, 0), |told| (told.ballots - told.on_paper(), told.on_paper()));
    let Split { least, apart } = Split::of(poll.method, &poll.rules(), live.try_into()?, on_paper.try_into()?);
    for lang in Lang::all() {
        let name = format!("README-{}.txt", lang.code());
        let question = poll.question.get(*lang);
        let text =
            t!("proof-bundle-readme", question = question, poll = id.0, least = least.name(), file = least.file());
        let text = match files.contains_key(bundle::PAPER) {
            true => t!("paper-readme", text = text, apart = if apart { "yes" } else { "no" }),
            false => text,
        };
        let read = city.plain(*lang, &text);
        files.insert(name, (read + "\n").into_bytes());
    }
    sealed(files)
}

/// The same for a panel, with every leaf's encrypted opening: while the key that opens them is there.
pub async fn for_audit(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<Files> {
    let poll = load(tx, id).await?;
    match poll.state {
        State::Closed | State::Published => {}
        State::Scheduled | State::Open => bail!("poll {} has not closed yet", id.0),
        State::Cancelled => bail!("poll {} was called off: its ballots are destroyed", id.0),
    }
    let begun = store::begun(tx, id).await?.context("the poll has no log")?;
    ensure!(begun.salts_destroyed_at.is_none(), "the key that opens the log of poll {} is destroyed", id.0);
    let mut files = public(tx, &poll).await?;
    let openings = store::openings(tx, id).await?;
    let opened = store::challenged(tx, id).await?.into_iter().map(u64::try_from).collect::<Result<_, _>>()?;
    let mut ballots: Vec<String> =
        ballot::store::all(tx, id).await?.iter().map(|choices| choices.line(poll.kind())).collect();
    ballots.sort();
    let paper = paper::sum(tx, id).await?;
    files.insert(CLOSED.to_owned(), serde_json::to_vec(&Sealed { openings, opened, ballots, paper })?);
    let read = city.plain(Lang::reference(), &t!("proof-audit-readme", question = &poll.question.ko, poll = id.0));
    files.insert("README.txt".to_owned(), (read + "\n").into_bytes());
    sealed(files)
}

async fn load(tx: &mut Tx, id: PollId) -> anyhow::Result<Arc<Poll>> {
    polls::poll(tx, id).await?.with_context(|| format!("there is no poll {}", id.0))
}

/// What is public of a poll that is counted.
async fn public(tx: &mut Tx, poll: &Poll) -> anyhow::Result<Files> {
    let id = poll.id;
    let begun = store::begun(tx, id).await?.with_context(|| format!("poll {} is from before there were logs", id.0))?;
    ensure!(!begun.frozen.is_empty(), "what poll {} was published as cannot be told any more", id.0);
    let result = poll.result.clone().with_context(|| format!("poll {} is not counted", id.0))?;
    let leaves = store::hashes(tx, id, 1, i64::MAX.unsigned_abs()).await?;
    let (size, live) = (leaves.len() as u64, u64::try_from(result.ballots - result.on_paper())?);
    let opened = store::challenged(tx, id).await?.len() as u64;
    let replaced = size.checked_sub(live + opened).context("there are more ballots than leaves")?;
    let told = Told {
        format: bundle::RESULT_FORM.to_owned(),
        closes_at: poll.closes_at.ms(),
        turnout: ballot::store::count_turnout(tx, id).await?,
        leaves: Numbers { live, replaced, opened },
        result: result.clone(),
    };
    let told = serde_json::to_vec(&serde_json::to_value(told)?)?;
    let part = paper::told::part(tx, poll, live).await?;
    let on_paper = part.as_ref().map_or(0, |part| part.paper.counted());
    let Split { least, apart } = Split::of(poll.method, &poll.rules(), live, on_paper);
    let evidence = match least {
        Least::Nothing => None,
        _ => {
            let cast = ballot::store::all(tx, id).await?;
            let evidence = Evidence::of(least, poll.method, &poll.rules(), &cast);
            let evidence = evidence.with_context(|| format!("poll {} has a ballot that is not one", id.0))?;
            match part.as_ref().and_then(|part| part.votes.clone()).filter(|_| !apart) {
                Some(votes) => Some(evidence.plus(votes).context("the parts of a poll are of different kinds")?),
                None => Some(evidence),
            }
        }
    };
    let mut on_paper = Vec::new();
    if let Some(part) = part {
        on_paper.extend(part.votes.filter(|_| apart).map(|votes| (bundle::PAPER_VOTES, votes.written())));
        on_paper.push((bundle::PAPER, part.paper.written()));
    }
    let evidence = evidence.iter().map(|evidence| (least.file(), evidence.written()));
    let files = [
        (bundle::POLL, begun.frozen.into_bytes()),
        (bundle::OPTIONS, bundle::options_out(poll)),
        (bundle::RESULT, told),
        (bundle::LEAVES, bundle::leaves_out(&leaves)),
        (bundle::CHECKPOINTS, bundle::notes_out(&store::notes(tx, id).await?)),
    ];
    Ok(files.into_iter().chain(evidence).chain(on_paper).map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

fn sealed(mut files: Files) -> anyhow::Result<Files> {
    let sums = bundle::sums(&files);
    files.insert(bundle::SUMS.to_owned(), sums);
    Ok(files)
}
