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
mod pin;
mod place;
mod poll;
mod press;
mod profile;
mod react;
mod send;
mod topic;

use std::sync::Arc;

use serde_json::json;

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

/// Calls a method of any spelling and writes the call down.
pub async fn call(shared: &Arc<Shared>, bot: i64, name: &str, params: Params) -> Answer {
    let Some(method) = METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name)) else {
        return shared.write(|world| {
            fail(world, name, "the emulator has no such method".to_owned());
            let refusal = Refusal::new(404, "Not Found: method not found");
            record(world, bot, name, &params, Answer::from(Err(refusal)))
        });
    };
    let at_once = |run: &dyn Fn(&mut World, &Call) -> Answer| {
        shared.write(|world| {
            check(world, method, &params);
            world.close_due_polls();
            let answer = run(world, &Call { bot, params: &params });
            if answer.status == 200 {
                let markup = params.json("reply_markup").ok().flatten();
                world.look_over(method.name, markup.as_ref(), &answer.body["result"]);
            }
            record(world, bot, method.name, &params, answer)
        })
    };
    match method.way {
        Way::Act(act) => at_once(&|world, call| Answer::from(act(world, call))),
        Way::Say(say) => at_once(&|world, call| Answer::said(say(world, call))),
        Way::Poll => poll(shared, bot, method, &params).await,
    }
}

async fn poll(shared: &Arc<Shared>, bot: i64, method: &Method, params: &Params) -> Answer {
    shared.write(World::close_due_polls);
    let outcome = fetch::updates(shared, bot, params).await;
    // An empty answer is no news, and there are very many of them.
    let quiet = outcome.as_ref().is_ok_and(|found| found.as_array().is_some_and(Vec::is_empty));
    let answer = Answer::from(outcome);
    shared.write(|world| {
        check(world, method, params);
        if quiet { answer } else { record(world, bot, method.name, params, answer) }
    })
}

/// Writes down every parameter that the method does not have.
fn check(world: &mut World, method: &Method, params: &Params) {
    for unknown in params.names().filter(|name| !takes(method, params, name)) {
        fail(world, method.name, format!("there is no parameter \"{unknown}\""));
    }
}

fn takes(method: &Method, params: &Params, name: &str) -> bool {
    method.takes.iter().any(|names| names.contains(&name)) || params.parts().any(|(part, _)| part == name)
}

fn fail(world: &mut World, method: &str, what: String) {
    let now_ms = world.now_ms;
    tracing::warn!(method, what, "the bot made a call that Telegram does not know");
    world.touch();
    world.journal.fail(now_ms, method, what);
}

fn record(world: &mut World, bot: i64, method: &str, params: &Params, answer: Answer) -> Answer {
    let status = answer.status;
    let call = journal::Call {
        n: 0,
        at: world.now_ms,
        bot,
        method: method.to_owned(),
        params: params.record(),
        status,
        answer: answer.body.clone(),
    };
    let n = world.journal.write(call);
    world.emit("call", json!({ "n": n, "method": method, "status": status }));
    answer
}
