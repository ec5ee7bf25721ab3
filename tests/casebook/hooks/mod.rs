//! Git asks the program: hooks before a commit, before a push and after it, with the real `git`.

mod commit;
mod desk;
mod install;
mod publish;
mod push;
mod revision;
