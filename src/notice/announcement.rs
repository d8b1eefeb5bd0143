//! What staff announce: the words, for whom, and how far it is. It goes out as a notice like any
//! other; here is what a notice does not know.

use crate::bot::Words;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::rules::{self, Progress};
use crate::notice::{NoticeId, State, fanout};
use crate::outbox;
use crate::person::{self, PersonId, Topic};

pub mod store;

/// What somebody has written and not yet sent.
#[derive(Debug, Clone)]
pub struct Draft {
    /// By whom.
    pub author: PersonId,
    /// Five digits a gu, ten a dong, empty the whole city.
    pub area: String,
    /// An interest.
    pub field: Option<String>,
    /// The text.
    pub words: Words,
    /// The announcement that it puts right.
    pub corrects: Option<NoticeId>,
}

/// An announcement, with how far it is.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The notice as which it goes out.
    pub id: NoticeId,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// For which area.
    pub area: String,
    /// For whom with that interest.
    pub field: Option<String>,
    /// The text in the reference language.
    pub ko: String,
    /// In English.
    pub en: Option<String>,
    /// Which one it puts right.
    pub corrects: Option<NoticeId>,
    /// Where it stands.
    pub state: State,
    /// How many people it is for.
    pub total: i64,
    /// How many messages were put on their way.
    pub posted: i64,
    /// Final figures, once there are: who has it ...
    pub sent: Option<i64>,
    /// ... and whom it did not reach.
    pub failed: Option<i64>,
    /// When it was published.
    pub made_at: Moment,
}

impl Announcement {
    /// Its words.
    pub fn words(&self) -> Words {
        Words { ko: self.ko.clone(), en: self.en.clone() }
    }
}

/// Whom an announcement is for, as people are found.
pub fn audience(area: &str, field: Option<&str>) -> person::store::Audience {
    person::store::Audience { topic: Some(Topic::News), area: area.to_owned(), field: field.map(str::to_owned) }
}

/// How far an announcement is at this moment.
pub async fn progress(tx: &mut Tx, announcement: &Announcement) -> anyhow::Result<Progress> {
    if let (Some(sent), Some(lost)) = (announcement.sent, announcement.failed) {
        return Ok(Progress { state: announcement.state, sent, left: 0, lost });
    }
    let unsent = outbox::store::unsent(tx, announcement.id).await?;
    let to_come = match announcement.state {
        State::Sending | State::Paused => fanout::to_come(tx, announcement.id).await?,
        State::Done | State::Stopped => 0,
    };
    Ok(rules::progress(announcement.state, to_come, announcement.posted, unsent))
}
