//! Every method with the parameters that it takes and the function behind it.

use super::{
    Call, Method, Way, about, album, delete, edit, fetch, forward, inline, member, menu, pin, place, poll, press,
    profile, react, send, topic,
};
use crate::emulator::refusal::Outcome;
use crate::emulator::world::World;

/// Where a message goes.
const TO: &[&str] =
    &["chat_id", "message_thread_id", "direct_messages_topic_id", "disable_notification", "protect_content"];
/// What every method has that sends a new message.
const NEW: &[&str] = &[
    "business_connection_id",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_to_message_id",
    "allow_sending_without_reply",
];
const MARKUP: &[&str] = &["suggested_post_parameters", "reply_markup"];
const EDITING: &[&str] = &["business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"];
const TEXT: &[&str] = &["text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview"];
const CAPTION: &[&str] = &["caption", "parse_mode", "caption_entities", "show_caption_above_media"];
const PLACE: &[&str] = &["latitude", "longitude"];
const HOOK: &[&str] =
    &["url", "certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"];
const VENUE: &[&str] =
    &["title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
const LIVE: &[&str] = &["horizontal_accuracy", "live_period", "heading", "proximity_alert_radius"];
const FROM: &[&str] = &["from_chat_id", "video_start_timestamp"];
const POLL: &[&str] = &[
    "options",
    "is_anonymous",
    "type",
    "allows_multiple_answers",
    "allows_revoting",
    "shuffle_options",
    "allow_adding_options",
    "hide_results_until_closes",
    "members_only",
    "country_codes",
    "correct_option_id",
    "correct_option_ids",
    "open_period",
    "close_date",
    "is_closed",
    "media",
];
const POLL_WORDS: &[&str] = &[
    "question",
    "question_parse_mode",
    "question_entities",
    "explanation",
    "explanation_parse_mode",
    "explanation_entities",
    "explanation_media",
    "description",
    "description_parse_mode",
    "description_entities",
];
const SCOPE: &[&str] = &["scope", "language_code"];

const fn act(
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    act: fn(&mut World, &Call) -> Outcome,
) -> Method {
    Method { name, takes, way: Way::Act(act) }
}

pub const METHODS: &[Method] = &[
    act("getMe", &[], about::me),
    Method { name: "getUpdates", takes: &[&["offset", "limit", "timeout", "allowed_updates"]], way: Way::Poll },
    Method { name: "setWebhook", takes: &[HOOK], way: Way::Say(fetch::set_webhook) },
    Method { name: "deleteWebhook", takes: &[&["drop_pending_updates"]], way: Way::Say(fetch::delete_webhook) },
    act("getWebhookInfo", &[], fetch::webhook_info),
    act("sendMessage", &[TO, NEW, MARKUP, TEXT], send::message),
    act("sendPhoto", &[TO, NEW, MARKUP, CAPTION, &["photo", "has_spoiler"]], send::photo),
    act(
        "sendDocument",
        &[TO, NEW, MARKUP, CAPTION, &["document", "thumbnail", "disable_content_type_detection"]],
        send::document,
    ),
    act("sendLocation", &[TO, NEW, MARKUP, PLACE, LIVE], place::location),
    act("sendVenue", &[TO, NEW, MARKUP, PLACE, VENUE], place::venue),
    act("sendContact", &[TO, NEW, MARKUP, &["phone_number", "first_name", "last_name", "vcard"]], place::contact),
    act("sendPoll", &[TO, NEW, MARKUP, POLL, POLL_WORDS], poll::send),
    act("stopPoll", &[&["business_connection_id", "chat_id", "message_id", "reply_markup"]], poll::stop),
    act("sendMediaGroup", &[TO, NEW, &["media"]], album::group),
    act(
        "forwardMessage",
        &[TO, FROM, &["message_effect_id", "suggested_post_parameters"], &["message_id"]],
        forward::forward,
    ),
    act("forwardMessages", &[TO, &["from_chat_id", "message_ids"]], forward::forward_many),
    act("copyMessage", &[TO, NEW, MARKUP, FROM, CAPTION, &["message_id"]], forward::copy),
    act("copyMessages", &[TO, &["from_chat_id", "message_ids", "remove_caption"]], forward::copy_many),
    act("sendChatAction", &[&["business_connection_id", "chat_id", "message_thread_id", "action"]], send::chat_action),
    act("editMessageText", &[EDITING, TEXT, &["rich_message"]], edit::text),
    act("editMessageCaption", &[EDITING, CAPTION], edit::caption),
    act("editMessageReplyMarkup", &[EDITING], edit::markup),
    act("deleteMessage", &[&["chat_id", "message_id"]], delete::one),
    act("deleteMessages", &[&["chat_id", "message_ids"]], delete::many),
    act("answerCallbackQuery", &[&["callback_query_id", "text", "show_alert", "url", "cache_time"]], press::answer),
    act("getFile", &[&["file_id"]], about::file),
    act("getChat", &[&["chat_id"]], about::chat),
    act("leaveChat", &[&["chat_id"]], about::leave),
    act("getChatMember", &[&["chat_id", "user_id"]], member::one),
    act("getChatAdministrators", &[&["chat_id", "return_bots"]], member::administrators),
    act("getChatMemberCount", &[&["chat_id"]], member::count),
    act("banChatMember", &[&["chat_id", "user_id", "until_date", "revoke_messages"]], member::ban),
    act("unbanChatMember", &[&["chat_id", "user_id", "only_if_banned"]], member::unban),
    act(
        "createChatInviteLink",
        &[&["chat_id", "name", "expire_date", "member_limit", "creates_join_request"]],
        member::invite,
    ),
    act("approveChatJoinRequest", &[&["chat_id", "user_id"]], member::approve),
    act("declineChatJoinRequest", &[&["chat_id", "user_id"]], member::decline),
    act("pinChatMessage", &[&["business_connection_id", "chat_id", "message_id", "disable_notification"]], pin::pin),
    act("unpinChatMessage", &[&["business_connection_id", "chat_id", "message_id"]], pin::unpin),
    act("unpinAllChatMessages", &[&["chat_id"]], pin::unpin_all),
    act("setMessageReaction", &[&["chat_id", "message_id", "reaction", "is_big"]], react::set),
    act("createForumTopic", &[&["chat_id", "name", "icon_color", "icon_custom_emoji_id"]], topic::create),
    act(
        "answerInlineQuery",
        &[&["inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"]],
        inline::answer,
    ),
    act("answerWebAppQuery", &[&["web_app_query_id", "result"]], inline::answer_web_app),
    act("setMyCommands", &[SCOPE, &["commands"]], menu::set_commands),
    act("getMyCommands", &[SCOPE], menu::commands),
    act("deleteMyCommands", &[SCOPE], menu::delete_commands),
    act("setMyName", &[&["name", "language_code"]], profile::set_name),
    act("getMyName", &[&["language_code"]], profile::name),
    act("setMyDescription", &[&["description", "language_code"]], profile::set_description),
    act("getMyDescription", &[&["language_code"]], profile::description),
    act("setMyShortDescription", &[&["short_description", "language_code"]], profile::set_short_description),
    act("getMyShortDescription", &[&["language_code"]], profile::short_description),
    act("setChatMenuButton", &[&["chat_id", "menu_button"]], profile::set_menu_button),
    act("getChatMenuButton", &[&["chat_id"]], profile::menu_button),
];
