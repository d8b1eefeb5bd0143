//! Tries to break the promise: the real program against the emulator, with hundreds of citizens who
//! vote, propose and sign up, killed again and again, at random instants and at the worst ones,
//! while the messenger misbehaves. In the end an oracle that saw every press compares. One line of
//! JSON on standard output; exit code 1 if anything was lost, halved, doubled or left unanswered.
//!
//! `cargo run --release --bin chaos -- --rounds 500 --seed 1`

mod citizen;
mod copies;
mod ledger;
mod oracle;
mod program;
mod random;
mod round;
mod town;
mod trouble;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::{Parser, ValueEnum};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use copies::Copies;
use random::Random;
use town::Town;

/// How long citizens may take to finish what they began once nobody kills any more.
const FINISH_MAX: Duration = Duration::from_secs(180);

#[derive(Debug, Clone, Parser)]
#[command(about = "Tries to break the promise that nothing is lost and nothing is done twice")]
struct Args {
    /// How often the program is started and killed
    #[arg(long, default_value_t = 30)]
    rounds: u32,
    /// Decides who does what, what goes wrong, and when
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many citizens take part
    #[arg(long, default_value_t = 200)]
    citizens: u32,
    /// How updates come to the program
    #[arg(long, value_enum, default_value_t = Way::Both)]
    way: Way,
    /// Leaves the folder with the database, and says where it is
    #[arg(long)]
    keep: bool,
    /// What the program logs, to standard error
    #[arg(long, default_value = "off")]
    log: String,
}

/// How updates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    Polling,
    Webhook,
    /// A round this way, a round that way.
    Both,
}

impl Way {
    /// Whether that round's updates come to a webhook.
    fn by_webhook(self, round: u32) -> bool {
        match self {
            Way::Polling => false,
            Way::Webhook => true,
            Way::Both => round % 2 == 1,
        }
    }
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match run(&Args::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("chaos: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs it all. Whether the promise held.
async fn run(args: &Args) -> anyhow::Result<bool> {
    let town = Arc::new(Town::found(args.citizens).await?);
    let mut random = Random::new(args.seed);
    let (stop, citizens) = (CancellationToken::new(), TaskTracker::new());
    for number in 0..args.citizens {
        let (town, random, stop) = (town.clone(), random.fork(), stop.clone());
        citizens.spawn(citizen::live(town, number, random, stop));
    }
    citizens.close();
    let mut copies = Copies::default();
    for round in 0..args.rounds {
        let by_webhook = args.way.by_webhook(round);
        round::play(&town, &mut copies, round, by_webhook, &mut random, &args.log)
            .await
            .with_context(|| format!("round {round}"))?;
    }
    // Nobody kills any more, and nothing goes wrong: everybody must come to an end.
    town.calm();
    let program = program::Program::start(&town, None, args.way.by_webhook(args.rounds), &args.log)?;
    stop.cancel();
    let finished = tokio::time::timeout(FINISH_MAX, citizens.wait()).await.is_ok();
    town.settle(FINISH_MAX).await;
    program.terminate().await?;
    let unexplained = copies.look(&town, &[]).await?;
    town.ledger.open().unexplained.add(unexplained);
    let verdict = oracle::judge(&town, args, finished).await?;
    println!("{}", serde_json::to_string(&verdict)?);
    if args.keep {
        eprintln!("chaos: the folder is {}", town.keep().display());
    }
    Ok(verdict.holds())
}
