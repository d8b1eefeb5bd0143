//! The messenger of a simulated town: screens, and everything that can go wrong on the line. It also
//! watches: who is written to too often, too early, or after they blocked the bot.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use madang::channel::{Act, Bytes, Channel, ChatId, Inbound, Keys, MessageId, Outbound, SendError};
use madang::clock::{Clock, Moment, Still};
use tokio::sync::Notify;

use crate::random::Random;

/// What Telegram permits: over all chats in a second, and in one chat in a burst and a second.
const ALL_PER_SECOND: usize = 30;
const CHAT_BURST: usize = 3;

pub struct Messenger {
    clock: Still,
    inner: Mutex<Inner>,
    /// A send hangs: its effect may be there, and nobody will ever hear of it.
    pub hung: Arc<Notify>,
}

struct Inner {
    chats: BTreeMap<i64, Screen>,
    random: Random,
    /// Whether anything may go wrong.
    trouble: bool,
    sends: VecDeque<(Moment, i64)>,
    problems: Vec<String>,
    seen: Seen,
}

/// What went wrong on purpose: each may repeat one message.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Sends that arrived and whose answer was lost, or was not written down when the program died.
    pub unknown: usize,
    /// Sends that arrived.
    pub arrived: usize,
    /// All that went wrong.
    pub troubles: usize,
}

#[derive(Default)]
pub struct Screen {
    pub messages: Vec<Shown>,
    pub blocked: bool,
    /// When the bot was told that it is blocked.
    told_blocked: Option<Moment>,
    /// Since when, and until when nothing may come.
    frozen: Option<(Moment, Moment)>,
    /// Presses that were answered.
    pub answered: BTreeSet<String>,
}

#[derive(Clone)]
pub struct Shown {
    pub id: i64,
    pub text: String,
    /// What it said before it was edited.
    pub first: String,
    /// Label and data.
    pub buttons: Vec<(String, String)>,
    pub edits: usize,
}

/// What a send comes to.
enum Fate {
    Arrives,
    /// "Too many requests": not before so many seconds.
    Later(u64),
    /// It never left.
    Broken,
    /// It arrived, and the connection was lost before the answer.
    Unsure,
    /// The program dies while this is under way; whether it arrived.
    Hangs(bool),
    Refused,
}

impl Messenger {
    pub fn new(clock: Still, random: Random) -> Messenger {
        let inner = Inner {
            chats: BTreeMap::new(),
            random,
            trouble: true,
            sends: VecDeque::new(),
            problems: Vec::new(),
            seen: Seen::default(),
        };
        Messenger { clock, inner: Mutex::new(inner), hung: Arc::default() }
    }

    fn open(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// From now on everything arrives.
    pub fn calm(&self) {
        self.open().trouble = false;
    }

    pub fn problems(&self) -> Vec<String> {
        self.open().problems.clone()
    }

    pub fn seen(&self) -> Seen {
        self.open().seen
    }

    /// So many sends had arrived when the program died, and it had not written that down.
    pub fn excuses(&self, sends: usize) {
        self.open().seen.unknown += sends;
    }

    /// The program died, and knows of no other waits than these, and of nobody else that they blocked it:
    /// nobody can keep to what was said in the instant before.
    pub fn remembers(&self, waits: &[ChatId], gone: &[i64]) {
        for (chat, screen) in &mut self.open().chats {
            if !gone.contains(chat) {
                screen.told_blocked = None;
            }
            if !waits.contains(&ChatId(*chat)) && !waits.contains(&ChatId(0)) {
                screen.frozen = None;
            }
        }
    }

    /// The messages of a chat as they stand.
    pub fn screen(&self, chat: i64) -> Vec<Shown> {
        self.open().chats.get(&chat).map(|screen| screen.messages.clone()).unwrap_or_default()
    }

    pub fn chats(&self) -> Vec<i64> {
        self.open().chats.keys().copied().collect()
    }

    pub fn answered(&self, chat: i64, callback: &str) -> bool {
        self.open().chats.get(&chat).is_some_and(|screen| screen.answered.contains(callback))
    }

    pub fn block(&self, chat: i64, blocked: bool) {
        let mut inner = self.open();
        let screen = inner.chats.entry(chat).or_default();
        (screen.blocked, screen.told_blocked) = (blocked, None);
    }

    /// The newest button with that label: what it carries, and its message.
    pub fn button(&self, chat: i64, label: &str) -> Option<(String, i64)> {
        let inner = self.open();
        let mut shown = inner.chats.get(&chat)?.messages.iter().rev();
        shown.find_map(|shown| {
            let found = shown.buttons.iter().find(|(known, _)| known == label);
            found.map(|(_, data)| (data.clone(), shown.id))
        })
    }
}

impl Inner {
    fn fate(&mut self, message: &Outbound) -> Fate {
        if !self.trouble {
            return Fate::Arrives;
        }
        let fate = match self.random.below(60) {
            0 => Fate::Later(1 + self.random.below(20)),
            1 => Fate::Broken,
            2 => Fate::Unsure,
            3 => Fate::Hangs(self.random.once_in(2)),
            // A refusal for good is a bug of ours in life; here it only must not stop the others.
            4 if matches!(message, Outbound::Answer { .. }) => Fate::Refused,
            _ => Fate::Arrives,
        };
        if !matches!(fate, Fate::Arrives) {
            self.seen.troubles += 1;
        }
        fate
    }

