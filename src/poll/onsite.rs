//! Voting on site: a helper of the staff finds out who somebody is (by their code, or by their line in
//! the register that lies at the desk) and hands over the telephone; there they vote on a ballot like
//! any other, and get a number to write down.
//!
//! Who votes so has no account. Their line of turnout and the handle of their ballot are made of a
//! number drawn at random, so that nothing leads from either to the person, the code or the helper. In
//! the log their line looks like everybody's: people stand in a row at a desk, and a log that told
//! these votes apart would tell them in that order. A code is used up when the vote is cast, not
//! before: whoever goes away again still has theirs.

use anyhow::anyhow;
use chrono::TimeDelta;
use unicode_normalization::UnicodeNormalization;

use crate::channel::{ChatId, MessageId};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::ballot::{self, Choices, NotCast, Voter};
use crate::poll::eligible::code::Inner;
use crate::poll::eligible::{self, Admission, Spent};
use crate::poll::proof::Receipt;
use crate::poll::{Poll, PollId};

mod card;
pub mod due;
pub mod enter;
pub mod store;
pub mod talk;

pub use card::button;
pub use enter::Helping;

/// The channel of such votes in the turnout.
pub const CHANNEL: &str = "onsite";
/// A ballot that nobody touched for so long is taken off the helper's telephone.
pub const IDLE_MAX: TimeDelta = TimeDelta::minutes(15);
/// Digits of a line in the register: fewer than a date of birth has.
const LINE_DIGITS_MAX: usize = 5;

/// By what somebody is known who votes on site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The code that they showed, by the hash inside.
    Code(Inner),
    /// Their line in the register at the desk, as a keyed hash.
    Entry([u8; 32]),
}

/// Somebody who is being helped.
#[derive(Debug, Clone)]
pub struct Help {
    /// By whom.
    pub helper: PersonId,
    /// In which poll.
    pub poll: PollId,
    /// Its number, which the buttons carry.
    pub number: i64,
    /// Who it is.
    pub known: Known,
    /// What is chosen so far, encrypted.
    pub sealed: Option<Vec<u8>>,
    /// The message that is the ballot.
    pub message: Option<MessageId>,
}

impl Help {
    /// The voter while nothing is cast: for the order of the options and for what a confirmation carries.
    pub fn voter(&self) -> Voter {
        nobody(self.number)
    }
}

/// Somebody without an account, by a number of their own.
fn nobody(number: i64) -> Voter {
    Voter { person: PersonId(-number), channel: CHANNEL.to_owned(), chat: ChatId(-number), dong: None }
}

/// A number from 1 to less than `below`.
fn draw(below: u64) -> anyhow::Result<i64> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
    Ok(i64::try_from(u64::from_be_bytes(bytes) % (below - 1) + 1)?)
}

/// A line in the register: its number, with one letter before it where several registers lie. One and the
/// same however it is written: `12`, `012`, `12번`, `#12`, `１２`; `A-12`, `a 12`. None if it is something else,
/// a name or a date of birth, say.
pub fn line(typed: &str) -> Option<String> {
    let plain: String = typed.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.strip_prefix("no").unwrap_or(&plain);
    let plain = plain.strip_suffix('번').unwrap_or(plain);
    let number = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let letters = plain.strip_suffix(number)?;
    let number = number.trim_start_matches('0');
    let fits = letters.chars().count() <= 1 && (1..=LINE_DIGITS_MAX).contains(&number.len());
    (fits && number.bytes().all(|digit| digit.is_ascii_digit())).then(|| format!("{letters}{number}"))
}

/// What a line in the register is kept as: a hash under the poll's key.
pub fn entry(city: &City, poll: PollId, line: &str) -> anyhow::Result<[u8; 32]> {
    city.keys.fingerprint(poll, "register", &[line.as_bytes()])
}

/// Why somebody cannot vote on site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotHelped {
    /// There is no such code in this poll.
    NoCode,
    /// The code was used: where.
    Used(Spent),
    /// That line of the register has voted.
    Registered,
    /// As with any other vote.
    NotCast(NotCast),
}

/// Whether somebody who is known so could vote at this moment.
pub async fn may_vote(tx: &mut Tx, poll: PollId, known: &Known) -> sqlx::Result<Result<(), NotHelped>> {
    Ok(match known {
        Known::Code(inner) => match eligible::store::spent(tx, poll, &inner.hash(poll)).await? {
            None => Err(NotHelped::NoCode),
            Some(Some(spent)) => Err(NotHelped::Used(spent)),
            Some(None) => Ok(()),
        },
        Known::Entry(entry) => match store::is_registered(tx, poll, entry).await? {
            true => Err(NotHelped::Registered),
            false => Ok(()),
        },
    })
}

