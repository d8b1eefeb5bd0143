//! A notice to one person about their own affairs, which no setting switches off.

use crate::bot::Card;
use crate::channel::Outbound;
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::outbox::{self, Lane, Letter};
use crate::person::Address;

/// Tells one person something, in their language. With a `key` that was used before, nothing
/// happens: it has been said. After `expires_at` it is not worth sending any more.
pub async fn tell(
    tx: &mut Tx,
    city: &City,
    to: &Address,
    card: &Card,
    key: &str,
    expires_at: Option<Moment>,
) -> anyhow::Result<()> {
    let now = tx.now;
    keep(tx, city, to, card, key, (now, expires_at)).await
}

/// The same, not before `from`: for what can wait for the morning.
pub async fn tell_from(
    tx: &mut Tx,
    city: &City,
    to: &Address,
    card: &Card,
    key: &str,
    from: Moment,
) -> anyhow::Result<()> {
    keep(tx, city, to, card, key, (from, None)).await
}

async fn keep(
    tx: &mut Tx,
    city: &City,
    to: &Address,
    card: &Card,
    key: &str,
    (not_before, expires_at): (Moment, Option<Moment>),
) -> anyhow::Result<()> {
    let (text, keys) = card.render(city, to.lang);
    for (number, message) in Outbound::say(&text, keys).into_iter().enumerate() {
        let letter = Letter {
            answered: None,
            person: Some(to.person),
            channel: to.channel.clone(),
            chat: to.chat,
            lane: Lane::Personal,
            message,
            seal: None,
            key: Some(if number == 0 { key.to_owned() } else { format!("{key}:{}", number + 1) }),
            not_before,
            expires_at,
        };
        outbox::post(tx, city, letter).await?;
    }
    Ok(())
}
