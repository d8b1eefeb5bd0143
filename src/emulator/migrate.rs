//! A group of the old kind becomes a supergroup: another chat with another id, a service message
//! on either side, and no way back.

use serde_json::{Map, Value, json};

use super::chat::Standing;
use super::group::{Group, GroupKind};
use super::world::World;

impl World {
    /// Moves a group and gives the id of the supergroup.
    pub fn migrate(&mut self, chat: i64, by: Value) -> Result<i64, String> {
        let group = self.groups.get(&chat).ok_or("there is no such group")?.clone();
        if group.kind != GroupKind::Group {
            return Err("only a group of the old kind becomes a supergroup".into());
        }
        if group.moved_to.is_some() || group.deleted {
            return Err("this group is no more".into());
        }
        let persona = self.people.get(&chat).cloned().unwrap_or_default();
        let new = self.found(persona, Group { kind: GroupKind::Supergroup, ..group });
        let said = |name: &str, id: i64| Map::from_iter([(name.to_owned(), json!(id))]);
        let bots: Vec<i64> = self.bots.keys().copied().collect();
        for bot in bots {
            let standing = self.standing(bot, chat);
            if standing == Standing::Stranger {
                continue;
            }
            let rights = if standing == Standing::Administrator {
                GroupKind::Supergroup.all_rights()
            } else {
                Default::default()
            };
            let kept = self.chat_mut(bot, new);
            kept.standing = standing;
            kept.rights = rights;
            self.service(bot, chat, by.clone(), said("migrate_to_chat_id", new));
            self.service(bot, new, by.clone(), said("migrate_from_chat_id", chat));
        }
        if let Some(group) = self.groups.get_mut(&chat) {
            group.moved_to = Some(new);
        }
        self.show_person(self.main, chat);
        self.show_person(self.main, new);
        Ok(new)
    }
}
