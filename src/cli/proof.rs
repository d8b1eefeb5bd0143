//! The commands that prove a poll's result, and check what was proved. Checking needs no database and no
//! network: whoever trusts nobody runs it on a computer of their own.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use anyhow::{Context, anyhow, bail, ensure};
use serde_json::json;
use zip::ZipArchive;

use crate::app::{self, Ended};
use crate::clock::{Clock, System};
use crate::config::{Audit, Common, Verify};
use crate::count::FILE_BYTES_MAX;
use crate::db;
use crate::poll::PollId;
use crate::poll::proof::rules::bundle::Files;
use crate::poll::proof::rules::proof::{FORM, Proof};
use crate::poll::proof::rules::receipt::Asked;
use crate::poll::proof::rules::verify::{self, Brought};
use crate::poll::proof::rules::{audit as panel, bundle};
use crate::poll::proof::{packed, publish, words};
use crate::staff::audit;
use crate::text::{Catalog, Lang, Text};

/// `madang bundle`.
pub async fn bundle(common: &Common, poll: i64, to: &Path) -> anyhow::Result<()> {
    let database = super::existing(common)?;
    let city = app::city(common, &database, String::new(), Vec::new())?;
    let mut tx = db::beside(&database, System.now()).await?;
    let files = publish::bundle(&mut tx, &city, PollId(poll)).await?;
    tx.commit().await?;
    write(&files, to)?;
    let hash = crate::poll::keys::hex_hash(&files[bundle::SUMS]);
    println!("{}: {} files; SHA-256 of its {}: {hash}", to.display(), files.len(), bundle::SUMS);
    Ok(())
}

/// `madang audit`.
pub async fn audit(common: &Common, asked: &Audit) -> anyhow::Result<()> {
    match asked {
        Audit::Give { poll, to } => give(common, PollId(*poll), to).await,
        Audit::Check { bundle, key, language } => check(bundle, key, language),
    }
}

/// Writes what a panel needs into a folder: the bundle with the encrypted leaves, and the key that opens them.
async fn give(common: &Common, poll: PollId, to: &Path) -> anyhow::Result<()> {
    let database = super::existing(common)?;
    let city = app::city(common, &database, String::new(), Vec::new())?;
    let mut tx = db::beside(&database, System.now()).await?;
    let files = publish::for_audit(&mut tx, &city, poll).await?;
    let key = data_encoding::HEXLOWER.encode(&city.keys.salts_key(poll)?);
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    let (zip, secret) = (to.join("audit.zip"), to.join("salts.key"));
    write(&files, &zip)?;
    super::keep_secret(&secret, &(key + "\n")).with_context(|| format!("{} cannot be written", secret.display()))?;
    audit::record(&mut tx, None, "poll.audit", &format!("poll={}", poll.0), json!({})).await?;
    tx.commit().await?;
    println!("{}\n{}", zip.display(), secret.display());
    println!("Give both to the panel. The key opens every leaf; destroy every copy of it when the audit is over.");
    Ok(())
}

fn check(path: &Path, key: &Path, language: &str) -> anyhow::Result<()> {
    let say = Words::of(language)?;
    let files = read(path)?;
    let text = fs::read_to_string(key).with_context(|| format!("{} cannot be read", key.display()))?;
    let key: [u8; 32] = data_encoding::HEXLOWER
        .decode(text.trim().as_bytes())
        .ok()
        .and_then(|key| key.try_into().ok())
        .with_context(|| format!("{} is no key: 64 hexadecimal digits are expected", key.display()))?;
    let public = verify::verify(&files, &Brought::default());
    let found = panel::audit(&files, &key);
    let found = found.with_context(|| format!("{} is no bundle for an audit", path.display()))?;
    for finding in &public {
        say.line(&words::finding(finding));
    }
    for (check, holds, at) in &found {
        say.line(&words::check(*check, *holds, at));
    }
    let all = public.iter().all(|finding| finding.holds) && found.iter().all(|(_, holds, _)| *holds);
    say.verdict(&words::audit_verdict(all));
    outcome(all)
}

