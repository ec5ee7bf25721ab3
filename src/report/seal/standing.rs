//! What stands of a month in the reports of later ones: what was sealed, whatever became of the records.

use super::Manifest;
use crate::assess::{Assessment, Exact, State};
use serde::Deserialize;
use serde_json::Value;

/// Of [`Manifest::figures`] what later reports show and count.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Figures {
    pub(super) score: String,
    grade: Option<String>,
    pub(super) payment: Option<Money>,
    clocks: Vec<Clock>,
    #[serde(default)]
    decisions: Value,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Money {
    pub(super) withheld: String,
    paid: String,
}

impl Figures {
    /// Whether something is decided about the payment of `assessment`, and was decided just so when this was sealed.
    pub(super) fn decided(&self, assessment: &Assessment) -> bool {
        let decisions = &assessment.decisions;
        let is_decided = decisions.payment.is_some() || decisions.penalty.is_some();
        is_decided && serde_json::to_value(decisions).is_ok_and(|now| now == self.decisions)
    }
}

/// The records of a clock.
#[derive(Debug, Clone, Deserialize)]
struct Clock {
    id: String,
    met: Vec<String>,
    breached: Vec<String>,
    running: Vec<String>,
    exempt: Vec<String>,
    unknown: Vec<String>,
}

/// `assessment` of the records of today, with the score, the grade, the money and the clocks that `manifest` seals. As it is where these cannot be
/// read.
pub fn standing(mut assessment: Assessment, manifest: &Manifest) -> Assessment {
    let Ok(figures) = Figures::deserialize(&manifest.figures) else {
        return assessment;
    };
    let Ok(score) = figures.score.parse::<Exact>() else {
        return assessment;
    };
    assessment.score = score;
    assessment.grade = figures.grade;
    if matches!(assessment.state, State::Running | State::Draft) {
        assessment.state = State::Scored;
    }
    if let (Some((_, payment)), Some(sealed)) = (&mut assessment.payment, figures.payment)
        && let (Ok(withheld), Ok(paid)) = (sealed.withheld.parse(), sealed.paid.parse())
    {
        payment.withheld = withheld;
        payment.paid = paid;
    }
    let mut sealed = figures.clocks;
    for clock in &mut assessment.clocks {
        // Clocks of several kinds may have one ID; they stand in the order of the contract.
        if let Some(at) = sealed.iter().position(|other| other.id == clock.id) {
            let Clock {
                met,
                breached,
                running,
                exempt,
                unknown,
                ..
            } = sealed.remove(at);
            clock.met = met;
            clock.breached = breached;
            clock.running = running;
            clock.exempt = exempt;
            clock.unknown = unknown;
        }
    }
    assessment
}
