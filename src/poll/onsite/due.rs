//! What time does to help on site: a ballot that was left lying is taken off the helper's telephone, and
//! so is every one of a poll that is over.

use super::{Help, card, idle_before, store};
use crate::channel::Outbound;
use crate::city::City;
use crate::db::Tx;
use crate::outbox::{self, Letter};
use crate::person;
use crate::poll::PollId;

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let before = idle_before(tx.now);
    for help in store::idle(tx, before).await? {
        take_off(tx, city, &help).await?;
    }
    Ok(())
}

/// A poll is over: nobody is being helped in it any more.
pub async fn shut(tx: &mut Tx, city: &City, poll: PollId) -> anyhow::Result<()> {
    for help in store::in_poll(tx, poll).await? {
        take_off(tx, city, &help).await?;
    }
    Ok(())
}

/// Forgets what was chosen, and takes it out of the helper's chat.
pub async fn take_off(tx: &mut Tx, city: &City, help: &Help) -> anyhow::Result<()> {
    store::end(tx, help.helper).await?;
    let (Some(message), Some(helper)) = (help.message, person::store::address(tx, help.helper).await?) else {
        return Ok(());
    };
    let (html, keys) = card::taken_off(help.poll).render(city, helper.lang);
    let edit = Outbound::Edit { message, html, keys };
    outbox::post(tx, city, Letter::to_chat(&helper.channel, helper.chat, edit, tx.now)).await
}
