//! Places and people: a point on the map, a point with a name and an address, a telephone number.

use serde_json::{Map, Value, json};

use super::{Call, send};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

pub fn location(world: &mut World, call: &Call) -> Outcome {
    let content = Map::from_iter([("location".to_owned(), point(call)?)]);
    send::post(world, call, content)
}

pub fn venue(world: &mut World, call: &Call) -> Outcome {
    let location = point(call)?;
    let words = |name| {
        let empty = || Refusal::bad(format!("{name} is empty"));
        call.params.text(name).ok_or_else(empty)
    };
    let venue = json!({
        "location": location, "title": words("title")?, "address": words("address")?,
    });
    let content = Map::from_iter([("location".to_owned(), location), ("venue".to_owned(), venue)]);
    send::post(world, call, content)
}

pub fn contact(world: &mut World, call: &Call) -> Outcome {
    let words = |name| {
        let missing = || Refusal::bad(format!("parameter \"{name}\" is required"));
        call.params.text(name).ok_or_else(missing)
    };
    let mut contact = json!({ "phone_number": words("phone_number")?, "first_name": words("first_name")? });
    for name in ["last_name", "vcard"] {
        if let Some(text) = call.params.text(name) {
            contact[name] = json!(text);
        }
    }
    send::post(world, call, Map::from_iter([("contact".to_owned(), contact)]))
}

fn point(call: &Call) -> Result<Value, Refusal> {
    let degrees = |name, max: f64| {
        if call.params.text(name).is_none() {
            return Err(Refusal::bad(format!("{name} is empty")));
        }
        let number = call.params.float(name).filter(|number| number.abs() <= max);
        number.ok_or_else(|| Refusal::bad("wrong type of location specified"))
    };
    let (latitude, longitude) = (degrees("latitude", 90.0)?, degrees("longitude", 180.0)?);
    Ok(json!({ "latitude": latitude, "longitude": longitude }))
}
