#![doc = include_str!("../../../templates/rules/en/table-unread.md")]

use super::{ABNORMAL, NORMAL, is_result};
use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Kind;
use crate::ledger::looked_at;
use crate::record::{Record, TableRow, columns_help, has_table, names_column, telling};

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
    if record.kind.table.is_empty() {
        return;
    }
    let unread = || unread(subject).filter(|_| record.rows.is_empty());
    let is_round = record.kind.id == INSPECTION && record.front.is_some();
    match unread() {
        Some(unread) => found.push(unread),
        None if is_round => unseen(subject, found),
        None => {}
    }
}

/// The kind that is nothing without its rows.
const INSPECTION: &str = "inspection";

/// The table that was meant as the one of the kind, and is not read.
fn unread(subject: &Subject<'_>) -> Option<Diagnostic> {
    let kind = &subject.record.kind;
    let body = subject.text().get(subject.record.body..).unwrap_or("");
    let heads = heads(body);
    let meant = |(at, line): &(usize, &str)| slip(kind, *at, line).map(|near| (*at, line.len(), near));
    let like = |(at, line): &(usize, &str)| is_like(kind, *at, line).then_some((*at, line.len(), None));
    let some = || heads.iter().filter(|_| kind.id == INSPECTION).find_map(like);
    let (at, length, slip) = heads.iter().find_map(meant).or_else(some)?;
    if has_table(kind, body) {
        return None;
    }
    let line = Span::new(at, at + length);
    let (span, help) = match slip {
        _ if body.get(line.range()).is_some_and(|head| head.contains(BARS[1])) => {
            (line, Message::new("table-unread-bars"))
        }
        Some((span, near)) => (span, Message::new("help-nearest").with("name", near)),
        None => (line, columns_help(kind)),
    };
    let message = Message::new("table-unread");
    Some(
        RULE.at(subject.path(), span.shifted(subject.record.body), message)
            .help(help),
    )
}

/// A round of inspection of which no row says what was found, and each system of its front matter of which no row tells.
fn unseen(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    if is_summary(record) {
        return;
    }
    let seen = match record.rows.is_empty() {
        true => Vec::new(),
        false => looked_at(record),
    };
    let result = |row| subject.cell(row, "result");
    if seen.is_empty() {
        // A result that is missing, or is none, is said where it stands.
        if record.rows.iter().all(|row| result(row).0.is_some()) && !says_enough(subject) {
            let place = record
                .rows
                .first()
                .map_or_else(|| subject.top(), |row| result(row).1);
            let message = Message::new("table-unread-none");
            let help = Message::new("table-unread-none-help");
            found.push(RULE.at(subject.path(), place, message).help(help));
        }
        return;
    }
    let named: Vec<String> = record
        .rows
        .iter()
        .filter_map(|row| system(subject, row))
        .collect();
    let systems = record.systems();
    for (at, system) in systems.iter().enumerate() {
        if seen.contains(system) || named.contains(system) {
            continue;
        }
        let place = match systems.len() {
            1 => subject.field("system"),
            _ => subject.places().item("system", at, None),
        };
        let register = &subject.context.config.site.systems;
        let name = register
            .get(system)
            .map_or(system.as_str(), |system| &system.name);
        let message = Message::new("table-unread-system").with("system", name);
        let help = Message::new("table-unread-system-help");
        found.push(RULE.at(subject.path(), place, message).help(help));
    }
}

/// Whether an inspection of monitored data has its summary in place of rows.
fn is_summary(record: &Record) -> bool {
    let is_of_data = record.text("inspection_type").as_deref() == Some("data");
    is_of_data && record.rows.is_empty() && record.text("summary").is_some()
}

/// Whether some row tells what was found, though of no system.
fn says_enough(subject: &Subject<'_>) -> bool {
    let rows = subject.record.rows.iter();
    let mut results = rows.map(|row| subject.cell(row, "result").0);
    results.any(|result| [NORMAL, ABNORMAL].iter().any(|one| is_result(result, one)))
}

fn system(subject: &Subject<'_>, row: &TableRow) -> Option<String> {
    let (system, _) = subject.cell(row, "system");
    Some(system?.text()?.into_owned())
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

/// Whether a cell of `line` at `at` names one of the columns that tell the kind's table, nearly or among other words.
fn is_like(kind: &Kind, at: usize, line: &str) -> bool {
    cells(at, line).iter().any(|(_, text)| {
        telling(kind).any(|(id, field)| {
            let label = field.label.zh.as_str();
            names_column(id, field, text) || text.contains(label) || nearest(text, [label]).is_some()
        })
    })
}

/// The cells of `line` at `at` that are not empty.
fn cells(at: usize, line: &str) -> Vec<Cell<'_>> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut start = at;
    for cell in line.split_inclusive(BARS) {
        let text = cell.trim_end_matches(BARS);
        let from = start + text.len() - text.trim_start().len();
        cells.push((Span::new(from, from + text.trim().len()), text.trim()));
        start += cell.len();
    }
    cells.retain(|(_, text)| !text.is_empty());
    cells
}

