//! How the bot presents itself: names and descriptions by language, the command menu by scope
//! and language, the menu button.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Call;
use super::send::known_chat;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::{Bot, World};

/// Commands in one list.
const COMMANDS_MAX: usize = 100;
const COMMAND_CHARS_MAX: usize = 32;
const COMMAND_DESCRIPTION_CHARS_MAX: usize = 256;
const NAME_CHARS_MAX: usize = 64;
const DESCRIPTION_CHARS_MAX: usize = 512;
const SHORT_DESCRIPTION_CHARS_MAX: usize = 120;

pub fn set_commands(world: &mut World, call: &Call) -> Outcome {
    let unreadable = || Refusal::bad("can't parse list of bot commands: expected an Array");
    let list = call.params.json("commands").map_err(|_| unreadable())?.ok_or_else(unreadable)?;
    let list = list.as_array().ok_or_else(unreadable)?;
    if list.len() > COMMANDS_MAX {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let commands: Vec<Value> = list.iter().map(command).collect::<Result<_, _>>()?;
    let key = key(world, call)?;
    match commands.is_empty() {
        true => world.bot_mut(call.bot).commands.remove(&key),
        false => world.bot_mut(call.bot).commands.insert(key, Value::Array(commands)),
    };
    commands_changed(world, call.bot);
    Ok(json!(true))
}

pub fn commands(world: &mut World, call: &Call) -> Outcome {
    let key = key(world, call)?;
    Ok(world.bot(call.bot).commands.get(&key).cloned().unwrap_or_else(|| json!([])))
}

pub fn delete_commands(world: &mut World, call: &Call) -> Outcome {
    let key = key(world, call)?;
    world.bot_mut(call.bot).commands.remove(&key);
    commands_changed(world, call.bot);
    Ok(json!(true))
}

fn commands_changed(world: &mut World, bot: i64) {
    if bot == world.main {
        world.emit("commands", json!({}));
    }
}

fn command(given: &Value) -> Result<Value, Refusal> {
    let words = |name: &str| given[name].as_str().unwrap_or_default();
    let command = words("command").trim_start_matches('/');
    let description = words("description").trim();
    let refuse = |what: &str| Err(Refusal::bad(what));
    if command.is_empty() {
        return refuse("command must be non-empty");
    }
    if command.chars().count() > COMMAND_CHARS_MAX {
        return refuse("command length must not exceed 32");
    }
    if !command.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return refuse("BOT_COMMAND_INVALID");
    }
    if description.is_empty() {
        return refuse("command description must be non-empty");
    }
    if description.chars().count() > COMMAND_DESCRIPTION_CHARS_MAX {
        return refuse("command description length must not exceed 256");
    }
    Ok(json!({ "command": command, "description": description }))
}

/// Where a list stands: `scope|language`.
fn key(world: &World, call: &Call) -> Result<String, Refusal> {
    let unreadable = || Refusal::bad("can't parse BotCommandScope: unsupported type specified");
    let scope = call.params.json("scope").map_err(|_| unreadable())?;
    let scope = scope.unwrap_or_else(|| json!({ "type": "default" }));
    let number = |name: &str| {
        let value = &scope[name];
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    };
    let kind = scope["type"].as_str().unwrap_or_default();
    let place = match kind {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => kind.to_owned(),
        "chat" | "chat_administrators" | "chat_member" => {
            let chat = number("chat_id").filter(|id| world.people.contains_key(id));
            let chat = chat.ok_or_else(|| Refusal::bad("chat not found"))?;
            match number("user_id") {
                Some(user) if kind == "chat_member" => format!("{kind}:{chat}:{user}"),
                _ => format!("{kind}:{chat}"),
            }
        }
        _ => return Err(unreadable()),
    };
    Ok(format!("{place}|{}", call.params.text("language_code").unwrap_or_default()))
}

impl Bot {
    /// The menu in a chat: the narrowest scope that has a list, the own language first.
    pub fn menu(&self, chat: i64, language: &str) -> Value {
        let chat_scope = format!("chat:{chat}");
        let every = if chat < 0 { "all_group_chats" } else { "all_private_chats" };
        let scopes = [chat_scope.as_str(), every, "default"];
        let mut keys = scopes.iter().flat_map(|scope| [format!("{scope}|{language}"), format!("{scope}|")]);
        keys.find_map(|key| self.commands.get(&key).cloned()).unwrap_or_else(|| json!([]))
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
    let language = call.params.text("language_code").unwrap_or_default();
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
    let language = call.params.text("language_code").unwrap_or_default();
    let text = words.get(language).or(words.get("")).map_or("", String::as_str);
    Ok(json!({ name: text }))
}

pub fn set_menu_button(world: &mut World, call: &Call) -> Outcome {
    let unreadable = |_| Refusal::bad("can't parse menu button: expected an Object");
    let button = call.params.json("menu_button").map_err(unreadable)?;
    let chat = menu_chat(world, call)?;
    let button = button.unwrap_or_else(|| json!({ "type": "default" }));
    world.bot_mut(call.bot).menu_buttons.insert(chat, button);
    Ok(json!(true))
}

pub fn menu_button(world: &mut World, call: &Call) -> Outcome {
    let chat = menu_chat(world, call)?;
    let buttons = &world.bot(call.bot).menu_buttons;
    let button = buttons.get(&chat).or(buttons.get(&0));
    Ok(button.cloned().unwrap_or_else(|| json!({ "type": "default" })))
}

fn menu_chat(world: &World, call: &Call) -> Result<i64, Refusal> {
    match call.params.has("chat_id") {
        true => known_chat(world, call),
        false => Ok(0),
    }
}
