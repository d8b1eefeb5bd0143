//! What counting costs: a million ballots from SQLite to the result, each method on votes of the
//! size of real ones, and all real votes there are. Votes are made by a seeded generator, the same
//! on every computer. `cargo bench --bench count` prints a table; each line is the best of a few
//! runs, with the processor time of all of them and the most memory that was used.

#![expect(clippy::disallowed_methods, reason = "what is measured here is the real time")]

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use madang::poll::voting::rule::{Completion, EqualShares, Greedy, Plurality, Schulze, Seated, Utility};
use madang::poll::voting::stored::Reader;
use madang::poll::voting::{Alternative, Ballots, Contest, Kind, Rule, Tally, Urn, tally};
use sqlx::{Connection, SqliteConnection};

#[path = "../tests/tally/data.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "shared with the tests")]
mod data;

/// Ballots of the great poll.
const MILLION: u64 = 1_000_000;
/// Its options.
const OPTIONS: u64 = 20;

/// Numbers that look like chance and are always the same (splitmix64; S. Vigna, 2015).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// So many different numbers below `end`.
    fn some(&mut self, count: u64, end: u64) -> Vec<u64> {
        let mut all: Vec<u64> = (0..end).collect();
        for at in 0..count {
            let other = at + self.below(end - at);
            all.swap(usize::try_from(at).unwrap_or(0), usize::try_from(other).unwrap_or(0));
        }
        all.truncate(usize::try_from(count).unwrap_or(0));
        all
    }
}

/// One line of the table: the best of `runs`.
fn line<T>(what: &str, runs: u32, mut run: impl FnMut() -> anyhow::Result<T>) -> anyhow::Result<T> {
    forget_memory();
    let (mut best, busy) = (Duration::MAX, processor_time()?);
    let mut last = None;
    for _ in 0..runs {
        let begun = Instant::now();
        let result = run()?;
        best = best.min(begun.elapsed());
        last = Some(result);
    }
    let each = (processor_time()? - busy) / runs;
    println!(
        "{what:<58} {:>9.1} ms {:>9.1} ms busy {:>6} MB",
        best.as_secs_f64() * 1e3,
        each.as_secs_f64() * 1e3,
        most_memory_mb()?
    );
    last.context("there is at least one run")
}

/// Lets the kernel begin anew with the most memory that this process used.
fn forget_memory() {
    // Without the right to do so the figure is that of the whole process so far, which is more.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn most_memory_mb() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is read from /proc")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).context("the kernel tells the most memory")?;
    let kb: u64 = line.split_whitespace().nth(1).context("a number follows")?.parse()?;
    Ok(kb / 1024)
}

/// Processor time of this process so far, all threads.
fn processor_time() -> anyhow::Result<Duration> {
    /// Linux counts in hundredths of a second here, whatever the kernel's own clock.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").context("processor time is read from /proc")?;
    let (_, rest) = stat.rsplit_once(')').context("the process has a name in brackets")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| -> anyhow::Result<u32> { Ok(fields.get(at).context("the line is long")?.parse()?) };
    Ok(TICK * (ticks(11)? + ticks(12)?))
}

fn count(contest: &Contest, urn: &Urn) -> anyhow::Result<Tally> {
    Ok(tally(contest, std::slice::from_ref(urn))?)
}

// --- a million ballots from SQLite

fn stored(kind: Kind, dice: &mut Dice) -> String {
    let join = |numbers: Vec<u64>, by: &str| -> String {
        let numbers: Vec<String> = numbers.into_iter().map(|number| (number + 1).to_string()).collect();
        numbers.join(by)
    };
    match kind {
        Kind::Single => (1 + dice.below(OPTIONS)).to_string(),
        Kind::Ranked => {
            let length = 3 + dice.below(8);
            join(dice.some(length, OPTIONS), ">")
        }
        Kind::Score { max } => {
            let marked = dice.some(5, OPTIONS);
            let marks: Vec<String> =
                marked.into_iter().map(|one| format!("{}:{}", one + 1, 1 + dice.below(u64::from(max)))).collect();
            marks.join(",")
        }
        _ => {
            let length = 1 + dice.below(5);
            let mut set = dice.some(length, OPTIONS);
            set.sort_unstable();
            join(set, ",")
        }
    }
}

