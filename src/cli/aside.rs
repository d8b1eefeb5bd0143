//! `madang set-aside`: works beside the running service, each act in a short transaction of its own.

use std::path::Path;

use anyhow::ensure;

use super::existing;
use crate::city::City;
use crate::clock::{Clock, System};
use crate::config::{Common, SetAside};
use crate::db;
use crate::inbox::{aside, store};
use crate::{app, inbox};

/// `madang set-aside`.
pub async fn run(common: &Common, act: &SetAside) -> anyhow::Result<()> {
    let database = existing(common)?;
    match act {
        SetAside::List => list(&database).await,
        SetAside::Show { id } => {
            let mut tx = db::beside(&database, System.now()).await?;
            let raw = aside::show(&mut tx, *id).await?;
            tx.commit().await?;
            println!("{raw}");
            Ok(())
        }
        SetAside::Retry { ids } => {
            let city = app::city(common, &database, String::new(), Vec::new())?;
            retry(&database, &city, ids).await
        }
        SetAside::Drop { ids } => {
            for id in ids {
                let mut tx = db::beside(&database, System.now()).await?;
                aside::drop(&mut tx, *id).await?;
                tx.commit().await?;
                println!("{id:>6}  is forgotten");
            }
            Ok(())
        }
    }
}

async fn all(database: &Path) -> anyhow::Result<Vec<store::Aside>> {
    let mut tx = db::beside(database, System.now()).await?;
    let all = store::asides(&mut tx).await?;
    tx.commit().await?;
    Ok(all)
}

async fn list(database: &Path) -> anyhow::Result<()> {
    let all = all(database).await?;
    if all.is_empty() {
        println!("nothing is set aside");
    }
    for inbox::store::Aside { id, channel, update_id, sealed, error, at, .. } in all {
        let update = update_id.map_or_else(|| "no number".to_owned(), |id| format!("update {id}"));
        let sealed = sealed.map(|poll| format!(", sealed: poll {}", poll.0)).unwrap_or_default();
        println!("{id:>6}  {at}  {channel}, {update}{sealed}: {error}");
    }
    Ok(())
}

async fn retry(database: &Path, city: &City, ids: &[i64]) -> anyhow::Result<()> {
    let ids = match ids {
        [] => all(database).await?.into_iter().map(|aside| aside.id).collect(),
        some => some.to_vec(),
    };
    let mut failed = 0;
    for id in &ids {
        let mut tx = db::beside(database, System.now()).await?;
        match aside::retry(&mut tx, city, *id).await {
            Ok(()) => {
                tx.commit().await?;
                println!("{id:>6}  is done");
            }
            Err(error) => {
                // Nothing of the attempt stands; why it failed does.
                drop(tx);
                failed += 1;
                let mut tx = db::beside(database, System.now()).await?;
                store::failed_again(&mut tx, *id, &format!("{error:#}")).await?;
                tx.commit().await?;
                println!("{id:>6}  failed: {error:#}");
            }
        }
    }
    ensure!(failed == 0, "{failed} of {} failed, and stay set aside", ids.len());
    Ok(())
}
