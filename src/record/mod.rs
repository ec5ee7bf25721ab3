//! What does this file say?
