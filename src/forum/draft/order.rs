//! The questions about a forum, in their order, and the parts that they belong to.

use serde::{Deserialize, Serialize};

use crate::forum::draft::Draft;

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Its name.
    #[default]
    Title,
    /// What it is about.
    About,
    /// When it begins.
    When,
    /// Whether that was read rightly.
    WhenSure,
    /// When it ends.
    Until,
    /// What the place is called.
    Place,
    /// Its address.
    Address,
    /// Its point on a map.
    Map,
    /// Where online.
    Link,
    /// How many seats.
    Capacity,
    /// When people are reminded.
    Reminders,
    /// Whom it is announced to: the city or a gu.
    Area,
    /// Which dong of that gu; the page shown.
    Dong(String, usize),
    /// And what interests them.
    Interest,
    /// Its name in English.
    TitleEn,
    /// What it is about, in English.
    AboutEn,
}

/// What belongs together when something is put right later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Its name.
    Title,
    /// What it is about.
    About,
    /// When it begins.
    Time,
    /// When it ends.
    End,
    /// Where it is.
    Place,
    /// Where online.
    Link,
    /// How many seats.
    Capacity,
    /// When people are reminded.
    Reminders,
    /// Whom it is announced to.
    Area,
    /// And what interests them.
    Interest,
    /// The English texts.
    English,
}

impl Part {
    /// All of them, in the order of the questions.
    pub const ALL: [Part; 11] = [
        Part::Title,
        Part::About,
        Part::Time,
        Part::End,
        Part::Place,
        Part::Link,
        Part::Capacity,
        Part::Reminders,
        Part::Area,
        Part::Interest,
        Part::English,
    ];

    /// What can still be changed once a forum is announced.
    pub const CHANGEABLE: [Part; 9] = [
        Part::Time,
        Part::End,
        Part::Place,
        Part::Link,
        Part::Capacity,
        Part::Reminders,
        Part::Title,
        Part::About,
        Part::English,
    ];

    /// Its name in a choice's key and in the audit trail.
    pub fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::About => "about",
            Part::Time => "time",
            Part::End => "end",
            Part::Place => "place",
            Part::Link => "link",
            Part::Capacity => "capacity",
            Part::Reminders => "reminders",
            Part::Area => "area",
            Part::Interest => "interest",
            Part::English => "english",
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its first question.
    pub fn first(self) -> Field {
        match self {
            Part::Title => Field::Title,
            Part::About => Field::About,
            Part::Time => Field::When,
            Part::End => Field::Until,
            Part::Place => Field::Place,
            Part::Link => Field::Link,
            Part::Capacity => Field::Capacity,
            Part::Reminders => Field::Reminders,
            Part::Area => Field::Area,
            Part::Interest => Field::Interest,
            Part::English => Field::TitleEn,
        }
    }

    /// Whether those who signed up are told when it changes. The rest they read on the card.
    pub fn is_told(self) -> bool {
        matches!(self, Part::Title | Part::Time | Part::End | Part::Place | Part::Link | Part::Capacity)
    }
}

impl Field {
    const ORDER: [Field; 15] = [
        Field::Title,
        Field::About,
        Field::When,
        Field::WhenSure,
        Field::Until,
        Field::Place,
        Field::Address,
        Field::Map,
        Field::Link,
        Field::Capacity,
        Field::Reminders,
        Field::Area,
        Field::Interest,
        Field::TitleEn,
        Field::AboutEn,
    ];

    /// What it belongs to.
    pub fn part(&self) -> Part {
        match self {
            Field::Title => Part::Title,
            Field::About => Part::About,
            Field::When | Field::WhenSure => Part::Time,
            Field::Until => Part::End,
            Field::Place | Field::Address | Field::Map => Part::Place,
            Field::Link => Part::Link,
            Field::Capacity => Part::Capacity,
            Field::Reminders => Part::Reminders,
            Field::Area | Field::Dong(..) => Part::Area,
            Field::Interest => Part::Interest,
            Field::TitleEn | Field::AboutEn => Part::English,
        }
    }

    /// The question after this one; none after the last.
    pub fn next(&self, draft: &Draft) -> Option<Field> {
        Field::ORDER.into_iter().skip(self.at() + 1).find(|field| field.applies(draft))
    }

    /// The question before this one; none before the first. A moment that was confirmed is not
    /// confirmed again.
    pub fn before(&self, draft: &Draft) -> Option<Field> {
        if matches!(self, Field::Dong(..)) {
            return Some(Field::Area);
        }
        let mut earlier = Field::ORDER.into_iter().take(self.at()).rev();
        earlier.find(|field| field.applies(draft) && *field != Field::WhenSure)
    }

    fn at(&self) -> usize {
        let shown = if matches!(self, Field::Dong(..)) { &Field::Area } else { self };
        Field::ORDER.iter().position(|field| field == shown).unwrap_or(0)
    }

    fn applies(&self, draft: &Draft) -> bool {
        match self {
            Field::Address | Field::Map => draft.place.is_some(),
            Field::AboutEn => draft.about.is_some(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forum::Venue;

    fn walk(draft: &Draft) -> Vec<Field> {
        let mut fields = vec![Field::Title];
        while let Some(next) = fields.last().and_then(|field| field.next(draft)) {
            fields.push(next);
        }
        fields
    }

    #[test]
    fn what_does_not_apply_is_not_asked() {
        let bare = Draft::default();
        assert!(!walk(&bare).contains(&Field::Address) && !walk(&bare).contains(&Field::AboutEn));
        let place = Some(Venue { name: "강당".into(), address: None, point: None });
        let full = Draft { place, about: Some("이야기".into()), ..Draft::default() };
        assert_eq!(walk(&full).len(), Field::ORDER.len());
    }

    #[test]
    fn back_leads_through_the_same_questions_but_no_confirmation() {
        let draft = Draft::default();
        let mut field = Some(Field::Dong("41131".into(), 0));
        let mut seen = Vec::new();
        while let Some(at) = field {
            field = at.before(&draft);
            seen.extend(field.clone());
        }
        use Field::*;
        assert_eq!(seen, [Area, Reminders, Capacity, Link, Place, Until, When, About, Title]);
    }

    #[test]
    fn every_part_is_found_by_its_name_and_begins_in_itself() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(part));
            assert_eq!(part.first().part(), part);
        }
    }
}
