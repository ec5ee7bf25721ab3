//! How are changes seen where the system does not tell?

use super::grounds::Grounds;
use super::inbox::Inbox;
use super::stamps::Stamps;
use std::io;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// How often all files are looked at.
const EVERY: Duration = Duration::from_millis(500);
/// The most of one processor that looking may take, as one part of so many.
const SHARE: u32 = 10;

/// Looks at the files of `grounds` again and again, from now until nobody reads `inbox`.
pub fn start(grounds: &Arc<Grounds>, inbox: &Arc<Inbox>) -> io::Result<()> {
    let (grounds, inbox) = (Arc::clone(grounds), Arc::downgrade(inbox));
    let before = Stamps::take(&grounds);
    let polling = thread::Builder::new().name("poll".to_owned());
    polling.spawn(move || keep(&grounds, &inbox, before))?;
    Ok(())
}

fn keep(grounds: &Grounds, inbox: &Weak<Inbox>, mut before: Stamps) {
    let mut pause = EVERY;
    loop {
        thread::sleep(pause);
        let begun = Instant::now();
        let now = Stamps::take(grounds);
        pause = EVERY.max(begun.elapsed() * SHARE);
        let Some(inbox) = inbox.upgrade() else { return };
        for path in now.since(&before) {
            inbox.touched(grounds, &path, true);
        }
        before = now;
    }
}
