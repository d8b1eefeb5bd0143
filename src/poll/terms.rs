//! What a method has to be told of a poll, beyond how many may be chosen and how many win.

use serde::{Deserialize, Serialize};

use crate::bot::Words;

/// What else a method has to know. What it has no use for stays as it is here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// How many options one has to choose at least.
    pub picks_min: usize,
    /// The money to be spent, in won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<i64>,
    /// The best mark, or how many points there are to give out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// The fields that the options fall under, by number from 1; none where they do not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Whether one may take part and choose nothing.
    pub blank: bool,
    /// How many have to take part for the result to bind.
    #[serde(skip_serializing_if = "Quorum::is_none")]
    pub quorum: Quorum,
}

/// How many have to take part for a result to bind. It is told and published either way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quorum {
    /// So many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voters: Option<u64>,
    /// Such a part, in percent, of the codes that were made for the poll until its close.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u64>,
}

impl Quorum {
    /// Whether anybody will do.
    pub fn is_none(&self) -> bool {
        *self == Quorum::default()
    }
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { picks_min: 1, budget: None, points: None, fields: Vec::new(), blank: false, quorum: Quorum::default() }
    }
}

impl Terms {
    /// A field by its number.
    pub fn field(&self, number: usize) -> Option<&Field> {
        self.fields.get(number.checked_sub(1)?)
    }
}

/// A part of the options with limits of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// What it is called.
    pub name: Words,
    /// How many of it one has to choose at least.
    #[serde(default)]
    pub min: usize,
    /// How many of it one may choose at most; as many as one likes if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// How many of it win; where none says so, they win overall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<usize>,
}

impl Field {
    /// A field without limits.
    pub fn new(name: Words) -> Field {
        Field { name, min: 0, max: None, seats: None }
    }
}
