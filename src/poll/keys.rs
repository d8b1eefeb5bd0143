//! A poll's key: 32 random bytes in a file of its own, outside the database and its backups.
//!
//! It links a person to a ballot (by HMAC) and encrypts what tells a choice before the count: a
//! draft of a ballot, a card on its way, a press that was set aside. When the key is destroyed,
//! nobody can link a ballot to a person any more, whatever copies of the database exist.
//!
//! The folder must lie on a disk that is not replicated and not in memory only: a reboot must not
//! lose it.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, anyhow, ensure};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::poll::PollId;

/// A key's length in bytes.
const KEY_BYTES: usize = 32;
/// XChaCha20's nonce: long enough to be drawn at random.
const NONCE_BYTES: usize = 24;
/// A handle's length: the first half of an HMAC-SHA-256.
pub const HANDLE_BYTES: usize = 16;

/// The keys of all polls that have one.
pub struct Keys {
    folder: PathBuf,
    opened: Mutex<HashMap<PollId, [u8; KEY_BYTES]>>,
}

impl Keys {
    /// The keys in that folder, which is made if there is none, for the owner alone.
    pub fn open(folder: &Path) -> anyhow::Result<Keys> {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder for keys {} cannot be made", folder.display()))?;
        only_for_owner(folder, 0o700)?;
        Ok(Keys { folder: folder.to_owned(), opened: Mutex::default() })
    }

    /// Makes a poll's key, unless it has one. It is on disk when this returns.
    ///
    /// This reaches outside the transaction, and may be done again: an orphan key harms nobody.
    pub fn make(&self, poll: PollId) -> anyhow::Result<()> {
        if self.path(poll).exists() {
            return Ok(());
        }
        let mut key = [0u8; KEY_BYTES];
        getrandom::fill(&mut key).map_err(|error| anyhow!("no random bytes: {error}"))?;
        let draft = self.path(poll).with_extension("new");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&draft)?;
        only_for_owner(&draft, 0o600)?;
        file.write_all(&key)?;
        file.sync_all()?;
        fs::rename(&draft, self.path(poll))?;
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    /// Whether a poll's key is there.
    pub fn has(&self, poll: PollId) -> bool {
        self.opened.lock().expect("no one panics while holding the keys").contains_key(&poll)
            || self.path(poll).exists()
    }

    /// Overwrites and deletes a poll's key: from now on nobody can link its ballots to people.
    pub fn destroy(&self, poll: PollId) -> anyhow::Result<()> {
        self.opened.lock().expect("no one panics while holding the keys").remove(&poll);
        let path = self.path(poll);
        if !path.exists() {
            return Ok(());
        }
        let mut file = OpenOptions::new().write(true).open(&path)?;
        file.write_all(&[0u8; KEY_BYTES])?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    /// The handle of an account's ballot: HMAC-SHA-256 under the poll's key, the first 16 bytes.
    /// `account` is the channel and the chat, so that leaving and coming back is no second ballot.
    pub fn handle(&self, poll: PollId, account: &str) -> anyhow::Result<[u8; HANDLE_BYTES]> {
        let key = self.key(poll)?;
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(b"madang-handle-1\n");
        mac.update(account.as_bytes());
        let whole = mac.finalize().into_bytes();
        let mut handle = [0u8; HANDLE_BYTES];
        handle.copy_from_slice(&whole[..HANDLE_BYTES]);
        Ok(handle)
    }

    /// A keyed fingerprint (HMAC-SHA-256): what it is of cannot be found without the key. Each
    /// purpose has its own, and so does each way to split the parts.
    pub fn fingerprint(&self, poll: PollId, purpose: &str, parts: &[&[u8]]) -> anyhow::Result<[u8; 32]> {
        let key = self.key(poll)?;
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(format!("madang-{purpose}-1\n").as_bytes());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().into())
    }

    /// Encrypts under a poll's key (XChaCha20-Poly1305): nonce, then ciphertext.
    pub fn seal(&self, poll: PollId, plain: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut nonce = [0u8; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|error| anyhow!("no random bytes: {error}"))?;
        let sealed = self.cipher(poll)?.encrypt(&XNonce::from(nonce), plain).map_err(|_| anyhow!("cannot encrypt"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal`] made.
    pub fn unseal(&self, poll: PollId, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).context("too short to be sealed")?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into()?;
        self.cipher(poll)?
            .decrypt(&XNonce::from(nonce), sealed)
            .map_err(|_| anyhow!("it was not sealed under the key of poll {}", poll.0))
    }

    fn cipher(&self, poll: PollId) -> anyhow::Result<XChaCha20Poly1305> {
        // A key for each use, from the one in the file.
        let key = self.key(poll)?;
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(b"madang-seal-1\n");
        let derived: [u8; 32] = mac.finalize().into_bytes().into();
        Ok(XChaCha20Poly1305::new(&Key::from(derived)))
    }

    fn key(&self, poll: PollId) -> anyhow::Result<[u8; KEY_BYTES]> {
        let mut opened = self.opened.lock().expect("no one panics while holding the keys");
        if let Some(key) = opened.get(&poll) {
            return Ok(*key);
        }
        let mut key = Vec::new();
        File::open(self.path(poll))
            .and_then(|mut file| file.read_to_end(&mut key))
            .with_context(|| format!("the key of poll {} cannot be read", poll.0))?;
        ensure!(key.len() == KEY_BYTES, "the key of poll {} is damaged", poll.0);
        let key: [u8; KEY_BYTES] = key.try_into().map_err(|_| anyhow!("the key of poll {} is damaged", poll.0))?;
        opened.insert(poll, key);
        Ok(key)
    }

    fn path(&self, poll: PollId) -> PathBuf {
        self.folder.join(format!("{}.key", poll.0))
    }
}

#[cfg(unix)]
fn only_for_owner(path: &Path, mode: u32) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    Ok(())
}

#[cfg(not(unix))]
fn only_for_owner(_path: &Path, _mode: u32) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_key_only_and_never_again_once_that_is_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        keys.make(PollId(1)).unwrap();
        keys.make(PollId(2)).unwrap();
        let sealed = keys.seal(PollId(1), "1,3".as_bytes()).unwrap();
        assert_eq!(keys.unseal(PollId(1), &sealed).unwrap(), b"1,3");
        assert!(keys.unseal(PollId(2), &sealed).is_err());
        let handle = keys.handle(PollId(1), "telegram:7").unwrap();
        assert_eq!(Keys::open(folder.path()).unwrap().handle(PollId(1), "telegram:7").unwrap(), handle);
        keys.destroy(PollId(1)).unwrap();
        assert!(keys.unseal(PollId(1), &sealed).is_err());
        assert!(!folder.path().join("1.key").exists());
    }
}
