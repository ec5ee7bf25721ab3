//! How is the month handed over? And how is a single record?
//!
//! Every format of the month is written from one [`Assessment`](crate::assess::Assessment); none computes. The HTML is the
//! site's own page of the month. A record is handed over as a [`form`].

pub mod book;
pub mod csv;
pub mod form;
mod format;
mod grid;
mod prose;
pub mod seal;

pub use format::{ASSESSMENT, FORMATS, File, Format, figures, is_made};

use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::library::Library;
use crate::render::Templates;
use seal::Corrects;

/// Whether this build of the program makes PDF.
pub const PDF: bool = cfg!(feature = "pdf");

/// What every format is written from.
pub struct Handover<'h> {
    /// The assessment.
    pub assessment: &'h Assessment,
    /// The chapters of the report, in the language of the site.
    pub chapters: &'h [Chapter],
    /// The records that it counts.
    pub library: &'h Library,
    /// How it looks on paper.
    pub templates: &'h Templates,
    /// The commit; `None` without git.
    pub commit: Option<&'h str>,
    /// How many errors and warnings the knowledge base has.
    pub findings: (usize, usize),
    /// The seal; `None` where the report is not sealed.
    pub seal: Option<&'h Sealing<'h>>,
    /// What whoever reads it must know first, in sentences; they stand in the chapters too.
    pub remarks: &'h [String],
}

/// What a sealed report shows of its seal.
pub struct Sealing<'s> {
    /// The number.
    pub number: &'s str,
    /// What it corrects, where it is a correction.
    pub corrects: Option<&'s Corrects>,
}
