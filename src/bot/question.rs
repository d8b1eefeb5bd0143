//! One question of a dialogue, and what a person's answer to it means: a button, a number, a label,
//! or words of their own.

use crate::bot::card::Card;
use crate::bot::press::Press;
use crate::bot::turn::Turn;
use crate::channel::Kind;
use crate::t;
use crate::text::{self, Localized, Text};

/// Names listed when it is not clear which one is meant.
const NAMES_SHOWN: usize = 6;

/// One question of a dialogue.
#[derive(Debug, Clone, Default)]
pub struct Question {
    blocks: Vec<Text>,
    rows: Vec<Vec<(String, Text)>>,
    hidden: Vec<(String, Text)>,
    named: Vec<Vec<(String, Localized)>>,
    free: bool,
    by_word: bool,
    pub(super) location: bool,
}

impl Question {
    /// A question that is answered by one of its choices.
    pub fn new(text: Text) -> Question {
        Question { blocks: vec![text], ..Question::default() }
    }

    /// One more block of text.
    pub fn block(mut self, text: Text) -> Question {
        self.blocks.push(text);
        self
    }

    /// Words of their own are an answer too. Then only a choice's whole label counts as the choice.
    pub fn free(mut self) -> Question {
        self.free = true;
        self
    }

    /// Only a button or its words are an answer, no number: what it does cannot be undone, or numbers mean
    /// something else in what is shown.
    pub fn by_word(mut self) -> Question {
        self.by_word = true;
        self
    }

    /// A shared location is an answer too. The choices stand where the person types, with a button
    /// that sends the location.
    pub fn location(mut self) -> Question {
        self.location = true;
        self
    }

    /// A choice in a row of its own. The key is at most 30 bytes of ASCII.
    pub fn choice(self, key: impl Into<String>, label: Text) -> Question {
        self.grid(1, [(key.into(), label)])
    }

    /// Choices in rows of `columns`.
    pub fn grid(mut self, columns: usize, choices: impl IntoIterator<Item = (String, Text)>) -> Question {
        let choices: Vec<(String, Text)> = choices.into_iter().collect();
        self.rows.extend(choices.chunks(columns.max(1)).map(<[_]>::to_vec));
        self
    }

    /// Choices that are understood when typed, but not shown: too many for buttons.
    pub fn hidden(mut self, choices: impl IntoIterator<Item = (String, Text)>) -> Question {
        self.hidden.extend(choices);
        self
    }

    /// Names that are understood when typed, in any language and not to their end, if only one of
    /// them is meant. Those that were added first go before the later ones.
    pub fn named(mut self, names: impl IntoIterator<Item = (String, Localized)>) -> Question {
        self.named.push(names.into_iter().collect());
        self
    }

    fn choices(&self) -> impl Iterator<Item = &(String, Text)> {
        self.rows.iter().flatten()
    }

    /// The question as a message.
    pub(super) fn card(&self, step: i64, problem: Option<Text>, back: bool) -> Card {
        let mut blocks = problem.into_iter().chain(self.blocks.iter().cloned());
        let mut card = blocks.next().map(Card::new).unwrap_or_default();
        for block in blocks {
            card = card.block(block);
        }
        if self.location {
            card = card.location_word(t!("dialogue-location-button"));
            for row in &self.rows {
                card = card.words(row.iter().map(|(_, label)| label.clone()));
            }
            let ways = [back.then(|| t!("back-button")), Some(t!("leave-button"))];
            return card.words(ways.into_iter().flatten());
        }
        for row in &self.rows {
            card = card.row(row.iter().map(|(key, label)| (label.clone(), Press::Choose(step, key.clone()))));
        }
        let ways =
            [back.then(|| (t!("back-button"), Press::Back(step))), Some((t!("leave-button"), Press::Leave(step)))];
        card.row(ways.into_iter().flatten())
    }
}

