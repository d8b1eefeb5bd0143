//! Consent: each item by itself, each in its own time, and then the person takes part. Each text is a
//! message of its own, so that what somebody agreed to stays in their chat.

use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue, home};
use crate::person::{Consent, Press, Profile, store};
use crate::t;
use crate::text::{self, Text};

/// What stands where a dialogue's kind stands while an item is asked, before its name.
const ASKED: &str = "consent:";

/// Asks for the first consent that is missing; once none is, the person takes part.
pub async fn ask_consent(turn: &mut Turn<'_>, then: Option<&str>) -> anyhow::Result<()> {
    if let Some(then) = then {
        store::set_target(turn.tx, turn.person.id, Some(then)).await?;
        turn.person.target = Some(then.to_owned());
    }
    let version = turn.city.preset.privacy.version;
    let given = store::consents(turn.tx, turn.person.id, version).await?;
    let Some(missing) = Consent::ALL.into_iter().find(|item| !given.iter().any(|name| name == item.name())) else {
        return join(turn).await;
    };
    store_asked(turn, missing).await?;
    let label = match missing {
        Consent::Age => (t!("consent-age-yes-button"), t!("consent-age-no-button")),
        Consent::Collection | Consent::Transfer => (t!("consent-yes-button"), t!("consent-no-button")),
    };
    let card = Card::new(consent_text(turn, missing)).row([
        (label.0, BotPress::Person(Press::Agree(missing, version))),
        (label.1, BotPress::Person(Press::Refuse(missing))),
    ]);
    turn.say(card);
    Ok(())
}

/// While an item is asked, the person is "in" it, so that a typed answer counts as one.
async fn store_asked(turn: &mut Turn<'_>, item: Consent) -> anyhow::Result<()> {
    let kind = format!("{ASKED}{}", item.name());
    bot::store::talk_about(turn.tx, turn.person.id, Some(&kind)).await?;
    turn.person.dialogue = Some(kind);
    Ok(())
}

/// The item that a person is being asked about.
pub fn asked(turn: &Turn<'_>) -> Option<Consent> {
    let name = turn.person.dialogue.as_deref()?.strip_prefix(ASKED)?;
    Consent::ALL.into_iter().find(|item| item.name() == name)
}

/// Takes words, or anything else that is no press, while an item is asked: a plain yes or no is an
/// answer, everything else gets the question again.
pub async fn answered(turn: &mut Turn<'_>, item: Consent, typed: &str) -> anyhow::Result<()> {
    let version = turn.city.preset.privacy.version;
    match text::yes_no(typed) {
        Some(true) => agree(turn, item, version).await,
        Some(false) => refuse(turn, item).await,
        None => {
            turn.say(Card::new(t!("consent-answer")));
            ask_consent(turn, None).await
        }
    }
}

fn consent_text(turn: &Turn<'_>, item: Consent) -> Text {
    let preset = &turn.city.preset;
    match item {
        Consent::Collection => t!(
            "consent-collection",
            version = preset.privacy.version,
            city = &preset.name,
            months = preset.privacy.keep_months,
        ),
        Consent::Transfer => t!(
            "consent-transfer",
            version = preset.privacy.version,
            recipient = preset.privacy.recipient.as_str(),
            contact = preset.privacy.recipient_contact.as_str(),
            country = &preset.privacy.recipient_country,
            department = &preset.human.department,
            phone = preset.human.phone.as_str(),
        ),
        Consent::Age => t!("consent-age"),
    }
}

/// Agrees to one item, in the version that was shown.
pub async fn agree(turn: &mut Turn<'_>, item: Consent, version: i64) -> anyhow::Result<()> {
    if version != turn.city.preset.privacy.version {
        // The text that they read is not the one in force: it is asked anew.
        turn.toast(t!("consent-changed"));
        return ask_consent(turn, None).await;
    }
    let given = store::consents(turn.tx, turn.person.id, version).await?;
    if !given.iter().any(|name| name == item.name()) {
        store::add_consent(turn.tx, turn.person.id, item, version, true).await?;
    } else if turn.person.is_member() {
        turn.toast(t!("consent-given-already"));
        return home::show(turn).await;
    }
    ask_consent(turn, None).await
}

/// Does not agree to one item: what is possible all the same, and another way.
pub async fn refuse(turn: &mut Turn<'_>, item: Consent) -> anyhow::Result<()> {
    let human = &turn.city.preset.human;
    let text = match item {
        Consent::Age => {
            // A child's consents were none, so they are not kept.
            if !turn.person.is_member() {
                store::forget_consents(turn.tx, turn.person.id).await?;
            }
            t!("consent-too-young", department = &human.department, phone = human.phone.as_str())
        }
        Consent::Collection | Consent::Transfer => {
            t!("consent-refused", department = &human.department, phone = human.phone.as_str())
        }
    };
    dialogue::park(turn).await?;
    let look = (t!("welcome-look-button"), BotPress::Person(Press::Look));
    let start = (t!("welcome-start-button"), BotPress::Person(Press::Consent));
    let ways = if item == Consent::Age { vec![look] } else { vec![look, start] };
    turn.say(Card::new(text).row(ways));
    Ok(())
}

async fn join(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let again = turn.person.is_member();
    let then = turn.person.target.take();
    dialogue::park(turn).await?;
    store::join(turn.tx, turn.person.id).await?;
    turn.person.standing = crate::person::Standing::Member;
    turn.person.consent_version = Some(turn.city.preset.privacy.version);
    // What they came for comes first; the rest can be told under "Settings" at any time.
    if let Some(then) = then {
        turn.say(home::menu(turn, t!("consent-thanks")));
        return bot::go(turn, &then).await;
    }
    turn.say(Card::new(t!("consent-thanks")));
    if again {
        return home::show(turn).await;
    }
    dialogue::begin(turn, Dialogue::Profile(Profile::whole())).await
}
