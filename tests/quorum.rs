//! A quorum: a clerk asks for it, the card tells it before one votes, and the result whether it was met.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::person::Role;
use madang::poll::proof::rules::bundle::{self};
use madang::poll::proof::rules::verify::{Brought, Claim, verify};
use madang::poll::voting::Ranking;
use madang::poll::{Candidate, Eligible, OptionId, Poll, PollId, Quorum, life};
use town::polls::{broken, codes, files, forged, load};
use town::{Citizen, Town, seoul};

const NEW: &str = r#"{"s":{"po":"new"}}"#;

fn plan(quorum: Quorum, code: bool) -> Poll {
    let words = |ko: &str, en: &str| Words { ko: ko.into(), en: Some(en.into()) };
    let options = [("산책로 조명", "Lights"), ("통학로", "Ways to school")];
    let options = (1..).zip(options).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("무엇을 먼저 할까요?", "What comes first?");
    let eligible = Eligible { code, ..Eligible::default() };
    let mut poll = Poll { eligible, ..Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00")) };
    poll.terms.quorum = quorum;
    poll
}

async fn publish_poll(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    id
}

async fn votes(citizen: &Citizen, id: PollId) {
    let (pick, cast) = match citizen.lang.as_str() {
        "ko" => ("1번 고르기", "이대로 투표하기"),
        _ => ("Choose no. 1", "Cast this vote"),
    };
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.presses(pick).await;
    citizen.presses(cast).await;
}

async fn closed(town: &Town) {
    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
}

#[tokio::test]
async fn a_clerk_asks_for_a_quorum_and_the_card_tells_it_before_one_votes() {
    let town = Town::new().await;
    let (clerk, mina, tom) = (town.staff(Role::Clerk).await, town.member("ko").await, town.member("en").await);
    clerk.press_data(NEW, None).await;
    clerk.presses("찬반").await;
    clerk.says("탄천 산책로에 조명을 달까요?").await;
    for skip in ["건너뛰기", "건너뛰기", "게시하면 바로"] {
        clerk.presses(skip).await;
    }
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("시 전체, 누구나").await;
    let preview = clerk.presses("마감하면 바로").await;
    assert!(preview.contains("정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를"), "{preview}");
    clerk.presses("고치기").await;
    assert_snapshot!(clerk.presses("정족수").await, @r###"
    🤖 몇 명 이상 참여해야 하나요? 모자라도 센 결과는 공개하고, 정족수 미달이라고 적어요. 예: 300명
       [정족수 없음]
       [뒤로] [그만두기]
    "###);
    assert!(clerk.says("많이").await.contains("정족수를 읽지 못했어요"));
    assert!(clerk.says("30%").await.contains("투표 코드가 있는 투표에서만"));
    let preview = clerk.says("1,500명").await;
    assert!(preview.contains("• 정족수: 1,500명 이상 참여. 모자라도"), "{preview}");
    assert!(!preview.contains("정족수는 없어요"), "{preview}");
    clerk.presses("고치기").await;
    clerk.presses("정족수").await;
    assert!(clerk.presses("정족수 없음").await.contains("정족수는 없어요"));
    clerk.presses("고치기").await;
    clerk.presses("정족수").await;
    clerk.says("2").await;
    let trial = clerk.presses("시험해 보기").await;
    assert!(trial.contains("정족수를 채웠습니다") && trial.contains("200명 참여, 정족수 2명"), "{trial}");
    clerk.presses("게시").await;
    town.pass().await;
    let poll = load(&town, PollId(1)).await;
    assert_eq!(poll.terms.quorum, Quorum { voters: Some(2), percent: None });
    assert!(mina.reads().contains("• 정족수: 2명 이상 참여."));
    assert!(tom.reads().contains("• Quorum: 2 people or more. If it is missed"));
    assert!(tom.says("/start poll-1").await.contains("• Quorum: 2 people or more."));
    // It is part of what is frozen.
    let (mut tx, hash) = (town.db().await.read().await.unwrap(), poll.hash.clone());
    let begun = madang::poll::proof::store::begun(&mut tx, PollId(1)).await.unwrap().unwrap();
    assert!(begun.frozen.contains(r#""quorum":{"voters":2}"#), "{}", begun.frozen);
    assert_eq!(madang::poll::keys::hex_hash(begun.frozen.as_bytes()), hash);
    drop(tx);
    // Missed: the count is published all the same.
    votes(&mina, PollId(1)).await;
    closed(&town).await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 <b>탄천 산책로에 조명을 달까요?</b>
       투표 결과입니다. 1명이 참여했습니다.
       
       <b>정족수 미달.</b> 센 결과는 그대로 공개합니다.
       • 1명 참여, 정족수 2명 (모자람)
       
       1위 1번 찬성: 1표, 100.0퍼센트 (뽑힘)
       2번 반대: 0표
       
       참여한 분이 한 명이라, 그분이 무엇을 골랐는지 이 결과에서 드러납니다.
       
       정하는 방법: 표가 더 많은 쪽으로 정합니다.
       
       참여해 주셔서 고맙습니다.
       [그림으로 보기] [검증 파일]
       [투표 목록] [후보 보기]
    "###);
    assert!(tom.says("/start poll-1").await.contains("The quorum was missed."));
    mina.presses("그림으로 보기").await;
    assert!(mina.screen().contains("결과 (정족수 미달)."), "{}", mina.screen());
    let files = files(&town, PollId(1)).await;
    assert_eq!(broken(&files), []);
    let found = verify(&files, &Brought::default());
    assert!(found.iter().any(|finding| finding.claim == Claim::Quorum(false) && finding.holds), "{found:?}");
    let lie = forged(&files, bundle::RESULT, "\"met\":false", "\"met\":true");
    assert!(broken(&lie).contains(&Claim::Quorum(true)), "{:?}", broken(&lie));
    town.forget_unread();
}

#[tokio::test]
async fn a_part_of_the_codes_can_be_the_quorum() {
    let town = Town::new().await;
    let quorum = Quorum { voters: Some(1), percent: Some(50) };
    let id = publish_poll(&town, plan(quorum, true)).await;
    let codes = codes(&town, id, 4).await;
    let (mina, tom) = (town.member("ko").await, town.member("en").await);
    assert!(tom.says(&format!("/start poll-{}", id.0)).await.contains("50 percent or more of the codes"));
    mina.says(&format!("코드 {}", codes[0])).await;
    votes(&mina, id).await;
    tom.says(&format!("code {}", codes[1])).await;
    votes(&tom, id).await;
    closed(&town).await;
    assert_snapshot!(tom.reads(), @r###"
    🤖 <b>What comes first?</b>
       The result. 2 people took part.
       
       <b>The quorum was met.</b>
       • 2 took part, quorum 1
       • 2 took part, 50.0 percent of 4 codes; quorum 50 percent
       
       Rank 1: no. 1, Lights, 2 votes, 100.0 percent (chosen)
       No. 2, Ways to school, no votes
       
       Everybody who took part chose the same, so this result tells that each of them did.
       
       How it is decided: the option with the most votes is chosen.
       
       Thank you for taking part.
       [As a picture] [File to check it]
       [All polls] [See the options]
    "###);
    let files = files(&town, id).await;
    assert_eq!(broken(&files), []);
    let notes = String::from_utf8(files[bundle::CHECKPOINTS].clone()).unwrap();
    assert!(notes.contains("\nroll 4\n"), "{notes}");
    // More codes would have made it too few.
    let lie = forged(&files, bundle::RESULT, "\"roll\":4", "\"roll\":3");
    assert!(!broken(&lie).is_empty());
    town.forget_unread();
}

#[tokio::test]
async fn a_quorum_is_checked_where_the_votes_are_too_few_to_be_published() {
    let town = Town::new().await;
    let poll = Poll { method: &Ranking, picks: 2, ..plan(Quorum { voters: Some(2), percent: None }, false) };
    let id = publish_poll(&town, poll).await;
    let mina = town.member("ko").await;
    mina.says(&format!("/start vote-{}", id.0)).await;
    mina.presses("1번을 1순위로").await;
    mina.presses("제출").await;
    mina.presses("이대로 투표하기").await;
    closed(&town).await;
    let files = files(&town, id).await;
    assert_eq!(broken(&files), []);
    let lie = forged(&files, bundle::RESULT, "\"met\":false", "\"met\":true");
    assert_eq!(broken(&lie), [Claim::Quorum(true)]);
    town.forget_unread();
}

#[tokio::test]
async fn a_percentage_without_codes_is_asked_for_again() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(NEW, None).await;
    clerk.presses("찬반").await;
    clerk.says("탄천 산책로에 조명을 달까요?").await;
    for skip in ["건너뛰기", "건너뛰기", "게시하면 바로"] {
        clerk.presses(skip).await;
    }
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("나이·직장·코드 조건 더하기").await;
    clerk.presses("투표 코드가 있어야 해요").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("시 전체, 누구나").await;
    clerk.presses("마감하면 바로").await;
    clerk.presses("고치기").await;
    assert!(clerk.presses("정족수").await.contains("300명 30%"));
    assert!(clerk.says("100명 30%").await.contains("100명 이상, 만든 투표 코드의 30퍼센트 이상 참여"));
    clerk.presses("고치기").await;
    clerk.presses("참여 대상").await;
    clerk.presses("나이·직장·코드 조건 더하기").await;
    let now = clerk.screen();
    clerk.presses("[고름] 투표 코드가 있어야 해요").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("시 전체, 누구나").await;
    let again = clerk.presses("게시").await;
    assert!(again.contains("투표 코드가 있는 투표에서만"), "{again}\n{now}");
    clerk.says("100").await;
    assert!(clerk.presses("게시").await.contains("투표를 시작했습니다"), "{}", clerk.screen());
    town.forget_unread();
}
