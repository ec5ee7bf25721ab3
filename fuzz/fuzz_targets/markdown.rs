#![no_main]

libfuzzer_sys::fuzz_target!(|body: &str| casebook_fuzz::markdown::holds(body));
