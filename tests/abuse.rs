//! What nobody ought to send: random and mutated button data, random words, from a stranger, a
//! member and a moderator. Nobody gets an error, everybody gets an answer that the messenger takes,
//! and nothing changes that this person could not have changed by a button of theirs.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use madang::bot::{Desk, Press, Words};
use madang::channel::{Act as Does, Input, Keys, Kind, MessageId, Outbound};
use madang::person::Role;
use madang::poll::{Candidate, OptionId, Poll, life};
use madang::{forum, proposal};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use town::{Citizen, Town, seoul};

/// Towns that are stormed unless `PROPTEST_CASES` says otherwise, and what each of them has to bear.
const CASES: u32 = 12;
const ACTS: usize = 60;

const MODERATOR: usize = 2;

/// Telegram's limits.
const TEXT_UTF16_MAX: usize = 4096;
const CAPTION_UTF16_MAX: usize = 1024;
const TOAST_CHARS_MAX: usize = 200;
const DATA_BYTES_MAX: usize = 64;

/// Something that somebody does.
#[derive(Debug, Clone)]
enum Act {
    Types(String),
    /// Presses a button of their own screen.
    Presses(prop::sample::Index),
    /// Sends what a button of somebody's screen carries, a clerk's too, changed by the edits.
    Forges(prop::sample::Index, Vec<Edit>),
    /// Sends something as a button's data, under some message.
    Sends(String, Option<i64>),
    Photo(Option<String>),
    Location(f64, f64),
    Other(Kind),
    Edits,
    Forwards,
    Waits(u32),
}

/// A change of one character of a button's data.
#[derive(Debug, Clone)]
enum Edit {
    Replace(prop::sample::Index, char),
    Insert(prop::sample::Index, char),
    Remove(prop::sample::Index),
    /// Another number where there is one.
    Number(prop::sample::Index, i64),
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let act = prop_oneof![
        4 => words().prop_map(Act::Types),
        6 => any::<prop::sample::Index>().prop_map(Act::Presses),
        6 => (any::<prop::sample::Index>(), prop::collection::vec(edit(), 0..3)).prop_map(|(of, edits)| Act::Forges(of, edits)),
        2 => (data(), prop::option::of(-3i64..40)).prop_map(|(data, under)| Act::Sends(data, under)),
        1 => prop::option::of(words()).prop_map(Act::Photo),
        1 => (any::<f64>(), any::<f64>()).prop_filter("a number", |(a, b)| a.is_finite() && b.is_finite())
            .prop_map(|(north, east)| Act::Location(north, east)),
        1 => (37.0..38.0f64, 127.0..128.0f64).prop_map(|(north, east)| Act::Location(north, east)),
        1 => prop::sample::select(vec![Kind::Voice, Kind::Sticker, Kind::Video, Kind::Document, Kind::Contact, Kind::Else])
            .prop_map(Act::Other),
        1 => Just(Act::Edits),
        1 => Just(Act::Forwards),
        1 => (1u32..200_000).prop_map(Act::Waits),
    ];
    prop::collection::vec((0usize..3, act), ACTS)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        ".{0,60}",
        prop::collection::vec(any::<char>(), 0..80).prop_map(|chars| chars.into_iter().collect::<String>()),
        "[<>&\"'/a-z=; ]{1,60}",
        "[가-힣 .,0-9\\n]{10,300}",
        "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}א-תء-ي ]{1,60}",
        ("[가-힣a-z]", "[\u{0300}-\u{036F}\u{20D0}-\u{20F0}]{1,3000}").prop_map(|(letter, marks)| letter + &marks),
        ("\\PC", 2_000usize..10_000).prop_map(|(one, many)| one.repeat(many)),
        ("[<&>]", Just(10_000usize)).prop_map(|(one, many)| one.repeat(many)),
        prop::sample::select(WORDS).prop_map(str::to_owned),
        (prop::sample::select(WORDS), "\\PC{0,20}").prop_map(|(word, more)| format!("{word}{more}")),
    ]
}

/// Words that mean something, and answers that lead on in a conversation.
const WORDS: &[&str] = &[
    "/start",
    "/start vote-1",
    "/start poll-1",
    "/start forum-1",
    "/start seat-1",
    "/start proposal-1",
    "/start support-1",
    "/start staff-AAAA",
    "/start propose",
    "/start todo",
    "/start proposal--1",
    "/start poll-99999999999999999999",
    "업무",
    "desk",
    "제안하기",
    "투표",
    "모임",
    "설정",
    "내 할 일",
    "소식",
    "취소",
    "뒤로",
    "처음",
    "도움말",
    "/help",
    "/privacy",
    "/내정보",
    "/탈퇴",
    "/stop",
    "English",
    "한국어",
    "1",
    "2",
    "네",
    "아니요",
    "건너뛰기",
    "안전",
    "야탑1동",
    "2026-0001",
    "동의합니다",
    "제출하기",
    "12월 4일 오후 2시",
    "37.4119, 127.1286",
];

