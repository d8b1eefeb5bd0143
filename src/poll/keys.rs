//! The keys of polls: files of their own, outside the database and its backups.
//!
//! Two for each poll, 32 random bytes each. The handles' key (`3.key`) links a person to a ballot and
//! encrypts what tells a choice before the count: a draft of a ballot, a card on its way, a press that was
//! set aside. When it is destroyed, nobody can link a ballot to a person any more, whatever copies of the
//! database exist. The salts' key (`3.salt`) opens the leaves of the poll's log. And one for the
//! installation, which signs (`signing.key`).
//!
//! The folder must lie on a disk that is not replicated and not in memory only: a reboot must not
//! lose it.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, anyhow, bail};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::poll::PollId;
use crate::poll::proof::rules::leaf::SALT_BYTES;
use crate::poll::proof::rules::note::Signer;

/// A key's length in bytes.
const KEY_BYTES: usize = 32;
/// XChaCha20's nonce: long enough to be drawn at random.
const NONCE_BYTES: usize = 24;
/// A handle's length: the first half of an HMAC-SHA-256.
pub const HANDLE_BYTES: usize = 16;
/// The file of the installation's key.
const SIGNING: &str = "signing.key";

/// Which of a poll's keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Which {
    /// Links a person to a ballot.
    Handles,
    /// Opens the leaves of the log.
    Salts,
}

impl Which {
    fn ending(self) -> &'static str {
        match self {
            Which::Handles => "key",
            Which::Salts => "salt",
        }
    }
}

/// A key as it was read, and the one to encrypt with that is made of it.
#[derive(Clone)]
struct Opened {
    key: [u8; KEY_BYTES],
    cipher: XChaCha20Poly1305,
}

/// The keys of all polls that have one.
pub struct Keys {
    folder: PathBuf,
    opened: Mutex<HashMap<(PollId, Which), Opened>>,
    signer: Mutex<Option<Signer>>,
}

impl Keys {
    /// The keys in that folder, which is made if there is none, for the owner alone.
    pub fn open(folder: &Path) -> anyhow::Result<Keys> {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder for keys {} cannot be made", folder.display()))?;
        only_for_owner(folder, 0o700)?;
        Ok(Keys { folder: folder.to_owned(), opened: Mutex::default(), signer: Mutex::default() })
    }

    /// Makes a poll's keys, unless it has them. They are on disk when this returns.
    ///
    /// This reaches outside the transaction, and may be done again: an orphan key harms nobody.
    pub fn make(&self, poll: PollId) -> anyhow::Result<()> {
        self.make_file(&self.path(poll, Which::Handles))?;
        self.make_file(&self.path(poll, Which::Salts))
    }

    /// Makes a poll's salts' key, unless it has one: for a poll from before there were logs.
    pub fn make_salts(&self, poll: PollId) -> anyhow::Result<()> {
        self.make_file(&self.path(poll, Which::Salts))
    }

    fn make_file(&self, path: &Path) -> anyhow::Result<()> {
        if path.exists() {
            return Ok(());
        }
        let mut key = [0u8; KEY_BYTES];
        getrandom::fill(&mut key).map_err(|error| anyhow!("no random bytes: {error}"))?;
        let draft = path.with_added_extension("new");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&draft)?;
        only_for_owner(&draft, 0o600)?;
        file.write_all(&key)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    /// Whether a poll's handles' key is there.
    pub fn has(&self, poll: PollId) -> bool {
        self.holds(poll, Which::Handles)
    }

    /// Whether one of a poll's keys is there.
    pub fn holds(&self, poll: PollId, which: Which) -> bool {
        self.opened.lock().expect("no one panics while holding the keys").contains_key(&(poll, which))
            || self.path(poll, which).exists()
    }

