//! Can a page lie at a former ID or path?

use crate::base::path::LONGEST;

/// All of a path that is longer, in bytes, may be more than a system takes.
const LONGEST_PATH: usize = 2000;

/// Why no page can lie at `alias`, as a message; `None` where one can.
pub fn no_address(alias: &str) -> Option<&'static str> {
    let page = alias.strip_suffix(".md").unwrap_or(alias);
    let page = page.strip_suffix(".html").unwrap_or(page);
    if alias.contains(char::is_control) {
        return Some("alias-path-control");
    }
    if page.contains("://") || page.split('/').any(|name| name == "..") {
        return Some("alias-path-outside");
    }
    let is_long = page.len() > LONGEST_PATH || page.split('/').any(|name| name.len() > LONGEST);
    is_long.then_some("alias-path-long")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_lies_at_what_no_file_may_be_called() {
        let long = |count: usize| "长".repeat(count);
        assert_eq!(no_address("C-0"), None);
        assert_eq!(no_address(&format!("旧/{}.html", long(83))), None);
        assert_eq!(no_address(&format!("旧/{}", long(84))), Some("alias-path-long"));
        assert_eq!(no_address(&format!("{}/旧", long(84))), Some("alias-path-long"));
        assert_eq!(no_address(&"旧/".repeat(600)), Some("alias-path-long"));
        for outside in ["../old", "a/../../old.html", "https://x.cn/old.html"] {
            assert_eq!(no_address(outside), Some("alias-path-outside"), "{outside}");
        }
        assert_eq!(no_address("/manuals/v1..2.html"), None);
        assert_eq!(no_address("x\0y"), Some("alias-path-control"));
    }
}
