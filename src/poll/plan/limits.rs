//! How many of each field may be chosen, as a clerk types it: `2` for all fields, or a line for each,
//! `교통 2` or `교통 1~2`. Pure.

use crate::poll::Field;
use crate::t;
use crate::text::{self, Text};

/// The fields with the limits that were typed.
pub fn limits(fields: &[Field], typed: &str) -> Result<Vec<Field>, Text> {
    let mut limited = fields.to_vec();
    if let Some((min, max)) = range(typed.trim()) {
        for field in &mut limited {
            (field.min, field.max) = (min, Some(max));
        }
        return Ok(limited);
    }
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let problem = || t!("poll-plan-fields-line", words = line);
        let (name, limits) = line.rsplit_once(char::is_whitespace).ok_or_else(problem)?;
        let (min, max) = range(limits).ok_or_else(problem)?;
        let field = limited.iter_mut().find(|field| text::same_label(&field.name.ko, name)).ok_or_else(problem)?;
        (field.min, field.max) = (min, Some(max));
    }
    Ok(limited)
}

/// `2`, `2개`, `1~2`, `1-2개`.
fn range(words: &str) -> Option<(usize, usize)> {
    let words = words.strip_suffix('개').unwrap_or(words);
    let number = |words: &str| words.trim().parse::<usize>().ok().filter(|number| *number <= 60);
    let (min, max) = match words.split_once(['~', '-', '–', '∼', '～']) {
        Some((min, max)) => (number(min)?, number(max)?),
        None => (0, number(words)?),
    };
    (max >= 1 && min <= max).then_some((min, max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::Words;

    fn fields() -> Vec<Field> {
        ["Roads", "Old age"].map(|name| Field::new(Words::only(name))).to_vec()
    }

    fn read(typed: &str) -> Option<Vec<(usize, Option<usize>)>> {
        Some(limits(&fields(), typed).ok()?.iter().map(|field| (field.min, field.max)).collect())
    }

    #[test]
    fn one_number_is_for_all_and_a_line_for_one() {
        assert_eq!(read("2"), Some(vec![(0, Some(2)), (0, Some(2))]));
        assert_eq!(read("1~2"), Some(vec![(1, Some(2)), (1, Some(2))]));
        assert_eq!(read("roads 1\nOld  age 1-3"), Some(vec![(0, Some(1)), (1, Some(3))]));
        for wrong in ["0", "3~2", "Roads", "Roads many", "Nowhere 2", "61", "-1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
