//! The commands that look after things. They may run beside the service; only `restore` needs the
//! database for itself.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use chrono::Utc;

use crate::app::Purpose;
use crate::city::Preset;
use crate::clock::{Clock, System};
use crate::config::{self, Common, Export, Staff};
use crate::db::{self, Tx};
use crate::lock::Lock;
use crate::poll::keys::{Keys, Which};
use crate::staff::export::{Format, What};
use crate::staff::rules::Problem;
use crate::text::{Catalog, Lang};
use crate::{app, example, staff};

pub mod aside;
pub mod codes;
pub mod proof;

/// `madang check`: everything that could be wrong, said in one go.
pub async fn check(common: &Common) -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    let mut look = |what: &str, outcome: anyhow::Result<String>| match outcome {
        Ok(said) => println!("ok     {what}: {said}"),
        Err(error) => {
            println!("WRONG  {what}: {error:#}");
            wrong.push(what.to_owned());
        }
    };
    let preset = Preset::load(&common.preset);
    look(
        "preset",
        preset.as_ref().map_err(|error| anyhow::anyhow!("{error:#}")).map(|preset| {
            let dongs: usize = preset.districts.iter().map(|gu| gu.dongs.len()).sum();
            format!(
                "{}, {} districts with {dongs} neighbourhoods, {} departments, {} fields",
                preset.name.get(Lang::reference()),
                preset.districts.len(),
                preset.departments.len(),
                preset.fields.len()
            )
        }),
    );
    let zone = preset.map(|preset| preset.zone).unwrap_or(chrono_tz::UTC);
    look(
        "texts",
        Catalog::new(zone).map(|_| Lang::all().iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ")),
    );
    let database = common.database();
    if database.exists() {
        look("database", db::fits(&database, Purpose::Real.name()).await.map(|()| database.display().to_string()));
        let keys = common.keys_of(&database);
        look("keys", keys_are_private(&keys));
        look("polls' keys", polls_have_their_keys(common, &database).await);
    } else {
        println!("-      database: {} is not there yet; `madang serve` makes it", database.display());
    }
    let demo = common.demo_database();
    if common.database.is_none() && demo.exists() {
        look("demo", db::fits(&demo, Purpose::Demo.name()).await.map(|()| demo.display().to_string()));
    }
    match std::env::var("MADANG_BOT_TOKEN") {
        Ok(token) => look("token", app::token(&token).map(|_| "it has a token's form".to_owned())),
        Err(_) => println!("-      token: MADANG_BOT_TOKEN is not set; `madang serve` needs it"),
    }
    ensure!(wrong.is_empty(), "{} to mend: {}", wrong.len(), wrong.join(", "));
    Ok(())
}

/// Whether polls that are not over have the keys that they were published with.
async fn polls_have_their_keys(common: &Common, database: &Path) -> anyhow::Result<String> {
    let city = app::city(common, database, String::new(), Vec::new())?;
    let mut tx = db::beside(database, System.now()).await?;
    let wrong = crate::poll::proof::trouble(&mut tx, &city).await?;
    tx.commit().await?;
    ensure!(wrong.is_empty(), "{}", wrong.join("; "));
    Ok("those of polls that are not over are there".to_owned())
}

#[cfg(unix)]
fn keys_are_private(keys: &Path) -> anyhow::Result<String> {
    use std::os::unix::fs::PermissionsExt;
    if !keys.exists() {
        return Ok(format!("{} is not there yet", keys.display()));
    }
    let mode = std::fs::metadata(keys)?.permissions().mode() & 0o777;
    ensure!(mode & 0o077 == 0, "{} can be read by others: chmod 700 it", keys.display());
    Ok(keys.display().to_string())
}

#[cfg(not(unix))]
fn keys_are_private(keys: &Path) -> anyhow::Result<String> {
    Ok(keys.display().to_string())
}

/// The database that a command works on: the real one, or the demonstration's if only that exists.
fn existing(common: &Common) -> anyhow::Result<PathBuf> {
    let (real, demo) = (common.database(), common.demo_database());
    match [real.clone(), demo].into_iter().find(|path| path.exists()) {
        Some(path) => {
            db::looks_like_sqlite(&path)?;
            Ok(path)
        }
        None => {
            bail!("there is no database at {}: start the service first, or name it with --database", real.display())
        }
    }
}

/// Writes a file that only its owner may read.
fn keep_secret(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.sync_all()
}

/// `madang export`.
pub async fn export(common: &Common, export: &Export) -> anyhow::Result<()> {
    let database = existing(common)?;
    let city = app::city(common, &database, String::new(), Vec::new())?;
    let mut tx = db::beside(&database, System.now()).await?;
    std::fs::create_dir_all(&export.to).with_context(|| format!("{} cannot be made", export.to.display()))?;
    let what = What::named(&export.what).with_context(|| {
        format!("there is no export {:?}: {}", export.what, staff::export::names().collect::<Vec<_>>().join(", "))
    })?;
    let format = match export.format {
        config::Format::Csv => Format::Csv,
        config::Format::Json => Format::Json,
    };
    for wanted in staff::export::files(what, format) {
        let file = staff::export::render(&mut tx, &city, &wanted).await?;
        let path = export.to.join(&file.name);
        std::fs::write(&path, &file.bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}", path.display());
    }
    tx.commit().await
}

