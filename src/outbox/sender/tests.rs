//! The sender by itself: what it writes down when, and how long it sleeps.

use std::time::Duration;

use futures::FutureExt;
use futures::stream::StreamExt;

use super::*;
use crate::channel::{ChatId, Inbound, Keys};
use crate::city::Preset;
use crate::clock::{Clock, Still};
use crate::db::Tx;
use crate::outbox::pace::Limits;
use crate::outbox::{Letter, post};
use crate::text::Catalog;

const MINA: ChatId = ChatId(7);

/// A channel that says to wait for four seconds.
struct Busy;

impl Channel for Busy {
    fn name(&self) -> &'static str {
        "busy"
    }

    fn read(&self, _: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        (None, Err(anyhow::anyhow!("nobody says anything")))
    }

    fn send<'a>(
        &'a self,
        _: ChatId,
        _: &'a Outbound,
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async { Err(SendError::Later(Duration::from_secs(4))) }.boxed()
    }
}

struct Bench {
    _folder: tempfile::TempDir,
    clock: Still,
    sender: Sender,
}

impl Bench {
    /// A sender that has just been told to wait with a message to Mina, and has not written that down.
    async fn told_to_wait() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let (file, clock) = (folder.path().join("a.db"), Still::at(Moment::from_ms(1_800_000_000_000)));
        crate::db::migrate(&file, clock.now()).await.unwrap();
        let db = Db::open(&file, Arc::new(clock.clone())).await.unwrap();
        let preset = Preset::load("seongnam").unwrap();
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = poll::keys::Keys::open(&folder.path().join("keys")).unwrap();
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async |tx: &mut Tx| Ok(store::begin_run(tx).await?)).await.unwrap();
        let writes = city.clone();
        let letter = async move |tx: &mut Tx| {
            let message = Outbound::Say { html: "words".into(), keys: Keys::None };
            post(tx, &writes, Letter { lane: Lane::Personal, ..Letter::to_chat("busy", MINA, message, tx.now) }).await
        };
        db.write(letter).await.unwrap();
        let (_, handed) = mpsc::channel(1);
        let mut sender = Sender::new(db, city, Arc::new(Busy), run, Pace::new(Limits::NONE), handed, Arc::default());
        sender.claim_now().await.unwrap();
        assert_eq!(sender.start().0, 1);
        let done = sender.in_flight.next().await.unwrap();
        sender.done(done);
        Bench { _folder: folder, clock, sender }
    }

    /// Lets it look at the table, which it wants to.
    async fn looks(&mut self) {
        let claimed = self.sender.claiming.as_mut().expect("it looks at the table").await;
        self.sender.claimed(claimed);
    }

    async fn frozen(&self) -> Vec<(ChatId, Moment)> {
        store::frozen(&mut self.sender.db.read().await.unwrap(), "busy").await.unwrap()
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
