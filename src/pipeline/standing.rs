//! What stands of a month in the reports of later ones?
//!
//! What was sealed before them, whatever became of the records since. A report that is sealed itself keeps to what was sealed before it, so that it
//! can be made again.

use super::World;
use super::seals::seals;
use crate::assess::Assessment;
use crate::base::Month;
use crate::report::seal::{Chain, Manifest, Sealed, chain, standing};
use anyhow::Result;
use std::sync::Arc;

/// The seals that count, in the order of their chain.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    seals: Vec<Sealed>,
    /// Whether for a month that is among them only those before it count.
    to_be_made_again: bool,
}

impl Standing {
    /// What is sealed in the reports of `world`. Nothing for those who may not see all that was counted.
    ///
    /// # Errors
    /// The folder of the reports cannot be listed.
    pub(super) fn of(world: &World) -> Result<Standing> {
        if !world.library.seen.is_all() {
            return Ok(Standing::default());
        }
        let sealed = seals(world.snapshot.source())?.sealed;
        Ok(Standing {
            to_be_made_again: true,
            ..Standing::of_these(&sealed, chain(&sealed).all())
        })
    }

    /// Those of `sealed` before the one with the number `at`; where there is none, before the next one in the chain.
    pub fn before(sealed: &[Sealed], at: Option<usize>) -> Standing {
        let before = match at {
            Some(at) => Chain::before(sealed, at),
            None => chain(sealed).order,
        };
        Standing::of_these(sealed, before.into_iter())
    }

    fn of_these(sealed: &[Sealed], numbers: impl Iterator<Item = usize>) -> Standing {
        Standing {
            seals: numbers.filter_map(|number| sealed.get(number).cloned()).collect(),
            to_be_made_again: false,
        }
    }

    /// The seals, in the order of their chain.
    pub(super) fn seals(&self) -> &[Sealed] {
        &self.seals
    }

    /// The last seal of `earlier` that counts in the report of `month`, where nobody has changed it.
    fn manifest(&self, month: Month, earlier: Month) -> Option<&Manifest> {
        let own = self.seals.iter().rposition(|seal| seal.manifest.month == month);
        let until = own.filter(|_| self.to_be_made_again).unwrap_or(self.seals.len());
        let mut before = self.seals.get(..until)?.iter().rev();
        let seal = before.find(|seal| seal.manifest.month == earlier)?;
        seal.fault().is_none().then_some(&seal.manifest)
    }

    /// What stands of `earlier` in the report of `month`.
    pub(super) fn of_earlier(&self, month: Month, earlier: Assessment) -> Assessment {
        match self.manifest(month, earlier.month) {
            Some(manifest) => standing(earlier, manifest),
            None => earlier,
        }
    }

    /// As of [`Standing::of_earlier`], where `earlier` is somebody else's too.
    pub(super) fn of_shared(&self, month: Month, earlier: Arc<Assessment>) -> Arc<Assessment> {
        match self.manifest(month, earlier.month) {
            Some(manifest) => Arc::new(standing((*earlier).clone(), manifest)),
            None => earlier,
        }
    }
}
