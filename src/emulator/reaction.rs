//! Reactions to messages: which there are, who reacted, and how the bot hears of it.

use serde_json::{Value, json};

use super::world::World;

/// The emoji that Telegram takes as reactions.
const EMOJI: &str = "\
    👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u{200d}🔥 \
    🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u{200d}💻 👀 🎃 🙈 😇 😨 \
    🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u{200d}♂ 🤷 🤷\u{200d}♀ 😡";

/// Whether Telegram knows this reaction. A variation selector at its end means nothing.
pub fn known(emoji: &str) -> bool {
    let bare = emoji.trim_end_matches('\u{fe0f}');
    EMOJI.split(' ').any(|known| known == bare)
}

pub fn types(emoji: &[String]) -> Value {
    emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect()
}

impl World {
    /// Sets what somebody's reaction to a message is, and tells the page. Gives what it was.
    pub fn set_reaction(&mut self, bot: i64, chat: i64, id: i64, who: i64, emoji: Vec<String>) -> Vec<String> {
        let Some(kept) = self.message_mut(bot, chat, id) else { return Vec::new() };
        let before = match emoji.is_empty() {
            true => kept.reactions.remove(&who),
            false => kept.reactions.insert(who, emoji),
        };
        self.show("edited", bot, chat, id);
        before.unwrap_or_default()
    }

    /// A person reacts. The bot hears of it in private, and where it is an administrator; of a
    /// channel's readers it hears only how many they are.
    pub fn react(&mut self, bot: i64, chat: i64, id: i64, user: i64, emoji: Vec<String>) {
        let before = self.set_reaction(bot, chat, id, user, emoji.clone());
        let administrator = self.standing(bot, chat) == super::chat::Standing::Administrator;
        if before == emoji || chat < 0 && !administrator {
            return;
        }
        let mut update = json!({ "chat": self.chat_json(chat), "message_id": id, "date": self.now_s() });
        if self.is_channel(chat) {
            update["reactions"] = self.reaction_counts(bot, chat, id);
            self.deliver(bot, "message_reaction_count", chat, update);
            return;
        }
        update["user"] = self.user_json(user);
        update["old_reaction"] = types(&before);
        update["new_reaction"] = types(&emoji);
        self.deliver(bot, "message_reaction", chat, update);
    }

    fn reaction_counts(&self, bot: i64, chat: i64, id: i64) -> Value {
        let mut counts: Vec<(&String, usize)> = Vec::new();
        let kept = self.message(bot, chat, id);
        for emoji in kept.into_iter().flat_map(|kept| kept.reactions.values().flatten()) {
            match counts.iter_mut().find(|(known, _)| *known == emoji) {
                Some((_, count)) => *count += 1,
                None => counts.push((emoji, 1)),
            }
        }
        let count = |(emoji, total): (&String, usize)| json!({ "type": { "type": "emoji", "emoji": emoji }, "total_count": total });
        counts.into_iter().map(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn only_one_whole_emoji_of_the_list_is_a_reaction() {
        for emoji in ["👍", "❤", "❤\u{fe0f}", "❤\u{200d}🔥", "🤷\u{200d}♀", "🤷"] {
            assert!(known(emoji), "{emoji}");
        }
        for emoji in ["", "x", "👍👎", "🌳", "🔥🥰", "♀", "💻"] {
            assert!(!known(emoji), "{emoji}");
        }
    }
}
