//! The count, held against what others counted in real votes, against what the literature promises
//! of each method, and against the examples of docs/voting.md.

#![allow(clippy::unwrap_used, reason = "tests")]

mod budgets;
mod data;
mod differences;
mod manual;
mod orders;
mod promises;
mod refused;
mod ties;
