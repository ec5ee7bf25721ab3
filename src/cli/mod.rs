//! What was asked, and how is the answer shown?

pub mod diagnostics;
