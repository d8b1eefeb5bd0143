//! The world on disk, so that the demo goes on where it was: one JSON file, replaced as a whole,
//! and beside it a folder with the bytes of the files. Calls and failures are not kept.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use serde_json::json;

use super::limit::Limits;
use super::shared::Shared;
use super::world::{Bot, World};

/// Changes that come within this time are written together.
const DEBOUNCE: Duration = Duration::from_millis(500);
/// More updates than can be made before they are written.
const UPDATES_LOST_MAX: i64 = 10_000;

/// Keeps every other emulator from this state until the file is dropped, or the program ends in
/// whatever way.
pub fn lock(path: &Path) -> anyhow::Result<File> {
    make_parent(path)?;
    let beside = beside(path, ".lock");
    let file = File::create(&beside).with_context(|| format!("{} cannot be written", beside.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            anyhow::bail!("another emulator keeps its state in {}: stop it, or name another file", path.display())
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", beside.display())),
    }
}

/// The world as it was, or an empty one.
pub fn load(path: &Path) -> anyhow::Result<World> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(World::default()),
        Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
    };
    let mut world: World =
        serde_json::from_str(&text).with_context(|| format!("{} is no state of the emulator", path.display()))?;
    for bot in world.bots.values_mut() {
        bot.queue.leave_out(UPDATES_LOST_MAX);
    }
    let folder = folder(path);
    for file in world.files.values_mut() {
        // A file whose bytes are lost stays known, and is empty.
        file.bytes = Arc::new(fs::read(folder.join(&file.unique_id)).unwrap_or_default());
        file.stored = true;
    }
    Ok(world)
}

/// The world as a restart would find it, if everything had been written: what was under way is
/// over, and the rest goes on. The journal, the faults and the limits stay, because they belong to
/// whoever is testing.
pub fn restart(world: &mut World) -> serde_json::Result<()> {
    let mut fresh: World = serde_json::from_str(&serde_json::to_string(world)?)?;
    for (id, file) in &mut fresh.files {
        if let Some(old) = world.files.remove(id) {
            (file.bytes, file.stored) = (old.bytes, old.stored);
        }
    }
    for (id, bot) in &mut fresh.bots {
        if let Some(old) = world.bots.get(id) {
            (bot.poll, bot.heard) = (old.poll, old.heard);
        }
    }
    carry_on(world, fresh);
    Ok(())
}

/// Everything as in the beginning: people and bots as they were named, and nothing said. Calls go
/// on being counted.
pub fn reset(world: &mut World) {
    let first = world.first.clone();
    let anew = |(id, old): (&i64, &Bot)| {
        let name = if *id == world.main { first.bot_name.clone() } else { old.name().to_owned() };
        let (token, username, names) = (old.token.clone(), old.username.clone(), [(String::new(), name)].into());
        (*id, Bot { id: *id, token, username, names, poll: old.poll, heard: old.heard, ..Bot::default() })
    };
    let bots = world.bots.iter().map(anew).collect();
    let people = first.personas.iter().map(|persona| (persona.id, persona.clone())).collect();
    world.journal.clear();
    world.warnings.clear();
    world.faults.clear();
    world.limits = Limits::default();
    world.strict_webhook_url = false;
    carry_on(world, World { bots, people, ..World::default() });
    world.files_dropped = true;
    world.emit("anew", json!({}));
}

/// Puts another world in the place of this one, under the eyes of those who watch and wait.
fn carry_on(world: &mut World, fresh: World) {
    let old = std::mem::replace(world, fresh);
    *world = World {
        now_ms: old.now_ms,
        main: old.main,
        first: old.first,
        scene: old.scene,
        journal: old.journal,
        warnings: old.warnings,
        limits: old.limits,
        faults: old.faults,
        strict_webhook_url: old.strict_webhook_url,
        watched: old.watched,
        revision: old.revision,
        run: old.run + 1,
        ..std::mem::take(world)
    };
    world.settle_groups();
    world.stir();
    world.emit("restart", json!({ "run": world.run }));
}

/// Writes the world some time after each change, until the emulator stops.
pub async fn run(shared: Arc<Shared>) {
    let mut changed = shared.changed.subscribe();
    loop {
        tokio::select! {
            () = shared.stop.cancelled() => return,
            _ = changed.changed() => {}
        }
        tokio::select! {
            () = shared.stop.cancelled() => return,
            () = tokio::time::sleep(DEBOUNCE) => {}
        }
        changed.borrow_and_update();
        if let Err(error) = save(shared.clone()).await {
            tracing::error!(error = format!("{error:#}"), "the emulator's state was not written");
        }
    }
}

/// Writes the world now.
pub async fn save(shared: Arc<Shared>) -> anyhow::Result<()> {
    tokio::task::spawn_blocking(move || save_blocking(&shared)).await.context("writing the state")?
}

fn save_blocking(shared: &Shared) -> anyhow::Result<()> {
    let Some(path) = &shared.state else { return Ok(()) };
    let (text, files, kept) = shared.write(|world| {
        let text = serde_json::to_vec(world)?;
        let fresh = world.files.values().filter(|file| !file.stored);
        let files: Vec<_> = fresh.map(|file| (file.unique_id.clone(), file.bytes.clone())).collect();
        let dropped = std::mem::take(&mut world.files_dropped);
        let names = || world.files.values().map(|file| file.unique_id.clone()).collect::<HashSet<_>>();
        anyhow::Ok((text, files, dropped.then(names)))
    })?;
    let folder = folder(path);
    make_parent(path)?;
    if !files.is_empty() {
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    }
    for (name, bytes) in &files {
        replace(&folder.join(name), bytes)?;
    }
    replace(path, &text)?;
    if let Some(kept) = kept {
        sweep(&folder, &kept)?;
    }
    shared.write(|world| {
        for file in world.files.values_mut() {
            file.stored |= files.iter().any(|(name, _)| *name == file.unique_id);
        }
    });
    Ok(())
}

/// Takes away the bytes of files that are no more.
fn sweep(folder: &Path, kept: &HashSet<String>) -> anyhow::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten().filter(|entry| !entry.file_name().to_str().is_some_and(|name| kept.contains(name))) {
        fs::remove_file(entry.path()).with_context(|| format!("removing {}", entry.path().display()))?;
    }
    Ok(())
}

/// Whoever reads the file sees the old bytes or the new ones, never half of them.
fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = beside(path, ".new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("writing {}", path.display()))
}

fn folder(path: &Path) -> PathBuf {
    beside(path, ".files")
}

/// A name that is longer by this ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn make_parent(path: &Path) -> anyhow::Result<()> {
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display())),
        None => Ok(()),
    }
}
