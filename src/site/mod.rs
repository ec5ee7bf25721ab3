//! Which pages are there, and what does this one show?
