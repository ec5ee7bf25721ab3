#![doc = include_str!("../../../templates/rules/en/kind-folder.md")]

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::check::{Check, Context, Level, Rule};
use crate::kind::{Kind, Kinds};
use std::collections::BTreeMap;

/// A folder or file directly below the folder of the records belongs to no kind, and is read as manuals.
pub const RULE: Rule = Rule {
    id: "kind-folder",
    level: Level::Warning,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let content = &context.library.layout.content;
    if content.as_str().is_empty() {
        return;
    }
    let mut tops: BTreeMap<&str, (&RelPath, usize)> = BTreeMap::new();
    for record in &context.library.records {
        let Some(below) = record.path.below(content.as_str()) else {
            continue;
        };
        let top = below.split('/').next().unwrap_or(below);
        let is_kind = below.contains('/') && context.config.kinds.of_folder(top).is_some();
        if !is_kind {
            tops.entry(top).or_insert((&record.path, 0)).1 += 1;
        }
    }
    let all_kinds = context.config.has_all_kinds();
    for (top, (path, count)) in tops {
        let is_file = path.file_name() == top;
        let meant = meant(&context.config.kinds, top).filter(|_| !is_file);
        // What is near to no other kind may be the folder of one that could not be read.
        if all_kinds || is_file || meant.is_some() {
            found.push(one(top, path, count, meant));
        }
    }
}

/// The finding about the folder or file `top`, by which the folder `meant` was; `path` is its first file.
fn one(top: &str, path: &RelPath, count: usize, meant: Option<&str>) -> Diagnostic {
    let is_file = path.file_name() == top;
    let message = if is_file {
        Message::new("kind-folder-file").with("name", top)
    } else {
        Message::new("kind-folder").with("name", top).with("count", count)
    };
    let finding = RULE.at(path, Span::default(), message);
    match meant {
        Some(folder) => finding.help(Message::new("kind-folder-rename").with("folder", folder)),
        None => finding.help(Message::new("kind-folder-help")),
    }
}

/// The folder of the kind that is meant by `top`: a part of what one kind alone is called, or nearly what one is called.
fn meant<'k>(kinds: &'k Kinds, top: &str) -> Option<&'k str> {
    let top = top.to_lowercase();
    let kinds: Vec<&Kind> = kinds.iter().map(|kind| &**kind).collect();
    let holding: Vec<&Kind> = kinds
        .iter()
        .copied()
        .filter(|kind| called(kind).iter().any(|name| begins_word(name, &top)))
        .collect();
    match holding[..] {
        [] => {
            let near = nearest(&top, kinds.iter().flat_map(|kind| called(kind)))?;
            kinds.into_iter().find(|kind| called(kind).contains(&near))
        }
        [kind] => Some(kind),
        _ => None,
    }
    .map(|kind| kind.folder.as_str())
}

fn called(kind: &Kind) -> [&str; 4] {
    [&kind.folder, &kind.id, &kind.name.zh, &kind.name.en]
}

/// Whether `part`, which is no single character, stands in `name` at the beginning of a word; of Chinese, anywhere.
fn begins_word(name: &str, part: &str) -> bool {
    let name = name.to_lowercase();
    let mut places = name.match_indices(part);
    part.chars().nth(1).is_some()
        && places.any(|(at, _)| !name[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn kb(casebook: &str) -> Kb {
        Kb::new()
            .casebook(casebook)
            .file("fault/F-1.md", "# 一\n")
            .file("fault/2023/F-2.md", "# 二\n")
            .file("faults/F-3.md", "# 三\n")
            .file("README.md", "# 说明\n")
    }

    #[test]
    fn one_warning_for_a_folder() {
        let kb = kb("");
        assert_eq!(kb.found("kind-folder"), ["README: ", "fault/2023/F-2: "]);
        assert_eq!(
            kb.helped("kind-folder")[1],
            "改名为 `faults`，或把文件移到它们类型的文件夹"
        );
        assert!(kb.said("kind-folder")[1].contains('2'));
    }

    #[test]
    fn the_kind_is_told_by_its_names_and_by_nothing_that_is_far() {
        for (folder, wanted) in [
            ("故障", Some("faults")),
            ("故障报告", Some("faults")),
            ("巡检", Some("inspections")),
            ("漏洞", Some("vulnerabilities")),
            ("Inspection", Some("inspections")),
            ("fualts", Some("faults")),
            ("trainning", Some("trainings")),
            ("报告", None),
            ("记录", None),
            ("posts", None),
            ("images", None),
        ] {
            let helped = Kb::new()
                .file(&format!("{folder}/a.md"), "# 一\n")
                .helped("kind-folder");
            let wanted = wanted.map_or_else(
                || "移到它所属类型的文件夹，如 `manuals/`".to_owned(),
                |wanted| format!("改名为 `{wanted}`，或把文件移到它们类型的文件夹"),
            );
            assert_eq!(helped, [wanted], "{folder}");
        }
    }

    #[test]
    fn a_folder_may_be_that_of_a_kind_that_could_not_be_read() {
        let kb = kb("")
            .file("drills/a.md", "# 演练\n")
            .kind("drill", "id: drill\nfolder: [\n");
        assert_eq!(kb.found("kind-folder"), ["README: ", "fault/2023/F-2: "]);
    }

    #[test]
    fn none_where_the_knowledge_base_is_the_folder() {
        assert_eq!(kb("content: .\n").found("kind-folder"), Vec::<String>::new());
    }
}
