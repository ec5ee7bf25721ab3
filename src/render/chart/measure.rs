//! How much room does a text take?

use crate::base::han::{is_han, is_wide_punctuation};

/// The size of the words of a picture, in pixels.
pub(super) const EM: f64 = 13.0;

/// The width of `text` in pixels: a Han character is one em wide, any other .55.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    if is_han(c) || is_wide_punctuation(c) {
        EM
    } else {
        EM * 0.55
    }
}

/// `text` where it is at most `room` pixels wide, else as much of its beginning as there is room for, and `…`.
pub(super) fn shorten(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - EM;
    let fits = text.chars().take_while(|c| {
        left -= advance(*c);
        left >= 0.0
    });
    let mut short: String = fits.collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_end_in_an_ellipsis_and_fit() {
        assert_eq!(shorten("公文管理系统", 78.0), "公文管理系统");
        assert_eq!(shorten("公文管理系统", 77.0), "公文管理…");
        assert!(width(&shorten("平潭综合实验区局 A 线", 90.0)) <= 90.0);
        assert_eq!(shorten("公文", 1.0), "…");
    }
}
