//! What a clerk types, read: options one a line, lengths, numbers, money. Pure.

use std::ops::RangeInclusive;

use crate::bot::Words;
use crate::poll::plan::OPTIONS;
pub use crate::poll::plan::won::won;
use crate::poll::{Candidate, Field, OptionId};
use crate::t;
use crate::text::{self, Text};

/// Letters of an option's title.
pub const TITLE_CHARS_MAX: usize = 100;
/// Letters of what there is to say about it.
pub const OPTION_ABOUT_CHARS_MAX: usize = 500;
/// Letters of where it would be.
pub const PLACE_CHARS_MAX: usize = 100;
/// Letters of a field's name.
pub const FIELD_CHARS_MAX: usize = 20;
/// How many fields a poll has at most.
pub const FIELDS_MAX: usize = 12;

/// How many options one may choose at most, where several may be: not all of them, that would
/// choose nothing.
pub fn picks_max(options: usize) -> usize {
    options.saturating_sub(1).max(1)
}

/// Words of a length within `chars`, or what is wrong with them.
pub fn words(typed: &str, chars: RangeInclusive<usize>) -> Result<String, Text> {
    let length = text::chars(typed);
    if length > *chars.end() {
        return Err(too_long(length, *chars.end()));
    }
    if length < *chars.start() || !text::has_words(typed) {
        return Err(t!("poll-plan-too-short", min = *chars.start()));
    }
    Ok(typed.to_owned())
}

fn too_long(length: usize, max: usize) -> Text {
    t!("poll-plan-too-long", max = max, length = length, over = length - max)
}

/// A number from 1 to `max`: "3", "3개".
pub fn number(typed: &str, max: usize) -> Result<usize, Text> {
    let read = text::count(typed).and_then(|number| usize::try_from(number).ok());
    match read {
        Some(number) if (1..=max).contains(&number) => Ok(number),
        Some(number) if number > max => Err(t!("poll-plan-number-too-large", number = number, max = max)),
        _ => Err(t!("poll-plan-number", max = max)),
    }
}

/// Adds options, one a line: `title`, `title | about`, `title | about | cost`, `title | about | cost |
/// place`. A line `# name` begins a field: the lines below fall under it, those of later messages
/// too; `#` alone ends it. `2번 | about | cost | place` says more about the second option.
pub fn options(known: &[Candidate], fields: &[Field], typed: &str) -> Result<(Vec<Candidate>, Vec<Field>), Text> {
    let (mut all, mut fields) = (known.to_vec(), fields.to_vec());
    let mut field = known.last().and_then(|option| option.field);
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix(['#', '＃']) {
            field = begin_field(&mut fields, name.trim())?;
            continue;
        }
        match known_option(line, &mut all) {
            Some(known) => more(known, line)?,
            None => {
                let mut option = option(line, all.len() + 1)?;
                option.field = field;
                add(&mut all, option)?;
            }
        }
    }
    Ok((all, fields))
}

/// The option that a line `2번 | ..` is about, if there is one of that number.
fn known_option<'a>(line: &str, all: &'a mut [Candidate]) -> Option<&'a mut Candidate> {
    let (number, _) = line.split_once(['|', '｜'])?;
    let number = number.trim().strip_suffix('번').unwrap_or(number.trim());
    all.get_mut(number.parse::<usize>().ok()?.checked_sub(1)?)
}

/// What a line says about an option that there is: whatever stands in it takes the place of what
/// stood there.
fn more(option: &mut Candidate, line: &str) -> Result<(), Text> {
    let [_, about, cost, place] = parts(line);
    if let Some(about) = about_of(about)? {
        option.about = Some(Words::only(about));
    }
    if !cost.is_empty() {
        option.cost = Some(cost_of(cost)?);
    }
    if !place.is_empty() {
        option.place = Some(place_of(place)?);
    }
    Ok(())
}

fn cost_of(cost: &str) -> Result<i64, Text> {
    won(cost).ok_or_else(|| t!("poll-plan-cost", words = cost))
}

fn place_of(place: &str) -> Result<String, Text> {
    match text::chars(place) {
        length if length > PLACE_CHARS_MAX => Err(too_long(length, PLACE_CHARS_MAX)),
        _ => Ok(place.to_owned()),
    }
}

