//! Files that people and bots sent: their bytes, their ids, and how a message names them.

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::image;
use super::world::World;

/// A download link works this long after getFile.
const LINK_MS: i64 = 60 * 60 * 1_000;
/// Pixels of a photo's width and height together.
const SIDES_MAX: u32 = 10_000;
/// The longer side of a photo by the shorter one.
const RATIO_MAX: u32 = 20;
/// Pixels of the longer side of the smaller size of a photo.
const SMALL_SIDE: u32 = 90;

/// What a file was sent as; Telegram does not let one pass for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    Photo,
    Document,
    Sticker,
    Voice,
}

impl FileKind {
    /// As errors name it.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Photo => "Photo",
            FileKind::Document => "Document",
            FileKind::Sticker => "Sticker",
            FileKind::Voice => "VoiceNote",
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct File {
    /// An id is good for one bot only.
    pub bot: i64,
    pub kind: FileKind,
    pub unique_id: String,
    /// The `file_path` of getFile.
    pub path: String,
    pub name: String,
    pub mime: String,
    /// How a message shows it: an array of sizes for a photo, an object for the others.
    pub shape: Value,
    pub link_until_ms: i64,
    /// Kept in a file of their own beside the state.
    #[serde(skip)]
    pub bytes: Arc<Vec<u8>>,
    /// Whether they are there already.
    #[serde(skip)]
    pub stored: bool,
}

impl World {
    /// Keeps a picture in two sizes and gives the sizes, or Telegram's word for why it is none.
    /// Both sizes hold the same bytes: nothing here can shrink a picture.
    pub fn keep_photo(&mut self, bot: i64, bytes: Vec<u8>) -> Result<Value, &'static str> {
        let picture = image::look(&bytes).ok_or("IMAGE_PROCESS_FAILED")?;
        let (width, height) = (picture.width.max(1), picture.height.max(1));
        let (long, short) = (width.max(height), width.min(height));
        if width.saturating_add(height) > SIDES_MAX || long / short > RATIO_MAX {
            return Err("PHOTO_INVALID_DIMENSIONS");
        }
        let small = |side: u32| (side * SMALL_SIDE / width.max(height)).max(1).min(side);
        let bytes = Arc::new(bytes);
        let mut sizes = Vec::new();
        let mut ids = Vec::new();
        for (width, height) in [(small(width), small(height)), (width, height)] {
            let end = picture.mime.strip_prefix("image/").unwrap_or("jpg");
            let file = self.file(bot, FileKind::Photo, &format!("photo.{end}"), picture.mime);
            let mut size = described(&file.0, &file.1, bytes.len());
            size["width"] = json!(width);
            size["height"] = json!(height);
            sizes.push(size);
            ids.push(file.0.clone());
            self.files.insert(file.0, File { bytes: bytes.clone(), ..file.1 });
        }
        let sizes = Value::Array(sizes);
        for id in ids {
            if let Some(file) = self.files.get_mut(&id) {
                file.shape = sizes.clone();
            }
        }
        Ok(sizes)
    }

    /// Keeps any other file and gives how a message shows it.
    pub fn keep_file(&mut self, bot: i64, kind: FileKind, name: &str, mime: Option<&str>, bytes: Vec<u8>) -> Value {
        let seen = image::look(&bytes).map(|picture| picture.mime);
        let given = mime.filter(|mime| *mime != "application/octet-stream");
        let mime = given.or(seen).unwrap_or_else(|| image::mime_of(name));
        let (id, mut file) = self.file(bot, kind, name, mime);
        let mut shape = described(&id, &file, bytes.len());
        match kind {
            FileKind::Photo | FileKind::Document => {
                shape["file_name"] = json!(name);
                shape["mime_type"] = json!(mime);
            }
            FileKind::Sticker => {
                let sticker = [("type", json!("regular")), ("emoji", json!("👍"))];
                let size = [("width", json!(512)), ("height", json!(512))];
                let flags = [("is_animated", json!(false)), ("is_video", json!(false))];
                for (field, value) in sticker.into_iter().chain(size).chain(flags) {
                    shape[field] = value;
                }
            }
            FileKind::Voice => {
                shape["duration"] = json!(2);
                shape["mime_type"] = json!("audio/ogg");
            }
        }
        file.shape = shape.clone();
        file.bytes = Arc::new(bytes);
        self.files.insert(id, file);
        shape
    }

    /// Opens the download link of a file. None if the bot has no such file.
    pub fn link(&mut self, bot: i64, id: &str) -> Option<Value> {
        let until_ms = self.now_ms + LINK_MS;
        self.touch();
        let file = self.files.get_mut(id).filter(|file| file.bot == bot)?;
        file.link_until_ms = until_ms;
        let mut answer = described(id, file, file.bytes.len());
        answer["file_path"] = json!(file.path);
        Some(answer)
    }

    /// The file behind a download link that still works.
    pub fn linked(&self, bot: i64, path: &str) -> Option<&File> {
        let mut files = self.files.values();
        files.find(|file| file.bot == bot && file.path == path && file.link_until_ms >= self.now_ms)
    }

    /// A file with fresh ids, still without bytes.
    fn file(&mut self, bot: i64, kind: FileKind, name: &str, mime: &str) -> (String, File) {
        let folder = match kind {
            FileKind::Photo => "photos",
            FileKind::Document => "documents",
            FileKind::Sticker => "stickers",
            FileKind::Voice => "voice",
        };
        let number = self.files.len();
        let ending = name.rsplit_once('.').map_or("bin", |(_, end)| end);
        let safe = ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric());
        let ending = if safe { ending } else { "bin" };
        let file = File {
            bot,
            kind,
            unique_id: format!("AQAD{}", token(9)),
            path: format!("{folder}/file_{number}.{ending}"),
            name: name.to_owned(),
            mime: mime.to_owned(),
            shape: Value::Null,
            link_until_ms: 0,
            bytes: Arc::default(),
            stored: false,
        };
        self.touch();
        (format!("AgACAgIAAx{}", token(33)), file)
    }
}

fn described(id: &str, file: &File, size: usize) -> Value {
    json!({ "file_id": id, "file_unique_id": file.unique_id, "file_size": size })
}

/// Random characters that are safe in an address.
fn token(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).expect("the system has random numbers");
    BASE64URL_NOPAD.encode(&random)
}
