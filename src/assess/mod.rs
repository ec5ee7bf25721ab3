//! How good was the month, and what is paid?
