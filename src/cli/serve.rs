//! `casebook serve`, and `casebook` alone: the site while it is written.

use super::args::{BuildArgs, ServeArgs};
use super::build::{self, SITE};
use super::context::{Context, Refused, whole};
use super::preview::Previews;
use super::{Outcome, origin, output};
use crate::base::{Message, Unable};
use crate::serve::{self, Event, Serving, View};
use anyhow::Result;
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Builds the knowledge base here and serves it; outside one, says how to make one.
pub(crate) fn default(context: &Context) -> Result<Outcome> {
    context.root()?;
    build::run(context, &BuildArgs::default())?;
    run(
        context,
        &ServeArgs {
            addr: None,
            open: false,
            poll: false,
        },
    )
}

pub(crate) fn run(context: &Context, args: &ServeArgs) -> Result<Outcome> {
    let root = context.root()?;
    let addr = match &args.addr {
        Some(text) => Some(text.parse().map_err(|_| {
            let message = Message::new("cli-argument")
                .with("argument", "--addr")
                .with("written", text.as_str());
            Refused(message.with("expected", Message::new("expected-address")))
        })?),
        None => None,
    };
    let cache = origin::kept(&root);
    let serving = Serving {
        addr,
        root: root.clone(),
        ignored: vec![root.join(SITE), cache.clone()],
        poll: args.poll,
        lang: context.lang,
        editor: editor(),
    };
    let lang = context.lang;
    let mut previews = Previews::new(&root, &cache, lang);
    let load = move |changes: &serve::Changes| -> Result<Option<Arc<dyn View>>> {
        let next = previews.next(changes);
        let next = next.map_err(|error| match error.chain().find_map(whole) {
            Some(message) => Unable::new(message).into(),
            None => error,
        });
        Ok(next?.map(|view| view as Arc<dyn View>))
    };
    let (catalog, quiet, open) = (context.catalog(), context.quiet, args.open);
    let tell = move |event: Event| {
        let words = catalog.say(&event.message());
        if let Event::Listening { addr } = &event {
            // A terminal that is gone can be told nothing; the server goes on.
            let _ = output::answer(&words);
            if open {
                open_browser(&format!("http://{addr}/"));
            }
        } else if !quiet || event.is_warning() {
            output::note(&words);
        }
    };
    serve::serve(serving, load, tell)?;
    Ok(Outcome::Clean)
}

/// The addresses that open a file in an editor, by what the command of the editor is called.
const EDITORS: [(&str, &str); 8] = [
    ("code", "vscode://file{path}:{line}:{column}"),
    ("code-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("codium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    (
        "subl",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
];

/// The address that opens a file in the editor of the one who asked: `CASEBOOK_EDITOR`, an address with the gaps `{path}`, `{line}` and
/// `{column}`, or a name that is known; else what `VISUAL` or `EDITOR` names, else Visual Studio Code.
fn editor() -> Option<String> {
    let named = |variable: &str| env::var(variable).ok().filter(|value| !value.trim().is_empty());
    if let Some(own) = named("CASEBOOK_EDITOR").filter(|own| own.contains("{path}")) {
        return Some(own);
    }
    let usual = ["CASEBOOK_EDITOR", "VISUAL", "EDITOR"];
    let known = usual.iter().filter_map(|name| address(&named(name)?)).next();
    known.or_else(|| address("code")).map(str::to_owned)
}

/// The address for the editor that a command line begins with.
fn address(command: &str) -> Option<&'static str> {
    let program = Path::new(command.split_whitespace().next()?)
        .file_stem()?
        .to_str()?;
    let known = EDITORS.iter().find(|(name, _)| *name == program)?;
    Some(known.1)
}

/// Opens the system's browser, where it has a way to.
fn open_browser(url: &str) {
    let opener = ["/usr/bin/xdg-open", "/usr/bin/open"]
        .into_iter()
        .find(|path| Path::new(path).exists());
    let Some(opener) = opener else { return };
    let mut command = Command::new(opener);
    command
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A browser that does not open is no fault of the server.
    let _ = command.spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_known_by_its_command() {
        assert_eq!(
            address("/usr/bin/zed --wait"),
            Some("zed://file{path}:{line}:{column}")
        );
        assert_eq!(address("vim"), None);
        assert_eq!(address(""), None);
    }
}
