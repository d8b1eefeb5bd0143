//! The sender by itself: what it writes down when, how long it sleeps, and what becomes of answers that ride
//! with a message.

use std::sync::Mutex;
use std::time::Duration;

use futures::FutureExt;
use futures::stream::StreamExt;

use super::*;
use crate::channel::{ChatId, Inbound, Keys};
use crate::city::Preset;
use crate::clock::{Clock, Still};
use crate::db::Tx;
use crate::outbox::pace::Limits;
use crate::outbox::{Answered, Hands, Letter, Line, post, reply};
use crate::text::Catalog;

const MINA: ChatId = ChatId(7);

/// What becomes of what is sent.
#[derive(Clone, Copy)]
enum Fate {
    Arrives,
    /// The channel says to wait for four seconds.
    Waits,
    Hangs,
}

/// A channel that does with messages and with answers to presses as it is told.
#[derive(Clone)]
struct Picky {
    messages: Fate,
    answers: Arc<Mutex<Fate>>,
    seen: Arc<Mutex<Vec<Outbound>>>,
}

impl Picky {
    fn new(messages: Fate, answers: Fate) -> Picky {
        Picky { messages, answers: Arc::new(Mutex::new(answers)), seen: Arc::default() }
    }

    /// What has been tried since the last look: "answer" and "message".
    fn tried(&self) -> Vec<&'static str> {
        let seen = std::mem::take(&mut *self.seen.lock().unwrap());
        seen.iter().map(|message| if matches!(message, Outbound::Say { .. }) { "message" } else { "answer" }).collect()
    }
}

impl Channel for Picky {
    fn name(&self) -> &'static str {
        "picky"
    }

    fn read(&self, _: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        (None, Err(anyhow::anyhow!("nobody says anything")))
    }

    fn send<'a>(
        &'a self,
        _: ChatId,
        message: &'a Outbound,
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        self.seen.lock().unwrap().push(message.clone());
        let answer = matches!(message, Outbound::Answer { .. });
        match if answer { *self.answers.lock().unwrap() } else { self.messages } {
            Fate::Arrives => async { Ok(Some(MessageId(1))) }.boxed(),
            Fate::Waits => async { Err(SendError::Later(Duration::from_secs(4))) }.boxed(),
            Fate::Hangs => std::future::pending().boxed(),
        }
    }
}

struct Bench {
    _folder: tempfile::TempDir,
    clock: Still,
    sender: Sender,
}