    /// Overwrites and deletes one of a poll's keys: from now on nobody can link its ballots to people, or
    /// open its leaves. The hash of what was destroyed, in hexadecimal; nothing if it was not there.
    pub fn destroy(&self, poll: PollId, which: Which) -> anyhow::Result<Option<String>> {
        self.opened.lock().expect("no one panics while holding the keys").remove(&(poll, which));
        let path = self.path(poll, which);
        let key = match fs::read(&path) {
            Ok(key) => key,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut file = OpenOptions::new().write(true).open(&path)?;
        file.write_all(&vec![0u8; key.len().max(KEY_BYTES)])?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(Some(hex_hash(&key)))
    }

    /// The hash of the salts' key: what a poll is published with, so that another key shows.
    pub fn salts_hash(&self, poll: PollId) -> anyhow::Result<String> {
        Ok(hex_hash(&self.key(poll, Which::Salts)?.key))
    }

    /// The salts' key itself: for the panel that audits.
    pub fn salts_key(&self, poll: PollId) -> anyhow::Result<[u8; KEY_BYTES]> {
        Ok(self.key(poll, Which::Salts)?.key)
    }

    /// Who signs for this installation; the key is made if there is none.
    pub fn signer(&self) -> anyhow::Result<Signer> {
        let mut signer = self.signer.lock().expect("no one panics while holding the keys");
        if let Some(signer) = &*signer {
            return Ok(signer.clone());
        }
        let path = self.folder.join(SIGNING);
        self.make_file(&path)?;
        let seed = read_key(&path).context("the key that signs")?;
        Ok(signer.insert(Signer::new(&seed)).clone())
    }

    /// The handle of an account's ballot: HMAC-SHA-256 under the poll's key, the first 16 bytes.
    /// `account` is the channel and the chat, so that leaving and coming back is no second ballot.
    pub fn handle(&self, poll: PollId, account: &str) -> anyhow::Result<[u8; HANDLE_BYTES]> {
        let key = self.key(poll, Which::Handles)?.key;
        let whole = mac(&key, &[b"madang-handle-1\n", account.as_bytes()]);
        let mut handle = [0u8; HANDLE_BYTES];
        handle.copy_from_slice(&whole[..HANDLE_BYTES]);
        Ok(handle)
    }

    /// A keyed fingerprint (HMAC-SHA-256): what it is of cannot be found without the key. Each
    /// purpose has its own, and so does each way to split the parts.
    pub fn fingerprint(&self, poll: PollId, purpose: &str, parts: &[&[u8]]) -> anyhow::Result<[u8; 32]> {
        let key = self.key(poll, Which::Handles)?.key;
        let mut all = format!("madang-{purpose}-1\n").into_bytes();
        for part in parts {
            all.extend((part.len() as u64).to_be_bytes());
            all.extend_from_slice(part);
        }
        Ok(mac(&key, &[&all]))
    }

    /// The salt of a leaf.
    pub fn salt(&self, poll: PollId, number: u64) -> anyhow::Result<[u8; SALT_BYTES]> {
        Ok(salt(&self.key(poll, Which::Salts)?.key, number))
    }

    /// Encrypts under a poll's handles' key (XChaCha20-Poly1305): nonce, then ciphertext.
    pub fn seal(&self, poll: PollId, plain: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.seal_for(poll, Which::Handles, &[], plain)
    }

    /// Opens what [`Keys::seal`] made.
    pub fn unseal(&self, poll: PollId, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.unseal_for(poll, Which::Handles, &[], sealed)
    }

    /// Encrypts what opens again only beside what it is `about`.
    pub fn seal_for(&self, poll: PollId, which: Which, about: &[u8], plain: &[u8]) -> anyhow::Result<Vec<u8>> {
        seal(&self.key(poll, which)?.cipher, about, plain)
    }

    /// Opens what [`Keys::seal_for`] made.
    pub fn unseal_for(&self, poll: PollId, which: Which, about: &[u8], sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        unseal(&self.key(poll, which)?.cipher, about, sealed)
            .with_context(|| format!("it was not sealed under the key of poll {}", poll.0))
    }

    fn key(&self, poll: PollId, which: Which) -> anyhow::Result<Opened> {
        let mut opened = self.opened.lock().expect("no one panics while holding the keys");
        if let Some(known) = opened.get(&(poll, which)) {
            return Ok(known.clone());
        }
        let key = read_key(&self.path(poll, which)).with_context(|| format!("a key of poll {}", poll.0))?;
        let read = Opened { key, cipher: cipher(&key, which) };
        opened.insert((poll, which), read.clone());
        Ok(read)
    }

    fn path(&self, poll: PollId, which: Which) -> PathBuf {
        self.folder.join(format!("{}.{}", poll.0, which.ending()))
    }
}

/// The salt of a leaf under a salts' key.
pub fn salt(key: &[u8; KEY_BYTES], number: u64) -> [u8; SALT_BYTES] {
    mac(key, &[b"madang-salt-1\n", &number.to_be_bytes()])
}

/// Opens a leaf's text under a salts' key, for who has the key and no folder of keys.
pub fn unseal_opening(key: &[u8; KEY_BYTES], number: u64, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
    unseal(&cipher(key, Which::Salts), &number.to_be_bytes(), sealed)
}

/// A key from its file, which is of the right length.
pub fn read_key(path: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    let mut key = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut key))
        .with_context(|| format!("{} cannot be read", path.display()))?;
    match key.try_into() {
        Ok(key) if key != [0u8; KEY_BYTES] => Ok(key),
        _ => bail!("{} is damaged: put back what was there before the first vote, or nobody can", path.display()),
    }
}

