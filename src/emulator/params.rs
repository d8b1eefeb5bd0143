//! The parameters of a call. They may come in the query, urlencoded, as JSON or as multipart;
//! like Telegram's server this turns them all into strings first, so that a number, a number in
//! quotes and an object inside a string mean the same everywhere.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use futures::StreamExt;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::refusal::Refusal;

/// Bytes of one request: what Telegram lets a bot upload.
pub const BODY_BYTES_MAX: usize = 50 * 1024 * 1024;
/// Bytes of a request that is too large which are read all the same, and thrown away: a client that
/// is still writing does not read the answer.
const DRAINED_BYTES_MAX: usize = 4 * BODY_BYTES_MAX;
/// A client that sends nothing more of its request for so long has gone.
const BODY_WAIT_MAX: Duration = Duration::from_secs(60);

/// What stands for bytes that are no character.
const INSTEAD: char = '\u{FFFD}';

fn no_utf8() -> Refusal {
    Refusal::bad("strings must be encoded in UTF-8")
}

/// A file that came with a call, or from a person's own disk.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file's name.
    pub name: String,
    /// Its type, if the sender told it.
    pub mime: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file parameter: bytes that came along, or words (a file_id or an address).
pub enum FileParam<'a> {
    Bytes(&'a Upload),
    Words(&'a str),
}

#[derive(Debug, Clone, Default)]
pub struct Params {
    values: BTreeMap<String, String>,
    parts: BTreeMap<String, Upload>,
}

impl Params {
    /// Reads query and body.
    pub async fn read(request: Request) -> Result<Params, Refusal> {
        let mut params = Params::default();
        params.urlencoded(request.uri().query().unwrap_or_default().as_bytes())?;
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let (head, body) = request.into_parts();
        let body = whole(body).await?;
        if kind.starts_with("multipart/form-data") {
            params.multipart(Request::from_parts(head, body.into())).await?;
        } else if kind.starts_with("application/json") {
            if !body.is_empty() {
                params.object(&body)?;
            }
        } else {
            params.urlencoded(&body)?;
        }
        Ok(params)
    }

    /// From an object that is already parsed, as in the answer to a webhook.
    pub fn from_object(object: &Map<String, Value>) -> Params {
        let values = object.iter().filter_map(|(name, value)| {
            let value = match value {
                Value::Null => return None,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            Some((name.clone(), value))
        });
        Params { values: values.collect(), parts: BTreeMap::new() }
    }

    fn urlencoded(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let values: Vec<(String, String)> = form_urlencoded::parse(bytes).into_owned().collect();
        // The reader puts this sign for what is no UTF-8; whoever means the sign writes it.
        let is_odd = values.iter().any(|(name, value)| name.contains(INSTEAD) || value.contains(INSTEAD));
        if is_odd && !String::from_utf8_lossy(bytes).to_ascii_uppercase().contains("%EF%BF%BD") {
            return Err(no_utf8());
        }
        self.values.extend(values);
        Ok(())
    }

    fn object(&mut self, body: &[u8]) -> Result<(), Refusal> {
        let object: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| Refusal::bad("can't parse request body as a JSON object"))?;
        self.values.extend(Params::from_object(&object).values);
        Ok(())
    }

    async fn multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let broken = |_| Refusal::bad("can't parse multipart request body");
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Refusal::bad("can't parse multipart request body"))?;
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let mime = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(broken)?;
            match file {
                Some(file) => {
                    self.parts.insert(name, Upload { name: file, mime, bytes: bytes.into() });
                }
                None => {
                    let value = std::str::from_utf8(&bytes).map_err(|_| no_utf8())?;
                    self.values.insert(name, value.to_owned());
                }
            }
        }
        Ok(())
    }

    /// A parameter that is there and not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Takes a parameter out.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.values.remove(name)
    }

    /// Whether the parameter was given at all, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub fn int(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    pub fn float(&self, name: &str) -> Option<f64> {
        self.text(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    pub fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).unwrap_or_default().to_ascii_lowercase().as_str(), "true" | "1" | "yes")
    }

    pub fn json(&self, name: &str) -> Result<Option<Value>, serde_json::Error> {
        self.text(name).map(serde_json::from_str).transpose()
    }

    /// A file: sent under the parameter's own name, as `attach://part`, or by words.
    pub fn file(&self, name: &str) -> Option<FileParam<'_>> {
        if let Some(upload) = self.parts.get(name) {
            return Some(FileParam::Bytes(upload));
        }
        self.text(name).map(|words| self.attached(words))
    }

    /// A file that words name: `attach://part`, or a file_id or address.
    pub fn attached<'a>(&'a self, words: &'a str) -> FileParam<'a> {
        let part = words.strip_prefix("attach://").and_then(|part| self.parts.get(part));
        part.map_or(FileParam::Words(words), FileParam::Bytes)
    }

    /// Numbers in a JSON array; none if it is no such thing.
    pub fn ints(&self, name: &str) -> Option<Vec<i64>> {
        let list = self.json(name).ok()??;
        let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
        list.as_array()?.iter().map(number).collect()
    }

    pub fn parts(&self) -> impl Iterator<Item = (&str, &Upload)> {
        self.parts.iter().map(|(name, upload)| (name.as_str(), upload))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// For the journal: an object of strings, with only the name and size of uploads.
    pub fn record(mut self) -> Box<str> {
        for (name, upload) in self.parts {
            self.values.insert(name, format!("<{}, {} bytes>", upload.name, upload.bytes.len()));
        }
        serde_json::to_string(&self.values).expect("strings can be written as JSON").into()
    }
}

/// The body of a request, in one piece.
async fn whole(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut stream = body.into_data_stream();
    let (mut bytes, mut count) = (Vec::new(), 0);
    let gone = |_| Refusal::new(408, "Request Timeout");
    while let Some(chunk) = tokio::time::timeout(BODY_WAIT_MAX, stream.next()).await.map_err(gone)? {
        let chunk = chunk.map_err(|_| Refusal::new(400, "Bad Request"))?;
        count += chunk.len();
        if count <= BODY_BYTES_MAX {
            bytes.extend_from_slice(&chunk);
        } else if count <= DRAINED_BYTES_MAX {
            bytes = Vec::new();
        } else {
            break;
        }
    }
    match count > BODY_BYTES_MAX {
        true => Err(Refusal::new(413, "Request Entity Too Large")),
        false => Ok(bytes),
    }
}
