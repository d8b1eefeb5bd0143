//! For which places a poll is: none for the whole city, or some gu and dong, written one after another with
//! commas between them. Pure.

use crate::city::Preset;

/// Most places of one poll.
pub const AREAS_MAX: usize = 20;

/// The places, each by its code: five digits a gu, ten a dong.
pub fn each(area: &str) -> impl Iterator<Item = &str> {
    area.split(',').filter(|code| !code.is_empty())
}

/// Whether a dong lies in one of them; in the whole city everything does.
pub fn has(area: &str, dong: &str) -> bool {
    area.is_empty() || each(area).any(|code| dong.starts_with(code))
}

/// Whether somebody of a gu may belong to one of them.
pub fn touches(area: &str, gu: &str) -> bool {
    area.is_empty() || each(area).any(|code| code.starts_with(gu) || gu.starts_with(code))
}

/// With one more, or with it no longer. A gu takes the place of its dong, and of a gu that is there one
/// dong is none; all gu together stay as they are.
pub fn switched(preset: &Preset, area: &str, code: &str) -> String {
    let known: Vec<&str> = each(area).collect();
    if known.contains(&code) {
        return known.into_iter().filter(|known| *known != code).collect::<Vec<_>>().join(",");
    }
    if known.iter().any(|known| code.starts_with(known)) || known.len() >= AREAS_MAX {
        return area.to_owned();
    }
    let all = preset
        .districts
        .iter()
        .flat_map(|gu| std::iter::once(gu.code.as_str()).chain(gu.dongs.iter().map(|dong| dong.code.0.as_str())));
    // In the order of the city, whatever the order of the taps: one set of places has one hash.
    let chosen =
        all.filter(|known_code| *known_code == code || (known.contains(known_code) && !known_code.starts_with(code)));
    chosen.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dong_lies_in_one_of_several_places() {
        for (area, dong, lies) in [
            ("", "4113562000", true),
            ("41135", "4113562000", true),
            ("41131,4113562000", "4113562000", true),
            ("41131,4113562000", "4113563000", false),
            ("41131,4113562000", "4113159000", true),
        ] {
            assert_eq!(has(area, dong), lies, "{area} {dong}");
        }
        assert!(touches("41131,4113562000", "41135") && !touches("41131,4113562000", "41133"));
    }
}
