//! Who changed which file when?
