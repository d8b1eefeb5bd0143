//! Finds the parts of a date and a time among the tokens.

use chrono::Weekday;

use super::lex::Part;
use super::lex::Token::{self, *};

/// What was said, before the calendar is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub year: Option<i32>,
    pub year_rel: Option<i32>,
    pub month: Option<u32>,
    pub month_rel: Option<i32>,
    pub day: Option<u32>,
    pub weekday: Option<Weekday>,
    /// "다음 금요일" names no week; "다음 주 금요일" does.
    pub weekday_rel: Option<i32>,
    pub week_rel: Option<i32>,
    pub days_ahead: Option<i32>,
    pub weeks_ahead: Option<u32>,
    pub months_ahead: Option<u32>,
    pub hours_ahead: Option<u32>,
    pub clock: Option<Clock>,
    pub part: Option<Part>,
}

/// A time of day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// 09:30: means what it says.
    Exact(u32, u32),
    /// 2:30, which may mean 14:30.
    Loose(u32, u32),
    /// 2시 30분
    Spoken(u32, u32),
    /// 정오
    Noon,
    /// 자정
    Midnight,
}

impl Fields {
    /// None if a token is left over, or a part is named twice.
    pub fn find(tokens: &[Token]) -> Option<Fields> {
        let mut fields = Fields::default();
        let mut rest = tokens;
        while !rest.is_empty() {
            let used = fields
                .figures(rest)
                .or_else(|| fields.clock(rest))
                .or_else(|| fields.ahead(rest))
                .or_else(|| fields.relative(rest))
                .or_else(|| fields.named(rest))??;
            rest = &rest[used..];
        }
        Some(fields)
    }

    pub fn is_day_only(&self) -> bool {
        self.clock.is_none() && self.part.is_none() && self.hours_ahead.is_none()
    }

    /// 2026-12-04, 12/4, 12.4., 12/4/2026, 26.12.4. The outer option says whether the tokens have
    /// this form, the inner one whether there was room for what they say; so too below.
    fn figures(&mut self, rest: &[Token]) -> Option<Option<usize>> {
        Some(match *rest {
            // 2.30pm
            [Num(h, _), Sign('.'), Num(m, 2), Part(part @ (Part::Am | Part::Pm)), ..] => {
                once(&mut self.part, part).and(once(&mut self.clock, Clock::Spoken(h, m))).map(|()| 4)
            }
            [Num(y, 4), Sign(a @ ('-' | '/' | '.')), Num(m, _), Sign(b), Num(d, _), ..] if a == b => {
                self.date(Some(y), m, d).map(|()| 5)
            }
            [Num(m, _), Sign('/'), Num(d, _), Sign('/'), Num(y, 4), ..] => self.date(Some(y), m, d).map(|()| 5),
            [Num(y @ 13.., 2), Sign('.'), Num(m, _), Sign('.'), Num(d, _), ..] => {
                self.date(Some(2000 + y), m, d).map(|()| 5)
            }
            [Num(m, 1..=2), Sign('/' | '-' | '.'), Num(d, 1..=2), ..] => self.date(None, m, d).map(|()| 3),
            _ => return None,
        })
    }

    /// 14:00, 2시 반, 두 시 30분, 2pm, "at 9", 정오.
    fn clock(&mut self, rest: &[Token]) -> Option<Option<usize>> {
        let (clock, used) = match *rest {
            [Num(h, 2), Sign(':'), Num(m, 2), Sign(':'), Num(_, 2), ..] => (Clock::Exact(h, m), 5),
            [Num(h, 2), Sign(':'), Num(m, 2), ..] => (Clock::Exact(h, m), 3),
            [Num(h, 1), Sign(':'), Num(m, 2), ..] => (Clock::Loose(h, m), 3),
            [Num(h, _) | Word(h), HourMark, HalfPast, ..] => (Clock::Spoken(h, 30), 3),
            [Num(h, _) | Word(h), HourMark, Num(m, _), MinuteMark, ..] => (Clock::Spoken(h, m), 4),
            [Num(h, _) | Word(h), HourMark, ..] => (Clock::Spoken(h, 0), 2),
            [Num(h, 1..=2), Part(Part::Am | Part::Pm), ..] => (Clock::Spoken(h, 0), 1),
            [At, Num(h, 1..=2)] => (Clock::Spoken(h, 0), 2),
            [At, Num(h, 1..=2), next, ..] if !matches!(next, Sign(_)) => (Clock::Spoken(h, 0), 2),
            // tonight 8
            [Num(h, 1..=2)] if self.part.is_some() => (Clock::Spoken(h, 0), 1),
            [Num(12, _), Noon, ..] => (Clock::Noon, 2),
            [Num(12, _), Midnight, ..] => (Clock::Midnight, 2),
            // 밤 12시(자정)
            [Midnight, ..] if matches!(self.clock, Some(Clock::Spoken(12, 0))) => {
                return Some(Some(1));
            }
            [Noon, ..] => (Clock::Noon, 1),
            [Midnight, ..] => (Clock::Midnight, 1),
            _ => return None,
        };
        Some(once(&mut self.clock, clock).map(|()| used))
    }

