//! What can be proved about a poll, as plain values: the tree, its leaves, receipts and signed notes. No
//! keys' files, no database and no clock.

pub mod audit;
pub mod bundle;
pub mod evidence;
pub mod leaf;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tree;
pub mod verify;
