//! Everything kept about one person, as a file for them (개인정보 보호법 art. 35, 38(4): by the same
//! channel as it was collected, and no harder).

use serde_json::json;

use crate::bot::{Turn, store as bot_store};
use crate::person::store;
use crate::text::iso;
use crate::{forum, notice, poll, proposal, t};

/// Sends the file.
pub async fn send(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let zone = turn.city.preset.zone;
    let me = turn.person.clone();
    let consents: Vec<_> = store::consent_history(turn.tx, me.id)
        .await?
        .into_iter()
        .map(|(item, version, granted, at)| json!({"item": item, "version": version, "granted": granted, "at": iso(at.utc(), zone)}))
        .collect();
    let drafts: Vec<_> = bot_store::dialogues(turn.tx, me.id)
        .await?
        .into_iter()
        .map(|saved| {
            json!({"kind": saved.kind, "saved_at": iso(saved.saved_at.utc(), zone),
            "state": serde_json::from_str::<serde_json::Value>(&saved.state).unwrap_or_default()})
        })
        .collect();
    let notices: Vec<_> = notice::store::of_person(turn.tx, me.id)
        .await?
        .into_iter()
        .map(|(key, at)| json!({"notice": key, "at": iso(at.utc(), zone)}))
        .collect();
    let data = json!({
        "person": {
            "number": me.id.0, "channel": me.channel, "chat": me.chat.0, "language": me.lang.code(),
            "member": me.is_member(), "dong": me.dong.as_ref().map(|dong| dong.0.clone()),
            "interests": me.interests, "nickname": me.nickname,
            "hears": me.hears, "stopped": me.stopped, "role": me.role,
        },
        "consents": consents,
        "drafts": drafts,
        "notices": notices,
        "proposals": proposal::store::own_data(turn.tx, me.id).await?,
        "polls": poll::talk::own_data(turn).await?,
        "forums": forum::store::own_data(turn.tx, me.id).await?,
    });
    let bytes = serde_json::to_vec_pretty(&data)?;
    let name = turn.city.plain(turn.lang(), &t!("my-data-file"));
    turn.file(&format!("{name}.json"), &bytes, t!("my-data")).await
}
