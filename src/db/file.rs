//! The database as a file: how it is opened, brought up to date, copied and checked.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, migrate::Migrator};

use crate::clock::Moment;

/// The schema's versions, in the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// SQLite before this release has a bug that can corrupt a database in WAL mode.
const SQLITE_VERSION_MIN: &str = "3.51.3";
/// How long SQLite waits for another process (a backup, the command line) to let go.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Up to this size a database is read for damage before it is served.
const CHECKED_FIRST_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// How the writer opens it.
pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(1024)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8192")
        .pragma("wal_autocheckpoint", "8000")
        .pragma("journal_size_limit", "67108864")
        .pragma("trusted_schema", "off")
        .disable_statement_logging()
}

/// How a reader opens it.
pub(super) fn options_for_reading(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("cache_size", "-2048")
        .pragma("query_only", "on")
        .disable_statement_logging()
}

/// Brings a database file to this binary's schema, making it first if there is none.
///
/// A copy is made beside it before the first migration touches a database with content.
pub async fn migrate(path: &Path, now: Moment) -> anyhow::Result<Migrated> {
    let existed = path.exists();
    if existed {
        looks_like_sqlite(path)?;
    }
    let mut conn = options(path).connect().await.with_context(|| format!("{} cannot be opened", path.display()))?;
    let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(&mut conn).await?;
    ensure!(at_least(&version, SQLITE_VERSION_MIN), "SQLite {version} is older than {SQLITE_VERSION_MIN}");
    let applied = applied_versions(&mut conn).await?;
    let newest = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    not_newer(path, &applied)?;
    let pending = MIGRATIONS.iter().filter(|migration| !applied.contains(&migration.version)).count();
    let mut copy = None;
    if pending > 0 && !applied.is_empty() {
        let beside = path.with_extension(format!("before-{newest:04}-{}.db", now.utc().format("%Y%m%d%H%M%S")));
        copy_to(&mut conn, &beside).await?;
        copy = Some(beside);
    }
    MIGRATIONS.run_direct(None, &mut conn, false).await.context("a migration did not apply")?;
    conn.close().await?;
    Ok(Migrated { applied: pending, copy, created: !existed })
}

/// What [`migrate`] did.
pub struct Migrated {
    /// How many migrations were applied.
    pub applied: usize,
    /// Where the copy from before lies, if one was made.
    pub copy: Option<std::path::PathBuf>,
    /// Whether the file was made.
    pub created: bool,
}

/// Refuses a database that this binary cannot serve: damaged, written by a newer version, or made for
/// another purpose than `kind`. Nothing is changed.
pub async fn fits(path: &Path, kind: &str) -> anyhow::Result<()> {
    check(path).await?;
    let mut conn = options_for_reading(path).connect().await?;
    let applied = applied_versions(&mut conn).await?;
    ensure!(!applied.is_empty(), "{} is not a database of Madang", path.display());
    not_newer(path, &applied)?;
    let made_for: Option<(String,)> =
        sqlx::query_as("select value from meta where key = 'kind'").fetch_optional(&mut conn).await?;
    conn.close().await?;
    match made_for {
        Some((made_for,)) if made_for != kind => {
            bail!("{} is a {made_for} database, and a {kind} one is wanted: the two never mix", path.display())
        }
        _ => Ok(()),
    }
}

fn not_newer(path: &Path, applied: &[i64]) -> anyhow::Result<()> {
    let newest = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    if let Some(newer) = applied.iter().copied().find(|version| *version > newest) {
        bail!(
            "{} was written by a newer Madang (schema {newer}, this one knows {newest}). Run the newer version, or \
             restore the copy that was made before its migration",
            path.display()
        );
    }
    Ok(())
}

async fn applied_versions(conn: &mut SqliteConnection) -> anyhow::Result<Vec<i64>> {
    let known: Option<(i64,)> =
        sqlx::query_as("select 1 from sqlite_master where type = 'table' and name = '_sqlx_migrations'")
            .fetch_optional(&mut *conn)
            .await?;
    if known.is_none() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64,)> = sqlx::query_as("select version from _sqlx_migrations").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(version,)| version).collect())
}

/// Copies the database of `conn` to a new file, consistently, while others go on writing.
async fn copy_to(conn: &mut SqliteConnection, to: &Path) -> anyhow::Result<()> {
    ensure!(!to.exists(), "{} exists already", to.display());
    let name = to.to_str().context("the path is not UTF-8")?;
    sqlx::query("vacuum into $1").bind(name).execute(conn).await.context("the copy could not be written")?;
    Ok(())
}

/// Writes an online copy of the database to a new file.
///
/// # Errors
/// When `from` is not one of ours or `to` exists.
pub async fn backup(from: &Path, to: &Path) -> anyhow::Result<()> {
    looks_like_sqlite(from)?;
    let mut conn = options(from).create_if_missing(false).connect().await?;
    copy_to(&mut conn, to).await?;
    conn.close().await?;
    check(to).await
}

/// Reads a whole database file and its references for damage.
pub async fn check(path: &Path) -> anyhow::Result<()> {
    looks_like_sqlite(path)?;
    let damaged = |what: &dyn std::fmt::Display| {
        anyhow!(
            "{} is damaged: {what}. Do not go on with it: `madang restore COPY` puts a copy in its place, and keeps it",
            path.display()
        )
    };
    let mut conn = options_for_reading(path).connect().await.map_err(|error| damaged(&error))?;
    let report = sqlx::query_scalar::<_, String>("pragma quick_check(1)").fetch_one(&mut conn).await;
    match report {
        Ok(report) if report == "ok" => {}
        // Its lines are many; one is enough to know.
        Ok(report) => return Err(damaged(&report.lines().last().unwrap_or_default())),
        Err(error) => return Err(damaged(&error)),
    }
    let dangling = sqlx::query("pragma foreign_key_check").fetch_all(&mut conn).await;
    let dangling = dangling.map_err(|error| damaged(&error))?.len();
    if dangling > 0 {
        return Err(damaged(&format!("{dangling} rows refer to rows that are gone")));
    }
    conn.close().await?;
    Ok(())
}

/// Whether a database is small enough to be read as a whole before it is served (half a second to a
/// second). A larger one is read meanwhile.
pub fn is_small(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() <= CHECKED_FIRST_BYTES_MAX)
}

/// Refuses a file that is not an SQLite database before SQLite is asked to open it.
pub fn looks_like_sqlite(path: &Path) -> anyhow::Result<()> {
    use std::io::Read;
    let mut head = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut head))
        .with_context(|| format!("{} cannot be read", path.display()))?;
    ensure!(
        head.is_empty() || head == b"SQLite format 3\0",
        "{} is not an SQLite database. Choose another file with --database, or move this one away",
        path.display()
    );
    Ok(())
}

fn at_least(version: &str, minimum: &str) -> bool {
    let parts = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    parts(version) >= parts(minimum)
}
