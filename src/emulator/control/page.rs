//! The chat page's own files, which the binary carries: `GET /` is the page, and what it needs lies
//! under `/emu/page/`. The browser is told to load nothing from anywhere else.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

use super::body::refuse;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/emulator/page");

/// No script and no style but ours, and no other page may frame this one. A picture may lie in the
/// page itself, as its icon does.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// `GET /`
pub async fn index() -> Response {
    file(Path("index.html".to_owned())).await
}

/// `GET /emu/page/{name}`
pub async fn file(Path(name): Path<String>) -> Response {
    let Some(file) = FILES.get_file(&name) else {
        return refuse(StatusCode::NOT_FOUND, "the page has no such file");
    };
    let kind = match name.rsplit_once('.') {
        Some((_, "html")) => "text/html; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // A newer binary brings newer files under the same names.
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, file.contents()).into_response()
}
