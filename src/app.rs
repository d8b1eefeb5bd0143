//! Builds everything from the settings, and runs the loops until told to stop.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::channel::telegram::{Telegram, receive, setup};
use crate::channel::terminal::Terminal;
use crate::channel::{Channel, terminal};
use crate::city::{City, Preset};
use crate::clock::{Clock, Steady, System};
use crate::config::{Common, Serve, Talk};
use crate::db::{self, Db, Lane, Tx};
use crate::inbox::Inbox;
use crate::lock::Lock;
use crate::outbox::pace::Limits;
use crate::outbox::{self, Outbox};
use crate::poll::keys::Keys;
use crate::text::Catalog;
use crate::{poll, schedule, web};

mod ending;

pub use ending::Ended;

/// What a database file is for. The two never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A city's.
    Real,
    /// The demonstration's.
    Demo,
}

impl Purpose {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Real => "real",
            Purpose::Demo => "demo",
        }
    }
}

/// Everything that one channel needs.
pub struct App {
    /// The database.
    pub db: Db,
    /// The city.
    pub city: Arc<City>,
    /// The way in.
    pub inbox: Inbox,
    /// The way out.
    pub outbox: Outbox,
    /// Told to stop, it has taken as long as it may.
    late: CancellationToken,
    _lock: Lock,
}

/// A database that is open for this program alone.
pub struct Opened {
    /// The database.
    pub db: Db,
    /// Whether the file was made just now.
    pub created: bool,
    lock: Lock,
}

/// Opens a database for a purpose: locks it, migrates it, and refuses one of the other kind.
pub async fn open(path: &Path, purpose: Purpose, clock: Arc<dyn Clock>) -> anyhow::Result<Opened> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let lock = Lock::take(path)?;
    let checked = path.exists() && db::is_small(path);
    if checked {
        db::check(path).await?;
    }
    let existed = path.exists();
    let migrated = db::migrate(path, clock.now()).await?;
    if let Some(copy) = &migrated.copy {
        tracing::info!("the database was brought up to date; a copy from before is {}", copy.display());
    }
    let db = Db::open(path, clock).await?;
    let kind = db.write(async move |tx: &mut Tx| Ok(db::store::kind_or(tx, purpose.name()).await?)).await?;
    if kind != purpose.name() {
        match purpose {
            Purpose::Real => bail!("{} belongs to the demonstration: choose another with --database", path.display()),
            Purpose::Demo => bail!("{} is a real one: the demonstration does not touch it", path.display()),
        }
    }
    if existed && !checked {
        tokio::spawn(check_meanwhile(db.clone(), path.to_owned()));
    }
    Ok(Opened { db, created: migrated.created, lock })
}

/// Reads a large database for damage while it is served: it would take too long to wait for that.
async fn check_meanwhile(db: Db, path: std::path::PathBuf) {
    match db::check(&path).await {
        Ok(()) => tracing::info!("the database was read for damage, and there is none"),
        Err(error) => db.distrust(format!("{error:#}")),
    }
}

/// The city of the settings.
pub fn city(common: &Common, database: &Path, bot: String, groups: Vec<i64>) -> anyhow::Result<City> {
    let preset = Preset::load(&common.preset)?;
    let catalog = Catalog::new(preset.zone)?;
    let keys = Keys::open(&common.keys_of(database))?;
    Ok(City { preset, catalog, keys, bot, groups })
}

impl App {
    /// Puts the parts together for a channel.
    pub async fn build(
        opened: Opened,
        city: Arc<City>,
        channel: Arc<dyn Channel>,
        limits: Limits,
        stop: &CancellationToken,
    ) -> anyhow::Result<App> {
        let Opened { db, lock, .. } = opened;
        for wrong in poll::proof::trouble(&mut db.read().await?, &city).await? {
            tracing::error!("{wrong}");
        }
        let run = db.write(async move |tx: &mut Tx| Ok(outbox::store::begin_run(tx).await?)).await?;
        let outbox = Outbox::new(db.on(Lane::Outbox), city.clone(), channel.clone(), run, limits).await?;
        let inbox = Inbox::new(db.clone(), city.clone(), channel, outbox.clone());
        Ok(App { db, city, inbox, outbox, late: ending::late(stop), _lock: lock })
    }

