//! The conversation engine: takes what somebody did, finds what it means, lets the room act and
//! keeps the answer. It knows every room by its face only; no room's rules are here.

pub mod ahead;
pub mod answer;
pub mod card;
pub mod command;
pub mod cost;
pub mod dialogue;
pub mod due;
pub mod home;
pub mod places;
pub mod press;
pub mod question;
pub mod store;
pub mod turn;
pub mod ways;
pub mod words;

pub use ahead::ahead;
pub use answer::{answer, answer_late, apologise, warn_of_flood};
pub use card::Card;
pub use command::Command;
pub use cost::cost;
pub use dialogue::{Dialogue, Next};
pub use press::{Desk, Press};
pub use question::{Answer, Question};
pub use turn::Turn;
pub use ways::{go, member_or_ask, not_allowed, old_button};
pub use words::Words;
