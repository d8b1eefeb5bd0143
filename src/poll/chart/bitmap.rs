//! A picture in three inks, and how it is written as PNG (RFC 2083): two bits a pixel, a palette, and
//! lines packed by zlib.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// What a pixel is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Ink {
    /// White.
    Paper = 0,
    /// Nearly black.
    Text = 1,
    /// Blue, dark enough to be told from paper by everybody.
    Bar = 2,
}

/// Red, green and blue of each ink, by its number.
const PALETTE: [[u8; 3]; 4] = [[255, 255, 255], [34, 34, 34], [0, 83, 156], [255, 255, 255]];

/// A picture.
pub struct Bitmap {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Bitmap {
    /// An empty sheet.
    pub fn new(width: usize, height: usize) -> Bitmap {
        Bitmap { width, height, pixels: vec![Ink::Paper as u8; width * height] }
    }

    /// Paints a rectangle; what lies outside of the sheet is not painted.
    pub fn fill(&mut self, (left, top): (usize, usize), (width, height): (usize, usize), ink: Ink) {
        let (right, bottom) = ((left + width).min(self.width), (top + height).min(self.height));
        for y in top.min(bottom)..bottom {
            self.pixels[y * self.width + left.min(right)..y * self.width + right].fill(ink as u8);
        }
    }

    /// The picture as a file.
    pub fn png(&self) -> anyhow::Result<Vec<u8>> {
        let mut lines = ZlibEncoder::new(Vec::new(), Compression::default());
        for line in self.pixels.chunks(self.width) {
            // A line begins with its filter: none.
            lines.write_all(&[0])?;
            let packed: Vec<u8> = line.chunks(4).map(quartet).collect();
            lines.write_all(&packed)?;
        }
        let mut head = Vec::new();
        head.extend(u32::try_from(self.width)?.to_be_bytes());
        head.extend(u32::try_from(self.height)?.to_be_bytes());
        // Two bits, a palette; the one compression and filtering that there are; not interlaced.
        head.extend([2, 3, 0, 0, 0]);
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, b"IHDR", &head)?;
        chunk(&mut file, b"PLTE", PALETTE.as_flattened())?;
        chunk(&mut file, b"IDAT", &lines.finish()?)?;
        chunk(&mut file, b"IEND", &[])?;
        Ok(file)
    }
}

/// Four pixels in a byte, the leftmost first.
fn quartet(pixels: &[u8]) -> u8 {
    pixels.iter().zip([6, 4, 2, 0]).fold(0, |byte, (pixel, shift)| byte | pixel << shift)
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) -> anyhow::Result<()> {
    file.extend(u32::try_from(data.len())?.to_be_bytes());
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    file.extend(name);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    /// Reads a file as written above: width, height and pixels.
    fn read(file: &[u8]) -> (usize, usize, Vec<u8>) {
        let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let (width, height) = (number(16), number(20));
        let mut at = 8;
        let mut packed = Vec::new();
        while at < file.len() {
            let length = number(at);
            let (name, data) = (&file[at + 4..at + 8], &file[at + 8..at + 8 + length]);
            let mut sum = Crc::new();
            sum.update(&file[at + 4..at + 8 + length]);
            assert_eq!(number(at + 8 + length), sum.sum() as usize, "the checksum of a part");
            if name == b"IDAT" {
                packed.extend(data);
            }
            at += 12 + length;
        }
        let mut lines = Vec::new();
        flate2::read::ZlibDecoder::new(&packed[..]).read_to_end(&mut lines).unwrap();
        let pixels = lines.chunks(1 + width.div_ceil(4)).flat_map(|line| {
            assert_eq!(line[0], 0);
            (0..width).map(|x| line[1 + x / 4] >> (6 - 2 * (x % 4)) & 3).collect::<Vec<_>>()
        });
        (width, height, pixels.collect())
    }

    #[test]
    fn what_was_painted_is_in_the_file() {
        let mut picture = Bitmap::new(7, 4);
        picture.fill((1, 1), (3, 2), Ink::Bar);
        picture.fill((5, 3), (10, 10), Ink::Text);
        picture.fill((9, 9), (2, 2), Ink::Text);
        let (width, height, pixels) = read(&picture.png().unwrap());
        let shown: Vec<String> =
            pixels.chunks(width).map(|line| line.iter().map(|pixel| char::from(b'0' + pixel)).collect()).collect();
        assert_eq!((height, shown), (4, ["0000000", "0222000", "0222000", "0000011"].map(str::to_owned).to_vec()));
    }
}
