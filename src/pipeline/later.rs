//! Figures that nobody waits for until somebody asks.

use super::figures::EARLIER;
use super::look::Looks;
use super::{Figures, Standing, World};
use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::base::{Catalog, Lang, Message, Month, Unable, unable};
use crate::ledger::{self, ClockResult, Patience};
use crate::site::{self, Answer, MonthScore};
use anyhow::Result as Done;
use blake3::Hash;
use jiff::Timestamp;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The figures of a knowledge base, made when a page first asks for more than clocks: most pages of records do not.
pub struct Later {
    world: World,
    as_of: Timestamp,
    /// The instant that [`Later::as_of`] is where nobody asks for another.
    newest: Timestamp,
    /// How far what is known reaches: a month that ends later is not over.
    reach: Timestamp,
    /// What stands of earlier months, where that is not what is sealed in `world`.
    standing: Option<Standing>,
    patience: Option<Patience>,
    made: OnceLock<Result<Figures, Message>>,
    /// What goes into months and pages, once a build has asked: a report and a server ask for none.
    looks: OnceLock<Looks>,
}

impl Later {
    /// The figures of `world`, judged as of `as_of`; else as of the newest time that its commit and its records know.
    pub fn new(world: &World, as_of: Option<Timestamp>) -> Later {
        let newest = ledger::default_as_of(&world.library, &world.history);
        let as_of = as_of.unwrap_or(newest);
        Later {
            as_of,
            newest,
            reach: as_of,
            world: world.clone(),
            standing: None,
            patience: None,
            made: OnceLock::new(),
            looks: OnceLock::new(),
        }
    }

    /// These figures, where of earlier months stands what `standing` says.
    pub(super) fn standing_by(self, standing: Standing) -> Later {
        Later {
            standing: Some(standing),
            ..self
        }
    }

    /// These figures, for somebody who waits no longer than this for what a page asks.
    #[must_use]
    pub fn patient(self, patience: Patience) -> Later {
        Later {
            patience: Some(patience),
            ..self
        }
    }

    /// These figures, where a month that ends after `reach`, else after the newest time that is known, is not over: they may be judged at the end of
    /// one that is still running.
    pub fn reaching(self, reach: Option<Timestamp>) -> Later {
        Later {
            reach: reach.unwrap_or(self.newest),
            ..self
        }
    }

    /// The instant that they are judged at.
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The newest time that the commit and the records know.
    pub(super) fn newest(&self) -> Timestamp {
        self.newest
    }

    /// The figures.
    ///
    /// # Errors
    /// The ledger cannot be made.
    pub fn figures(&self) -> Done<&Figures> {
        self.made().map_err(|why| Unable::new(why.clone()).into())
    }

    /// Fails where somebody asked for the figures and got none.
    ///
    /// # Errors
    /// As of [`Later::figures`].
    pub(super) fn told(&self) -> Done<()> {
        match self.made.get() {
            Some(_) => self.figures().map(drop),
            None => Ok(()),
        }
    }

    /// What goes into months and pages; `cache` lies on the file system that tells the time.
    pub(super) fn looks(&self, cache: &Path) -> &Looks {
        self.looks
            .get_or_init(|| Looks::of(&self.world, self.as_of, cache))
    }

    /// The figures, or why there are none.
    fn made(&self) -> Result<&Figures, &Message> {
        let make = || {
            let figures = match self.standing.clone() {
                Some(standing) => Figures::standing_by(&self.world, Some(self.as_of), standing),
                None => Figures::new(&self.world, Some(self.as_of)),
            };
            let figures = figures.map(|figures| figures.reaching(self.reach).patient(self.patience));
            figures.map_err(|error| unable::why(&error))
        };
        self.made.get_or_init(make).as_ref()
    }
}

impl site::Figures for Later {
    fn assessment(&self, month: Month) -> Option<Arc<Assessment>> {
        site::Figures::assessment(self.made().ok()?, month)
    }

    fn refusal(&self, month: Month) -> Option<Message> {
        site::Figures::refusal(self.made().ok()?, month)
    }

    fn chapters(&self, month: Month, lang: Lang) -> Vec<Chapter> {
        self.made().map_or_else(
            |_| Vec::new(),
            |figures| site::Figures::chapters(figures, month, lang),
        )
    }

    fn look(&self, month: Month) -> Option<Hash> {
        let looks = self.looks.get()?;
        let library = &self.world.library;
        let end = library.config.contract.calendar.end_of(month);
        let figures = self.made().ok()?;
        let until = figures.with_ledger(|ledger| looks.until(end, library, ledger, figures.standing()));
        // It shows the state of earlier months, too.
        let months = std::iter::successors(Some(month), |month| Some(month.previous()));
        let over = months
            .take(EARLIER + 1)
            .map(|month| u8::from(figures.is_over(month)));
        Some(blake3::keyed_hash(until.as_bytes(), &over.collect::<Vec<u8>>()))
    }

    fn month(&self, month: Month) -> Option<MonthScore> {
        site::Figures::month(self.made().ok()?, month)
    }

    fn query(&self, sql: &str, month: Option<Month>) -> Option<Result<Answer, String>> {
        match self.made() {
            Ok(figures) => site::Figures::query(figures, sql, month),
            Err(why) => Some(Err(Catalog::of(self.world.config.site.language).say(why))),
        }
    }

    fn clocks(&self, record: usize) -> Vec<ClockResult> {
        ledger::clocks_of(&self.world.library, record, self.as_of)
    }
}
