//! `casebook fmt`: the fields of front matter in the order of their kind.

use super::args::FmtArgs;
use super::check::asked;
use super::context::Context;
use super::{Outcome, output};
use crate::author::{FieldOrder, formatted};
use crate::base::{Diagnostic, Message, Severity};
use crate::output as files;
use crate::pipeline::{self, Load, Past};
use crate::record::Record;
use crate::render::Templates;
use anyhow::Result;
use std::collections::HashMap;

/// What some editors put before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) fn run(context: &Context, args: &FmtArgs) -> Result<Outcome> {
    let root = context.root()?;
    let how = Load {
        drafts: true,
        past: Past::Nothing,
        ..Load::default()
    };
    let world = pipeline::load(&root, &how)?;
    let templates = pipeline::templates(world.snapshot.source(), world.config.site.language)?;
    let asked = asked(context, &root, &args.paths)?;
    let mut orders: HashMap<&str, FieldOrder> = HashMap::new();
    let (mut changed, mut refused) = (0, 0);
    for record in world.library.records.iter().filter(|record| asked(&record.path)) {
        if is_faulty(record) {
            context.note(&Message::new("fmt-refused").with("path", record.path.as_str()));
            refused += 1;
            continue;
        }
        let order = orders
            .entry(&record.kind.id)
            .or_insert_with(|| FieldOrder::of(&record.kind, &templates));
        let bytes = world.snapshot.read(&record.path)?;
        let Some(bytes) = moved(&bytes, order) else {
            continue;
        };
        if !args.check {
            files::replace(&record.path.on_disk(&root), &bytes)?;
        }
        output::answer(record.path.as_str())?;
        changed += 1;
    }
    summarize(context, args.check, changed);
    Ok(match refused > 0 || (args.check && changed > 0) {
        true => Outcome::Faults,
        false => Outcome::Clean,
    })
}

/// Whether it is not known what `record` says, so that its fields stay where they are.
fn is_faulty(record: &Record) -> bool {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    record.broken || record.findings.iter().any(is_error)
}

/// `text`, what `record` says, with its fields in order; `None` where they are, or it is not known what it says.
pub(crate) fn in_order(record: &Record, text: &str, templates: &Templates) -> Option<String> {
    match is_faulty(record) {
        true => None,
        false => formatted(text, &FieldOrder::of(&record.kind, templates)),
    }
}

/// The file `bytes` with its fields in `order`; `None` where they are.
fn moved(bytes: &[u8], order: &FieldOrder) -> Option<Vec<u8>> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mark = bytes.get(..bytes.len() - text.len())?;
    let moved = formatted(std::str::from_utf8(text).ok()?, order)?;
    Some([mark, moved.as_bytes()].concat())
}

fn summarize(context: &Context, check: bool, moved: usize) {
    let id = if check { "fmt-would" } else { "fmt-done" };
    context.note(&Message::new(id).with("count", moved));
}