/// Takes the vote of somebody who is being helped, and uses up what they are known by.
pub async fn cast(
    tx: &mut Tx,
    city: &City,
    poll: &Poll,
    help: &Help,
    through: &str,
    choices: &Choices,
) -> anyhow::Result<Result<Receipt, NotHelped>> {
    if let Err(why) = may_vote(tx, poll.id, &help.known).await? {
        return Ok(Err(why));
    }
    let gu = (!poll.area.is_empty()).then(|| poll.area.chars().take(5).collect());
    let admission = Admission { gu, tie: None, noted: true };
    // A number of 52 bits: nobody is counted twice, and in the turnout it stands where chance puts it.
    let voter = nobody(draw(1 << 52)?);
    let receipt = match ballot::cast_admitted(tx, city, poll, &voter, &admission, through, choices).await? {
        Ok(receipt) => receipt,
        Err(refused) => return Ok(Err(NotHelped::NotCast(refused))),
    };
    match &help.known {
        Known::Code(inner) => {
            let hash = inner.hash(poll.id);
            eligible::store::spend(tx, poll.id, &hash, &inner.0, Spent::OnSite).await?;
        }
        Known::Entry(entry) => store::register(tx, poll.id, entry).await?,
    }
    store::count(tx, poll.id, help.helper).await?;
    store::end(tx, help.helper).await?;
    Ok(Ok(receipt))
}

/// Begins to help somebody; whoever was being helped before is not any more.
pub async fn begin(tx: &mut Tx, city: &City, helper: PersonId, poll: PollId, known: Known) -> anyhow::Result<Help> {
    if let Some(before) = store::of(tx, helper).await? {
        due::take_off(tx, city, &before).await?;
    }
    // Six digits: with them a button stays within what it can carry.
    let help = Help { helper, poll, number: draw(1_000_000)?, known, sealed: None, message: None };
    store::begin(tx, &help).await?;
    Ok(help)
}

/// Keeps what is chosen so far, encrypted and all of one length, as any draft is.
pub async fn keep(tx: &mut Tx, city: &City, help: &Help, choices: &Choices) -> anyhow::Result<()> {
    let sealed = ballot::sealed_draft(city, help.poll, choices)?;
    Ok(store::set_draft(tx, help.helper, &sealed).await?)
}

/// What is chosen so far.
pub fn chosen(city: &City, help: &Help) -> anyhow::Result<Choices> {
    let draft = help.sealed.as_deref().map(|sealed| ballot::read_draft(city, help.poll, sealed)).transpose()?;
    Ok(draft.flatten().unwrap_or_default())
}

/// What was done for a poll stands in the audit trail when it is over: who helped how many, without times.
pub async fn sum_up(tx: &mut Tx, poll: PollId) -> anyhow::Result<()> {
    for (helper, voters) in store::helped(tx, poll).await? {
        let detail = serde_json::json!({ "voters": voters });
        crate::staff::audit::record(tx, Some(helper), "poll.help", &format!("poll={}", poll.0), detail).await?;
    }
    Ok(())
}

/// The last moment at which a ballot must have been touched to stay on a telephone.
fn idle_before(now: Moment) -> Moment {
    now - IDLE_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::{DeskPress, OptionId, Press};

    #[test]
    fn whatever_is_pressed_on_site_fits_a_button() {
        let poll = PollId(99_999);
        let mark = "f".repeat(2 * ballot::MARK_BYTES);
        for press in
            [Press::Cast(poll, mark), Press::Mark(poll, OptionId(60), 100), Press::Summary(poll), Press::Look(poll, 59)]
        {
            let desk = crate::bot::Press::Desk(crate::bot::Desk::Poll(DeskPress::Booth(999_999, press)));
            let data = desk.encode();
            assert!(data.len() <= crate::bot::press::PRESS_BYTES_MAX, "{data}");
            assert_eq!(crate::bot::Press::decode(&data), Some(desk));
        }
    }

    #[test]
    fn a_drawn_number_is_in_its_range() {
        assert!((0..1000).all(|_| (1..10).contains(&draw(10).unwrap())));
    }

    #[test]
    fn a_line_of_the_register_is_the_same_however_it_is_written() {
        for typed in ["1", "01", "1번", "１", "#1", "①", " 1 ", "No. 1", "001 번"] {
            assert_eq!(line(typed).as_deref(), Some("1"), "{typed}");
        }
        for typed in ["A-12", "a 12", "a012", "Ａ１２"] {
            assert_eq!(line(typed).as_deref(), Some("a12"), "{typed}");
        }
        assert_eq!(line("가-7").as_deref(), Some("가7"));
        for typed in ["", "0", "김민아", "김민아 850101", "850101", "1985-01-01", "A", "1-2-a", "12 또는 13"] {
            assert_eq!(line(typed), None, "{typed}");
        }
    }
}
