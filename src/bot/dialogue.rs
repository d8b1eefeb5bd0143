//! Conversations of several steps. A room has the steps; here is what all of them share: where a
//! person is, the buttons below a question, typed numbers and labels, one step back, leaving and
//! coming back.
//!
//! A dialogue is saved at each step, in the transaction of the step. It ends when the room says so;
//! leaving it any other way keeps it as a draft.
//!
//! A question that takes a location has its choices where one types, and they would stay there: the
//! home menu comes back as soon as something else is asked.

use serde::{Deserialize, Serialize};

use crate::bot::card::Card;
use crate::bot::home;
use crate::bot::press::{Desk, Press};
use crate::bot::question::{self, Answer, Given, Question};
use crate::bot::store;
use crate::bot::turn::Turn;
use crate::person::Role;
use crate::text::Text;
use crate::{forum, notice, person, poll, proposal, t};

/// What a person can be in the middle of. The names are in the database: they stay.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "state", rename_all = "snake_case")]
pub enum Dialogue {
    /// Telling where they belong and what interests them.
    Profile(person::Profile),
    /// Writing a proposal.
    Propose(proposal::Draft),
    /// Completing a proposal that staff asked about.
    Supplement(proposal::Supplement),
    /// Staff: deciding about a proposal.
    Handle(proposal::Handling),
    /// Staff: preparing a poll.
    PollPlan(poll::Plan),
    /// Staff: extending, cancelling or correcting a poll.
    PollChange(poll::Change),
    /// Staff: returning a poll that somebody else would publish.
    PollReturn(poll::approval::Returning),
    /// Staff: saying whom one helps to vote on site.
    OnSite(poll::onsite::Helping),
    /// Staff: entering what was counted on paper.
    Paper(poll::paper::Entry),
    /// Staff: checking off who gets a ballot on paper.
    PaperCodes(poll::paper::Checking),
    /// Staff: returning what somebody else has entered.
    PaperReturn(poll::paper::Returning),
    /// Bringing a code to vote.
    VoteCode(poll::eligible::Enter),
    /// Staff: preparing a forum.
    ForumPlan(forum::Plan),
    /// Staff: changing or cancelling a forum.
    ForumChange(forum::Change),
    /// Staff: preparing an announcement.
    Announce(notice::Plan),
}

