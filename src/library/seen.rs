//! Whose library is it: everybody's who has the repository, or that of an audience that may see a part?

use super::confidentiality;
use crate::base::{Confidentiality, Month};
use crate::config::Config;
use crate::record::Record;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;

/// What of all records a library has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// For whom it is.
    pub audience: Confidentiality,
    /// The IDs of the kinds of which the audience may not see all: what is counted of their records would be wrong.
    pub in_part: BTreeSet<String>,
    /// What records that are not in it exempt from their clocks.
    pub exempted: Vec<Exempted>,
}

/// A record that one which the audience may not see exempts from a clock: it stands as it does for all, without a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exempted {
    /// The ID of the record.
    pub record: String,
    /// The ID of the clock.
    pub clock: String,
    /// From when on it is exempt.
    pub since: Timestamp,
    /// The month that the clock must belong to.
    pub month: Option<Month>,
}

impl Default for Seen {
    /// All records.
    fn default() -> Seen {
        Seen {
            audience: Confidentiality::Restricted,
            in_part: BTreeSet::new(),
            exempted: Vec::new(),
        }
    }
}

impl Seen {
    /// Whether it has all records.
    pub fn is_all(&self) -> bool {
        self.audience == Confidentiality::Restricted
    }

    /// Whether it has all records of the kind with this ID.
    pub fn has_all_of(&self, kind: &str) -> bool {
        !self.in_part.contains(kind)
    }
}

/// Whether `audience` may see `record`. What does not tell how confidential it is, because that cannot be read, is for few.
pub fn may_see(audience: Confidentiality, record: &Record, config: &Config) -> bool {
    let untold = record.broken || record.fields.wrong("confidentiality");
    let level = match untold {
        true => Confidentiality::Restricted,
        false => confidentiality(record, config),
    };
    level.is_for(audience)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::RelPath;
    use crate::config::Written;
    use crate::record::{Input, read};

    /// For whom the record is that `front` makes of the kind with this ID, in a knowledge base whose records are for `usual`.
    fn level(usual: &str, kind: &str, front: &str) -> Confidentiality {
        level_at("content/x.md", usual, kind, front)
    }

    fn level_at(path: &str, usual: &str, kind: &str, front: &str) -> Confidentiality {
        let config = Config::settle(&Written {
            casebook: Some(format!("confidentiality: {usual}\n")),
            ..Written::default()
        });
        let kind = config.kinds.get(kind).unwrap();
        let path = RelPath::new(path).unwrap();
        let input = Input {
            config: &config,
            path: &path,
            below: "x",
            kind,
        };
        let record = read(&input, format!("---\n{front}\n---\n").as_bytes()).unwrap();
        let mut may = Confidentiality::ALL.into_iter();
        may.find(|audience| may_see(*audience, &record, &config)).unwrap()
    }

    #[test]
    fn the_page_of_a_folder_is_for_whom_its_records_are() {
        let at = |folder: &str, front: &str| {
            level_at(&format!("content/{folder}/README.md"), "public", "manual", front)
        };
        assert_eq!(at("vulnerabilities", ""), Confidentiality::Restricted);
        assert_eq!(
            at("vulnerabilities", "confidentiality: public"),
            Confidentiality::Public
        );
        assert_eq!(at("cases", ""), Confidentiality::Public);
    }

    #[test]
    fn a_record_is_for_whom_it_says_else_its_kind_else_the_knowledge_base() {
        use Confidentiality::{Internal, Public, Restricted};
        for (usual, kind, front, for_whom) in [
            ("internal", "fault", "title: a", Internal),
            ("public", "fault", "title: a", Public),
            ("public", "incident", "title: a", Restricted),
            ("public", "incident", "confidentiality: internal", Internal),
            ("internal", "fault", "confidentiality: public", Public),
            ("internal", "fault", "confidentiality: restricted", Restricted),
            // What cannot be told is for few.
            ("public", "fault", "confidentiality: publik", Restricted),
            ("public", "fault", "title: [", Restricted),
            ("public", "fault", "Confidentiality: internal", Restricted),
            ("public", "fault", "confidential: yes", Restricted),
            ("public", "fault", "密级: 秘密", Restricted),
            ("public", "fault", "confidentiality:\n保密级别: 秘密", Restricted),
            ("public", "fault", "classification: secret", Restricted),
            (
                "public",
                "fault",
                "ｃｏｎｆｉｄｅｎｔｉａｌｉｔｙ: restricted",
                Restricted,
            ),
            (
                "public",
                "fault",
                "meta: {confidentiality: restricted}",
                Restricted,
            ),
            ("public", "fault", "meta: {level: 1}", Public),
            (
                "public",
                "fault",
                "title: a\n---\nconfidentiality: restricted",
                Restricted,
            ),
            (
                "public",
                "fault",
                "confidentiality: internal\n密级: 内部",
                Internal,
            ),
            (
                "public",
                "fault",
                "confidentiality: internal\nconfidentialty: x",
                Internal,
            ),
        ] {
            assert_eq!(level(usual, kind, front), for_whom, "{usual} {kind} {front}");
        }
    }
}
