//! Where is it said?
