#![doc = include_str!("../../../templates/rules/en/choice-unknown.md")]

use crate::base::{Diagnostic, Label, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::config::{Entry, Register};
use crate::record::TableRow;

/// A value is none of the choices. Those of a kind are told while reading; here are texts that name an entry of the configuration.
pub const RULE: Rule = Rule {
    id: "choice-unknown",
    level: Level::Error,
    check: Check::Record(&["inspection", "risk", "vulnerability"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let config = subject.context.config;
    found.extend(match subject.kind() {
        "inspection" if config.contract.whole => of_field(subject, "plan", &config.contract.inspection_plan),
        // Where the contract is to be mended first, any text will do.
        "inspection" => None,
        "risk" => of_field(subject, "item", &config.site.check_items),
        _ => of_field(subject, "vendor", &config.site.vendors),
    });
    let Some(column) = subject.record.kind.table.get("item") else {
        return;
    };
    let looked_at = |row: &&TableRow| {
        let (result, _) = subject.cell(row, "result");
        super::is_result(result, super::NORMAL) || super::is_result(result, super::ABNORMAL)
    };
    for row in subject.record.rows.iter().filter(looked_at) {
        if let (Some(value), span) = subject.cell(row, "item")
            && let Some(written) = value.text()
        {
            let unknown = unknown(&written, &config.site.check_items, &column.label);
            found.extend(unknown.map(|said| at(subject, span, said)));
        }
    }
}

fn of_field<T: Entry>(subject: &Subject<'_>, field: &str, known: &Register<T>) -> Option<Diagnostic> {
    let written = subject.record.text(field)?;
    let said = unknown(&written, known, &subject.label(field))?;
    Some(at(subject, subject.field(field), said))
}

fn at(subject: &Subject<'_>, span: Span, (message, help): (Message, Message)) -> Diagnostic {
    RULE.at(subject.path(), span, message).help(help)
}

/// What is said where `written` names none of those `known`, if there are any, and what helps.
fn unknown<T: Entry>(written: &str, known: &Register<T>, label: &Label) -> Option<(Message, Message)> {
    if known.is_empty() || known.find(written).is_some() {
        return None;
    }
    let help = match known.nearest(written) {
        Some(near) => Message::new("help-nearest").with("name", near),
        None => {
            let choices = known.iter().map(|entry| match entry.id() == entry.name() {
                true => entry.id().to_owned(),
                false => format!("{} ({})", entry.name(), entry.id()),
            });
            Message::new("help-choices").with("choices", choices.collect::<Vec<_>>().join(", "))
        }
    };
    let message = Message::new("choice-unknown")
        .with("value", written)
        .with("field", label);
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn records(kb: Kb) -> Kb {
        kb.record("inspections/I-1", "date: 2023-09-12\nplan: dialy", "")
            .record("inspections/I-2", "date: 2023-09-12\nplan: 每日巡检", "")
            .record("vulnerabilities/V-1", "vendor: 榕信", "")
            .record("vulnerabilities/V-2", "vendor: 榕信软件", "")
            .record("risks/R-1", "item: 天气", "")
            .record("risks/R-2", "item: cpu", "")
            .record(
                "inspections/I-3",
                "date: 2023-09-12",
                "| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n| gw | CPU使用率 | 正常 | 99% |\n| gw | cpu | 正常 | 9% |\n| gw | ＣＰＵ | 正常 | 9% |\n| gw | 服务 | 正常 | |\n",
            )
    }

    #[test]
    fn what_names_an_entry_names_one_that_is_there() {
        let contract = "inspection_plan: [{id: daily, name: 每日巡检, type: daily, every: workday}]";
        let kb = records(Kb::with_registers().contract(contract));
        assert_eq!(
            kb.found("choice-unknown"),
            ["I-1: dialy", "I-3: CPU使用率", "R-1: 天气", "V-1: 榕信"]
        );
        assert_eq!(
            kb.helped("choice-unknown"),
            [
                "改为 `daily`",
                "改为 `CPU 使用率`",
                "可选值：CPU 使用率 (cpu), 服务 (service)",
                "改为 `榕信软件`"
            ]
        );
    }

    #[test]
    fn any_text_will_do_where_nothing_is_declared() {
        assert_eq!(records(Kb::new()).found("choice-unknown"), Vec::<String>::new());
    }
}
