//! Which names of a script can be shorter?
//!
//! Those that it declares inside a function, and that are nowhere a property or a key. A name becomes the same short one wherever it stands,
//! so that no scope has to be understood: as different names stay different, each still means what it meant.

use super::Kind;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What a script may find in the window without declaring it, and may well declare elsewhere for something else.
const GLOBALS: [&str; 24] = [
    "close",
    "console",
    "document",
    "event",
    "fetch",
    "find",
    "focus",
    "frames",
    "history",
    "length",
    "location",
    "name",
    "navigator",
    "open",
    "origin",
    "parent",
    "performance",
    "print",
    "screen",
    "self",
    "status",
    "stop",
    "top",
    "window",
];

/// Words behind which a bracket holds no parameters.
const CONTROLS: [&str; 5] = ["if", "for", "while", "switch", "with"];
/// Words of two letters that are no names.
const RESERVED: [&str; 5] = ["as", "do", "if", "in", "of"];

/// The short names of those of `tokens`, which have no gaps among them, that can have one.
pub(super) fn shorter<'s>(tokens: &[(Kind, &'s str)]) -> HashMap<&'s str, String> {
    let code = Code { tokens };
    let (mut declared, mut banned) = (HashSet::new(), HashSet::from(GLOBALS));
    let mut open: Vec<Open> = Vec::new();
    let mut top = Open::default();
    for at in 0..tokens.len() {
        match code.text(at) {
            "eval" | "with" => return HashMap::new(),
            "(" | "[" | "{" => {
                open.push(top);
                top = Open {
                    braces: code.text(at) == "{" && !code.is_block(at),
                    parameters: code.has_parameters(at),
                    declares: false,
                };
            }
            ")" | "]" | "}" => top = open.pop().unwrap_or_default(),
            ";" => top.declares = false,
            "var" | "let" | "const" => top.declares = true,
            name if code.is_word(at) => {
                if code.is_declared(at, &top) {
                    declared.insert(name);
                    if open.is_empty() {
                        banned.insert(name);
                    }
                }
                if code.is_property(at, &top) {
                    banned.insert(name);
                }
            }
            _ => {}
        }
    }
    named(tokens, |name| declared.contains(name) && !banned.contains(name))
}

/// Gives the names that `can` be shorter short ones, the shortest to those that stand most often.
fn named<'s>(tokens: &[(Kind, &'s str)], can: impl Fn(&str) -> bool) -> HashMap<&'s str, String> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, (kind, text)) in tokens.iter().enumerate() {
        if *kind == Kind::Word {
            counts.entry(text).or_insert((0, at)).0 += 1;
        }
    }
    let mut names: Vec<&str> = counts.keys().copied().filter(|name| can(name)).collect();
    names.sort_by_key(|name| counts.get(name).map(|(count, at)| (Reverse(*count), *at)));
    let letters = || ('a'..='z').chain('A'..='Z').map(String::from);
    let pairs = letters().flat_map(|one| letters().map(move |two| one.clone() + &two));
    let mut short = letters()
        .chain(pairs)
        .filter(|short| !counts.contains_key(short.as_str()) && !RESERVED.contains(&short.as_str()))
        .peekable();
    let mut given = HashMap::new();
    for name in names {
        if let Some(short) = short.next_if(|short| short.len() < name.len()) {
            given.insert(name, short);
        }
    }
    given
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    /// Whether it holds an object, a pattern or a class.
    braces: bool,
    /// Whether it holds the parameters of a function.
    parameters: bool,
    /// Whether a statement in it declares variables.
    declares: bool,
}

/// The tokens of a script, without gaps.
struct Code<'t, 's> {
    tokens: &'t [(Kind, &'s str)],
}

