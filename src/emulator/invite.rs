//! Invitations to a group: an address that lets people in, or lets them ask.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::group::Rank;
use super::random;
use super::world::World;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Invite {
    /// The bot that made it.
    pub creator: i64,
    pub name: Option<String>,
    pub expires_at_s: Option<i64>,
    pub members_max: Option<i64>,
    pub joined: i64,
    /// Who follows it asks, and an administrator decides.
    pub asks: bool,
}

impl World {
    /// Keeps an invitation and gives its address.
    pub fn invite(&mut self, chat: i64, invite: Invite) -> String {
        let link = format!("https://t.me/+{:016x}", random());
        self.touch();
        if let Some(group) = self.groups.get_mut(&chat) {
            group.invites.insert(link.clone(), invite);
        }
        link
    }

    /// The ChatInviteLink object.
    pub fn invite_json(&self, chat: i64, link: &str) -> Option<Value> {
        let group = self.groups.get(&chat)?;
        let invite = group.invites.get(link)?;
        let mut object = json!({
            "invite_link": link,
            "creator": self.bot_json(invite.creator),
            "creates_join_request": invite.asks,
            "is_primary": false,
            "is_revoked": false,
        });
        let optional = [
            ("name", invite.name.as_ref().map(|name| json!(name))),
            ("expire_date", invite.expires_at_s.map(|at| json!(at))),
            ("member_limit", invite.members_max.map(|max| json!(max))),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                object[name] = value;
            }
        }
        let waiting = group.requests.values().filter(|used| *used == link).count();
        if waiting > 0 {
            object["pending_join_request_count"] = json!(waiting);
        }
        Some(object)
    }

    /// A person follows an invitation: true if they are in, false if they have to wait.
    pub fn follow(&mut self, chat: i64, user: i64, link: &str) -> Result<bool, String> {
        let now_s = self.now_s();
        let group = self.groups.get_mut(&chat).ok_or("there is no such group")?;
        let invite = group.invites.get_mut(link).ok_or("there is no such invitation")?;
        if invite.expires_at_s.is_some_and(|at| at <= now_s) {
            return Err("this invitation has expired".into());
        }
        if invite.members_max.is_some_and(|max| invite.joined >= max) {
            return Err("this invitation has been used up".into());
        }
        if !invite.asks {
            invite.joined += 1;
            return Ok(true);
        }
        let bot = invite.creator;
        group.requests.insert(user, link.to_owned());
        let mut request = json!({
            "chat": self.chat_json(chat),
            "from": self.user_json(user),
            "user_chat_id": user,
            "date": now_s,
        });
        request["invite_link"] = self.invite_json(chat, link).unwrap_or_default();
        if self.bot_may(bot, chat, "can_invite_users") {
            self.deliver(bot, "chat_join_request", user + (6 << 33), request);
        }
        Ok(false)
    }

    /// Takes a request out; false if there is none.
    pub fn settle_request(&mut self, chat: i64, user: i64) -> bool {
        self.touch();
        let asked = |group: &mut super::group::Group| group.requests.remove(&user).is_some();
        self.member(chat, user) != Rank::Member && self.groups.get_mut(&chat).is_some_and(asked)
    }
}
