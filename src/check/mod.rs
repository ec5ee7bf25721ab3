//! What is wrong with the records? (one rule, one file)
