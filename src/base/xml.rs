//! Which characters may a document of XML hold?

/// What stands for a character that may not stand in a document.
const STAND_IN: char = '\u{fffd}';

/// Whether XML 1.0 forbids `c`, or it would show others in another order than they were written.
pub fn is_odd(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => true,
        c => c.is_control(),
    }
}

/// `text` with a stand-in for each odd character.
pub fn clean(text: &str) -> String {
    let clean = |c: char| if is_odd(c) { STAND_IN } else { c };
    text.replace("\r\n", "\n").chars().map(clean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_and_turning_characters_get_a_stand_in() {
        assert_eq!(
            clean("甲\u{0}\u{1b}[31m\u{FFFE}乙"),
            "甲\u{fffd}\u{fffd}[31m\u{fffd}乙"
        );
        assert_eq!(clean("金额\u{202E}00.1\u{2066}"), "金额\u{fffd}00.1\u{fffd}");
        assert_eq!(
            clean("甲\r\n乙\t丙 <w:p> ]]> & \u{200F}丁"),
            "甲\n乙\t丙 <w:p> ]]> & \u{200F}丁"
        );
    }
}
