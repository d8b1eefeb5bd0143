//! One turn of a conversation: what came in has been understood, and here a room says what it has
//! to say. Nothing is sent from here: the replies become rows of the outbox in the same
//! transaction as whatever the turn changed.

use chrono::TimeDelta;

use crate::bot::card::Card;
use crate::channel::{CAPTION_UTF16_MAX, Keys, MESSAGE_UTF16_MAX, MessageId, Outbound, Source};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::live::{self, Thing};
use crate::outbox;
use crate::person::{Person, PersonId, Role};
use crate::poll::PollId;
use crate::text::{Lang, Text, html};

/// A button answer's limit in characters.
const TOAST_CHARS_MAX: usize = 200;

/// What a handler gets.
pub struct Turn<'a> {
    /// The transaction; what is written here is committed together with the replies.
    pub tx: &'a mut Tx,
    /// The city and its texts.
    pub city: &'a City,
    /// Who is speaking.
    pub person: Person,
    /// If they pressed a button: the message under which it was.
    pub pressed: Option<Pressed>,
    /// If what is said here tells a choice in that poll: the replies are kept encrypted under its
    /// key until they are sent, and so is the update if it has to be set aside.
    pub seal: Option<PollId>,
    /// The photo album that the present message belongs to.
    pub album: Option<String>,
    /// They were asked, and said that what they begin may replace their draft.
    pub anew: bool,
    replies: Vec<Reply>,
    toast: Option<Text>,
}

/// The button that was pressed.
#[derive(Debug, Clone)]
pub struct Pressed {
    /// The message it was under, if the channel still has it.
    pub message: Option<MessageId>,
    /// The channel's handle to answer it.
    pub callback: String,
}

/// Something to send to the person of this turn.
#[derive(Debug)]
struct Reply {
    message: Outbound,
    key: Option<String>,
    delay: TimeDelta,
    /// The figure on it that is kept up to date, and what it is now.
    live: Option<(Thing, i64)>,
}

impl Reply {
    fn now(message: Outbound) -> Reply {
        Reply { message, key: None, delay: TimeDelta::zero(), live: None }
    }
}

