//! The city's own record, lived through again with the clock moved by hand: the forum of
//! 12 December 2019, the vote on priority projects of 14 to 24 December 2020, the meeting of
//! 28 June 2021. What the people were, did and chose is made up; when it happened is not.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures::future::join_all;
use madang::channel::Input;
use madang::forum::{self, ForumId};
use madang::person::Role;
use madang::poll::{self, PollId, ballot};
use madang::staff::export::{self, Export, Format, What};
use serde_json::Value;
use town::{Citizen, Town, seoul};

const FORUM: ForumId = ForumId(1);
const MEETING: ForumId = ForumId(2);
const VOTE: PollId = PollId(1);

const FORUM_TITLE: &str = "하나된 성남, 협치를 논하다";
const MEETING_TITLE: &str = "협치위원 위촉식과 첫 회의";
const QUESTION: &str = "2021년에 먼저 할 협치 중점사업은?";

/// The candidates: title, what there is to say, cost as a clerk writes it.
const PROJECTS: [(&str, &str); 7] = [
    ("동네마다 찾아가는 공론장", "50개 동에서 한 해 한 번 | 1억 5,000만"),
    ("청소년 협치학교", "중고등학생이 예산을 배우고 짜 보는 학교 | 8,000만"),
    ("탄천 밤길 안전 조명", "야탑에서 이매까지 | 4억 2,000만"),
    ("마을 돌봄 이웃단", "혼자 사는 어르신 안부 살피기 | 2억 4,000만"),
    ("골목 쓰레기 줄이기 주민실험", "수정구와 중원구 열두 골목 | 9,500만"),
    ("빈 점포 공유부엌", "원도심 빈 가게를 함께 쓰는 부엌으로 | 1억 8,000만"),
    ("장애인과 함께 걷는 길 조사단", "턱과 계단을 시민이 조사해 지도로 | 6,000만"),
];
const PICKS: usize = 3;
const CHOSEN: usize = 3;

#[tokio::test]
async fn what_seongnam_did_from_2019_to_2021_comes_out_to_the_second_and_to_the_vote() {
    let town = Town::at("2019-11-20 10:00").await;
    let clerk = town.staff(Role::Clerk).await;
    let guests = the_forum_of_2019(&town, &clerk).await;
    let forum = (FORUM_TITLE, "2019-12-12T14:00:00+09:00", guests);
    the_forums_that_the_desk_takes_out(&town, &clerk, &[forum]).await;
    let counted = the_vote_of_2020(&town, &clerk).await;
    the_polls_that_the_desk_takes_out(&town, &clerk, &counted).await;
    let members = the_meeting_of_2021(&town, &clerk).await;
    // Who came in 2019 and never again was erased after a year, as they were promised.
    let forgotten = (FORUM_TITLE, "2019-12-12T14:00:00+09:00", 0);
    let meeting = (MEETING_TITLE, "2021-06-28T15:00:00+09:00", members);
    the_forums_that_the_desk_takes_out(&town, &clerk, &[forgotten, meeting]).await;
    the_polls_that_the_desk_takes_out(&town, &clerk, &counted).await;
}