async fn fill(path: &str, kind: Kind) -> anyhow::Result<()> {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{path}?mode=rwc")).await?;
    sqlx::query("drop table if exists ballot").execute(&mut connection).await?;
    // As in the bot's own schema.
    let table = "create table ballot (poll integer not null, handle blob not null, choices text not null, \
                 primary key (poll, handle)) strict, without rowid";
    sqlx::query(table).execute(&mut connection).await?;
    let mut dice = Dice(20_201_214);
    for _ in 0..MILLION / 10_000 {
        let lines: Vec<String> = (0..10_000).map(|_| stored(kind, &mut dice)).collect();
        let insert = "insert into ballot select 1, randomblob(16), value from json_each($1)";
        sqlx::query(insert).bind(serde_json::to_string(&lines)?).execute(&mut connection).await?;
    }
    connection.close().await?;
    Ok(())
}

async fn from_sqlite(path: &str, contest: &Contest) -> anyhow::Result<String> {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{path}")).await?;
    let all = "select group_concat(choices, ' ') from ballot where poll = 1";
    let text: String = sqlx::query_scalar(all).fetch_one(&mut connection).await?;
    let ballots = Reader::new(contest).all(&text).context("what was stored is read")?;
    ensure!(ballots.cast() == MILLION, "{} ballots", ballots.cast());
    drop(text);
    Ok(count(contest, &ballots.into())?.to_json())
}

fn million(runtime: &tokio::runtime::Runtime) -> anyhow::Result<()> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let path = folder.path().join("million.db").display().to_string();
    for (kind, rule) in [
        (Kind::Single, Rule::Plurality(Plurality::default())),
        (Kind::Approval, Rule::Approval(Seated::default())),
        (Kind::Score { max: 10 }, Rule::Score(Seated::default())),
        (Kind::Ranked, Rule::Schulze(Schulze::default())),
        (Kind::Ranked, Rule::Irv(Default::default())),
    ] {
        if !matches!(rule, Rule::Irv(_)) {
            runtime.block_on(fill(&path, kind))?;
        }
        let options = (1..=OPTIONS).map(|number| Alternative::new(&number.to_string(), number)).collect();
        let contest = Contest::new(options, kind, rule);
        let what = format!("a million {} ballots from SQLite, {}", kind.name(), contest.rule.name());
        line(&what, 3, || runtime.block_on(from_sqlite(&path, &contest)))?;
    }
    Ok(())
}

// --- votes of the size of real ones

/// A city's budget vote: so many voters, projects, and different ballots about.
struct City {
    name: &'static str,
    voters: u64,
    projects: usize,
    /// At most so many on a ballot.
    picks: u64,
    /// How uneven projects are liked: the higher, the more ballots are the same.
    skew: f64,
}

const CITIES: [City; 2] = [
    City { name: "Łódź 2022", voters: 90_494, projects: 160, picks: 5, skew: 1.66 },
    City { name: "Warszawa 2026", voters: 61_668, projects: 83, picks: 10, skew: 0.9 },
];

impl City {
    fn vote(&self) -> (Contest, Urn) {
        let mut dice = Dice(self.voters);
        let weights: Vec<f64> = (1..=self.projects).map(|rank| (rank as f64).powf(-self.skew)).collect();
        let project = |place: usize, dice: &mut Dice| {
            // From ten thousand to a million and a half, more small ones than great.
            let cost = 1_000_000.0 * (dice.unit() * 5.0).exp();
            Alternative::new(&format!("P{place:03}"), place as u64 + 1).costing(cost as u64)
        };
        let alternatives: Vec<Alternative> = (0..self.projects).map(|place| project(place, &mut dice)).collect();
        let total: u64 = alternatives.iter().map(|project| project.cost).sum();
        let mut contest = Contest::new(alternatives, Kind::Approval, Rule::Greedy(Greedy::default()));
        (contest.budget, contest.unit) = (Some(total / 4), 100);
        let mut ballots = Ballots::new();
        for _ in 0..self.voters {
            // A third of the voters use all of their picks.
            let picks = if dice.below(3) == 0 { self.picks } else { 1 + dice.below(self.picks) };
            let mut set: Vec<usize> = Vec::new();
            while (set.len() as u64) < picks {
                set.push(pick(&weights, &mut dice));
                set.sort_unstable();
                set.dedup();
            }
            assert!(ballots.push_set(&set, 1), "a set is a ballot here");
        }
        (contest, ballots.into())
    }
}

