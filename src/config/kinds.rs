//! The kinds: built in, overridden by the knowledge base, and added by it.

use crate::base::{Diagnostic, Message, RelPath, assets};
use crate::kind::{self, BUILT_IN, Common, Kind, KindFault, Kinds};

/// The name that findings in `kind.yaml` carry.
const RULE: &str = "kind-schema";

/// Settles the kinds. A file of the knowledge base that cannot be read leaves the built-in kind of its name.
pub(super) fn settle(own: &[(RelPath, String)], findings: &mut Vec<Diagnostic>) -> (Kinds, Common) {
    let mut report = |path: &RelPath, faults: Vec<KindFault>| {
        findings.extend(
            faults
                .into_iter()
                .map(|fault| Diagnostic::error(RULE, path, fault.span, fault.message)),
        );
    };
    let mut common = Common::built_in().clone();
    if let Some((path, text)) = own
        .iter()
        .find(|(path, _)| path.as_str() == "templates/kinds/_common.yaml")
    {
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
    for (path, text) in own.iter().filter(|(path, _)| path.file_name() == "kind.yaml") {
        match kind::read(text, &common) {
            Ok(kind) => {
                let clash = all
                    .iter()
                    .find(|known| known.folder == kind.folder && known.id != kind.id);
                if let Some(other) = clash {
                    let message = Message::new("kind-folder-taken").with("folder", kind.folder.as_str());
                    let message = message.with("kind", other.id.as_str());
                    report(
                        path,
                        vec![KindFault {
                            message,
                            span: crate::base::Span::default(),
                        }],
                    );
                    continue;
                }
                match all.iter_mut().find(|known| known.id == kind.id) {
                    Some(known) => *known = kind,
                    None => all.push(kind),
                }
            }
            Err(faults) => report(path, faults),
        }
    }
    (Kinds::new(all), common)
}
