//! What the sender has in hand and not on its way: a queue for each chat and lane, so that order is
//! kept, and in each lane the chats that something may be sent to, the oldest message first.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ops::Bound;
use std::sync::Arc;

use crate::channel::{ChatId, Outbound};
use crate::clock::Moment;
use crate::outbox::{Lane, Row};

/// A row in hand, with what it says.
pub struct Held {
    /// The row.
    pub row: Row,
    /// Its message.
    pub message: Arc<Outbound>,
    /// Since when it is in hand.
    pub since: Moment,
    /// It is an answer that goes with the row's message.
    pub rides: bool,
}

impl Held {
    /// Whether it stops a button from waiting: that goes first, at any pace.
    pub fn is_answer(&self) -> bool {
        matches!(*self.message, Outbound::Answer { .. })
    }
}

/// All rows in hand.
#[derive(Default)]
pub struct Hold {
    answers: VecDeque<Held>,
    queues: HashMap<(ChatId, Lane), VecDeque<Held>>,
    /// By lane: the first row of each chat that nothing of the lane is on its way to.
    ready: [BTreeMap<i64, ChatId>; 4],
    counts: [usize; 4],
    busy: HashSet<(ChatId, Lane)>,
}

impl Hold {
    /// Takes a row in hand.
    pub fn add(&mut self, held: Held) {
        if held.is_answer() {
            return self.answers.push_back(held);
        }
        let at = (held.row.chat, held.row.lane);
        self.counts[at.1 as usize] += 1;
        self.hide(at);
        let queue = self.queues.entry(at).or_default();
        let turn = |row: &Row| (!row.first, row.id);
        let place = queue.partition_point(|other| turn(&other.row) < turn(&held.row));
        queue.insert(place, held);
        self.show(at);
    }

    /// The next answer to a press.
    pub fn answer(&mut self) -> Option<Held> {
        self.answers.pop_front()
    }

    /// How many messages of a lane are in hand.
    pub fn count(&self, lane: Lane) -> usize {
        self.counts[lane as usize]
    }

    /// The oldest message of a lane after that one that may be sent as far as its chat is concerned.
    pub fn first(&self, lane: Lane, after: i64) -> Option<(i64, ChatId)> {
        let later = (Bound::Excluded(after), Bound::Unbounded);
        self.ready[lane as usize].range(later).next().map(|(id, chat)| (*id, *chat))
    }

    /// It goes on its way; nothing else of that lane to that chat does until [`Hold::end`].
    pub fn begin(&mut self, at: (ChatId, Lane)) -> Option<Held> {
        self.hide(at);
        let held = self.queues.get_mut(&at)?.pop_front()?;
        self.counts[at.1 as usize] -= 1;
        self.busy.insert(at);
        Some(held)
    }

    /// It has come to something.
    pub fn end(&mut self, at: (ChatId, Lane)) {
        self.busy.remove(&at);
        self.show(at);
    }

    /// Lets go of all that is in hand for a chat and lane: what was before it has to wait.
    pub fn release(&mut self, at: (ChatId, Lane)) -> Vec<Row> {
        self.hide(at);
        let rows: Vec<Row> = self.queues.remove(&at).into_iter().flatten().map(|held| held.row).collect();
        self.counts[at.1 as usize] -= rows.len();
        rows
    }

    /// Lets go of what yields to others and has been in hand since before then: who wants it, and
    /// whether it goes on at all, is asked anew when it is claimed again.
    pub fn release_stale(&mut self, before: Moment) -> Vec<Row> {
        let stale = |at: &(ChatId, Lane), queue: &VecDeque<Held>| {
            at.1.yields() && queue.front().is_some_and(|held| held.since < before)
        };
        if self.count(Lane::Bulk) + self.count(Lane::Live) == 0 {
            return Vec::new();
        }
        let found: Vec<_> = self.queues.iter().filter(|(at, queue)| stale(at, queue)).map(|(at, _)| *at).collect();
        found.into_iter().flat_map(|at| self.release(at)).collect()
    }

