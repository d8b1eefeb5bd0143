//! Madang (마당, the yard where a village meets): a chat-bot participation gateway for a city.
//!
//! Citizens submit proposals, vote on priority projects, come to forums and see what came of it;
//! staff run all of that from the same chat. ARCHITECTURE.md walks through one update; here is the
//! map.

pub mod app; // builds everything from the settings; runs the loops
pub mod bot; // the conversation: what a person did, what it means, what is answered
pub mod channel; // the border to Telegram and the terminal
pub mod city; // the city as data: a preset
pub mod cli; // the commands that look after things
pub mod clock; // the only place that asks what time it is
pub mod config; // the settings: flags and environment variables
pub mod count; // a vote from a file: read, counted, converted
pub mod crash; // places at which a test has the program die
pub mod db; // SQLite: one writer, a few readers, Tx { now }
#[cfg(feature = "emulator")]
pub mod demo; // the demonstration: emulator, chat page and bot in one
#[cfg(feature = "emulator")]
pub mod emulator; // a Telegram Bot API on this machine, and its chat page
pub mod example; // a little example life for the demonstration
pub mod forum; // what people gather at: seats and reminders
pub mod inbox; // what came in: taken once, answered for
pub mod live; // cards with a figure that runs
pub mod lock; // one program to a database
pub mod notice; // one text to many
pub mod outbox; // what goes out: kept, paced, sent, settled
pub mod panics; // panics without their words
pub mod person; // who takes part: consent, profile, own data, leaving
pub mod poll; // votes on priority projects
pub mod proposal; // citizens' proposals
pub mod schedule; // what time brings: runs each room's due::pass
pub mod staff; // roles, invitations, the desk, exports, the audit trail
pub mod text; // words: catalogue, particles, dates in and out, HTML
pub mod web; // what listens on HTTP: the webhook, health
