//! What does a value that stands in a table say to a reader? Tables hold IDs, times to the second and JSON; people read names.

use super::names::column;
use crate::base::{Catalog, Lang};
use crate::config::Config;
use crate::kind::{Field, FieldType, Kind};
use serde_json::Value as Json;

/// Tells what tables hold, by the names of the configuration.
pub struct Told<'c> {
    config: &'c Config,
    lang: Lang,
    catalog: &'static Catalog,
}

impl Told<'_> {
    /// By the names of `config`, in `lang`.
    pub fn new(config: &Config, lang: Lang) -> Told<'_> {
        Told {
            config,
            lang,
            catalog: Catalog::of(lang),
        }
    }

    /// What people call the part `name` of a record of `kind`: `resolved_at`, `result[row]`, `row[row]`, `body`.
    pub fn part(&self, kind: &Kind, name: &str) -> String {
        let label = |field: Option<&Field>, name: &str| {
            field.map_or(name, |field| field.label.get(self.lang)).to_owned()
        };
        match apart(name) {
            ("row", Some(row)) => row.to_owned(),
            (column, Some(row)) => format!("{row} · {}", label(kind.table.get(column), column)),
            ("body", None) => self.catalog.word("change-text"),
            (name, None) => label(kind.field(name), name),
        }
    }

    /// What `written`, what the part `name` of a record of `kind` said, says.
    pub fn part_value(&self, kind: &Kind, name: &str, written: &str) -> String {
        let field = match apart(name) {
            (column, Some(_)) => kind.table.get(column),
            (name, None) => kind.field(name),
        };
        field.map_or_else(|| written.to_owned(), |field| self.value(field, written))
    }

    /// What `written`, a value of `field`, says. Lists and small tables are JSON there, spans in which somebody waits also `from/to reason`.
    pub fn value(&self, field: &Field, written: &str) -> String {
        match &field.kind {
            kind @ (FieldType::List(_) | FieldType::Rows(_)) => self.list(kind, written),
            kind => self.one(kind, written),
        }
    }

    fn list(&self, kind: &FieldType, written: &str) -> String {
        match (serde_json::from_str::<Json>(written), kind) {
            (Ok(json @ Json::Array(_)), kind) => self.json(kind, &json),
            (_, FieldType::Rows(columns)) => {
                let spans = written.split("; ");
                let spans = spans.map(|span| self.span(columns.get("reason"), span));
                spans.collect::<Vec<_>>().join(&self.row_end())
            }
            _ => written.to_owned(),
        }
    }

    fn json(&self, kind: &FieldType, json: &Json) -> String {
        match (kind, json) {
            (FieldType::List(item), Json::Array(all)) => {
                let words = all.iter().map(|one| self.json(item, one));
                words
                    .collect::<Vec<_>>()
                    .join(&self.catalog.word("site-list-comma"))
            }
            (FieldType::Rows(columns), Json::Array(rows)) => {
                let row = |row: &Json| {
                    let cells = columns.iter().filter_map(|(name, field)| {
                        let words = self.json(&field.kind, row.get(column(name))?);
                        Some(words).filter(|words| !words.is_empty())
                    });
                    cells.collect::<Vec<_>>().join(" ")
                };
                rows.iter().map(row).collect::<Vec<_>>().join(&self.row_end())
            }
            (kind, Json::String(text)) => self.one(kind, text),
            (kind, one) => self.one(kind, &one.to_string()),
        }
    }

    fn span(&self, reason: Option<&Field>, span: &str) -> String {
        let (times, why) = span.rsplit_once(' ').unwrap_or((span, ""));
        match (times.split_once('/'), reason) {
            (Some((from, to)), Some(reason)) => {
                let (from, to) = (to_the_minute(from), to_the_minute(to));
                format!("{from} {to} {}", self.value(reason, why))
                    .trim_end()
                    .to_owned()
            }
            _ => span.to_owned(),
        }
    }

    fn row_end(&self) -> String {
        self.catalog.word("chart-stop")
    }

    /// What `written`, one value of this type, says.
    fn one(&self, kind: &FieldType, written: &str) -> String {
        let site = &self.config.site;
        match kind {
            FieldType::Choice(choices) => site.choice_label(choices, written).get(self.lang).to_owned(),
            FieldType::Person => site.people.name(written).to_owned(),
            FieldType::System => site.systems.name(written).to_owned(),
            FieldType::Region => site.regions.name(written).to_owned(),
            FieldType::DateTime => to_the_minute(written).to_owned(),
            FieldType::Boolean => self.catalog.word(match written {
                "1" | "true" => "site-yes",
                _ => "site-no",
            }),
            _ => written.to_owned(),
        }
    }
}

/// A local time of a table, with seconds only where they are not zero.
pub fn to_the_minute(text: &str) -> &str {
    let minute = text.strip_suffix(":00").filter(|_| text.len() == 19);
    minute.unwrap_or(text)
}

/// The part of a name in tables that stands before its brackets, and what stands in them.
fn apart(name: &str) -> (&str, Option<&str>) {
    let inside = name
        .split_once('[')
        .and_then(|(name, row)| Some((name, row.strip_suffix(']')?)));
    inside.map_or((name, None), |(name, row)| (name, Some(row)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::fixture::Base;

    const CASEBOOK: &str = "people: [{id: z, name: 张伟}]\nvendors: [{id: hx, name: 海峡}]\n";

    #[test]
    fn what_tables_hold_reads_as_on_pages() {
        let library = Base::new(CASEBOOK, "").library();
        let told = Told::new(&library.config, Lang::ZhCn);
        for (kind, name, text, wanted) in [
            ("fault", "severity", "major", "二级"),
            ("fault", "resolved_at", "2023-09-18 16:40:00", "2023-09-18 16:40"),
            (
                "fault",
                "resolved_at",
                "2023-09-18 16:40:20",
                "2023-09-18 16:40:20",
            ),
            ("fault", "handler", "z", "张伟"),
            ("fault", "emergency", "1", "是"),
            ("fault", "emergency", "false", "否"),
            ("fault", "reported_at", "昨天", "昨天"),
            (
                "test",
                "test_type",
                r#"["stress","functional"]"#,
                "压力测试、功能测试",
            ),
            (
                "fault",
                "pending",
                "2023-09-14 10:00:00/2023-09-14 11:30:00 user; 2023-09-15 10:00:00/ vendor",
                "2023-09-14 10:00 2023-09-14 11:30 待用户；2023-09-15 10:00  待承建单位",
            ),
        ] {
            let kind = library.config.kinds.get(kind).unwrap();
            assert_eq!(told.part_value(kind, name, text), wanted, "{name} {text}");
        }
    }
}
