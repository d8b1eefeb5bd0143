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

use anyhow::{Context, anyhow};
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::Url;
use reqwest::redirect::Policy;
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
    /// `https://api.telegram.org/bot<token>/`: never to be logged.
    base: Url,
    /// Who wants to know what time it is there.
    clock: Option<Arc<Steady>>,
}

impl Telegram {
    /// A bot with that token at the server of that address.
    pub fn new(api: &str, token: &str) -> anyhow::Result<Telegram> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CALL_TIMEOUT)
            // Telegram never sends us elsewhere, and the address holds the token.
            .redirect(Policy::none())
            .build()
            .context("making the client for Telegram")?;
        let base = format!("{}/bot{token}/", api.trim_end_matches('/'));
        // What is wrong with it is told without the token.
        let base = Url::parse(&base).map_err(|error| anyhow!("the address of Telegram's server: {error}"))?;
        Ok(Telegram { http, base, clock: None })
    }

    /// The same, and tells a clock what time it is there.
    pub fn telling(mut self, clock: Arc<Steady>) -> Telegram {
        self.clock = Some(clock);
        self
    }

    /// Where a method is called.
    fn address(&self, method: &str) -> Url {
        let mut address = self.base.clone();
        if let Ok(mut path) = address.path_segments_mut() {
            path.pop_if_empty().push(method);
        }
        address
    }

    /// Calls a method with a JSON body, and waits for its answer.
    async fn call<T: DeserializeOwned>(&self, method: &str, body: &impl serde::Serialize) -> Result<T, Trouble> {
        let request = self.http.post(self.address(method)).json(body);
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
