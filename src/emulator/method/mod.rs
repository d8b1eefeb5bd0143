//! The methods of the Bot API that the emulator knows: their names, their parameters, and the
//! function behind each. A method that is missing here, and a parameter that a method does not
//! have, is answered as Telegram would and written down as a failure of the bot. A new method is
//! a function beside its kin and a line in `METHODS`.

mod about;
mod edit;
mod fetch;
mod place;
mod press;
mod profile;
mod send;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::json;

use super::fault::When;
use super::fault::call::{Fate, fate};
use super::journal;
use super::params::Params;
use super::refusal::{Answer, Outcome, Refusal};
use super::shared::Shared;
use super::world::World;

/// Who calls, and with what.
pub struct Call<'a> {
    pub bot: i64,
    pub params: &'a Params,
}

/// How a method is run.
enum Way {
    /// At once, to a result.
    Act(fn(&mut World, &Call) -> Outcome),
    /// At once, to `true` and a sentence.
    Say(fn(&mut World, &Call) -> Result<&'static str, Refusal>),
    /// getUpdates, which may wait.
    Poll,
}

struct Method {
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    way: Way,
}

/// What every method has that sends a message.
const SENDING: &[&str] = &[
    "business_connection_id",
    "chat_id",
    "message_thread_id",
    "direct_messages_topic_id",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "suggested_post_parameters",
    "reply_parameters",
    "reply_to_message_id",
    "allow_sending_without_reply",
    "reply_markup",
];
const EDITING: &[&str] = &["business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"];
const TEXT: &[&str] = &["text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview"];
const CAPTION: &[&str] = &["caption", "parse_mode", "caption_entities", "show_caption_above_media"];
const PLACE: &[&str] = &["latitude", "longitude"];
const HOOK: &[&str] =
    &["url", "certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"];
const VENUE: &[&str] =
    &["title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
const LIVE: &[&str] = &["horizontal_accuracy", "live_period", "heading", "proximity_alert_radius"];
const SCOPE: &[&str] = &["scope", "language_code"];

const fn act(
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    act: fn(&mut World, &Call) -> Outcome,
) -> Method {
    Method { name, takes, way: Way::Act(act) }
}

const METHODS: &[Method] = &[
    act("getMe", &[], about::me),
    Method { name: "getUpdates", takes: &[&["offset", "limit", "timeout", "allowed_updates"]], way: Way::Poll },
    Method { name: "setWebhook", takes: &[HOOK], way: Way::Say(fetch::set_webhook) },
    Method { name: "deleteWebhook", takes: &[&["drop_pending_updates"]], way: Way::Say(fetch::delete_webhook) },
    act("getWebhookInfo", &[], fetch::webhook_info),
    act("sendMessage", &[SENDING, TEXT], send::message),
    act("sendPhoto", &[SENDING, CAPTION, &["photo", "has_spoiler"]], send::photo),
    act(
        "sendDocument",
        &[SENDING, CAPTION, &["document", "thumbnail", "disable_content_type_detection"]],
        send::document,
    ),
    act("sendLocation", &[SENDING, PLACE, LIVE], place::location),
    act("sendVenue", &[SENDING, PLACE, VENUE], place::venue),
    act("sendChatAction", &[&["business_connection_id", "chat_id", "message_thread_id", "action"]], send::chat_action),
    act("editMessageText", &[EDITING, TEXT, &["rich_message"]], edit::text),
    act("editMessageCaption", &[EDITING, CAPTION], edit::caption),
    act("editMessageReplyMarkup", &[EDITING], edit::markup),
    act("deleteMessage", &[&["chat_id", "message_id"]], edit::delete),
    act("answerCallbackQuery", &[&["callback_query_id", "text", "show_alert", "url", "cache_time"]], press::answer),
    act("getFile", &[&["file_id"]], about::file),
    act("getChat", &[&["chat_id"]], about::chat),
    act("leaveChat", &[&["chat_id"]], about::leave),
    act("setMyCommands", &[SCOPE, &["commands"]], profile::set_commands),
    act("getMyCommands", &[SCOPE], profile::commands),
    act("deleteMyCommands", &[SCOPE], profile::delete_commands),
    act("setMyName", &[&["name", "language_code"]], profile::set_name),
    act("getMyName", &[&["language_code"]], profile::name),
    act("setMyDescription", &[&["description", "language_code"]], profile::set_description),
    act("getMyDescription", &[&["language_code"]], profile::description),
    act("setMyShortDescription", &[&["short_description", "language_code"]], profile::set_short_description),
    act("getMyShortDescription", &[&["language_code"]], profile::short_description),
    act("setChatMenuButton", &[&["chat_id", "menu_button"]], profile::set_menu_button),
    act("getChatMenuButton", &[&["chat_id"]], profile::menu_button),
];

/// What comes of a call: an answer, or a connection that is closed without one.
pub enum Reply {
    Answer(Answer),
    Dropped,
}

/// A call on its way: whose it is, and what the faults do to it.
struct Caller<'a> {
    shared: &'a Arc<Shared>,
    bot: i64,
    fate: Option<Fate>,
}

/// Calls a method of any spelling and writes the call down. This is where the faults of calls
/// strike.
pub async fn call(shared: &Arc<Shared>, bot: i64, name: &str, params: Params) -> Reply {
    let method = METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name));
    let fate = shared.write(|world| fate(world, bot, name, &params));
    let caller = Caller { shared, bot, fate };
    let Some(fate) = &caller.fate else {
        return Reply::Answer(caller.run(method, name, params).await);
    };
    let (after_ms, dropped, truncated) = (fate.after_ms, fate.dropped, fate.truncated);
    shared.pass(fate.before_ms).await;
    let instead = fate.instead.clone();
    if dropped == Some(When::Before) {
        caller.record(method, name, params, None);
        return Reply::Dropped;
    }
    let answer = match instead {
        Some(answer) => {
            caller.record(method, name, params, Some(&answer));
            answer
        }
        None => caller.run(method, name, params).await,
    };
    shared.pass(after_ms).await;
    match dropped {
        Some(_) => Reply::Dropped,
        None if truncated => Reply::Answer(answer.half()),
        None => Reply::Answer(answer),
    }
}

