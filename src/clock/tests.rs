//! What time it is when a clock is wrong, jumps or sleeps.

use super::*;

/// A machine's clock and a counter, both moved by hand.
fn machine() -> (Still, Still, Steady) {
    let (wall, counter) = (Still::at(Moment::from_ms(1_800_000_000_000)), Still::at(Moment::from_ms(0)));
    let (shown, counted) = (wall.clone(), counter.clone());
    let counted = move || Duration::from_millis(counted.now().ms().unsigned_abs());
    (wall, counter, Steady::new(Box::new(move || shown.now()), Box::new(counted)))
}

fn pass(wall: &Still, counter: &Still, by: TimeDelta) {
    wall.advance(by);
    counter.advance(by);
}

#[test]
fn time_goes_on_as_it_did_when_the_clock_jumps() {
    for jump in [TimeDelta::hours(1), TimeDelta::hours(-1), TimeDelta::days(12 * 365), TimeDelta::days(-50 * 365)] {
        let (wall, counter, clock) = machine();
        let start = clock.now();
        pass(&wall, &counter, TimeDelta::seconds(60));
        wall.advance(jump);
        assert_eq!(clock.now() - start, TimeDelta::seconds(60), "{jump}");
        pass(&wall, &counter, TimeDelta::seconds(60));
        assert_eq!(clock.now() - start, TimeDelta::seconds(120), "{jump}");
        // Set right again, it is followed as before.
        wall.advance(-jump);
        pass(&wall, &counter, TimeDelta::seconds(1));
        assert_eq!(clock.now(), wall.now(), "{jump}");
    }
}

#[test]
fn a_clock_that_is_put_right_in_small_steps_is_followed() {
    let (wall, counter, clock) = machine();
    for _ in 0..100 {
        pass(&wall, &counter, TimeDelta::seconds(10));
        wall.advance(TimeDelta::seconds(1));
        assert_eq!(clock.now(), wall.now());
    }
}

#[test]
fn who_slept_is_told_what_time_it_is() {
    let (wall, counter, clock) = machine();
    // The counter of a machine that sleeps stands still, its clock does not.
    wall.advance(TimeDelta::hours(8));
    let start = clock.now();
    assert!(wall.now() - start > TimeDelta::hours(7));
    clock.told(wall.now() + TimeDelta::seconds(2));
    pass(&wall, &counter, TimeDelta::seconds(1));
    assert_eq!(clock.now(), wall.now());
}

#[test]
fn a_clock_that_is_wrong_from_the_start_is_not_believed() {
    let (wall, counter, clock) = machine();
    let truth = wall.now() - TimeDelta::days(400);
    clock.told(truth);
    pass(&wall, &counter, TimeDelta::seconds(30));
    assert_eq!(clock.now(), truth + TimeDelta::seconds(30));
    clock.told(truth + TimeDelta::seconds(31));
    assert_eq!(clock.now(), truth + TimeDelta::seconds(30), "a second is no difference");
}
