//! The command line: reads the settings, runs what was asked for, and ends with 0, or with one line
//! that says what to do and 2.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::error::ErrorKind;
use madang::config::{Command, Common, Config};
use madang::{app, cli};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let config = match Config::read() {
        Ok(config) => config,
        Err(error) => return refused(&error),
    };
    if let Err(error) = log(&config.common) {
        eprintln!("madang: {error:#}");
        return ExitCode::from(2);
    }
    madang::panics::without_words();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("madang: the runtime could not be started: {error}");
            return ExitCode::from(1);
        }
    };
    let outcome = runtime.block_on(run(config));
    // What still runs in it (a name that is looked up, say) is not waited for.
    runtime.shutdown_background();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("madang: {error:#}");
            // What a wrong setting makes is 2; what happened later has a code of its own.
            ExitCode::from(error.downcast_ref::<app::Ended>().map_or(2, |ended| ended.code))
        }
    }
}

/// A wrong flag or variable is one line and exit code 2; help and version are what was asked for.
fn refused(error: &clap::Error) -> ExitCode {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    if matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand) {
        error.exit();
    }
    let said = error.render().to_string();
    let lines =
        said.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
    let said = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    eprintln!("madang: {}", said.trim_start_matches("error: "));
    ExitCode::from(2)
}

async fn run(config: Config) -> anyhow::Result<()> {
    let common = &config.common;
    // Counting has nothing to put in order before it ends: the first signal ends it.
    match &config.command {
        Some(Command::Count(asked)) => return madang::count::command::count(asked),
        Some(Command::Convert(asked)) => return madang::count::command::convert(asked),
        _ => {}
    }
    let stop = stop_on_signal()?;
    outlive_full_files()?;
    match &config.command {
        Some(Command::Count(_) | Command::Convert(_)) => Ok(()),
        None => demo(&config, stop).await,
        Some(Command::Serve(serve)) => app::serve(common, serve, stop).await,
        Some(Command::Talk(talk)) => app::talk(common, talk, stop).await,
        Some(Command::Check) => cli::check(common).await,
        Some(Command::Health { listen }) => cli::health(*listen).await,
        Some(Command::Export(export)) => cli::export(common, export).await,
        Some(Command::Bundle { poll, to }) => cli::proof::bundle(common, *poll, to).await,
        Some(Command::Verify(asked)) => cli::proof::verify(asked),
        Some(Command::Audit(asked)) => cli::proof::audit(common, asked).await,
        Some(Command::Codes(asked)) => cli::codes::codes(common, asked).await,
        Some(Command::SetAside(act)) => cli::aside::run(common, act).await,
        Some(Command::Staff(staff)) => cli::staff(common, staff).await,
        Some(Command::Backup { to }) => cli::backup(common, to).await,
        Some(Command::Restore { from }) => cli::restore(common, from).await,
        Some(Command::Example(madang::config::Example::Remove)) => cli::remove_example(common).await,
        #[cfg(feature = "emulator")]
        Some(Command::Emulator(alone)) => madang::demo::emulator(alone, stop).await,
    }
}

#[cfg(feature = "emulator")]
async fn demo(config: &Config, stop: CancellationToken) -> anyhow::Result<()> {
    if std::env::var("MADANG_BOT_TOKEN").is_ok_and(|token| !token.trim().is_empty()) {
        anyhow::bail!(
            "MADANG_BOT_TOKEN is set: run `madang serve` for the real Telegram, or unset it for the demonstration"
        );
    }
    madang::demo::run(&config.common, &config.demo, stop).await
}

#[cfg(not(feature = "emulator"))]
async fn demo(_config: &Config, _stop: CancellationToken) -> anyhow::Result<()> {
    anyhow::bail!("this build has no emulator: run `madang serve`, with the bot's token in MADANG_BOT_TOKEN")
}

fn log(common: &Common) -> anyhow::Result<()> {
    let filter: EnvFilter =
        common.log.parse().map_err(|error| anyhow::anyhow!("--log {:?} is no filter: {error}", common.log))?;
    // A log that cannot be written, to a disk that is full perhaps, is no reason to end.
    let log = tracing_subscriber::fmt().log_internal_errors(false).with_ansi(std::io::stderr().is_terminal());
    log.with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    Ok(())
}

/// Ctrl-C and SIGTERM ask everything to end; a second one ends the program at once.
fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    let mut terminate = Signals::new()?;
    tokio::spawn(async move {
        terminate.next().await;
        asked.cancel();
        terminate.next().await;
        std::process::exit(1);
    });
    Ok(stop)
}

/// A file that may not grow (`ulimit -f`) is an error like a full disk, and is left by itself like one. The
/// signal that comes with it would end the program; heard once, it stays heard when nobody listens any more.
#[cfg(unix)]
fn outlive_full_files() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    /// SIGXFSZ on Linux, macOS and the BSDs.
    const FILE_TOO_LARGE: i32 = 25;
    drop(signal(SignalKind::from_raw(FILE_TOO_LARGE))?);
    Ok(())
}

#[cfg(not(unix))]
fn outlive_full_files() -> anyhow::Result<()> {
    Ok(())
}

#[cfg(unix)]
struct Signals(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Signals {
    fn new() -> anyhow::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> anyhow::Result<Signals> {
        Ok(Signals)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
