//! The city as data: names, districts, departments, fields, periods. A preset is a folder with
//! `city.toml` and `dong.tsv`; Seongnam's is in the binary, another is named by `--preset`.
//! A mistake in one is a sentence that names the file and the entry, never a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, ensure};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::text::{Catalog, Lang, Localized, Text};

static PRESETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/presets");

/// What every conversation knows besides the database: the city, its texts, and where the bot is
/// to be found.
pub struct City {
    /// The city's data.
    pub preset: Preset,
    /// The texts in every language.
    pub catalog: Catalog,
    /// The keys of polls: outside the database and its backups.
    pub keys: crate::poll::keys::Keys,
    /// The bot's name in the channel, for deep links: `t.me/<bot>?start=..`. Empty where it has none.
    pub bot: String,
    /// Groups in which the bot may stay.
    pub groups: Vec<i64>,
}

impl City {
    /// A local calendar day.
    pub fn day(&self, at: Moment) -> NaiveDate {
        at.utc().with_timezone(&self.preset.zone).date_naive()
    }

    /// A deep link to something of the bot, if the channel has such.
    pub fn link(&self, payload: &str) -> Option<String> {
        (!self.bot.is_empty()).then(|| format!("https://t.me/{}?start={payload}", self.bot))
    }

    /// A text as a message in Telegram's HTML.
    pub fn html(&self, lang: Lang, text: &Text) -> String {
        self.catalog.html(lang, text)
    }

    /// A text without markup: a button, a toast, a cell.
    pub fn plain(&self, lang: Lang, text: &Text) -> String {
        self.catalog.plain(lang, text)
    }
}

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
    /// Who answers.
    #[serde(rename = "department")]
    pub departments: Vec<Department>,
    /// What proposals are about.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// Closed days by year.
    holidays: BTreeMap<String, BTreeSet<NaiveDate>>,
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
    /// The preset in the binary by that name, or the one in that folder.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn load(name_or_folder: &str) -> anyhow::Result<Preset> {
        let (toml, tsv) = if let Some(dir) = PRESETS.get_dir(name_or_folder) {
            let file = |name: &str| {
                let path = dir.path().join(name);
                let text = PRESETS.get_file(&path).and_then(|file| file.contents_utf8());
                text.map(str::to_owned).with_context(|| format!("the preset has no {}", path.display()))
            };
            (file("city.toml")?, file("dong.tsv")?)
        } else {
            let folder = Path::new(name_or_folder);
            let file = |name: &str| {
                let path = folder.join(name);
                std::fs::read_to_string(&path)
                    .with_context(|| format!("the preset's {} cannot be read", path.display()))
            };
            (file("city.toml")?, file("dong.tsv")?)
        };
        Preset::parse(&toml, &tsv).with_context(|| format!("the preset {name_or_folder} has a mistake"))
    }

    /// A preset from the text of its two files.
    ///
    /// # Errors
    /// The first mistake found, with its place.
    pub fn parse(toml: &str, tsv: &str) -> anyhow::Result<Preset> {
        let mut preset: Preset = toml::from_str(toml).context("city.toml")?;
        preset.districts = districts(tsv).context("dong.tsv")?;
        preset.check().context("city.toml")?;
        Ok(preset)
    }

    fn check(&self) -> anyhow::Result<()> {
        let mut named = vec![
            ("name", &self.name),
            ("programme", &self.programme),
            ("everywhere", &self.everywhere),
            ("human.department", &self.human.department),
            ("human.hours", &self.human.hours),
            ("privacy.officer", &self.privacy.officer),
            ("privacy.recipient_country", &self.privacy.recipient_country),
        ];
        named.extend(self.departments.iter().map(|department| ("department.name", &department.name)));
        named.extend(self.fields.iter().map(|field| ("field.name", &field.name)));
        for (what, name) in named {
            ensure!(!name.get(Lang::reference()).trim().is_empty(), "{what} has no text in Korean");
        }
        ensure!(!self.human.phone.trim().is_empty(), "human.phone is empty: every menu offers it");
        ensure!(!self.departments.is_empty(), "there is no [[department]]");
        ensure!(!self.fields.is_empty(), "there is no [[field]]");
        unique("department", self.departments.iter().map(|department| department.id.as_str()))?;
        unique("field", self.fields.iter().map(|field| field.id.as_str()))?;
        for field in &self.fields {
            let known = self.department(&field.department).is_some();
            ensure!(known, "field {} names the department {}, which there is not", field.id, field.department);
        }
        let periods = &self.periods;
        ensure!((1..=24).contains(&periods.answer_months), "periods.answer_months must be from 1 to 24");
        ensure!((1..=90).contains(&periods.draft_days), "periods.draft_days must be from 1 to 90");
        ensure!((1..=720).contains(&periods.visitor_hours), "periods.visitor_hours must be from 1 to 720");
        ensure!(
            self.forum.reminders.iter().all(|minutes| (1..=43_200).contains(minutes)),
            "forum.reminders are minutes from 1 to 43200"
        );
        ensure!((0..=10).contains(&self.limits.photos), "limits.photos must be from 0 to 10");
        let (north, east) = self.centre;
        ensure!(north.abs() <= 90.0 && east.abs() <= 180.0, "centre is degrees north and east");
        Ok(())
    }

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

    /// The name of an area: empty is the whole city, five digits a gu, ten a dong.
    pub fn area_name(&self, code: &str) -> Localized {
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

fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
    let mut seen = BTreeSet::new();
    for id in ids {
        let plain = !id.is_empty() && id.len() <= 20 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        ensure!(plain, "the id {id:?} of a {what} must be 1 to 20 letters or digits");
        ensure!(seen.insert(id), "two entries {what} have the id {id}");
    }
    Ok(())
}