/// The number of the field of that name, which there is from now on.
fn begin_field(fields: &mut Vec<Field>, name: &str) -> Result<Option<usize>, Text> {
    if name.is_empty() {
        return Ok(None);
    }
    let length = text::chars(name);
    if length > FIELD_CHARS_MAX || !text::has_words(name) {
        return Err(t!("poll-plan-field-name", max = FIELD_CHARS_MAX));
    }
    if let Some(place) = fields.iter().position(|field| text::same_label(&field.name.ko, name)) {
        return Ok(Some(place + 1));
    }
    if fields.len() >= FIELDS_MAX {
        return Err(t!("poll-plan-fields-many", max = FIELDS_MAX));
    }
    fields.push(Field::new(Words::only(name)));
    Ok(Some(fields.len()))
}

/// Adds one option, unless there is one of that name or too many.
pub fn add(all: &mut Vec<Candidate>, option: Candidate) -> Result<(), Text> {
    if all.iter().any(|known| text::same_label(&known.title.ko, &option.title.ko)) {
        return Err(t!("poll-plan-twice", title = &option.title.ko));
    }
    if all.len() >= *OPTIONS.end() {
        return Err(t!("poll-plan-too-many", max = *OPTIONS.end()));
    }
    all.push(option);
    renumber(all);
    Ok(())
}

/// Gives the options their registered numbers, from 1 in their order.
pub fn renumber(all: &mut [Candidate]) {
    for (number, option) in (1..).zip(all.iter_mut()) {
        option.id = OptionId(number);
    }
}

fn option(line: &str, number: usize) -> Result<Candidate, Text> {
    let [title, about, cost, place] = parts(line);
    title_of(title, number)?;
    let mut option = Candidate::new(OptionId(0), Words::only(title));
    option.about = about_of(about)?.map(Words::only);
    option.place = (!place.is_empty()).then(|| place_of(place)).transpose()?;
    option.cost = (!cost.is_empty()).then(|| cost_of(cost)).transpose()?;
    Ok(option)
}

