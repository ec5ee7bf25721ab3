//! The known name that somebody probably meant.

use super::han::{is_han, sound_alike};

/// Negations and numerals.
const DECISIVE: &str = "不无未非没否一二三四五六七八九十";
/// In words of so few characters they are what is meant.
const SHORT: usize = 4;
/// So many letters are a word: of fewer, each is what is meant.
const LEAST: usize = 3;

/// The one of `names` that is nearest to `wrong`, if any is near enough to be worth naming.
///
/// Nearness is the edit distance in characters, where a swap of neighbours is one edit; a name that has `wrong` as a part counts as near.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong: Vec<char> = wrong.to_lowercase().chars().collect();
    let score = |name: &str| {
        let name: Vec<char> = name.to_lowercase().chars().collect();
        let distance = edit_distance(&wrong, &name);
        let part = is_part(&wrong, &name);
        let bound = bound(&wrong, &name);
        let is_code = |word: &[char]| word.len() < LEAST && word.iter().all(char::is_ascii);
        let are_others = distance > 0 && is_code(&wrong) && is_code(&name);
        if are_others
            || wrong.len() <= SHORT && decisive(&wrong) != decisive(&name)
            || !part && are_other_numbers(&wrong, &name)
        {
            None
        } else if part {
            Some(distance.min(bound))
        } else {
            (distance <= bound).then_some(distance)
        }
    };
    names
        .into_iter()
        .filter_map(|name| Some((score(name)?, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, n)| n)
}

/// How many characters have to be added, left out, replaced or swapped to make one word of the other.
pub(super) fn edits(one: &str, other: &str) -> usize {
    let chars = |word: &str| word.chars().collect::<Vec<char>>();
    edit_distance(&chars(one), &chars(other))
}

/// How many edits make of one word another: of Chinese characters each says much, unless it sounds as it should or is only left out, and so
/// does each letter of a short code.
fn bound(wrong: &[char], name: &[char]) -> usize {
    let longer = wrong.len().max(name.len());
    if wrong.iter().chain(name).any(|c| is_han(*c)) {
        let pairs = || wrong.iter().zip(name);
        let sounds_same = wrong.len() == name.len() && pairs().all(|(a, b)| sound_alike(*a, *b));
        if sounds_same || is_within(wrong, name) || is_within(name, wrong) {
            longer.div_ceil(3)
        } else {
            longer / 4
        }
    } else if longer <= SHORT {
        1
    } else if wrong.first() != name.first() {
        // The first letter is seldom a slip beside others.
        longer.div_ceil(6)
    } else {
        longer.div_ceil(3)
    }
}

/// Whether `short` is what remains of `long` where some characters are left out.
fn is_within(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}

/// Whether both hold numbers of several digits, such as IDs do, that are more than one slip apart: these are not mistaken for each other.
fn are_other_numbers(wrong: &[char], name: &[char]) -> bool {
    let digits = |word: &[char]| -> Vec<char> {
        let numbers = word.split(|c| !c.is_ascii_digit());
        let written = numbers.flat_map(|number| number.iter().skip_while(|digit| **digit == '0'));
        written.copied().collect()
    };
    let (wrong, name) = (digits(wrong), digits(name));
    wrong.len().max(name.len()) >= SHORT && edit_distance(&wrong, &name) > 1
}

/// Whether `wrong` says enough of `name` to be short for it: two Chinese characters of it, or of letters a whole beginning of one of
/// its words that is a third of it.
fn is_part(wrong: &[char], name: &[char]) -> bool {
    let least = if wrong.iter().all(char::is_ascii) {
        LEAST
    } else {
        2
    };
    if wrong.len() < least || wrong.len() > name.len() {
        return false;
    }
    let mut parts = name.windows(wrong.len()).enumerate();
    parts.any(|(at, part)| {
        let begins = at
            .checked_sub(1)
            .is_none_or(|before| !name[before].is_ascii_alphanumeric());
        part == wrong && (least == 2 || begins && name.len() <= wrong.len() * 3)
    })
}

/// The characters of `word` that turn it into another: of `不正常` and `正常`, or `3级` and `一级`, one is no slip for the other.
fn decisive(word: &[char]) -> Vec<char> {
    word.iter().copied().filter(|c| DECISIVE.contains(*c)).collect()
}

/// How many characters have to be added, left out, replaced or swapped with their neighbour.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && *x == b[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(
            nearest("公文管理系統", ["公文管理系统", "签报管理系统"]),
            Some("公文管理系统")
        );
        assert_eq!(
            nearest("公文", ["签报管理系统", "公文管理系统"]),
            Some("公文管理系统")
        );
        assert_eq!(nearest("reported", ["reporter", "reported_at"]), Some("reporter"));
        assert_eq!(nearest("mnior", ["critical", "major", "minor"]), Some("minor"));
        assert_eq!(nearest("tilte", ["title", "file"]), Some("title"));
        assert_eq!(nearest("id", ["side_effects", "region"]), None);
        assert_eq!(nearest("fj", ["fz", "xm"]), None);
        assert_eq!(nearest("FZ", ["fz", "xm"]), Some("fz"));
        assert_eq!(nearest("gwx", ["qb", "gw"]), Some("gw"));
        assert_eq!(nearest("at", ["reported_at"]), None);
        assert_eq!(nearest("use", ["cause_of_all"]), None);
        assert_eq!(nearest("users", ["affected_users"]), Some("affected_users"));
        assert_eq!(nearest("天气", ["公文管理系统"]), None);
        assert_eq!(nearest("陈静", ["陈晓", "张伟"]), None);
        assert_eq!(nearest("签报系统", ["签报管理系统"]), Some("签报管理系统"));
        assert_eq!(nearest("省", ["省局", "市局"]), Some("省局"));
        assert_eq!(nearest("张玮", ["陈晓", "张伟"]), Some("张伟"));
        assert_eq!(nearest("财务管理系统", ["公文管理系统"]), None);
        assert_eq!(nearest("rsjy", ["csyj", "gwgl"]), None);
        assert_eq!(nearest("gwlg", ["csyj", "gwgl"]), Some("gwgl"));
        assert_eq!(nearest("F-20230920-01", ["F-20230901-01"]), None);
        assert_eq!(
            nearest("F-20230920-1", ["F-20230901-01", "F-20230920-01"]),
            Some("F-20230920-01")
        );
        assert_eq!(nearest("不正常", ["正常", "异常"]), None);
        assert_eq!(nearest("无异常", ["正常", "异常"]), None);
        assert_eq!(nearest("3级", ["一级", "二级", "三级"]), None);
        assert_eq!(nearest("posts", ["tests", "plans"]), None);
        assert_eq!(nearest("images", ["changes"]), None);
        assert_eq!(nearest("一般故瘴", ["一般故障", "重大故障"]), Some("一般故障"));
    }
}
