//! Who signs a form?

use super::Signer;
use crate::base::{Catalog, Message};
use crate::library::Library;
use crate::record::Record;

/// The fields that name who did the work, the likeliest first.
const WORKERS: [&str; 2] = ["handler", "author"];

/// Who did the work, by the kind's own word for it and by name; the service provider; the purchaser.
pub(super) fn of(library: &Library, record: &Record, catalog: &Catalog) -> Vec<Signer> {
    let lang = catalog.lang();
    let field = WORKERS
        .iter()
        .find_map(|name| Some((record.kind.field(name)?, record.get(name))));
    let worker = field.map(|(field, value)| {
        let role = field.label.get(lang).to_owned();
        match value {
            Some(value) => {
                let name = library.said(field, value, lang);
                catalog.say(&Message::new("form-signer").with("role", role).with("name", name))
            }
            None => role,
        }
    });
    let worker = worker.map(|role| Signer { role, stamps: false });
    let parties = ["form-vendor", "form-purchaser"].map(|id| Signer {
        role: catalog.word(id),
        stamps: true,
    });
    worker.into_iter().chain(parties).collect()
}