    /// Lets go of everything.
    pub fn release_all(&mut self) -> Vec<Row> {
        let found: Vec<_> = self.queues.keys().copied().collect();
        let answers: Vec<Row> = self.answers.drain(..).filter(|held| !held.rides).map(|held| held.row).collect();
        answers.into_iter().chain(found.into_iter().flat_map(|at| self.release(at))).collect()
    }

    fn hide(&mut self, at: (ChatId, Lane)) {
        if let Some(first) = self.queues.get(&at).and_then(|queue| queue.front()) {
            self.ready[at.1 as usize].remove(&first.row.id);
        }
    }

    fn show(&mut self, at: (ChatId, Lane)) {
        if self.busy.contains(&at) {
            return;
        }
        match self.queues.get(&at).map(|queue| queue.front()) {
            Some(Some(first)) => drop(self.ready[at.1 as usize].insert(first.row.id, at.0)),
            Some(None) => drop(self.queues.remove(&at)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Keys;
    use crate::outbox::Body;

    fn held(id: i64, chat: i64, lane: Lane) -> Held {
        let message = Outbound::Say { html: String::new(), keys: Keys::None };
        let body = Body::Kept(Vec::new(), None);
        let row = Row {
            id,
            chat: ChatId(chat),
            lane,
            body,
            attempts: 0,
            unknown: 0,
            expires_at: None,
            claimed: true,
            first: false,
        };

        Held { row, message: Arc::new(message), since: Moment::from_ms(id), rides: false }
    }

    #[test]
    fn a_chats_messages_go_one_after_another_and_another_chats_beside_them() {
        let mut hold = Hold::default();
        for (id, chat) in [(3, 7), (1, 7), (2, 8)] {
            hold.add(held(id, chat, Lane::Bulk));
        }
        hold.add(held(4, 7, Lane::Reply));
        let seven = (ChatId(7), Lane::Bulk);
        assert_eq!(hold.first(Lane::Bulk, 0), Some((1, ChatId(7))));
        assert_eq!(hold.begin(seven).map(|held| held.row.id), Some(1));
        assert_eq!(hold.first(Lane::Bulk, 0), Some((2, ChatId(8))), "chat 7 is busy in that lane");
        assert_eq!(hold.first(Lane::Reply, 0), Some((4, ChatId(7))), "a reply does not mind");
        hold.end(seven);
        assert_eq!(hold.first(Lane::Bulk, 2), Some((3, ChatId(7))));
        assert_eq!(hold.release(seven).len(), 1);
        assert_eq!((hold.count(Lane::Bulk), hold.count(Lane::Reply)), (1, 1));
    }

    #[test]
    fn what_goes_first_does_so_and_the_rest_keeps_its_order() {
        let mut hold = Hold::default();
        for id in [2, 3] {
            hold.add(held(id, 7, Lane::Reply));
        }
        let mut word = held(9, 7, Lane::Reply);
        word.row.first = true;
        hold.add(word);
        for id in [4, 1] {
            hold.add(held(id, 7, Lane::Reply));
        }
        let at = (ChatId(7), Lane::Reply);
        let mut order = Vec::new();
        while let Some((first, _)) = hold.first(Lane::Reply, 0) {
            order.push(first);
            assert_eq!(hold.begin(at).map(|held| held.row.id), Some(first));
            hold.end(at);
        }
        assert_eq!(order, [9, 1, 2, 3, 4]);
    }

    #[test]
    fn only_what_yields_grows_stale() {
        let mut hold = Hold::default();
        hold.add(held(1, 7, Lane::Reply));
        hold.add(held(2, 7, Lane::Bulk));
        hold.add(held(9, 8, Lane::Live));
        let stale = hold.release_stale(Moment::from_ms(5));
        assert_eq!(stale.iter().map(|row| row.id).collect::<Vec<_>>(), [2]);
        assert_eq!(hold.release_all().len(), 2);
    }
}
