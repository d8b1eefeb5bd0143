//! Waiting over HTTP for what a bot does, so that a script needs no sleep: `GET /emu/wait` answers
//! as soon as there is a call, an update, a message, or nothing left to do.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Control;
use super::body::{Asked, refuse, wrong};
use super::form::{self, Field, Is, may, needs};
use crate::emulator::journal::Call;
use crate::emulator::world::{Bot, World};

/// The longest wait, in milliseconds.
const WAIT_MS_MAX: u64 = 60_000;
const WAIT_MS: u64 = 10_000;

pub fn router() -> Router<Control> {
    Router::new().route("/emu/wait", get(wait))
}

const FIELDS: &[Field] = &[
    needs("for", Is::OneOf(&["call", "update", "message", "answered", "idle"])),
    may("method", Is::Text),
    may("kind", Is::Text),
    may("bot", Is::Int),
    may("chat", Is::Int),
    may("text", Is::Text),
    may("after", Is::Within(0, i64::MAX)),
    may("timeout_ms", Is::Within(0, i64::MAX)),
];

#[derive(Deserialize)]
struct Wish {
    r#for: What,
    /// Of a call.
    method: Option<String>,
    /// Of an update.
    kind: Option<String>,
    /// Without one the bot that people talk with.
    bot: Option<i64>,
    chat: Option<i64>,
    /// Part of the text or caption.
    text: Option<String>,
    /// The number of the call, the update or the message must be higher.
    #[serde(default)]
    after: u64,
    timeout_ms: Option<u64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// A call of the bot.
    Call,
    /// An update that waits for the bot.
    Update,
    /// A message of the bot.
    Message,
    /// Every press has its answer.
    Answered,
    /// No update waits, and every press has its answer.
    Idle,
}

async fn wait(State(control): State<Control>, asked: Asked) -> Response {
    let asked = match asked.of(FIELDS) {
        Ok(asked) => asked,
        Err(error) => return wrong(error),
    };
    let wish: Wish = match form::read(asked, &[FIELDS]) {
        Ok(wish) => wish,
        Err(error) => return wrong(error),
    };
    if let Err(error) = control.shared.read(|world| world.bot_in(0, wish.bot)) {
        return wrong(error);
    }
    let within = Duration::from_millis(wish.timeout_ms.unwrap_or(WAIT_MS).min(WAIT_MS_MAX));
    // Calls that were looked at are not looked at again.
    let seen = AtomicU64::new(wish.after);
    let found = control.until(within, |control| control.shared.read(|world| look(world, &wish, &seen))).await;
    match found {
        Some(found) => Json(found).into_response(),
        None => refuse(StatusCode::REQUEST_TIMEOUT, "nothing of that kind happened in this time"),
    }
}

fn look(world: &World, wish: &Wish, seen: &AtomicU64) -> Option<Value> {
    let bot = world.bot(wish.bot.unwrap_or(world.main));
    match wish.r#for {
        What::Call => {
            let after = seen.swap(world.journal.count(), Ordering::Relaxed);
            let call = world.journal.after(after, usize::MAX).find(|call| wish.call(call))?;
            Some(json!({ "ok": true, "call": call }))
        }
        What::Update => {
            let mut waiting = bot.queue.alive(world.now_ms);
            let update = waiting.find_map(|queued| {
                let payload: Value = serde_json::from_str(queued.payload.get()).ok()?;
                let kind = wish.kind.as_ref().is_none_or(|kind| *kind == queued.kind);
                let late = queued.id.cast_unsigned() > wish.after;
                let chat = payload["chat"]["id"].as_i64().or(payload["message"]["chat"]["id"].as_i64());
                (kind && late && wish.place(chat) && wish.words(&payload)).then(|| queued.update())
            })?;
            Some(json!({ "ok": true, "update": serde_json::from_str::<Value>(&update).ok()? }))
        }
        What::Message => {
            let after = i64::try_from(wish.after).unwrap_or(i64::MAX).saturating_add(1);
            let chats = bot.chats.iter().filter(|(id, _)| wish.place(Some(**id)));
            let mut messages = chats.flat_map(|(_, chat)| chat.messages.range(after..));
            let found = messages.find_map(|(_, kept)| {
                let object = kept.out.then(|| Value::Object(kept.object.copy()))?;
                wish.words(&object).then_some(object)
            })?;
            Some(json!({ "ok": true, "message": found }))
        }
        What::Answered => answered(bot, wish.chat).then(|| json!({ "ok": true })),
        What::Idle => {
            let idle = bot.queue.alive(world.now_ms).next().is_none() && answered(bot, None);
            idle.then(|| json!({ "ok": true }))
        }
    }
}

fn answered(bot: &Bot, chat: Option<i64>) -> bool {
    let mut callbacks = bot.callbacks.values();
    callbacks.all(|callback| callback.answered || chat.is_some_and(|chat| chat != callback.chat))
}

impl Wish {
    fn call(&self, call: &Call) -> bool {
        let method = self.method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(&call.method));
        let bot = self.bot.is_none_or(|bot| bot == call.bot);
        bot && method && self.place(call.params["chat_id"].as_i64()) && self.words(&call.params)
    }

    fn place(&self, chat: Option<i64>) -> bool {
        self.chat.is_none_or(|wanted| Some(wanted) == chat)
    }

    fn words(&self, object: &Value) -> bool {
        let text = object["text"].as_str().or(object["caption"].as_str()).unwrap_or_default();
        self.text.as_ref().is_none_or(|wanted| text.contains(wanted.as_str()))
    }
}
