//! Clerks prepare polls of every kind: from a template to the card that they review, and what would
//! not do on the way.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::sync::Arc;

use insta::assert_snapshot;
use madang::person::Role;
use madang::poll::{Poll, PollId, store};
use town::{Citizen, Town};

const NEW: &str = r#"{"s":{"po":"new"}}"#;

async fn load(town: &Town, id: i64) -> Poll {
    let mut tx = town.db().await.read().await.unwrap();
    Arc::unwrap_or_clone(store::poll(&mut tx, PollId(id)).await.unwrap().unwrap())
}

/// From when to whom the result is told: the same in every plan here. The card to be reviewed.
async fn finishes(clerk: &Citizen) -> String {
    clerk.presses("게시하면 바로").await;
    clerk.says("12/1 18:00").await;
    clerk.presses("맞아요").await;
    clerk.presses("시 전체, 누구나").await;
    clerk.presses("마감하면 바로").await
}

/// From a template to the options; without English and description.
async fn begins(clerk: &Citizen, template: &str, question: &str) {
    clerk.press_data(NEW, None).await;
    clerk.presses(template).await;
    clerk.says(question).await;
    clerk.presses("건너뛰기").await;
    clerk.presses("건너뛰기").await;
}

#[tokio::test]
async fn a_clerk_chooses_a_template_or_says_it_all() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    assert_snapshot!(clerk.press_data(NEW, None).await, @r###"
    🤖 어떤 투표를 만들까요? 틀을 고르면 방법과 규칙이 채워지고, 게시하기 전에 하나씩 고칠 수 있어요.
       모두 직접 정하려면 무엇을 묻는 투표인지 바로 적어 주세요.
       [중점사업 선정] [찬반]
       [순위] [예산]
       [의견 묻기]
       [직접 정하기]
       [그만두기]
    "###);
    assert!(clerk.presses("직접 정하기").await.contains("무엇을 묻는 투표인가요?"));
    clerk.says("뒤로").await;
    assert!(clerk.says("뭐?").await.contains("적어도 5자"));
    assert!(clerk.says("어느 사업을 먼저 할까요?").await.contains("영어로도"), "the question is an answer too");
    town.forget_unread();
}

