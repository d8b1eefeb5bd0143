//! What an act costs, for flood control: found before anything is looked up, so only from what was
//! typed or pressed.

use crate::bot::{Command, Desk, Press};
use crate::channel::Input;
use crate::city::City;
use crate::{forum, notice, person, poll, proposal, staff};

/// Anything.
const ACT: u32 = 1;
/// A list, or a search through many things.
const LIST: u32 = 3;
/// A look at every leaf of every log.
const SEARCH: u32 = 10;
/// A file that is made of many rows.
const EXPORT: u32 = 20;

/// What it costs. That somebody blocked the bot, or came back, is always heard.
pub fn cost(city: &City, input: &Input) -> u32 {
    match input {
        Input::Blocked | Input::Unblocked | Input::AddedToGroup | Input::Nothing => 0,
        Input::Text(text) => Command::parse(text, city, false).as_ref().map_or(ACT, of_command),
        Input::Press { data, .. } => Press::decode(data).as_ref().map_or(ACT, of_press),
        Input::Photo { .. } | Input::Location(..) | Input::Edited | Input::Forwarded | Input::Other(_) => ACT,
    }
}

fn of_command(command: &Command) -> u32 {
    match command {
        Command::MyData => EXPORT,
        Command::VoteReceipt(_) => SEARCH,
        Command::Proposals
        | Command::Polls
        | Command::Forums
        | Command::Todo
        | Command::News
        | Command::MyProposals
        | Command::MyForums
        | Command::Desk => LIST,
        _ => ACT,
    }
}

fn of_press(press: &Press) -> u32 {
    match press {
        Press::Person(person::Press::MyData)
        | Press::Poll(poll::Press::Bundle(_))
        | Press::Desk(Desk::Staff(staff::Press::ExportAs(..))) => EXPORT,
        Press::Todo
        | Press::Proposal(proposal::Press::List(..) | proposal::Press::Mine)
        | Press::Poll(poll::Press::List | poll::Press::Past(_) | poll::Press::Proof(..) | poll::Press::Chart(_))
        | Press::Forum(forum::Press::List | forum::Press::Page(_) | forum::Press::Mine)
        | Press::Notice(notice::Press::News)
        | Press::Desk(Desk::Staff(staff::Press::Open | staff::Press::Audit | staff::Press::Failures)) => LIST,
        _ => ACT,
    }
}
