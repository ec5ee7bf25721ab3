//! Fingerprints: BLAKE3 inside, SHA-256 for what auditors check.

use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The first 64 bits of the BLAKE3 hash of `bytes`.
pub fn number(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    blake3::Hasher::new()
        .update(bytes)
        .finalize_xof()
        .fill(&mut first);
    u64::from_le_bytes(first)
}

/// The first 16 hexadecimal digits of the BLAKE3 hash of `bytes`: enough to tell versions of a file apart.
pub fn short(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}
