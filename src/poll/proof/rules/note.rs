//! Signed notes and checkpoints, in the forms that transparency logs share (C2SP signed-note and
//! tlog-checkpoint): so other people's tools read them too.

use std::fmt::Write as _;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::tree::Hash;

/// Ed25519 in a key's number and text.
const ED25519: u8 = 1;
/// The em dash and the blank with which a signature's line begins.
const SIGNED: &str = "\u{2014} ";

/// The state of a log at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: its name is the signing key's too.
    pub origin: String,
    /// How many leaves it has.
    pub size: u64,
    /// The tree's root.
    pub root: Hash,
    /// Lines that say more: `poll <hash>`, `turnout 12`.
    pub more: Vec<String>,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(&self.root));
        for line in &self.more {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    /// Reads the text of a checkpoint.
    pub fn read(text: &str) -> Option<Checkpoint> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let number = size.parse::<u64>().ok().filter(|number| number.to_string() == size)?;
        let root = BASE64.decode(root.as_bytes()).ok()?.try_into().ok()?;
        let more: Vec<String> = lines.map(str::to_owned).collect();
        let whole = !origin.is_empty() && more.iter().all(|line| !line.is_empty());
        whole.then(|| Checkpoint { origin: origin.to_owned(), size: number, root, more })
    }

    /// What one of the further lines says after its first word.
    pub fn said(&self, word: &str) -> Option<&str> {
        self.more.iter().find_map(|line| line.strip_prefix(word)?.strip_prefix(' '))
    }
}

/// Who signs.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
}

impl Signer {
    /// With the key that these random bytes are.
    pub fn new(seed: &[u8; 32]) -> Signer {
        Signer { key: SigningKey::from_bytes(seed) }
    }

    /// The first eight hexadecimal digits of the public key's hash: which installation it is.
    pub fn name(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(self.key.verifying_key().as_bytes())[..4])
    }

    /// The one who checks, under that name.
    pub fn verifier(&self, name: &str) -> Verifier {
        Verifier { name: name.to_owned(), key: self.key.verifying_key() }
    }

    /// A text with its signature under that name.
    pub fn note(&self, name: &str, text: &str) -> String {
        let mut signature = self.verifier(name).number().to_vec();
        signature.extend(self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n{SIGNED}{name} {}\n", BASE64.encode(&signature))
    }

    /// A signature of bytes that are no note.
    pub fn sign(&self, bytes: &[u8]) -> String {
        BASE64.encode(&self.key.sign(bytes).to_bytes())
    }
}

