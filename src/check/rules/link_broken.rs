#![doc = include_str!("../../../templates/rules/en/link-broken.md")]

use crate::base::id::fold;
use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::{Field, FieldType};
use crate::library::{Link, Target, Via, kind_of};
use crate::record::Record;
use crate::record::markdown::{LinkKind, is_external, split_fragment};
use percent_encoding::percent_decode_str;

/// A link leads to nothing: no such record, file or heading, a record of a kind that the field does not take, or the record itself.
pub const RULE: Rule = Rule {
    id: "link-broken",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for link in subject.links() {
        if let Some(escaped) = escaped(subject, link) {
            found.push(cut_short(subject, link, escaped));
            continue;
        }
        match &link.target {
            Target::Missing if !is_duplicate_of(link) => found.push(missing(subject, link)),
            Target::Here(false) => found.push(no_heading(subject, link, subject.record)),
            Target::Record {
                index,
                anchor_exists: false,
                ..
            } => {
                let there = &subject.context.library.records[*index];
                found.push(no_heading(subject, link, there));
            }
            Target::Record { index, .. } => {
                let there = &subject.context.library.records[*index];
                match is_itself(subject, link, *index) {
                    true => found.push(itself(subject, link)),
                    false => {
                        found.extend(other_kind(subject, link, there));
                        found.extend(in_a_ring(subject, link));
                    }
                }
            }
            _ => {}
        }
    }
    found.extend(blanks(subject));
    found.extend(pictures(subject));
}

/// Pictures from elsewhere, which no page loads.
fn pictures<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    let all = subject.record.outline.links.iter();
    let elsewhere = all.filter(|link| link.kind == LinkKind::Image && is_external(&link.target));
    elsewhere.map(|link| {
        let message = Message::new("link-broken-picture");
        let help = Message::new("link-broken-picture-help");
        RULE.at(subject.path(), link.span, message).help(help)
    })
}

/// What is no link for the blanks in its path, but would lead to something without them.
fn blanks<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    let library = subject.context.library;
    let all = subject.record.outline.blanks.iter();
    let meant = all.filter(|link| leads_on(&library.target(subject.index, &link.target, link.kind)));
    meant.map(|link| {
        let message = Message::new("link-broken-blank");
        let help = Message::new("help-nearest").with("name", link.target.as_str());
        RULE.at(subject.path(), link.span, message).help(help)
    })
}

/// Whether a reader who follows a link to `target` arrives.
fn leads_on(target: &Target) -> bool {
    match target {
        Target::Missing | Target::Here(false) => false,
        Target::Record { anchor_exists, .. } => *anchor_exists,
        Target::File(_) | Target::External | Target::Here(true) => true,
    }
}

/// `duplicate-of` speaks of it.
fn is_duplicate_of(link: &Link) -> bool {
    matches!(&link.via, Via::Field(name) if name == "duplicate_of")
}

/// Whether a field or a row names the record that it stands in; in a text that leads back to the top, and a document may be evidence of itself.
fn is_itself(subject: &Subject<'_>, link: &Link, index: usize) -> bool {
    let is_field = match &link.via {
        Via::Body => false,
        Via::Field(_) => true,
        Via::Row(name) => subject.record.kind.table.get(name).and_then(kinds_of).is_some(),
    };
    index == subject.index && is_field && !is_duplicate_of(link)
}

fn itself(subject: &Subject<'_>, link: &Link) -> Diagnostic {
    let message = Message::new("link-broken-itself").with("target", link.written.as_str());
    let help = Message::new("link-broken-itself-help");
    RULE.at(subject.path(), place(subject, link), message).help(help)
}

/// The fields that name what came before, which can be nothing that came after.
const BEFORE: [&str; 2] = ["repeat_of", "supersedes"];

fn in_a_ring(subject: &Subject<'_>, link: &Link) -> Option<Diagnostic> {
    let field = match &link.via {
        Via::Field(name) if BEFORE.contains(&name.as_str()) => name,
        _ => return None,
    };
    let ring: Vec<&str> = super::ring(subject, field)?
        .into_iter()
        .filter_map(|index| Some(subject.context.library.records.get(index)?.id.as_str()))
        .collect();
    let message = Message::new("link-broken-ring")
        .with("field", &subject.label(field))
        .with("ids", ring.join(" → "));
    let help = Message::new("link-broken-ring-help");
    Some(RULE.at(subject.path(), place(subject, link), message).help(help))
}

