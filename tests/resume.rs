//! A restart in the middle of every conversation of several steps, after each of its steps: what is
//! on the screen at the end, and what lies in the database, is the same as if the program had never
//! stopped. A new conversation is one more row of [`WIZARDS`].

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::collections::BTreeMap;

use madang::bot::{Desk, Press as Button, Words};
use madang::person::Role;
use madang::poll::{Candidate, Field, OptionId, Poll, life, voting};
use madang::{forum, poll, proposal};
use town::{Citizen, Town, seoul};

/// A conversation of several steps.
struct Wizard {
    /// As `Dialogue::kind` calls it, and what of it.
    name: &'static str,
    /// What has to be there before, and who goes through it.
    scene: Scene,
    /// From its first step to its last.
    steps: &'static [Step],
}

/// What somebody does.
enum Step {
    Say(&'static str),
    Press(&'static str),
    Photo(&'static str),
    Place(f64, f64),
    /// A button that lies further back than the screen of a fresh town goes.
    Tap(fn() -> Button),
}

use Step::{Photo, Place, Press, Say, Tap};

/// What has to be there before.
#[derive(Clone, Copy)]
enum Scene {
    /// Nothing: a citizen in an empty town.
    Citizen,
    /// Somebody who has agreed to nothing.
    Stranger,
    /// Nothing: a clerk in an empty town.
    Clerk,
    /// A proposal that waits, for a clerk.
    Proposal,
    /// The same, about which staff have asked something: for its author.
    Asked,
    /// A forum that somebody signed up for, for a clerk.
    Forum,
    /// An open poll, for a clerk; or for a citizen who votes.
    Poll,
    Ballot,
    /// The same poll, after this was changed about it: for a citizen who votes.
    Voting(fn(&mut Poll)),
}

const PROBLEM: &str = "탄천 산책로에 불이 없어 저녁에 걷기 무서워요. 야탑에서 이매 사이가 특히 그래요.";
const WISH: &str = "야탑에서 이매 사이 300미터에 조명과 비상벨을 달아 주세요.";
const REASON: &str = "탄천 산책로의 조도를 재어 보니 기준보다 낮아 올해 안에 조명을 새로 달기로 했습니다.";

const WIZARDS: &[Wizard] = &[
    Wizard {
        name: "consent and profile",
        scene: Scene::Stranger,
        steps: &[
            Say("/start"),
            Press("시작"),
            Press("동의합니다"),
            Press("동의합니다"),
            Press("네, 만 14세 이상입니다"),
            Press("분당구"),
            Press("다음 목록"),
            Say("야탑1동"),
            Press("살아요"),
            Press("안전"),
            Press("교통"),
            Press("다 골랐어요"),
        ],
    },
    Wizard {
        name: "profile, the nickname",
        scene: Scene::Citizen,
        steps: &[Say("설정"), Press("별명"), Say("🙂"), Say("탄천 걷는 사람")],
    },
    Wizard {
        name: "propose",
        scene: Scene::Citizen,
        steps: &[
            Say("제안하기"),
            Say("짧아요"),
            Say(PROBLEM),
            Say(WISH),
            Press("안전"),
            Say("분당구"),
            Say("야탑1동"),
            Photo("night.jpg"),
            Photo("path.jpg"),
            Press("다음"),
            Press("이 제목으로 하기"),
            Press("고치기"),
            Press("바라는 점"),
            Say("가로등을 열 개 더 세워 주세요. 부탁해요."),
            Press("제출하기"),
        ],
    },
    Wizard {
        name: "propose, with a place on the map",
        scene: Scene::Citizen,
        steps: &[
            Say("제안하기"),
            Say(PROBLEM),
            Say(WISH),
            Say("교통"),
            Place(37.4115, 127.1287),
            Press("건너뛰기"),
            Say("뒤로"),
            Press("건너뛰기"),
            Say("밤길이 무서운 탄천 산책로"),
            Press("제출하기"),
        ],
    },
    Wizard {
        name: "supplement",
        scene: Scene::Asked,
        steps: &[
            Press("보완 답하기"),
            Say("짧아요"),
            Say("야탑역 4번 출구에서 이매역까지예요. 제 번호는 010-1234-5678이에요."),
            Say("야탑역 4번 출구에서 이매역까지예요. 저녁 여덟 시쯤이 가장 어두워요."),
        ],
    },
    Wizard {
        name: "handle, asking the author",
        scene: Scene::Proposal,
        steps: &[
            Tap(|| at_desk(Desk::Proposal(proposal::DeskPress::Ask(proposal::ProposalId(1), 1)))),
            Say("어느 구간인지 더 자세히 알려 주세요."),
            Press("고치기"),
            Say("어느 구간인지, 언제가 가장 어두운지 알려 주세요."),
            Press("보내기"),
        ],
    },
    Wizard {
        name: "handle, answering",
        scene: Scene::Proposal,
        steps: &[
            Tap(|| at_desk(Desk::Proposal(proposal::DeskPress::PublishNow(proposal::ProposalId(1), 1)))),
            Tap(|| at_desk(Desk::Proposal(proposal::DeskPress::Decide(proposal::ProposalId(1), 2)))),
            Press("재난안전관"),
            Press("뒤로"),
            Say("1"),
            Press("채택"),
            Say("너무 짧은 까닭"),
            Say(REASON),
            Say("2027년 5월 31일"),
            Say("The path is darker than it should be, and the city will put up new lamps this year."),
            Press("뒤로"),
            Press("건너뛰기"),
            Press("보내기"),
        ],
    },
    Wizard {
        name: "poll_plan",
        scene: Scene::Clerk,
        steps: &[
            Say("업무"),
            Press("새 투표"),
            Say("2027년에 먼저 할 사업은?"),
            Say("Which projects come first in 2027?"),
            Say("뽑힌 사업을 예산에 먼저 담습니다."),
            Press("건너뛰기"),
            Say("탄천 야간 조명 | 야탑에서 이매까지 | 4억 2,000만\n통학로 안전"),
            Say("모란시장 쉼터"),
            Press("다음"),
            Say("Lights | From Yatap to Imae\nSafe ways to school\nA rest house"),
            Press("여러 개 고르기"),
            Press("2"),
            Press("뒤로"),
            Say("2개"),
            Press("1"),
            Say("11월 25일 오전 9시"),
            Press("맞아요"),
            Say("어제"),
            Say("12월 1일 오후 6시"),
            Press("맞아요"),
            Press("나이·직장·코드 조건 더하기"),
            Press("일해요"),
            Press("투표 코드가 있어야 해요"),
            Press("나이: 만 14세 이상"),
            Say("9살"),
            Say("19-34"),
            Press("다 골랐어요"),
            Press("분당구"),
            Press("이 구 전체"),
            Press("마감하면 바로"),
            Press("고치기"),
            Press("질문"),
            Say("2027년에 가장 먼저 할 사업은?"),
            Press("건너뛰기"),
            Press("게시"),
        ],
    },
    Wizard {
        name: "poll_change, extending",
        scene: Scene::Poll,
        steps: &[
            Tap(|| at_desk(Desk::Poll(poll::DeskPress::Extend(poll::PollId(1))))),
            Say("11월 24일 오후 6시"),
            Say("12월 3일 오후 6시"),
            Press("맞아요"),
        ],
    },
    Wizard {
        name: "poll_change, cancelling",
        scene: Scene::Poll,
        steps: &[
            Tap(|| at_desk(Desk::Poll(poll::DeskPress::Cancel(poll::PollId(1))))),
            Say("후보를 잘못 적어 다시 엽니다."),
            Press("건너뛰기"),
            Press("취소하고 알리기"),
        ],
    },
    Wizard {
        name: "poll_change, correcting",
        scene: Scene::Poll,
        steps: &[
            Tap(|| at_desk(Desk::Poll(poll::DeskPress::Correct(poll::PollId(1))))),
            Say("1번 후보의 예산은 4억이 아니라 3억입니다."),
            Say("The first option costs 300 million won."),
            Press("바로잡기"),
        ],
    },
    Wizard {
        name: "a ballot",
        scene: Scene::Ballot,
        steps: &[
            Say("/start vote-1"),
            Press("1번 고르기"),
            Press("2번 고르기"),
            Press("1번 빼기"),
            Press("3번 고르기"),
            Press("제출"),
            Press("다시 고르기"),
            Press("제출"),
            Press("이대로 투표하기"),
        ],
    },
    Wizard {
        name: "on_site, and away again",
        scene: Scene::Poll,
        steps: &[
            Tap(|| at_desk(Desk::Poll(poll::DeskPress::Help(poll::PollId(1))))),
            Say("12"),
            Press("투표 시작"),
            Press("1번 고르기"),
            Press("투표하지 않고 끝내기"),
        ],
    },
    Wizard {
        name: "paper, from a station to a second member of staff",
        scene: Scene::Poll,
        steps: &[
            Tap(|| at_desk(Desk::Poll(poll::DeskPress::PaperNew(poll::PollId(1))))),
            Say("야탑1동"),
            Say("10"),
            Say("2"),
            Say("1번 8\n2번 5\n3번 0"),
            Press("내고 확인 부탁하기"),
        ],
    },
    Wizard {
        name: "vote_code, with an age",
        scene: Scene::Voting(|poll| (poll.eligible.age_min, poll.eligible.code) = (Some(19), true)),
        steps: &[
            Say("/start vote-1"),
            Press("아니요"),
            Press("나이 다시 답하기"),
            Press("네, 맞아요"),
            Press("투표 코드 넣기"),
            Say("몰라요"),
            Say("K7F2-9QMD-0S3T-XW4B"),
            Say("K7F2 9QMD 0S3T XW4C"),
            Say("그만두기"),
        ],
    },
    Wizard {
        name: "a ballot with an order",
        scene: Scene::Voting(|poll| poll.method = &voting::Ranking),
        steps: &[
            Say("/start vote-1"),
            Press("3번을 1순위로"),
            Press("1번을 2순위로"),
            Press("3번 빼기"),
            Press("2번을 2순위로"),
            Say("3 > 1"),
            Press("다시 고르기"),
            Press("제출"),
            Press("이대로 투표하기"),
        ],
    },
    Wizard {
        name: "a ballot with marks",
        scene: Scene::Voting(|poll| (poll.method, poll.picks) = (&voting::Score, 3)),
        steps: &[
            Say("/start vote-1"),
            Press("1번 5점"),
            Press("2번 3점"),
            Press("2번 [3점]"),
            Say("3번 4점"),
            Press("제출"),
            Press("이대로 투표하기"),
            Press("바꾸기"),
            Press("2번 1점"),
            Press("나중에 하기"),
        ],
    },
    Wizard {
        name: "a ballot with points",
        scene: Scene::Voting(|poll| (poll.method, poll.picks) = (&voting::Points, 3)),
        steps: &[
            Say("/start vote-1"),
            Press("1번 1점 더"),
            Press("1번 1점 더"),
            Press("3번 1점 더"),
            Press("1번 1점 빼기"),
            Say("2=8"),
            Press("제출"),
            Press("이대로 투표하기"),
        ],
    },
    Wizard {
        name: "a ballot with a budget",
        scene: Scene::Voting(|poll| {
            (poll.method, poll.picks, poll.terms.budget) = (&voting::Knapsack, 3, Some(500));
            (1..).zip(&mut poll.options).for_each(|(cost, option)| option.cost = Some(100 * cost));
        }),
        steps: &[
            Say("/start vote-1"),
            Press("3번 고르기"),
            Press("1번 고르기"),
            Press("2번: 100원 모자람"),
            Press("1번 빼기"),
            Press("2번 고르기"),
            Press("제출"),
            Press("이대로 투표하기"),
        ],
    },
    Wizard {
        name: "a ballot with fields",
        scene: Scene::Voting(|poll| {
            poll.terms.fields = ["길", "어르신"].map(|name| Field::new(Words::only(name))).to_vec();
            [1, 1, 2].into_iter().zip(&mut poll.options).for_each(|(field, option)| option.field = Some(field));
        }),
        steps: &[
            Say("/start vote-1"),
            Press("길 (고른 것 0)"),
            Press("2번 고르기"),
            Press("후보 보기"),
            Press("투표지로 가기"),
            Press("다음 목록"),
            Press("3번 고르기"),
            Press("분야 목록"),
            Press("제출"),
            Press("이대로 투표하기"),
        ],
    },
    Wizard {
        name: "a blank ballot",
        scene: Scene::Voting(|poll| poll.terms.blank = true),
        steps: &[
            Say("/start vote-1"),
            Press("1번 고르기"),
            Press("기권하기"),
            Press("다시 고르기"),
            Say("기권"),
            Press("기권으로 투표하기"),
        ],
    },
    Wizard {
        name: "poll_plan, about a budget with fields",
        scene: Scene::Clerk,
        steps: &[
            Say("업무"),
            Press("새 투표"),
            Press("예산"),
            Say("10억 원을 어디에 쓸까요?"),
            Press("건너뛰기"),
            Press("건너뛰기"),
            Say("# 길\n야간 조명 | 탄천 | 4억 | 야탑\n통학로 | | 3억\n# 어르신\n쉼터 | | 2억"),
            Photo("rest.jpg"),
            Press("다음"),
            Press("건너뛰기"),
            Say("많이"),
            Say("길 1~2\n어르신 1"),
            Say("5억"),
            Press("게시하면 바로"),
            Say("12월 1일 오후 6시"),
            Press("맞아요"),
            Press("시 전체, 누구나"),
            Press("마감하면 바로"),
            Press("고치기"),
            Press("기권"),
            Press("기권을 받기"),
            Press("고치기"),
            Press("방법"),
            Press("예산 고르게 나누기"),
            Say("3"),
            Say("10억"),
            Press("게시"),
        ],
    },
    Wizard {
        name: "poll_plan, for or against",
        scene: Scene::Clerk,
        steps: &[
            Say("업무"),
            Press("새 투표"),
            Press("찬반"),
            Say("탄천 산책로에 조명을 달까요?"),
            Press("건너뛰기"),
            Press("건너뛰기"),
            Press("게시하면 바로"),
            Say("12월 1일 오후 6시"),
            Press("맞아요"),
            Press("시 전체, 누구나"),
            Press("마감하면 바로"),
            Press("게시"),
        ],
    },
    Wizard {
        name: "forum_plan",
        scene: Scene::Clerk,
        steps: &[
            Say("업무"),
            Press("새 모임"),
            Say("탄천 밤길 안전 공론장"),
            Say("밤길 조명을 어디에 둘지 함께 정해요."),
            Say("다음주 금요일 2시"),
            Press("네, 맞아요"),
            Say("오후 4시"),
            Say("야탑1동 행정복지센터 3층"),
            Say("분당구 야탑로 100"),
            Place(37.4119, 127.1286),
            Say("zoom.us/j/123"),
            Say("30명"),
            Press("30분 전"),
            Press("다 골랐어요"),
            Press("분당구"),
            Press("분당구 전체"),
            Press("안전"),
            Say("Forum on safe paths at night"),
            Press("건너뛰기"),
            Press("고치기"),
            Press("장소"),
            Say("야탑3동 행정복지센터"),
            Press("건너뛰기"),
            Say("건너뛰기"),
            Press("알리기"),
        ],
    },
    Wizard {
        name: "forum_change, the time",
        scene: Scene::Forum,
        steps: &[
            Tap(|| at_desk(Desk::Forum(forum::DeskPress::Changes(forum::ForumId(1))))),
            Press("시작 시각"),
            Say("12월 5일 오후 3시"),
            Press("다시 적을게요"),
            Say("12월 5일 오후 4시"),
            Press("네, 맞아요"),
            Press("네, 바꿀게요"),
        ],
    },
    Wizard {
        name: "forum_change, cancelling",
        scene: Scene::Forum,
        steps: &[
            Tap(|| at_desk(Desk::Forum(forum::DeskPress::Changes(forum::ForumId(1))))),
            Press("모임 취소"),
            Say("강사가 아파 다음 달로 미룹니다."),
            Press("건너뛰기"),
            Press("네, 모임을 취소해요"),
        ],
    },
    Wizard {
        name: "announce",
        scene: Scene::Clerk,
        steps: &[
            Say("업무"),
            Press("알림 보내기"),
            Press("구나 동을 골라서"),
            Press("분당구"),
            Press("뒤로"),
            Press("분당구"),
            Press("분당구 전체"),
            Say("탄천 산책로 공사 안내\n12월 1일부터 밤에는 지나갈 수 없습니다."),
            Press("건너뛰기"),
            Press("받는 사람 바꾸기"),
            Press("모두에게"),
            Press("보내기"),
        ],
    },
];

fn at_desk(desk: Desk) -> Button {
    Button::Desk(desk)
}

#[tokio::test]
async fn a_restart_after_any_step_of_any_conversation_changes_nothing() {
    for wizard in WIZARDS {
        let straight = go_through(wizard, Restarts::Never).await;
        let broken = go_through(wizard, Restarts::AfterEveryStep).await;
        assert_eq!(straight.screen, broken.screen, "{}: the screens", wizard.name);
        for (table, rows) in &straight.tables {
            assert_eq!(*rows, broken.tables[table], "{}: the table {table}", wizard.name);
        }
    }
}

/// The conversations of the table end where they should: nothing is left to be answered.
#[tokio::test]
async fn every_kind_of_conversation_is_tried_and_comes_to_its_end() {
    let kinds = [
        "profile",
        "propose",
        "supplement",
        "handle",
        "poll_plan",
        "poll_change",
        "vote_code",
        "on_site",
        "paper",
        "forum_plan",
        "forum_change",
        "announce",
    ];
    for kind in kinds {
        assert!(WIZARDS.iter().any(|wizard| wizard.name.contains(kind)), "{kind} is not in the table");
    }
    for wizard in WIZARDS {
        let end = go_through(wizard, Restarts::Never).await;
        assert!(end.tables["dialogue"].is_empty(), "{}: {:?}\n{}", wizard.name, end.tables["dialogue"], end.screen);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Restarts {
    Never,
    AfterEveryStep,
}

/// What is left of a conversation.
struct End {
    screen: String,
    tables: BTreeMap<&'static str, Vec<String>>,
}

/// What a conversation can have changed. The poll that people vote in has the same key in every town.
const TABLES: [&str; 16] = [
    "person",
    "consent",
    "dialogue",
    "audit",
    "proposal",
    "proposal_event",
    "proposal_follow",
    "poll",
    "poll_option",
    "turnout",
    "ballot",
    "ballot_open",
    "forum",
    "seat",
    "reminder",
    "announcement",
];

async fn go_through(wizard: &Wizard, restarts: Restarts) -> End {
    let town = Town::new().await;
    let who = set(&town, wizard.scene).await;
    for step in wizard.steps {
        match step {
            Say(words) => who.says(words).await,
            Press(label) => who.presses(label).await,
            Photo(file) => who.photo(file).await,
            Place(north, east) => who.location(*north, *east).await,
            Tap(button) => who.press_data(&button().encode(), None).await,
        };
        if restarts == Restarts::AfterEveryStep {
            town.restart().await;
        }
    }
    town.pass().await;
    let mut tables = BTreeMap::new();
    for table in TABLES {
        let rows = town.rows(table).await;
        tables.insert(table, rows.iter().map(|row| without_hashes(row)).collect::<Vec<_>>());
    }
    let screen = without_hashes(&without_receipt(&who.screen()));
    town.forget_unread();
    End { screen, tables }
}

/// A poll's hash is of its keys too, which are others in every town.
fn without_hashes(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    words.filter(|word| word.len() <= 12).collect()
}

/// A vote's receipt is another in every town.
fn without_receipt(screen: &str) -> String {
    let mut parts = screen.split("번 <code>");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, part| before + "번 " + part.split_once("</code>").map_or(part, |(_, rest)| rest))
}

/// Makes what a scene needs; who goes on from there.
async fn set(town: &Town, scene: Scene) -> Citizen {
    match scene {
        Scene::Stranger => town.stranger("ko"),
        Scene::Citizen => town.member("ko").await,
        Scene::Clerk => town.staff(Role::Clerk).await,
        Scene::Proposal => {
            proposes(town).await;
            town.staff(Role::Clerk).await
        }
        Scene::Asked => {
            let author = proposes(town).await;
            let clerk = town.staff(Role::Clerk).await;
            let ask = at_desk(Desk::Proposal(proposal::DeskPress::Ask(proposal::ProposalId(1), 1)));
            clerk.press_data(&ask.encode(), None).await;
            clerk.says("어느 구간인지 더 자세히 알려 주세요.").await;
            clerk.presses("보내기").await;
            author
        }
        Scene::Poll => {
            publishes(town, |_| ()).await;
            town.staff(Role::Clerk).await
        }
        Scene::Ballot => {
            publishes(town, |_| ()).await;
            town.member("ko").await
        }
        Scene::Voting(change) => {
            publishes(town, change).await;
            town.member("ko").await
        }
        Scene::Forum => {
            let clerk = announces(town).await;
            let guest = town.member("ko").await;
            guest.press_data(&Button::Forum(forum::Press::SignUp(forum::ForumId(1))).encode(), None).await;
            clerk
        }
    }
}

async fn proposes(town: &Town) -> Citizen {
    let author = town.member("ko").await;
    author.says("제안하기").await;
    for answer in [PROBLEM, WISH, "안전", "건너뛰기", "건너뛰기", "밤길이 무서운 탄천 산책로"] {
        author.says(answer).await;
    }
    author.presses("제출하기").await;
    author
}

async fn publishes(town: &Town, change: fn(&mut Poll)) {
    // Everybody's order of the options comes from the key.
    std::fs::write(town.folder().join("keys").join("1.key"), [7; 32]).unwrap();
    let option = |number, title: &str| Candidate::new(OptionId(number), Words::only(title));
    let options = vec![option(1, "탄천 야간 조명"), option(2, "통학로 안전"), option(3, "모란시장 쉼터")];
    let mut poll =
        Poll::new(Words::only("2027년에 먼저 할 사업은?"), options, seoul(town::START), seoul("2026-12-01 18:00"));
    (poll.method, poll.picks) = (&voting::Approval, 2);
    change(&mut poll);
    let city = town.city().await;
    town.db().await.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
}

async fn announces(town: &Town) -> Citizen {
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&at_desk(Desk::Forum(forum::DeskPress::Plan)).encode(), None).await;
    clerk.says("탄천 밤길 안전 공론장").await;
    clerk.presses("건너뛰기").await;
    clerk.says("12월 4일 오후 2시").await;
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("야탑1동 행정복지센터 3층").await;
    clerk.presses("건너뛰기").await;
    clerk.says("건너뛰기").await;
    clerk.presses("온라인 주소 없음").await;
    clerk.presses("제한 없음").await;
    clerk.presses("다 골랐어요").await;
    clerk.presses("성남시 전체").await;
    clerk.presses("분야와 상관없이").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("알리기").await;
    town.pass().await;
    clerk
}
