//! How do two versions of a record differ?
//!
//! What is compared is what stands in the file: keys of the front matter, rows of the table that the kind reads, the rest of the
//! text. What it means by the schema of today, others ask.

mod front;
mod rows;

use super::compare::common;
use crate::base::decode::decode;
use crate::base::yaml;
use crate::kind::Kind;
use crate::record;
use serde::{Deserialize, Serialize};

/// How two versions of a record differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The keys of the front matter that have another value, in order of their names.
    pub fields: Vec<FieldChange>,
    /// The cells and rows of the kind's table that differ, in order.
    pub rows: Vec<RowChange>,
    /// Whether the text differs elsewhere.
    pub body: bool,
}

/// A key of the front matter with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The key.
    pub field: String,
    /// The value before, in YAML as it was written; `None` where there was none.
    pub old: Option<String>,
    /// The value after.
    pub new: Option<String>,
}

/// A cell of the kind's table with another text, or a row that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    /// What the row is about: its first cells.
    pub row: String,
    /// The ID of the column; `None` for a whole row.
    pub column: Option<String>,
    /// The text before; `None` for a row that came.
    pub old: Option<String>,
    /// The text after; `None` for a row that went.
    pub new: Option<String>,
}

impl Difference {
    /// That of versions of which only this is known, that they differ.
    pub fn unread() -> Difference {
        Difference {
            body: true,
            ..Difference::default()
        }
    }

    /// Whether nothing that means something differs.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.rows.is_empty() && !self.body
    }

    /// Whether the newer version is a draft, and the older one is not.
    pub fn makes_draft(&self) -> bool {
        let mut fields = self.fields.iter();
        let keeps_back = |written: Option<&str>| {
            let value = written.and_then(|written| yaml::parse(written).ok());
            value.is_some_and(|value| record::is_draft(&value))
        };
        fields.any(|change| {
            let (old, new) = (change.old.as_deref(), change.new.as_deref());
            change.field == "draft" && keeps_back(new) && !keeps_back(old)
        })
    }
}

/// Compares two versions of a record of `kind`. Of a version that is no text, only that it differs is known.
pub fn compare_texts(kind: &Kind, old: &[u8], new: &[u8]) -> Difference {
    let (Ok(old), Ok(new)) = (decode(old), decode(new)) else {
        return Difference::unread();
    };
    let (old_front, old_body) = record::split(old);
    let (new_front, new_body) = record::split(new);
    let fields = if old_front == new_front {
        Vec::new()
    } else {
        front::fields(old_front, new_front)
    };
    if same_text(old_body, new_body) {
        return Difference {
            fields,
            ..Difference::default()
        };
    }
    if kind.table.is_empty() || !tables_may_differ(old_body, new_body) {
        return Difference {
            fields,
            rows: Vec::new(),
            body: true,
        };
    }
    let rows = rows::rows(
        kind,
        &record::written_rows(kind, old_body),
        &record::written_rows(kind, new_body),
    );
    let body = rows.is_empty() || !same_text(&without_tables(old_body), &without_tables(new_body));
    Difference { fields, rows, body }
}

/// Ends of lines, spaces before them and empty lines around a text mean nothing.
fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = apart(a.trim_start(), b.trim_start());
    let (old, new) = (a.trim_end().lines(), b.trim_end().lines());
    a == b || old.map(str::trim_end).eq(new.map(str::trim_end))
}

/// What follows the last empty line up to which two texts are alike; all of them where there is none.
fn apart<'t>(a: &'t str, b: &'t str) -> (&'t str, &'t str) {
    let alike = common(a.as_bytes(), b.as_bytes());
    let head = &a.as_bytes()[..alike];
    let cut = memchr::memmem::rfind(head, b"\n\n").map_or(0, |at| at + 2);
    (a.get(cut..).unwrap_or(a), b.get(cut..).unwrap_or(b))
}

/// Whether the tables of two bodies may differ, told without reading them. An empty line ends a table, and what follows one changes nothing
/// in the tables above it, unless it defines what a link or a footnote there means.
fn tables_may_differ(a: &str, b: &str) -> bool {
    let (a, b) = apart(a, b);
    [a, b]
        .iter()
        .any(|text| text.contains('|') || text.contains("]:"))
}

