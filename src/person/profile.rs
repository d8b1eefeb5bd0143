//! Where one belongs and what interests one: a few questions after consent, each of which can be
//! skipped, and the same questions one by one from the settings.

use serde::{Deserialize, Serialize};

use crate::bot::{self, Answer, Card, Dialogue, Next, Press as BotPress, Question, Turn, places};
use crate::city::DongCode;
use crate::person::{Press, store};
use crate::t;
use crate::text::{self, Lang, Text};

/// Letters of a nickname, in grapheme clusters.
const NICKNAME_CHARS: std::ops::RangeInclusive<usize> = 2..=20;

/// What is known so far.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Profile {
    step: Step,
    /// Where to go on afterwards: a deep link's payload.
    then: Option<String>,
    /// Only this one question, from the settings.
    single: bool,
    dong: Option<DongCode>,
    interests: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Gu,
    Dong(String, usize),
    Tie,
    Interests,
    Nickname,
}

impl Profile {
    /// All questions.
    pub fn whole() -> Profile {
        Profile::default()
    }

    /// Only where one belongs, and then on to `then`.
    pub fn place(then: Option<String>) -> Profile {
        Profile { single: true, then, ..Profile::default() }
    }

    /// Only how one belongs to a place, if one is told; and then on to `then`.
    pub fn tie(dong: Option<DongCode>, then: String) -> Profile {
        let step = if dong.is_some() { Step::Tie } else { Step::Gu };
        Profile { step, single: true, then: Some(then), dong, ..Profile::default() }
    }

    /// Only what interests one.
    pub fn interests(chosen: Vec<String>) -> Profile {
        Profile { step: Step::Interests, single: true, interests: chosen, ..Profile::default() }
    }

