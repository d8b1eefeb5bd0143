//! What people do: write, press, share, block, vote. Each act changes the world as the person's
//! own app would, and the bot hears of it by an update. Here are the kinds of acts; the acts
//! themselves are beside.

use serde::Deserialize;
use serde_json::json;

use super::actor::{Place, actor, may};
use super::{gather, private, respond, speak};
use crate::emulator::world::World;

/// Something that a person does.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds and their fields say what they are")]
pub enum Act {
    SendText {
        text: String,
        reply_to: Option<i64>,
    },
    /// By the button's data, or by its label as a person reads it. Of `stale` nobody asks whether the
    /// button is still there: a finger can be faster than an edit.
    Press {
        message_id: i64,
        data: Option<String>,
        button: Option<String>,
        stale: Option<bool>,
    },
    Start {
        payload: Option<String>,
    },
    ShareLocation {
        latitude: f64,
        longitude: f64,
    },
    ShareContact {
        phone: String,
    },
    SendPhoto {
        file_ids: Option<Vec<String>>,
        caption: Option<String>,
        count: Option<u8>,
    },
    SendDocument {
        file_id: Option<String>,
        caption: Option<String>,
    },
    SendSticker,
    SendVoice,
    ForwardText {
        text: String,
    },
    EditText {
        message_id: i64,
        text: String,
    },
    /// In a group: puts the bot out.
    Block,
    /// In a group: takes the bot in again.
    Unblock,
    /// Into the group of that title, which is made if there is none.
    AddToGroup {
        title: String,
    },
    /// Deletes the account.
    Deactivate,
    /// Into a group or channel, perhaps by an invitation.
    Join {
        invite_link: Option<String>,
    },
    Leave,
    /// Makes somebody an administrator, with these rights or all; without `member` the bot.
    Promote {
        member: Option<i64>,
        rights: Option<Vec<String>>,
    },
    Demote {
        member: Option<i64>,
    },
    /// Puts a person out.
    Kick {
        member: i64,
    },
    CreateTopic {
        name: String,
    },
    /// Makes a supergroup of the group.
    Migrate,
    /// Deletes the group.
    DeleteChat,
    /// In the poll of that message.
    Vote {
        message_id: i64,
        options: Vec<usize>,
    },
    RetractVote {
        message_id: i64,
    },
    /// With an emoji, or with none to take it back.
    React {
        message_id: i64,
        emoji: Option<String>,
    },
    /// Types this after the bot's name.
    InlineQuery {
        query: String,
        offset: Option<String>,
    },
    /// Sends a result; without `query_id` of the newest question of the chat.
    ChooseInline {
        query_id: Option<i64>,
        result_id: String,
    },
    /// What a web app, opened by a button of the reply keyboard, sends to the bot.
    SendWebAppData {
        button_text: String,
        data: String,
    },
    /// Opens a web app that may send in the person's name: its query id comes back.
    OpenWebApp,
    /// The owner of the bot sets what is named.
    Botfather {
        privacy: Option<bool>,
        inline: Option<bool>,
        inline_feedback: Option<bool>,
    },
}

/// The id of the (first) message that came of it (of the topic, the supergroup or the inline
/// query, where one is made), or why it cannot be done.
pub type Acted = Result<Option<i64>, String>;