/// Reads `dong.tsv`: code, gu, dong, gu in English, dong in English; the first line names them.
fn districts(tsv: &str) -> anyhow::Result<Vec<Gu>> {
    let mut districts: Vec<Gu> = Vec::new();
    for (number, line) in tsv.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [code, gu, dong, gu_en, dong_en] = cells[..] else {
            anyhow::bail!("line {} has {} columns, not 5", number + 1, cells.len());
        };
        ensure!(
            code.len() == 10 && code.bytes().all(|b| b.is_ascii_digit()),
            "line {}: {code} is not a code of ten digits",
            number + 1
        );
        let dong = Dong { code: DongCode(code.to_owned()), name: Localized::new(dong, dong_en) };
        match districts.iter_mut().find(|known| known.code == code[..5]) {
            Some(known) => known.dongs.push(dong),
            None => {
                districts.push(Gu { code: code[..5].to_owned(), name: Localized::new(gu, gu_en), dongs: vec![dong] })
            }
        }
    }
    ensure!(!districts.is_empty(), "it names no neighbourhood");
    Ok(districts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seongnam() -> Preset {
        Preset::load("seongnam").unwrap()
    }

    #[test]
    fn seongnam_has_3_gu_and_50_dong() {
        let preset = seongnam();
        let counts: Vec<usize> = preset.districts.iter().map(|gu| gu.dongs.len()).collect();
        assert_eq!(counts, [17, 11, 22]);
    }

    #[test]
    fn a_month_from_the_last_of_january_ends_on_a_working_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            seongnam().answer_by(day("2026-01-31")),
            day("2026-03-03"),
            "28 Feb is a Saturday, 1 and 2 March are holidays"
        );
        assert_eq!(seongnam().answer_by(day("2026-11-23")), day("2026-12-23"));
    }

    #[test]
    fn a_mistake_in_a_preset_is_named() {
        let toml = include_str!("../presets/seongnam/city.toml").replacen(
            "department = \"parks\"",
            "department = \"pork\"",
            1,
        );
        let tsv = include_str!("../presets/seongnam/dong.tsv");
        let error = format!("{:#}", Preset::parse(&toml, tsv).unwrap_err());
        assert!(error.contains("field green names the department pork"), "{error}");
        let error = format!("{:#}", Preset::parse("id = 3", tsv).unwrap_err());
        assert!(error.contains("city.toml") && error.contains("id"), "{error}");
        let error =
            format!("{:#}", Preset::parse(include_str!("../presets/seongnam/city.toml"), "code\nx").unwrap_err());
        assert!(error.contains("line 2"), "{error}");
    }
}
