//! Takes the answers of a poll being prepared. Every answer is checked where it is given, and the
//! whole once more at the moment of publishing.

use super::candidates::{dropped, options_choice, picture, proposals};
use super::drops::drops;
use super::limits::limits;
use super::quorum::quorum;
use super::{ABOUT_CHARS_MAX, Plan, QUESTION_CHARS, Step, Template, Typed, Unfit, areas, read, tell_published, voters};
use crate::bot::places::Place;
use crate::bot::{Answer, Card, Dialogue, Next, Turn, Words};
use crate::clock::Moment;
use crate::poll::rules::{self, OPEN_MIN, WindowProblem};
use crate::poll::{Publishing, Quorum, approval, chart, life, trial};
use crate::t;
use crate::text::{self, Lang, Text, Value};

/// The best mark that there can be: more would not fit a row of buttons.
const MARK_MAX: usize = 10;
/// Most points to be given out.
const POINTS_MAX: usize = 100;

/// What a step makes of an answer: the plan as it is then, or why it would not do.
pub(super) type Taken = Result<Plan, Text>;

pub(super) async fn take(turn: &mut Turn<'_>, plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    if plan.pending.is_some() {
        return Ok(ask(sure(turn, plan, answer)));
    }
    Ok(match (plan.step.clone(), answer) {
        (Step::Preview, Answer::Choice(key)) if key == "publish" => {
            return publish(turn, plan).await;
        }
        (Step::Preview, Answer::Choice(key)) if key == "trial" => return tried(turn, plan).await,
        (Step::Look(place), Answer::Choice(key)) if key == "picture" => {
            if let Some((picture, caption)) = plan.picture_of(place, turn.lang()) {
                turn.photos(&[picture], caption);
            }
            ask(Ok(plan))
        }
        (Step::Look(_), Answer::Choice(key)) => return Ok(looked(plan, &key)),
        (Step::Proposals(_), Answer::Choice(key)) => return proposals(turn, plan, &key).await,
        (Step::Voters, Answer::Choice(key)) => return Ok(voters::choice(plan, &key)),
        (Step::Ages, Answer::Choice(key)) => ask(voters::ages(plan, &key)),
        (Step::Ages, Answer::Text(words)) => ask(voters::ages(plan, &words)),
        (Step::Areas | Step::AreasDong(..), Answer::Choice(key)) => return Ok(areas::choice(turn, plan, &key)),
        (Step::Dong(gu, _), Answer::Choice(key)) => return Ok(dong(plan, gu, &key)),
        (Step::Options, Answer::Choice(key)) => ask(options_choice(plan, &key)),
        (Step::Options, Answer::Photo(file, caption)) => ask(picture(plan, file, caption.as_deref())),
        (Step::Template, Answer::Choice(key)) => ask(Ok(template(turn, plan, &key))),
        (_, Answer::Choice(key)) => ask(choice(plan, &key)),
        (_, Answer::Text(words)) => ask(text(turn, plan, &words)),
        _ => Next::Again(t!("poll-plan-only-words")),
    })
}

fn ask(taken: Taken) -> Next {
    match taken {
        Ok(plan) => Next::Ask(Dialogue::PollPlan(plan)),
        Err(problem) => Next::Again(problem),
    }
}

/// Words typed.
fn text(turn: &Turn<'_>, mut plan: Plan, typed: &str) -> Taken {
    match plan.step {
        Step::Template => {
            // Who writes the question at once says all the rest too.
            plan.question.ko = read::words(typed, QUESTION_CHARS)?;
            plan.template = None;
            plan.step = Step::Question;
        }
        Step::Question => plan.question.ko = read::words(typed, QUESTION_CHARS)?,
        Step::QuestionEn => plan.question.en = Some(read::words(typed, QUESTION_CHARS)?),
        Step::About => plan.about = Some(Words::only(read::words(typed, 1..=ABOUT_CHARS_MAX)?)),
        Step::AboutEn => {
            let english = read::words(typed, 1..=ABOUT_CHARS_MAX)?;
            plan.about = plan.about.map(|about| Words { en: Some(english), ..about });
        }
        Step::Options => {
            plan.pictured = None;
            if let Some(numbers) = drops(typed) {
                return dropped(plan, &numbers);
            }
            (plan.options, plan.terms.fields) = read::options(&plan.options, &plan.terms.fields, typed)?;
            return Ok(plan);
        }
        Step::OptionsEn => {
            (plan.options, plan.terms.fields) = read::english(&plan.options, &plan.terms.fields, typed)?;
        }
        Step::Fields => plan.terms.fields = limits(&plan.terms.fields, typed)?,
        Step::Quorum => plan.terms.quorum = quorum(typed, plan.eligible.code)?,
        Step::Picks => plan.picks = read::number(typed, plan.picks_max())?,
        Step::Least => plan.terms.picks_min = read::number(typed, plan.picks.min(plan.picks_max()))?,
        Step::Marks => plan.terms.points = Some(marks(&plan, typed)?),
        Step::Budget => plan.terms.budget = Some(budget(&plan, typed)?),
        Step::Seats => plan.seats = read::number(typed, plan.options.len())?,
        Step::Opens | Step::Closes => {
            plan.pending = Some(Typed::read(typed, turn.now(), &turn.city.preset)?);
            return Ok(plan);
        }
        _ => return Err(t!("dialogue-only-choice")),
    }
    limited(plan)
}