/// A forum is announced three weeks before; who signed up is reminded, nobody else.
async fn the_forum_of_2019(town: &Town, clerk: &Citizen) -> usize {
    let citizens: Vec<Citizen> = join_all((0..7).map(|_| town.member("ko"))).await;
    let tom = town.member("en").await;
    clerk.says("업무").await;
    clerk.presses("새 모임").await;
    clerk.says(FORUM_TITLE).await;
    clerk.says("민관이 함께 정하는 성남, 어떻게 시작할까요?").await;
    let read = clerk.says("12월 12일 오후 2시").await;
    assert!(read.contains("2019년 12월 12일(목) 오후 2시"), "{read}");
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("성남시청 온누리").await;
    clerk.says("중원구 성남대로 997").await;
    clerk.location(37.4201, 127.1265).await;
    clerk.presses("온라인 주소 없음").await;
    clerk.says("200명").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("성남시 전체").await;
    clerk.presses("분야와 상관없이").await;
    clerk.says("One Seongnam: talking about governance").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("알리기").await;
    town.pass().await;
    clerk.reads();

    for citizen in &citizens {
        let news = citizen.reads();
        assert!(news.contains("새 모임을 알려드립니다") && news.contains(FORUM_TITLE), "{news}");
    }
    assert!(tom.reads().contains("One Seongnam"));
    let (coming, staying_away) = citizens.split_at(5);
    for citizen in coming {
        citizen.presses("모임 보기").await;
        assert!(citizen.presses("참석 신청").await.contains("참석을 신청했어요"));
    }
    let (left, guests) = coming.split_first().unwrap();
    town.goes_to("2019-12-02 20:00").await;
    left.presses("모임 보기").await;
    assert!(left.presses("신청 취소").await.contains("신청을 취소했어요"));
    let others: Vec<&Citizen> = staying_away.iter().chain([left, &tom, clerk]).collect();
    let guests: Vec<&Citizen> = guests.iter().collect();

    reminded(town, &guests, &others, "2019-12-11 13:59:59", "2019-12-11 14:00:00", "내일").await;
    reminded(town, &guests, &others, "2019-12-12 11:59:59", "2019-12-12 12:00:00", "오늘").await;
    over(town, FORUM, "2019-12-12 15:59:59", "2019-12-12 16:00:00").await;
    assert!(guests.iter().chain(&others).all(|citizen| citizen.reads().is_empty()));
    guests.len()
}

/// One second before the time nobody hears anything; at the second who has a seat does, once.
async fn reminded(town: &Town, guests: &[&Citizen], others: &[&Citizen], before: &str, at: &str, day: &str) {
    town.goes_to(before).await;
    assert!(guests.iter().all(|guest| guest.reads().is_empty()), "nobody is reminded at {before}");
    town.goes_to(at).await;
    for guest in guests {
        let reminder = guest.reads();
        assert!(reminder.contains(&format!("{day} ‘")) && reminder.contains("모임이 있습니다"), "{at}: {reminder}");
        assert_eq!(reminder.matches("모임이 있습니다").count(), 1, "{reminder}");
    }
    town.pass().await;
    assert!(guests.iter().chain(others).all(|citizen| citizen.reads().is_empty()), "nobody else, and nobody twice");
}

/// A forum is over at the second at which it ends.
async fn over(town: &Town, id: ForumId, before: &str, at: &str) {
    for (time, state) in [(before, forum::State::Announced), (at, forum::State::Over)] {
        town.goes_to(time).await;
        let mut tx = town.db().await.read().await.unwrap();
        assert_eq!(forum::store::get(&mut tx, id).await.unwrap().unwrap().state, state, "{time}");
    }
}

/// What came out, counted by the test from what it made people do.
struct Counted {
    ballots: usize,
    votes: BTreeMap<i64, i64>,
    by_gu: BTreeMap<String, i64>,
}

impl Counted {
    /// The candidates by votes, and with equal votes by number.
    fn order(&self) -> Vec<(i64, i64)> {
        let mut order: Vec<(i64, i64)> = self.votes.iter().map(|(option, votes)| (*option, *votes)).collect();
        order.sort_by_key(|(option, votes)| (-votes, *option));
        order
    }
}

