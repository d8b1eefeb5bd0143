//! What citizens do: they vote and change their minds, write proposals, sign up, press whatever is on
//! their screen, block the bot and come back. What they were promised is remembered.

use std::collections::BTreeMap;

use madang::channel::Input;
use madang::poll::PollId;
use madang::t;
use madang::text::Text;

use crate::random::Random;
use crate::world::World;

pub struct Citizen {
    pub chat: i64,
    random: Random,
    pub blocked: bool,
    /// What must lie in the box: the last confirmation that was taken in time.
    pub votes: BTreeMap<PollId, i64>,
    /// Presses, which must all be answered (but to who blocked the bot).
    pub presses: Vec<String>,
    /// Titles that they submitted.
    pub proposals: Vec<String>,
}

impl Citizen {
    pub fn new(chat: i64, random: Random) -> Citizen {
        Citizen { chat, random, blocked: false, votes: BTreeMap::new(), presses: Vec::new(), proposals: Vec::new() }
    }
}

fn label(id: &'static str) -> Text {
    Text { id, args: Vec::new() }
}

impl World {
    pub async fn citizen_acts(&mut self, at: usize, random: &mut Random) {
        let chat = self.citizens[at].chat;
        if self.citizens[at].blocked {
            if random.once_in(3) {
                self.messenger.block(chat, false);
                self.citizens[at].blocked = false;
                self.does(chat, Input::Unblocked, random).await;
            }
            return;
        }
        match random.below(12) {
            0..=4 => self.votes(at, random).await,
            5 => self.proposes(at, random).await,
            6 | 7 => self.follows(at, random).await,
            8 | 9 => self.fiddles(at, random).await,
            10 => {
                let words = ["/help", "/start", "todo", "2", "9", "propose", "cancel", "안전", "설정"];
                let word = (*random.pick(&words).unwrap()).to_owned();
                self.does(chat, Input::Text(word), random).await;
            }
            _ => {
                self.messenger.block(chat, true);
                self.citizens[at].blocked = true;
                // What was on its way is cancelled: nobody is there to read it.
                let messenger = self.messenger.clone();
                self.citizens[at].presses.retain(|press| messenger.answered(chat, press));
                self.does(chat, Input::Blocked, random).await;
            }
        }
        self.sends().await;
    }

    /// Votes in some poll as a person does, tap by tap. Who is in the middle when the program dies goes
    /// on after that, if the button is there.
    async fn votes(&mut self, at: usize, random: &mut Random) {
        let chat = self.citizens[at].chat;
        let which = usize::try_from(random.below(self.polls.len().max(1) as u64)).unwrap();
        let Some((poll, closes_at, cancelled)) =
            self.polls.get(which).map(|poll| (poll.id, poll.closes_at, poll.cancelled))
        else {
            return;
        };
        self.does(chat, Input::Text(format!("/start vote-{}", poll.0)), random).await;
        self.arrives().await;
        let option = 1 + random.below(4).cast_signed();
        let pick = self.label(&t!("poll-pick-button", number = option));
        let Some((data, card)) = self.messenger.button(chat, &pick) else { return };
        // The newest such button may belong to an older card of another poll: then this is a vote there.
        let belongs = data.contains(&format!("[{},", poll.0));
        let pressed = self.press(chat, data, card, random).await;
        self.citizens[at].presses.push(pressed);
        self.arrives().await;
        if random.once_in(5) {
            return;
        }
        let cast = self.label(&label("poll-cast-button"));
        let Some((data, message)) = self.messenger.button(chat, &cast) else { return };
        // What they chose just now may not be shown yet: an older button confirms what they chose before.
        let belongs = belongs && message == card && data.contains(&format!("[{},", poll.0));
        if !belongs {
            return;
        }
        if random.once_in(6) {
            // They think about it.
            self.waits(chrono::TimeDelta::minutes(random.below(300).cast_signed())).await;
        }
        let in_time = self.now() < closes_at && !cancelled;
        let pressed = self.press(chat, data, message, random).await;
        self.citizens[at].presses.push(pressed);
        if in_time {
            self.citizens[at].votes.insert(poll, option);
        }
    }

    /// Lets what was answered arrive, as far as the pace permits it.
    async fn arrives(&mut self) {
        self.clock.advance(chrono::TimeDelta::seconds(2));
        self.sends().await;
    }

    async fn proposes(&mut self, at: usize, random: &mut Random) {
        let chat = self.citizens[at].chat;
        if self.citizens[at].proposals.len() >= 2 {
            return;
        }
        let title = format!("Bench {} of {chat}", self.citizens[at].proposals.len());
        let words = [
            "/propose",
            "The path by the river has no bench to sit on.",
            "Please put two benches there, in the shade.",
            "안전",
            "야탑1동",
            "skip",
            &title,
        ];
        // Whoever has a draft is asked about it first: then these words answer other questions, and
        // nothing is owed.
        for word in words {
            self.does(chat, Input::Text(word.to_owned()), random).await;
            self.arrives().await;
        }
        let submit = self.label(&label("proposal-submit-button"));
        let Some((data, message)) = self.messenger.button(chat, &submit) else { return };
        let preview = self.messenger.screen(chat).into_iter().find(|shown| shown.id == message);
        let pressed = self.press(chat, data, message, random).await;
        self.citizens[at].presses.push(pressed);
        if preview.is_some_and(|shown| shown.text.contains(&title)) {
            self.citizens[at].proposals.push(title);
        }
    }

    async fn follows(&mut self, at: usize, random: &mut Random) {
        let chat = self.citizens[at].chat;
        let target =
            *random.pick(&["forum-1", "seat-1", "forum-2", "seat-2", "poll-1", "poll-2", "proposal-1"]).unwrap();
        self.does(chat, Input::Text(format!("/start {target}")), random).await;
        self.arrives().await;
        let sign_up = self.label(&label("forum-sign-up-button"));
        if let Some((data, message)) = self.messenger.button(chat, &sign_up) {
            let pressed = self.press(chat, data, message, random).await;
            self.citizens[at].presses.push(pressed);
        }
    }

    /// Presses any button of any age, but those that cast a vote or erase the person.
    async fn fiddles(&mut self, at: usize, random: &mut Random) {
        let chat = self.citizens[at].chat;
        let harmless = |data: &str| !data.contains("cast") && !data.contains("leave") && !data.contains("po");
        let buttons: Vec<(String, i64)> = self
            .messenger
            .screen(chat)
            .into_iter()
            .flat_map(|shown| shown.buttons.into_iter().map(move |(_, data)| (data, shown.id)))
            .filter(|(data, _)| harmless(data))
            .collect();
        let draw = self.citizens[at].random.pick(&buttons).cloned();
        if let Some((data, message)) = draw {
            let pressed = self.press(chat, data, message, random).await;
            self.citizens[at].presses.push(pressed);
        }
    }
}