fn pick(weights: &[f64], dice: &mut Dice) -> usize {
    let mut left = dice.unit() * weights.iter().sum::<f64>();
    weights
        .iter()
        .position(|weight| {
            left -= weight;
            left <= 0.0
        })
        .unwrap_or(0)
}

fn cities() -> anyhow::Result<()> {
    for city in &CITIES {
        let (mut contest, urn) = city.vote();
        let approvals: u64 = urn.ballots.iter().map(|given| given.len() as u64 * given.count).sum();
        println!(
            "{}: {} ballots, {} different, {} projects, {approvals} approvals",
            city.name,
            urn.ballots.cast(),
            urn.ballots.distinct(),
            city.projects
        );
        line(&format!("{}: greedy", city.name), 20, || count(&contest, &urn))?;
        let shares = |utility, completion| Rule::Mes(EqualShares { utility, completion, ..EqualShares::default() });
        for (what, rule, runs) in [
            ("Equal Shares, cost", shares(Utility::Cost, Completion::None), 10),
            ("Equal Shares, cardinality", shares(Utility::Cardinality, Completion::None), 10),
            ("Equal Shares, cost, add-1 then greedy", shares(Utility::Cost, Completion::Add1Greedy), 1),
        ] {
            contest.rule = rule;
            let tally = line(&format!("{}: {what}", city.name), runs, || count(&contest, &urn))?;
            if let Some(raises) = tally.spending.and_then(|spending| spending.raises) {
                println!("    purses were raised {raises} times");
            }
        }
    }
    Ok(())
}

fn schulze() -> anyhow::Result<()> {
    let options = (1..=100).map(|number| Alternative::new(&number.to_string(), number)).collect();
    let contest = Contest::new(options, Kind::Ranked, Rule::Schulze(Schulze::default()));
    let (mut dice, mut ballots) = (Dice(100), Ballots::new());
    for _ in 0..1_000 {
        let order: Vec<usize> = dice.some(100, 100).into_iter().map(|one| one as usize).collect();
        ensure!(ballots.push_order(&order, 1), "an order is a ballot here");
    }
    let urn = ballots.into();
    line("Schulze: 100 options, 1,000 complete orders", 20, || count(&contest, &urn))?;
    Ok(())
}

// --- all real votes

fn real() -> anyhow::Result<()> {
    let Some(votes) = data::votes() else { return Ok(()) };
    let (mut files, mut slowest) = (0, (Duration::ZERO, String::new()));
    line("all real budget votes: read, greedy and Equal Shares", 1, || {
        for path in data::files(&votes.join("pabulib/pb")) {
            let (mut contest, urn) = data::contest(&data::vote(&path));
            let begun = Instant::now();
            contest.rule = Rule::Greedy(Greedy::default());
            count(&contest, &urn)?;
            if begun.elapsed() > slowest.0 {
                slowest = (begun.elapsed(), path.display().to_string());
            }
            contest.rule = Rule::Mes(EqualShares { completion: Completion::None, ..EqualShares::default() });
            count(&contest, &urn)?;
            files += 1;
        }
        Ok(())
    })?;
    println!("    {files} files; greedy took at most {:.1} ms", slowest.0.as_secs_f64() * 1e3);
    let name = std::path::Path::new(&slowest.1).file_name().map(|name| name.to_string_lossy().into_owned());
    println!("    that was {}", name.unwrap_or_default());
    Ok(())
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    println!("{:<58} {:>12} {:>17} {:>9}", "", "best", "processor", "memory");
    schulze()?;
    cities()?;
    real()?;
    million(&runtime)
}
