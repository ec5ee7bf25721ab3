//! How much memory does a large build hold that nobody needs any more?

/// Starts the program over, in the same process, with an allocator that gives memory back after 1 ms.
///
/// After the 10 ms of its own, up to a tenth of a large build's memory is what nobody holds any more. mimalloc takes the
/// figure from the environment alone, before `main`. Where the start fails, the build goes on without.
#[cfg(unix)]
pub(super) fn give_back_early() {
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

/// What the system cannot do is left.
#[cfg(not(unix))]
pub(super) fn give_back_early() {}
