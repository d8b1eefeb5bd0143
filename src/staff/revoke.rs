//! Taking a role away: from the desk and from the command line. What the person was in the middle
//! of as staff ends with it, and they are told.

use crate::bot::{self, Card, Dialogue};
use crate::city::City;
use crate::db::Tx;
use crate::person::{self, PersonId, Role};
use crate::staff::rules::{self, Problem};
use crate::staff::{audit, store};
use crate::{notice, t};

/// A role that was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

/// Takes a person's role away. `actor` is none on the command line.
pub async fn revoke(
    tx: &mut Tx,
    city: &City,
    actor: Option<PersonId>,
    person: PersonId,
) -> anyhow::Result<Result<Revoked, Problem>> {
    let staff: Vec<_> = store::members(tx).await?.into_iter().map(|member| (member.person, member.role)).collect();
    let role = match rules::may_revoke(&staff, person) {
        Ok(role) => role,
        Err(problem) => return Ok(Err(problem)),
    };
    store::revoke(tx, person).await?;
    end_staff_dialogues(tx, person).await?;
    audit::record(tx, actor, "staff.revoke", &format!("person={}", person.0), serde_json::json!({ "role": role }))
        .await?;
    if actor != Some(person)
        && let Some(address) = person::store::address(tx, person).await?
    {
        let card = Card::new(t!("desk-revoked-you", role = role.text())).home();
        let key = format!("revoked:person={}:at={}", person.0, tx.now.ms());
        notice::tell(tx, city, &address, &card, &key, None).await?;
    }
    Ok(Ok(Revoked { person, role }))
}

/// Ends the conversations that only staff may be in; a citizen's own drafts stay.
async fn end_staff_dialogues(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    for saved in bot::store::dialogues(tx, person).await? {
        let Ok(dialogue) = serde_json::from_str::<Dialogue>(&saved.state) else { continue };
        // Where they are is looked at when they speak next: `dialogue::current` finds none then.
        if dialogue.role().is_some() {
            bot::store::delete_dialogue(tx, person, &saved.kind).await?;
        }
    }
    Ok(())
}
