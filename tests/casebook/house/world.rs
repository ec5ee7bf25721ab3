//! Who may touch the world: files, threads, the clock?

use super::source::{SourceFile, source_files};

/// A way to the world, and the modules that may take it.
struct Gate {
    /// What it is, for the message.
    name: &'static str,
    /// Paths that lead there.
    paths: &'static [&'static [&'static str]],
    /// The modules that may, with the reason behind each.
    open_to: &'static [&'static str],
}

const GATES: [Gate; 8] = [
    Gate {
        name: "the time of day",
        paths: &[
            &["SystemTime", "::", "now"],
            &["Timestamp", "::", "now"],
            &["Zoned", "::", "now"],
        ],
        open_to: &["cli"],
    },
    Gate {
        name: "the stopwatch",
        paths: &[&["Instant", "::", "now"]],
        // `serve` waits for quiet after a change.
        open_to: &["cli", "serve"],
    },
    Gate {
        name: "the environment",
        paths: &[&["env", "::"]],
        // `main` hands its arguments to `cli`.
        open_to: &["cli", "main"],
    },
    Gate {
        name: "all cores",
        paths: &[&["rayon"]],
        open_to: &["pipeline"],
    },
    Gate {
        name: "threads",
        paths: &[
            &["thread", "::", "spawn"],
            &["thread", "::", "scope"],
            &["thread", "::", "Builder"],
        ],
        // `serve` answers each browser on a thread of its own; `lsp` hears the editor while it finds something out.
        open_to: &["pipeline", "serve", "lsp"],
    },
    Gate {
        name: "files",
        paths: &[&["fs", "::"], &["File", "::", "open"], &["File", "::", "create"]],
        // `search` has the folder of its index to itself.
        open_to: &["source", "output", "search", "serve", "author", "cli"],
    },
    Gate {
        name: "git",
        paths: &[&["git2"]],
        // `serve` asks where the repository lies, to see another branch being checked out.
        open_to: &["source", "history", "author", "serve"],
    },
    Gate {
        name: "the network",
        paths: &[&["net", "::"], &["tiny_http"]],
        open_to: &["serve"],
    },
];

fn trespasses(file: &SourceFile) -> Vec<String> {
    let tokens = file.product_tokens();
    let mut out = Vec::new();
    for gate in GATES
        .iter()
        .filter(|gate| !gate.open_to.contains(&file.module.as_str()))
    {
        for path in gate.paths {
            if tokens
                .windows(path.len())
                .any(|window| window.iter().eq(path.iter()))
            {
                out.push(format!(
                    "src/{}: `{}` reaches {}, which is open to {} only",
                    file.path,
                    path.concat(),
                    gate.name,
                    gate.open_to.join(", ")
                ));
            }
        }
    }
    out
}

#[test]
fn the_world_is_touched_only_at_its_gates() {
    let found: Vec<String> = source_files().iter().flat_map(trespasses).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_trespass_names_its_path_and_gate() {
    let file = SourceFile::new(
        "site/home.rs",
        "use rayon::prelude::*; fn f() { jiff::Zoned::now(); }",
    );
    assert_eq!(
        trespasses(&file),
        [
            "src/site/home.rs: `Zoned::now` reaches the time of day, which is open to cli only",
            "src/site/home.rs: `rayon` reaches all cores, which is open to pipeline only",
        ]
    );
}

#[test]
fn tests_and_gatekeepers_may() {
    let tests = SourceFile::new(
        "output/mod.rs",
        "#[cfg(test)] mod tests { fn f() { std::thread::spawn(g); } }",
    );
    assert!(trespasses(&tests).is_empty());
    assert!(trespasses(&SourceFile::new("cli/now.rs", "Timestamp::now()")).is_empty());
    assert!(trespasses(&SourceFile::new("pipeline.rs", "use rayon::prelude::*;")).is_empty());
}
