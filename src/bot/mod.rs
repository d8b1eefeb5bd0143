//! The conversation engine: takes what somebody did, finds what it means, lets the room act and
//! keeps the answer. It knows every room by its face only; no room's rules are here.

pub mod answer;
pub mod card;
pub mod command;
pub mod dialogue;
pub mod due;
pub mod home;
pub mod places;
pub mod press;
pub mod store;
pub mod turn;
pub mod words;

pub use answer::{answer, apologise};
pub use card::Card;
pub use command::Command;
pub use dialogue::{Answer, Dialogue, Next, Question};
pub use press::{Desk, Press};
pub use turn::Turn;
pub use words::Words;
