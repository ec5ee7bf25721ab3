//! How is a number kept in few bytes? Seven bits to a byte, the lowest first.

/// Adds `value`.
pub fn push(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes a number from the start of `bytes`; `None` at their end.
pub fn pull(bytes: &mut &[u8]) -> Option<u32> {
    let (mut value, mut shift) = (0_u32, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if *byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_torn_has_no_end() {
        assert_eq!(pull(&mut &[0x80_u8, 0x80][..]), None);
        assert_eq!(pull(&mut &[0xFF_u8; 9][..]), None);
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| push(*number, &mut bytes));
            let mut rest = bytes.as_slice();
            for number in numbers {
                prop_assert_eq!(pull(&mut rest), Some(number));
            }
            prop_assert_eq!(pull(&mut rest), None);
        }
    }
}
