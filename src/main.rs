//! The thin binary: everything is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

// Small objects come and go by the hundred thousand, those of libgit2 and SQLite too: a fifth of the time of a build went
// into handing out their memory.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    casebook::cli::run(std::env::args_os())
}
