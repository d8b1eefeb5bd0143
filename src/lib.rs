//! Madang.

pub mod text;