/// On to the next question, unless the limits that were just said leave no ballot.
fn limited(plan: Plan) -> Taken {
    if matches!(plan.step, Step::Fields | Step::Least) && !plan.is_possible() {
        return Err(t!("poll-plan-limits-clash"));
    }
    Ok(plan.forward())
}

/// A choice, wherever it needs nothing but the plan.
fn choice(mut plan: Plan, key: &str) -> Taken {
    match (&plan.step, key) {
        (Step::QuestionEn, _) => plan.question.en = None,
        (Step::About, _) => plan.about = None,
        (Step::AboutEn, _) => plan.about = plan.about.map(|about| Words::only(about.ko)),
        (Step::OptionsEn, _) => {
            plan.terms.fields.iter_mut().for_each(|field| field.name.en = None);
            for option in &mut plan.options {
                option.title.en = None;
                option.about = option.about.take().map(|about| Words::only(about.ko));
            }
        }
        (Step::Method, method) => {
            plan.method = method.to_owned();
            (plan.terms.points, plan.terms.picks_min) = (None, 1);
            plan.picks = match method {
                "approval" | "single" | "sides" => 1,
                _ => plan.picks_max(),
            };
            if method == "sides" {
                plan.seats = 1;
            }
            if let Some(option) = plan.without_cost() {
                return Err(t!("poll-plan-no-cost", number = option.id.0));
            }
        }
        (Step::Fields, _) => plan.terms.fields.iter_mut().for_each(|field| (field.min, field.max) = (0, None)),
        (Step::Marks, number) => plan.terms.points = Some(marks(&plan, number)?),
        (Step::Least, number) => plan.terms.picks_min = read::number(number, plan.picks.min(plan.picks_max()))?,
        (Step::Quorum, _) => plan.terms.quorum = Quorum::default(),
        (Step::Blank, key) => plan.terms.blank = key == "yes",
        (Step::Picks, number) => plan.picks = read::number(number, plan.picks_max())?,
        (Step::Seats, each) if each.starts_with("each:") => {
            let seats = each.strip_prefix("each:").and_then(|seats| seats.parse().ok()).unwrap_or(1);
            plan.terms.fields.iter_mut().for_each(|field| field.seats = Some(seats));
            plan.seats = (seats * plan.terms.fields.len()).min(plan.options.len());
        }
        (Step::Seats, number) => {
            plan.seats = read::number(number, plan.options.len())?;
            plan.terms.fields.iter_mut().for_each(|field| field.seats = None);
        }
        (Step::Opens, _) => plan.opens_at = None,
        (Step::Area, key) => return area(plan, key),
        (Step::Publishing, "by_hand") => plan.publishing = Publishing::ByHand,
        (Step::Publishing, _) => plan.publishing = Publishing::AtClose,
        (Step::Preview, "look") => {
            plan.step = Step::Look(0);
            return Ok(plan);
        }
        (Step::Preview, _) => {
            plan.step = Step::Edit;
            return Ok(plan);
        }
        (Step::Edit, part) => {
            plan.editing = true;
            plan.step = plan.path().into_iter().find(|step| step.part() == part).unwrap_or(Step::Preview);
            return Ok(plan);
        }
        _ => return Err(t!("dialogue-only-choice")),
    }
    limited(plan)
}

/// The date that was typed is the one that was meant, or is typed anew.
fn sure(turn: &Turn<'_>, mut plan: Plan, answer: Answer) -> Taken {
    let typed = match answer {
        Answer::Choice(key) if key == "yes" => plan.pending.take(),
        Answer::Choice(_) => {
            plan.pending = None;
            return Ok(plan);
        }
        Answer::Text(words) => {
            plan.pending = Some(Typed::read(&words, turn.now(), &turn.city.preset)?);
            return Ok(plan);
        }
        _ => return Err(t!("poll-plan-only-words")),
    };
    let Some(Typed { at, .. }) = typed else { return Ok(plan) };
    let now = turn.now();
    match plan.step {
        Step::Opens if at <= now => return Err(t!("text-when-past")),
        Step::Opens => plan.opens_at = Some(at),
        _ => {
            rules::window(plan.opens_at.unwrap_or(now), at, now)
                .map_err(|problem| window_text(problem, plan.opens_at))?;
            plan.closes_at = Some(at);
        }
    }
    Ok(plan.forward())
}

/// Why votes cannot be taken in that time.
pub fn window_text(problem: WindowProblem, opens_at: Option<Moment>) -> Text {
    match (problem, opens_at) {
        (WindowProblem::Past, _) => t!("text-when-past"),
        (_, Some(opens)) => {
            t!("poll-plan-closes-early", opens = opens, minutes = OPEN_MIN.num_minutes())
        }
        (_, None) => t!("poll-plan-closes-soon", minutes = OPEN_MIN.num_minutes()),
    }
}

