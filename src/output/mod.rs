//! Where do the bytes go?
