//! Whether a poll being prepared can be published as it is, and what is said when it was.

use super::{OPTIONS, Plan, Step, step::window_text};
use crate::bot::{Card, Desk, Press as BotPress, Turn};
use crate::clock::Moment;
use crate::poll::{DeskPress, Poll, PollId, State, card, rules, store, voting};
use crate::t;
use crate::text::Text;

/// Why a plan cannot be published.
#[derive(Debug, Clone)]
pub struct Unfit {
    /// In words, where the question to be answered anew does not say it.
    pub why: Option<Text>,
    pub(super) step: Step,
}

impl Plan {
    /// The poll to be published at `now`, if everything holds at that moment.
    pub fn ready(&self, now: Moment) -> Result<Poll, Unfit> {
        let unfit = |step, why| Err(Unfit { why, step });
        let Some(closes_at) = self.closes_at else { return unfit(Step::Closes, None) };
        if let Err(problem) = rules::window(self.opens_at.unwrap_or(now), closes_at, now) {
            return unfit(Step::Closes, Some(window_text(problem, self.opens_at)));
        }
        if !OPTIONS.contains(&self.options.len()) || self.seats > self.options.len() || self.picks > self.picks_max() {
            return unfit(Step::Options, None);
        }
        if !self.is_possible() {
            let step = if self.terms.fields.is_empty() { Step::Least } else { Step::Fields };
            return unfit(step, Some(t!("poll-plan-limits-clash")));
        }
        // Who took the codes away again has to say what the quorum is a part of.
        if self.terms.quorum.percent.is_some() && !self.eligible.code {
            return unfit(Step::Quorum, Some(t!("quorum-plan-no-codes")));
        }
        let poll = self.poll(now);
        if self.without_cost().is_some() || voting::tally(&poll.method.contest(&poll.rules()), &[]).is_err() {
            return unfit(Step::Method, None);
        }
        Ok(poll)
    }
}

/// Says that a poll was published, to who did it.
pub async fn tell_published(turn: &mut Turn<'_>, id: PollId, state: State, opens: Moment) -> anyhow::Result<()> {
    let hash = store::poll(turn.tx, id).await?.map(|poll| poll.hash.clone()).unwrap_or_default();
    let hash = hash.get(..12).unwrap_or_default();
    let text = match state {
        State::Open => t!("poll-plan-published", hash = hash),
        _ => t!("poll-plan-scheduled", opens = opens, hash = hash),
    };
    let desk = BotPress::Desk(Desk::Poll(DeskPress::Open(id)));
    turn.say(Card::new(text).row([(t!("poll-desk-see-button"), desk), card::open_button(id)]).home());
    Ok(())
}
