//! The answers to what people ask inline, and to a web app that sends for them.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Call;
use crate::emulator::entity;
use crate::emulator::inline::INLINE_AGE_MAX_MS;
use crate::emulator::markup;
use crate::emulator::params::Params;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

const RESULTS_MAX: usize = 50;
const RESULT_ID_BYTES_MAX: usize = 64;
const NEXT_OFFSET_BYTES_MAX: usize = 64;
const TYPES: [&str; 13] = [
    "article",
    "audio",
    "contact",
    "document",
    "game",
    "gif",
    "location",
    "mpeg4_gif",
    "photo",
    "sticker",
    "venue",
    "video",
    "voice",
];

pub fn answer(world: &mut World, call: &Call) -> Outcome {
    let unreadable = |_| Refusal::bad("can't parse inline query results JSON object");
    let results = call.params.json("results").map_err(unreadable)?.unwrap_or_else(|| json!([]));
    let Value::Array(results) = results else {
        return Err(Refusal::bad("expected an Array of inline query results"));
    };
    if results.len() > RESULTS_MAX {
        return Err(Refusal::bad("too many inline query results specified"));
    }
    results.iter().try_for_each(check)?;
    let ids: HashSet<&str> = results.iter().filter_map(|result| result["id"].as_str()).collect();
    if ids.len() != results.len() {
        return Err(Refusal::bad("RESULT_ID_DUPLICATE"));
    }
    if call.params.text("next_offset").is_some_and(|offset| offset.len() > NEXT_OFFSET_BYTES_MAX) {
        return Err(Refusal::bad("NEXT_OFFSET_INVALID"));
    }
    let (now_ms, main) = (world.now_ms, world.main);
    let id = call.params.text("inline_query_id").and_then(|id| id.parse().ok()).unwrap_or_default();
    let waiting = world.bot_mut(call.bot).inline_queries.get_mut(&id);
    let waiting = waiting.filter(|asked| asked.results.is_none() && now_ms - asked.at_ms < INLINE_AGE_MAX_MS);
    let asked = waiting.ok_or_else(too_old)?;
    asked.results = Some(results);
    let event = asked.json(id);
    if call.bot == main {
        world.emit("inline_answered", event);
    }
    Ok(json!(true))
}

/// answerWebAppQuery: the result is sent at once, for the person whose web app it is.
pub fn answer_web_app(world: &mut World, call: &Call) -> Outcome {
    let unreadable = |_| Refusal::bad("can't parse inline query result JSON object");
    let result = call.params.json("result").map_err(unreadable)?.unwrap_or_default();
    check(&result)?;
    let id = call.params.text("web_app_query_id").and_then(|id| id.parse().ok()).unwrap_or_default();
    let asked = world.bot_mut(call.bot).inline_queries.remove(&id).ok_or_else(too_old)?;
    let (_, inline_id) = world.send_result(call.bot, &asked, &result).map_err(Refusal::bad)?;
    Ok(inline_id.map_or_else(|| json!({}), |inline_id| json!({ "inline_message_id": inline_id })))
}

fn too_old() -> Refusal {
    Refusal::bad("query is too old and response timeout expired or query ID is invalid")
}

/// What Telegram looks at in every result.
fn check(result: &Value) -> Result<(), Refusal> {
    let unreadable = |what: &str| Refusal::bad(format!("can't parse inline query result: {what}"));
    if !result.is_object() {
        return Err(unreadable("expected an Object"));
    }
    let kind = result["type"].as_str().unwrap_or_default();
    if !TYPES.contains(&kind) {
        return Err(unreadable(&format!("type \"{kind}\" is unsupported for the inline query result")));
    }
    let id = result["id"].as_str().unwrap_or_default();
    if id.is_empty() || id.len() > RESULT_ID_BYTES_MAX {
        return Err(Refusal::bad("RESULT_ID_INVALID"));
    }
    let content = &result["input_message_content"];
    if kind == "article" && result["title"].as_str().is_none_or(str::is_empty) {
        return Err(unreadable("Can't find field \"title\""));
    }
    let read = match content.get("message_text") {
        Some(_) => entity::inline_text(content),
        None if kind == "article" && !content.is_object() => Err(Refusal::bad("message text is empty")),
        None => entity::inline_caption(result),
    };
    read.map_err(|refusal| {
        // What is wrong inside begins with a capital letter there.
        let what = refusal.description.trim_start_matches("Bad Request: ");
        let first: String = what.chars().take(1).flat_map(char::to_uppercase).collect();
        unreadable(&format!("{first}{}", what.chars().skip(1).collect::<String>()))
    })?;
    if let Some(markup) = result.get("reply_markup") {
        let holder = json!({ "reply_markup": markup });
        markup::read(&Params::from_object(holder.as_object().unwrap_or(&Default::default())))?;
    }
    Ok(())
}
