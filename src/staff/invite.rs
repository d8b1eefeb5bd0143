//! Invitations: a link with 128 random bits, good once and for a day. Only its hash is kept.

use anyhow::anyhow;
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::bot::{self, Card, Turn, home};
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{PersonId, Role};
use crate::staff::{audit, rules, store};
use crate::t;

/// How long an invitation is good.
pub const VALID: TimeDelta = TimeDelta::hours(24);
/// The secret's length in bytes.
const SECRET_BYTES: usize = 16;

/// An invitation, as it is shown once.
pub struct Invitation {
    /// The deep link's payload: `staff-<secret>`.
    pub payload: String,
    /// Until when it is good.
    pub expires_at: Moment,
}

/// Makes an invitation on the command line.
pub async fn make(tx: &mut Tx, role: Role) -> anyhow::Result<Invitation> {
    make_by(tx, None, role).await
}

/// Makes an invitation; `actor` is who does.
pub async fn make_by(tx: &mut Tx, actor: Option<PersonId>, role: Role) -> anyhow::Result<Invitation> {
    let mut secret = [0u8; SECRET_BYTES];
    getrandom::fill(&mut secret).map_err(|error| anyhow!("no random bytes: {error}"))?;
    let secret = BASE32_NOPAD.encode(&secret);
    let expires_at = tx.now + VALID;
    store::add_invitation(tx, &hash(&secret), role, expires_at).await?;
    audit::record(tx, actor, "staff.invite", "staff", serde_json::json!({ "role": role })).await?;
    Ok(Invitation { payload: format!("staff-{secret}"), expires_at })
}

/// Somebody followed an invitation's link. They take part like everybody else, so consent comes
/// first.
pub async fn accept(turn: &mut Turn<'_>, secret: &str) -> anyhow::Result<()> {
    greet(turn, secret).await?;
    if !bot::member_or_ask(turn, &format!("staff-{secret}")).await? {
        return Ok(());
    }
    let (me, hash, own) = (turn.me(), hash(secret), turn.person.role);
    let Some(invited) = store::open_invitation(turn.tx, &hash).await? else {
        turn.say(home::menu(turn, t!("invitation-used")));
        return Ok(());
    };
    let role = rules::after_invitation(own, invited);
    if own == Some(role) {
        // Who tries the link that they made leaves it good for whom it is meant.
        turn.say(home::menu(turn, t!("invitation-not-needed", role = role.text())));
        return Ok(());
    }
    store::use_invitation(turn.tx, &hash, me).await?;
    store::grant(turn.tx, me, role).await?;
    turn.person.role = Some(role);
    audit::record(turn.tx, Some(me), "staff.accept", &format!("person={}", me.0), serde_json::json!({ "role": role }))
        .await?;
    turn.say(home::menu(turn, t!("invitation-accepted", role = role.text())));
    Ok(())
}

/// Who is asked for consent because of an invitation hears first that it is one.
async fn greet(turn: &mut Turn<'_>, secret: &str) -> anyhow::Result<()> {
    if turn.person.is_member() {
        return Ok(());
    }
    if let Some(role) = store::open_invitation(turn.tx, &hash(secret)).await? {
        turn.say(Card::new(t!("invitation-greeting", city = &turn.city.preset.name, role = role.text())));
    }
    Ok(())
}

fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.trim().to_ascii_uppercase().as_bytes()).to_vec()
}
