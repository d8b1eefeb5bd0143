//! A receipt with all that proves it, as a text.

use std::fmt::Write as _;

use data_encoding::{BASE64, HEXLOWER};

use super::note::{Checkpoint, Verifier};
use super::receipt::Receipt;
use super::tree::{self, Hash};

/// The first line, which names this form.
pub const FORM: &str = "madang-receipt-1";

/// A receipt with all that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The hash of the poll as it was published.
    pub poll: String,
    /// The receipt.
    pub receipt: Receipt,
    /// Its signature: that this leaf was promised to be in the log.
    pub signature: Option<String>,
    /// Who checks signatures.
    pub verifier: String,
    /// The way from the leaf to the root.
    pub path: Vec<Hash>,
    /// The signed checkpoint.
    pub note: String,
}

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The key is none.
    Key,
    /// The key has not signed the checkpoint.
    Checkpoint,
    /// The checkpoint is of another poll.
    Poll,
    /// The key has not signed the receipt.
    Signature,
    /// The leaf is not under the checkpoint's root.
    Path,
}

impl Proof {
    /// As a text.
    pub fn text(&self) -> String {
        let Proof { poll, receipt, signature, verifier, path, note } = self;
        let hash = HEXLOWER.encode(&receipt.hash);
        let mut text = format!("{FORM}\npoll {poll}\nnumber {}\nleaf {hash}\nkey {verifier}\n", receipt.number);
        if let Some(signature) = signature {
            let _ = writeln!(text, "signature {signature}");
        }
        for step in path {
            let _ = writeln!(text, "path {}", BASE64.encode(step));
        }
        text + "\n" + note
    }

    /// Reads what [`Proof::text`] wrote; Windows' line ends are understood.
    pub fn read(text: &str) -> Option<Proof> {
        let text = text.replace("\r\n", "\n");
        let (head, note) = text.trim_start_matches('\u{feff}').split_once("\n\n")?;
        let mut lines = head.lines();
        if lines.next()? != FORM {
            return None;
        }
        let (mut poll, mut number, mut hash, mut verifier, mut signature) = (None, None, None, None, None);
        let mut path = Vec::new();
        for line in lines {
            let (word, said) = line.split_once(' ')?;
            match word {
                "poll" => poll = Some(said.to_owned()),
                "number" => number = Some(said.parse().ok()?),
                "leaf" => hash = Some(HEXLOWER.decode(said.as_bytes()).ok()?.try_into().ok()?),
                "key" => verifier = Some(said.to_owned()),
                "signature" => signature = Some(said.to_owned()),
                "path" => path.push(BASE64.decode(said.as_bytes()).ok()?.try_into().ok()?),
                _ => return None,
            }
        }
        let receipt = Receipt { number: number?, hash: hash? };
        Some(Proof { poll: poll?, receipt, signature, verifier: verifier?, path, note: note.to_owned() })
    }

    /// Whether all of it holds; the checkpoint that it holds against.
    pub fn check(&self) -> Result<Checkpoint, Fault> {
        let verifier = Verifier::read(&self.verifier).ok_or(Fault::Key)?;
        let checkpoint = verifier.checkpoint(&self.note).ok_or(Fault::Checkpoint)?;
        if checkpoint.said("poll") != Some(&self.poll) {
            return Err(Fault::Poll);
        }
        if let Some(signature) = &self.signature
            && !verifier.signed(&self.receipt.signed_bytes(&self.poll), signature)
        {
            return Err(Fault::Signature);
        }
        let Receipt { number, hash } = &self.receipt;
        let index = number.checked_sub(1).ok_or(Fault::Path)?;
        let included = tree::includes(index, checkpoint.size, hash, &self.path, &checkpoint.root);
        if included { Ok(checkpoint) } else { Err(Fault::Path) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::note::Signer;
    use super::*;

    fn proof() -> Proof {
        let leaves: Vec<Hash> = (0u8..11).map(|number| tree::leaf_hash(&[number])).collect();
        let (signer, name) = (Signer::new(&[3; 32]), "madang/seongnam/aa/1");
        let root = tree::root(leaves.as_slice(), 11).unwrap();
        let checkpoint = Checkpoint { origin: name.into(), size: 11, root, more: vec!["poll ab12".into()] };
        let receipt = Receipt { number: 5, hash: leaves[4] };
        Proof {
            poll: "ab12".into(),
            receipt,
            signature: Some(signer.sign(&receipt.signed_bytes("ab12"))),
            verifier: signer.verifier(name).text(),
            path: tree::inclusion(leaves.as_slice(), 4, 11).unwrap(),
            note: signer.note(name, &checkpoint.text()),
        }
    }

    #[test]
    fn a_proof_is_read_again_and_holds() {
        let read = Proof::read(&proof().text()).unwrap();
        assert_eq!(read, proof());
        assert_eq!(read.check().map(|checkpoint| checkpoint.size), Ok(11));
        assert_eq!(Proof::read(&proof().text().replace('\n', "\r\n")), Some(proof()));
        assert_eq!(Proof::read("madang-receipt-1\n"), None);
    }

    #[test]
    fn whatever_is_changed_in_a_proof_shows() {
        let with = |change: fn(&mut Proof)| {
            let mut changed = proof();
            change(&mut changed);
            changed.check().unwrap_err()
        };
        assert_eq!(with(|proof| proof.receipt.number = 6), Fault::Signature);
        assert_eq!(with(|proof| (proof.receipt.number, proof.signature) = (6, None)), Fault::Path);
        assert_eq!(with(|proof| (proof.receipt.number, proof.signature) = (0, None)), Fault::Path);
        assert_eq!(with(|proof| proof.receipt.hash[0] ^= 1), Fault::Signature);
        assert_eq!(with(|proof| proof.poll = "ab13".into()), Fault::Poll);
        assert_eq!(with(|proof| proof.path.truncate(1)), Fault::Path);
        assert_eq!(with(|proof| proof.note = proof.note.replace("\n11\n", "\n12\n")), Fault::Checkpoint);
        assert_eq!(with(|proof| proof.verifier.push('=')), Fault::Key);
        let other = Signer::new(&[4; 32]).verifier("madang/seongnam/aa/1").text();
        let mut changed = proof();
        changed.verifier = other;
        assert_eq!(changed.check(), Err(Fault::Checkpoint));
    }
}
