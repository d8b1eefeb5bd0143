//! The SQL of staff.

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{PersonId, Role};

/// Keeps an invitation by the hash of its secret.
pub async fn add_invitation(tx: &mut Tx, hash: &[u8], role: Role, expires_at: Moment) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into invitation (secret_hash, role, made_at, expires_at) values ($1, $2, $3, $4)",
        hash,
        role,
        now,
        expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The role of an invitation that is still good.
pub async fn open_invitation(tx: &mut Tx, hash: &[u8]) -> sqlx::Result<Option<Role>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select role as "role: Role" from invitation where secret_hash = $1 and used_at is null and expires_at > $2"#,
        hash,
        now
    )
    .fetch_optional(tx.conn())
    .await
}

/// How many invitations are still good.
pub async fn count_invitations(tx: &mut Tx) -> sqlx::Result<i64> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from invitation where used_at is null and expires_at > $1"#,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// Makes all invitations worthless that nobody has used; how many were still good.
pub async fn cancel_invitations(tx: &mut Tx) -> sqlx::Result<u64> {
    let now = tx.now;
    let gone = sqlx::query!("update invitation set expires_at = $1 where used_at is null and expires_at > $1", now)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected())
}

/// Uses up an invitation that is still good; its role.
pub async fn use_invitation(tx: &mut Tx, hash: &[u8], person: PersonId) -> sqlx::Result<Option<Role>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"update invitation set used_by = $2, used_at = $3
           where secret_hash = $1 and used_at is null and expires_at > $3 returning role as "role!: Role""#,
        hash,
        person,
        now
    )
    .fetch_optional(tx.conn())
    .await
}

/// Gives a person a role.
pub async fn grant(tx: &mut Tx, person: PersonId, role: Role) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into staff (person, role, granted_at) values ($1, $2, $3)
         on conflict (person) do update set role = excluded.role, granted_at = excluded.granted_at",
        person,
        role,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a person's role away; whether they had one.
pub async fn revoke(tx: &mut Tx, person: PersonId) -> sqlx::Result<bool> {
    let gone = sqlx::query!("delete from staff where person = $1", person).execute(tx.conn()).await?;
    Ok(gone.rows_affected() > 0)
}

/// The person leaves altogether.
pub async fn leaves(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from staff where person = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// A member of staff.
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub granted_at: Moment,
    /// The name that they chose for the public.
    pub nickname: Option<String>,
}

/// All staff.
pub async fn members(tx: &mut Tx) -> sqlx::Result<Vec<Member>> {
    sqlx::query_as!(
        Member,
        r#"select s.person as "person!: PersonId", s.role as "role: Role", s.granted_at as "granted_at: Moment",
                  p.nickname
           from staff s join person p on p.id = s.person order by s.granted_at, s.person"#
    )
    .fetch_all(tx.conn())
    .await
}

/// Writes down an act.
pub async fn add_audit(
    tx: &mut Tx,
    actor: Option<PersonId>,
    act: &str,
    object: &str,
    detail: &str,
) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into audit (at, actor, act, object, detail) values ($1, $2, $3, $4, $5)",
        now,
        actor,
        act,
        object,
        detail
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An act, as it was written down.
pub struct Line {
    /// When.
    pub at: Moment,
    /// Who; none is the command line or the clock.
    pub actor: Option<PersonId>,
    /// The name that they chose for the public, if they are still with us.
    pub nickname: Option<String>,
    /// What.
    pub act: String,
    /// To what.
    pub object: String,
}

/// The latest acts, the last one first.
pub async fn last_acts(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<Line>> {
    sqlx::query_as!(
        Line,
        r#"select a.at as "at: Moment", a.actor as "actor: PersonId", p.nickname as "nickname?", a.act, a.object
           from audit a left join person p on p.id = a.actor order by a.id desc limit $1"#,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// The latest invitation's number; 0 if there was none.
pub async fn last_invitation(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "id!: i64" from invitation"#).fetch_one(tx.conn()).await
}
