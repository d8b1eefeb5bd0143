//! Settings. Each is a flag and an environment variable; `--help` and the table in README.md come
//! from here. A wrong one is one line that says what to do, and exit code 2.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::person::Role;

/// Madang: a chat-bot participation gateway for a city.
///
/// Without a command it starts the demonstration: everything on this computer, no token, no
/// network. `madang serve` talks with the real Telegram.
#[derive(Debug, Parser)]
#[command(name = "madang", version, max_term_width = 100)]
pub struct Config {
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// The demonstration's own settings.
    #[command(flatten)]
    pub demo: Demo,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Config {
    /// The settings of this run.
    pub fn read() -> Result<Config, clap::Error> {
        let line = Config::line();
        let mut shown = line.clone();
        Config::from_arg_matches(&line.try_get_matches()?).map_err(|error| error.format(&mut shown))
    }

    /// The command line. Commands that only look at files do not speak of the service's settings,
    /// though they take them.
    fn line() -> clap::Command {
        let line = Config::command();
        let common = line.get_arguments().filter(|argument| argument.is_global_set());
        let hidden: Vec<clap::Arg> = common.map(|argument| argument.clone().hide(true)).collect();
        let without = |line: clap::Command, name| line.mut_subcommand(name, |command| command.args(hidden.clone()));
        ["count", "convert", "emulator"].into_iter().fold(line, without)
    }
}

/// What holds for every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The folder for the database, the polls' keys and copies
    #[arg(long, env = "MADANG_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
    /// The database file; by default madang.db in the data folder (the demonstration's is demo.db)
    #[arg(long, env = "MADANG_DATABASE", global = true)]
    pub database: Option<PathBuf>,
    /// The folder for the polls' keys; by default beside the database. Keep it on a disk that is
    /// neither replicated nor backed up, and never in memory only
    #[arg(long, env = "MADANG_KEYS", global = true)]
    pub keys: Option<PathBuf>,
    /// The city: the name of a preset in the binary, or a folder with city.toml and dong.tsv
    #[arg(long, env = "MADANG_PRESET", default_value = "seongnam", global = true)]
    pub preset: String,
    /// What to log: error, warn, info, debug, or a filter such as madang=debug
    #[arg(long, env = "MADANG_LOG", default_value = "info", global = true)]
    pub log: String,
}

impl Common {
    /// The real service's database.
    pub fn database(&self) -> PathBuf {
        self.database.clone().unwrap_or_else(|| self.data.join("madang.db"))
    }

    /// The demonstration's database.
    pub fn demo_database(&self) -> PathBuf {
        self.database.clone().unwrap_or_else(|| self.data.join("demo.db"))
    }

    /// The folder of the keys that belong to a database.
    pub fn keys_of(&self, database: &std::path::Path) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| database.with_extension("keys"))
    }
}

/// The demonstration.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// Where the demonstration's chat page listens; it answers to this computer only
    #[arg(long, env = "MADANG_DEMO_LISTEN", default_value = "127.0.0.1:7070")]
    pub listen: SocketAddr,
    /// Begin without the example proposals, poll and forum
    #[arg(long, env = "MADANG_DEMO_EMPTY")]
    pub empty: bool,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the real Telegram (or another server that speaks its Bot API)
    Serve(Serve),
    /// The same bot in this terminal, for one person
    Talk(Talk),
    /// Look at the settings, the preset, the texts and the database, and say what is wrong
    Check,
    /// Ask a service on this machine whether it is well: for a container's health check
    Health {
        /// Where it listens
        #[arg(long, env = "MADANG_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Write proposals, polls or forums as CSV or JSON
    Export(Export),
    /// Count a vote from a file, by any rule
    Count(crate::count::args::Count),
    /// Write a vote from a file in another format
    Convert(crate::count::args::Convert),
    /// Put the public bundle of a poll together, once its result is told
    Bundle {
        /// The poll's number
        poll: i64,
        /// Where to: a .zip, or a folder
        to: PathBuf,
    },
    /// Check a poll's bundle, or a receipt's file: offline, with nothing but this program
    Verify(Verify),
    /// For the panel that audits a poll before the key that opens its log is destroyed
    #[command(subcommand)]
    Audit(Audit),
    /// Make the codes of a poll that needs them, once, into a file
    Codes(Codes),
    /// Invite, list and remove staff
    #[command(subcommand)]
    Staff(Staff),
    /// Updates that could not be handled and were set aside: list them, run them again
    #[command(subcommand)]
    SetAside(SetAside),
    /// Copy the database while the service runs
    Backup {
        /// The new file
        to: PathBuf,
    },
    /// Put a copy in the database's place, while the service does not run
    Restore {
        /// The copy
        from: PathBuf,
    },
    /// The example proposals, poll and forum of the demonstration
    #[command(subcommand)]
    Example(Example),
    /// Only the Telegram Bot API emulator and its chat page, for any bot in any language
    #[cfg(feature = "emulator")]
    Emulator(Emulator),
}

