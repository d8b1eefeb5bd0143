//! What `madang staff` does. The command line acts beside the running service, in a short
//! transaction of its own; in the audit trail it has no name.

use crate::city::City;
use crate::db::Tx;
use crate::person::{PersonId, Role};
use crate::staff::invite::{self, Invitation};
use crate::staff::revoke::{self, Revoked};
use crate::staff::rules::Problem;
use crate::staff::store::{self, Member};

/// Makes an invitation.
pub async fn invite(tx: &mut Tx, role: Role) -> anyhow::Result<Invitation> {
    invite::make(tx, role).await
}

/// Who is staff.
pub async fn list(tx: &mut Tx) -> anyhow::Result<Vec<Member>> {
    Ok(store::members(tx).await?)
}

/// Takes somebody's role away.
pub async fn revoke(tx: &mut Tx, city: &City, person: PersonId) -> anyhow::Result<Result<Revoked, Problem>> {
    revoke::revoke(tx, city, None, person).await
}
