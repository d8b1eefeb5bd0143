//! What was checked, in plain words.

use super::rules::audit::Check;
use super::rules::note::Checkpoint;
use super::rules::proof::{Fault, Proof};
use super::rules::verify::{Claim, Finding};
use crate::t;
use crate::text::Text;

/// One claim of a bundle, and whether it holds.
pub fn finding(finding: &Finding) -> Text {
    let holds = yes(finding.holds);
    match &finding.claim {
        Claim::Sums => t!("proof-claim-sums", holds = holds),
        Claim::Poll(digits) => t!("proof-claim-poll", holds = holds, digits = digits),
        Claim::Checkpoints(count) => t!("proof-claim-checkpoints", holds = holds, count = *count),
        Claim::Closed(size) => t!("proof-claim-closed", holds = holds, size = *size),
        Claim::Numbers(live) => t!("proof-claim-numbers", holds = holds, live = *live),
        Claim::Paper(ballots) => t!("proof-claim-paper", holds = holds, ballots = *ballots),
        Claim::Quorum(met) => t!("proof-claim-quorum", holds = holds, met = yes(*met)),
        Claim::Recount => t!("proof-claim-recount", holds = holds),
        Claim::Withheld => t!("proof-claim-withheld"),
        Claim::Receipt(number, receipt) => t!("proof-claim-receipt", number = *number, receipt = receipt),
        Claim::NoReceipt => t!("proof-claim-no-receipt"),
        Claim::Kept(size) => t!("proof-claim-kept", holds = holds, size = *size),
    }
}

/// What all of it comes to, and what it cannot show.
pub fn verdict(found: &[Finding]) -> Text {
    if !found.iter().all(|finding| finding.holds) {
        return t!("proof-verdict-fails");
    }
    let counted = found.iter().all(|finding| finding.claim != Claim::Withheld);
    t!("proof-verdict-holds", counted = yes(counted))
}

/// A receipt's file.
pub fn receipt(proof: &Proof, outcome: &Result<Checkpoint, Fault>) -> Text {
    match outcome {
        Ok(checkpoint) => {
            let (number, shown, size) = (proof.receipt.number, proof.receipt.to_string(), checkpoint.size);
            let key = &proof.verifier;
            t!(
                "proof-receipt-holds",
                receipt = shown,
                number = number,
                size = size,
                log = &checkpoint.origin,
                key = key
            )
        }
        Err(Fault::Key) => t!("proof-receipt-key"),
        Err(Fault::Checkpoint) => t!("proof-receipt-checkpoint"),
        Err(Fault::Poll) => t!("proof-receipt-poll"),
        Err(Fault::Signature) => t!("proof-receipt-signature"),
        Err(Fault::Path) => t!("proof-receipt-path"),
    }
}

/// One check of a panel. `at` are the leaves at which it fails.
pub fn check(check: Check, holds: bool, at: &[u64]) -> Text {
    const SHOWN_MAX: usize = 20;
    let leaves = at.iter().take(SHOWN_MAX).map(u64::to_string).collect::<Vec<_>>().join(", ");
    let holds = yes(holds);
    match check {
        Check::Key => t!("proof-audit-key", holds = holds),
        Check::Leaves => t!("proof-audit-leaves", holds = holds, leaves = leaves),
        Check::Valid => t!("proof-audit-valid", holds = holds, leaves = leaves),
        Check::Chains => t!("proof-audit-chains", holds = holds, leaves = leaves),
        Check::Ballots => t!("proof-audit-ballots", holds = holds),
        Check::Result => t!("proof-audit-result", holds = holds),
    }
}

/// What a panel's checks come to.
pub fn audit_verdict(all: bool) -> Text {
    match all {
        true => t!("proof-audit-verdict-holds"),
        false => t!("proof-audit-verdict-fails"),
    }
}

fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}