/// The emulator alone.
#[cfg(feature = "emulator")]
#[derive(Debug, Clone, Args)]
pub struct Emulator {
    /// The port on this computer
    #[arg(long, env = "MADANG_EMULATOR_PORT", default_value_t = 7071)]
    pub port: u16,
    /// The token of the bot
    #[arg(long, env = "MADANG_EMULATOR_TOKEN", default_value = "1000000002:emulator-token", hide_env_values = true)]
    pub token: String,
    /// The file in which people, messages and waiting updates survive a restart; without it nothing
    /// is kept
    #[arg(long, env = "MADANG_EMULATOR_STATE")]
    pub state: Option<PathBuf>,
    /// How fast the bot may send: off, realistic or harsh
    #[arg(long, env = "MADANG_EMULATOR_LIMITS", default_value = "off")]
    pub limits: crate::emulator::RateLimits,
}

/// Serving the real Telegram.
#[derive(Clone, Args)]
pub struct Serve {
    /// The bot's token, from @BotFather
    #[arg(long, env = "MADANG_BOT_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// The Bot API server
    #[arg(long, env = "MADANG_API", default_value = "https://api.telegram.org")]
    pub api: String,
    /// The public address under which Telegram reaches this program, https://...; with it updates
    /// come to a webhook, without it they are fetched by long polling
    #[arg(long, env = "MADANG_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Messages a second that the Bot API server permits over all chats
    #[arg(long, env = "MADANG_PER_SECOND", default_value_t = 30, value_parser = clap::value_parser!(u32).range(6..=1_000_000))]
    pub per_second: u32,
    /// Where the webhook, /health and /metrics listen
    #[arg(long, env = "MADANG_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Groups in which the bot may stay when it is added, by chat number; elsewhere it says a word
    /// and leaves
    #[arg(long, env = "MADANG_GROUPS", value_delimiter = ',', allow_hyphen_values = true)]
    pub groups: Vec<i64>,
    /// The public chat into which signed checkpoints of the polls' logs are posted, by its number; the
    /// bot must be allowed to post there. Instead of the preset's
    #[arg(long, env = "MADANG_CHECKPOINT_CHAT", allow_hyphen_values = true)]
    pub checkpoint_chat: Option<i64>,
    /// The file to which they are added. Instead of the preset's
    #[arg(long, env = "MADANG_CHECKPOINT_FILE")]
    pub checkpoint_file: Option<PathBuf>,
}

impl std::fmt::Debug for Serve {
    /// Everything but the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Serve")
            .field("api", &self.api)
            .field("public_url", &self.public_url)
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

/// The terminal.
#[derive(Debug, Clone, Args)]
pub struct Talk {
    /// The language that the person's terminal is set to
    #[arg(long, env = "MADANG_TALK_LANGUAGE", default_value = "ko")]
    pub language: String,
}

/// An export.
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// proposals, polls, forums or all
    #[arg(default_value = "all")]
    pub what: String,
    /// How
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
    /// The folder to write into
    #[arg(long, env = "MADANG_EXPORT_FOLDER", default_value = ".")]
    pub to: PathBuf,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a spreadsheet
    Csv,
    /// For a program
    Json,
}

