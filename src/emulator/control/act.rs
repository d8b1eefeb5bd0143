//! What people do: write, press, share, block. Each act changes the world as the person's own
//! app would, and the bot hears of it by an update.

use serde::Deserialize;
use serde_json::json;

use super::speak;
use crate::emulator::chat::{Callback, Standing};
use crate::emulator::world::World;
use crate::emulator::{Persona, Role, markup, random};

/// Something that a person does.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds and their fields say what they are")]
pub enum Act {
    SendText {
        text: String,
        reply_to: Option<i64>,
    },
    /// By the button's data, or by its label as a person reads it.
    Press {
        message_id: i64,
        data: Option<String>,
        button: Option<String>,
    },
    Start {
        payload: Option<String>,
    },
    ShareLocation {
        latitude: f64,
        longitude: f64,
    },
    ShareContact {
        phone: String,
    },
    SendPhoto {
        file_ids: Option<Vec<String>>,
        caption: Option<String>,
        count: Option<u8>,
    },
    SendDocument {
        file_id: Option<String>,
        caption: Option<String>,
    },
    SendSticker,
    SendVoice,
    ForwardText {
        text: String,
    },
    EditText {
        message_id: i64,
        text: String,
    },
    /// In a group: puts the bot out.
    Block,
    /// In a group: takes the bot in again.
    Unblock,
    /// Into the group of that title, which is made if there is none.
    AddToGroup {
        title: String,
    },
    /// Deletes the account.
    Deactivate,
}

/// The id of the (first) message that came of it, or why it cannot be done.
pub type Acted = Result<Option<i64>, String>;

/// Who acts, and where.
#[derive(Clone, Copy)]
pub struct Actor {
    pub bot: i64,
    pub user: i64,
    pub chat: i64,
}

/// Does it, at this moment.
pub fn act(world: &mut World, user: i64, chat: Option<i64>, act: Act) -> Acted {
    let actor = actor(world, user, chat)?;
    // These work without the bot in the chat.
    let alone = matches!(act, Act::Start { .. } | Act::AddToGroup { .. } | Act::Block | Act::Unblock | Act::Deactivate);
    if !alone {
        may_speak(world, actor)?;
    }
    match act {
        Act::Start { payload } => start(world, actor, payload),
        Act::AddToGroup { title } => add_to_group(world, actor, &title),
        Act::Block => stand(world, actor, Standing::Kicked),
        Act::Unblock => unblock(world, actor),
        Act::Deactivate => {
            world.deactivated.insert(user);
            world.show_person(actor.bot, user);
            Ok(None)
        }
        Act::SendText { text, reply_to } => speak::send_text(world, actor, &text, reply_to),
        Act::Press { message_id, data, button } => press(world, actor, message_id, data, button),
        Act::EditText { message_id, text } => speak::edit_text(world, actor, message_id, &text),
        Act::ForwardText { text } => speak::forward_text(world, actor, &text),
        Act::ShareLocation { latitude, longitude } => {
            let location = json!({ "latitude": latitude, "longitude": longitude });
            speak::share(world, actor, "location", location)
        }
        Act::ShareContact { phone } => speak::share_contact(world, actor, &phone),
        Act::SendPhoto { file_ids, caption, count } => {
            speak::send_photo(world, actor, file_ids, count, caption.as_deref())
        }
        Act::SendDocument { file_id, caption } => speak::send_document(world, actor, file_id, caption.as_deref()),
        Act::SendSticker => speak::send_sticker(world, actor),
        Act::SendVoice => speak::send_voice(world, actor),
    }
}

/// Somebody who is there, in a chat that is there.
pub fn actor(world: &World, user: i64, chat: Option<i64>) -> Result<Actor, String> {
    let actor = Actor { bot: world.main, user, chat: chat.unwrap_or(user) };
    let person = world.people.get(&user).ok_or("nobody has this id")?;
    if person.role == Role::Group {
        return Err("a group cannot act; name a user, and the group as chat".into());
    }
    if !world.people.contains_key(&actor.chat) || actor.chat > 0 && actor.chat != user {
        return Err("there is no such chat".into());
    }
    if world.deactivated.contains(&user) {
        return Err("this account is deleted".into());
    }
    Ok(actor)
}