/// A vote, prepared five days before, is open from the first second to the last.
async fn the_vote_of_2020(town: &Town, clerk: &Citizen) -> Counted {
    town.goes_to("2020-12-09 10:00").await;
    prepares_the_vote(clerk).await;
    let dongs: Vec<String> = all_dongs(town).await;
    assert_eq!(dongs.len(), 50);
    let citizens: Vec<Citizen> =
        join_all((0..307).map(|number| town.resident("ko", &dongs[number % dongs.len()]))).await;
    let (voters, rest) = citizens.split_at(300);
    let (late, unfinished) = rest.split_first().unwrap();
    let shut = late.says("/start vote-1").await;
    assert!(shut.contains("2020년 12월 14일(월) 오전 9시에 시작해요"), "{shut}");

    town.goes_to("2020-12-14 08:59:59").await;
    assert_eq!(load(town).await.state, poll::State::Scheduled);
    assert!(citizens.iter().all(|citizen| citizen.reads().is_empty()));
    town.goes_to("2020-12-14 09:00:00").await;
    assert_eq!(load(town).await.state, poll::State::Open);
    for citizen in &citizens {
        let news = citizen.reads();
        assert!(news.contains("새 투표가 열렸습니다") && news.contains(QUESTION), "{news}");
    }
    town.forget_unread();

    // Thirty a day, from the first day to the last; the last of all a second before the close.
    let mut box_: BTreeMap<usize, BTreeSet<i64>> = (0..voters.len()).map(|number| (number, choices(number))).collect();
    for (day, group) in (14..=24).zip((0..voters.len() - 1).collect::<Vec<_>>().chunks(30)) {
        town.goes_to(&format!("2020-12-{day} 12:30")).await;
        let group: Vec<(&Citizen, BTreeSet<i64>)> = group.iter().map(|at| (&voters[*at], choices(*at))).collect();
        vote(town, &group).await;
    }
    changes_their_mind(town, voters, &mut box_).await;
    for citizen in unfinished {
        citizen.says("/start vote-1").await;
        citizen.presses("1번 고르기").await;
        citizen.presses("나중에 하기").await;
    }
    let (last, on) = begins(voters.last().unwrap(), &choices(299)).await;
    let (too_late, under) = begins(late, &BTreeSet::from([1, 2])).await;
    closes_at_the_second(town, (&voters[299], last, on), (late, too_late, under)).await;

    let mut counted =
        Counted { ballots: box_.len(), votes: (1..=7).map(|option| (option, 0)).collect(), by_gu: BTreeMap::new() };
    for (voter, choices) in &box_ {
        for option in choices {
            *counted.votes.get_mut(option).unwrap() += 1;
        }
        *counted.by_gu.entry(dongs[voter % dongs.len()][..5].to_owned()).or_default() += 1;
    }
    tells_the_result(town, voters, &counted).await;
    assert_eq!(late.reads(), "", "who did not vote is not told");
    assert!(unfinished.iter().all(|citizen| citizen.reads().is_empty()));
    no_ballot_leads_to_anybody(town, &voters[7]).await;
    counted
}

async fn prepares_the_vote(clerk: &Citizen) {
    clerk.says("업무").await;
    clerk.presses("새 투표").await;
    clerk.says(QUESTION).await;
    clerk.says("Which governance projects come first in 2021?").await;
    clerk.says("뽑힌 사업은 2021년 협치 예산에 먼저 담습니다.").await;
    clerk.presses("건너뛰기").await;
    let lines: Vec<String> = PROJECTS.iter().map(|(title, rest)| format!("{title} | {rest}")).collect();
    clerk.says(&lines.join("\n")).await;
    clerk.presses("다음").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("여러 개 고르기").await;
    clerk.presses(&PICKS.to_string()).await;
    clerk.presses(&CHOSEN.to_string()).await;
    let read = clerk.says("12월 14일 오전 9시").await;
    assert!(read.contains("2020년 12월 14일(월) 오전 9시"), "{read}");
    clerk.presses("맞아요").await;
    let read = clerk.says("12월 24일 오후 6시").await;
    assert!(read.contains("2020년 12월 24일(목) 오후 6시"), "{read}");
    clerk.presses("맞아요").await;
    clerk.presses("시 전체, 동네를 알린 분").await;
    let preview = clerk.presses("마감하면 바로").await;
    assert!(preview.contains("후보 7개 가운데 3개까지 고릅니다") && preview.contains("3개를 뽑습니다"), "{preview}");
    assert!(clerk.presses("게시").await.contains("저절로 시작"));
}

async fn all_dongs(town: &Town) -> Vec<String> {
    let city = town.city().await;
    city.preset.districts.iter().flat_map(|gu| gu.dongs.iter().map(|dong| dong.code.0.clone())).collect()
}

