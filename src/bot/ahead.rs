//! What an update will look up, told before any of its batch is handled: so that one statement finds it
//! for all of them. Only from what was pressed; nothing depends on it being right.

use std::sync::Arc;

use crate::bot::Press;
use crate::channel::{Inbound, Input, Speaker};
use crate::city::City;
use crate::db::Announced;
use crate::poll;

/// What is announced.
pub fn ahead(city: &City, channel: &str, inbound: &Inbound) -> Vec<Announced> {
    let speaker = Speaker { channel: channel.to_owned(), chat: inbound.chat };
    let mut announced: Vec<Announced> = Vec::with_capacity(4);
    if let Input::Press { data, .. } = &inbound.input
        && let Some(Press::Poll(press)) = Press::decode(data)
    {
        announced.extend(poll::ballot::ahead(city, &speaker, &press));
    }
    announced.push(Arc::new(speaker));
    announced
}
