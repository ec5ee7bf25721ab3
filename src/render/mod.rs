//! How does text become HTML, and a series a chart?

pub mod markdown;