/// SHA-256 in hexadecimal.
pub fn hex_hash(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

fn mac(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A key for each use, from the one in the file.
fn cipher(key: &[u8; KEY_BYTES], which: Which) -> XChaCha20Poly1305 {
    let purpose: &[u8] = match which {
        Which::Handles => b"madang-seal-1\n",
        Which::Salts => b"madang-opening-1\n",
    };
    XChaCha20Poly1305::new(&Key::from(mac(key, &[purpose])))
}

fn seal(cipher: &XChaCha20Poly1305, aad: &[u8], msg: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut nonce = [0u8; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|error| anyhow!("no random bytes: {error}"))?;
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg, aad }).map_err(|_| anyhow!("cannot encrypt"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn unseal(cipher: &XChaCha20Poly1305, aad: &[u8], sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (nonce, msg) = sealed.split_at_checked(NONCE_BYTES).context("too short to be sealed")?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into()?;
    cipher.decrypt(&XNonce::from(nonce), Payload { msg, aad }).map_err(|_| anyhow!("another key, or damaged"))
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
        assert!(keys.unseal_for(PollId(1), Which::Salts, &[], &sealed).is_err());
        assert!(keys.unseal_for(PollId(1), Which::Handles, b"else", &sealed).is_err());
        let handle = keys.handle(PollId(1), "telegram:7").unwrap();
        assert_eq!(Keys::open(folder.path()).unwrap().handle(PollId(1), "telegram:7").unwrap(), handle);
        let hash = hex_hash(&fs::read(folder.path().join("1.key")).unwrap());
        assert_eq!(keys.destroy(PollId(1), Which::Handles).unwrap(), Some(hash));
        assert_eq!(keys.destroy(PollId(1), Which::Handles).unwrap(), None);
        assert!(keys.unseal(PollId(1), &sealed).is_err());
        assert!(!folder.path().join("1.key").exists());
        assert!(keys.holds(PollId(1), Which::Salts), "the other key is another file");
    }

    #[test]
    fn a_leaf_is_opened_by_the_salts_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        keys.make(PollId(1)).unwrap();
        let sealed = keys.seal_for(PollId(1), Which::Salts, &7u64.to_be_bytes(), b"a leaf").unwrap();
        let key = keys.salts_key(PollId(1)).unwrap();
        assert_eq!(unseal_opening(&key, 7, &sealed).unwrap(), b"a leaf");
        assert!(unseal_opening(&key, 8, &sealed).is_err(), "it belongs to its number");
        assert_eq!(keys.salt(PollId(1), 7).unwrap(), salt(&key, 7));
        assert_ne!(salt(&key, 7), salt(&key, 8));
        assert_eq!(keys.salts_hash(PollId(1)).unwrap(), hex_hash(&key));
    }

    #[test]
    fn one_key_signs_for_the_installation_and_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let name = Keys::open(folder.path()).unwrap().signer().unwrap().name();
        assert_eq!(Keys::open(folder.path()).unwrap().signer().unwrap().name(), name);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(SIGNING)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_key_that_is_no_key_is_said_to_be_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        for (poll, bytes) in [(1, &[][..]), (2, &[7; 31]), (3, &[0; 32])] {
            fs::write(folder.path().join(format!("{poll}.key")), bytes).unwrap();
            let error = format!("{:#}", keys.handle(PollId(poll), "telegram:7").unwrap_err());
            assert!(error.contains("is damaged"), "{error}");
        }
        assert!(keys.salt(PollId(1), 1).is_err(), "a key that is not there is not made in passing");
    }
}
