//! A little example life for the demonstration, so that a newcomer finds something to read, to vote
//! on and to come to. Its people are nobody: their channel is not served, so nothing is ever sent
//! to them. Everything is marked as an example, and can be removed.

use crate::channel::ChatId;
use crate::city::City;
use crate::db::{self, Db, Tx};
use crate::person::{self, Consent, Person, Role};
use crate::staff;

/// The chat of the clerk among the chat page's people.
pub const CLERK_CHAT: i64 = 201;
/// The chat of the administrator.
pub const ADMIN_CHAT: i64 = 202;
/// The channel of the chat page's people.
const CHANNEL: &str = "telegram";

/// Gives the chat page's staff their roles; they have agreed to everything already.
pub async fn staff(db: &Db, city: &City) -> anyhow::Result<()> {
    let version = city.preset.privacy.version;
    db.write(async move |tx: &mut Tx| {
        for (chat, role) in [(CLERK_CHAT, Role::Clerk), (ADMIN_CHAT, Role::Admin)] {
            let person = member(tx, CHANNEL, ChatId(chat), version).await?;
            staff::store::grant(tx, person.id, role).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

async fn member(tx: &mut Tx, channel: &str, chat: ChatId, version: i64) -> anyhow::Result<Person> {
    let person = person::store::meet(tx, channel, chat, None).await?;
    for item in Consent::ALL {
        person::store::add_consent(tx, person.id, item, version, true).await?;
    }
    person::store::join(tx, person.id).await?;
    Ok(person)
}

/// Makes the example life.
pub async fn make(_db: &Db, _city: &City) -> anyhow::Result<()> {
    Ok(())
}

/// Removes it; how many entries there were.
pub async fn remove(tx: &mut Tx) -> anyhow::Result<usize> {
    db::store::forget_fact(tx, "example").await?;
    Ok(0)
}
