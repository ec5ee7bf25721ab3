//! Where do the bytes of many lists lie that all grow a little at a time?
//!
//! In chunks of shared pages, those of a list in a chain. A `Vec` for each list would keep half as much room free as it takes, and leave a hole
//! behind whenever it grows.

/// The bytes of a page.
const PAGE: usize = 1 << 16;
/// The bytes of the first chunk of a chain. Each next one has twice as many, up to `LARGE`.
const SMALL: usize = 8;
const LARGE: usize = 256;
/// Where a chunk has a next one, its address stands in the last bytes; the bytes that stood there begin the next.
const LINK: usize = size_of::<u32>();

/// Lists of bytes.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pages: Vec<Box<[u8]>>,
    /// What is taken of the last page.
    taken: usize,
}

/// Where the bytes of one list lie in [`Chains`], which know nothing of it. An address is the number of a page and the place there.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Chain {
    first: u32,
    /// Where the next byte goes.
    at: u32,
    /// The end of the last chunk, and its size.
    end: u32,
    size: u32,
}

impl Chains {
    /// How much memory is used, in bytes.
    pub(super) fn size(&self) -> usize {
        self.pages.len() * PAGE
    }

    /// Adds `bytes` at the end of `chain`.
    pub(super) fn append(&mut self, chain: &mut Chain, mut bytes: &[u8]) {
        loop {
            let room = (chain.end - chain.at) as usize;
            let (fit, rest) = bytes.split_at(room.min(bytes.len()));
            self.at(chain.at, fit.len()).copy_from_slice(fit);
            chain.at += fit.len() as u32;
            if rest.is_empty() {
                return;
            }
            bytes = rest;
            self.lengthen(chain);
        }
    }

    /// The bytes of `chain`, in `bytes`.
    pub(super) fn read(&self, chain: Chain, bytes: &mut Vec<u8>) {
        bytes.clear();
        let (mut start, mut size) = (chain.first, SMALL);
        while start + size as u32 != chain.end && chain.size > 0 {
            let (own, next) = self.slice(start, size).split_at(size - LINK);
            bytes.extend_from_slice(own);
            start = next.try_into().map_or(0, u32::from_le_bytes);
            size = (size * 2).min(LARGE);
        }
        bytes.extend_from_slice(self.slice(start, (chain.at - start) as usize));
    }

    /// Gives `chain`, which is full, one more chunk.
    fn lengthen(&mut self, chain: &mut Chain) {
        let size = match chain.size as usize {
            0 => SMALL,
            size => (size * 2).min(LARGE),
        };
        let start = self.take(size);
        chain.at = start;
        if chain.size == 0 {
            chain.first = start;
        } else {
            let place = self.at(chain.end - LINK as u32, LINK);
            let mut moved = start.to_le_bytes();
            place.swap_with_slice(&mut moved);
            self.at(start, LINK).copy_from_slice(&moved);
            chain.at += LINK as u32;
        }
        chain.size = size as u32;
        chain.end = start + chain.size;
    }

    /// The address of a new chunk of `size` bytes.
    fn take(&mut self, size: usize) -> u32 {
        if self.pages.is_empty() || self.taken + size > PAGE {
            self.pages.push(vec![0; PAGE].into_boxed_slice());
            self.taken = 0;
        }
        let start = (self.pages.len() - 1) * PAGE + self.taken;
        self.taken += size;
        start as u32
    }

    fn slice(&self, address: u32, length: usize) -> &[u8] {
        let (page, place) = (address as usize / PAGE, address as usize % PAGE);
        let bytes = self
            .pages
            .get(page)
            .and_then(|page| page.get(place..place + length));
        bytes.unwrap_or_default()
    }

    fn at(&mut self, address: u32, length: usize) -> &mut [u8] {
        let (page, place) = (address as usize / PAGE, address as usize % PAGE);
        let page = self.pages.get_mut(page);
        page.and_then(|page| page.get_mut(place..place + length))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn what_was_added_is_read(parts in vec((0..4_usize, vec(any::<u8>(), 0..700)), 0..400)) {
            let mut chains = Chains::default();
            let mut own = [Chain::default(); 4];
            let mut bytes: [Vec<u8>; 4] = Default::default();
            for (number, part) in parts {
                chains.append(&mut own[number], &part);
                bytes[number].extend(part);
            }
            let mut read = vec![7];
            for (chain, bytes) in own.into_iter().zip(bytes) {
                chains.read(chain, &mut read);
                prop_assert_eq!(&read, &bytes);
            }
        }
    }

    #[test]
    fn short_lists_take_little() {
        let mut chains = Chains::default();
        for _ in 0..PAGE / SMALL {
            chains.append(&mut Chain::default(), &[1; SMALL]);
        }
        assert_eq!(chains.size(), PAGE);
    }
}
