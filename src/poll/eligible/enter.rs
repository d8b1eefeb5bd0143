//! Somebody brings a code: typed where it is asked for, typed anywhere, or by the link on their
//! letter. A right one counts once; after a few wrong ones the next is not looked at for a while.

use serde::{Deserialize, Serialize};

use super::code::{Code, Inner};
use super::rules::{self, Barrier, TRIES_MAX, Tries};
use super::{Spent, card as look, may_vote, store};
use crate::bot::{Answer, Card, Next, Question, Turn};
use crate::city::City;
use crate::db::Tx;
use crate::person::Person;
use crate::poll::ballot::Voter;
use crate::poll::rules::Door;
use crate::poll::{Poll, PollId, ballot, card, store as polls};
use crate::t;
use crate::text::Text;

/// A code is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Enter {
    poll: i64,
}

impl Enter {
    /// For a poll.
    pub fn of(poll: PollId) -> Enter {
        Enter { poll: poll.0 }
    }
}

/// What became of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// It counts, in this poll.
    Taken(PollId),
    /// They have brought one for this poll before; this one stays as it is.
    Had(PollId),
    /// It is good for this poll, but they may not vote in it, or have something else to say first. It stays
    /// as it is.
    Kept(PollId, Barrier),
    /// There is no such code; so many more may be tried.
    Wrong(i64),
    /// It was used before; so many more may be tried.
    Used(i64),
    /// It was used at a desk: whoever had it has voted there.
    Elsewhere(Spent),
    /// It was not looked at, nor will any be before that moment.
    TooMany(crate::clock::Moment),
}

/// Takes a code, in whichever of these polls has it; but only from who may vote there with it, so that none
/// is spent for nothing.
pub async fn redeem(
    tx: &mut Tx,
    city: &City,
    polls: &[PollId],
    who: &Person,
    inner: &Inner,
) -> anyhow::Result<Redeemed> {
    let person = who.id;
    let mut asked = Vec::new();
    for poll in polls {
        if !store::entry(tx, *poll, person).await?.code {
            asked.push(*poll);
        }
    }
    if let (true, Some(had)) = (asked.is_empty(), polls.first()) {
        return Ok(Redeemed::Had(*had));
    }
    let tries = match rules::may_try(store::tries(tx, person).await?, tx.now) {
        Ok(tries) => tries,
        Err(until) => return Ok(Redeemed::TooMany(until)),
    };
    let (mut used, mut elsewhere) = (false, None);
    for poll in asked {
        let hash = inner.hash(poll);
        match store::spent(tx, poll, &hash).await? {
            None => continue,
            Some(Some(at @ (Spent::OnSite | Spent::Paper))) => elsewhere = Some(at),
            // Who left and came back has the account that voted: it changes its own vote, and no other.
            Some(Some(Spent::Telephone)) if has_ballot(tx, city, poll, who).await? => {
                store::set_code(tx, poll, person).await?;
                return Ok(Redeemed::Taken(poll));
            }
            Some(Some(Spent::Telephone)) => used = true,
            Some(None) => {
                if let Some(barrier) = before_code(tx, poll, who).await? {
                    return Ok(Redeemed::Kept(poll, barrier));
                }
                store::use_code(tx, poll, &hash, &inner.0).await?;
                store::set_code(tx, poll, person).await?;
                store::forget_tries(tx, person).await?;
                return Ok(Redeemed::Taken(poll));
            }
        }
    }
    let tries = Tries { count: tries.count + 1, ..tries };
    store::set_tries(tx, person, tries).await?;
    if let Some(at) = elsewhere {
        return Ok(Redeemed::Elsewhere(at));
    }
    let left = TRIES_MAX - tries.count;
    Ok(if used { Redeemed::Used(left) } else { Redeemed::Wrong(left) })
}

/// Whether their account has a ballot in the box, under whatever number it was cast.
async fn has_ballot(tx: &mut Tx, city: &City, poll: PollId, who: &Person) -> anyhow::Result<bool> {
    let Some(poll) = polls::poll(tx, poll).await? else { return Ok(false) };
    Ok(ballot::vote_of(tx, city, &poll, &Voter::from(who)).await?.is_some())
}

