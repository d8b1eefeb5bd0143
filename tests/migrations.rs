//! Each migration over what the one before left, and databases that are not ours to open.

#![allow(clippy::unwrap_used, reason = "a test")]

use madang::clock::Moment;
use madang::db;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Executor, Row};

const NOW: Moment = Moment::from_ms(1_795_000_000_000);

async fn connect(path: &std::path::Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path).create_if_missing(true)).await.unwrap()
}

#[tokio::test]
async fn every_version_can_be_brought_up_to_date_and_leaves_a_copy() {
    let newest = db::MIGRATIONS.iter().count();
    for version in 1..newest {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let mut conn = connect(&path).await;
        // The schema as that version had it, recorded as applied, with a person in it.
        let mut old = sqlx::migrate::Migrator::DEFAULT;
        old.migrations = db::MIGRATIONS.iter().take(version).cloned().collect::<Vec<_>>().into();
        old.run_direct(None, &mut conn, false).await.unwrap();
        conn.execute("insert into person (channel, chat, lang, met_at, seen_at) values ('town', 7, 'ko', 1, 1)")
            .await
            .unwrap();
        conn.close().await.unwrap();

        let migrated = db::migrate(&path, NOW).await.unwrap();
        assert_eq!(migrated.applied, newest - version);
        let copy = migrated.copy.expect("a copy is made before a migration");
        db::check(&copy).await.unwrap();
        db::check(&path).await.unwrap();
        let mut conn = connect(&path).await;
        let people: i64 = sqlx::query("select count(*) from person").fetch_one(&mut conn).await.unwrap().get(0);
        assert_eq!(people, 1, "version {version}");
        assert!(db::migrate(&path, NOW).await.unwrap().copy.is_none(), "a second time there is nothing to do");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    db::migrate(&path, NOW).await.unwrap();
    let mut conn = connect(&path).await;
    conn.execute("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', 1, x'', 0)")
        .await
        .unwrap();
    conn.close().await.unwrap();
    let error = format!("{:#}", db::migrate(&path, NOW).await.err().unwrap());
    assert!(error.contains("newer Madang"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.db");
    std::fs::write(&path, "Dear city, this is a letter and not a database.").unwrap();
    let error = format!("{:#}", db::migrate(&path, NOW).await.err().unwrap());
    assert!(error.contains("is not an SQLite database"), "{error}");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Dear city"));
}

#[tokio::test]
async fn every_table_is_strict_and_every_reference_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    db::migrate(&path, NOW).await.unwrap();
    let mut conn = connect(&path).await;
    let tables = sqlx::query("select name, sql from sqlite_master where type = 'table' and name not like '\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'")
        .fetch_all(&mut conn)
        .await
        .unwrap();
    assert!(tables.len() > 10);
    for table in tables {
        let (name, sql): (String, String) = (table.get(0), table.get::<String, _>(1).to_lowercase());
        assert!(sql.contains("strict"), "{name} is not strict");
        let rows =
            sqlx::query(AssertSqlSafe(format!("pragma foreign_key_list({name})"))).fetch_all(&mut conn).await.unwrap();
        for row in rows {
            let on_delete: String = row.get("on_delete");
            let to: String = row.get("table");
            assert!(to != "person" || on_delete != "NO ACTION", "{name} would keep a person from being erased");
        }
    }
}

#[tokio::test]
async fn nothing_joins_turnout_and_ballot() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    db::migrate(&path, NOW).await.unwrap();
    let mut conn = connect(&path).await;
    let columns =
        |rows: Vec<sqlx::sqlite::SqliteRow>| rows.iter().map(|row| row.get::<String, _>("name")).collect::<Vec<_>>();
    let turnout = columns(sqlx::query("pragma table_info(turnout)").fetch_all(&mut conn).await.unwrap());
    let ballot = columns(sqlx::query("pragma table_info(ballot)").fetch_all(&mut conn).await.unwrap());
    let common: Vec<_> = turnout.iter().filter(|name| ballot.contains(name)).collect();
    assert_eq!(common, ["poll"], "turnout {turnout:?}, ballot {ballot:?}");
    assert!(
        !ballot.iter().any(|name| name.contains("at") || name.contains("person") || name.contains("seq")),
        "{ballot:?}"
    );
}

#[tokio::test]
async fn what_is_on_its_way_keeps_its_number_and_its_key_when_its_table_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let mut conn = connect(&path).await;
    let mut old = sqlx::migrate::Migrator::DEFAULT;
    let before = db::MIGRATIONS.iter().filter(|migration| migration.version < 30);
    old.migrations = before.cloned().collect::<Vec<_>>().into();
    old.run_direct(None, &mut conn, false).await.unwrap();
    let add = "insert into outbox (id, channel, chat, lane, payload, key, state, not_before, attempts) values";
    conn.execute(AssertSqlSafe(format!(
        "{add} (4, 't', 7, 0, x'01', 'reminder:1', 'waiting', 5, 2), (6, 't', 7, 2, x'', null, 'sent', 6, 0),
               (9, 't', 8, 2, x'', null, 'waiting', 7, 0)"
    )))
    .await
    .unwrap();
    let rows = "select group_concat(id || ':' || chat || ':' || lane || ':' || coalesce(key, '-') || ':' || state
                       || ':' || not_before || ':' || attempts || ':' || hex(payload), ' ') from (select * from outbox order by id)";
    let told: String = sqlx::query_scalar(rows).fetch_one(&mut conn).await.unwrap();
    conn.execute("delete from outbox where id = 9").await.unwrap();
    db::MIGRATIONS.run_direct(None, &mut conn, false).await.unwrap();
    let now: String = sqlx::query_scalar(rows).fetch_one(&mut conn).await.unwrap();
    assert!(now.len() > 20 && told.starts_with(&now), "{told} became {now}");
    let again = "insert into outbox (channel, chat, lane, payload, key, state, not_before)
                 values ('t', 9, 0, x'', $1, 'waiting', 5) returning id";
    assert!(sqlx::query_scalar::<_, i64>(again).bind("reminder:1").fetch_one(&mut conn).await.is_err());
    let next: i64 = sqlx::query_scalar(again).bind("reminder:2").fetch_one(&mut conn).await.unwrap();
    assert_eq!(next, 10, "no number is given out twice");
}

