//! Monday 23 November 2026, 10:30 in Seoul: what staff may type then.

use chrono_tz::Asia::Seoul;

use super::*;

fn now() -> DateTime<Utc> {
    "2026-11-23T01:30:00Z".parse().unwrap()
}

fn read(input: &str) -> Result<(String, Vec<Note>), WhenProblem> {
    let read = read_when(input, now(), Seoul)?;
    Ok((read.at.with_timezone(&Seoul).format("%Y-%m-%d %H:%M").to_string(), read.notes))
}

fn reads(cases: &[(&str, &str, &[Note])]) {
    for (input, at, notes) in cases {
        assert_eq!(read(input), Ok(((*at).to_owned(), notes.to_vec())), "{input}");
    }
}

#[test]
fn staff_write_dates_in_korean() {
    use Note::*;
    reads(&[
        ("다음주 금요일 오후 2시", "2026-12-04 14:00", &[]),
        ("다음 주 금요일 14시", "2026-12-04 14:00", &[]),
        ("다음주 금 2시", "2026-12-04 14:00", &[AssumedPm]),
        ("담주 수욜 2시", "2026-12-02 14:00", &[AssumedPm]),
        ("12/4 14:00", "2026-12-04 14:00", &[]),
        ("12.4. 14:00", "2026-12-04 14:00", &[]),
        ("12.04(금) 14:00", "2026-12-04 14:00", &[]),
        ("12월 4일(금) 오후 2시", "2026-12-04 14:00", &[]),
        ("12월4일 낮12시", "2026-12-04 12:00", &[]),
        ("2026. 12. 4.(금) 14:00", "2026-12-04 14:00", &[]),
        ("2026-12-04 14:00", "2026-12-04 14:00", &[]),
        ("2026년 12월 4일 오후 2시 30분", "2026-12-04 14:30", &[]),
        ("내일 저녁 7시 반", "2026-11-24 19:30", &[]),
        ("내일 오후 두 시", "2026-11-24 14:00", &[]),
        ("모레 오전 10시", "2026-11-25 10:00", &[]),
        ("3일 후 정오", "2026-11-26 12:00", &[]),
        ("2주 뒤 화요일 오후 3시", "2026-12-08 15:00", &[]),
        ("이번 주 토요일 오전 10시 30분", "2026-11-28 10:30", &[]),
        ("금일 17:30", "2026-11-23 17:30", &[]),
        ("1/15 10:00", "2027-01-15 10:00", &[NextYear]),
        ("11월 30일 밤 12시", "2026-12-01 00:00", &[MidnightAfterThatDay]),
    ]);
}

#[test]
fn there_are_more_ways_to_say_it() {
    use Note::*;
    reads(&[
        ("１２월　４일 １４시", "2026-12-04 14:00", &[]),
        ("이번주토요일10시반", "2026-11-28 10:30", &[AssumedAm]),
        ("다음 주 일 2시까지", "2026-12-06 14:00", &[AssumedPm]),
        ("금요일 오후 6시", "2026-11-27 18:00", &[NearestWeekday]),
        ("월요일 오전 9시", "2026-11-30 09:00", &[NearestWeekday]),
        ("월요일 오후 9시", "2026-11-23 21:00", &[NearestWeekday]),
        ("다음 금요일 14:00", "2026-12-04 14:00", &[WeekdayOfNextWeek]),
        ("다음 달 4일 14:00", "2026-12-04 14:00", &[]),
        ("4일 14:00", "2026-12-04 14:00", &[NextMonth]),
        ("26.12.4. 14:00", "2026-12-04 14:00", &[]),
        ("26년 12월 4일 14시", "2026-12-04 14:00", &[]),
        ("12월 4일 오후 14시", "2026-12-04 14:00", &[]),
        ("12월 4일 12시", "2026-12-04 12:00", &[AssumedNoon]),
        ("12월 4일 9:30", "2026-12-04 09:30", &[]),
        ("12월 4일 2:30", "2026-12-04 14:30", &[AssumedPm]),
        ("12월 4일 02:30", "2026-12-04 02:30", &[]),
        ("12월 4일 24:00", "2026-12-05 00:00", &[MidnightAfterThatDay]),
        ("12월 4일 00:00", "2026-12-04 00:00", &[]),
        ("12월 4일 자정", "2026-12-05 00:00", &[MidnightAfterThatDay]),
        ("12월 4일(금) 밤 12시(자정)", "2026-12-05 00:00", &[MidnightAfterThatDay]),
        ("12월 4일 오전 0시 30분", "2026-12-04 00:30", &[]),
        ("내년 2월 28일 오전 10시", "2027-02-28 10:00", &[]),
        ("일주일 뒤 10시", "2026-11-30 10:00", &[AssumedAm]),
        ("2주일 뒤 오후 3시", "2026-12-07 15:00", &[]),
        ("한 달 뒤 오전 10시", "2026-12-23 10:00", &[]),
        ("2시간 뒤", "2026-11-23 12:30", &[]),
        ("오늘 밤 9시", "2026-11-23 21:00", &[]),
    ]);
}

