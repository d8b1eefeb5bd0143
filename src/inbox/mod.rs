//! What came in: taken once, answered for.
//!
//! An update's number and its whole effect are one commit; only then is it acknowledged. One that
//! cannot be handled is set aside whole, its person gets an apology, and the next one proceeds. Of
//! who asks for more than a person can, the rest is taken and dropped: only its number is kept.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use anyhow::anyhow;

use crate::bot;
use crate::channel::{Channel, ChatId, Inbound, Input};
use crate::city::City;
use crate::db::{Db, Failed, Tx};
use crate::inbox::flood::{Flood, Verdict};
use crate::inbox::store::Number;
use crate::outbox::{self, Outbox};
use crate::poll::{PollId, ballot};

pub mod aside;
pub mod due;
pub mod flood;
pub mod store;

/// The way in.
#[derive(Clone)]
pub struct Inbox {
    db: Db,
    city: Arc<City>,
    channel: Arc<dyn Channel>,
    outbox: Outbox,
    flood: Option<Arc<Mutex<Flood>>>,
}

/// What became of an update. In every case it may be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Its effects are on disk.
    Done,
    /// They were already.
    Before,
    /// It failed, and lies in the database as it came.
    SetAside,
    /// It was too much: nothing is kept but its number.
    Dropped,
}

impl Inbox {
    /// The way in from a channel, for as much as anybody asks for.
    pub fn new(db: Db, city: Arc<City>, channel: Arc<dyn Channel>, outbox: Outbox) -> Inbox {
        Inbox { db, city, channel, outbox, flood: None }
    }

    /// The same, for as much as a person can ask for.
    pub fn with_flood_control(mut self) -> Inbox {
        self.flood = Some(Arc::default());
        self
    }

    /// Whether so much waits already that nothing more should be let in.
    pub fn is_swamped(&self) -> bool {
        self.db.room() == 0
    }

    /// Takes one raw update. It may be acknowledged when this returns `Ok`.
    ///
    /// # Errors
    /// When the database cannot write now: the channel must bring the update again.
    pub async fn take(&self, raw: String) -> Result<Taken, Failed> {
        let (id, inbound) = match self.read(&raw) {
            (Some(id), Ok(inbound)) => (id, inbound),
            (id, Err(error)) => return self.set_aside(id, raw, None, &error).await,
            (None, Ok(_)) => return self.set_aside(None, raw, None, &anyhow!("it has no number")).await,
        };
        let number = Number { channel: self.channel.name(), id };
        let cost = self.flood.as_ref().map_or(0, |_| bot::cost(&self.city, &inbound.input));
        if let Verdict::Drop { warn } = self.ask(&inbound, cost) {
            return self.drop(number, inbound, warn).await;
        }
        let outcome = self.answer(number, inbound.clone()).await;
        match outcome {
            Ok(Some(rows)) => {
                self.outbox.hand(rows);
                Ok(Taken::Done)
            }
            Ok(None) => Ok(Taken::Before),
            Err(Failed::Broken(error)) => self.set_aside(Some(id), raw, Some(inbound), &error).await,
            Err(unavailable) => {
                self.give_back(&inbound, cost);
                Err(unavailable)
            }
        }
    }

