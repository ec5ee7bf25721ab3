//! Who may see it?

use super::nearest::{edits, nearest};
use super::yaml::{Value, spellings};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// The key that says it, in front matter and configuration.
pub const KEY: &str = "confidentiality";

/// What others call it, in small letters and without what joins words: who writes one of these means to keep something from somebody.
const SYNONYMS: [&str; 45] = [
    "classification",
    "classified",
    "securityclassification",
    "clearance",
    "secrecy",
    "secret",
    "sensitivity",
    "sensitive",
    "privacy",
    "private",
    "visibility",
    "visible",
    "restricted",
    "accesslevel",
    "securitylevel",
    "protectionlevel",
    "tlp",
    "密级",
    "密級",
    "密别",
    "保密",
    "保密级别",
    "保密級別",
    "保密等级",
    "保密程度",
    "保密要求",
    "保密性",
    "机密",
    "機密",
    "机密级别",
    "机密等级",
    "机密性",
    "秘密",
    "秘密等级",
    "涉密",
    "涉密级别",
    "涉密等级",
    "信息密级",
    "文件密级",
    "公开范围",
    "公開範圍",
    "公开级别",
    "知悉范围",
    "可见范围",
    "可见性",
];
/// One slip in so many letters leaves a synonym what it is.
const LETTERS_A_SLIP: usize = 6;
/// Keys are no longer, in characters.
const LONGEST: usize = 40;

/// Whether somebody who writes `key` means [`KEY`], by a slip, in full-width letters or in words of his own.
pub fn is_meant_by(key: &str) -> bool {
    let joins = |c: &char| !(c.is_control() || c.is_whitespace() || is_unseen(*c) || "_-.*".contains(*c));
    let folded: String = key.nfkc().filter(joins).collect::<String>().to_lowercase();
    // A sentence is no key.
    if folded.chars().count() > LONGEST {
        return false;
    }
    let slipped = |word: &&str| {
        let most = word.len() / LETTERS_A_SLIP;
        word.is_ascii() && word.len().abs_diff(folded.len()) <= most && edits(&folded, word) <= most
    };
    SYNONYMS.contains(&folded.as_str()) || nearest(&folded, [KEY]).is_some() || SYNONYMS.iter().any(slipped)
}

/// The same of a key or of one below it: nobody reads what stands there.
pub fn is_meant_in(key: &Value, value: &Value) -> bool {
    spellings(key).iter().any(|key| is_meant_by(key)) || is_meant_within(value)
}

fn is_meant_within(value: &Value) -> bool {
    match value {
        Value::Mapping(map) => map.iter().any(|(key, value)| is_meant_in(key, value)),
        Value::Sequence(all) => all.iter().any(is_meant_within),
        Value::Tagged(tagged) => is_meant_within(&tagged.value),
        _ => false,
    }
}

/// Whether `c` is a character that nobody sees and that is no blank: a mark of width nothing, a byte order mark, a sign of direction.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Who may see a record, and for whom a site is built: each sees also what those before it may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidentiality {
    /// Everybody.
    Public,
    /// The people of the contract.
    Internal,
    /// Those few who look after the knowledge base.
    Restricted,
}

impl Confidentiality {
    /// All, the widest audience first.
    pub const ALL: [Confidentiality; 3] = [Self::Public, Self::Internal, Self::Restricted];

    /// The one that is written so.
    pub fn of(written: &str) -> Option<Confidentiality> {
        Self::ALL.into_iter().find(|level| level.as_str() == written)
    }

    /// The word that files have for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Restricted => "restricted",
        }
    }

    /// Whether `audience` may see what has this confidentiality.
    pub fn is_for(self, audience: Confidentiality) -> bool {
        self <= audience
    }
}

#[cfg(test)]
mod tests {
    use super::Confidentiality::{self, Internal, Public, Restricted};
    use super::{is_meant_by, is_meant_within};
    use crate::base::yaml;

    #[test]
    fn what_means_it_is_told_from_what_means_something_else() {
        for key in [
            "confidentialty",
            "Confidentiality",
            "confidential",
            "ｃｏｎｆｉｄｅｎｔｉａｌｉｔｙ",
            "con\u{200b}fidentiality",
            "密级",
            "保密级别",
            "文件密级",
            "classification",
            "clasification",
            "security_classification",
            "Security-Level",
            "visibility",
        ] {
            assert!(is_meant_by(key), "{key}");
        }
        for key in [
            "title",
            "class",
            "级别",
            "等级",
            "加密级别",
            "安全等级",
            "security",
            "level",
            "status",
            "密码",
            "category",
            "reported_at",
            "confirmed_by",
            "secretary",
            "access",
            "secure",
            "tls",
            "description",
            "appearance",
            "适用范围",
        ] {
            assert!(!is_meant_by(key), "{key}");
        }
    }

    #[test]
    fn it_is_found_below_other_keys() -> Result<(), yaml::Fault> {
        let within = |text: &str| yaml::parse(text).map(|value| is_meant_within(&value));
        assert!(within("meta: {confidentiality: restricted}")?);
        assert!(within("a: [{b: {密级: 秘密}}]")?);
        assert!(!within("meta: {title: confidentiality}")?);
        Ok(())
    }

    #[test]
    fn each_sees_what_those_before_it_see() {
        for level in Confidentiality::ALL {
            assert_eq!(Confidentiality::of(level.as_str()), Some(level));
            assert!(level.is_for(Restricted) && Public.is_for(level));
        }
        assert!(!Restricted.is_for(Internal) && !Internal.is_for(Public));
        assert_eq!(Confidentiality::of("secret"), None);
    }
}
