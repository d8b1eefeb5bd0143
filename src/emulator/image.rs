//! What kind of file some bytes are, and how large a picture they show. Reads headers only.

/// A picture's type and size in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Picture {
    pub mime: &'static str,
    pub width: u32,
    pub height: u32,
}

/// Reads the header of a PNG, JPEG, GIF or WebP.
pub fn look(bytes: &[u8]) -> Option<Picture> {
    png(bytes).or_else(|| jpeg(bytes)).or_else(|| gif(bytes)).or_else(|| webp(bytes))
}

fn png(bytes: &[u8]) -> Option<Picture> {
    bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let (width, height) = (big(bytes, 16, 4)?, big(bytes, 20, 4)?);
    Some(Picture { mime: "image/png", width, height })
}

fn gif(bytes: &[u8]) -> Option<Picture> {
    bytes.strip_prefix(b"GIF8")?;
    let (width, height) = (little(bytes, 6, 2)?, little(bytes, 8, 2)?);
    Some(Picture { mime: "image/gif", width, height })
}

/// Walks from marker to marker until the one that starts a frame.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    bytes.strip_prefix(b"\xff\xd8\xff")?;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (big(bytes, at + 5, 2)?, big(bytes, at + 7, 2)?);
                return Some(Picture { mime: "image/jpeg", width, height });
            }
            _ => at += 2 + big(bytes, at + 2, 2)? as usize,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<Picture> {
    if !(bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP") {
        return None;
    }
    let (width, height) = match bytes.get(12..16)? {
        b"VP8X" => (little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
        }
        _ => (little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff),
    };
    Some(Picture { mime: "image/webp", width, height })
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at + count)?;
    Some(digits.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at + count)?;
    Some(digits.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The type of a file that is no picture, by its name.
pub fn mime_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("csv") => "text/csv",
        Some("txt" | "md") => "text/plain",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("zip") => "application/zip",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("ogg" | "oga") => "audio/ogg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_size() {
        let sample = look(include_bytes!("sample.png"));
        assert_eq!(sample, Some(Picture { mime: "image/png", width: 160, height: 100 }));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x40";
        assert_eq!(look(jpeg), Some(Picture { mime: "image/jpeg", width: 64, height: 32 }));
        assert_eq!(look(b"\xff\xd8\xff\xe0\x00"), None);
        assert_eq!(look(b"plain words"), None);
    }
}
