//! A file is read as a record of each kind; every place that a finding names is in the file.

use casebook::base::{Diagnostic, RelPath, decode::decode};
use casebook::config::{Config, Written};
use casebook::record::{Input, Places, read};
use std::sync::LazyLock;

static CONFIG: LazyLock<Config> = LazyLock::new(|| Config::settle(&Written::default()));

fn check(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
    }
}

/// What must hold of any input.
pub fn holds(bytes: &[u8]) {
    let kinds: Vec<_> = CONFIG.kinds.iter().collect();
    let (Some(first), Some(path)) = (bytes.first(), RelPath::new("content/x/y.md")) else {
        return;
    };
    let kind = kinds[usize::from(*first) % kinds.len()];
    let bytes = &bytes[1..];
    let input = Input {
        config: &CONFIG,
        path: &path,
        below: "y",
        kind,
    };
    match (decode(bytes), read(&input, bytes)) {
        (Ok(text), Ok(record)) => {
            check(text, &record.findings);
            let places = Places::new(text, &record);
            for name in kind.fields.keys() {
                assert!(text.get(places.field(name).range()).is_some(), "{name}");
            }
        }
        (Err(_), Err(_)) => {}
        (text, record) => panic!("{text:?} is {:?}", record.map(|record| record.title)),
    }
}