/// What a voter chooses: one, two or three of seven, spread unevenly.
fn choices(voter: usize) -> BTreeSet<i64> {
    let mut seed = (voter as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x2020_1214);
    let mut draw = |below: u64| {
        seed ^= seed >> 29;
        seed = seed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        seed ^= seed >> 32;
        seed % below
    };
    let count = 1 + draw(3);
    (0..count).map(|_| 1 + i64::try_from(draw(7).min(draw(9))).unwrap()).collect()
}

/// A group votes: everybody from the announcement, all at the same moments.
async fn vote(town: &Town, group: &[(&Citizen, BTreeSet<i64>)]) {
    all(town, group.iter().map(|(citizen, _)| (*citizen, citizen.press("투표하기")))).await;
    for turn in 0..PICKS {
        let picks = group.iter().filter_map(|(citizen, choices)| {
            let option = choices.iter().nth(turn)?;
            Some((*citizen, citizen.press(&format!("{option}번 고르기"))))
        });
        all(town, picks).await;
    }
    all(town, group.iter().map(|(citizen, _)| (*citizen, citizen.press("제출")))).await;
    all(town, group.iter().map(|(citizen, _)| (*citizen, citizen.press("이대로 투표하기")))).await;
    for (citizen, _) in group {
        let said = citizen.reads();
        assert!(said.contains("투표 완료"), "{said}");
    }
}

async fn all<'a>(town: &Town, acts: impl Iterator<Item = (&'a Citizen, Input)>) {
    town.together(acts.collect()).await;
}

/// Twelve vote for something else: the box holds their last word only.
async fn changes_their_mind(town: &Town, voters: &[Citizen], box_: &mut BTreeMap<usize, BTreeSet<i64>>) {
    for number in (0..240).step_by(20) {
        let voter = &voters[number];
        let before = box_[&number].clone();
        voter.presses("바꾸기").await;
        for option in &before {
            voter.presses(&format!("{option}번 빼기")).await;
        }
        let after: BTreeSet<i64> = [1 + i64::try_from(number / 20 % 7).unwrap(), 7].into();
        for option in &after {
            voter.presses(&format!("{option}번 고르기")).await;
        }
        voter.presses("제출").await;
        assert!(voter.presses("이대로 투표하기").await.contains("투표 완료"));
        box_.insert(number, after);
    }
    // Who changes and does not submit keeps the vote that they gave.
    let voter = &voters[5];
    voter.presses("바꾸기").await;
    let first = box_[&5].first().copied().unwrap();
    voter.presses(&format!("{first}번 빼기")).await;
    assert_eq!(turnout_and_ballots(town).await, (299, 299));
}

/// Up to the last button, which is returned.
async fn begins(citizen: &Citizen, choices: &BTreeSet<i64>) -> (String, madang::channel::MessageId) {
    citizen.presses("투표하기").await;
    for option in choices {
        citizen.presses(&format!("{option}번 고르기")).await;
    }
    citizen.presses("제출").await;
    citizen.button("이대로 투표하기")
}

type Button<'a> = (&'a Citizen, String, madang::channel::MessageId);

async fn closes_at_the_second(town: &Town, last: Button<'_>, late: Button<'_>) {
    town.goes_to("2020-12-24 17:59:59").await;
    assert_eq!(load(town).await.state, poll::State::Open);
    assert!(last.0.press_data(&last.1, Some(last.2)).await.contains("투표 완료"));
    // The program sleeps through the second: the door is shut by the clock, not by a task.
    town.set_clock("2020-12-24 18:00:00");
    let told = late.0.press_data(&late.1, Some(late.2)).await;
    assert!(told.contains("2020년 12월 24일(목) 오후 6시에 끝났습니다"), "{told}");
    assert_eq!(turnout_and_ballots(town).await, (300, 300));
    town.forget_unread();
    town.pass().await;
    let poll = load(town).await;
    assert_eq!(poll.state, poll::State::Published);
    assert_eq!((poll.opens_at, poll.closes_at), (seoul("2020-12-14 09:00"), seoul("2020-12-24 18:00")));
}

