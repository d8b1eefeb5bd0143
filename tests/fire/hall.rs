//! The way in with Telegram's own JSON, on a database of the real kind, and nobody to send to.

use std::path::PathBuf;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use madang::app::Purpose;
use madang::bot::Press;
use madang::channel::telegram::Telegram;
use madang::channel::{Bytes, Channel, ChatId, Inbound, MessageId, Outbound, SendError};
use madang::city::{City, Preset};
use madang::clock::{Clock, Still};
use madang::db::{self, Db};
use madang::inbox::{Inbox, Taken, store};
use madang::outbox::pace::Limits;
use madang::outbox::{self, Outbox};
use madang::poll::keys::Keys;
use madang::text::Catalog;

/// Telegram's way to read, with a trap in it, and nobody to send to.
struct Deaf(Telegram);

/// Who says this makes reading fall over.
pub const TRAP: &str = "the trap of this test";

impl Channel for Deaf {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
        assert!(!raw.contains(TRAP), "somebody stepped into {TRAP}");
        self.0.read(raw)
    }

    fn send<'a>(
        &'a self,
        _: ChatId,
        _: &'a Outbound,
        _: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async { Ok(Some(MessageId(2))) }.boxed()
    }
}

/// Where people come in.
pub struct Hall {
    pub folder: tempfile::TempDir,
    pub clock: Still,
    pub db: Db,
    pub city: Arc<City>,
    pub inbox: Inbox,
    _outbox: Outbox,
}

impl Hall {
    pub async fn open() -> Hall {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("madang.db");
        // The program's clock is the real one when the command line works beside.
        let clock = Still::at(madang::clock::System.now());
        db::migrate(&file, clock.now()).await.unwrap();
        let db = Db::open(&file, Arc::new(clock.clone())).await.unwrap();
        db.write(async |tx| Ok(db::store::kind_or(tx, Purpose::Real.name()).await?)).await.unwrap();
        let preset = Preset::load("seongnam").unwrap();
        let catalog = Catalog::new(preset.zone).unwrap();
        let keys = Keys::open(&folder.path().join("madang.keys")).unwrap();
        let city = Arc::new(City { preset, catalog, keys, bot: "madang_bot".into(), groups: Vec::new() });
        let run = db.write(async |tx| Ok(outbox::store::begin_run(tx).await?)).await.unwrap();
        let channel = Arc::new(Deaf(Telegram::new("http://127.0.0.1:9", "1:DEAF").unwrap()));
        let outbox = Outbox::new(db.clone(), city.clone(), channel.clone(), run, Limits::NONE).await.unwrap();
        let inbox = Inbox::new(db.clone(), city.clone(), channel, outbox.clone());
        Hall { folder, clock, db, city, inbox, _outbox: outbox }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("madang.db")
    }

    pub async fn takes(&self, raw: String) -> Taken {
        self.inbox.take(raw).await.unwrap()
    }

    /// Runs a statement of its own, as a fault or to look.
    pub async fn run(&self, statement: &'static str) {
        self.db.write(async move |tx| Ok(sqlx::query(statement).execute(tx.conn()).await.map(drop)?)).await.unwrap();
    }

    /// The one number that a statement finds.
    pub async fn count(&self, statement: &'static str) -> i64 {
        let mut tx = self.db.read().await.unwrap();
        sqlx::query_scalar(statement).fetch_one(tx.conn()).await.unwrap()
    }

    pub async fn asides(&self) -> Vec<store::Aside> {
        store::asides(&mut self.db.read().await.unwrap()).await.unwrap()
    }

    /// The program's own command line, beside what runs here.
    pub fn madang(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_madang"))
            .args(args)
            .env("MADANG_DATA", self.folder.path())
            .env_remove("MADANG_BOT_TOKEN")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
}

/// Somebody says something.
pub fn says(update: i64, chat: i64, text: &str) -> String {
    serde_json::json!({
        "update_id": update,
        "message": {
            "message_id": 5, "date": 1_790_000_000, "text": text,
            "from": {"id": chat, "is_bot": false, "first_name": "Mina", "language_code": "ko"},
            "chat": {"id": chat, "type": "private", "first_name": "Mina"},
        },
    })
    .to_string()
}

/// Somebody presses a button.
pub fn presses(update: i64, chat: i64, press: &Press) -> String {
    serde_json::json!({
        "update_id": update,
        "callback_query": {
            "id": format!("{update}"), "chat_instance": "1", "data": press.encode(),
            "from": {"id": chat, "is_bot": false, "first_name": "Mina", "language_code": "ko"},
            "message": {
                "message_id": 2, "date": 1_790_000_000, "text": "?",
                "chat": {"id": chat, "type": "private", "first_name": "Mina"},
                "from": {"id": 1, "is_bot": true, "first_name": "Madang", "username": "madang_bot"},
            },
        },
    })
    .to_string()
}
