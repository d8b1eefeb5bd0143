//! What proves a receipt to somebody who trusts nobody: a text with the receipt, the way from its leaf to the
//! root, and the checkpoint that was signed over that root. `madang verify` reads it.

use super::rules::note::Verifier;
use super::rules::proof::Proof;
use super::rules::tree;
use super::{Receipt, log_name, store};
use crate::city::City;
use crate::db::Tx;
use crate::poll::Poll;

/// The proof of a leaf at the newest checkpoint; nothing if that does not cover it yet.
pub async fn receipt(tx: &mut Tx, city: &City, poll: &Poll, number: u64) -> anyhow::Result<Option<String>> {
    let (Some(begun), Some((_, note))) = (store::begun(tx, poll.id).await?, store::newest_note(tx, poll.id).await?)
    else {
        return Ok(None);
    };
    let checkpoint = Verifier::read(&begun.verifier).and_then(|verifier| verifier.checkpoint(&note));
    let Some(checkpoint) = checkpoint else { return Ok(None) };
    if number == 0 || number > checkpoint.size {
        return Ok(None);
    }
    let Some(hash) = store::hash(tx, poll.id, number).await? else { return Ok(None) };
    let known = store::known(tx, poll.id, number, checkpoint.size).await?;
    let Some(path) = tree::inclusion(&known, number - 1, checkpoint.size) else { return Ok(None) };
    let receipt = Receipt { number, hash };
    let signer = city.keys.signer()?;
    // Only who signed the log's checkpoints can sign its receipts.
    let signature = match signer.verifier(&log_name(city, poll.id)?).text() == begun.verifier {
        true => Some(signer.sign(&receipt.signed_bytes(&poll.hash))),
        false => None,
    };
    let proof = Proof { poll: poll.hash.clone(), receipt, signature, verifier: begun.verifier, path, note };
    Ok(Some(proof.text()))
}
