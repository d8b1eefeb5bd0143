//! `POST /emu/upload`: a person sends files of their own.

use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::response::Response;

use super::body::acted;
use super::{Control, Place};
use crate::emulator::params::Upload;

/// What the parts of the form say.
#[derive(Default)]
struct Form {
    user: Option<i64>,
    place: Place,
    as_photo: bool,
    caption: Option<String>,
    files: Vec<Upload>,
}

pub async fn upload(State(control): State<Control>, form: Result<Multipart, MultipartRejection>) -> Response {
    let form = match form {
        Ok(form) => read(form).await,
        Err(_) => Err("send a form, as multipart/form-data".to_owned()),
    };
    let sent = form.and_then(|form| {
        let user = form.user.ok_or("\"user\" is missing")?;
        if form.files.is_empty() {
            return Err("\"file\" is missing".into());
        }
        control.upload_at(user, form.place, form.files, form.as_photo, form.caption.as_deref())
    });
    acted(sent, "message_id")
}

async fn read(mut parts: Multipart) -> Result<Form, String> {
    let broken = |_| "the form ends in the middle, or is larger than 50 MB".to_owned();
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            form.files.push(file(part).await.map_err(broken)?);
            continue;
        }
        let text = part.text().await.map_err(broken)?;
        let number = || text.trim().parse().map(Some).map_err(|_| format!("\"{name}\" has to be a whole number"));
        match name.as_str() {
            "user" => form.user = number()?,
            "chat" => form.place.chat = number()?,
            "bot" => form.place.bot = number()?,
            "message_thread_id" => form.place.topic = number()?,
            "as" if matches!(text.as_str(), "photo" | "document") => form.as_photo = text == "photo",
            "as" => return Err("\"as\" has to be one of photo, document".into()),
            "caption" => form.caption = Some(text),
            _ => {
                let known = "user, chat, message_thread_id, bot, as, caption, file";
                return Err(format!("there is no field \"{name}\" here, only {known}"));
            }
        }
    }
    Ok(form)
}

async fn file(part: Field<'_>) -> Result<Upload, axum::extract::multipart::MultipartError> {
    let name = part.file_name().unwrap_or("file").to_owned();
    let mime = part.content_type().map(str::to_owned);
    Ok(Upload { name, mime, bytes: part.bytes().await?.into() })
}
