//! What tells, without opening it, that a file is as it was?

use super::Entry;
use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What tells, without opening it, that a file is as it was. Times are nanoseconds since the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    /// The size in bytes.
    pub size: u64,
    /// When its content was last written, as programs may set it.
    pub written_at: u64,
    /// When anything of it last changed: a time that no program can set. As `written_at` where the system knows no such time.
    pub changed_at: u64,
}

/// The clock of a file system may tick as slowly as this (that of FAT does), in nanoseconds: two changes in one tick look alike.
const SLOW_TICK: u64 = 2_000_000_000;
/// A time that is no multiple of this is of a clock that ticks oftener than every second: of that of the system, whose ticks are a hundredth of a
/// second at the most.
const COARSE: u64 = 10_000_000;
/// Two ticks of that clock, by which it is also told when the listing began.
const TICKS: u64 = 20_000_000;

impl Looks {
    /// Those of the file at `place`; `None` where there is none.
    pub fn of(place: &Path) -> Option<Looks> {
        let data = fs::metadata(place).ok()?;
        Some(Looks {
            size: data.len(),
            written_at: written_at(&data)?,
            changed_at: changed_at(&data)?,
        })
    }

    /// Those of `entry`, where it is a file on the disk.
    pub fn of_entry(entry: &Entry) -> Option<Looks> {
        Some(Looks {
            size: entry.size,
            written_at: entry.written_at?,
            changed_at: entry.changed_at?,
        })
    }

    /// Those of `entry`, which was listed after the instant `began`, where the file cannot have changed since without looking otherwise.
    pub fn settled(entry: &Entry, began: Option<u64>) -> Option<Looks> {
        let began = began?;
        Looks::of_entry(entry).filter(|looks| {
            let last = looks.changed_at.max(looks.written_at);
            last.saturating_add(looks.tick()) < began
        })
    }

    /// How long two changes may look alike, in nanoseconds. Only the time that no program can set tells how often the clock ticks.
    fn tick(self) -> u64 {
        match self.changed_at % COARSE {
            0 => SLOW_TICK,
            _ => TICKS,
        }
    }
}

pub(super) fn written_at(data: &Metadata) -> Option<u64> {
    let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

#[cfg(unix)]
pub(super) fn changed_at(data: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(data.ctime()).ok()?;
    seconds
        .checked_mul(1_000_000_000)?
        .checked_add(u64::try_from(data.ctime_nsec()).ok()?)
}

#[cfg(not(unix))]
pub(super) fn changed_at(data: &Metadata) -> Option<u64> {
    written_at(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::RelPath;

    #[test]
    fn a_change_is_waited_out_as_long_as_the_clock_may_take_for_it() {
        let settled = |changed_at: u64, began: u64| {
            let entry = Entry {
                path: RelPath::default(),
                size: 1,
                written_at: Some(1),
                changed_at: Some(changed_at),
            };
            Looks::settled(&entry, Some(began)).is_some()
        };
        let second = 1_000_000_000;
        assert!(!settled(8 * second, 10 * second));
        assert!(settled(8 * second, 10 * second + 1));
        let fine = 8 * second + 1_234_567;
        assert!(!settled(fine, fine + 20_000_000));
        assert!(settled(fine, fine + 20_000_001));
    }
}