/// What the link should have been where it leads to nothing, but its whole text is the name of a file: `#` and `?` end a path.
fn escaped(subject: &Subject<'_>, link: &Link) -> Option<String> {
    if leads_on(&link.target) || link.via != Via::Body || !is_path(subject, link) {
        return None;
    }
    let name = link.written.replace('?', "%3F");
    let whole = name.replace('#', "%23");
    let library = subject.context.library;
    [name, whole]
        .into_iter()
        .find(|written| leads_on(&library.target(subject.index, written, LinkKind::Link)))
}

fn cut_short(subject: &Subject<'_>, link: &Link, escaped: String) -> Diagnostic {
    let message = Message::new("link-broken-cut").with("target", link.written.as_str());
    let help = Message::new("help-nearest").with("name", escaped);
    RULE.at(subject.path(), place(subject, link), message).help(help)
}

fn missing(subject: &Subject<'_>, link: &Link) -> Diagnostic {
    let is_path = link.via == Via::Body && is_path(subject, link);
    let unread = match is_path {
        true => linked_file(subject, &link.written).and_then(|file| subject.context.unread_file(&file)),
        false => subject.context.unread_record(split_fragment(&link.written).0),
    };
    if let Some(file) = unread {
        let message = Message::new("link-broken-unread").with("target", link.written.as_str());
        let help = Message::new("link-broken-unread-help").with("path", file.as_str());
        return RULE.at(subject.path(), place(subject, link), message).help(help);
    }
    let id = if is_path {
        "link-broken-file"
    } else {
        "link-broken"
    };
    let message = Message::new(id).with("target", link.written.as_str());
    let finding = RULE.at(subject.path(), place(subject, link), message);
    let near = match is_path {
        true => nearest_file(subject, &link.written),
        false => nearest_id(subject, &link.written, kinds_wanted(subject, link)),
    };
    let help = match near {
        Some(near) => Message::new("help-nearest").with("name", near),
        None if is_path && link.written.ends_with('/') => Message::new("link-broken-folder-help"),
        None => Message::new("link-broken-help"),
    };
    finding.help(help)
}

fn no_heading(subject: &Subject<'_>, link: &Link, there: &Record) -> Diagnostic {
    let fragment = split_fragment(&link.written).1.unwrap_or_default();
    let message = Message::new("link-broken-heading")
        .with("fragment", fragment)
        .with("id", there.id.as_str());
    let finding = RULE.at(subject.path(), place(subject, link), message);
    let headings = there.outline.headings.iter();
    match nearest(
        fragment,
        headings.flat_map(|heading| [heading.id.as_str(), heading.text.trim()]),
    ) {
        Some(near) => finding.help(Message::new("help-nearest").with("name", format!("#{near}"))),
        None => finding.help(Message::new("link-broken-heading-help")),
    }
}

/// A reference to a record of a kind that the field does not take.
fn other_kind(subject: &Subject<'_>, link: &Link, there: &Record) -> Option<Diagnostic> {
    let kinds = kinds_wanted(subject, link);
    if kinds.is_empty() || kinds.contains(&there.kind.id) {
        return None;
    }
    let message = Message::new("link-broken-kind")
        .with("target", link.written.as_str())
        .with("kind", &there.kind.name);
    let names: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let help = Message::new("link-broken-kind-help").with("kinds", names.join(", "));
    Some(RULE.at(subject.path(), place(subject, link), message).help(help))
}

/// The kinds that whatever makes the link takes; none where it takes any.
fn kinds_wanted<'s>(subject: &'s Subject<'_>, link: &Link) -> &'s [String] {
    let kind = &subject.record.kind;
    let field = match &link.via {
        Via::Body => None,
        Via::Field(name) => kind.field(name),
        Via::Row(name) => kind.table.get(name),
    };
    field.and_then(kinds_of).unwrap_or_default()
}

fn nearest_id(subject: &Subject<'_>, written: &str, kinds: &[String]) -> Option<String> {
    let near = subject.context.nearest_id(written, subject.index, kinds);
    near.map(str::to_owned)
}