/// Whether `line` at `at` is meant as the head of the kind's table, for it names most of the columns that tell it; and the cell that nearly names
/// one, with what it should say.
fn slip(kind: &Kind, at: usize, line: &str) -> Option<Option<(Span, String)>> {
    let cells = cells(at, line);
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
        let (found_at, _) =
            found("| 系统名称 | 检查内容 | 检查结果 |\n| --- | --- | --- |\n| 甲 | cpu | 正常 |\n");
        assert_eq!(found_at, ["I-1: | 系统名称 | 检查内容 | 检查结果 |"]);
    }

    #[test]
    fn a_table_beside_one_that_is_read_is_told_too() {
        let read = "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| 甲 | cpu | 正常 |\n\n";
        let other = "| 系统 | 检查内容 | 结果 |\n| --- | --- | --- |\n| 乙 | cpu | 异常 |\n\n";
        let numbers = "| 系统 | 数量 |\n| --- | --- |\n| 甲 | 1 |\n";
        let found_at = found(&format!("{read}{other}{numbers}")).0;
        assert_eq!(found_at, ["I-1: 系统 | 检查内容 | 结果"]);
    }

    #[test]
    fn what_no_row_takes_is_told() {
        let head = "| 序 | 系统 | 检查项 | 结果 | 值（%） | 结果 | 天气 | |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
        let rows = "| 1 | 甲 | cpu | 正常 | 1 | 异常 | 晴 | 多 |\n| 2 | 甲 | cpu | 正常 | | | | | 还 | 有 |\n| 3 | 甲 | cpu | 正常 |\n";
        let (found_at, help) = found(&format!("{head}{rows}"));
        assert_eq!(
            found_at,
            [
                "I-1: 值（%）",
                "I-1: 结果",
                "I-1: 天气",
                "I-1: 多",
                "I-1: 还 | 有"
            ]
        );
        assert_eq!(help[0], "改为 `值`");
        assert!(help[2].contains("值、说明、故障"), "{help:?}");
        let two = "| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n| 甲 | cpu | 正常 | a \\| b |\n";
        assert_eq!(found(two).0, [""; 0]);
    }

    #[test]
    fn blanks_and_colons_are_no_part_of_a_head() {
        let table = "|  系 统 | 检查　项 | 结果： |\n| --- | --- | --- |\n| 甲 | cpu | 异常 |\n";
        assert_eq!(kb(table).found("inspection-abnormal-open"), ["I-1: 异常"]);
        assert_eq!(found(table).0, [""; 0]);
    }

    #[test]
    fn a_round_says_what_was_looked_at() {
        let head = "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n";
        let unchecked = format!("{head}| 甲 | cpu | 未检 |\n");
        for (table, place) in [("没有表格\n", "---"), (head, "---"), (&unchecked, "未检")] {
            assert_eq!(found(table).0, [format!("I-1: {place}")], "{table}");
        }
        // A result that is empty, or is none, is said at its place.
        for result in ["", "OK"] {
            assert_eq!(
                found(&format!("{head}| 甲 | cpu | {result} |\n")).0,
                [""; 0],
                "{result}"
            );
        }
        let monitored =
            |front: &str| Kb::new().record("inspections/I-1", &format!("date: 2023-09-12\n{front}"), "");
        let summary = monitored("inspection_type: data\nsystem: 甲\nsummary: 数据量正常");
        assert_eq!(summary.found("table-unread"), [""; 0]);
        assert_eq!(
            monitored("inspection_type: daily\nsummary: 正常").found("table-unread"),
            ["I-1: ---"]
        );
    }

    #[test]
    fn a_system_of_the_front_matter_has_a_row() {
        let front = "date: 2023-09-12\nsystem: [甲, 乙, 丙]";
        let table =
            "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| 甲 | cpu | 正常 |\n| 乙 | cpu | 未检 |\n";
        let kb = |table: &str| Kb::new().record("inspections/I-1", front, table);
        assert_eq!(kb(table).found("table-unread"), ["I-1: 丙"]);
        assert_eq!(
            kb(&format!("{table}| | cpu | 正常 |\n")).found("table-unread"),
            [""; 0]
        );
    }

    #[test]
    fn other_tables_and_code_are_none() {
        for table in [
            "| 步骤 | 责任人 | 计划 |\n| --- | --- | --- |\n| 甲 | 乙 | 丙 |\n",
            "| 步骤 | 责任人 | 计划 |\n| --- | --- | --- |\n",
            "| 名称 | 数量 | 计划 |\n| --- | --- | --- |\n| 甲 | 1 | 2 |\n",
            "```\n| 步骤 | 责任人员 | 计划 |\n```\n",
        ] {
            let kb = Kb::new().record("changes/CH-1", "", table);
            assert_eq!(kb.found("table-unread"), Vec::<String>::new(), "{table}");
        }
        assert_eq!(found("```\n| 系统 | 检查项目 | 结果 |\n```\n").0, ["I-1: ---"]);
    }
}
