//! The thin binary: everything is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

// Small objects come and go by the hundred thousand, those of libgit2 and SQLite too: a fifth of the time of a build went
// into handing out their memory.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    #[cfg(unix)]
    if std::env::args_os().any(|argument| argument == "build") {
        give_back_early();
    }
    casebook::cli::run(std::env::args_os())
}

/// Starts the program over, in the same process, with an allocator that gives memory back after 1 ms.
///
/// After the 10 ms of its own, up to a tenth of a large build's memory is what nobody holds any more. mimalloc takes the
/// figure from the environment alone, before `main`. Where the start fails, the build goes on without.
#[cfg(unix)]
fn give_back_early() {
    use std::os::unix::process::CommandExt;
    const DELAY: &str = "MIMALLOC_PURGE_DELAY";

    if std::env::var_os(DELAY).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let _ = again.args(arguments).env(DELAY, "1").exec();
}
