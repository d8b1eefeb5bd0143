//! What the catalogue promises, on messages of its own.

use chrono::{TimeZone, Utc};

use super::*;
use crate::t;
use crate::text::Localized;

fn catalog() -> Catalog {
    Catalog::new(chrono_tz::Asia::Seoul).unwrap()
}

/// A catalogue whose Korean has these messages as well.
fn with(ftl: &str) -> Catalog {
    let mut catalog = catalog();
    let language = catalog.languages.get_mut(&Lang::reference()).unwrap();
    language.bundle.add_resource(parse(ftl).unwrap()).unwrap();
    catalog
}

fn ko() -> Lang {
    Lang::reference()
}

fn en() -> Lang {
    Lang::find("en").unwrap()
}

fn seoul(hour: u32, minute: u32) -> DateTime<Utc> {
    let at = chrono_tz::Asia::Seoul.with_ymd_and_hms(2026, 12, 4, hour, minute, 0).unwrap();
    at.with_timezone(&Utc)
}

#[test]
fn one_catalogue_serves_all_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&catalog());
}

#[test]
fn a_value_is_escaped_once_and_tags_come_from_the_file() {
    let catalog = with("x = <b>{ $title }</b>{ JOSA($title, \"을/를\") } 보냈어요\n");
    let text = t!("x", title = "버스 <정류장> & \"쉼터\"");
    assert_eq!(catalog.html(ko(), &text), "<b>버스 &lt;정류장&gt; &amp; &quot;쉼터&quot;</b>를 보냈어요");
    assert_eq!(catalog.plain(ko(), &text), "버스 <정류장> & \"쉼터\"를 보냈어요");
}

#[test]
fn messages_nest_without_being_escaped_again() {
    let catalog = with("in = <i>{ $a }</i>\nout = { $b }{ JOSA($b, \"은/는\") } { $list }\n");
    let inner = || t!("in", a = "<탄천>");
    let text = t!("out", b = inner(), list = vec![inner(), t!("in", a = 3)]);
    assert_eq!(catalog.html(ko(), &text), "<i>&lt;탄천&gt;</i>은 <i>&lt;탄천&gt;</i>\n<i>3</i>");
    assert_eq!(catalog.plain(ko(), &text), "<탄천>은 <탄천>\n3");
}

#[test]
fn particles_follow_what_is_shown_whatever_it_is() {
    let catalog = with("x = { $a }{ JOSA($a, \"으로/로\") }\n");
    let say = |value: Value| catalog.plain(ko(), &Text { id: "x", args: vec![("a", value)] });
    assert_eq!(say(7.into()), "7로");
    assert_eq!(say(10.into()), "10으로");
    assert_eq!(say(Localized::new("분당구", "Bundang").into()), "분당구로");
    assert_eq!(say(seoul(14, 0).into()), "2026년 12월 4일(금) 오후 2시로");
    assert_eq!(say(Value::Won(1_340_000_000)), "13억 4,000만 원으로");
}

#[test]
fn moments_read_as_people_say_them() {
    let catalog = with("x = { $at }\n");
    let say = |lang, value: Value| catalog.plain(lang, &Text { id: "x", args: vec![("at", value)] });
    for (hour, minute, korean) in [
        (14, 0, "2026년 12월 4일(금) 오후 2시"),
        (9, 5, "2026년 12월 4일(금) 오전 9시 5분"),
        (12, 0, "2026년 12월 4일(금) 낮 12시"),
        (12, 30, "2026년 12월 4일(금) 낮 12시 30분"),
        (0, 0, "2026년 12월 3일(목) 밤 12시(자정)"),
        (0, 30, "2026년 12월 4일(금) 오전 0시 30분"),
    ] {
        assert_eq!(say(ko(), seoul(hour, minute).into()), korean);
    }
    assert_eq!(say(ko(), Value::Time(seoul(14, 0))), "오후 2시");
    assert_eq!(say(ko(), Value::Day(seoul(14, 0).date_naive())), "2026년 12월 4일(금)");
    let when = |at| catalog.value(en(), &Value::When(at));
    assert_eq!(when(seoul(14, 0)), Raw("Fri, 4 December 2026, 14:00".into()).into());
    assert_eq!(when(seoul(0, 0)), Raw("Fri, 4 December 2026, 00:00".into()).into());
}

#[test]
fn numbers_and_money_are_grouped() {
    let catalog = with("x = { COMMA($n) } { WON($n) } { $n }\n");
    assert_eq!(catalog.plain(ko(), &t!("x", n = 1_340_000_000)), "1,340,000,000 13억 4,000만 원 1340000000");
    assert_eq!(catalog.won(en(), 1_340_000_000), "₩1,340,000,000");
}

#[test]
fn a_number_and_a_word_choose_a_variant() {
    let catalog = with("x = { $n ->\n  [0] 없음\n *[other] { $n }개\n } { $k ->\n  [a] 가\n *[b] 나\n }\n");
    assert_eq!(catalog.plain(ko(), &t!("x", n = 0, k = "a")), "없음 가");
    assert_eq!(catalog.plain(ko(), &t!("x", n = 12_usize, k = "z")), "12개 나");
}

#[test]
fn a_missing_message_falls_back_to_korean_then_to_its_id() {
    let catalog = with("only-korean = 안녕\n");
    assert_eq!(catalog.html(en(), &t!("only-korean")), "안녕");
    assert_eq!(catalog.html(en(), &t!("nowhere")), "nowhere");
    assert!(catalog.has(ko(), "only-korean") && !catalog.has(en(), "only-korean"));
}

#[test]
fn a_parse_error_names_the_line() {
    let error = parse("a = 1\nb = { $x\nc = 2\n").err().unwrap();
    assert!(error.to_string().starts_with("line 2:"), "{error}");
}
