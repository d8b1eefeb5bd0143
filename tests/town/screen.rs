//! What people see: the harness's messenger. It keeps every chat's messages as they stand, and
//! what of them has not been read.

use std::collections::BTreeMap;
use std::sync::Mutex;

use futures::FutureExt;
use futures::future::BoxFuture;
use madang::channel::{Act, Bytes, Channel, ChatId, Inbound, Keys, MessageId, Outbound, SendError};

/// What a send to a chat comes to, if it does not arrive.
pub type Trouble = Box<dyn Fn(ChatId) -> Option<SendError> + Send>;

/// The messenger.
#[derive(Default)]
pub struct Screens {
    chats: Mutex<BTreeMap<i64, Chat>>,
    /// What the next sends come to, instead of arriving: for tests of delivery.
    pub troubles: Mutex<Vec<Trouble>>,
    /// Every send that was tried, in order.
    pub tried: Mutex<Vec<(ChatId, Outbound)>>,
}

#[derive(Default)]
struct Chat {
    messages: Vec<Shown>,
    /// What came in since the last look, as a transcript.
    news: Vec<String>,
    keyboard: Vec<String>,
    documents: Vec<(String, Vec<u8>)>,
}

/// A message on a screen.
pub struct Shown {
    /// Its number.
    pub id: i64,
    /// As it stands.
    pub text: String,
    /// Its buttons: label and data.
    pub buttons: Vec<Vec<(String, Option<String>)>>,
}

/// What a label was found on.
pub enum Found {
    /// A button under a message.
    Button {
        /// What it carries.
        data: String,
        /// The message.
        message: MessageId,
    },
    /// A word of the keyboard.
    Word(String),
}

impl Screens {
    /// The button or word with that label, the latest first.
    pub fn find(&self, chat: ChatId, label: &str) -> Option<Found> {
        let chats = self.chats.lock().unwrap();
        let chat = chats.get(&chat.0)?;
        for message in chat.messages.iter().rev() {
            for (known, data) in message.buttons.iter().flatten() {
                if known == label {
                    let data = data.clone().unwrap_or_default();
                    return Some(Found::Button { data, message: MessageId(message.id) });
                }
            }
        }
        chat.keyboard.iter().find(|word| *word == label).map(|word| Found::Word(word.clone()))
    }

    /// Every button of a chat that carries something, the oldest first.
    pub fn buttons(&self, chat: ChatId) -> Vec<(String, MessageId)> {
        let chats = self.chats.lock().unwrap();
        let messages = chats.get(&chat.0).into_iter().flat_map(|chat| &chat.messages);
        let of = |shown: &Shown| {
            let data = shown.buttons.iter().flatten().filter_map(|(_, data)| data.clone());
            data.map(|data| (data, MessageId(shown.id))).collect::<Vec<_>>()
        };
        messages.flat_map(of).collect()
    }

    /// What came in since the last look.
    pub fn read(&self, chat: ChatId) -> String {
        let mut chats = self.chats.lock().unwrap();
        chats.entry(chat.0).or_default().news.drain(..).collect::<Vec<_>>().join("\n")
    }

    /// All messages of a chat as they stand.
    pub fn whole(&self, chat: ChatId) -> String {
        let chats = self.chats.lock().unwrap();
        let Some(chat) = chats.get(&chat.0) else { return String::new() };
        let keyboard = (!chat.keyboard.is_empty()).then(|| format!("keyboard: {}", chat.keyboard.join(" | ")));
        chat.messages.iter().map(|shown| transcript("", shown)).chain(keyboard).collect::<Vec<_>>().join("\n")
    }

    /// Documents that a chat got.
    pub fn documents(&self, chat: ChatId) -> Vec<(String, Vec<u8>)> {
        self.chats.lock().unwrap().get(&chat.0).map(|chat| chat.documents.clone()).unwrap_or_default()
    }

    /// What nobody has read.
    pub fn unread(&self) -> Vec<String> {
        let chats = self.chats.lock().unwrap();
        chats.iter().flat_map(|(id, chat)| chat.news.iter().map(move |news| format!("{id}: {news}"))).collect()
    }

