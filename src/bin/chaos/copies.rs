//! Messages that came once more, and who may be blamed for each. A message that is on a screen and not on
//! record is one that will be, or was, sent again. That is no fault only if its chat had a message under
//! way when the program died, one in each lane at most, or if the messenger withheld its answer.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;

use crate::town::{FIRST_CITIZEN, Town};

/// Sends that are under way at once at most: what README promises as the most that a kill repeats.
const IN_FLIGHT_MAX: usize = 30;

/// What is known of messages without a record.
#[derive(Debug, Default)]
pub struct Copies {
    /// Their chats and numbers.
    seen: BTreeSet<(i64, i64)>,
    /// Sends that were under way at the last kill and had not arrived: they may yet, by chat.
    may_arrive: BTreeMap<i64, usize>,
    /// The last call that was looked at.
    last_call: u64,
}

/// Messages that came once more although nothing explains it.
#[derive(Debug, Default)]
pub struct Unexplained {
    pub messages: usize,
    pub complaints: Vec<String>,
}

impl Unexplained {
    pub fn add(&mut self, other: Unexplained) {
        self.messages += other.messages;
        self.complaints.extend(other.complaints);
    }
}

impl Copies {
    /// Looks at the screens after a kill, or at the end. How many nothing explains, and in words.
    ///
    /// `withholding` are the names of the faults that keep the answer to a message that has arrived.
    ///
    /// # Errors
    /// When more messages were under way at the kill than the program may have.
    pub async fn look(&mut self, town: &Town, withholding: &[&str]) -> anyhow::Result<Unexplained> {
        let new = self.new_ones(town).await?;
        let under_way = under_way(town).await?;
        let withheld = self.withheld(town, withholding);
        let (mut unexplained, mut repeated, mut may_arrive) = (Unexplained::default(), 0, BTreeMap::new());
        let chats: BTreeSet<i64> = new.keys().chain(under_way.keys()).copied().collect();
        for chat in chats {
            let of = |all: &BTreeMap<i64, usize>| all.get(&chat).copied().unwrap_or(0);
            let (came, open, late) = (of(&new), of(&under_way), of(&self.may_arrive));
            // Those whose answer was withheld first: they are certain.
            let came_while_open = came.saturating_sub(of(&withheld)).saturating_sub(late);
            if came_while_open > open {
                let citizen = chat - FIRST_CITIZEN;
                unexplained.messages += came_while_open - open;
                unexplained.complaints.push(format!(
                    "citizen {citizen} has {came} messages without a record, of which {open} were under way at the \
                     kill, {late} at the one before, and {} had their answer withheld",
                    of(&withheld)
                ));
            }
            repeated += came_while_open.min(open);
            may_arrive.insert(chat, open - came_while_open.min(open));
        }
        self.may_arrive = may_arrive;
        ensure!(repeated <= IN_FLIGHT_MAX, "{repeated} messages were under way at a kill");
        Ok(unexplained)
    }

    /// Messages on screens that have no record and had none before, by chat.
    async fn new_ones(&mut self, town: &Town) -> anyhow::Result<BTreeMap<i64, usize>> {
        let mut tx = town.tx().await?;
        let rows: Vec<(i64, i64)> =
            sqlx::query_as("select chat, message from outbox where message is not null").fetch_all(tx.conn()).await?;
        tx.commit().await?;
        let known: BTreeSet<(i64, i64)> = rows.into_iter().collect();
        let mut new: BTreeMap<i64, usize> = BTreeMap::new();
        for chat in town.chats() {
            for message in town.people().since(chat, 0).iter().filter(|message| message["out"] == true) {
                let Some(id) = message["message_id"].as_i64() else { continue };
                if !known.contains(&(chat, id)) && self.seen.insert((chat, id)) {
                    *new.entry(chat).or_default() += 1;
                }
            }
        }
        Ok(new)
    }

    /// Messages since the last look whose answer never came to the program, by chat.
    fn withheld(&mut self, town: &Town, withholding: &[&str]) -> BTreeMap<i64, usize> {
        let mut withheld: BTreeMap<i64, usize> = BTreeMap::new();
        for call in town.people().calls(self.last_call, usize::MAX) {
            self.last_call = call.n;
            let chat = &call.params["chat_id"];
            let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok());
            let struck = call.faults.iter().any(|fault| withholding.contains(fault));
            if let Some(chat) = chat.filter(|_| struck && call.method.starts_with("send")) {
                *withheld.entry(chat).or_default() += 1;
            }
        }
        withheld
    }
}

/// In how many lanes of a chat a dead run may have had a message under way: it sends one at a time in each.
async fn under_way(town: &Town) -> anyhow::Result<BTreeMap<i64, usize>> {
    let mut tx = town.tx().await?;
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("select chat, count(distinct lane) from outbox where state = 'sending' group by chat")
            .fetch_all(tx.conn())
            .await?;
    tx.commit().await?;
    rows.into_iter().map(|(chat, lanes)| Ok((chat, usize::try_from(lanes)?))).collect()
}
