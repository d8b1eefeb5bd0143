use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::person::PersonId;
use crate::proposal::ProposalId;

fn seongnam() -> Preset {
    Preset::load("seongnam").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon in Seoul.
fn noon(text: &str) -> Moment {
    Moment::from(day(text).and_hms_opt(3, 0, 0).unwrap().and_utc())
}

fn words() -> Words {
    Words::only("because")
}

fn decision(outcome: Outcome) -> Decision {
    let planned_on = outcome.has_day().then(|| day("2027-05-31"));
    Decision { outcome, words: words(), planned_on, department: None }
}

fn proposal(state: State) -> Proposal {
    Proposal {
        id: ProposalId(1),
        year: 2026,
        number: 147,
        author: Some(PersonId(7)),
        nickname: None,
        title: "t".into(),
        problem: "p".into(),
        wish: "w".into(),
        field: "safety".into(),
        dong: None,
        latitude: None,
        longitude: None,
        photos: Default::default(),
        state,
        before: None,
        revision: 1,
        submitted_at: noon("2026-11-23"),
        published_at: None,
        decided_at: None,
        answer_by: day("2026-12-23"),
        asked_at: None,
        supplement_by: None,
        remind_at: None,
        question: None,
        addition: None,
        department: None,
        decision_ko: None,
        decision_en: None,
        planned_on: None,
        supports: 0,
    }
}

fn acts() -> Vec<Act> {
    let mut acts = vec![
        Act::Publish,
        Act::Ask(words()),
        Act::Complete("here".into()),
        Act::Return(words()),
        Act::Assign("parks".into()),
        Act::Unpublish(words()),
        Act::Hide(words()),
        Act::Unhide,
        Act::Withdraw(None),
    ];
    acts.extend(Outcome::ALL.map(|outcome| Act::Decide(decision(outcome))));
    acts.extend(Outcome::ALL.map(|outcome| Act::Mend(words(), decision(outcome))));
    acts
}

#[test]
fn a_proposal_goes_its_way_and_no_other() {
    use State::*;
    let can = |state: State| -> Vec<&str> {
        let mut names: Vec<&str> = acts().iter().filter(|act| next(state, None, act).is_ok()).map(Act::name).collect();
        names.dedup();
        names
    };
    assert_eq!(can(Submitted), ["publish", "ask", "return", "withdraw"]);
    assert_eq!(can(Supplement), ["complete", "return", "withdraw"]);
    assert_eq!(can(Published), ["assign", "unpublish", "hide", "withdraw", "decide"]);
    assert_eq!(can(Assigned), can(Published));
    for state in [Adopted, Partly, NotAdopted, Transferred] {
        assert_eq!(can(state), ["hide", "mend"]);
    }
    assert_eq!(can(Hidden), ["unhide"]);
    assert_eq!(can(Returned), [""; 0]);
    assert_eq!(can(Withdrawn), [""; 0]);
}

#[test]
fn an_answer_leads_to_its_state() {
    for outcome in Outcome::ALL {
        assert_eq!(next(State::Assigned, None, &Act::Decide(decision(outcome))), Ok(outcome.state()));
    }
}

#[test]
fn no_answer_is_given_without_a_department() {
    let (preset, at) = (seongnam(), noon("2026-11-24"));
    let published = proposal(State::Published);
    let decide = |department: Option<&str>| {
        Act::Decide(Decision { department: department.map(str::to_owned), ..decision(Outcome::NotAdopted) })
    };
    assert_eq!(apply(&published, &decide(None), at, &preset).err(), Some(Problem::NoDepartment));
    let answered = apply(&published, &decide(Some("parks")), at, &preset).ok().unwrap();
    assert_eq!(answered.department.as_deref(), Some("parks"));
    let assigned = Proposal { department: Some("safety".into()), ..proposal(State::Assigned) };
    let answered = apply(&assigned, &decide(None), at, &preset).ok().unwrap();
    assert_eq!(answered.department.as_deref(), Some("safety"));
}

#[test]
fn what_is_adopted_has_a_day_and_what_is_not_has_none() {
    for outcome in Outcome::ALL {
        let planned_on = (!outcome.has_day()).then(|| day("2027-05-31"));
        let wrong = Act::Decide(Decision { planned_on, ..decision(outcome) });
        assert_eq!(next(State::Published, None, &wrong), Err(Problem::NoDay));
    }
}

#[test]
fn what_was_hidden_goes_back_to_where_it_was() {
    let preset = seongnam();
    for state in State::ALL.into_iter().filter(|state| state.is_public()) {
        let hidden = apply(&proposal(state), &Act::Hide(words()), noon("2026-11-24"), &preset).unwrap();
        assert_eq!(hidden.before, Some(state));
        let shown = apply(&hidden, &Act::Unhide, noon("2026-11-25"), &preset).unwrap();
        assert_eq!((shown.state, shown.before, shown.revision), (state, None, 3));
        assert_eq!(next(State::Hidden, Some(state), &Act::Withdraw(None)).is_ok(), state.is_open());
    }
}

#[test]
fn the_clock_stands_while_the_author_is_asked() {
    let preset = seongnam();
    let asked = apply(&proposal(State::Submitted), &Act::Ask(words()), noon("2026-11-24"), &preset).unwrap();
    assert_eq!(asked.supplement_by, Some(day("2026-12-01")));
    assert_eq!(
        asked.remind_at,
        Some(noon("2026-11-30") - TimeDelta::hours(3)),
        "nine in the morning of the day before"
    );
    let answered = apply(&asked, &Act::Complete("here".into()), noon("2026-11-26"), &preset).unwrap();
    // Two days waited: 25 December is a holiday, the 26th and 27th a weekend.
    assert_eq!(answered.answer_by, day("2026-12-28"));
    assert_eq!((answered.state, answered.asked_at, answered.remind_at), (State::Submitted, None, None));
    assert_eq!(answered.addition.as_deref(), Some("here"));
}

#[test]
fn a_correction_replaces_the_answer() {
    let preset = seongnam();
    let assigned = Proposal { department: Some("safety".into()), ..proposal(State::Assigned) };
    let adopted = apply(&assigned, &Act::Decide(decision(Outcome::Adopted)), noon("2026-12-01"), &preset).unwrap();
    assert_eq!(adopted.planned_on, Some(day("2027-05-31")));
    let mend = Act::Mend(words(), decision(Outcome::NotAdopted));
    let mended = apply(&adopted, &mend, noon("2026-12-02"), &preset).unwrap();
    assert_eq!((mended.state, mended.planned_on), (State::NotAdopted, None));
}

#[test]
fn who_may_correct() {
    for (role, own, may) in [
        (None, true, false),
        (Some(Role::Moderator), true, true),
        (Some(Role::Clerk), false, false),
        (Some(Role::Coordinator), false, true),
    ] {
        assert_eq!(may_correct(role, own), may, "{role:?} {own}");
    }
}

#[test]
fn lengths_are_what_people_count() {
    for (words, found) in [
        ("123456789", Err(Length::Short)),
        ("1234567890", Ok(())),
        ("🚌🚌🚌🚌🚌🚌🚌🚌🚌🚌🚌", Err(Length::Short)),
        ("\u{1110}\u{1161}\u{11ab}23456789", Err(Length::Short)),
    ] {
        assert_eq!(fits(words, &TEXT_CHARS), found, "{words}");
    }
    assert_eq!(fits(&"a".repeat(1_023), &TEXT_CHARS), Err(Length::Long(1_023, 23)));
}

#[test]
fn a_title_is_the_first_clause() {
    for (problem, title) in [
        ("The lights are out, and it is dark. Please", Some("The lights are out")),
        ("Hi! The lights are out", Some("The lights are out")),
        ("Oh", None),
        ("🚌🚌🚌🚌🚌🚌", None),
    ] {
        assert_eq!(suggested_title(problem).as_deref(), title, "{problem}");
    }
    assert_eq!(text::chars(&suggested_title(&"word ".repeat(40)).unwrap()), 60);
}

#[test]
fn milestones_are_told_of_when_they_are_reached() {
    let preset = seongnam();
    assert_eq!([9, 10, 11, 50].map(|supports| milestone(supports, &preset)), [None, Some(10), None, Some(50)]);
}

#[test]
fn a_place_on_the_other_side_of_the_country_is_out_of_reach() {
    let preset = seongnam();
    assert!(in_reach(&preset, 37.4115, 127.1287));
    for (north, east) in [(35.18, 129.07), (0.0, 0.0), (f64::NAN, 127.1)] {
        assert!(!in_reach(&preset, north, east), "{north}, {east}");
    }
}

proptest! {
    #[test]
    fn a_pause_never_takes_time_from_anybody(start in 0..700u64, waited in 0..60u64, left in 0..40u64) {
        let preset = seongnam();
        let asked = day("2026-01-02") + Days::new(start);
        let due = preset.next_working_day(asked + Days::new(left));
        let answered = asked + Days::new(waited);
        let shifted = due_after_pause(due, asked, answered, &preset);
        prop_assert!(shifted >= due + Days::new(waited));
        prop_assert!(preset.works_on(shifted));
        // The city has at least the days that it had left, and at most a long holiday more.
        prop_assert!((shifted - due).num_days() <= i64::try_from(waited).unwrap() + 10);
        prop_assert_eq!(due_after_pause(due, asked, asked, &preset), due);
        // A clock that runs backwards gives no days away.
        prop_assert_eq!(due_after_pause(due, answered, asked, &preset) >= due, true);
    }

    #[test]
    fn longer_waiting_is_never_due_earlier(start in 0..700u64, one in 0..60u64, more in 0..60u64) {
        let preset = seongnam();
        let asked = day("2026-01-02") + Days::new(start);
        let due = preset.answer_by(asked);
        let after = |waited: u64| due_after_pause(due, asked, asked + Days::new(waited), &preset);
        prop_assert!(after(one) <= after(one + more));
    }

    #[test]
    fn whatever_happens_the_state_is_one_that_the_table_knows(path in proptest::collection::vec(0..17usize, 0..30)) {
        let preset = seongnam();
        let mut now = proposal(State::Submitted);
        for (step, act) in path.into_iter().filter_map(|act| acts().get(act).cloned()).enumerate() {
            let at = noon("2026-11-23") + TimeDelta::days(i64::try_from(step).unwrap());
            let before = now.clone();
            if let Ok(after) = apply(&now, &act, at, &preset) {
                prop_assert_eq!(after.revision, before.revision + 1);
                prop_assert_eq!(after.asked_at.is_some(), after.state == State::Supplement);
                prop_assert_eq!(after.before.is_some(), after.state == State::Hidden);
                prop_assert!(after.answer_by >= before.answer_by);
                now = after;
            }
        }
    }
}
