#![doc = include_str!("../../../templates/rules/en/kind-folder.md")]

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::check::{Check, Context, Level, Rule};
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
    for (top, (path, count)) in tops {
        found.push(one(context, top, path, count));
    }
}

/// The finding about the folder or file `top`; `path` is its first file.
fn one(context: &Context<'_>, top: &str, path: &RelPath, count: usize) -> Diagnostic {
    let is_file = path.file_name() == top;
    let message = if is_file {
        Message::new("kind-folder-file").with("name", top)
    } else {
        Message::new("kind-folder").with("name", top).with("count", count)
    };
    let finding = RULE.at(path, Span::default(), message);
    let folders = context.config.kinds.iter().map(|kind| kind.folder.as_str());
    match nearest(top, folders).filter(|_| !is_file) {
        Some(near) => finding.help(Message::new("kind-folder-rename").with("folder", near)),
        None => finding.help(Message::new("kind-folder-help")),
    }
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
    fn none_where_the_knowledge_base_is_the_folder() {
        assert_eq!(kb("content: .\n").found("kind-folder"), Vec::<String>::new());
    }
}