/// The table that is kept beside `turnout` says what counting its rows would.
async fn counted_like_the_rows(conn: &mut SqliteConnection) {
    let kept = "select poll, gu, voters from turnout_count where voters <> 0 order by poll, gu";
    let counted = "select poll, coalesce(gu, '') as gu, count(*) as voters from turnout
                   group by poll, coalesce(gu, '') order by poll, gu";
    let mut told = Vec::new();
    for statement in [kept, counted] {
        let rows = sqlx::query(statement).fetch_all(&mut *conn).await.unwrap();
        told.push(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect::<Vec<(i64, String, i64)>>());
    }
    assert!(!told[1].is_empty());
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn the_turnout_kept_beside_is_that_of_the_rows() {
    const BEFORE_IT: usize = 8;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let mut conn = connect(&path).await;
    let mut old = sqlx::migrate::Migrator::DEFAULT;
    old.migrations = db::MIGRATIONS.iter().take(BEFORE_IT).cloned().collect::<Vec<_>>().into();
    old.run_direct(None, &mut conn, false).await.unwrap();
    conn.execute("pragma foreign_keys = off").await.unwrap();
    let voters = "insert into turnout (poll, person, channel, day, gu) values
        (1, 1, 't', '2026-11-01', '41131'), (1, 2, 't', '2026-11-01', null), (1, 3, 't', '2026-11-02', '41131'),
        (2, 1, 't', '2026-11-01', '41133')";
    conn.execute(voters).await.unwrap();
    db::MIGRATIONS.run_direct(None, &mut conn, false).await.unwrap();
    counted_like_the_rows(&mut conn).await;
    for change in [
        "insert into turnout (poll, person, channel, day, gu) values (1, 4, 't', '2026-11-02', '41135')",
        "insert into turnout (poll, person, channel, day, gu) values (1, 4, 't', '2026-11-02', '41135')
            on conflict do nothing",
        "insert into turnout (poll, person, channel, day, gu)
            select 3, value, 't', '2026-11-02', null from json_each('[7,8,9]')",
        "update turnout set gu = '41133' where person = 2",
        "update turnout set person = 20 where person = 2",
        "delete from turnout where person = 1",
    ] {
        conn.execute(change).await.unwrap();
        counted_like_the_rows(&mut conn).await;
    }
}