    /// 3일 후, 이틀 뒤, 2주 뒤, "in 3 days", 2시간 뒤.
    fn ahead(&mut self, rest: &[Token]) -> Option<Option<usize>> {
        let (number, unit, used) = match *rest {
            [SpanOfDays(n), After, ..] => (n, Days, 2),
            [Num(n, _) | Word(n), Week, Weekday(Weekday::Sun), After, ..] => (n, Week, 4),
            [Num(n, _) | Word(n), unit, After, ..] => (n, unit, 3),
            [In, Num(n, _) | Word(n), unit, ..] => (n, unit, 3),
            [Days, After, DayRel(1), ..] => (2, Days, 3),
            _ => return None,
        };
        let kept = match unit {
            Days | DayMark => once(&mut self.days_ahead, i32::try_from(number).ok()?),
            Week => once(&mut self.weeks_ahead, number),
            Month => once(&mut self.months_ahead, number),
            Hours => once(&mut self.hours_ahead, number),
            _ => return None,
        };
        Some(kept.map(|()| used))
    }

    /// 내일, 다음 주, 이번 달, 내년, 다음 금요일.
    fn relative(&mut self, rest: &[Token]) -> Option<Option<usize>> {
        Some(match *rest {
            [Rel(n), Week, ..] => once(&mut self.week_rel, n).map(|()| 2),
            [Rel(n), Month, ..] => once(&mut self.month_rel, n).map(|()| 2),
            [Rel(n), Year, ..] => once(&mut self.year_rel, n).map(|()| 2),
            [Rel(n), Weekday(weekday), ..] => {
                once(&mut self.weekday_rel, n).and(once(&mut self.weekday, weekday)).map(|()| 2)
            }
            [DayRel(n), ..] => once(&mut self.days_ahead, n).map(|()| 1),
            _ => return None,
        })
    }

    /// 12월 4일, 4 Dec, Dec 4, 2026, (금), 오후.
    fn named(&mut self, rest: &[Token]) -> Option<Option<usize>> {
        Some(match *rest {
            [Num(y, 4), YearMark, ..] => self.year(y).map(|()| 2),
            [Num(y, 2), YearMark, ..] => self.year(2000 + y).map(|()| 2),
            [Num(m, _), MonthMark, ..] => once(&mut self.month, m).map(|()| 2),
            [Num(d, _), DayMark, ..] => once(&mut self.day, d).map(|()| 2),
            [MonthName(m), Sign('.'), Num(d, 1..=2), ..] => self.date(None, m, d).map(|()| 3),
            [MonthName(m), Num(d, 1..=2), ..] => self.date(None, m, d).map(|()| 2),
            [Num(d, 1..=2), Ordinal, MonthName(m), ..] => self.date(None, m, d).map(|()| 3),
            [Num(d, 1..=2), MonthName(m), ..] => self.date(None, m, d).map(|()| 2),
            [Num(d, 1..=2), Ordinal, ..] => once(&mut self.day, d).map(|()| 2),
            [Num(y, 4), ..] if self.month.is_some() => self.year(y).map(|()| 1),
            [Weekday(weekday), ..] => once(&mut self.weekday, weekday).map(|()| 1),
            [Part(part), ..] => once(&mut self.part, part).map(|()| 1),
            [Ordinal | At | In | Sign('.'), ..] => Some(1),
            _ => return None,
        })
    }

    fn date(&mut self, year: Option<u32>, month: u32, day: u32) -> Option<()> {
        if let Some(year) = year {
            self.year(year)?;
        }
        once(&mut self.month, month).and(once(&mut self.day, day))
    }

    fn year(&mut self, year: u32) -> Option<()> {
        once(&mut self.year, i32::try_from(year).ok()?)
    }
}

/// Fills an empty place. The same said twice is fine; two different things are not.
fn once<T: PartialEq>(place: &mut Option<T>, value: T) -> Option<()> {
    match place {
        None => {
            *place = Some(value);
            Some(())
        }
        Some(said) => (*said == value).then_some(()),
    }
}
