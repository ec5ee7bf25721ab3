//! Which value of a field does `contract.yaml` mean, by its ID or its name?

use super::reader::{Node, Reader};
use super::register::{Entry, Register};
use super::site::Site;
use crate::base::Message;
use crate::base::nearest::nearest;
use crate::kind::{Choices, Field, FieldType, Kind, When};

/// What is wrong with a word that is no value, and what helps.
type Wrong = (Message, Message);

/// The value of `field` that is written at `node`, as the ledger holds it. One that there is not is an error there.
pub(super) fn value(reader: &mut Reader<'_>, site: &Site, field: &Field, node: &Node<'_>) -> Option<String> {
    let Some(written) = node.text() else {
        reader.expected(node, "expected-text");
        return None;
    };
    match meant(site, field, &written) {
        Ok(value) => Some(value),
        Err((message, help)) => {
            reader.wrong_help(node, message, help);
            None
        }
    }
}

/// The same of the key `written` that leads to `node`.
pub(super) fn key(
    reader: &mut Reader<'_>,
    site: &Site,
    field: &Field,
    written: &str,
    node: &Node<'_>,
) -> Option<String> {
    match meant(site, field, written) {
        Ok(value) => Some(value),
        Err((message, help)) => {
            reader.wrong_key(node, message, Some(help));
            None
        }
    }
}

/// The condition at `node` on records of `kind`, its values as the ledger holds them; nothing where it is none.
pub(super) fn condition(reader: &mut Reader<'_>, site: &Site, kind: &Kind, node: &Node<'_>) -> Vec<When> {
    let Some(when) = When::read(node.value) else {
        reader.expected(node, "expected-condition");
        return Vec::new();
    };
    compared(node, &mut |name, value| {
        if let Some(field) = kind.field(name) {
            self::value(reader, site, field, value);
        }
    });
    let known = |name: &str, written: String| match kind.field(name) {
        Some(field) => meant(site, field, &written).unwrap_or(written),
        None => written,
    };
    when.into_iter().map(|when| when.meaning(&known)).collect()
}

/// Gives `see` each value of the condition at `node` with the field that it is compared with.
fn compared(node: &Node<'_>, see: &mut dyn FnMut(&str, &Node<'_>)) {
    for part in node.items() {
        compared(&part, see);
    }
    for (name, value) in node.entries() {
        match (name.as_str(), value.value.is_sequence()) {
            ("all", _) => compared(&value, see),
            (_, true) => value.items().iter().for_each(|value| see(&name, value)),
            (_, false) => see(&name, &value),
        }
    }
}

/// The value of `field` that is meant by `written`, as the ledger holds it; any text will do where nothing is declared.
fn meant(site: &Site, field: &Field, written: &str) -> Result<String, Wrong> {
    match field.kind.item() {
        FieldType::Choice(choices) => of_choices(site, choices, written),
        FieldType::Boolean if !["true", "false"].contains(&written) => {
            Err(none_of(written, &["true", "false"], &["true", "false"]))
        }
        FieldType::System => of_register(&site.systems, written),
        FieldType::Region => of_register(&site.regions, written),
        FieldType::Person => of_register(&site.people, written),
        _ => Ok(written.to_owned()),
    }
}

fn of_choices(site: &Site, choices: &Choices, written: &str) -> Result<String, Wrong> {
    let Some(known) = site.choices(choices) else {
        return Ok(written.to_owned());
    };
    if known.contains_key(written) {
        return Ok(written.to_owned());
    }
    if let Some((id, _)) = known.iter().find(|(_, label)| label.is(written)) {
        return Ok(id.clone());
    }
    let ids: Vec<&str> = known.keys().map(String::as_str).collect();
    let names = known
        .values()
        .flat_map(|label| [label.zh.as_str(), label.en.as_str()]);
    let all: Vec<&str> = ids.iter().copied().chain(names).collect();
    Err(none_of(written, &all, &ids))
}

fn of_register<T: Entry>(register: &Register<T>, written: &str) -> Result<String, Wrong> {
    match register.find(written) {
        Some(entry) => Ok(entry.id().to_owned()),
        None if !register.declared => Ok(written.to_owned()),
        None => {
            let ids: Vec<&str> = register.iter().map(Entry::id).collect();
            let names = register.iter().map(Entry::name);
            let all: Vec<&str> = ids.iter().copied().chain(names).collect();
            Err(none_of(written, &all, &ids))
        }
    }
}

