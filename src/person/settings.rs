//! What a person can set: what to hear of, the language, and the way to their profile.

use crate::bot::{self, Card, Press as BotPress, Turn, home};
use crate::outbox;
use crate::person::{Press, Topic, store};
use crate::t;
use crate::text::Lang;

/// Settings, with what is set, in a message of their own: the button may hang below a notice.
pub async fn open(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let card = settings_card(turn);
    turn.say(card);
    Ok(())
}

/// The settings after a switch, in place.
fn switched(turn: &mut Turn<'_>) {
    let card = settings_card(turn);
    turn.show(card);
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

/// Hears of a topic, or no longer.
pub async fn hear(turn: &mut Turn<'_>, topic: Topic) -> anyhow::Result<()> {
    if !bot::member_or_ask(turn, "todo").await? {
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
    switched(turn);
    Ok(())
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

/// Hears of everything again that they had chosen.
pub async fn hear_again(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let hears = if turn.person.hears.is_empty() { Topic::ALL.to_vec() } else { turn.person.hears.clone() };
    store::set_hears(turn.tx, turn.person.id, &hears, false).await?;
    (turn.person.hears, turn.person.stopped) = (hears, false);
    turn.toast(t!("started-again"));
    switched(turn);
    Ok(())
}
