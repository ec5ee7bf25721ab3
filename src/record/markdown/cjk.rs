//! Which characters behave like Chinese, Japanese and Korean text?

use crate::base::han::{is_han, is_wide_punctuation};

/// Whether `c` is a CJK character in the sense of the CommonMark CJK-friendly amendments: wide, full-width or half-width in
/// Unicode's East Asian Width and no emoji, or Hangul (the ranges are those of Unicode 16).
pub fn is_cjk(c: char) -> bool {
    let code = u32::from(c);
    match code {
        0..0x1100 => false,
        0x1100..0x10000 => is_cjk_basic(code),
        _ => is_cjk_supplementary(code),
    }
}

fn is_cjk_basic(code: u32) -> bool {
    matches!(code,
        0x1100..=0x11FF | 0x20A9 | 0x2329..=0x232A | 0x2630..=0x2637 | 0x268A..=0x268F | 0x2E80..=0x2E99
        | 0x2E9B..=0x2EF3 | 0x2F00..=0x2FD5 | 0x2FF0..=0x303E | 0x3041..=0x3096 | 0x3099..=0x30FF | 0x3105..=0x312F
        | 0x3131..=0x318E | 0x3190..=0x31E5 | 0x31EF..=0x321E | 0x3220..=0x3247 | 0x3250..=0xA48C | 0xA490..=0xA4C6
        | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7C6 | 0xD7CB..=0xD7FB | 0xF900..=0xFAFF | 0xFE10..=0xFE19
        | 0xFE30..=0xFE52 | 0xFE54..=0xFE66 | 0xFE68..=0xFE6B | 0xFF01..=0xFFBE | 0xFFC2..=0xFFC7 | 0xFFCA..=0xFFCF
        | 0xFFD2..=0xFFD7 | 0xFFDA..=0xFFDC | 0xFFE0..=0xFFE6 | 0xFFE8..=0xFFEE)
}

fn is_cjk_supplementary(code: u32) -> bool {
    matches!(code,
        0x16FE0..=0x16FE4 | 0x16FF0..=0x16FF6 | 0x17000..=0x18CD5 | 0x18CFF..=0x18D1E | 0x18D80..=0x18DF2
        | 0x1AFF0..=0x1AFF3 | 0x1AFF5..=0x1AFFB | 0x1AFFD..=0x1AFFE | 0x1B000..=0x1B122 | 0x1B132
        | 0x1B150..=0x1B152 | 0x1B155 | 0x1B164..=0x1B167 | 0x1B170..=0x1B2FB | 0x1D300..=0x1D356
        | 0x1D360..=0x1D376 | 0x1F200 | 0x1F202 | 0x1F210..=0x1F219 | 0x1F21B..=0x1F22E | 0x1F230..=0x1F231
        | 0x1F237 | 0x1F23B | 0x1F240..=0x1F248 | 0x1F260..=0x1F265 | 0x20000..=0x3FFFD)
}

/// Whether a line may end after `before` and go on with `after` without a space between them: text that is written
/// without spaces stands on both sides, or a mark of full width, which brings its own space, on one. Quotation marks and dashes that Latin text
/// shares decide nothing by themselves.
pub fn joins(before: char, after: char) -> bool {
    let (left, right) = (spaceless(before), spaceless(after));
    is_full(before)
        || is_full(after)
        || (left && (right || is_wide_punctuation(after)))
        || (right && is_wide_punctuation(before))
}

/// Signs that are always of full width: punctuation, and the full-width forms of ASCII and of signs of money.
fn is_full(c: char) -> bool {
    let code = u32::from(c);
    (code >= 0x3000 && is_wide_punctuation(c)) || matches!(code, 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6)
}

/// Han, kana and bopomofo.
fn spaceless(c: char) -> bool {
    let code = u32::from(c);
    code >= 0x3000 && (is_han(c) || matches!(code, 0x3041..=0x30FF | 0x3105..=0x312F | 0xFF66..=0xFF9F))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_between_characters_written_without_spaces() {
        for (before, after) in [
            ('中', '文'),
            ('，', '中'),
            ('中', '“'),
            ('”', '中'),
            ('。', '（'),
            ('の', '字'),
            ('…', '。'),
            ('9', '，'),
            ('；', 'a'),
            ('（', '4'),
            ('”', '）'),
            ('a', '￥'),
            ('３', '9'),
        ] {
            assert!(joins(before, after), "{before}{after}");
        }
        for (before, after) in [
            ('中', 'a'),
            ('a', '中'),
            ('”', '“'),
            ('a', '”'),
            ('한', '국'),
            ('中', '('),
        ] {
            assert!(!joins(before, after), "{before}{after}");
        }
    }

    #[test]
    fn cjk_covers_the_scripts_and_spares_the_rest() {
        assert!("中々の、：「（한ᄀ𠀀㊗".chars().all(is_cjk));
        assert!(!"aé“—…·☺😀✅(".chars().any(is_cjk));
    }
}