/// Every voter reads what the test counted; the database says the same.
async fn tells_the_result(town: &Town, voters: &[Citizen], counted: &Counted) {
    let order = counted.order();
    let lines: Vec<String> = order.iter().enumerate().map(|(place, line)| result_line(&order, place, *line)).collect();
    for voter in voters {
        let message = voter.reads();
        assert!(message.contains(&format!("{}명이 참여했습니다", counted.ballots)), "{message}");
        for line in &lines {
            assert!(message.contains(line), "{line}\n{message}");
        }
    }
    let result = load(town).await.result.unwrap();
    assert_eq!(result.ballots, 300);
    let ranks: Vec<(i64, i64)> = result.ranks.iter().map(|ranked| (ranked.option.0, ranked.votes)).collect();
    assert_eq!(ranks, order);
    assert_eq!(result.ranks.iter().filter(|ranked| ranked.chosen).count(), CHOSEN);
    assert_eq!(turnout_and_ballots(town).await, (300, 300), "as many as took part have a ballot");
}

fn result_line(order: &[(i64, i64)], place: usize, (option, votes): (i64, i64)) -> String {
    let rank = order.iter().filter(|(_, more)| *more > votes).count() + 1;
    let shared = if order.iter().filter(|(_, same)| *same == votes).count() > 1 { "공동 " } else { "" };
    let (title, _) = PROJECTS[usize::try_from(option).unwrap() - 1];
    let tenths = (votes * 1000 * 2 + 300) / (300 * 2);
    let chosen = if place < CHOSEN { " (뽑힘)" } else { "" };
    format!("{shared}{rank}위 {option}번 {title}: {votes}표, {}.{}퍼센트{chosen}", tenths / 10, tenths % 10)
}

/// The key is destroyed a little after the count is on disk: from then on nobody can tell whose a
/// ballot was, not even its voter, and what was not submitted is gone.
async fn no_ballot_leads_to_anybody(town: &Town, voter: &Citizen) {
    let key = town.folder().join("keys").join("1.key");
    assert!(key.exists(), "the count may still be looked at");
    town.goes_to("2020-12-24 18:00:11").await;
    assert!(!key.exists());
    let files = std::fs::read_dir(town.folder().join("keys")).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    // What opens the log stays for the audit; it leads to nobody.
    assert_eq!(names, ["1.salt", "signing.key"], "nor a copy of it");
    let city = town.city().await;
    assert!(!city.keys.has(VOTE));
    assert!(city.keys.handle(VOTE, &format!("town:{}", voter.chat.0)).is_err());
    assert_eq!(load(town).await.key_destroyed_at, Some(seoul("2020-12-24 18:00:11")));
    assert!(town.rows("ballot_draft").await.is_empty());
    let mine = voter.presses("내 투표 보기").await;
    assert!(mine.contains("아무도 볼 수 없어요"), "{mine}");
    town.restart().await;
    assert!(!town.city().await.keys.has(VOTE));
}

async fn load(town: &Town) -> poll::Poll {
    let mut tx = town.db().await.read().await.unwrap();
    Arc::unwrap_or_clone(poll::store::poll(&mut tx, VOTE).await.unwrap().unwrap())
}

async fn turnout_and_ballots(town: &Town) -> (i64, i64) {
    let mut tx = town.db().await.read().await.unwrap();
    (ballot::store::turnout(&mut tx, VOTE).await.unwrap(), ballot::store::count(&mut tx, VOTE).await.unwrap())
}

