//! Where do chunks wait until it is known in which folder they lie?

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

/// Texts in a file, one after the other: all of them may be more than memory is for.
#[derive(Debug)]
pub struct Spill {
    file: Mutex<File>,
    /// Where each text ends.
    ends: Vec<u64>,
}

impl Spill {
    /// Nothing yet; `file` is empty.
    pub fn new(file: File) -> Spill {
        Spill {
            file: Mutex::new(file),
            ends: Vec::new(),
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds `bytes`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(bytes)?;
        let start = self.ends.last().copied().unwrap_or(0);
        self.ends.push(start + bytes.len() as u64);
        Ok(())
    }

    /// The text with this number, from 0.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn get(&self, number: usize) -> io::Result<Vec<u8>> {
        let end = *self.ends.get(number).ok_or(io::ErrorKind::NotFound)?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let mut bytes = vec![0; usize::try_from(end - start).unwrap_or(0)];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn texts_come_back_in_any_order() {
        let mut spill = Spill::new(tempfile::tempfile().unwrap());
        for text in ["公文", "", "abc"] {
            spill.push(text.as_bytes()).unwrap();
        }
        assert_eq!(spill.len(), 3);
        for (number, text) in [(2, "abc"), (0, "公文"), (1, "")] {
            assert_eq!(spill.get(number).unwrap(), text.as_bytes());
        }
        assert!(spill.get(3).is_err());
    }
}
