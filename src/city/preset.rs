//! What a preset holds, and what is looked up in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::text::Localized;

/// A preset, read and checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its short name.
    pub id: String,
    /// The zone in which times are shown and deadlines end.
    pub zone: Tz,
    /// The city.
    pub name: Localized,
    /// The programme under which it invites its citizens.
    pub programme: Localized,
    /// The whole city, as a choice beside its districts.
    pub everywhere: Localized,
    /// Degrees north and east.
    pub centre: (f64, f64),
    /// The people behind the bot.
    pub human: Human,
    /// What the law wants told.
    pub privacy: Privacy,
    /// How long things take.
    pub periods: Periods,
    /// What supporters set off.
    pub supports: Supports,
    /// Forums.
    pub forum: ForumDefaults,
    /// Sizes.
    pub limits: Limits,
    /// What is proved about polls.
    #[serde(default)]
    pub proof: Proof,
    /// What two people have to agree on.
    #[serde(default)]
    pub approval: Approval,
    /// Who answers.
    #[serde(rename = "department")]
    pub departments: Vec<Department>,
    /// What proposals are about.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// Closed days by year.
    pub(super) holidays: BTreeMap<String, BTreeSet<NaiveDate>>,
    /// Districts (gu) with their neighbourhoods (dong), from `dong.tsv`.
    #[serde(skip)]
    pub districts: Vec<Gu>,
}

/// Where people can ask a person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Human {
    /// The department.
    pub department: Localized,
    /// Its telephone.
    pub phone: String,
    /// When somebody answers.
    pub hours: Localized,
}

/// What the consent texts name (개인정보 보호법 art. 15(2), 28-8, 31).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// The consent texts' version: a higher one asks everybody again.
    pub version: i64,
    /// The protection officer.
    pub officer: Localized,
    /// Their telephone.
    pub officer_phone: String,
    /// How long data is kept after the last use, in months.
    pub keep_months: u32,
    /// Who receives data abroad.
    pub recipient: String,
    /// How to reach them.
    pub recipient_contact: String,
    /// Where they are.
    pub recipient_country: Localized,
}

/// How long things take.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// Days until a clerk has looked at a new proposal.
    pub acknowledge_days: u32,
    /// Days for the author to complete a proposal.
    pub supplement_days: u32,
    /// Months until the city's answer.
    pub answer_months: u32,
    /// Days that an unfinished conversation is kept.
    pub draft_days: u32,
    /// Hours that a visitor who agreed to nothing is remembered.
    pub visitor_hours: u32,
}

/// What supporters set off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supports {
    /// Numbers of supporters at which the author is told.
    pub milestones: Vec<u32>,
}

/// What a forum has unless it says otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForumDefaults {
    /// Minutes before its beginning at which people are reminded.
    pub reminders: Vec<u32>,
}

/// Sizes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Photos of a proposal.
    pub photos: usize,
    /// Megabytes of a photo.
    pub photo_mb: u32,
    /// Interests of a person.
    pub interests: usize,
}

/// What no member of staff does alone.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Approval {
    /// A poll is published after another member of staff has approved it.
    pub polls: bool,
}

/// What is proved about polls, and where.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Proof {
    /// Days after a close until the key that links people to ballots is destroyed, announced with the poll.
    pub objection_days: u32,
    /// Hours from then on until nobody can open the log any more: for the panel that audits, and for
    /// complaints.
    pub audit_hours: u32,
    /// The public chat into which checkpoints are posted, by its number.
    pub chat: Option<i64>,
    /// The channel in which that chat is.
    pub channel: String,
    /// The file to which checkpoints are added.
    pub file: Option<std::path::PathBuf>,
}

impl Default for Proof {
    fn default() -> Proof {
        Proof { objection_days: 0, audit_hours: 72, chat: None, channel: "telegram".to_owned(), file: None }
    }
}

/// A department of the city.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its short name in the database.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// Its telephone.
    pub phone: String,
}

/// A field of proposals.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its short name in the database.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// Which department is suggested first.
    pub department: String,
}

/// A district.
#[derive(Debug, Clone)]
pub struct Gu {
    /// The first five digits of its neighbourhoods' codes.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// Its neighbourhoods.
    pub dongs: Vec<Dong>,
}

/// A neighbourhood (administrative dong).
#[derive(Debug, Clone)]
pub struct Dong {
    /// Its code of ten digits.
    pub code: DongCode,
    /// Its name.
    pub name: Localized,
}

/// The administrative code of a dong: ten digits, of which the first five are the gu's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct DongCode(pub String);

impl DongCode {
    /// The gu that it lies in.
    pub fn gu(&self) -> &str {
        self.0.get(..5).unwrap_or(&self.0)
    }
}

impl Preset {
    /// A department by its id.
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == id)
    }

    /// A field by its id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// A district by its five digits.
    pub fn gu(&self, code: &str) -> Option<&Gu> {
        self.districts.iter().find(|gu| gu.code == code)
    }

    /// A neighbourhood by its code, with the district that it lies in.
    pub fn dong(&self, code: &DongCode) -> Option<(&Gu, &Dong)> {
        let gu = self.gu(code.gu())?;
        gu.dongs.iter().find(|dong| dong.code == *code).map(|dong| (gu, dong))
    }

    /// The name of an area: empty is the whole city, five digits a gu, ten a dong; several have commas
    /// between them.
    pub fn area_name(&self, code: &str) -> Localized {
        if code.contains(',') {
            let names: Vec<Localized> = code.split(',').map(|code| self.area_name(code)).collect();
            return Localized::listed(&names);
        }
        if let Some(gu) = self.gu(code) {
            return gu.name.clone();
        }
        match self.dong(&DongCode(code.to_owned())) {
            Some((_, dong)) => dong.name.clone(),
            None => self.everywhere.clone(),
        }
    }

    /// Whether the city hall works on that day.
    pub fn works_on(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let holiday = self.holidays.get(&day.year().to_string()).is_some_and(|days| days.contains(&day));
        !weekend && !holiday
    }

    /// That day, or the next on which the city hall works (행정기본법 art. 6, 민법 art. 161).
    pub fn next_working_day(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.works_on(day) {
            day = day + Days::new(1);
        }
        day
    }

    /// The last day for the city's answer to a proposal received on `day`.
    pub fn answer_by(&self, day: NaiveDate) -> NaiveDate {
        self.next_working_day(day + Months::new(self.periods.answer_months))
    }
}