#[test]
fn staff_write_dates_in_english() {
    use Note::*;
    reads(&[
        ("next Friday 2pm", "2026-12-04 14:00", &[WeekdayOfNextWeek]),
        ("12/4 14:00", "2026-12-04 14:00", &[]),
        ("4 Dec 2pm", "2026-12-04 14:00", &[]),
        ("tomorrow 9am", "2026-11-24 09:00", &[]),
        ("Dec 4, 2026 14:00", "2026-12-04 14:00", &[]),
        ("Fri, 4 December 2026, 14:00", "2026-12-04 14:00", &[]),
        ("Friday, December 4th, 2026 at 2:30 p.m.", "2026-12-04 14:30", &[]),
        ("the 4th of December at noon", "2026-12-04 12:00", &[]),
        ("12/4/2026 2.30pm", "2026-12-04 14:30", &[]),
        ("Friday next week at 2", "2026-12-04 14:00", &[AssumedPm]),
        ("this Saturday 10am", "2026-11-28 10:00", &[]),
        ("in 3 days at 14:00", "2026-11-26 14:00", &[]),
        ("2 weeks from now 10am", "2026-12-07 10:00", &[]),
        ("the day after tomorrow, 2 o'clock", "2026-11-25 14:00", &[AssumedPm]),
        ("tonight 8", "2026-11-23 20:00", &[]),
        ("today 5pm", "2026-11-23 17:00", &[]),
        ("2026-12-04T14:00", "2026-12-04 14:00", &[]),
        ("Nov 30 midnight", "2026-12-01 00:00", &[MidnightAfterThatDay]),
    ]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_a_reason() {
    use WhenProblem::*;
    let friday = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
    for (input, problem) in [
        ("12월 4일(목) 14:00", WrongWeekday(friday)),
        ("Thu 4 Dec 2pm", WrongWeekday(friday)),
        ("2월 30일 14:00", NoSuchDay),
        ("13/4 14:00", NoSuchDay),
        ("2027-02-29 10:00", NoSuchDay),
        ("12월 4일", NoTime),
        ("다음주 금요일", NoTime),
        ("오후 2시", NoDate),
        ("14:00", NoDate),
        ("다음주 2시", NoDate),
        ("내년 14:00", NoDate),
        ("12월 14:00", NoDate),
        ("오늘 오전 9시", Past),
        ("어제 14:00", Past),
        ("11월 20일 14:00", Past),
        ("2025-12-04 14:00", Past),
        ("지난주 금요일 14:00", Past),
        ("12/4 25:00", NoSuchTime),
        ("12/4 14:60", NoSuchTime),
        ("12월 4일 오전 14시", NoSuchTime),
        ("12월 4일 밤 2시", NoSuchTime),
        ("2062-12-04 14:00", TooFar),
        ("", NoDate),
        ("아무 때나", Unclear),
        ("12/4 14:00~16:00", Unclear),
        ("12/4 14:00 15:00", Unclear),
        ("12월 4일 내일 14:00", Unclear),
        ("내년 다음 주 금요일 14:00", Unclear),
        ("회의 12/4 14:00", Unclear),
        ("sometime next week", Unclear),
        ("99999999999 14:00", Unclear),
    ] {
        assert_eq!(read(input), Err(problem), "{input}");
    }
    assert_eq!(read(&"12/4 ".repeat(100)), Err(Unclear));
}

#[test]
fn a_planned_day_needs_no_time() {
    let day = |input| read_day(input, now(), Seoul).map(|read| (read.day.format("%Y-%m-%d").to_string(), read.notes));
    for (input, meant, notes) in [
        ("2027-05-31", "2027-05-31", vec![]),
        ("내년 5월 31일", "2027-05-31", vec![]),
        ("5월 31일", "2027-05-31", vec![Note::NextYear]),
        ("31 May 2027", "2027-05-31", vec![]),
        ("May 31, 2027", "2027-05-31", vec![]),
        ("2027. 5. 31.(월)", "2027-05-31", vec![]),
        ("오늘", "2026-11-23", vec![]),
        ("12/4", "2026-12-04", vec![]),
        ("금요일까지", "2026-11-27", vec![Note::NearestWeekday]),
    ] {
        assert_eq!(day(input), Ok((meant.to_owned(), notes)), "{input}");
    }
    for (input, problem) in [
        ("", WhenProblem::UnclearDay),
        ("5월 31일 14:00", WhenProblem::UnclearDay),
        ("언젠가", WhenProblem::UnclearDay),
        ("2026-11-22", WhenProblem::Past),
        ("2월 30일", WhenProblem::NoSuchDay),
        ("2126-05-31", WhenProblem::TooFar),
    ] {
        assert_eq!(day(input), Err(problem), "{input}");
    }
}

#[test]
fn what_the_bot_writes_it_can_read() {
    let catalog = crate::text::Catalog::new(Seoul).unwrap();
    for lang in crate::text::Lang::all() {
        for hour in 0..72 {
            let at = now() + TimeDelta::minutes(30 + 60 * hour);
            let text = catalog.when(*lang, at);
            assert_eq!(read_when(&text, now(), Seoul).map(|read| read.at), Ok(at), "{text}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn nothing_typed_makes_it_fall_over(input in "[0-9월일시분년 오후다음주금요일뒤:/.()-]{0,24}|\\PC{0,30}") {
        let _ = read_when(&input, now(), Seoul);
        let _ = read_day(&input, now(), Seoul);
    }
}