impl Bench {
    async fn open(channel: Arc<dyn Channel>) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let (file, clock) = (folder.path().join("a.db"), Still::at(Moment::from_ms(1_800_000_000_000)));
        crate::db::migrate(&file, clock.now()).await.unwrap();
        let db = Db::open(&file, Arc::new(clock.clone())).await.unwrap();
        let preset = Preset::load("seongnam").unwrap();
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = poll::keys::Keys::open(&folder.path().join("keys")).unwrap();
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let sender = Bench::sender(db, city, channel).await;
        Bench { _folder: folder, clock, sender }
    }

    /// The sender of another run.
    async fn sender(db: Db, city: Arc<City>, channel: Arc<dyn Channel>) -> Sender {
        let begun = async |tx: &mut Tx| {
            let run = store::begin_run(tx).await?;
            store::rescue(tx, run).await?;
            Ok(run)
        };
        let (run, (_, handed)) = (db.write(begun).await.unwrap(), mpsc::unbounded_channel());
        Sender::new(db, city, channel, run, Pace::new(Limits::NONE), handed, Arc::default())
    }

    /// The program dies, and begins again.
    async fn again(self, channel: Arc<dyn Channel>) -> Bench {
        let Bench { _folder, clock, sender } = self;
        let sender = Bench::sender(sender.db, sender.city, channel).await;
        Bench { _folder, clock, sender }
    }

    /// A sender that has just been told to wait with a message to Mina, and has not written that down.
    async fn told_to_wait() -> Bench {
        let mut bench = Bench::open(Arc::new(Picky::new(Fate::Waits, Fate::Arrives))).await;
        let city = bench.sender.city.clone();
        let letter = async move |tx: &mut Tx| {
            let message = Outbound::Say { html: "words".into(), keys: Keys::None };
            post(tx, &city, Letter { lane: Lane::Personal, ..Letter::to_chat("picky", MINA, message, tx.now) }).await
        };
        bench.sender.db.write(letter).await.unwrap();
        bench.sender.claim_now().await.unwrap();
        assert_eq!(bench.sender.start().0, 1);
        bench.comes_to_something().await;
        bench
    }

    /// A sender that sends a message about a press of Mina's, and the answer to it.
    async fn answering(channel: &Picky) -> Bench {
        let mut bench = Bench::open(Arc::new(channel.clone())).await;
        bench.answers(MINA).await;
        bench.tries(channel, &["answer", "message"]).await;
        bench
    }

    /// A message about a press in a chat is in hand.
    async fn answers(&mut self, chat: ChatId) -> Row {
        let (city, run) = (self.sender.city.clone(), self.sender.run);
        let job = async move |tx: &mut Tx| {
            let message = Outbound::Say { html: "words".into(), keys: Keys::None };
            let answered = Some(Answered::now("press", tx.now));
            let letter = Letter { answered, ..Letter::to_chat("picky", chat, message, tx.now) };
            reply(tx, &city, letter, Hands { run, full: false }, &mut Line::Free).await
        };
        let row = self.sender.db.write(job).await.unwrap().expect("it goes at once");
        self.sender.hold(row.clone());
        row
    }

    /// It sends these, of which the last comes to something.
    async fn tries(&mut self, channel: &Picky, what: &[&str]) {
        assert_eq!(self.sender.start().0, what.len());
        assert!(self.sender.unsettled.is_empty());
        while channel.seen.lock().unwrap().len() < what.len() {
            self.comes_to_something().await;
        }
        assert_eq!(channel.tried(), what);
    }

    /// The next send comes to something.
    async fn comes_to_something(&mut self) {
        let done = self.sender.in_flight.next().await.unwrap();
        self.sender.done(done);
    }

    /// Rows that are there, by their state.
    async fn rows(&self) -> [i64; 3] {
        let mut tx = self.sender.db.read().await.unwrap();
        let mut rows = [0; 3];
        for (count, state) in rows.iter_mut().zip(["waiting", "sending", "sent"]) {
            *count = store::count(&mut tx, state).await.unwrap();
        }
        rows
    }

    /// Lets it look at the table, which it wants to.
    async fn looks(&mut self) {
        let claimed = self.sender.claiming.as_mut().expect("it looks at the table").await;
        self.sender.claimed(claimed);
    }

    async fn frozen(&self) -> Vec<(ChatId, Moment)> {
        store::frozen(&mut self.sender.db.read().await.unwrap(), "picky").await.unwrap()
    }
}

#[tokio::test]
async fn what_may_go_again_goes_then_and_not_at_the_next_second() {
    let mut bench = Bench::told_to_wait().await;
    bench.sender.settle_now().await.unwrap();
    let (_, until) = bench.frozen().await[0];
    // A moment before, it looks at the table as it does each second, and finds nothing.
    bench.clock.set(until - TimeDelta::milliseconds(300));
    bench.sender.turn();
    bench.looks().await;
    assert!(bench.sender.turn() <= Duration::from_millis(300), "it wakes when the wait is over");
    bench.clock.set(until);
    bench.sender.turn();
    bench.looks().await;
    assert_eq!(bench.sender.start().0, 1);
}

#[tokio::test]
async fn a_wait_is_written_down_at_once_beside_what_is_being_written_down() {
    let mut bench = Bench::told_to_wait().await;
    // Something else is being written down, and takes its time.
    bench.sender.settling.push(Box::pin(std::future::pending()));
    bench.sender.turn();
    let settled = bench.sender.settling.next().await.unwrap();
    assert!(bench.sender.freeze_unwritten, "until then nothing is sent");
    bench.sender.settled(settled);
    assert!(!bench.sender.freeze_unwritten);
    assert_eq!(bench.frozen().await[0].0, MINA);
}

