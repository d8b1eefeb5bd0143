//! What a test asks at its end: did the bot do anything that a correct one would not have done,
//! and did it leave anybody without an answer?

use serde_json::{Value, json};

use super::Control;
use crate::emulator::journal::Failure;

impl Control {
    /// Calls that a correct bot would not have made: unknown methods and parameters.
    pub fn failures(&self) -> Vec<Failure> {
        self.shared.read(|world| world.journal.failures())
    }

    /// How many presses the bot never answered.
    pub fn unanswered(&self) -> usize {
        self.unanswered_presses().len()
    }

    /// The presses that the bot never answered.
    pub(super) fn unanswered_presses(&self) -> Vec<Value> {
        self.shared.read(|world| {
            let callbacks = world.bots.values().flat_map(|bot| &bot.callbacks);
            let callbacks = callbacks.filter(|(_, callback)| !callback.answered);
            let shown = callbacks.map(|(id, callback)| {
                let (user, chat, message) = (callback.user, callback.chat, callback.message);
                json!({ "id": id, "at": callback.at_ms, "user": user, "chat": chat, "message_id": message })
            });
            shown.collect()
        })
    }

    /// Everything there is to complain about, a sentence each: failures and unanswered presses.
    /// Empty after a test of a correct bot.
    pub fn complaints(&self) -> Vec<String> {
        let failures = self.failures();
        let failures = failures.iter().map(|failure| format!("{}: {}", failure.method, failure.what));
        let presses = self.unanswered_presses();
        let presses = presses.iter().map(|press| {
            let (user, message, chat) = (&press["user"], &press["message_id"], &press["chat"]);
            format!("{user} pressed a button of message {message} in chat {chat} and was never answered")
        });
        failures.chain(presses).collect()
    }

    /// Takes all complaints away and gives them: for a test that made some on purpose.
    pub fn forgive(&self) -> Vec<String> {
        let complaints = self.complaints();
        self.shared.write(|world| {
            world.journal.forgive();
            for bot in world.bots.values_mut() {
                bot.callbacks.retain(|_, callback| callback.answered);
            }
            world.touch();
        });
        complaints
    }

    /// How many calls were answered with this status since the beginning: 429, say.
    pub fn answered_with(&self, status: u16) -> u64 {
        self.shared.read(|world| world.journal.answered_with(status))
    }
}
