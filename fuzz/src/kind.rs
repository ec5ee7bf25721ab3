//! A kind.yaml is read or refused, and each refusal has its place.

use casebook::kind::{Common, read};

/// What must hold of any input.
pub fn holds(text: &str) {
    match read(text, Common::built_in()) {
        Ok(kind) => assert!(!kind.id.is_empty(), "{kind:?}"),
        Err(faults) => {
            assert!(!faults.is_empty());
            assert!(
                faults.iter().all(|fault| text.get(fault.span.range()).is_some()),
                "{faults:?}"
            );
        }
    }
}
