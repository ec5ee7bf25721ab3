#![no_main]

libfuzzer_sys::fuzz_target!(|input: (&str, &str)| casebook_fuzz::query::holds(input));
