//! Pabulib's `.pb`: three tables in one text, META, PROJECTS and VOTES, with `;` between cells.
//! What is not known here is kept as it stands.

mod read;
mod write;

pub use read::read;
pub use write::write;

#[cfg(test)]
mod tests;
