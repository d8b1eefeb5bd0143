//! Keyboards: what a `reply_markup` is, and what Telegram refuses in one.

use serde_json::Value;

use super::method::object;
use super::params::Params;
use super::refusal::Refusal;

/// Bytes of a callback button's data.
const DATA_BYTES_MAX: usize = 64;
/// Characters that a button copies.
const COPY_CHARS_MAX: usize = 256;
/// Characters of what stands in the empty box under a keyboard.
const PLACEHOLDER_CHARS_MAX: usize = 64;
/// How a button may look.
const STYLES: [&str; 3] = ["danger", "success", "primary"];
/// Bytes of a whole keyboard. Telegram does not document its limit; this is a careful one.
const MARKUP_BYTES_MAX: usize = 10_000;

/// What goes with a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Markup {
    /// Buttons under the message; none of them if the keyboard is empty.
    Inline(Option<Value>),
    /// The keyboard in place of the person's own.
    Reply(Value),
    /// Takes that keyboard away.
    Remove,
    /// Asks for an answer.
    Force,
}

/// Reads and checks `reply_markup`.
pub fn read(params: &Params) -> Result<Option<Markup>, Refusal> {
    let markup =
        params.json("reply_markup").map_err(|_| Refusal::bad("can't parse reply keyboard markup JSON object"))?;
    let Some(markup) = markup.filter(|markup| !markup.is_null()) else { return Ok(None) };
    if !markup.is_object() {
        return Err(Refusal::bad("object expected as reply markup"));
    }
    if params.text("reply_markup").is_some_and(|text| text.len() > MARKUP_BYTES_MAX) {
        return Err(Refusal::bad("reply markup is too long"));
    }
    if let Some(rows) = markup.get("inline_keyboard") {
        let buttons = buttons(rows, "inline keyboard")?;
        buttons.iter().try_for_each(|button| inline_button(button))?;
        let shown = (!buttons.is_empty()).then(|| object::known("ReplyMarkup", &markup));
        return Ok(Some(Markup::Inline(shown)));
    }
    // The limit is documented, the words of its refusal are not.
    let placeholder = markup["input_field_placeholder"].as_str().map_or(0, |words| words.chars().count());
    if placeholder > PLACEHOLDER_CHARS_MAX {
        return Err(Refusal::bad("input field placeholder length must not exceed 64"));
    }
    if let Some(rows) = markup.get("keyboard") {
        for button in buttons(rows, "keyboard")? {
            styled(button, "keyboard button")?;
            if let Some(app) = button.get("web_app") {
                web_address(&app["url"], "keyboard button")?;
            }
            if button.as_str().or(button["text"].as_str()).is_none_or(str::is_empty) {
                return Err(Refusal::bad("keyboard button text must be non-empty"));
            }
        }
        return Ok(Some(Markup::Reply(markup)));
    }
    if markup["remove_keyboard"] == true {
        return Ok(Some(Markup::Remove));
    }
    if markup["force_reply"] == true {
        return Ok(Some(Markup::Force));
    }
    Ok(None)
}

/// What may not be asked for in a group.
pub fn private_only(markup: &Value) -> Result<(), Refusal> {
    const ONLY: [(&str, &str); 6] = [
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_location", "location can be requested in private chats only"),
        ("request_poll", "poll can be requested in private chats only"),
        ("request_users", "users can be requested in private chats only"),
        ("request_chat", "chats can be requested in private chats only"),
        ("web_app", "Web App buttons can be used in private chats only"),
    ];
    for button in buttons(&markup["keyboard"], "keyboard")? {
        let asks = |name: &str| button[name] == true || button[name].is_object();
        if let Some((_, sentence)) = ONLY.iter().find(|(name, _)| asks(name)) {
            return Err(Refusal::bad(sentence));
        }
    }
    Ok(())
}

/// What may not stand under a message in a group.
pub fn private_only_inline(markup: &Value) -> Result<(), Refusal> {
    match find(markup, |button| button.get("web_app").is_some()) {
        Some(_) => Err(Refusal::bad("BUTTON_TYPE_INVALID")),
        None => Ok(()),
    }
}

/// The address of a web app, which is HTTPS.
pub fn web_address(address: &Value, whose: &str) -> Result<(), Refusal> {
    let address = address.as_str().unwrap_or_default();
    let wrong = match url::Url::parse(address) {
        Ok(url) if url.scheme() == "https" && url.host_str().is_some() => return Ok(()),
        Ok(_) => ": Only HTTPS links are allowed",
        Err(_) => "",
    };
    Err(Refusal::bad(format!("{whose} Web App URL '{address}' is invalid{wrong}")))
}

fn styled(button: &Value, whose: &str) -> Result<(), Refusal> {
    match button.get("style") {
        Some(style) if !style.as_str().is_some_and(|style| STYLES.contains(&style)) => {
            Err(Refusal::bad(format!("can't parse {whose}: Invalid button style specified")))
        }
        _ => Ok(()),
    }
}

