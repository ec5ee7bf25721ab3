#![no_main]

libfuzzer_sys::fuzz_target!(|input: (&str, &str, u32)| casebook_fuzz::time::holds(input));
