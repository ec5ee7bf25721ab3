//! What is wrong with what is shown? Looked for beside the pages, which do not wait for it.

use super::reload::SHOWN;
use super::stage::Stage;
use super::{Event, Report, View, fault};
use std::sync::Arc;
use std::time::Duration;

/// How long a new view is waited for at a time.
const PATIENCE: Duration = Duration::from_secs(3600);
/// How long a view must stand before it is checked: the page that was just saved comes first.
const CALM: Duration = Duration::from_millis(150);

/// Checks each view that is shown, or the next one where several came meanwhile, for as long as the process lives.
pub fn keep(stage: &Stage, report: &Report) {
    let mut checked: Option<Arc<dyn View>> = None;
    let mut told = (0, 0);
    loop {
        let now = stage.now();
        let fresh = now.view.filter(|view| {
            let same = checked.as_ref().is_some_and(|checked| Arc::ptr_eq(checked, view));
            !same
        });
        let Some(view) = fresh else {
            stage.wait(now.version, PATIENCE);
            continue;
        };
        if stage.wait(now.version, CALM).is_some() {
            continue;
        }
        // What cannot be checked cannot be shown either, and its page says why.
        if let Ok(findings) = fault::caught(|| Ok(view.findings(SHOWN))) {
            let (errors, warnings) = (findings.errors, findings.warnings);
            stage.found(&view, findings);
            if (errors, warnings) != told {
                report(Event::Checked { errors, warnings });
                told = (errors, warnings);
            }
        }
        checked = Some(view);
    }
}
