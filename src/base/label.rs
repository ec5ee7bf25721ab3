//! A name in both languages, as written in `kind.yaml` and `casebook.yaml`.

use super::Lang;
use serde::{Deserialize, Serialize};

/// A name in Chinese and, where somebody gave one, in English.
///
/// Written as a plain string (used for both languages) or as `{zh-CN: 故障, en: Fault}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Deserialize, Serialize)]
#[serde(from = "Written")]
pub struct Label {
    /// The Chinese name.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// The English name; the Chinese one where none was given.
    pub en: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Both {
        #[serde(rename = "zh-CN", alias = "zh")]
        zh: Option<String>,
        en: Option<String>,
    },
}

impl From<Written> for Label {
    fn from(written: Written) -> Label {
        match written {
            Written::Plain(name) => Label::plain(name),
            Written::Both { zh, en } => {
                let zh_text = zh.clone().or_else(|| en.clone()).unwrap_or_default();
                Label {
                    en: en.or(zh).unwrap_or_default(),
                    zh: zh_text,
                }
            }
        }
    }
}

impl Label {
    /// The languages that a name may be written in, by their keys.
    pub const LANGUAGES: &[&str] = &["zh-CN", "zh", "en"];

    /// The same name in both languages.
    pub fn plain(name: impl Into<String>) -> Label {
        let zh = name.into();
        Label { en: zh.clone(), zh }
    }

    /// These names in a sentence, as each language puts them one after another.
    pub fn listed<T: AsRef<str>>(names: &[T]) -> Label {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        Label {
            zh: names.join("、"),
            en: names.join(", "),
        }
    }

    /// The name in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether `name` is this name in either language.
    pub fn is(&self, name: &str) -> bool {
        self.zh == name || self.en == name
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}
