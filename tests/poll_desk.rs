//! The clerk's side of a vote: who is reminded of an unfinished ballot, who approves a poll, what a
//! trial shows, how a result is told.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::channel::Input;
use madang::person::{self, Role, Topic};
use madang::poll::voting::Approval;
use madang::poll::{Candidate, OptionId, Poll, PollId, Publishing, life, store, unfinished};
use town::polls::words;
use town::{Citizen, Town, seoul};

/// The poll of 23 November 10:00 to 1 December 18:00: two of three.
fn plan() -> Poll {
    let titles = [("야간 조명", "Lights"), ("통학로 안전", "Safe ways to school"), ("어르신 쉼터", "A rest house")];
    let options = (1..).zip(titles).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("2027년에 먼저 할 사업은?", "Which projects come first in 2027?");
    let poll = Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00"));
    Poll { method: &Approval, picks: 2, ..poll }
}

/// A poll that nobody was told of: those who are here know.
async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

/// Chooses the first and leaves it at that.
async fn begins(citizen: &Citizen, id: PollId) {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.says("1").await;
}

/// Chooses the first and submits it.
async fn votes(citizen: &Citizen, id: PollId) {
    begins(citizen, id).await;
    let (submit, cast) =
        if citizen.lang == "ko" { ("제출", "이대로 투표하기") } else { ("Submit", "Cast this vote") };
    citizen.presses(submit).await;
    citizen.presses(cast).await;
}

/// Somebody who left agrees to everything again, in the same chat.
async fn rejoin(town: &Town, citizen: &Citizen) {
    let (chat, version) = (citizen.chat, town.city().await.preset.privacy.version);
    let join = async move |tx: &mut madang::db::Tx| {
        let person = person::store::meet(tx, "town", chat, Some("ko")).await?;
        for item in person::Consent::ALL {
            person::store::add_consent(tx, person.id, item, version, true).await?;
        }
        Ok(person::store::join(tx, person.id).await?)
    };
    town.db().await.write(join).await.unwrap();
}

async fn left(town: &Town, id: PollId) -> Option<i64> {
    let mut tx = town.db().await.read().await.unwrap();
    let poll = store::poll(&mut tx, id).await.unwrap().unwrap();
    unfinished::count(&mut tx, &poll).await.unwrap()
}

#[tokio::test]
async fn who_began_and_did_not_submit_is_reminded_twice() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let (mina, sarah, voter) = (town.member("ko").await, town.member("en").await, town.member("ko").await);
    begins(&mina, id).await;
    begins(&sarah, id).await;
    votes(&voter, id).await;
    begins(&voter, id).await;
    assert!(voter.says("2").await.contains("이대로 투표할까요?"));
    town.goes_to("2026-11-29 17:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-29 18:00").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 ‘2027년에 먼저 할 사업은?’ 투표를 시작하고 아직 제출하지 않으셨어요. 제출하셔야 표로 셉니다.
       2026년 12월 1일(화) 오후 6시에 마감해요. 고르신 것은 그대로 있어요.
       [이어서 투표하기] [투표 안내]
       [설정]
    "###);
    assert_snapshot!(sarah.reads(), @r###"
    🤖 You began to vote on “Which projects come first in 2027?” and have not submitted your ballot yet. Only what is submitted counts.
       It closes on Tue, 1 December 2026, 18:00. What you chose is still there.
       [Go on voting] [About this poll]
       [Settings]
    "###);
    town.wait(TimeDelta::minutes(1)).await;
    town.restart().await;
    town.goes_to("2026-11-30 18:00").await;
    assert_eq!((mina.reads(), sarah.reads()), (String::new(), String::new()), "once");
    sarah.says(&format!("/start vote-{}", id.0)).await;
    sarah.presses("Submit").await;
    sarah.presses("Cast this vote").await;
    town.goes_to("2026-12-01 12:00").await;
    assert!(mina.reads().contains("아직 제출하지 않으셨어요"));
    assert_eq!(sarah.reads(), "", "who voted in the meantime is left alone");
    assert_eq!(voter.reads(), "", "a vote that somebody began to change counts as it was submitted");
    let ballot = mina.presses("이어서 투표하기").await;
    assert!(ballot.contains("[고름] 1번"), "{ballot}");
    assert_eq!(left(&town, id).await, Some(1));
    town.goes_to("2026-12-01 18:00").await;
    assert_eq!(left(&town, id).await, Some(1), "known after the drafts are gone");
    town.forget_unread();
}

