//! How does a series, or a clock, look as a picture? (static SVG with a text alternative)

pub mod clock;
pub mod stack;
