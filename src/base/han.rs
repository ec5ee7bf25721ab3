//! Chinese characters.

use pinyin::{ToPinyin, ToPinyinMulti};

/// How many readings of a character are known.
const READINGS: usize = 3;

/// Whether `c` is a Han character (an ideograph of any plane, or one of the few ideographic signs written with them).
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FA1F | 0x30000..=0x323AF)
}

/// Whether `c` is punctuation of full width (`，`, `：`, `（`, `」` …).
pub fn is_wide_punctuation(c: char) -> bool {
    matches!(u32::from(c),
        0x3000..=0x3004 | 0x3008..=0x303F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '℃')
}

/// Whether `c` is one of the 6,763 characters of GB 2312, those that a Chinese text has as a rule.
pub fn is_common(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, _) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

/// The readings of `c` without tones, the usual first; `ü` is typed `v`.
pub fn readings(c: char) -> Vec<String> {
    let typed = |syllable: &str| syllable.replace('ü', "v");
    let mut readings: Vec<String> = c
        .to_pinyin()
        .map(|usual| typed(usual.plain()))
        .into_iter()
        .collect();
    if let Some(all) = c.to_pinyin_multi() {
        for reading in all {
            let reading = typed(reading.plain());
            if readings.len() < READINGS && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings.retain(|reading| reading.bytes().all(|b| b.is_ascii_lowercase()));
    readings
}

/// Whether `a` and `b` are the same, or have a reading in common.
pub fn sound_alike(a: char, b: char) -> bool {
    a == b || {
        let known = readings(b);
        readings(a).iter().any(|reading| known.contains(reading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_every_day_are_common() {
        assert_eq!(('\u{4E00}'..='\u{9FFF}').filter(|c| is_common(*c)).count(), 6763);
        assert!("账红齄".chars().all(is_common) && !"賬龘a，".chars().any(is_common));
    }
}
