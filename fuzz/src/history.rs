//! Two versions of a record, and what was remembered: any bytes.

use casebook::base::decode::decode;
use casebook::config::{Config, Written};
use casebook::history::{Differences, Memory, compare_texts};
use std::sync::LazyLock;

static CONFIG: LazyLock<Config> = LazyLock::new(|| Config::settle(&Written::default()));

/// What must hold of any input.
pub fn holds(data: (&[u8], &[u8])) {
    let (old, new) = data;
    for kind in CONFIG.kinds.iter() {
        let difference = compare_texts(kind, old, new);
        for edit in difference.edits(&CONFIG, kind) {
            assert!(!edit.part.name().is_empty());
        }
        assert!(decode(new).is_err() || compare_texts(kind, new, new).is_empty());
    }
    Memory::read(|number| (number == 0).then(|| old.to_vec()));
    Differences::read(Some(new));
}