/// Checking a bundle.
#[derive(Debug, Clone, Args)]
pub struct Verify {
    /// A bundle (a .zip or a folder), or the file of a receipt
    pub what: PathBuf,
    /// A receipt, to be looked for in the bundle's log: K7F2-9QMD-0S3T-XW4B
    #[arg(long)]
    pub receipt: Option<String>,
    /// A file with signed checkpoints that somebody kept, to be held against the bundle's log
    #[arg(long)]
    pub checkpoint: Vec<PathBuf>,
    /// In which language to say what holds
    #[arg(long, env = "MADANG_LANGUAGE", default_value = "ko")]
    pub language: String,
}

/// An audit.
#[derive(Debug, Clone, Subcommand)]
pub enum Audit {
    /// Write what a panel needs: a bundle with every leaf encrypted, and the key that opens them. Who
    /// voted is not in it
    Give {
        /// The poll's number
        poll: i64,
        /// The folder
        to: PathBuf,
    },
    /// Open every leaf and hold them against ballots and result: on the panel's own computer
    Check {
        /// audit.zip
        bundle: PathBuf,
        /// salts.key
        key: PathBuf,
        /// In which language to say what holds
        #[arg(long, env = "MADANG_LANGUAGE", default_value = "ko")]
        language: String,
    },
}

/// Codes to vote.
#[derive(Debug, Clone, Args)]
pub struct Codes {
    /// The poll's number
    pub poll: i64,
    /// How many
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub count: u32,
    /// The file to write them to, as CSV. It must not exist
    #[arg(long)]
    pub to: PathBuf,
    /// The bot's name, for a link with each code, without @
    #[arg(long, env = "MADANG_BOT_NAME")]
    pub bot: Option<String>,
}

/// Staff.
#[derive(Debug, Clone, Subcommand)]
pub enum Staff {
    /// Make a link that gives a role to the first person who follows it, within a day
    Invite {
        /// moderator, clerk, coordinator or admin
        #[arg(long, value_parser = role)]
        role: Role,
        /// The bot's name, for the link, without @
        #[arg(long, env = "MADANG_BOT_NAME")]
        bot: Option<String>,
    },
    /// Who has which role
    List,
    /// Take a person's role away
    Revoke {
        /// Their number, from `madang staff list`
        person: i64,
    },
}

/// Updates that were set aside.
#[derive(Debug, Clone, Subcommand)]
pub enum SetAside {
    /// Their numbers, when they came and why they failed; never what people wrote
    List,
    /// Print one as it came, with what somebody wrote; that you did is written down
    Show {
        /// Its number, from `madang set-aside list`
        id: i64,
    },
    /// Run some again, at the present time, each once. The answers go out when the service runs
    Retry {
        /// Their numbers; none means all
        ids: Vec<i64>,
    },
    /// Forget some
    Drop {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<i64>,
    },
}

/// The example life.
#[derive(Debug, Clone, Subcommand)]
pub enum Example {
    /// Remove it from the demonstration's database
    Remove,
}

fn role(name: &str) -> Result<Role, String> {
    Role::named(name).ok_or_else(|| "the roles are moderator, clerk, coordinator and admin".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Config::command().debug_assert();
    }

    #[test]
    fn every_setting_is_also_an_environment_variable() {
        fn look(command: &clap::Command) {
            for arg in command.get_arguments().filter(|arg| arg.get_long().is_some()) {
                let known = ["help", "version", "role", "format"];
                // What is asked of files is no setting.
                let asks = ["count", "convert", "verify", "codes"].contains(&command.get_name());
                let name = arg.get_long().unwrap_or_default();
                assert!(
                    arg.get_env().is_some() || known.contains(&name) || asks,
                    "--{name} of {} has none",
                    command.get_name()
                );
            }
            command.get_subcommands().for_each(look);
        }
        look(&Config::command());
    }
}
