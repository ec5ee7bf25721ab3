//! Which type does a file have? By its extension alone.

use crate::base::RelPath;

/// The type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
/// The type of data.
pub const JSON: &str = "application/json; charset=utf-8";
/// The type of plain words.
pub const TEXT: &str = "text/plain; charset=utf-8";
/// Whether a browser may run scripts in a document of this type. What a viewer of the browser shows, such as PDF, does not open in a sandbox.
pub fn may_hold_scripts(content_type: &str) -> bool {
    content_type == HTML || content_type.ends_with("xml; charset=utf-8")
}

/// The type of what has no better one: the browser saves it.
const BYTES: &str = "application/octet-stream";

/// Extensions and their types, after the register of IANA.
const TYPES: [(&str, &str); 38] = [
    ("atom", "application/atom+xml; charset=utf-8"),
    ("avif", "image/avif"),
    ("bin", BYTES),
    ("bmp", "image/bmp"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("doc", "application/msword"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("gif", "image/gif"),
    ("htm", HTML),
    ("html", HTML),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", JSON),
    ("log", TEXT),
    ("markdown", "text/markdown; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("sql", TEXT),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", TEXT),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xls", "application/vnd.ms-excel"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("xml", "application/xml; charset=utf-8"),
    ("yaml", "application/yaml; charset=utf-8"),
    ("zip", "application/zip"),
];

/// The media type of the file at `path`, with its charset where it is text.
pub fn content_type(path: &RelPath) -> &'static str {
    let extension = path.extension();
    TYPES
        .binary_search_by(|(known, _)| (*known).cmp(extension.as_str()))
        .ok()
        .and_then(|at| TYPES.get(at))
        .map_or(BYTES, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(path: &str) -> &'static str {
        content_type(&RelPath::new(path).unwrap())
    }

    #[test]
    fn each_extension_is_found() {
        for (extension, kind) in TYPES {
            assert_eq!(of(&format!("a/甲.{extension}")), kind);
            assert!(kind.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }
    }

    #[test]
    fn letters_count_in_both_cases_and_the_unknown_is_bytes() {
        assert_eq!(of("a/B.PNG"), "image/png");
        assert_eq!(of("LICENSE"), "application/octet-stream");
        assert_eq!(of("a.tar.xyz"), "application/octet-stream");
    }
}
