//! What can be proved about a poll: a log of what was taken, receipts for who voted, checkpoints that
//! others keep.

pub mod rules;
