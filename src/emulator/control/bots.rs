//! `/emu/bot`: which bot people talk with, where nobody names another; and where they do.

use axum::extract::State;
use axum::response::Response;

use super::Control;
use super::body::{Body, done};
use super::form::{self, Field, Is, needs};
use crate::emulator::Scene;

const FIELDS: &[Field] = &[needs("id", Is::Int)];

impl Control {
    /// From here on people talk with this bot, and the page shows its chats.
    pub fn choose_bot(&self, id: i64) -> Result<(), String> {
        self.shared.write(|world| match world.bots.contains_key(&id) {
            true => {
                world.choose(id);
                Ok(())
            }
            false => Err(format!("there is no bot with the id {id}")),
        })
    }

    /// Says where the page plays.
    pub fn furnish(&self, scene: Scene) {
        self.shared.write(|world| world.scene = Some(scene));
    }

    /// Whether that bot, or the one that people talk with, hears of it soon.
    pub(super) fn is_heard_by(&self, bot: Option<i64>) -> bool {
        self.shared.read(|world| {
            let bot = world.bots.get(&bot.unwrap_or(world.main));
            bot.is_some_and(|bot| bot.listens(world.now_ms))
        })
    }
}

pub async fn choose(State(control): State<Control>, Body(wish): Body) -> Response {
    let chosen = form::check(&wish, &[FIELDS]);
    done(chosen.and_then(|()| control.choose_bot(wish["id"].as_i64().unwrap_or_default())))
}
