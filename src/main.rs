//! Madang.
fn main() {}
