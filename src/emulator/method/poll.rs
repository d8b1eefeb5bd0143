//! Native polls, sent and stopped by the bot.

use serde_json::{Map, Value, json};

use super::{Call, chat, edit, send};
use crate::emulator::params::Params;
use crate::emulator::poll::Poll;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;
use crate::emulator::{entity, random};

const QUESTION_CHARS_MAX: usize = 300;
const OPTIONS_MAX: usize = 12;
const OPTION_CHARS_MAX: usize = 100;
const EXPLANATION_CHARS_MAX: usize = 200;
const EXPLANATION_LINES_MAX: usize = 3;
const DESCRIPTION_CHARS_MAX: usize = 1024;
/// Seconds that a poll may be open if that is planned.
const OPEN_S: std::ops::RangeInclusive<i64> = 5..=2_628_000;

pub fn send(world: &mut World, call: &Call) -> Outcome {
    let mut poll = read(call.params)?;
    let period = call.params.int("open_period").filter(|period| *period != 0);
    let at = call.params.int("close_date").filter(|at| *at != 0);
    let now_s = world.now_s();
    let open_s = period.or(at.map(|at| at - now_s));
    if open_s.is_some_and(|seconds| !OPEN_S.contains(&seconds)) {
        // The limit is Telegram's; the words are ours.
        return Err(Refusal::bad("wrong open_period or close_date specified"));
    }
    poll.closes_at_s = open_s.map(|seconds| now_s + seconds);
    for (name, value) in [("open_period", period), ("close_date", poll.closes_at_s)] {
        if let Some(value) = value {
            poll.fixed.insert(name.into(), json!(value));
        }
    }
    let envelope = send::envelope(world, call)?;
    if world.is_channel(envelope.chat) && poll.fixed["is_anonymous"] == false {
        return Err(Refusal::bad("non-anonymous polls can't be sent to channel chats"));
    }
    let content = Map::from_iter([("poll".to_owned(), poll.json())]);
    let chat = envelope.chat;
    let sent = send::hand_in(world, call, envelope, content)?;
    poll.places.push((chat, sent["message_id"].as_i64().unwrap_or_default()));
    world.bot_mut(call.bot).polls.insert(poll.id.to_string(), poll);
    Ok(sent)
}

fn read(params: &Params) -> Result<Poll, Refusal> {
    let (question, entities) = entity::words(params, "question")?;
    if question.is_empty() {
        return Err(Refusal::bad("poll question must be non-empty"));
    }
    if question.chars().count() > QUESTION_CHARS_MAX {
        return Err(Refusal::bad("poll question length must not exceed 300"));
    }
    let options = options(params)?;
    let kind = params.text("type").unwrap_or("regular");
    if !matches!(kind, "regular" | "quiz") {
        return Err(Refusal::bad("unsupported poll type specified"));
    }
    let flag = |name: &str, otherwise: bool| if params.has(name) { params.flag(name) } else { otherwise };
    let mut fixed = Map::new();
    for (name, value) in [
        ("question", json!(question)),
        ("type", json!(kind)),
        ("is_anonymous", json!(flag("is_anonymous", true))),
        ("allows_multiple_answers", json!(params.flag("allows_multiple_answers"))),
        ("allows_revoting", json!(flag("allows_revoting", kind == "regular"))),
        ("members_only", json!(params.flag("members_only"))),
    ] {
        fixed.insert(name.into(), value);
    }
    if !entities.is_empty() {
        fixed.insert("question_entities".into(), Value::Array(entities));
    }
    for (name, max) in [("explanation", EXPLANATION_CHARS_MAX), ("description", DESCRIPTION_CHARS_MAX)] {
        let (text, entities) = entity::words(params, name)?;
        if text.is_empty() || name == "explanation" && kind != "quiz" {
            continue;
        }
        if text.chars().count() > max || name == "explanation" && text.lines().count() > EXPLANATION_LINES_MAX {
            return Err(Refusal::bad(format!("poll {name} is too long")));
        }
        fixed.insert(name.into(), json!(text));
        if !entities.is_empty() {
            fixed.insert(format!("{name}_entities"), Value::Array(entities));
        }
    }
    if kind == "quiz" {
        fixed.insert("correct_option_ids".into(), json!(correct(params, options.len())?));
    }
    let id = (random() >> 1) as i64;
    Ok(Poll { id, fixed, options, closed: params.flag("is_closed"), ..Poll::default() })
}

/// Texts, each alone or in an InputPollOption.
fn options(params: &Params) -> Result<Vec<String>, Refusal> {
    let unreadable = || Refusal::bad("can't parse options JSON object");
    let list = params.json("options").map_err(|_| unreadable())?.unwrap_or_else(|| json!([]));
    let list = list.as_array().ok_or_else(|| Refusal::bad("expected an Array of String as options"))?;
    if list.is_empty() {
        return Err(Refusal::bad("poll must have at least one answer option"));
    }
    if list.len() > OPTIONS_MAX {
        return Err(Refusal::bad("poll can't have more than 12 options"));
    }
    let read = |option: &Value| {
        let text = option.as_str().or(option["text"].as_str()).ok_or_else(unreadable)?.trim();
        if text.is_empty() {
            return Err(Refusal::bad("poll options must be non-empty"));
        }
        if text.chars().count() > OPTION_CHARS_MAX {
            return Err(Refusal::bad("poll options length must not exceed 100"));
        }
        Ok(text.to_owned())
    };
    list.iter().map(read).collect()
}

/// The right answers of a quiz, by the new name or the old one.
fn correct(params: &Params, count: usize) -> Result<Vec<i64>, Refusal> {
    let old = params.int("correct_option_id").map(|id| vec![id]);
    let ids = params.ints("correct_option_ids").or(old).unwrap_or_default();
    if ids.is_empty() || ids.iter().any(|id| !(0..count as i64).contains(id)) {
        return Err(Refusal::bad("wrong correct option ID specified"));
    }
    Ok(ids)
}

pub fn stop(world: &mut World, call: &Call) -> Outcome {
    let chat = chat::present(world, call)?;
    let id = chat::message_id(call);
    let kept = id.and_then(|id| world.message(call.bot, chat, id));
    let kept = kept.ok_or_else(|| Refusal::bad("message with poll to stop not found"))?;
    let poll = kept.object.get("poll").ok_or_else(|| Refusal::bad("message is not a poll"))?;
    if !kept.out || kept.fixed {
        return Err(Refusal::bad("poll can't be stopped"));
    }
    if poll["is_closed"] == true {
        return Err(Refusal::bad("poll has already been closed"));
    }
    let poll = poll["id"].as_str().unwrap_or_default().to_owned();
    let keyboard = edit::keyboard(call)?;
    let kept = id.and_then(|id| world.message_mut(call.bot, chat, id)).expect("the message was found just above");
    kept.object.remove("reply_markup");
    if let Some(keyboard) = keyboard {
        kept.object.insert("reply_markup".into(), keyboard);
    }
    world.close_poll(call.bot, &poll);
    Ok(world.bot(call.bot).polls[&poll].json())
}
