//! What is said on HTTP while the service begins: not yet, and what it waits for. So whoever watches it
//! sees a service that waits for Telegram, and not one that hangs.

use std::net::TcpListener as Socket;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::RETRY_AFTER_S;

/// A listener at which every request is told to come again.
pub struct Starting {
    listener: Socket,
    waits_for: watch::Sender<&'static str>,
    _until: DropGuard,
}

impl Starting {
    /// From now on, and until it is over.
    pub fn at(listener: TcpListener, waits_for: &'static str) -> anyhow::Result<Starting> {
        let listener = listener.into_std().context("listening")?;
        let ours = TcpListener::from_std(listener.try_clone().context("listening")?)?;
        let (waits_for, why) = watch::channel(waits_for);
        let until = CancellationToken::new();
        tokio::spawn(super::serve(ours, Router::new().fallback(not_yet).with_state(why), until.clone()));
        Ok(Starting { listener, waits_for, _until: until.drop_guard() })
    }

    /// It waits for something else.
    pub fn waits_for(&self, what: &'static str) {
        self.waits_for.send_replace(what);
    }

    /// It has begun: the listener, for what it is for.
    pub fn over(self) -> anyhow::Result<TcpListener> {
        TcpListener::from_std(self.listener).context("listening")
    }
}

async fn not_yet(State(why): State<watch::Receiver<&'static str>>) -> Response {
    let words = format!("{}\n", *why.borrow());
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER_S.to_string())], words).into_response()
}
