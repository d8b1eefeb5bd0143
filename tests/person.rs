//! Coming, settling in, and leaving, as a person does it.

mod town;

use insta::assert_snapshot;
use madang::channel::{Input, Kind};
use town::Town;

#[tokio::test]
async fn a_newcomer_agrees_and_tells_where_they_live() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    assert_snapshot!(mina.says("/start").await, @r###"
    🤖 안녕하세요. <b>성남시 협치성남</b> 챗봇이에요.
       제안을 내고, 투표로 먼저 할 사업을 고르고, 모임에 함께할 수 있어요.
       둘러보기만 할 때는 이 대화방 번호와 쓰시는 언어만 하루 동안 저장해요.
       [시작]
       [먼저 둘러보기] [개인정보 안내]
       [도움말]
    "###);
    assert_snapshot!(mina.presses("시작").await, @r###"
    🤖 <b>[필수] 개인정보 수집·이용 동의</b> (제1판)
       1. 목적: 제안 접수와 답변, 1인 1표 확인, 모임 신청, 신청하신 알림
       2. 항목: 대화방 번호, 언어, 고르신 동네와 관심 분야, 쓰신 글과 사진, 참여 내역
       3. <b>보유 기간: 탈퇴하면 바로, 쓰지 않으면 12개월 뒤 지웁니다.</b>
       4. 동의하지 않을 수 있습니다. 그때에는 제안·투표·신청은 할 수 없고, 읽기는 할 수 있습니다.
       성남시는 답장을 보낼 수 있도록 대화방 번호를 그대로 저장합니다. 동의하십니까?
       [동의합니다] [동의하지 않습니다]
    "###);
    mina.presses("동의합니다").await;
    mina.presses("동의합니다").await;
    assert_snapshot!(mina.presses("네, 만 14세 이상입니다").await, @r###"
    🤖 동의해 주셔서 고맙습니다. 언제든지 ‘설정’에서 탈퇴하실 수 있습니다.
    🤖 성남시 어디에 계세요? 구를 고르거나 동 이름을 적어 주세요. 우리 동네 투표와 소식을 알려드려요.
       [수정구] [중원구] [분당구]
       [건너뛰기]
       [그만두기]
    "###);
    mina.presses("분당구").await;
    mina.presses("다음 목록").await;
    mina.says("야탑1동").await;
    mina.presses("살아요").await;
    mina.presses("안전").await;
    assert_snapshot!(mina.presses("다 골랐어요").await, @"🤖 준비가 끝났어요. 다른 사람에게는 ‘시민 #1’로 보여요. 무엇을 할까요?");
}

#[tokio::test]
async fn a_deep_links_target_survives_consent() {
    let town = Town::new().await;
    let sarah = town.stranger("en");
    let seen = sarah.says("/start propose").await;
    assert!(seen.contains("collection and use"), "{seen}");
    sarah.presses("I agree").await;
    sarah.presses("I agree").await;
    let seen = sarah.presses("Yes, I am 14 or older").await;
    assert!(seen.contains("Thank you") && seen.contains("(1/6)"), "what they came for comes first: {seen}");
}

#[tokio::test]
async fn who_does_not_agree_can_read_and_is_told_another_way() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    mina.says("/start").await;
    mina.presses("시작").await;
    let seen = mina.presses("동의하지 않습니다").await;
    assert!(seen.contains("읽으실 수 있습니다") && seen.contains("031-729-0000"), "{seen}");
    assert!(mina.presses("먼저 둘러보기").await.contains("무엇을 볼까요"));
    assert!(mina.presses("투표 보기").await.contains("🤖"));
    assert!(mina.says("제안하기").await.contains("수집·이용 동의"), "an act asks for consent");
}

#[tokio::test]
async fn a_child_is_told_kindly_and_nothing_is_kept() {
    let town = Town::new().await;
    let child = town.stranger("ko");
    child.says("/start").await;
    child.presses("시작").await;
    child.presses("동의합니다").await;
    child.presses("동의합니다").await;
    let seen = child.presses("아니요").await;
    assert!(seen.contains("만 14세 미만") && seen.contains("동의는 지웠어요"), "{seen}");
    let id = child.id().await;
    let db = town.db().await;
    let consents = madang::person::store::consent_history(&mut db.read().await.unwrap(), id).await.unwrap();
    assert!(consents.is_empty(), "{consents:?}");
}

#[tokio::test]
async fn a_visitor_is_forgotten_after_a_day() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    mina.says("/start").await;
    let id = mina.id().await;
    town.goes_to("2026-11-24 09:00").await;
    assert_eq!(mina.id().await, id);
    town.goes_to("2026-11-24 10:01").await;
    mina.says("/start").await;
    assert_ne!(mina.id().await, id, "a new number: the old one was forgotten");
}

