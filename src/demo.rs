//! The demonstration: the emulator with its chat page, and the very same bot as a real HTTP client of
//! it, on a database of its own. Nothing leaves this computer.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::{self, App, Purpose};
use crate::channel::telegram::{Telegram, receive, setup};
use crate::city::City;
use crate::clock::{Clock, Shifted};
use crate::config::{Common, Demo};
use crate::emulator::{AHEAD_MS_MAX, Emulator, FIRST_PERSON, Options, Persona, Role, Scene, Spot};
use crate::outbox::pace::Limits;
use crate::text::Lang;
use crate::{example, t, web};

/// The demonstration's bot. No server but the emulator knows this token.
const TOKEN: &str = "1000000001:madang-demonstration-token";
/// The bot's name in links.
const BOT: &str = "madang_demo_bot";

/// Runs the demonstration until told to stop.
pub async fn run(common: &Common, demo: &Demo, stop: CancellationToken) -> anyhow::Result<()> {
    let listener = web::listen(demo.listen, "--listen").await?;
    let database = common.demo_database();
    let clock = Shifted::default();
    let ahead = database.with_extension("clock");
    clock.advance(TimeDelta::milliseconds(ahead_of(&ahead)));
    let opened = app::open(&database, Purpose::Demo, Arc::new(clock.clone())).await?;
    let created = opened.created;
    let city = Arc::new(app::city(common, &database, BOT.to_owned(), Vec::new())?);

    let (now, moved) = (clock.clone(), clock.clone());
    let options = Options {
        now: Arc::new(move || now.now().ms()),
        advance: Some(Arc::new(move |by_ms| {
            moved.advance(TimeDelta::milliseconds(by_ms));
            keep_ahead(&ahead, &moved);
        })),
        bot_token: TOKEN.to_owned(),
        bot_username: BOT.to_owned(),
        bot_name: city.plain(Lang::reference(), &t!("bot-name", programme = &city.preset.programme)),
        personas: personas(&city),
        state: Some(database.with_extension("telegram.json")),
    };
    let emulator = Emulator::start(listener, options).await?;
    emulator.control().furnish(scene(&city));
    let telegram = Arc::new(Telegram::new(&api(emulator.address()), TOKEN)?);
    let app = App::build(opened, city.clone(), telegram.clone(), Limits::TELEGRAM, &stop).await?;
    if created {
        // First the example, so that its announcements reach nobody.
        if !demo.empty {
            example::make(&app.db, &city).await.context("making the example life")?;
        }
        example::staff(&app.db, &city).await.context("making the example's staff")?;
    }
    setup::introduce(&telegram, &city).await;
    setup::Way::Polling.set(&telegram).await?;
    let mut loops = JoinSet::new();
    app.start(&mut loops, &stop);
    announce(emulator.address(), &database);
    let outcome = app.while_well(receive::poll(&telegram, app.inbox.clone(), stop.clone())).await;
    app.end(loops, &stop).await;
    emulator.stop().await;
    outcome
}

