//! Rebuilds the program when a template changes, for templates are compiled into it.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
