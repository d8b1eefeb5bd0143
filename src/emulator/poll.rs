//! Native polls: who voted for what, what a bot and its chats see of it, and when one closes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::world::World;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Poll {
    pub id: i64,
    /// Everything of the Poll object that never changes.
    pub fixed: Map<String, Value>,
    pub options: Vec<String>,
    pub votes: BTreeMap<i64, Vec<usize>>,
    pub closed: bool,
    pub closes_at_s: Option<i64>,
    /// Chat and message of the poll and of its forwards.
    pub places: Vec<(i64, i64)>,
}

impl Poll {
    /// The Poll object.
    pub fn json(&self) -> Value {
        let option = |(index, text): (usize, &String)| {
            let count = self.votes.values().filter(|chosen| chosen.contains(&index)).count();
            json!({ "persistent_id": index.to_string(), "text": text, "voter_count": count })
        };
        let mut poll = self.fixed.clone();
        poll.insert("id".into(), json!(self.id.to_string()));
        poll.insert("options".into(), self.options.iter().enumerate().map(option).collect());
        poll.insert("total_voter_count".into(), json!(self.votes.len()));
        poll.insert("is_closed".into(), json!(self.closed));
        Value::Object(poll)
    }

    fn is(&self, name: &str) -> bool {
        self.fixed.get(name) == Some(&Value::Bool(true))
    }

    /// Whether somebody may choose this, in the words of who may not.
    fn check(&self, user: i64, chosen: &[usize]) -> Result<(), String> {
        let mut sorted = chosen.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let refuse = |why: &str| Err(why.to_owned());
        if self.closed {
            return refuse("this poll is closed");
        }
        if sorted.len() != chosen.len() || sorted.last().is_some_and(|last| *last >= self.options.len()) {
            return refuse("this poll has no such options");
        }
        if chosen.len() > 1 && !self.is("allows_multiple_answers") {
            return refuse("this poll takes one answer");
        }
        if self.votes.contains_key(&user) && !self.is("allows_revoting") {
            return refuse("a vote in this poll is final");
        }
        Ok(())
    }
}

impl World {
    /// A person votes, changes their vote, or takes it back (with nothing chosen).
    pub fn vote(&mut self, bot: i64, id: &str, user: i64, chosen: Vec<usize>) -> Result<(), String> {
        let poll = self.bot_mut(bot).polls.get_mut(id).ok_or("there is no such poll")?;
        poll.check(user, &chosen)?;
        if chosen.is_empty() && poll.votes.remove(&user).is_none() {
            return Err("there is no vote to take back".into());
        }
        let persistent: Vec<String> = chosen.iter().map(usize::to_string).collect();
        let told = json!({ "option_ids": chosen, "option_persistent_ids": persistent });
        if !chosen.is_empty() {
            poll.votes.insert(user, chosen);
        }
        let (anonymous, key) = (poll.is("is_anonymous"), poll.id);
        self.poll_changed(bot, id);
        if !anonymous {
            let mut answer = told;
            answer["poll_id"] = json!(id);
            answer["user"] = self.user_json(user);
            self.deliver(bot, "poll_answer", key, answer);
        }
        Ok(())
    }

    /// Closes a poll: nobody votes any more.
    pub fn close_poll(&mut self, bot: i64, id: &str) {
        if let Some(poll) = self.bot_mut(bot).polls.get_mut(id) {
            poll.closed = true;
            self.poll_changed(bot, id);
        }
    }

    /// Closes the polls whose time is up. Looked at whenever somebody acts or calls, and when the
    /// clock is moved.
    pub fn close_due_polls(&mut self) {
        let now_s = self.now_s();
        let due = |poll: &&Poll| !poll.closed && poll.closes_at_s.is_some_and(|at| at <= now_s);
        let each = self.bots.values().flat_map(|bot| bot.polls.values().filter(due).map(|poll| (bot.id, poll.id)));
        let closing: Vec<(i64, i64)> = each.collect();
        for (bot, poll) in closing {
            self.close_poll(bot, &poll.to_string());
        }
    }

    /// Writes the present state into every message that shows the poll, and tells the bot.
    fn poll_changed(&mut self, bot: i64, id: &str) {
        let Some(poll) = self.bot(bot).polls.get(id) else { return };
        let (object, places, key) = (poll.json(), poll.places.clone(), poll.id);
        for (chat, message) in places {
            if let Some(kept) = self.message_mut(bot, chat, message) {
                kept.object.insert("poll".into(), object.clone());
                self.show("edited", bot, chat, message);
            }
        }
        self.deliver(bot, "poll", key, object);
    }
}