impl Dialogue {
    /// Its name in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Dialogue::Profile(_) => "profile",
            Dialogue::Propose(_) => "propose",
            Dialogue::Supplement(_) => "supplement",
            Dialogue::Handle(_) => "handle",
            Dialogue::PollPlan(_) => "poll_plan",
            Dialogue::PollChange(_) => "poll_change",
            Dialogue::PollReturn(_) => "poll_return",
            Dialogue::OnSite(_) => "on_site",
            Dialogue::Paper(_) => "paper",
            Dialogue::PaperCodes(_) => "paper_codes",
            Dialogue::PaperReturn(_) => "paper_return",
            Dialogue::VoteCode(_) => "vote_code",
            Dialogue::ForumPlan(_) => "forum_plan",
            Dialogue::ForumChange(_) => "forum_change",
            Dialogue::Announce(_) => "announce",
        }
    }

    /// What people call it.
    pub fn title(&self) -> Text {
        match self {
            Dialogue::Profile(_) => t!("draft-profile"),
            Dialogue::Propose(_) => t!("draft-propose"),
            Dialogue::Supplement(_) => t!("draft-supplement"),
            Dialogue::Handle(_) => t!("draft-handle"),
            Dialogue::PollPlan(_) => t!("draft-poll-plan"),
            Dialogue::PollChange(_) => t!("draft-poll-change"),
            Dialogue::PollReturn(_) => t!("draft-poll-return"),
            Dialogue::OnSite(_) => t!("draft-on-site"),
            Dialogue::Paper(_) => t!("draft-paper"),
            Dialogue::PaperCodes(_) => t!("draft-paper-codes"),
            Dialogue::PaperReturn(_) => t!("draft-paper-return"),
            Dialogue::VoteCode(_) => t!("draft-vote-code"),
            Dialogue::ForumPlan(_) => t!("draft-forum-plan"),
            Dialogue::ForumChange(_) => t!("draft-forum-change"),
            Dialogue::Announce(_) => t!("draft-announce"),
        }
    }

    /// The least role that may go on with it, at every step.
    pub fn role(&self) -> Option<Role> {
        match self {
            Dialogue::Profile(_) | Dialogue::Propose(_) | Dialogue::Supplement(_) | Dialogue::VoteCode(_) => None,
            Dialogue::Handle(_) => Some(Role::Moderator),
            Dialogue::PollPlan(_) | Dialogue::PollChange(_) | Dialogue::PollReturn(_) => Some(Role::Clerk),
            Dialogue::OnSite(_) | Dialogue::Paper(_) => Some(Role::Clerk),
            Dialogue::PaperCodes(_) | Dialogue::PaperReturn(_) => Some(Role::Clerk),
            Dialogue::ForumPlan(_) | Dialogue::ForumChange(_) | Dialogue::Announce(_) => Some(Role::Clerk),
        }
    }

    /// Whether something was said in it that would be missed. What is begun at the desk with one
    /// press, about one thing, is no loss before that.
    fn has_words(&self) -> bool {
        match self {
            Dialogue::Handle(state) => state.has_words(),
            Dialogue::PollChange(state) => state.has_words(),
            Dialogue::PollReturn(_) | Dialogue::OnSite(_) => false,
            Dialogue::PaperCodes(_) | Dialogue::PaperReturn(_) => false,
            Dialogue::ForumChange(state) => state.has_words(),
            _ => true,
        }
    }

    async fn ask(&self, turn: &mut Turn<'_>) -> anyhow::Result<Question> {
        match self {
            Dialogue::Profile(state) => person::profile::ask(turn, state).await,
            Dialogue::Propose(state) => proposal::write::ask(turn, state).await,
            Dialogue::Supplement(state) => proposal::supplement::ask(turn, state).await,
            Dialogue::Handle(state) => proposal::handle::ask(turn, state).await,
            Dialogue::PollPlan(state) => poll::plan::ask(turn, state).await,
            Dialogue::PollChange(state) => poll::change::ask(turn, state).await,
            Dialogue::PollReturn(_) => Ok(poll::approval::returning::ask()),
            Dialogue::OnSite(state) => poll::onsite::enter::ask(turn, state).await,
            Dialogue::Paper(state) => poll::paper::enter::ask(turn, state).await,
            Dialogue::PaperCodes(state) => poll::paper::checking::ask(turn, state).await,
            Dialogue::PaperReturn(_) => Ok(poll::paper::returning::ask()),
            Dialogue::VoteCode(state) => poll::eligible::enter::ask(turn, state).await,
            Dialogue::ForumPlan(state) => forum::plan::ask(turn, state).await,
            Dialogue::ForumChange(state) => forum::change::ask(turn, state).await,
            Dialogue::Announce(state) => notice::plan::ask(turn, state).await,
        }
    }

    async fn step(self, turn: &mut Turn<'_>, answer: Answer) -> anyhow::Result<Next> {
        match self {
            Dialogue::Profile(state) => person::profile::step(turn, state, answer).await,
            Dialogue::Propose(state) => proposal::write::step(turn, state, answer).await,
            Dialogue::Supplement(state) => proposal::supplement::step(turn, state, answer).await,
            Dialogue::Handle(state) => proposal::handle::step(turn, state, answer).await,
            Dialogue::PollPlan(state) => poll::plan::step(turn, state, answer).await,
            Dialogue::PollChange(state) => poll::change::step(turn, state, answer).await,
            Dialogue::PollReturn(state) => poll::approval::returning::step(turn, state, answer).await,
            Dialogue::OnSite(state) => poll::onsite::enter::step(turn, state, answer).await,
            Dialogue::Paper(state) => poll::paper::enter::step(turn, state, answer).await,
            Dialogue::PaperCodes(state) => poll::paper::checking::step(turn, state, answer).await,
            Dialogue::PaperReturn(state) => poll::paper::returning::step(turn, state, answer).await,
            Dialogue::VoteCode(state) => poll::eligible::enter::step(turn, state, answer).await,
            Dialogue::ForumPlan(state) => forum::plan::step(turn, state, answer).await,
            Dialogue::ForumChange(state) => forum::change::step(turn, state, answer).await,
            Dialogue::Announce(state) => notice::plan::step(turn, state, answer).await,
        }
    }

    /// The step before, with everything that was said kept; none before the first.
    fn back(&self) -> Option<Dialogue> {
        match self {
            Dialogue::Profile(state) => person::profile::back(state).map(Dialogue::Profile),
            Dialogue::Propose(state) => proposal::write::back(state).map(Dialogue::Propose),
            Dialogue::Supplement(_) | Dialogue::PollReturn(_) | Dialogue::VoteCode(_) | Dialogue::OnSite(_) => None,
            Dialogue::PaperCodes(_) | Dialogue::PaperReturn(_) => None,
            Dialogue::Paper(state) => poll::paper::enter::back(state).map(Dialogue::Paper),
            Dialogue::Handle(state) => proposal::handle::back(state).map(Dialogue::Handle),
            Dialogue::PollPlan(state) => poll::plan::back(state).map(Dialogue::PollPlan),
            Dialogue::PollChange(state) => poll::change::back(state).map(Dialogue::PollChange),
            Dialogue::ForumPlan(state) => forum::plan::back(state).map(Dialogue::ForumPlan),
            Dialogue::ForumChange(state) => forum::change::back(state).map(Dialogue::ForumChange),
            Dialogue::Announce(state) => notice::plan::back(state).map(Dialogue::Announce),
        }
    }
}

