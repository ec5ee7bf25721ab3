//! The two languages of the interface.

use std::fmt;

/// A language of the interface. Records are in whatever language their authors write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// All languages, the default first.
    pub const ALL: [Lang; 2] = [Lang::ZhCn, Lang::En];

    /// The BCP 47 tag, `zh-CN` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::ZhCn => "zh-CN",
            Lang::En => "en",
        }
    }

    /// Reads a tag or a POSIX locale (`zh_CN.UTF-8`, `en-GB`, `C`): whatever begins with `zh` is Chinese, and
    /// whatever begins with `en` is English; all else is `None`.
    pub fn parse(tag: &str) -> Option<Lang> {
        let tag = tag.trim().to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Lang::ZhCn)
        } else if tag.starts_with("en") {
            Some(Lang::En)
        } else {
            None
        }
    }

    /// Reads the tag of a language that files are to be written in: another one than these, such as Traditional Chinese (`zh-TW`), is `None`.
    pub fn exactly(tag: &str) -> Option<Lang> {
        let lower = tag.trim().to_ascii_lowercase();
        let mut parts = lower.split(['-', '_']);
        let primary = parts.next()?;
        let is_traditional = parts.any(|part| TRADITIONAL.contains(&part));
        (["zh", "en"].contains(&primary) && !is_traditional)
            .then(|| Lang::parse(&lower))
            .flatten()
    }
}

/// Parts of a tag that mean Traditional Chinese.
const TRADITIONAL: [&str; 4] = ["hant", "tw", "hk", "mo"];

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_is_not_taken_for_ours() {
        for (tag, wanted) in [
            ("zh-CN", Some(Lang::ZhCn)),
            ("zh", Some(Lang::ZhCn)),
            ("zh_Hans_SG", Some(Lang::ZhCn)),
            ("en-GB", Some(Lang::En)),
            ("zh-TW", None),
            ("zh-Hant", None),
            ("english", None),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Lang::exactly(tag), wanted, "{tag}");
        }
    }
}
