//! Which top-level modules does a file name?

/// What a file says about modules outside its own.
#[derive(Debug, Default, PartialEq)]
pub struct Imports {
    /// The top-level modules behind `crate::`, in the order of the text.
    pub modules: Vec<String>,
    /// Ways round the rule: paths that hide which module they mean.
    pub tricks: Vec<String>,
}

/// Reads the tokens of a file that stands `depth` modules below the root of the crate (`src/a/b.rs` stands 2 below).
pub fn imports(tokens: &[String], depth: usize) -> Imports {
    let mut found = Imports::default();
    let mut inline = Inline::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        inline.step(tokens, at);
        match token.as_str() {
            "crate" => at += root(&tokens[at + 1..], &mut found),
            "super" => {
                let up = supers(&tokens[at..]);
                if up >= depth + inline.modules.len() {
                    found
                        .tricks
                        .push(format!("`{}` leaves the module", vec!["super"; up].join("::")));
                }
                at += 2 * up - 2;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads what follows `crate`, and says how many tokens that took.
fn root(after: &[String], found: &mut Imports) -> usize {
    let word = |at: usize| after.get(at).map_or("", String::as_str);
    match (word(0), word(1)) {
        ("::", "{") => {
            group(&after[2..], found);
            1
        }
        ("::", "*") => {
            found.tricks.push("`crate::*` names no module".to_owned());
            1
        }
        ("::", name) => {
            found.modules.push(name.to_owned());
            2
        }
        ("as", _) => {
            found.tricks.push("`crate as` renames the crate".to_owned());
            1
        }
        _ => 0,
    }
}

/// Reads the first word of each entry of a group, up to its closing brace.
fn group(entries: &[String], found: &mut Imports) {
    let mut depth = 0;
    let mut first = true;
    for token in entries {
        match token.as_str() {
            "{" => depth += 1,
            "}" if depth == 0 => return,
            "}" => depth -= 1,
            "," if depth == 0 => first = true,
            word if first && depth == 0 => {
                first = false;
                match word {
                    "self" | "*" => found.tricks.push(format!("`crate::{{{word}}}` names no module")),
                    module => found.modules.push(module.to_owned()),
                }
            }
            _ => {}
        }
    }
}

/// How many `super` stand in a row.
fn supers(tokens: &[String]) -> usize {
    tokens.chunks(2).take_while(|pair| pair[0] == "super").count()
}

/// The modules written out in the file, as far as they are open.
#[derive(Default)]
struct Inline {
    braces: usize,
    modules: Vec<usize>,
}

impl Inline {
    fn step(&mut self, tokens: &[String], at: usize) {
        match tokens[at].as_str() {
            "{" => {
                if at >= 2 && tokens[at - 2] == "mod" {
                    self.modules.push(self.braces);
                }
                self.braces += 1;
            }
            "}" => {
                self.braces = self.braces.saturating_sub(1);
                if self.modules.last() == Some(&self.braces) {
                    self.modules.pop();
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn read(source: &str, depth: usize) -> Imports {
        imports(&tokens(source), depth)
    }

    #[test]
    fn paths_name_their_first_module() {
        let found = read(
            "use crate::kind::Kind; fn f() -> crate::base::Id { crate::clock::due() }",
            1,
        );
        assert_eq!(found.modules, ["kind", "base", "clock"]);
        assert!(found.tricks.is_empty());
    }

    #[test]
    fn groups_name_one_module_an_entry() {
        let found = read(
            "pub use crate::{base::{Id, Month}, kind, record::{self, x::{y}},\n};",
            1,
        );
        assert_eq!(found.modules, ["base", "kind", "record"]);
        assert!(found.tricks.is_empty());
    }

    #[test]
    fn paths_inside_groups_and_macros_count() {
        assert_eq!(read("use {std::fs, crate::site::{a, b}};", 1).modules, ["site"]);
        assert_eq!(
            read("macro_rules! m { () => { $crate::cli::run() } }", 1).modules,
            ["cli"]
        );
    }

    #[test]
    fn visibility_and_comments_do_not_count() {
        assert_eq!(
            read("pub(crate) fn f() {} // crate::cli\n", 1),
            Imports::default()
        );
    }

    #[test]
    fn super_may_stay_in_the_module() {
        assert!(read("use super::x; use super::super::y;", 3).tricks.is_empty());
        assert!(
            read("mod tests { use super::*; } use self::a;", 1)
                .tricks
                .is_empty()
        );
        assert!(
            read("mod tests { mod inner { use super::super::x; } }", 1)
                .tricks
                .is_empty()
        );
    }

    #[test]
    fn super_may_not_leave_the_module() {
        assert_eq!(
            read("use super::cli::run;", 1).tricks,
            ["`super` leaves the module"]
        );
        assert_eq!(
            read("use super::super::cli;", 2).tricks,
            ["`super::super` leaves the module"]
        );
        assert_eq!(read("mod tests { } use super::cli;", 1).tricks.len(), 1);
        assert_eq!(read("mod tests { use super::super::cli; }", 1).tricks.len(), 1);
    }

    #[test]
    fn the_crate_cannot_be_taken_whole() {
        for trick in [
            "use crate::*;",
            "use crate::{self, base};",
            "use crate as c;",
            "use crate::{*};",
        ] {
            assert_eq!(read(trick, 1).tricks.len(), 1, "{trick}");
        }
    }
}
