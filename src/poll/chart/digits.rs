//! Digits of five by seven dots, and the few signs that figures need.

use super::bitmap::{Bitmap, Ink};

/// Dots of a digit from top to bottom.
pub const HEIGHT: usize = 7;
/// And from side to side, with the gap to the next.
const ADVANCE: usize = 6;

/// The dots of a sign, a byte a line, its five lowest bits from left to right; nothing for what has no form.
fn dots(sign: char) -> [u8; HEIGHT] {
    match sign {
        '0' => [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
        '1' => [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
        '2' => [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111],
        '3' => [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110],
        '4' => [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
        '5' => [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
        '6' => [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
        '7' => [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
        '8' => [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
        '9' => [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
        '.' => [0, 0, 0, 0, 0, 0b01100, 0b01100],
        '%' => [0b11000, 0b11001, 0b00010, 0b00100, 0b01000, 0b10011, 0b00011],
        '(' => [0b00010, 0b00100, 0b01000, 0b01000, 0b01000, 0b00100, 0b00010],
        ')' => [0b01000, 0b00100, 0b00010, 0b00010, 0b00010, 0b00100, 0b01000],
        _ => [0; HEIGHT],
    }
}

/// How wide words of such signs are, in pixels.
pub fn width(words: &str, dot: usize) -> usize {
    words.chars().count() * ADVANCE * dot
}

/// Writes figures from a point on; `dot` is the size of a dot in pixels.
pub fn write(picture: &mut Bitmap, (left, top): (usize, usize), words: &str, dot: usize) {
    for (place, sign) in words.chars().enumerate() {
        for (row, line) in dots(sign).into_iter().enumerate() {
            for column in (0..5).filter(|column| line >> (4 - column) & 1 == 1) {
                let at = (left + (place * ADVANCE + column) * dot, top + row * dot);
                picture.fill(at, (dot, dot), Ink::Text);
            }
        }
    }
}
