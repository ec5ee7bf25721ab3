//! What is wrong with the templates of a knowledge base? Pages of which one cannot be read cannot be made, and a file whose name is no template's
//! changes nothing.

use super::World;
use super::build::own_templates;
use crate::base::nearest::nearest;
use crate::base::{Catalog, Diagnostic, Lang, Lines, Message, Place, RelPath, Span, assets};
use crate::config::{self, Config};
use crate::render::{TemplateFault, Templates, messages_asked};
use crate::source::decode;
use std::collections::BTreeSet;

/// The name of the finding about a template that cannot be read.
const BROKEN: &str = "template-broken";
/// The name of the finding about one that asks for a message that is not there.
const UNKNOWN: &str = "template-message-unknown";
/// The name of the finding about one that nobody reads.
const UNREAD: &str = "template-unread";

/// The files that a kind may have.
const OF_KIND: [&str; 4] = ["kind.yaml", "new.md", "new.en.md", "page.html"];

/// A file below `templates/`: its path from the knowledge base, and its bytes.
type Own = (RelPath, Vec<u8>);

/// What was found wrong in `world` before any rule looks at it: while its files were read, and in its templates.
pub fn reading(world: &World) -> Vec<Diagnostic> {
    // A folder that cannot be listed is told by what needs the templates.
    let own = own_templates(world.snapshot.source()).unwrap_or_default();
    let mut found = world.findings.clone();
    found.extend(own.iter().filter_map(|file| unread(file, &own, &world.config)));
    found.extend(own.iter().flat_map(unknown));
    found.extend(broken(own, world.config.site.language));
    found
}

/// What keeps templates from being read, each fault of the first of each file.
fn broken(mut own: Vec<Own>, lang: Lang) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    while !own.is_empty()
        && let Err(fault) = Templates::new(lang, &own)
    {
        let Some((path, bytes)) = own.iter_mut().find(|(path, _)| path.as_str() == fault.path) else {
            // What is built in needs something of one that stands in another's place.
            found.push(finding(
                &fault,
                &RelPath::new(&fault.path).unwrap_or_default(),
                "",
            ));
            break;
        };
        found.push(match decode(bytes) {
            Ok(text) => finding(&fault, path, text),
            Err(not) => not.finding(path),
        });
        // With what is built in at its place, the others are read.
        let built_in = path.below("templates").and_then(assets::get);
        *bytes = built_in.unwrap_or_default().to_vec();
    }
    found
}

/// The messages that a template asks for and that are not there.
fn unknown((path, bytes): &Own) -> Vec<Diagnostic> {
    let compiled = path.below("templates").is_some_and(Templates::is_compiled);
    let Some(text) = compiled.then(|| decode(bytes).ok()).flatten() else {
        return Vec::new();
    };
    let catalog = Catalog::of(Lang::ZhCn);
    let asked = messages_asked(text)
        .into_iter()
        .filter(|(_, id)| !catalog.has(id));
    let told = asked.map(|(span, id)| {
        let message = Message::new(UNKNOWN).with("id", id);
        let help = match nearest(id, catalog.ids()) {
            Some(near) => Message::new("template-message-near").with("near", near),
            None => Message::new("template-message-help"),
        };
        Diagnostic::error(UNKNOWN, path, span, message).help(help)
    });
    told.collect()
}

fn finding(fault: &TemplateFault, path: &RelPath, text: &str) -> Diagnostic {
    let span = match fault.line {
        0 => Span::default(),
        line => {
            let at = Lines::new(text).offset(Place {
                line,
                column: fault.column,
            });
            let sign = text.get(at..).and_then(|rest| rest.chars().next());
            Span::new(at, at + sign.map_or(0, char::len_utf8))
        }
    };
    let message = Message::new(BROKEN).with("detail", fault.message.as_str());
    Diagnostic::error(BROKEN, path, span, message).help(Message::new("template-broken-help"))
}

/// The warning about a file whose name is nearly, but not, that of a template.
fn unread((path, _): &Own, all: &[Own], config: &Config) -> Option<Diagnostic> {
    let below = path.below("templates")?;
    let told = config::unread(path).is_some();
    if told || below.starts_with("assets/") || assets::get(below).is_some() || is_named(below, all) {
        return None;
    }
    let help = match meant(below, config) {
        Some(meant) => Message::new("template-unread-help").with("meant", format!("templates/{meant}")),
        // No page of one's own can ask for one.
        None if below.starts_with("registers/") => Message::new("template-unread-list"),
        None => return None,
    };
    let message = Message::new(UNREAD).with("path", path.as_str());
    Some(Diagnostic::warning(UNREAD, path, Span::default(), message).help(help))
}

/// Whether a template of the knowledge base's own includes the file at `below`.
fn is_named(below: &str, all: &[Own]) -> bool {
    all.iter()
        .any(|(_, bytes)| memchr::memmem::find(bytes, below.as_bytes()).is_some())
}

/// The path of the template that somebody meant who wrote the path `below`, which is none.
fn meant(below: &str, config: &Config) -> Option<String> {
    let (folder, name) = below.rsplit_once('/')?;
    if let Some(id) = folder.strip_prefix("kinds/") {
        if config.kinds.get(id).is_none() {
            let near = nearest(id, config.kinds.iter().map(|kind| kind.id.as_str()))?;
            return Some(format!("kinds/{near}/{name}"));
        }
        // It may be there and be read.
        let near = alike(name, &OF_KIND).filter(|near| near != name)?;
        return Some(format!("{folder}/{near}"));
    }
    let built_in = assets::below("").into_iter();
    let built_in: Vec<(&str, &str)> = built_in.filter_map(|(path, _)| path.rsplit_once('/')).collect();
    let folders: BTreeSet<&str> = built_in.iter().map(|(folder, _)| *folder).collect();
    let folder = match folders.contains(folder) {
        true => folder,
        false => nearest(folder, folders)?,
    };
    let beside = built_in.iter().filter(|(other, _)| *other == folder);
    let beside: Vec<&str> = beside.map(|(_, name)| *name).collect();
    Some(format!("{folder}/{}", alike(name, &beside)?))
}

/// The one of the files `names` that somebody meant who wrote the file `name`, of the same sort.
fn alike(name: &str, names: &[&str]) -> Option<String> {
    let (stem, sort) = name.rsplit_once('.')?;
    let stems = names.iter().filter_map(|name| name.rsplit_once('.'));
    let near = nearest(
        stem,
        stems.filter(|(_, other)| *other == sort).map(|(stem, _)| stem),
    )?;
    Some(format!("{near}.{sort}"))
}