/// Whether what is said in this chat reaches the bot.
pub fn may_speak(world: &World, actor: Actor) -> Result<(), String> {
    match world.standing(actor.bot, actor.chat) {
        Standing::Member => Ok(()),
        _ if actor.chat < 0 => Err("the bot is not in this group".into()),
        Standing::Kicked => Err("the bot is blocked: unblock it first".into()),
        _ => Err("press start first".into()),
    }
}

fn start(world: &mut World, actor: Actor, payload: Option<String>) -> Acted {
    let payload = payload.unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if payload.len() > 64 || !payload.chars().all(plain) {
        return Err("a start payload has at most 64 of A-Z a-z 0-9 _ -".into());
    }
    let command = match actor.chat < 0 {
        true => format!("/start@{}", world.bot(actor.bot).username),
        false => "/start".to_owned(),
    };
    stand(world, actor, Standing::Member)?;
    let text = format!("{command} {payload}");
    speak::send_text(world, actor, &text, None)
}

/// Unblocks, or takes in again. To somebody who never blocked the bot it means nothing.
fn unblock(world: &mut World, actor: Actor) -> Acted {
    match world.standing(actor.bot, actor.chat) {
        Standing::Stranger if actor.chat > 0 => Err("there is nothing to unblock".into()),
        _ => stand(world, actor, Standing::Member),
    }
}

/// Changes how the bot stands in this chat; into a group it comes with a service message.
fn stand(world: &mut World, actor: Actor, standing: Standing) -> Acted {
    let Actor { bot, user, chat } = actor;
    let before = world.standing(bot, chat);
    if before == standing {
        return Ok(None);
    }
    if standing == Standing::Kicked && before != Standing::Member {
        return Err("there is nothing to block".into());
    }
    if standing == Standing::Member && chat < 0 {
        return Ok(Some(world.join(bot, chat, user)));
    }
    let by = world.user_json(user);
    world.change_standing(bot, chat, by, standing);
    Ok(None)
}

fn add_to_group(world: &mut World, actor: Actor, title: &str) -> Acted {
    let title = title.trim();
    if title.is_empty() {
        return Err("a group needs a title".into());
    }
    let named = |person: &&Persona| person.role == Role::Group && person.first_name == title;
    let known = world.people.values().find(named).map(|group| group.id);
    let group = known.unwrap_or_else(|| {
        world.newcomer(Persona { first_name: title.to_owned(), role: Role::Group, ..Persona::default() })
    });
    if world.standing(actor.bot, group) == Standing::Member {
        return Err("the bot is in this group already".into());
    }
    Ok(Some(world.join(actor.bot, group, actor.user)))
}

fn press(world: &mut World, actor: Actor, message: i64, data: Option<String>, label: Option<String>) -> Acted {
    let Actor { bot, user, chat } = actor;
    let kept = world.message(bot, chat, message).ok_or("there is no such message")?;
    let keyboard = kept.object.get("reply_markup").ok_or("this message has no buttons")?;
    let button = markup::find(keyboard, |button| match (&data, &label) {
        (Some(data), _) => button["callback_data"] == data.as_str(),
        (None, Some(label)) => button["text"] == label.as_str(),
        (None, None) => false,
    });
    let button = button.ok_or("this message has no such button")?;
    let data = button["callback_data"].as_str().ok_or("this button tells the bot nothing")?;
    let id = (random() >> 1).to_string();
    let update = json!({
        "id": id,
        "from": world.user_json(user),
        "message": kept.object,
        "chat_instance": (chat ^ 0x5eed_5eed_5eed).to_string(),
        "data": data,
    });
    let at_ms = world.now_ms;
    let callbacks = &mut world.bot_mut(bot).callbacks;
    // What is answered is of no more use; what is not stays as a reproach.
    callbacks.retain(|_, callback| !callback.answered);
    callbacks.insert(id, Callback { user, chat, message, at_ms, answered: false });
    world.deliver(bot, "callback_query", user + (3 << 33), update);
    Ok(Some(message))
}
