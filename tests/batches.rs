//! Updates that share a commit, and what they look up ahead of each other, end as if they had come one
//! by one: the same acts in two towns, in one of them all at once.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

#[allow(dead_code, reason = "another test uses the rest")]
#[path = "../src/bin/chaos/random.rs"]
mod random;

use madang::bot::Words;
use madang::channel::Input;
use madang::person::Role;
use madang::poll::voting::Approval;
use madang::poll::{Candidate, OptionId, Poll, PollId, Press, ballot, life};
use random::Random;
use town::{Citizen, Town, seoul};

const PEOPLE: u64 = 5;
const BATCHES: usize = 12;
const ACTS: u64 = 14;

/// What somebody does: found on their own screen where it is a button.
#[derive(Debug, Clone, Copy)]
enum Act {
    Begins(PollId),
    Picks(PollId, OptionId),
    Drops(PollId, OptionId),
    Sums(PollId),
    Casts,
    CastsWhatIsOld,
    Looks(PollId),
    Writes(&'static str),
}

struct Place {
    town: Town,
    people: Vec<Citizen>,
    polls: [PollId; 2],
}

impl Place {
    async fn found() -> Place {
        let town = Town::new().await;
        let mut people = Vec::new();
        for _ in 1..PEOPLE {
            people.push(town.member("ko").await);
        }
        people.push(town.staff(Role::Clerk).await);
        let options = || (1..=4).map(|id| Candidate::new(OptionId(id), Words::only(format!("사업 {id}")))).collect();
        let (opens, closes) = (seoul(town::START), seoul("2026-12-01 18:00"));
        let single = Poll::new(Words::only("하나"), options(), opens, closes);
        let several =
            Poll { method: &Approval, picks: 2, ..Poll::new(Words::only("둘까지"), options(), opens, closes) };
        let mut polls = Vec::new();
        for poll in [single, several] {
            let city = town.city().await;
            let publish = async move |tx: &mut madang::db::Tx| life::publish(tx, &city, None, poll.clone()).await;
            polls.push(town.db().await.write(publish).await.unwrap());
        }
        town.pass().await;
        Place { town, people, polls: [polls[0], polls[1]] }
    }

    fn input(&self, who: usize, act: Act) -> Input {
        let citizen = &self.people[who];
        let press = |press: Press| {
            let data = madang::bot::Press::Poll(press).encode();
            Input::Press { data, message: citizen.buttons().last().map(|(_, message)| *message), callback: "c".into() }
        };
        match act {
            Act::Begins(poll) => press(Press::Begin(poll)),
            Act::Picks(poll, option) => press(Press::Pick(poll, option)),
            Act::Drops(poll, option) => press(Press::Drop(poll, option)),
            Act::Sums(poll) => press(Press::Summary(poll)),
            Act::Casts if citizen.has("이대로 투표하기") => citizen.press("이대로 투표하기"),
            Act::Casts | Act::CastsWhatIsOld => press(Press::Cast(self.polls[0], "00ff00ff00ff".into())),
            Act::Looks(poll) => press(Press::Mine(poll)),
            Act::Writes(words) => Input::Text(words.into()),
        }
    }

    /// All that is there and does not hang on the town's keys.
    async fn picture(&self) -> Vec<String> {
        let mut picture = Vec::new();
        for table in ["person", "consent", "turnout", "turnout_count", "dialogue"] {
            picture.extend(self.town.rows(table).await.into_iter().map(|row| format!("{table}: {row}")));
        }
        let db = self.town.db().await;
        let mut tx = db.read().await.unwrap();
        for poll in self.polls {
            let mut choices: Vec<String> =
                ballot::store::all(&mut tx, poll).await.unwrap().iter().map(|choices| choices.encode()).collect();
            choices.sort();
            picture.push(format!("poll {}: {choices:?}", poll.0));
            for citizen in &self.people {
                let draft = ballot::store::draft(&mut tx, poll, citizen.id().await).await.unwrap();
                picture.push(format!("draft of {} in {}: {}", citizen.chat.0, poll.0, draft.is_some()));
            }
        }
        for citizen in &self.people {
            // The options' order is different in every town.
            let screen = citizen.screen().replace("] [", "]\n   [");
            let mut lines: Vec<String> = screen.lines().map(without_receipt).collect();
            lines.sort();
            picture.push(format!("{}: {}", citizen.chat.0, lines.join("\n")));
        }
        picture
    }
}

/// Receipts are different in every town.
fn without_receipt(line: &str) -> String {
    match (line.find("<code>"), line.rfind("</code>")) {
        (Some(from), Some(to)) => format!("{}{}", &line[..from], &line[to..]),
        _ => line.to_owned(),
    }
}

fn act(random: &mut Random, polls: [PollId; 2]) -> Act {
    let poll = polls[usize::from(random.once_in(2))];
    let option = OptionId(1 + random.below(4).cast_signed());
    match random.below(12) {
        0 => Act::Begins(poll),
        1..=4 => Act::Picks(poll, option),
        5 => Act::Drops(poll, option),
        6 => Act::Sums(poll),
        7 | 8 => Act::Casts,
        9 => Act::CastsWhatIsOld,
        10 => Act::Looks(poll),
        _ => Act::Writes(["설정", "/propose", "도움말", "취소", "2"][usize::try_from(random.below(5)).unwrap()]),
    }
}

#[tokio::test]
async fn what_comes_at_once_ends_as_if_it_had_come_one_by_one() {
    for seed in 0..4 {
        let mut random = Random::new(seed);
        let (one_by_one, at_once) = (Place::found().await, Place::found().await);
        let mut story = Vec::new();
        for _ in 0..BATCHES {
            let mut acts = Vec::new();
            for _ in 0..ACTS {
                let who = usize::try_from(random.below(PEOPLE)).unwrap();
                acts.push((who, act(&mut random, one_by_one.polls)));
            }
            story.extend(acts.iter().map(|act| format!("{act:?}")));
            // What is on the screens is read before the first of them acts.
            let inputs =
                |place: &Place| acts.iter().map(|(who, act)| (*who, place.input(*who, *act))).collect::<Vec<_>>();
            let (single, together) = (inputs(&one_by_one), inputs(&at_once));
            for (who, input) in single {
                one_by_one.people[who].does(input).await;
            }
            at_once
                .town
                .together(together.into_iter().map(|(who, input)| (&at_once.people[who], input)).collect())
                .await;
            let (expected, found) = (one_by_one.picture().await, at_once.picture().await);
            let differs: Vec<_> = expected.iter().zip(&found).filter(|(expected, found)| expected != found).collect();
            assert!(differs.is_empty(), "seed {seed}: {differs:#?} after {story:#?}");
            assert_eq!(expected.len(), found.len(), "seed {seed}: {story:#?}");
        }
        one_by_one.town.forget_unread();
        at_once.town.forget_unread();
        // Otherwise nothing would have been compared.
        let votes = one_by_one.town.rows("ballot").await;
        assert!(!votes.is_empty(), "seed {seed}: nobody voted");
    }
}