/// What a person answered to a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The key of one of the question's choices.
    Choice(String),
    /// Words, cleaned: never empty.
    Text(String),
    /// A picture, by the channel's name for it, and the words under it.
    Photo(String, Option<String>),
    /// A place, degrees north and east.
    Location(f64, f64),
    /// Something else: a voice message, a sticker.
    Other(Kind),
}

/// What came in, before the question has given it a meaning.
#[derive(Debug, Clone)]
pub enum Given {
    /// A press on a choice of this very question.
    Key(String),
    /// Typed words, as they came.
    Typed(String),
    /// As [`Answer::Photo`].
    Photo(String, Option<String>),
    /// As [`Answer::Location`].
    Location(f64, f64),
    /// As [`Answer::Other`].
    Other(Kind),
}

pub(super) fn read(turn: &Turn<'_>, question: &Question, given: Given) -> Result<Answer, Text> {
    match given {
        Given::Key(key) if question.choices().any(|(known, _)| *known == key) => Ok(Answer::Choice(key)),
        Given::Key(_) => Err(t!("dialogue-old")),
        Given::Typed(typed) => read_typed(turn, question, &typed),
        Given::Photo(file, caption) => Ok(Answer::Photo(file, caption)),
        Given::Location(latitude, longitude) => Ok(Answer::Location(latitude, longitude)),
        Given::Other(kind) => Ok(Answer::Other(kind)),
    }
}

fn read_typed(turn: &Turn<'_>, question: &Question, typed: &str) -> Result<Answer, Text> {
    let clean = text::clean(typed);
    let label = |label: &Text| turn.city.plain(turn.lang(), label);
    let mut all = question.choices().chain(&question.hidden);
    if let Some((key, _)) = all.find(|(_, known)| text::same_label(&label(known), &clean)) {
        return Ok(Answer::Choice(key.clone()));
    }
    if question.free {
        return if clean.is_empty() { Err(t!("dialogue-empty")) } else { Ok(Answer::Text(clean)) };
    }
    let count = question.choices().count();
    let unclear = || if question.by_word { t!("dialogue-by-word") } else { t!("dialogue-choose", count = count) };
    if question.by_word && text::number(&clean).is_some() {
        return Err(unclear());
    }
    if let Some(number) = text::number(&clean) {
        let choice = usize::try_from(number).ok().and_then(|number| question.choices().nth(number.checked_sub(1)?));
        return choice.map(|(key, _)| Answer::Choice(key.clone())).ok_or_else(|| t!("dialogue-choose", count = count));
    }
    for names in &question.named {
        let meant = begun_names(names, &clean);
        match meant.as_slice() {
            [] => {}
            [(key, _)] => return Ok(Answer::Choice(key.clone())),
            several => {
                let shown: Vec<&str> =
                    several.iter().take(NAMES_SHOWN).map(|(_, name)| name.get(turn.lang())).collect();
                return Err(t!("dialogue-which", typed = clean, names = shown.join(", ")));
            }
        }
    }
    let mut begun = question.choices().filter(|(_, known)| text::starts_label(&clean, &label(known)));
    match (begun.next(), begun.next()) {
        (Some((key, _)), None) => Ok(Answer::Choice(key.clone())),
        _ => Err(unclear()),
    }
}

/// The names that begin so in some language; one that is just that goes before longer ones.
fn begun_names<'a>(names: &'a [(String, Localized)], typed: &str) -> Vec<&'a (String, Localized)> {
    let plain = |words: &str| words.replace('-', "");
    let typed = plain(typed);
    let same = |name: &&(String, Localized)| name.1.every().any(|name| text::same_label(&typed, &plain(name)));
    match names.iter().find(same) {
        Some(name) => vec![name],
        None => {
            let begun =
                |name: &&(String, Localized)| name.1.every().any(|name| text::starts_label(&typed, &plain(name)));
            names.iter().filter(begun).collect()
        }
    }
}
