//! Forums, as citizens and clerks live through them: announced, signed up for, reminded of, moved,
//! full, cancelled.

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::{Desk, Press};
use madang::channel::Kind;
use madang::forum::{self, DeskPress, ForumId, change, draft::Part};
use madang::person::Role;
use town::{Citizen, Town};

/// The first forum of a town.
const FIRST: ForumId = ForumId(1);

fn at_desk(press: DeskPress) -> String {
    Press::Desk(Desk::Forum(press)).encode()
}

fn forum(press: forum::Press) -> String {
    Press::Forum(press).encode()
}

/// Answers the wizard's questions as a clerk would, up to the preview, which is returned.
async fn prepares(clerk: &Citizen, when: &str, seats: &str) -> String {
    clerk.press_data(&at_desk(DeskPress::Plan), None).await;
    clerk.says("탄천 밤길 안전 공론장").await;
    clerk.says("밤길 조명을 어디에 둘지 함께 정해요.").await;
    clerk.says(when).await;
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("야탑1동 행정복지센터 3층").await;
    clerk.says("분당구 야탑로 100").await;
    clerk.location(37.4119, 127.1286).await;
    clerk.says("zoom.us/j/123").await;
    clerk.says(seats).await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("성남시 전체").await;
    clerk.presses("분야와 상관없이").await;
    clerk.says("Forum on safe paths at night").await;
    clerk.says("Where should the lamps stand?").await
}

/// A forum on Friday, 4 December 2026 at two in the afternoon.
async fn announced(town: &Town, seats: &str) -> Citizen {
    let clerk = town.staff(Role::Clerk).await;
    prepares(&clerk, "12월 4일 오후 2시", seats).await;
    clerk.presses("알리기").await;
    town.pass().await;
    town.forget_unread();
    clerk
}

async fn signs_up(citizen: &Citizen) -> String {
    citizen.press_data(&forum(forum::Press::SignUp(FIRST)), None).await
}

#[tokio::test]
async fn a_clerk_announces_a_forum_and_a_citizen_signs_up_and_is_reminded() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let clerk = town.staff(Role::Clerk).await;
    println!("{}", clerk.press_data(&at_desk(DeskPress::Plan), None).await);
    for text in ["탄천 밤길 안전 공론장", "밤길 조명을 어디에 둘지 함께 정해요.", "다음주 금요일 2시"] {
        println!("🙋 {text}\n{}", clerk.says(text).await);
    }
    println!("{}", clerk.presses("네, 맞아요").await);
    println!("{}", clerk.says("오후 4시").await);
    println!("{}", clerk.says("야탑1동 행정복지센터 3층").await);
    println!("{}", clerk.says("분당구 야탑로 100").await);
    println!("{}", clerk.location(37.4119, 127.1286).await);
    println!("{}", clerk.says("zoom.us/j/123").await);
    println!("{}", clerk.says("30명").await);
    println!("{}", clerk.presses("30분 전").await);
    println!("{}", clerk.presses("다 골랐어요").await);
    println!("{}", clerk.presses("분당구").await);
    println!("{}", clerk.presses("뒤로").await);
    println!("{}", clerk.presses("성남시 전체").await);
    println!("{}", clerk.presses("분야와 상관없이").await);
    println!("{}", clerk.presses("건너뛰기").await);
    println!("{}", clerk.presses("건너뛰기").await);
    println!("{}", clerk.presses("알리기").await);
    town.pass().await;
    println!("MINA {}", mina.reads());
    println!("MINA {}", mina.presses("모임 보기").await);
    println!("MINA {}", mina.presses("지도 보기").await);
    println!("MINA {}", mina.presses("참석 신청").await);
    println!("MINA {}", mina.presses("내 일정").await);
    println!("MINA {}", mina.says("모임").await);
    println!("MINA {}", mina.says("할일").await);
    town.goes_to("2026-12-03 14:00").await;
    println!("MINA {}", mina.reads());
    println!("MINA {}", mina.presses("갈게요").await);
    town.goes_to("2026-12-04 12:00").await;
    println!("MINA {}", mina.reads());
    town.goes_to("2026-12-04 13:30").await;
    println!("MINA {}", mina.reads());
    town.goes_to("2026-12-04 16:30").await;
    println!("MINA {}", mina.reads());
    println!("{}", clerk.press_data(&at_desk(DeskPress::Queue), None).await);
    println!("{}", clerk.press_data(&at_desk(DeskPress::Open(FIRST)), None).await);
    println!("{}", clerk.presses("신청자 명단").await);
    town.forget_unread();
}
