//! The methods of the Bot API that the emulator knows: their names, their parameters, and the
//! function behind each. A method that is missing here, and a parameter that a method does not
//! have, is answered as Telegram would and written down as a failure of the bot. A new method is
//! a function beside its kin and a line in `list.rs`.

mod about;
mod album;
mod chat;
mod delete;
mod edit;
mod fetch;
mod forward;
mod inline;
mod list;
mod member;
mod menu;
pub mod object;
mod pin;
mod place;
mod poll;
mod press;
mod profile;
mod react;
mod send;
mod topic;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::json;

use super::fault::call::{Fate, fate};
use super::fault::{When, matches};
use list::METHODS;

use super::journal;
use super::params::Params;
use super::refusal::{Answer, Outcome, Refusal};
use super::shared::Shared;
use super::world::World;

/// Who calls, and with what.
pub struct Call<'a> {
    pub bot: i64,
    pub params: &'a Params,
}

/// How a method is run.
enum Way {
    /// At once, to a result.
    Act(fn(&mut World, &Call) -> Outcome),
    /// At once, to `true` and a sentence.
    Say(fn(&mut World, &Call) -> Result<&'static str, Refusal>),
    /// getUpdates, which may wait.
    Poll,
}

struct Method {
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    way: Way,
}

/// What comes of a call: an answer, or a connection that is closed without one.
pub enum Reply {
    Answer(Answer),
    Dropped,
}

/// A call on its way: whose it is, and what the faults do to it.
struct Caller {
    shared: Arc<Shared>,
    bot: i64,
    fate: Option<Fate>,
}

/// Whether there is a method of this name, in any spelling; with a `*` at the end, one that begins so.
pub fn is_known(name: &str) -> bool {
    METHODS.iter().any(|method| matches(name, method.name))
}

/// Calls a method of any spelling and writes the call down. This is where the faults of calls
/// strike.
pub async fn call(shared: &Arc<Shared>, bot: i64, name: &str, params: Params) -> Reply {
    let method = METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name));
    let fate = shared.write(|world| fate(world, bot, name, &params));
    let caller = Caller { shared: shared.clone(), bot, fate };
    if caller.fate.is_none() {
        return Reply::Answer(caller.run(method, name, params).await);
    }
    let name = name.to_owned();
    // Telegram goes on with a call that it has read, also if the client has lost its patience.
    let going_on = shared.tasks.spawn(async move { caller.suffer(method, &name, params).await });
    going_on.await.unwrap_or(Reply::Dropped)
}

impl Caller {
    /// Goes through with the call, as the faults have it.
    async fn suffer(&self, method: Option<&'static Method>, name: &str, params: Params) -> Reply {
        let Some(fate) = &self.fate else { return Reply::Answer(self.run(method, name, params).await) };
        self.shared.pass(fate.before_ms).await;
        if fate.dropped == Some(When::Before) {
            self.record(method, name, params, None);
            return Reply::Dropped;
        }
        let answer = match fate.instead.clone() {
            Some(answer) => {
                self.record(method, name, params, Some(&answer));
                answer
            }
            None => self.run(method, name, params).await,
        };
        self.shared.pass(fate.after_ms).await;
        match fate.dropped {
            Some(_) => Reply::Dropped,
            None if fate.truncated => Reply::Answer(answer.half()),
            None => Reply::Answer(answer),
        }
    }

    /// Does what the method does.
    async fn run(&self, method: Option<&'static Method>, name: &str, params: Params) -> Answer {
        let Some(method) = method else {
            return self.shared.write(|world| {
                fail(world, name, "the emulator has no such method".to_owned());
                let answer = Answer::from(Err(Refusal::new(404, "Not Found: method not found")));
                self.write_down(world, Cow::Owned(name.to_owned()), params, Some(&answer));
                answer
            });
        };
        let bot = self.bot;
        match method.way {
            Way::Act(act) => self.at_once(method, params, |world, params| {
                let outcome = act(world, &Call { bot, params });
                if let Ok(result) = &outcome {
                    let markup = params.json("reply_markup").ok().flatten();
                    world.look_over(method.name, markup.as_ref(), result);
                }
                Answer::from(outcome)
            }),
            Way::Say(say) => {
                self.at_once(method, params, |world, params| Answer::said(say(world, &Call { bot, params })))
            }
            Way::Poll => self.poll(method, params).await,
        }
    }

