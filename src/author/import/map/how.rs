//! How the file is read.

use super::super::input::qq::Threads;
use super::super::input::{Format, How, Sheet};
use super::condition::regex;
use crate::clock::Limit;
use crate::config::{Config, Node, Reader};
use encoding_rs::Encoding;
use jiff::SignedDuration;

pub(super) fn read(reader: &mut Reader<'_>, root: &Node<'_>, config: &Config) -> How {
    How {
        format: reader.parsed(root, "format", "expected-import-file", Format::parse),
        encoding: reader.parsed(root, "encoding", "expected-import-encoding", |text| {
            Encoding::for_label(text.as_bytes())
        }),
        separator: reader.parsed(root, "separator", "expected-import-separator", separator),
        sheet: sheet(reader, root),
        header: reader.parsed(root, "header", "expected-import-row", |text| {
            text.parse().ok().filter(|row| *row > 0)
        }),
        threads: threads(reader, root, config),
    }
}

fn separator(text: &str) -> Option<char> {
    let mut all = text.chars();
    match (text, all.next(), all.next()) {
        ("tab" | "\\t", ..) => Some('\t'),
        (_, Some(one), None) if !"\"\r\n".contains(one) => Some(one),
        _ => None,
    }
}

fn sheet(reader: &mut Reader<'_>, root: &Node<'_>) -> Option<Sheet> {
    let node = root.get("sheet")?;
    let text = node.text();
    if text.is_none() {
        reader.expected(&node, "expected-text");
    }
    let text = text?;
    Some(
        match node.value.is_number().then(|| text.parse().ok()).flatten() {
            Some(number) => Sheet::Number(number),
            None => Sheet::Name(text),
        },
    )
}

fn threads(reader: &mut Reader<'_>, root: &Node<'_>, config: &Config) -> Threads {
    // Those who answer; whoever else is on the roster may ask.
    let people = config
        .site
        .people
        .iter()
        .filter(|person| person.is_of_contractor());
    let mut threads = Threads {
        people: people
            .map(|person| person.name.clone())
            .filter(|name| !name.is_empty())
            .collect(),
        ..Threads::default()
    };
    if let Some(node) = root.get("qq") {
        if !node.value.is_mapping() {
            reader.expected(&node, "expected-import-qq");
        }
        reader.unknown_keys(&node, &["questions", "staff", "join", "answers"]);
        threads.questions = reader.parsed(&node, "questions", "expected-import-regex", regex);
        threads.staff = staff_of(reader, &node);
        threads.join = reader.parsed(&node, "join", "expected-import-minutes", minutes);
        threads.answers = reader.parsed(&node, "answers", "expected-import-minutes", minutes);
    }
    threads
}

/// The names and numbers of those who answer besides.
fn staff_of(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<String> {
    let Some(node) = node.get("staff") else {
        return Vec::new();
    };
    let staff = node.texts();
    if staff.is_empty() {
        reader.expected(&node, "expected-list");
    }
    staff
}

/// `30 minutes`, `2 hours`: a span on the wall.
fn minutes(text: &str) -> Option<SignedDuration> {
    let limit: Limit = text.parse().ok()?;
    Some(SignedDuration::from_secs(limit.seconds()?))
}
