//! What the buttons of this room do; looking around, privacy, leaving.

use crate::bot::{self, Card, Dialogue, Press as BotPress, Turn, dialogue};
use crate::person::{Press, Profile, consent, own_data, settings, store};
use crate::text::Lang;
use crate::{forum, poll, proposal, staff, t};

/// A press on a button of this room.
pub async fn press(turn: &mut Turn<'_>, press: Press) -> anyhow::Result<()> {
    match press {
        Press::Consent => consent::ask_consent(turn, None).await,
        Press::Look => look(turn).await,
        Press::Privacy => privacy(turn).await,
        Press::Agree(item, version) => consent::agree(turn, item, version).await,
        Press::Refuse(item) => consent::refuse(turn, item).await,
        Press::Settings => settings::open(turn).await,
        Press::Languages => settings::language(turn, None).await,
        Press::Language(code) => settings::language(turn, Lang::find(&code)).await,
        Press::Hear(topic) => settings::hear(turn, topic).await,
        Press::Stop(true) => settings::stop(turn).await,
        Press::Stop(false) => settings::hear_again(turn).await,
        Press::Where => member_dialogue(turn, Profile::place(None)).await,
        Press::WhereFirst(then) => member_dialogue(turn, Profile::place(Some(then))).await,
        Press::TieFirst(then) => {
            let profile = Profile::tie(turn.person.dong.clone(), then);
            member_dialogue(turn, profile).await
        }
        Press::Interests => member_dialogue(turn, Profile::interests(turn.person.interests.clone())).await,
        Press::Nickname => member_dialogue(turn, Profile::nickname()).await,
        Press::MyData => own_data::send(turn).await,
        Press::Leave => ask_leave(turn).await,
        Press::LeaveNow(withdraw) => leave(turn, withdraw).await,
    }
}

async fn member_dialogue(turn: &mut Turn<'_>, profile: Profile) -> anyhow::Result<()> {
    if bot::member_or_ask(turn, "todo").await? {
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
        ])
        .button(t!("home-help-button"), BotPress::Help);
    turn.say(card);
    Ok(())
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
