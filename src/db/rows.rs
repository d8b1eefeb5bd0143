//! Many rows with few statements.

use std::collections::BTreeMap;

use serde::Serialize;
use sqlx::query_builder::{QueryBuilder, Separated};
use sqlx::sqlite::Sqlite;

use super::Tx;

/// Rows of one statement at most: for each number of rows another one is kept prepared.
const ROWS_MAX: usize = 32;

/// The places of one row, in the order of its columns.
pub type Places<'a> = Separated<'a, Sqlite, &'static str>;

/// Writes rows into a table: `into` names it and its columns, `fill` gives a row's values in their order.
///
/// To hand the values over as they are costs less than to have SQLite read them out of JSON, most of all
/// where they are bytes.
pub async fn insert<T>(
    tx: &mut Tx,
    into: &'static str,
    rows: Vec<T>,
    mut fill: impl FnMut(&mut Places<'_>, T),
) -> sqlx::Result<()> {
    let (mut left, mut rows) = (rows.len(), rows.into_iter());
    while left > 0 {
        let count = left.min(ROWS_MAX);
        left -= count;
        let mut insert = QueryBuilder::new("insert into ");
        insert.push(into).push_values(rows.by_ref().take(count), |mut places, row| fill(&mut places, row));
        insert.build().execute(tx.conn()).await?;
    }
    Ok(())
}

/// Pairs as one parameter, each first with its seconds: `{"7":[1,2]}`. A statement reads it with
/// `json_each($1) first cross join json_each(first.value) second`, its `first.key` and `second.value`.
///
/// Pairs in a list would each be JSON that SQLite parses again, once for each of the two. `first.key` is
/// always text: beside a column with a type that makes no difference, elsewhere it has to be cast.
pub fn by_first<A: Serialize + Ord, B: Serialize>(pairs: impl IntoIterator<Item = (A, B)>) -> String {
    let mut by_first: BTreeMap<A, Vec<B>> = BTreeMap::new();
    for (first, second) in pairs {
        by_first.entry(first).or_default().push(second);
    }
    json(&by_first)
}

/// Anything that cannot fail to be written, as JSON.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("numbers, strings and bytes can be written")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::{Moment, Still};
    use crate::db::{self, Db};

    #[test]
    fn pairs_stand_by_their_firsts() {
        assert_eq!(by_first([(7, 1), (3, 5), (7, 2)]), r#"{"3":[5],"7":[1,2]}"#);
        assert_eq!(by_first([("a", "b")]), r#"{"a":["b"]}"#);
    }

    #[tokio::test]
    async fn every_row_is_written_once_however_many_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let (file, now) = (folder.path().join("t.db"), Moment::from_ms(1_800_000_000_000));
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(Still::at(now))).await.unwrap();
        for count in [0, 1, 2, 31, 32, 33, 200] {
            let job = async move |tx: &mut Tx| {
                sqlx::query("delete from meta").execute(tx.conn()).await?;
                let rows = (0..count).map(|number| (format!("{number:03}"), number.to_string())).collect();
                insert(tx, "meta (key, value)", rows, |places, (key, value)| {
                    places.push_bind(key).push_bind(value);
                })
                .await?;
                let found = sqlx::query_as("select key, value from meta order by key").fetch_all(tx.conn()).await?;
                Ok::<Vec<(String, String)>, _>(found)
            };
            let found = db.write(job).await.unwrap();
            let expected: Vec<_> = (0..count).map(|number| (format!("{number:03}"), number.to_string())).collect();
            assert_eq!(found, expected);
        }
    }
}