    /// Starts the loops that every channel has: sending, and what time brings.
    pub fn start(&self, loops: &mut JoinSet<()>, stop: &CancellationToken) {
        loops.spawn(self.outbox.clone().run(stop.clone()));
        loops.spawn(schedule::run(self.db.on(Lane::Upkeep), self.city.clone(), self.outbox.clone(), stop.clone()));
    }

    /// Lets `work` go on until it ends, or the database does: then everything ends. Told to stop, it may
    /// finish what it has begun, but not for long.
    pub async fn while_well(&self, work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
        tokio::select! {
            outcome = work => outcome,
            why = self.db.ended() => Err(Ended::by_database(why)),
            () = self.late.cancelled() => {
                tracing::warn!("what came in last was not finished in time; it will come again");
                Ok(())
            }
        }
    }

    /// Waits for the loops to end, and closes the database.
    pub async fn end(self, mut loops: JoinSet<()>, stop: &CancellationToken) {
        stop.cancel();
        let App { db, inbox, outbox, late, .. } = self;
        if late.run_until_cancelled(async { while loops.join_next().await.is_some() {} }).await.is_none() {
            tracing::warn!("something did not end in time");
        }
        drop((inbox, outbox, loops));
        if tokio::time::timeout(ending::CLOSE_WAIT, db.close()).await.is_err() {
            tracing::warn!("the database could not be closed in time; nothing is lost by that");
        }
    }
}

