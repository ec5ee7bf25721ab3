//! The fifteen chapters of the monthly report.

mod part;
mod sums;

pub use part::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};