#[tokio::test]
async fn a_press_and_the_message_about_it_are_one_row() {
    let channel = Picky::new(Fate::Arrives, Fate::Arrives);
    let mut bench = Bench::answering(&channel).await;
    assert_eq!(bench.rows().await, [0, 1, 0]);
    bench.sender.settle_now().await.unwrap();
    assert_eq!(bench.rows().await, [0, 0, 1]);
}

#[tokio::test]
async fn an_answer_that_does_not_arrive_is_tried_again_by_itself() {
    let channel = Picky::new(Fate::Arrives, Fate::Waits);
    let mut bench = Bench::answering(&channel).await;
    bench.sender.settle_now().await.unwrap();
    assert_eq!(bench.rows().await, [1, 0, 1], "the message has arrived");
    *channel.answers.lock().unwrap() = Fate::Arrives;
    let (_, until) = bench.frozen().await[0];
    bench.clock.set(until);
    bench.sender.turn();
    bench.looks().await;
    bench.tries(&channel, &["answer"]).await;
    bench.sender.settle_now().await.unwrap();
    assert_eq!(bench.rows().await, [0, 0, 2]);
}

#[tokio::test]
async fn a_wait_that_is_asked_for_after_the_message_went_back_is_written_down_and_holds_up_nobody_else() {
    let channel = Picky::new(Fate::Waits, Fate::Waits);
    let mut bench = Bench::open(Arc::new(channel.clone())).await;
    let row = bench.answers(MINA).await;
    assert_eq!(bench.sender.start().0, 2);
    let done = [bench.sender.in_flight.next().await.unwrap(), bench.sender.in_flight.next().await.unwrap()];
    let (answer, message): (Vec<Done>, Vec<Done>) = done.into_iter().partition(|done| done.rides);
    // The message comes back first, and that is on disk when the answer does.
    for done in message.into_iter().chain(answer) {
        bench.sender.done(done);
        assert!(bench.sender.freeze_unwritten);
        bench.sender.settle_now().await.unwrap();
        assert!(!bench.sender.freeze_unwritten);
    }
    assert_eq!((bench.rows().await, bench.frozen().await[0].0), ([1, 0, 0], row.chat), "both wait in one row");
    bench.answers(ChatId(8)).await;
    assert_eq!(bench.sender.start().0, 2, "somebody else is answered");
}

#[tokio::test]
async fn a_message_does_not_wait_long_for_the_answer_that_rides_with_it() {
    let channel = Picky::new(Fate::Arrives, Fate::Hangs);
    let mut bench = Bench::answering(&channel).await;
    bench.sender.turn();
    assert!(bench.sender.settling.is_empty(), "half of it is not written down");
    bench.clock.set(bench.clock.now() + TimeDelta::seconds(2));
    bench.sender.turn();
    let settled = bench.sender.settling.next().await.unwrap();
    bench.sender.settled(settled);
    assert_eq!(bench.rows().await, [1, 0, 1], "what is left is the answer");
}

#[tokio::test]
async fn a_kill_before_both_have_come_to_something_brings_both_again() {
    let channel = Picky::new(Fate::Arrives, Fate::Hangs);
    let bench = Bench::answering(&channel).await;
    assert!(!bench.sender.may_settle());
    let mut bench = bench.again(Arc::new(channel.clone())).await;
    bench.sender.claim_now().await.unwrap();
    bench.tries(&channel, &["answer", "message"]).await;
    // Nobody waits for it after so long.
    let mut bench = bench.again(Arc::new(channel.clone())).await;
    bench.clock.set(bench.clock.now() + TimeDelta::seconds(150));
    bench.sender.claim_now().await.unwrap();
    bench.tries(&channel, &["message"]).await;
}