fn data() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,64}",
        "[\\[\\]{}\":,a-z0-9-]{0,64}",
        "\\PC{65,200}",
        (prop::sample::select(NAMES), any::<i64>(), any::<i64>())
            .prop_map(|(name, a, b)| format!(r#"{{"{name}":[{a},{b}]}}"#)),
        (prop::sample::select(NAMES), prop::sample::select(NAMES), -2i64..4, -2i64..6)
            .prop_map(|(room, name, a, b)| format!(r#"{{"{room}":{{"{name}":[{a},{b}]}}}}"#)),
        (prop::sample::select(NAMES), prop::sample::select(NAMES), any::<i64>())
            .prop_map(|(room, name, a)| format!(r#"{{"{room}":{{"{name}":{a}}}}}"#)),
        (prop::sample::select(NAMES), prop::sample::select(NAMES), prop::sample::select(NAMES), 0i64..3, 0i64..3)
            .prop_map(|(s, room, name, a, b)| format!(r#"{{"{s}":{{"{room}":{{"{name}":[{a},{b}]}}}}}}"#)),
    ]
}

/// The short names that buttons carry.
const NAMES: &[&str] = &[
    "h", "?", "c", "b", "x", "r", "d", "me", "pr", "po", "fo", "no", "s", "o", "l", "p", "q", "pick", "drop", "cast",
    "page", "look", "dec", "men", "unp", "hd", "hdf", "uh", "ask", "ret", "as", "to", "inva", "rmy", "who", "exf",
    "log", "up", "in",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    let letter = prop::sample::select("0123456789-[]{}\",:abcdeopxhsnq가\u{0}".chars().collect::<Vec<_>>());
    prop_oneof![
        (at(), letter.clone()).prop_map(|(at, letter)| Edit::Replace(at, letter)),
        (at(), letter).prop_map(|(at, letter)| Edit::Insert(at, letter)),
        at().prop_map(Edit::Remove),
        (at(), prop_oneof![-2i64..20, any::<i64>()]).prop_map(|(at, number)| Edit::Number(at, number)),
    ]
}

impl Edit {
    fn apply(&self, data: &str) -> String {
        let mut chars: Vec<char> = data.chars().collect();
        match self {
            Edit::Replace(at, letter) if !chars.is_empty() => chars[at.index(data.chars().count())] = *letter,
            Edit::Insert(at, letter) => chars.insert(at.index(chars.len() + 1), *letter),
            Edit::Remove(at) if !chars.is_empty() => drop(chars.remove(at.index(data.chars().count()))),
            Edit::Number(at, number) => return with_number(data, at, *number),
            _ => {}
        }
        chars.into_iter().collect()
    }
}

fn with_number(data: &str, at: &prop::sample::Index, number: i64) -> String {
    let digits: Vec<(usize, &str)> = data.match_indices(|c: char| c.is_ascii_digit()).collect();
    if digits.is_empty() {
        return data.to_owned();
    }
    let (from, _) = digits[at.index(digits.len())];
    format!("{}{number}{}", &data[..from], &data[from + 1..])
}

#[test]
fn whatever_anybody_sends_is_answered_and_changes_nothing_that_is_not_theirs() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let config = Config { cases, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&acts(), |acts| {
        runtime.block_on(storm(&acts));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// A town with something of everything, and three who ought not to change it.
struct Stormed {
    town: Town,
    /// A stranger, a member, and as [`MODERATOR`] a moderator.
    people: [Citizen; 3],
    /// What buttons on the screens of others carry.
    others: Vec<String>,
}

async fn stormed() -> Stormed {
    let town = Town::new().await;
    let author = town.member("ko").await;
    for _ in 1..=2 {
        author.says("제안하기").await;
        for answer in [
            "탄천 산책로에 불이 없어 저녁에 걷기 무서워요.",
            "야탑에서 이매 사이에 조명을 달아 주세요.",
            "안전",
            "건너뛰기",
            "건너뛰기",
            "밤길이 무서운 탄천 산책로",
        ] {
            author.says(answer).await;
        }
        author.presses("제출하기").await;
    }
    let clerk = town.staff(Role::Admin).await;
    let desk = |press| Press::Desk(press).encode();
    let first = proposal::ProposalId(1);
    clerk.press_data(&desk(Desk::Proposal(proposal::DeskPress::PublishNow(first, 1))), None).await;
    let option = |number, title: &str| Candidate::new(OptionId(number), Words::only(title));
    let options = vec![option(1, "<탄천> & 야간 조명"), option(2, "통학로 안전"), option(3, "모란시장 쉼터")];
    let poll = Poll::new(Words::only("먼저 할 사업은?"), options, seoul(town::START), seoul("2026-11-26 18:00"));
    let city = town.city().await;
    town.db().await.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    clerk.press_data(&desk(Desk::Forum(forum::DeskPress::Plan)), None).await;
    for answer in [
        "탄천 <밤길> 공론장",
        "건너뛰기",
        "12월 4일 오후 2시",
        "네, 맞아요",
        "2시간",
        "야탑1동",
        "건너뛰기",
        "건너뛰기",
        "온라인 주소 없음",
        "2명",
        "다 골랐어요",
        "성남시 전체",
        "분야와 상관없이",
        "건너뛰기",
    ] {
        clerk.says(answer).await;
    }
    clerk.presses("알리기").await;
    town.pass().await;
    let people = [town.stranger("ko"), town.member("en").await, town.staff(Role::Moderator).await];
    // What a clerk's screens carry, from every corner of the desk.
    for label in ["제안 업무", "투표 관리", "모임 관리", "내보내기", "보낸 알림", "기록", "직원"]
    {
        clerk.says("업무").await;
        if clerk.has(label) {
            clerk.presses(label).await;
        }
    }
    for press in [
        Desk::Proposal(proposal::DeskPress::Open(first)),
        Desk::Proposal(proposal::DeskPress::Open(proposal::ProposalId(2))),
        Desk::Forum(forum::DeskPress::Open(forum::ForumId(1))),
        Desk::Forum(forum::DeskPress::Changes(forum::ForumId(1))),
        Desk::Poll(madang::poll::DeskPress::Open(madang::poll::PollId(1))),
    ] {
        clerk.press_data(&desk(press), None).await;
    }
    let mut others: Vec<String> =
        [&clerk, &author].iter().flat_map(|who| who.buttons()).map(|(data, _)| data).collect();
    others.sort();
    others.dedup();
    town.forget_unread();
    Stormed { town, people, others }
}

async fn storm(acts: &[(usize, Act)]) {
    let Stormed { town, people, others } = stormed().await;
    let before = kept(&town).await;
    for (who, act) in acts {
        let person = &people[*who];
        let Some(input) = input(act, person, &others) else {
            if let Act::Waits(seconds) = act {
                town.wait(chrono::TimeDelta::seconds(i64::from(*seconds))).await;
            }
            continue;
        };
        let sent_before = town.screens().tried.lock().unwrap().len();
        let public_before = if *who == MODERATOR { Vec::new() } else { citys(&town).await };
        person.does(input.clone()).await;
        if *who != MODERATOR {
            assert_eq!(public_before, citys(&town).await, "{act:?} changed what is the city's");
        }
        assert!(town.set_aside().is_empty(), "{act:?} was set aside: {:?}", town.rows("set_aside").await);
        let tried = town.screens().tried.lock().unwrap()[sent_before..].to_vec();
        let to_them = tried.iter().filter(|(chat, _)| *chat == person.chat).map(|(_, message)| message);
        answered(&input, to_them, act);
        for (_, message) in &tried {
            fits(message, act);
        }
    }
    let after = kept(&town).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    town.forget_unread();
}

/// What neither the stranger nor the member may change: staff, what they did, polls, and the state
/// of the proposals of others.
async fn citys(town: &Town) -> Vec<String> {
    let mut all = town.rows("staff").await;
    all.extend(town.rows("audit").await);
    all.extend(town.rows("poll").await);
    let mut tx = town.db().await.read().await.unwrap();
    let states: Vec<String> = sqlx::query_scalar("select id || state from proposal where id <= 2 order by id")
        .fetch_all(tx.conn())
        .await
        .unwrap();
    all.extend(states);
    all
}

/// What none of the three may change: who is staff, polls and their options, and what became of the
/// proposals of others; a moderator may decide what is shown, but not the city's answer.
async fn kept(town: &Town) -> [Vec<String>; 4] {
    let mut tx = town.db().await.read().await.unwrap();
    let unanswered = sqlx::query_scalar(
        "select id || ' ' || (state in ('adopted', 'partly', 'not_adopted', 'transferred', 'withdrawn'))
         from proposal where id <= 2 order by id",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    let polls = sqlx::query_scalar(
        "select id || question || method || picks || seats || area || opens_at || closes_at || hash
            || coalesce(cancel_reason, '') || coalesce(correction, '') from poll order by id",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    drop(tx);
    [town.rows("staff").await, town.rows("poll_option").await, unanswered, polls]
}

fn input(act: &Act, person: &Citizen, others: &[String]) -> Option<Input> {
    let press = |data: String, message| Input::Press { data, message, callback: "callback".into() };
    Some(match act {
        Act::Types(words) => Input::Text(words.clone()),
        Act::Presses(which) => {
            let buttons = person.buttons();
            if buttons.is_empty() {
                return Some(Input::Text("/start".into()));
            }
            let (data, message) = which.get(&buttons).clone();
            press(data, Some(message))
        }
        Act::Forges(which, edits) => {
            press(edits.iter().fold(which.get(others).clone(), |data, edit| edit.apply(&data)), None)
        }
        Act::Sends(data, under) => press(data.clone(), under.map(MessageId)),
        Act::Photo(caption) => Input::Photo { file: "photo".into(), caption: caption.clone(), album: None },
        Act::Location(north, east) => Input::Location(*north, *east),
        Act::Other(kind) => Input::Other(*kind),
        Act::Edits => Input::Edited,
        Act::Forwards => Input::Forwarded,
        Act::Waits(_) => return None,
    })
}

/// A press stops waiting and a word is said, a card changed or shown; a message gets a message.
fn answered<'a>(input: &Input, messages: impl Iterator<Item = &'a Outbound>, act: &Act) {
    let (mut stopped, mut said) = (false, false);
    for message in messages {
        match message {
            Outbound::Answer { text, .. } => (stopped, said) = (true, said || text.is_some()),
            _ => said = true,
        }
    }
    assert!(said, "{act:?} got no answer");
    assert!(stopped || !matches!(input, Input::Press { .. }), "{act:?}: the button goes on waiting");
}

/// Telegram would take it.
fn fits(message: &Outbound, act: &Act) {
    match message {
        Outbound::Say { html, keys } | Outbound::Edit { html, keys, .. } | Outbound::Refresh { html, keys, .. } => {
            let text = well_formed(html).unwrap_or_else(|why| panic!("{act:?}: {why} in {html}"));
            let length = text.encode_utf16().count();
            assert!(length <= TEXT_UTF16_MAX, "{act:?}: {length} units of text");
            assert!(!text.trim().is_empty(), "{act:?}: a message without words");
            keys_fit(keys, act);
        }
        Outbound::Answer { text, .. } => {
            assert!(text.as_ref().is_none_or(|text| text.chars().count() <= TOAST_CHARS_MAX), "{act:?}: {text:?}");
        }
        Outbound::Photo { caption, .. } | Outbound::Document { caption, .. } | Outbound::Picture { caption, .. } => {
            let text = well_formed(caption).unwrap_or_else(|why| panic!("{act:?}: {why} in {caption}"));
            assert!(text.encode_utf16().count() <= CAPTION_UTF16_MAX, "{act:?}: a caption of {}", text.len());
        }
        Outbound::Venue { latitude, longitude, title, .. } => {
            assert!(
                latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && !title.is_empty(),
                "{act:?}: {latitude} {longitude}"
            );
        }
        Outbound::Leave => {}
    }
}

fn keys_fit(keys: &Keys, act: &Act) {
    match keys {
        Keys::None => {}
        Keys::Buttons(rows) => {
            assert!(rows.iter().all(|row| (1..=8).contains(&row.len())), "{act:?}: a row too wide");
            for button in rows.iter().flatten() {
                assert!(!button.label.trim().is_empty(), "{act:?}: a button without words");
                if let Does::Press(data) = &button.act {
                    assert!((1..=DATA_BYTES_MAX).contains(&data.len()), "{act:?}: {data}");
                }
            }
        }
        Keys::Keyboard(rows) => {
            assert!(rows.iter().flatten().all(|word| !word.label.trim().is_empty()), "{act:?}: a word without letters");
        }
    }
}

/// The text of Telegram's HTML, if it is that: known tags, nested, closed; known entities only.
fn well_formed(html: &str) -> Result<String, String> {
    const TAGS: [&str; 7] = ["b", "i", "u", "s", "code", "a", "blockquote"];
    let (mut text, mut open, mut rest) = (String::new(), Vec::new(), html);
    while let Some(at) = rest.find(['<', '>', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = match rest.as_bytes()[0] {
            b'<' => rest.find('>').ok_or("a tag without an end")?,
            b'&' => rest.find(';').ok_or("an entity without an end")?,
            _ => return Err("a bare >".into()),
        };
        let inside = &rest[1..end];
        match (rest.as_bytes()[0], inside.strip_prefix('/')) {
            (b'&', _) => text.push(match inside {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                other => return Err(format!("the entity {other:?}")),
            }),
            (_, Some(name)) if open.pop() == Some(name) => {}
            (_, Some(name)) => return Err(format!("</{name}> closes nothing")),
            (_, None) => {
                let name = inside.split(' ').next().unwrap_or_default();
                if !TAGS.contains(&name) {
                    return Err(format!("the tag {inside:?}"));
                }
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    if !open.is_empty() {
        return Err(format!("{open:?} is not closed"));
    }
    Ok(text + rest)
}
