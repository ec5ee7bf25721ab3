//! Which addresses may `casebook.yaml` name? They stand in links of every page.

/// The ways to a page that are a reader's own doing.
const SCHEMES: [&str; 2] = ["http", "https"];

/// The address of a site, which ends in `/`: a whole one, with nothing behind the path.
pub fn base(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let is_one = is_web(scheme) && !host.is_empty() && !rest.contains(['?', '#']) && is_plain(text);
    is_one.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// The address to edit a file: a whole one, or a path.
pub(super) fn edit(text: &str) -> Option<String> {
    let before = text.split(['/', '?', '#']).next().unwrap_or_default();
    let is_one = before.split_once(':').is_none_or(|(scheme, _)| is_web(scheme));
    (is_one && is_plain(text)).then(|| text.to_owned())
}

fn is_web(scheme: &str) -> bool {
    SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Whether it holds nothing that ends an attribute, a tag or an address.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'`<>\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{base, edit};

    #[test]
    fn the_site_has_an_address_of_the_web() {
        for (text, wanted) in [
            ("https://kb.example", "https://kb.example/"),
            (
                "HTTP://10.35.6.18:8080/知识库//",
                "HTTP://10.35.6.18:8080/知识库/",
            ),
        ] {
            assert_eq!(base(text).as_deref(), Some(wanted));
        }
        for text in [
            "https://x/\"><script>alert(1)</script>",
            "https://x/'",
            "kb.example",
            "ftp://kb.example/",
            "javascript://x/",
            "https://",
            "https:///path",
            "https://x/?q=1",
            "https://x/#a",
            "https://x/ y",
            "",
        ] {
            assert_eq!(base(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_is_edited_on_the_web_or_beside_the_site() {
        for text in [
            "https://git.example/kb/_edit/main/{path}",
            "../edit/{path}",
            "/edit?file={path}:1",
            "{path}",
        ] {
            assert_eq!(edit(text).as_deref(), Some(text));
        }
        for text in [
            "javascript:alert(1)//{path}",
            "JavaScript:{path}",
            "java\tscript:{path}",
            "data:text/html,{path}",
            "vscode://file/{path}",
            "https://x/\"{path}",
        ] {
            assert_eq!(edit(text), None, "{text}");
        }
    }
}