/// The address for our own client: a listener on all addresses is reached on this computer's own.
fn api(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

fn ahead_of(file: &PathBuf) -> i64 {
    let ahead = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
    ahead.unwrap_or(0).clamp(0, AHEAD_MS_MAX)
}

/// Keeps how far the clock was moved, so that what was seen to happen stays in the past after a
/// restart.
fn keep_ahead(file: &PathBuf, clock: &Shifted) {
    if let Err(error) = std::fs::write(file, clock.ahead().num_milliseconds().to_string()) {
        tracing::warn!("the moved clock could not be kept: {error}");
    }
}

/// The one line that a newcomer needs. Nobody may be reading it.
fn announce(address: SocketAddr, database: &std::path::Path) {
    use std::io::Write;
    let line = format!("\n  Madang  →  {}\n\n  {}  (Ctrl-C)\n", api(address), database.display());
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A text in Korean and in English.
fn in_both(city: &City, id: &'static str) -> (String, String) {
    let text = crate::text::Text { id, args: Vec::new() };
    let english = Lang::find("en").unwrap_or(Lang::reference());
    (city.plain(Lang::reference(), &text), city.plain(english, &text))
}

/// The city around the chat page.
fn scene(city: &City) -> Scene {
    let spot = |id: &'static str, latitude: f64, longitude: f64| {
        let (name_ko, name_en) = in_both(city, id);
        Spot { name_ko, name_en, latitude, longitude }
    };
    let (group_ko, group_en) = in_both(city, "scene-group");
    let places = vec![
        spot("scene-city-hall", 37.4201, 127.1265),
        spot("scene-seohyeon", 37.3849, 127.1232),
        spot("scene-taepyeong", 37.4402, 127.1277),
        spot("scene-outside", 37.5665, 126.978),
    ];
    Scene { time_zone: city.preset.zone.name().to_owned(), places, group_ko, group_en }
}

/// The people of the chat page.
fn personas(city: &City) -> Vec<Persona> {
    let note = |id: &'static str| in_both(city, id);
    let person = |id: i64, name: &'static str, username: &str, language: &str, about: &'static str, role: Role| {
        let (note_ko, note_en) = note(about);
        let name = crate::text::Text { id: name, args: Vec::new() };
        Persona {
            id,
            first_name: city.plain(Lang::find(language).unwrap_or(Lang::reference()), &name),
            name_en: note(name.id).1,
            last_name: None,
            username: Some(username.to_owned()),
            language_code: language.to_owned(),
            note_ko,
            note_en,
            role,
        }
    };
    vec![
        person(101, "persona-mina", "mina", "ko", "persona-mina-note", Role::Citizen),
        person(102, "persona-junho", "junho", "ko", "persona-junho-note", Role::Citizen),
        person(103, "persona-soon", "soonja", "ko", "persona-soon-note", Role::Citizen),
        person(104, "persona-sarah", "sarah", "en", "persona-sarah-note", Role::Citizen),
        person(example::CLERK_CHAT, "persona-clerk", "clerk", "ko", "persona-clerk-note", Role::Staff),
        person(example::ADMIN_CHAT, "persona-admin", "admin", "ko", "persona-admin-note", Role::Staff),
        person(example::MODERATOR_CHAT, "persona-moderator", "moderator", "ko", "persona-moderator-note", Role::Staff),
        person(-1001, "persona-group", "neighbours", "ko", "persona-group-note", Role::Group),
    ]
}

/// `madang emulator`: the emulator alone, for anybody's bot.
pub async fn emulator(alone: &crate::config::Emulator, stop: CancellationToken) -> anyhow::Result<()> {
    let listener = web::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, alone.port)), "--port").await?;
    let clock = Shifted::default();
    let ahead = alone.state.as_ref().map(|state| state.with_extension("clock"));
    clock.advance(TimeDelta::milliseconds(ahead.as_ref().map_or(0, ahead_of)));
    let (now, moved) = (clock.clone(), clock);
    let person = |id: i64, name: &str, language: &str| Persona {
        id,
        first_name: name.to_owned(),
        language_code: language.to_owned(),
        note_ko: language.to_owned(),
        note_en: language.to_owned(),
        ..Persona::default()
    };
    let options = Options {
        now: Arc::new(move || now.now().ms()),
        advance: Some(Arc::new(move |by_ms| {
            moved.advance(TimeDelta::milliseconds(by_ms));
            if let Some(ahead) = &ahead {
                keep_ahead(ahead, &moved);
            }
        })),
        bot_token: alone.token.clone(),
        bot_username: "emulated_bot".to_owned(),
        bot_name: "Emulated bot".to_owned(),
        personas: vec![person(FIRST_PERSON, "Mina", "ko"), person(FIRST_PERSON + 1, "Sarah", "en")],
        state: alone.state.clone(),
    };
    let emulator = Emulator::start(listener, options).await?;
    emulator.control().limit_rates(alone.limits);
    welcome(&emulator.api_url(), &alone.token);
    stop.cancelled().await;
    emulator.stop().await;
    Ok(())
}

/// What somebody needs who has just started it. Nobody may be reading.
fn welcome(address: &str, token: &str) {
    use std::io::Write;
    let words = format!(
        "  Bot API and chat page  →  {address}\n\n  \
         Give your bot this address instead of https://api.telegram.org, with any token:\n  \
         {token}, say. People talk with the first bot that calls.\n"
    );
    let _ = writeln!(std::io::stdout(), "{words}");
}
