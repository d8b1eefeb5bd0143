//! Groups, supergroups and channels: what kind each is, who is in it and with what rights, where
//! it moved. What a bot has of it, its messages and how it stands there, is in `chat.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::invite::Invite;
use super::world::World;
use super::{Persona, Role};

/// Ids of new groups count down from here; too large for 32 bits, as real ones are.
const FIRST_GROUP: i64 = -4_000_000_001;
const FIRST_SUPERGROUP: i64 = -1_003_000_000_001;
/// Ids of new people count up from here: too large for 32 bits, and for the number of a bot that
/// somebody makes up.
pub const FIRST_PERSON: i64 = 5_000_000_001;

/// What an administrator may be allowed anywhere.
const RIGHTS: [&str; 11] = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
];
const CHANNEL_RIGHTS: [&str; 2] = ["can_post_messages", "can_edit_messages"];
const GROUP_RIGHTS: [&str; 1] = ["can_pin_messages"];
const SUPERGROUP_RIGHTS: [&str; 2] = ["can_pin_messages", "can_manage_topics"];

/// The kinds of chats with more than two in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupKind {
    /// A small group of the old kind, which may become a supergroup.
    #[default]
    Group,
    /// What most groups are.
    Supergroup,
    /// Administrators post, the others read.
    Channel,
}

impl GroupKind {
    /// As it stands in a Chat object.
    pub fn name(self) -> &'static str {
        match self {
            GroupKind::Group => "group",
            GroupKind::Supergroup => "supergroup",
            GroupKind::Channel => "channel",
        }
    }

    /// The rights that exist in such a chat.
    pub fn rights(self) -> impl Iterator<Item = &'static str> {
        let more: &[&str] = match self {
            GroupKind::Group => &GROUP_RIGHTS,
            GroupKind::Supergroup => &SUPERGROUP_RIGHTS,
            GroupKind::Channel => &CHANNEL_RIGHTS,
        };
        RIGHTS.iter().chain(more).copied()
    }

    /// What an administrator gets if nobody says what: everything but hiding behind the group.
    pub fn all_rights(self) -> BTreeSet<String> {
        self.rights().filter(|right| *right != "is_anonymous").map(str::to_owned).collect()
    }
}

/// How somebody stands in a group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Rank {
    Creator,
    Administrator(BTreeSet<String>),
    Member,
    #[default]
    Left,
    Kicked,
}

impl Rank {
    pub fn is_in(&self) -> bool {
        !matches!(self, Rank::Left | Rank::Kicked)
    }

    pub fn leads(&self) -> bool {
        matches!(self, Rank::Creator | Rank::Administrator(_))
    }

