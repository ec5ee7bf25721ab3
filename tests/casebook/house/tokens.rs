//! Which words stand in a Rust file, without its comments and strings?

/// The words and signs of a Rust source: identifiers, `::` as one, any other character by itself. Comments, strings,
/// characters and lifetimes are left out; raw identifiers lose their `r#`.
pub fn tokens(source: &str) -> Vec<String> {
    let mut rest = source;
    let mut out = Vec::new();
    while let Some(first) = rest.chars().next() {
        if let Some(after) = skip(rest) {
            rest = after;
        } else if first.is_alphabetic() || first == '_' {
            let (word, after) = split(rest, |c| c.is_alphanumeric() || c == '_');
            out.push(word.to_owned());
            rest = after;
        } else if first.is_ascii_digit() {
            rest = split(rest, |c| c.is_alphanumeric() || c == '_').1;
        } else if let Some(after) = rest.strip_prefix("::") {
            out.push("::".to_owned());
            rest = after;
        } else {
            if !first.is_whitespace() {
                out.push(first.to_string());
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

const CFG_TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

/// The same without what only tests see: each item under an attribute `#[cfg(test)]`.
pub fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().take(CFG_TEST.len()).eq(&CFG_TEST) {
            at += CFG_TEST.len();
            at += item(&tokens[at..]);
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

/// The modules declared as `#[cfg(test)] mod name;`.
pub fn test_modules(tokens: &[String]) -> Vec<String> {
    tokens
        .windows(CFG_TEST.len() + 3)
        .filter(|window| window.iter().take(CFG_TEST.len()).eq(&CFG_TEST))
        .map(|window| &window[CFG_TEST.len()..])
        .filter(|item| item[0] == "mod" && item[2] == ";")
        .map(|item| item[1].clone())
        .collect()
}

/// How many tokens the next item takes: up to its `;`, or to the end of its block.
fn item(tokens: &[String]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// What follows a comment, a string, a character or a lifetime, if one stands here.
fn skip(rest: &str) -> Option<&str> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').map_or("", |end| &rest[end..]));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    for prefix in ["b\"", "c\"", "\""] {
        if let Some(text) = rest.strip_prefix(prefix) {
            return Some(string(text));
        }
    }
    for prefix in ["br", "cr", "r"] {
        if let Some(after) = rest.strip_prefix(prefix).and_then(raw_string) {
            return Some(after);
        }
    }
    if let Some(word) = rest.strip_prefix("r#") {
        return Some(word);
    }
    let quoted = rest.strip_prefix("b'").or_else(|| rest.strip_prefix('\''))?;
    Some(character(quoted))
}

fn block_comment(rest: &str) -> &str {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return &rest[at..];
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    ""
}

/// What follows the closing quotation mark of a string whose opening one is behind us.
fn string(text: &str) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[at + 1..],
            _ => {}
        }
    }
    ""
}

/// What follows a raw string, given what stands after its `r`.
fn raw_string(text: &str) -> Option<&str> {
    let (hashes, after) = split(text, |c| c == '#');
    let body = after.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    Some(body.find(&end).map_or("", |at| &body[at + end.len()..]))
}

/// What follows a character literal or a lifetime, given what stands after its `'`.
fn character(text: &str) -> &str {
    if let Some(escape) = text.strip_prefix('\\') {
        let first = escape.chars().next().map_or(0, char::len_utf8);
        return escape[first..]
            .find('\'')
            .map_or("", |at| &escape[first + at + 1..]);
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    if let Some(after) = text[first..].strip_prefix('\'') {
        return after;
    }
    split(text, |c| c.is_alphanumeric() || c == '_').1
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_no_words() {
        let source = "use a::b; // crate::x\n/* crate::y /* inner */ z */ \"crate::s \\\" t\" r#\"crate::\"q\"# b\"u\" c";
        assert_eq!(tokens(source), ["use", "a", "::", "b", ";", "c"]);
    }

    #[test]
    fn characters_and_lifetimes_do_not_swallow_what_follows() {
        let source = r"fn f<'a>(x: &'a str) { '\'' ; '字' ; '\u{4e00}' ; b'x' ; 'l: loop {} d }";
        let expected = "fn f < > ( x : & str ) { ; ; ; ; : loop { } d }";
        assert_eq!(tokens(source).join(" "), expected);
    }

    #[test]
    fn raw_identifiers_are_their_word() {
        assert_eq!(tokens("r#type::x radius 12ms"), ["type", "::", "x", "radius"]);
    }

    #[test]
    fn tests_can_be_left_out() {
        let source = "a #[cfg(test)] mod tests { fn f() { b } } c #[cfg(test)] use d; e #[cfg(unix)] g";
        assert_eq!(
            without_tests(&tokens(source)).join(" "),
            "a c e # [ cfg ( unix ) ] g"
        );
    }
}