/// What follows an answer.
pub enum Next {
    /// The dialogue goes on with this state, and its question is asked in a new message.
    Ask(Dialogue),
    /// As `Ask`, but the card whose button was pressed is changed in place: for toggles.
    Same(Dialogue),
    /// As `Ask`, but the room has said all there is to say for the moment.
    Wait(Dialogue),
    /// The answer would not do: why, and the question again.
    Again(Text),
    /// It is over, and the room has said so.
    Done,
}

/// Begins a dialogue, or one anew: its question is asked. A draft of the same kind is replaced.
pub async fn begin(turn: &mut Turn<'_>, dialogue: Dialogue) -> anyhow::Result<()> {
    let held = match current(turn).await? {
        Some((before, _)) => holds_keyboard(turn, &before).await?,
        None => false,
    };
    go_on(turn, dialogue, held.then(|| t!("home-back"))).await
}

/// On to a question. If the one before `held` the place where one types, the home menu comes back
/// there: under what the room has said, or with these words.
async fn go_on(turn: &mut Turn<'_>, dialogue: Dialogue, held: Option<Text>) -> anyhow::Result<()> {
    let step = save(turn, &dialogue).await?;
    let question = dialogue.ask(turn).await?;
    if let Some(word) = held.filter(|_| !question.location) {
        turn.hang(home::menu(turn, word));
    }
    turn.say(question.card(step, None, dialogue.back().is_some()));
    Ok(())
}

/// As [`begin`], from the button `desk`: who has written something in a dialogue of that kind,
/// be it about another thing, is asked first whether to go on with that.
pub async fn begin_at_desk(turn: &mut Turn<'_>, dialogue: Dialogue, desk: Desk) -> anyhow::Result<()> {
    let kind = dialogue.kind();
    let saved = store::dialogue(turn.tx, turn.person.id, kind).await?;
    match saved {
        Some(saved) if !turn.anew && open(&saved).is_some_and(|draft| draft.has_words()) => {
            park(turn).await?;
            let card = Card::new(t!("desk-draft", what = dialogue.title(), at = saved.saved_at)).row([
                (t!("draft-resume-button"), Press::Resume(kind.into())),
                (t!("desk-anew-button"), Press::Anew(desk)),
            ]);
            turn.say(card.home());
            Ok(())
        }
        _ => begin(turn, dialogue).await,
    }
}

/// Goes on with the draft of that kind.
pub async fn resume(turn: &mut Turn<'_>, kind: &str) -> anyhow::Result<()> {
    let Some(saved) = store::dialogue(turn.tx, turn.person.id, kind).await? else {
        turn.toast(t!("draft-gone"));
        return home::show(turn).await;
    };
    match open(&saved) {
        Some(dialogue) if allowed(turn, &dialogue) => begin(turn, dialogue).await,
        _ => {
            discard(turn, kind).await?;
            turn.toast(t!("draft-gone"));
            home::show(turn).await
        }
    }
}