    /// Holds a send against Telegram's rules.
    fn watch(&mut self, chat: i64, now: Moment, message: &Outbound) {
        if matches!(message, Outbound::Answer { .. }) {
            return;
        }
        let second = chrono::TimeDelta::seconds(1);
        while self.sends.front().is_some_and(|(at, _)| now - *at >= second) {
            self.sends.pop_front();
        }
        self.sends.push_back((now, chat));
        let screen = self.chats.entry(chat).or_default();
        // What was on its way at the same instant could not know.
        if screen.frozen.is_some_and(|(since, until)| since < now && now < until) {
            self.problems.push(format!("{chat} was written to before the time that was asked for"));
        }
        if screen.told_blocked.is_some_and(|at| at < now) {
            self.problems.push(format!("{chat} was written to after it was known that they blocked the bot"));
        }
        let here = self.sends.iter().filter(|(_, to)| *to == chat).count();
        if here > CHAT_BURST + 1 {
            self.problems.push(format!("{chat} got {here} messages in a second"));
        }
        // A burst may use up what was saved before; over a second and the burst there are two bursts.
        if self.sends.len() > 2 * ALL_PER_SECOND {
            self.problems.push(format!("{} messages in a second", self.sends.len()));
        }
    }

    fn show(&mut self, chat: i64, message: &Outbound) -> Option<MessageId> {
        self.seen.arrived += 1;
        let screen = self.chats.entry(chat).or_default();
        let next = screen.messages.last().map_or(1, |last| last.id + 1);
        let (text, keys) = match message {
            Outbound::Say { html, keys } => (html.clone(), keys),
            Outbound::Edit { message, html, keys } | Outbound::Refresh { message, html, keys } => {
                let shown = screen.messages.iter_mut().find(|shown| shown.id == message.0)?;
                shown.edits += 1;
                (shown.text, shown.buttons) = (html.clone(), buttons(keys));
                return Some(*message);
            }
            Outbound::Answer { callback, .. } => {
                screen.answered.insert(callback.clone());
                return None;
            }
            other => (format!("{other:?}"), &Keys::None),
        };
        let shown = Shown { id: next, first: text.clone(), text, buttons: buttons(keys), edits: 0 };
        screen.messages.push(shown);
        Some(MessageId(next))
    }
}

fn buttons(keys: &Keys) -> Vec<(String, String)> {
    let Keys::Buttons(rows) = keys else { return Vec::new() };
    let carried = rows.iter().flatten().filter_map(|button| match &button.act {
        Act::Press(data) => Some((button.label.clone(), data.clone())),
        Act::Link(_) => None,
    });
    carried.collect()
}

impl Channel for Messenger {
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
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        let now = self.clock.now();
        let outcome = {
            let mut inner = self.open();
            inner.watch(chat.0, now, message);
            let fate = inner.fate(message);
            let screen = inner.chats.entry(chat.0).or_default();
            if screen.blocked && !matches!(message, Outbound::Answer { .. }) {
                screen.told_blocked.get_or_insert(now);
                return async { Err(SendError::Gone) }.boxed();
            }
            match fate {
                Fate::Arrives => Some(Ok(inner.show(chat.0, message))),
                Fate::Later(seconds) => {
                    if !matches!(message, Outbound::Answer { .. }) {
                        let until = now + chrono::TimeDelta::seconds(seconds.cast_signed());
                        screen.frozen = Some((now, until));
                    }
                    Some(Err(SendError::Later(Duration::from_secs(seconds))))
                }
                Fate::Broken => Some(Err(SendError::Broken { error: anyhow::anyhow!("cut"), perhaps_sent: false })),
                Fate::Unsure => {
                    inner.show(chat.0, message);
                    inner.seen.unknown += 1;
                    Some(Err(SendError::Broken { error: anyhow::anyhow!("half an answer"), perhaps_sent: true }))
                }
                Fate::Hangs(arrived) => {
                    if arrived {
                        inner.show(chat.0, message);
                    }
                    None
                }
                Fate::Refused => {
                    // Too old to be shown; in life the button stopped waiting by itself.
                    if let Outbound::Answer { callback, .. } = message {
                        screen.answered.insert(callback.clone());
                    }
                    Some(Err(SendError::Refused("query is too old".into())))
                }
            }
        };
        match outcome {
            Some(outcome) => async { outcome }.boxed(),
            None => {
                self.hung.notify_one();
                futures::future::pending().boxed()
            }
        }
    }
}
