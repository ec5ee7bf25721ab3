//! When is the view made again? Whenever the disk has changed and is quiet.

use super::stage::Stage;
use super::watch::Watch;
use super::{Changes, Event, Report, View, fault};
use crate::base::Lang;
use anyhow::Result;
use std::sync::Arc;
use std::time::Instant;

/// Makes the view again after every change, for as long as changes can come.
pub fn keep<L>(stage: &Stage, mut watch: Watch, load: &mut L, lang: Lang, report: &Report)
where
    L: FnMut(&Changes) -> Result<Option<Arc<dyn View>>>,
{
    loop {
        let changes = watch.next();
        rebuild(stage, load, &changes, lang, report);
    }
}

/// Makes the view once and shows it, or shows why it cannot be made; that is reported in the language `lang`.
pub fn rebuild<L>(stage: &Stage, load: &mut L, changes: &Changes, lang: Lang, report: &Report)
where
    L: FnMut(&Changes) -> Result<Option<Arc<dyn View>>>,
{
    let begun = Instant::now();
    match fault::caught(|| load(changes)) {
        Ok(None) => {}
        Ok(Some(view)) => {
            stage.show(view);
            report(Event::Loaded {
                changed: (!changes.everything).then_some(changes.paths.len()),
                took: begun.elapsed(),
            });
        }
        Err(fault) => {
            let error = fault.words(lang);
            stage.fail(fault);
            report(Event::LoadFailed { error });
        }
    }
}
