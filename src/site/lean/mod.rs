//! How does a script or a style sheet become smaller and stay what it is?
//!
//! Comments go, and white space that separates nothing; line ends stay where one could end a statement. Names become short that nobody
//! else sees. A script of which this cannot tell for sure what is text and what is code keeps everything but its indentation.

mod names;

use names::shorter;

/// Words after which a slash begins a regular expression.
const OPERATORS: [&str; 14] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
    "await",
    "yield",
];

/// `script`, smaller.
pub(super) fn lean(script: &str) -> String {
    let Some(tokens) = tokens(script) else {
        let lines = script
            .lines()
            .map(str::trim_start)
            .filter(|line| !line.is_empty());
        return lines.flat_map(|line| [line, "\n"]).collect();
    };
    let code: Vec<(Kind, &str)> = tokens
        .iter()
        .copied()
        .filter(|(kind, _)| *kind != Kind::Gap)
        .collect();
    let short = shorter(&code);
    let mut out = String::with_capacity(script.len());
    let (mut gap, mut line) = (false, false);
    for (kind, text) in tokens {
        match kind {
            Kind::Gap => {
                gap = true;
                line |= text.contains('\n');
            }
            _ => {
                let text = short.get(text).map_or(text, String::as_str);
                if line && !out.is_empty() && !out.ends_with(['{', '(', '[', ',', ';']) {
                    out.push('\n');
                } else if gap && must_part(&out, text) {
                    out.push(' ');
                }
                out.push_str(text);
                (gap, line) = (false, false);
            }
        }
    }
    out.push('\n');
    out
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// White space or a comment.
    Gap,
    /// A name, a keyword, a number.
    Word,
    /// A string, a template, a regular expression.
    Literal,
    /// One sign.
    Sign,
}

/// What a slash means where it stands.
#[derive(Clone, Copy)]
enum Slash {
    Divides,
    Begins,
    /// That depends on more than what stands right before.
    Unclear,
}

/// The tokens of `script`; `None` where it is not clear what they are.
fn tokens(script: &str) -> Option<Vec<(Kind, &str)>> {
    let (mut tokens, mut rest, mut slash) = (Vec::new(), script, Slash::Begins);
    while !rest.is_empty() {
        let (kind, length) = token(rest, slash)?;
        let (text, after) = rest.split_at_checked(length)?;
        slash = match (kind, text) {
            (Kind::Gap, _) => slash,
            (Kind::Word, word) if OPERATORS.contains(&word) => Slash::Begins,
            (Kind::Word | Kind::Literal, _) | (_, "]") => Slash::Divides,
            (_, ")" | "}" | "+" | "-") => Slash::Unclear,
            _ => Slash::Begins,
        };
        tokens.push((kind, text));
        rest = after;
    }
    Some(tokens)
}

/// The kind of the token that `rest` begins with, and its length in bytes.
fn token(rest: &str, slash: Slash) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
    if first.is_whitespace() {
        return Some((Kind::Gap, run(char::is_whitespace)));
    }
    if rest.starts_with("//") {
        return Some((Kind::Gap, rest.find('\n').unwrap_or(rest.len())));
    }
    if rest.starts_with("/*") {
        return Some((Kind::Gap, rest.find("*/")? + 2));
    }
    match first {
        '"' | '\'' => Some((Kind::Literal, text(rest, first, "\n")?)),
        '`' => Some((Kind::Literal, text(rest, first, "${")?)),
        '/' => match slash {
            Slash::Divides => Some((Kind::Sign, 1)),
            Slash::Begins => Some((Kind::Literal, expression(rest)?)),
            Slash::Unclear => rest.starts_with("/ ").then_some((Kind::Sign, 1)),
        },
        _ if is_word(first) => Some((Kind::Word, run(is_word))),
        _ => Some((Kind::Sign, first.len_utf8())),
    }
}

/// The length of the text between two `mark`s; `None` where it does not end or holds `never`.
fn text(rest: &str, mark: char, never: &str) -> Option<usize> {
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, c)) = signs.next() {
        if c == '\\' {
            signs.next()?;
        } else if c == mark {
            return Some(at + 1);
        } else if rest.get(at..)?.starts_with(never) {
            return None;
        }
    }
    None
}

