//! How the bot presents itself: names and descriptions by language, and the menu button.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Call;
use super::chat::known;
use crate::emulator::markup::web_address;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::{Bot, World};

const NAME_CHARS_MAX: usize = 64;
const DESCRIPTION_CHARS_MAX: usize = 512;
const SHORT_DESCRIPTION_CHARS_MAX: usize = 120;

/// The language that a call is about: two letters, or none for all languages.
pub fn language<'a>(call: &'a Call) -> Result<&'a str, Refusal> {
    let code = call.params.text("language_code").unwrap_or_default();
    match code.is_empty() || code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Ok(code),
        false => Err(Refusal::bad("invalid language code specified")),
    }
}

type Words = fn(&mut Bot) -> &mut BTreeMap<String, String>;

pub fn set_name(world: &mut World, call: &Call) -> Outcome {
    set(world, call, "name", NAME_CHARS_MAX, |bot| &mut bot.names)
}

pub fn name(world: &mut World, call: &Call) -> Outcome {
    get(world, call, "name", |bot| &bot.names)
}

pub fn set_description(world: &mut World, call: &Call) -> Outcome {
    set(world, call, "description", DESCRIPTION_CHARS_MAX, |bot| &mut bot.descriptions)
}

pub fn description(world: &mut World, call: &Call) -> Outcome {
    get(world, call, "description", |bot| &bot.descriptions)
}

pub fn set_short_description(world: &mut World, call: &Call) -> Outcome {
    let max = SHORT_DESCRIPTION_CHARS_MAX;
    set(world, call, "short_description", max, |bot| &mut bot.short_descriptions)
}

pub fn short_description(world: &mut World, call: &Call) -> Outcome {
    get(world, call, "short_description", |bot| &bot.short_descriptions)
}

/// An empty text takes the one for that language away; the bot keeps a name in any case.
fn set(world: &mut World, call: &Call, name: &str, chars_max: usize, words: Words) -> Outcome {
    let text = call.params.text(name).unwrap_or_default().trim();
    if text.chars().count() > chars_max {
        return Err(Refusal::bad(format!("{} is too long", name.replace('_', " "))));
    }
    let language = language(call)?;
    let words = words(world.bot_mut(call.bot));
    match text.is_empty() {
        true if name == "name" && language.is_empty() => None,
        true => words.remove(language),
        false => words.insert(language.to_owned(), text.to_owned()),
    };
    Ok(json!(true))
}

fn get(world: &World, call: &Call, name: &str, words: fn(&Bot) -> &BTreeMap<String, String>) -> Outcome {
    let words = words(world.bot(call.bot));
    let language = language(call)?;
    let text = words.get(language).or(words.get("")).map_or("", String::as_str);
    Ok(json!({ name: text }))
}

pub fn set_menu_button(world: &mut World, call: &Call) -> Outcome {
    let unreadable = |_| Refusal::bad("can't parse menu button: expected an Object");
    let button = call.params.json("menu_button").map_err(unreadable)?;
    let chat = menu_chat(world, call)?;
    let button = checked(&button.unwrap_or_else(|| json!({ "type": "default" })))?;
    world.bot_mut(call.bot).menu_buttons.insert(chat, button);
    Ok(json!(true))
}

/// The button with nothing in it that its type does not have.
fn checked(button: &Value) -> Result<Value, Refusal> {
    let kind = button["type"].as_str().unwrap_or_default();
    match kind {
        "default" | "commands" => Ok(json!({ "type": kind })),
        "web_app" => {
            let (text, address) = (&button["text"], &button["web_app"]["url"]);
            if text.as_str().is_none_or(str::is_empty) {
                return Err(Refusal::bad("menu button text must be non-empty"));
            }
            web_address(address, "menu button")?;
            Ok(json!({ "type": kind, "text": text, "web_app": { "url": address } }))
        }
        _ => Err(Refusal::bad("can't parse menu button: MenuButton has unsupported type")),
    }
}

pub fn menu_button(world: &mut World, call: &Call) -> Outcome {
    let chat = menu_chat(world, call)?;
    let buttons = &world.bot(call.bot).menu_buttons;
    let button = buttons.get(&chat).or(buttons.get(&0));
    Ok(button.cloned().unwrap_or_else(|| json!({ "type": "default" })))
}

fn menu_chat(world: &World, call: &Call) -> Result<i64, Refusal> {
    match call.params.has("chat_id") {
        true => {
            known(world, call).ok().filter(|chat| *chat > 0).ok_or_else(|| Refusal::bad("invalid chat_id specified"))
        }
        false => Ok(0),
    }
}