impl<'s> Code<'_, 's> {
    /// The token at `at`; nothing beyond the ends.
    fn text(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", |(_, text)| text)
    }

    /// The token before `at` by `back`.
    fn before(&self, at: usize, back: usize) -> &'s str {
        at.checked_sub(back).map_or("", |at| self.text(at))
    }

    fn is_word(&self, at: usize) -> bool {
        let word = self.tokens.get(at).filter(|(kind, _)| *kind == Kind::Word);
        word.is_some_and(|(_, text)| !text.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the brace at `at` begins a block.
    fn is_block(&self, at: usize) -> bool {
        let arrow = self.before(at, 1) == ">" && self.before(at, 2) == "=";
        let before = self.before(at, 1);
        arrow
            || matches!(
                before,
                "" | ")" | ";" | "{" | "}" | "else" | "do" | "try" | "finally"
            )
    }

    /// Whether the bracket at `at` holds the parameters of a function.
    fn has_parameters(&self, at: usize) -> bool {
        if self.text(at) != "(" || CONTROLS.contains(&self.before(at, 1)) {
            return false;
        }
        let mut depth = 0_usize;
        let end = (at..self.tokens.len()).find(|&at| {
            match self.text(at) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        end.is_some_and(|end| self.text(end + 1) == "{" || self.is_arrow(end + 1))
    }

    fn is_arrow(&self, at: usize) -> bool {
        self.text(at) == "=" && self.text(at + 1) == ">"
    }

    /// Whether three dots stand before `at`.
    fn is_spread(&self, at: usize) -> bool {
        (1..=3).all(|back| self.before(at, back) == ".")
    }

    /// Whether the word at `at`, in `top`, is declared there.
    fn is_declared(&self, at: usize, top: &Open) -> bool {
        let before = self.before(at, 1);
        let begins = matches!(before, "(" | ",") || self.is_spread(at);
        matches!(before, "var" | "let" | "const" | "function" | "class")
            || top.declares && before == ","
            || top.parameters && begins
            || self.is_arrow(at + 1)
    }

    /// Whether the word at `at`, in `top`, names a property or a key, or may do.
    fn is_property(&self, at: usize, top: &Open) -> bool {
        let (before, after) = (self.before(at, 1), self.text(at + 1));
        let first = matches!(before, "{" | ",");
        let is_method = after == "(" && before != "function" && self.is_method(at + 1);
        // Letters behind a regular expression are no name.
        let is_behind = |(kind, text): &(Kind, &str)| *kind == Kind::Literal && text.starts_with('/');
        let is_flags = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        is_flags.is_some_and(is_behind)
            || before == "." && !self.is_spread(at)
            || first && after == ":"
            || top.braces && first && matches!(after, "," | "}" | "=")
            || is_method
    }

    /// Whether the bracket at `at`, behind a word, holds the parameters of a method.
    fn is_method(&self, at: usize) -> bool {
        self.has_parameters(at) && self.before(at, 2) != "function"
    }
}

#[cfg(test)]
mod tests {
    use super::super::lean;

    #[test]
    fn names_become_short_where_they_are_declared_inside() {
        let script = "(() => {\n  var table = 1, second = [table];\n  function named(given, ...others) { return given.table2 + others.length + second; }\n  named(table, typed => typed + outside);\n})();\n";
        assert_eq!(
            lean(script),
            "(()=>{var a=1,b=[a];function c(d,...e){return d.table2+e.length+b;}\nc(a,f=>f+outside);})();\n"
        );
    }

    #[test]
    fn properties_keys_and_what_others_see_keep_their_names() {
        for script in [
            "var global=1;function shared(){return global;}\n",
            "(()=>{var inner=1;use({inner});})();\n",
            "(()=>{var inner=1;use({a:1,inner});})();\n",
            "(()=>{var inner=1;use({inner:2});})();\n",
            "(()=>{var inner=1;use.inner=inner;})();\n",
            "(()=>{var{inner}=use;return inner;})();\n",
            "(()=>{var{inner=1}=use;return inner;})();\n",
            "(()=>{var document=1;return document;})();\n",
            "(()=>{class A{inner(){return 1;}}\nvar inner=1;})();\n",
            "(()=>{var inner=1;eval(\"inner\");})();\n",
            "(()=>{var gu=1;return/a/gu.test(gu);})();\n",
        ] {
            assert_eq!(lean(script), script);
        }
    }

    #[test]
    fn what_a_block_assigns_first_is_no_pattern() {
        assert_eq!(
            lean("(()=>{var best=0;if(best){best=1;}\n})();\n"),
            "(()=>{var a=0;if(a){a=1;}\n})();\n"
        );
    }
}
