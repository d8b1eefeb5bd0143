//! Gives the `query!` macros a database to check every statement against: the migrations,
//! applied to an empty file. So `cargo build` on a fresh clone needs nothing but itself.

use std::path::PathBuf;
use std::{env, fs};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, migrate::Migrator};

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=presets");
    println!("cargo:rerun-if-changed=src/emulator/page");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let schema = out.join("schema.db");
    for leftover in ["schema.db", "schema.db-wal", "schema.db-shm"] {
        let _ = fs::remove_file(out.join(leftover));
    }
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime of one thread can always be built")
        .block_on(async {
            let options = SqliteConnectOptions::new().filename(&schema).create_if_missing(true);
            let mut db = SqliteConnection::connect_with(&options).await?;
            let migrator = Migrator::new(PathBuf::from("migrations")).await?;
            migrator.run_direct(None, &mut db, false).await?;
            db.close().await
        })
        .unwrap_or_else(|error: sqlx::Error| panic!("migrations do not apply: {error}"));
    println!("cargo:rustc-env=DATABASE_URL=sqlite://{}", schema.display());
}