/// What stands between somebody and a poll besides a code.
pub async fn before_code(tx: &mut Tx, poll: PollId, who: &Person) -> anyhow::Result<Option<Barrier>> {
    let Some(poll) = polls::poll(tx, poll).await? else { return Ok(None) };
    let judged = may_vote(tx, &poll, who.id, who.dong.as_ref()).await?;
    Ok(judged.err().filter(|barrier| *barrier != Barrier::NoCode))
}

/// The question.
pub async fn ask(turn: &mut Turn<'_>, enter: &Enter) -> anyhow::Result<Question> {
    let poll = polls::poll(turn.tx, PollId(enter.poll)).await?;
    let question = poll.as_ref().map_or("", |poll| poll.question.get(turn.lang()));
    Ok(Question::new(t!("eligible-code-ask", question = question)).free())
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, enter: Enter, answer: Answer) -> anyhow::Result<Next> {
    let id = PollId(enter.poll);
    let asks = polls::poll(turn.tx, id).await?.filter(|poll| is_asking(poll, turn));
    if asks.is_none() {
        // Over by now, or gone: the ballot says so.
        ballot::talk::begin(turn, id).await?;
        return Ok(Next::Done);
    }
    let Answer::Text(typed) = answer else { return Ok(Next::Again(t!("eligible-code-form"))) };
    // The whole link may be pasted as well.
    let typed =
        typed.split_once("start=code-").and_then(|(_, rest)| rest.split_once('-')).map_or(&*typed, |(_, code)| code);
    let Some(code) = Code::read(typed) else { return Ok(Next::Again(t!("eligible-code-form"))) };
    match redeem(turn.tx, turn.city, &[id], &turn.person, &code.inner()).await? {
        Redeemed::Wrong(left) if left > 0 => Ok(Next::Again(t!("eligible-code-wrong", left = left))),
        other => {
            tell(turn, id, other).await?;
            Ok(Next::Done)
        }
    }
}

/// Whether a poll takes votes, and codes for them.
pub fn is_asking(poll: &Poll, turn: &Turn<'_>) -> bool {
    poll.eligible.code && crate::poll::rules::door(poll, turn.now()) == Door::Open
}

/// Says what became of a code that was meant for that poll, and goes on to its ballot.
pub async fn tell(turn: &mut Turn<'_>, id: PollId, redeemed: Redeemed) -> anyhow::Result<()> {
    match redeemed {
        Redeemed::Taken(poll) => {
            turn.say(Card::new(t!("eligible-code-taken")));
            return ballot::talk::begin(turn, poll).await;
        }
        Redeemed::Had(poll) => {
            turn.say(Card::new(t!("eligible-code-had")));
            return ballot::talk::begin(turn, poll).await;
        }
        Redeemed::Kept(poll, barrier) => {
            if let Some(poll) = polls::poll(turn.tx, poll).await? {
                let said = match barrier {
                    Barrier::NoDong | Barrier::NoTie | Barrier::AgeUnsaid => t!("eligible-code-first"),
                    _ => t!("eligible-code-kept"),
                };
                turn.say(look::barred(turn.city, &poll, barrier).before(said));
            }
            return Ok(());
        }
        _ => {}
    }
    let text = refused(turn, redeemed);
    let enter = (t!("eligible-code-again-button"), crate::bot::Press::Poll(crate::poll::Press::EnterCode(id)));
    let again = match redeemed {
        Redeemed::TooMany(_) => None,
        _ => Some(enter),
    };
    turn.say(Card::new(text).row(again.into_iter().chain([card::look_button(id)])).home());
    Ok(())
}

fn refused(turn: &Turn<'_>, redeemed: Redeemed) -> Text {
    let human = &turn.city.preset.human;
    let (department, phone) = (&human.department, human.phone.as_str());
    match redeemed {
        Redeemed::Used(_) => t!("eligible-code-used", department = department, phone = phone),
        Redeemed::TooMany(until) => {
            t!("eligible-code-too-many", until = until, department = department, phone = phone)
        }
        Redeemed::Elsewhere(Spent::Paper) => t!("eligible-code-paper", department = department, phone = phone),
        Redeemed::Elsewhere(_) => t!("eligible-code-onsite", department = department, phone = phone),
        Redeemed::Wrong(left) => t!("eligible-code-wrong", left = left),
        Redeemed::Taken(_) | Redeemed::Had(_) | Redeemed::Kept(..) => t!("eligible-code-had"),
    }
}
