#![doc = include_str!("../../../templates/rules/en/table-unread.md")]

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Kind;
use crate::record::{has_table, names_column, telling};

/// What looks like the table that the kind reads is not read as one.
pub const RULE: Rule = Rule {
    id: "table-unread",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

/// What parts cells; the second is full-width and parts none.
const BARS: [char; 2] = ['|', '｜'];

/// A cell of what looks like a head, and where it stands.
type Cell<'t> = (Span, &'t str);

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    if record.kind.table.is_empty() || !record.rows.is_empty() {
        return;
    }
    let body = subject.text().get(record.body..).unwrap_or("");
    let heads = heads(body).into_iter();
    let meant = |(at, line)| {
        Some((
            Span::new(at, at + str::len(line)),
            line,
            slip(&record.kind, at, line)?,
        ))
    };
    let Some((line, head, slip)) = heads.filter_map(|(at, line)| meant((at, line))).next() else {
        return;
    };
    if has_table(&record.kind, body) {
        return;
    }
    let (span, help) = match slip {
        _ if head.contains(BARS[1]) => (line, Message::new("table-unread-bars")),
        Some((span, near)) => (span, Message::new("help-nearest").with("name", near)),
        None => {
            let columns = telling(&record.kind).map(|(_, field)| field.label.zh.as_str());
            let columns = columns.collect::<Vec<_>>().join("、");
            (line, Message::new("table-unread-help").with("columns", columns))
        }
    };
    let message = Message::new("table-unread");
    found.push(
        RULE.at(subject.path(), span.shifted(record.body), message)
            .help(help),
    );
}

/// The first lines of what looks like tables, outside of code.
fn heads(body: &str) -> Vec<(usize, &str)> {
    let (mut heads, mut at, mut code, mut inside) = (Vec::new(), 0, false, false);
    for line in body.split_inclusive('\n') {
        let text = line.trim_start();
        code ^= text.starts_with("```") || text.starts_with("~~~");
        let table = !code && text.starts_with(BARS);
        if table && !inside {
            heads.push((at + line.len() - text.len(), text.trim_end()));
        }
        inside = table;
        at += line.len();
    }
    heads
}

/// Whether `line` at `at` is meant as the head of the kind's table, for it names most of the columns that tell it; and the cell that nearly names
/// one, with what it should say.
fn slip(kind: &Kind, at: usize, line: &str) -> Option<Option<(Span, String)>> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut start = at;
    for cell in line.split_inclusive(BARS) {
        let text = cell.trim_end_matches(BARS);
        let from = start + text.len() - text.trim_start().len();
        cells.push((Span::new(from, from + text.trim().len()), text.trim()));
        start += cell.len();
    }
    cells.retain(|(_, text)| !text.is_empty());
    let (mut named, mut near) = (0, None);
    for (id, field) in telling(kind) {
        let is_named = |(_, text): &Cell<'_>| names_column(id, field, text);
        let label = field.label.zh.as_str();
        let like = |(_, text): &&Cell<'_>| nearest(text, [label]).is_some();
        match cells.iter().position(is_named) {
            Some(_) => named += 1,
            None => near = near.or_else(|| Some((cells.iter().find(like)?.0, label.to_owned()))),
        }
    }
    let wanted = telling(kind).count();
    (named + 1 >= wanted && named > 0).then_some(near)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn kb(table: &str) -> Kb {
        Kb::new().record("inspections/I-1", "date: 2023-09-12", table)
    }

    fn found(table: &str) -> (Vec<String>, Vec<String>) {
        let kb = kb(table);
        (kb.found("table-unread"), kb.helped("table-unread"))
    }

    #[test]
    fn says_what_keeps_the_table_from_being_read() {
        let (found_at, help) =
            found("| 系统 | 检查项目 | 结果 |\n| --- | --- | --- |\n| 甲 | cpu | 正常 |\n");
        assert_eq!((&*found_at[0], &*help[0]), ("I-1: 检查项目", "改为 `检查项`"));
        let (found_at, help) =
            found("文字\n\n｜系统｜检查项｜结果｜\n｜---｜---｜---｜\n｜甲｜cpu｜正常｜\n");
        assert_eq!(found_at, ["I-1: ｜系统｜检查项｜结果｜"]);
        assert!(help[0].contains("半角"), "{help:?}");
        let (found_at, help) = found("| 系统 | 检查项 | 结果 |\n| 甲 | cpu | 正常 |\n");
        assert_eq!(found_at, ["I-1: | 系统 | 检查项 | 结果 |"]);
        assert!(help[0].contains("系统、检查项、结果"), "{help:?}");
    }

    #[test]
    fn other_tables_and_code_are_none() {
        for table in [
            "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| 甲 | cpu | 正常 |\n",
            "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n",
            "| 名称 | 数量 | 结果 |\n| --- | --- | --- |\n| 甲 | 1 | 2 |\n",
            "```\n| 系统 | 检查项目 | 结果 |\n```\n",
        ] {
            assert_eq!(found(table).0, Vec::<String>::new(), "{table}");
        }
    }
}
