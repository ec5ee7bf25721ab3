//! The fifteen chapters of the monthly report.

mod part;

pub use part::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};