/// Throws away what a person wrote in a dialogue of that kind.
pub async fn discard(turn: &mut Turn<'_>, kind: &str) -> anyhow::Result<()> {
    store::delete_dialogue(turn.tx, turn.person.id, kind).await?;
    if turn.person.dialogue.as_deref() == Some(kind) {
        park(turn).await?;
    }
    Ok(())
}

/// Leaves the dialogue that the person is in, if any; it stays as a draft.
pub async fn park(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if turn.person.dialogue.take().is_some() {
        store::talk_about(turn.tx, turn.person.id, None).await?;
    }
    Ok(())
}

/// The dialogue that a person is in, with its step.
pub async fn current(turn: &mut Turn<'_>) -> anyhow::Result<Option<(Dialogue, i64)>> {
    let Some(kind) = turn.person.dialogue.clone() else { return Ok(None) };
    let saved = store::dialogue(turn.tx, turn.person.id, &kind).await?;
    let found = saved.and_then(|saved| Some((open(&saved)?, saved.step)));
    match found {
        Some((dialogue, step)) if allowed(turn, &dialogue) => Ok(Some((dialogue, step))),
        // A state of a version that is gone, or a role that was taken away: back to no dialogue.
        _ => {
            discard(turn, &kind).await?;
            Ok(None)
        }
    }
}

/// Whether the present question stands where the person types: then that place is to be given back.
pub async fn holds_keyboard(turn: &mut Turn<'_>, dialogue: &Dialogue) -> anyhow::Result<bool> {
    Ok(dialogue.ask(turn).await?.location)
}

/// Hands an answer to the dialogue.
pub async fn answer(turn: &mut Turn<'_>, dialogue: Dialogue, step: i64, given: Given) -> anyhow::Result<()> {
    let question = dialogue.ask(turn).await?;
    let answer = match question::read(turn, &question, given) {
        Ok(answer) => answer,
        Err(problem) => return again(turn, &dialogue, step, problem).await,
    };
    let before = dialogue.clone();
    let kind = dialogue.kind();
    let held = question.location;
    match dialogue.step(turn, answer).await? {
        Next::Ask(next) => go_on(turn, next, held.then(|| t!("dialogue-next"))).await,
        Next::Same(next) => {
            let step = save(turn, &next).await?;
            let question = next.ask(turn).await?;
            turn.show(question.card(step, None, next.back().is_some()));
            Ok(())
        }
        Next::Wait(next) => save(turn, &next).await.map(drop),
        Next::Again(problem) => again(turn, &before, step, problem).await,
        Next::Done => {
            if held && !turn.has_keyboard() {
                turn.say_first(home::menu(turn, t!("home-back")));
            }
            discard(turn, kind).await
        }
    }
}

/// One step back; at the first step, the question again.
pub async fn back(turn: &mut Turn<'_>, dialogue: Dialogue) -> anyhow::Result<()> {
    let held = holds_keyboard(turn, &dialogue).await?;
    let before = dialogue.back().unwrap_or(dialogue);
    go_on(turn, before, held.then(|| t!("dialogue-before"))).await
}

/// Asks the present question again, after a word about why.
pub async fn again(turn: &mut Turn<'_>, dialogue: &Dialogue, step: i64, problem: Text) -> anyhow::Result<()> {
    let question = dialogue.ask(turn).await?;
    turn.say(question.card(step, Some(problem), dialogue.back().is_some()));
    Ok(())
}

async fn save(turn: &mut Turn<'_>, dialogue: &Dialogue) -> anyhow::Result<i64> {
    let state = serde_json::to_string(dialogue)?;
    let step = store::save_dialogue(turn.tx, turn.person.id, dialogue.kind(), &state).await?;
    store::talk_about(turn.tx, turn.person.id, Some(dialogue.kind())).await?;
    turn.person.dialogue = Some(dialogue.kind().to_owned());
    Ok(step)
}

/// A saved state; none if no version of ours can read it any more.
fn open(saved: &store::Saved) -> Option<Dialogue> {
    serde_json::from_str(&saved.state).ok()
}

fn allowed(turn: &Turn<'_>, dialogue: &Dialogue) -> bool {
    dialogue.role().is_none_or(|role| turn.may(role))
}