    /// What was done, and what the channel calls it. Who cannot read it must not fall over it either,
    /// or it would come again for ever.
    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| self.channel.read(raw)));
        read.unwrap_or_else(|_| (None, Err(anyhow!("{}", crate::panics::last()))))
    }

    /// An update's whole effect; none if it was taken before.
    async fn answer(&self, number: Number, inbound: Inbound) -> Result<Option<Vec<outbox::Row>>, Failed> {
        let (city, hands) = (self.city.clone(), self.outbox.hands());
        let mut announced = bot::ahead(&city, number.channel, &inbound);
        announced.push(Arc::new(number));
        let job = async move |tx: &mut Tx| {
            if !store::take(tx, number).await? {
                return Ok(None);
            }
            Ok(Some(bot::answer(tx, &city, hands, number.channel, inbound.clone()).await?))
        };
        self.db.write_announcing(announced, job).await
    }

    /// What flood control says. It is asked before the writer is bothered, and what it grants is out
    /// of the bucket at once, because others of this person may be on their way in.
    fn ask(&self, inbound: &Inbound, cost: u32) -> Verdict {
        let Some(flood) = &self.flood else { return Verdict::Take };
        let mut flood = flood.lock().expect("no one panics while holding the buckets");
        flood.ask(inbound.chat, cost, self.db.now())
    }

    fn give_back(&self, inbound: &Inbound, cost: u32) {
        if let Some(flood) = &self.flood {
            flood.lock().expect("no one panics while holding the buckets").give_back(inbound.chat, cost);
        }
    }

    /// Takes an update that is too much: its number, and now and then a word to its sender.
    async fn drop(&self, number: Number, inbound: Inbound, warn: bool) -> Result<Taken, Failed> {
        let (city, hands) = (self.city.clone(), self.outbox.hands());
        let job = async move |tx: &mut Tx| {
            let fresh = store::take(tx, number).await?;
            if !(fresh && warn) {
                return Ok(Vec::new());
            }
            bot::warn_of_flood(tx, &city, hands, number.channel, &inbound).await
        };
        match self.db.write_announcing(vec![Arc::new(number)], job).await {
            Ok(rows) => {
                self.outbox.hand(rows);
                Ok(Taken::Dropped)
            }
            Err(Failed::Broken(error)) => Err(Failed::Unavailable(format!("it could not be dropped: {error:#}"))),
            Err(unavailable) => Err(unavailable),
        }
    }

    /// Keeps an update that we could not handle, with the error, and says sorry if that can be done.
    async fn set_aside(
        &self,
        id: Option<i64>,
        raw: String,
        inbound: Option<Inbound>,
        error: &anyhow::Error,
    ) -> Result<Taken, Failed> {
        let reason = format!("{error:#}");
        tracing::error!(update.id = id, "an update was set aside: {reason}");
        let poll = match &inbound {
            Some(inbound) => tells_a_choice(inbound),
            None => may_tell_a_choice(&raw),
        };
        let typed = inbound.as_ref().and_then(typed_in);
        let number = id.map(|id| Number { channel: self.channel.name(), id });
        let aside = Arc::new(Aside { number, raw, poll, typed, reason });
        let kept = match self.keep_aside(aside.clone(), inbound).await {
            // What is wrong may be wrong with the person, and nothing may come again for ever.
            Err(Failed::Broken(_)) => self.keep_aside(aside, None).await,
            kept => kept,
        };
        match kept {
            Ok(rows) => {
                self.outbox.hand(rows);
                Ok(Taken::SetAside)
            }
            Err(Failed::Broken(error)) => Err(Failed::Unavailable(format!("nor set aside: {error:#}"))),
            Err(unavailable) => Err(unavailable),
        }
    }

    /// Writes it down, with a word to whom it came from.
    async fn keep_aside(&self, aside: Arc<Aside>, sender: Option<Inbound>) -> Result<Vec<outbox::Row>, Failed> {
        let (city, channel, hands) = (self.city.clone(), self.channel.name(), self.outbox.hands());
        let job = async move |tx: &mut Tx| {
            if let Some(number) = aside.number
                && !store::take(tx, number).await?
            {
                return Ok(Vec::new());
            }
            let poll = match (aside.poll, &aside.typed) {
                (None, Some((chat, text))) => ballot::told_in(tx, channel, *chat, text).await?,
                (poll, _) => poll,
            };
            let raw = match poll {
                // Without a key there is nothing to keep it under: the press is not kept.
                Some(poll) => city.keys.seal(poll, aside.raw.as_bytes()).unwrap_or_default(),
                None => aside.raw.clone().into_bytes(),
            };
            let id = aside.number.map(|number| number.id);
            store::set_aside(tx, channel, id, &raw, poll, &aside.reason).await?;
            match &sender {
                Some(inbound) => bot::apologise(tx, &city, hands, channel, inbound).await,
                None => Ok(Vec::new()),
            }
        };
        self.db.write(job).await
    }
}

/// An update that is about to be set aside.
struct Aside {
    number: Option<Number>,
    raw: String,
    /// The poll in which it tells a choice.
    poll: Option<PollId>,
    /// What was typed in which chat: it may tell a choice if a ballot was open there.
    typed: Option<(ChatId, String)>,
    reason: String,
}

/// The poll in which a press tells a choice, or a link brings a code, if it does.
fn tells_a_choice(inbound: &Inbound) -> Option<PollId> {
    match &inbound.input {
        Input::Press { data, .. } => choice_in(data),
        Input::Text(text) => code_for(text),
        _ => None,
    }
}

/// What was typed and where: it may mean the ballot which they opened last.
fn typed_in(inbound: &Inbound) -> Option<(ChatId, String)> {
    match &inbound.input {
        Input::Text(text) => Some((inbound.chat, text.clone())),
        _ => None,
    }
}

/// The same of an update that was not understood: if anything in it looks like such a press, it is
/// taken for one.
fn may_tell_a_choice(raw: &str) -> Option<PollId> {
    fn look(value: &serde_json::Value) -> Option<PollId> {
        match value {
            serde_json::Value::String(words) => choice_in(words),
            serde_json::Value::Array(values) => values.iter().find_map(look),
            serde_json::Value::Object(fields) => fields.values().find_map(look),
            _ => None,
        }
    }
    look(&serde_json::from_str(raw).ok()?)
}

fn code_for(text: &str) -> Option<PollId> {
    let (poll, _) = text.split_once(" code-")?.1.split_once('-')?;
    poll.parse().ok().map(PollId)
}

fn choice_in(data: &str) -> Option<PollId> {
    match bot::Press::decode(data)? {
        bot::Press::Poll(press) => press.choice_in(),
        bot::Press::Desk(bot::Desk::Poll(press)) => press.choice_in(),
        _ => None,
    }
}
