//! Who takes part: how we know them, what they agreed to, where they belong, what they want to
//! hear of, and how they leave. We know a person by a channel and a chat; never by a name.

use serde::{Deserialize, Serialize};

use crate::channel::ChatId;
use crate::city::{City, DongCode};
use crate::t;
use crate::text::{Lang, Text};

pub mod consent;
pub mod due;
pub mod own_data;
pub mod profile;
pub mod settings;
pub mod store;
pub mod talk;

pub use profile::Profile;

/// A person's number. Never used again after they left.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct PersonId(pub i64);

/// Somebody who talks with the bot.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their number.
    pub id: PersonId,
    /// How we reach them.
    pub channel: String,
    /// Their chat there.
    pub chat: ChatId,
    /// The language that they read.
    pub lang: Lang,
    /// Whether they have agreed to take part.
    pub standing: Standing,
    /// A deep link's payload that waits for consent.
    pub target: Option<String>,
    /// Where they belong, if they told.
    pub dong: Option<DongCode>,
    /// Fields that interest them.
    pub interests: Vec<String>,
    /// The name that they chose for the public.
    pub nickname: Option<String>,
    /// What they want to hear of.
    pub hears: Vec<Topic>,
    /// Whether they want no notices but about their own affairs.
    pub stopped: bool,
    /// The kind of dialogue that they are in.
    pub dialogue: Option<String>,
    /// The version of the consent texts that they agreed to.
    pub consent_version: Option<i64>,
    /// What they may do as staff, read in this very transaction.
    pub role: Option<Role>,
    /// Whether their row still exists at the end of this turn.
    pub kept: bool,
}

/// Whether somebody has agreed to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Standing {
    /// Looks around; forgotten after a day.
    Visitor,
    /// Takes part.
    Member,
}

/// What a member of staff may do. Each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Role {
    /// Looks at new proposals: publishes, asks, returns, assigns.
    Moderator,
    /// Also answers them, and runs polls, forums and announcements.
    Clerk,
    /// Also sees the audit trail and how much was set aside.
    Coordinator,
    /// Also invites and removes staff.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Role; 4] = [Role::Moderator, Role::Clerk, Role::Coordinator, Role::Admin];

    /// Its name in the database and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Role::Moderator => "moderator",
            Role::Clerk => "clerk",
            Role::Coordinator => "coordinator",
            Role::Admin => "admin",
        }
    }

    /// The role of that name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What people call it.
    pub fn text(self) -> Text {
        match self {
            Role::Moderator => t!("role-moderator"),
            Role::Clerk => t!("role-clerk"),
            Role::Coordinator => t!("role-coordinator"),
            Role::Admin => t!("role-admin"),
        }
    }
}

/// What one can hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Polls that open, and that one has not voted in.
    Polls,
    /// Forums that are announced.
    Forums,
    /// Announcements of the city.
    News,
}

impl Topic {
    /// All of them.
    pub const ALL: [Topic; 3] = [Topic::Polls, Topic::Forums, Topic::News];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Polls => "polls",
            Topic::Forums => "forums",
            Topic::News => "news",
        }
    }

    /// What people call it.
    pub fn text(self) -> Text {
        match self {
            Topic::Polls => t!("topic-polls"),
            Topic::Forums => t!("topic-forums"),
            Topic::News => t!("topic-news"),
        }
    }
}

/// What one has to agree to, each by itself (개인정보 보호법 art. 15, 22, 22-2, 28-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Collection and use.
    Collection,
    /// Transfer abroad, to the messenger.
    Transfer,
    /// Being 14 or older.
    Age,
}

impl Consent {
    /// In the order in which they are asked.
    pub const ALL: [Consent; 3] = [Consent::Collection, Consent::Transfer, Consent::Age];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Consent::Collection => "collection",
            Consent::Transfer => "transfer",
            Consent::Age => "age",
        }
    }
}

/// What the buttons of this room carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Press {
    /// Begin to take part.
    #[serde(rename = "join")]
    Consent,
    /// Look around first.
    #[serde(rename = "look")]
    Look,
    /// What is kept and why.
    #[serde(rename = "priv")]
    Privacy,
    /// Agree to one item, in the version shown.
    #[serde(rename = "yes")]
    Agree(Consent, i64),
    /// Do not agree.
    #[serde(rename = "no")]
    Refuse(Consent),
    /// Settings.
    #[serde(rename = "set")]
    Settings,
    /// Choose a language.
    #[serde(rename = "langs")]
    Languages,
    /// This language.
    #[serde(rename = "lang")]
    Language(String),
    /// Hear of this, or no longer.
    #[serde(rename = "hear")]
    Hear(Topic),
    /// No notices at all, or again.
    #[serde(rename = "stop")]
    Stop(bool),
    /// Tell again where one belongs.
    #[serde(rename = "where")]
    Where,
    /// Tell where one belongs, and then go on to a deep link's payload.
    #[serde(rename = "at")]
    WhereFirst(String),
    /// Tell how one belongs there, and then go on likewise.
    #[serde(rename = "tie")]
    TieFirst(String),
    /// Choose interests again.
    #[serde(rename = "likes")]
    Interests,
    /// Choose a public name.
    #[serde(rename = "nick")]
    Nickname,
    /// Everything kept about me.
    #[serde(rename = "data")]
    MyData,
    /// Leave: asks first.
    #[serde(rename = "leave")]
    Leave,
    /// Leave now; `true`: and withdraw proposals that are not decided.
    #[serde(rename = "bye")]
    LeaveNow(bool),
}

impl Person {
    /// Whether they have agreed to take part.
    pub fn is_member(&self) -> bool {
        self.standing == Standing::Member
    }

    /// Whether the consent texts have changed since they agreed.
    pub fn must_consent_again(&self, city: &City) -> bool {
        self.consent_version.is_none_or(|version| version < city.preset.privacy.version)
    }

    /// What the public sees as the author: a nickname, or "Citizen #4821".
    pub fn label(&self) -> Text {
        label(self.id, self.nickname.as_deref())
    }
}

/// What the public sees of a person.
pub fn label(id: PersonId, nickname: Option<&str>) -> Text {
    match nickname {
        Some(nickname) => t!("citizen-named", nickname = nickname),
        None => t!("citizen-number", number = id.0),
    }
}

/// What staff see of one of their own: a nickname, or "Staff #12".
pub fn staff_label(id: PersonId, nickname: Option<&str>) -> Text {
    match nickname {
        Some(nickname) => t!("citizen-named", nickname = nickname),
        None => t!("staff-number", number = id.0),
    }
}

/// A person as the way out needs them: where to, in which language.
#[derive(Debug, Clone)]
pub struct Address {
    /// Their number.
    pub person: PersonId,
    /// Their channel.
    pub channel: String,
    /// Their chat.
    pub chat: ChatId,
    /// Their language.
    pub lang: Lang,
}