/// A meeting is announced for the morning and moved to the afternoon: who signed up hears of it,
/// and is reminded of the afternoon only.
async fn the_meeting_of_2021(town: &Town, clerk: &Citizen) -> usize {
    town.goes_to("2021-06-07 09:30").await;
    let citizens: Vec<Citizen> = join_all((0..5).map(|_| town.member("ko"))).await;
    let jane = town.member("en").await;
    clerk.says("업무").await;
    clerk.presses("새 모임").await;
    clerk.says(MEETING_TITLE).await;
    clerk.presses("건너뛰기").await;
    clerk.says("6/28 10:00").await;
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("성남시청 한누리").await;
    clerk.presses("건너뛰기").await;
    clerk.says("37.4201, 127.1265").await;
    clerk.presses("온라인 주소 없음").await;
    clerk.presses("제한 없음").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("성남시 전체").await;
    clerk.presses("분야와 상관없이").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("알리기").await;
    town.pass().await;
    town.forget_unread();
    let (members, others) = citizens.split_at(3);
    let members: Vec<&Citizen> = members.iter().chain([&jane]).collect();
    let others: Vec<&Citizen> = others.iter().chain([clerk]).collect();
    for member in &members {
        member.presses(if member.lang == "en" { "Open the forum" } else { "모임 보기" }).await;
        member.presses(if member.lang == "en" { "Sign up" } else { "참석 신청" }).await;
    }

    town.goes_to("2021-06-21 11:00").await;
    clerk.says("업무").await;
    clerk.presses("모임 관리").await;
    clerk.presses(&format!("1. {MEETING_TITLE}")).await;
    clerk.presses("바꾸기").await;
    clerk.presses("시작 시각").await;
    clerk.says("6월 28일 오후 3시").await;
    let shown = clerk.presses("네, 맞아요").await;
    assert!(shown.contains("신청한 4명에게"), "{shown}");
    clerk.presses("네, 바꿀게요").await;
    town.pass().await;
    clerk.reads();
    for member in &members {
        let told = member.reads();
        let to = if member.lang == "en" { "28 June 2021, 15:00" } else { "2021년 6월 28일(월) 오후 3시" };
        assert!(told.contains(to), "{told}");
    }
    assert!(others.iter().all(|citizen| citizen.reads().is_empty()), "only who signed up hears of it");

    let korean = &members[..3];
    town.goes_to("2021-06-27 10:00").await;
    assert!(members.iter().all(|member| member.reads().is_empty()), "no reminder of the morning");
    town.goes_to("2021-06-27 14:59:59").await;
    assert_eq!(jane.reads(), "");
    reminded(town, korean, &others, "2021-06-27 14:59:59", "2021-06-27 15:00:00", "내일").await;
    assert!(jane.reads().contains("is tomorrow"), "{}", jane.screen());
    reminded(town, korean, &others, "2021-06-28 12:59:59", "2021-06-28 13:00:00", "오늘").await;
    assert!(jane.reads().contains("is today"), "{}", jane.screen());
    over(town, MEETING, "2021-06-28 16:59:59", "2021-06-28 17:00:00").await;
    assert!(members.iter().chain(&others).all(|citizen| citizen.reads().is_empty()));
    members.len()
}

/// The poll's figures in the exports are those that the test counted.
async fn the_polls_that_the_desk_takes_out(town: &Town, clerk: &Citizen, counted: &Counted) {
    let polls = exported(town, clerk, "투표와 결과", What::Polls).await;
    let order = counted.order();
    let place = |option: i64| order.iter().position(|(known, _)| *known == option).unwrap();
    assert_eq!(polls["polls"][0]["voters"], 300);
    assert_eq!(polls["polls"][0]["opens_at"], "2020-12-14T09:00:00+09:00");
    assert_eq!(polls["polls"][0]["closes_at"], "2020-12-24T18:00:00+09:00");
    let options = polls["poll_options"].as_array().unwrap();
    assert_eq!(options.len(), PROJECTS.len());
    for (option, (title, _)) in options.iter().zip(PROJECTS) {
        let number = option["option"].as_i64().unwrap();
        assert_eq!(option["title"], title);
        assert_eq!(option["votes"], counted.votes[&number]);
        assert_eq!(option["chosen"], place(number) < CHOSEN);
    }
    let ballots = polls["ballots"].as_array().unwrap();
    assert_eq!(ballots.len(), counted.ballots);
    let mut recount: BTreeMap<i64, i64> = (1..=7).map(|option| (option, 0)).collect();
    for option in ballots.iter().flat_map(|ballot| ballot["choices"].as_str().unwrap().split(' ')) {
        *recount.get_mut(&option.parse().unwrap()).unwrap() += 1;
    }
    assert_eq!(recount, counted.votes, "the ballots that are published count to the same");
    let gus = polls["turnout_by_gu"].as_array().unwrap();
    let by_gu: BTreeMap<String, i64> =
        gus.iter().map(|row| (row["gu"].as_str().unwrap().to_owned(), row["voters"].as_i64().unwrap())).collect();
    assert_eq!(by_gu, counted.by_gu);
    town.forget_unread();
}