/// All buttons, row by row.
fn buttons<'a>(rows: &'a Value, name: &str) -> Result<Vec<&'a Value>, Refusal> {
    let array = |value: &'a Value| {
        value
            .as_array()
            .ok_or_else(|| Refusal::bad(format!("can't parse {name}: expected an Array of Array of buttons")))
    };
    let mut all = Vec::new();
    for row in array(rows)? {
        all.extend(array(row)?);
    }
    Ok(all)
}

fn inline_button(button: &Value) -> Result<(), Refusal> {
    const KINDS: [&str; 10] = [
        "callback_data",
        "url",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ];
    if button["text"].as_str().is_none_or(str::is_empty) {
        return Err(Refusal::bad("inline keyboard button text must be non-empty"));
    }
    if !KINDS.iter().any(|kind| button.get(kind).is_some()) {
        return Err(Refusal::bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    }
    styled(button, "inline keyboard button")?;
    if let Some(app) = button.get("web_app") {
        web_address(&app["url"], "inline keyboard button")?;
    }
    if let Some(data) = button.get("callback_data") {
        let bytes = data.as_str().map_or(0, str::len);
        if bytes == 0 || bytes > DATA_BYTES_MAX {
            return Err(Refusal::bad("BUTTON_DATA_INVALID"));
        }
    }
    if let Some(copied) = button.get("copy_text") {
        let chars = copied["text"].as_str().map_or(0, |text| text.chars().count());
        if chars == 0 || chars > COPY_CHARS_MAX {
            return Err(Refusal::bad("BUTTON_COPY_TEXT_INVALID"));
        }
    }
    if let Some(address) = button.get("url") {
        let parsed = address.as_str().and_then(|address| url::Url::parse(address).ok());
        if !parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https" | "tg" | "ton")) {
            return Err(Refusal::bad("BUTTON_URL_INVALID"));
        }
    }
    Ok(())
}

/// The data of the button with that label (or with that data), in a message's keyboard.
pub fn find(markup: &Value, matches: impl Fn(&Value) -> bool) -> Option<&Value> {
    let rows = markup["inline_keyboard"].as_array()?;
    rows.iter().filter_map(Value::as_array).flatten().find(|button| matches(button))
}

/// Whether the keyboard has a button with these words, so that typing them uses it.
pub fn has_label(keyboard: &Value, words: &str) -> bool {
    let rows = keyboard["keyboard"].as_array();
    let mut buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    buttons.any(|button| button.as_str().or(button["text"].as_str()) == Some(words))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(markup: Value) -> Result<Option<Markup>, String> {
        let object = json!({ "reply_markup": markup });
        read(&Params::from_object(object.as_object().unwrap())).map_err(|r| r.description)
    }

    fn one(button: Value) -> Result<Option<Markup>, String> {
        check(json!({ "inline_keyboard": [[button]] }))
    }

    #[test]
    fn callback_data_has_one_to_sixty_four_bytes() {
        assert!(one(json!({ "text": "a", "callback_data": "x".repeat(64) })).is_ok());
        let refused = Err("Bad Request: BUTTON_DATA_INVALID".to_owned());
        assert_eq!(one(json!({ "text": "a", "callback_data": "가".repeat(22) })), refused);
        assert_eq!(one(json!({ "text": "a", "callback_data": "" })), refused);
    }

    #[test]
    fn looks_web_apps_and_the_words_in_the_empty_box_have_their_limits() {
        assert!(one(json!({ "text": "a", "callback_data": "x", "style": "danger" })).is_ok());
        let refused = one(json!({ "text": "a", "callback_data": "x", "style": "pink" })).unwrap_err();
        assert_eq!(refused, "Bad Request: can't parse inline keyboard button: Invalid button style specified");
        let app = |url: &str| one(json!({ "text": "a", "web_app": { "url": url } }));
        assert!(app("https://e.kr/app").is_ok());
        let words = "Web App URL 'http://e.kr' is invalid: Only HTTPS links are allowed";
        assert_eq!(app("http://e.kr").unwrap_err(), format!("Bad Request: inline keyboard button {words}"));
        let box_of =
            |chars: usize| check(json!({ "keyboard": [["a"]], "input_field_placeholder": "가".repeat(chars) }));
        assert!(box_of(64).is_ok());
        assert_eq!(box_of(65).unwrap_err(), "Bad Request: input field placeholder length must not exceed 64");
    }

    #[test]
    fn buttons_need_words_and_something_to_do() {
        assert!(one(json!({ "text": "", "callback_data": "x" })).is_err());
        assert!(one(json!({ "text": "a" })).unwrap_err().contains("Text buttons are unallowed"));
        assert!(check(json!({ "inline_keyboard": [{}] })).is_err());
        assert_eq!(check(json!({ "inline_keyboard": [] })), Ok(Some(Markup::Inline(None))));
    }
}
