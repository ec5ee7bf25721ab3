//! Where does a name lead, and what leads here?

use super::about::field_of;
use super::spot::{Mention, mention, word};
use crate::base::yaml::{self, Step, Value};
use crate::base::{RelPath, Span};
use crate::config::CASEBOOK_YAML;
use crate::kind::{Choices, Field, FieldType};
use crate::library::{self, Library, Link, Target, Via};
use crate::pipeline::World;
use crate::record::markdown::LinkKind;
use crate::record::{Places, Record};
use std::sync::Arc;

/// A place in a file.
pub(super) type There = (RelPath, Span);

/// The record that is named at the byte `at` of `text`, the file at `path`; the heading of it that is named too; and where the name stands.
pub(super) fn record_named<'l>(
    library: &'l Library,
    path: &RelPath,
    text: &str,
    at: usize,
) -> Option<(&'l Arc<Record>, Option<String>, Span)> {
    if let Some((Mention::Link(written), span)) = mention(text, at) {
        let here = library.at_path(path);
        let target = here.map(|here| library.target(here, &written, LinkKind::Wiki));
        let (index, heading) = match target {
            Some(Target::Record { index, anchor, .. }) => (index, anchor),
            Some(Target::Here(_)) => (here?, written.strip_prefix('#').map(str::to_owned)),
            _ => (library.find(&written)?, None),
        };
        return Some((library.records.get(index)?, heading, span));
    }
    let span = word(text, at)?;
    let index = library.find(text.get(span.range())?)?;
    Some((library.records.get(index)?, None, span))
}

/// Where it is said what stands at the byte `at` of `text`, the file at `path`: the record that is named, or the entry of a list in
/// `casebook.yaml`.
pub(super) fn definition(world: &World, path: &RelPath, text: &str, at: usize) -> Option<There> {
    let library = &world.library;
    if let Some((record, heading, _)) = record_named(library, path, text, at) {
        let heading = heading.and_then(|heading| record.outline.heading(&heading));
        let span = heading.map_or_else(Span::default, |heading| heading.span);
        return Some((record.path.clone(), span));
    }
    let (kind, _, _) = library::kind_of(&world.config, &library.layout, path)?;
    let (found, _) = mention(text, at)?;
    let Mention::Value(_, _, written) = &found else {
        return None;
    };
    let config = RelPath::new(CASEBOOK_YAML)?;
    let lists = world.snapshot.text(&config)?;
    let span = entry(&lists, list_of(field_of(kind, &found)?)?, written)?;
    Some((config, span))
}

/// The list of `casebook.yaml` that the values of `field` come from.
fn list_of(field: &Field) -> Option<&str> {
    Some(match field.kind.item() {
        FieldType::System => "systems",
        FieldType::Region => "regions",
        FieldType::Person => "people",
        // Those whom one waits for, and nothing else that is text.
        FieldType::Text => "vendors",
        FieldType::Choice(Choices::Vocabulary(name)) => name,
        _ => return None,
    })
}

/// Where the entry of `list` that `written` names, by its ID or its name, stands in `text`.
fn entry(text: &str, list: &str, written: &str) -> Option<Span> {
    let parsed = yaml::parse(text).ok()?;
    let is_meant = |value: &Value| value.as_str() == Some(written);
    match parsed.get(list)? {
        Value::Sequence(all) => {
            let at = all.iter().position(|entry| {
                let named = ["id", "name"].into_iter().filter_map(|key| entry.get(key));
                is_meant(entry) || named.into_iter().any(is_meant)
            })?;
            yaml::value_span(text, &[Step::Key(list.to_owned()), Step::Item(at)])
        }
        Value::Mapping(all) => {
            let mut all = all.iter();
            let (id, _) = all.find(|(id, name)| is_meant(id) || is_meant(name))?;
            let path = [Step::Key(list.to_owned()), Step::Key(id.as_str()?.to_owned())];
            yaml::key_span(text, &path)
        }
        _ => None,
    }
}

/// Where other records name the one that is named at the byte `at` of `text`; where none is, the one that the file at `path` is.
pub(super) fn references(world: &World, path: &RelPath, text: &str, at: usize) -> Vec<There> {
    let library = &world.library;
    let named = record_named(library, path, text, at).map(|(record, ..)| &record.path);
    let Some(index) = library.at_path(named.unwrap_or(path)) else {
        return Vec::new();
    };
    let from = library.backlinks.get(index).into_iter().flatten();
    let all = from.filter_map(|from| library.records.get(*from).zip(library.links.get(*from)));
    all.flat_map(|(record, links)| places(world, index, record, links))
        .collect()
}

/// Where `record`, which makes `links`, names the record `index`.
fn places(world: &World, index: usize, record: &Record, links: &[Link]) -> Vec<There> {
    let leads_here = |link: &&Link| matches!(link.target, Target::Record { index: to, .. } if to == index);
    let Some(text) = world.snapshot.text(&record.path) else {
        return Vec::new();
    };
    let places = Places::new(&text, record);
    let place = |link: &Link| match &link.via {
        Via::Body | Via::Row(_) => link.span,
        Via::Field(name) => {
            let items = record.list(name);
            match items.iter().position(|item| *item == link.written) {
                Some(at) if items.len() > 1 => places.item(name, at, None),
                _ => places.field(name),
            }
        }
    };
    let mut found: Vec<Span> = links.iter().filter(leads_here).map(place).collect();
    found.sort_by_key(|span| span.start);
    found
        .into_iter()
        .map(|span| (record.path.clone(), span))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_entry_is_found_by_its_id_and_its_name() {
        let text = "systems:\n  - {id: gwgl, name: 公文管理}\n  - 人事\nchannels: {qq: QQ群, mail: 邮件}\n";
        let at =
            |list, written| entry(text, list, written).map(|span| text[span.start..].lines().next().unwrap());
        assert_eq!(at("systems", "公文管理"), Some("{id: gwgl, name: 公文管理}"));
        assert_eq!(at("systems", "人事"), Some("人事"));
        assert_eq!(at("channels", "mail"), Some("mail: 邮件}"));
        assert_eq!(at("systems", "mail"), None);
        assert_eq!(at("people", "gwgl"), None);
    }
}
