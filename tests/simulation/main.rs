//! A town on virtual time: random citizens and clerks, a messenger that misbehaves, a program that
//! dies at random steps, all from one seed. No sockets, no sleeping. At the end everything calms
//! down, and checkers compare what people did with ballots, screens, outbox and the file.
//!
//! `cargo test --test simulation` plays a fixed number of seeds. More, and faster:
//! `MADANG_SEEDS=0..2000 TMPDIR=/dev/shm cargo test --release --test simulation -- --nocapture`.
//! A seed that fails is named, plays alone with `MADANG_SEEDS=17..18`, and joins `KEPT`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod check;
mod clerk;
mod life;
mod messenger;
#[path = "../../src/bin/chaos/random.rs"]
mod random;
mod world;

use random::Random;
use world::World;

/// Seeds that once found something, and seeds that find something now and then.
const KEPT: &[u64] = &[38, 206, 259];
/// Further seeds of a plain `cargo test`.
const SEEDS: std::ops::Range<u64> = 0..24;
/// What happens in one town.
const STEPS: usize = 90;

fn seeds() -> Vec<u64> {
    let Ok(asked) = std::env::var("MADANG_SEEDS") else { return KEPT.iter().copied().chain(SEEDS).collect() };
    let (from, to) = asked.split_once("..").expect("MADANG_SEEDS reads 0..2000");
    (from.parse().unwrap()..to.parse().unwrap()).collect()
}

/// The seeds are shared out over the processors; a town itself does one thing at a time.
#[test]
fn nothing_is_lost_and_nothing_is_done_twice_in_any_town() {
    let seeds = std::sync::Mutex::new(seeds());
    let next = || seeds.lock().unwrap().pop();
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    let mut told = world::Told::default();
                    while let Some(seed) = next() {
                        told += runtime.block_on(play(seed));
                    }
                    told
                })
            })
            .collect();
        let mut told = world::Told::default();
        for worker in workers {
            match worker.join() {
                Ok(of_one) => told += of_one,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        println!("{told:?}");
        assert!(told.votes > 0 && told.crashes > 0 && told.troubles > 0, "these towns were asleep: {told:?}");
    });
}

async fn play(seed: u64) -> world::Told {
    let mut random = Random::new(seed);
    let mut world = World::found(seed, &mut random).await;
    for _ in 0..STEPS {
        world.step(&mut random).await;
    }
    world.comes_to_rest().await;
    let problems = check::all(&world).await;
    assert!(problems.is_empty(), "seed {seed}:\n{}\n\nwhat happened:\n{}", problems.join("\n"), world.diary.join("\n"));
    world.told()
}
