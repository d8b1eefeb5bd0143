//! Consent, settings, own data, leaving.

use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue, home};
use crate::channel::Outbound;
use crate::person::{Consent, Press, Profile, Topic, own_data, store};
use crate::text::{Lang, Text};
use crate::{forum, outbox, poll, proposal, staff, t};

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::Consent => ask_consent(turn, None).await,
        Press::Look => look(turn).await,
        Press::Privacy => privacy(turn).await,
        Press::Agree(item, version) => agree(turn, item, version).await,
        Press::Refuse(item) => refuse(turn, item).await,
        Press::Settings => settings(turn).await,
        Press::Languages => language(turn, None).await,
        Press::Language(code) => language(turn, Lang::find(&code)).await,
        Press::Hear(topic) => hear(turn, topic).await,
        Press::Stop(true) => stop(turn).await,
        Press::Stop(false) => hear_again(turn).await,
        Press::Where => member_dialogue(turn, Profile::place()).await,
        Press::Interests => member_dialogue(turn, Profile::interests(turn.person.interests.clone())).await,
        Press::Nickname => member_dialogue(turn, Profile::nickname()).await,
        Press::MyData => own_data::send(turn).await,
        Press::Leave => ask_leave(turn).await,
        Press::LeaveNow(withdraw) => leave(turn, withdraw).await,
    }
}

async fn member_dialogue(turn: &mut Turn<'_>, profile: Profile) -> anyhow::Result<()> {
    if bot::answer::member_or_ask(turn, "todo").await? {
        dialogue::begin(turn, Dialogue::Profile(profile)).await?;
    }
    Ok(())
}

/// Looking around needs no consent: what is public, in four buttons.
async fn look(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = Card::new(t!("look-around"))
        .row([
            (t!("look-proposals-button"), BotPress::Proposal(proposal::Press::Menu)),
            (t!("look-polls-button"), BotPress::Poll(poll::Press::List)),
        ])
        .row([
            (t!("look-forums-button"), BotPress::Forum(forum::Press::List)),
            (t!("welcome-start-button"), BotPress::Person(Press::Consent)),
        ]);
    turn.say(card);
    Ok(())
}

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
    let label = match missing {
        Consent::Age => (t!("consent-age-yes-button"), t!("consent-age-no-button")),
        Consent::Collection | Consent::Transfer => (t!("consent-yes-button"), t!("consent-no-button")),
    };
    let card = Card::new(consent_text(turn, missing)).row([
        (label.0, BotPress::Person(Press::Agree(missing, version))),
        (label.1, BotPress::Person(Press::Refuse(missing))),
    ]);
    turn.show(card);
    Ok(())
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