/// Does it, at this moment.
pub fn act(world: &mut World, user: i64, mut place: Place, act: Act) -> Acted {
    // Who begins anew begins with the bot that people talk with, whichever they began with before.
    if matches!(act, Act::Start { .. }) {
        place.bot.get_or_insert(world.main);
    }
    world.close_due_polls();
    let actor = actor(world, user, place)?;
    if !act.works_outside() {
        may(world, actor, act.is_for_readers())?;
    }
    match act {
        Act::Start { payload } => private::start(world, actor, payload),
        Act::AddToGroup { title } => gather::add_to_group(world, actor, &title),
        Act::Block => private::block(world, actor),
        Act::Unblock => private::unblock(world, actor),
        Act::Deactivate => private::deactivate(world, actor),
        Act::Botfather { privacy, inline, inline_feedback } => {
            let habits = &mut world.bot_mut(actor.bot).habits;
            habits.privacy = privacy.unwrap_or(habits.privacy);
            habits.inline = inline.unwrap_or(habits.inline);
            habits.inline_feedback = inline_feedback.unwrap_or(habits.inline_feedback);
            Ok(None)
        }
        Act::Join { invite_link } => gather::join(world, actor, invite_link.as_deref()),
        Act::Leave => gather::leave(world, actor),
        Act::Promote { member, rights } => gather::promote(world, actor, member, rights),
        Act::Demote { member } => gather::demote(world, actor, member),
        Act::Kick { member } => gather::kick(world, actor, member),
        Act::CreateTopic { name } => gather::create_topic(world, actor, &name),
        Act::Migrate => {
            let by = world.user_json(user);
            world.migrate(actor.chat, by).map(Some)
        }
        Act::DeleteChat => gather::delete(world, actor),
        Act::SendText { text, reply_to } => speak::send_text(world, actor, &text, reply_to),
        Act::EditText { message_id, text } => speak::edit_text(world, actor, message_id, &text),
        Act::ForwardText { text } => speak::forward_text(world, actor, &text),
        Act::ShareLocation { latitude, longitude } => {
            let location = json!({ "latitude": latitude, "longitude": longitude });
            speak::share(world, actor, "location", location)
        }
        Act::ShareContact { phone } => speak::share_contact(world, actor, &phone),
        Act::SendPhoto { file_ids, caption, count } => {
            speak::send_photo(world, actor, file_ids, count, caption.as_deref())
        }
        Act::SendDocument { file_id, caption } => speak::send_document(world, actor, file_id, caption.as_deref()),
        Act::SendSticker => speak::send_sticker(world, actor),
        Act::SendVoice => speak::send_voice(world, actor),
        Act::SendWebAppData { button_text, data } => {
            let sent = json!({ "button_text": button_text, "data": data });
            speak::share(world, actor, "web_app_data", sent)
        }
        Act::Press { message_id, data: Some(data), stale: Some(true), .. } => {
            respond::press_stale(world, actor, message_id, &data)
        }
        Act::Press { message_id, data, button, .. } => respond::press(world, actor, message_id, data, button),
        Act::Vote { message_id, options } => respond::vote(world, actor, message_id, options),
        Act::RetractVote { message_id } => respond::vote(world, actor, message_id, Vec::new()),
        Act::React { message_id, emoji } => respond::react(world, actor, message_id, emoji),
        Act::InlineQuery { query, offset } => {
            respond::ask_inline(world, actor, &query, offset.as_deref().unwrap_or_default())
        }
        Act::ChooseInline { query_id, result_id } => respond::choose_inline(world, actor, query_id, &result_id),
        Act::OpenWebApp => respond::ask_inline(world, actor, "", ""),
    }
}

impl Act {
    /// Whether it can be done without being in the chat, or without the bot.
    fn works_outside(&self) -> bool {
        matches!(
            self,
            Act::Start { .. }
                | Act::AddToGroup { .. }
                | Act::Block
                | Act::Unblock
                | Act::Deactivate
                | Act::Botfather { .. }
                | Act::Join { .. }
                | Act::Leave
                | Act::Promote { .. }
                | Act::Demote { .. }
                | Act::Kick { .. }
                | Act::Migrate
                | Act::DeleteChat
                | Act::InlineQuery { .. }
                | Act::ChooseInline { .. }
        )
    }

    /// Whether readers of a channel may do it too.
    fn is_for_readers(&self) -> bool {
        matches!(self, Act::Press { .. } | Act::Vote { .. } | Act::RetractVote { .. } | Act::React { .. })
    }
}
