//! The other side of the conversation: what people do, what they see, and what the bot did.
//! The same acts over HTTP for the chat page (`http.rs`) and in process for tests.

mod act;
pub(super) mod http;
mod order;
mod people;
mod speak;
mod verdict;
mod wait;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

pub use act::{Act, Acted};

use super::Persona;
use super::journal::Call;
use super::params::Upload;
use super::shared::Shared;
use super::world::World;

/// Acts for people and looks at everything. Cheap to clone.
#[derive(Clone)]
pub struct Control {
    pub(super) shared: Arc<Shared>,
}

impl Control {
    /// Does something as a person, in the private chat with the bot.
    pub fn act(&self, user: i64, act: Act) -> Acted {
        self.shared.write(|world| act::act(world, user, None, act))
    }

    /// Does something as a person, in a group.
    pub fn act_in(&self, chat: i64, user: i64, act: Act) -> Acted {
        self.shared.write(|world| act::act(world, user, Some(chat), act))
    }

    /// A person writes to the bot.
    pub fn say(&self, user: i64, text: &str) -> Acted {
        self.act(user, Act::SendText { text: text.to_owned(), reply_to: None })
    }

    /// A person presses the button with that label, under the newest message that has one.
    pub fn press(&self, user: i64, label: &str) -> Acted {
        let message = self.shared.read(|world| {
            let chat = world.bot(world.main).chats.get(&user)?;
            let mut messages = chat.messages.iter().rev();
            let button = |button: &Value| button["text"] == label;
            let has = |keyboard: &Value| super::markup::find(keyboard, button).is_some();
            messages.find(|(_, kept)| kept.object.get("reply_markup").is_some_and(has)).map(first)
        });
        let message_id = message.ok_or("no message has such a button")?;
        self.act(user, Act::Press { message_id, data: None, button: Some(label.to_owned()) })
    }

    /// A person sends files from their own disk; several pictures make an album.
    pub fn upload(
        &self,
        user: i64,
        chat: Option<i64>,
        files: Vec<Upload>,
        as_photo: bool,
        caption: Option<&str>,
    ) -> Acted {
        self.shared.write(|world| speak::upload(world, user, chat, files, as_photo, caption))
    }

    /// A new person (or group), whose id is chosen here.
    pub fn add_user(&self, persona: Persona) -> i64 {
        self.shared.write(|world| world.newcomer(persona))
    }

    /// The bot, the clock, people and groups: `GET /emu/state`.
    pub fn state(&self) -> Value {
        let movable = self.shared.advance.is_some();
        self.shared.read(|world| {
            let bot = world.bot(world.main);
            let users: Vec<Value> = world.people.keys().map(|id| world.row(world.main, *id)).collect();
            json!({
                "bot": {
                    "id": bot.id, "first_name": bot.name(), "username": bot.username,
                },
                "now": world.now_ms,
                "clock_movable": movable,
                "users": users,
            })
        })
    }

    /// What stands in a chat: `GET /emu/transcript`.
    pub fn transcript(&self, chat: i64) -> Value {
        self.shared.read(|world| transcript(world, chat))
    }

    /// The messages of a chat, oldest first.
    pub fn messages(&self, chat: i64) -> Vec<Value> {
        match self.transcript(chat)["messages"].take() {
            Value::Array(messages) => messages,
            _ => Vec::new(),
        }
    }

    /// The messages of a chat from number `first` on, oldest first.
    pub fn since(&self, chat: i64, first: i64) -> Vec<Value> {
        self.shared.read(|world| {
            let main = world.main;
            let ids = world.bot(main).chats.get(&chat).into_iter().flat_map(|chat| chat.messages.range(first..));
            ids.filter_map(|(id, _)| world.view(main, chat, *id)).collect()
        })
    }

    /// The number of the newest message of a chat; 0 if there is none.
    pub fn last(&self, chat: i64) -> i64 {
        self.shared.read(|world| world.bot(world.main).chats.get(&chat).map_or(0, |chat| chat.last_message_id))
    }

    /// The bot's calls after number `after`, oldest first.
    pub fn calls(&self, after: u64, limit: usize) -> Vec<Call> {
        self.shared.read(|world| world.journal.after(after, limit).collect())
    }

    /// Updates that wait for the bot.
    pub fn waiting_updates(&self) -> usize {
        self.shared.read(|world| world.bot(world.main).queue.len())
    }

    /// How many calls of getUpdates have begun, so that a test knows that one is waiting.
    pub fn polls(&self) -> u64 {
        self.shared.read(|world| world.bot(world.main).poll)
    }

    /// Why the newest failed delivery to the bot's webhook failed.
    pub fn webhook_error(&self) -> Option<String> {
        self.shared.read(|world| {
            let webhook = world.bot(world.main).webhook.as_ref()?;
            webhook.last_error.as_ref().map(|(_, what)| what.clone())
        })
    }

    /// Milliseconds since 1970.
    pub fn now(&self) -> i64 {
        (self.shared.now)()
    }

    /// Moves the clock forward and gives the new time; an error if it cannot be moved.
    pub fn advance(&self, by_ms: i64) -> Result<i64, String> {
        let advance = self.shared.advance.as_ref().ok_or("this clock cannot be moved")?;
        if by_ms < 0 {
            return Err("the clock moves forward only".into());
        }
        advance(by_ms);
        self.clock_moved();
        Ok(self.now())
    }

    /// Tells everybody who waits that the clock was moved by its owner.
    pub fn clock_moved(&self) {
        self.shared.write(|world| {
            world.stir();
            world.emit("clock", json!({ "now": world.now_ms }));
        });
    }

    /// Waits until `look` finds something, looking again whenever anything changed. None if
    /// nothing is found within that time.
    pub async fn until<T>(&self, within: Duration, look: impl Fn(&Control) -> Option<T>) -> Option<T> {
        let mut changed = self.shared.changed.subscribe();
        let wait = async {
            loop {
                changed.borrow_and_update();
                if let Some(found) = look(self) {
                    return Some(found);
                }
                changed.changed().await.ok()?;
            }
        };
        tokio::time::timeout(within, wait).await.ok().flatten()
    }
}

fn first<A: Copy, B>((a, _): (&A, B)) -> A {
    *a
}

fn transcript(world: &World, chat_id: i64) -> Value {
    let main = world.main;
    let chat = world.bot(main).chats.get(&chat_id);
    let ids = chat.into_iter().flat_map(|chat| chat.messages.keys());
    let messages: Vec<Value> = ids.filter_map(|id| world.view(main, chat_id, *id)).collect();
    let language = world.people.get(&chat_id).map_or("", |person| person.language_code.as_str());
    json!({
        "messages": messages,
        "keyboard": chat.and_then(|chat| chat.keyboard.clone()),
        "commands": world.bot(main).menu(chat_id, language),
    })
}
