//! What is found while files are read: the code is in `source`, `config`, `record` and `library`, the name and the page
//! here.

use crate::check::{Check, Level, Rule};

/// An error that is found while reading.
pub(super) const fn error(id: &'static str) -> Rule {
    row(id, Level::Error)
}

/// A warning that is found while reading.
pub(super) const fn warning(id: &'static str) -> Rule {
    row(id, Level::Warning)
}

const fn row(id: &'static str, level: Level) -> Rule {
    Rule {
        id,
        level,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    /// Rules of reading that a merge in front matter would set off, were it not told for itself.
    const PARSERS: [&str; 4] = [
        "front-matter",
        "duplicate-key",
        "full-width-punctuation",
        "field-required",
    ];

    #[test]
    fn a_system_may_be_one_whose_entry_is_to_be_mended() {
        let of = |systems: &str| {
            let kb = Kb::new().casebook(&format!("systems: {systems}\n"));
            kb.record("faults/F-1", "system: 值班", "")
                .found("system-unknown")
        };
        assert_eq!(of("[{id: gw, name: 公文}]"), ["F-1: 值班"]);
        assert_eq!(
            of("[{id: gw, name: 公文}, {id: zb, name: 公文}]"),
            Vec::<String>::new()
        );
        assert_eq!(
            of("[{id: gw, name: 公文}, {id: gw, name: 排班}]"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_merge_that_is_not_resolved_is_told_once() {
        let merge = "<<<<<<< HEAD\nseverity: minor\n=======\nseverity：major\n>>>>>>> b1\n";
        let whole = "<<<<<<< HEAD\n---\ntitle: 甲\n---\n=======\n---\ntitle: 乙\n---\n>>>>>>> b1\n";
        let over =
            "---\ntitle: 甲\n<<<<<<< HEAD\ntags: [甲]\n---\n正文\n=======\ntags: [乙]\n---\n>>>>>>> b1\n";
        let kb = Kb::new()
            .file("faults/F-1.md", &format!("---\ntitle: 甲\n{merge}---\n正文\n"))
            .file("faults/F-2.md", whole)
            .file("faults/F-3.md", over)
            .file("faults/F-4.md", &format!("---\ntitle: 甲\n{merge}"))
            .file("manuals/a.md", &format!("# 手册\n\n```\n{merge}```\n"));
        let found = ["F-1", "F-2", "F-3", "F-4", "a"].map(|id| format!("{id}: <<<<<<< HEAD"));
        assert_eq!(kb.found("merge-conflict"), found);
        for rule in PARSERS {
            assert_eq!(kb.found(rule), Vec::<String>::new(), "{rule}");
        }
    }
}