    /// Nobody minds.
    pub fn forget_unread(&self) {
        for chat in self.chats.lock().unwrap().values_mut() {
            chat.news.clear();
        }
    }

    fn show(&self, chat: ChatId, message: &Outbound, bytes: Option<Bytes>) -> Option<MessageId> {
        let mut chats = self.chats.lock().unwrap();
        let chat = chats.entry(chat.0).or_default();
        let next = chat.messages.last().map_or(1, |last| last.id + 1);
        let (text, keys) = match message {
            Outbound::Say { html, keys } => (html.clone(), keys.clone()),
            Outbound::Edit { message, html, keys } => {
                let shown = chat.messages.iter_mut().find(|shown| shown.id == message.0)?;
                shown.text.clone_from(html);
                shown.buttons = buttons(keys);
                let line = transcript("(고침) ", shown);
                chat.news.push(line);
                return Some(*message);
            }
            Outbound::Refresh { message, html, keys } => {
                // Nobody is told: it stands there differently.
                let shown = chat.messages.iter_mut().find(|shown| shown.id == message.0)?;
                shown.text.clone_from(html);
                shown.buttons = buttons(keys);
                return Some(*message);
            }
            Outbound::Answer { text, .. } => {
                chat.news.extend(text.as_ref().map(|text| format!("💬 {text}")));
                return None;
            }
            Outbound::Photo { file, caption } => (format!("🖼 {file} {caption}").trim_end().to_owned(), Keys::None),
            Outbound::Document { name, caption, .. } => {
                chat.documents.push((name.clone(), bytes.unwrap_or_default()));
                (format!("📄 {name} {caption}").trim_end().to_owned(), Keys::None)
            }
            Outbound::Picture { name, caption, .. } => {
                chat.documents.push((name.clone(), bytes.unwrap_or_default()));
                (format!("🖼 {name} {caption}").trim_end().to_owned(), Keys::None)
            }
            Outbound::Venue { latitude, longitude, title, address } => {
                (format!("📍 {title}, {address} ({latitude}, {longitude})"), Keys::None)
            }
            Outbound::Leave => ("(leaves)".to_owned(), Keys::None),
        };
        if let Keys::Keyboard(rows) = &keys {
            chat.keyboard = rows.iter().flatten().map(|word| word.label.clone()).collect();
        }
        let shown = Shown { id: next, text, buttons: buttons(&keys) };
        chat.news.push(transcript("", &shown));
        chat.messages.push(shown);
        Some(MessageId(next))
    }
}

fn buttons(keys: &Keys) -> Vec<Vec<(String, Option<String>)>> {
    let Keys::Buttons(rows) = keys else { return Vec::new() };
    let data = |act: &Act| match act {
        Act::Press(data) => Some(data.clone()),
        Act::Link(_) => None,
    };
    rows.iter().map(|row| row.iter().map(|button| (button.label.clone(), data(&button.act))).collect()).collect()
}

fn transcript(mark: &str, shown: &Shown) -> String {
    let mut lines = vec![format!("🤖 {mark}{}", shown.text.replace('\n', "\n   "))];
    for row in &shown.buttons {
        lines.push(format!("   {}", row.iter().map(|(label, _)| format!("[{label}]")).collect::<Vec<_>>().join(" ")));
    }
    lines.join("\n")
}

impl Channel for Screens {
    fn name(&self) -> &'static str {
        "town"
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        match serde_json::from_str::<(i64, Inbound)>(raw) {
            Ok((id, inbound)) => (Some(id), Ok(inbound)),
            Err(error) => (None, Err(error.into())),
        }
    }

    fn send<'a>(
        &'a self,
        chat: ChatId,
        message: &'a Outbound,
        bytes: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async move {
            self.tried.lock().unwrap().push((chat, message.clone()));
            let trouble = self.troubles.lock().unwrap().iter().find_map(|trouble| trouble(chat));
            match trouble {
                Some(error) => Err(error),
                None => Ok(self.show(chat, message, bytes)),
            }
        }
        .boxed()
    }
}
