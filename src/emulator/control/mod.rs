//! The other side of the conversation: what people do, what they see, and what the bot did.
//! The same acts over HTTP for the chat page (`http.rs`) and in process for tests.

mod act;
mod actor;
mod body;
mod bots;
mod chats;
mod clock;
mod code;
mod faults;
mod form;
mod gather;
pub(super) mod http;
mod kinds;
mod order;
mod page;
mod people;
mod private;
mod respond;
mod speak;
mod upload;
mod verdict;
mod wait;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

pub use act::{Act, Acted};
pub use chats::NewChat;
pub use clock::AHEAD_MS_MAX;

use actor::Place;

use super::Persona;
use super::journal::Call;
use super::params::Upload;
use super::shared::Shared;
use super::warning::Warning;
use super::world::World;

/// Acts for people and looks at everything. Cheap to clone.
#[derive(Clone)]
pub struct Control {
    pub(super) shared: Arc<Shared>,
}

impl Control {
    /// Does something as a person, in the private chat with the bot.
    pub fn act(&self, user: i64, act: Act) -> Acted {
        self.shared.write(|world| act::act(world, user, Place::default(), act))
    }

    /// Does something as a person, in a group.
    pub fn act_in(&self, chat: i64, user: i64, act: Act) -> Acted {
        self.act_at(Place { chat: Some(chat), ..Place::default() }, user, act)
    }

    /// Does something as a person, in a topic of a forum.
    pub fn act_in_topic(&self, chat: i64, topic: i64, user: i64, act: Act) -> Acted {
        self.act_at(Place { chat: Some(chat), topic: Some(topic), bot: None }, user, act)
    }

    fn act_at(&self, place: Place, user: i64, act: Act) -> Acted {
        self.shared.write(|world| act::act(world, user, place, act))
    }

    /// A person writes to the bot.
    pub fn say(&self, user: i64, text: &str) -> Acted {
        self.act(user, Act::SendText { text: text.to_owned(), reply_to: None })
    }

    /// A person presses the button with that label, under the newest message that has one.
    pub fn press(&self, user: i64, label: &str) -> Acted {
        self.press_in(user, user, label)
    }

    /// The same in a group.
    pub fn press_in(&self, chat: i64, user: i64, label: &str) -> Acted {
        let message = self.shared.read(|world| {
            let messages = &world.bot(world.main).chats.get(&chat)?.messages;
            let button = |button: &Value| button["text"] == label;
            let has = |keyboard: &Value| super::markup::find(keyboard, button).is_some();
            let mut messages = messages.iter().rev();
            messages.find(|(_, kept)| kept.object.get("reply_markup").is_some_and(has)).map(first)
        });
        let message_id = message.ok_or("no message has such a button")?;
        let act = Act::Press { message_id, data: None, button: Some(label.to_owned()), stale: None };
        self.act_at(Place { chat: Some(chat).filter(|chat| *chat != user), ..Place::default() }, user, act)
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
        self.upload_at(user, Place { chat, ..Place::default() }, files, as_photo, caption)
    }

    fn upload_at(&self, user: i64, place: Place, files: Vec<Upload>, as_photo: bool, caption: Option<&str>) -> Acted {
        self.shared.write(|world| speak::upload(world, user, place, files, as_photo, caption))
    }

    /// A new person (or group), whose id is chosen here.
    pub fn add_user(&self, persona: Persona) -> i64 {
        self.shared.write(|world| world.newcomer(persona))
    }

    /// A new group, supergroup or channel, whose id is chosen here.
    pub fn add_chat(&self, new: NewChat) -> Result<i64, String> {
        self.shared.write(|world| chats::add(world, new))
    }

    /// The bot, the clock, people and groups: `GET /emu/state`.
    pub fn state(&self) -> Value {
        let movable = self.shared.advance.is_some();
        self.shared.read(|world| {
            let users: Vec<Value> = world.people.keys().map(|id| world.row(world.main, *id)).collect();
            json!({
                "bot": world.bot_row(world.main),
                "bots": world.bots.keys().map(|id| world.bot_row(*id)).collect::<Vec<_>>(),
                "scene": world.scene,
                "now": world.now_ms,
                "clock_movable": movable,
                "users": users,
            })
        })
    }

    /// What stands in a chat: `GET /emu/transcript`.
    pub fn transcript(&self, chat: i64) -> Value {
        self.transcript_for(chat, None)
    }

    /// The same, with the command menu that this person is shown.
    pub fn transcript_for(&self, chat: i64, user: Option<i64>) -> Value {
        self.shared.read(|world| transcript(world, world.main, chat, user))
    }

    /// The same of the bot of that id, or of the one that is there. None if there is no such chat.
    fn transcript_of(&self, bot: Option<i64>, chat: i64, user: Option<i64>) -> Result<Option<Value>, String> {
        self.shared.read(|world| {
            let bot = world.bot_in(chat, bot)?;
            Ok(world.people.contains_key(&chat).then(|| transcript(world, bot, chat, user)))
        })
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

    /// What went well this time, although nobody should rely on it.
    pub fn warnings(&self) -> Vec<Warning> {
        self.shared.read(|world| world.warnings.clone())
    }

    /// Updates that wait for the bot.
    pub fn waiting_updates(&self) -> usize {
        self.shared.read(|world| world.bot(world.main).queue.alive(world.now_ms).count())
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

fn transcript(world: &World, bot: i64, chat_id: i64, user: Option<i64>) -> Value {
    let chat = world.bot(bot).chats.get(&chat_id);
    let ids = chat.into_iter().flat_map(|chat| chat.messages.keys());
    let messages: Vec<Value> = ids.filter_map(|id| world.view(bot, chat_id, *id)).collect();
    let reader = user.unwrap_or(chat_id);
    let language = world.people.get(&reader).map_or("", |person| person.language_code.as_str());
    let leads = user.is_some_and(|user| world.member(chat_id, user).leads());
    let topics = chat.into_iter().flat_map(|chat| &chat.topics);
    let asked = world.bot(bot).inline_queries.iter().filter(|(_, asked)| asked.chat == chat_id);
    json!({
        "messages": messages,
        "keyboard": chat.and_then(|chat| chat.keyboard.clone()),
        "commands": world.bot(bot).menu(chat_id, user, leads, language),
        "topics": topics.map(|(id, topic)| topic.json(*id)).collect::<Vec<_>>(),
        "inline": asked.map(|(id, asked)| asked.json(*id)).collect::<Vec<_>>(),
    })
}
