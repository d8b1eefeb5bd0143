//! What staff do in a simulated town: polls that open, are extended or cancelled, forums that are
//! announced, and texts to everybody.

use chrono::TimeDelta;
use madang::bot::Words;
use madang::db::Tx;
use madang::forum::{self, Details, New, Venue};
use madang::person::PersonId;
use madang::poll::{Candidate, OptionId, Poll, life};

use crate::random::Random;
use crate::world::{Planned, World};

/// Polls and forums of one town.
const POLLS_MAX: usize = 3;

impl World {
    pub async fn clerk_acts(&mut self, random: &mut Random) {
        match random.below(6) {
            0..=2 if self.polls.len() < POLLS_MAX => self.publishes(random).await,
            3 => self.announces_a_forum(random).await,
            4 => self.extends(random).await,
            5 if random.once_in(4) => self.cancels(random).await,
            _ => {}
        }
        self.passes().await;
    }

    async fn publishes(&mut self, random: &mut Random) {
        let now = self.now();
        let closes_at = now + TimeDelta::minutes(60 + random.below(3_000).cast_signed());
        let options = (1..=4).map(|id| Candidate::new(OptionId(id), Words::only(format!("사업 {id}"))));
        let poll = Poll::new(Words::only("어느 것을 먼저?"), options.collect(), now, closes_at);
        let city = self.city();
        let publish = async move |tx: &mut Tx| life::publish(tx, &city, None, poll.clone()).await;
        let id = self.db().write(publish).await.unwrap();
        self.diary.push(format!("{now}: poll {} until {closes_at}", id.0));
        self.polls.push(Planned { id, closes_at, cancelled: false });
    }

    fn some_open(&self, random: &mut Random) -> Option<usize> {
        let now = self.now();
        let open: Vec<usize> =
            (0..self.polls.len()).filter(|at| !self.polls[*at].cancelled && self.polls[*at].closes_at > now).collect();
        random.pick(&open).copied()
    }

    async fn extends(&mut self, random: &mut Random) {
        let Some(at) = self.some_open(random) else { return };
        let (id, to) = (self.polls[at].id, self.polls[at].closes_at + TimeDelta::hours(3));
        let city = self.city();
        let extend = async move |tx: &mut Tx| life::extend(tx, &city, PersonId(1), id, to).await;
        self.db().write(extend).await.unwrap();
        self.polls[at].closes_at = to;
        self.diary.push(format!("poll {} is extended until {to}", id.0));
    }

    async fn cancels(&mut self, random: &mut Random) {
        let Some(at) = self.some_open(random) else { return };
        let id = self.polls[at].id;
        let (city, reason) = (self.city(), Words::only("후보를 다시 정합니다"));
        let cancel = async move |tx: &mut Tx| life::cancel(tx, &city, PersonId(1), id, &reason).await;
        self.db().write(cancel).await.unwrap();
        self.polls[at].cancelled = true;
        for citizen in &mut self.citizens {
            citizen.votes.remove(&id);
        }
        self.diary.push(format!("poll {} is cancelled", id.0));
    }

    async fn announces_a_forum(&mut self, random: &mut Random) {
        let starts_at = self.now() + TimeDelta::minutes(130 + random.below(1_500).cast_signed());
        let place = Some(Venue { name: "시청".into(), address: None, point: None });
        let title = Words::only(format!("모임 {}", starts_at.ms()));
        let details = Details { title, about: None, starts_at, ends_at: None, place, link: None, capacity: Some(5) };
        let new = New { details, area: String::new(), field: None, reminders: vec![120] };
        let city = self.city();
        let announce = async move |tx: &mut Tx| forum::announce(tx, &city, None, &new).await;
        let id = self.db().write(announce).await.unwrap();
        self.diary.push(format!("forum {} at {starts_at}", id.0));
    }
}
