//! Where do the bytes come from?