#[tokio::test]
async fn nobody_is_reminded_who_does_not_want_it_or_cannot_be_reached() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let stopped = town.member("ko").await;
    let (deaf, blocked, left, back) =
        (town.member("ko").await, town.member("ko").await, town.member("ko").await, town.member("ko").await);
    for citizen in [&stopped, &deaf, &blocked, &left] {
        begins(citizen, id).await;
    }
    let (deaf_id, stopped_id) = (deaf.id().await, stopped.id().await);
    let hears = async move |tx: &mut madang::db::Tx| {
        person::store::set_hears(tx, stopped_id, &Topic::ALL, true).await?;
        Ok(person::store::set_hears(tx, deaf_id, &[Topic::Forums, Topic::News], false).await?)
    };
    town.db().await.write(hears).await.unwrap();
    blocked.does(Input::Blocked).await;
    // Who left and came back has voted, under another number.
    votes(&back, id).await;
    back.says("/탈퇴").await;
    back.press_data(r#"{"me":{"bye":false}}"#, None).await;
    rejoin(&town, &back).await;
    begins(&back, id).await;
    town.forget_unread();
    town.goes_to("2026-11-29 18:00").await;
    for citizen in [&stopped, &deaf, &blocked] {
        assert_eq!(citizen.reads(), "");
    }
    assert!(left.reads().contains("아직 제출하지 않으셨어요"));
    assert_eq!(back.reads(), "");
}

