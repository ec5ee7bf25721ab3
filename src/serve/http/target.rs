//! What does a request ask for?

use crate::base::RelPath;
use percent_encoding::percent_decode_str;

/// A path of the site, and the parameters behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The path, decoded; it never leads out of the site.
    pub path: RelPath,
    /// Whether it was written as a folder, with `/` at the end.
    pub folder: bool,
    /// The parameters, decoded, in their order.
    pub params: Vec<(String, String)>,
}

impl Target {
    /// Reads `/path?name=value`. `None` where it is not a plain path from the root: with `..`, a backslash, a control
    /// character, a drive letter, bytes that are no UTF-8, or the address of another server.
    pub fn parse(text: &str) -> Option<Target> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
        if path.contains('\\') || path.contains(char::is_control) || !path.split('/').all(plain) {
            return None;
        }
        Some(Target {
            path: RelPath::new(path.trim_start_matches('/'))?,
            folder: path.is_empty() || path.ends_with('/'),
            params: params(query),
        })
    }

    /// The file that this names: in a folder, its `index.html`.
    pub fn file(&self) -> Option<RelPath> {
        if self.folder {
            self.path.join("index.html")
        } else {
            Some(self.path.clone())
        }
    }

    /// The first parameter `name`.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Whether a name between two `/` is only a name.
fn plain(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    name != "." && name != ".." && !drive
}

fn params(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// A name or value of a form: `+` is a space, and what is no UTF-8 is replaced.
fn decode(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_are_decoded_and_normalised() {
        for (text, path, folder) in [
            ("/", "", true),
            ("/index.html", "index.html", false),
            ("/faults/", "faults", true),
            ("/faults", "faults", false),
            ("//evil.example/x", "evil.example/x", false),
            ("/a//b/", "a/b", true),
            ("/%E6%A0%87%E7%AD%BE/%E7%94%B2.html", "标签/甲.html", false),
            ("/标签/甲.html?q=1", "标签/甲.html", false),
            ("/a%2Fb", "a/b", false),
            ("/a+b%20c", "a+b c", false),
            ("/100%", "100%", false),
            ("/...", "...", false),
            ("/ab:c", "ab:c", false),
        ] {
            let target = Target::parse(text).unwrap();
            assert_eq!((target.path.as_str(), target.folder), (path, folder), "{text}");
        }
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for text in [
            "/..",
            "/../etc/passwd",
            "/a/../../etc/passwd",
            "/a/../b",
            "/./a",
            "/%2e%2e/etc/passwd",
            "/%2E%2E%2Fetc%2Fpasswd",
            "/..%2fetc",
            "/..%5cetc",
            "/a%5Cb",
            "/a\\b",
            "/a%00.html",
            "/a%0d%0aSet-Cookie:%20x=1",
            "/a%7F",
            "/C:/Windows",
            "/c%3A/Windows",
            "/%FF%FE",
            "/%c0%ae%c0%ae/etc",
            "http://evil.example/",
            "etc/passwd",
            "*",
            "",
        ] {
            assert_eq!(Target::parse(text), None, "{text}");
        }
    }

    #[test]
    fn parameters_are_decoded_in_order() {
        let target = Target::parse("/api/search?q=%E8%AF%AF+a%2Bb&kind=fault&kind=case&&x&%0d%0a=1").unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            target.params,
            [
                pair("q", "误 a+b"),
                pair("kind", "fault"),
                pair("kind", "case"),
                pair("x", ""),
                pair("\r\n", "1"),
            ]
        );
        assert_eq!(target.param("kind"), Some("fault"));
        assert_eq!(target.param("none"), None);
    }

    proptest! {
        #[test]
        fn no_text_leads_out(text in "/(\\.|/|%2e|%2F|%5c|[a-c]|\\\\|:|%00|汉){0,12}(\\?.{0,5})?") {
            if let Some(target) = Target::parse(&text) {
                let path = target.path.as_str();
                prop_assert!(!path.starts_with('/') && !path.contains(['\\', '\0']), "{path}");
                prop_assert!(path.split('/').all(|name| name != ".." && name != "."), "{path}");
            }
        }
    }
}
