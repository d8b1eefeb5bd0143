//! Faults around the answer of a call: what happens to it before it does anything, and what to
//! its answer afterwards.

use axum::http::StatusCode;

use super::{Break, Occasion, Place, When};
use crate::emulator::chat::Standing;
use crate::emulator::params::Params;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::world::World;

/// What a proxy says when the server behind it does not answer.
const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
                           <center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

/// What becomes of one call.
#[derive(Debug, Default)]
pub struct Fate {
    /// The faults that struck, for the journal.
    pub names: Vec<&'static str>,
    /// Waits before and after, in milliseconds.
    pub before_ms: i64,
    pub after_ms: i64,
    /// The answer, with nothing done.
    pub instead: Option<Answer>,
    /// The answer, although it is done.
    pub afterwards: Option<Answer>,
    pub dropped: Option<When>,
    pub truncated: bool,
    block: bool,
    lose_link: bool,
}

/// Asks the faults about a call. None if nothing is to happen to it.
pub fn fate(world: &mut World, bot: i64, method: &str, params: &Params) -> Option<Fate> {
    if world.faults.is_empty() {
        return None;
    }
    let callback = params.text("callback_query_id").and_then(|id| world.bot(bot).callbacks.get(id));
    let chat = params.int("chat_id").or(callback.map(|callback| callback.chat));
    let occasion = Occasion { place: Place::Call, name: method, chat, bot };
    let blockable = chat.is_some_and(|chat| chat > 0 && world.standing(bot, chat) == Standing::Member);
    let can = |what: &Break| match what {
        Break::SecondPoller => method.eq_ignore_ascii_case("getUpdates"),
        Break::LoseLink => method.eq_ignore_ascii_case("getFile"),
        Break::Block => blockable,
        _ => true,
    };
    let breaks = world.faults.strike(&occasion, can);
    if breaks.is_empty() {
        return None;
    }
    world.touch();
    Some(Fate::of(breaks))
}

impl Fate {
    fn of(breaks: Vec<Break>) -> Fate {
        let mut fate = Fate::default();
        for what in breaks {
            fate.names.push(what.name());
            match what {
                Break::TooMany { retry_after } => fate.refuse(Refusal::flood(retry_after)),
                Break::Refuse { code, description, migrate_to_chat_id } => {
                    fate.refuse(Refusal { migrate_to_chat_id, ..Refusal::new(code, description) });
                }
                Break::ServerError { when } => {
                    fate.answer(when, Answer::from(Err(Refusal::new(500, "Internal Server Error"))));
                }
                Break::BadGateway { when } => fate.answer(when, Answer::page(StatusCode::BAD_GATEWAY, BAD_GATEWAY)),
                Break::Delay { ms, when: When::Before } => fate.before_ms += ms,
                Break::Delay { ms, when: When::After } => fate.after_ms += ms,
                // Nothing can come after it is closed.
                Break::Drop { when } => {
                    fate.dropped = if when == When::Before { Some(when) } else { fate.dropped.or(Some(when)) }
                }
                Break::Truncate => fate.truncated = true,
                Break::SecondPoller => fate.refuse(Refusal::other_poller()),
                Break::Block => fate.block = true,
                Break::LoseLink => fate.lose_link = true,
                _ => {}
            }
        }
        fate
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.answer(When::Before, Answer::from(Err(refusal)));
    }

    /// Of several, the first that was ordered speaks.
    fn answer(&mut self, when: When, answer: Answer) {
        let place = match when {
            When::Before => &mut self.instead,
            When::After => &mut self.afterwards,
        };
        place.get_or_insert(answer);
    }

    /// What happens in the world just before the call.
    pub fn before(&self, world: &mut World, bot: i64, params: &Params) {
        if let (true, Some(user)) = (self.block, params.int("chat_id")) {
            let by = world.user_json(user);
            world.change_standing(bot, user, by, Standing::Kicked);
        }
    }

    /// What happens in the world just after it.
    pub fn after(&self, world: &mut World, params: &Params) {
        if let (true, Some(id)) = (self.lose_link, params.text("file_id")) {
            let expired_ms = world.now_ms - 1;
            if let Some(file) = world.files.get_mut(id) {
                file.link_until_ms = expired_ms;
            }
        }
    }
}