fn without_tables(body: &str) -> String {
    let lines = body.lines().filter(|line| !line.trim_start().starts_with('|'));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::{Config, Written};
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
    use std::sync::LazyLock;

    static CONFIG: LazyLock<Config> = LazyLock::new(|| Config::settle(&Written::default()));

    fn compare(kind: &str, old: &str, new: &str) -> Difference {
        compare_texts(CONFIG.kinds.get(kind).unwrap(), old.as_bytes(), new.as_bytes())
    }

    fn said(difference: &Difference) -> Vec<String> {
        let show = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let fields = difference.fields.iter();
        fields
            .map(|change| format!("{}: {} > {}", change.field, show(&change.old), show(&change.new)))
            .collect()
    }

    #[test]
    fn fields_are_compared_by_their_values() {
        let old = "---\ntitle: 甲\nresolved_at: 2023-09-19 16:40\ntags: [a, b]\ngone: 1\npending:\n  - {from: a}\n---\n正文\n";
        let new = "---\r\ntags:\r\n- a\r\n- b\r\ntitle: \"甲\" # 同一个\r\nresolved_at: 2023-09-20 08:00\r\nadded:\r\nresponded_at: 2023-09-19 09:00\r\npending:\r\n  - {from: b}\r\n---\r\n正文\r\n";
        let difference = compare("fault", old, new);
        assert_eq!(
            said(&difference),
            [
                "gone: 1 > -",
                "pending: - {from: a} > - {from: b}",
                "resolved_at: 2023-09-19 16:40 > 2023-09-20 08:00",
                "responded_at: - > 2023-09-19 09:00",
            ]
        );
        assert!(!difference.body && difference.rows.is_empty());
    }

    #[test]
    fn what_lines_cannot_tell_is_parsed() {
        let old = "---\na: &x [1, 2]\nb: *x\n---\n";
        assert_eq!(
            said(&compare("fault", old, "---\na: &x [1, 3]\nb: *x\n---\n")),
            ["a: - 1\n- 2 > - 1\n- 3", "b: - 1\n- 2 > - 1\n- 3"]
        );
        assert_eq!(
            said(&compare(
                "fault",
                "---\n{a: 1, b: 2}\n---\n",
                "---\n{b: 2, a: 3}\n---\n"
            )),
            ["a: 1 > 3"]
        );
        assert!(compare("fault", "---\na: 1\n---\n甲", "---\na: 1\n---\n乙").body);
        assert!(compare("fault", "\u{feff}甲", "甲\n").is_empty());
        assert!(compare_texts(CONFIG.kinds.get("fault").unwrap(), b"\xb9\xab", b"x").body);
    }

    #[test]
    fn rows_are_compared_cell_by_cell() {
        let table = |rows: &str| {
            format!(
                "---\ndate: 2023-09-01\n---\n说明\n\n| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n{rows}"
            )
        };
        let old =
            table("| 公文 | CPU | 正常 | 12 |\n| 公文 | 内存 | 正常 | 50 |\n| 信访 | CPU | 正常 | 9 |\n");
        let new =
            table("| 公文 | CPU | 异常 | 95 |\n| 公文 | 内存 | 正常 | 50 |\n| 信访 | 磁盘 | 正常 | 60 |\n");
        let difference = compare("inspection", &old, &new);
        let said: Vec<String> = difference
            .rows
            .iter()
            .map(|row| format!("{} {:?} {:?} {:?}", row.row, row.column, row.old, row.new))
            .collect();
        assert_eq!(
            said,
            [
                "公文 · CPU Some(\"result\") Some(\"正常\") Some(\"异常\")",
                "公文 · CPU Some(\"value\") Some(\"12\") Some(\"95\")",
                "信访 · 磁盘 None None Some(\"信访 | 磁盘 | 正常 | 60\")",
                "信访 · CPU None Some(\"信访 | CPU | 正常 | 9\") None",
            ]
        );
        assert!(!difference.body);
        assert!(compare("inspection", &old, &old.replace("说明", "另外说明")).body);
    }

    fn mirrored(mut difference: Difference) -> Difference {
        for change in &mut difference.fields {
            std::mem::swap(&mut change.old, &mut change.new);
        }
        for change in &mut difference.rows {
            std::mem::swap(&mut change.old, &mut change.new);
        }
        sorted(difference)
    }

    fn sorted(mut difference: Difference) -> Difference {
        difference.rows.sort_by_key(|change| format!("{change:?}"));
        difference
    }

    /// Texts that are much like records, and much like one another.
    fn version() -> impl Strategy<Value = String> {
        let line = "(title|tags|a|\"q\"): ?(甲|[a-c]|\\[a, b\\]|&x 1|\\*x|\"|\\{|)( #.)?|- [ab]|  b: 1|# .|\\PC{0,4}";
        let row = "\\| ?(公文|信访|) ?\\| ?(CPU|内存) ?\\| ?(正常|异常) ?\\| ?[0-2]? ?(\\| .)?\\|?|说明|";
        let end = "\n|\r\n";
        (
            proptest::collection::vec(line, 0..5),
            proptest::collection::vec(row, 0..6),
            end,
        )
            .prop_map(|(front, rows, end)| {
                let head = "| 系统 | 检查项 | 结果 | 值 |";
                let all = ["---".to_owned()].into_iter().chain(front);
                let all = all.chain(["---", "", head, "| --- | --- | --- | --- |"].map(str::to_owned));
                all.chain(rows).collect::<Vec<_>>().join(&end)
            })
    }

    /// Bodies that begin alike, mostly with a table, and go on with lines that may mean something to it.
    fn bodies() -> impl Strategy<Value = (String, String)> {
        let line = "文|    文|- 文|> 文|```|~~~|<!--|-->|<div>|---||\\[x\\]: y|\\[\\^x\\]: y|\\| c \\| d \\||\\| - \\| - \\| - \\|";
        let row = "\\| (a|\\[x\\]|\\[\\^x\\]) \\| b \\|";
        let lines = |of, most| proptest::collection::vec(of, 0..most);
        let table = ("(> |- |)", lines(row, 3)).prop_map(|(mark, rows)| {
            let head = ["| 系统 | 检查项 | 结果 |", "| - | - | - |"].map(str::to_owned);
            let mark_of = |at| {
                if at > 0 && mark == "- " {
                    "  "
                } else {
                    mark.as_str()
                }
            };
            let all = head.into_iter().chain(rows).enumerate();
            all.map(|(at, line)| format!("{}{line}", mark_of(at)))
                .collect::<Vec<_>>()
        });
        let tails = (lines(line, 4), lines(line, 4));
        (lines(line, 2), table, "\n{0,2}", tails).prop_map(|(before, table, gap, (a, b))| {
            let text = |tail: Vec<String>| {
                let head = [before.clone(), table.clone()].concat().join("\n");
                format!("{head}\n{gap}{}", tail.join("\n"))
            };
            (text(a), text(b))
        })
    }

    proptest! {
        #[test]
        fn tables_that_are_not_read_do_not_differ((a, b) in bodies()) {
            let kind = CONFIG.kinds.get("inspection").unwrap();
            if !tables_may_differ(&a, &b) {
                prop_assert_eq!(record::written_rows(kind, &a), record::written_rows(kind, &b));
            }
        }

        #[test]
        fn texts_are_the_same_line_by_line((a, b) in bodies(), white in "[ \\n\\r]{0,4}") {
            let lines = |text: &str| text.trim().lines().map(str::trim_end).map(str::to_owned).collect::<Vec<_>>();
            for (a, b) in [(&a, &b), (&a, &format!("{white}{a}{white}")), (&a, &a.replace('\n', &format!("{white}\n")))] {
                prop_assert_eq!(same_text(a, b), lines(a) == lines(b));
            }
        }

        #[test]
        fn backwards_is_the_mirror_image(old in version(), new in version()) {
            for kind in ["fault", "inspection"] {
                prop_assert!(compare(kind, &old, &old).is_empty());
                let there = compare(kind, &old, &new);
                let back = compare(kind, &new, &old);
                prop_assert_eq!(mirrored(back), sorted(there));
            }
        }

        #[test]
        fn any_bytes_can_be_compared(old: Vec<u8>, new: Vec<u8>, text in "\\PC*", other in version()) {
            for kind in CONFIG.kinds.iter() {
                compare_texts(kind, &old, &new);
                compare_texts(kind, text.as_bytes(), other.as_bytes());
            }
        }
    }
}
