//! When is it due, and how much service time passed?
