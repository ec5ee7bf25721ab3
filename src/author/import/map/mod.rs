//! `MAP.yaml`: which column gives which field.

mod condition;
mod fields;
mod how;
mod source;

pub use condition::Condition;
pub use source::{From, Named, Piece, Source};

use super::input::How;
use crate::base::{Diagnostic, Message, RelPath, Severity, nearest::nearest};
use crate::config::{Config, Node, Reader};
use crate::kind::Kind;

/// The name of findings in the map.
pub const RULE: &str = "import-map";

const KEYS: [&str; 13] = [
    "format",
    "encoding",
    "separator",
    "sheet",
    "header",
    "source",
    "key",
    "draft",
    "fields",
    "body",
    "skip",
    "only",
    "qq",
];

/// A map, settled.
#[derive(Debug, Clone)]
pub struct Map {
    /// How the file is read.
    pub how: How,
    /// What the file is called in keys, so that two sources may number alike.
    pub source: Option<String>,
    /// The columns that tell a row from all others; without any, all of them do.
    pub key: Vec<Named>,
    /// Whether records are drafts, where the map says so.
    pub draft: Option<bool>,
    /// What gives the fields, by name.
    pub fields: Vec<(String, Source)>,
    /// What stands under the headings.
    pub body: Vec<(String, Source)>,
    /// Rows that are left out: those for which any of these holds.
    pub skip: Vec<Condition>,
    /// Rows that are taken: those for which all of these hold.
    pub only: Vec<Condition>,
}

/// What the template of a kind brings.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// Its headings.
    pub headings: Vec<String>,
    /// The fields that it fills.
    pub filled: Vec<String>,
}

/// Reads `text`, the map at `path`, for records of `kind` and its template.
///
/// # Errors
/// What is wrong with it.
pub fn read(
    text: &str,
    path: &RelPath,
    config: &Config,
    kind: &Kind,
    template: &Template,
) -> Result<Map, Vec<Diagnostic>> {
    let (mut reader, value) = Reader::new(text, path.as_str(), RULE);
    let root = Node::root(&value);
    reader.unknown_keys(&root, &KEYS);
    let map = Map {
        how: how::read(&mut reader, &root, config),
        source: reader.parsed(&root, "source", "expected-text", text_of),
        key: key(&mut reader, &root),
        draft: reader.parsed(&root, "draft", "expected-boolean", |text| text.parse().ok()),
        fields: fields::read(&mut reader, &root, config, kind, template),
        body: body(&mut reader, &root, kind, template),
        skip: condition::read(&mut reader, &root, "skip"),
        only: condition::read(&mut reader, &root, "only"),
    };
    if reader.findings.is_empty() {
        return Ok(map);
    }
    let mut findings = reader.findings;
    // Nothing is imported by a map of which a part means nothing.
    findings
        .iter_mut()
        .for_each(|finding| finding.severity = Severity::Error);
    Diagnostic::sort(&mut findings);
    findings.dedup();
    Err(findings)
}

