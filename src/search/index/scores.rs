//! What does a word score in each document?

use tantivy::DocId;

/// The scores of a word; 0 in documents that it does not stand in.
#[derive(Debug, Default)]
pub struct Scores {
    segments: Vec<OfSegment>,
}

/// The scores in the documents of a segment, and which of them there are: of ten thousand documents a word mostly stands in few.
#[derive(Debug)]
struct OfSegment {
    scores: Vec<f32>,
    documents: Vec<DocId>,
}

impl Scores {
    /// No score in any document of segments with so many documents each.
    pub fn nothing(documents: impl Iterator<Item = DocId>) -> Scores {
        let of_segment = |documents: DocId| OfSegment {
            scores: vec![0.0; documents as usize],
            documents: Vec::new(),
        };
        Scores {
            segments: documents.map(of_segment).collect(),
        }
    }

    /// Adds a share, which is above 0, to the score in a document.
    pub fn add(&mut self, segment: usize, document: DocId, share: f32) {
        let Some(of_segment) = self.segments.get_mut(segment) else {
            return;
        };
        if let Some(score) = of_segment.scores.get_mut(document as usize) {
            if *score == 0.0 {
                of_segment.documents.push(document);
            }
            *score += share;
        }
    }

    /// The score in a document.
    pub fn of(&self, segment: usize, document: DocId) -> f32 {
        let of_segment = self.segments.get(segment);
        let score = of_segment.and_then(|of_segment| of_segment.scores.get(document as usize));
        score.copied().unwrap_or(0.0)
    }

    /// The documents of a segment in which the word stands, in no order.
    pub fn documents(&self, segment: usize) -> &[DocId] {
        let of_segment = self.segments.get(segment);
        of_segment.map_or(&[], |of_segment| &of_segment.documents)
    }

    /// In how many documents the word stands.
    pub fn len(&self) -> usize {
        self.segments
            .iter()
            .map(|of_segment| of_segment.documents.len())
            .sum()
    }
}
