//! What time brings: asks each room what is due, once a second. No timer is kept in memory: what is
//! planned is a column, and a pass marks it done in the transaction that does it.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::city::City;
use crate::db::{Db, Tx};
use crate::outbox::Outbox;
use crate::{bot, forum, inbox, notice, outbox, person, poll, proposal};

const TICK: Duration = Duration::from_secs(1);

/// Does what is due at this moment.
pub async fn pass(db: &Db, city: &Arc<City>) -> anyhow::Result<()> {
    let city = city.clone();
    db.write(async move |tx: &mut Tx| {
        poll::due::pass(tx, &city).await?;
        forum::due::pass(tx, &city).await?;
        proposal::due::pass(tx, &city).await?;
        notice::due::pass(tx, &city).await?;
        person::due::pass(tx, &city).await?;
        bot::due::pass(tx, &city).await?;
        inbox::due::pass(tx).await?;
        outbox::due::pass(tx).await
    })
    .await?;
    Ok(())
}

/// Does what is due, and sends notices on their way, until told to stop.
pub async fn run(db: Db, city: Arc<City>, outbox: Outbox, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = pass(&db, &city).await {
            tracing::error!("what is due could not be done: {error:#}");
        }
        loop {
            match notice::pass(&db, &city).await {
                Ok(true) => outbox.nudge(),
                Ok(false) => break,
                Err(error) => {
                    tracing::error!("a notice could not be sent on its way: {error:#}");
                    break;
                }
            }
        }
        outbox.nudge();
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}