fn none_of(written: &str, names: &[&str], ids: &[&str]) -> Wrong {
    let help = match nearest(written, names.iter().copied()) {
        Some(near) => Message::new("help-nearest-of").with("name", near),
        None => Message::new("help-choices"),
    };
    let message = Message::new("config-none-of").with("written", written);
    (message, help.with("choices", ids.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Lang};
    use crate::config::{ClockLimit, Config, Written};
    use crate::kind::When;

    /// What is written for each language, or as a list, where one text is read, is told at its place.
    #[test]
    fn what_is_no_text_is_told() {
        for (contract, wanted) in [
            (
                "contract: {title: {zh-CN: 合同, en: Contract}}",
                "{zh-CN: 合同, en: Contract}",
            ),
            ("contract: {number: [1]}", "[1]"),
            ("contract: 5", "5"),
            ("calendar: {hours: 5}", "5"),
            ("calendar: {hours: [{day: {a: b}}]}", "{a: b}"),
            ("calendar: {week: [mon-fri, [sat]]}", "[mon-fri, [sat]]"),
            (
                "inspection_plan: [{id: d, name: {en: Daily}, type: daily, every: workday}]",
                "{en: Daily}",
            ),
            (
                "inspection_plan: [{id: d, systems: {a: b}, type: daily, every: workday}]",
                "{a: b}",
            ),
            (
                "deliverables: [{document_type: faq, from: [a], limit: 3 days}]",
                "[a]",
            ),
            ("deliverables: {limit: 3 days}", "{limit: 3 days}"),
            ("deliverables: [{document_type: faq}]", "{document_type: faq}"),
            ("calendar: 5", "5"),
            ("availability: [a]", "[a]"),
            ("priority_matrix: {high: 5}", "5"),
            (
                "clocks: [{id: c, of: fault, name: [响应], from: reported_at, to: responded_at, limit: 1 hour}]",
                "[响应]",
            ),
            (
                "clocks: [{id: c, of: fault, exempt: {a: b}, from: reported_at, to: responded_at, limit: 1 hour}]",
                "{a: b}",
            ),
            (
                "clocks: [{id: c, of: fault, from: reported_at, to: responded_at, limit_by: {field: severity}}]",
                "{field: severity}",
            ),
        ] {
            let found = settled(contract).findings;
            let places: Vec<&str> = found
                .iter()
                .map(|finding| contract.get(finding.span.range()).unwrap_or_default())
                .collect();
            assert!(places.contains(&wanted), "{contract}: {found:?}");
        }
    }

    fn settled(contract: &str) -> Config {
        let written = Written {
            casebook: Some("systems: [{id: gw, name: 公文}]".to_owned()),
            contract: Some(contract.to_owned()),
            ..Written::default()
        };
        Config::settle(&written)
    }

    /// What is underlined in this contract, and what helps.
    fn told(contract: &str) -> Vec<String> {
        let catalog = Catalog::of(Lang::ZhCn);
        let findings = settled(contract).findings;
        let said = findings.iter().map(|finding| {
            let help = finding.help.as_ref().map(|help| catalog.say(help));
            let help = help.unwrap_or_default();
            format!(
                "{}: {}",
                &contract[finding.span.range()],
                help.split('；').next().unwrap_or_default()
            )
        });
        said.collect()
    }

    fn task(when: &str) -> String {
        format!(
            "clocks: [{{id: task, of: case, from: reported_at, to: resolved_at, due: due_on, when: {when}}}]"
        )
    }

    #[test]
    fn a_clock_is_limited_by_id_and_by_name() {
        for written in [
            "{nature: task}",
            "{nature: 交办任务}",
            "{all: [{nature: [交办任务]}]}",
        ] {
            let config = settled(&task(written));
            assert_eq!(config.findings, [], "{written}");
            let [clock] = &config.contract.clocks[..] else {
                unreachable!("one clock is written");
            };
            let is = When::Is("nature".to_owned(), "task".to_owned());
            let all = When::All(vec![vec![is.clone()]]);
            assert!(
                clock.when == [is] || clock.when == [all],
                "{written}: {:?}",
                clock.when
            );
        }
    }

    #[test]
    fn a_value_that_there_is_not_is_told_at_its_place() {
        for (written, wanted) in [
            ("{nature: tsk}", "tsk: 改为 `task`"),
            ("{nature: 交办任物}", "交办任物: 改为 `交办任务`"),
            ("{all: [{nature: [task, wishh]}, due_on]}", "wishh: 改为 `wish`"),
            ("[{out_of_scope: ture}]", "ture: 改为 `true`"),
            ("{system: gx}", "gx: 可选值：gw"),
        ] {
            assert_eq!(told(&task(written)), [wanted], "{written}");
        }
        assert_eq!(told(&task("{system: 公文}")), Vec::<String>::new());
    }

    #[test]
    fn so_is_one_in_what_else_the_contract_compares() {
        for (written, wanted) in [
            (
                "deliverables: [{document_type: implementation, limit: 10 days}]",
                "implementation: 改为 `implementation_plan`",
            ),
            (
                "inspection_plan: [{id: m, type: monthy, every: month}]",
                "monthy: 改为 `monthly`",
            ),
            (
                "priority_matrix: {high: {high: critcal}}",
                "critcal: 改为 `critical`",
            ),
            ("priority_matrix: {high: {hgih: critical}}", "hgih: 改为 `high`"),
            (
                "clocks: [{id: a, of: fault, from: reported_at, to: resolved_at, limit_by: {field: severity, of: {mjor: 1 workday}}}]",
                "mjor: 改为 `major`",
            ),
            (
                "clocks: [{id: a, of: fault, from: reported_at, to: resolved_at, limit: 1 workday, not_excused: [vendr]}]",
                "vendr: 改为 `vendor`",
            ),
        ] {
            assert_eq!(told(written), [wanted]);
        }
    }

    #[test]
    fn names_are_taken_for_ids_everywhere() {
        let config = settled(
            "deliverables: [{document_type: 实施计划, limit: 10 days}]\n\
             inspection_plan: [{id: m, type: 月巡检, every: month}]\n\
             priority_matrix: {高: {高: 一级}}\n\
             clocks: [{id: a, of: fault, from: reported_at, to: resolved_at, limit_by: {field: severity, of: {二级: 1 workday}}, not_excused: [待用户]}]\n",
        );
        assert_eq!(config.findings, []);
        let contract = &config.contract;
        assert_eq!(contract.deliverables[0].document_type, "implementation_plan");
        assert_eq!(
            contract
                .inspection_plan
                .get("m")
                .map(|plan| plan.inspection_type.as_str()),
            Some("monthly")
        );
        assert_eq!(contract.priority_matrix["high"]["high"], "critical");
        assert_eq!(contract.clocks[0].not_excused, ["user"]);
        let ClockLimit::By { of, .. } = &contract.clocks[0].limit else {
            unreachable!("it is by a choice");
        };
        assert!(of.contains_key("major"));
    }
}