async fn agree(turn: &mut Turn<'_>, item: Consent, version: i64) -> anyhow::Result<()> {
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

async fn refuse(turn: &mut Turn<'_>, item: Consent) -> anyhow::Result<()> {
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
    let card = Card::new(text).row([
        (t!("welcome-look-button"), BotPress::Person(Press::Look)),
        (t!("welcome-start-button"), BotPress::Person(Press::Consent)),
    ]);
    turn.show(card);
    Ok(())
}

async fn join(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let again = turn.person.is_member();
    let then = turn.person.target.take();
    store::join(turn.tx, turn.person.id).await?;
    turn.person.standing = crate::person::Standing::Member;
    turn.person.consent_version = Some(turn.city.preset.privacy.version);
    if again {
        turn.toast(t!("consent-thanks"));
        return match then {
            Some(then) => bot::answer::go(turn, &then).await,
            None => home::show(turn).await,
        };
    }
    turn.show(Card::new(t!("consent-thanks")));
    dialogue::begin(turn, Dialogue::Profile(Profile::whole(then))).await
}

/// What is kept and why, and how to have it shown or erased.
pub async fn privacy(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let preset = &turn.city.preset;
    let text = t!(
        "privacy",
        city = &preset.name,
        months = preset.privacy.keep_months,
        officer = &preset.privacy.officer,
        phone = preset.privacy.officer_phone.as_str(),
        recipient = preset.privacy.recipient.as_str(),
        country = &preset.privacy.recipient_country,
    );
    let card = Card::new(text).row([
        (t!("my-data-button"), BotPress::Person(Press::MyData)),
        (t!("leave-us-button"), BotPress::Person(Press::Leave)),
    ]);
    turn.say(card.home());
    Ok(())
}

/// Settings, with what is set.
pub async fn settings(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = settings_card(turn);
    turn.show(card);
    Ok(())
}

fn settings_card(turn: &Turn<'_>) -> Card {
    let person = &turn.person;
    let place = person.dong.as_ref().map(|dong| turn.city.preset.area_name(&dong.0));
    let place = place.map_or_else(|| t!("settings-no-place"), |place| t!("place-name", name = place));
    let heard: Vec<Topic> = if person.stopped { Vec::new() } else { person.hears.clone() };
    let text = t!("settings", label = person.label(), place = place, language = t!("language-name"));
    let topics = Topic::ALL.map(|topic| {
        let label = if heard.contains(&topic) {
            t!("settings-hear-on-button", topic = topic.text())
        } else {
            t!("settings-hear-off-button", topic = topic.text())
        };
        (label, BotPress::Person(Press::Hear(topic)))
    });
    let stop = if person.stopped {
        (t!("settings-start-button"), BotPress::Person(Press::Stop(false)))
    } else {
        (t!("settings-stop-button"), BotPress::Person(Press::Stop(true)))
    };
    Card::new(text)
        .grid(1, topics)
        .row([stop])
        .row([
            (t!("settings-where-button"), BotPress::Person(Press::Where)),
            (t!("settings-interests-button"), BotPress::Person(Press::Interests)),
        ])
        .row([
            (t!("settings-nickname-button"), BotPress::Person(Press::Nickname)),
            (t!("settings-language-button"), BotPress::Person(Press::Languages)),
        ])
        .row([
            (t!("my-data-button"), BotPress::Person(Press::MyData)),
            (t!("leave-us-button"), BotPress::Person(Press::Leave)),
        ])
        .home()
}

/// The choice of languages, or one chosen.
pub async fn language(turn: &mut Turn<'_>, lang: Option<Lang>) -> anyhow::Result<()> {
    let Some(lang) = lang else {
        let own_name = |lang: &Lang| {
            let name = turn.city.plain(*lang, &t!("language-name"));
            (t!("place-name", name = name), BotPress::Person(Press::Language(lang.code().to_owned())))
        };
        let card = Card::new(t!("language-ask")).grid(2, Lang::all().iter().map(own_name)).home();
        turn.show(card);
        return Ok(());
    };
    store::set_lang(turn.tx, turn.person.id, lang).await?;
    turn.person.lang = lang;
    turn.say(home::menu(turn, t!("language-set")));
    Ok(())
}

async fn hear(turn: &mut Turn<'_>, topic: Topic) -> anyhow::Result<()> {
    if !bot::answer::member_or_ask(turn, "todo").await? {
        return Ok(());
    }
    let mut hears = if turn.person.stopped { Vec::new() } else { turn.person.hears.clone() };
    if hears.contains(&topic) && !turn.person.stopped {
        hears.retain(|heard| *heard != topic);
        turn.toast(t!("settings-hear-off", topic = topic.text()));
    } else {
        hears.push(topic);
        turn.toast(t!("settings-hear-on", topic = topic.text()));
    }
    store::set_hears(turn.tx, turn.person.id, &hears, false).await?;
    (turn.person.hears, turn.person.stopped) = (hears, false);
    settings(turn).await
}

/// No notices any more, but about what is their own.
pub async fn stop(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let hears = turn.person.hears.clone();
    store::set_hears(turn.tx, turn.person.id, &hears, true).await?;
    turn.person.stopped = true;
    outbox::store::cancel_bulk(turn.tx, &turn.person.channel, turn.person.chat).await?;
    let card = Card::new(t!("stopped")).row([
        (t!("settings-start-button"), BotPress::Person(Press::Stop(false))),
        (t!("home-button"), BotPress::Home),
    ]);
    turn.say(card);
    Ok(())
}

async fn hear_again(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let hears = if turn.person.hears.is_empty() { Topic::ALL.to_vec() } else { turn.person.hears.clone() };
    store::set_hears(turn.tx, turn.person.id, &hears, false).await?;
    (turn.person.hears, turn.person.stopped) = (hears, false);
    turn.toast(t!("started-again"));
    settings(turn).await
}

/// Asks before erasing, and says what will become of what.
pub async fn ask_leave(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if !turn.person.is_member() {
        return leave(turn, false).await;
    }
    let open = proposal::store::undecided_of(turn.tx, turn.person.id).await?;
    let card = Card::new(t!("leave-ask", open = open));
    let card = if open > 0 {
        card.button(t!("leave-withdraw-button"), BotPress::Person(Press::LeaveNow(true)))
            .button(t!("leave-keep-button"), BotPress::Person(Press::LeaveNow(false)))
    } else {
        card.button(t!("leave-now-button"), BotPress::Person(Press::LeaveNow(false)))
    };
    turn.say(card.home());
    Ok(())
}

async fn leave(turn: &mut Turn<'_>, withdraw: bool) -> anyhow::Result<()> {
    erase(turn, if withdraw { Undecided::Withdraw } else { Undecided::Keep }).await?;
    turn.say(Card::new(t!("left")).button(t!("left-again-button"), BotPress::Home));
    Ok(())
}

/// What becomes of a person's proposals that are not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecided {
    /// They stay, without their author.
    Keep,
    /// They are taken back.
    Withdraw,
}

/// Erases the person of this turn, in every room.
pub async fn erase(turn: &mut Turn<'_>, undecided: Undecided) -> anyhow::Result<()> {
    let me = turn.person.id;
    proposal::talk::leaves(turn, undecided == Undecided::Withdraw).await?;
    poll::talk::leaves(turn).await?;
    forum::talk::leaves(turn).await?;
    staff::store::leaves(turn.tx, me).await?;
    store::erase(turn.tx, me).await?;
    turn.person.kept = false;
    turn.person.dialogue = None;
    Ok(())
}

/// A notice to one person in their language, by what they are owed: their own affairs, which no
/// setting switches off.
pub fn letter(
    city: &crate::city::City,
    to: &crate::person::Address,
    card: &Card,
    key: Option<String>,
    at: crate::clock::Moment,
) -> crate::outbox::Letter {
    let (html, keys) = card.render(city, to.lang);
    crate::outbox::Letter {
        person: Some(to.person),
        channel: to.channel.clone(),
        chat: to.chat,
        lane: crate::outbox::Lane::Personal,
        message: Outbound::Say { html, keys },
        seal: None,
        key,
        not_before: at,
        expires_at: None,
    }
}
