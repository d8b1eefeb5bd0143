//! Who is staff: the list, invitations, taking a role away. For administrators.

use crate::bot::{self, Turn, home};
use crate::person::{self, PersonId, Role};
use crate::staff::rules::{self, Problem};
use crate::staff::store::Member;
use crate::staff::{audit, card, invite as invitations, revoke as revoking, store};
use crate::t;

/// Who is staff.
pub async fn members(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let members = store::members(turn.tx).await?;
    let open = store::count_invitations(turn.tx).await?;
    turn.show(card::members(&members, turn.me(), open));
    Ok(())
}

/// For which role to invite somebody.
pub async fn ask_role(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let Some(own) = turn.person.role else { return bot::not_allowed(turn) };
    let last = store::last_invitation(turn.tx).await?;
    turn.show(card::ask_role(own, last));
    Ok(())
}

/// Makes an invitation and shows it, once. `last` was the latest when the button was made: a second
/// tap makes no second invitation.
pub async fn invite(turn: &mut Turn<'_>, role: Role, last: i64) -> anyhow::Result<()> {
    if !rules::may_invite(turn.person.role, role) {
        return bot::not_allowed(turn);
    }
    if store::last_invitation(turn.tx).await? != last {
        turn.toast(t!("invitation-made-already"));
        return ask_role(turn).await;
    }
    let me = turn.me();
    let invitation = invitations::make_by(turn.tx, Some(me), role).await?;
    let link = turn.city.link(&invitation.payload);
    turn.say(card::invitation(role, &invitation, link));
    Ok(())
}

/// Makes all invitations worthless that nobody has used.
pub async fn cancel_invitations(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let gone = store::cancel_invitations(turn.tx).await?;
    if gone > 0 {
        let me = turn.me();
        audit::record(turn.tx, Some(me), "staff.uninvite", "staff", serde_json::json!({ "count": gone })).await?;
    }
    turn.toast(t!("invitation-cancelled", count = gone));
    members(turn).await
}

/// Asks before a role is taken away.
pub async fn ask_revoke(turn: &mut Turn<'_>, person: PersonId) -> anyhow::Result<()> {
    let staff = store::members(turn.tx).await?;
    let roles: Vec<_> = staff.iter().map(|member| (member.person, member.role)).collect();
    match (rules::may_revoke(&roles, person), staff.iter().find(|member| member.person == person)) {
        (Ok(_), Some(member)) => {
            turn.show(card::ask_revoke(member, turn.me()));
            Ok(())
        }
        (Err(problem), _) => refuse(turn, problem).await,
        (Ok(_), None) => refuse(turn, Problem::NotStaff).await,
    }
}

/// Takes a role away, if it is still the one that was on the screen.
pub async fn revoke(turn: &mut Turn<'_>, person: PersonId, shown: Role) -> anyhow::Result<()> {
    let staff = store::members(turn.tx).await?;
    let Some(Member { role, nickname, .. }) = staff.into_iter().find(|member| member.person == person) else {
        return refuse(turn, Problem::NotStaff).await;
    };
    if role != shown {
        return refuse(turn, Problem::Changed).await;
    }
    let me = turn.me();
    if let Err(problem) = revoking::revoke(turn.tx, turn.city, Some(me), person).await? {
        return refuse(turn, problem).await;
    }
    if person == me {
        turn.person.role = None;
        turn.person.dialogue = None;
        turn.say(home::menu(turn, t!("desk-revoked-me", role = role.text())));
        return Ok(());
    }
    let label = person::staff_label(person, nickname.as_deref());
    turn.say(card::ways(bot::Card::new(t!("desk-revoked", label = label, role = role.text()))));
    Ok(())
}

async fn refuse(turn: &mut Turn<'_>, problem: Problem) -> anyhow::Result<()> {
    turn.toast(match problem {
        Problem::NotStaff => t!("desk-revoke-none"),
        Problem::LastAdmin => t!("desk-revoke-last"),
        Problem::Changed => t!("desk-revoke-changed"),
    });
    members(turn).await
}
