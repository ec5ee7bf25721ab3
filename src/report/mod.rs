//! How is the month handed over?
