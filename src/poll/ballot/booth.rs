//! One person with one ballot: what is chosen, what lies in the box, and the order in which they see
//! the options.

use std::cell::OnceCell;
use std::sync::Arc;

use super::card::View;
use super::pages::{self, Page};
use super::{Cast, Choices, Voter, marks, store};
use crate::bot::Turn;
use crate::poll::voting::{Kind, Refusal, Rules};
use crate::poll::{OptionId, Poll};

/// One person with one ballot.
pub struct Booth {
    /// The poll.
    pub poll: Arc<Poll>,
    /// What its method has to know.
    pub rules: Rules,
    /// The person.
    pub voter: Voter,
    /// The pages of the ballot as they see it, once they are looked at: most votes are cast without.
    pages: OnceCell<Vec<Page>>,
    /// What is chosen at the moment.
    pub choices: Choices,
    /// What lies in the box.
    pub cast: Option<Cast>,
}

impl Booth {
    /// From here on the turn tells a choice. A vote goes on from the draft, or from what lies in the
    /// box.
    pub async fn enter(turn: &mut Turn<'_>, poll: Arc<Poll>) -> anyhow::Result<Booth> {
        let draft = store::draft(turn.tx, poll.id, turn.person.id).await?;
        Booth::enter_with(turn, poll, draft.as_deref()).await
    }

    /// The same, by who has looked up the draft.
    pub async fn enter_with(turn: &mut Turn<'_>, poll: Arc<Poll>, draft: Option<&[u8]>) -> anyhow::Result<Booth> {
        turn.seal = Some(poll.id);
        let voter = Voter::from(&turn.person);
        let cast = super::vote_of(turn.tx, turn.city, &poll, &voter).await?;
        let draft = draft.map(|sealed| super::read_draft(turn.city, poll.id, sealed)).transpose()?.flatten();
        let choices = draft.or_else(|| cast.as_ref().map(|cast| cast.choices.clone())).unwrap_or_default();
        Ok(Booth { rules: poll.rules(), poll, voter, pages: OnceCell::new(), choices, cast })
    }

    /// Somebody else's ballot on the telephone of who helps them, where nothing lies in the box.
    pub fn of(poll: Arc<Poll>, voter: Voter, choices: Choices) -> Booth {
        Booth { rules: poll.rules(), poll, voter, pages: OnceCell::new(), choices, cast: None }
    }

    /// As it looks to them.
    pub fn view<'a>(&'a self, turn: &Turn<'_>) -> View<'a> {
        View {
            poll: &self.poll,
            rules: &self.rules,
            pages: self.pages(turn),
            choices: &self.choices,
            cast: self.cast.as_ref().map(|cast| &cast.choices),
            lang: turn.lang(),
        }
    }

    fn pages(&self, turn: &Turn<'_>) -> &[Page] {
        self.pages.get_or_init(|| pages::pages(&self.poll, &self.voter.order(turn.city, &self.poll)))
    }

    /// What would be chosen with one more: the only one where there is one choice, the last in an
    /// order.
    pub fn with(&self, option: OptionId) -> Choices {
        match (self.poll.kind(), &self.choices) {
            (Kind::Single, _) => Choices::one(option),
            (Kind::Ranked, Choices::Order(_)) => self.choices.clone().with(option),
            (Kind::Ranked, _) => Choices::order([option]),
            _ => self.choices.clone().with(option),
        }
    }

    /// Chooses this from now on, and keeps it as a draft, if nothing on it is too much.
    pub async fn choose(&mut self, turn: &mut Turn<'_>, wanted: Choices) -> anyhow::Result<Result<(), Refusal>> {
        if let Err(refusal) = self.poll.method.fits(&self.rules, &wanted) {
            return Ok(Err(refusal));
        }
        super::keep_draft(turn.tx, turn.city, self.poll.id, self.voter.person, &wanted).await?;
        self.choices = wanted;
        Ok(Ok(()))
    }

    /// Whether what is chosen could be cast.
    pub fn check(&self) -> Result<(), Refusal> {
        self.poll.method.check(&self.rules, &self.choices)
    }

    /// Whether one tap says it all.
    pub fn is_single(&self) -> bool {
        self.poll.kind() == Kind::Single
    }

    /// The money that is left, where the ballot spends any.
    pub fn left(&self, turn: &Turn<'_>) -> Option<i64> {
        (self.poll.kind() == Kind::Knapsack).then(|| marks::left(&self.view(turn)))
    }

    /// The page that has an option.
    pub fn page_of(&self, turn: &Turn<'_>, option: OptionId) -> usize {
        pages::page_of(self.pages(turn), option)
    }
}
