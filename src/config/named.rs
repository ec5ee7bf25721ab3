//! Does what one entry of `casebook.yaml` names stand in the register that it is of?

use super::reader::{Node, Reader};
use super::register::{Entry, Region, Register};
use super::site::Site;
use crate::base::Message;
use crate::kind::{FieldType, Kinds};

/// An error for each name that is not declared. A register that is not declared takes any text.
pub(super) fn check(reader: &mut Reader<'_>, root: &Node<'_>, site: &Site, kinds: &Kinds) {
    let types = document_types(site, kinds);
    names_of_people(reader, root);
    for system in entries(root, "systems") {
        named(reader, &system, "owner", ("people", &site.people));
        named(reader, &system, "builder", ("vendors", &site.vendors));
        for document in each(&system, "documents") {
            reader.one_of(&document, &types);
        }
    }
    for region in entries(root, "regions") {
        named(reader, &region, "parent", ("regions", &site.regions));
    }
    rings(reader, root, &site.regions);
    for person in entries(root, "people") {
        named(reader, &person, "systems", ("systems", &site.systems));
    }
    for turn in entries(root, "duty") {
        named(reader, &turn, "person", ("people", &site.people));
    }
}

/// An error for regions that lie in each other, at the first of them.
fn rings(reader: &mut Reader<'_>, root: &Node<'_>, regions: &Register<Region>) {
    let place = |id: &str| regions.iter().position(|region| region.id == id);
    for entry in entries(root, "regions") {
        let Some(parent) = entry.get("parent") else {
            continue;
        };
        let id = entry
            .get("id")
            .or_else(|| entry.get("name"))
            .and_then(|node| node.text());
        let Some(first) = id.as_deref().and_then(|id| regions.get(id)) else {
            continue;
        };
        let mut names = vec![first.name.as_str()];
        let mut next = first;
        while let Some(above) = next.parent.as_ref().and_then(|parent| regions.find(parent)) {
            if above.id == first.id {
                names.push(&first.name);
                let message = Message::new("config-region-ring").with("names", names.join(" → "));
                reader.wrong_help(&parent, message, Message::new("config-region-ring-help"));
                break;
            }
            // It is told at the first of them, and a way into a ring is none.
            if place(&above.id) < place(&first.id) || names.len() > regions.len() {
                break;
            }
            names.push(&above.name);
            next = above;
        }
    }
}

/// An error for each system that has the name of one before it: who writes the name means either. Whether there is none.
pub(super) fn names_of_systems(reader: &mut Reader<'_>, root: &Node<'_>) -> bool {
    let alike = named_alike(root, "systems");
    let are_apart = alike.is_empty();
    for (node, name, first) in alike {
        let message = Message::new("config-name-twice")
            .with("name", name)
            .with("id", first);
        reader.wrong_help(&node, message, Message::new("config-name-twice-help"));
    }
    are_apart
}

/// A warning for each person who has the name of one before: two people may, and only their IDs tell them apart.
fn names_of_people(reader: &mut Reader<'_>, root: &Node<'_>) {
    for (node, name, first) in named_alike(root, "people") {
        let message = Message::new("config-person-twice")
            .with("name", name)
            .with("id", first);
        reader.odd_help(&node, message, Message::new("config-person-twice-help"));
    }
}

/// The names of entries of `register` that one before has, with the ID of that. The same ID twice has its own finding.
fn named_alike<'v>(root: &Node<'v>, register: &str) -> Vec<(Node<'v>, String, String)> {
    let mut known: Vec<(String, String)> = Vec::new();
    let mut alike = Vec::new();
    for entry in entries(root, register) {
        let Some(node) = entry.get("name") else { continue };
        let (Some(id), Some(name)) = (entry.get("id").unwrap_or(node.clone()).text(), node.text()) else {
            continue;
        };
        match known.iter().find(|(other, _)| *other == name) {
            Some((_, first)) if *first != id => alike.push((node, name, first.clone())),
            Some(_) => {}
            None => known.push((name, id)),
        }
    }
    alike
}

fn entries<'v>(root: &Node<'v>, key: &str) -> Vec<Node<'v>> {
    root.get(key).map(|list| list.items()).unwrap_or_default()
}

/// The items of the list at `key`, or the one value there.
fn each<'v>(node: &Node<'v>, key: &str) -> Vec<Node<'v>> {
    node.get(key).map(|list| list.each()).unwrap_or_default()
}

