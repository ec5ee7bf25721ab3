//! Of which sort is each word of a code block?
//!
//! A family of small lexers that read each byte about once. What operations staff paste are logs, stack traces, SQL, shell and configuration:
//! these want levels, times, keys, strings and comments told apart, not a grammar. A library of full grammars would cost every start
//! and every page more than the rest of rendering does, and knows neither logs nor stack traces.
//!
//! Only tags are added: the text of the block stays as it was written, for copying, searching and marking.

mod config;
mod grammar;
mod grammars;
mod log;
mod markup;
mod painter;

use super::escape;
use painter::Painter;

/// A lexer: it paints what it knows, and leaves the rest.
type Lexer = fn(&mut Painter<'_>);

/// The lexers, and the names that call for them.
const LEXERS: &[(&[&str], Lexer)] = &[
    (
        &["sql", "plsql", "mysql", "pgsql", "postgresql", "oracle"],
        grammars::sql,
    ),
    (
        &["shell", "sh", "bash", "zsh", "console", "shell-session"],
        grammars::shell,
    ),
    (&["bat", "cmd", "batch"], grammars::batch),
    (&["powershell", "ps1", "pwsh"], grammars::powershell),
    (&["java", "kotlin", "groovy"], grammars::java),
    (&["javascript", "js", "typescript", "ts"], grammars::javascript),
    (&["python", "py"], grammars::python),
    (
        &["c", "cpp", "c++", "csharp", "cs", "go", "rust", "rs"],
        grammars::c_like,
    ),
    (&["json", "jsonc", "json5"], grammars::json),
    (&["nginx", "conf"], config::nginx),
    (&["yaml", "yml"], config::yaml),
    (
        &["properties", "ini", "toml", "env", "dotenv", "cfg"],
        config::properties,
    ),
    (&["xml", "html", "xhtml", "svg", "jsp", "vue"], markup::markup),
    (&["diff", "patch"], log::diff),
    (&["log", "logs", "stacktrace", "trace"], log::log),
];

/// Names of blocks that hold a log where they look like one.
const MAYBE_LOG: [&str; 5] = ["", "text", "txt", "plain", "java"];

/// Appends `code` in `language` with a class on each word whose sort is known.
pub fn write(out: &mut String, language: &str, code: &str) {
    match lexer(language, code) {
        Some(lexer) => {
            let mut painter = Painter::new(out, code);
            lexer(&mut painter);
            painter.finish();
        }
        None => escape::text(out, code),
    }
}

fn lexer(language: &str, code: &str) -> Option<Lexer> {
    let named = |name: &str| name.eq_ignore_ascii_case(language);
    if MAYBE_LOG.into_iter().any(named) && log::looks_like(code) {
        return Some(log::log);
    }
    let row = LEXERS
        .iter()
        .find(|(names, _)| names.iter().any(|name| named(name)));
    row.map(|(_, lexer)| *lexer)
}

#[cfg(test)]
mod tests;
