#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| casebook_fuzz::kind::holds(text));
