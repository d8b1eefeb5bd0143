//! What staff have said of a forum so far: pure. The same questions serve a new forum and a change
//! of an old one.

use serde::{Deserialize, Serialize};

use crate::bot::Words;
use crate::clock::Moment;
use crate::forum::{Details, Venue, rules};
use crate::text::Note;

mod order;

pub use order::{Field, Part};

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
            Part::About => details.about = self.about.clone().map(|ko| Words { ko, en: self.about_en.clone() }),
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

    #[test]
    fn a_forum_without_a_place_needs_an_address_online() {
        let draft = Draft { starts_at: Some(Moment::from_ms(0)), ..Draft::default() };
        assert_eq!(draft.details(), None);
        assert_eq!(draft.rest_of_part(&Field::Place), Some(Field::Link));
        assert_eq!(Draft { link: Some("https://zoom.us".into()), ..draft }.rest_of_part(&Field::Place), None);
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
        let draft =
            Draft { title: "새".into(), starts_at: Some(start + hour), capacity: Some(3), ..Draft::of(&now, &[]) };
        let moved = draft.applied(Part::Time, &now);
        assert_eq!((moved.title.ko.as_str(), moved.capacity), ("옛", None));
        assert_eq!((moved.starts_at, moved.ends_at), (start + hour, Some(start + hour + hour)));
        assert_eq!(draft.applied(Part::Title, &now).title.ko, "새");
        assert_eq!(draft.applied(Part::Reminders, &now), now);
    }
}
