//! Which words does every module speak?