fn parts(line: &str) -> [&str; 4] {
    let mut parts = line.splitn(4, ['|', '｜']).map(str::trim);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

fn title_of(title: &str, number: usize) -> Result<(), Text> {
    let length = text::chars(title);
    if length > TITLE_CHARS_MAX {
        return Err(t!(
            "poll-plan-title-too-long",
            number = number,
            max = TITLE_CHARS_MAX,
            over = length - TITLE_CHARS_MAX
        ));
    }
    if !text::has_words(title) {
        return Err(t!("poll-plan-title-empty", number = number));
    }
    Ok(())
}

fn about_of(about: &str) -> Result<Option<String>, Text> {
    let length = text::chars(about);
    if length > OPTION_ABOUT_CHARS_MAX {
        return Err(too_long(length, OPTION_ABOUT_CHARS_MAX));
    }
    Ok((!about.is_empty()).then(|| about.to_owned()))
}

/// The options' English, one a line in the same order: `title` or `title | about`; and that of the
/// fields, if there are as many lines `# name`.
pub fn english(options: &[Candidate], fields: &[Field], typed: &str) -> Result<(Vec<Candidate>, Vec<Field>), Text> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let (names, lines): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with(['#', '＃']));
    if !names.is_empty() && names.len() != fields.len() {
        return Err(t!("poll-plan-fields-en-count", count = fields.len(), given = names.len()));
    }
    let mut named = fields.to_vec();
    for (field, name) in named.iter_mut().zip(names) {
        field.name.en = Some(name.trim_start_matches(['#', '＃']).trim().to_owned()).filter(|name| !name.is_empty());
    }
    if lines.len() != options.len() {
        return Err(t!("poll-plan-options-en-count", count = options.len(), given = lines.len()));
    }
    let mut translated = options.to_vec();
    for (number, (option, line)) in translated.iter_mut().zip(lines).enumerate() {
        let [title, about, ..] = parts(line);
        title_of(title, number + 1)?;
        option.title.en = Some(title.to_owned());
        if let (Some(words), Some(english)) = (&mut option.about, about_of(about)?) {
            words.en = Some(english);
        }
    }
    Ok((translated, named))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn options(known: &[Candidate], typed: &str) -> Result<Vec<Candidate>, Text> {
        super::options(known, &[], typed).map(|(options, _)| options)
    }

    fn english(known: &[Candidate], typed: &str) -> Result<Vec<Candidate>, Text> {
        super::english(known, &[], typed).map(|(options, _)| options)
    }

    #[test]
    fn a_line_that_begins_with_a_number_says_more_about_that_option() {
        let known = options(&[], "조명 | 탄천\n쉼터").unwrap();
        let more = options(&known, "2번 | | 3억 | 야탑\n1 | 이매까지").unwrap();
        assert_eq!((more.len(), more[1].cost, more[1].place.as_deref()), (2, Some(300_000_000), Some("야탑")));
        assert_eq!(more[0].about.as_ref().unwrap().ko, "이매까지");
        assert_eq!(id(options(&known, "2번 | | 비싸요")), "poll-plan-cost");
        assert_eq!(options(&known, "9번 | 설명").unwrap().len(), 3, "there is no ninth: a title");
    }

    #[test]
    fn a_line_with_a_number_sign_begins_a_field() {
        let (known, fields) = super::options(&[], &[], "# 길\n조명\n통학로 | | 3억 | 야탑\n#어르신\n쉼터").unwrap();
        assert_eq!(known.iter().map(|option| option.field).collect::<Vec<_>>(), [Some(1), Some(1), Some(2)]);
        assert_eq!((known[1].cost, known[1].place.as_deref()), (Some(300_000_000), Some("야탑")));
        let (known, fields) = super::options(&known, &fields, "경로당\n# 길\n육교\n#\n축제").unwrap();
        let numbers: Vec<_> = known[3..].iter().map(|option| option.field).collect();
        assert_eq!((numbers, fields.len()), (vec![Some(2), Some(1), None], 2));
        let (_, named) = super::english(&known[..2], &fields, "# Streets\nLights\n# The old\nSchool").unwrap();
        assert_eq!(named[1].name.en.as_deref(), Some("The old"));
        assert_eq!(id(super::english(&known[..2], &fields, "# Streets\nLights\nSchool")), "poll-plan-fields-en-count");
        assert_eq!(id(super::options(&[], &[], "# 🚌")), "poll-plan-field-name");
        let many: Vec<String> = (0..13).map(|number| format!("# 분야 {number}")).collect();
        assert_eq!(id(super::options(&[], &[], &many.join("\n"))), "poll-plan-fields-many");
    }

    fn id<T>(outcome: Result<T, Text>) -> &'static str {
        outcome.err().map_or("ok", |text| text.id)
    }

    #[test]
    fn options_are_read_one_a_line_and_numbered() {
        let all = options(&[], "탄천 조명\n\n 통학로 안전 | 초등학교 앞 | 3억 5,000만원 \n쉼터|").unwrap();
        let read: Vec<_> = all.iter().map(|option| (option.id.0, option.title.ko.as_str(), option.cost)).collect();
        assert_eq!(read, [(1, "탄천 조명", None), (2, "통학로 안전", Some(350_000_000)), (3, "쉼터", None)]);
        assert_eq!(all[1].about.as_ref().unwrap().ko, "초등학교 앞");
        assert!(all[2].about.is_none());
    }

    #[test]
    fn a_mistake_in_a_line_is_named() {
        let known = options(&[], "가 나").unwrap();
        assert_eq!(id(options(&known, "가나")), "poll-plan-twice", "spaces do not make another option");
        assert_eq!(id(options(&[], "🚌")), "poll-plan-title-empty");
        assert_eq!(id(options(&[], "| 설명만")), "poll-plan-title-empty");
        assert_eq!(id(options(&[], &"가".repeat(101))), "poll-plan-title-too-long");
        assert_eq!(id(options(&[], "가 | 나 | 비싸요")), "poll-plan-cost");
        let many: Vec<String> = (0..61).map(|number| format!("후보 {number}")).collect();
        assert_eq!(id(options(&[], &many.join("\n"))), "poll-plan-too-many");
    }

    #[test]
    fn english_has_a_line_for_each_option() {
        let known = options(&[], "가 | 설명\n나").unwrap();
        assert_eq!(id(english(&known, "One")), "poll-plan-options-en-count");
        let both = english(&known, "One | About one\nTwo").unwrap();
        assert_eq!(both[0].about.as_ref().unwrap().en.as_deref(), Some("About one"));
        assert_eq!(both[1].title.en.as_deref(), Some("Two"));
    }

    #[test]
    fn a_number_lies_within_its_bounds() {
        assert_eq!(number("3", 5).ok(), Some(3));
        assert_eq!(
            [number("3개", 5).ok(), number("두 개", 5).ok(), number("세 명", 5).ok()],
            [Some(3), Some(2), Some(3)]
        );
        assert_eq!(id(number("6", 5)), "poll-plan-number-too-large");
        assert_eq!(id(number("0", 5)), "poll-plan-number");
        assert_eq!(id(number("많이", 5)), "poll-plan-number");
        assert_eq!([picks_max(2), picks_max(3), picks_max(60)], [1, 2, 59]);
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_too_much(typed in "\\PC{0,80}") {
            let _ = (options(&[], &typed), won(&typed), number(&typed, 9), words(&typed, 5..=300));
        }
    }
}
