//! What the bot shows: a few blocks of text and the buttons below them. Rooms make cards; only
//! `bot` turns them into words in the reader's language.

use crate::bot::press::Press;
use crate::channel::{Act, Button, Keys, Word};
use crate::city::City;
use crate::text::{Lang, Text};

/// A message to be.
#[derive(Debug, Clone, Default)]
pub struct Card {
    blocks: Vec<Text>,
    rows: Vec<Vec<CardButton>>,
    words: Vec<Vec<CardWord>>,
}

#[derive(Debug, Clone)]
struct CardButton {
    label: Text,
    act: CardAct,
}

#[derive(Debug, Clone)]
enum CardAct {
    Press(Press),
    Link(String),
}

#[derive(Debug, Clone)]
struct CardWord {
    label: Text,
    location: bool,
}

impl Card {
    /// A card that says `text`.
    pub fn new(text: Text) -> Card {
        Card { blocks: vec![text], ..Card::default() }
    }

    /// One more block of text, after an empty line.
    pub fn block(mut self, text: Text) -> Card {
        self.blocks.push(text);
        self
    }

    /// A block of text before all others.
    pub fn before(mut self, text: Text) -> Card {
        self.blocks.insert(0, text);
        self
    }

    /// One more block of text, if there is one.
    pub fn maybe(self, text: Option<Text>) -> Card {
        match text {
            Some(text) => self.block(text),
            None => self,
        }
    }

    /// A row of one button.
    pub fn button(mut self, label: Text, press: Press) -> Card {
        self.rows.push(vec![CardButton { label, act: CardAct::Press(press) }]);
        self
    }

    /// A button beside the last one; on an empty card, the first.
    pub fn beside(mut self, label: Text, press: Press) -> Card {
        let button = CardButton { label, act: CardAct::Press(press) };
        match self.rows.last_mut() {
            Some(row) => row.push(button),
            None => self.rows.push(vec![button]),
        }
        self
    }

    /// A row of buttons.
    pub fn row(mut self, buttons: impl IntoIterator<Item = (Text, Press)>) -> Card {
        let row: Vec<CardButton> =
            buttons.into_iter().map(|(label, press)| CardButton { label, act: CardAct::Press(press) }).collect();
        if !row.is_empty() {
            self.rows.push(row);
        }
        self
    }

    /// Buttons in rows of `columns`.
    pub fn grid(mut self, columns: usize, buttons: impl IntoIterator<Item = (Text, Press)>) -> Card {
        let mut buttons = buttons.into_iter().peekable();
        while buttons.peek().is_some() {
            self = self.row(buttons.by_ref().take(columns.max(1)).collect::<Vec<_>>());
        }
        self
    }

    /// A button that opens an address.
    pub fn link(mut self, label: Text, url: String) -> Card {
        self.rows.push(vec![CardButton { label, act: CardAct::Link(url) }]);
        self
    }

    /// A row of words that stay where the person types.
    pub fn words(mut self, labels: impl IntoIterator<Item = Text>) -> Card {
        self.words.push(labels.into_iter().map(|label| CardWord { label, location: false }).collect());
        self
    }

    /// A word that sends the person's location.
    pub fn location_word(mut self, label: Text) -> Card {
        self.words.push(vec![CardWord { label, location: true }]);
        self
    }

    /// Whatever its buttons carry, they carry this instead, or go.
    pub fn pressing(mut self, change: impl Fn(Press) -> Option<Press>) -> Card {
        let changed = |button: CardButton| match button.act {
            CardAct::Press(press) => Some(CardButton { act: CardAct::Press(change(press)?), ..button }),
            CardAct::Link(_) => None,
        };
        let rows = self.rows.into_iter().map(|row| row.into_iter().filter_map(changed).collect::<Vec<_>>());
        self.rows = rows.filter(|row| !row.is_empty()).collect();
        self
    }

    /// A row that leads home.
    pub fn home(self) -> Card {
        self.button(crate::t!("home-button"), Press::Home)
    }

    /// The text in Telegram's HTML, and what hangs below it.
    pub fn render(&self, city: &City, lang: Lang) -> (String, Keys) {
        let blocks: Vec<String> = self.blocks.iter().map(|block| city.html(lang, block)).collect();
        let keys = if !self.words.is_empty() {
            let word = |word: &CardWord| Word { label: city.plain(lang, &word.label), location: word.location };
            Keys::Keyboard(self.words.iter().map(|row| row.iter().map(word).collect()).collect())
        } else if self.rows.is_empty() {
            Keys::None
        } else {
            let button = |button: &CardButton| Button {
                label: city.plain(lang, &button.label),
                act: match &button.act {
                    CardAct::Press(press) => Act::Press(press.encode()),
                    CardAct::Link(url) => Act::Link(url.clone()),
                },
            };
            Keys::Buttons(self.rows.iter().map(|row| row.iter().map(button).collect()).collect())
        };
        (blocks.join("\n\n"), keys)
    }
}
