//! Forums as tables: all of them with their figures, and who signed up for them.

use serde_json::{Value, json};

use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::{Forum, ForumId, store};
use crate::person;
use crate::staff::export::Table;
use crate::text::{Lang, iso};

/// The room's tables, for an export.
pub async fn tables(tx: &mut Tx, city: &City) -> anyhow::Result<Vec<Table>> {
    let columns = vec![
        "forum",
        "title",
        "title_en",
        "about",
        "starts_at",
        "ends_at",
        "place",
        "address",
        "latitude",
        "longitude",
        "link",
        "capacity",
        "signed_up",
        "waiting",
        "state",
        "announced_to",
        "field",
        "cancelled_because",
    ];
    let (mut rows, mut sign_ups) = (Vec::new(), Vec::new());
    for id in store::all(tx).await? {
        rows.extend(store::get(tx, id).await?.map(|forum| row(city, &forum)));
        let of_one = guests(tx, city, id).await?;
        sign_ups.extend(of_one.into_iter().map(|guest| [vec![json!(id.0)], guest].concat()));
    }
    let guest = [&["forum"], &GUEST[..]].concat();
    Ok(vec![Table { name: "forums", columns, rows }, Table { name: "sign_ups", columns: guest, rows: sign_ups }])
}

/// The columns of who signed up.
const GUEST: [&str; 4] = ["number", "label", "dong", "signed_up_at"];

fn row(city: &City, forum: &Forum) -> Vec<Value> {
    let details = &forum.details;
    let at = |at: Moment| iso(at.utc(), city.preset.zone);
    let place = details.place.as_ref();
    let point = place.and_then(|place| place.point);
    vec![
        json!(forum.id.0),
        json!(details.title.ko),
        json!(details.title.en),
        json!(details.about.as_ref().map(|about| &about.ko)),
        json!(at(details.starts_at)),
        json!(details.ends_at.map(at)),
        json!(place.map(|place| &place.name)),
        json!(place.and_then(|place| place.address.as_ref())),
        json!(point.map(|point| point.0)),
        json!(point.map(|point| point.1)),
        json!(details.link),
        json!(details.capacity),
        json!(forum.taken),
        json!(forum.waiting),
        json!(forum.state.name()),
        json!(city.preset.area_name(&forum.area).get(Lang::reference())),
        json!(forum.field),
        json!(forum.reason.as_ref().map(|reason| &reason.ko)),
    ]
}

/// Who signed up for a forum.
pub async fn roster(tx: &mut Tx, city: &City, forum: ForumId) -> anyhow::Result<Table> {
    Ok(Table { name: "roster", columns: GUEST.to_vec(), rows: guests(tx, city, forum).await? })
}

async fn guests(tx: &mut Tx, city: &City, forum: ForumId) -> anyhow::Result<Vec<Vec<Value>>> {
    let lang = Lang::reference();
    let guests = store::guests(tx, forum).await?.into_iter().enumerate().map(|(number, guest)| {
        let label = city.plain(lang, &person::label(guest.person, guest.nickname.as_deref()));
        let dong = guest.dong.map(|dong| city.preset.area_name(&dong.0).get(lang).to_owned());
        vec![json!(number + 1), json!(label), json!(dong), json!(iso(guest.at.utc(), city.preset.zone))]
    });
    Ok(guests.collect())
}
