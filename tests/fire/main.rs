//! The way in under fire: floods, updates that fail, a full, slow, failing or damaged disk, clocks
//! that jump, and whether anything of it tells what somebody wrote.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test, in its helpers too")]

mod aside;
#[cfg(feature = "emulator")]
mod canary;
mod disk;
mod flood;
mod hall;
#[cfg(feature = "emulator")]
mod program;
#[cfg(feature = "emulator")]
mod stop;
mod time;
#[path = "../town/mod.rs"]
mod town;