impl Caller<'_> {
    /// Does what the method does.
    async fn run(&self, method: Option<&'static Method>, name: &str, params: Params) -> Answer {
        let Some(method) = method else {
            return self.shared.write(|world| {
                fail(world, name, "the emulator has no such method".to_owned());
                let answer = Answer::from(Err(Refusal::new(404, "Not Found: method not found")));
                self.write_down(world, Cow::Owned(name.to_owned()), params, Some(&answer));
                answer
            });
        };
        let bot = self.bot;
        match method.way {
            Way::Act(act) => {
                self.at_once(method, params, |world, params| Answer::from(act(world, &Call { bot, params })))
            }
            Way::Say(say) => {
                self.at_once(method, params, |world, params| Answer::said(say(world, &Call { bot, params })))
            }
            Way::Poll => self.poll(method, params).await,
        }
    }

    fn at_once(
        &self,
        method: &'static Method,
        params: Params,
        run: impl FnOnce(&mut World, &Params) -> Answer,
    ) -> Answer {
        self.shared.write(|world| {
            check(world, method, &params);
            if let Some(fate) = &self.fate {
                fate.before(world, self.bot, &params);
            }
            let answer = run(world, &params);
            let answer = self.spoiled(world, &params, answer);
            self.write_down(world, Cow::Borrowed(method.name), params, Some(&answer));
            answer
        })
    }

    async fn poll(&self, method: &'static Method, params: Params) -> Answer {
        let updates = fetch::updates(self.shared, self.bot, &params).await;
        // An empty answer is no news, and there are very many of them.
        let quiet = self.fate.is_none() && updates.as_ref().is_ok_and(Vec::is_empty);
        let answer = match updates {
            Ok(updates) => Answer::updates(&updates),
            Err(refusal) => Answer::from(Err(refusal)),
        };
        self.shared.write(|world| {
            check(world, method, &params);
            let answer = self.spoiled(world, &params, answer);
            if !quiet {
                self.write_down(world, Cow::Borrowed(method.name), params, Some(&answer));
            }
            answer
        })
    }

    /// What the bot gets instead of what it should get.
    fn spoiled(&self, world: &mut World, params: &Params, answer: Answer) -> Answer {
        let Some(fate) = &self.fate else { return answer };
        fate.after(world, params);
        fate.afterwards.clone().unwrap_or(answer)
    }

    /// Writes down a call that did nothing.
    fn record(&self, method: Option<&'static Method>, name: &str, params: Params, answer: Option<&Answer>) {
        let name = method.map_or(Cow::Owned(name.to_owned()), |method| Cow::Borrowed(method.name));
        self.shared.write(|world| self.write_down(world, name, params, answer));
    }

    fn write_down(&self, world: &mut World, method: Cow<'static, str>, params: Params, answer: Option<&Answer>) {
        let faults = self.fate.as_ref().map(|fate| fate.names.clone()).unwrap_or_default();
        let status = answer.map_or(0, |answer| answer.status);
        let event = world.watched.then(|| json!({ "method": method, "status": status, "faults": faults }));
        let n = world.journal.write(journal::Entry {
            at: world.now_ms,
            bot: self.bot,
            method,
            params: params.record(),
            status,
            answer: answer.map(|answer| answer.body.clone()).unwrap_or_default(),
            faults,
        });
        world.touch();
        if let Some(mut event) = event {
            event["n"] = json!(n);
            world.emit("call", event);
        }
    }
}

/// Writes down every parameter that the method does not have, and what Telegram could read but
/// the emulator cannot.
fn check(world: &mut World, method: &Method, params: &Params) {
    for unknown in params.names().filter(|name| !takes(method, params, name)) {
        fail(world, method.name, format!("there is no parameter \"{unknown}\""));
    }
    let mode = params.text("parse_mode").unwrap_or_default().to_ascii_lowercase();
    if mode.starts_with("markdown") {
        fail(world, method.name, "the emulator reads HTML only, no Markdown".to_owned());
    }
}

fn takes(method: &Method, params: &Params, name: &str) -> bool {
    method.takes.iter().any(|names| names.contains(&name)) || params.parts().any(|(part, _)| part == name)
}

fn fail(world: &mut World, method: &str, what: String) {
    let now_ms = world.now_ms;
    tracing::warn!(method, what, "the bot made a call that Telegram does not know");
    world.touch();
    world.journal.fail(now_ms, method, what);
}
