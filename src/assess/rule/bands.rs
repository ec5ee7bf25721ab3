//! `bands`: the score of the first band that the value reaches.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use crate::base::{Catalog, Message};

/// The score of the first band that the value reaches; below all of them, nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// From the highest bound to the lowest: bound and score.
    bands: Vec<(Exact, Exact)>,
}

impl Bands {
    pub(super) fn settle(node: &Node<'_>, faults: &mut Faults) -> Bands {
        let mut bands = Vec::new();
        for band in faults.items(node, "bands") {
            faults.unknown_keys(&band, &["ge", "score"]);
            bands.push((
                faults.needed(&band, "ge", Bound::Any),
                faults.needed(&band, "score", Bound::NotNegative),
            ));
        }
        if bands.is_empty() && node.get("bands").is_none_or(|bands| bands.value.is_sequence()) {
            faults.add(node, Message::new("sheet-missing").with("key", "bands"));
        }
        bands.sort_by(|a, b| b.0.cmp(&a.0));
        Bands { bands }
    }

    pub(super) fn says(&self, catalog: &Catalog) -> Message {
        let band = |(bound, score): &(Exact, Exact)| {
            let band = Message::new("rule-band").with("bound", bound.to_string());
            catalog.say(&band.with("score", score.to_string()))
        };
        let bands: Vec<String> = self.bands.iter().map(band).collect();
        Message::new("rule-bands").with("bands", bands.join(&catalog.word("rule-then")))
    }

    pub(super) fn score(&self, value: &Exact) -> Exact {
        let band = self.bands.iter().find(|(bound, _)| value >= bound);
        band.map_or_else(Exact::zero, |(_, score)| score.clone())
    }
}