/// A bot's token, if it has the form of one: a number, a colon, and a secret.
pub fn token(text: &str) -> anyhow::Result<String> {
    let token = text.trim();
    let sound = |secret: &str| {
        secret.len() >= 8 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    match token.split_once(':') {
        Some((id, secret)) if id.parse::<u64>().is_ok() && sound(secret) => Ok(token.to_owned()),
        _ => bail!("MADANG_BOT_TOKEN is not of the form 123456:ABC... that @BotFather gives"),
    }
}

/// Refuses what is no address of a server.
fn address(setting: &str, text: &str, schemes: &[&str]) -> anyhow::Result<()> {
    let sound = url::Url::parse(text).is_ok_and(|url| {
        schemes.contains(&url.scheme()) && url.host_str().is_some_and(|host| !host.is_empty()) && url.query().is_none()
    });
    match sound {
        true => Ok(()),
        false => {
            bail!("{setting} {text:?} is no address of a server: it is to begin with {}://", schemes.join(":// or "))
        }
    }
}

/// `madang serve`.
pub async fn serve(common: &Common, serve: &Serve, stop: CancellationToken) -> anyhow::Result<()> {
    let Some(token) = serve.token.clone().filter(|token| !token.trim().is_empty()) else {
        bail!("there is no bot token. Get one from @BotFather in Telegram, and put it into MADANG_BOT_TOKEN");
    };
    let token = self::token(&token)?;
    address("--api", &serve.api, &["http", "https"])?;
    if let Some(public) = &serve.public_url {
        address("--public-url", public, &["https", "http"])?;
    }
    let clock = Arc::new(Steady::of_machine());
    let telegram = Arc::new(Telegram::new(&serve.api, &token)?.telling(clock.clone()));
    let starting = web::Starting::at(web::listen(serve.listen, "--listen").await?, "Telegram does not answer yet")?;
    // First, so that whoever answers also says what time it is.
    // Told to stop while Telegram does not answer, or another program holds the database: nothing has begun
    // that would have to be ended.
    let Some(me) = stop.run_until_cancelled(setup::me(&telegram)).await.transpose()? else { return Ok(()) };
    starting.waits_for("the database is being opened");
    let begun = begin(common, serve, &me, telegram.clone(), clock, &stop);
    let Some(app) = stop.run_until_cancelled(begun).await.transpose()? else { return Ok(()) };
    let listener = starting.over()?;

    let mut loops = JoinSet::new();
    app.start(&mut loops, &stop);
    let name = app.city.preset.name.get(crate::text::Lang::reference()).to_owned();
    let mut router = web::health(app.db.clone()).merge(web::metrics(app.db.clone()));
    let outcome = if let Some(public) = &serve.public_url {
        let webhook = web::Webhook::draw()?;
        router = router.merge(web::webhook(&webhook, app.inbox.clone(), app.db.clone(), stop.clone()));
        spawn_web(&mut loops, listener, router, &stop);
        stop.run_until_cancelled(setup::introduce(&telegram, &app.city)).await;
        let url = format!("{}{}", public.trim_end_matches('/'), webhook.path);
        let way = setup::Way::Webhook { url, secret: webhook.secret };
        stop.run_until_cancelled(way.set(&telegram)).await.transpose()?;
        loops.spawn(way.look_after(telegram.clone(), stop.clone()));
        tracing::info!("@{} serves {name} by webhook", me.username);
        let stopped = async {
            stop.cancelled().await;
            Ok(())
        };
        app.while_well(stopped).await
    } else {
        spawn_web(&mut loops, listener, router, &stop);
        stop.run_until_cancelled(setup::introduce(&telegram, &app.city)).await;
        stop.run_until_cancelled(setup::Way::Polling.set(&telegram)).await.transpose()?;
        loops.spawn(setup::Way::Polling.look_after(telegram.clone(), stop.clone()));
        tracing::info!("@{} serves {name} by polling", me.username);
        app.while_well(receive::poll(&telegram, app.inbox.clone(), stop.clone())).await
    };
    app.end(loops, &stop).await;
    outcome
}

/// Opens the database, and puts the parts together for Telegram.
async fn begin(
    common: &Common,
    serve: &Serve,
    me: &setup::Me,
    telegram: Arc<Telegram>,
    clock: Arc<dyn Clock>,
    stop: &CancellationToken,
) -> anyhow::Result<App> {
    let database = common.database();
    let opened = open(&database, Purpose::Real, clock).await?;
    let mut city = city(common, &database, me.username.clone(), serve.groups.clone())?;
    let proof = &mut city.preset.proof;
    proof.chat = serve.checkpoint_chat.or(proof.chat);
    proof.file = serve.checkpoint_file.clone().or(proof.file.take());
    // There it stays when it is added.
    city.groups.extend(proof.chat);
    let limits = Limits::permitted(serve.per_second);
    let mut app = App::build(opened, Arc::new(city), telegram, limits, stop).await?;
    app.inbox = app.inbox.with_flood_control();
    Ok(app)
}

fn spawn_web(
    loops: &mut JoinSet<()>,
    listener: tokio::net::TcpListener,
    router: axum::Router,
    stop: &CancellationToken,
) {
    let stop = stop.clone();
    loops.spawn(async move {
        if let Err(error) = web::serve(listener, router, stop).await {
            tracing::error!("{error:#}");
        }
    });
}

/// `madang talk`: the bot in this terminal, on the demonstration's database.
pub async fn talk(common: &Common, talk: &Talk, stop: CancellationToken) -> anyhow::Result<()> {
    let database = common.demo_database();
    let opened = open(&database, Purpose::Demo, Arc::new(System)).await?;
    let city = Arc::new(city(common, &database, String::new(), Vec::new())?);
    let screen = Arc::new(Terminal::default());
    let app = App::build(opened, city, screen.clone(), Limits::NONE, &stop).await?;
    let name = terminal::NAME;
    let first = app.db.write(async move |tx: &mut Tx| Ok(crate::inbox::store::last_taken(tx, name).await?)).await?;
    let mut loops = JoinSet::new();
    app.start(&mut loops, &stop);
    let outcome = app.while_well(screen.listen(&app.inbox, first, &talk.language, stop.clone())).await;
    app.outbox.settle_down(&app.db, terminal::NAME).await?;
    app.end(loops, &stop).await;
    outcome
}