/// The forums in the exports, by title, beginning and how many signed up, with who they were.
async fn the_forums_that_the_desk_takes_out(town: &Town, clerk: &Citizen, expected: &[(&str, &str, usize)]) {
    let tables = exported(town, clerk, "모임과 신청자", What::Forums).await;
    let (forums, guests) = (tables["forums"].as_array().unwrap(), tables["sign_ups"].as_array().unwrap());
    assert_eq!(forums.len(), expected.len());
    for (row, (title, starts_at, signed_up)) in forums.iter().zip(expected) {
        assert_eq!(
            (&row["title"], &row["starts_at"], &row["state"]),
            (&(*title).into(), &(*starts_at).into(), &"over".into())
        );
        assert_eq!(row["signed_up"], *signed_up);
        let named = guests.iter().filter(|guest| guest["forum"] == row["forum"]).count();
        assert_eq!(named, *signed_up, "{title}");
        let what = What::Roster(ForumId(row["forum"].as_i64().unwrap()));
        let roster =
            rendered(town, &Export { what, table: Some("roster".into()), format: Format::Csv, lang: None }).await;
        assert_eq!(cells(&roster).len(), signed_up + 1, "its head, and a line for each");
    }
    town.forget_unread();
}

/// The export as JSON. From the chat and from the command line it is the same file, and so are the
/// tables of the CSV files, cell by cell.
async fn exported(town: &Town, clerk: &Citizen, button: &str, what: What) -> Value {
    for format in ["JSON", "CSV (엑셀)"] {
        clerk.says("업무").await;
        clerk.presses("내보내기").await;
        clerk.presses(button).await;
        clerk.presses(format).await;
    }
    let json = rendered(town, &Export { what, table: None, format: Format::Json, lang: None }).await;
    let mut tx = town.db().await.read().await.unwrap();
    let tables = export::tables(&mut tx, &*town.city().await, what).await.unwrap();
    drop(tx);
    let received = clerk.documents();
    assert!(received.iter().any(|(name, bytes)| name.ends_with(".json") && *bytes == json));
    let value: Value = serde_json::from_slice(&json).unwrap();
    for (table, rows) in value.as_object().unwrap() {
        let csv = rendered(town, &Export { what, table: Some(table.clone()), format: Format::Csv, lang: None }).await;
        assert!(received.iter().any(|(name, bytes)| name.ends_with(".csv") && *bytes == csv), "{table}");
        let columns = &tables.iter().find(|known| known.name == table).unwrap().columns;
        same_cells(table, columns, rows.as_array().unwrap(), &cells(&csv));
    }
    value
}

/// What people read in words, and programs as names.
const IN_WORDS: [&str; 12] = [
    "quorum_met",
    "state",
    "outcome",
    "act",
    "side",
    "method",
    "publishing",
    "field",
    "needs_dong",
    "chosen",
    "blank",
    "needs_code",
];

fn same_cells(table: &str, columns: &[&str], rows: &[Value], cells: &[Vec<String>]) {
    let (head, lines) = cells.split_first().unwrap();
    assert_eq!((rows.len(), columns.len()), (lines.len(), head.len()), "{table}");
    for (row, line) in rows.iter().zip(lines) {
        for (column, cell) in columns.iter().zip(line).filter(|(column, _)| !IN_WORDS.contains(column)) {
            let value = match &row[*column] {
                Value::Null => String::new(),
                Value::String(words) => words.clone(),
                other => other.to_string(),
            };
            assert_eq!(value, *cell, "{table}.{column}");
        }
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

async fn rendered(town: &Town, export: &Export) -> Vec<u8> {
    let mut tx = town.db().await.read().await.unwrap();
    export::render(&mut tx, &*town.city().await, export).await.unwrap().bytes
}
