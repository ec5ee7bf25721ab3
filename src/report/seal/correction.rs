//! What does a corrected report say of the one that it corrects?

use super::standing::Figures;
use super::{Corrects, Sealed};
use crate::assess::{Assessment, Exact};
use crate::base::{Catalog, Message};
use serde::Deserialize;

/// A correction, beside what was sealed.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What it corrects, and why.
    pub corrects: Corrects,
    /// What the report that it corrects says; `None` where that cannot be read.
    corrected: Option<Figures>,
}

impl Correction {
    /// The correction `corrects` of `corrected`.
    pub fn of(corrected: &Sealed, corrects: Corrects) -> Correction {
        Correction {
            corrects,
            corrected: Figures::deserialize(&corrected.manifest.figures).ok(),
        }
    }

    /// What the report of `assessment` says of it, in sentences: what it corrects and why, what was sealed, and that what was decided then was decided
    /// on another sum.
    pub fn says(&self, assessment: &Assessment, catalog: &Catalog) -> Vec<String> {
        let report = self.corrects.report.as_str();
        let corrects = Message::new("sealed-corrects")
            .with("report", report)
            .with("reason", self.corrects.reason.as_str());
        let mut said = vec![catalog.say(&corrects)];
        let Some(sealed) = &self.corrected else {
            return said;
        };
        let then = sealed
            .payment
            .as_ref()
            .and_then(|money| money.withheld.parse::<Exact>().ok());
        let now = assessment.payment.as_ref().map(|(_, payment)| &payment.withheld);
        let money = then.as_ref().zip(now);
        let figures = match money {
            Some((then, now)) => Message::new("sealed-corrected-money")
                .with("withheld", then.money_shown())
                .with("withheld_now", now.money_shown()),
            None => Message::new("sealed-corrected-score"),
        };
        let figures = figures
            .with("report", report)
            .with("score", sealed.score.as_str())
            .with("now", assessment.score.to_string());
        said.push(catalog.say(&figures));
        let other = money.filter(|(then, now)| then != now && sealed.decided(assessment));
        if let Some((then, _)) = other {
            let message = Message::new("sealed-decided-before").with("report", report);
            said.push(catalog.say(&message.with("withheld", then.money_shown())));
        }
        said
    }
}
