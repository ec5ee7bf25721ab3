//! How is a number written in few plain characters?
//!
//! In base 45, the lowest digit first; a digit that goes on is higher by 45. All signs are ASCII and need no escape in a script.

/// The base.
const BASE: usize = 45;
/// The first sign; `\` is left out.
const FIRST: u8 = b'#';

/// Adds `value` to `text`.
pub fn push(mut value: usize, text: &mut String) {
    while value >= BASE {
        value -= BASE;
        text.push(sign(BASE + value % BASE));
        value /= BASE;
    }
    text.push(sign(value));
}

fn sign(digit: usize) -> char {
    let code = FIRST.saturating_add(u8::try_from(digit).unwrap_or(u8::MAX));
    char::from(if code < b'\\' { code } else { code + 1 })
}

/// Adds the distances between `numbers`, which ascend, the first from 0.
pub fn push_distances(numbers: impl IntoIterator<Item = usize>, text: &mut String) {
    let mut before = 0;
    for number in numbers {
        push(number - before, text);
        before = number;
    }
}

/// Adds how far `value` is from `before`, doubled, and odd where it goes back.
pub fn push_signed(value: usize, before: usize, text: &mut String) {
    push(value.abs_diff(before) * 2 + usize::from(value < before), text);
}

/// Takes a number from the start of `signs`, which are characters or bytes.
pub fn take<S: TryInto<u8>>(signs: &mut impl Iterator<Item = S>) -> Option<usize> {
    let (mut value, mut scale) = (0_usize, 1_usize);
    loop {
        let code = signs.next()?.try_into().ok()?;
        let digit = usize::from((code - u8::from(code > b'\\')).checked_sub(FIRST)?);
        value += digit * scale;
        if digit < BASE {
            return Some(value);
        }
        scale *= BASE;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_take_one_sign() {
        let written = |value| {
            let mut text = String::new();
            push(value, &mut text);
            text
        };
        assert_eq!(written(0), "#");
        assert_eq!(written(44).len(), 1);
        assert_eq!(written(45).len(), 2);
        assert_eq!(written(45 + 45 * 45 - 1).len(), 2);
        assert_eq!(written(45 + 45 * 45).len(), 3);
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(0_usize..1 << 40, 0..20)) {
            let mut text = String::new();
            numbers.iter().for_each(|number| push(*number, &mut text));
            prop_assert!(text.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\'));
            let mut signs = text.chars();
            for number in numbers {
                prop_assert_eq!(take(&mut signs), Some(number));
            }
            prop_assert_eq!(signs.next(), None);
        }
    }
}