/// A template, or none of them.
fn template(turn: &Turn<'_>, mut plan: Plan, key: &str) -> Plan {
    let words = |text: Text| Words {
        ko: turn.city.plain(Lang::reference(), &text),
        en: Lang::find("en").map(|english| turn.city.plain(english, &text)),
    };
    match Template::read(key) {
        Some(template) => template.fill(&mut plan, [words(t!("poll-plan-for")), words(t!("poll-plan-against"))]),
        None => plan.template = None,
    }
    plan.forward()
}

/// The best mark, or how many points there are.
fn marks(plan: &Plan, typed: &str) -> Result<u32, Text> {
    let max = if plan.method == "score" { MARK_MAX } else { POINTS_MAX };
    match text::count(typed) {
        Some(number) if usize::try_from(number).is_ok_and(|number| (1..=max).contains(&number)) => Ok(number),
        Some(number) if number > 0 => Err(t!("poll-plan-points-too-large", number = number, max = max)),
        _ => Err(t!("poll-plan-number", max = max)),
    }
}

/// The money that there is, which buys one option at least.
fn budget(plan: &Plan, typed: &str) -> Result<i64, Text> {
    let won = read::won(typed).ok_or_else(|| t!("poll-plan-cost", words = typed))?;
    match plan.options.iter().filter_map(|option| option.cost).min() {
        Some(least) if least > won => Err(t!("poll-plan-budget-small", least = Value::Won(least))),
        _ => Ok(won),
    }
}

fn area(mut plan: Plan, key: &str) -> Taken {
    match (key, Place::read(key)) {
        ("more", _) => {
            plan.step = Step::Voters;
            return Ok(plan);
        }
        ("several", _) => return areas::begin(plan),
        ("told", _) => (plan.area, plan.needs_dong) = (String::new(), true),
        (_, Some(Place::Gu(gu))) => {
            plan.step = Step::Dong(gu, 0);
            return Ok(plan);
        }
        (_, Some(Place::Dong(dong))) => (plan.area, plan.needs_dong) = (dong.0, true),
        _ => (plan.area, plan.needs_dong) = (String::new(), false),
    }
    Ok(plan.forward())
}

fn dong(mut plan: Plan, gu: String, key: &str) -> Next {
    match Place::read(key) {
        Some(Place::Page(page)) => {
            plan.step = Step::Dong(gu, page);
            return Next::Same(Dialogue::PollPlan(plan));
        }
        Some(Place::Dong(dong)) => (plan.area, plan.needs_dong) = (dong.0, true),
        _ => (plan.area, plan.needs_dong) = (gu, true),
    }
    Next::Ask(Dialogue::PollPlan(plan.forward()))
}

/// On to another option, in place of the one shown, or back to the preview.
fn looked(mut plan: Plan, key: &str) -> Next {
    match key.strip_prefix("at:").and_then(|place| place.parse().ok()) {
        Some(place) => {
            plan.step = Step::Look(place);
            Next::Same(Dialogue::PollPlan(plan))
        }
        None => {
            plan.step = Step::Preview;
            Next::Ask(Dialogue::PollPlan(plan))
        }
    }
}

/// Shows how a result would look; then the preview again.
async fn tried(turn: &mut Turn<'_>, plan: Plan) -> anyhow::Result<Next> {
    match try_out(turn, &plan).await? {
        true => Ok(Next::Ask(Dialogue::PollPlan(plan))),
        false => Ok(Next::Again(t!("poll-trial-unfit"))),
    }
}

/// Shows how a result would look; whether it did. What cannot be published cannot be tried.
pub(in crate::poll) async fn try_out(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<bool> {
    let shown = match plan.ready(turn.now()) {
        Ok(poll) => trial::show(turn.city, &poll, turn.lang())?,
        Err(_) => None,
    };
    let Some((card, picture)) = shown else { return Ok(false) };
    turn.say(card);
    turn.kept_picture(chart::NAME, &picture, t!("poll-trial-picture")).await?;
    Ok(true)
}

/// Publishes, if everything still holds at this moment; or has somebody else look at it first.
async fn publish(turn: &mut Turn<'_>, mut plan: Plan) -> anyhow::Result<Next> {
    let poll = match plan.ready(turn.now()) {
        Ok(poll) => poll,
        Err(Unfit { why, step }) => {
            if let Some(why) = why {
                turn.say(Card::new(why));
            }
            (plan.step, plan.editing) = (step, true);
            return Ok(Next::Ask(Dialogue::PollPlan(plan)));
        }
    };
    if approval::is_needed(turn.city) {
        approval::desk::ask(turn, plan).await?;
        return Ok(Next::Done);
    }
    let (state, opens_at) = (poll.state, poll.opens_at);
    let id = life::publish(turn.tx, turn.city, Some(turn.me()), poll).await?;
    tell_published(turn, id, state, opens_at).await?;
    Ok(Next::Done)
}
