//! Figures that nobody waits for until somebody asks.

use super::{Figures, World};
use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::base::{Lang, Month};
use crate::ledger::{self, ClockResult};
use crate::site::{self, Answer, MonthScore};
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};

/// The figures of a knowledge base, made when a page first asks for more than clocks: most pages of records do not.
pub struct Later {
    world: World,
    as_of: Timestamp,
    made: OnceLock<Result<Figures, String>>,
}

impl Later {
    /// The figures of `world`, judged as of the newest time that its commit and its records know.
    pub fn new(world: &World) -> Later {
        Later {
            as_of: ledger::default_as_of(&world.library, &world.history),
            world: world.clone(),
            made: OnceLock::new(),
        }
    }

    /// The instant that they are judged at.
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The figures, or why there are none.
    fn made(&self) -> Result<&Figures, &str> {
        let make = || Figures::new(&self.world, Some(self.as_of)).map_err(|error| format!("{error:#}"));
        self.made.get_or_init(make).as_ref().map_err(String::as_str)
    }
}

impl site::Figures for Later {
    fn assessment(&self, month: Month) -> Option<Arc<Assessment>> {
        site::Figures::assessment(self.made().ok()?, month)
    }

    fn chapters(&self, month: Month, lang: Lang) -> Vec<Chapter> {
        self.made().map_or_else(
            |_| Vec::new(),
            |figures| site::Figures::chapters(figures, month, lang),
        )
    }

    fn month(&self, month: Month) -> Option<MonthScore> {
        site::Figures::month(self.made().ok()?, month)
    }

    fn query(&self, sql: &str, options: &str, month: Option<Month>) -> Option<Result<Answer, String>> {
        match self.made() {
            Ok(figures) => site::Figures::query(figures, sql, options, month),
            Err(fault) => Some(Err(fault.to_owned())),
        }
    }

    fn clocks(&self, record: usize) -> Vec<ClockResult> {
        ledger::clocks_of(&self.world.library, record, self.as_of)
    }
}
