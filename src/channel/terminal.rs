//! The terminal as a channel: the same bot, one person, no network. Words are typed; `#2` presses the
//! second of the buttons last shown. It keeps the core honest: nothing in it is Telegram's.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::Context;
use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio_util::sync::CancellationToken;

use crate::channel::{Act, Bytes, Channel, ChatId, Inbound, Input, Keys, MessageId, Outbound, Place, SendError};
use crate::inbox::Inbox;
use crate::text::plain_of;

/// The person at the terminal.
pub const CHAT: ChatId = ChatId(1);

/// Its name in the database.
pub const NAME: &str = "terminal";

/// What was typed, and its number.
pub fn read(raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
    match serde_json::from_str::<(i64, Inbound)>(raw) {
        Ok((number, inbound)) => (Some(number), Ok(inbound)),
        Err(error) => (None, Err(error.into())),
    }
}

/// A terminal.
#[derive(Default)]
pub struct Terminal {
    shown: AtomicI64,
    buttons: Mutex<Vec<Choice>>,
}

#[derive(Clone)]
struct Choice {
    act: Act,
    message: MessageId,
}

impl Terminal {
    /// Takes what is typed until the input ends or we are told to stop.
    pub async fn listen(&self, inbox: &Inbox, first: i64, lang: &str, stop: CancellationToken) -> anyhow::Result<()> {
        let mut lines = BufReader::new(tokio::io::stdin()).lines();
        let mut number = first;
        let mut input = Some(Input::Text("/start".into()));
        loop {
            if let Some(input) = input.take() {
                number += 1;
                let inbound = Inbound { chat: CHAT, place: Place::Private, lang: Some(lang.to_owned()), input };
                inbox.take(serde_json::to_string(&(number, inbound))?).await.context("it could not be kept")?;
            }
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                line = lines.next_line() => match line? {
                    Some(line) => input = self.typed(&line),
                    None => return Ok(()),
                },
            }
        }
    }

    /// What a typed line does; nothing if it is empty or names a button that there is not.
    fn typed(&self, line: &str) -> Option<Input> {
        let line = line.trim();
        let Some(number) = line.strip_prefix('#') else {
            return (!line.is_empty()).then(|| Input::Text(line.to_owned()));
        };
        let buttons = self.buttons.lock().expect("no one panics while holding the buttons");
        let choice = number.trim().parse::<usize>().ok().and_then(|number| buttons.get(number.checked_sub(1)?));
        match choice {
            Some(Choice { act: Act::Press(data), message }) => {
                Some(Input::Press { data: data.clone(), message: Some(*message), callback: String::new() })
            }
            Some(Choice { act: Act::Link(address), .. }) => {
                println!("  {address}");
                None
            }
            None => {
                println!("  #1 .. #{}", buttons.len());
                None
            }
        }
    }

    fn show(&self, text: &str, keys: &Keys) -> MessageId {
        let message = MessageId(self.shown.fetch_add(1, Ordering::SeqCst) + 1);
        println!("\n{}", plain_of(text));
        match keys {
            Keys::None => {}
            Keys::Buttons(rows) => {
                let mut buttons = self.buttons.lock().expect("no one panics while holding the buttons");
                buttons.clear();
                for row in rows {
                    let mut line = String::from(" ");
                    for button in row {
                        buttons.push(Choice { act: button.act.clone(), message });
                        line.push_str(&format!(" [#{} {}]", buttons.len(), button.label));
                    }
                    println!("{line}");
                }
            }
            Keys::Keyboard(rows) => {
                let words: Vec<&str> = rows.iter().flatten().map(|word| word.label.as_str()).collect();
                println!("  {}", words.join(" · "));
            }
        }
        message
    }
}

impl Channel for Terminal {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        self::read(raw)
    }

    fn send<'a>(
        &'a self,
        _chat: ChatId,
        message: &'a Outbound,
        bytes: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async move {
            Ok(match message {
                Outbound::Say { html, keys } | Outbound::Edit { html, keys, .. } => Some(self.show(html, keys)),
                Outbound::Answer { text, .. } => {
                    if let Some(text) = text {
                        println!("  ({text})");
                    }
                    None
                }
                Outbound::Photo { file, caption } => Some(self.show(&format!("{caption} ({file})"), &Keys::None)),
                Outbound::Document { name, caption, .. } | Outbound::Picture { name, caption, .. } => {
                    let size = bytes.map_or(0, |bytes| bytes.len());
                    Some(self.show(&format!("{caption}\n{name}, {size} B"), &Keys::None))
                }
                Outbound::Venue { latitude, longitude, title, address } => {
                    Some(self.show(&format!("{title}, {address} ({latitude}, {longitude})"), &Keys::None))
                }
                // What was printed stays as it was.
                Outbound::Refresh { .. } | Outbound::Leave => None,
            })
        }
        .boxed()
    }
}
