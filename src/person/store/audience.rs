//! The SQL of whom a notice is for.

use crate::channel::ChatId;
use crate::db::Tx;
use crate::notice::NoticeId;
use crate::person::{Address, PersonId, Topic};
use crate::text::Lang;

/// Who a notice is for. Empty filters let everybody through.
#[derive(Debug, Clone, Default)]
pub struct Audience {
    /// Only who wants to hear of this, and has not stopped everything.
    pub topic: Option<Topic>,
    /// Only who belongs there: five digits are a gu, ten a dong, several have commas between them; empty is the
    /// whole city.
    pub area: String,
    /// Only who takes an interest in this field.
    pub field: Option<String>,
}

/// How many people an audience has at this moment.
pub async fn count_audience(tx: &mut Tx, audience: &Audience) -> sqlx::Result<i64> {
    let (topic, area) = (audience.topic.map(Topic::name), codes(&audience.area));
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from person
           where standing = 'member' and gone_at is null
             and ($1 is null or (stopped = 0 and exists (select 1 from json_each(hears) where value = $1)))
             and ($2 = '[]' or exists (select 1 from json_each($2) where dong like value || '%'))
             and ($3 is null or exists (select 1 from json_each(interests) where value = $3))"#,
        topic,
        area,
        audience.field
    )
    .fetch_one(tx.conn())
    .await
}

/// How many people of an audience come after `cursor` and are not on that notice's list yet.
pub async fn count_to_come(tx: &mut Tx, audience: &Audience, cursor: PersonId, notice: NoticeId) -> sqlx::Result<i64> {
    let (topic, area) = (audience.topic.map(Topic::name), format!("{}%", audience.area));
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from person
           where id > $1 and standing = 'member' and gone_at is null
             and ($2 is null or (stopped = 0 and exists (select 1 from json_each(hears) where value = $2)))
             and ($3 = '%' or dong like $3)
             and ($4 is null or exists (select 1 from json_each(interests) where value = $4))
             and not exists (select 1 from notice_recipient r where r.notice = $5 and r.person = person.id)"#,
        cursor,
        topic,
        area,
        audience.field,
        notice
    )
    .fetch_one(tx.conn())
    .await
}

/// The next page of an audience: people after `cursor`, by number.
pub async fn page_audience(
    tx: &mut Tx,
    audience: &Audience,
    cursor: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Address>> {
    let (topic, area) = (audience.topic.map(Topic::name), codes(&audience.area));
    sqlx::query_as!(
        Address,
        r#"select id as "person!: PersonId", channel, chat as "chat: ChatId", lang as "lang: Lang"
           from person
           where id > $1 and standing = 'member' and gone_at is null
             and ($2 is null or (stopped = 0 and exists (select 1 from json_each(hears) where value = $2)))
             and ($3 = '[]' or exists (select 1 from json_each($3) where dong like value || '%'))
             and ($4 is null or exists (select 1 from json_each(interests) where value = $4))
           order by id limit $5"#,
        cursor,
        topic,
        area,
        audience.field,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// The codes of an area as a list that SQL can read.
fn codes(area: &str) -> String {
    let codes: Vec<&str> = area.split(',').filter(|code| !code.is_empty()).collect();
    serde_json::to_string(&codes).expect("strings can be written")
}