/// Who checks what was signed under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a key as [`Verifier::text`] writes it.
    pub fn read(text: &str) -> Option<Verifier> {
        let mut parts = text.splitn(3, '+');
        let (name, number, key) = (parts.next()?, parts.next()?, parts.next()?);
        let key = BASE64.decode(key.as_bytes()).ok()?;
        let (kind, key) = key.split_first()?;
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok().filter(|_| *kind == ED25519)?;
        let read = Verifier { name: name.to_owned(), key };
        (!name.is_empty() && HEXLOWER.encode(&read.number()) == number).then_some(read)
    }

    /// The key as text: `name+number+key`.
    pub fn text(&self) -> String {
        let key = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        format!("{}+{}+{}", self.name, HEXLOWER.encode(&self.number()), BASE64.encode(&key))
    }

    fn number(&self) -> [u8; 4] {
        let mut of = Sha256::new();
        of.update(self.name.as_bytes());
        of.update([b'\n', ED25519]);
        of.update(self.key.as_bytes());
        let whole: [u8; 32] = of.finalize().into();
        [whole[0], whole[1], whole[2], whole[3]]
    }

    /// The text of a note, if this key has signed it. Signatures of others are passed over.
    pub fn open<'n>(&self, note: &'n str) -> Option<&'n str> {
        let end = note.rfind("\n\n")? + 1;
        let (text, signatures) = (&note[..end], note[end + 1..].strip_suffix('\n')?);
        let ours = |line: &str| {
            let (name, signature) = line.strip_prefix(SIGNED)?.split_once(' ')?;
            let signature = BASE64.decode(signature.as_bytes()).ok()?;
            let (number, signature) = signature.split_at_checked(4)?;
            let signature = Signature::from_bytes(signature.try_into().ok()?);
            let meant = name == self.name && number == self.number();
            (meant && self.key.verify_strict(text.as_bytes(), &signature).is_ok()).then_some(())
        };
        signatures.split('\n').any(|line| ours(line).is_some()).then_some(text)
    }

    /// Whether this key signed these bytes, which are no note.
    pub fn signed(&self, bytes: &[u8], signature: &str) -> bool {
        let signature = BASE64.decode(signature.as_bytes()).ok().and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.key.verify_strict(bytes, &signature).is_ok())
    }

    /// The checkpoint in a note that this key signed for the log of its own name.
    pub fn checkpoint(&self, note: &str) -> Option<Checkpoint> {
        Checkpoint::read(self.open(note)?).filter(|checkpoint| checkpoint.origin == self.name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example of the Go library golang.org/x/mod/sumdb/note, which the specification is of.
    const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const PETERS_NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what \
                               your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn checkpoint() -> Checkpoint {
        let more = vec!["poll ab12".to_owned(), "turnout 12".to_owned()];
        Checkpoint { origin: "madang/seongnam/1".into(), size: 13, root: [7; 32], more }
    }

    #[test]
    fn somebody_elses_note_is_read_and_believed() {
        let peter = Verifier::read(PETER).unwrap();
        assert_eq!(peter.text(), PETER);
        assert!(peter.open(PETERS_NOTE).is_some_and(|text| text.starts_with("If you think")));
        assert!(peter.open(&PETERS_NOTE.replace("answer", "anther")).is_none());
        assert!(Verifier::read(&PETER.replace("c74f20a3", "c74f20a4")).is_none());
    }

    #[test]
    fn a_checkpoint_is_signed_read_and_not_to_be_changed() {
        let signer = Signer::new(&[9; 32]);
        let verifier = signer.verifier("madang/seongnam/1");
        let note = signer.note("madang/seongnam/1", &checkpoint().text());
        assert_eq!(verifier.checkpoint(&note), Some(checkpoint()));
        assert_eq!(checkpoint().said("turnout"), Some("12"));
        assert_eq!(Verifier::read(&verifier.text()), Some(verifier.clone()));
        for (from, to) in
            [("13", "14"), ("turnout 12", "turnout 13"), ("seongnam/1\n13", "seongnam/2\n13"), ("ab12", "")]
        {
            assert!(note.contains(from));
            assert_eq!(verifier.checkpoint(&note.replace(from, to)), None, "{from} became {to}");
        }
        assert_eq!(signer.verifier("madang/seongnam/2").checkpoint(&note), None);
        assert_eq!(Signer::new(&[8; 32]).verifier("madang/seongnam/1").checkpoint(&note), None);
        // A witness may sign too.
        let line = note.lines().last().unwrap();
        let witnessed = format!("{}{}\n", note, line.replace("madang/seongnam/1", "a-witness"));
        assert_eq!(verifier.checkpoint(&witnessed), Some(checkpoint()));
    }

    #[test]
    fn a_receipt_is_signed_as_bytes() {
        let signer = Signer::new(&[9; 32]);
        let signature = signer.sign(b"a receipt");
        let verifier = signer.verifier("x");
        assert!(verifier.signed(b"a receipt", &signature) && !verifier.signed(b"another", &signature));
        assert!(!verifier.signed(b"a receipt", "what"));
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_believed_or_not(note in "(\\PC|\n){0,200}") {
            let verifier = Signer::new(&[9; 32]).verifier("x");
            prop_assert!(verifier.open(&note).is_none());
            let _ = Checkpoint::read(&note);
            let _ = Verifier::read(&note);
        }
    }
}
