#![no_main]

#[path = "../../tests/fuzz/properties.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod properties;

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::start(data));