#[tokio::test]
async fn projects_in_fields_are_a_matter_of_a_few_questions() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    begins(&clerk, "중점사업 선정", "2027년에 먼저 할 사업은?").await;
    clerk.says("# 길\n야간 조명 | 탄천 산책로 | 4억 | 야탑1동\n통학로 안전\n# 어르신\n쉼터\n경로당").await;
    assert!(clerk.says("# 🚌").await.contains("분야 이름은"));
    clerk.photo("lights.jpg").await;
    assert_snapshot!(clerk.photo("school.jpg").await, @r###"
    🤖 후보를 한 줄에 하나씩 적어 주세요. 후보가 둘 이상이어야 해요. 60개까지 넣을 수 있고, 여러 번 나눠 보내도 돼요.
       설명과 예산을 붙이려면: 제목 | 설명 | 4억 2,000만
       장소는 그 뒤에, 분야는 ‘# 교통’처럼 한 줄로, 사진은 후보 번호를 적어 보내 주세요.
       
       지금 4개예요.
       1번. 야간 조명 (4억 원)
       2번. 통학로 안전
       3번. 쉼터
       4번. 경로당
       
       사진이 있는 후보: 1개
       
       <b>분야</b>
       • 길: 후보 2개, 제한 없음
       • 어르신: 후보 2개, 제한 없음
       
       방금 보내신 사진은 4번 ‘경로당’에 붙였어요. 다른 후보의 사진이면 아래에서 떼고, 후보 번호를 사진 설명에 적어 다시 보내 주세요.
       [다음]
       [1번 빼기] [2번 빼기] [3번 빼기]
       [4번 빼기]
       [4번에서 사진 떼기]
       [모두 지우기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("다음").await;
    assert!(clerk.says("# Streets\nLights\nSchool\nRest\nHome").await.contains("분야는 2개인데 영어 이름은 1줄"));
    clerk.says("# Streets\nLights\nSchool\n# The old\nRest\nHome").await;
    assert!(clerk.says("공원 2").await.contains("‘공원 2’를 읽지 못했어요"));
    assert!(clerk.says("길 3~4\n어르신 1").await.contains("아무도 표를 낼 수 없어요"));
    clerk.says("길 1\n어르신 0~2").await;
    assert_snapshot!(finishes(&clerk).await, @r###"
    🤖 <b>시민에게 이렇게 보여요</b>
       
       <b>2027년에 먼저 할 사업은?</b>
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 4개 가운데 3개까지 고릅니다. 분야마다 정한 개수가 있습니다. 기권할 수도 있습니다.
       • 결과: 표가 많은 순서로 2개를 뽑습니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 번호가 앞선 후보를 뽑습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 야간 조명 (4억 원)
       2번. 통학로 안전
       3번. 쉼터
       4번. 경로당
       
       <b>분야</b>
       • 길: 후보 2개, 1개까지
       • 어르신: 후보 2개, 2개까지
       
       영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
       
       정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를 눌러 주세요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [게시] [고치기]
       [후보 하나씩 보기] [시험해 보기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("고치기").await;
    clerk.presses("최소 개수").await;
    clerk.presses("2").await;
    clerk.presses("고치기").await;
    clerk.presses("방법").await;
    clerk.presses("여러 개 고르기").await;
    clerk.says("3").await;
    let preview = clerk.presses("분야마다 1개").await;
    assert!(preview.contains("후보 4개 가운데 3개까지 고릅니다. 분야마다"), "{preview}");
    assert!(preview.contains("분야마다 정한 개수만큼, 표가 많은 순서로"), "{preview}");
    clerk.presses("게시").await;
    let poll = load(&town, 1).await;
    let fields: Vec<_> = poll.terms.fields.iter().map(|field| (field.min, field.max, field.seats)).collect();
    assert_eq!(fields, [(0, Some(1), Some(1)), (0, Some(2), Some(1))]);
    assert_eq!((poll.picks, poll.terms.blank, poll.options[3].picture.as_deref()), (3, true, Some("school.jpg")));
    assert_eq!(poll.options[0].place.as_deref(), Some("야탑1동"));
    town.forget_unread();
}

#[tokio::test]
async fn for_or_against_needs_the_question_only() {
    let town = Town::new().await;
    let (clerk, tom) = (town.staff(Role::Clerk).await, town.member("en").await);
    begins(&clerk, "찬반", "탄천 산책로에 조명을 달까요?").await;
    assert_snapshot!(finishes(&clerk).await, @r###"
    🤖 <b>시민에게 이렇게 보여요</b>
       
       <b>탄천 산책로에 조명을 달까요?</b>
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 2개 가운데 하나를 고릅니다. 기권할 수도 있습니다.
       • 결과: 표가 더 많은 쪽으로 정합니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 어느 쪽으로도 정하지 않습니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 찬성
       2번. 반대
       
       영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
       
       정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를 눌러 주세요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [게시] [고치기]
       [후보 하나씩 보기] [시험해 보기]
       [뒤로] [그만두기]
    "###);
    clerk.presses("게시").await;
    town.pass().await;
    assert_snapshot!(tom.reads(), @r###"
    🤖 A new poll is open.
       
       <b>탄천 산책로에 조명을 달까요?</b>
       
       • When: from Mon, 23 November 2026, 10:00 until Tue, 1 December 2026, 18:00
       • Who: anybody in Seongnam aged 14 or older
       • How: Choose one of 2 options. A blank ballot is possible.
       • Result: the side with more votes decides it. It is published right at the close.
       • If equal: with equal votes, nothing is decided.
       • Secrecy and proof: once the key is destroyed after the close, nobody can tell who chose what (unless only one person votes or all choose the same: then the result tells it), and a vote that was removed or changed would show. It does not stop somebody who watches the computer while people vote.
       
       (This text is in Korean only.)
       [Vote] [See the options]
       [Settings]
    "###);
    tom.presses("Vote").await;
    let (pick, _) = tom.button("Choose no. 1");
    assert!(tom.press_data(&pick, None).await.contains("No. 1: For"));
    assert!(tom.presses("Cast this vote").await.contains("Vote cast"), "three taps from the announcement");
    town.forget_unread();
}

#[tokio::test]
async fn an_order_asks_nothing_about_how() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    begins(&clerk, "순위", "어느 차례로 할까요?").await;
    clerk.says("가 사업\n나 사업\n다 사업").await;
    clerk.presses("다음").await;
    clerk.presses("건너뛰기").await;
    let preview = finishes(&clerk).await;
    assert!(preview.contains("후보 3개 가운데 3개까지, 가장 바라는 것부터"), "{preview}");
    clerk.presses("게시").await;
    assert_eq!(load(&town, 1).await.method.name(), "ranked");
    town.forget_unread();
}

#[tokio::test]
async fn a_budget_wants_costs_and_enough_money() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    begins(&clerk, "예산", "10억 원을 어디에 쓸까요?").await;
    clerk.says("야간 조명 | | 4억\n통학로 안전").await;
    assert!(clerk.presses("다음").await.contains("2번 후보에 비용이 없어요"));
    clerk.says("2번 | | 3억").await;
    clerk.presses("다음").await;
    assert!(clerk.presses("건너뛰기").await.contains("예산은 모두 얼마인가요?"));
    assert!(clerk.says("많이").await.contains("예산으로 읽을 수 없어요"));
    assert!(clerk.says("2억").await.contains("3억 원, 예산보다 많아요"));
    clerk.says("5억").await;
    assert_snapshot!(finishes(&clerk).await, @r###"
    🤖 <b>시민에게 이렇게 보여요</b>
       
       <b>10억 원을 어디에 쓸까요?</b>
       
       • 기간: 2026년 11월 23일(월) 오전 10시부터 2026년 12월 1일(화) 오후 6시까지
       • 참여: 성남시 누구나 (만 14세 이상)
       • 방법: 후보 2개 가운데 합해서 5억 원 안에서 고릅니다.
       • 결과: 표가 많은 순서로, 모두 5억 원을 넘지 않게 뽑습니다. 남은 예산에 들어가지 않는 후보는 건너뜁니다. 마감하면 바로 발표합니다.
       • 같을 때: 표가 같으면 비용이 적은 후보를, 비용도 같으면 번호가 앞선 후보를 먼저 봅니다.
       • 비밀과 증명: 마감하고 열쇠를 없앤 뒤에는 누가 무엇을 골랐는지 아무도 알 수 없고(한 명만 참여했거나 모두 같은 것을 골랐다면 결과가 알려 줍니다), 표를 빼거나 바꾸면 드러납니다. 투표하는 동안 컴퓨터를 엿보는 사람까지 막지는 못합니다.
       
       1번. 야간 조명 (4억 원)
       2번. 통학로 안전 (3억 원)
       
       영어 글이 없거나 모자라요. 영어로 읽는 분께는 한국어로만 보여요.
       
       정족수는 없어요. 정하려면 ‘고치기’에서 ‘정족수’를 눌러 주세요.
       
       게시하면 질문과 후보와 방법은 바꿀 수 없습니다. 마감을 미루거나 취소할 수만 있습니다.
       [게시] [고치기]
       [후보 하나씩 보기] [시험해 보기]
       [뒤로] [그만두기]
    "###);
    // Back to marks, where costs do not matter, and to what everybody may share out.
    for (method, answer, told) in [
        ("점수 주기", "5", "1점부터 5점까지 점수를"),
        ("점수 나눠 주기", "20", "모두 합해 20점을 나눠"),
        ("순서 매기기 (결선)", "2", "2개까지, 가장 바라는"),
        ("예산 고르게 나누기", "1", "예산 5억 원을 투표한"),
    ] {
        clerk.presses("고치기").await;
        clerk.presses("방법").await;
        clerk.presses(method).await;
        let next = clerk.says(answer).await;
        let preview = match () {
            () if next.contains("몇 개를 뽑나요") => clerk.says("1").await,
            () if next.contains("모두 얼마인가요") => clerk.says("5억").await,
            () => next,
        };
        assert!(preview.contains(told), "{method}: {preview}");
    }
    clerk.presses("게시").await;
    assert_eq!((load(&town, 1).await.method.name(), load(&town, 1).await.terms.budget), ("shares", Some(500_000_000)));
    town.forget_unread();
}

#[tokio::test]
async fn opinions_are_asked_with_a_blank_ballot_and_a_picture_wants_a_number() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    begins(&clerk, "의견 묻기", "어떤 축제가 좋을까요?").await;
    assert!(clerk.photo("early.jpg").await.contains("번호를 사진 설명에"));
    clerk.says("봄 축제\n가을 축제").await;
    clerk.presses("다음").await;
    clerk.presses("건너뛰기").await;
    let preview = finishes(&clerk).await;
    assert!(preview.contains("후보 2개 가운데 1개까지 고릅니다. 기권할 수도 있습니다."), "{preview}");
    clerk.presses("고치기").await;
    clerk.presses("기권").await;
    let preview = clerk.presses("받지 않기").await;
    assert!(!preview.contains("기권"), "{preview}");
    clerk.presses("게시").await;
    assert!(!load(&town, 1).await.terms.blank);
    town.forget_unread();
}
