//! A code that gives one vote: 80 random bits in 16 characters, made by the city and handed to one
//! person. Here lies only a hash of it, in two steps (VOTING: protocol M-1): the inner one belongs to
//! the code, the outer one to the code in one poll. Being random, neither can be tried through.

use std::fmt;

use anyhow::anyhow;
use sha2::{Digest, Sha256};

use crate::poll::PollId;

/// Crockford's base 32: no letter can be taken for a digit.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code.
const CODE_CHARS: usize = 16;

/// A code, in capitals and without hyphens. Its `Debug` tells nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(String);

/// The hash inside: it stands for the code wherever one has to wait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Inner(pub [u8; 32]);

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inner(..)")
    }
}

impl fmt::Display for Code {
    /// In four groups, as it is printed on paper.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, rest) = self.0.split_at(4);
        let (b, rest) = rest.split_at(4);
        let (c, d) = rest.split_at(4);
        write!(f, "{a}-{b}-{c}-{d}")
    }
}

impl Code {
    /// A new one, drawn at random.
    pub fn draw() -> anyhow::Result<Code> {
        let mut bytes = [0; CODE_CHARS];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
        // 32 divides 256: every letter is as likely as any other.
        Ok(Code(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()))
    }

    /// A code as somebody typed it: with or without hyphens and spaces, in small letters, with an O
    /// for a 0.
    pub fn read(typed: &str) -> Option<Code> {
        let letter = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let dash = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '－' | '.' | '_');
        let mut code = String::new();
        for c in typed.chars().filter(|c| !dash(*c)) {
            // The wide letters of East Asian keyboards are the same ones.
            let c = char::from_u32(u32::from(c).wrapping_sub(0xfee0)).filter(char::is_ascii_alphanumeric).unwrap_or(c);
            let c = letter(c);
            if code.len() == CODE_CHARS || !c.is_ascii() || !LETTERS.contains(&(c as u8)) {
                return None;
            }
            code.push(c);
        }
        (code.len() == CODE_CHARS).then_some(Code(code))
    }

    /// As a deep link carries it for a poll.
    pub fn payload(&self, poll: PollId) -> String {
        format!("code-{}-{}", poll.0, self.0)
    }

    /// The hash inside.
    pub fn inner(&self) -> Inner {
        Inner(Sha256::new().chain_update("madang-code-1\n").chain_update(&self.0).finalize().into())
    }
}

impl Inner {
    /// The hash that is kept of it in a poll.
    pub fn hash(&self, poll: PollId) -> [u8; 32] {
        let before = format!("madang-code-2\n{}\n", poll.0);
        Sha256::new().chain_update(before).chain_update(self.0).finalize().into()
    }
}

/// A deep link's payload as it may be kept: a code in it becomes the hash inside. Others stay as they
/// are.
pub fn kept(payload: String) -> String {
    let Some((poll, code)) = payload.strip_prefix("code-").map(|rest| rest.split_once('-').unwrap_or((rest, "")))
    else {
        return payload;
    };
    match Code::read(code) {
        Some(code) => format!("ticket-{poll}-{}", data_encoding::BASE64URL_NOPAD.encode(&code.inner().0)),
        None => format!("ticket-{poll}"),
    }
}

/// What [`kept`] made of a code's payload, after its first word: the poll, and the hash if there was a
/// whole code.
pub fn ticket(rest: &str) -> Option<(PollId, Option<Inner>)> {
    let (poll, hash) = rest.split_once('-').unwrap_or((rest, ""));
    let inner = data_encoding::BASE64URL_NOPAD.decode(hash.as_bytes()).ok().and_then(|hash| hash.try_into().ok());
    Some((PollId(poll.parse().ok()?), inner.map(Inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::draw().unwrap();
        let printed = code.to_string();
        assert_eq!(printed.len(), 19);
        let wide: String =
            printed.chars().map(|c| if c == '-' { c } else { char::from_u32(c as u32 + 0xfee0).unwrap() }).collect();
        for typed in
            [printed.clone(), printed.to_lowercase(), printed.replace('-', ""), printed.replace('-', " – "), wide]
        {
            assert_eq!(Code::read(&typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(Code::read("oOil-0000-0000-0000"), Code::read("0011-0000-0000-0000"));
        for wrong in ["", "K7F2-9QMD", "K7F2-9QMD-K7F2-9QMU", "K7F2-9QMD-K7F2-9QMDA", "가나다라-K7F2-9QMD-K7F2"] {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{code:?} {:?}", code.inner()), "Code(..) Inner(..)");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // sha256("madang-code-2\n12\n" + sha256("madang-code-1\n" + code)), by any other program.
        let code = Code::read("0123-4567-89AB-CDEF").unwrap();
        let hash = data_encoding::HEXLOWER.encode(&code.inner().hash(PollId(12)));
        assert_eq!(hash, "a59dbe5ad4e52623ca2e6bd940300612cfb35f3cbb9f0f9817d837f75ca76764");
        assert_ne!(code.inner().hash(PollId(12)), code.inner().hash(PollId(13)));
    }

    #[test]
    fn a_link_is_kept_without_its_code() {
        let code = Code::draw().unwrap();
        let payload = code.payload(PollId(9_007_199_254_740_991));
        assert!(payload.len() <= 64, "{payload}");
        let kept_so = kept(payload.clone());
        assert!(!kept_so.contains(&payload[payload.len() - 16..]));
        let rest = kept_so.strip_prefix("ticket-").unwrap();
        assert_eq!(ticket(rest), Some((PollId(9_007_199_254_740_991), Some(code.inner()))));
        assert_eq!(kept("code-3-K7F2".into()), "ticket-3");
        assert_eq!(ticket("3"), Some((PollId(3), None)));
        assert_eq!((kept("code".into()), kept("poll-3".into())), ("code".into(), "poll-3".into()));
        assert_eq!(ticket("x-y"), None);
    }
}
