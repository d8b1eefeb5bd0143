//! A message that is at hand, or put away as text. A Message object weighs some kilobytes in
//! memory and some hundred bytes as text; in a long chat nearly all of them are only looked at
//! again, if ever. One that is put away unfolds when somebody looks.

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// A Message object. Use it as the map that it is.
#[derive(Debug)]
pub struct Packed {
    /// What it is put away as; none once it was changed.
    text: Option<Box<str>>,
    map: OnceLock<Map<String, Value>>,
}

impl Packed {
    /// Puts it away.
    pub fn put_away(&mut self) {
        if let Some(map) = self.map.take() {
            let text = || serde_json::to_string(&map).expect("an object can be written as JSON").into();
            self.text.get_or_insert_with(text);
        }
    }

    /// A copy of the map, that leaves put away what is.
    pub fn copy(&self) -> Map<String, Value> {
        self.map.get().cloned().unwrap_or_else(|| self.unfold())
    }

    fn unfold(&self) -> Map<String, Value> {
        serde_json::from_str(self.text.as_deref().unwrap_or("{}")).expect("it was written by us")
    }
}

impl From<Map<String, Value>> for Packed {
    fn from(map: Map<String, Value>) -> Packed {
        Packed { text: None, map: map.into() }
    }
}

impl Deref for Packed {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Map<String, Value> {
        self.map.get_or_init(|| self.unfold())
    }
}

impl DerefMut for Packed {
    fn deref_mut(&mut self) -> &mut Map<String, Value> {
        let _ = self.deref();
        self.text = None;
        self.map.get_mut().expect("it was unfolded just above")
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.text {
            Some(text) => serde_json::from_str::<&RawValue>(text).map_err(S::Error::custom)?.serialize(serializer),
            None => self.deref().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Packed, D::Error> {
        Map::deserialize(deserializer).map(Packed::from)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_put_away_is_the_same_when_it_is_looked_at_or_changed() {
        let map = json!({ "message_id": 5, "text": "안녕", "entities": [] }).as_object().unwrap().clone();
        let mut packed = Packed::from(map.clone());
        packed.put_away();
        assert_eq!(*packed, map);
        packed.insert("text".into(), json!("바뀜"));
        packed.put_away();
        assert_eq!(packed["text"], "바뀜");
        packed.put_away();
        assert_eq!(packed.copy().len(), 3);
        assert_eq!(json!(packed)["text"], "바뀜");
        let read: Packed = serde_json::from_str(&serde_json::to_string(&packed).unwrap()).unwrap();
        assert_eq!(*read, *packed);
    }
}