    /// Only the public name.
    pub fn nickname() -> Profile {
        Profile { step: Step::Nickname, single: true, ..Profile::default() }
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, profile: &Profile) -> anyhow::Result<Question> {
    let city = turn.city;
    let skip = |question: Question| question.choice("skip", t!("skip-button"));
    Ok(match &profile.step {
        Step::Gu => skip(places::gus(Question::new(t!("profile-gu", city = &city.preset.name)), city)),
        Step::Dong(gu, page) => match city.preset.gu(gu) {
            Some(gu) => {
                let question = Question::new(t!("profile-dong", gu = &gu.name));
                skip(places::dongs(question, city, gu, *page))
            }
            None => skip(places::gus(Question::new(t!("profile-gu", city = &city.preset.name)), city)),
        },
        Step::Tie => {
            let place = profile.dong.as_ref().map(|dong| city.preset.area_name(&dong.0));
            let place = place.unwrap_or_else(|| city.preset.everywhere.clone());
            let ties = ["lives", "works", "studies"].map(|tie| (tie.to_owned(), tie_text(tie)));
            skip(Question::new(t!("profile-tie", place = place)).grid(3, ties))
        }
        Step::Interests => {
            let max = city.preset.limits.interests;
            let fields = city.preset.fields.iter().map(|field| {
                let label = if profile.interests.contains(&field.id) {
                    t!("profile-interest-on", name = &field.name)
                } else {
                    t!("profile-interest-off", name = &field.name)
                };
                (field.id.clone(), label)
            });
            let question = Question::new(t!("profile-interests", max = max, chosen = profile.interests.len()));
            question.grid(2, fields).choice("done", t!("profile-done-button"))
        }
        Step::Nickname => Question::new(t!("profile-nickname", label = turn.person.label()))
            .free()
            .choice("none", t!("profile-nickname-none-button")),
    })
}

fn tie_text(tie: &str) -> Text {
    match tie {
        "lives" => t!("tie-lives"),
        "works" => t!("tie-works"),
        _ => t!("tie-studies"),
    }
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut profile: Profile, answer: Answer) -> anyhow::Result<Next> {
    let chosen = match answer {
        Answer::Choice(key) => key,
        Answer::Text(text) if matches!(profile.step, Step::Nickname) => return nickname(turn, &text).await,
        _ => return Ok(Next::Again(t!("dialogue-only-choice"))),
    };
    match (profile.step.clone(), places::Place::read(&chosen)) {
        (Step::Gu | Step::Dong(..), Some(places::Place::Dong(dong))) => {
            store::set_dong(turn.tx, turn.person.id, Some(&dong), None).await?;
            turn.person.dong = Some(dong.clone());
            profile.dong = Some(dong);
            profile.step = Step::Tie;
        }
        (Step::Gu, Some(places::Place::Gu(gu))) => profile.step = Step::Dong(gu, 0),
        (Step::Dong(gu, _), Some(places::Place::Page(page))) => {
            profile.step = Step::Dong(gu, page);
            return Ok(Next::Same(Dialogue::Profile(profile)));
        }
        (Step::Gu | Step::Dong(..), _) => return after_place(turn, profile).await,
        (Step::Tie, _) => {
            if chosen != "skip" {
                store::set_dong(turn.tx, turn.person.id, profile.dong.as_ref(), Some(&chosen)).await?;
            }
            return after_place(turn, profile).await;
        }
        (Step::Interests, _) if chosen == "done" => {
            store::set_interests(turn.tx, turn.person.id, &profile.interests).await?;
            return finish(turn, profile).await;
        }
        (Step::Interests, _) => {
            let max = turn.city.preset.limits.interests;
            match profile.interests.iter().position(|known| *known == chosen) {
                Some(at) => drop(profile.interests.remove(at)),
                None if profile.interests.len() < max => profile.interests.push(chosen),
                None => {
                    turn.toast(t!("profile-interests-full", max = max));
                    return Ok(Next::Same(Dialogue::Profile(profile)));
                }
            }
            return Ok(Next::Same(Dialogue::Profile(profile)));
        }
        (Step::Nickname, _) => {
            store::set_nickname(turn.tx, turn.person.id, None).await?;
            turn.person.nickname = None;
            return finish(turn, profile).await;
        }
    }
    Ok(Next::Ask(Dialogue::Profile(profile)))
}

async fn nickname(turn: &mut Turn<'_>, text: &str) -> anyhow::Result<Next> {
    let length = text::chars(text);
    if text.contains('\n') || !NICKNAME_CHARS.contains(&length) || !text::has_words(text) {
        return Ok(Next::Again(t!(
            "profile-nickname-length",
            min = *NICKNAME_CHARS.start(),
            max = *NICKNAME_CHARS.end()
        )));
    }
    if sounds_official(turn, text) {
        return Ok(Next::Again(t!("profile-nickname-official")));
    }
    store::set_nickname(turn.tx, turn.person.id, Some(text)).await?;
    turn.person.nickname = Some(text.to_owned());
    finish(turn, Profile::nickname()).await
}

/// Whether a name could be taken for the city's: its own, a department's, an office's.
fn sounds_official(turn: &Turn<'_>, nickname: &str) -> bool {
    let squeeze = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (preset, nickname) = (&turn.city.preset, squeeze(nickname));
    let named = preset.departments.iter().map(|department| &department.name).chain([&preset.human.department]);
    Lang::all().iter().any(|lang| {
        let offices = turn.city.plain(*lang, &t!("profile-official-words"));
        let names = named.clone().map(|name| name.get(*lang)).map(squeeze);
        offices.split(',').map(squeeze).chain(names).any(|word| !word.is_empty() && nickname.contains(&word))
    })
}

async fn after_place(turn: &mut Turn<'_>, mut profile: Profile) -> anyhow::Result<Next> {
    if profile.single {
        return finish(turn, profile).await;
    }
    profile.step = Step::Interests;
    Ok(Next::Ask(Dialogue::Profile(profile)))
}

async fn finish(turn: &mut Turn<'_>, profile: Profile) -> anyhow::Result<Next> {
    bot::dialogue::discard(turn, "profile").await?;
    if let Some(then) = profile.then {
        turn.toast(t!("profile-saved"));
        // What this begins is the dialogue now; it is not ended with this one.
        bot::go(turn, &then).await?;
        return Ok(Next::Done);
    }
    if profile.single {
        let card = Card::new(t!("profile-saved"))
            .row([(t!("settings-button"), BotPress::Person(Press::Settings)), (t!("home-button"), BotPress::Home)]);
        turn.say(card);
        return Ok(Next::Done);
    }
    turn.say(bot::home::menu(turn, t!("joined", label = turn.person.label())));
    Ok(Next::Done)
}

/// The step before.
pub fn back(profile: &Profile) -> Option<Profile> {
    if profile.single && !matches!(profile.step, Step::Dong(..) | Step::Tie) {
        return None;
    }
    let step = match &profile.step {
        Step::Gu => return None,
        Step::Dong(..) => Step::Gu,
        Step::Tie => match &profile.dong {
            Some(dong) => Step::Dong(dong.gu().to_owned(), 0),
            None => Step::Gu,
        },
        Step::Interests => Step::Gu,
        Step::Nickname => return None,
    };
    Some(Profile { step, ..profile.clone() })
}
