//! What is kept between two runs of the program, as bytes: two programs may write at once, a disk may fail, and a form may change.

use blake3::{Hash, OUT_LEN};
use serde::Serialize;

/// `what` as bytes, behind `form` and a hash of them with the key `key`.
pub fn seal(form: &[u8], key: &[u8; OUT_LEN], what: &impl Serialize) -> Option<Vec<u8>> {
    let start = form.len() + OUT_LEN;
    let mut sealed = postcard::to_extend(what, vec![0; start]).ok()?;
    let hash = blake3::keyed_hash(key, &sealed[start..]);
    sealed[..form.len()].copy_from_slice(form);
    sealed[form.len()..start].copy_from_slice(hash.as_bytes());
    Some(sealed)
}

/// The hash, and what stands behind it; `None` where it is of another form or key, or not whole.
pub fn unseal<'s>(form: &[u8], key: &[u8; OUT_LEN], sealed: &'s [u8]) -> Option<(Hash, &'s [u8])> {
    let (hash, bytes) = sealed.strip_prefix(form)?.split_first_chunk()?;
    let found = blake3::keyed_hash(key, bytes);
    (found.as_bytes() == hash).then_some((found, bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_is_whole_and_of_this_form_and_key_is_opened() {
        let sealed = seal(b"form 1\n", &[7; 32], &"案卷").unwrap();
        let (_, bytes) = unseal(b"form 1\n", &[7; 32], &sealed).unwrap();
        assert_eq!(postcard::from_bytes::<&str>(bytes).unwrap(), "案卷");
        assert!(unseal(b"form 2\n", &[7; 32], &sealed).is_none());
        assert!(unseal(b"form 1\n", &[8; 32], &sealed).is_none());
        for cut in 0..sealed.len() {
            assert!(unseal(b"form 1\n", &[7; 32], &sealed[..cut]).is_none());
        }
    }
}
