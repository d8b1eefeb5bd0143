//! The desk: who may come in, what they find there, how they invite and leave, what they take out.

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::person::Role;
use madang::staff::export::{self, Export, Format, What};
use madang::staff::{cli, rules, store};
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
    assert_snapshot!(moderator.says("업무").await, @"");
    let admin = town.staff(Role::Admin).await;
    assert_snapshot!(admin.says("/desk").await, @"");
    assert!(admin.says("English").await.contains("English"));
    assert_snapshot!(admin.says("desk").await, @"");
    let citizen = town.member("ko").await;
    assert!(citizen.says("업무").await.contains("담당 직원만"));
}

#[tokio::test]
async fn an_invitation_makes_a_citizen_a_clerk_once() {
    let town = Town::new().await;
    let admin = town.staff(Role::Admin).await;
    admin.says("업무").await;
    assert_snapshot!(admin.presses("직원").await, @"");
    assert_snapshot!(admin.presses("직원 초대").await, @"");
    let shown = admin.presses("업무 담당").await;
    let payload = link(&shown);
    assert_snapshot!(shown.replace(&payload, "staff-SECRET"), @"");

    let clerk = town.member("ko").await;
    assert_snapshot!(clerk.says(&format!("/start {payload}")).await, @"");
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
    newcomer.says(&format!("/start {payload}")).await;
    newcomer.presses("동의합니다").await;
    newcomer.presses("동의합니다").await;
    newcomer.presses("네, 만 14세 이상입니다").await;
    newcomer.presses("건너뛰기").await;
    newcomer.presses("다 골랐어요").await;
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
    assert!(clerk.says(&format!("/start {payload}")).await.contains("You are now"));
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
    assert_snapshot!(admin.presses("시민 #2 해지").await, @"");
    let (data, message) = admin.button("권한을 거둡니다");
    assert_snapshot!(admin.press_data(&data, Some(message)).await, @"");
    assert!(admin.press_data(&data, Some(message)).await.contains("이미 직원이 아니에요"));
    assert_snapshot!(clerk.reads(), @"");
    assert!(!clerk.says("몰래 보내는 알림입니다").await.contains("(3/4)"), "{}", clerk.screen());
    assert!(clerk.press_data(r#"{"r":"announce"}"#, None).await.contains("저장해 둔 글이 없어요"));
    assert!(clerk.press_data(r#"{"s":{"d":{"log":null}}}"#, None).await.len() > 1);
    assert_snapshot!(admin.says("업무").await, @"");
    assert_snapshot!(admin.presses("기록").await, @"");
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
    assert_snapshot!(boss.presses("기록").await, @"");
    town.forget_unread();
}

#[tokio::test]
async fn exports_come_as_files_and_are_written_down() {
    let town = Town::new().await;
    let (clerk, coordinator) = (town.staff(Role::Clerk).await, town.staff(Role::Coordinator).await);
    clerk.says("업무").await;
    assert_snapshot!(clerk.presses("내보내기").await, @"");
    assert_snapshot!(clerk.presses("제안").await, @"");
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
        for format in [Format::Csv, Format::Json] {
            for file in export::files(&mut tx, &city, what, format).await.unwrap() {
                let rendered = export::render(&mut tx, &city, &file).await.unwrap();
                assert!(rendered.name.ends_with(format.name()), "{}", rendered.name);
                assert!(!rendered.bytes.is_empty(), "{}", rendered.name);
            }
        }
    }
    let gone = Export { what: What::Proposals, table: Some("nothing".into()), format: Format::Csv };
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
    assert_snapshot!(clerk.presses("새 투표").await, @"");
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