/// `madang verify`.
pub fn verify(asked: &Verify) -> anyhow::Result<()> {
    let say = Words::of(&asked.language)?;
    if !asked.what.is_dir() {
        let bytes = limited(&asked.what)?;
        let text = String::from_utf8_lossy(&bytes);
        if text.trim_start_matches('\u{feff}').starts_with(FORM) {
            let proof = Proof::read(&text);
            let proof = proof.with_context(|| format!("{} is no whole receipt", asked.what.display()))?;
            let checked = proof.check();
            say.line(&words::receipt(&proof, &checked));
            return outcome(checked.is_ok());
        }
    }
    let receipt = match &asked.receipt {
        Some(typed) => Some(Asked::read(typed).with_context(|| format!("{typed:?} is no receipt"))?),
        None => None,
    };
    let mut notes = Vec::new();
    for path in &asked.checkpoint {
        let read = bundle::notes_in(&limited(path)?).filter(|read| !read.is_empty());
        notes.extend(read.with_context(|| format!("{} has no signed checkpoint", path.display()))?);
    }
    let found = verify::verify(&read(&asked.what)?, &Brought { receipt, notes });
    for finding in &found {
        say.line(&words::finding(finding));
    }
    let all = found.iter().all(|finding| finding.holds);
    say.verdict(&words::verdict(&found));
    outcome(all)
}

fn outcome(holds: bool) -> anyhow::Result<()> {
    if holds { Ok(()) } else { Err(Ended::found("not everything holds".to_owned())) }
}

/// Speaks a language in the terminal.
struct Words {
    catalog: Catalog,
    lang: Lang,
}

impl Words {
    fn of(language: &str) -> anyhow::Result<Words> {
        let known = || Lang::all().iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ");
        let lang = Lang::find(language).with_context(|| format!("--language {language:?} is none of {}", known()))?;
        Ok(Words { catalog: Catalog::new(chrono_tz::UTC)?, lang })
    }

    fn line(&self, text: &Text) {
        // Whoever reads only the first lines of it is no mistake.
        let _ = writeln!(std::io::stdout().lock(), "{}", self.catalog.plain(self.lang, text));
    }

    /// The last word, after an empty line.
    fn verdict(&self, text: &Text) {
        let _ = writeln!(std::io::stdout().lock());
        self.line(text);
    }
}

/// Writes files as a zip, if the name ends so, or into a folder. The same files give the same bytes.
fn write(files: &Files, to: &Path) -> anyhow::Result<()> {
    ensure!(!to.exists(), "{} exists already", to.display());
    if to.extension().is_some_and(|ending| ending == "zip") {
        return fs::write(to, packed::zipped(files)?).with_context(|| format!("{} cannot be written", to.display()));
    }
    for (name, bytes) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap_or(to)).with_context(|| format!("{} cannot be made", to.display()))?;
        fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// The files of a zip or a folder.
fn read(path: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    if path.is_dir() {
        gather(path, "", &mut files)?;
    } else {
        let bytes = limited(path)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| anyhow!("{} is neither a bundle nor a receipt", path.display()))?;
        for place in 0..zip.len() {
            let file = zip.by_index(place).with_context(|| format!("{} is no whole zip", path.display()))?;
            if file.is_file() {
                let name =
                    file.name().map_err(|_| anyhow!("{} has a file without a name", path.display()))?.into_owned();
                let bytes = taken(file).with_context(|| format!("{name} in {}", path.display()))?;
                // Two files of one name could be read as one by us, and as the other by somebody else.
                ensure!(files.insert(name.clone(), bytes).is_none(), "{} has {name} twice", path.display());
            }
        }
    }
    Ok(files)
}

fn gather(folder: &Path, before: &str, files: &mut Files) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type()? {
            kind if kind.is_dir() => gather(&entry.path(), &format!("{name}/"), files)?,
            kind if kind.is_file() => drop(files.insert(name, limited(&entry.path())?)),
            _ => bail!("{} is neither a file nor a folder", entry.path().display()),
        }
    }
    Ok(())
}

/// A file that is not too large.
fn limited(path: &Path) -> anyhow::Result<Vec<u8>> {
    let file = fs::File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    taken(file).with_context(|| format!("{} cannot be read", path.display()))
}

fn taken(file: impl std::io::Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= FILE_BYTES_MAX, "it is larger than {} MiB", FILE_BYTES_MAX >> 20);
    Ok(bytes)
}
