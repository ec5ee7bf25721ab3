//! How do all threads make what has to be put together in order?

use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Makes something of each of the numbers below `count` on all threads, and gives it to `put` in the order of the numbers, one at a time, on
/// whichever thread is at hand: none waits for another. What is made before its turn is held, which is little as long as all take about as long.
///
/// # Errors
/// The first that `make` or `put` gives; no more is made then.
pub(super) fn in_order<T: Send>(
    count: usize,
    make: impl Fn(usize) -> Result<T> + Sync,
    put: impl FnMut(T) -> Result<()> + Send,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let held = Mutex::new(BTreeMap::new());
    let putting = Mutex::new((0, put));
    let work = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(());
            }
            let made = make(number)?;
            lock(&held).insert(number, made);
            if let Ok(mut putting) = putting.try_lock() {
                put_all(&held, &mut putting)?;
            }
        }
    };
    let threads = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
    threads.try_for_each(|_| work().inspect_err(|_| next.store(count, Ordering::Relaxed)))?;
    put_all(&held, &mut lock(&putting))
}

/// Puts what is held, from the number whose turn it is, as far as nothing is missing.
fn put_all<T>(
    held: &Mutex<BTreeMap<usize, T>>,
    (turn, put): &mut (usize, impl FnMut(T) -> Result<()>),
) -> Result<()> {
    loop {
        let Some(made) = lock(held).remove(turn) else {
            return Ok(());
        };
        put(made)?;
        *turn += 1;
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn all_is_put_once_and_in_order() {
        let mut seen = Vec::new();
        in_order(
            500,
            |number| Ok(number * 2),
            |made| {
                seen.push(made);
                Ok(())
            },
        )
        .unwrap();
        assert!(seen.iter().copied().eq((0..500).map(|number| number * 2)));
        in_order(0, Ok, |_: usize| anyhow::bail!("there is none")).unwrap();
    }

    #[test]
    fn a_fault_ends_it() {
        let made = AtomicUsize::new(0);
        let make = |number: usize| {
            made.fetch_add(1, Ordering::Relaxed);
            anyhow::ensure!(number != 7, "the seventh");
            Ok(number)
        };
        let fault = in_order(100_000, make, |_| Ok(())).unwrap_err();
        assert_eq!(fault.to_string(), "the seventh");
        assert!(made.into_inner() < 100_000);
        let put = |number: usize| {
            anyhow::ensure!(number < 5, "the fifth");
            Ok(())
        };
        let fault = in_order(9, Ok, put).unwrap_err();
        assert_eq!(fault.to_string(), "the fifth");
    }
}
