//! What came in: taken once, answered for.
//!
//! An update's number and its whole effect are one commit; only then is it acknowledged. One that
//! cannot be handled is set aside whole, its person gets an apology, and the next one proceeds.

use std::sync::Arc;

use anyhow::anyhow;

use crate::bot;
use crate::channel::{Channel, Inbound, Input};
use crate::city::City;
use crate::db::{Db, Failed, Tx};
use crate::outbox::Outbox;

pub mod due;
pub mod store;

/// The way in.
#[derive(Clone)]
pub struct Inbox {
    db: Db,
    city: Arc<City>,
    channel: Arc<dyn Channel>,
    outbox: Outbox,
    run: i64,
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
}

impl Inbox {
    /// The way in from a channel.
    pub fn new(db: Db, city: Arc<City>, channel: Arc<dyn Channel>, outbox: Outbox, run: i64) -> Inbox {
        Inbox { db, city, channel, outbox, run }
    }

    /// Takes one raw update. It may be acknowledged when this returns `Ok`.
    ///
    /// # Errors
    /// When the database cannot write now: the channel must bring the update again.
    pub async fn take(&self, raw: String) -> Result<Taken, Failed> {
        let (id, inbound) = match self.channel.read(&raw) {
            (Some(id), Ok(inbound)) => (id, inbound),
            (id, Err(error)) => return self.set_aside(id, raw, None, &error).await,
            (None, Ok(_)) => return self.set_aside(None, raw, None, &anyhow!("it has no number")).await,
        };
        let (city, channel, run) = (self.city.clone(), self.channel.name(), self.run);
        let job_inbound = inbound.clone();
        let outcome = self
            .db
            .write(async move |tx: &mut Tx| {
                if !store::take(tx, channel, id).await? {
                    return Ok(None);
                }
                Ok(Some(bot::answer(tx, &city, run, channel, job_inbound.clone()).await?))
            })
            .await;
        match outcome {
            Ok(Some(rows)) => {
                self.outbox.hand(rows);
                Ok(Taken::Done)
            }
            Ok(None) => Ok(Taken::Before),
            Err(Failed::Broken(error)) => self.set_aside(Some(id), raw, Some(inbound), &error).await,
            Err(unavailable) => Err(unavailable),
        }
    }

    /// Keeps an update that we could not handle, with the error, and says sorry.
    async fn set_aside(
        &self,
        id: Option<i64>,
        raw: String,
        inbound: Option<Inbound>,
        error: &anyhow::Error,
    ) -> Result<Taken, Failed> {
        let reason = format!("{error:#}");
        tracing::error!(update.id = id, "an update was set aside: {reason}");
        let (city, channel, run) = (self.city.clone(), self.channel.name(), self.run);
        let rows = self
            .db
            .write(async move |tx: &mut Tx| {
                if let Some(id) = id
                    && !store::take(tx, channel, id).await?
                {
                    return Ok(Vec::new());
                }
                let poll = inbound.as_ref().and_then(tells_a_choice);
                let (raw, sealed) = match poll {
                    Some(poll) => match city.keys.seal(poll, raw.as_bytes()) {
                        Ok(sealed) => (sealed, Some(poll)),
                        // Without a key there is nothing to keep it under: the press is not kept.
                        Err(_) => (Vec::new(), Some(poll)),
                    },
                    None => (raw.clone().into_bytes(), None),
                };
                store::set_aside(tx, channel, id, &raw, sealed, &reason).await?;
                match &inbound {
                    Some(inbound) => bot::apologise(tx, &city, run, channel, inbound).await,
                    None => Ok(Vec::new()),
                }
            })
            .await
            .map_err(|failed| match failed {
                Failed::Broken(error) => Failed::Unavailable(anyhow!("nor set aside: {error:#}").to_string()),
                unavailable => unavailable,
            })?;
        self.outbox.hand(rows);
        Ok(Taken::SetAside)
    }
}

/// The poll in which a press tells a choice, if it does.
fn tells_a_choice(inbound: &Inbound) -> Option<crate::poll::PollId> {
    let Input::Press { data, .. } = &inbound.input else { return None };
    match bot::Press::decode(data)? {
        bot::Press::Poll(press) => press.choice_in(),
        _ => None,
    }
}
