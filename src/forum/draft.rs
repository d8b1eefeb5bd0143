//! What staff have said of a forum so far, and the order of the questions: pure. The same questions
//! serve a new forum and a change of an old one.

use serde::{Deserialize, Serialize};

use crate::bot::Words;
use crate::clock::Moment;
use crate::forum::{Details, Venue, rules};
use crate::text::Note;

/// A forum that is not announced yet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Its name.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// The same in English.
    pub about_en: Option<String>,
    /// Its beginning.
    pub starts_at: Option<Moment>,
    /// What was guessed when the beginning was read.
    pub notes: Vec<Note>,
    /// Its end.
    pub ends_at: Option<Moment>,
    /// Where; none is online only.
    pub place: Option<Venue>,
    /// Where online.
    pub link: Option<String>,
    /// Seats; none is no limit.
    pub capacity: Option<u32>,
    /// Minutes before it; none are the city's own.
    pub reminders: Option<Vec<u32>>,
    /// Whom it is announced to: an area's code.
    pub area: String,
    /// And what interests them.
    pub field: Option<String>,
}

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
        matches!(
            self,
            Part::Title | Part::Time | Part::End | Part::Place | Part::Link | Part::Capacity
        )
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

impl Draft {
    /// What a forum is at present, to be changed.
    pub fn of(details: &Details, reminders: &[u32]) -> Draft {
        Draft {
            title: details.title.ko.clone(),
            title_en: details.title.en.clone(),
            about: details.about.as_ref().map(|about| about.ko.clone()),
            about_en: details.about.as_ref().and_then(|about| about.en.clone()),
            starts_at: Some(details.starts_at),
            notes: Vec::new(),
            ends_at: details.ends_at,
            place: details.place.clone(),
            link: details.link.clone(),
            capacity: details.capacity,
            reminders: Some(reminders.to_vec()),
            area: String::new(),
            field: None,
        }
    }

    /// The forum, once its beginning is known and where it is.
    pub fn details(&self) -> Option<Details> {
        if self.place.is_none() && self.link.is_none() {
            return None;
        }
        Some(Details {
            title: Words { ko: self.title.clone(), en: self.title_en.clone() },
            about: self.about.clone().map(|ko| Words { ko, en: self.about_en.clone() }),
            starts_at: self.starts_at?,
            ends_at: self.ends_at,
            place: self.place.clone(),
            link: self.link.clone(),
            capacity: self.capacity,
        })
    }

    /// What a forum becomes when only that part of it is changed to what was said here. The rest is
    /// as it is, also if somebody else has changed it in the meantime.
    pub fn applied(&self, part: Part, to: &Details) -> Details {
        let mut details = to.clone();
        match part {
            Part::Title => details.title.ko.clone_from(&self.title),
            Part::About => {
                details.about = self.about.clone().map(|ko| Words { ko, en: self.about_en.clone() })
            }
            Part::Time => {
                details.starts_at = self.starts_at.unwrap_or(details.starts_at);
                details.ends_at = rules::moved_end(to.starts_at, to.ends_at, details.starts_at);
            }
            Part::End => details.ends_at = self.ends_at.filter(|end| *end > details.starts_at),
            Part::Place => {
                details.place.clone_from(&self.place);
                // Nowhere is no place: the question about the address online came with this one.
                if details.place.is_none() {
                    details.link.clone_from(&self.link);
                }
            }
            Part::Link => details.link.clone_from(&self.link),
            Part::Capacity => details.capacity = self.capacity,
            Part::English => {
                details.title.en.clone_from(&self.title_en);
                if let Some(about) = &mut details.about {
                    about.en.clone_from(&self.about_en);
                }
            }
            Part::Reminders | Part::Area | Part::Interest => {}
        }
        details
    }

    /// The question that follows when only one part is put right: the rest of that part, or what a
    /// forum cannot do without.
    pub fn rest_of_part(&self, field: &Field) -> Option<Field> {
        let next = field.next(self).filter(|next| next.part() == field.part());
        let nowhere = self.place.is_none() && self.link.is_none();
        next.or_else(|| (nowhere && *field != Field::Link).then_some(Field::Link))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_forum_without_a_place_needs_an_address_online() {
        let draft = Draft { starts_at: Some(Moment::from_ms(0)), ..Draft::default() };
        assert_eq!(draft.details(), None);
        assert_eq!(draft.rest_of_part(&Field::Place), Some(Field::Link));
        assert_eq!(
            Draft { link: Some("https://zoom.us".into()), ..draft }.rest_of_part(&Field::Place),
            None
        );
    }

    #[test]
    fn a_change_of_one_part_leaves_the_others_as_they_are() {
        let start = Moment::from_ms(1_800_000_000_000);
        let hour = chrono::TimeDelta::hours(1);
        let place = Some(Venue { name: "강당".into(), address: None, point: None });
        let now = Draft {
            title: "옛".into(),
            starts_at: Some(start),
            ends_at: Some(start + hour),
            place,
            ..Draft::default()
        };
        let now = now.details().unwrap();
        let draft = Draft {
            title: "새".into(),
            starts_at: Some(start + hour),
            capacity: Some(3),
            ..Draft::of(&now, &[])
        };
        let moved = draft.applied(Part::Time, &now);
        assert_eq!((moved.title.ko.as_str(), moved.capacity), ("옛", None));
        assert_eq!((moved.starts_at, moved.ends_at), (start + hour, Some(start + hour + hour)));
        assert_eq!(draft.applied(Part::Title, &now).title.ko, "새");
        assert_eq!(draft.applied(Part::Reminders, &now), now);
    }

    #[test]
    fn every_part_is_found_by_its_name_and_begins_in_itself() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(part));
            assert_eq!(part.first().part(), part);
        }
    }
}
