//! What may stand in a request of the control API: its fields, their types and their ranges. Every
//! body and every query is held against such a list before it is read, so that a mistake gets one
//! sentence that names the field, and a misspelled field is not silently ignored.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Is {
    Text,
    Flag,
    /// A whole number.
    Int,
    /// A whole number from one to the other.
    Within(i64, i64),
    /// Any number from one to the other.
    Between(f64, f64),
    Ints,
    Texts,
    OneOf(&'static [&'static str]),
}

/// A field: its name, what it holds, and whether it has to be there.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub is: Is,
    pub needed: bool,
}

/// A field that has to be there.
pub const fn needs(name: &'static str, is: Is) -> Field {
    Field { name, is, needed: true }
}

/// A field that may be left out.
pub const fn may(name: &'static str, is: Is) -> Field {
    Field { name, is, needed: false }
}

/// Holds an object against its fields; the error is a sentence.
pub fn check(body: &Value, fields: &[&[Field]]) -> Result<(), String> {
    let object = body.as_object().ok_or("the request has to be a JSON object")?;
    let all = || fields.iter().copied().flatten();
    if let Some(unknown) = object.keys().find(|name| !all().any(|field| field.name == *name)) {
        let known: Vec<_> = all().map(|field| field.name).collect();
        return Err(format!("there is no field \"{unknown}\" here, only {}", known.join(", ")));
    }
    for field in all() {
        match object.get(field.name).filter(|value| !value.is_null()) {
            Some(value) => field.holds(value)?,
            None if field.needed => return Err(format!("\"{}\" is missing", field.name)),
            None => {}
        }
    }
    Ok(())
}

/// Reads what was checked.
pub fn read<T: DeserializeOwned>(body: Value, fields: &[&[Field]]) -> Result<T, String> {
    check(&body, fields)?;
    serde_json::from_value(body).map_err(|_| "a number in this is out of range".to_owned())
}

/// A query as an object, with numbers and flags as what they are.
pub fn query(pairs: Vec<(String, String)>, fields: &[Field]) -> Value {
    let typed = |(name, text): (String, String)| {
        let is = fields.iter().find(|field| field.name == name).map(|field| field.is);
        let value = match is {
            Some(Is::Int | Is::Within(..) | Is::Between(..) | Is::Flag) => serde_json::from_str(&text).ok(),
            _ => None,
        };
        (name, value.unwrap_or(Value::String(text)))
    };
    Value::Object(pairs.into_iter().map(typed).collect::<Map<_, _>>())
}

impl Field {
    fn holds(&self, value: &Value) -> Result<(), String> {
        let all = |is: fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(is));
        let whole = |value: &Value| value.is_i64() || value.is_u64();
        let (right, what) = match self.is {
            Is::Text => (value.is_string(), "a string".to_owned()),
            Is::Flag => (value.is_boolean(), "true or false".to_owned()),
            Is::Int => (whole(value), "a whole number".to_owned()),
            Is::Within(from, to) => {
                let what = match to {
                    i64::MAX => format!("a whole number from {from} up"),
                    _ => format!("a whole number from {from} to {to}"),
                };
                (value.as_i64().is_some_and(|number| (from..=to).contains(&number)), what)
            }
            Is::Between(from, to) => {
                let within = value.as_f64().is_some_and(|number| (from..=to).contains(&number));
                (within, format!("a number from {from} to {to}"))
            }
            Is::Ints => (all(|value| value.is_i64()), "an array of whole numbers".to_owned()),
            Is::Texts => (all(Value::is_string), "an array of strings".to_owned()),
            Is::OneOf(words) => {
                (value.as_str().is_some_and(|word| words.contains(&word)), format!("one of {}", words.join(", ")))
            }
        };
        match right {
            true => Ok(()),
            false => Err(format!("\"{}\" has to be {what}", self.name)),
        }
    }
}

#[cfg(test)]
impl Is {
    /// Something that such a field may hold.
    pub fn sample(self) -> Value {
        use serde_json::json;
        match self {
            Is::Text => json!("x"),
            Is::Flag => json!(true),
            Is::Int => json!(1),
            Is::Within(from, _) => json!(from),
            Is::Between(from, _) => json!(from),
            Is::Ints => json!([1]),
            Is::Texts => json!(["x"]),
            Is::OneOf(words) => json!(words[0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FIELDS: &[Field] = &[
        needs("name", Is::Text),
        may("count", Is::Within(1, 10)),
        may("at", Is::Between(-90.0, 90.0)),
        may("from", Is::Within(1, i64::MAX)),
        may("all", Is::Ints),
        may("kind", Is::OneOf(&["a", "b"])),
    ];

    fn refused(body: Value) -> String {
        check(&body, &[FIELDS]).unwrap_err()
    }

    #[test]
    fn a_mistake_gets_a_sentence_that_names_the_field() {
        assert_eq!(refused(json!([])), "the request has to be a JSON object");
        assert_eq!(refused(json!({})), "\"name\" is missing");
        assert_eq!(refused(json!({ "name": null })), "\"name\" is missing");
        assert_eq!(refused(json!({ "name": 5 })), "\"name\" has to be a string");
        assert_eq!(refused(json!({ "name": "x", "count": 11 })), "\"count\" has to be a whole number from 1 to 10");
        assert_eq!(refused(json!({ "name": "x", "count": 1.5 })), "\"count\" has to be a whole number from 1 to 10");
        assert_eq!(refused(json!({ "name": "x", "at": 91 })), "\"at\" has to be a number from -90 to 90");
        assert_eq!(refused(json!({ "name": "x", "from": 0 })), "\"from\" has to be a whole number from 1 up");
        assert_eq!(refused(json!({ "name": "x", "all": [1, "2"] })), "\"all\" has to be an array of whole numbers");
        assert_eq!(refused(json!({ "name": "x", "kind": "c" })), "\"kind\" has to be one of a, b");
        assert_eq!(
            refused(json!({ "nmae": "x" })),
            "there is no field \"nmae\" here, only name, count, at, from, all, kind"
        );
    }

    #[test]
    fn in_a_query_numbers_are_read_where_numbers_stand() {
        let pairs = vec![("name".to_owned(), "5".to_owned()), ("count".to_owned(), "5".to_owned())];
        let query = query(pairs, FIELDS);
        assert_eq!(query, json!({ "name": "5", "count": 5 }));
        assert!(check(&query, &[FIELDS]).is_ok());
    }
}