impl<'a> Turn<'a> {
    /// A turn of `person`.
    pub fn new(tx: &'a mut Tx, city: &'a City, person: Person, pressed: Option<Pressed>) -> Turn<'a> {
        Turn { tx, city, person, pressed, seal: None, album: None, anew: false, replies: Vec::new(), toast: None }
    }

    /// The moment of this turn.
    pub fn now(&self) -> Moment {
        self.tx.now
    }

    /// The person's language.
    pub fn lang(&self) -> Lang {
        self.person.lang
    }

    /// The person's number.
    pub fn me(&self) -> PersonId {
        self.person.id
    }

    /// Whether the person may do what needs `role`.
    pub fn may(&self, role: Role) -> bool {
        self.person.role.is_some_and(|own| own >= role)
    }

    /// Says something in a new message. A text that is too long for one becomes several; the
    /// buttons hang below the last.
    pub fn say(&mut self, card: Card) {
        let (text, keys) = card.render(self.city, self.lang());
        self.say_html(text, keys);
    }

    /// Says something before all that was said in this turn.
    pub fn say_first(&mut self, card: Card) {
        let before = std::mem::take(&mut self.replies);
        self.say(card);
        self.replies.extend(before);
    }

    /// Hangs what stands where one types under the last thing said, if that has nothing below it
    /// yet; otherwise it is said in a message of its own.
    pub fn hang(&mut self, card: Card) {
        let (_, hanging) = card.render(self.city, self.lang());
        match self.replies.last_mut().map(|reply| &mut reply.message) {
            Some(Outbound::Say { keys: keys @ Keys::None, .. }) => *keys = hanging,
            _ => self.say(card),
        }
    }

    /// Whether what was said puts something where one types.
    pub fn has_keyboard(&self) -> bool {
        let keyboard = |reply: &Reply| matches!(reply.message, Outbound::Say { keys: Keys::Keyboard(_), .. });
        self.replies.iter().any(keyboard)
    }

    fn say_html(&mut self, text: String, keys: Keys) {
        for message in Outbound::say(&text, keys) {
            self.push(message);
        }
    }

    /// Shows a card in place of the one whose button was pressed; says it anew if none was.
    pub fn show(&mut self, card: Card) {
        let (text, keys) = card.render(self.city, self.lang());
        let editable = !matches!(keys, Keys::Keyboard(_)) && text.encode_utf16().count() <= MESSAGE_UTF16_MAX;
        match self.pressed.as_ref().and_then(|pressed| pressed.message) {
            Some(message) if editable => self.push(Outbound::Edit { message, html: text, keys }),
            _ => self.say_html(text, keys),
        }
    }

    /// Says a card with a figure that runs: it is kept up to date for a while. Its buttons never turn that
    /// message into something else.
    pub fn say_live(&mut self, card: Card, thing: Thing, figure: i64) {
        let before = self.replies.len();
        self.say(card);
        self.mark_live(before, thing, figure);
    }

    /// Shows such a card in place of the one whose button was pressed.
    pub fn show_live(&mut self, card: Card, thing: Thing, figure: i64) {
        let before = self.replies.len();
        self.show(card);
        self.mark_live(before, thing, figure);
    }

    /// A card that became several messages stays as it is.
    fn mark_live(&mut self, before: usize, thing: Thing, figure: i64) {
        if let [reply] = &mut self.replies[before..] {
            reply.live = Some((thing, figure));
        }
    }

    /// Says something once for a burst of messages: a later call with the same key replaces what
    /// has not been sent yet, and puts it off by `delay` again. For albums.
    pub fn say_once(&mut self, key: String, delay: TimeDelta, card: Card) {
        let (html, keys) = card.render(self.city, self.lang());
        self.replies.push(Reply { key: Some(key), delay, ..Reply::now(Outbound::Say { html, keys }) });
    }

    /// A short word at the pressed button, for a moment. Without a press it becomes a message.
    pub fn toast(&mut self, text: Text) {
        if self.pressed.is_some() {
            self.toast = Some(text);
        } else {
            self.say(Card::new(text));
        }
    }

    /// Shows pictures that people sent, the first with the caption.
    pub fn photos(&mut self, files: &[String], caption: Text) {
        let caption = self.caption(&caption);
        for (number, file) in files.iter().enumerate() {
            let caption = if number == 0 { caption.clone() } else { String::new() };
            self.push(Outbound::Photo { file: file.clone(), caption });
        }
    }

    /// Sends a file of ours.
    pub fn document(&mut self, name: String, source: Source, caption: Text) {
        let caption = self.caption(&caption);
        self.push(Outbound::Document { name, source, caption });
    }

    /// Sends a picture of ours.
    pub fn picture(&mut self, name: String, source: Source, caption: Text) {
        let caption = self.caption(&caption);
        self.push(Outbound::Picture { name, source, caption });
    }

    /// Keeps a picture until it is sent, and sends it.
    pub async fn kept_picture(&mut self, name: &str, bytes: &[u8], caption: Text) -> anyhow::Result<()> {
        let kept = outbox::store::keep_file(self.tx, name, bytes).await?;
        self.picture(name.to_owned(), Source::Kept(kept), caption);
        Ok(())
    }

    /// Shows a place on a map.
    pub fn venue(&mut self, latitude: f64, longitude: f64, title: String, address: String) {
        self.push(Outbound::Venue { latitude, longitude, title, address });
    }

    /// Keeps bytes until they are sent, and sends them as a file.
    pub async fn file(&mut self, name: &str, bytes: &[u8], caption: Text) -> anyhow::Result<()> {
        let kept = outbox::store::keep_file(self.tx, name, bytes).await?;
        self.document(name.to_owned(), Source::Kept(kept), caption);
        Ok(())
    }

    fn caption(&self, text: &Text) -> String {
        let mut pieces = html::split(&self.city.html(self.lang(), text), CAPTION_UTF16_MAX);
        if pieces.is_empty() { String::new() } else { pieces.swap_remove(0) }
    }

    fn push(&mut self, message: Outbound) {
        self.replies.push(Reply::now(message));
    }

    /// Whether anything was said. A press or a message that gets no word is a mistake of ours.
    pub fn answered(&self) -> bool {
        !self.replies.is_empty() || self.toast.is_some()
    }

    /// Writes the replies to the outbox, to be sent out of these hands; the rows that may go at
    /// once. A press is answered first, always.
    pub async fn keep(self, hands: outbox::Hands) -> anyhow::Result<Vec<outbox::Row>> {
        let line = outbox::Line::before(self.tx, &self.person.channel, self.person.chat).await?;
        self.keep_in(line, hands).await
    }

    /// The same, to be sent before all else that waits for that chat.
    pub async fn keep_first(self, hands: outbox::Hands) -> anyhow::Result<Vec<outbox::Row>> {
        let hands = outbox::Hands { full: false, ..hands };
        let mut rows = self.keep_in(outbox::Line::Free, hands).await?;
        rows.iter_mut().for_each(|row| row.first = true);
        Ok(rows)
    }

    /// The same for what is said late: at once, and also if its like was said before.
    pub async fn keep_late(mut self, hands: outbox::Hands) -> anyhow::Result<Vec<outbox::Row>> {
        for reply in &mut self.replies {
            (reply.key, reply.delay) = (None, TimeDelta::zero());
        }
        self.keep(hands).await
    }

    async fn keep_in(mut self, mut line: outbox::Line, hands: outbox::Hands) -> anyhow::Result<Vec<outbox::Row>> {
        let mut replies = std::mem::take(&mut self.replies);
        let mut answered = None;
        if let Some(pressed) = &self.pressed {
            let goes = |reply: &Reply| reply.key.is_none() && reply.delay.is_zero() && hands.free(line);
            if self.toast.is_none() && replies.first().is_some_and(goes) {
                answered = Some(outbox::Answered::now(&pressed.callback, self.tx.now));
            } else {
                let text = self.toast.as_ref().map(|text| self.city.plain(self.lang(), text));
                let text = text.map(|text| crate::text::cut(&text, TOAST_CHARS_MAX));
                let message = Outbound::Answer { callback: pressed.callback.clone(), text };
                replies.insert(0, Reply::now(message));
            }
        }
        let mut rows = Vec::new();
        for Reply { message, key, delay, live } in replies {
            let letter = outbox::Letter {
                person: self.person.kept.then_some(self.person.id),
                channel: self.person.channel.clone(),
                chat: self.person.chat,
                lane: outbox::Lane::Reply,
                message,
                answered: answered.take(),
                seal: self.seal,
                key,
                not_before: self.tx.now + delay,
                expires_at: None,
            };
            let row = outbox::reply(self.tx, self.city, letter, hands, &mut line).await?;
            if let (Some(row), Some((thing, figure)), true) = (&row, live, self.person.kept) {
                live::store::shown(self.tx, &thing.name(), self.person.id, row.id, figure).await?;
            }
            rows.extend(row);
        }
        Ok(rows)
    }
}