/// A text as it stands.
fn text_of(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn key(reader: &mut Reader<'_>, root: &Node<'_>) -> Vec<Named> {
    let Some(node) = root.get("key") else {
        return Vec::new();
    };
    let all = match node.value.is_sequence() {
        true => node.items(),
        false => vec![node.clone()],
    };
    let named: Vec<Named> = all.iter().filter_map(|node| Named::read(reader, node)).collect();
    if named.is_empty() && reader.findings.is_empty() {
        reader.expected(&node, "expected-import-key");
    }
    named
}

/// What stands under which heading. One that the kind has no use for is taken as it is, unless one was meant that it has.
fn body(reader: &mut Reader<'_>, root: &Node<'_>, kind: &Kind, template: &Template) -> Vec<(String, Source)> {
    let Some(node) = root.get("body") else {
        return Vec::new();
    };
    if !node.value.is_mapping() {
        reader.expected(&node, "expected-import-body");
        return Vec::new();
    }
    let names = kind.section_names.values().flat_map(|name| [&name.zh, &name.en]);
    let known = template.headings.iter().chain(kind.headings()).chain(names);
    let known: Vec<&str> = known.map(String::as_str).collect();
    let mut body = Vec::new();
    for (heading, child) in node.entries() {
        let near = nearest(&heading, known.iter().copied());
        if let Some(near) = near.filter(|_| !known.contains(&heading.as_str())) {
            let message = Message::new("import-heading")
                .with("heading", heading.as_str())
                .with("kind", &kind.name);
            let help = Message::new("help-nearest").with("name", near);
            reader.wrong_key(&child, message, Some(help));
        } else if let Some(source) = source::read(reader, &child) {
            // The template may have it by the name of another language.
            let same = |there: &&String| {
                let mut all = kind.headings();
                all.any(|known| kind.is_section(there, known) && kind.is_section(&heading, known))
            };
            let there = template.headings.iter().find(same).cloned();
            body.push((there.unwrap_or(heading), source));
        }
    }
    body
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::{Catalog, Lang};
    use crate::config::Written;

    fn config() -> Config {
        let casebook = "systems: [{id: gwgl, name: 公文管理系统}]\nchannels: {qq: QQ群, module: 技术支持}\n";
        Config::settle(&Written {
            casebook: Some(casebook.to_owned()),
            ..Written::default()
        })
    }

    fn settle(text: &str) -> Result<Map, Vec<String>> {
        let config = config();
        let kind = config.kinds.get("case").unwrap();
        let path = RelPath::new("map.yaml").unwrap();
        let template = Template {
            headings: vec!["问题描述".to_owned()],
            filled: Vec::new(),
        };
        read(text, &path, &config, kind, &template).map_err(|findings| {
            let catalog = Catalog::of(Lang::En);
            let say = |finding: &Diagnostic| {
                let place = text.get(finding.span.range()).unwrap_or_default();
                let help = finding
                    .help
                    .as_ref()
                    .map(|help| catalog.say(help))
                    .unwrap_or_default();
                format!("{place}: {} {help}", catalog.say(&finding.message))
                    .trim_end()
                    .to_owned()
            };
            findings.iter().map(say).collect()
        })
    }

    const WHOLE: &str = "\
format: csv
source: 技术支持
key: [工单号]
fields:
  title: {column: 问题, length: 40}
  reported_at: {column: 提交时间, format: \"%Y/%m/%d %H:%M\"}
  channel: {value: module}
  system: {column: 系统, values: {公文: 公文管理系统}}
body:
  问题描述: {text: \"{问题}\\n\\n电话：{电话}\"}
skip: {column: 状态, is: [作废]}
only:
  - {column: 类别, matches: \"^咨询\"}
  - {column: 答复, empty: false}
";

    #[test]
    fn a_whole_map_is_read() {
        let map = settle(WHOLE).unwrap();
        assert_eq!(map.fields.len(), 4);
        assert_eq!((map.skip.len(), map.only.len(), map.key.len()), (1, 2, 1));
        assert_eq!(map.source.as_deref(), Some("技术支持"));
    }

    #[test]
    fn each_mistake_is_told_at_its_place() {
        let said = |from: &str, to: &str| settle(&WHOLE.replace(from, to)).unwrap_err();
        for (from, to, wanted) in [
            (
                "source:",
                "sourse:",
                "sourse: unknown key `sourse` write `source`",
            ),
            (
                "  channel:",
                "  chanel:",
                "chanel: the kind “Case” has no field `chanel` write `channel`",
            ),
            (
                "value: module",
                "value: modul",
                "modul: `modul` is no value of “Channel” write `module`",
            ),
            (
                "公文管理系统",
                "公文管理系痛",
                "公文管理系痛: there is no system called `公文管理系痛` write `公文管理系统`",
            ),
            (
                "问题描述:",
                "问题描述述:",
                "问题描述述: the template of “Case” has no heading “问题描述述” write `问题描述`",
            ),
            (
                "length: 40",
                "length: 0",
                "0: `0` cannot stand here write a number of characters, 4 or more",
            ),
            (
                "\"%Y/%m/%d %H:%M\"",
                "\"%H:%M\"",
                "\"%H:%M\": `%H:%M` cannot stand here write a format with `%Y`, `%m` and `%d`",
            ),
            (
                "\"^咨询\"",
                "\"(咨询\"",
                "\"(咨询\": `(咨询` cannot stand here write a regular expression",
            ),
            (
                "format: csv",
                "format: xls",
                "xls: `xls` cannot stand here write csv, xlsx or qq",
            ),
            (
                "{问题}\\n",
                "{问题\\n",
                "\"{问题\\n\\n电话：{电话}\": `{问题\n\n电话：{电话}` cannot stand here write a text with columns in braces, such as `{No}: {Title}`",
            ),
        ] {
            assert_eq!(said(from, to), [wanted]);
        }
    }

    #[test]
    fn what_has_another_shape_is_not_passed_over() {
        for (from, to) in [
            ("source: 技术支持", "source: [技术支持]"),
            ("key: [工单号]", "key: {a: b}"),
            ("length: 40", "default: [x]"),
            ("length: 40", "split: {a: b}"),
            ("values: {公文: 公文管理系统}", "values: {公文: [公文管理系统]}"),
            ("values: {公文: 公文管理系统}", "values: 公文"),
            ("skip: {column: 状态, is: [作废]}", "skip: 作废"),
            ("is: [作废]", "is: []"),
            ("format: csv", "qq: [x]"),
            ("format: csv", "qq: {staff: {a: b}}"),
            ("format: csv", "header: [1]"),
            ("format: csv", "sheet: [1]"),
            ("format: csv", "draft: 1"),
        ] {
            assert_eq!(settle(&WHOLE.replace(from, to)).unwrap_err().len(), 1, "{to}");
        }
        let nothing: &[&str] = &[
            "[]",
            "x",
            "fields: x",
            "fields: []",
            "body: x\nfields: {title: a, reported_at: b}",
        ];
        for text in nothing {
            assert_eq!(settle(text).unwrap_err().len(), 1, "{text}");
        }
    }

    #[test]
    fn what_a_record_cannot_do_without_is_asked_for() {
        let said = settle("fields:\n  channel: {value: qq}\n").unwrap_err();
        assert_eq!(
            said,
            [
                "fields: `title` gets no value",
                "fields: `reported_at` gets no value: a record is numbered and filed by its date",
            ]
        );
        assert_eq!(settle("").unwrap_err().len(), 1);
        assert_eq!(settle("fields: [a\n").unwrap_err().len(), 1);
        let both = settle(&WHOLE.replace("  channel:", "  source_key: 工单号\n  channel:")).unwrap_err();
        assert_eq!(
            both,
            ["source_key: `source_key` is set by the import; write `key` or `draft` at the top of the map"]
        );
    }
}