    fn at_once(
        &self,
        method: &'static Method,
        params: Params,
        run: impl FnOnce(&mut World, &Params) -> Answer,
    ) -> Answer {
        self.shared.write(|world| {
            check(world, method, &params);
            world.close_due_polls();
            if let Some(fate) = &self.fate {
                fate.before(world, self.bot, &params);
            }
            let answer = run(world, &params);
            let answer = self.spoiled(world, &params, answer);
            self.write_down(world, Cow::Borrowed(method.name), params, Some(&answer));
            answer
        })
    }

    async fn poll(&self, method: &'static Method, params: Params) -> Answer {
        self.shared.write(World::close_due_polls);
        let updates = fetch::updates(&self.shared, self.bot, &params).await;
        // An empty answer is no news, and there are very many of them.
        let quiet = self.fate.is_none() && updates.as_ref().is_ok_and(Vec::is_empty);
        let answer = match updates {
            Ok(updates) => Answer::updates(&updates),
            Err(refusal) => Answer::from(Err(refusal)),
        };
        self.shared.write(|world| {
            check(world, method, &params);
            let answer = self.spoiled(world, &params, answer);
            if !quiet {
                self.write_down(world, Cow::Borrowed(method.name), params, Some(&answer));
            }
            answer
        })
    }

    /// What the bot gets instead of what it should get.
    fn spoiled(&self, world: &mut World, params: &Params, answer: Answer) -> Answer {
        let Some(fate) = &self.fate else { return answer };
        fate.after(world, params);
        fate.afterwards.clone().unwrap_or(answer)
    }

    /// Writes down a call that did nothing.
    fn record(&self, method: Option<&'static Method>, name: &str, params: Params, answer: Option<&Answer>) {
        let name = method.map_or(Cow::Owned(name.to_owned()), |method| Cow::Borrowed(method.name));
        self.shared.write(|world| self.write_down(world, name, params, answer));
    }

    fn write_down(&self, world: &mut World, method: Cow<'static, str>, params: Params, answer: Option<&Answer>) {
        let faults = self.fate.as_ref().map(|fate| fate.names.clone()).unwrap_or_default();
        let status = answer.map_or(0, |answer| answer.status);
        let event = world.watched.then(|| json!({ "method": method, "status": status, "faults": faults }));
        let n = world.journal.write(journal::Entry {
            at: world.now_ms,
            bot: self.bot,
            method,
            params: params.record(),
            status,
            answer: answer.map(|answer| answer.body.clone()).unwrap_or_default(),
            faults,
        });
        world.touch();
        if let Some(mut event) = event {
            event["n"] = json!(n);
            world.emit("call", event);
        }
    }
}

/// Writes down every parameter that the method does not have, and every field that an object in a
/// parameter does not have.
fn check(world: &mut World, method: &Method, params: &Params) {
    for unknown in params.names().filter(|name| !takes(method, params, name)) {
        fail(world, method.name, format!("there is no parameter \"{unknown}\""));
    }
    for (parameter, kind) in object::parameters().filter(|(parameter, _)| params.has(parameter)) {
        let Ok(Some(value)) = params.json(parameter) else { continue };
        for field in object::unknown(parameter, kind, &value) {
            fail(world, method.name, format!("there is no field \"{field}\""));
        }
    }
}

fn takes(method: &Method, params: &Params, name: &str) -> bool {
    method.takes.iter().any(|names| names.contains(&name)) || params.parts().any(|(part, _)| part == name)
}

fn fail(world: &mut World, method: &str, what: String) {
    world.complain(method, what);
}
