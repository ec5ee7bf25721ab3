//! Does the program keep the rules of docs/ARCHITECTURE.md?

mod floors;
mod imports;
mod source;
mod tokens;
mod world;
