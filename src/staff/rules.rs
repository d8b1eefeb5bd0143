//! Who may give and take roles.

use crate::person::{PersonId, Role};

/// Why a role is not taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// They have none.
    NotStaff,
    /// Nobody could invite staff any more.
    LastAdmin,
    /// They have another role than the one that was on the screen.
    Changed,
}

/// Whether a member of staff may invite somebody to that role: never above their own.
pub fn may_invite(own: Option<Role>, role: Role) -> bool {
    own.is_some_and(|own| own >= Role::Admin && role <= own)
}

/// Whether that person's role may be taken away, given who is staff.
pub fn may_revoke(staff: &[(PersonId, Role)], person: PersonId) -> Result<Role, Problem> {
    let role = staff.iter().find(|(id, _)| *id == person).map(|(_, role)| *role).ok_or(Problem::NotStaff)?;
    let admins = staff.iter().filter(|(_, role)| *role == Role::Admin).count();
    if role == Role::Admin && admins <= 1 { Err(Problem::LastAdmin) } else { Ok(role) }
}

/// The role that somebody has after an invitation: it never takes rights away.
pub fn after_invitation(own: Option<Role>, invited: Role) -> Role {
    own.map_or(invited, |own| own.max(invited))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_admin_invites_and_never_above_themselves() {
        for role in Role::ALL {
            assert!(may_invite(Some(Role::Admin), role));
            assert!(!may_invite(Some(Role::Coordinator), role));
            assert!(!may_invite(None, role));
        }
    }

    #[test]
    fn the_last_admin_stays() {
        let (one, two, clerk) = (PersonId(1), PersonId(2), PersonId(3));
        let alone = [(one, Role::Admin), (clerk, Role::Clerk)];
        assert_eq!(may_revoke(&alone, one), Err(Problem::LastAdmin));
        assert_eq!(may_revoke(&alone, clerk), Ok(Role::Clerk));
        assert_eq!(may_revoke(&alone, two), Err(Problem::NotStaff));
        assert_eq!(may_revoke(&[(one, Role::Admin), (two, Role::Admin)], one), Ok(Role::Admin));
    }

    #[test]
    fn an_invitation_never_takes_rights_away() {
        assert_eq!(after_invitation(None, Role::Clerk), Role::Clerk);
        assert_eq!(after_invitation(Some(Role::Admin), Role::Clerk), Role::Admin);
        assert_eq!(after_invitation(Some(Role::Moderator), Role::Clerk), Role::Clerk);
    }
}
