//! A leaf of the log: one ballot that was taken, as one line after another. Its hash is public; what it says
//! can be read by whoever is told its salt.

use std::fmt;

use super::tree::{self, Hash};

/// A salt's length: without it nobody can try out what a hash is of.
pub const SALT_BYTES: usize = 32;
/// The first line, which names this form.
const FORM: &str = "madang-leaf-1";
/// An option's place in a ballot's line at most: `60=10,`.
const OPTION_BYTES: usize = 6;
/// What stands in a packed leaf besides its options at most, unless a channel's name is very long.
const REST_BYTES: usize = 40;

/// One ballot that was taken. Its `Debug` tells no choice.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its number in the log, from 1.
    pub number: u64,
    /// What was chosen, in the one way to write it ([`Choices::line`](crate::poll::Choices::line)).
    pub ballot: String,
    /// The leaf that it takes the place of; 0 if none.
    pub replaces: u64,
    /// By which channel it came.
    pub channel: String,
}

impl fmt::Debug for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leaf").field("number", &self.number).finish_non_exhaustive()
    }
}

impl Leaf {
    /// The bytes of which the hash is taken. `poll` is the hash of the poll as it was published.
    pub fn text(&self, poll: &str, salt: &[u8; SALT_BYTES]) -> String {
        let salt = data_encoding::HEXLOWER.encode(salt);
        let Leaf { number, ballot, replaces, channel } = self;
        format!("{FORM}\n{poll}\n{number}\n{salt}\n{ballot}\n{replaces}\n{channel}")
    }

    /// Its hash in the tree.
    pub fn hash(&self, poll: &str, salt: &[u8; SALT_BYTES]) -> Hash {
        tree::leaf_hash(self.text(poll, salt).as_bytes())
    }

    /// All but the number, to be sealed. In a poll of so many options it always has one length, so that
    /// this tells nothing.
    pub fn pack(&self, options: usize) -> Vec<u8> {
        let length = (options * OPTION_BYTES + REST_BYTES).next_multiple_of(32);
        let text = format!("{}\n{}\n{}", self.replaces, self.channel, self.ballot);
        format!("{text:<length$}").into_bytes()
    }

    /// Reads what [`Leaf::pack`] wrote.
    pub fn unpack(number: u64, packed: &[u8]) -> Option<Leaf> {
        let text = std::str::from_utf8(packed).ok()?.trim_end_matches(' ');
        let mut parts = text.splitn(3, '\n');
        let (replaces, channel, ballot) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        Some(Leaf { number, ballot: ballot.to_owned(), replaces, channel: channel.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(ballot: &str) -> Leaf {
        Leaf { number: 12, ballot: ballot.into(), replaces: 7, channel: "telegram".into() }
    }

    #[test]
    fn a_leaf_is_the_same_bytes_everywhere() {
        let text = leaf("A:1,3").text("ab12", &[0x0f; 32]);
        let salt = "0f".repeat(32);
        assert_eq!(text, format!("madang-leaf-1\nab12\n12\n{salt}\nA:1,3\n7\ntelegram"));
        assert_ne!(leaf("A:1,3").hash("ab12", &[1; 32]), leaf("A:1,3").hash("ab12", &[2; 32]), "the salt hides it");
    }

    #[test]
    fn what_is_packed_has_one_length_and_comes_back() {
        let points = (1..=60).map(|option| format!("{option}=10")).collect::<Vec<_>>().join(",");
        let all = [leaf("-"), leaf("R:7>3>12"), leaf(&format!("S:{points}"))];
        for leaf in &all {
            assert_eq!(leaf.pack(60).len(), all[0].pack(60).len());
            assert_eq!(Leaf::unpack(12, &leaf.pack(60)).as_ref(), Some(leaf));
        }
        assert!(all[0].pack(5).len() <= 96, "a small poll's leaves are small");
        assert!(Leaf::unpack(12, b"7").is_none() && Leaf::unpack(1, &[0xff]).is_none());
        assert_eq!(format!("{:?}", all[0]), "Leaf { number: 12, .. }");
    }
}