/// The length of a regular expression; the letters behind it are a word of their own.
fn expression(rest: &str) -> Option<usize> {
    let (mut signs, mut class) = (rest.char_indices().skip(1), false);
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' => _ = signs.next()?,
            '[' => class = true,
            ']' => class = false,
            '\n' => return None,
            '/' if !class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#') || (!c.is_ascii() && !c.is_whitespace())
}

/// Whether `before` and `next` would be read otherwise without a space between them.
fn must_part(before: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), next.chars().next()) else {
        return false;
    };
    // Behind a slash, a space says that it divides.
    is_word(last) && (is_word(first) || first == '.')
        || last == '/'
        || matches!((last, first), ('+', '+') | ('-', '-') | ('<', '!') | ('-', '>'))
}

/// `style`, a style sheet, without comments, and with a blank only where one means something.
pub(super) fn lean_style(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let (mut rest, mut gap) = (style, false);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if first.is_whitespace() => first.len_utf8(),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => text(rest, first, "\n").unwrap_or(first.len_utf8()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() || token.starts_with("/*") {
            gap = true;
            continue;
        }
        let clings = matches!(first, '{' | '}' | ';' | ',' | '>');
        if gap && !clings && !out.ends_with(['{', '}', ';', ',', '>', ':']) && !out.is_empty() {
            out.push(' ');
        }
        if first == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(token);
        gap = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::base::assets;
    use std::collections::HashMap;

    fn meant(script: &str) -> Option<Vec<(Kind, &str)>> {
        let all = tokens(script)?.into_iter();
        Some(all.filter(|(kind, _)| *kind != Kind::Gap).collect())
    }

    #[test]
    fn every_script_of_ours_is_understood_and_says_the_same() {
        let mut count = 0;
        for (path, bytes) in assets::below("assets/js") {
            let script = std::str::from_utf8(bytes).unwrap();
            let small = lean(script);
            let (before, after) = (meant(script), meant(&small).unwrap());
            let before = before.unwrap_or_else(|| panic!("{path:?} is not understood"));
            assert_eq!(before.len(), after.len(), "{path:?}");
            let (mut there, mut back) = (HashMap::new(), HashMap::new());
            for (one, other) in before.into_iter().zip(after) {
                let is_name = one.0 == Kind::Word && other.0 == Kind::Word;
                assert!(is_name || one == other, "{path:?}: {one:?} {other:?}");
                assert_eq!(*there.entry(one).or_insert(other), other, "{path:?}");
                assert_eq!(*back.entry(other).or_insert(one), one, "{path:?}");
            }
            assert_eq!(lean(&small), small, "{path:?}");
            assert!(small.len() < script.len());
            count += 1;
        }
        assert!(count > 10);
    }

    #[test]
    fn texts_and_expressions_stay_as_they_are() {
        let script = "var a = \"// b  /* \\\" \" ; // c\n  return /[/ \"]  x/g . test ( a ) ;\n";
        assert_eq!(
            lean(script),
            "var a=\"// b  /* \\\" \";return/[/ \"]  x/g .test(a);\n"
        );
        assert_eq!(lean("a = b / c / 2\n+ ++d + +e"), "a=b/ c/ 2\n+ ++d+ +e\n");
        assert_eq!(lean("x = `a  b`\n/* a\n b */ y\n"), "x=`a  b`\ny\n");
    }

    #[test]
    fn a_style_sheet_keeps_the_blanks_that_mean_something() {
        let style = "/* a */ @media (min-width: 40rem) and (x) {\n  .a :is(b, c) > d:hover { width: calc(1px + 2px); content: \"→ , \" / \"\"; }\n}\n";
        assert_eq!(
            lean_style(style),
            "@media (min-width:40rem) and (x){.a :is(b,c)>d:hover{width:calc(1px + 2px);content:\"→ , \" / \"\"}}\n"
        );
    }

    #[test]
    fn the_style_sheet_is_small() {
        let sheets = assets::below("assets/css")
            .into_iter()
            .map(|(_, bytes)| lean_style(std::str::from_utf8(bytes).unwrap()).len());
        let all: usize = sheets.sum();
        assert!(all < 40 * 1024, "{all}");
    }

    #[test]
    fn what_is_not_clear_is_left() {
        for script in [
            "a = `${b  +  \"}\"}`",
            "if (a) /x  \"/.test(b)",
            "a = \"b\n\"",
            "/* a",
        ] {
            assert_eq!(lean(&format!("  {script}\n")), format!("{script}\n"));
        }
    }
}
