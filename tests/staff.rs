//! The desk: who may come in, what they find there, how they invite and leave, what they take out.

#![allow(clippy::unwrap_used, reason = "what fails in a helper fails the test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::{Desk, Press};
use madang::channel::SendError;
use madang::forum::ForumId;
use madang::notice::{DeskPress, NoticeId};
use madang::person::{PersonId, Role};
use madang::staff::export::{self, Export, Format, What};
use madang::staff::{self, Begin, cli, columns, rules, store};
use town::{Citizen, Town};

/// The link in what an administrator was shown.
fn link(shown: &str) -> String {
    let (_, rest) = shown.split_once("?start=").expect("there is a link");
    rest.split('<').next().unwrap().to_owned()
}

async fn invited(admin: &Citizen, role: &str) -> String {
    admin.says("업무").await;
    admin.presses("직원").await;
    admin.presses("직원 초대").await;
    link(&admin.presses(role).await)
}

#[tokio::test]
async fn each_role_finds_its_own_desk() {
    let town = Town::new().await;
    let moderator = town.staff(Role::Moderator).await;
    assert_snapshot!(moderator.says("업무").await, @r###"
    🤖 <b>업무</b> · 역할: 검토 담당
       
       • 확인할 새 제안이 없습니다.
       [새 제안 확인]
       [처음으로]
    "###);
    let admin = town.staff(Role::Admin).await;
    assert_snapshot!(admin.says("/desk").await, @r###"
    🤖 <b>업무</b> · 역할: 관리자
       
       • 확인할 새 제안이 없습니다.
       • 투표: 진행 0건, 예정 0건, 발표 기다림 0건
       • 모임: 예정된 모임 없음
       [새 제안 확인] [투표 관리]
       [모임 관리]
       [새 투표] [새 모임]
       [알림 보내기] [보낸 알림]
       [내보내기] [기록] [직원]
       [처음으로]
    "###);
    assert!(admin.says("English").await.contains("English"));
    assert_snapshot!(admin.says("desk").await, @r###"
    🤖 <b>Desk</b> · your role: administrator
       
       • No new proposals to look at.
       • Polls: 0 open, 0 coming, 0 to be published
       • Forums: none planned
       [Look at new ones] [Manage polls]
       [Manage forums]
       [New poll] [New forum]
       [Announce] [Announcements]
       [Export] [Log] [Staff]
       [Home]
    "###);
    let citizen = town.member("ko").await;
    assert!(citizen.says("업무").await.contains("담당 직원만"));
}

#[tokio::test]
async fn an_invitation_makes_a_citizen_a_clerk_once() {
    let town = Town::new().await;
    let admin = town.staff(Role::Admin).await;
    admin.says("업무").await;
    assert_snapshot!(admin.presses("직원").await, @r###"
    🤖 (고침) <b>직원</b> 1명
       • 시민 #1(나): 관리자, 2026년 11월 23일(월) 오전 10시부터
       [직원 초대]
       [시민 #1 해지]
       [업무 화면] [처음으로]
    "###);
    assert_snapshot!(admin.presses("직원 초대").await, @r###"
    🤖 (고침) 어떤 역할로 초대할까요? 아래 역할은 위 역할의 일도 할 수 있어요.
       • 검토 담당: 새 제안을 살펴 공개하고, 보완을 부탁하고, 부서에 배정해요.
       • 업무 담당: 제안에 답하고, 투표와 모임, 알림을 맡아요.
       • 협치조정관: 다른 직원이 한 일을 바로잡고, 문제를 살펴요.
       • 관리자: 직원을 초대하고 해지해요.
       [검토 담당] [업무 담당]
       [협치조정관] [관리자]
       [업무 화면] [처음으로]
    "###);
    let shown = admin.presses("업무 담당").await;
    let payload = link(&shown);
    assert_snapshot!(shown.replace(&payload, "staff-SECRET"), @r###"
    🤖 ‘업무 담당’ 초대를 만들었습니다. 2026년 11월 24일(화) 오전 10시까지 한 사람이 한 번 쓸 수 있습니다.
       <code>https://t.me/madang_bot?start=staff-SECRET</code>
       
       받을 직원에게 직접, 또는 업무용 메신저로만 전해 주세요. 링크를 열고 ‘시작’을 누르면 됩니다.
       먼저 여는 사람이 권한을 받습니다. 이 링크는 다시 보여 드리지 않습니다.
       [직원]
       [업무 화면] [처음으로]
    "###);

    let clerk = town.member("ko").await;
    assert_snapshot!(clerk.says(&format!("/start {payload}")).await, @"🤖 ‘업무 담당’이 되셨습니다. ‘업무’를 눌러 시작하세요.");
    assert!(clerk.has("업무"));
    let thief = town.member("ko").await;
    assert!(thief.says(&format!("/start {payload}")).await.contains("이미 쓰였거나"));
    assert!(thief.says("업무").await.contains("담당 직원만"));
    town.forget_unread();
}

#[tokio::test]
async fn an_invitation_survives_consent_and_ends_after_a_day() {
    let town = Town::new().await;
    let admin = town.staff(Role::Admin).await;
    let payload = invited(&admin, "검토 담당").await;
    let newcomer = town.stranger("ko");
    let greeted = newcomer.says(&format!("/start {payload}")).await;
    assert_eq!(
        greeted.lines().next(),
        Some("🤖 성남시에서 ‘검토 담당’ 역할로 일하도록 초대받으셨습니다. 먼저 아래 동의가 필요합니다.")
    );
    newcomer.presses("동의합니다").await;
    newcomer.presses("동의합니다").await;
    newcomer.presses("네, 만 14세 이상입니다").await;
    assert!(newcomer.screen().contains("검토 담당"), "{}", newcomer.screen());

    let late = town.member("ko").await;
    let payload = invited(&admin, "업무 담당").await;
    town.wait(TimeDelta::hours(24)).await;
    assert!(late.says(&format!("/start {payload}")).await.contains("기한이 지난"));
    town.forget_unread();
}

#[tokio::test]
async fn who_tries_their_own_link_does_not_use_it_up() {
    let town = Town::new().await;
    let (admin, clerk) = (town.staff(Role::Admin).await, town.member("en").await);
    let payload = invited(&admin, "업무 담당").await;
    assert!(admin.says(&format!("/start {payload}")).await.contains("그대로 전해도"));
    assert!(clerk.says(&format!("/start {payload}")).await.contains("Your role is now"));
    assert!(admin.says("업무").await.contains("관리자"), "an invitation takes no rights away");
    town.forget_unread();
}

#[tokio::test]
async fn a_double_tap_makes_one_invitation() {
    let town = Town::new().await;
    let admin = town.staff(Role::Admin).await;
    admin.says("업무").await;
    admin.presses("직원").await;
    admin.presses("직원 초대").await;
    let (data, message) = admin.button("업무 담당");
    admin.press_data(&data, Some(message)).await;
    assert!(admin.press_data(&data, Some(message)).await.contains("방금 초대를 만들었어요"));
    let mut tx = town.db().await.read().await.unwrap();
    assert_eq!(store::count_invitations(&mut tx).await.unwrap(), 1);
    drop(tx);
    admin.presses("업무 화면").await;
    admin.presses("직원").await;
    assert!(admin.presses("쓰지 않은 초대 없애기").await.contains("초대 1개를 없앴어요"));
    town.forget_unread();
}

#[tokio::test]
async fn a_role_is_taken_away_after_asking_and_what_they_wrote_ends() {
    let town = Town::new().await;
    let (admin, clerk) = (town.staff(Role::Admin).await, town.staff(Role::Clerk).await);
    clerk.says("업무").await;
    clerk.presses("알림 보내기").await;
    clerk.presses("모두에게").await;
    admin.says("업무").await;
    admin.presses("직원").await;
    assert_snapshot!(admin.presses("시민 #2 해지").await, @r###"
    🤖 (고침) ‘시민 #2’의 ‘업무 담당’ 권한을 거둘까요?
       쓰던 업무 글은 지워지고, 본인에게 알려요. 시민으로서 한 일은 그대로예요.
       [권한을 거둡니다] [뒤로]
       [업무 화면] [처음으로]
    "###);
    let (data, message) = admin.button("권한을 거둡니다");
    assert_snapshot!(admin.press_data(&data, Some(message)).await, @r###"
    🤖 ‘시민 #2’의 ‘업무 담당’ 권한을 거두었습니다.
       [업무 화면] [처음으로]
    "###);
    assert!(admin.press_data(&data, Some(message)).await.contains("이미 직원이 아니에요"));
    assert_snapshot!(clerk.reads(), @r###"
    🤖 ‘업무 담당’ 권한이 끝났습니다. 시민으로서는 그대로 참여하실 수 있습니다.
       [처음으로]
    "###);
    assert!(!clerk.says("몰래 보내는 알림입니다").await.contains("(3/4)"), "{}", clerk.screen());
    assert!(clerk.press_data(r#"{"r":"announce"}"#, None).await.contains("저장해 둔 글이 없어요"));
    assert!(clerk.press_data(r#"{"s":{"d":{"log":null}}}"#, None).await.len() > 1);
    assert_snapshot!(admin.says("업무").await, @r###"
    🤖 <b>업무</b> · 역할: 관리자
       
       • 확인할 새 제안이 없습니다.
       • 투표: 진행 0건, 예정 0건, 발표 기다림 0건
       • 모임: 예정된 모임 없음
       [새 제안 확인] [투표 관리]
       [모임 관리]
       [새 투표] [새 모임]
       [알림 보내기] [보낸 알림]
       [내보내기] [기록] [직원]
       [처음으로]
    "###);
    assert_snapshot!(admin.presses("기록").await, @r###"
    🤖 (고침) <b>기록</b> (최근 것부터)
       • 2026년 11월 23일(월) 오전 10시 · 시민 #1 · 시민 #2 권한 해지
       [업무 화면] [처음으로]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn the_last_admin_stays_and_others_cannot_touch_staff() {
    let town = Town::new().await;
    let (admin, coordinator) = (town.staff(Role::Admin).await, town.staff(Role::Coordinator).await);
    admin.says("업무").await;
    admin.presses("직원").await;
    assert!(admin.presses("시민 #1 해지").await.contains("마지막 관리자"));
    for data in [
        r#"{"s":{"d":{"rmy":[1,"admin"]}}}"#,
        r#"{"s":{"d":{"inva":["admin",0]}}}"#,
        r#"{"s":{"d":"who"}}"#,
        r#"{"s":{"d":"invx"}}"#,
    ] {
        assert!(coordinator.press_data(data, None).await.contains("지금 맡은 역할(협치조정관)"), "{data}");
    }
    assert!(admin.press_data(r#"{"s":{"d":{"rmy":[2,"clerk"]}}}"#, None).await.contains("역할이 바뀌었어요"));
    assert!(admin.press_data(r#"{"s":{"d":{"rmy":[99,"clerk"]}}}"#, None).await.contains("이미 직원이 아니에요"));
    town.forget_unread();
}

#[tokio::test]
async fn an_admin_may_step_down_when_there_is_another() {
    let town = Town::new().await;
    let (admin, _other) = (town.staff(Role::Admin).await, town.staff(Role::Admin).await);
    admin.says("업무").await;
    admin.presses("직원").await;
    assert!(admin.presses("시민 #1 해지").await.contains("내려놓을까요"));
    assert!(admin.presses("권한을 거둡니다").await.contains("내려놓았습니다"));
    assert!(!admin.has("업무"));
    assert!(admin.says("업무").await.contains("담당 직원만"));
}

#[tokio::test]
async fn the_command_line_invites_lists_and_revokes() {
    let town = Town::new().await;
    let db = town.db().await;
    let invitation = db.write(async move |tx| cli::invite(tx, Role::Admin).await).await.unwrap();
    let boss = town.member("ko").await;
    boss.says(&format!("/start {}", invitation.payload)).await;
    let members = db.write(async move |tx| cli::list(tx).await).await.unwrap();
    assert_eq!(members.iter().map(|member| member.role).collect::<Vec<_>>(), [Role::Admin]);
    let (city, id) = (town.city().await, boss.id().await);
    let refused = db.write(async move |tx| cli::revoke(tx, &city, id).await).await.unwrap();
    assert_eq!(refused.unwrap_err(), rules::Problem::LastAdmin);
    boss.says("업무").await;
    assert_snapshot!(boss.presses("기록").await, @r###"
    🤖 (고침) <b>기록</b> (최근 것부터)
       • 2026년 11월 23일(월) 오전 10시 · 시민 #1 · 시민 #1 초대 수락
       • 2026년 11월 23일(월) 오전 10시 · 명령줄 또는 자동 · 직원 초대
       [업무 화면] [처음으로]
    "###);
    town.forget_unread();
}

#[tokio::test]
async fn exports_come_as_files_and_are_written_down() {
    let town = Town::new().await;
    let (clerk, coordinator) = (town.staff(Role::Clerk).await, town.staff(Role::Coordinator).await);
    clerk.says("업무").await;
    assert_snapshot!(clerk.presses("내보내기").await, @r###"
    🤖 (고침) 무엇을 내보낼까요? 시민의 글과 신청 내역이 들어 있으니 업무용으로만 써 주세요.
       [제안]
       [투표와 결과]
       [모임과 신청자]
       [업무 화면] [처음으로]
    "###);
    assert_snapshot!(clerk.presses("제안").await, @r###"
    🤖 (고침) ‘제안’을 어떤 파일로 받을까요?
       엑셀에서 열려면 CSV, 다른 프로그램에서 쓰려면 JSON을 고르세요.
       [CSV (엑셀)] [JSON]
       [뒤로]
       [업무 화면] [처음으로]
    "###);
    let shown = clerk.presses("JSON").await;
    assert!(shown.contains("제안-2026-11-23.json"), "{shown}");
    let (_, bytes) = clerk.documents().remove(0);
    assert!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap().is_object());
    coordinator.says("업무").await;
    assert!(coordinator.presses("기록").await.contains("제안 내보내기"), "{}", coordinator.screen());
    town.forget_unread();
}

#[tokio::test]
async fn every_export_opens_as_csv_and_as_json() {
    let town = Town::new().await;
    let (db, city) = (town.db().await, town.city().await);
    let mut tx = db.read().await.unwrap();
    for (name, what) in What::NAMES {
        assert_eq!(What::named(name), Some(what));
        let tables = export::tables(&mut tx, &city, what).await.unwrap();
        assert_eq!(
            tables.iter().map(|table| table.name).collect::<Vec<_>>(),
            what.tables(),
            "What::tables must name them"
        );
        for table in &tables {
            assert!(columns::table(table.name).is_some(), "{} has no words", table.name);
            for column in &table.columns {
                assert!(columns::column(column).is_some(), "{}.{column} has no words", table.name);
            }
        }
        for format in [Format::Csv, Format::Json] {
            for file in export::files(what, format) {
                let rendered = export::render(&mut tx, &city, &file).await.unwrap();
                assert!(rendered.name.ends_with(format.name()), "{}", rendered.name);
                assert!(!rendered.bytes.is_empty(), "{}", rendered.name);
            }
        }
    }
    let gone = Export { what: What::Proposals, table: Some("nothing".into()), format: Format::Csv, lang: None };
    assert!(export::render(&mut tx, &city, &gone).await.is_err());
}

#[tokio::test]
async fn an_old_button_and_a_forged_one_are_answered() {
    let town = Town::new().await;
    let (clerk, citizen) = (town.staff(Role::Clerk).await, town.member("en").await);
    for data in [r#"{"s":{"d":"nothing"}}"#, r#"{"s":{"d":{"exf":["proposals","exe"]}}}"#, "{", ""] {
        assert!(clerk.press_data(data, None).await.contains("지난 단추"), "{data}");
    }
    assert!(citizen.press_data(r#"{"s":{"d":{"exf":["proposals","csv"]}}}"#, None).await.contains("staff"));
    assert!(citizen.documents().is_empty());
    assert!(clerk.press_data(r#"{"s":{"d":"log"}}"#, None).await.contains("지금 맡은 역할"));
    town.forget_unread();
}

#[tokio::test]
async fn staff_are_asked_before_a_draft_is_replaced() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    clerk.says("업무").await;
    clerk.presses("새 투표").await;
    clerk.says("업무").await;
    assert_snapshot!(clerk.presses("새 투표").await, @r###"
    🤖 쓰다 만 새 투표가 있어요 (2026년 11월 23일(월) 오전 10시 저장). 새로 시작하면 지워져요.
       [이어서 쓰기] [새로 시작]
       [업무 화면] [처음으로]
    "###);
    town.restart().await;
    clerk.presses("이어서 쓰기").await;
    clerk.says("업무").await;
    clerk.presses("새 모임").await;
    town.forget_unread();
}

#[tokio::test]
async fn what_went_wrong_is_shown_to_who_sees_to_it() {
    let town = Town::new().await;
    let coordinator = town.staff(Role::Coordinator).await;
    town.expect_set_aside(0);
    let db = town.db().await;
    db.write(async move |tx| {
        Ok(madang::inbox::store::set_aside(tx, "town", Some(900_001), b"{}", None, "a test").await?)
    })
    .await
    .unwrap();
    assert!(coordinator.says("업무").await.contains("처리하지 못하고 보관한 메시지 1건"));
    let clerk = town.staff(Role::Clerk).await;
    assert!(!clerk.says("업무").await.contains("보관한 메시지"));
}

#[tokio::test]
async fn what_could_not_be_sent_is_told_with_its_reasons_and_who_left_is_no_failure() {
    let town = Town::new().await;
    let (coordinator, clerk) = (town.staff(Role::Coordinator).await, town.staff(Role::Clerk).await);
    let (gone, odd) = (town.member("ko").await, town.member("ko").await);
    let (left, refused) = (gone.chat, odd.chat);
    let trouble = move |to| match to {
        to if to == left => Some(SendError::Gone),
        to if to == refused => Some(SendError::Refused("a test".into())),
        _ => None,
    };
    town.screens().troubles.lock().unwrap().push(Box::new(trouble));
    gone.says("도움말").await;
    assert_snapshot!(coordinator.says("업무").await, @r###"
    🤖 <b>업무</b> · 역할: 협치조정관
       
       • 확인할 새 제안이 없습니다.
       • 투표: 진행 0건, 예정 0건, 발표 기다림 0건
       • 모임: 예정된 모임 없음
       [새 제안 확인] [투표 관리]
       [모임 관리]
       [새 투표] [새 모임]
       [알림 보내기] [보낸 알림]
       [내보내기] [기록]
       [못 보낸 메시지]
       [처음으로]
    "###);
    assert!(coordinator.presses("못 보낸 메시지").await.contains("막았거나 나감: 1건. 고장이 아니에요"));
    odd.says("도움말").await;
    let shown = coordinator.says("업무").await;
    assert!(shown.contains("보내지 못한 메시지 1건. ‘못 보낸 메시지’에서"), "{shown}");
    assert_snapshot!(coordinator.presses("못 보낸 메시지").await, @r###"
    🤖 (고침) <b>지난 7일 동안 못 보낸 메시지</b>
       • 보내지 못함(메신저가 받지 않거나 연결이 안 됨): 1건. 전산 담당자에게 알려 주세요.
       • 받는 분이 대화를 막았거나 나감: 1건. 고장이 아니에요.
       
       메신저가 알려 온 까닭
       • a test (1건)
       [못 보낸 것 다시 보내기]
       [업무 화면] [처음으로]
    "###);
    assert!(!clerk.says("업무").await.contains("못 보낸"));
    assert!(clerk.press_data(r#"{"s":{"d":"lost"}}"#, None).await.contains("지금 맡은 역할"));
    town.wait(TimeDelta::days(8)).await;
    assert!(!coordinator.says("업무").await.contains("못 보낸"));
    town.forget_unread();
}

#[tokio::test]
async fn what_a_citizen_wrote_cannot_run_in_a_spreadsheet() {
    let town = Town::new().await;
    let (clerk, mina) = (town.staff(Role::Clerk).await, town.member("ko").await);
    mina.says("/propose").await;
    mina.says("=cmd|' /C calc'!A0 를 실행하는 칸입니다").await;
    mina.says("@SUM(1+1)*cmd 를 더해 주세요").await;
    mina.presses("안전").await;
    mina.says("야탑1동").await;
    mina.presses("건너뛰기").await;
    mina.says("=HYPERLINK(\"http://evil\",\"눌러 보세요\")").await;
    assert!(mina.presses("제출하기").await.contains("2026-0001"), "{}", mina.screen());
    clerk.press_data(r#"{"s":{"d":{"exf":["proposals","csv"]}}}"#, None).await;
    clerk.press_data(r#"{"s":{"pr":{"pn":[1,1]}}}"#, None).await;
    let coordinator = town.staff(Role::Coordinator).await;
    coordinator.says("업무").await;
    assert!(coordinator.presses("기록").await.contains("제안 2026-0001 공개"), "{}", coordinator.screen());
    let documents = clerk.documents();
    let names: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["제안-2026-11-23.csv", "제안-처리 과정-2026-11-23.csv"]);
    let text = String::from_utf8(documents[0].1.clone()).unwrap();
    assert!(text.starts_with("\u{FEFF}\""));
    assert!(text.contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"눌러 보세요\"\")\""), "{text}");
    assert!(text.contains("\"'=cmd|") && text.contains("\"'@SUM"), "{text}");
    town.forget_unread();
}

#[test]
fn every_press_of_the_desk_fits_into_a_button() {
    let (person, notice) = (PersonId(i64::MAX), NoticeId(i64::MAX));
    let roster = What::Roster(ForumId(i64::MAX));
    let mut presses = vec![
        staff::Press::ExportAs(roster, Format::Json),
        staff::Press::Export(roster),
        staff::Press::RevokeNow(person, Role::Coordinator),
        staff::Press::InviteAs(Role::Coordinator, i64::MAX),
    ];
    presses.extend([Begin::Poll, Begin::Forum, Begin::Announcement].map(staff::Press::Anew));
    let presses = presses.into_iter().map(Desk::Staff);
    let notices = [DeskPress::List(i64::MAX), DeskPress::StopNow(notice), DeskPress::CorrectAnew(notice)];
    for press in presses.chain(notices.map(Desk::Notice)).map(Press::Desk) {
        assert_eq!(Press::decode(&press.encode()), Some(press));
    }
}
