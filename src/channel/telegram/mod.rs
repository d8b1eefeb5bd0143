//! Telegram, or what speaks like it. teloxide gives the types of what comes in and goes out; its
//! dispatcher and its sender are not used: the one confirms an update before it has been handled,
//! the other hides the number of an error (ARCHITECTURE.md says more).

mod answer;
mod read;
pub mod receive;
pub mod setup;
mod write;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;

use crate::channel::{Bytes, Channel, ChatId, Inbound, MessageId, Outbound, SendError};
use crate::clock::Steady;

pub use answer::Trouble;
pub use read::read;

/// Its name in the database.
pub const NAME: &str = "telegram";

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a call may take, but for one that waits for updates.
const CALL_TIMEOUT: Duration = Duration::from_secs(35);

/// A bot at a Bot API server.
pub struct Telegram {
    http: reqwest::Client,
    /// `https://api.telegram.org/bot<token>`: never to be logged.
    base: String,
    /// Who wants to know what time it is there.
    clock: Option<Arc<Steady>>,
}

impl Telegram {
    /// A bot with that token at the server of that address.
    pub fn new(api: &str, token: &str) -> anyhow::Result<Telegram> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CALL_TIMEOUT)
            .build()
            .context("making the client for Telegram")?;
        Ok(Telegram { http, base: format!("{}/bot{token}", api.trim_end_matches('/')), clock: None })
    }

    /// The same, and tells a clock what time it is there.
    pub fn telling(mut self, clock: Arc<Steady>) -> Telegram {
        self.clock = Some(clock);
        self
    }

    /// Calls a method with a JSON body, and waits for its answer.
    async fn call<T: DeserializeOwned>(&self, method: &str, body: &impl serde::Serialize) -> Result<T, Trouble> {
        let request = self.http.post(format!("{}/{method}", self.base)).json(body);
        answer::of_told(request, |at| {
            if let Some(clock) = &self.clock {
                clock.told(at);
            }
        })
        .await
    }
}

impl std::fmt::Debug for Telegram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Telegram")
    }
}

impl Channel for Telegram {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        read::read(raw)
    }

    fn send<'a>(
        &'a self,
        chat: ChatId,
        message: &'a Outbound,
        bytes: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        write::send(self, chat, message, bytes).boxed()
    }
}