fn kinds_of(field: &Field) -> Option<&[String]> {
    match field.kind.item() {
        FieldType::Ref(kinds) => Some(kinds),
        _ => None,
    }
}

fn place(subject: &Subject<'_>, link: &Link) -> Span {
    let Via::Field(name) = &link.via else {
        return link.span;
    };
    let items = subject.record.list(name);
    match items.iter().position(|item| *item == link.written) {
        Some(at) if items.len() > 1 => subject.places().item(name, at, None),
        _ => subject.field(name),
    }
}

/// Whether the link is written as a path, not as an ID in double brackets.
fn is_path(subject: &Subject<'_>, link: &Link) -> bool {
    !subject
        .text()
        .get(link.span.range())
        .unwrap_or("")
        .starts_with("[[")
}

/// The file that the path `written` means.
fn linked_file(subject: &Subject<'_>, written: &str) -> Option<RelPath> {
    let (path, _) = split_fragment(written);
    let folder = subject.path().parent();
    folder.join(&percent_decode_str(path).decode_utf8_lossy())
}

/// The path, as the record would write it, of the record that `written` probably means: one with nearly that ID.
fn nearest_file(subject: &Subject<'_>, written: &str) -> Option<String> {
    let library = subject.context.library;
    let file = linked_file(subject, written)?;
    if written.ends_with('/') {
        return None;
    }
    let beside = library.attachments.iter().map(|other| &other.path);
    let mut beside = beside.filter(|other| other.parent() == file.parent());
    let is_alike = |other: &&RelPath| fold(other.file_name()) == fold(file.file_name());
    if let Some(other) = beside.find(is_alike) {
        return Some(subject.path().link_to(other));
    }
    if !["", "md", "html"].contains(&file.extension().as_str()) {
        return None;
    }
    let below = kind_of(subject.context.config, &library.layout, &file).map(|(_, below, _)| below);
    // The whole path tells more than its last name.
    let near = [below, Some(file.stem())]
        .into_iter()
        .flatten()
        .find_map(|name| nearest_id(subject, name, &[]))?;
    let there = library.records.get(library.find(&near)?)?;
    Some(subject.path().link_to(&there.path))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn kb(body: &str) -> Kb {
        Kb::new()
            .record(
                "faults/2023/F-20230512-01",
                "related: [a, F-20230512-03]",
                "## 处理 过程\n\nx\n",
            )
            .record("manuals/a", "", body)
    }

    #[test]
    fn records_files_and_headings_must_be_there() {
        let kb = kb(
            "[[F-20230512-02]] [一](../faults/2023/F-20230512-01.md#处理过成) [二](附件.pdf) [三](#x) [四](https://x.cn)",
        );
        assert_eq!(
            kb.found("link-broken"),
            [
                "F-20230512-01: F-20230512-03",
                "a: [[F-20230512-02]]",
                "a: [一](../faults/2023/F-20230512-01.md#处理过成)",
                "a: [二](附件.pdf)",
                "a: [三](#x)",
            ]
        );
    }

    #[test]
    fn signs_that_end_a_path_are_escaped_in_the_name_of_a_file() {
        let kb = kb("![](<截图 #1?.png>) [二](#2.png) [三](问?.md#x) [四](none?.png)")
            .file("manuals/截图 #1?.png", "")
            .file("manuals/#2.png", "")
            .record("manuals/问?", "", "## x");
        let helps = kb.helped("link-broken");
        let wanted = ["截图 %231%3F.png", "%232.png", "问%3F.md#x"].map(|name| format!("改为 `{name}`"));
        assert_eq!(helps[1..4], wanted);
        assert_eq!(kb.found("link-broken").len(), 5);
    }

    #[test]
    fn a_file_is_found_whatever_its_case_and_a_folder_has_no_page() {
        let kb = kb("![](Shot.PNG) [二](../manuals/)").file("manuals/shot.png", "");
        let helps = kb.helped("link-broken");
        assert_eq!(helps[1], "改为 `shot.png`");
        assert_eq!(
            helps[2],
            "这个文件夹没有自己的页面：链接到其中的一个文件，或在里面加 index.md"
        );
    }

    #[test]
    fn evidence_names_records() {
        let table = "| 序号 | 事项 | 要求 | 证据 |\n| --- | --- | --- | --- |\n| 1 | 甲 | 乙 | F-20230512-01、F-20230512-91 |\n| 2 | 甲 | 乙 | [附](x.pdf)，**F-20230512-92** |\n| 3 | 甲 | 乙 | **F-20230512-93** |\n";
        let kb = kb("").record("plans/p", "document_type: summary", table);
        assert_eq!(
            kb.found("link-broken")[1..],
            ["p: F-20230512-91", "p: [附](x.pdf)", "p: **F-20230512-93**"]
        );
        assert_eq!(kb.helped("link-broken")[1], "改为 `F-20230512-01`");
    }

    #[test]
    fn a_ring_is_told_once() {
        let kb = Kb::new()
            .record("faults/F-1", "repeat_of: F-2", "")
            .record("faults/F-2", "repeat_of: F-3", "")
            .record("faults/F-3", "repeat_of: F-1", "")
            .record("manuals/a", "supersedes: b", "")
            .record("manuals/b", "supersedes: a", "")
            .record("manuals/c", "supersedes: b", "");
        assert_eq!(kb.found("link-broken"), ["F-1: F-2", "a: b"]);
    }

    #[test]
    fn names_the_nearest() {
        let kb = kb("[[F-20230512-02]] [一](../faults/2023/F-20230512-1.md)");
        let helps = kb.helped("link-broken");
        assert_eq!(helps[1], "改为 `F-20230512-01`");
        assert_eq!(helps[2], "改为 `../faults/2023/F-20230512-01.md`");
    }

    #[test]
    fn the_nearest_is_of_the_kind_and_never_itself() {
        let kb = kb("[附](../manuals/sub/index.html)")
            .record("manuals/2024/index", "", "")
            .record("cases/C-20230914-01", "fault: F-20230914-01", "[[F-20230914-01]]")
            .record("tests/T-20230914-01", "", "")
            .record("faults/F-20230914-02", "related: F-20230914-03", "");
        let helps = kb.helped("link-broken");
        let none = "核对编号或路径；已改名的记录可在 `aliases` 中写上旧编号";
        assert_eq!(helps[0], "改为 `F-20230914-02`");
        assert_eq!(helps[1], "改为 `F-20230914-02`");
        assert_eq!(helps[3], none);
        assert_eq!(kb.found("link-broken")[4], "a: [附](../manuals/sub/index.html)");
        assert_eq!(helps[4], none);
    }

    #[test]
    fn a_field_names_another_record() {
        let kb = kb("[[F-3]]").record("faults/F-3", "related: [F-3]\nrepeat_of: f-3", "[[F-3]]");
        assert_eq!(kb.found("link-broken")[1..], ["F-3: [F-3]", "F-3: f-3"]);
    }

    #[test]
    fn what_is_none_of_a_list_moves_no_place() {
        let kb = kb("").record(
            "faults/F-2",
            "related: [F-20230512-01, ~, NOPE, '', GONE, nope]",
            "",
        );
        assert_eq!(kb.found("link-broken")[1..], ["F-2: NOPE", "F-2: GONE"]);
        assert_eq!(kb.found("list-repeated"), ["F-2: nope"]);
    }

    #[test]
    fn a_field_takes_its_kinds_only() {
        let kb = kb("").record(
            "faults/F-2",
            "change: F-20230512-01\nrepeat_of: F-20230512-01",
            "",
        );
        assert_eq!(kb.found("link-broken")[1], "F-2: F-20230512-01");
        assert_eq!(kb.found("link-broken").len(), 2);
    }

    #[test]
    fn a_picture_from_elsewhere_is_told() {
        let kb = Kb::new().record(
            "manuals/a",
            "",
            "![图](https://example.com/x.png) [页](https://example.com/)\n",
        );
        assert_eq!(kb.found("link-broken"), ["a: ![图](https://example.com/x.png)"]);
    }

    #[test]
    fn a_path_with_a_blank_is_no_link() {
        let kb = Kb::new().record("manuals/操作 手册", "", "").record(
            "manuals/a",
            "",
            "见 [手册](操作 手册.md)，[没有](别的 手册.md)。\n",
        );
        assert_eq!(kb.found("link-broken"), ["a: [手册](操作 手册.md)"]);
        assert_eq!(kb.helped("link-broken"), ["改为 `操作%20手册.md`"]);
    }
}