#[tokio::test]
async fn who_has_not_come_for_a_year_is_erased_as_the_consent_says() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(madang::person::Role::Clerk).await);
    let (id, clerk_id) = (mina.id().await, clerk.id().await);
    town.goes_to("2027-11-22 10:00").await;
    assert_eq!(mina.id().await, id);
    town.goes_to("2027-11-24 10:00").await;
    mina.says("처음").await;
    assert_ne!(mina.id().await, id);
    assert_eq!(clerk.id().await, clerk_id, "staff stay");
}

#[tokio::test]
async fn settings_are_switched_in_place_in_both_languages() {
    let town = Town::new().await;
    let mina = town.resident("ko", "4113557000").await;
    assert_snapshot!(mina.says("설정").await, @r###"
    🤖 <b>설정</b>
       • 보이는 이름: 시민 #1
       • 동네: 정자3동
       • 언어: 한국어
       내 제안의 답변, 신청한 모임의 변경과 알림은 끌 수 없어요. 나머지는 아래에서 켜고 꺼요.
       [[켜짐] 새 투표]
       [[켜짐] 새 모임]
       [[켜짐] 시의 소식]
       [알림 모두 끄기]
       [동네 바꾸기] [관심 분야]
       [별명] [언어 · Language]
       [내 정보 내려받기] [탈퇴]
       [처음으로]
    "###);
    let seen = mina.presses("[켜짐] 새 모임").await;
    assert!(seen.contains("💬 새 모임 알림을 껐어요.") && seen.contains("[꺼짐] 새 모임"), "{seen}");
    assert!(mina.presses("알림 모두 끄기").await.contains("모두 껐어요"));
    assert!(mina.presses("알림 다시 켜기").await.contains("다시 켰어요"));
    mina.presses("언어 · Language").await;
    let seen = mina.presses("English").await;
    assert!(seen.contains("I will speak English"), "{seen}");
    assert!(mina.says("settings").await.contains("<b>Settings</b>"));
    assert!(mina.says("한국어").await.contains("한국어로 이야기할게요"));
    mina.says("설정").await;
    mina.presses("별명").await;
    assert!(mina.says("🙂🙂").await.contains("2자에서 20자까지"), "an emoji is no name");
    assert!(mina.says(&"가".repeat(21)).await.contains("2자에서 20자까지"));
    mina.says("<b>야탑</b>주민").await;
    assert!(mina.says("설정").await.contains("&lt;b&gt;야탑&lt;/b&gt;주민"), "nobody's name is markup");
}

#[tokio::test]
async fn everything_about_me_comes_as_a_file() {
    let town = Town::new().await;
    let mina = town.resident("ko", "4113557000").await;
    let seen = mina.says("/내정보").await;
    assert!(seen.contains("📄 내정보.json"), "{seen}");
    let (_, bytes) = mina.documents().pop().unwrap();
    let data: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(data["person"]["dong"], "4113557000");
    assert_eq!(data["consents"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn leaving_erases_and_coming_back_is_a_first_meeting() {
    let town = Town::new().await;
    let mina = town.resident("ko", "4113557000").await;
    mina.says("안녕").await;
    let id = mina.id().await;
    assert_snapshot!(mina.says("/탈퇴").await, @r###"
    🤖 탈퇴하면 대화방 번호와 프로필을 바로 지웁니다.
       • 공개된 제안은 ‘탈퇴한 시민’의 글로 남습니다.
       • 이미 하신 투표는 그대로 셉니다. 마감 전에 다시 오시면 그 표를 바꿀 수만 있고, 두 번 투표할 수는 없습니다.
       • 모임 신청은 취소됩니다.
       정말 탈퇴하시겠습니까?
       [탈퇴합니다]
       [처음으로]
    "###);
    assert_snapshot!(mina.presses("탈퇴합니다").await, @r###"
    🤖 탈퇴했습니다. 저장된 정보를 지웠습니다. 그동안 함께해 주셔서 고맙습니다.
       [다시 시작하기]
    "###);
    let db = town.db().await;
    let gone = madang::person::store::find(&mut db.read().await.unwrap(), "town", mina.chat).await.unwrap();
    assert_eq!(gone, None);
    let seen = mina.presses("다시 시작하기").await;
    assert!(seen.contains("안녕하세요"), "{seen}");
    assert_ne!(mina.id().await, id);
}

#[tokio::test]
async fn what_people_really_send_gets_a_kind_word() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for (input, words) in [
        (Input::Edited, "고친 글을 새로"),
        (Input::Forwarded, "직접 적어"),
        (Input::Other(Kind::Voice), "글로 적어 주세요"),
        (Input::Other(Kind::Sticker), "글이나 단추로"),
        (Input::Location(37.4, 127.1), "위치를 받았지만"),
        (Input::Text("asdf".into()), "알아듣지 못했어요"),
        (Input::Text("   ".into()), "🤖"),
        (Input::Text("/dance".into()), "없는 명령"),
        (Input::Text("cnlth".into()), "하던 일이 없어요"),
    ] {
        let seen = mina.does(input.clone()).await;
        assert!(seen.contains(words), "{input:?}: {seen}");
    }
    let seen = mina.album(&["a", "b", "c", "d", "e"]).await;
    assert_eq!(seen.matches("🤖").count(), 1, "five photos, one answer: {seen}");
    mina.says("ㅁㄴㅇㄹ").await;
    assert!(mina.says("ㅋㅋㅋ").await.contains("031-729-0000"), "after two misses a person's number");
}

#[tokio::test]
async fn a_group_gets_a_polite_word_and_the_bot_leaves() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let group = madang::channel::ChatId(-100);
    let mut added = mina.inbound(Input::AddedToGroup);
    (added.chat, added.place) = (group, madang::channel::Place::Group);
    town.deliver_as(500, &added).await;
    let seen = town.screens().read(group);
    assert!(seen.contains("한 분씩 따로") && seen.contains("(leaves)"), "{seen}");
}

#[tokio::test]
async fn a_forged_press_and_an_old_one_do_nothing_and_are_answered() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for data in [
        "",
        "null",
        "{}",
        "\"zzz\"",
        "{\"s\":{\"d\":\"desk\"}}",
        "[1,2,3]",
        &"x".repeat(64),
        "{\"c\":[1,\"skip\"]}",
        "{\"r\":\"handle\"}",
    ] {
        let seen = mina.press_data(data, None).await;
        assert!(seen.contains("🤖"), "{data}: {seen}");
    }
}

#[tokio::test]
async fn consent_is_given_in_words_too_and_anything_else_gets_the_question_again() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    mina.says("/start").await;
    mina.presses("시작").await;
    let seen = mina.says("이게 뭐예요").await;
    assert!(seen.contains("‘네’ 또는 ‘아니요’") && seen.contains("수집·이용 동의"), "{seen}");
    let seen = mina.sends(Kind::Voice).await;
    assert!(seen.contains("수집·이용 동의"), "{seen}");
    assert!(mina.says("네").await.contains("국외 이전 동의"));
    assert!(mina.says("동의합니다").await.contains("만 14세 이상"));
    assert!(mina.says("네").await.contains("고맙습니다"));
    let other = town.stranger("en");
    other.says("/start").await;
    other.presses("Start").await;
    assert!(other.says("no").await.contains("You can still read"));
    assert!(other.says("yes").await.contains("did not understand"), "nothing is asked any more");
}

#[tokio::test]
async fn a_nickname_is_not_taken_for_the_city() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for official in ["성남시청", "정담당", "공원과 사람", "City Hall"] {
        mina.says("설정").await;
        mina.presses("별명").await;
        let seen = mina.says(official).await;
        assert!(seen.contains("쓸 수 없어요"), "{official}: {seen}");
        mina.says("처음").await;
    }
}

#[tokio::test]
async fn leaving_the_first_questions_is_no_draft() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    mina.says("/start").await;
    mina.presses("시작").await;
    for yes in ["네", "네", "네"] {
        mina.says(yes).await;
    }
    let seen = mina.says("취소").await;
    assert!(seen.contains("언제든지 고를 수 있어요") && !seen.contains("임시로"), "{seen}");
}

#[tokio::test]
async fn a_wish_is_understood_without_its_politeness() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    assert!(mina.says("투표하고 싶어요").await.contains("투표"));
    assert!(mina.says("제안하고 싶어요!").await.contains("(1/6)"));
    mina.says("처음").await;
    assert!(mina.says("안녕하세요").await.contains("무엇을 할까요"));
    assert!(mina.says("사람 바꿔 주세요").await.contains("031-729-0000"));
}
