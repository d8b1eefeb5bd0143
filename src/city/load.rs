//! Reads a preset, from the binary or from a folder, and checks it: a mistake is a sentence that names
//! the file and the entry.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, ensure};
use include_dir::{Dir, include_dir};

use super::{Dong, DongCode, Gu, Preset};
use crate::text::{Lang, Localized};

/// The key that links people to ballots is kept so long after a close at most.
const OBJECTION_DAYS_MAX: u32 = 14;
/// And the one that opens the log so long after that.
const AUDIT_HOURS_MAX: u32 = 24 * 60;

static PRESETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/presets");

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
            if !folder.is_dir() {
                let known: Vec<_> = PRESETS.dirs().map(|dir| dir.path().display().to_string()).collect();
                anyhow::bail!(
                    "there is no preset {name_or_folder} and no such folder; in the binary: {}",
                    known.join(", ")
                );
            }
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
        ensure!(
            self.proof.objection_days <= OBJECTION_DAYS_MAX && self.proof.audit_hours <= AUDIT_HOURS_MAX,
            "[proof]: objection_days is at most {OBJECTION_DAYS_MAX}, and audit_hours at most {AUDIT_HOURS_MAX}"
        );
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
    use chrono::NaiveDate;

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
        let toml = include_str!("../../presets/seongnam/city.toml").replacen(
            "department = \"parks\"",
            "department = \"pork\"",
            1,
        );
        let tsv = include_str!("../../presets/seongnam/dong.tsv");
        let error = format!("{:#}", Preset::parse(&toml, tsv).unwrap_err());
        assert!(error.contains("field green names the department pork"), "{error}");
        let error = format!("{:#}", Preset::parse("id = 3", tsv).unwrap_err());
        assert!(error.contains("city.toml") && error.contains("id"), "{error}");
        let error =
            format!("{:#}", Preset::parse(include_str!("../../presets/seongnam/city.toml"), "code\nx").unwrap_err());
        assert!(error.contains("line 2"), "{error}");
    }
}