#[tokio::test]
async fn reminders_wait_for_the_morning_and_are_worth_nothing_after_a_cancellation() {
    let town = Town::new().await;
    let id = publish(&town, Poll { closes_at: seoul("2026-12-01 22:30"), ..plan() }).await;
    let mina = town.member("ko").await;
    begins(&mina, id).await;
    town.goes_to("2026-11-29 22:30").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-30 07:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-30 08:00").await;
    assert!(mina.reads().contains("아직 제출하지 않으셨어요"));
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&format!(r#"{{"s":{{"po":{{"cancel":{}}}}}}}"#, id.0), None).await;
    clerk.says("후보를 잘못 적어 다시 엽니다.").await;
    clerk.presses("건너뛰기").await;
    for number in ["1", "1번", "네"] {
        let asked = clerk.says(number).await;
        assert!(asked.contains("여기서는 번호를 받지 않아요") && asked.contains("[취소하고 알리기]"), "{asked}");
    }
    clerk.presses("취소하고 알리기").await;
    town.pass().await;
    town.forget_unread();
    town.goes_to("2026-12-01 16:30").await;
    assert_eq!(mina.reads(), "");
    assert_eq!(left(&town, id).await, None, "nothing was counted");
}

#[tokio::test]
async fn a_clerk_sees_how_many_began_and_did_not_submit() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    let id = publish(&town, Poll { publishing: Publishing::ByHand, ..plan() }).await;
    for number in 0..4 {
        let citizen = town.member("ko").await;
        if number == 0 { begins(&citizen, id).await } else { votes(&citizen, id).await }
    }
    let open = format!(r#"{{"s":{{"po":{{"open":{}}}}}}}"#, id.0);
    let line = "시작하고 제출하지 않은 표: 1장 (시작한 분의 25.0퍼센트)";
    assert!(clerk.press_data(&open, None).await.contains(line));
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    assert!(clerk.press_data(&open, None).await.contains(line));
    let preview = clerk.presses("결과 미리 보기").await;
    assert!(preview.contains("투표한 3명 모두에게") && preview.contains(line), "{preview}");
}

const NEW: &str = r#"{"s":{"po":"new"}}"#;
const QUEUE: &str = r#"{"s":{"po":"q"}}"#;

/// A button of the desk on the plan of that number.
fn on_plan(what: &str, number: i64) -> String {
    format!(r#"{{"s":{{"po":{{"{what}":{number}}}}}}}"#)
}

/// Prepares a poll for or against something, up to the preview.
async fn prepares(clerk: &Citizen, question: &str) -> String {
    clerk.press_data(NEW, None).await;
    clerk.presses("찬반").await;
    clerk.says(question).await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("게시하면 바로").await;
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("시 전체, 누구나").await;
    clerk.presses("마감하면 바로").await
}

async fn polls(town: &Town) -> usize {
    town.rows("poll").await.len()
}

/// What staff did, without the ballots.
async fn acts(town: &Town) -> Vec<(i64, String)> {
    let mut tx = town.db().await.read().await.unwrap();
    let acts = "select coalesce(actor, 0), act || ' ' || object from audit where act like 'poll.%' order by id";
    sqlx::query_as(acts).fetch_all(tx.conn()).await.unwrap()
}

#[tokio::test]
async fn a_poll_is_published_after_a_second_look() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Coordinator).await);
    let moderator = town.staff(Role::Moderator).await;
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    assert_snapshot!(author.presses("게시").await, @r###"
    🤖 올렸습니다. 다른 담당자 1명에게 확인을 부탁했습니다. 한 분이 확인하면 게시합니다.
       [올린 투표 보기] [투표 관리]
       [처음으로]
    "###);
    assert_eq!(polls(&town).await, 0);
    assert_snapshot!(other.reads(), @r###"
    🤖 직원 #1님이 투표를 올렸습니다. 게시하려면 다른 담당자의 확인이 필요합니다: ‘탄천에 새 다리를 놓을까요?’
       [보고 확인하기] [투표 관리]
    "###);
    assert_eq!(moderator.reads(), "", "a moderator runs no polls");
    town.restart().await;
    assert_snapshot!(other.presses("보고 확인하기").await, @r###"
    🤖 <b>확인을 기다리는 투표</b> · 직원 #1님이 2026년 11월 23일(월) 오전 10시에 올림
       
       <b>탄천에 새 다리를 놓을까요?</b>
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 2개 가운데 하나를 고릅니다. 기권할 수도 있습니다.
       • 결과: 표가 더 많은 쪽으로 정합니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 어느 쪽으로도 정하지 않습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 찬성
       2번. 반대
       
       영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [후보 하나씩 보기] [시험해 보기]
       [확인하고 게시] [돌려보내기]
       [투표 관리]
       [처음으로]
    "###);
    let own = author.presses("올린 투표 보기").await;
    assert!(own.contains("다른 담당자의 확인을 기다리고") && !own.contains("확인하고 게시"), "{own}");
    assert!(author.press_data(&on_plan("ok", 1), None).await.contains("다른 담당자가 확인해야"));
    moderator.press_data(&on_plan("ok", 1), None).await;
    assert_eq!(polls(&town).await, 0, "neither the author nor a moderator publishes it");
    assert!(other.presses("확인하고 게시").await.contains("투표를 시작했습니다"));
    town.pass().await;
    assert!(author.reads().contains("님이 확인해 게시했습니다"));
    assert_eq!((polls(&town).await, town.rows("poll_asked").await.len()), (1, 0));
    // The same button again publishes nothing more.
    other.press_data(&on_plan("ok", 1), None).await;
    other.press_data(&on_plan("ret", 1), None).await;
    author.press_data(&on_plan("rev", 1), None).await;
    assert_eq!(polls(&town).await, 1);
    let (by, of) = (author.id().await.0, other.id().await.0);
    let expected = [(by, "poll.ask plan=1"), (by, "poll.publish poll=1"), (of, "poll.approve poll=1")];
    assert_eq!(acts(&town).await, expected.map(|(who, act)| (who, act.to_owned())));
    town.forget_unread();
}

#[tokio::test]
async fn a_poll_goes_back_with_a_reason_and_comes_again() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    author.presses("게시").await;
    other.presses("보고 확인하기").await;
    assert!(other.presses("돌려보내기").await.contains("무엇을 고쳐야 하나요?"));
    assert!(other.says("음").await.contains("적어도 5자"));
    town.restart().await;
    assert!(other.says("다리 이름을 적어 주세요.").await.contains("까닭을 전했습니다"));
    town.pass().await;
    assert_snapshot!(author.reads(), @r###"
    🤖 ‘탄천에 새 다리를 놓을까요?’ 투표를 직원 #2님이 돌려보냈습니다.
       까닭: 다리 이름을 적어 주세요.
       [고치기]
    "###);
    assert!(!other.press_data(QUEUE, None).await.contains("새 다리"), "it is the author's again");
    assert!(author.press_data(QUEUE, None).await.contains("(돌려받음)"));
    // Another plan that was begun is not lost.
    author.press_data(NEW, None).await;
    author.says("다른 것도 하나 물어볼까요?").await;
    assert!(author.press_data(&on_plan("rev", 1), None).await.contains("만들다 만 다른 투표"));
    author.press_data(r#"{"d":"poll_plan"}"#, None).await;
    assert!(author.press_data(&on_plan("rev", 1), None).await.contains("시민에게 이렇게 보여요"));
    author.presses("고치기").await;
    author.presses("질문").await;
    author.says("탄천에 이매다리를 놓을까요?").await;
    author.presses("건너뛰기").await;
    author.presses("게시").await;
    assert!(other.reads().contains("이매다리"));
    let queue = other.press_data(QUEUE, None).await;
    assert!(queue.contains("확인 기다림</b> 1건"), "{queue}");
    other.presses("확인: 탄천에 이매다리를 놓을까…").await;
    assert!(other.presses("확인하고 게시").await.contains("투표를 시작했습니다"));
    town.forget_unread();
}

#[tokio::test]
async fn an_author_takes_a_poll_back_before_anybody_approved_it() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    author.presses("게시").await;
    author.presses("올린 투표 보기").await;
    assert!(author.presses("거두어 고치기").await.contains("시민에게 이렇게 보여요"));
    let late = other.presses("보고 확인하기").await;
    assert!(late.contains("이미 게시했거나 돌려보냈거나 거둔 투표예요"), "{late}");
    assert_eq!(polls(&town).await, 0);
    town.forget_unread();
}

#[tokio::test]
async fn what_cannot_be_published_any_more_is_not_approved() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    author.presses("게시").await;
    town.goes_to("2026-12-01 17:55").await;
    let late = other.press_data(&on_plan("ok", 1), None).await;
    assert!(late.contains("적어도 10분 뒤") && late.contains("돌려보내면"), "{late}");
    // Who made it is no clerk any more: one person alone would publish it.
    town.set_clock("2026-11-24 10:00");
    let id = author.id().await;
    town.db().await.write(async move |tx| Ok(madang::staff::store::revoke(tx, id).await?)).await.unwrap();
    assert!(other.press_data(&on_plan("ok", 1), None).await.contains("이제 담당자가 아닙니다"));
    assert_eq!(polls(&town).await, 0);
    // Like a draft, it is not kept for ever.
    town.goes_to("2026-12-10 10:00").await;
    assert_eq!(town.rows("poll_asked").await.len(), 0);
    town.forget_unread();
}

#[tokio::test]
async fn the_only_member_of_staff_is_told_how_to_go_on() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let author = town.staff(Role::Clerk).await;
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    assert_snapshot!(author.presses("게시").await, @r###"
    🤖 올렸습니다. 이곳에서는 다른 담당자 한 분이 확인해야 투표를 게시합니다.
       
       지금은 확인할 수 있는 담당자가 없습니다. 두 가지 길이 있습니다.
       • 관리자가 업무의 ‘직원’에서 담당자를 초대하거나, 서버에서 <code>madang staff invite</code>를 실행합니다. 초대받은 분의 ‘투표 관리’에 이 투표가 있습니다.
       • 담당자가 한 분뿐인 곳이면 도시 설정(city.toml)의 [approval]을 <code>polls = false</code>로 바꾸고 다시 시작합니다. 그다음 이 투표를 거두어 바로 게시할 수 있습니다.
       [올린 투표 보기] [투표 관리]
       [처음으로]
    "###);
    // Somebody comes, and finds it.
    let other = town.staff(Role::Clerk).await;
    assert!(other.press_data(QUEUE, None).await.contains("탄천에 새 다리를 놓을까요?"));
    // Or the city does without.
    town.needs_approval(false).await;
    author.presses("올린 투표 보기").await;
    author.presses("거두어 고치기").await;
    assert!(author.presses("게시").await.contains("투표를 시작했습니다"));
    assert_eq!(polls(&town).await, 1);
    town.forget_unread();
}

#[tokio::test]
async fn staff_hear_of_a_poll_to_be_approved_in_the_morning() {
    let town = Town::at("2026-11-23 22:00").await;
    town.needs_approval(true).await;
    let (author, other) = (town.staff(Role::Clerk).await, town.staff(Role::Clerk).await);
    prepares(&author, "탄천에 새 다리를 놓을까요?").await;
    author.presses("게시").await;
    assert_eq!(other.reads(), "");
    town.goes_to("2026-11-24 08:00").await;
    assert!(other.reads().contains("투표를 올렸습니다"));
}

#[tokio::test]
async fn a_trial_shows_the_result_card_and_keeps_nothing() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    prepares(&clerk, "탄천에 새 다리를 놓을까요?").await;
    let trial = clerk.presses("시험해 보기").await;
    assert_snapshot!(trial.split("🤖").nth(1).unwrap(), @r###"
    <b>시험 결과입니다. 진짜 투표가 아닙니다.</b>
      지어낸 200명이 투표했다면 결과는 아래처럼 보입니다. 저장한 것도, 누구에게 보낸 것도 없습니다.
      
      <b>탄천에 새 다리를 놓을까요?</b>
      투표 결과입니다. 200명이 참여했습니다. 그 가운데 8명은 기권했습니다.
      
      1위 1번 찬성: 156표, 81.3퍼센트 (뽑힘)
      2위 2번 반대: 36표, 18.8퍼센트
      
      정하는 방법: 표가 더 많은 쪽으로 정합니다.
    "###);
    let (name, picture) = clerk.documents().pop().unwrap();
    assert_eq!((name.as_str(), &picture[..4]), ("result.png", &b"\x89PNG"[..]));
    assert!(trial.contains("시민에게 이렇게 보여요"), "the preview again");
    assert_eq!(clerk.presses("시험해 보기").await, trial, "the same poll, the same trial");
    for table in ["poll", "ballot", "turnout", "poll_log", "notice", "outgoing_file"] {
        assert_eq!(town.rows(table).await, Vec::<String>::new(), "{table}");
    }
    town.set_clock("2026-12-02 10:00");
    assert!(clerk.presses("시험해 보기").await.contains("지금 이대로는 게시할 수 없어서"));
}

/// A member of staff who reads English.
async fn english(town: &Town, role: Role) -> Citizen {
    let citizen = town.member("en").await;
    let id = citizen.id().await;
    town.db().await.write(async move |tx| Ok(madang::staff::store::grant(tx, id, role).await?)).await.unwrap();
    citizen
}

#[tokio::test]
async fn two_of_staff_agree_in_english() {
    let town = Town::new().await;
    town.needs_approval(true).await;
    let author = english(&town, Role::Clerk).await;
    author.press_data(NEW, None).await;
    author.presses("For or against").await;
    for answer in
        ["탄천에 새 다리를 놓을까요?", "A new bridge over the Tancheon?", "Skip", "As soon as it is published"]
    {
        author.says(answer).await;
    }
    author.says("1 Dec 6pm").await;
    author.presses("That is right").await;
    author.presses("The whole city, anybody").await;
    author.presses("Right at the close").await;
    let trial = author.presses("Try it out").await;
    assert_snapshot!(trial.split("🤖").nth(1).unwrap(), @r###"
    <b>This is a trial, not a real vote.</b>
      If 200 invented people voted, the result would look as below. Nothing was stored, and nothing was sent to anybody.
      
      <b>A new bridge over the Tancheon?</b>
      The result. 200 people took part. 8 of them cast a blank ballot.
      
      Rank 1: no. 1, For, 156 votes, 81.3 percent (chosen)
      Rank 2: no. 2, Against, 36 votes, 18.8 percent
      
      How it is decided: the side with more votes decides it.
    "###);
    assert_snapshot!(author.presses("Publish").await, @r###"
    🤖 It is handed in. Here a poll is published after another member of staff has approved it.
       
       There is nobody yet who could approve it. There are two ways on.
       • An admin invites a clerk at the desk under “Staff”, or somebody runs <code>madang staff invite</code> on the server. Whoever accepts finds this poll under “Manage polls”.
       • Where there is only one member of staff, set <code>polls = false</code> under [approval] in the city's settings (city.toml) and start again. Then take this poll back and publish it at once.
       [See it] [Manage polls]
       [Home]
    "###);
    let other = english(&town, Role::Admin).await;
    assert_snapshot!(other.press_data(QUEUE, None).await, @r###"
    🤖 <b>Polls</b>
       
       <b>To be approved</b> 1
       • “A new bridge over the Tancheon?” (by Staff #1)
       [Approve: A new bridge…]
       [New poll] [Past polls]
       [Home]
    "###);
    other.press_data(&on_plan("ask", 1), None).await;
    assert_snapshot!(other.presses("Return it").await, @r###"
    🤖 What has to change? Its author is told in your words. Up to 500 characters.
       [Stop here]
    "###);
    assert_snapshot!(other.says("Say which bridge it is.").await, @r###"
    🤖 It went back to its author, with the reason.
       [Manage polls]
       [Home]
    "###);
    town.pass().await;
    assert_snapshot!(author.reads(), @r###"
    🤖 Staff #2 has returned the poll “A new bridge over the Tancheon?”.
       Why: Say which bridge it is.
       [Change something]
    "###);
    author.presses("Change something").await;
    author.presses("Publish").await;
    assert_snapshot!(other.reads(), @r###"
    🤖 Staff #1 has handed in a poll. Somebody else has to approve it before it is published: “A new bridge over the Tancheon?”
       [Look at it] [Manage polls]
    "###);
    other.presses("Look at it").await;
    assert!(other.presses("Approve and publish").await.contains("The poll is open"));
    assert_snapshot!(author.reads(), @r###"
    🤖 Staff #2 has approved and published the poll “A new bridge over the Tancheon?”.
       [See how it stands]
    "###);
    town.forget_unread();
}

/// A poll of a whole city that is over: 7 from Bundang-gu and 5 from Sujeong-gu have voted.
async fn told(town: &Town, publishing: Publishing) -> (PollId, Vec<Citizen>) {
    let id = publish(town, Poll { publishing, ..plan() }).await;
    let mut voters = Vec::new();
    for number in 0..12 {
        let (lang, dong) =
            (if number == 0 { "en" } else { "ko" }, if number < 7 { "4113562000" } else { "4113159000" });
        let voter = town.resident(lang, dong).await;
        votes(&voter, id).await;
        voters.push(voter);
    }
    town.goes_to("2026-12-01 18:00").await;
    (id, voters)
}

#[tokio::test]
async fn a_result_is_told_with_where_people_came_from() {
    let town = Town::new().await;
    let (id, voters) = told(&town, Publishing::AtClose).await;
    assert_snapshot!(voters[1].reads(), @r###"
    🤖 <b>2027년에 먼저 할 사업은?</b>
       투표 결과입니다. 12명이 참여했습니다.
       
       1위 1번 야간 조명: 12표, 100.0퍼센트 (뽑힘)
       2번 통학로 안전: 0표
       3번 어르신 쉼터: 0표
       
       참여한 분이 모두 같은 것을 골라, 저마다 그것을 골랐다는 것이 이 결과에서 드러납니다.
       
       정하는 방법: 표가 많은 순서로 1개를 뽑습니다.
       
       <b>구별 참여</b>
       • 수정구: 보이지 않음 (다른 구의 적은 수가 드러나지 않도록)
       • 중원구: 5명 미만
       • 분당구: 7명
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    assert_snapshot!(voters[0].reads(), @r###"
    🤖 <b>Which projects come first in 2027?</b>
       The result. 12 people took part.
       
       Rank 1: no. 1, Lights, 12 votes, 100.0 percent (chosen)
       No. 2, Safe ways to school, no votes
       No. 3, A rest house, no votes
       
       Everybody who took part chose the same, so this result tells that each of them did.
       
       How it is decided: the option with the most votes is chosen.
       
       <b>Turnout by district</b>
       • Sujeong-gu: not shown (so that another district's small figure is not revealed)
       • Jungwon-gu: fewer than 5
       • Bundang-gu: 7
       
       Thank you for taking part.
       [As a picture] [File to check it]
       [All polls] [See the options]
    "###);
    let stranger = town.stranger("ko");
    let public = stranger.says(&format!("/start poll-{}", id.0)).await;
    assert!(public.contains("• 분당구: 7명") && public.contains("[그림으로 보기] [검증 파일]"), "{public}");
    town.forget_unread();
}

#[tokio::test]
async fn a_gu_of_few_is_not_shown_in_a_result() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    for _ in 0..4 {
        votes(&town.resident("ko", "4113562000").await, id).await;
    }
    town.goes_to("2026-12-01 18:00").await;
    let card = town.stranger("ko").says(&format!("/start poll-{}", id.0)).await;
    assert!(card.contains("4명이 참여했습니다") && !card.contains("구별 참여"), "{card}");
    town.forget_unread();
}

#[tokio::test]
async fn a_result_is_a_picture_too_and_anybody_can_check_it() {
    let town = Town::new().await;
    let (id, voters) = told(&town, Publishing::ByHand).await;
    let (chart, file) = (format!(r#"{{"po":{{"bars":{}}}}}"#, id.0), format!(r#"{{"po":{{"file":{}}}}}"#, id.0));
    let stranger = town.stranger("en");
    for data in [&chart, &file] {
        let early = stranger.press_data(data, None).await;
        assert!(early.contains("Voting is over") && stranger.documents().is_empty(), "{early}");
    }
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&format!(r#"{{"s":{{"po":{{"show":{}}}}}}}"#, id.0), None).await;
    clerk.presses("결과 발표").await;
    town.pass().await;
    town.forget_unread();
    assert_snapshot!(voters[1].presses("그림으로 보기").await, @r###"
    🤖 🖼 result.png ‘2027년에 먼저 할 사업은?’ 결과. 막대 앞의 수는 후보 번호이고, 가득 찬 막대가 뽑힌 후보입니다.
       1위 1번 야간 조명: 12표, 100.0퍼센트 (뽑힘)
       2번 통학로 안전: 0표
       3번 어르신 쉼터: 0표
    "###);
    assert_snapshot!(voters[0].presses("As a picture").await, @r###"
    🤖 🖼 result.png The result of “Which projects come first in 2027?”. The number before a bar is the option's; a full bar is chosen.
       Rank 1: no. 1, Lights, 12 votes, 100.0 percent (chosen)
       No. 2, Safe ways to school, no votes
       No. 3, A rest house, no votes
    "###);
    let (name, picture) = voters[0].documents().pop().unwrap();
    assert_eq!((name.as_str(), &picture[..4]), ("result.png", &b"\x89PNG"[..]));
    assert_eq!(voters[1].documents().pop().unwrap().1, picture, "one picture for every language");
    let file_shown = voters[1].presses("검증 파일").await;
    assert!(file_shown.contains("📄 madang-poll-1.zip") && file_shown.contains("누구나 다시 세어"), "{file_shown}");
    town.restart().await;
    let (_, again) = voters[1].documents().pop().unwrap();
    assert!(stranger.press_data(&file, None).await.contains("anybody can count"));
    let (name, zip) = stranger.documents().pop().unwrap();
    assert_eq!((name, &zip[..2]), (format!("madang-poll-{}.zip", id.0), &b"PK"[..]));
    assert_eq!(zip, again, "the same for everybody");
    for made_up in [r#"{"po":{"bars":99}}"#, r#"{"po":{"file":99}}"#] {
        assert!(stranger.press_data(made_up, None).await.contains("There is no such poll"));
    }
}
