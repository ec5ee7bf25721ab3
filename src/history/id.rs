//! The ID of an object, as a key that costs nothing to hash.

use git2::{ObjectType, Oid};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// The ID of an object of git: a commit, a tree, a version of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 20]);

impl Id {
    pub(super) fn of(bytes: &[u8]) -> Option<Id> {
        Some(Id(bytes.try_into().ok()?))
    }

    pub(super) fn from_hex(hex: &[u8]) -> Option<Id> {
        Some(Oid::from_str(std::str::from_utf8(hex).ok()?).ok()?.into())
    }

    /// That of a file that holds these bytes; `None` where it cannot be found out.
    pub fn of_file(bytes: &[u8]) -> Option<Id> {
        Oid::hash_object(ObjectType::Blob, bytes).ok().map(Id::from)
    }

    /// As git's library writes it.
    pub fn oid(self) -> Oid {
        Oid::from_bytes(&self.0).unwrap_or(Oid::ZERO_SHA1)
    }
}

impl From<Oid> for Id {
    fn from(oid: Oid) -> Id {
        Id::of(oid.as_bytes()).unwrap_or(Id([0; 20]))
    }
}

/// As its bytes in one piece: there are hundreds of thousands of them.
impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
        Id::of(bytes).ok_or_else(|| D::Error::custom("20 bytes were expected"))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' - 10 + half };
        let digits = self
            .0
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        let mut hex = [0; 40];
        for (place, digit) in hex.iter_mut().zip(digits) {
            *place = digit;
        }
        f.write_str(std::str::from_utf8(&hex).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// IDs are hashes already: their first bytes serve as they are.
#[derive(Default)]
pub(super) struct First(u64);

impl Hasher for First {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(first) = bytes.first_chunk() {
            self.0 ^= u64::from_le_bytes(*first);
        }
    }

    fn write_usize(&mut self, _: usize) {}
}

/// A map by ID.
pub(super) type ById<V> = HashMap<Id, V, BuildHasherDefault<First>>;
