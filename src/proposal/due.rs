//! What time does to proposals: an author who was asked for something is reminded once, on the
//! morning before the last day. Ages and due days are computed when somebody looks.

use super::{letter, store};
use crate::city::City;
use crate::db::Tx;
use crate::{notice, person};

/// Authors reminded in one pass.
const A_PASS_MAX: i64 = 100;

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    for id in store::to_remind(tx, A_PASS_MAX).await? {
        store::reminded(tx, id).await?;
        let Some(proposal) = store::get(tx, id).await? else { continue };
        let Some(author) = proposal.author else { continue };
        let Some(address) = person::store::address(tx, author).await? else { continue };
        let key = format!("supplement:proposal={}:revision={}", id.0, proposal.revision);
        let asked = store::asked(tx, id).await?;
        let card = letter::reminder(&proposal, asked.as_ref(), address.lang);
        // Late, it would name a day that has passed.
        let expires_at = tx.now + chrono::TimeDelta::hours(30);
        notice::tell(tx, city, &address, &card, &key, Some(expires_at)).await?;
    }
    Ok(())
}