    /// The ChatMember object.
    pub fn json(&self, user: Value, kind: GroupKind) -> Value {
        match self {
            Rank::Creator => json!({ "user": user, "status": "creator", "is_anonymous": false }),
            Rank::Administrator(rights) => {
                let mut member = json!({ "user": user, "status": "administrator", "can_be_edited": false });
                for right in kind.rights() {
                    member[right] = json!(rights.contains(right));
                }
                member
            }
            Rank::Member => json!({ "user": user, "status": "member" }),
            Rank::Left => json!({ "user": user, "status": "left" }),
            Rank::Kicked => json!({ "user": user, "status": "kicked", "until_date": 0 }),
        }
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Group {
    pub kind: GroupKind,
    pub is_forum: bool,
    /// Whoever acts here is in it, without having joined. So are the groups that an emulator
    /// starts with.
    pub open: bool,
    pub members: BTreeMap<i64, Rank>,
    /// The supergroup that it became.
    pub moved_to: Option<i64>,
    pub deleted: bool,
    /// By address.
    pub invites: BTreeMap<String, Invite>,
    /// Who asked to be let in, and by which invitation.
    pub requests: BTreeMap<i64, String>,
}

impl World {
    pub fn group(&self, id: i64) -> Option<&Group> {
        self.groups.get(&id)
    }

    /// The kind of a group; of anything else, what it would be by its id.
    pub fn group_kind(&self, id: i64) -> GroupKind {
        match self.groups.get(&id) {
            Some(group) => group.kind,
            None if id <= -1_000_000_000_000 => GroupKind::Supergroup,
            None => GroupKind::Group,
        }
    }

    pub fn is_channel(&self, id: i64) -> bool {
        id < 0 && self.group_kind(id) == GroupKind::Channel
    }

    /// How a person stands in a group.
    pub fn member(&self, group: i64, user: i64) -> Rank {
        let known = self.groups.get(&group).and_then(|group| group.members.get(&user));
        known.cloned().unwrap_or_default()
    }

    /// Gives every group that is known only as a persona what a group has.
    pub fn settle_groups(&mut self) {
        for persona in self.people.values().filter(|persona| persona.role == Role::Group) {
            let kind = match persona.id <= -1_000_000_000_000 {
                true => GroupKind::Supergroup,
                false => GroupKind::Group,
            };
            let fresh = || Group { kind, open: true, ..Group::default() };
            self.groups.entry(persona.id).or_insert_with(fresh);
        }
    }

    /// A new person, or an open group of the old kind, under the next free id.
    pub fn newcomer(&mut self, persona: Persona) -> i64 {
        match persona.role {
            Role::Group => self.found(persona, Group { open: true, ..Group::default() }),
            Role::Citizen | Role::Staff => {
                let id = self.settle_at(FIRST_PERSON, 1, persona);
                self.show_person(self.main, id);
                id
            }
        }
    }

    /// A new group under the next free id.
    pub fn found(&mut self, persona: Persona, group: Group) -> i64 {
        let first = if group.kind == GroupKind::Group { FIRST_GROUP } else { FIRST_SUPERGROUP };
        let persona = Persona { role: Role::Group, ..persona };
        let id = self.settle_at(first, -1, persona);
        self.groups.insert(id, group);
        self.show_person(self.main, id);
        id
    }

    fn settle_at(&mut self, first: i64, step: i64, mut persona: Persona) -> i64 {
        let mut id = first;
        while self.people.contains_key(&id) || self.bots.contains_key(&id) {
            id += step;
        }
        persona.id = id;
        self.people.insert(id, persona);
        self.touch();
        id
    }

    /// A person or group as the page lists them.
    pub fn row(&self, bot: i64, id: i64) -> Value {
        let standing = self.standing(bot, id);
        let mut row = self.people.get(&id).map(|person| json!(person)).unwrap_or_default();
        row["blocked"] = json!(standing.is_kicked());
        // Who has blocked the bot did start it; a group that put it out does not have it.
        row["started"] = json!(standing.is_in() || id > 0 && standing.is_kicked());
        row["chat_id"] = json!(id);
        row["deactivated"] = json!(self.deactivated.contains(&id));
        if let Some(group) = self.groups.get(&id) {
            let bot_member = self.bot_member(bot, id);
            let member = |(id, member): (&i64, &Rank)| {
                member.is_in().then(|| json!({ "id": id, "status": member.json(Value::Null, group.kind)["status"] }))
            };
            row["type"] = json!(group.kind.name());
            row["is_forum"] = json!(group.is_forum);
            row["open"] = json!(group.open);
            row["members"] = group.members.iter().filter_map(member).collect();
            row["bot_status"] = bot_member.json(Value::Null, group.kind)["status"].take();
            row["moved_to"] = json!(group.moved_to);
            row["deleted"] = json!(group.deleted);
            let topics = self.bot(bot).chats.get(&id).map(|chat| &chat.topics);
            row["topics"] = json!(topics.into_iter().flatten().map(|(id, topic)| topic.json(*id)).collect::<Vec<_>>());
        }
        row
    }

    pub fn show_person(&mut self, bot: i64, id: i64) {
        if bot == self.main && self.people.contains_key(&id) {
            let row = self.row(bot, id);
            self.emit("user", json!({ "user": row }));
        }
    }
}
