//! The command menu, by scope and language: what the bot sets, and what a person is shown.

use serde_json::{Value, json};

use super::Call;
use super::profile::language;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::{Bot, World};

/// Commands in one list.
const COMMANDS_MAX: usize = 100;
const COMMAND_CHARS_MAX: usize = 32;
const COMMAND_DESCRIPTION_CHARS_MAX: usize = 256;

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
                None if kind == "chat_member" => return Err(Refusal::bad("invalid user_id specified")),
                _ => format!("{kind}:{chat}"),
            }
        }
        _ => return Err(unreadable()),
    };
    Ok(format!("{place}|{}", language(call)?))
}

impl Bot {
    /// The menu that somebody is shown in a chat: the narrowest scope that has a list, the own
    /// language first. In a group it also matters who looks.
    pub fn menu(&self, chat: i64, user: Option<i64>, leads: bool, language: &str) -> Value {
        let mut scopes = Vec::new();
        if chat > 0 {
            scopes.extend([format!("chat:{chat}"), "all_private_chats".to_owned()]);
        } else {
            scopes.extend(user.map(|user| format!("chat_member:{chat}:{user}")));
            scopes.extend(leads.then(|| format!("chat_administrators:{chat}")));
            scopes.push(format!("chat:{chat}"));
            scopes.extend(leads.then(|| "all_chat_administrators".to_owned()));
            scopes.push("all_group_chats".to_owned());
        }
        scopes.push("default".to_owned());
        let mut keys = scopes.iter().flat_map(|scope| [format!("{scope}|{language}"), format!("{scope}|")]);
        keys.find_map(|key| self.commands.get(&key).cloned()).unwrap_or_else(|| json!([]))
    }
}