fn named<T: Entry>(
    reader: &mut Reader<'_>,
    entry: &Node<'_>,
    key: &str,
    (register, declared): (&'static str, &Register<T>),
) {
    let is_all = |name: &Node<'_>| key == "systems" && name.text().as_deref() == Some("all");
    for name in each(entry, key)
        .iter()
        .filter(|name| declared.declared && !is_all(name))
    {
        reader.declared(name, register, declared);
    }
}

/// The types that documents of any kind may have.
fn document_types<'c>(site: &'c Site, kinds: &'c Kinds) -> Vec<&'c str> {
    let mut types = Vec::new();
    for kind in kinds.iter() {
        let FieldType::Choice(choices) = (match kind.field("document_type") {
            Some(field) => &field.kind,
            None => continue,
        }) else {
            continue;
        };
        types.extend(
            site.choices(choices)
                .into_iter()
                .flat_map(|labels| labels.keys().map(String::as_str)),
        );
    }
    types
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Lang, Severity};
    use crate::config::{Config, Written};

    /// What is said of `casebook.yaml` with this text, and what to do.
    fn said(text: &str) -> Vec<String> {
        let written = Written {
            casebook: Some(text.to_owned()),
            ..Written::default()
        };
        let catalog = Catalog::of(Lang::ZhCn);
        let say = |finding: &crate::base::Diagnostic| {
            let help = finding
                .help
                .as_ref()
                .map(|help| catalog.say(help))
                .unwrap_or_default();
            let mark = if finding.severity == Severity::Error {
                ""
            } else {
                "? "
            };
            format!("{mark}{} / {help}", catalog.say(&finding.message))
        };
        Config::settle(&written).findings.iter().map(say).collect()
    }

    const GOOD: &str = "systems: [{id: gw, name: 公文, owner: 张伟, builder: v1, state: retired, documents: [faq, ops_scheme]}]
regions: [{id: fj, name: 省局, level: province}, {id: fz, name: 福州, level: grassroots, parent: 省局}]
people: [{id: zhang, name: 张伟, role: engineer, systems: all}, {id: lin, name: 林, role: purchaser, systems: [gw]}]
vendors: [{id: v1, name: 榕信, role: builder}]
duty: [{date: 2023-10-01, person: zhang, phone: \"8001\"}]
";

    #[test]
    fn what_is_declared_is_found_by_id_and_name() {
        assert_eq!(said(GOOD), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_declared_is_told_with_where_to_declare_it() {
        for (right, wrong, wanted) in [
            (
                "role: purchaser",
                "role: purchasr",
                "没有 `purchasr` 这个值 / 改为 `purchaser`；可选值：engineer, manager, purchaser, staff",
            ),
            (
                "role: engineer",
                "role: boss",
                "没有 `boss` 这个值 / 可选值：engineer, manager, purchaser, staff",
            ),
            (
                "state: retired",
                "state: inuse",
                "没有 `inuse` 这个值 / 改为 `in_use`；可选值：in_use, retired",
            ),
            (
                "level: grassroots",
                "level: town",
                "没有 `town` 这个值 / 可选值：province, city, grassroots",
            ),
            (
                "owner: 张伟",
                "owner: 张玮",
                "`people` 中没有 `张玮` / 改为 `张伟`",
            ),
            (
                "builder: v1",
                "builder: 海峡政务",
                "`vendors` 中没有 `海峡政务` / 写 casebook.yaml 的 `vendors` 中的编号或名称，或先在那里登记",
            ),
            (
                "parent: 省局",
                "parent: 省",
                "`regions` 中没有 `省` / 改为 `省局`",
            ),
            (
                "level: province",
                "parent: fz, level: province",
                "地区互为上级：省局 → 福州 → 省局 / 改正写反的 `parent`",
            ),
            (
                "duty: [",
                "check_items: [{id: cpu, warn: \">= 95\", alarm: \">= 90\"}]\nduty: [",
                "? 预警 `>= 95` 都在告警 `>= 90` 之内，永远不会预警 / 核对两个界限，预警应比告警先到",
            ),
            (
                "person: zhang",
                "person: nobody",
                "`people` 中没有 `nobody` / 写 casebook.yaml 的 `people` 中的编号或名称，或先在那里登记",
            ),
            (
                "systems: [gw]",
                "systems: [gwx]",
                "`systems` 中没有 `gwx` / 改为 `gw`",
            ),
            (
                "role: purchaser",
                "rolle: purchaser",
                "? 不认识的键 `rolle` / 改为 `role`",
            ),
            (
                "state: retired",
                "阶段: retired",
                "? 不认识的键 `阶段` / 可写的键：id, name, owner, builder, state, from, to, documents",
            ),
            (
                "{id: lin, name: 林, role: purchaser,",
                "{id: lin, name: 林, from: 2023-08-01, to: 2023-07-31, role: purchaser,",
                "这里不能写 `2023-07-31` / 写不早于 `from` 的日期",
            ),
            (
                "systems: [{id: gw,",
                "systems: [{id: oa, name: 公文}, {id: gw,",
                "名称 `公文` 已由系统 `oa` 使用 / 给其中一个换名称；同一个系统只登记一次",
            ),
            (
                "people: [",
                "people: [{id: zhang2, name: 张伟}, ",
                "? 姓名 `张伟` 已由 `zhang2` 使用，写姓名时认作前一个 / 给其中一个的姓名加上单位或序号，或在记录里写编号",
            ),
            (
                "vendors: [{",
                "channels: qq\nvendors: [{",
                "这里不能写 `qq` / 写词表，如 `{qq: QQ群, mail: 邮件}` 或 `[QQ群, 邮件]`",
            ),
            (
                "vendors: [{",
                "channels: [{id: qq, name: QQ群}, 邮件]\nvendors: [{",
                "这里的写法不对 / 写词表，如 `{qq: QQ群, mail: 邮件}` 或 `[QQ群, 邮件]`",
            ),
            (
                "vendors: [{",
                "causes: {hardware: , software: 软件}\nvendors: [{",
                "这里的写法不对 / 写词表，如 `{qq: QQ群, mail: 邮件}` 或 `[QQ群, 邮件]`",
            ),
            (
                "systems: [{id: gw,",
                "language: zh-TW\nsystems: [{id: gw,",
                "这里不能写 `zh-TW` / 写 zh-CN 或 en",
            ),
            (
                "systems: [{id: gw,",
                "language: en\nlanguages: [zh-CN, en]\nsystems: [{id: gw,",
                "? `languages` 的第一个不是 `language`：主要语言是 en，排在最前 / 把 en 写在最前，或改正 `language`",
            ),
            (
                "systems: [{id: gw,",
                "languages: [zh-CN, zh-CN]\nsystems: [{id: gw,",
                "? `zh-CN` 出现了两次 / 删去重复的一个",
            ),
            (
                "phone:",
                "fon:",
                "? 不认识的键 `fon` / 可写的键：date, person, phone",
            ),
        ] {
            assert_eq!(said(&GOOD.replacen(right, wrong, 1)), [wanted], "{wrong}");
        }
        let documents = said(&GOOD.replace("faq", "nosuch"));
        assert!(
            documents[0].starts_with("没有 `nosuch` 这个值 / 可选值：user_manual, "),
            "{documents:?}"
        );
    }

    /// What is read as one text is one text: nothing else is left aside without a word.
    #[test]
    fn what_is_no_text_is_told_once() {
        let text = "这里的写法不对 / 写文字";
        let both = "这里只能写一段文字，不能分语言写 / 写一段文字：`港口`、`Port`，或两种语言写在一起";
        let list = "这里的写法不对 / 写列表";
        let map = "这里的写法不对 / 写映射 {键: 值}";
        for (written, wanted) in [
            ("title: {zh-CN: 港口, en: Port}", both),
            ("title: [a]", text),
            ("systems: [{id: gw, name: {zh-CN: 港口, en: Port}}]", both),
            ("regions: [{name: {zh-CN: 港口, en: Port}}]", both),
            ("people: [{id: z, name: [张], systems: all}]", text),
            ("people: [{id: z}]\nsystems: [{id: gw, owner: [[z]]}]", text),
            ("vendors: [{id: v, contact: {a: b}}]", text),
            ("check_items: [{id: c, unit: {zh-CN: 港口, en: Port}}]", both),
            ("duty: {date: 2023-10-01}", list),
            ("limits: [5]", map),
            ("languages: {en: 1}", list),
            ("provenance: [a]", map),
        ] {
            let said = said(written);
            let is_told = said.iter().any(|said| said.starts_with(wanted));
            assert!(is_told && said.len() <= 2, "{written}: {said:?}");
        }
    }

    #[test]
    fn a_register_that_is_not_declared_takes_any_text() {
        assert_eq!(
            said("systems: [{id: gw, owner: 某人, builder: 某家}]"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_colon_of_full_width_is_named() {
        for text in ["title：知识库", "title：知识库\nlanguage: zh-CN"] {
            assert_eq!(
                said(text),
                ["字段 `title` 后面是全角冒号 / 改为半角冒号加空格：`title: …`"]
            );
        }
    }
}