/// `madang staff`.
pub async fn staff(common: &Common, command: &Staff) -> anyhow::Result<()> {
    let database = match command {
        // An invitation may be the very first thing: then the database is made.
        Staff::Invite { .. } if existing(common).is_err() => {
            drop(app::open(&common.database(), app::Purpose::Real, std::sync::Arc::new(System)).await?);
            common.database()
        }
        _ => existing(common)?,
    };
    let mut tx = db::beside(&database, System.now()).await?;
    match command {
        Staff::Invite { role, bot } => {
            let invitation = staff::cli::invite(&mut tx, *role).await?;
            println!("role     {}", role.name());
            println!("until    {}", invitation.expires_at);
            match bot {
                Some(bot) => {
                    println!("link     https://t.me/{}?start={}", bot.trim_start_matches('@'), invitation.payload)
                }
                None => {
                    println!("link     https://t.me/<bot>?start={}   (name the bot with --bot)", invitation.payload)
                }
            }
            println!("or send  /start {}", invitation.payload);
        }
        Staff::List => {
            let members = staff::cli::list(&mut tx).await?;
            if members.is_empty() {
                println!("nobody yet: madang staff invite --role admin");
            }
            for member in members {
                let since = member.granted_at.utc().format("%Y-%m-%d");
                println!("{:>6}  {:<12} since {since}", member.person.0, member.role.name());
            }
        }
        Staff::Revoke { person } => {
            let person = crate::person::PersonId(*person);
            let city = app::city(common, &database, String::new(), Vec::new())?;
            match staff::cli::revoke(&mut tx, &city, person).await? {
                Ok(revoked) => println!("{} is {} no more", person.0, revoked.role.name()),
                Err(Problem::LastAdmin) => bail!("{} is the last admin: invite another one first", person.0),
                Err(_) => bail!("{} has no role", person.0),
            }
        }
    }
    tx.commit().await
}

/// `madang backup`.
pub async fn backup(common: &Common, to: &Path) -> anyhow::Result<()> {
    let database = existing(common)?;
    db::backup(&database, to).await?;
    println!("{} is a whole copy, and sound. It holds no poll's key: those are never copied.", to.display());
    Ok(())
}

/// `madang restore`: checks the copy, keeps what is there under another name, and puts it in place.
pub async fn restore(common: &Common, from: &Path) -> anyhow::Result<()> {
    let database = common.database();
    db::fits(from, Purpose::Real.name()).await?;
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let _lock = Lock::take(&database)?;
    if database.exists() {
        let kept = database.with_extension(format!("replaced-{}.db", System.now().utc().format("%Y%m%d%H%M%S")));
        let whole = db::backup(&database, &kept).await;
        if whole.is_err() {
            // It is damaged, which may be why it is replaced: its files are kept as they are.
            let _ = std::fs::remove_file(&kept);
        }
        for ending in ["", "-wal", "-shm"] {
            let [file, kept] = [&database, &kept].map(|path| PathBuf::from(format!("{}{ending}", path.display())));
            match file.exists() {
                true if whole.is_ok() => std::fs::remove_file(&file)?,
                true => std::fs::rename(&file, &kept)?,
                false => {}
            }
        }
        println!("what was there is now {}", kept.display());
    }
    let draft = database.with_extension("restoring");
    std::fs::copy(from, &draft).with_context(|| format!("{} cannot be copied", from.display()))?;
    std::fs::File::open(&draft)?.sync_all()?;
    std::fs::rename(&draft, &database)?;
    println!("{} is in place as of {}", database.display(), System.now().utc().with_timezone(&Utc).format("%F %T UTC"));
    Ok(())
}

/// `madang example remove`.
pub async fn remove_example(common: &Common) -> anyhow::Result<()> {
    let database = common.demo_database();
    ensure!(database.exists(), "there is no demonstration at {}", database.display());
    db::looks_like_sqlite(&database)?;
    let mut tx: Tx = db::beside(&database, System.now()).await?;
    let removed = example::remove(&mut tx).await?;
    tx.commit().await?;
    let keys = Keys::open(&common.keys_of(&database))?;
    for poll in removed.polls {
        for which in [Which::Handles, Which::Salts] {
            keys.destroy(poll, which)?;
        }
    }
    println!("{} example entries are gone", removed.entries);
    Ok(())
}

/// `madang health`: asks the service on this machine whether it is well.
pub async fn health(listen: SocketAddr) -> anyhow::Result<()> {
    let ip = if listen.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { listen.ip() };
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build()?;
    let url = format!("http://{}/health", SocketAddr::new(ip, listen.port()));
    let answer = client.get(&url).send().await.map_err(|_| anyhow::anyhow!("nobody answers at {url}"))?;
    ensure!(answer.status().is_success(), "it is not well: {}", answer.status());
    println!("ok");
    Ok(())
}
