//! The kinds: built in, overridden by the knowledge base, and added by it.

use crate::base::yaml::{self, Step};
use crate::base::{Diagnostic, Message, RelPath, Span, assets, conflict};
use crate::kind::{self, BUILT_IN, Common, Kind, KindFault, Kinds};

/// The name that findings in `kind.yaml` carry.
const RULE: &str = "kind-schema";

/// The name of the file that holds a kind.
const KIND_NAME: &str = "kind.yaml";
/// The name of the file that holds what kinds share.
const COMMON_NAME: &str = "_common.yaml";

/// Settles the kinds. A file of the knowledge base that cannot be read leaves the built-in kind of its name.
pub(super) fn settle(own: &[(RelPath, String)], findings: &mut Vec<Diagnostic>) -> (Kinds, Common) {
    let (own, merged) = own
        .iter()
        .map(|file| (file, conflict::finding(&file.1, &file.0)))
        .partition::<Vec<_>, _>(|(_, merge)| merge.is_none());
    let of_kind = |(path, _): &(RelPath, String)| {
        (path.file_name() == KIND_NAME).then(|| path.parent().file_name().to_owned())
    };
    let mut unread: Vec<String> = merged.iter().filter_map(|(file, _)| of_kind(file)).collect();
    findings.extend(merged.into_iter().filter_map(|(_, merge)| merge));
    let own: Vec<&(RelPath, String)> = own.into_iter().map(|(file, _)| file).collect();
    let mut report = |path: &RelPath, faults: Vec<KindFault>| {
        findings.extend(faults.into_iter().map(|fault| finding(path, fault)));
    };
    let mut common = Common::built_in().clone();
    if let Some((path, text)) = own
        .iter()
        .find(|(path, _)| path.as_str() == "templates/kinds/_common.yaml")
    {
        report(path, kind::unknown_common_keys(text));
        match Common::read(text) {
            Ok(read) => common = read,
            Err(faults) => report(path, faults),
        }
    }
    let built_in = BUILT_IN.iter().filter_map(|id| {
        let text = assets::text(&format!("kinds/{id}/kind.yaml"))?;
        kind::read(text, &common).ok()
    });
    let mut all: Vec<Kind> = built_in.collect();
    let files = own.iter().filter(|(path, _)| path.file_name() == KIND_NAME);
    let mut read: Vec<(&RelPath, &str, String)> = Vec::new();
    for (path, text) in files {
        report(path, kind::unknown_keys(text));
        match kind::read(text, &common) {
            Ok(kind) => {
                // A slip in the ID of a kind that is built in adds another one, and leaves what was to be changed as it is.
                if path.parent().file_name() != kind.id {
                    report(path, vec![other_folder(text, &kind, path)]);
                }
                let clash = all
                    .iter()
                    .find(|known| known.folder == kind.folder && known.id != kind.id);
                if let Some(other) = clash {
                    report(path, vec![folder_taken(text, &kind, other)]);
                    continue;
                }
                read.push((path, text, kind.id.clone()));
                match all.iter_mut().find(|known| known.id == kind.id) {
                    Some(known) => *known = kind,
                    None => all.push(kind),
                }
            }
            Err(mut faults) => {
                let id = path.parent().file_name().to_owned();
                if BUILT_IN.contains(&id.as_str())
                    && let Some(first) = faults.first_mut()
                {
                    first.stands_in = true;
                }
                report(path, faults);
                unread.push(id);
            }
        }
    }
    let unread_ids = unread.iter().map(String::as_str);
    let known: Vec<&str> = all
        .iter()
        .map(|kind| kind.id.as_str())
        .chain(unread_ids)
        .collect();
    for (path, text, id) in read {
        let kind = all.iter().find(|kind| kind.id == id);
        report(
            path,
            kind.map_or_else(Vec::new, |kind| kind::unknown_kinds(text, kind, &known)),
        );
    }
    (Kinds::new(all).without(unread), common)
}

fn other_folder(text: &str, kind: &Kind, path: &RelPath) -> KindFault {
    let message = Message::new("kind-other-folder").with("id", kind.id.as_str());
    let message = message.with("folder", path.parent().file_name());
    let span = yaml::value_span(text, &[Step::Key("id".to_owned())]).unwrap_or_default();
    KindFault::new(message, span).help(Message::new("kind-other-folder-help"))
}

/// The error about a file of the configuration that nobody reads, for its name is another one; `None` where it has its name, or is no such file.
pub fn unread(path: &RelPath) -> Option<Diagnostic> {
    let name = path.file_name().to_lowercase();
    let (rule, meant) = match name.as_str() {
        super::CASEBOOK_YML => ("config", super::CASEBOOK_YAML),
        "_common.yaml" | "_common.yml" => (RULE, COMMON_NAME),
        "kind.yaml" | "kind.yml" | "kinds.yaml" | "kinds.yml" => (RULE, KIND_NAME),
        _ => return None,
    };
    if path.file_name() == meant {
        return None;
    }
    let message = Message::new("config-name").with("path", path.as_str());
    let finding = Diagnostic::error(rule, path, Span::default(), message);
    Some(finding.help(Message::new("config-name-help").with("name", meant)))
}

fn folder_taken(text: &str, kind: &Kind, other: &Kind) -> KindFault {
    let message = Message::new("kind-folder-taken").with("folder", kind.folder.as_str());
    let message = message.with("kind", other.id.as_str());
    let place = |key: &str| yaml::value_span(text, &[Step::Key(key.to_owned())]);
    let span = place("folder").or_else(|| place("id")).unwrap_or_default();
    KindFault::new(message, span).help(Message::new("kind-folder-taken-help"))
}

fn finding(path: &RelPath, fault: KindFault) -> Diagnostic {
    let mut finding = Diagnostic::new(RULE, fault.severity, path, fault.span, fault.message);
    finding.help = fault.help;
    match fault.stands_in {
        true => finding.related(path, Span::default(), Message::new("kind-stands-in")),
        false => finding,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::{Config, Written};

    const MERGE: &str = "<<<<<<< HEAD\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> b1\n";

    /// A configuration that nobody merged is said to be that, and nothing else.
    #[test]
    fn a_merge_that_is_not_resolved_is_the_one_finding() {
        let kind = RelPath::new("templates/kinds/visit/kind.yaml").unwrap();
        let written = Written {
            casebook: Some(format!("systems: []\n{MERGE}")),
            contract: Some(MERGE.to_owned()),
            kinds: vec![(kind, format!("id: visit\n{MERGE}"))],
            ..Written::default()
        };
        let found = Config::settle(&written).findings;
        let told: Vec<_> = found
            .iter()
            .map(|finding| (finding.rule, finding.path.as_str(), finding.span.start))
            .collect();
        assert_eq!(
            told,
            [
                (conflict::RULE, "templates/kinds/visit/kind.yaml", 10),
                (conflict::RULE, "casebook.yaml", 12),
                (conflict::RULE, "contract.yaml", 0),
            ]
        );
    }
}
