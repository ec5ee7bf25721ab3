//! `casebook serve`, and `casebook` alone: the site while it is written.

use super::args::{BuildArgs, ServeArgs};
use super::build::{self, SITE};
use super::context::{Context, Refused};
use super::preview::Preview;
use super::{Outcome, output};
use crate::base::Message;
use crate::pipeline;
use crate::serve::{self, Event, Serving, View};
use anyhow::Result;
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
    let cache = root.join(pipeline::CACHE);
    let serving = Serving {
        addr,
        root: root.clone(),
        ignored: vec![root.join(SITE), cache.clone()],
        poll: args.poll,
        lang: context.lang,
        editor: None,
    };
    let lang = context.lang;
    let load = move |_: &serve::Changes| -> Result<Arc<dyn View>> {
        Ok(Arc::new(Preview::new(&root, &cache, lang)?))
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
